"""Running figures: who claims which value of which indicator, since when, as of when.

A series is (indicator, claimant, baseline): values of different claimants or baselines are never merged, averaged
or subtracted. What looks odd is a question beside the value, never a silent repair.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from tui.agreement.model import Agreement, Indicator
from tui.records import FigureRecord


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """All readings of one indicator by one claimant from one baseline, newest as-of first."""

    indicator: str
    claimant_id: str | None
    claimant: str
    """Wording to show: "Gaza health ministry", or "unattributed (via Sample Wire)"."""
    baseline: str | None
    baseline_date: date | None
    readings: tuple[FigureRecord, ...]
    questions: tuple[str, ...] = ()
    """"fell from 411 to 395", "as of 3 Mar is later than its publication", ..."""

    @property
    def latest(self) -> FigureRecord:
        return self.readings[0]

    @property
    def previous(self) -> FigureRecord | None:
        """The newest earlier reading with another value."""
        for reading in self.readings[1:]:
            if reading.figure.value != self.latest.figure.value:
                return reading
        return None

    @property
    def as_of(self) -> date:
        """Day that the latest value is for; the day of publication where the text gives none."""
        return as_of(self.latest)


class IndicatorRow(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator with the series of all its claimants, in the order of the agreement file."""

    indicator: Indicator
    series: tuple[Series, ...]

    @property
    def newest(self) -> date:
        return max(s.as_of for s in self.series)

    @property
    def differ(self) -> bool:
        """Whether the latest values of different claimants are not the same."""
        return len({s.latest.figure.value for s in self.series}) > 1

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(q for s in self.series for q in s.questions)


def as_of(record: FigureRecord) -> date:
    """Day that a reading is for; the day it is filed under where the text gives none."""
    return record.figure.as_of or record.at.date()


def ledger(agreement: Agreement, figures: Iterable[FigureRecord]) -> tuple[IndicatorRow, ...]:
    """Rows of all indicators that have a reading, in file order; targets, threats and denials are no readings.

    The result does not depend on the order of `figures`.
    """
    groups: dict[str, dict[tuple[str, str | None], list[FigureRecord]]] = {}
    for record in figures:
        f = record.figure
        if f.indicator is None or f.value is None or f.modality not in ("reported", "estimate"):
            continue
        claimant = f.claimant_id or f.claimant or f"unattributed (via {record.cite.outlet})"
        groups.setdefault(f.indicator, {}).setdefault((claimant, record.baseline), []).append(record)
    rows = []
    for indicator in agreement.indicators:
        found = groups.get(indicator.id)
        if not found:
            continue
        order = {c: n for n, c in enumerate(indicator.claimants)}
        keys = sorted(found, key=lambda k: (order.get(k[0], len(order)), k[0], k[1] or ""))
        rows.append(
            IndicatorRow(indicator=indicator, series=tuple(_series(agreement, indicator, k, found[k]) for k in keys))
        )
    return tuple(rows)


def _series(
    agreement: Agreement, indicator: Indicator, key: tuple[str, str | None], records: list[FigureRecord]
) -> Series:
    # newest first; of readings for one day the one published last; the id makes the order total
    readings = sorted(records, key=lambda r: (as_of(r), r.at, r.id), reverse=True)
    baseline = agreement.baseline(key[1])
    actor = agreement.actor(key[0])
    return Series(
        indicator=indicator.id,
        claimant_id=actor.id if actor else None,
        claimant=actor.label if actor else key[0],
        baseline=key[1],
        baseline_date=baseline.date if baseline else readings[0].figure.since,
        readings=tuple(readings),
        questions=_questions(indicator, readings),
    )


def _questions(indicator: Indicator, readings: list[FigureRecord]) -> tuple[str, ...]:
    """What a careful reader would ask about a series (newest first)."""
    asked = []
    if indicator.monotonic:
        for newer, older in zip(readings, readings[1:], strict=False):
            a, b = newer.figure.value, older.figure.value
            if a is not None and b is not None and a < b:
                asked.append(f"fell from {b:,} ({as_of(older):%-d %b %Y}) to {a:,} ({as_of(newer):%-d %b %Y})")
    for reading in readings:
        if reading.figure.as_of and reading.figure.as_of > reading.at.date():
            asked.append(f"as of {reading.figure.as_of:%-d %b %Y} is later than its publication")
    return tuple(asked)
