"""The demonstrations about real agreements tell nothing but what stands in the record of the agreement file."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner, Result

from tui.cli import main
from tui.demo import INVENTED, NAMES, agreement, recording
from tui.extract import read

REAL = [name for name in NAMES if name != INVENTED]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.mark.parametrize("name", REAL)
def test_each_dispatch_is_of_a_day_in_the_record_and_says_where_that_is_from(name: str) -> None:
    script, accord = recording(name), agreement(name)
    days = {m.date: m for m in accord.milestones}
    assert len(script.dispatch) >= 5
    assert script.length <= 30, "anyone sees it all in half a minute"
    assert {d.outlet for d in script.dispatch} <= {o.id for o in script.outlet}
    assert all(o.name.startswith("Sample ") for o in script.outlet)
    for dispatch in script.dispatch:
        assert dispatch.date is not None and dispatch.record is not None
        assert days[dispatch.date.date()].prov
        assert dispatch.record.endswith("; ".join(days[dispatch.date.date()].prov))
    assert [d.date for d in script.dispatch] == sorted(d.date for d in script.dispatch if d.date)


@pytest.mark.parametrize("name", REAL)
def test_every_number_in_a_dispatch_stands_in_the_record(name: str) -> None:
    accord = agreement(name)
    filed = " ".join(
        [*(m.text for m in accord.milestones), *(c.text for c in accord.commitments), *(p.title for p in accord.phases)]
    )
    filed += " ".join(f" {o.value:,}" for o in accord.observations)
    for dispatch in recording(name).dispatch:
        told = re.sub(r"\b(?:19|20)\d\d\b|\b\d{1,2} (?:November|February)\b", "", dispatch.text)
        for number in re.findall(r"\d[\d,.:]*\d|\d", told):
            assert number in filed, (dispatch.id, number)


@pytest.mark.parametrize("name", REAL)
def test_nobody_is_quoted_and_no_person_speaks(name: str) -> None:
    accord = agreement(name)
    persons = {a.id for a in accord.actors if a.kind == "person"}
    for dispatch in recording(name).dispatch:
        assert not set('“”"«»') & set(dispatch.text)
        reading = read(dispatch.text, agreement=accord, published=dispatch.date, source="Sample Wire")
        assert all(q.kind == "indirect" for q in reading.quotes)
        claimants = {r.claimant_id for r in (*reading.figures, *reading.evidence)}
        assert not claimants & persons
        assert not {q.speaker_id for q in reading.quotes} & persons


def test_lebanon_plays_through_the_whole_program() -> None:
    result = run("demo", "--agreement", "lebanon-2024", "--once")
    assert result.exit_code == 0, result.output
    assert "DEMONSTRATION: the outlets are invented" in result.stdout
    assert "as of 08 Jan 2026" in result.stdout
    assert "Unauthorised arms and sites dismantled: IN PROGRESS" in result.stdout
    assert "more than 7,500  UNIFIL, as of 20 Nov 2025, since 27 Nov 2024, via Sample Wire" in result.stdout
    assert "about 2,500  UNIFIL, as of 20 Nov 2025, since 27 Nov 2024, via Sample Wire" in result.stdout


def test_tigray_plays_through_the_whole_program() -> None:
    result = run("--agreement", "tigray-2022", "demo", "--once")
    assert result.exit_code == 0, result.output
    assert "as of 03 May 2023" in result.stdout
    assert "Senior commanders meet within five days: DONE?" in result.stdout
    assert "per African Union" in result.stdout and "per Ethiopia (federal government)" in result.stdout


def test_an_agreement_without_a_demonstration_says_which_have_one() -> None:
    result = run("demo", "--agreement", "gaza-2025", "--once")
    assert result.exit_code == 2
    assert "there is one of demo-accord, lebanon-2024, tigray-2022" in result.stderr
