"""Passages in the manners of agencies, courts, parliaments, features, blogs and letters: who says what, and no more."""

from __future__ import annotations

import pytest
from spoken import Passage, Spoken, flat, passages

from tui.agreement.model import load
from tui.extract import read
from tui.records import Quote

GAZA = load("gaza-2025")


def as_spoken(quote: Quote) -> Spoken:
    mention = flat(quote.speaker_mention) if quote.speaker_mention else None
    return Spoken(quote.kind, flat(quote.text), mention, quote.speaker_resolved)


@pytest.mark.parametrize("passage", passages(), ids=lambda p: p.name)
def test_all_that_is_said_in_a_passage_and_who_says_it(passage: Passage) -> None:
    assert sorted(map(as_spoken, read(passage.text, agreement=GAZA).quotes), key=str) == sorted(passage.said, key=str)


def test_the_passages_are_many() -> None:
    """A folder that is not found would make the test above pass with nothing."""
    assert len(passages()) >= 40


def test_who_speaks_for_the_governor_is_no_governor() -> None:
    text = "A spokesman for the governor, Idris Kane, said the road would reopen. The governor said it would take long."
    assert [q.speaker_resolved for q in read(text, agreement=GAZA).quotes] == ["Idris Kane", "The governor"]
