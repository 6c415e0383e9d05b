"""One line on a terminal that says how far an extraction is. Nothing at all where standard error is no terminal."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TextIO

_EVERY = 0.2


class Progress:
    """`step` after each item; `say` prints a line of its own above; `clear` takes the line away."""

    def __init__(self, stream: TextIO | None = None, *, size: int | None = None, shown: bool | None = None) -> None:
        """`size`: bytes of all inputs, None when unknown."""
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty() if shown is None else shown
        self._size = size
        self._start = self._last = time.monotonic()
        self._on_screen = False
        self._first: int | None = None
        """Bytes that were behind us at the first item: those of an earlier run took no time."""
        self.done = 0
        self.failed = 0

    def step(self, consumed: int, *, failed: bool) -> None:
        """One more item; `consumed` bytes of the inputs are behind us."""
        self.done += 1
        self.failed += failed
        now = time.monotonic()
        if self._first is None:
            self._first = consumed
        if self._shown and now - self._last >= _EVERY:
            self._last = now
            self._draw(line(self.done, self.failed, consumed, self._size, now - self._start, self._first))

    def say(self, text: str) -> None:
        self.clear()
        self._stream.write(text + "\n")
        self._stream.flush()

    def clear(self) -> None:
        if self._on_screen:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._on_screen = False

    def _draw(self, text: str) -> None:
        columns = shutil.get_terminal_size().columns
        self._stream.write("\r" + text[: columns - 1] + "\x1b[K")
        self._stream.flush()
        self._on_screen = True


def line(done: int, failed: int, consumed: int, size: int | None, seconds: float, first: int = 0) -> str:
    """``41% ########------------  12,345 articles  231/s  3 failed  1:26 left``. `first`: bytes that an earlier run has
    done."""
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{done:,} articles", f"{rate:,.0f}/s"]
    if failed:
        parts.append(f"{failed:,} failed")
    if not size:
        return "  ".join(parts)
    share = min(1.0, consumed / size)
    if consumed > first and share < 1:
        parts.append(f"{_span(seconds * (size - consumed) / (consumed - first))} left")
    full = round(20 * share)
    return "  ".join([f"{share:4.0%} " + "#" * full + "-" * (20 - full), *parts])


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
