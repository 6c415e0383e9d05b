"""Evidence -> status word, DISPUTED flag and grade, each with its reasons.

The words and rules are those of `data/vocabulary.toml`. Three things stand side by side and are never merged into
one score: where a commitment stands, who disputes it, and how well that is supported. The program does not judge:
there is no word for a breach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Literal, cast, get_args

import msgspec

from tui.agreement import words as rules
from tui.agreement.case import Case
from tui.agreement.claims import Claim, claims_of, count_sides, when
from tui.agreement.ending import ending, holding, over
from tui.agreement.horizon import claims_in_view, values_in_view
from tui.agreement.model import Agreement, Commitment, Phase, Side
from tui.records import EvidenceRecord, FigureRecord

Word = Literal[
    "NOT DUE",
    "NOT STARTED",
    "IN PROGRESS",
    "STALLED",
    "NO MOVE",
    "DONE",
    "DONE?",
    "SUSPENDED",
    "IN FORCE",
    "ENDED",
    "MET",
    "BELOW",
    "SPLIT",
    "NO DATA",
]
Grade = Literal["", "1", "2", "3", "*"]
WORDS: tuple[Word, ...] = get_args(Word)

DISPUTE_WINDOW = timedelta(days=7)
_NOT_OLD = frozenset({"DONE", "DONE?", "ENDED", "NOT DUE", "NOT STARTED", "NO DATA"})
"""Words that do not age: what is done stays done, and nothing is as old as it looks."""
_FRESH = {"aid_entry": 96, "rafah_opening": 24, "withdrawal": 720}
_FRESH_OTHERS = 48
"""Hours, by the [freshness] of the vocabulary: aid_h, crossings_h, area_h; statements_h for the rest."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a commitment has its word: the rule, and the records it rests on."""

    rule: str
    """In words: "completed per Israel and ICRC"."""
    records: tuple[str, ...] = ()
    """Ids of evidence or figure records."""


class CommitmentStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Where one commitment stands, as far as anybody has said."""

    commitment: Commitment
    word: Word
    detail: str = ""
    """"27 of 28", "113 … over 600", "21d"."""
    per: tuple[str, ...] = ()
    """Labels of the claimants that the word rests on, alphabetical."""
    since: date | None = None
    """Day of the earliest evidence for the present word."""
    last: date | None = None
    """Day of the newest evidence of any kind."""
    grade: Grade = ""
    disputed: tuple[tuple[Side, int], ...] = ()
    """Claimants a side that allege a breach or contradict, in the last 7 days; sides alphabetical."""
    carrier: str | None = None
    """Outlet of the newest evidence for the word."""
    reported: date | None = None
    """Day of that evidence, not that of `since`; None where the agreement file names an outlet without one."""
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    """The trail as far as the rules look back (`tui.agreement.horizon`), newest first."""
    old: bool = False
    """True when the newest evidence is past its freshness."""
    proposed: str | None = None
    """Word and detail that the rules give, when a person has set another; see `tui.agreement.overrides`."""
    set_note: str | None = None
    """Note, initials and day of what a person has set: "seen it signed (AB, 19 Dec 2025)"."""


class PhaseStatus(msgspec.Struct, frozen=True, kw_only=True):
    phase: Phase
    commitments: tuple[CommitmentStatus, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Status words with how many commitments have them, in the order of `Word`."""
        counted = Counter(c.word for c in self.commitments)
        return tuple((w, counted[w]) for w in WORDS if counted[w])

    @property
    def disputed(self) -> tuple[tuple[Side, int], ...]:
        """Claimants that dispute a commitment of this phase, summed by side; sides alphabetical."""
        summed: Counter[Side] = Counter()
        for c in self.commitments:
            for side, count in c.disputed:
                summed[side] += count
        return tuple((side, summed[side]) for side in sorted(summed))


def derive(
    agreement: Agreement, evidence: Iterable[EvidenceRecord], figures: Iterable[FigureRecord], now: datetime
) -> tuple[PhaseStatus, ...]:
    """Status of every commitment, by phase, as of `now`. Records later than `now` are not seen.

    The result does not depend on the order of the records, nor on more of them than `tui.agreement.horizon` lets
    through.
    """
    return derive_each(agreement, evidence, figures, [now])[0]


def derive_each(
    agreement: Agreement,
    evidence: Iterable[EvidenceRecord],
    figures: Iterable[FigureRecord],
    moments: Sequence[datetime],
) -> list[tuple[PhaseStatus, ...]]:
    """What `derive` gives at each of several moments; what they have in common is done once."""
    by_commitment: dict[str, list[EvidenceRecord]] = {}
    last = max(moments)
    for record in evidence:
        if record.evidence.commitment_id and when(record) <= last:
            by_commitment.setdefault(record.evidence.commitment_id, []).append(record)
    # of copies the earliest stands for all, so those up to a moment are the same whatever came later
    claims = {c: claims_of(agreement, records) for c, records in by_commitment.items()}
    wanted = {i for c in agreement.commitments for i in c.indicators}
    counted = [f for f in figures if f.figure.indicator in wanted]
    return [_derive(agreement, claims, counted, now) for now in moments]


def _derive(
    agreement: Agreement, claims: Mapping[str, Sequence[Claim]], figures: Iterable[FigureRecord], now: datetime
) -> tuple[PhaseStatus, ...]:
    by_indicator: dict[str, list[FigureRecord]] = {}
    for reading in values_in_view(figures, now):
        by_indicator.setdefault(str(reading.figure.indicator), []).append(reading)
    phases = []
    for phase in sorted(agreement.phases, key=lambda p: p.order):
        statuses = tuple(
            _status(
                agreement,
                phase,
                c,
                claims_in_view([x for x in claims.get(c.id, ()) if x.at <= now], now),
                [r for i in c.indicators for r in by_indicator.get(i, ())],
                now,
            )
            for c in agreement.commitments
            if c.phase == phase.id
        )
        phases.append(PhaseStatus(phase=phase, commitments=statuses))
    return tuple(phases)


def _status(
    agreement: Agreement,
    phase: Phase,
    commitment: Commitment,
    claims: list[Claim],
    figures: list[FigureRecord],
    now: datetime,
) -> CommitmentStatus:
    case = Case(agreement=agreement, phase=phase, commitment=commitment, claims=claims, figures=figures, now=now)
    found = rules.decide(case)
    disputing = rules.disputing(case, DISPUTE_WINDOW)
    end = ending(agreement, now)
    if end is not None:
        found = over(agreement, found, end, claims)
        if commitment.kind == "continuous":
            recent = [c for c in holding(agreement, end, claims) if now - c.at <= DISPUTE_WINDOW]
            disputing = sorted({c.record: c for c in (*disputing, *recent)}.values(), key=lambda c: c.key)
    disputed = count_sides(disputing)
    reasons = [Reason(rule=rule, records=tuple(records)) for rule, records in found.reasons]
    if disputed:
        names = ", ".join(sorted({c.shown for c in disputing}))
        reasons.append(Reason(rule=f"disputed within 7 days by {names}", records=tuple(c.record for c in disputing)))
    days = [c.at for c in claims] + [r.at for r in found.readings]
    newest = max(days, default=None)
    fresh = timedelta(hours=_FRESH.get(commitment.topic, _FRESH_OTHERS))
    return CommitmentStatus(
        commitment=commitment,
        word=cast(Word, found.word),
        detail=found.detail,
        per=tuple(sorted(set(found.per))),
        since=found.since,
        last=newest.date() if newest else None,
        grade=cast(Grade, found.grade),
        disputed=disputed,
        carrier=found.carrier,
        reported=found.reported,
        reasons=tuple(reasons),
        evidence=tuple(c.evidence for c in reversed(claims) if c.evidence is not None),
        old=found.word not in _NOT_OLD and newest is not None and now - newest > fresh,
    )


# ------------------------------------------------------------------ for screens and reports


def headline(status: PhaseStatus) -> str:
    """A phase in one line: "7 done · 3 in progress · 1 split"."""
    return " · ".join(f"{count} {word.lower()}" for word, count in status.counts)


def day_of(agreement: Agreement, now: datetime) -> int:
    """Days since the agreement took effect: 0 on that day in the agreement's own time zone, negative before."""
    start = agreement.effective
    return (now.astimezone(start.tzinfo).date() - start.date()).days


def as_json(phases: Iterable[PhaseStatus], agreement: Agreement, now: datetime) -> dict[str, Any]:
    """What ``status --json`` prints, as plain values: every status with its reasons and the trail that it rests on."""
    out = {
        "agreement": agreement.id,
        "title": agreement.title,
        "as_of": now,
        "day": day_of(agreement, now),
        "ended": ending(agreement, now),
        "phases": [
            {
                "id": p.phase.id,
                "title": p.phase.title,
                "headline": headline(p),
                "counts": dict(p.counts),
                "disputed": dict(p.disputed),
                "opened": [{"by": c.by, "date": c.date} for c in p.phase.opened if c.date <= now.date()],
                "commitments": [_one(c) for c in p.commitments],
            }
            for p in phases
        ],
    }
    return cast(dict[str, Any], msgspec.to_builtins(out))


def _one(status: CommitmentStatus) -> dict[str, Any]:
    c = status.commitment
    return {
        "id": c.id,
        "title": c.title,
        "phase": c.phase,
        "topic": c.topic,
        "kind": c.kind,
        "word": status.word,
        "detail": status.detail,
        "per": status.per,
        "since": status.since,
        "last": status.last,
        "old": status.old,
        "grade": status.grade,
        "proposed": status.proposed,
        "set_note": status.set_note,
        "disputed": dict(status.disputed),
        "carrier": status.carrier,
        "reported": status.reported.isoformat() if status.reported else None,
        "acceptance": c.acceptance,
        "linkage": c.linkage,
        "reasons": status.reasons,
        "evidence": [
            {
                "id": r.id,
                "status": r.evidence.status,
                "claimant": r.evidence.claimant,
                "claimant_id": r.evidence.claimant_id,
                "actor": r.evidence.actor,
                "outlet": r.cite.outlet,
                "carriers": [x.outlet for x in r.carriers],
                "url": r.cite.url,
                "date": when(r).date(),
                "record": r.cite.shipped,
                "sentence": r.evidence.sentence,
            }
            for r in status.evidence
        ],
    }
