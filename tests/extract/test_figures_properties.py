"""What holds for any text whatever."""

from __future__ import annotations

from figure_cases import FRIDAY, GAZA, figures
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.extract.document import Document
from tui.extract.figures import find_figures
from tui.extract.names import People
from tui.records import Figure

_WORDS = [
    "at least",
    "12",
    "1,965",
    "half a million",
    "people",
    "were",
    "killed",
    "and",
    "wounded",
    "including",
    "20 children",
    "of them",
    "the",
    "toll",
    "to",
    "since the truce",
    "began",
    "said",
    "the ministry",
    ",",
    ".",
    ":",
    "•",
    "(",
    ")",
    "“",
    "”",
    "trucks",
    "a day",
    "all but one",
    "of the 48",
    "hostages",
    "53%",
    "of Gaza",
    "in",
    "2025",
    "October 7",
    "on Thursday",
    "which",
    "according to",
    "bodies of",
    "another",
    "from six to nine",
    "٣٩٥",
    "\n",
    "released",
    "each",
    "none",
    "WHO",
    "he",
    "'s",
]
_NEWSLIKE = st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)


def plainly(text: str) -> list[Figure]:
    """The figures of a text without its quotes: this room alone."""
    document = Document(text)
    people = People(document, GAZA, source="Sample Wire")
    return find_figures(document, [], people, GAZA, published=FRIDAY)


@settings(deadline=None, max_examples=120)
@given(st.one_of(st.text(max_size=300), _NEWSLIKE))
def test_any_text_is_survived_and_every_span_lies_in_it(text: str) -> None:
    last = -1
    for figure in plainly(text):
        assert last <= figure.start < figure.end <= len(text)
        last = figure.start
        assert text[figure.start : figure.end].strip()
        assert figure.sentence in text
        assert (figure.value is None) == (figure.vague is not None)
        assert not (figure.breakdown and figure.cumulative)
        assert figure.indicator is None or GAZA.indicator(figure.indicator) is not None


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=13, max_value=99_999))
def test_a_value_stands_in_its_sentence(value: int) -> None:
    for figure in figures(f"At least {value:,} villagers were killed and {value + 1:,} hurt, the clinic said."):
        assert f"{figure.value:,}" in figure.sentence


@settings(deadline=None, max_examples=40)
@given(st.integers(min_value=1, max_value=40), st.text(alphabet="abc xyz,", max_size=40))
def test_an_unfinished_or_endless_text_is_read_in_pieces(times: int, noise: str) -> None:
    text = f"killed 12 {noise} since the truce, " * (times * 20)
    found = plainly(text)
    assert len(found) <= text.count("12")


def test_reading_twice_gives_the_same() -> None:
    text = "The army said 12 villagers were killed on Thursday. They included four children."
    assert figures(text) == figures(text)
