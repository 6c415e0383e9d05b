"""Copying: a native tool where there is one, else the terminal's clipboard (OSC 52), else a file; and saying which."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

TOOLS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("pbcopy", (), ""),
    ("wl-copy", (), "WAYLAND_DISPLAY"),
    ("xclip", ("-selection", "clipboard"), "DISPLAY"),
    ("xsel", ("--clipboard", "--input"), "DISPLAY"),
    ("clip.exe", (), "WSL_DISTRO_NAME"),
)
"""Program, its arguments, and the variable that tells that it can work here."""

OSC52_LIMIT = 74_000
"""Characters that terminals take in one go."""


def tool(environ: Mapping[str, str], which: Callable[[str], str | None] = shutil.which) -> list[str] | None:
    """Command line of the native tool to use; none over ssh, where it would fill the other machine's clipboard."""
    # in a browser it would be the clipboard of the server
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY") or environ.get("TEXTUAL_DRIVER"):
        return None
    for name, args, variable in TOOLS:
        if variable and not environ.get(variable):
            continue
        if path := which(name):
            return [path, *args]
    return None


def takes_osc52(environ: Mapping[str, str]) -> bool:
    """Whether the terminal may take OSC 52. The Linux console and Apple's Terminal are known not to."""
    return environ.get("TERM", "") not in ("", "dumb", "linux") and environ.get("TERM_PROGRAM") != "Apple_Terminal"


def native(
    text: str,
    environ: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
) -> str | None:
    """Copy with a native tool and say with which; None when there is none or it fails. Blocks, two seconds at most."""
    command = tool(environ, which)
    if command is None:
        return None
    try:
        # no pipes to read: a tool that stays in the background to serve the clipboard would hold them open
        subprocess.run(
            command,
            input=text.encode(),
            check=True,
            timeout=2,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return f"copied with {Path(command[0]).name}"


def otherwise(text: str, osc52: Callable[[str], None], fallback: Path, environ: Mapping[str, str] = os.environ) -> str:
    """Copy through the terminal, or into a file, and say how. Never raises."""
    if takes_osc52(environ) and len(text) <= OSC52_LIMIT:
        osc52(text)
        return "sent to the terminal's clipboard (OSC 52; some terminals ignore it)"
    try:
        fallback.parent.mkdir(parents=True, exist_ok=True)
        fallback.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        return f"not copied: no clipboard here, and {fallback} cannot be written ({error.strerror})"
    return f"written to {fallback} (no clipboard here)"
