"""What is no claim and no reading, and totals as they stand in real copy. Sentences are ours, persons invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tui.agreement.model import load
from tui.extract import read
from tui.records import Figure, Reading

GAZA = load("gaza-2025")
PUBLISHED = datetime(2026, 10, 5, 18, tzinfo=UTC)


def reading(text: str, title: str = "") -> Reading:
    return read(text, agreement=GAZA, published=PUBLISHED, source="Sample Wire", title=title)


def values(text: str, title: str = "") -> dict[str | None, list[float | int | None]]:
    found: dict[str | None, list[float | int | None]] = {}
    for figure in reading(text, title).figures:
        found.setdefault(figure.indicator, []).append(figure.value)
    return found


def test_a_channel_of_bulletins_has_no_day_of_its_own_in_the_baseline() -> None:
    one = (
        "Daily report\nThe Ministry of Health in Gaza: {0} martyrs came to the hospitals in the past 24 hours.\n"
        "Since the ceasefire (October 11, 2025): total number of martyrs {1}, total number of injuries {2}, "
        "total number of bodies recovered {3}.\n"
    )
    found = reading(one.format(6, "1,301", "3,118", 818) + one.format(3, "1,316", "3,160", 823)).figures
    assert {f.as_of for f in found if f.since is not None} == {None}
    totals: dict[str | None, list[Figure]] = {}
    for figure in found:
        totals.setdefault(figure.indicator, []).append(figure)
    assert [f.value for f in totals["killed_since_truce"]] == [1301, 1316]
    assert [f.value for f in totals["injured_since_truce"]] == [3118, 3160]
    assert [f.value for f in totals["bodies_recovered_since_truce"]] == [818, 823]
    assert {f.since for f in totals["injured_since_truce"]} == {date(2025, 10, 11)}


def test_what_is_all_returned_is_not_still_held() -> None:
    found = values("The remains of all 28 deceased hostages have been returned from Gaza.")
    assert found == {"hostage_remains_returned": [28]}
    held = values("The remains of three deceased hostages are still in Gaza, the army said.")
    assert "hostages_remaining" in held


def test_what_a_share_was_before_is_no_reading_of_it() -> None:
    text = "The army now controls 47 percent of the Gaza Strip, down from 53 percent, a military official said."
    assert values(text) == {"gaza_area_israeli_control_pct": [47]}


@pytest.mark.parametrize(
    "text",
    [
        "A total of 612 trucks entered Gaza on Wednesday, the highest daily number since the ceasefire, the UN said.",
        "Some 612 trucks entered Gaza on Wednesday, the busiest day since the truce began, the UN said.",
    ],
)
def test_a_record_of_one_day_is_no_total_since_then(text: str) -> None:
    (figure,) = reading(text).figures
    assert (figure.value, figure.since, figure.cumulative) == (612, None, False)
    assert figure.indicator != "trucks_entered_total"


def test_a_total_since_then_still_is_one() -> None:
    found = values("As of Wednesday, a total of 25,700 trucks had entered Gaza since the ceasefire, COGAT said.")
    assert found == {"trucks_entered_total": [25700]}
    text = (
        "Thirty people, most of them civilians, have been killed in Gaza since the ceasefire, the health ministry said."
    )
    assert values(text)["killed_since_truce"] == [30]


def test_what_is_imagined_is_not_counted() -> None:
    assert values("Imagine 600 trucks a day entering Gaza; imagine a school with a roof.") == {}


@pytest.mark.parametrize(
    "title", ["Opinion | A truce in name only", "Editorial: A truce in name only", "A truce | Comment"]
)
def test_an_opinion_is_no_evidence_but_whom_it_quotes_is_heard(title: str) -> None:
    own = "Israel must withdraw from Gaza and Hamas must disarm. Some 600 trucks a day entered Gaza in those weeks."
    assert reading(own, title).evidence == ()
    assert set(values(own, title)) <= {None}
    assert reading(own, "A truce in name only").evidence
    said = "At least 1,301 people have been killed since the ceasefire, the Gaza health ministry says."
    assert values(said, title) == {"killed_since_truce": [1301]}


def test_what_an_article_takes_back_it_does_not_say() -> None:
    text = (
        "An earlier version of this article stated that Hamas had handed over 214 rockets in Gaza. "
        "Egypt's foreign ministry said the crossing at Rafah remains closed."
    )
    found = reading(text)
    assert [q.speaker for q in found.quotes] == ["Egypt's foreign ministry"]
    assert [e.commitment_id for e in found.evidence] == ["p1.rafah"]
    assert found.figures == ()


def test_to_deny_a_report_of_an_agreement_is_not_to_break_the_truce() -> None:
    text = (
        "“There is no such agreement on Gaza,” the prime minister's office said in a statement on the ceasefire talks."
    )
    assert [e.status for e in reading(text).evidence if e.commitment_id == "p1.truce"] == []


def test_the_pullback_of_the_first_days_is_not_the_further_one() -> None:
    text = "Under the deal, Israeli forces withdrew to a so-called yellow line that leaves them with half of Gaza."
    assert {e.commitment_id for e in reading(text).evidence} == {"p1.withdrawal-initial"}


def test_red_crescents_are_told_apart() -> None:
    for name, actor in (
        ("the Egyptian Red Crescent", "egyptian-rc"),
        ("the Palestinian Red Crescent", "prcs"),
        ("the Qatari Red Crescent", "qatar-rc"),
    ):
        (figure,) = reading(f"About 120 lorries crossed into Gaza on Tuesday, {name} said.").figures
        assert figure.claimant_id == actor


def test_what_somebody_else_called_it_is_theirs() -> None:
    text = (
        "A strike killed a commander in Gaza City on Thursday, the Israeli military said, "
        "in what Hamas called a “flagrant violation” of the year-old truce."
    )
    found = {q.speaker_id: q.text for q in reading(text).quotes}
    assert "flagrant" in found["hamas"] and "flagrant" not in found["idf"]


def test_to_leave_a_part_is_not_to_leave_the_whole_and_to_be_there_is_no_step() -> None:
    part = "Israel's military said it had completed its withdrawal from parts of eastern Rafah under a deal on Gaza."
    assert [(e.commitment_id, e.status) for e in reading(part).evidence] == [("p2.withdrawal", "partial")]
    stay = "Israeli forces remain deployed in more than 50 per cent of the Gaza Strip beyond the “Yellow Line”."
    assert {e.commitment_id for e in reading(stay).evidence} == {"p1.line-held"}
