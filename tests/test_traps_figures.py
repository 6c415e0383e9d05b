"""Traps of the field that concern figures, each by its number in the domain notes, through the public door."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.ledger import IndicatorRow, ledger
from tui.agreement.model import load
from tui.extract import read
from tui.filing import to_entry
from tui.records import Figure, FigureRecord, Update

GAZA = load("gaza-2025")
FRIDAY = datetime(2025, 12, 19, 8, tzinfo=UTC)


def figures(text: str, published: datetime = FRIDAY) -> tuple[Figure, ...]:
    return read(text, agreement=GAZA, published=published, source="Sample Wire").figures


def filed(
    text: str, published: datetime = FRIDAY, *, outlet: str = "Sample Wire", title: str = ""
) -> list[FigureRecord]:
    """What is read from a text, as it stands in the store."""
    key = f"{outlet}-{published:%Y%m%d%H%M}-{text}"
    update = Update(id=key, source=outlet.lower(), outlet=outlet, url="", title=title, text=text, published=published,
                    fetched=published, origin=key)  # fmt: skip
    return list(to_entry(update, read(text, agreement=GAZA, published=published, source=outlet), GAZA).figures)


def row(indicator: str, records: list[FigureRecord]) -> IndicatorRow:
    return next(r for r in ledger(GAZA, records) if r.indicator.id == indicator)


def indicators(text: str, published: datetime = FRIDAY) -> set[str | None]:
    return {f.indicator for f in figures(text, published)}


BOTH_TOLLS = (
    "At least 391 Palestinians have been killed in Gaza since the ceasefire began, the Gaza health ministry said. "
    "Since 7 October 2023, 70,665 people have been killed in Gaza, it said."
)


def test_trap_1_the_two_tolls_are_two_series_and_nothing_is_made_by_subtracting() -> None:
    records = filed(BOTH_TOLLS)
    truce, war = row("killed_since_truce", records), row("killed_total_war", records)
    assert [s.latest.figure.value for s in truce.series] == [391]
    assert [s.latest.figure.value for s in war.series] == [70665]
    later = filed(BOTH_TOLLS.replace("391", "394").replace("70,665", "70,990"), FRIDAY + timedelta(days=2))
    values = {r.figure.value for x in ledger(GAZA, records + later) for s in x.series for r in s.readings}
    assert values == {391, 394, 70665, 70990}


def test_trap_2_a_computed_value_stands_apart_from_the_claimed_one() -> None:
    (claimed,) = filed(
        "At least 391 Palestinians have been killed in Gaza since the ceasefire, the Gaza health ministry said."
    )
    computed = msgspec.structs.replace(claimed, id="sum", derived="sum of daily values")
    found = row("killed_since_truce", [claimed, computed])
    assert sorted((s.derived, "(derived)" in s.claimant) for s in found.series) == [(False, False), (True, True)]
    assert not found.differ


@pytest.mark.parametrize("hours", [24, 48, 72, 96])
def test_trap_3_a_period_is_neither_a_day_nor_a_running_count(hours: int) -> None:
    (figure,) = figures(f"The Gaza health ministry said 14 Palestinians were killed in Gaza in the past {hours} hours.")
    assert not figure.cumulative
    assert figure.rate is None
    assert figure.indicator is None
    assert figure.as_of_text is not None
    assert str(hours) in figure.as_of_text


def test_trap_4_a_commitment_is_a_target_and_a_date_no_figure() -> None:
    (figure,) = figures("Under the deal signed on 9 October 2025, Hamas must release 48 hostages held in Gaza.")
    assert (figure.value, figure.modality, figure.indicator) == (48, "target", None)
    assert ledger(GAZA, filed("Under the deal, Hamas must release 48 hostages held in Gaza.")) == ()


@pytest.mark.parametrize("mark", ["'", "’"])
def test_trap_9_apostrophes_and_marks_of_any_kind_change_no_claimant(mark: str) -> None:
    (figure,) = figures(f"Gaza{mark}s health ministry said 12 people were killed in Gaza.")
    assert figure.claimant == f"Gaza{mark}s health ministry"


@pytest.mark.parametrize(("left", "right"), ["“”", '""', "«»", "„“", ("''", "''")])
def test_trap_9_a_number_inside_any_quotation_marks_is_its_speakers(left: str, right: str) -> None:
    text = f"{left}Our crews have counted 12 dead in the market since the morning,{right} said Dana Sample, a doctor."
    (figure,) = figures(text)
    assert figure.claimant is not None
    assert "Dana Sample" in figure.claimant


def test_trap_10_nobody_named_is_nobody() -> None:
    (figure,) = figures("Twelve people were killed in Gaza on Thursday.")
    assert (figure.claimant, figure.claimant_id) == (None, None)
    (figure,) = figures("Twelve people were killed in Gaza, according to reports.")
    assert figure.claimant is None


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (datetime(2025, 12, 19, 8, tzinfo=UTC), date(2025, 12, 18)),
        (datetime(2025, 12, 18, 22, 30, tzinfo=UTC), date(2025, 12, 18)),  # already Friday where it was written
        (datetime(2025, 12, 17, 22, 30, tzinfo=UTC), date(2025, 12, 18)),  # already Thursday there
    ],
)
def test_trap_11_a_weekday_resolves_against_publication_in_the_places_own_time(published: datetime, day: date) -> None:
    (figure,) = figures("The Gaza health ministry said 12 people were killed in Gaza on Thursday.", published)
    assert figure.as_of == day


def test_trap_12_one_outlets_odd_date_does_not_overwrite_the_others() -> None:
    said = "At least 391 Palestinians have been killed in Gaza since the truce as of {}, the Gaza health ministry said."
    records = [r for n in "ABCDE" for r in filed(said.format("18 December"), outlet=f"Sample {n}")]
    records += filed(said.format("8 December"), outlet="Sample Odd")
    (series,) = row("killed_since_truce", records).series
    assert series.as_of == date(2025, 12, 18)
    assert "Sample Odd alone dates 391" in " ".join(series.questions)


def test_trap_15_one_claim_through_ten_outlets_is_one_reading() -> None:
    said = (
        "At least 391 people have been killed in Gaza since the ceasefire, the Gaza health ministry said on Thursday."
    )
    records = [r for n in range(10) for r in filed(said, outlet=f"Sample {n}")]
    (series,) = row("killed_since_truce", records).series
    assert len(series.readings) == 1
    assert len(series.latest.carriers) == 9


@pytest.mark.parametrize(
    "text",
    [
        "Under the January 2025 truce, 915 trucks a day entered Gaza.",
        "Since the ceasefire in Lebanon began, Hezbollah says, 330 people have been killed in Israeli strikes there.",
        "More than 7,500 violations of the truce with Hezbollah were counted in Lebanon.",
        "Russia says 391 people have been killed since the truce.",
    ],
)
def test_trap_16_another_truce_or_country_feeds_nothing(text: str) -> None:
    assert indicators(text) <= {None}


def test_trap_16_what_was_written_before_the_agreement_feeds_nothing() -> None:
    assert indicators("Hamas has released all 20 living hostages from Gaza.", datetime(2025, 1, 25, tzinfo=UTC)) == {
        None
    }


def test_trap_17_a_running_count_that_falls_is_a_question_and_no_overwrite() -> None:
    said = "At least {} Palestinians have been killed in Gaza since the ceasefire, the Gaza health ministry said on {}."
    records = filed(said.format(411, "Monday"), datetime(2025, 12, 15, 18, tzinfo=UTC))
    records += filed(said.format(395, "Thursday"), datetime(2025, 12, 18, 18, tzinfo=UTC))
    (series,) = row("killed_since_truce", records).series
    assert [r.figure.value for r in series.readings] == [395, 411]
    assert any("fell from 411" in q for q in series.questions)


@pytest.mark.parametrize(
    ("words", "value", "qualifier"),
    [
        ("nearly 2,000", 2000, "nearly"),
        ("1.5 million", 1_500_000, None),
        ("1.5m", 1_500_000, None),
        ("half a million", 500_000, None),
        ("two hundred and forty-six", 246, None),
        ("٣٩٥", 395, None),
        ("1\xa0965", 1965, None),
        ("at least a dozen", 12, "at least"),
    ],
)
def test_trap_21_numbers_in_every_dress(words: str, value: float, qualifier: str | None) -> None:
    (figure,) = figures(f"The office said {words} people were killed in Gaza.")
    assert (figure.value, figure.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "The minister threatened to kill 30 or 40 fighters every night in Gaza.",
        "He vowed that the army would kill 100 people if the truce broke.",
    ],
)
def test_trap_22_a_threat_is_no_figure(text: str) -> None:
    assert figures(text) == ()


def test_trap_23_the_body_counts_and_not_the_headline() -> None:
    found = filed(
        "Six people were killed in a strike on Gaza City, the office said.", title="Strike kills seven in Gaza"
    )
    assert [r.figure.value for r in found] == [6]


def test_trap_25_parts_are_never_added_to_their_whole() -> None:
    text = (
        "The Gaza health ministry said 104 people, including 46 children and 20 women, had been killed in Gaza "
        "since the ceasefire."
    )
    whole, *parts = figures(text)
    assert (whole.value, whole.breakdown) == (104, False)
    assert [(p.value, p.breakdown, p.indicator) for p in parts] == [(46, True, None), (20, True, None)]
    found = row("killed_since_truce", filed(text))
    assert [r.figure.value for s in found.series for r in s.readings] == [104]
    assert found.checks == ()


def test_parts_listed_behind_a_colon_that_make_another_total_are_a_question() -> None:
    text = (
        "The Government Media Office said Israel had committed 100 violations of the ceasefire since 10 October: "
        "40 shooting incidents, 30 incursions, 20 shellings and 20 demolitions."
    )
    (check,) = [q for q in row("violations_alleged_against_israel", filed(text)).checks if q.records]
    assert check.kind == "parts"
    assert "40 + 30 + 20 + 20 = 110 (derived), total given 100" in check.text
    right = text.replace("20 demolitions", "10 demolitions")
    assert [q for q in row("violations_alleged_against_israel", filed(right)).checks if q.records] == []


DUE = (
    "Of the {} trucks due to enter Gaza in the 73 days of the ceasefire, just 17,819 have come in so far, "
    "the Government Media Office said."
)


def test_a_target_that_is_not_its_days_times_the_quota_is_a_question_with_its_inputs() -> None:
    found = row("trucks_entered_total", filed(DUE.format("42,800"), datetime(2025, 12, 22, 18, tzinfo=UTC)))
    (check,) = [q for q in found.checks if q.records]
    assert check.kind == "target times days"
    assert "42,800 due (stated), but 600 a day x 73 days = 43,800 (derived)" in check.text
    (reading,) = [r for s in found.series for r in s.readings]
    assert (reading.figure.value, reading.figure.of) == (17819, 42800)  # nothing is repaired
    right = row("trucks_entered_total", filed(DUE.format("43,800"), datetime(2025, 12, 22, 18, tzinfo=UTC)))
    assert [q for q in right.checks if q.records] == []


def test_the_shipped_record_asks_the_same_of_what_it_names_as_due() -> None:
    given = [o for o in GAZA.observations if o.due is not None]
    assert {o.due.value for o in given if o.due is not None} == {42800, 33600}
    found = row("trucks_entered_total", filed(DUE.format("43,800"), datetime(2025, 12, 22, 18, tzinfo=UTC)))
    asked = [q.text for q in found.checks if q.kind == "target times days"]
    assert len(asked) == 1
    assert "42,800" in asked[0]


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(6)), st.integers())
def test_order_of_arrival_never_changes_the_series(order: list[int], seed: int) -> None:
    texts = [
        BOTH_TOLLS,
        DUE.format("42,800"),
        "Since the truce 285 bodies have been returned to Gaza, of which 84 have been identified, the ministry said.",
        "The Government Media Office said Israel committed 100 violations since the truce: 40 raids and 70 shellings.",
        "Israel has killed 391 people in Gaza since the ceasefire, the Gaza health ministry said on Wednesday.",
        "Eighteen of the 36 hospitals in Gaza are partially functional, WHO said.",
    ]
    records = [r for n in order for r in filed(texts[n], FRIDAY + timedelta(hours=n), outlet=f"Sample {n}")]
    shuffled = records[:]
    random.Random(seed).shuffle(shuffled)
    assert ledger(GAZA, records) == ledger(GAZA, shuffled)
