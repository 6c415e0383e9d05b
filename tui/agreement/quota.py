"""Commitments with a rate to keep: every claimant's latest value against the quota, never one number for all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from tui.agreement.claims import claimant, when
from tui.agreement.model import Agreement, Commitment
from tui.records import FigureRecord

WINDOW = timedelta(days=30)
"""A claimant whose newest value is older than this has no value."""
_PER = {"day": 1, "week": 7, "month": 30}
_ABOVE = ("more than", "over", "upwards of", "at least", "no fewer than", "not less than")
_BELOW = ("fewer than", "less than", "under", "below")


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """One claimant's newest rate."""

    record: str
    claimant: str
    shown: str
    side: str
    value: float
    meets: bool
    as_of: date
    at: datetime
    outlet: str
    origin: str
    text: str
    """ ">600", "113"; with "~" when it is derived."""
    derived: str | None = None


def rates(agreement: Agreement, commitment: Commitment, figures: Iterable[FigureRecord], now: datetime) -> list[Rate]:
    """The newest rate of each claimant inside the window, by claimant.

    A rate that a claimant states goes before one that follows from its own total since its own baseline; the latter
    is derived and says how. Totals of different claimants or baselines are never mixed.
    """
    quota = commitment.quota
    if quota is None:
        return []
    order = {i: n for n, i in enumerate(commitment.indicators)}
    parts = {p.unit.split()[0] for p in quota.also if p.unit != quota.unit}
    best: dict[str, tuple[tuple[int, int, date, datetime, str], Rate]] = {}
    for record in figures:
        f = record.figure
        indicator = agreement.indicator(f.indicator) if f.indicator in order else None
        if indicator is None or f.value is None or f.modality not in ("reported", "estimate"):
            continue
        if any(p in indicator.id.split("_") for p in parts) or not indicator.unit.startswith(quota.unit):
            continue
        day = f.as_of or when(record).date()
        if not timedelta(0) <= now.date() - day <= WINDOW:
            continue
        who, actor, _, shown = claimant(agreement, f.claimant_id, f.claimant, record.cite)
        value, derived = float(f.value), record.derived
        if indicator.aggregation in ("rate", "daily"):
            value *= _PER[quota.per] / _PER.get(f.rate or quota.per, _PER[quota.per])
            direct = 1
        elif indicator.aggregation == "cumulative":
            baseline = agreement.baseline(record.baseline)
            start = baseline.date if baseline else f.since
            if start is None or (day - start).days < 7:
                continue  # a few days say nothing about a rate
            days = (day - start).days
            value = value * _PER[quota.per] / days
            derived = f"{f.value:,} in {days} days since {start.day} {start:%b %Y}"
            direct = 0
        else:
            continue
        above, below = (f.qualifier or "").lower() in _ABOVE, (f.qualifier or "").lower() in _BELOW
        rate = Rate(
            record=record.id, claimant=who, shown=shown, side=actor.side if actor else "other", value=value,
            meets=value > quota.value if below else value >= quota.value, as_of=day, at=when(record),
            outlet=record.cite.outlet, origin=record.cite.origin,
            text=f"{'>' if above else ''}{round(value):,}", derived=derived,
        )  # fmt: skip
        # of one claimant: a stated rate before a derived one, the first indicator of the file, then the newest
        rank = (direct, -order[indicator.id], day, when(record), record.id)
        if who not in best or rank > best[who][0]:
            best[who] = (rank, rate)
    return [best[who][1] for who in sorted(best)]
