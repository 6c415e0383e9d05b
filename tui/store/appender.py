"""The file that a journal's writer appends to: written, synced, mended, compacted. Knows nothing of TinyDB."""

from __future__ import annotations

import contextlib
import os
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from tui.store import disk
from tui.store.errors import StoreError
from tui.store.lines import Clear, Next, Op, Put, encode, header
from tui.store.memory import Frozen

Sync = Literal["commit", "second"]

_BATCH = 64 << 10
"""Bytes of documents a line when a file is made anew: little is lost with a damaged line."""


class Place(msgspec.Struct):
    """How far a file is known, and which file that is."""

    id: str = ""
    """Of the header; another one means that the file was made anew."""
    end: int = 0
    """Offset after the last good line."""
    lines: int = 0
    mark: tuple[int, int, int, int] = (0, 0, 0, 0)
    """See `disk.mark`, when it was read or made."""


class Appender:
    """Appends lines to one file. Its owner holds `lock` around `append` and `make_anew`, and not around the rest.

    `frozen` gives what the file must say when it has to be made anew.
    """

    def __init__(
        self, path: Path, at: Place, lock: threading.RLock, frozen: Callable[[], Frozen], sync: Sync, interval: float
    ) -> None:
        self.path = path
        self.at = at
        self.failure: str | None = None
        """Why the last sync failed; None while all is well."""
        self._lock = lock
        self._frozen = frozen
        self._sync_mode = sync
        self._interval = interval
        self._fd = -1
        self._syncing = threading.Lock()
        self._compacting = threading.Lock()
        self._unsynced = threading.Event()
        self._stop = threading.Event()
        self._syncer: threading.Thread | None = None

    def open(self, *, cut: bool) -> None:
        """Go on with the file as far as it is known; what follows is cut off when `cut`. Raises OSError."""
        self._fd = disk.open_append(self.path)
        if cut:
            os.ftruncate(self._fd, self.at.end)
            os.fsync(self._fd)
        self.at.mark = disk.mark(self._fd)

    def close(self) -> None:
        """Sync and close. Raises `StoreError` when what was acknowledged may not be on the disk."""
        self._stop.set()
        self._unsynced.set()
        if self._syncer is not None:
            self._syncer.join()
        with self._compacting:
            pass  # one that runs ends first
        try:
            if self._syncer is not None and self.failure is None:
                self._sync()
            elif self.failure is not None:
                with self._lock:
                    self.mend()
        finally:
            if self._fd >= 0:
                os.close(self._fd)
                self._fd = -1

    # -------------------------------------------------------------- writing

    def append(self, line: bytes) -> None:
        """Add a line. Raises `StoreError` when it could not be saved; then the file is as before."""
        self.mend()
        try:
            disk.write_all(self._fd, line)
        except OSError as error:
            self._take_back()
            raise self._not_saved(error) from error
        if self._sync_mode == "commit":
            try:
                self._sync()
            except StoreError:
                self._take_back()
                raise
        self.at.end += len(line)
        self.at.lines += 1
        if self._sync_mode == "second":
            self._unsynced.set()
            if self._syncer is None:
                self._syncer = threading.Thread(target=self._sync_by_and_by, name="journal-sync", daemon=True)
                self._syncer.start()

    def _take_back(self) -> None:
        try:
            os.ftruncate(self._fd, self.at.end)
        except OSError as error:
            self.failure = self.failure or (error.strerror or str(error))

    def mend(self) -> None:
        """Make the file anew when it was taken away, or when a sync of it failed: what the system holds of it is not to
        be trusted then. Raises `StoreError` when that cannot be done, or another file stands in its place."""
        try:
            stat = self.path.stat()
            if (stat.st_dev, stat.st_ino) != self.at.mark[:2]:
                raise StoreError(f"{self.path}: another file was put in its place while this was open; open it again")
            lost = False
        except FileNotFoundError:
            lost = True
        except OSError as error:
            raise self._not_saved(error) from error
        if lost or self.failure is not None:
            try:
                self.make_anew()
            except OSError as error:
                raise self._not_saved(error) from error
            self.failure = None

    def make_anew(self) -> None:
        """Write the whole file and let it take the place of what is there. Raises OSError; then all is as before."""
        with self._syncing:
            with disk.replacing(self.path) as file:
                file_id, lines = write_anew(file.fileno(), self._frozen())
            fresh = disk.open_append(self.path)
            if self._fd >= 0:
                os.close(self._fd)
            self._fd = fresh
            self._now_at(file_id, lines)

    def _now_at(self, file_id: str, lines: int) -> None:
        mark = disk.mark(self._fd)
        self.at.id, self.at.end, self.at.lines, self.at.mark = file_id, mark[2], lines, mark

    def _sync(self) -> None:
        """Sync now. After a failure nothing more is written to this file: see `mend`."""
        with self._syncing:
            try:
                os.fsync(self._fd)
            except OSError as error:
                self.failure = error.strerror or str(error)
                raise self._not_saved(error) from error

    def _sync_by_and_by(self) -> None:
        while True:
            self._unsynced.wait()
            if self._stop.wait(self._interval):
                return  # `close` syncs
            self._unsynced.clear()
            with contextlib.suppress(StoreError):  # `failure` says it, and the next write acts on it
                self._sync()

    def _not_saved(self, error: OSError) -> StoreError:
        return StoreError(f"{self.path}: not saved: {error.strerror or error}")

    # -------------------------------------------------------------- compaction

    def compact(self) -> None:
        """Write what is alive to a new file that takes the place of the old one.

        Writers go on meanwhile: what they add is copied after the rest, and they wait only for the last of it. Raises
        `StoreError` when it could not be done; then the old file goes on.
        """
        with self._compacting:
            with self._lock:
                self.mend()
                frozen = self._frozen()
                old, mark, begun = self.at.id, self.at.end, self.at.lines
            fresh = self.path.with_name(self.path.name + disk.COMPACT)
            fd = -1
            try:
                fd = disk.open_new(fresh)
                file_id, lines = write_anew(fd, frozen)
                os.fsync(fd)
                mark = self._copy(mark, self.at.end, fd)  # most of what came meanwhile, without stopping anyone
                os.fsync(fd)
                with self._lock, self._syncing:
                    if self.at.id != old:
                        return  # it had to be made anew meanwhile, which compacted it
                    self._copy(mark, self.at.end, fd)
                    if self._sync_mode == "commit":
                        os.fsync(fd)
                    lines += self.at.lines - begun
                    fd = self._swap(fresh, fd)
                    self._now_at(file_id, lines)
            except OSError as error:
                raise StoreError(f"{self.path}: not compacted: {error.strerror or error}") from error
            finally:
                if fd >= 0:
                    os.close(fd)
                with contextlib.suppress(OSError):
                    fresh.unlink()
            try:
                disk.sync_folder(self.path.parent)
            except OSError as error:
                self.failure = error.strerror or str(error)  # which of the two files a power cut leaves is not known
            self._unsynced.set()

    def _copy(self, start: int, end: int, fd: int) -> int:
        with self.path.open("rb") as file:
            file.seek(start)
            while start < end:
                piece = file.read(min(1 << 20, end - start))
                if not piece:
                    raise OSError(f"the file ends at {start}, though {end} bytes were written")
                disk.write_all(fd, piece)
                start += len(piece)
        return end

    def _swap(self, fresh: Path, fd: int) -> int:
        """Put the fresh file in place; the descriptor that is left to close is returned."""
        if os.name != "nt":
            fresh.replace(self.path)
            old, self._fd = self._fd, fd
            return old
        # an open file cannot be renamed there; while a reader looks at it, this fails, and is done another time
        os.close(fd)
        os.close(self._fd)
        try:
            fresh.replace(self.path)
        finally:
            self._fd = disk.open_append(self.path)
        return -1


def write_anew(fd: int, frozen: Frozen) -> tuple[str, int]:
    """Header and documents; the new file's id and number of lines."""
    file_id = uuid.uuid4().hex
    disk.write_all(fd, header(file_id))
    lines, out = 1, bytearray()
    for name, documents in frozen.tables.items():
        ops: list[Op] = [Clear(name)]
        size = 0
        for key, doc in documents:
            ops.append(Put(name, key, msgspec.Raw(doc)))
            size += len(doc)
            if size > _BATCH:
                out += encode(ops)
                lines, ops, size = lines + 1, [], 0
                if len(out) > 1 << 20:
                    disk.write_all(fd, bytes(out))
                    out.clear()
        if name in frozen.tops:
            ops.append(Next(name, frozen.tops[name]))
        if ops:
            out += encode(ops)
            lines += 1
    disk.write_all(fd, bytes(out))
    return file_id, lines
