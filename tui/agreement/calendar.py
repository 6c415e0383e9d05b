"""What is due when, by whom it was said, and what has not come.

Two kinds of items stand side by side: the deadlines of the agreement file, and the days that somebody named in a text
("to reopen on Sunday", "within 60 days"). Of one claimant and commitment the newest day counts; the days named before
it are kept, since a day that was moved is news. An item has come when somebody reports a step after it was announced,
a deadline when somebody reports that it is completed; the program does not judge whether that is enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, cast

import msgspec

from tui.agreement.claims import claimant, when
from tui.agreement.ending import ending
from tui.agreement.model import Agreement, Side
from tui.records import Cite, EvidenceLabel, EvidenceRecord, Topic

Kind = Literal["deadline", "announced", "demanded"]
"""Of the agreement itself; pledged or expected by somebody; asked for by somebody until a day."""
State = Literal["undated", "ahead", "today", "overdue", "came", "came late"]

_STEPS: frozenset[EvidenceLabel] = frozenset({"completed", "partial", "under_way"})
_HELD = frozenset({"continuous", "quota"})
"""Kinds of commitment that hold every day: no one step shows that what was announced has come."""


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is to happen, by whose word, and whether it has."""

    kind: Kind
    commitment: Topic
    commitment_id: str
    claimant: str
    """Actor id, else the words that name the claimant, else "via OUTLET"; "" for a deadline of the agreement."""
    shown: str
    """Wording to show for the claimant; the agreement's short title for a deadline."""
    side: Side
    due: date | None
    """Last day on which it is in time, in the agreement's own calendar; None when the words name no day."""
    due_text: str
    """The words for it: "on Sunday"; for a deadline the day itself."""
    state: State
    days: int
    """Days to go for what is ahead; days late for what is overdue or came late; 0 otherwise."""
    came: date | None = None
    """Day of the first report that it has come."""
    came_record: str | None = None
    """Id of the evidence record that says so."""
    said: date | None = None
    """Day of the text that names the day; None for a deadline."""
    moved: tuple[date, ...] = ()
    """Days that the same claimant had named before, latest first."""
    sentence: str = ""
    records: tuple[str, ...] = ()
    """Ids of the evidence records that name the day, newest first."""
    cites: tuple[Cite, ...] = ()
    """Where it stands, newest first, each with its carriers behind it."""


class _Step(NamedTuple):
    at: datetime
    record: str
    label: EvidenceLabel


def expected(agreement: Agreement, evidence: Iterable[EvidenceRecord], now: datetime) -> tuple[Expected, ...]:
    """All that was or is to happen, by day; what has no day comes last. Records later than `now` are not seen.

    The result does not depend on the order in which the evidence came.
    """
    steps: dict[str, list[_Step]] = {}
    named: dict[tuple[str, str, Kind], list[EvidenceRecord]] = {}
    for record in evidence:
        e = record.evidence
        if e.commitment_id is None or when(record) > now:
            continue
        if e.status in _STEPS:
            steps.setdefault(e.commitment_id, []).append(_Step(when(record), record.id, e.status))
        elif e.due_text is not None:
            who, _, is_named, _ = claimant(agreement, e.claimant_id, e.claimant, record.cite)
            kind: Kind = "demanded" if e.status == "demanded" else "announced"
            named.setdefault((e.commitment_id, who if is_named else "", kind), []).append(record)
    for of_one in steps.values():
        of_one.sort()
    today = now.astimezone(agreement.effective.tzinfo).date()
    end = ending(agreement, now)
    if end is not None:
        today = min(today, end.day)  # what was overdue then is so; nothing is expected of an agreement that is over
    found = [*_deadlines(agreement, steps, today)]
    found += [x for (_, _, kind), records in named.items() if (x := _named(agreement, kind, records, steps, today))]
    if end is not None:
        found = [x for x in found if x.state not in ("ahead", "today", "undated")]
    return tuple(
        sorted(found, key=lambda x: (x.due is None, x.due or date.max, x.commitment_id, x.kind, x.claimant, x.records))
    )


def _deadlines(agreement: Agreement, steps: dict[str, list[_Step]], today: date) -> Iterable[Expected]:
    for c in agreement.commitments:
        if c.deadline is None or c.kind in _HELD:
            continue
        # a process is never all done at once: its first completion is as good as an event's
        done = next((s for s in steps.get(c.id, ()) if s.label == "completed"), None)
        state, days = _state(c.deadline, done, today)
        yield Expected(
            kind="deadline",
            commitment=c.topic,
            commitment_id=c.id,
            claimant="",
            shown=agreement.short_title,
            side="other",
            due=c.deadline,
            due_text=c.deadline.isoformat(),
            state=state,
            days=days,
            came=done.at.date() if done else None,
            came_record=done.record if done else None,
        )


def _named(
    agreement: Agreement, kind: Kind, records: list[EvidenceRecord], steps: dict[str, list[_Step]], today: date
) -> Expected | None:
    records = sorted(records, key=lambda r: (when(r), r.id), reverse=True)
    # a text without a day says less than the one before it that names one
    newest = next((r for r in records if r.evidence.due is not None), records[0])
    e = newest.evidence
    commitment = agreement.commitment(e.commitment_id or "")
    if commitment is None:
        return None
    who, actor, is_named, shown = claimant(agreement, e.claimant_id, e.claimant, newest.cite)
    same = [r for r in records if r.evidence.due == e.due]
    first = min(when(r) for r in same)
    moved = sorted({r.evidence.due for r in records if r.evidence.due is not None and r.evidence.due != e.due})
    done = None
    if commitment.kind not in _HELD:
        # what came on the eve of the day that was named has come too; what came before anybody named it has not
        done = next((s for s in steps.get(commitment.id, ()) if s.at > first), None)
    state, days = _state(e.due, done, today)
    cites: dict[str, Cite] = {}
    for r in same:
        for cite in (r.cite, *r.carriers):
            cites.setdefault(cite.update, cite)
    return Expected(
        kind=kind,
        commitment=e.commitment,
        commitment_id=commitment.id,
        claimant=who,
        shown=shown,
        side=actor.side if actor is not None else "other" if is_named else "media",
        due=e.due,
        due_text=e.due_text or "",
        state=state,
        days=days,
        came=done.at.date() if done else None,
        came_record=done.record if done else None,
        said=when(newest).date(),
        moved=tuple(reversed(moved)),
        sentence=e.sentence,
        records=tuple(r.id for r in same),
        cites=tuple(cites.values()),
    )


def _state(due: date | None, done: _Step | None, today: date) -> tuple[State, int]:
    if done is not None:
        late = (done.at.date() - due).days if due is not None else 0
        return ("came late", late) if late > 0 else ("came", 0)
    if due is None:
        return "undated", 0
    days = (due - today).days
    if days == 0:
        return "today", 0
    return ("ahead", days) if days > 0 else ("overdue", -days)


def as_json(found: Iterable[Expected]) -> list[dict[str, Any]]:
    """What ``status --json`` prints under "expected", as plain values."""
    return cast(
        list[dict[str, Any]],
        msgspec.to_builtins(
            [
                {
                    "kind": x.kind,
                    "commitment": x.commitment_id,
                    "topic": x.commitment,
                    "claimant": x.shown,
                    "claimant_id": None if not x.claimant or x.claimant.startswith("via ") else x.claimant,
                    "due": x.due,
                    "due_text": x.due_text,
                    "state": x.state,
                    "days": x.days,
                    "came": x.came,
                    "came_evidence": x.came_record,
                    "said": x.said,
                    "moved": list(x.moved),
                    "sentence": x.sentence,
                    "evidence": list(x.records),
                    "cites": [{"outlet": c.outlet, "url": c.url, "published": c.published} for c in x.cites],
                }
                for x in found
            ]
        ),
    )
