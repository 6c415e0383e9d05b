"""Evidence and figures for the rules of status, as a monitor files them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tui.agreement.model import Agreement, load
from tui.agreement.status import (
    CommitmentStatus,
    derive,
)
from tui.extract import read
from tui.records import Cite, Evidence, EvidenceRecord, Figure, FigureRecord

GAZA = load("gaza-2025")
NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)
SUNDAY = "The Rafah crossing will open on Sunday, Egypt said."
SAID = datetime(2026, 1, 28, 12, tzinfo=UTC)  # a Wednesday


def filed(text: str, at: datetime = SAID, outlet: str = "Sample Wire") -> list[EvidenceRecord]:
    cite = Cite(
        update=f"{outlet}-{at}-{text[:20]}", source="sample", outlet=outlet, url="https://sample.invalid/1", title="",
        published=at, fetched=at, origin=f"{outlet}-{text}",
    )  # fmt: skip
    found = read(text, agreement=GAZA, published=at, source=outlet).evidence
    return [EvidenceRecord(id=f"{cite.update}-{n}", at=at, evidence=e, cite=cite) for n, e in enumerate(found)]


SUNDAY = "The Rafah crossing will open on Sunday, Egypt said."


def ev(
    commitment: str,
    label: str,
    *,
    days: float = 1,
    by: str | None = None,
    name: str | None = None,
    origin: str | None = None,
    outlet: str = "Sample Wire",
    sentence: str = "It was said.",
    number: int = 0,
    fetched: datetime | None = None,
) -> EvidenceRecord:
    """Evidence published `days` before NOW."""
    at = NOW - timedelta(days=days)
    c = GAZA.commitment(commitment)
    assert c is not None
    actor = GAZA.actor(by)
    key = f"{commitment}-{label}-{by or name}-{days}-{number}-{outlet}"
    cite = Cite(update=f"u-{key}", source="sample", outlet=outlet, url="https://sample.example/1", title="T",
                published=at, fetched=fetched or at, origin=origin or f"o-{key}")  # fmt: skip
    evidence = Evidence(start=0, end=len(sentence), commitment=c.topic, commitment_id=commitment,
                        status=label,  # type: ignore[arg-type]
                        claimant=name or (actor.name if actor else None),
                        claimant_id=by, sentence=sentence)  # fmt: skip
    return EvidenceRecord(id=key, at=at if fetched is None else fetched, evidence=evidence, cite=cite)


def fig(
    indicator: str,
    value: float,
    *,
    by: str,
    days: float = 1,
    baseline: str | None = None,
    qualifier: str | None = None,
    **kw: Any,
) -> FigureRecord:
    at = NOW - timedelta(days=days)
    key = f"{indicator}-{by}-{value}-{days}"
    cite = Cite(
        update=f"u-{key}", source="sample", outlet="Sample Wire", url="", title="", published=at, fetched=at, origin=key
    )
    figure = Figure(
        start=0, end=1, value=value, qualifier=qualifier, claimant_id=by, indicator=indicator, as_of=at.date(), **kw
    )
    return FigureRecord(id=key, at=at, figure=figure, cite=cite, baseline=baseline)


def status(
    commitment: str, evidence: list[EvidenceRecord], figures: list[FigureRecord] | None = None, now: datetime = NOW,
    agreement: Agreement = GAZA,
) -> CommitmentStatus:  # fmt: skip
    found = derive(agreement, evidence, figures or [], now)
    return next(c for p in found for c in p.commitments if c.commitment.id == commitment)
