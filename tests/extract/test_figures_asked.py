"""What only the agreement asks for: its file names it, and a number of it is a reading; elsewhere it is no figure."""

from __future__ import annotations

import pytest
from figure_cases import figures, only

from tui.agreement.model import load
from tui.extract import read


@pytest.mark.parametrize(
    ("text", "value", "indicator"),
    [
        ("Eighteen of the 36 hospitals in Gaza are partially functional, WHO said.", 18, "hospitals_functional"),
        ("About 27,000 tents have entered Gaza since the ceasefire, OCHA said.", 27000, "tents_entered"),
        ("The technocratic committee for Gaza has 15 members, Egypt said.", 15, "committee_members"),
        ("Some 50 countries are represented at the CMCC for Gaza, OCHA said.", 50, "cmcc_states_represented"),
        (
            "Since the truce 1,200 people have left Gaza through Rafah, the border mission said.",
            1200,
            "rafah_exits",
        ),
        (
            "Since the truce 800 people have returned through Rafah to Gaza, the border mission said.",
            800,
            "rafah_entries",
        ),
        (
            "Thirteen per cent of missions in Gaza were denied last week, OCHA said.",
            13,
            "un_movement_requests_denied_pct",
        ),
        (
            "Five countries have pledged troops for the stabilisation force in Gaza, the envoy said.",
            5,
            "isf_troops_pledged",
        ),
        (
            "Since 7 October 2023, 171,765 people have been injured in Gaza, the health ministry said.",
            171765,
            "injured_total_war",
        ),
    ],
)
def test_an_indicators_own_words_make_a_number_its_reading(text: str, value: int, indicator: str) -> None:
    figure = only(text)
    assert (figure.value, figure.indicator) == (value, indicator)


@pytest.mark.parametrize(
    "text",
    [
        "Eighteen hospitals stand in the province, the governor said.",
        "About 27,000 tents were sewn in the port, the mill said.",
        "The choir has 15 members, its leader said.",
        "The envoy asked more than 70 countries for troops for the stabilisation force.",
        "Some 50 countries took part in the games.",
    ],
)
def test_the_same_things_elsewhere_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_of_the_bodies_returned_those_identified_are_another_indicator() -> None:
    returned, identified = figures(
        "Since the ceasefire Gaza has received 285 bodies, of which 84 have been identified, the health ministry said."
    )
    assert (returned.value, returned.indicator) == (285, "gazan_remains_returned")
    assert (identified.value, identified.indicator) == (84, "gazan_remains_identified")


def test_a_bare_body_count_is_no_hostages_without_a_word_of_them() -> None:
    assert only("Since the truce Gaza has received 285 bodies, the health ministry said.").indicator != (
        "hostage_remains_returned"
    )
    figure = only("Israel has received 27 of the 28 bodies of hostages since the truce, its government said.")
    assert figure.indicator == "hostage_remains_returned"


def test_another_agreement_asks_for_other_things() -> None:
    text = "Peacekeepers in southern Lebanon have found 360 caches since the ceasefire, UNIFIL said."
    lebanon = read(text, agreement=load("lebanon-2024")).figures
    assert [(f.value, f.indicator) for f in lebanon] == [(360, "caches_found")]
    assert [f.value for f in read(text, agreement=load("gaza-2025")).figures] == []


@pytest.mark.parametrize("name", ["gaza-2025", "lebanon-2024", "tigray-2022"])
def test_every_indicator_has_a_match_but_sums_of_money_lengths_and_weights(name: str) -> None:
    unread = {i.unit for i in load(name).indicators if not i.match}
    assert unread <= {"USD", "km", "tonnes"}
