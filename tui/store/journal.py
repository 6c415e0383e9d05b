"""The TinyDB storage under everything that is kept: an append-only journal, safe against a kill at any instant.

``TinyDB(path, storage=JournalStorage)`` works as documented with any table class; with `JournalTable` (use
`JournalDB`, or set ``TinyDB.table_class``) an insert, an upsert by id and a get by id cost the same at any size.

What is promised:

- A transaction is one line, written with one call, before memory changes: it is in the file whole or not at all.
- ``sync="second"`` (default): the file is synced at most a second after a write. A killed process loses nothing
  that was acknowledged; a power cut may take the last second. ``sync="commit"``: synced before `commit` returns.
- A failed sync is never retried as if nothing had happened: what the system still holds of the file is not to be
  trusted then, so the next write first makes the whole file anew from memory.
- One process writes (a lock file beside the file says so), any number follow it with `follow`.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from tui.store import disk, lock
from tui.store.appender import Appender, Place, Sync
from tui.store.errors import ForeignFile, NewerFormat, StoreBusy, StoreError
from tui.store.lines import FORMAT, Clear, Damage, Key, Op, Put, Scan, decode, encode
from tui.store.memory import Memory
from tui.store.table import JournalDB, JournalTable
from tui.store.views import TableView, changes_between, to_json

__all__ = [
    "ForeignFile",
    "JournalDB",
    "JournalStorage",
    "JournalTable",
    "NewerFormat",
    "StoreBusy",
    "StoreError",
    "Sync",
]

_SMALL = 4 << 20
"""Bytes up to which nobody minds dead lines."""
_HEADER_LONGEST = 4096


class Followed(msgspec.Struct, frozen=True):
    """What a reader found in the file: all of it anew, or these operations more."""

    anew: bool
    ops: tuple[Op, ...] = ()


class JournalStorage(Storage):
    """The journal in one file, with its documents in memory as the bytes that are on file.

    `path` is made if there is none; a plain TinyDB file is taken over and kept beside as ``.tinydb-…``. Raises
    `StoreBusy`, `NewerFormat`, `ForeignFile` or another `StoreError`; then the file is as it was. `interval` is the
    longest time in seconds between a write and its sync. `accept` sees the tables before anything is written, and may
    raise to refuse the file.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        sync: Sync = "second",
        read_only: bool = False,
        interval: float = 1.0,
        accept: Callable[[Mapping[str, Mapping[Key, bytes]]], None] | None = None,
    ) -> None:
        super().__init__()
        self.path = Path(path)
        self.read_only = read_only
        self.damaged: list[Damage] = []
        """Lines that could not be read, with good ones after them; empty again once the file was made anew."""
        self.tail: list[Damage] = []
        """What follows the last good line: cut by a writer, left alone by a reader."""
        self.aside: list[Path] = []
        """Where a torn tail, damaged lines or the plain TinyDB file were kept when this was opened."""
        self.version = 0
        """Counts the changes of memory: whoever remembers an answer compares it."""
        self._accept = accept
        self._memory = Memory()
        self._lock = threading.RLock()
        self._staged: tuple[list[Op], list[Op]] | None = None  # what a transaction did, and what undoes it
        self._closed = False
        self._at = Place()
        self._file = Appender(self.path, self._at, self._lock, lambda: self._memory.frozen(), sync, interval)
        self._held = None if read_only else lock.take(self.path)
        try:
            self._open()
        except BaseException:
            self._release()
            raise

    # -------------------------------------------------------------- TinyDB's own interface

    def read(self) -> dict[str, Any] | None:
        """All tables, as TinyDB's own table class wants them. Documents are decoded when they are looked at."""
        with self._lock:
            return {name: TableView(table) for name, table in self._memory.tables.items()} or None

    def write(self, data: dict[str, Any]) -> None:
        """Make the tables be `data`; only what differs from what is kept is written, as one transaction."""
        with self._lock:
            self.commit(changes_between(self._memory.tables, data))

    def close(self) -> None:
        """Sync and give the file back. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        try:
            self._file.close()
        finally:
            self._release()

    # -------------------------------------------------------------- what the table class uses

    @property
    def failure(self) -> str | None:
        """Why the last sync failed; None while all is well."""
        return self._file.failure

    def documents(self, table: str) -> Mapping[Key, bytes]:
        """The documents of a table as JSON, by id, in the order of insertion. Not to be changed."""
        return self._memory.tables.get(table) or {}

    def top(self, table: str) -> int:
        """Highest number that was ever an id in that table."""
        return self._memory.tops.get(table, 0)

    def table_names(self) -> list[str]:
        """Names of the tables that exist, also the empty ones."""
        return list(self._memory.tables)

    def commit(self, ops: Iterable[Op]) -> None:
        """Keep these operations, all or none. Returns when they are on file (see `Sync` for what that means).

        Raises `StoreError` when they could not be saved; then neither file nor memory has changed.
        """
        ops = list(ops)
        with self._lock:
            self._writable()
            if not ops:
                return
            if self._staged is None:
                self._file.append(encode(ops))
                self._memory.apply(ops)
            else:
                done, undo = self._staged
                for op in ops:
                    undo += self._memory.inverse(op)
                    self._memory.apply((op,))
                    done.append(op)
            self.version += 1

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Nobody else writes while the block looks at what there is and commits what follows from it."""
        with self._lock:
            yield

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that the block does to any table is one line: kept when it ends well, undone when it raises.

        Other threads' writes wait; their reads see what was done so far. A block inside a block joins it.
        """
        with self._lock:
            if self._staged is not None:
                yield
                return
            done: list[Op] = []
            undo: list[Op] = []
            self._staged = done, undo
            try:
                yield
                if done:
                    self._file.append(encode(done))
            except BaseException:
                self._memory.apply(undo[::-1])
                raise
            finally:
                self._staged = None
                self.version += 1

    # -------------------------------------------------------------- making the file anew

    @property
    def wasteful(self) -> bool:
        """Whether most of the file is superseded, so that `compact` is worth it."""
        return self._at.end > _SMALL and self._memory.live * 2 < self._at.end

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self._at.end

    def compact(self) -> None:
        """Write what is alive to a new file that takes the place of the old one. Meant for a thread.

        Writers go on meanwhile: what they add is copied after the rest, and they wait only for the last of it.
        Raises `StoreError` when it could not be done; then the old file goes on.
        """
        with self._lock:
            self._writable()
            if self._staged is not None:
                raise StoreError(f"{self.path}: cannot be compacted inside a transaction")
        self._file.compact()
        self.damaged = []

    # -------------------------------------------------------------- for readers

    def follow(self) -> Followed | None:
        """For readers: what the writer did since the last look; None when nothing.

        Never changes the file. A line that is not whole yet is left for the next look.
        """
        with self._lock:
            try:
                with self.path.open("rb") as file:
                    first = decode(file.readline(_HEADER_LONGEST))
                    mark = disk.mark(file.fileno())
                    if first is not None and first.id and first.id == self._at.id and mark[2] >= self._at.end:
                        file.seek(self._at.end)
                        return self._read_on(file)
                    if (first is None or not first.id) and mark == self._at.mark:
                        return None  # a plain TinyDB file, as it was
            except FileNotFoundError:
                return None  # taken away for a moment, or for good: what is known stays known
            except OSError as error:
                raise StoreError(f"{self.path}: cannot be read: {error.strerror or error}") from error
            self._load()
            self.version += 1
            return Followed(anew=True)

    def _read_on(self, lines: Iterable[bytes]) -> Followed | None:
        scan = Scan(self._at.end, self._at.lines)
        ops: list[Op] = []
        for body in scan.read(lines):
            ops.extend(body.o)
        self.damaged += scan.damaged
        self.tail = scan.tail
        self._at.end, self._at.lines = scan.end, scan.lines
        if not ops:
            return None
        self._memory.apply(ops)
        self.version += 1
        return Followed(anew=False, ops=tuple(ops))

    # -------------------------------------------------------------- opening

    def _open(self) -> None:
        try:
            found = self._load()
            if self.read_only:
                return
            disk.drop_unfinished(self.path)
            if found is not None and not found:  # a plain TinyDB file, as earlier versions wrote it
                aside = disk.beside(self.path, "tinydb")
                disk.keep_copy(self.path, aside)
                self.aside.append(aside)
            if not found:
                self._file.make_anew()
                return
            if self.damaged:
                self._keep_aside("damaged", self.damaged)
            if self.tail:
                self._keep_aside("tail", self.tail)
            self._file.open(cut=bool(self.tail))
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot be {'read' if self.read_only else 'written'}: {error.strerror or error}; "
                "choose another file with --store"
            ) from error

    def _load(self) -> bool | None:
        """Read the whole file into memory. True: a journal; False: plain TinyDB; None: nothing there."""
        memory, scan, file_id = Memory(), Scan(), ""
        try:
            with self.path.open("rb", buffering=1 << 20) as file:
                mark = disk.mark(file.fileno())
                for n, body in enumerate(scan.read(file)):
                    if n == 0:
                        file_id = body.id
                    if body.v is not None and body.v != FORMAT:
                        raise NewerFormat(
                            f"{self.path}: format {body.v} was written by a newer version of this program; update "
                            "the program, or use another file with --store"
                        )
                    memory.apply(body.o)
        except FileNotFoundError:
            return None
        raw = self.path.read_bytes() if scan.end == 0 else b""
        if scan.end == 0 and raw.strip():
            _load_plain(self.path, raw, memory)
        if self._accept is not None:
            self._accept(memory.tables)
        self._memory = memory
        self._at.id, self._at.end, self._at.lines, self._at.mark = file_id, scan.end, scan.lines, mark
        self.damaged, self.tail = (scan.damaged, scan.tail) if scan.end else ([], [])
        return True if scan.end else False if raw.strip() else None

    def _keep_aside(self, kind: str, stretches: list[Damage]) -> None:
        with self.path.open("rb") as file:
            pieces = []
            for stretch in stretches:
                file.seek(stretch.offset)
                pieces.append(file.read(stretch.length))
        data = b"".join(pieces)
        for known in self.path.parent.glob(f"{self.path.name}.{kind}-*"):
            if known.read_bytes() == data:  # kept at an earlier opening
                self.aside.append(known)
                return
        aside = disk.beside(self.path, kind)
        with disk.replacing(aside) as file_aside:
            file_aside.write(data)
        self.aside.append(aside)

    def _writable(self) -> None:
        if self.read_only:
            raise StoreError(f"{self.path}: opened for reading only")
        if self._closed:
            raise StoreError(f"{self.path}: closed")

    def _release(self) -> None:
        if self._held is not None:
            lock.give_back(self.path, self._held)
            self._held = None

    def __repr__(self) -> str:
        return f"JournalStorage({str(self.path)!r})"


def _load_plain(path: Path, raw: bytes, memory: Memory) -> None:
    try:
        # the standard library's, because TinyDB writes with it: line breaks between things, NaN
        tables = msgspec.convert(json.loads(raw), dict[str, dict[str, dict[str, Any]]])
        for name, table in tables.items():
            puts = [Put(name, _plain_key(k), msgspec.Raw(to_json(doc))) for k, doc in table.items()]
            memory.apply([Clear(name), *puts])
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise ForeignFile(f"{path}: is no store of this program ({error})") from error


def _plain_key(key: str) -> Key:
    return int(key) if key.isascii() and key.isdigit() else key
