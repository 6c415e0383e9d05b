"""Bars of one claimant's readings over days. Several claimants never share a chart; where charts stand one below the
other they share one scale, and say so. A day without a reading is marked as a gap and never filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tui.agreement.ledger import Series, as_of

GAP = "·"
_LEVELS = " ▁▂▃▄▅▆▇█"
_WIDEST = 3
"""Columns that a day takes at most, so that a short series does not look like a long one."""
FEWEST = 3
"""Readings from which a series is drawn: two are no trend."""

Point = tuple[date, float]


class Scale(NamedTuple):
    """What the charts of one indicator share. Bars begin at zero, or below where a value does."""

    first: date
    last: date
    low: float
    high: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def points(series: Series) -> list[Point]:
    """The readings that have a number, oldest first; of several for one day, the one published last."""
    found: dict[date, float] = {}
    for record in reversed(series.readings):
        if record.figure.value is not None:
            found[as_of(record)] = float(record.figure.value)
    return sorted(found.items())


def scale(charted: Iterable[Sequence[Point]]) -> Scale | None:
    """The scale on which all of them fit; None when there is nothing to draw."""
    every = [p for one in charted for p in one]
    if not every:
        return None
    days = [d for d, _ in every]
    values = [v for _, v in every]
    low, high = min(0.0, *values), max(0.0, *values)
    return Scale(min(days), max(days), low, high if high > low else low + 1)


def columns(on: Scale, cells: int) -> tuple[int, int]:
    """Days that a column stands for, and columns that a day takes: one of them is 1."""
    cells = max(1, cells)
    if on.days > cells:
        return -(-on.days // cells), 1
    return 1, min(_WIDEST, cells // on.days)


def drawn(on: Scale, cells: int) -> int:
    """Columns that a chart takes of the `cells` it is given."""
    days, wide = columns(on, cells)
    return -(-on.days // days) * wide


def bars(one: Sequence[Point], on: Scale, cells: int, rows: int) -> list[str]:
    """`rows` lines, the highest first, each `drawn(on, cells)` characters wide. A column in which several days fall
    shows the last of their readings; one without a reading holds `GAP` in the lowest line."""
    days, wide = columns(on, cells)
    size = -(-on.days // days)
    latest: list[float | None] = [None] * size
    for day, value in one:
        latest[min(size - 1, max(0, (day - on.first).days // days))] = value
    heights = [None if v is None else _height(v, on, rows) for v in latest]
    lines = []
    for row in range(rows - 1, -1, -1):
        chars = []
        for height in heights:
            if height is None:
                chars.append((GAP if row == 0 else " ") * wide)
            else:
                chars.append(_LEVELS[min(8, max(0, height - row * 8))] * wide)
        lines.append("".join(chars))
    return lines


def _height(value: float, on: Scale, rows: int) -> int:
    """Eighths of a line, at least one: a reading of nothing is a reading."""
    span = on.high / 2 - on.low / 2  # halves, for a span that is beyond a float
    share = (value / 2 - on.low / 2) / span if span > 0 else 1.0
    return min(rows * 8, max(1, round(share * rows * 8)))


def column_day(on: Scale, cells: int, column: int) -> date:
    """First day that a column stands for."""
    days, wide = columns(on, cells)
    return on.first + timedelta(days=column // wide * days)
