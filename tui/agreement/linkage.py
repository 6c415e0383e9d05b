"""Linkage: who makes which commitment depend on what, as records of their own.

Derived from evidence that carries both ends (`Evidence.conditions`) and from the linkage that the agreement file
names. One record stands for one (claimant, commitment, condition), with every text that says so. The result does not
depend on the order in which the evidence came.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

import msgspec

from tui.agreement.claims import claimant, when
from tui.agreement.model import Agreement, Side
from tui.records import Cite, Condition, EvidenceLabel, EvidenceRecord, Topic


class Linkage(msgspec.Struct, frozen=True, kw_only=True):
    """One claimant's word that `commitment_id` depends on `on_id`, or on `on_text` where that is no commitment."""

    claimant: str
    """Actor id, else the words that name the claimant, else "via OUTLET"."""
    shown: str
    """Wording to show for the claimant."""
    side: Side
    commitment: Topic
    commitment_id: str | None
    """What is made to depend. None where several commitments of the topic could be meant."""
    on: Topic | None
    on_id: str | None
    on_text: str
    """The condition in the words of the newest text: "until the last body is returned"."""
    label: EvidenceLabel
    """What the newest text says of the commitment: "conditional", "refused", "pledged", ..."""
    since: date | None
    """Day of the first text that says so."""
    last: date | None
    """Day of the newest text that says so; None for what only the agreement file says."""
    sentence: str
    """The newest sentence; empty for what only the agreement file says."""
    records: tuple[str, ...] = ()
    """Ids of evidence records, newest first."""
    cites: tuple[Cite, ...] = ()
    """Where it stands, newest first: one of each record, followed by its carriers."""
    shipped: bool = False
    """True when it stands in the agreement file only."""


def linkages(
    agreement: Agreement, evidence: Iterable[EvidenceRecord], now: datetime | None = None
) -> tuple[Linkage, ...]:
    """All linkage, newest first; what only the agreement file says comes last, in file order.

    Records later than `now` are not seen. A record counts when either end is a commitment of this agreement: a
    story of another truce has neither.
    """
    found: dict[tuple[str, str, str], list[tuple[EvidenceRecord, Condition]]] = {}
    for record in evidence:
        if now is not None and when(record) > now:
            continue
        for condition in record.evidence.conditions:
            if record.evidence.commitment_id is None and condition.commitment_id is None:
                continue
            who, _, named, _ = claimant(agreement, record.evidence.claimant_id, record.evidence.claimant, record.cite)
            key = (who if named else "", _end(record.evidence.commitment_id, record.evidence.commitment),
                   _end(condition.commitment_id, condition.commitment) or _plain(condition.text))  # fmt: skip
            found.setdefault(key, []).append((record, condition))
    said = [_folded(agreement, both) for both in found.values()]
    said.sort(key=lambda x: (x.last or date.min, x.records), reverse=True)
    known = {(x.claimant, x.commitment_id, x.on_id) for x in said if x.on_id}
    filed = (x for x in _filed(agreement) if (x.claimant, x.commitment_id, x.on_id) not in known)
    return (*said, *filed)


def _end(commitment_id: str | None, topic: Topic | None) -> str:
    return commitment_id or topic or ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _folded(agreement: Agreement, said: list[tuple[EvidenceRecord, Condition]]) -> Linkage:
    said = sorted(said, key=lambda x: (when(x[0]), x[0].id, x[1].start), reverse=True)
    newest, condition = said[0]
    e = newest.evidence
    who, actor, named, shown = claimant(agreement, e.claimant_id, e.claimant, newest.cite)
    cites: dict[str, Cite] = {}
    for record, _ in said:
        for cite in (record.cite, *record.carriers):
            cites.setdefault(cite.update, cite)
    return Linkage(
        claimant=who,
        shown=shown,
        side=actor.side if actor is not None else "other" if named else "media",
        commitment=e.commitment,
        commitment_id=e.commitment_id,
        on=condition.commitment,
        on_id=condition.commitment_id,
        on_text=condition.text,
        label=e.status,
        since=when(said[-1][0]).date(),
        last=when(newest).date(),
        sentence=e.sentence,
        records=tuple(dict.fromkeys(r.id for r, _ in said)),
        cites=tuple(cites.values()),
    )


def _filed(agreement: Agreement) -> Iterable[Linkage]:
    """What the agreement file says of linkage."""
    for c in agreement.commitments:
        for x in c.linkage:
            actor = agreement.actor(x.asserted_by)
            other = agreement.commitment(x.on) if x.on else None
            yield Linkage(
                claimant=actor.id if actor else x.asserted_by,
                shown=actor.label if actor else x.asserted_by,
                side=actor.side if actor else "other",
                commitment=c.topic,
                commitment_id=c.id,
                on=other.topic if other else None,
                on_id=other.id if other else None,
                on_text=x.condition,
                label="conditional",
                since=None,
                last=None,
                sentence="",
                shipped=True,
            )


def as_json(found: Iterable[Linkage]) -> list[dict[str, Any]]:
    """What ``status --json`` prints under "linkage", as plain values."""
    return cast(
        list[dict[str, Any]],
        msgspec.to_builtins(
            [
                {
                    "claimant": x.shown,
                    "claimant_id": None if x.claimant.startswith("via ") else x.claimant,
                    "commitment": x.commitment_id,
                    "topic": x.commitment,
                    "on": x.on_id,
                    "on_topic": x.on,
                    "on_text": x.on_text,
                    "status": x.label,
                    "since": x.since,
                    "last": x.last,
                    "sentence": x.sentence,
                    "evidence": list(x.records),
                    "cites": [{"outlet": c.outlet, "url": c.url, "published": c.published} for c in x.cites],
                    "record": x.shipped,
                }
                for x in found
            ]
        ),
    )
