"""The file that an extraction writes, and how a later run goes on with it.

A run that was ended at any instant leaves a file whose lines are those of the whole run up to some number, the last one
perhaps torn. `resume` cuts a torn line and passes over the inputs that have a line, having compared every digest
(`tui.report.archives.earlier`), so that the file becomes what one run would have made. Inputs that could not be read
are tried again; what they give now waits in a file beside it, and is put where it belongs at the end.
"""

from __future__ import annotations

import contextlib
import heapq
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import filelock

from tui.report.archives.earlier import Earlier, OutputError, number_of
from tui.report.archives.items import Done, Item

__all__ = ["Output", "OutputError", "WriteError"]

_FLUSH = 0.5
"""Seconds after which what is written is handed to the system."""


class WriteError(Exception):
    """The disk did not take what was read; the file can be gone on with."""


class Output:
    """An output file; a context manager. Raises `OutputError` on opening."""

    def __init__(self, path: Path, agreement: str, *, resume: bool) -> None:
        self.path = path
        self._again: IO[bytes] | None = None
        """What inputs give that could not be read in the earlier run."""
        self._asked_again = self._written = 0
        """How many items were given to be read although later ones have a line; how many came back, of all."""
        if path.is_dir():
            raise OutputError(f"{path}: is a folder; give the name of a file in it")
        if path.suffix == ".gz":
            raise OutputError(f"{path}: is written as plain JSON Lines; leave .gz away and compress it afterwards")
        self._lock = _taken(path)
        try:
            there = path.exists() and path.stat().st_size > 0
            if there and not resume:
                raise OutputError(f"{path}: exists already; --resume goes on with it, or write to another file")
            if there:
                _cut_torn_line(path)
            self._file = path.open("ab")
            self._earlier = Earlier(path, agreement, self._file.tell()) if there else None
        except OSError as error:
            _give_back(self._lock)
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
        except OutputError:
            _give_back(self._lock)
            raise
        self._flushed = time.monotonic()

    def compare(self, items: Iterable[Item]) -> None:
        """Raise `OutputError` when the inputs are not those of the file, before anything is read."""
        if self._earlier is not None:
            for _, behind in self._earlier.walk(items):
                if behind:
                    return

    def remaining(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items that are still to be read. Raises `OutputError` when the inputs are not those of the file."""
        if self._earlier is None:
            yield from items
            return
        for item, behind in self._earlier.walk(items):
            self._asked_again += not behind
            yield item

    def write(self, done: Done) -> None:
        """Add the line of what was read; in the order of `remaining`. Raises `WriteError` when the disk does not take
        it."""
        self._written += 1
        if done.line is None:
            return
        with self._told():
            if self._written <= self._asked_again:
                if self._again is None:
                    self._again = self._beside("again").open("w+b")
                self._again.write(done.line)
                return
            self._file.write(done.line)
            now = time.monotonic()
            if now - self._flushed > _FLUSH:
                self._file.flush()
                self._flushed = now

    def close(self) -> None:
        """Hand everything to the disk. Raises `WriteError` when it does not take it."""
        try:
            with self._told():
                self._file.flush()
                os.fsync(self._file.fileno())
                if self._earlier is not None and (self._again is not None or self._earlier.moves):
                    self._merge(self._earlier)
        finally:
            for file in (self._file, self._again):
                with contextlib.suppress(OSError):
                    if file is not None:
                        file.close()
            for word in ("again", "part"):
                with contextlib.suppress(OSError):
                    self._beside(word).unlink(missing_ok=True)
            _give_back(self._lock)

    def _merge(self, earlier: Earlier) -> None:
        """Put what was read again where it belongs. The file is there whole at every instant, as it was or as it is to
        be."""
        again: Iterable[bytes] = ()
        if self._again is not None:
            self._again.seek(0)
            again = self._again
        part = self._beside("part")
        with self.path.open("rb") as lines, part.open("wb") as merged:
            both = heapq.merge(earlier.moved(lines), ((number_of(line), line) for line in again))
            merged.writelines(line for _, line in both)
            merged.flush()
            os.fsync(merged.fileno())
        shutil.copymode(self.path, part)
        part.replace(self.path.resolve())

    def _beside(self, word: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{word}")

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise WriteError(
                f"{self.path}: not written: {error.strerror or error}; mend that and go on with --resume"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is None:
            self.close()
        else:
            # what ended the run is what a person is told
            with contextlib.suppress(WriteError):
                self.close()


def _taken(path: Path) -> filelock.BaseFileLock:
    lock = filelock.FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout:
        raise OutputError(f"{path}: another extraction is writing it") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    return lock


def _give_back(lock: filelock.BaseFileLock) -> None:
    lock.release()
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink()


def _cut_torn_line(path: Path) -> None:
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        at = end
        while at > 0:
            step = min(at, 1 << 16)
            file.seek(at - step)
            found = file.read(step).rfind(b"\n")
            if found >= 0:
                at = at - step + found + 1
                break
            at -= step
        if at < end:
            file.truncate(at)
