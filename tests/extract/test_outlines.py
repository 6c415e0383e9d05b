"""What is named only in outline, what never was, and layouts that are no sentence: colons, brackets, tables."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.extract import read
from tui.extract.unreal import history, never_was

DAY = datetime(2026, 2, 12, 18, tzinfo=UTC)


def said(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for e in read(text, published=DAY).evidence:
        found.setdefault(e.commitment, set()).add(e.status)
    return found


def counted(text: str) -> list[tuple[float | int | None, str, str | None]]:
    return [(f.value, f.measure, f.claimant) for f in read(text, published=DAY).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The withdrawal from the town was to begin in May. The step, which both sides had announced, was put off.",
            {"withdrawal": {"stalled", "pledged"}},
        ),
        (
            "The disarmament of the militia is in the text. Nobody has started on that part of the deal.",
            {"disarmament"},
        ),
        ("The reopening of the crossing was delayed again, Sample Wire learned in Cairo.", {"rafah_opening"}),
        ("The cabinet approved a limited withdrawal from the town.", {"withdrawal": {"pledged"}}),
        ("Israel accused Hamas of a ceasefire breach.", {"truce": {"alleged_violation"}}),
        ("Hopes that foreign troops would land in spring have faded.", {"stabilisation_force": {"stalled"}}),
        ("The envoy announced the start of the second phase of the plan.", {"phase_two": {"under_way"}}),
        ("The number of trucks entering Gaza has fallen by half, the UN said.", {"aid_entry": {"stalled"}}),
        ("The army says it needs four months to disarm the militia.", {"disarmament": {"pledged"}}),
        ("No Turkish or Qatari soldiers in Gaza, minister says.", {"stabilisation_force": {"refused"}}),
        ("The cabinet okays Rafah reopening after body of last captive returns.", {"rafah_opening", "bodies_return"}),
    ],
)
def test_what_is_named_in_outline_is_read(text: str, expected: dict[str, set[str]] | set[str]) -> None:
    found = said(text)
    assert set(found) == set(expected)
    if isinstance(expected, dict):
        assert all(found[topic] <= labels for topic, labels in expected.items())


def test_what_is_to_come_first_is_not_done() -> None:
    assert said("The cabinet okays Rafah reopening after body of last captive returns.")["bodies_return"] == {
        "demanded"
    }


def test_bodies_of_hostages_that_are_back_free_nobody() -> None:
    found = said("Sixteen of the 28 dead hostages' bodies are back in Israel.")
    assert found == {"bodies_return": {"partial"}}


@pytest.mark.parametrize(
    "text",
    [
        "Had the plan been signed, all hostages would have been released and the army would have withdrawn.",
        "The truce would have held if the militia had handed over its arms.",
        "In 2009 the army withdrew from Gaza and a ceasefire took hold after 22 days.",
    ],
)
def test_what_never_was_and_what_is_long_past_says_nothing(text: str) -> None:
    assert said(text) == {}


def test_a_number_of_what_never_was_is_no_figure() -> None:
    assert counted("Had the offer been taken, ten hostages would have been released.") == []


@pytest.mark.parametrize(
    ("text", "year", "told"),
    [
        ("In 2014 the truce collapsed within hours.", 2026, True),
        ("In 2014 the truce collapsed, and it has never been repaired since.", 2026, False),
        ("In 2025 the truce took hold.", 2026, False),
        ("The truce of November 2023 held for a week.", 2026, True),
        ("Strikes in breach of the November 2024 truce went on.", 2026, False),
    ],
)
def test_history_is_a_past_that_reaches_to_no_present(text: str, year: int, told: bool) -> None:
    assert history(text, year, 2025) is told


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_no_text_makes_these_raise(text: str) -> None:
    assert never_was(text) in (True, False)
    assert history(text, 2026, 2025) in (True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "URGENT | Civil Defence: our crews recovered 22 bodies from the rubble.",
            [(22, "bodies_recovered", "Civil Defence")],
        ),
        ("[09:12] Health ministry: 4 killed in the north.", [(4, "killed", "Health ministry")]),
        (
            "Since spring: 840 people killed (Health Ministry); five soldiers killed (IDF).",
            [(840, "killed", "Health Ministry"), (5, "killed", "IDF")],
        ),
        (
            "Trucks entering this week: Sunday 214, Monday 233; total 447 (source: Sample Cluster).",
            [(214, "trucks", "Sample Cluster"), (233, "trucks", "Sample Cluster"), (447, "trucks", "Sample Cluster")],
        ),
        (
            "Israel says 450 trucks a day get in; the UN has logged fewer than 100.",
            [(450, "trucks", "Israel"), (100, "trucks", "UN")],
        ),
        ("He is one of the roughly 9,300 Palestinians in Israeli custody.", [(9300, "held", None)]),
        ("Twelve men whose bodies were handed over came from one town.", [(12, "bodies_returned", None)]),
        ("The 31 gunmen who crossed the line have been killed.", [(31, "killed", None)]),
    ],
)
def test_counts_in_layouts_and_behind_relative_clauses(
    text: str, expected: list[tuple[float, str, str | None]]
) -> None:
    assert counted(text) == expected


def test_a_speaker_a_clause_in_a_headline() -> None:
    evidence = read("Ankara: We are ready to send troops to Gaza; Jerusalem: It won't happen", published=DAY).evidence
    assert [(e.status, e.claimant) for e in evidence if e.status == "pledged"] == [("pledged", "Ankara")]


def test_a_breach_behind_a_colon_has_its_claimant() -> None:
    (evidence,) = read(
        "Government Media Office: the occupation committed 20 violations of the truce.", published=DAY
    ).evidence
    assert (evidence.status, evidence.claimant) == ("alleged_violation", "Government Media Office")
