"""Whose claim it is, whom a pronoun stands for, and evidence by an agreement's own phrases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.model import Agreement, load
from tui.agreement.phrases import line_of, pattern
from tui.demo import agreement as harbour_accord
from tui.extract import read
from tui.records import Evidence

GAZA = load("gaza-2025")
HARBOUR = harbour_accord()
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def found(text: str, agreement: Agreement = HARBOUR) -> list[Evidence]:
    return list(read(text, agreement=agreement, published=AT, source="Sample Wire").evidence)


def who(text: str, agreement: Agreement = HARBOUR) -> list[tuple[str | None, str, str | None]]:
    return [(e.commitment_id, e.status, e.claimant_id) for e in found(text, agreement)]


# ------------------------------------------------------------------ claimants


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "The Marenian army said it had held its fire. It accused the Front of breaking the truce by night.",
            "marenian-army",
        ),
        ('"We are tired," Quorn said. She accused Marenia of violating the ceasefire.', "dessa-quorn"),
        ("Varro met reporters in Port Ansel. He accused the Tolvar Front of violating the truce.", "ilen-varro"),
        ("Ilen Varro spoke for an hour. The Front kept silent. He denied breaking the ceasefire.", "ilen-varro"),
    ],
)
def test_a_pronoun_accuses_for_its_antecedent(text: str, claimant: str) -> None:
    last = [e for e in found(text) if e.commitment == "truce"][-1]
    assert last.claimant_id == claimant


def test_a_thing_is_no_person_and_a_person_no_thing() -> None:
    text = "Dessa Quorn spoke first. It accused the Front of violating the truce."
    assert [e.claimant_id for e in found(text)] == [None]


def test_an_antecedent_far_away_is_none() -> None:
    filler = "The market was open and the streets were full of people who bought bread and fish. " * 6
    text = f"The Marenian army spoke. {filler}It accused the Front of violating the truce."
    assert [e.claimant_id for e in found(text)] == [None]


def test_a_tag_behind_the_clause_speaks_for_it_though_more_follows() -> None:
    text = "All 12 captives have been released, the Joint Relief Office said on Sunday after two more crossed at Brenn."
    assert ("one.captives", "completed", "relief-office") in who(text)


def test_a_tag_does_not_reach_back_over_a_full_stop() -> None:
    text = "All 12 captives have been released. Marenia was pleased, the Joint Relief Office said."
    assert ("one.captives", "completed", None) in who(text)


# ------------------------------------------------------------------ the agreement's own phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met in Tolvar, the Lake States Council said.", ("two.council", "under_way", "lake-council")),
        ("The interim council took over the town halls, Sollis said.", ("two.council", "completed", "amara-sollis")),
        ("The council has yet to sit, Quorn said.", ("two.council", "stalled", "dessa-quorn")),
        ("The members of it will be named soon, Sollis said.", ("two.council", "pledged", "amara-sollis")),
        ("Rubble removal began in Tolvar, the Relief Office said.", ("three.harbour", "under_way", "relief-office")),
        ('"They opened fire on a school," Quorn said.', ("one.truce", "alleged_violation", "dessa-quorn")),
    ],
)  # fmt: skip
def test_own_phrases_are_read_with_claimant_and_mood(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in who(text)


@pytest.mark.parametrize(
    "text",
    [
        "If the council met in Tolvar, nobody saw it.",
        "The Lake States Council denied that the council had met.",
        "The council was to have met on Sunday.",
    ],
)
def test_a_phrase_in_another_mood_is_no_progress(text: str) -> None:
    assert not [e for e in found(text) if e.status in ("under_way", "completed")]


def test_a_deed_that_nobody_calls_a_breach_is_none() -> None:
    assert not [
        e for e in found("The Marenian army opened fire near the harbour of Tolvar.") if e.commitment == "truce"
    ]


def test_a_phrase_adds_nothing_where_the_words_are_known() -> None:
    labels = [e.status for e in found("Marenia will not withdraw its troops until the Front disarms, Varro said.")
              if e.commitment_id == "two.withdrawal"]  # fmt: skip
    assert labels == ["conditional"]


def test_a_bare_noun_is_a_hint_and_no_evidence() -> None:
    assert not found("The army photographed the buffer zone in Gaza.", GAZA)


def test_a_story_of_somewhere_else_is_not_fed_by_phrases() -> None:
    text = "The town council met in Leeds and its members named a new chair of the library. " * 9
    assert not [e for e in found(text) if e.commitment_id]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120))
def test_a_hit_knows_where_it_stands(text: str) -> None:
    hit_for = pattern(["opened * fire"])
    assert hit_for is not None
    whole = f"{text} opened heavy fire {text}"
    line = line_of(whole)
    hit = hit_for.search(line.flat)
    assert hit is not None
    start, end = line.span(hit)
    assert whole[start:end].lower().startswith("opened")
    assert whole[start:end].lower().endswith("fire")


# ------------------------------------------------------------------ denials that point back


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("The Front accused Marenia of violating the truce; Marenia denied it.", "marenia"),
        (
            "The Front accused Marenia of violating the truce. The Marenian army rejected the accusation.",
            "marenian-army",
        ),
        ("The Front accused Marenia of breaking the truce, and Varro called the charge baseless.", "ilen-varro"),
        ("Varro accused the Front of violating the truce. Quorn spoke next. She dismissed the claim.", "dessa-quorn"),
    ],
)
def test_a_denial_goes_back_to_what_was_alleged(text: str, denier: str) -> None:
    assert ("one.truce", "denied", denier) in who(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Front accused Marenia of violating the truce. The army denied it had lost a tank.",
        "The Front accused Marenia of violating the truce. It rained. The sea rose. Varro rejected the claim.",
        "Varro rejected the claim. The Front accused Marenia of violating the truce.",
        "The ministry rejected the accusation of fraud in Tolvar.",
    ],
)
def test_another_denial_denies_nothing_of_it(text: str) -> None:
    assert "denied" not in {e.status for e in found(text)}


def test_he_is_the_official_who_spoke_last_not_the_spokeswoman_before_him() -> None:
    text = (
        '"The convoy is late again," government spokeswoman Dana Peled told Sample Wire.\n'
        'Hamas official Nabil Hourani brushed the remark aside. "Ask those who hold the key," he said. '
        "He accused Israel of violating the truce twice in a week."
    )
    found = [e for e in read(text).evidence if e.status == "alleged_violation"]
    assert [(e.claimant, e.claimant_id) for e in found] == [("Nabil Hourani", "hamas")]
