"""Commitments of which the parties give different accounts: a column each, equal in room and order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tui.agreement.claims import claimant
from tui.agreement.model import Agreement
from tui.agreement.status import CommitmentStatus
from tui.records import EvidenceRecord
from tui.report.brief import words
from tui.report.brief.model import Cited, Column, Dispute, Standing

_HOLDS = frozenset({"completed", "partial", "under_way"})
_DISPUTES = frozenset({"alleged_violation", "stalled", "refused", "denied"})


def disputes(
    agreement: Agreement,
    statuses: Iterable[CommitmentStatus],
    fresh: Mapping[str, Sequence[EvidenceRecord]],
    since: datetime,
) -> tuple[Dispute, ...]:
    """What is disputed and was spoken of in the period, in the order of the agreement file.

    Disputed is what the rules call so, and what one side says is done or moving and another says is not. Columns stand
    in alphabetical order, the newest claim first; who belongs to neither party stands under both.
    """
    parties = sorted({s for p in agreement.parties if (s := agreement.side(p))})
    found = []
    for status in statuses:
        records = fresh.get(status.commitment.id, ())
        if not records or not (status.disputed or _differ(agreement, records)):
            continue
        by_side: dict[str, list[Cited]] = {}
        for record in _newest_of_each(agreement, records):
            cited = words.of_evidence(record, agreement, since)
            by_side.setdefault(cited.side if cited.side in parties else "", []).append(cited)
        columns = tuple(
            Column(side=side, title=words.side(side), claims=tuple(by_side.get(side, ()))) for side in parties
        )
        found.append(
            Dispute(
                commitment=status.commitment.id,
                title=status.commitment.title,
                now=Standing(
                    word=status.word,
                    detail=status.detail,
                    per=status.per,
                    grade=status.grade,
                    disputed=tuple(f"{side} {n}" for side, n in status.disputed),
                ),
                columns=columns,
                others=tuple(by_side.get("", ())),
            )
        )
    return tuple(found)


def _differ(agreement: Agreement, records: Iterable[EvidenceRecord]) -> bool:
    """Whether one side says that it holds or moves and another side that it does not."""
    holds, against = set(), set()
    for r in records:
        side = agreement.side(r.evidence.claimant_id)
        if side is None or side == "media":
            continue
        if r.evidence.status in _HOLDS:
            holds.add(side)
        elif r.evidence.status in _DISPUTES:
            against.add(side)
    return any(a != b for a in holds for b in against)


def _newest_of_each(agreement: Agreement, records: Iterable[EvidenceRecord]) -> list[EvidenceRecord]:
    """The newest claim of each claimant with each label; records are newest first."""
    seen: dict[tuple[str, str], EvidenceRecord] = {}
    for r in records:
        who = claimant(agreement, r.evidence.claimant_id, r.evidence.claimant, r.cite)[0]
        seen.setdefault((who, r.evidence.status), r)
    return list(seen.values())
