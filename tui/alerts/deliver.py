"""How an alert leaves the program: a bell, a notification of the terminal, or a command that is given the event.

Nothing of a text from outside acts on the terminal: it is cleaned, cut, and put behind a word of the program's own.
A command runs without a shell, gets JSON on standard input, and has a time; that it failed is told.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.text import one_line, truncate

BELL = "\a"
_TITLE = "ceasefire-tui"
_CELLS = 200


def osc9(text: str) -> str:
    """A notification as iTerm2, WezTerm, Windows Terminal and others take it. A number in front would mean something
    else to some of them (progress), so the program's name stands there."""
    return f"\x1b]9;{_TITLE}: {_safe(text)}\a"


def osc777(text: str) -> str:
    """A notification as foot, Ghostty, rxvt-unicode and others take it: title and body."""
    return f"\x1b]777;notify;{_TITLE};{_safe(text)}\a"


def through(sequence: str, environ: Mapping[str, str]) -> str:
    """A sequence as it reaches the terminal behind tmux (which wants `allow-passthrough on`) or GNU screen."""
    if environ.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environ.get("STY"):
        # screen ends the string at ESC \ and takes no more than 768 bytes of it
        return f"\x1bP{sequence}\x1b\\"
    return sequence


def _safe(text: str) -> str:
    # a semicolon separates fields in both
    return truncate(one_line(text, 1000), _CELLS).replace(";", ",")


async def run_command(command: Sequence[str], payload: bytes, seconds: float, folder: Path) -> str | None:
    """Run `command` in `folder` with `payload` on standard input. None when it ended well, else why not, in one line.

    A program given as a path with a slash is looked for from `folder`; "~" is the home folder. What it prints is not
    read, save the first line of its standard error when it fails. After `seconds` it is killed with all that it
    started.
    """
    # files and no pipes: a program that never reads, or leaves a child behind that holds its output, blocks nobody
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaint:
        given.write(payload)
        given.seek(0)
        try:
            process = await asyncio.create_subprocess_exec(
                _program(command[0], folder),
                *command[1:],
                stdin=given,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=complaint,
                cwd=folder,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            return f"{command[0]} could not be started: {why}"
        try:
            await asyncio.wait_for(process.wait(), seconds)
        except TimeoutError:
            return f"{command[0]} took longer than {seconds:g} seconds and was ended"
        finally:
            # also when the program closes while the command runs
            if process.returncode is None:
                _kill(process)
                await process.wait()
        if process.returncode == 0:
            return None
        complaint.seek(0)
        said = one_line(complaint.read(4096).decode(errors="replace").strip().partition("\n")[0], 200)
        return f"{command[0]} failed with code {process.returncode}{f': {said}' if said else ''}"


def _program(name: str, folder: Path) -> str:
    return str(folder / os.path.expanduser(name)) if "/" in name else name  # noqa: PTH111


def _kill(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
