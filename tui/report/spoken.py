"""What is drawn, as it is read aloud: words in place of signs, days and moments in full."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_SIGNS = (
    (re.compile(r"\s*→\s*"), " to "),
    (re.compile(r"\s*≥\s*"), " at least "),
    (re.compile(r"\s*≤\s*"), " at most "),
    (re.compile(r"\s*≠\s*"), " differs from "),
    (re.compile(r"\s*[·|]\s*"), ", "),
    (re.compile(r"\s*§\s*"), " shipped record "),
    (re.compile(r"(?<=\d)\s?–\s?(?=\d)"), " to "),
)


def spoken(text: str) -> str:
    """The text without signs that stand for words: "NO MOVE to DONE"."""
    for sign, words in _SIGNS:
        text = sign.sub(words, text)
    return text.strip()


def day(of: date) -> str:
    """ "7 December 2025"."""
    return f"{of.day} {of:%B %Y}"


def moment(at: datetime) -> str:
    """ "7 December 2025, 08:05 UTC"."""
    at = at.astimezone(UTC)
    return f"{day(at)}, {at:%H:%M} UTC"
