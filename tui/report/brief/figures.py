"""Running figures of a period: each claimant's latest value beside its own last one before the period.

A difference is given only inside one series: one claimant, one baseline, one kind of number. It is derived, and says
over how many days. Nothing is computed across claimants or baselines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from tui.agreement.claims import when
from tui.agreement.ledger import IndicatorRow, Series, as_of, ledger
from tui.agreement.model import Agreement, Indicator
from tui.records import FigureRecord
from tui.report.brief import words
from tui.report.brief.model import FigurePart, SeriesPart, Value
from tui.text import one_line

POINTS = 60
"""Readings that a chart draws at most."""
_ROUGH = ("about", "around", "some", "roughly", "nearly", "almost", "approximately", "an estimated", "close to",
          "up to", "as many as", "fewer than", "less than", "under", "more than", "over", "upwards of")  # fmt: skip


def figures(
    agreement: Agreement, records: Iterable[FigureRecord], since: datetime, until: datetime
) -> tuple[FigurePart, ...]:
    """Indicators with a reading published in the period, in the order of the agreement file."""
    rows = ledger(agreement, (r for r in records if when(r) <= until))
    return tuple(part for row in rows if (part := _part(agreement, row, since)) is not None)


def _part(agreement: Agreement, row: IndicatorRow, since: datetime) -> FigurePart | None:
    series = [(s, _series(agreement, row.indicator, s, since)) for s in row.series]
    fresh = [(s, p) for s, p in series if _is_fresh(s, since)]
    if not fresh:
        return None
    i = row.indicator
    return FigurePart(
        indicator=i.id,
        label=i.label,
        unit=i.unit,
        definition=i.definition,
        warning=i.warning,
        differ=row.differ,
        series=tuple(p for _, p in fresh),
        unchanged=tuple(p for s, p in series if not _is_fresh(s, since)),
        checks=tuple(one_line(q.text, 300) for q in row.checks if _of_period(q.records, fresh)),
    )


def _is_fresh(series: Series, since: datetime) -> bool:
    return any(when(r) > since for r in series.readings)


def _of_period(records: tuple[str, ...], fresh: list[tuple[Series, SeriesPart]]) -> bool:
    ids = {r.id for s, _ in fresh for r in s.readings}
    return not records or bool(ids & set(records))


def _series(agreement: Agreement, indicator: Indicator, series: Series, since: datetime) -> SeriesPart:
    latest = series.latest
    # of one series the newest reading that was known before the period and is for an earlier day
    earlier = next((r for r in series.readings if when(r) <= since and as_of(r) < as_of(latest)), None)
    if not _is_fresh(series, since):
        earlier = None
    difference, why = _difference(indicator, latest, earlier)
    actor = agreement.actor(series.claimant_id)
    ids = {r.id for r in series.readings if when(r) > since}
    notes = [r.text for r in series.revisions if r.records[1] in ids and r.kind != "update"] if ids else []
    notes += [q.text for q in series.asked if ids & set(q.records) and q.text not in notes]
    return SeriesPart(
        claimant=one_line(series.claimant, 160),
        short=one_line(_short(actor.name if actor else series.claimant), 60),
        side=actor.side if actor else "other",
        since=series.baseline_date,
        derived=one_line(latest.derived, 200) if latest.derived else None,
        latest=_value(agreement, indicator, latest, since),
        earlier=_value(agreement, indicator, earlier, since) if earlier is not None else None,
        difference=difference,
        days=(as_of(latest) - as_of(earlier)).days if earlier is not None else None,
        bound=_kind(latest.figure.qualifier) if difference is not None else "",
        why_none=why,
        notes=tuple(one_line(n, 300) for n in notes),
        points=_points(series),
    )


def _short(name: str) -> str:
    """ "IDF" of "Israeli military (IDF)"."""
    found = re.search(r"\(([A-Z][a-z0-9]*[A-Z][A-Za-z0-9]{0,8})\)", name)
    return found[1] if found else name


def _value(agreement: Agreement, indicator: Indicator, record: FigureRecord, since: datetime) -> Value:
    value = record.figure.value
    assert value is not None  # a reading has a value
    return Value(
        text=words.amount(record.figure, indicator.unit),
        value=value,
        day=as_of(record),
        cited=words.of_figure(record, agreement, since),
    )


def _difference(
    indicator: Indicator, latest: FigureRecord, earlier: FigureRecord | None
) -> tuple[float | int | None, str]:
    """Latest less earlier, or why there is none."""
    if earlier is None:
        return None, ""
    a, b = latest.figure, earlier.figure
    if a.value is None or b.value is None:
        return None, ""
    if a.value_max is not None or b.value_max is not None:
        return None, "a range has no difference"
    if (a.rate or "") != (b.rate or ""):
        return None, "per " + " and per ".join(sorted({a.rate or "total", b.rate or "total"}))
    rough = {q for q in (_kind(a.qualifier), _kind(b.qualifier)) if q}
    if any(q in _ROUGH for q in rough) or len({_kind(a.qualifier), _kind(b.qualifier)}) > 1:
        names = " and ".join(f"“{q or 'exact'}”" for q in sorted({_kind(a.qualifier), _kind(b.qualifier)}))
        return None, f"{names}: no difference is computed"
    difference = a.value - b.value
    return (round(difference, 6) if isinstance(difference, float) else difference), ""


def _kind(qualifier: str | None) -> str:
    text = (qualifier or "").replace("-", " ").strip().lower()
    return "" if text == "exact" else text


def _points(series: Series) -> tuple[tuple[date, float | int], ...]:
    by_day: dict[date, float | int] = {}
    for reading in series.readings:  # newest first; of one day the one published last
        value = reading.figure.value
        if value is not None and len(by_day) < POINTS:
            by_day.setdefault(as_of(reading), value)
    return tuple(sorted(by_day.items()))
