"""What was made to depend on what in the period, what was to happen in it, and what is to happen next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from tui.agreement.calendar import Expected, expected
from tui.agreement.linkage import linkages
from tui.agreement.model import Agreement
from tui.records import Cite, EvidenceRecord
from tui.report.brief import words
from tui.report.brief.model import Cited, Due, DueGroup, Tie
from tui.text import one_line

AHEAD, BEHIND = timedelta(days=7), timedelta(days=30)
"""How far ahead of the end of the period a brief looks, and how long before it something may have been due."""


def ties(agreement: Agreement, evidence: Iterable[EvidenceRecord], since: datetime, until: datetime) -> tuple[Tie, ...]:
    """Conditions that somebody named, or named again, in the period; newest first."""
    found = []
    for x in linkages(agreement, evidence, until):
        if not x.cites or (x.cites[0].published or x.cites[0].fetched) <= since:
            continue
        on = _title(agreement, x.on_id)
        found.append(
            Tie(
                commitment=x.commitment_id or x.commitment,
                title=_title(agreement, x.commitment_id) or x.commitment.replace("_", " "),
                on=f"{on} (“{one_line(x.on_text, 160)}”)" if on else one_line(x.on_text, 200),
                cited=_cited(x.records[0], x.cites, x.shown, x.side, x.sentence, since),
                fresh=x.since is not None and x.since > since.astimezone(UTC).date(),
            )
        )
    return tuple(found)


def dues(agreement: Agreement, evidence: Iterable[EvidenceRecord], since: datetime, until: datetime) -> tuple[Due, ...]:
    """What was due in the period and did not come, what is due in the days ahead, what came, and what has been overdue
    for less than a month; in that order, by day."""
    zone = agreement.effective.tzinfo
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    found: list[Due] = []
    for x in expected(agreement, evidence, until):
        if x.due is None:
            continue
        group = _group(x, first, last)
        if group is not None:
            found.append(_due(agreement, x, x.due, group, since))
    return tuple(sorted(found, key=lambda due: (GROUPS.index(due.group), due.due)))


GROUPS: tuple[DueGroup, ...] = get_args(DueGroup)


def _group(x: Expected, first: date, last: date) -> DueGroup | None:
    """Where it stands in the list; None: not in it."""
    assert x.due is not None
    if x.state == "overdue":
        return "missed" if x.due >= first else "overdue" if last - x.due <= BEHIND else None
    if x.state in ("came", "came late"):
        return "came" if x.came is not None and first <= x.came <= last else None
    return "ahead" if x.due - last <= AHEAD else None


def _due(agreement: Agreement, x: Expected, day: date, group: DueGroup, since: datetime) -> Due:
    return Due(
        commitment=x.commitment_id,
        title=_title(agreement, x.commitment_id) or x.commitment.replace("_", " "),
        kind=x.kind,
        state=x.state,
        due=day,
        days=x.days,
        group=group,
        said=one_line(x.shown, 160),
        moved=x.moved,
        cited=_cited(x.records[0], x.cites, x.shown, x.side, x.sentence, since) if x.cites else None,
    )


def _title(agreement: Agreement, id_: str | None) -> str | None:
    commitment = agreement.commitment(id_) if id_ else None
    return commitment.title if commitment is not None else None


def _cited(id_: str, cites: tuple[Cite, ...], who: str, side: str, sentence: str, since: datetime) -> Cited:
    outlets = {c.outlet for c in cites} - {cites[0].outlet}
    return words.cited(id_, cites[0], who, side, one_line(sentence, 1000), "", len(outlets), since)
