"""Asked that somebody who goes deep asks of the whole store: a whole series, all that one speaker said, words of
any month, the earlier wordings of an item. Each runs in a thread and comes in pages; nothing is held that is not asked
for. Raises `StoreError` when the store cannot be read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from tui.agreement.ledger import IndicatorRow, ledger
from tui.agreement.model import Agreement
from tui.records import Change, Entry, EvidenceRecord, QuoteRecord
from tui.store.door import Asked

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A piece of a long answer, newest first."""

    items: tuple[T, ...]
    more: bool
    """Whether there are older ones."""


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """How far back the store goes."""

    updates: int
    oldest: datetime | None
    """When the oldest update is filed under; None: nothing is stored."""
    newest: datetime | None

    @property
    def months(self) -> int:
        """Calendar months from the oldest update to the newest."""
        if self.oldest is None or self.newest is None:
            return 0
        return (self.newest.year - self.oldest.year) * 12 + self.newest.month - self.oldest.month + 1


class History:
    """The questions over one store. `archive` gives it while it is open, `record` are the shipped items."""

    def __init__(self, agreement: Agreement, archive: Callable[[], Asked | None], record: Sequence[Entry]) -> None:
        self._agreement = agreement
        self._archive = archive
        self._record = record

    async def row(self, indicator: str) -> IndicatorRow | None:
        """All readings that are kept of an indicator, by all claimants; None when there is none."""
        return await asyncio.to_thread(self._row, indicator)

    def _row(self, indicator: str) -> IndicatorRow | None:
        figures = [f for e in self._record for f in e.figures if f.figure.indicator == indicator]
        if (archive := self._archive()) is not None:
            for key in archive.series_keys(indicator):
                figures += archive.series(*key)
        return next(iter(ledger(self._agreement, figures)), None)

    async def said_by(
        self,
        actor: str | None,
        name: str,
        after: Sequence[QuoteRecord] = (),
        *,
        limit: int = 50,
    ) -> Page[QuoteRecord]:
        """What an actor of the registry said, or else a person of that name; `after` are the pages so far."""
        return await asyncio.to_thread(self._said_by, actor, name, tuple(after), limit)

    def _said_by(self, actor: str | None, name: str, after: Sequence[QuoteRecord], limit: int) -> Page[QuoteRecord]:
        archive = self._archive()
        if archive is None:
            return Page(items=(), more=False)
        known = {q.id for q in after}
        if actor is not None:
            bound = after[-1].at if after else None
            # several may be filed under the same moment as the last one that is known
            overlap = sum(1 for q in after if q.at == bound)
            found: Iterable[QuoteRecord] = archive.quotes(limit + overlap + 1, speakers=[actor], until=bound)
        else:
            quoted = name.replace('"', " ")
            texts = archive.search(f'"{quoted}"', None)
            every = [q for u in texts if (e := archive.entry(u.id)) for q in e.quotes]
            mine = {q.id: q for q in every if q.quote.speaker == name}
            found = sorted(mine.values(), key=lambda q: (q.at, q.id), reverse=True)
        fresh = [q for q in found if q.id not in known]
        return Page(items=tuple(fresh[:limit]), more=len(fresh) > limit)

    async def search(self, words: str, offset: int = 0, *, limit: int = 50) -> Page[Entry]:
        """Items in whose title or text all the words stand, or phrases in quotation marks, from the `offset`th on."""
        return await asyncio.to_thread(self._search, words, offset, limit)

    def _search(self, words: str, offset: int, limit: int) -> Page[Entry]:
        archive = self._archive()
        if archive is None:
            return Page(items=(), more=False)
        found = archive.search(words, offset + limit + 1)[offset:]
        entries = [e for u in found[:limit] if (e := archive.entry(u.id))]
        return Page(items=tuple(entries), more=len(found) > limit)

    async def evidence(self, *, limit: int = 500) -> tuple[EvidenceRecord, ...]:
        """The newest evidence on every commitment, up to `limit` of each, with that of the shipped record."""
        return await asyncio.to_thread(self._evidence, limit)

    def _evidence(self, limit: int) -> tuple[EvidenceRecord, ...]:
        found = [x for e in self._record for x in e.evidence]
        if (archive := self._archive()) is not None:
            found += archive.latest_evidence(limit=limit)
        return tuple(found)

    async def revisions(self, update: str) -> tuple[Entry, ...]:
        """All wordings of an item that were fetched, oldest first."""
        return await asyncio.to_thread(self._revisions, update)

    def _revisions(self, update: str) -> tuple[Entry, ...]:
        archive = self._archive()
        return archive.revisions(update) if archive is not None else ()

    async def told(self, *, limit: int) -> tuple[tuple[Change, tuple[Entry, ...]], ...]:
        """The newest changes, each with the entries that came with it: what it rests on."""
        return await asyncio.to_thread(self._told, limit)

    def _told(self, limit: int) -> tuple[tuple[Change, tuple[Entry, ...]], ...]:
        archive = self._archive()
        return tuple(archive.told(limit)) if archive is not None else ()

    async def reach(self) -> Reach:
        """How many updates are kept, and of which time."""
        return await asyncio.to_thread(self._reach)

    def _reach(self) -> Reach:
        archive = self._archive()
        if archive is None:
            return Reach(updates=0, oldest=None, newest=None)
        oldest, newest = archive.span()
        return Reach(updates=len(archive), oldest=oldest, newest=newest)
