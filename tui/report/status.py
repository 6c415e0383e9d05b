"""`status`: phases, commitments and figures as text for people and screen readers, or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click
import msgspec

from tui.agreement.calendar import as_json as expected_json
from tui.agreement.calendar import expected
from tui.agreement.ending import ending
from tui.agreement.ledger import IndicatorRow, Series, as_of, ledger
from tui.agreement.linkage import as_json as linkage_json
from tui.agreement.linkage import linkages
from tui.agreement.model import Agreement
from tui.agreement.overrides import apply, unpack
from tui.agreement.status import CommitmentStatus, PhaseStatus, as_json, derive
from tui.filing import record_entries
from tui.intake import say_sides, say_value
from tui.report.kept import kept, reading, with_record
from tui.report.plain import status_lines
from tui.standing import Standing
from tui.store.door import Where


def run_status(
    agreement: Agreement, store: Where, moment: datetime | None, *, as_json: bool, plain: bool = False
) -> None:
    """Print where the agreement stands at `moment` (default: now); `plain`: a fact a line, for screen readers."""
    now = moment or datetime.now(UTC)
    if not as_json:
        click.echo("\n".join(_text(agreement, store, moment, now, status_lines if plain else to_text)))
        return
    # the whole series of every claimant: everything is read
    found = kept(store, moment=moment)
    seen = [e for e in with_record(agreement, found) if (e.update.published or e.update.fetched) <= now]
    figures = [f for e in seen for f in e.figures]
    evidence = [x for e in seen for x in e.evidence]
    phases = apply(derive(agreement, evidence, figures, now), found.overrides, until=now)
    out = {
        **to_json(agreement, phases, ledger(agreement, figures), now),
        "linkage": linkage_json(linkages(agreement, evidence, now)),
        "expected": expected_json(expected(agreement, evidence, now)),
    }
    click.echo(msgspec.json.format(msgspec.json.encode(out), indent=2).decode())


def _text(
    agreement: Agreement, store: Where, moment: datetime | None, now: datetime, lines: Callable[..., list[str]]
) -> list[str]:
    """The lines; of the store no more is read than the rules look back to."""
    record = [e for e in record_entries(agreement) if (e.update.published or e.update.fetched) <= now]
    with reading(store) as archive:
        if archive is None:
            figures = [f for e in record for f in e.figures]
            ruled = derive(agreement, [x for e in record for x in e.evidence], figures, now)
            return lines(agreement, ruled, ledger(agreement, figures), now)
        standing = Standing.of(agreement, archive.at(moment) if moment else archive, record, now)
        phases = apply(standing.phases(), unpack(archive.note("overrides")), until=now)
        return lines(agreement, phases, standing.rows(), now)


def to_json(
    agreement: Agreement, phases: tuple[PhaseStatus, ...], rows: tuple[IndicatorRow, ...], now: datetime
) -> dict[str, Any]:
    """As `status --json` prints it: that of `agreement.status.as_json`, with the running figures."""
    return {**as_json(phases, agreement, now), "figures": [_figure(r) for r in rows]}


def _figure(row: IndicatorRow) -> dict[str, Any]:
    return {
        "indicator": row.indicator.id,
        "label": row.indicator.label,
        "unit": row.indicator.unit,
        "differ": row.differ,
        "standing": row.standing,
        "definition": row.indicator.definition,
        "series": [_series(s) for s in row.series],
    }


def _series(series: Series) -> dict[str, Any]:
    return {
        "claimant": series.claimant,
        "claimant_id": series.claimant_id,
        "baseline": series.baseline,
        "since": series.baseline_date,
        "questions": list(series.questions),
        "readings": [
            {
                "id": r.id,
                "value": r.figure.value,
                "value_max": r.figure.value_max,
                "qualifier": r.figure.qualifier,
                "as_of": as_of(r),
                "derived": r.derived,
                "note": r.note,
                "outlet": r.cite.outlet,
                "carriers": [c.outlet for c in r.carriers],
                "url": r.cite.url,
                "published": r.cite.published,
                "record": r.cite.shipped,
                "sentence": r.figure.sentence,
            }
            for r in series.readings
        ],
    }


def to_text(
    agreement: Agreement, phases: tuple[PhaseStatus, ...], rows: tuple[IndicatorRow, ...], now: datetime
) -> list[str]:
    """One fact a line; no boxes, no colour."""
    lines = [f"{agreement.title}", f"as of {now:%d %b %Y %H:%MZ}"]
    if end := ending(agreement, now):
        lines.append(end.line)
    lines.append("")
    for phase in phases:
        lines.append(phase.phase.title)
        lines.extend(f"  {line}" for status in phase.commitments for line in _commitment(status))
        lines.append("")
    lines.append("Running figures")
    for row in rows:
        lines.append(f"  {row.indicator.label}" + (": claimants differ" if row.differ else ""))
        for series in row.series:
            latest = series.latest
            since = f", since {series.baseline_date:%d %b %Y}" if series.baseline_date else ""
            derived = f" [derived: {latest.derived}]" if latest.derived else ""
            mark = " [record]" if latest.cite.shipped else ""
            lines.append(
                f"    {say_value(latest)}  {series.claimant}, as of {series.as_of:%d %b %Y}{since}, "
                f"via {latest.cite.outlet}{derived}{mark}"
            )
            lines.extend(f"      ? {question}" for question in series.questions)
    return lines


def _commitment(status: CommitmentStatus) -> list[str]:
    if status.grade == "*":
        return _set_by_hand(status)
    parts: list[str] = [status.word]
    if status.detail:
        parts.append(status.detail)
    if status.per:
        parts.append(f"per {', '.join(status.per)}")
    if status.since:
        parts.append(f"since {status.since:%d %b %Y}")
    if status.grade:
        parts.append(f"grade {status.grade}")
    if status.disputed:
        parts.append(f"DISPUTED {say_sides(status)}")
    if status.old:
        parts.append("old")
    return [f"{status.commitment.title}: {', '.join(parts)}"]


def _set_by_hand(status: CommitmentStatus) -> list[str]:
    """A status that a person has set, and under it what the rules propose."""
    disputed = f", DISPUTED {say_sides(status)}" if status.disputed else ""
    return [
        f"{status.commitment.title}: {status.word} *, set by hand: {status.set_note}{disputed}",
        f"  by the rules: {status.proposed}",
    ]
