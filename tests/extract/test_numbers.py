"""Numbers in a sentence: what they are worth, and which of them count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.extract.document import Document
from tui.extract.line import Line
from tui.extract.numbers import Number, find_numbers
from tui.extract.numerals import parse_digits


def numbers(text: str) -> list[Number]:
    document = Document(text)
    return find_numbers(Line(text, document.tokens, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1,965", 1965),
        ("12,345,678", 12_345_678),
        ("64.9", 64.9),
        ("1,234.5", 1234.5),
        ("١٬٩٦٥", 1965),
        ("٣٩٥", 395),
        ("1,23", None),
        ("1.2.3", None),
        ("1,965.25.3", None),
    ],
)
def test_digits_of_any_script_have_one_value(text: str, value: float | None) -> None:
    assert parse_digits(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("some twenty-one lorries", 21),
        ("two hundred and forty-six residents", 246),
        ("half a million people", 500_000),
        ("a million people", 1_000_000),
        ("1.5m people", 1_500_000),
        ("2.3 million people", 2_300_000),
        ("a dozen guards", 12),
        ("two dozen guards", 24),
        ("three thousand five hundred tents", 3500),
        ("70\xa0669 people", 70_669),
    ],
)
def test_number_words_and_scales(text: str, value: float) -> None:
    assert [n.value for n in numbers(text)] == [value]


@pytest.mark.parametrize("word", ["dozens", "scores", "tens of thousands", "hundreds of thousands"])
def test_vague_quantities_keep_their_word(word: str) -> None:
    (found,) = numbers(f"{word} of residents fled")
    assert found.value is None
    assert found.vague == word


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("at least 40 people", "at least"),
        ("no fewer than 40 people", "at least"),
        ("more than 40 people", "more than"),
        ("as many as 40 people", "up to"),
        ("nearly 40 people", "nearly"),
        ("close to 40 people", "almost"),
        ("40 or more people", "at least"),
        ("just 40 people", "just"),
        ("handed over 40 coffins", None),
    ],
)
def test_qualifiers_are_read_in_their_plain_form(text: str, qualifier: str | None) -> None:
    (found,) = numbers(text)
    assert (found.value, found.qualifier) == (40, qualifier)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30 or 40 people", 30, 40),
        ("30 to 40 people", 30, 40),
        ("30-40 people", 30, 40),
        ("between 30 and 40 people", 30, 40),
    ],
)
def test_ranges_are_one_number(text: str, low: int, high: int) -> None:
    (found,) = numbers(text)
    assert (found.value, found.value_max) == (low, high)


def test_a_rise_from_one_value_to_another_is_no_range() -> None:
    assert [(n.value, n.value_max) for n in numbers("rose from six to nine")] == [(6, None), (9, None)]


def test_parts_of_a_known_whole() -> None:
    (found,) = numbers("27 of the 28 coffins")
    assert (found.value, found.of) == (27, 28)
    (found,) = numbers("nine out of 30 wells")
    assert (found.value, found.of) == (9, 30)
    (found,) = numbers("four of them nurses")
    assert found.of_them


@pytest.mark.parametrize("text", ["all but one of the 48 captives", "all except for one of the 48 captives"])
def test_all_but_one_names_what_is_left(text: str) -> None:
    (found,) = numbers(text)
    assert (found.value, found.of, found.all_but) == (1, 48, True)


def test_a_number_repeated_in_brackets_counts_once() -> None:
    assert [n.value for n in numbers("eight (8) wells in the north")] == [8]


@pytest.mark.parametrize(
    "text",
    [
        "on 18 December",
        "on December 18, 2025",
        "on 2025-12-18",
        "between 10 and 17 June",
        "since 2023",
        "in October 2023",
        "the 20-point plan",
        "a 15-year-old boy",
        "aged 34",
        "brothers aged eight and 11",
        "Omar Sample, 34, said",
        "after 13 months of talks",
        "for two and a half weeks",
        "within 72 hours",
        "at 3am",
        "at 5.20pm",
        "at 09:15 GMT",
        "12 kilometres away",
        "a 500kg bomb",
        "$5 million in pledges",
        "20 million dollars",
        "resolution 2803",
        "phase two",
        "Channel 12",
        "an F-16 jet",
        "the S-400 system",
        "passed 13-0",
        "nine in ten residents",
        "one of the oldest mosques",
        "his 20s",
        "the 13th day",
    ],
)
def test_dates_ages_times_measures_sums_votes_and_names_count_nothing(text: str) -> None:
    assert numbers(text) == []


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=0, max_value=999_999_999))
def test_grouped_digits_read_as_they_were_written(value: int) -> None:
    assert parse_digits(f"{value:,}") == value


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    document = Document(text)
    for n in find_numbers(Line(text, document.tokens, 0, len(text))):
        assert 0 <= n.lead <= n.first < n.last <= len(document.tokens)
