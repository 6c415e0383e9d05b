"""Figures: what is counted, whom, by which verb or noun; parts, rates and tolls."""

from __future__ import annotations

import pytest
from figure_cases import counted, figures, only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the verb right before it
        ("Shelling killed 12 villagers and wounded 30.", [(12, "killed", "villagers"), (30, "injured", "villagers")]),
        ("Raiders abducted four drivers near Rafah.", [(4, "abducted", "drivers")]),
        ("Police rounded up nine suspects.", [(9, "detained", "suspects")]),
        ("Troops shot and killed two fishermen.", [(2, "killed", "fishermen")]),
        ("Guards shot dead two fishermen.", [(2, "killed", "fishermen")]),
        ("Crews bulldozed 14 homes in the camp.", [(14, "buildings", "homes")]),
        # the predicate of its own noun phrase
        ("Twelve villagers were killed in the raid.", [(12, "killed", "villagers")]),
        ("Some 40 nurses have been detained.", [(40, "detained", "nurses")]),
        ("Three fishermen are missing.", [(3, "missing", "fishermen")]),
        ("About 900 families fled.", [(900, "displaced", "families")]),
        (
            "Eleven villagers, including two girls, have been killed.",
            [(11, "killed", "villagers"), (2, "killed", "girls")],
        ),
        # the noun of action
        ("The killing of five nurses drew protests.", [(5, "killed", "nurses")]),
        ("He welcomed the release of 20 captives.", [(20, "released", "captives")]),
        ("Captives went home in exchange for 90 prisoners.", [(90, "released", "prisoners")]),
        ("The displacement of 3,000 families goes on.", [(3000, "displaced", "families")]),
        # the head itself
        ("The clinic counted 14 deaths and 23 injuries.", [(14, "killed", "deaths"), (23, "injured", "injuries")]),
        ("Some 200 lorries of flour crossed at Zikim.", [(200, "trucks", "lorries of flour")]),
        ("Partners offloaded 4,100 pallets.", [(4100, "pallets", "pallets")]),
        # coordination passes the verb on
        (
            "Israel freed 40 prisoners in northern jails and 60 detainees from the south.",
            [(40, "released", "prisoners"), (60, "released", "detainees")],
        ),
        (
            "Six guards, three drivers killed, 15 arrested",
            [(6, "killed", "guards"), (3, "killed", "drivers"), (15, "detained", "people")],
        ),
        ("The blast killed a foreman and four others.", [(4, "killed", "people")]),
        ("Gunmen took 30 villagers hostage.", [(30, "abducted", "villagers")]),
        ("The army forced 350 families to leave their homes.", [(350, "displaced", "families")]),
        ("Indonesia offered a 2,000-strong force.", [(2000, "troops", "force")]),
        (
            "Raids displaced 11 families comprising 47 people.",
            [(11, "displaced", "families"), (47, "displaced", "people")],
        ),
        ("Some 90 villagers - mostly herders - have been killed.", [(90, "killed", "villagers")]),
        (
            "Twelve herders, including two girls were displaced.",
            [(12, "displaced", "herders"), (2, "displaced", "girls")],
        ),
        ("About 30 herders, or a tenth of them, are missing.", [(30, "missing", "herders")]),
        (
            "Brothers of 12 remain missing while thousands remain displaced.",
            [(12, "missing", "people"), (None, "displaced", "people")],
        ),
        (
            "The raid hit the livelihoods of herders, affecting the livelihoods of 300 people.",
            [(300, "affected", "people")],
        ),
    ],
)
def test_the_governing_word_decides_the_measure(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The militia handed over the bodies of 15 captives.", "bodies_returned"),
        ("Crews pulled 15 bodies from the ruins.", "bodies_recovered"),
        ("The remains of another 15 captives are yet to be repatriated.", "bodies_held"),
        ("Hamas still holds the bodies of 15 hostages.", "bodies_held"),
        ("The clinic received the bodies of 15 villagers hit at the hospital gate.", "killed"),
        ("The hospital received the bodies of 15 villagers from the Red Cross.", "bodies_returned"),
    ],
)
def test_bodies_are_returned_recovered_or_held(text: str, measure: str) -> None:
    figure = only(text)
    assert (figure.value, figure.measure) == (15, measure)


def test_what_gunmen_do_is_not_done_to_them() -> None:
    assert counted("Twelve gunmen killed two drivers.") == [(2, "killed", "drivers")]


def test_parts_are_marked_and_keep_the_measure_of_the_whole() -> None:
    whole, children, women = figures("The raid wounded 31 people, among them 12 children and five women.")
    assert not whole.breakdown
    assert (children.measure, children.breakdown) == ("injured", True)
    assert (women.value, women.measure, women.breakdown) == (5, "injured", True)


def test_parts_of_them_in_the_next_clause() -> None:
    whole, part = figures("At least 300 lorries went in, 40 of them carrying fuel.")
    assert (part.value, part.measure, part.breakdown) == (40, "trucks", True)
    assert not whole.breakdown


def test_n_of_the_m_keeps_both() -> None:
    figure = only("Hamas has returned 27 of the 28 dead captives.")
    assert (figure.value, figure.of, figure.measure) == (27, 28, "bodies_returned")


@pytest.mark.parametrize(
    "text",
    [
        "All but one of the bodies of 28 dead captives have been handed over.",
        "All but one of the bodies have been returned.",
    ],
)
def test_all_but_one_of_the_bodies(text: str) -> None:
    figure = only(text)
    assert (figure.value, figure.measure, figure.qualifier) == (1, "bodies_held", "all but")


def test_a_whole_named_first_is_the_m_of_what_follows() -> None:
    figure = only("Of the 28 bodies, 27 have been returned.")
    assert (figure.value, figure.of, figure.measure, figure.population) == (27, 28, "bodies_returned", "bodies")


def test_a_number_compared_with_is_no_toll() -> None:
    assert [f.value for f in figures("The number of villagers killed rose to 115 compared to 39 before.")] == [115]


def test_all_but_one_says_what_is_still_held() -> None:
    figure = only("All but one of the 48 captives have been released.")
    assert (figure.value, figure.of, figure.measure, figure.qualifier) == (1, 48, "held", "all but")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The strike raised the death toll to 23.", 23),
        ("The death toll has now reached 23.", 23),
        ("The toll from the strike rose from six to 23.", 23),
        ("The number of villagers killed this week stands at 23.", 23),
        ("Officials put the number of dead at 23.", 23),
    ],
)
def test_tolls_have_their_value_behind_them(text: str, value: int) -> None:
    figure = figures(text)[-1]
    assert (figure.value, figure.measure, figure.cumulative) == (value, "killed", True)


def test_a_new_total_is_of_what_was_just_counted() -> None:
    new, total = figures("Crews handed over 15 bodies on Friday, bringing the total to 135.")
    assert (new.measure, new.cumulative) == ("bodies_returned", False)
    assert (total.value, total.measure, total.cumulative) == (135, "bodies_returned", True)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("About 140 trucks a day went in.", "day"),
        ("About 140 trucks per week went in.", "week"),
        ("About 140 daily trucks went in.", "day"),
        ("About 140 trucks went in.", None),
    ],
)
def test_rates_know_their_period(text: str, rate: str | None) -> None:
    figure = only(text)
    assert (figure.measure, figure.rate) == ("trucks", rate)


def test_a_share_is_of_territory_under_control_or_it_is_none() -> None:
    figure = only("Israeli troops control 53 percent of Gaza.")
    assert (figure.value, figure.measure, figure.population) == (53, "territory_pct", "Gaza")
    assert figures("A poll found that 53 percent of voters dislike the plan.") == []


def test_more_and_another_mark_a_delta() -> None:
    assert only("Shelling killed five more villagers.").delta
    assert only("Shelling killed another five villagers.").delta
    assert not only("Shelling killed five villagers.").delta


def test_numbers_of_no_measure_are_no_figures() -> None:
    assert figures("The council issued 12 statements and held three meetings about 40 maps.") == []
    assert figures("The clinic bought 120 wheelchairs.") == []


def test_spans_and_sentence_are_those_of_the_text() -> None:
    text = "A quiet day. At least 12 villagers were killed near the well. Then rain."
    figure = only(text)
    assert text[figure.start : figure.end] == "12"
    assert figure.sentence == "At least 12 villagers were killed near the well."
    assert figure.qualifier == "at least"
