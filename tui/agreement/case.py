"""What a decision on a status word rests on, what it gives, and how it is put in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from tui.agreement.claims import Claim, grade
from tui.agreement.model import Agreement, Commitment, Phase
from tui.agreement.quota import Rate
from tui.records import EvidenceLabel, FigureRecord

STALL_CLAIM = timedelta(days=14)
"""How long somebody's word that it is stalled holds."""
STALL_DAYS = 21
"""Days without progress evidence after which nothing moves, by arithmetic."""

STEPS: frozenset[EvidenceLabel] = frozenset({"completed", "partial", "under_way"})


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """All that a decision rests on. Claims are oldest first."""

    agreement: Agreement
    phase: Phase
    commitment: Commitment
    claims: list[Claim]
    figures: list[FigureRecord]
    now: datetime


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A value that one claimant gave for what a commitment counts."""

    claim: Claim
    value: float
    as_of: date
    left: float | None = None
    """Set when the claimant counts what remains; then `value` is the target less that."""

    @property
    def at(self) -> datetime:
        return self.claim.at


class Found(msgspec.Struct, kw_only=True):
    """A word with what it rests on."""

    word: str
    detail: str = ""
    per: list[str] = []
    since: date | None = None
    grade: str = ""
    carrier: str | None = None
    reported: date | None = None
    """Day of what stands in the carrier."""
    reasons: list[tuple[str, list[str]]] = []
    readings: list[Reading | Rate] = []


def resting(found: Found, claims: Sequence[Claim], *, since: bool = True) -> Found:
    """Fill in who, since when and through whom."""
    # where somebody says so by name, what stands in a text without a claimant adds nobody
    found.per = sorted({c.shown for c in claims if c.named} or {c.shown for c in claims})
    if claims:
        if since:
            found.since = min(c.at for c in claims).date()
        newest = max(claims, key=lambda c: c.key)
        found.carrier, found.reported = newest.outlet, newest.at.date()
        found.grade = grade(claims)
    return found


def names_of(claims: Iterable[Claim]) -> str:
    return ", ".join(sorted({c.shown for c in claims}))


def quoted(claim: Claim, limit: int = 160) -> str:
    """The sentence of a claim for a line of reasons."""
    sentence = " ".join(claim.sentence.split())
    return sentence if len(sentence) <= limit else sentence[: limit - 1].rstrip() + "…"


def day_of(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def ids_of(claims: Iterable[Claim]) -> list[str]:
    return [c.record for c in claims]
