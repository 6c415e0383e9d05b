"""Since when, as of when, how it is meant, and whether it is a reading of the agreement."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from figure_cases import FRIDAY, GAZA, figures, only

from tui.agreement.model import load
from tui.extract import read

TRUCE, WAR = date(2025, 10, 10), date(2023, 10, 7)


def test_a_toll_since_the_truce_with_all_its_keys() -> None:
    figure = only(
        "At least 402 people have been killed in Gaza since the truce took effect on 10 October, "
        "the health ministry in Hamas-run Gaza said on Thursday."
    )
    assert (figure.value, figure.qualifier, figure.unit) == (402, "at least", "people")
    assert (figure.measure, figure.population, figure.place) == ("killed", "people", "Gaza")
    assert (figure.claimant, figure.claimant_id) == ("health ministry in Hamas-run Gaza", "gaza-moh")
    assert (figure.since, figure.as_of, figure.as_of_text) == (TRUCE, date(2025, 12, 18), "Thursday")
    assert (figure.cumulative, figure.delta, figure.breakdown) == (True, False, False)
    assert figure.indicator == "killed_since_truce"


def test_the_two_tolls_of_one_sentence_never_mix() -> None:
    truce, war = figures(
        "The ministry in Gaza said 402 people had been killed since the ceasefire began, bringing the toll since the "
        "war began to 70,700."
    )
    assert (truce.value, truce.since, truce.indicator) == (402, TRUCE, "killed_since_truce")
    assert (war.value, war.since, war.indicator) == (70_700, WAR, "killed_total_war")


@pytest.mark.parametrize(
    ("words", "since"),
    [
        ("since the truce took effect", TRUCE),
        ("since the ceasefire", TRUCE),
        ("since the ceasefire (October 11)", date(2025, 10, 11)),
        ("since 11 October", date(2025, 10, 11)),
        ("since the war began", WAR),
        ("since October 7", WAR),
        ("since October 2023", WAR),
        ("since the start of the war in October 2023", WAR),
        ("in two years of war", WAR),
        ("during the ceasefire", TRUCE),
        ("since the beginning of 2025", date(2025, 1, 1)),
        ("since the October ceasefire began", TRUCE),
        ("since the “ceasefire” announced on October 11, 2025", date(2025, 10, 11)),
        ("between 7 October 2023 and 1 December 2025", WAR),
        ("since 4 November", date(2025, 11, 4)),
        ("on Thursday", None),
        ("in November", None),
    ],
)
def test_the_day_from_which_is_counted(words: str, since: date | None) -> None:
    figure = only(f"Some 402 people have been killed in Gaza {words}, the ministry said.")
    assert figure.since == since
    assert figure.cumulative is (since is not None)


def test_a_since_that_dates_something_else_dates_no_number() -> None:
    text = "One of the worst days since the truce began came on Friday, when 11 people were killed in Gaza."
    assert only(text).since is None


def test_since_then_looks_back() -> None:
    text = (
        "Hamas-led gunmen attacked southern Israel on 7 October 2023. "
        "At least 70,700 people have been killed in Gaza since then, the ministry said."
    )
    assert figures(text)[-1].since == WAR


def test_a_heading_dates_the_list_under_it() -> None:
    text = (
        "Health Ministry Gaza daily report 🔴 Since the ceasefire (October 11): • Number of martyrs: 1,001 "
        "• Number of recovered bodies: 700 🔴 Cumulative since the beginning of the war on October 7, 2023: "
        "• Number of martyrs: 73,000 • Number of injuries: 173,000 Note: 96 martyrs were added in June."
    )
    found = {(f.value, f.measure): f for f in figures(text, published=datetime(2026, 6, 15, 18, tzinfo=UTC))}
    assert found[1001, "killed"].since == found[700, "bodies_recovered"].since == date(2025, 10, 11)
    assert found[73_000, "killed"].since == found[173_000, "injured"].since == WAR
    assert found[96, "killed"].since is None
    assert found[1001, "killed"].indicator == "killed_since_truce"
    assert found[1001, "killed"].claimant_id == "gaza-moh"


def test_a_heading_over_plain_lines_dates_them_too() -> None:
    text = (
        "Since the ceasefire (October 11):\nTotal number of martyrs: 1,001\nTotal number of injuries: 3,200\nRain fell."
    )
    assert [(f.value, f.since) for f in figures(text)] == [
        (1001, date(2025, 10, 11)),
        (3200, date(2025, 10, 11)),
    ]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Hamas freed 20 captives.", "reported"),
        ("Hamas is expected to free 20 captives.", "expected"),
        ("The deal requires Hamas to free 20 captives.", "target"),
        ("Some 20 captives are due to be freed by Hamas.", "target"),
        ("Hamas agreed to free 20 captives.", "expected"),
        ("Hamas was to free 20 captives on Friday.", "expected"),
        ("Hamas was scheduled to free 20 captives.", "expected"),
        ("That is less than the 20 captives that should have been freed.", "target"),
        ("It is believed that 20 captives were freed.", "estimate"),
        ("Hamas denied killing 20 captives.", "denied"),
    ],
)
def test_how_a_number_is_meant(text: str, modality: str) -> None:
    assert only(text).modality == modality


@pytest.mark.parametrize(
    "text",
    [
        "He threatened to kill 30 or 40 of them every night.",
        "If they attack, we would kill 300 of them.",
        "The group vowed to kill 12 soldiers.",
    ],
)
def test_threats_are_nothing(text: str) -> None:
    assert figures(text) == []


# ------------------------------------------------------------------ readings of the agreement


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Some 1,100 people have been injured in Gaza since the truce began.", "injured_since_truce"),
        ("Crews in Gaza have recovered 600 bodies since the truce began.", "bodies_recovered_since_truce"),
        ("Three Israeli soldiers have been killed in Gaza since the truce began.", "soldiers_killed_since_truce"),
        ("About 140 trucks a day have entered Gaza since the truce began.", "trucks_entered_per_day"),
        ("A total of 17,900 trucks have entered Gaza since the truce began.", "trucks_entered_total"),
        ("All 20 living hostages have been released from Gaza.", "hostages_living_released"),
        ("Hamas has returned 27 of the 28 bodies of hostages from Gaza.", "hostage_remains_returned"),
        ("All but one of the 48 hostages in Gaza have been released.", "hostages_remaining"),
        ("Israel controls 53 percent of the Gaza Strip.", "gaza_area_israeli_control_pct"),
        (
            "The media office in Gaza said Israel had violated the truce 740 times since it began.",
            "violations_alleged_against_israel",
        ),
        (
            "The army said Hamas had committed 64 violations in Gaza since the truce began.",
            "violations_alleged_against_hamas",
        ),
    ],
)
def test_readings_of_indicators(text: str, indicator: str) -> None:
    assert only(text).indicator == indicator


@pytest.mark.parametrize(
    "text",
    [
        "Ten people were killed in Gaza on Thursday.",  # one day's share of no running count
        "Some 82 children have been killed in Gaza since the truce began.",  # a part
        "The deal requires 600 trucks a day to enter Gaza.",  # a target
        "Hamas is expected to release all 20 living hostages from Gaza.",  # not yet
        "The army denied killing 402 people in Gaza since the truce began.",  # a denial
        "Some 335 people have been killed in Lebanon since the truce began.",  # another place
        "In Lebanon, 335 people have been killed since the ceasefire with Hezbollah began.",  # another truce
        "Dozens of people have been killed in Gaza since the truce began.",  # no number
    ],
)
def test_what_is_no_reading(text: str) -> None:
    assert [f.indicator for f in figures(text)] == [None]


def test_a_story_of_the_january_truce_feeds_nothing() -> None:
    text = "More than 915 trucks a day have entered Gaza since the January truce began, officials said."
    assert all(f.indicator is None for f in figures(text, published=datetime(2025, 1, 22, tzinfo=UTC)))
    assert all(f.indicator is None for f in figures(text))


def test_a_year_old_story_does_not_date_itself_by_this_truce() -> None:
    text = "Some 40 people have been killed in Gaza since the truce began, officials said."
    figure = only(text, published=datetime(2025, 2, 3, tzinfo=UTC))
    assert figure.since is None
    assert figure.indicator is None


def test_another_agreement_reads_its_own_truce() -> None:
    lebanon = load("lebanon-2024")
    text = "Some 335 people have been killed in Lebanon since the ceasefire began, the health ministry said."
    (figure,) = read(text, agreement=lebanon, published=FRIDAY).figures
    assert figure.since == date(2024, 11, 27)
    assert figure.indicator == "killed_lebanon_since_coh"
    assert GAZA.indicator("killed_lebanon_since_coh") is None
