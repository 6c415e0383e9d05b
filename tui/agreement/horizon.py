"""How far back the rules look: as far as any word or reason can depend on, and no further however much is stored.

Of the claims on a commitment the rules see, for each label, claimant and deciding phrase, the newest, the earliest, and
the earliest since the last step and within the window in which somebody's word holds. Claimants whom no registry knows
share one place a label, with more of the newest. Of a series the running figures show the newest days; the status rules
see its newest values. Everything stays in the store, and whoever opens a trail or a figure sees all of it.

The same choice is made here from records in memory and in `tui.store` from the index, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from tui.agreement.case import STALL_CLAIM, STEPS
from tui.agreement.claims import MEDIA, Claim, in_order, when
from tui.agreement.telling import telling
from tui.records import EvidenceRecord, FigureRecord

NEWEST, EARLIEST = 2, 1
"""Claims of one known claimant with one label and one deciding phrase."""
NEWEST_OTHERS, EARLIEST_OTHERS = 20, 3
"""Claims with one label by all whom no registry knows, together."""
DAYS = 30
"""Days of one series that the running figures show."""
CARRIERS, CARRIERS_BEFORE = 40, 2
"""Other updates that are named beside a reading: of the newest day, and of the days before."""
VALUES = 10
"""Values of one series that the status rules see."""
DENIALS = 20
"""Denials of values of one indicator by one claimant."""

HOLDING_BACK = frozenset(("stalled", "refused", "conditional"))
"""Labels of which the first claim since a moment counts, and not only the first and the last of all."""
TELLING = HOLDING_BACK | {"completed", "partial", "under_way"}
"""Labels with which the words of the sentence decide something."""
_ALL_TOGETHER = frozenset(("pledged", "demanded"))
"""Labels with which it does not matter to any rule who speaks."""

Place = tuple[str, str, str, int]
"""Label, claimant ("" for all whom no registry knows), actor that it is about, phrases (see `words.telling`)."""


def place_of(record: EvidenceRecord) -> Place:
    """Where a claim stands among those on its commitment."""
    label, claimant, about = _coarse_place(record)
    return label, claimant, about, telling(label, record.evidence.sentence) if claimant and label in TELLING else 0


def _coarse_place(record: EvidenceRecord) -> tuple[str, str, str]:
    e = record.evidence
    if e.status in _ALL_TOGETHER or not is_known(record):
        return e.status, "", ""
    return e.status, e.claimant_id or "", e.actor_id or "" if e.status == "refused" else ""


def is_known(record: EvidenceRecord) -> bool:
    """Whether the claimant is an actor with an id."""
    return bool(record.evidence.claimant_id) and record.evidence.claimant_id != MEDIA


def counts(place: Place) -> tuple[int, int]:
    """How many of the newest and of the earliest claims of a place are seen."""
    return (NEWEST, EARLIEST) if place[1] else (NEWEST_OTHERS, EARLIEST_OTHERS)


def bounds(last_step: datetime | None, now: datetime) -> list[tuple[datetime, bool]]:
    """Moments from which on the first claim of each place is seen, and whether a claim at that very moment counts."""
    found = [(now - STALL_CLAIM, True)]
    return found if last_step is None else [*found, (last_step, True), (last_step, False)]


def claims_in_view(claims: Sequence[Claim], now: datetime) -> list[Claim]:
    """What the rules see of the claims on one commitment, oldest first. `claims` are those up to `now`."""
    last_step = max((c.at for c in claims if c.label in STEPS), default=None)
    since = bounds(last_step, now)
    kept: dict[str, Claim] = {}
    for place, there in _places(in_order(claims)):
        newest, earliest = counts(place)
        chosen = there
        if len(there) > newest + earliest:
            chosen = [*there[:earliest], *there[-newest:]]
            for moment, included in since if place[0] in HOLDING_BACK else ():
                chosen += [c for c in there if c.at > moment or (included and c.at == moment)][:1]
        for claim in chosen:
            kept[claim.record] = claim
    return in_order(kept.values())


def _places(claims: Sequence[Claim]) -> Iterator[tuple[Place, list[Claim]]]:
    """The claims of each place, in order. Sentences are looked at only where not all claims are seen."""
    several: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if claim.evidence is not None:
            several.setdefault(_coarse_place(claim.evidence), []).append(claim)
    for (label, claimant, about), there in several.items():
        if not claimant or label not in TELLING or len(there) <= NEWEST + EARLIEST:
            yield (label, claimant, about, 0), there
            continue
        apart: dict[int, list[Claim]] = {}
        for claim in there:
            apart.setdefault(telling(label, claim.sentence), []).append(claim)
        for phrases, some in apart.items():
            yield (label, claimant, about, phrases), some


# ------------------------------------------------------------------ figures


def as_of(record: FigureRecord) -> date:
    """Day that a reading is for; the day it is filed under where the text gives none."""
    return record.figure.as_of or record.at.date()


def claimant_of(record: FigureRecord) -> str:
    """Whose series a reading belongs to: the actor, else the wording, else nobody, through that outlet."""
    figure = record.figure
    return figure.claimant_id or figure.claimant or f"unattributed (via {record.cite.outlet})"


def is_reading(record: FigureRecord) -> bool:
    """Whether a figure says what an indicator was; targets, threats and denials are no readings."""
    figure = record.figure
    return figure.indicator is not None and figure.value is not None and figure.modality in ("reported", "estimate")


def is_denial(record: FigureRecord) -> bool:
    """Whether somebody says that a value of an indicator is wrong."""
    figure = record.figure
    return figure.indicator is not None and figure.value is not None and figure.modality == "denied"


def is_part(record: FigureRecord) -> bool:
    """Whether a figure is only a part of what is counted, or what came to it."""
    return record.figure.delta or record.figure.breakdown


def value_of(record: FigureRecord) -> tuple[float | int | None, float | int | None, str | None]:
    """What a reading says, whoever carries it; with its day it tells one reading from another."""
    return record.figure.value, record.figure.value_max, record.figure.rate


def filed(record: FigureRecord) -> tuple[datetime, str]:
    """Order of publication; the id makes it total."""
    return record.at, record.id


def newest_first(record: FigureRecord) -> tuple[date, datetime, str]:
    """Order of a series, to be reversed: of readings for one day the one published last."""
    return as_of(record), record.at, record.id


def values_in_view(figures: Iterable[FigureRecord], now: datetime) -> list[FigureRecord]:
    """The readings up to `now` that the status rules see: the newest of each series, wholes and parts apart."""
    groups: dict[tuple[object, ...], list[FigureRecord]] = {}
    for f in figures:
        if is_reading(f) and when(f) <= now:
            key = (f.figure.indicator, claimant_of(f), f.baseline, f.derived is not None, is_part(f))
            groups.setdefault(key, []).append(f)
    return [f for group in groups.values() for f in _newest(group, newest_first, VALUES)]


def readings_in_view(groups: Iterable[list[FigureRecord]]) -> list[list[FigureRecord]]:
    """Of the groups of copies in one series those of its newest days, each with the copies published first."""
    by_day: dict[date, list[list[FigureRecord]]] = {}
    for group in groups:
        by_day.setdefault(as_of(group[0]), []).append(group)
    days = sorted(by_day, reverse=True)[:DAYS]
    return [
        sorted(group, key=filed)[: 1 + (CARRIERS if day == days[0] else CARRIERS_BEFORE)]
        for day in days
        for group in by_day[day]
    ]


def denials_in_view(denials: Iterable[FigureRecord]) -> list[FigureRecord]:
    """Of one claimant's denials of values of one indicator the newest."""
    return _newest(denials, filed, DENIALS)


def _newest(
    records: Iterable[FigureRecord], key: Callable[[FigureRecord], tuple[Any, ...]], count: int
) -> list[FigureRecord]:
    return sorted(records, key=key, reverse=True)[:count]
