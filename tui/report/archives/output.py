"""The file that an extraction writes, and how a later run goes on with it.

Each line says which input it was made from: its number among all inputs, where it stood, a digest. A run that was
ended at any instant leaves a file whose lines are those of the whole run up to some number, the last one perhaps torn.
`resume` cuts a torn line and passes over the inputs up to that number, having compared every digest, so that the file
becomes what one run would have made. An input that failed has no line; when a later one has, it is not tried again.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import filelock
import msgspec

from tui.report.archives.items import Done, Item

_FLUSH = 0.5
"""Seconds after which what is written is handed to the system."""


class OutputError(Exception):
    """The output cannot be begun or gone on with, and was not touched: names the file and what to do."""


class WriteError(Exception):
    """The disk did not take what was read; the file can be gone on with."""


class _Input(msgspec.Struct):
    n: int
    digest: str
    agreement: str


class _Head(msgspec.Struct):
    input: _Input


class Output:
    """An output file; a context manager. Raises `OutputError` on opening."""

    def __init__(self, path: Path, agreement: str, *, resume: bool) -> None:
        self.path = path
        self._agreement = agreement
        self.kept = 0
        """Lines that an earlier run wrote."""
        self.failed_before: list[str] = []
        """Inputs that the earlier run could not read, and that are not tried again."""
        if path.suffix == ".gz":
            raise OutputError(f"{path}: is written as plain JSON Lines; leave .gz away and compress it afterwards")
        self._lock = _taken(path)
        try:
            there = path.exists() and path.stat().st_size > 0
            if there and not resume:
                raise OutputError(f"{path}: exists already; --resume goes on with it, or write to another file")
            if there:
                _cut_torn_line(path)
            self._earlier: IO[bytes] | None = path.open("rb") if there else None
            self._file = path.open("ab")
            self._length = self._file.tell()
        except OSError as error:
            _give_back(self._lock)
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
        except OutputError:
            _give_back(self._lock)
            raise
        self._flushed = time.monotonic()

    def remaining(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items that are still to be read. Raises `OutputError` when the inputs are not those of the file."""
        heads = self._heads()
        head = next(heads, None)
        for item in items:
            if head is None:
                yield item
            elif item.number < head.n:
                self.failed_before.append(item.at)
            elif item.digest != head.digest:
                raise OutputError(
                    f"{self.path}:{self.kept}: was made from another text than {item.at} holds now; --resume needs "
                    "the same inputs in the same order, so write to another file"
                )
            else:
                head = next(heads, None)
        if head is not None:
            raise OutputError(
                f"{self.path}:{self.kept}: was made from an input that is missing now (the {head.n}th); --resume "
                "needs the same inputs in the same order, so write to another file"
            )

    def write(self, done: Done) -> None:
        """Add the line of what was read. Raises `WriteError` when the disk does not take it."""
        if done.line is None:
            return
        try:
            self._file.write(done.line)
            now = time.monotonic()
            if now - self._flushed > _FLUSH:
                self._file.flush()
                self._flushed = now
        except OSError as error:
            raise WriteError(
                f"{self.path}: not written: {error.strerror or error}; mend that and go on with --resume"
            ) from error

    def close(self) -> None:
        """Hand everything to the disk. Raises `WriteError` when it does not take it."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise WriteError(
                f"{self.path}: not written: {error.strerror or error}; mend that and go on with --resume"
            ) from error
        finally:
            with contextlib.suppress(OSError):
                self._file.close()
            if self._earlier is not None:
                self._earlier.close()
            _give_back(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is None:
            self.close()
        else:
            # what ended the run is what a person is told
            with contextlib.suppress(WriteError):
                self.close()

    def _heads(self) -> Iterator[_Input]:
        if self._earlier is None:
            return
        decoder, last = msgspec.json.Decoder(_Head), 0
        for line in self._earlier:
            self.kept += 1
            try:
                head = decoder.decode(line).input
            except msgspec.MsgspecError:
                raise OutputError(
                    f"{self.path}:{self.kept}: is no line that `extract --output` wrote; write to another file"
                ) from None
            if head.agreement != self._agreement:
                raise OutputError(
                    f'{self.path}:{self.kept}: was read against the agreement "{head.agreement}", not '
                    f'"{self._agreement}"; write to another file'
                )
            if head.n <= last:
                raise OutputError(f"{self.path}:{self.kept}: stands out of order; write to another file")
            last = head.n
            yield head
            if self._earlier.tell() >= self._length:
                return


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
