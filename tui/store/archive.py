"""What is kept, and the questions that the rest asks of it.

Behind this door stands TinyDB. A transaction is one document, so an update and all its records are on file
together or not at all. Questions are answered from memory; `put` and the other writing calls block on the disk
and are meant for a thread. Questions and writes may come from different threads.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import filelock
import msgspec
from tinydb import TinyDB
from tinydb.table import Document as Row

from tui.records import (
    Change,
    Entry,
    EvidenceRecord,
    FigureRecord,
    QuoteRecord,
    SourceState,
    Update,
    cite,
)
from tui.store.folds import QuoteFolds
from tui.store.storage import AtomicStorage, StoreError

__all__ = ["Archive", "StoreBusy", "StoreError", "open"]

FORMAT = 1


class StoreBusy(StoreError):
    """Another process writes this store."""


def open(path: str | Path, *, read_only: bool = False) -> Archive:  # noqa: A001 - the public door is `archive.open`
    """The store in that file, made if there is none.

    Raises `StoreBusy` when another process writes it (open it `read_only` then), and `StoreError` when the folder
    cannot be written or the file is of a newer format. An unreadable file is put aside, never deleted; see
    `Archive.notice`.
    """
    return Archive(Path(path), read_only=read_only)


class Archive:
    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.notice: str | None = None
        """What a person should be told about the file, if anything."""
        self._lock: filelock.BaseFileLock | None = None
        if not read_only:
            self._lock = _take_lock(path)
        self._writing = threading.Lock()
        self._memory = threading.Lock()
        self._storage = AtomicStorage(path, read_only=read_only)
        self._db = TinyDB(storage=lambda: self._storage)
        self._seen_file: tuple[int, int] | None = None
        try:
            self._load()
        except BaseException:
            self._release()
            raise

    # -------------------------------------------------------------- questions

    def update(self, update_id: str) -> Update | None:
        """The newest revision of an update."""
        entry = self.entry(update_id)
        return entry.update if entry else None

    def entry(self, update_id: str) -> Entry | None:
        """The newest revision of an update, with all that was read from it."""
        with self._memory:
            revisions = self._entries.get(update_id)
            return revisions[-1] if revisions else None

    def revisions(self, update_id: str) -> tuple[Entry, ...]:
        """All revisions of an update, oldest first."""
        with self._memory:
            return tuple(self._entries.get(update_id, ()))

    def digest(self, update_id: str) -> str | None:
        """Digest of the newest revision: tells a changed item from an unchanged one."""
        update = self.update(update_id)
        return update.digest if update else None

    def entries(self) -> list[Entry]:
        """The newest revision of every update, in the order in which they came."""
        with self._memory:
            return [revisions[-1] for revisions in self._entries.values()]

    def updates(self) -> list[Update]:
        """All updates, newest first."""
        return sorted((e.update for e in self.entries()), key=_when, reverse=True)

    def quotes(self, limit: int | None = None, *, kinds: Iterable[str] | None = None) -> list[QuoteRecord]:
        """Quotes, newest first; the same words of one speaker are one quote with carriers."""
        with self._memory:
            return self._quotes.latest(limit, frozenset(kinds) if kinds is not None else None)

    def figures(self) -> list[FigureRecord]:
        """All figures of the newest revisions."""
        with self._memory:
            return [f for revisions in self._entries.values() for f in revisions[-1].figures]

    def evidence(self) -> list[EvidenceRecord]:
        """All evidence of the newest revisions."""
        with self._memory:
            return [e for revisions in self._entries.values() for e in revisions[-1].evidence]

    def changes(self, limit: int | None = None) -> list[Change]:
        """What changed, newest first."""
        with self._memory:
            changes = self._changes[::-1]
        return changes if limit is None else changes[:limit]

    def states(self) -> dict[str, SourceState]:
        """How each source was doing when it was last noted."""
        with self._memory:
            return dict(self._states)

    def note(self, key: str) -> Any:
        """A small value kept beside the records, such as the time of the last look."""
        with self._memory:
            return self._notes.get(key)

    def __len__(self) -> int:
        """Number of updates."""
        return len(self._entries)

    # -------------------------------------------------------------- writing

    def put(self, entries: Sequence[Entry], changes: Sequence[Change] = ()) -> None:
        """Keep entries and what they changed, as one transaction. An entry whose update is known is a revision.

        Returns when it is on file. Raises `StoreError` when it could not be saved; then nothing was kept.
        """
        if not entries and not changes:
            return
        document = {
            "entries": [_pack(e) for e in entries],
            "changes": [msgspec.to_builtins(c) for c in changes],
        }
        with self._writing:
            self._db.table("transactions").insert(document)
            self._mark_file()
            with self._memory:
                self._remember(entries, changes)

    def put_states(self, states: Mapping[str, SourceState]) -> None:
        """Note how sources are doing."""
        if not states:
            return
        rows = {k: msgspec.to_builtins(v) for k, v in states.items()}
        with self._writing:
            self._put_row("sources", rows)
            with self._memory:
                self._states.update(states)

    def put_note(self, key: str, value: Any) -> None:
        """Keep a small JSON value beside the records."""
        with self._writing:
            self._put_row("notes", {key: value})
            with self._memory:
                self._notes[key] = value

    def _put_row(self, table: str, values: dict[str, Any]) -> None:
        # one row a table: all its values are written in one go
        self._db.table(table).upsert(Row({**self._row(table), **values}, doc_id=1))
        self._mark_file()

    def replace(self, entries: Sequence[Entry]) -> None:
        """Put other readings in place of those of the same updates and revisions; texts and changes stay."""
        fresh = {(e.update.id, e.update.revision): e for e in entries}
        with self._writing:
            table = self._db.table("transactions")
            rows = []
            for row in table.all():
                packed = [_pack(fresh.get((e["update"]["id"], e["update"].get("revision", 1)), _unpack(e)))
                          for e in row["entries"]]  # fmt: skip
                rows.append(({"entries": packed}, row.doc_id))
            with self._storage.in_one_write():
                for fields, doc_id in rows:
                    table.update(fields, doc_ids=[doc_id])
            self._mark_file()
            with self._memory:
                self._rebuild()

    def refresh(self) -> bool:
        """For readers: look whether the writer has written, and read it. True when there is something new."""
        if not self.read_only or self._file_mark() == self._seen_file:
            return False
        with self._writing:
            self._storage.forget()
            self._db.clear_cache()
            with self._memory:
                self._rebuild()
        return True

    def close(self) -> None:
        """Give the store back. Everything acknowledged is on file already."""
        self._db.close()
        self._release()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -------------------------------------------------------------- inside

    def _load(self) -> None:
        self._rebuild()
        if self._storage.set_aside:
            self.notice = f"store unreadable: kept as {self._storage.set_aside.name}; starting empty; nothing deleted"
        if not self.read_only and self._storage.read() is None:
            self._put_row("meta", {"format": FORMAT})

    def _rebuild(self) -> None:
        self._entries: dict[str, list[Entry]] = {}
        self._changes: list[Change] = []
        self._quotes = QuoteFolds()
        self._check_format()
        try:
            for row in self._db.table("transactions").all():
                self._remember(
                    [_unpack(e) for e in row.get("entries", ())],
                    [msgspec.convert(c, Change) for c in row.get("changes", ())],
                )
            self._states: dict[str, SourceState] = {
                k: msgspec.convert(v, SourceState) for k, v in self._row("sources").items()
            }
        except (msgspec.ValidationError, KeyError, TypeError) as error:
            raise StoreError(f"{self.path}: holds a record that this program cannot read: {error}") from error
        self._notes: dict[str, Any] = self._row("notes")
        self._mark_file()

    def _check_format(self) -> None:
        found = self._row("meta").get("format", FORMAT)
        if found != FORMAT:
            raise StoreError(
                f"{self.path}: format {found} was written by a newer version of this program; update the program, "
                "or use another file with --store"
            )

    def _row(self, table: str) -> dict[str, Any]:
        row = self._db.table(table).get(doc_id=1)
        return dict(row) if isinstance(row, dict) else {}

    def _remember(self, entries: Iterable[Entry], changes: Iterable[Change]) -> None:
        for entry in entries:
            revisions = self._entries.setdefault(entry.update.id, [])
            if revisions:
                self._quotes.remove(revisions[-1].quotes)
            revisions.append(entry)
            self._quotes.add(entry.quotes)
        self._changes.extend(changes)

    def _file_mark(self) -> tuple[int, int] | None:
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def _mark_file(self) -> None:
        self._seen_file = self._file_mark()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()


def _take_lock(path: Path) -> filelock.BaseFileLock:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(path.with_name(path.name + ".lock"), timeout=0)
        lock.acquire()
        # beside the lock, because some systems do not let anyone read a locked file
        path.with_name(path.name + ".pid").write_text(str(os.getpid()))
    except filelock.Timeout as error:
        raise StoreBusy(
            f"{path}: another ceasefire-tui writes this store{_owner(path)}; watch it with `ceasefire-tui view`, "
            "or use another file with --store"
        ) from error
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {error.strerror or error}; choose another file with --store"
        ) from error
    return lock


def _owner(path: Path) -> str:
    try:
        pid = int(path.with_name(path.name + ".pid").read_text())
    except (OSError, ValueError):
        return ""
    return f" (process {pid})"


_CITED = ("quotes", "figures", "evidence")


def _pack(entry: Entry) -> dict[str, Any]:
    packed: dict[str, Any] = msgspec.to_builtins(entry)
    for kind in _CITED:
        for record in packed[kind]:
            del record["cite"]  # it is that of the update, which stands in the same document
    return packed


def _unpack(packed: Mapping[str, Any]) -> Entry:
    update = msgspec.convert(packed["update"], Update)
    own = msgspec.to_builtins(cite(update))
    full = {kind: [{**r, "cite": own} for r in packed.get(kind, ())] for kind in _CITED}
    return msgspec.convert({"update": packed["update"], **full}, Entry)


def _when(update: Update) -> datetime:
    return update.published or update.fetched
