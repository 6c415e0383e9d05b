"""What the screen is given: everything that is known at one moment, and how the sources are doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from tui.agreement.hand import Act
from tui.agreement.ledger import IndicatorRow
from tui.agreement.model import Agreement
from tui.agreement.status import PhaseStatus
from tui.config.model import Problem, Source
from tui.records import Change, QuoteRecord, SourceState


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known at one moment. Times are UTC."""

    agreement: Agreement
    now: datetime
    as_of: datetime | None
    """Oldest last good answer among the enabled sources that ever answered; None: nothing but the shipped record."""
    phases: tuple[PhaseStatus, ...]
    quotes: Sequence[QuoteRecord]
    """Newest first, copies folded."""
    figures: tuple[IndicatorRow, ...]
    changes: tuple[Change, ...]
    """Newest first."""
    sources: tuple[tuple[Source, SourceState], ...]
    last_look: datetime | None = None
    offline_since: datetime | None = None
    """Since when every network source fails; None when at least one answers, or none was asked yet."""
    demo: bool = False
    viewing: bool = False
    """True when nothing is polled here: the file that another process writes is shown."""
    reaching: bool = False
    """Of a view: whether what a person does by hand is kept all the same, by the process that writes the store."""
    past: datetime | None = None
    """When set, this is what would have been known at that moment, which `now` and `as_of` are then; how sources did is
    not kept and stands as not asked."""
    stored: int = 0
    pins: tuple[str, ...] = ()
    """Keys of the rows that a person has pinned, the newest pin first."""
    pinned_quotes: tuple[QuoteRecord, ...] = ()
    acts: tuple[Act, ...] = ()
    """What a person has marked or pinned and not taken back, oldest first."""
    trouble: str | None = None
    """What is wrong with the store, in one line."""


States = Mapping[str, SourceState]


def as_of(sources: Sequence[Source], states: States) -> datetime | None:
    """Oldest last good answer among the enabled sources that ever answered."""
    good = [s.last_ok for x in sources if x.enabled and (s := states.get(x.id)) and s.last_ok]
    return min(good) if good else None


def offline_since(sources: Sequence[Source], states: States, now: datetime) -> datetime | None:
    """Since when every network source fails; None when at least one answers, or was not asked yet."""
    found = [states.get(s.id) for s in sources if s.enabled and s.kind != "file"]
    asked = [s for s in found if s is not None and s.last_try is not None]
    if not asked or len(asked) < len(found) or any(_answered(s) for s in asked):
        return None
    return max((s.since or s.last_try or now) for s in asked)


def _answered(state: SourceState) -> bool:
    """An answer of any kind, even a refusal or a bad certificate, means that there is a network."""
    return state.status != "error" or state.http_status is not None or state.unreachable is False


def state_of(source: Source, states: States, problems: Sequence[Problem]) -> SourceState:
    """How a source is doing, also one that is never asked."""
    if not source.enabled:
        wrong = any(p.source == source.id for p in problems)
        return SourceState(id=source.id, status="error" if wrong else "off", error=source.reason)
    return states.get(source.id) or SourceState(id=source.id)


def source_change(name: str, before: SourceState | None, now: SourceState, at: datetime) -> Change | None:
    """A source that begins to fail, or answers again, is told once. One that never answered is no news: the list of
    sources says so, and a first start without a network would tell nothing else."""
    failing = now.status == "error"
    failed = before is not None and before.status == "error"
    if failing == failed or before is None or before.last_ok is None:
        return None
    text = f"{name} failing: {now.error}" if failing else f"{name} answers again"
    return Change(
        id=f"source-{now.id}-{int(at.timestamp())}",
        at=at,
        kind="source",
        mark="trouble" if failing else "recovered",
        text=text,
        ref=now.id,
        source=now.id,
    )
