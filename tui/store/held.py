"""What a store holds: recent transactions in memory, the sealed ones by the index, one answer from both.

Whoever uses it holds `lock` meanwhile.
"""

from __future__ import annotations

import contextlib
import sqlite3
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec

from tui.records import Change, Entry, EvidenceRecord, FigureRecord, QuoteRecord, Update
from tui.store import packing, schema, sealing
from tui.store.errors import StoreError
from tui.store.index import Index
from tui.store.journal import JournalStorage
from tui.store.months import Months
from tui.store.parts import damaged, unreadable
from tui.store.recent import Recent
from tui.store.schema import number
from tui.store.sharing import Sharing
from tui.store.states import States
from tui.store.views import from_json
from tui.store.wording import terms, word_list

TRANSACTIONS, META, NOTES = "transactions", "meta", "notes"
_REMEMBERED = 64
"""Sealed entries that are kept decoded."""

_FOLDS_AT_ONCE = 64
"""Quotes of which the copies are asked for together."""
_AT_ONCE = 500
"""Entries of which the places are asked for together."""

_R = TypeVar("_R", QuoteRecord, FigureRecord, EvidenceRecord)
_Reader = Callable[[bytes, Sequence[int]], list[_R]]
"""What makes the records at some places of an entry, and nothing else of it."""

Transaction = tuple[tuple[Entry, ...], tuple[Change, ...]]
Records = tuple[tuple[FigureRecord, ...], tuple[EvidenceRecord, ...]]


class Held:
    """Memory, index and month files of one store."""

    def __init__(self, storage: JournalStorage) -> None:
        self.lock = threading.RLock()
        self.path = storage.path
        self.index = Index()
        self.months = Months(storage.path, 1)
        self.sealed = 0
        """Last transaction that is in the month files."""
        self.adopted = False
        """Whether there are month files to a journal that knows nothing, because it was lost or deleted."""
        self.lengths: dict[str, int] = {}
        """Month files, and how far they count."""
        self.states = States(storage)
        self.notes: dict[str, Any] = {}
        self._storage = storage
        self._count = 0
        self._uncounted: list[str] = []  # ids of which it is not known yet whether they are sealed as well
        self.known: dict[int, tuple[list[int], list[int]]] = {}
        """Recent transactions, with the numbers of their entries and of their changes."""
        self.recent = Recent(self._entries_of)
        self.recent_changes: dict[int, Change] = {}
        self.by_id: dict[str, list[int]] = {}
        """Recent revisions of an update, oldest first."""
        self._unindexed: list[int] = []
        self._unworded: list[int] = []
        self._remembered: dict[int, Entry] = {}
        self._all: dict[str, Records] | None = None
        self.sharing: Sharing | None = None
        """While there is one, records that are read share what they have in common."""

    def close(self) -> None:
        """Close the files."""
        with self.lock:
            self.index.close()
            self.months.close()

    def rebuild(self) -> None:
        """Everything anew from the files. Raises `StoreError` when that cannot be done."""
        self.open_sealed()
        self.read_recent()

    def open_sealed(self) -> None:
        """Find the month files and open the index; it is made anew when it was lost."""
        about = self.row(META)
        # a journal that was lost knows no generation; of two, the older one is complete for certain
        generation = about.get("generation") or min(self.months.generations(), default=1)
        if generation != self.months.generation:
            self.months.close()
            self.months = Months(self.path, generation)
            self.index.detach()
        self.sealed, self.lengths = int(about.get("sealed", 0)), dict(about.get("files", {}))
        self._remembered, self._all = {}, None
        self._open_index()
        self.adopted = bool(self.sealed) and not self._storage.top(TRANSACTIONS)

    def read_recent(self) -> None:
        """Read what is not sealed into memory. Raises `StoreError` when there is a record that cannot be read."""
        self._forget_recent()
        self.index.seen = self.sealed
        self._count = self.index.counted()
        for tx, raw in list(self._storage.documents(TRANSACTIONS).items()):
            if int(tx) > self.sealed:
                self.remember(int(tx), *self.read(raw), raw)
        self.read_small()

    def read_small(self) -> None:
        """Read how sources are doing and what was noted."""
        try:
            self.states.read()
        except msgspec.MsgspecError as error:
            raise self._unreadable(error) from error
        self.notes = self.row(NOTES)

    def _open_index(self) -> None:
        try:
            if self.months.index.exists():
                sealed = self.index.attach(self.months.index)
                version = self.index.about("version")
                if sealed >= self.sealed and version >> 32 == schema.LAYOUT:
                    if version != schema.VERSION and not self._storage.read_only:
                        # who only reads, or has no room, is answered by the phrases of the last writer
                        with contextlib.suppress(OSError, sqlite3.Error):
                            sealing.retell(self.months)
                    # further than the journal knows, when a process ended between the two
                    self.sealed, self.lengths = sealed, self.index.files() or self.lengths
                    self.index.seen = sealed
                    return
        except sqlite3.Error:
            pass  # made anew below
        self.index.detach()
        if not self.lengths and not self._storage.top(TRANSACTIONS):
            self.lengths = self.months.sizes()  # the journal was lost, and the index too
            self.sealed = sealing.last_transaction(self.months, self.lengths)
        if not self.lengths:
            return
        try:
            if self._storage.read_only:
                sealing.fill(self.index.db, "sealed", self.months, self.lengths, self.sealed)
            else:
                sealing.rebuild(self.months, self.lengths, self.sealed)
                self.index.attach(self.months.index)
        except (OSError, sqlite3.Error) as error:
            raise damaged(self.months.index, error) from error
        self.index.seen = self.sealed

    def read(self, raw: bytes) -> Transaction:
        """What a transaction in the journal says."""
        try:
            return packing.read_transaction(raw)
        except msgspec.MsgspecError as error:
            raise self._unreadable(error) from error

    def _entries_of(self, document: bytes) -> tuple[Entry, ...]:
        return self.read(document)[0]

    def _unreadable(self, error: Exception) -> StoreError:
        return unreadable(self.path, error)

    def row(self, table: str) -> dict[str, Any]:
        """The one document of a table that holds small things."""
        raw = self._storage.documents(table).get(1)
        return from_json(raw) if raw is not None else {}

    # -------------------------------------------------------------- what is recent: not sealed yet

    @property
    def weight(self) -> int:
        """Number of recent entries and changes."""
        return len(self.recent) + len(self.recent_changes)

    @property
    def count(self) -> int:
        """Number of updates."""
        return self.count_up() if self._uncounted else self._count

    def count_up(self) -> int:
        """Look up what is not counted yet: after each transaction, but not when the store is opened."""
        with self.lock:
            pending, self._uncounted = self._uncounted, []
            self._count += sum(map(self._is_new, pending))
            return self._count

    def _forget_recent(self) -> None:
        self.known, self.recent_changes, self.by_id = {}, {}, {}
        self.recent = Recent(self._entries_of)
        self._unindexed, self._unworded, self._uncounted = [], [], []
        self.index.clear()

    def remember(self, tx: int, entries: Sequence[Entry], changes: Iterable[Change], document: bytes) -> None:
        """Hold a transaction, of which that is the document. Its index rows are made when somebody asks, so that
        keeping it takes no longer."""
        numbers: tuple[list[int], list[int]] = ([], [])
        self.recent.add(tx, entries, document)
        for i, entry in enumerate(entries):
            n, update_id = number(tx, i), entry.update.id
            revisions = self.by_id.get(update_id)
            if revisions is None:
                self._uncounted.append(update_id)
                revisions = self.by_id[update_id] = []
            revisions.append(n)
            numbers[0].append(n)
            if self._all is not None:
                self._all[update_id] = (entry.figures, entry.evidence)
        for i, change in enumerate(changes):
            self.recent_changes[number(tx, i)] = change
            numbers[1].append(number(tx, i))
        self.known[tx] = numbers
        self._unindexed.append(tx)
        self._unworded += numbers[0]

    def _is_new(self, update_id: str) -> bool:
        try:
            return not self.index.sealed_revisions(update_id)
        except sqlite3.Error:
            return False  # what was kept is kept; the next question tells of the index

    def documents(self) -> dict[int, bytes]:
        """The recent transactions, as `read` reads them."""
        return {tx: self.recent.document(tx) for tx in self.known}

    def let_go(self, last: int) -> None:
        """What was sealed is answered from the file from now on."""
        kept = {tx: document for tx, document in self.documents().items() if tx > last}
        self._forget_recent()
        self.index.seen = last
        self._count = self.index.counted()
        for tx, document in kept.items():
            self.remember(tx, *self.read(document), document)

    # -------------------------------------------------------------- reading

    def caught_up(self) -> Index:
        """The index, with all that is recent in it."""
        if self._unindexed:
            numbers = (n for tx in self._unindexed for n in self.known[tx][0])
            entries = [(n, entry) for n in numbers if (entry := self.recent.slim(n)) is not None]
            changes = [(n, self.recent_changes[n]) for tx in self._unindexed for n in self.known[tx][1]]
            self.index.add(entries, changes)
            self._unindexed = []
        return self.index

    def entry(self, update_id: str) -> Entry | None:
        """The newest revision of an update."""
        recent = self._recent_revisions(update_id)
        if recent:
            return self.load(recent[-1])
        sealed = self.index.sealed_revisions(update_id)
        return self.load(sealed[-1]) if sealed else None

    def digest(self, update_id: str) -> str | None:
        """Digest of the newest revision of an update: asked of every item that a source brings."""
        recent = self._recent_revisions(update_id)
        entry = self.recent.slim(recent[-1]) if recent else self.entry(update_id)
        return entry.update.digest if entry is not None else None

    def revisions(self, update_id: str) -> Iterator[Entry]:
        """All revisions of an update, oldest first."""
        for n in (*self.index.sealed_revisions(update_id), *self._recent_revisions(update_id)):
            entry = self.load(n)
            if entry is not None:
                yield entry

    def entries(self) -> Iterator[Entry]:
        """The newest revision of every update, in the order in which they came. Reads everything."""
        for n in list(self.caught_up().sealed_updates()):
            entry = self.load(n, remember=False)
            if entry is not None:
                yield entry
        for update_id in list(self.by_id):
            numbers = self._recent_revisions(update_id)
            entry = self.load(numbers[-1]) if numbers else None
            if entry is not None:
                yield entry

    def _recent_revisions(self, update_id: str) -> list[int]:
        """Numbers of the recent revisions, oldest first; of those that stood at the moment that is asked about."""
        numbers, moment = self.by_id.get(update_id, []), self.index.moment
        if moment is None:
            return numbers
        return [n for n in numbers if (e := self.recent.slim(n)) is not None and schema.stood(e.update) <= moment]

    def load(self, n: int, *, remember: bool = True) -> Entry | None:
        """An entry by its number; None when its line is damaged."""
        known = self.recent.get(n) or self._remembered.get(n)
        if known is not None:
            return known
        place = self.index.place(n)
        raw = self.months.said(*place) if place else None
        if raw is None:
            return None
        found = packing.read_entry_in(raw)
        if remember:
            if len(self._remembered) >= _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[n] = found
        return found

    def changes(self, limit: int | None, since: int | None) -> Iterator[Change]:
        """What changed, newest first."""
        for n, place in islice(self.caught_up().changes(since), limit):
            change = self.change(n, place)
            if change is not None:
                yield change

    def change(self, n: int, place: tuple[str, int, int] | None) -> Change | None:
        """A change by its number, and its place where it is sealed; None when its line is damaged."""
        if n in self.recent_changes:
            return self.recent_changes[n]
        if place is None:  # it was sealed since the number was asked for
            place = self.index.change_place(n)
        raw = self.months.read(*place) if place else None
        return packing.read_change(raw) if raw is not None else None

    def folded(self, rows: Iterable[tuple[Any, ...]], limit: int | None = None) -> Iterator[QuoteRecord]:
        """The first quotes of rows that are the first of their copies, with the others as carriers."""
        ordered = iter(rows)
        left = limit if limit is not None else sys.maxsize
        while some := list(islice(ordered, min(left, _FOLDS_AT_ONCE))):
            copies = self.index.copies({row[4] for row in some})
            # where the earliest of its copies stands, a quote is told
            told = [c for row in some if (c := copies.get(row[4])) and c[0][:2] == row[:2]]
            places = [(r[2], r[3]) for c in told for r in c]
            quotes = dict(self._placed(places, lambda e: e.quotes, packing.read_quotes_of))
            for found in told:
                known = [q for r in found if (q := quotes.get((r[2], r[3]))) is not None]
                first = quotes.get((found[0][2], found[0][3]))
                if first is None:
                    continue
                left -= 1
                carriers = tuple(q.cite for q in known if q.cite.update != first.cite.update)
                yield msgspec.structs.replace(first, carriers=carriers) if carriers else first

    def figures_of(self, rows: Iterable[tuple[int, int]]) -> list[FigureRecord]:
        """The figures at (number of the entry, place in it)."""
        return list(self._records(rows, lambda e: e.figures, packing.read_figures_of))

    def figures_at(self, rows: Collection[tuple[int, int]]) -> dict[tuple[int, int], FigureRecord]:
        """The same by their places; those of damaged lines are left out."""
        return dict(self._placed(sorted(rows), lambda e: e.figures, packing.read_figures_of))

    def evidence_at(self, rows: Collection[tuple[int, int]]) -> dict[tuple[int, int], EvidenceRecord]:
        """As `figures_at`, evidence."""
        return dict(self._placed(sorted(rows), lambda e: e.evidence, packing.read_evidence_of))

    def evidence_of(self, rows: Iterable[tuple[int, int]]) -> list[EvidenceRecord]:
        """The evidence at (number of the entry, place in it)."""
        return list(self._records(rows, lambda e: e.evidence, packing.read_evidence_of))

    def _records(
        self, rows: Iterable[tuple[int, int]], held: Callable[[Entry], Sequence[_R]], read: _Reader[_R]
    ) -> Iterator[_R]:
        return (record for _, record in self._placed(rows, held, read))

    def _placed(
        self, rows: Iterable[tuple[int, int]], held: Callable[[Entry], Sequence[_R]], read: _Reader[_R]
    ) -> Iterator[tuple[tuple[int, int], _R]]:
        """Records of entries, with (number of the entry, place in it). Of a sealed entry nothing else is made, which
        costs a fraction of making it all."""
        ordered = iter(rows)
        share = self.sharing.record if self.sharing is not None else None
        while some := list(islice(ordered, _AT_ONCE)):
            wanted: dict[int, list[int]] = {}
            found: dict[tuple[int, int], _R] = {}
            for row in some:
                n, place = row
                known = self.recent.slim(n) or self._remembered.get(n)
                if known is not None:
                    record = held(known)[place]
                    found[row] = share(record) if share is not None else record
                elif n in wanted:
                    wanted[n].append(place)
                else:
                    wanted[n] = [place]
            for n, raw in self._raw(list(wanted)):
                places = wanted[n]
                for place, record in zip(places, read(raw, places), strict=True):
                    found[n, place] = share(record) if share is not None else record
            for row in some:
                if row in found:
                    yield row, found[row]

    def updates_of(self, numbers: Iterable[int]) -> Iterator[Update]:
        """Updates by the numbers of their entries, without what was read from them; damaged ones are left out."""
        ordered = iter(numbers)
        while some := list(islice(ordered, _AT_ONCE)):
            found = {n: entry.update for n, entry in self._at_hand(some).items()}
            found.update((n, packing.read_update_of(raw)) for n, raw in self._raw([n for n in some if n not in found]))
            yield from (found[n] for n in some if n in found)

    def load_all(self, numbers: Sequence[int], *, remember: int = 0) -> list[Entry | None]:
        """Entries by their numbers, of which so many are remembered; None for each whose line is damaged."""
        found = self._at_hand(numbers)
        read = {n: packing.read_entry_in(raw) for n, raw in self._raw([n for n in numbers if n not in found])}
        self._remembered.update(islice(read.items(), remember))
        found.update(read)
        return [found.get(n) for n in numbers]

    def _at_hand(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """Those entries for which no file need be read."""
        found = self.recent.several(numbers)
        found.update((n, entry) for n in numbers if (entry := self._remembered.get(n)) is not None)
        return found

    def _raw(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Sealed entries as they are on file, in the order in which they stand there; damaged ones are left out."""
        return self.months.said_at(self.index.places(numbers).items())

    def having(self, words: str) -> Iterator[Entry]:
        """Entries whose text holds the words, last stored first."""
        index = self.caught_up()
        if not index.knows_words:
            wanted = terms(words)
            for entry in reversed(list(self.entries())):
                if wanted and holds(schema.searchable(entry), wanted):
                    yield entry
            return
        if self._unworded:
            index.add_words(self.recent.several(self._unworded).items())
            self._unworded = []
        for n in index.search(words):
            found = self.load(n)
            if found is not None:
                yield found

    def everything(self) -> dict[str, Records]:
        """Figures and evidence of every update by its id; kept up once somebody has asked."""
        if self.index.moment is not None:
            return {e.update.id: (e.figures, e.evidence) for e in self.entries()}
        if self._all is None:
            self._all = {e.update.id: (e.figures, e.evidence) for e in self.entries()}
        return self._all


def holds(text: str, wanted: list[list[str]]) -> bool:
    """Whether all the words and phrases (see `terms`) stand in the text."""
    words = f" {' '.join(word_list(text))} "
    return bool(wanted) and all(f" {' '.join(parts)} " in words for parts in wanted)
