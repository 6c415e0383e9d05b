"""Evidence -> status word, DISPUTED flag and grade, each with its reasons.

The words and rules are those of `data/vocabulary.toml`. Three things stand side by side and are never merged into
one score: where a commitment stands, who disputes it, and how well that is supported. The program does not judge:
there is no word for a breach.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import msgspec

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
    reasons: tuple[Reason, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    """The trail, newest first."""
    old: bool = False
    """True when the newest evidence is past its freshness."""


class PhaseStatus(msgspec.Struct, frozen=True, kw_only=True):
    phase: Phase
    commitments: tuple[CommitmentStatus, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Status words with how many commitments have them, in the order of `Word`."""
        raise NotImplementedError


def derive(
    agreement: Agreement, evidence: Iterable[EvidenceRecord], figures: Iterable[FigureRecord], now: datetime
) -> tuple[PhaseStatus, ...]:
    """Status of every commitment, by phase, as of `now`. Records later than `now` are not seen.

    The result does not depend on the order of the records.
    """
    raise NotImplementedError
