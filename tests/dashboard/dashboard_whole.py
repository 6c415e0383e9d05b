"""Records of a whole agreement: what is linked, what is alleged, what is due."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from dashboard_day import NOW, agreement, at, evidence

from tui.records import Condition, EvidenceRecord


def conditional(
    n: str, commitment: str, on: str, claimant: str, days: int, sentence: str = "Nothing moves before that, he said."
) -> EvidenceRecord:
    record = evidence(n, commitment, "conditional", claimant, at(9, days=days), sentence)
    other = agreement().commitment(on)
    condition = Condition(start=0, end=5, text=f"once {on} is there", commitment=other.topic if other else None,
                          commitment_id=on if other else None)  # fmt: skip
    return msgspec.structs.replace(record, evidence=msgspec.structs.replace(record.evidence, conditions=(condition,)))


def dated(n: str, commitment: str, claimant: str, due: date, days: int, label: str = "pledged") -> EvidenceRecord:
    sentence = f"The step will come on {due:%d %B}, an official said."
    record = evidence(n, commitment, label, claimant, at(9, days=days), sentence)
    named = msgspec.structs.replace(record.evidence, due=due, due_text=f"on {due:%d %B}")
    return msgspec.structs.replace(record, evidence=named)


def linked() -> tuple[EvidenceRecord, ...]:
    return (
        conditional("l1", "p1.rafah", "p1.hostages-deceased", "israel", 3),
        conditional("l2", "p1.rafah", "p1.hostages-deceased", "israel", 9, "Not before, she said."),
        conditional("l3", "p1.hostages-deceased", "p1.rafah", "hamas", 2),
        conditional("l4", "p2.isf", "a clear mandate", "egypt", 1),
    )


def alleged() -> tuple[EvidenceRecord, ...]:
    return (
        evidence("b1", "p1.truce", "alleged_violation", "hamas", at(13, 5), "Shells fell east of the line, it said."),
        evidence("b2", "p1.truce", "alleged_violation", "gmo", at(9, days=1), "The office listed a strike."),
        evidence("b3", "p1.truce", "alleged_violation", "idf", at(8, days=2), "Gunmen crossed the line, it said."),
        evidence("b4", "p1.aid-volume", "alleged_violation", "ocha", at(7, days=3), "Convoys were held up."),
        evidence("b5", "p1.truce", "under_way", "egypt", at(7, days=3), "The truce was being kept."),
    )


def days() -> tuple[EvidenceRecord, ...]:
    today = NOW.date()
    return (
        dated("d1", "p1.rafah", "egypt", today + timedelta(3), 2),
        dated("d2", "p1.rafah", "egypt", today - timedelta(4), 12),
        dated("d3", "p2.isf", "usa", today - timedelta(12), 30),
        evidence("d4", "p1.hostages-living", "completed", "icrc", at(9, days=67), "All living were handed over."),
    )
