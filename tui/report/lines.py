"""Lines on standard output of a command that runs for days: whoever reads them may go away meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import select
import stat
from collections.abc import Callable, Iterator
from typing import TextIO

from tui.text import one_line


class Lines:
    """Prints a line at a time. When that is not possible any more, because the reader has gone or the disk is full,
    `gone` is called once, `error` says why, and what is printed afterwards goes nowhere: whoever tells of something
    that is stored is not to fail at telling it."""

    def __init__(self, out: TextIO, gone: Callable[[], None]) -> None:
        self._out = out
        self._gone = gone
        self.error: OSError | None = None

    def write(self, text: str, limit: int | None = None) -> None:
        """Print one line, cut to `limit` cells of clean text where that is given."""
        if self.error is not None:
            return
        try:
            self._out.write((text if limit is None else one_line(text, limit)) + "\n")
            self._out.flush()
        except OSError as error:
            error.filename = "standard output"
            self._end(error)

    def _end(self, error: OSError) -> None:
        if self.error is None:
            self.error = error
            self._gone()

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Within it a reader that goes away is noticed at once, and not at the next line, which may be hours away. To
        be entered on the running event loop; only a pipe has such a reader."""
        pipe = _pipe(self._out)
        if pipe is None:
            yield
            return
        loop = asyncio.get_running_loop()

        def stirred() -> None:
            loop.remove_reader(pipe)
            if _is_broken(pipe):
                self._end(BrokenPipeError())

        try:
            # the writing end of a pipe stirs when its reader has gone, and never before
            loop.add_reader(pipe, stirred)
        except (NotImplementedError, OSError):  # an event loop that cannot watch it: the next line will tell
            yield
            return
        try:
            yield
        finally:
            loop.remove_reader(pipe)


def _pipe(out: TextIO) -> int | None:
    """The number of the pipe that `out` writes to; None when it is something else."""
    try:
        number = out.fileno()
        return number if stat.S_ISFIFO(os.fstat(number).st_mode) else None
    except (OSError, io.UnsupportedOperation):
        return None


def _is_broken(pipe: int) -> bool:
    poll = select.poll()
    poll.register(pipe, 0)
    return any(state & (select.POLLERR | select.POLLHUP | select.POLLNVAL) for _, state in poll.poll(0))
