"""Any text at all: offsets hold, nothing is raised, work grows with the text and not with its square."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.model import load
from tui.extract.document import Document
from tui.extract.names import People
from tui.extract.quotes import find_quotes
from tui.records import Quote

AGREEMENT = load("gaza-2025")

WORDS = [
    "“",
    "”",
    '"',
    "''",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "said",
    "told",
    "says",
    "Orlin",
    "Ms",
    "Mr.",
    "he",
    "she",
    "it",
    "they",
    "who",
    "that",
    ",",
    ".",
    ":",
    ";",
    "-",
    "—",
    "--",
    "(",
    ")",
    "[",
    "and",
    "but",
    "according",
    "to",
    "in",
    "a",
    "statement",
    "the",
    "officials",
    "ministry",
    "Hamas",
    "Israel",
    "45",
    "saying",
    "asked",
    "was",
    "quoted",
    "as",
    "Monday",
    "\n",
    "put",
    "at",
    "X's",
    "he's",
    "\ud800",
    "قال",
    "\u202e",
]
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=80).map("".join),
)


def quotes_of(text: str) -> list[Quote]:
    document = Document(text)
    return find_quotes(document, People(document, AGREEMENT))


def assert_sound(text: str, quotes: list[Quote]) -> None:
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text
        assert "\n" not in quote.text
        for words, start, end in (
            (quote.speaker_mention, quote.speaker_start, quote.speaker_end),
            (quote.cue, quote.cue_start, quote.cue_end),
        ):
            assert (start is None) == (end is None)
            if start is not None and end is not None:
                assert text[start:end] == words


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_quotes_of_any_text_are_sound(text: str) -> None:
    assert_sound(text, quotes_of(text))


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_segments_of_any_text_are_sound(text: str) -> None:
    document = Document(text)
    end = 0
    for segment in document.segments:
        paragraph = document.paragraphs[segment.paragraph]
        assert end <= segment.start < segment.inner_start <= segment.inner_end <= segment.end
        assert paragraph.start <= segment.start and segment.end <= paragraph.end
        end = segment.end


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_mentions_of_any_text_are_sound(text: str) -> None:
    document = Document(text)
    people = People(document, AGREEMENT)
    end = 0
    for mention in people.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        end = mention.end
        people.actor_id(mention.text)
        people.full_name(mention.text)


HOSTILE: dict[str, str] = {
    "straight marks": '"',
    "curly openers": "“",
    "doubled marks": "'' ",
    "single openers": "‘a ",
    "plural possessives": "‘a boys’ b ",
    "said he": "said he ",
    "commas": "Ann, ",
    "who": "Ann, who ",
    "open brackets": "(",
    "that": "said that ",
    "and": "A and ",
    "quotations": "“a” ",
    "dialogue": "“a,” he said. ",
    "floating": "“a”\n",
    "labels": "A: ",
    "according": "according to X, ",
    "participles": ", saying ",
    "dashes": "a -- ",
    "unclosed": "“A b c. ",
    "capitals": "Aa ",
    "one word": "x",
    "surrogates": "\ud800 said “x\udfff” ",
    "right to left": "قال “نعم” ",
    "pronouns": "Ann met Dan. “No,” she said. ",
}


def steps(work: Callable[[], Any]) -> int:
    """Lines of Python that `work` runs: a measure of work that no busy machine disturbs."""
    count = 0

    def local(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return local

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        return local

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_text(unit: str) -> None:
    """Four times the text takes about four times the steps; a square would take sixteen."""
    small = unit * 500
    large = unit * 2000
    quotes_of(small)  # caches of words are filled
    first = steps(lambda: quotes_of(small))
    second = steps(lambda: quotes_of(large))
    assert second <= 6 * first + 20_000


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_long_hostile_texts_give_sound_quotes(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert_sound(text, quotes_of(text))


def test_a_hundred_thousand_marks() -> None:
    text = '"' * 100_000
    assert_sound(text, quotes_of(text))


def test_a_sentence_of_a_megabyte() -> None:
    text = "word " * 200_000 + "said Orlin."
    assert_sound(text, quotes_of(text))


@pytest.mark.parametrize("text", ["Orlin: shut", "Orlin: shut.", "Orlin said: no", "Gate: “shut”", "“Gate”: shut"])
def test_a_first_line_that_ends_soon_after_its_colon_is_read(text: str) -> None:
    for found in find_quotes(document := Document(text), People(document, AGREEMENT)):
        assert found.text in text
