"""The twins of the screen for ears: headings, one fact a line, no boxes, no columns, no sign that stands for a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import click
import msgspec

from tui.agreement.ending import ending
from tui.agreement.ledger import IndicatorRow, Series
from tui.agreement.model import Agreement
from tui.agreement.status import CommitmentStatus, PhaseStatus
from tui.intake import say_sides, say_value
from tui.records import Change
from tui.report.kept import reading
from tui.report.lines import Lines
from tui.report.spoken import day, moment, spoken
from tui.store.door import Where
from tui.text import one_line, plural

_GRADES = {"1": "claimed by one side", "2": "corroborated from another side", "3": "verified by a body with access"}


def status_lines(
    agreement: Agreement, phases: tuple[PhaseStatus, ...], rows: tuple[IndicatorRow, ...], now: datetime
) -> list[str]:
    """Where the agreement stands. A heading ends with a colon and stands after an empty line; each fact is a sentence
    of its own, so that a reader that goes line by line can stop anywhere."""
    lines = [f"{agreement.title}.", f"As of {moment(now)}."]
    if end := ending(agreement, now):
        lines.append(f"{end.sentence[0].upper()}{end.sentence[1:]}.")
    for phase in phases:
        lines += ["", f"{phase.phase.title}, {plural(len(phase.commitments), 'commitment')}:"]
        for status in phase.commitments:
            lines += _commitment(status)
    lines += ["", f"Running figures, {plural(len(rows), 'indicator')}:"]
    for row in rows:
        lines += ["", f"{row.indicator.label}:"]
        if row.differ:
            lines.append("The claimants differ.")
        elif row.standing == "apart":
            lines.append("The claimants' values are not for one day, or not counted from one day.")
        for series in row.series:
            lines += _series(series, row.indicator.unit)
    return [one_line(spoken(line), 1000) for line in lines]


def _commitment(status: CommitmentStatus) -> Iterator[str]:
    yield ""
    yield f"{status.commitment.title}:"
    yield f"Status: {status.word}{f' {status.detail}' if status.detail else ''}."
    if status.grade == "*":
        yield f"Set by hand: {status.set_note}."
        yield f"By the rules: {status.proposed}."
    elif status.per:
        yield f"According to: {', '.join(status.per)}."
    if status.since:
        yield f"Since: {day(status.since)}."
    if status.grade in _GRADES:
        yield f"Support: {_GRADES[status.grade]}."
    if status.disputed:
        yield f"Disputed by claimants: {say_sides(status)}."
    if status.old:
        yield "The newest evidence is old."
    if status.evidence:
        newest = status.evidence[0]
        yield f"Newest evidence: {newest.cite.outlet}, {day(newest.at)}."


def _series(series: Series, unit: str) -> Iterator[str]:
    latest = series.latest
    named = "derived" in series.claimant  # the claimant's label says so already
    derived = ", derived" if (series.derived or latest.derived) and not named else ""
    since = f", counted since {day(series.baseline_date)}" if series.baseline_date else ""
    yield (
        f"{series.claimant}: {say_value(latest)} {unit}, as of {day(series.as_of)}{since}{derived}, "
        f"via {latest.cite.outlet}{', from the shipped record' if latest.cite.shipped else ''}."
    )
    for question in series.questions:
        yield f"Question: {question}."


# ------------------------------------------------------------------ poll --plain


def announcer(lines: Lines) -> Any:
    """A printer for `poll --plain`: one line for what a person should hear, and only that. What it is comes first, when
    it was comes last."""

    def tell(event: dict[str, Any]) -> None:
        at, kind = datetime.fromisoformat(event["at"]), event["event"]
        if kind == "changed":
            lines.write(_heard(f"{str(event['mark']).upper()} {event['kind']}: {event['text']}", at))
        elif kind in ("alert", "digest"):
            told = event["alerts"] if kind == "digest" else [event]
            lines.write(_heard(f"ALERT: {'; '.join(alert['text'] for alert in told)}", at))
        elif kind == "error":
            lines.write(_heard(f"ERROR {event['source']}: {event['error']}", at))

    return tell


def _heard(text: str, at: datetime) -> str:
    said = one_line(spoken(text), 900)
    return f"{said}{'' if said[-1] in '.!?' else '.'} {moment(at)}."


# ------------------------------------------------------------------ changes


def run_changes(store: Where, since: datetime, until: datetime, *, form: str) -> int:
    """Print what changed in the period, oldest first, and give how many. `form`: text, plain or json."""
    with reading(store) as archive:
        found = [c for c in archive.changes(since=since) if since < c.at <= until] if archive is not None else []
    for change in reversed(found):
        click.echo(_change(change, form))
    if not found and form == "plain":
        click.echo(f"Nothing has changed since {moment(since)}.")
    return len(found)


def _change(change: Change, form: str) -> str:
    if form == "json":
        return msgspec.json.encode(change).decode()
    at = change.at.astimezone(UTC)
    if form == "plain":
        return _heard(f"{change.mark.upper()} {change.kind}: {change.text}", at)
    return one_line(f"{at:%Y-%m-%d %H:%MZ}  {change.mark:<9}  {change.kind:<6}  {change.text}", 1000)
