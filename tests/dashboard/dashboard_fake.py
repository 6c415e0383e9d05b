"""A monitor without network or store, for the tests of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from dashboard_day import (
    ARTICLE,
    LOOK,
    NOW,
    agreement,
    at,
    changes,
    figures,
    older_figures,
    phases,
    quotes,
    rows,
    sources,
    span,
    update,
)

from tui.agreement import Agreement, hand, overrides
from tui.agreement.ledger import IndicatorRow, ledger
from tui.agreement.status import PhaseStatus
from tui.config import Source
from tui.records import (
    Change,
    Entry,
    Evidence,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    SourceState,
    Update,
    cite,
)


@dataclass(frozen=True)
class FakeSnapshot:
    """A snapshot made by hand."""

    agreement: Agreement = field(default_factory=agreement)
    now: datetime = NOW
    as_of: datetime | None = field(default_factory=lambda: at(14, 5))
    phases: tuple[PhaseStatus, ...] = field(default_factory=phases)
    quotes: Sequence[QuoteRecord] = field(default_factory=quotes)
    figures: tuple[IndicatorRow, ...] = field(default_factory=rows)
    changes: tuple[Change, ...] = field(default_factory=changes)
    sources: tuple[tuple[Source, SourceState], ...] = field(default_factory=sources)
    last_look: datetime | None = LOOK
    offline_since: datetime | None = None
    demo: bool = False
    viewing: bool = False
    reaching: bool = False
    past: datetime | None = None
    stored: int = 40
    pins: tuple[str, ...] = ()
    pinned_quotes: tuple[QuoteRecord, ...] = ()
    acts: tuple[hand.Act, ...] = ()
    trouble: str | None = None


@dataclass(frozen=True)
class FakePage:
    items: tuple[Any, ...]
    more: bool


@dataclass(frozen=True)
class FakeReach:
    updates: int = 1200
    oldest: datetime | None = datetime(2025, 10, 8, 9, tzinfo=UTC)
    newest: datetime | None = NOW
    months: int = 3


class FakeHistory:
    """The whole store: what the board shows, and what is older."""

    def __init__(self, monitor: FakeMonitor) -> None:
        self.monitor = monitor
        self.asked: list[tuple[object, ...]] = []
        self.fails: Exception | None = None
        self.figures = (*figures(), *older_figures())
        self.quotes: tuple[QuoteRecord, ...] = quotes()
        self.older_evidence: tuple[EvidenceRecord, ...] = ()
        self.wordings: dict[str, tuple[Entry, ...]] = {}

    def _note(self, *question: object) -> None:
        self.asked.append(question)
        if self.fails is not None:
            raise self.fails

    async def row(self, indicator: str) -> IndicatorRow | None:
        self._note("row", indicator)
        known = [f for f in self.figures if f.figure.indicator == indicator]
        return next(iter(ledger(self.monitor.shot.agreement, known)), None)

    async def said_by(
        self,
        actor: str | None,
        name: str,
        after: Sequence[QuoteRecord] = (),
        *,
        limit: int = 50,
    ) -> FakePage:
        self._note("said_by", actor, name, len(after))
        mine = [q for q in self.quotes if (q.quote.speaker_id == actor if actor else q.quote.speaker == name)]
        rest = [q for q in mine if q not in after]
        return FakePage(tuple(rest[:limit]), len(rest) > limit)

    async def search(self, words: str, offset: int = 0, *, limit: int = 50) -> FakePage:
        self._note("search", words, offset)
        wanted = words.lower().replace('"', " ").split()
        every = {q.cite.update: q for q in self.quotes}
        entries = [e for u in every if (e := self.monitor.records_of(u)) is not None]
        found = [e for e in entries if all(w in f"{e.update.title} {e.update.text}".lower() for w in wanted)]
        return FakePage(tuple(found[offset : offset + limit]), len(found) > offset + limit)

    async def evidence(self, *, limit: int = 500) -> tuple[EvidenceRecord, ...]:
        self._note("evidence")
        known = (e for p in self.monitor.shot.phases for c in p.commitments for e in c.evidence)
        return (*known, *self.older_evidence)

    async def revisions(self, update: str) -> tuple[Entry, ...]:
        self._note("revisions", update)
        return self.wordings.get(update, ())

    async def told(self, *, limit: int) -> tuple[tuple[Change, tuple[Entry, ...]], ...]:
        self._note("told", limit)
        shown = self.monitor.shot.changes[:limit]
        by_ref = {q.id: self.monitor.records_of(q.cite.update) for q in self.quotes}
        return tuple((c, (entry,) if (entry := by_ref.get(c.ref or "")) else ()) for c in shown)

    async def reach(self) -> FakeReach:
        return FakeReach()


class FakeMonitor:
    """Gives the snapshot it is told to, and notes what the screen asks of it."""

    def __init__(self, snapshot: FakeSnapshot | None = None) -> None:
        self.now = NOW
        self.attended = 0
        """How many keys and clicks the screen told of."""
        self.shot = snapshot or FakeSnapshot()
        self.listeners: list[Callable[[], None]] = []
        self.asked: list[str | None] = []
        self.looks: list[datetime] = []
        self.overrides: list[overrides.Override] = []
        self.done: list[tuple[object, ...]] = []
        self.notes: dict[str, object] = {}
        self.started = self.stopped = False
        self.fails: Exception | None = None
        self.history = FakeHistory(self)
        self.past: FakeSnapshot | None = None
        self.moments: list[datetime | None] = []
        self.look_back_fails: Exception | None = None
        main = update("u1", ARTICLE, at(14, 2), title="Mediators wait as the list is checked")
        a, b = span("“The list of names reached us this morning and we are checking it,”")
        c, d = span("Basil Exampleson")
        e, _ = span("said Basil")
        first = Quote(
            start=a,
            end=b,
            text=ARTICLE[a:b],
            kind="direct",
            speaker="Basil Exampleson",
            speaker_start=c,
            speaker_end=d,
            cue_start=e,
            cue_end=e + 4,
            speaker_mention="Basil Exampleson",
            role="spokesman for the relief committee",
        )
        g, h = span("“nobody should expect speed”")
        second = Quote(
            start=g, end=h, text=ARTICLE[g:h], kind="mixed", speaker="Basil Exampleson", speaker_mention="He"
        )
        i, j = span("at least 402 people")
        toll = Figure(
            start=i,
            end=j,
            value=402,
            qualifier="at least",
            measure="killed",
            claimant_id="gaza-moh",
            indicator="killed_since_truce",
            since=date(2025, 10, 10),
            modality="reported",
        )
        k, m = span("would open for people in both directions")
        rafah = Evidence(
            start=k,
            end=m,
            commitment="rafah_opening",
            commitment_id="p1.rafah",
            status="conditional",
            claimant="Engineers",
            sentence=ARTICLE[k:m],
        )
        where = cite(main)
        self.entries = {
            "u1": Entry(
                update=main,
                quotes=(
                    QuoteRecord(id="q-u1", at=at(14, 2), quote=first, cite=where),
                    QuoteRecord(id="q-u1b", at=at(14, 2), quote=second, cite=where),
                ),
                figures=(FigureRecord(id="f-u1", at=at(14, 2), figure=toll, cite=where),),
                evidence=(EvidenceRecord(id="e-u1", at=at(14, 2), evidence=rafah, cite=where),),
            )
        }

    def clock(self) -> datetime:
        return self.now

    def snapshot(self) -> FakeSnapshot:
        return self.past or self.present()

    def present(self) -> FakeSnapshot:
        return replace(self.shot, now=self.now)

    async def look_back(self, moment: datetime | None) -> None:
        self.moments.append(moment)
        if self.look_back_fails is not None:
            raise self.look_back_fails
        self.past = None
        if moment is not None:
            shot = self.shot
            self.past = replace(
                shot,
                now=moment,
                past=moment,
                viewing=True,
                as_of=moment,
                last_look=None,
                offline_since=None,
                sources=tuple((s, SourceState(id=s.id)) for s, _ in shot.sources),
                quotes=tuple(q for q in shot.quotes if q.at <= moment),
                changes=tuple(c for c in shot.changes if c.at <= moment),
                figures=ledger(shot.agreement, [f for f in figures() if f.at <= moment]),
            )
        for callback in self.listeners:
            callback()

    async def open(self) -> None:
        if self.fails is not None:
            raise self.fails

    async def start(self) -> None:
        self.started = True

    async def stop(self) -> None:
        self.stopped = True

    def subscribe(self, callback: Callable[[], None]) -> object:
        self.listeners.append(callback)
        return None

    def announce(self, **changed: object) -> None:
        """Change the snapshot and tell the screen."""
        self.shot = replace(self.shot, **changed)  # type: ignore[arg-type]
        for callback in self.listeners:
            callback()

    def refresh(self, source_id: str | None = None) -> dict[str, datetime | None]:
        self.asked.append(source_id)
        if source_id is None:
            return {s.id: None for s, _ in self.shot.sources if s.enabled}
        return {source_id: at(14, 15) if source_id == "daily" else None}

    def update(self, id: str) -> Update | None:  # noqa: A002
        entry = self.records_of(id)
        return entry.update if entry else None

    def records_of(self, update_id: str) -> Entry | None:
        if update_id in self.entries:
            return self.entries[update_id]
        for record in self.shot.quotes:
            if record.cite.update == update_id:
                item = update(update_id, record.quote.text, record.at, outlet=record.cite.outlet)
                return Entry(update=item, quotes=(record,))
        for found in self.history.older_evidence:
            if found.cite.update == update_id:
                item = update(update_id, found.evidence.sentence, found.at, outlet=found.cite.outlet)
                return Entry(update=item, evidence=(found,))
        return None

    def mark_seen(self, at: datetime) -> None:
        self.looks.append(at)
        self.shot = replace(self.shot, last_look=at)

    async def mark_wrong(self, record_id: str, update_id: str | None, note: str, initials: str) -> None:
        self.done.append(("wrong", record_id, update_id, note, initials))

    async def unmark(self, record_id: str, initials: str = "", note: str = "") -> None:
        self.done.append(("right", record_id, note, initials))

    async def pin(self, key: str, update_id: str | None = None) -> bool:
        held = self.shot.pins
        on = key not in held
        kept = (key, *held) if on else tuple(p for p in held if p != key)
        quotes = tuple(q for q in self.shot.quotes if f"quote:{q.id}" in kept)
        self.announce(pins=kept, pinned_quotes=quotes)
        return on

    async def undo(self, initials: str = "") -> str | None:
        self.done.append(("undo", initials))
        return "the pin" if self.shot.pins else None

    def note(self, key: str) -> object:
        return self.notes.get(key)

    def attend(self) -> None:
        self.attended += 1

    def keep_note(self, key: str, value: object) -> None:
        self.notes[key] = value

    def set_status(self, commitment_id: str, word: str, note: str, initials: str) -> None:
        self._override(commitment_id, word, note, initials)

    def clear_status(self, commitment_id: str, initials: str = "") -> None:
        self._override(commitment_id, None, "", initials)

    def _override(self, commitment_id: str, word: str | None, note: str, initials: str) -> None:
        self.overrides.append(overrides.make(self.shot.agreement, commitment_id, word, note, initials, self.now))
        self.announce(phases=overrides.apply(phases(), self.overrides))

    def unmark_seen(self) -> None:
        self.looks.append(datetime.min.replace(tzinfo=UTC))
        self.shot = replace(self.shot, last_look=LOOK)
