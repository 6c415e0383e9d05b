"""Who speaks, in the habits of real copy that a day's watching brought up. Outlet, persons and words are invented."""

from __future__ import annotations

import pytest

from tui.agreement.model import load
from tui.extract import read
from tui.records import Quote

GAZA = load("gaza-2025")


def spoken(text: str) -> list[Quote]:
    return list(read(text, agreement=GAZA, source="Sample Wire").quotes)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Harbour minister Karim Lotfy on Friday vowed that the gate would stay open.", "Karim Lotfy"),
        ("The Harbour Office on Monday denied that the gate had been shut.", "The Harbour Office"),
        ("Envoy Dana Placeholder late Sunday said that the list was ready.", "Dana Placeholder"),
        ("A note published on Monday said the gate was shut.", "A note published on Monday"),
    ],
)
def test_a_day_before_the_verb_is_no_part_of_the_name(text: str, speaker: str) -> None:
    (quote,) = spoken(text)
    assert quote.speaker == speaker


def test_what_is_reported_does_not_report_itself() -> None:
    text = "The harbour office said only two roads were open. The western gate remains shut for lorries, it added."
    added = spoken(text)[-1]
    assert added.cue == "added" and added.speaker is not None and "harbour office" in added.speaker.lower()


def test_an_office_is_not_the_name_of_who_holds_it() -> None:
    (quote,) = spoken("“Both have fallen short,” said the Deputy Special Coordinator, Karim Lotfy.")
    assert (quote.speaker, quote.role) == ("Karim Lotfy", "the Deputy Special Coordinator")
    (quote,) = spoken("“It is no suggestion,” Ambassador Dana Placeholder of Sampleland told the Council.")
    assert (quote.speaker, quote.role) == ("Dana Placeholder", "Ambassador of Sampleland")


def test_for_whom_somebody_speaks_holds_for_the_whole_article() -> None:
    text = (
        "“We are trying,” said Dana Placeholder, the UN's deputy humanitarian coordinator.\n"
        "The rain went on.\n“Every week costs lives,” Ms Placeholder said. “We count them,” she added."
    )
    assert [(q.speaker, q.speaker_id) for q in spoken(text)] == [("Dana Placeholder", "un")] * 3


def test_an_official_who_is_named_later_speaks_for_the_same_house() -> None:
    text = (
        "In Cairo, a senior Hamas official said the movement was ready.\n"
        "“Not one before the other,” the official, Karim Lotfy, told reporters.\n“Never,” Lotfy said."
    )
    assert [(q.speaker, q.speaker_id) for q in spoken(text)][1:] == [("Karim Lotfy", "hamas")] * 2


def test_the_official_is_the_one_spoken_of_before_and_keeps_no_name() -> None:
    text = "“It is a trick,” an Israeli official said on Monday.\n“We need no lists,” the official said."
    assert [(q.speaker, q.speaker_id) for q in spoken(text)] == [("an Israeli official", "israel")] * 2
    (alone,) = spoken("“We need no lists,” the official said.")
    assert (alone.speaker, alone.speaker_id) == ("the official", None)


def test_the_time_of_an_entry_says_nothing() -> None:
    text = "What has happened so far today in Gaza.\n09:41 ‘Nothing came through today’\nThe gate is shut."
    assert [q.speaker for q in spoken(text) if q.speaker and q.speaker[0].isdigit()] == []
