"""The empty panes that stand on the terminal until the dashboard draws itself.

Reading Python's modules, the configuration and the agreement takes some tenths of a second; somebody who starts the
program sees at once that it has started. Drawn without any library. Keys that are pressed meanwhile are not shown, and
are there for the dashboard.
"""

from __future__ import annotations

import contextlib
import os
import sys
from types import TracebackType
from typing import Any

_ROUND, _PLAIN = "╭─╮│╰╯", "+-+|++"
_SHOW, _HIDE = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J", "\x1b[?1049l\x1b[?25h"


def frame(width: int, height: int, glyphs: str = _ROUND) -> list[str]:
    """The lines of the empty screen, none wider than `width`; about where the panes will be."""
    if width < 60 or height < 24:
        return [" ceasefire-tui  loading"[:width]]
    lines = [" ceasefire-tui  loading".ljust(width)]
    room = height - 2
    if width < 100:
        figures = min(8, room // 3)
        lines += _box("1 Phases", width, 5, glyphs)
        lines += _box("2 Latest quotes", width, room - 6 - figures, glyphs)
        lines += _box("3 Running figures", width, figures, glyphs)
        return [*lines, "", ""][:height]
    phases = 7 if height < 34 else 11 if height < 52 else 15
    lower = 5 if height < 34 else 9
    figures = min(9, (room - phases - lower) // 2)
    lines += _box("1 Phases", width, phases, glyphs)
    lines += _box("2 Latest quotes", width, room - phases - figures - lower, glyphs)
    lines += _box("3 Running figures", width, figures, glyphs)
    left, right = _box("4 Changes", width // 2, lower, glyphs), _box("5 Sources", width - width // 2, lower, glyphs)
    lines += [a + b for a, b in zip(left, right, strict=True)]
    return [*lines, ""][:height]


def _box(title: str, width: int, height: int, glyphs: str) -> list[str]:
    a, b, c, d, e, f = tuple(glyphs)
    if height < 2:
        return [""] * max(0, height)
    top, bottom = f"{a}{b} {title} ".ljust(width - 1, b) + c, e + b * (width - 2) + f
    return [top, *[f"{d}{'':{width - 2}}{d}"] * (height - 2), bottom]


class Curtain:
    """Drawn when the block begins, where there is a terminal; taken away when it ends, unless it was `lifted`."""

    def __init__(self) -> None:
        self._drawn = False
        self._attributes: list[Any] | None = None

    def __enter__(self) -> Curtain:
        # the dashboard draws on standard error, so that is where its frame belongs
        with contextlib.suppress(OSError, ValueError):
            if not (sys.stderr.isatty() and sys.stdin.isatty()):
                return self
            width, height = os.get_terminal_size(sys.stderr.fileno())
            glyphs = _ROUND if "utf" in (sys.stderr.encoding or "").lower() else _PLAIN
            self._silence()
            self._drawn = True
            self._write(_SHOW + "\r\n".join(frame(width, height, glyphs)))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.drop()

    def lift(self) -> None:
        """The dashboard takes over: what is drawn stays until it draws, and the terminal is as it was given."""
        self._drawn = False
        self._restore()

    def drop(self) -> None:
        """Give the terminal back as it was."""
        if self._drawn:
            self._drawn = False
            with contextlib.suppress(OSError, ValueError):
                self._write(_HIDE)
        self._restore()

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()

    def _silence(self) -> None:
        try:
            import termios
        except ImportError:  # not on this system: keys are shown
            return
        attributes = termios.tcgetattr(sys.stdin.fileno())
        self._attributes = list(attributes)
        attributes[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, attributes)

    def _restore(self) -> None:
        if self._attributes is not None:
            import termios

            with contextlib.suppress(OSError, ValueError, termios.error):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._attributes)
            self._attributes = None
