"""What is kept, and the questions that the rest asks of it.

Behind this door stands TinyDB over the journal (see `journal`). A transaction is one document, so an update and all
its records are on file together or not at all. Recent transactions are held in memory; when there are many, a thread
moves them to the month files and the index beside the store (see `sealing`), so that opening, keeping and asking cost
the same at any size. `put` and the other writing calls block on the disk and are meant for a thread. Questions and
writes may come from different threads.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from tinydb.table import Document as Row

from tui.records import Change, Entry, SourceState, Update
from tui.store import disk, packing, sealing
from tui.store.appender import Sync
from tui.store.errors import ForeignFile, NewerFormat, StoreBusy, StoreError
from tui.store.held import META, NOTES, TRANSACTIONS, Held
from tui.store.journal import JournalDB, JournalStorage
from tui.store.lines import Key, Put
from tui.store.lookback import Lookback
from tui.store.months import Months
from tui.store.parts import open_for_writing
from tui.store.schema import number
from tui.text import plural

__all__ = ["Archive", "StoreBusy", "StoreError", "open"]

FORMAT = 1
SEAL_AT = 1000
"""Updates and changes that are held in memory before they are moved to their month."""
SEAL_BYTES = 8 << 20
"""Size of the journal from which the same is done, whatever it holds."""


def open(path: str | Path, *, read_only: bool = False, sync: Sync = "second") -> Archive:  # noqa: A001 - the public door is `archive.open`
    """The store in that file, made if there is none.

    `sync`: what is acknowledged survives the end of the process in any case; with "commit" it also survives a power cut
    at once, with "second" after a second at most. Raises `StoreBusy` when another process writes it (open it
    `read_only` then), and `StoreError` when the folder cannot be written or the file is of a newer format. An
    unreadable file is put aside, never deleted; see `Archive.notice`.
    """
    return Archive(Path(path), read_only=read_only, sync=sync)


class Archive(Lookback):
    """A store that is open. See `open`; close it, or use it as a context manager."""

    shared = False
    """Whether other processes may write it as well."""

    def __init__(self, path: Path, *, read_only: bool, sync: Sync = "second", seal_at: int = SEAL_AT) -> None:
        self.path = path
        self.read_only = read_only
        self.notice: str | None = None
        """What a person should be told about the file, if anything."""
        self._seal_at = seal_at
        self._seal_next, self._seal_next_bytes = seal_at, SEAL_BYTES
        self._writing = threading.Lock()
        self._sealing = threading.Lock()
        self._sealer: threading.Thread | None = None
        self._ending = threading.Event()
        self._storage = self._open_storage(sync)
        self._db = JournalDB(storage=lambda: self._storage)
        super().__init__(Held(self._storage))
        try:
            self._held.open_sealed()
            if not read_only:
                self._tidy()
                self._seal_backlog()
            self._held.read_recent()
            self._tell_of_the_file()
            self._seal_when_due()
        except BaseException:
            self._held.close()
            self._storage.close()
            raise

    def at(self, moment: datetime) -> Lookback:
        """The same questions about an earlier moment: only what was out by then, each update as it stood then, changes
        told up to then. The first revision of an update counts from its publication, a later one from when it was
        seen. What was read from a text is what the rules of the last `replace` read.

        It answers as long as this is open, and costs as much as asking about the present.
        """
        return Lookback(self._held, moment)

    # -------------------------------------------------------------- writing

    def put(self, entries: Sequence[Entry], changes: Sequence[Change] = ()) -> None:
        """Keep entries and what they changed, as one transaction. An entry whose update is known is a revision.

        Returns when it is on file. Raises `StoreError` when it could not be saved; then nothing was kept.
        """
        if not entries and not changes:
            return
        with self._writing:
            # a journal that was lost begins anew, but not before what is sealed
            tx = max(self._storage.top(TRANSACTIONS), self._held.sealed) + 1
            self._db.table(TRANSACTIONS).insert(Row(packing.transaction(entries, changes), doc_id=tx))
            with self._held.lock:
                self._held.remember(tx, entries, changes, self._storage.documents(TRANSACTIONS)[tx])
                self._held.count_up()
        self._seal_when_due()

    def put_states(self, states: Mapping[str, SourceState]) -> None:
        """Note how sources are doing."""
        if not states:
            return
        with self._writing:
            self._held.states.put(states)
        self._seal_when_due()

    def put_note(self, key: str, value: Any) -> None:
        """Keep a small JSON value beside the records."""
        self.change_note(key, lambda _: value)

    def change_note(self, key: str, change: Callable[[Any], Any]) -> None:
        """Put in place of a note what `change` makes of it; nobody else writes it meanwhile."""
        with self._writing:
            with self._held.lock:
                value = change(self._held.notes.get(key))
            self._put_row(NOTES, {key: value})
            with self._held.lock:
                self._held.notes[key] = value
        self._seal_when_due()

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """While the block runs, no other process reads and keeps what its sources brought: nobody else can."""
        yield

    def newcomers(self) -> list[Update]:
        """Updates that other processes have stored since this was last asked: there are none."""
        return []

    def _put_row(self, table: str, values: dict[str, Any]) -> None:
        self._db.table(table).upsert(Row(values, doc_id=1))

    def replace(self, entries: Sequence[Entry]) -> None:
        """Put other readings in place of those of the same updates and revisions; texts and changes stay, and so do the
        readings of texts that were dropped."""
        fresh = {(e.update.id, e.update.revision): e for e in entries}
        self.rewrite(lambda e: fresh.get((e.update.id, e.update.revision), e) if e.update.text else e)

    @property
    def months(self) -> list[str]:
        """The months of which updates have moved to a file of their own, as ``2026-11``, oldest first."""
        return sorted(name.partition(".")[0] for name in self._held.lengths)

    def drop_texts(self, before: datetime, *, rest: float = 0.0) -> int:
        """Drop the texts of updates that were fetched before that moment; their records, with the sentences that they
        rest on, stay. Gives the number of texts. Writes everything anew, so once a month is often enough.

        `rest`: pauses of so many times the work between them, for who works beside it. Raises `StoreError` when it
        could not be done; then no text is dropped.
        """
        dropped = 0

        def without_old_text(entry: Entry) -> Entry:
            nonlocal dropped
            if entry.update.fetched >= before or not entry.update.text:
                return entry
            dropped += 1
            return msgspec.structs.replace(entry, update=msgspec.structs.replace(entry.update, text=""))

        self.rewrite(without_old_text, rest=rest)
        return dropped

    def rewrite(self, change: Callable[[Entry], Entry], *, rest: float = 0.0) -> None:
        """Write everything anew, with what `change` makes of each entry; it may change all but ids and revisions.

        All of it counts from one moment on, or nothing does; what comes meanwhile waits only for the last of it. `rest`
        as for `drop_texts`. Raises `StoreError` when it could not be done.
        """
        with self._sealing:
            self._writable()
            fresh = Months(self.path, self._held.months.generation + 1)
            try:
                for left in (*sealing.index_files(fresh), *fresh.folder.glob(f"*.{fresh.generation}.jsonl")):
                    left.unlink(missing_ok=True)
                lengths: dict[str, int] = {}
                for entries, changes in sealing.in_batches(self._held.months, self._held.lengths, self._held.sealed):
                    begun = time.monotonic()
                    entries = [(n, change(e)) for n, e in entries]
                    lengths = sealing.seal(fresh, entries, changes, lengths, 0, 0)
                    if self._ending.wait(rest * (time.monotonic() - begun)):
                        raise OSError("the store is being closed")
                if lengths:
                    sealing.seal(fresh, (), (), lengths, 0, self._held.sealed)
                with self._writing:
                    self._rewrite_recent(change, fresh, lengths)
            except (OSError, sqlite3.Error) as error:
                raise StoreError(f"{self.path}: not rewritten: {error}") from error
            finally:
                fresh.close()

    def _rewrite_recent(self, change: Callable[[Entry], Entry], fresh: Months, lengths: dict[str, int]) -> None:
        with self._held.lock:
            recent = self._held.documents()
        with self._storage.transaction():
            table = self._db.table(TRANSACTIONS)
            for tx, document in recent.items():
                entries, changes = self._held.read(document)
                table.upsert(Row(packing.transaction([change(e) for e in entries], changes), doc_id=tx))
            self._note_sealed(fresh.generation, self._held.sealed, lengths)
        with self._held.lock:
            self._held.rebuild()

    def refresh(self) -> bool:
        """For readers: look whether the writer has written, and read it. True when there is something new."""
        if not self.read_only:
            return False
        with self._writing:
            found = self._storage.follow()
            if found is None:
                return False
            with self._held.lock:
                puts = [op for op in found.ops if isinstance(op, Put)]
                new = [op for op in puts if op.table == TRANSACTIONS]
                moved = len(puts) < len(found.ops) or any(op.table == META for op in puts)
                if found.anew or moved or any(op.key in self._held.known for op in new):
                    self._held.rebuild()
                else:
                    if len(new) < len(puts):
                        self._held.read_small()
                    documents = self._storage.documents(TRANSACTIONS)
                    for op in new:
                        document = documents[op.key]
                        self._held.remember(int(op.key), *self._held.read(document), document)
        return True

    def close(self) -> None:
        """Give the store back. Everything acknowledged is on file already; what is being rewritten stays as it was."""
        self._ending.set()
        with self._sealing:
            pass  # what is being rewritten ends first
        if self._sealer is not None:
            self._sealer.join()
        with self._writing:  # what another thread is writing is on file before somebody else may write
            self._held.close()
            if not self.read_only and self._held.sealed:
                with contextlib.suppress(sqlite3.Error):  # folds the index's log into it: two files less
                    open_for_writing(self._held.months.index).close()
            self._db.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -------------------------------------------------------------- upkeep

    def seal(self) -> None:
        """Move what is recent to the month files. Done by a thread when it is due; nobody waits for it meanwhile.

        Raises `StoreError` when it could not be done; then all stays where it was.
        """
        with self._sealing:
            self._writable()
            with self._held.lock:
                recent = self._held.documents()
            last = max(recent, default=0)
            if last:
                self._move(*self._numbered(recent.items()), last)
                with self._held.lock:
                    self._held.let_go(last)
                with self._writing:
                    self._drop_sealed()
            if last or self._storage.wasteful:
                self._storage.compact()

    def compact(self) -> None:
        """Make the files as few and as small as they can be. Raises `StoreError` when it could not be done; then all
        stays as it was."""
        self.seal()
        with self._sealing, self._writing:
            self._tidy()
            self._storage.compact()

    def _move(self, entries: sealing.Entries, changes: sealing.Changes, last: int) -> None:
        try:
            lengths = sealing.seal(self._held.months, entries, changes, self._held.lengths, self._held.sealed, last)
            with self._held.lock:
                self._held.index.attach(self._held.months.index)
                self._held.sealed, self._held.lengths = last, lengths
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{self.path}: not moved to its month: {error}") from error

    def _numbered(self, documents: Iterable[tuple[int, bytes]]) -> tuple[sealing.Entries, sealing.Changes]:
        """The entries and the changes of transactions, by their numbers. Raises `StoreError`."""
        read = [(tx, self._held.read(document)) for tx, document in documents]
        entries = [(number(tx, i), e) for tx, (found, _) in read for i, e in enumerate(found)]
        return entries, [(number(tx, i), c) for tx, (_, found) in read for i, c in enumerate(found)]

    def _seal_backlog(self) -> None:
        """A store that was taken over, or a backup that was put in place, may hold far more than memory should.

        Done before anything is read into memory. When it cannot be done, memory must do.
        """
        keys = sorted(int(k) for k in self._storage.documents(TRANSACTIONS) if int(k) > self._held.sealed)
        if len(keys) <= 4 * self._seal_at:
            return
        for start in range(0, len(keys), 2 * self._seal_at):
            some = keys[start : start + 2 * self._seal_at]
            documents = self._storage.documents(TRANSACTIONS)
            try:
                self._move(*self._numbered((k, documents[k]) for k in some), some[-1])
            except StoreError as error:
                self.notice = str(error)
                return
        with contextlib.suppress(StoreError):  # it is answered from its month all the same
            self._drop_sealed()
            self._storage.compact()

    def _seal_when_due(self) -> None:
        if self.read_only:
            return
        if self._held.weight < self._seal_next and self._storage.size < self._seal_next_bytes:
            return
        if self._sealer is not None and self._sealer.is_alive():
            return
        sealer = threading.Thread(target=self._seal_by_itself, name="store-seal")
        with contextlib.suppress(RuntimeError):  # the interpreter ends; what is recent is safe where it is
            sealer.start()
            self._sealer = sealer

    def _seal_by_itself(self) -> None:
        try:
            self.seal()
        except StoreError as error:
            # what is recent stays where it is, and safe; try again when there is more of it
            self.notice = str(error)
            self._seal_next = self._held.weight + self._seal_at
            self._seal_next_bytes = self._storage.size + SEAL_BYTES
            return
        self._seal_next, self._seal_next_bytes = self._seal_at, max(SEAL_BYTES, 2 * self._storage.size)
        if self.notice and "not moved" in self.notice:
            self.notice = None

    @property
    def damaged(self) -> int:
        """Lines that are not as they were written, and that nothing is read from."""
        return len(self._storage.damaged)

    # -------------------------------------------------------------- inside

    def _open_storage(self, sync: Sync) -> JournalStorage:
        def accept(tables: Mapping[str, Mapping[Key, bytes]]) -> None:
            _check_format(self.path, tables)

        try:
            return JournalStorage(self.path, read_only=self.read_only, sync=sync, accept=accept)
        except ForeignFile:
            if self.read_only:
                raise
            aside = disk.beside(self.path, "bad")
            self.path.replace(aside)
            self.notice = f"store unreadable: kept as {aside.name}; starting empty; nothing deleted"
            # what is sealed does not depend on it
            return JournalStorage(self.path, read_only=self.read_only, sync=sync, accept=accept)

    def _tell_of_the_file(self) -> None:
        if self.notice:
            if self._held.count:
                self.notice = self.notice.replace("starting empty", f"{plural(self._held.count, 'update')} left")
            return
        kept = ", ".join(p.name for p in self._storage.aside)
        if self._storage.damaged:
            count = len(self._storage.damaged)
            where = f"; kept in {kept}" if kept else ""
            self.notice = f"store: {count} damaged line(s) passed over{where}; see `ceasefire-tui store check`"
        elif kept and ".tail-" in kept:
            self.notice = f"store: its last line was cut off; kept as {kept}; nothing acknowledged is missing"
        elif self._held.adopted:
            self.notice = (
                f"store: {self.path.name} was not there; {plural(self._held.count, 'update')} in "
                f"{self._held.months.folder.name} are used; to start empty, delete that folder too"
            )
        elif kept:
            self.notice = f"store: taken over from an earlier version; the old file is kept as {kept}"

    def _writable(self) -> None:
        if self.read_only:
            raise StoreError(f"{self.path}: opened for reading only")

    def _drop_sealed(self) -> None:
        gone = [k for k in self._storage.documents(TRANSACTIONS) if int(k) <= self._held.sealed]
        with self._storage.transaction():
            self._db.table(TRANSACTIONS).remove(doc_ids=[int(k) for k in gone])
            self._note_sealed(self._held.months.generation, self._held.sealed, self._held.lengths)

    def _note_sealed(self, generation: int, sealed: int, lengths: Mapping[str, int]) -> None:
        self._put_row(META, {"format": FORMAT, "generation": generation, "sealed": sealed, "files": dict(lengths)})

    def _tidy(self) -> None:
        """What an earlier process could not finish."""
        about = self._held.row(META)
        if "format" not in about:
            self._put_row(META, {"format": FORMAT})
        if self._held.sealed and "generation" not in about:
            self._note_sealed(self._held.months.generation, self._held.sealed, self._held.lengths)
        if self._held.sealed > int(about.get("sealed", 0)):
            with contextlib.suppress(StoreError):  # the disk is full; it can wait
                self._drop_sealed()
        if "generation" in about:
            self._held.months.drop_other_generations()


def _check_format(path: Path, tables: Mapping[str, Mapping[Key, bytes]]) -> None:
    raw = tables.get(META, {}).get(1)
    found = msgspec.json.decode(raw).get("format", FORMAT) if raw else FORMAT
    if found != FORMAT:
        raise NewerFormat(
            f"{path}: format {found} was written by a newer version of this program; update the program, or use "
            "another file with --store"
        )
