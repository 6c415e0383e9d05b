"""Turns of phrase, pronouns and questions: evidence of an undertaking that the sentence itself does not name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.extract import read
from tui.extract.undertakings.anaphora import said_of_before
from tui.extract.undertakings.phrasebook import KEYS

AT = datetime(2026, 1, 20, 12, tzinfo=UTC)


def said(text: str) -> set[tuple[str, str]]:
    return {(e.commitment, e.status) for e in read(text, published=AT).evidence}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Gaza the guns had fallen silent by noon.", ("truce", "under_way")),
        ("The truce in Gaza is hanging by a thread, an envoy said.", ("truce", "stalled")),
        ("The mediators asked all sides to refrain from steps that could endanger the truce.", ("truce", "demanded")),
        ("Israeli troops will stay put in Rafah, the minister said.", ("withdrawal", "refused")),
        ("Six hostages are in the hands of the Red Cross, the army said.", ("hostage_release", "under_way")),
        ("Three buses have pulled out of the prison near Ramallah.", ("prisoner_release", "under_way")),
        ("Forty lorries of flour set off for Gaza at dawn.", ("aid_entry", "under_way")),
        ("Nobody has got through Rafah since Friday.", ("rafah_opening", "stalled")),
        ("For Hamas its weapons are a red line.", ("disarmament", "refused")),
        ("Hamas is clinging to its weapons, the envoy said.", ("disarmament", "refused")),
        ("Not a single brick has been laid in Gaza.", ("reconstruction", "stalled")),
        ("Rafah stays off limits to those who fled it.", ("return_of_displaced", "stalled")),
    ],
)  # fmt: skip
def test_a_turn_of_phrase_tells_of_an_undertaking(text: str, expected: tuple[str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine's guns were silent on Sunday.",
        "Not a single brick of the theatre in Ukraine has been laid.",
        "The buses left the station of Sampleton on time.",
        "The minister said that prices are a red line.",
        "Has Israel pulled its troops back to the line?",
        "If a stabilisation force ever lands in Gaza, it will need water.",
    ],
)
def test_the_same_words_of_something_else_tell_nothing(text: str) -> None:
    assert said(text) == set()


def test_a_pronoun_goes_on_with_what_was_named() -> None:
    text = "The entry of aid into Gaza was suspended on Sunday, but it will resume on Monday."
    assert {("aid_entry", "stalled")} < said(text)
    assert ("aid_entry", "pledged") in said(text)


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ("That will never happen.", "refused"),
        ("This is out of the question.", "refused"),
        ("So far, that has not happened.", "stalled"),
        ("It has yet to happen.", "stalled"),
    ],
)
def test_a_sentence_that_points_back_says_it_of_what_was_asked(answer: str, label: str) -> None:
    assert ("disarmament", label) in said(f"Israel insists that Hamas must disarm. {answer}")
    assert ("disarmament", label) not in said(f"Israel insists that Hamas must disarm. It rained. {answer}")


def test_what_is_partly_complete_is_not_complete() -> None:
    assert ("withdrawal", "partial") in said("The withdrawal from Gaza is partly complete, the army said.")
    assert ("withdrawal", "completed") in said("The withdrawal from Gaza is complete, the army said.")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from([*sorted(KEYS), "truce", "weapons", "of", "the", "it", "in", ".", "troops"]), max_size=30)
)
def test_any_heap_of_the_words_is_survived(words: list[str]) -> None:
    text = " ".join(w.replace("_", " ") for w in words)
    for e in read(text, published=AT).evidence:
        assert text[e.start : e.end]


def test_nothing_is_said_of_what_nobody_awaits() -> None:
    assert said_of_before("That will not happen.", "completed") is None
    assert said_of_before("That will not do.", "demanded") is None
