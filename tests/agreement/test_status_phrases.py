"""The phrase mini-language of agreement files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.model import load
from tui.agreement.phrases import flat, pattern, tokens


def hits(phrase: str, text: str) -> bool:
    found = pattern([phrase])
    assert found is not None
    return found.search(flat(text)) is not None


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("pulled back to", "The army pulled back to the ridge.", True),
        ("pulled back to", "The army pulled BACK, to the ridge.", True),
        ("pulled back to", "The army pulled it back to the ridge.", False),
        ("pulled * back to", "The army pulled its tanks back to the ridge.", True),
        ("pulled * back to", "The army pulled one two three four five back to the ridge.", False),
        ("released {n} prisoners", "They released 1,950 prisoners.", True),
        ("released {n} prisoners", "They released seven prisoners.", True),
        ("released {n} prisoners", "They released some prisoners.", False),
        ("isf|force deployed", "The force deployed at dawn.", True),
        ("isf|force deployed", "The forces deployed at dawn.", False),
        ("israel's list", "Israel’s list was late.", True),
        ("act", "An actor spoke.", False),
    ],
)
def test_phrase(phrase: str, text: str, hit: bool) -> None:
    assert hits(phrase, text) is hit


def test_no_phrase_is_no_pattern() -> None:
    assert pattern([]) is None
    assert pattern(["", "  "]) is None


@pytest.mark.parametrize("agreement", ["gaza-2025", "lebanon-2024", "tigray-2022"])
def test_every_phrase_of_every_agreement_can_hit(agreement: str) -> None:
    for c in load(agreement).commitments:
        e = c.evidence
        for phrase in (*e.progress, *e.completion, *e.stall, *e.breach, *e.end):
            example = re.sub(r"\{n\}", "7", phrase).replace("*", "a b")
            example = " ".join(t.split("|")[0] for t in example.split())
            assert hits(phrase, example), f"{c.id}: {phrase}"


@pytest.mark.parametrize("agreement", ["gaza-2025", "lebanon-2024", "tigray-2022"])
def test_titles_fit_a_narrow_screen(agreement: str) -> None:
    for c in load(agreement).commitments:
        assert len(c.short or c.title) <= 30, c.id


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_flat_is_stable(text: str) -> None:
    line = flat(text)
    assert line.startswith(" ")
    assert flat(line) == line
    assert tokens(text) == set(line.split())
