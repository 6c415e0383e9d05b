"""Arithmetic that a text invites: parts beside their total, and what was due beside a quota and a period.

Every check is a question with its inputs, marked derived; no value is repaired and no side taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from tui.agreement.horizon import as_of
from tui.agreement.model import Agreement, Commitment, Indicator, Observation
from tui.agreement.revisions import Question
from tui.records import FigureRecord

_DAYS_PER = {"day": 1, "week": 7, "month": 30}
_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_PERIOD = re.compile(rf"\b(?P<n>\d{{1,4}}|{'|'.join(_UNITS)})[ \xa0](?P<unit>day|week|month)s\b", re.IGNORECASE)
_OWED = re.compile(
    r"\b(?:due|owed|should have|supposed to|were to|agreed|required|requires|stipulated|promised|obliged)\b",
    re.IGNORECASE,
)
_LOOSE = frozenset(("about", "around", "approximately", "roughly", "some", "nearly", "almost", "an estimated"))
_ROUND = 0.05
"""How far a rounded number of what was due may lie from the product."""
_SAME_THING = (0.5, 2.0)
"""Beyond these shares of the product a number is for another period or another thing, and nothing is asked."""


def parts_given(agreement: Agreement, observation: Observation) -> list[Question]:
    """Whether the parts of the shipped record make the total that their claimant gives."""
    total = sum(observation.components.values())
    if not observation.components or total == observation.value:
        return []
    shown = " + ".join(f"{v:,}" for v in observation.components.values())
    who = agreement.claimant_label(observation.claimant)
    return [
        Question(
            kind="parts",
            text=f"{who}, {observation.as_of:%-d %b %Y}: {shown} = {total:,} (derived), "
            f"total given {observation.value:,}",
        )
    ]


def parts_told(agreement: Agreement, figures: Iterable[FigureRecord]) -> dict[str, tuple[Question, ...]]:
    """By indicator: totals whose parts, listed behind a colon in the same sentence, make another number.

    "including 20 children" is no such list: parts of that kind need not exhaust their whole and are never added.
    """
    groups: dict[tuple[str, str], list[FigureRecord]] = {}
    for record in figures:
        if record.figure.sentence and ":" in record.figure.sentence and record.figure.modality in _STATED:
            groups.setdefault((record.cite.update, record.figure.sentence), []).append(record)
    asked: dict[str, dict[str, Question]] = {}
    for (_, sentence), group in sorted(groups.items(), key=lambda g: g[0]):
        ordered = sorted(group, key=lambda r: (r.figure.start, r.id))
        for k, whole in enumerate(ordered):
            indicator, parts = whole.figure.indicator, _list_behind(sentence, ordered[k:])
            value = whole.figure.value
            if indicator is None or value is None or len(parts) < 2:
                continue
            total = sum(p.figure.value or 0 for p in parts)
            if total == value or not _SAME_THING[0] <= total / value <= _SAME_THING[1]:
                continue
            shown = " + ".join(f"{p.figure.value:,}" for p in parts)
            text = f"{_who(agreement, whole)}, {as_of(whole):%-d %b %Y}: {shown} = {total:,} (derived), "
            question = Question(
                kind="parts", text=f"{text}total given {value:,}", records=(whole.id, *(p.id for p in parts))
            )
            asked.setdefault(indicator, {}).setdefault(question.text, question)
    return {i: tuple(q[t] for t in sorted(q)) for i, q in asked.items()}


_STATED = ("reported", "estimate")


def _list_behind(sentence: str, ordered: Sequence[FigureRecord]) -> list[FigureRecord]:
    """The exact parts that follow `ordered[0]` behind a colon, without a gap."""
    whole = ordered[0].figure
    if whole.value is None or whole.breakdown or whole.value <= 0:
        return []
    at = sentence.find(f"{whole.value:,}")
    at = at if at >= 0 else sentence.find(str(whole.value))
    parts: list[FigureRecord] = []
    for record in ordered[1:]:
        f = record.figure
        if not f.breakdown or f.measure != whole.measure or f.value is None or f.qualifier is not None:
            break
        parts.append(record)
    if at < 0 or not parts:
        return []
    begin = at + parts[0].figure.start - whole.start
    return parts if ":" in sentence[at:begin] else []


def due_given(agreement: Agreement, observation: Observation) -> list[Question]:
    """Whether what the shipped record names as due is the quota times the days that it names."""
    quota = _quota(agreement, observation.indicator)
    due = observation.due
    if quota is None or quota.quota is None or due is None:
        return []
    rate = quota.quota.value / _DAYS_PER[quota.quota.per]
    if rate * due.days == due.value:
        return []
    who = agreement.claimant_label(observation.claimant)
    return [Question(kind="target times days", text=_asked(who, observation.as_of, due.value, rate, due.days))]


def dues_told(agreement: Agreement, figures: Iterable[FigureRecord]) -> dict[str, tuple[Question, ...]]:
    """By indicator: totals said to be due that are not the quota times the period which the sentence gives."""
    by_measure: dict[str, tuple[Indicator, Commitment]] = {}
    for indicator in agreement.indicators:
        if indicator.aggregation == "cumulative" and (found := _quota(agreement, indicator.id)) is not None:
            for match in indicator.match:
                by_measure.setdefault(match.measure, (indicator, found))
    asked: dict[str, dict[str, list[FigureRecord]]] = {}
    told = list(figures) if by_measure else []
    rates = {
        (r.cite.update, r.figure.sentence): r.figure.value
        for r in sorted(told, key=lambda r: r.id, reverse=True)
        if r.figure.rate == "day" and r.figure.modality == "target" and r.figure.value is not None
    }
    for record in told:
        f = record.figure
        if f.measure not in by_measure or f.rate is not None or f.breakdown:
            continue
        due = f.value if f.modality == "target" else f.of
        if due is None or (f.modality != "target" and _OWED.search(f.sentence) is None):
            continue
        indicator, commitment = by_measure[f.measure]
        quota = commitment.quota
        assert quota is not None
        rate = rates.get((record.cite.update, f.sentence)) or quota.value / _DAYS_PER[quota.per]
        days = _days(record)
        if not days or any(_agrees(due, rate * n, f.qualifier) for n in days):
            continue
        if not _SAME_THING[0] <= due / (rate * days[0]) <= _SAME_THING[1]:
            continue
        text = _asked(_who(agreement, record), as_of(record), due, rate, days[0])
        asked.setdefault(indicator.id, {}).setdefault(text, []).append(record)
    return {
        i: tuple(
            Question(kind="target times days", text=t, records=tuple(sorted(r.id for r in texts[t])))
            for t in sorted(texts)
        )
        for i, texts in asked.items()
    }


def _asked(who: str, day: date, due: float, rate: float, days: int) -> str:
    product = rate * days
    shown = f"{product:,.0f}" if product == int(product) else f"{product:,.1f}"
    return f"{who}, {day:%-d %b %Y}: {due:,} due (stated), but {rate:,g} a day x {days} days = {shown} (derived)"


def _agrees(due: float, product: float, qualifier: str | None) -> bool:
    return due == product or (qualifier in _LOOSE and abs(due - product) <= _ROUND * product)


def _days(record: FigureRecord) -> tuple[int, ...]:
    """The days of the period that a total is for: as the sentence gives them, else from its since to its as-of, with
    and without the last day."""
    match = _PERIOD.search(record.figure.sentence)
    if match is not None:
        n = _UNITS.get(match["n"].lower()) or int(match["n"])
        return (n * _DAYS_PER[match["unit"].lower()],) if n else ()
    since = record.figure.since
    if since is None or record.figure.as_of is None or record.figure.as_of <= since:
        return ()
    days = (record.figure.as_of - since).days
    return days, days + 1


def _quota(agreement: Agreement, indicator: str) -> Commitment | None:
    """The commitment with a quota that the indicator counts towards: its first running total in the quota's unit."""
    for commitment in agreement.commitments:
        quota = commitment.quota
        if quota is None:
            continue
        totals = (agreement.indicator(i) for i in commitment.indicators)
        first = next(
            (i for i in totals if i is not None and i.aggregation == "cumulative" and i.unit == quota.unit), None
        )
        if first is not None and first.id == indicator:
            return commitment
    return None


def _who(agreement: Agreement, record: FigureRecord) -> str:
    f = record.figure
    return agreement.claimant_label(f.claimant_id, f.claimant or f"unattributed (via {record.cite.outlet})")
