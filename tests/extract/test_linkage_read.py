"""Who makes what depend on what, and by when it is to happen, as read from sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.model import load
from tui.extract import read
from tui.records import Evidence

GAZA = load("gaza-2025")
AT = datetime(2026, 2, 11, 18, tzinfo=UTC)  # a Wednesday


def evidence(text: str, published: datetime | None = AT) -> tuple[Evidence, ...]:
    return read(text, agreement=GAZA, published=published, source="Sample Wire").evidence


def ties(text: str) -> set[tuple[str | None, str, str | None]]:
    return {(e.claimant_id, e.commitment, c.commitment) for e in evidence(text) for c in e.conditions}


@pytest.mark.parametrize(
    ("text", "claimant", "tied", "on"),
    [
        ("Israel said it would not withdraw further until Hamas disarms.", "israel", "withdrawal", "disarmament"),
        (
            "Israel said the Rafah crossing would open only after the last body was returned.",
            "israel", "rafah_opening", "bodies_return",
        ),
        (
            "Hamas said it would not hand over its weapons as long as the occupation continues.",
            "hamas", "disarmament", "withdrawal",
        ),
        ("Reconstruction hinges on the disarmament of Hamas, Israel said.",
         "israel", "reconstruction", "disarmament"),
        (
            "Israel has linked the reopening of Rafah to the return of the last hostage's body.",
            "israel", "rafah_opening", "bodies_return",
        ),
        ("Hamas must disarm before reconstruction of Gaza can begin, Israel said.",
         "israel", "reconstruction", "disarmament"),
        ("There can be no rebuilding in Gaza without disarmament, Israel said.",
         "israel", "reconstruction", "disarmament"),
        ("Hamas would free the hostages in exchange for Palestinian prisoners.", None, "hostage_release",
         "prisoner_release"),
        ("Disarmament is a precondition for reconstruction, Israel said.",
         "israel", "reconstruction", "disarmament"),
        ("If Hamas hands over its weapons, Israel will withdraw from Gaza.", None, "withdrawal", "disarmament"),
        ("Only when the occupation ends will Hamas lay down its arms.", None, "disarmament", "withdrawal"),
        ("Unless Hamas disarms, there will be no reconstruction in Gaza, Israel said.", "israel",
         "reconstruction", "disarmament"),
    ],
)  # fmt: skip
def test_both_ends_and_the_claimant(text: str, claimant: str | None, tied: str, on: str) -> None:
    assert (claimant, tied, on) in ties(text)


def test_what_is_asked_for_is_not_tied_the_other_way_round() -> None:
    for text in (
        "Israel said it would not withdraw further until Hamas disarms.",
        "Hamas must disarm before reconstruction of Gaza can begin, Israel said.",
        "Reconstruction hinges on the disarmament of Hamas, Israel said.",
    ):
        assert not [t for t in ties(text) if t[1] == "disarmament"], text


@pytest.mark.parametrize(
    "text",
    [
        "Hamas released the hostages in exchange for 250 prisoners.",
        "Israeli troops withdrew after the hostages were released.",
        "Before the ceasefire took effect, Israel let some aid trucks enter Gaza.",
        "The Red Cross received the bodies of two hostages after Hamas said it had found them.",
        "If it rains, the tents will be flooded.",
        "Israel asked whether Hamas would disarm.",
    ],
)
def test_what_has_happened_is_tied_to_nothing(text: str) -> None:
    assert ties(text) == set()


def test_the_condition_is_cited_by_its_own_words_and_commitment() -> None:
    text = "Israel said it would not withdraw further until Hamas disarms, Sample Wire reported."
    (found,) = [e for e in evidence(text) if e.conditions]
    (condition,) = found.conditions
    assert condition.text == text[condition.start : condition.end] == "until Hamas disarms"
    assert (found.commitment_id, condition.commitment_id) == ("p2.withdrawal", "p2.disarmament")


def test_a_condition_that_is_no_commitment_keeps_its_words() -> None:
    (found,) = [e for e in evidence("Hamas said it would not disarm unless the mediators apologise.") if e.conditions]
    assert [(c.commitment, c.text) for c in found.conditions] == [(None, "unless the mediators apologise")]


# ------------------------------------------------------------------ by when


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("The Rafah crossing will open on Sunday, Egypt said on Wednesday.", date(2026, 2, 15), "on Sunday"),
        ("Egypt said on Monday that the Rafah crossing will reopen next week.", date(2026, 2, 22), "next week"),
        ("The mediators gave Hamas 60 days to disarm.", date(2026, 4, 12), "60 days to"),
        ("The stabilisation force is expected to deploy by the end of March.", date(2026, 3, 31),
         "by the end of March"),
        ("The Rafah crossing is to open on 1 March.", date(2026, 3, 1), "on 1 March"),
        ("Hamas was due to return all of the bodies by 13 October.", date(2025, 10, 13), "by 13 October"),
        ("The technocratic committee will enter Gaza in two weeks.", date(2026, 2, 25), "in two weeks"),
        ("Hamas must return the remaining bodies by tomorrow, Israel said.", date(2026, 2, 12), "by tomorrow"),
        ("The stabilisation force will deploy by the end of the year.", date(2026, 12, 31), "by the end of the year"),
        ("Israeli officials said on Tuesday that Rafah would reopen within days.", None, "within days"),
        ("Hamas will return all bodies within 72 hours of the withdrawal.", None, None),
    ],
)  # fmt: skip
def test_by_when(text: str, day: date | None, words: str | None) -> None:
    dues = {(e.due, e.due_text) for e in evidence(text) if e.status in ("pledged", "demanded")}
    assert (day, words) in dues, dues


@pytest.mark.parametrize(
    "text",
    [
        "Egypt said on Sunday that the Rafah crossing will open.",
        "Israel agreed on Monday to open the Rafah crossing.",
        "The Rafah crossing will open, Egypt announced on Monday.",
        "In a statement on Tuesday, Hamas pledged to return the remaining bodies.",
        "Hamas handed over two bodies of hostages on Sunday.",
    ],
)
def test_the_day_of_the_words_is_not_the_day_of_the_deed(text: str) -> None:
    assert {e.due_text for e in evidence(text)} == {None}


def test_without_a_day_of_publication_a_weekday_is_no_day() -> None:
    (found,) = evidence("The Rafah crossing will open on Sunday.", None)
    assert (found.due, found.due_text) == (None, "on Sunday")


_WORDS = (
    "Israel Hamas will not withdraw disarm until unless before only after if the Rafah crossing open bodies return "
    "in exchange for conditional on hinges link to condition precondition must by Sunday next week within 60 days "
    "March 13 October , . ; - said “ ” as long so 9999 0 month hours"
)
_PIECES = st.sampled_from(_WORDS.split())


@settings(deadline=None, max_examples=150)
@given(st.lists(_PIECES, max_size=60).map(" ".join) | st.text(max_size=200))
def test_any_text_gives_valid_offsets(text: str) -> None:
    for e in evidence(text):
        for c in e.conditions:
            assert 0 <= c.start < c.end <= len(text)
            assert c.text == text[c.start : c.end]
        if e.due is not None:
            assert e.due_text
        if e.due_text is not None:
            assert e.due_text in text
