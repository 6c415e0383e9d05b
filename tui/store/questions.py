"""The questions that the rest asks of what is kept. Each costs as much as its answer, not as much as the store."""

from __future__ import annotations

import contextlib
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import msgspec

from tui.records import Change, Entry, EvidenceLabel, EvidenceRecord, FigureRecord, QuoteRecord, SourceState, Update
from tui.store.folds import quote_key
from tui.store.held import Held, holds
from tui.store.parts import damaged, unreadable
from tui.store.schema import fold_of, stamp, transaction_of
from tui.store.sharing import Sharing
from tui.store.wording import terms

_AT_ONCE = 128
"""Entries that `walk` holds at a time."""


class Questions:
    """Asked from any thread. `since` and `until` are moments that records are filed under, both included.

    Raises `StoreError` when the index or a file cannot be read.
    """

    def __init__(self, held: Held, moment: datetime | None = None) -> None:
        self._held = held
        self.moment = moment
        """When the answers are those of an earlier moment, that moment; see `tui.store.archive.Archive.at`."""

    # -------------------------------------------------------------- questions: updates

    def update(self, update_id: str) -> Update | None:
        """The newest revision of an update."""
        entry = self.entry(update_id)
        return entry.update if entry else None

    def entry(self, update_id: str) -> Entry | None:
        """The newest revision of an update, with all that was read from it."""
        with self._asking() as held:
            return held.entry(update_id)

    def revisions(self, update_id: str) -> tuple[Entry, ...]:
        """All revisions of an update, oldest first."""
        with self._asking() as held:
            return tuple(held.revisions(update_id))

    def digest(self, update_id: str) -> str | None:
        """Digest of the newest revision: tells a changed item from an unchanged one."""
        with self._asking() as held:
            return held.digest(update_id)

    def entries(self) -> list[Entry]:
        """The newest revision of every update, in the order in which they came. Reads everything that is kept."""
        with self._asking() as held:
            return list(held.entries())

    def walk(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        missing: Callable[[], None] = lambda: None,
        remember: int = 0,
    ) -> Iterator[Entry]:
        """The newest revision of every update between two moments, oldest first, read a few at a time: a million take
        no more memory than a thousand, but for eight bytes each. `missing` is called for each whose line is damaged.

        What is stored meanwhile is not in it. So many as `remember` says are not read again for the questions that
        come after it.
        """
        with self._asking() as held:
            numbers = array("q", held.caught_up().updates_onward(_stamp(since), _stamp(until)))
        for start in range(0, len(numbers), _AT_ONCE):
            with self._asking() as held:
                found = held.load_all(numbers[start : start + _AT_ONCE], remember=max(0, remember - start))
            for entry in found:
                if entry is None:
                    missing()
                else:
                    yield entry

    def updates(
        self, limit: int | None = None, *, since: datetime | None = None, until: datetime | None = None
    ) -> list[Update]:
        """Updates, newest first, by the time they are filed under."""
        with self._asking() as held:
            rows = held.caught_up().updates(_stamp(since), _stamp(until))
            return list(held.updates_of(islice(rows, limit)))

    def search(self, words: str, limit: int | None = 50) -> list[Update]:
        """Updates in whose title or text all words stand, or phrases in quotation marks; last stored first."""
        with self._asking() as held:
            return [e.update for e in islice(held.having(words), limit)]

    def span(self) -> tuple[datetime, datetime] | tuple[None, None]:
        """When the oldest and the newest update are filed under; None for both when nothing is kept."""
        with self._asking() as held:
            found = held.caught_up().span()
        if found is None:
            return None, None
        return datetime.fromtimestamp(found[0] / 1e6, UTC), datetime.fromtimestamp(found[1] / 1e6, UTC)

    def __len__(self) -> int:
        """Number of updates."""
        if self.moment is None:
            return self._held.count
        with self._asking() as held:
            return held.caught_up().count()

    # -------------------------------------------------------------- questions: records

    def quotes(
        self,
        limit: int | None = None,
        *,
        kinds: Iterable[str] | None = None,
        speakers: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        words: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[QuoteRecord]:
        """Quotes, newest first; the same words of one speaker are one quote, its earliest, with carriers.

        `speakers` are ids of actors: for a side, those of its actors. `words` must all stand in the quote; of the
        quotes that fit, `limit` then takes those stored last.
        """
        kinds = frozenset(kinds) if kinds is not None else None
        with self._asking() as held:
            low, high = _stamp(since), _stamp(until)
            if words is None:
                rows = held.caught_up().quotes(kinds, speakers, sources, low, high)
                return list(held.folded(rows, limit))
            who = frozenset(speakers) if speakers is not None else None
            where = frozenset(sources) if sources is not None else None
            wanted = terms(words)

            def fits(q: QuoteRecord) -> bool:
                return (
                    holds(q.quote.text, wanted)
                    and (kinds is None or q.quote.kind in kinds)
                    and (who is None or q.quote.speaker_id in who)
                    and (where is None or q.cite.source in where)
                    and (low is None or stamp(q.at) >= low)
                    and (high is None or stamp(q.at) <= high)
                )

            near = (q for e in held.having(words) for q in e.quotes if fits(q))
            rows = ((stamp(q.at), q.id, None, None, fold_of(quote_key(q))) for q in near)
            return sorted(held.folded(rows, limit), key=lambda q: (q.at, q.id), reverse=True)

    def series_keys(self, indicator: str | None = None) -> list[tuple[str, str, str | None]]:
        """(indicator, claimant, baseline) of every series, in order. A claimant is an actor's id, or the wording."""
        with self._asking() as held:
            return held.caught_up().series_keys(indicator)

    def series(
        self,
        indicator: str,
        claimant: str,
        baseline: str | None = None,
        *,
        limit: int | None = None,
        until: datetime | None = None,
    ) -> list[FigureRecord]:
        """The readings of a series by the newest revisions, newest as-of first."""
        with self._asking() as held:
            rows = held.caught_up().series(indicator, claimant, baseline, _stamp(until))
            return held.figures_of((r[3], r[4]) for r in islice(rows, limit))

    def latest_figures(self, until: datetime | None = None, *, limit: int = 1) -> list[FigureRecord]:
        """The newest readings of every series, up to `limit` of each: what a ledger shows, at any size of the store."""
        return [f for key in self.series_keys() for f in self.series(*key, limit=limit, until=until)]

    def latest_evidence(self, until: datetime | None = None, *, limit: int = 1) -> list[EvidenceRecord]:
        """The newest evidence on every commitment, up to `limit` of each."""
        with self._asking() as held:
            commitments = held.caught_up().commitments()
        return [e for c in commitments for e in self.trail(c, limit=limit, until=until)]

    def trail(
        self,
        commitment: str,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[EvidenceRecord]:
        """The evidence on a commitment in the newest revisions, newest first."""
        with self._asking() as held:
            rows = held.caught_up().trail(commitment, _stamp(since), _stamp(until))
            return held.evidence_of((r[2], r[3]) for r in islice(rows, limit))

    def figures(self, *, since: datetime | None = None, until: datetime | None = None) -> list[FigureRecord]:
        """All figures of the newest revisions; with bounds, the readings of indicators between them, newest first.

        Without bounds everything that is kept is read, at the first call.
        """
        with self._asking() as held:
            if since is None and until is None:
                return [f for e in held.everything().values() for f in e[0]]
            rows = held.caught_up().readings(_stamp(since), _stamp(until))
            return held.figures_of((r[2], r[3]) for r in rows)

    def evidence(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        labels: Collection[EvidenceLabel] | None = None,
    ) -> list[EvidenceRecord]:
        """All evidence of the newest revisions; with bounds, that on commitments between them, newest first, with any
        of the labels if some are given.

        Without bounds everything that is kept is read, at the first call.
        """
        with self._asking() as held:
            if since is None and until is None:
                every = (x for e in held.everything().values() for x in e[1])
                return [x for x in every if labels is None or x.evidence.status in labels]
            rows = held.caught_up().evidence(_stamp(since), _stamp(until), labels)
            return held.evidence_of((r[2], r[3]) for r in rows)

    def changes(self, limit: int | None = None, *, since: datetime | None = None) -> list[Change]:
        """What changed, newest first; with `since`, only from that moment on."""
        with self._asking() as held:
            return list(held.changes(limit, _stamp(since)))

    def told(
        self, limit: int | None = None, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[tuple[Change, tuple[Entry, ...]]]:
        """What changed, newest first, each with the entries that came in its transaction: what a change rests on."""
        last, entries, count = -1, tuple[Entry, ...](), 0
        with self._asking() as held:
            rows = list(held.caught_up().changes(_stamp(since)))
        for n, place in rows:
            with self._asking() as held:
                change = held.change(n, place)
                if change is None or (until is not None and change.at > until):
                    continue
                if transaction_of(n) != last:
                    last = transaction_of(n)
                    found = (held.load(m, remember=False) for m in held.caught_up().delivered(last))
                    entries = tuple(e for e in found if e is not None)
            yield change, entries
            count += 1
            if count == limit:
                return

    def states(self) -> dict[str, SourceState]:
        """How each source was doing when it was last noted."""
        with self._held.lock:
            return self._held.states.all()

    def notes(self) -> dict[str, Any]:
        """All small values that are kept beside the records."""
        with self._held.lock:
            return dict(self._held.notes)

    def note(self, key: str) -> Any:
        """A small value kept beside the records, such as the time of the last look."""
        with self._held.lock:
            return self._held.notes.get(key)

    @contextlib.contextmanager
    def sharing(self) -> Iterator[None]:
        """While the block runs, what the records that are read have in common stands in memory once: for those who keep
        thousands of them."""
        held = self._held
        with held.lock:
            mine = held.sharing is None
            if mine:
                held.sharing = Sharing()
        try:
            yield
        finally:
            if mine:
                with held.lock, contextlib.suppress(sqlite3.Error):
                    held.sharing = None
                    held.index.shrink()

    @contextlib.contextmanager
    def _asking(self) -> Iterator[Held]:
        with self._held.lock:
            before = self._held.index.moment
            try:
                self._held.index.moment = _stamp(self.moment)
                yield self._held
            except sqlite3.Error as error:
                raise damaged(self._held.months.index, error) from error
            except msgspec.MsgspecError as error:
                raise unreadable(self._held.months.folder, error) from error
            finally:
                self._held.index.moment = before


def _stamp(at: datetime | None) -> int | None:
    return None if at is None else stamp(at)
