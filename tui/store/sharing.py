"""What records have in common stands in memory once.

Ten outlets that carry one text say the same sentence of the same claimant, and an update is cited by all its records:
of the records that a dashboard holds, half of the words stand in another one as well.
"""

from __future__ import annotations

import sys
from typing import Any, TypeVar

import msgspec

from tui.records import Cite, Evidence, EvidenceRecord, Figure, FigureRecord, Quote, QuoteRecord

R = TypeVar("R", QuoteRecord, FigureRecord, EvidenceRecord)

_SAID: dict[type, str] = {QuoteRecord: "quote", FigureRecord: "figure", EvidenceRecord: "evidence"}
_WORDS: dict[type, tuple[str, ...]] = {
    Cite: ("source", "outlet", "via"),
    Quote: ("speaker", "speaker_id", "role", "to", "cue"),
    Figure: ("unit", "population", "claimant", "claimant_id", "place", "indicator", "qualifier"),
    Evidence: ("commitment", "commitment_id", "claimant", "claimant_id", "actor", "actor_id"),
}
"""Fields that thousands of records have in common, whoever reads them."""
_TEXTS: dict[type, str] = {Cite: "title", Quote: "text", Figure: "sentence", Evidence: "sentence"}
"""What copies of one text have in common."""

_NUMBERS = ("value", "value_max", "of")

_put: Any = msgspec.structs.force_setattr


class Sharing:
    """What was seen of the records that are read in one go. They say what they said before, to the last letter."""

    def __init__(self) -> None:
        self._parts: dict[msgspec.Struct, msgspec.Struct] = {}
        self._texts: dict[str, str] = {}

    def record(self, record: R) -> R:
        """The same record, made of what was seen before as far as that is the same."""
        name = _SAID[type(record)]
        for field in ("cite", name):
            part = getattr(record, field)
            known = self._parts.get(part)
            if known is None:
                self._first(part)
            elif known is not part and _alike(part, known):
                _put(record, field, known)
        published = record.cite.published
        if record.at == published and record.at.tzinfo == published.tzinfo:
            _put(record, "at", published)
        return record

    def _first(self, part: msgspec.Struct) -> None:
        kind = type(part)
        for field in _WORDS[kind]:
            word = getattr(part, field)
            if word is not None:
                _put(part, field, sys.intern(word))
        text = getattr(part, _TEXTS[kind])
        _put(part, _TEXTS[kind], self._texts.setdefault(text, text))
        if isinstance(part, Cite) and part.origin == part.update:
            _put(part, "origin", part.update)
        self._parts[part] = part


def _alike(one: msgspec.Struct, other: msgspec.Struct) -> bool:
    """Whether parts that are equal are also written alike: 600 equals 600.0."""
    return not isinstance(one, Figure) or all(type(getattr(one, f)) is type(getattr(other, f)) for f in _NUMBERS)
