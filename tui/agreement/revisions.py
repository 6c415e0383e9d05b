"""What a careful reader would ask about a series, and what kind of change lies between two readings.

Nothing here repairs a value. A question names what looks odd and the records it rests on; a revision names what
changed, its kind and why it is taken for that kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import msgspec

from tui.agreement.horizon import as_of
from tui.agreement.model import Indicator
from tui.records import FigureRecord

QuestionKind = Literal["fell", "jump", "future", "odd date", "parts", "target times days", "baseline change"]
RevisionKind = Literal[
    "update",
    "correction",
    "retroactive addition",
    "reclassification",
    "series restart",
    "transcription error",
    "retraction",
]
_RESTART = 0.2
"""A cumulative that falls below this share of what it was has begun anew."""
_USUAL = 6.0
"""Times the median daily rise that counts as beyond the usual."""
_FEWEST = 4
"""Rises that must be known before any is called unusual."""
_ADDED = (
    "retroactiv",
    "committee",
    "have been added",
    "has been added",
    "were added",
    "data was completed",
    "approved",
)
_MOVED = ("reclassif", "recount", "no longer count", "changed its method", "definition", "methodology")


@lru_cache(maxsize=4096)
def day_text(day: date | datetime) -> str:
    """ "3 Mar 2026"; a year of readings names the same days thousands of times."""
    return f"{day:%-d %b %Y}"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something to ask about values, shown beside them."""

    kind: QuestionKind
    text: str
    records: tuple[str, ...] = ()
    """Ids of the figure records that it rests on."""


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A change from one reading of a series to the next."""

    kind: RevisionKind
    old: float | int
    new: float | int
    on: date
    """Day that the new value is for."""
    text: str
    """One sentence: what changed and why it is of this kind."""
    records: tuple[str, str]
    """Ids of the older and the newer record."""


def questions(indicator: Indicator, readings: Sequence[FigureRecord]) -> tuple[Question, ...]:
    """What to ask about the readings of one series (newest first)."""
    asked: list[Question] = []
    usual = _usual_rise(readings) if indicator.monotonic else None
    for newer, older in pairwise(readings):
        a, b = newer.figure.value, older.figure.value
        if a is None or b is None or not indicator.monotonic:
            continue
        span = f"from {b:,} ({day_text(as_of(older))}) to {a:,} ({day_text(as_of(newer))})"
        if a < b and not _loose(older, a):
            asked.append(Question(kind="fell", text=f"fell {span}", records=(older.id, newer.id)))
        elif a > b and usual is not None and a - b > _USUAL * usual * _days(older, newer):
            asked.append(
                Question(
                    kind="jump",
                    text=f"rose {span}: more than {_USUAL:g} times the usual {usual:,.3g} a day (derived)",
                    records=(older.id, newer.id),
                )
            )
    for reading in readings:
        if reading.figure.as_of and reading.figure.as_of > reading.at.date():
            asked.append(
                Question(
                    kind="future",
                    text=f"as of {day_text(reading.figure.as_of)} is later than its publication",
                    records=(reading.id,),
                )
            )
    return tuple(asked)


_BOUNDED = frozenset(("nearly", "almost", "up to", "less than"))
_ROUNDED = frozenset(("about", "around", "approximately", "roughly", "some", "an estimated"))
_ROUND = 0.95
"""How far below a rounded value its exact one may lie."""


def _loose(older: FigureRecord, newer: float | int) -> bool:
    """Whether the older value was no more than a bound or a round number, so that a lower one is no fall."""
    said, value = older.figure.qualifier, older.figure.value
    if value is None or said in _BOUNDED:
        return True
    return said in _ROUNDED and newer >= _ROUND * value


_MORE = frozenset(("more than", "over", "at least", "above", "upwards of", "well over", "in excess of"))
_TELLS = 14
"""Days for which an exact value tells more than a newer one that rounds it."""


def rounded(indicator: Indicator, readings: Sequence[FigureRecord]) -> frozenset[str]:
    """Ids of the readings (newest first) that only say in round numbers what the claimant has said exactly: "more than
    1,300" four days after 1,304."""
    if indicator.aggregation not in ("cumulative", "stock"):
        return frozenset()
    found: set[str] = set()
    for k, newer in enumerate(readings):
        if newer.figure.qualifier not in (_MORE | _BOUNDED | _ROUNDED) or newer.figure.value_max is not None:
            continue
        for older in readings[k + 1 : k + 1 + _LOOKED_AT]:
            if (as_of(newer) - as_of(older)).days > _TELLS:
                break
            if older.figure.qualifier not in (None, "exact", "at least"):
                continue
            if _rounds(newer.figure.qualifier, newer.figure.value, older.figure.value):
                found.add(newer.id)
            break  # the newest exact value decides
    return frozenset(found)


_LOOKED_AT = 6


def _rounds(said: str, value: float | int | None, exact: float | int | None) -> bool:
    if value is None or exact is None or _zeros(value) <= _zeros(exact) or abs(value - exact) > (1 - _ROUND) * value:
        return False
    if said in _MORE:
        return value <= exact
    return said in _ROUNDED or value >= exact


def _zeros(value: float | int) -> int:
    """How many noughts a whole number ends with: how round it is."""
    text = f"{value:.0f}" if float(value).is_integer() else ""
    return len(text) - len(text.rstrip("0"))


def _days(older: FigureRecord, newer: FigureRecord) -> int:
    return max(1, (as_of(newer) - as_of(older)).days)


def _usual_rise(readings: Sequence[FigureRecord]) -> float | None:
    """Median rise a day between readings, None where too few are known."""
    rises = [
        (newer.figure.value - older.figure.value) / _days(older, newer)
        for newer, older in pairwise(readings)
        if newer.figure.value is not None and older.figure.value is not None and newer.figure.value > older.figure.value
    ]
    if len(rises) < _FEWEST:
        return None
    return max(_median(rises), 1.0)


def _median(values: list[float]) -> float:
    # the standard library's takes as long to import as all that is asked of it here takes in an hour
    values, half = sorted(values), len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def revisions(
    indicator: Indicator, readings: Sequence[FigureRecord], denials: Sequence[FigureRecord] = ()
) -> tuple[Revision, ...]:
    """Changes between neighbouring readings (newest first), and values that their claimant took back."""
    found: list[Revision] = []
    for k, (newer, older) in enumerate(pairwise(readings)):
        a, b = newer.figure.value, older.figure.value
        if a is None or b is None or a == b:
            continue
        kind, why = _kind(indicator, readings, k)
        text = f"{b:,} ({day_text(as_of(older))}) → {a:,} ({day_text(as_of(newer))}): {why}"
        found.append(Revision(kind=kind, old=b, new=a, on=as_of(newer), text=text, records=(older.id, newer.id)))
    for denial in sorted(denials, key=lambda d: (d.at, d.id)):
        taken = next((r for r in readings if r.figure.value == denial.figure.value and r.at <= denial.at), None)
        if taken is not None and taken.figure.value is not None:
            value = taken.figure.value
            found.append(
                Revision(
                    kind="retraction",
                    old=value,
                    new=value,
                    on=as_of(denial),
                    text=f"{value:,} was denied by its own claimant on {day_text(denial.at)}",
                    records=(taken.id, denial.id),
                )
            )
    return tuple(found)


def _kind(indicator: Indicator, readings: Sequence[FigureRecord], k: int) -> tuple[RevisionKind, str]:
    newer, older = readings[k], readings[k + 1]
    a, b = newer.figure.value, older.figure.value
    assert a is not None and b is not None
    words = f"{newer.figure.sentence} {newer.note or ''}".lower()
    if any(w in words for w in _MOVED):
        return "reclassification", "the claimant says that it counts otherwise"
    if any(w in words for w in _ADDED) and a > b:
        return "retroactive addition", "the claimant says that earlier cases were added"
    if as_of(newer) == as_of(older):
        return "correction", "another value for the same day, published later"
    if not indicator.monotonic or a > b:
        return "update", "a newer reading"
    if k and _slip(a, b) and (readings[k - 1].figure.value or 0) >= b:
        return "transcription error", "one digit differs and the next reading is back in line"
    if a < _RESTART * b:
        return "series restart", "a fraction of what it was: the count seems to have begun anew"
    return "correction", "a running count that falls was corrected, or is not the same count"


def _slip(a: float | int, b: float | int) -> bool:
    """Whether two numbers differ by one digit changed, lost, added, or by two that swapped places."""
    x, y = f"{a:g}" if isinstance(a, float) else str(a), f"{b:g}" if isinstance(b, float) else str(b)
    if x == y:
        return False
    if len(x) == len(y):
        different = [i for i in range(len(x)) if x[i] != y[i]]
        if len(different) == 1:
            return True
        return (
            len(different) == 2
            and different[1] == different[0] + 1
            and x[different[0]] == y[different[1]]
            and x[different[1]] == y[different[0]]
        )
    short, long = sorted((x, y), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
