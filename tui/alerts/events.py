"""Snapshots -> events: what a status, a dispute, a figure, a speaker or a source has done since the look before.

Pure: two states and a moment in, events out. The same statement in other outlets, or cut differently, is the same
event; what is still as it was is none.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypedDict

import msgspec

from tui.agreement.claims import when
from tui.agreement.ledger import IndicatorRow, Series, as_of
from tui.agreement.model import Agreement
from tui.agreement.status import CommitmentStatus, PhaseStatus
from tui.config import Source
from tui.config.alerts import On
from tui.records import Cite, QuoteRecord, SourceState
from tui.text import one_line

_WORDS = re.compile(r"\w+")
_REMEMBERED = 200
"""Statements of one speaker that a new one is compared with."""


class Look(Protocol):
    """What is seen at one moment: the part of a monitor's snapshot that events are made from."""

    @property
    def agreement(self) -> Agreement: ...
    @property
    def now(self) -> datetime: ...
    @property
    def phases(self) -> tuple[PhaseStatus, ...]: ...
    @property
    def quotes(self) -> Sequence[QuoteRecord]: ...
    @property
    def figures(self) -> tuple[IndicatorRow, ...]: ...
    @property
    def sources(self) -> tuple[tuple[Source, SourceState], ...]: ...
    @property
    def stored(self) -> int:
        """Updates in the store."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened once. `text` is one line with claimant and outlet; the rest is for rules and commands."""

    kind: On
    at: datetime
    text: str
    agreement: str
    subject: str
    """Id of the commitment, indicator or source; the speaker's id or name."""
    key: str
    """Same for the same event, however often it is seen."""
    phase: str | None = None
    claimants: tuple[str, ...] = ()
    """Ids where there are any, and labels."""
    was: str | float | int | None = None
    now: str | float | int | None = None
    words: str = ""
    """What was said, in full."""
    role: str = ""
    series: str = ""
    """For a figure: indicator, claimant and baseline."""
    outlet: str = ""
    link: str = ""
    published: datetime | None = None
    records: tuple[str, ...] = ()
    """Ids in the store."""
    test: bool = False


@dataclass
class State:
    """What was seen at the look before, as far as events need it."""

    words: dict[str, str] = field(default_factory=dict)
    sides: dict[str, frozenset[str]] = field(default_factory=dict)
    differ: dict[str, bool] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    quotes: Sequence[QuoteRecord] = ()
    ids: frozenset[str] = frozenset()
    said: dict[str, deque[str]] = field(default_factory=dict)
    """Speaker -> the words of their latest statements, bare."""

    @classmethod
    def of(cls, look: Look) -> State:
        """The state to begin from: what is there already is no event."""
        state = cls()
        events(state, look, timedelta(0))
        return state


def events(state: State, look: Look, newer_than: timedelta) -> list[Event]:
    """What has happened since `state`, which is brought up to `look`. Words and figures published earlier than
    `newer_than` before now are no event."""
    first = not state.words and not state.ids and not state.values
    found = [*_statuses(state, look), *_figures(state, look, newer_than), *_quotes(state, look, newer_than)]
    return [] if first else found


# ------------------------------------------------------------------ statuses and disputes


def _statuses(state: State, look: Look) -> list[Event]:
    found: list[Event] = []
    for phase in look.phases:
        for status in phase.commitments:
            id_ = status.commitment.id
            was, sides = state.words.get(id_), state.sides.get(id_, frozenset())
            now_sides = frozenset(side for side, _ in status.disputed)
            state.sides[id_] = now_sides
            # what a person sets by hand that person knows; the rules' own word goes on beside it
            word = status.proposed.split(" ")[0] if status.proposed and status.grade == "*" else status.word
            if status.grade != "*" or was is None:
                state.words[id_] = word
                if was is not None and was != word:
                    found.append(_status_event(look, phase, status, was))
            if was is not None and now_sides - sides:
                found.append(_dispute_event(look, phase, status, now_sides - sides))
    return found


def _status_event(look: Look, phase: PhaseStatus, status: CommitmentStatus, was: str) -> Event:
    now = f"{status.word} {status.detail}".strip()
    per = f", per {', '.join(status.per)}" if status.per else ""
    newest = status.evidence[0].cite if status.evidence else None
    where = f" ({one_line(newest.outlet, 80)})" if newest else ""
    return Event(
        kind="status",
        at=look.now,
        text=one_line(f"{status.commitment.title}: {was} -> {now}{per}{where}", 400),
        agreement=look.agreement.id,
        subject=status.commitment.id,
        key=f"status:{status.commitment.id}:{was}>{status.word}:{look.now:%Y%m%dT%H%M}",
        phase=phase.phase.id,
        claimants=status.per,
        was=was,
        now=status.word,
        records=tuple(e.id for e in status.evidence[:5]),
        **_where(newest),
    )


def _dispute_event(look: Look, phase: PhaseStatus, status: CommitmentStatus, sides: frozenset[str]) -> Event:
    counts = ", ".join(f"{side} {n}" for side, n in status.disputed)
    newest = next((e for e in status.evidence if e.evidence.status in ("alleged_violation", "denied", "refused")), None)
    cite = newest.cite if newest else None
    where = f" ({one_line(cite.outlet, 80)})" if cite else ""
    return Event(
        kind="disputed",
        at=look.now,
        text=one_line(f"{status.commitment.title}: newly DISPUTED by claimants: {counts}{where}", 400),
        agreement=look.agreement.id,
        subject=status.commitment.id,
        key=f"disputed:{status.commitment.id}:{'+'.join(sorted(sides))}:{look.now:%Y%m%d}",
        phase=phase.phase.id,
        now=counts,
        records=(newest.id,) if newest else (),
        **_where(cite),
    )


# ------------------------------------------------------------------ figures


def series_key(series: Series) -> str:
    """Indicator, claimant and baseline; what was computed from a claimant's values is a series of its own."""
    key = f"{series.indicator}|{series.claimant_id or series.claimant}|{series.baseline or ''}"
    return f"{key}|derived" if series.derived else key


def _figures(state: State, look: Look, newer_than: timedelta) -> list[Event]:
    found: list[Event] = []
    began = bool(state.values)
    for row in look.figures:
        id_ = row.indicator.id
        differed, differ = state.differ.get(id_), row.differ
        state.differ[id_] = differ
        if differ and differed is False:
            found.append(_differ_event(look, row))
        for series in row.series:
            value = series.latest.figure.value
            if value is None:
                continue
            key = series_key(series)
            was = state.values.get(key)
            state.values[key] = value
            news = when(series.latest) >= look.now - newer_than
            if was != value and news and (was is not None or began):
                found.append(_figure_event(look, row, series, was, value))
    return found


def _figure_event(look: Look, row: IndicatorRow, series: Series, was: float | None, value: float) -> Event:
    cite, figure = series.latest.cite, series.latest.figure
    qualifier = f"{one_line(figure.qualifier, 30)} " if figure.qualifier and figure.qualifier != "exact" else ""
    before = "first reading" if was is None else f"was {_number(was)}"
    since = f", since {series.baseline_date:%d %b %Y}" if series.baseline_date else ""
    derived = ", derived" if series.derived or series.latest.derived else ""
    return Event(
        kind="figure",
        at=look.now,
        text=one_line(
            f"{row.indicator.label}: {qualifier}{_number(value)} ({before}), {series.claimant}, "
            f"as of {as_of(series.latest):%d %b %Y}{since}{derived} ({cite.outlet})",
            400,
        ),
        agreement=look.agreement.id,
        subject=row.indicator.id,
        key=f"figure:{series_key(series)}:{was}>{value}:{as_of(series.latest)}",
        claimants=tuple(x for x in (series.claimant_id, series.claimant) if x),
        was=was,
        now=value,
        series=series_key(series),
        records=(series.latest.id,),
        **_where(cite),
    )


def _differ_event(look: Look, row: IndicatorRow) -> Event:
    told = "; ".join(
        f"{_number(s.latest.figure.value)} {s.claimant}"
        for s in row.series
        if not s.derived and s.latest.figure.value is not None
    )
    return Event(
        kind="disputed",
        at=look.now,
        text=one_line(f"{row.indicator.label}: claimants now differ: {told}", 400),
        agreement=look.agreement.id,
        subject=row.indicator.id,
        key=f"differ:{row.indicator.id}:{look.now:%Y%m%d}",
        claimants=tuple(s.claimant for s in row.series),
        records=tuple(s.latest.id for s in row.series),
        **_where(row.series[0].latest.cite if row.series else None),
    )


def _number(value: float | int | None) -> str:
    if value is None:
        return "no number"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


# ------------------------------------------------------------------ words


def _quotes(state: State, look: Look, newer_than: timedelta) -> list[Event]:
    if look.quotes is state.quotes:
        return []
    fresh = [q for q in look.quotes if q.id not in state.ids]
    state.quotes = look.quotes
    # an id that has left the list (a better reading, a withdrawn text) is let go with it
    state.ids = frozenset(q.id for q in look.quotes)
    groups: dict[tuple[str, str], list[QuoteRecord]] = {}
    for record in reversed(fresh):
        who, bare = speaker_key(record), " ".join(_WORDS.findall(record.quote.text.casefold()))
        earlier = state.said.setdefault(who, deque(maxlen=_REMEMBERED))
        same = any(bare in other or other in bare for other in earlier) if bare else True
        earlier.append(bare)
        if not same and record.at >= look.now - newer_than:
            groups.setdefault((who, record.cite.origin), []).append(record)
    return [_quote_event(look, records) for records in groups.values()]


def speaker_key(record: QuoteRecord) -> str:
    """Id of the speaker, else the name as the text has it."""
    return record.quote.speaker_id or speaker_name(record).casefold()


def speaker_name(record: QuoteRecord) -> str:
    quote = record.quote
    return one_line(quote.speaker or quote.speaker_resolved or quote.speaker_mention or "", 120) or "unattributed"


def _quote_event(look: Look, records: list[QuoteRecord]) -> Event:
    record = records[0]
    name, role = speaker_name(record), one_line(record.quote.role or "", 100)
    who = f"{name}, {role}" if role and role.casefold() not in name.casefold() else name
    words = one_line(record.quote.text, 2000)
    bare = words.strip('“”"‘’ ').rstrip(",")  # the comma only leads on to "she said"
    mixed = record.quote.kind == "mixed" and any(mark in bare for mark in '"“”«»')
    said = words if mixed else bare if record.quote.kind == "indirect" else f"“{bare}”"
    more = f" and {len(records) - 1} more in the same text" if len(records) > 1 else ""
    actor = look.agreement.actor(record.quote.speaker_id) if record.quote.speaker_id else None
    return Event(
        kind="quote",
        at=look.now,
        text=one_line(f"{who}: {said[:240]}{'…' if len(said) > 240 else ''}{more} ({record.cite.outlet})", 500),
        agreement=look.agreement.id,
        subject=record.quote.speaker_id or name,
        key=f"quote:{speaker_key(record)}:{record.cite.origin}",
        claimants=tuple(x for x in (record.quote.speaker_id, name, actor.label if actor else None) if x),
        words="\n".join(one_line(r.quote.text, 2000) for r in records),
        role=role,
        records=tuple(r.id for r in records),
        **_where(record.cite),
    )


# ------------------------------------------------------------------ silence


def silences(look: Look, after: timedelta, of: str) -> Iterable[Event]:
    """Sources that are silent for `after`: asked, and no good answer (`of` "answers"), or good answers without anything
    newer ("items"). Counted up to the last try, so that a program that was closed does not take its own sleep for
    the silence of others."""
    for source, state in look.sources:
        if not source.enabled or state.last_try is None:
            continue
        if of == "items":
            since, until = state.newest, state.last_ok
        else:
            since, until = state.last_ok or (state.since if state.status == "error" else None), state.last_try
        if since is None or until is None or until - since < after:
            continue
        what = "no good answer" if of == "answers" else "nothing newer"
        why = f": {one_line(state.error, 120)}" if of == "answers" and state.error else ""
        yield Event(
            kind="silent",
            at=look.now,
            text=one_line(f"{source.name}: {what} since {since:%d %b %Y %H:%MZ}{why}", 400),
            agreement=look.agreement.id,
            subject=source.id,
            key=f"silent:{of}:{source.id}:{since:%Y%m%dT%H%M%S}",
            was=f"{since:%Y-%m-%dT%H:%M:%SZ}",
            outlet=one_line(source.name, 80),
            link=source.url or "",
        )


class _Place(TypedDict, total=False):
    outlet: str
    link: str
    published: datetime | None


def _where(cite: Cite | None) -> _Place:
    if cite is None:
        return {}
    link = cite.url if cite.url.startswith(("http://", "https://")) else ""
    return _Place(outlet=one_line(cite.outlet, 80), link=one_line(link, 2000), published=cite.published)
