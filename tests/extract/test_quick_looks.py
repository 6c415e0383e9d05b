"""What is looked at first, so that most sentences cost little, never hides what the full look finds."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.model import load
from tui.extract.dates import datable, find_dates
from tui.extract.document import Document
from tui.extract.line import Line
from tui.extract.names import People
from tui.extract.outer import QUOTED, Outer
from tui.extract.scan import _NUMERAL, Scan
from tui.extract.theatre import Theatre
from tui.extract.unclaimed import _taken_back, claimed, foreign
from tui.extract.undertakings.plain import Plain, plain_words
from tui.extract.undertakings.terms import _TERMS, Terms, _normal
from tui.records import Quote, Reading

GAZA = load("gaza-2025")
_SOME = """
    Israel Israel’s israeli U.S. U.N.-backed Hamas-run hamas al-Shifa 20-point II 2nd 2.5 1,965 m23 M23's it’s 'hand
    handed over hand over phase two second phase take effect took effect Board of Peace peace board survey poll
    exit-poll “ ” ' ’ " ( ) , . ; : — - -- é café naïve İstanbul ΣΑΣ ﬁn Gaza gaza_city north truce cease-fire us US of
    the no and
"""
_GAPS = st.sampled_from(["", " ", " ", " ", "  ", "\n", " \n\n", "\u2009"])
_TEXTS = st.lists(st.tuples(st.sampled_from(_SOME.split()) | st.text(max_size=6), _GAPS), max_size=40).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)
_NAIVE = re.compile(r"\d+(?:[.,٫٬]\d+)*|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’\-][^\W\d_]+)*|\S")


@given(_TEXTS)
@settings(deadline=None, max_examples=200)
def test_tokens_are_those_of_the_plain_pattern(text: str) -> None:
    document = Document(text)
    found = list(_NAIVE.finditer(text))
    assert document.words == [m.group() for m in found]
    assert document.starts == [m.start() for m in found]
    assert document.ends == [m.end() for m in found]
    assert document.lows == [m.group().lower().replace("’", "'") for m in found]
    assert document.capitals == [m.group()[0].isupper() for m in found]
    assert set(document.odd) == {w for w in document.lows if not re.fullmatch("[a-z]+", w)}


@given(_TEXTS)
@settings(deadline=None, max_examples=200)
def test_the_plain_words_of_tokens_are_those_of_the_text(text: str) -> None:
    document = Document(text)
    plain = Plain(document)
    for sentence in document.sentences:
        told = plain.present(sentence.start, sentence.end)
        words = {w for w in told if re.search(r"[a-z]", w)}
        assert words == plain_words(text[sentence.start : sentence.end])
        assert not any(c.isalpha() and len(w) > 1 for w in told - words for c in w)


def _joined(texts: list[str]) -> list[str]:
    """The longest term at each word, found by trying all."""
    found: list[str] = []
    i = 0
    while i < len(texts):
        k = next((k for k in range(8, 0, -1) if i + k <= len(texts) and " ".join(texts[i : i + k]) in _TERMS), 0)
        found.append(_TERMS[" ".join(texts[i : i + k])] if k else texts[i])
        i += k or 1
    return found


@given(_TEXTS)
@settings(deadline=None, max_examples=200)
def test_terms_of_a_stretch_are_those_of_its_own_words(text: str) -> None:
    document = Document(text)
    terms = Terms(document)
    for sentence in document.sentences:
        tokens = document.tokens_in(sentence.start, sentence.end)
        plain = [_normal(t.text.lower().replace("’", "'")) for t in tokens if t.text not in "\"“”„‟«»‘’'‹›"]
        stretch = terms.stretch(sentence.start, sentence.end)
        assert stretch.texts == _joined(plain)
        words = stretch.words()
        assert [w.text for w in words] == stretch.texts
        assert all(text[w.start : w.end] for w in words)
        assert [(w.start, w.end) for w in words] == sorted((w.start, w.end) for w in words)
        assert stretch.words() == words


@given(_TEXTS, _TEXTS)
@settings(deadline=None, max_examples=100)
def test_names_that_a_text_can_not_hold_are_not_in_it(text: str, headline: str) -> None:
    theatre = Theatre(Document(text, headline), GAZA, None)
    for names in theatre.index[:5]:
        if names is not None and names.search(theatre._opening):
            assert theatre._possible(names) is names


def _mostly_of_another_script(text: str) -> bool:
    letters = [c for c in text[:3000] if c.isalpha()]
    latin = sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters)
    return len(letters) >= 40 and latin < 0.4 * len(letters)


@given(st.lists(st.sampled_from(["شاحنة ", "truce ", "перемирие ", "“”—…", "12 ", "ệ", "İ"]), max_size=30), _TEXTS)
@settings(deadline=None, max_examples=200)
def test_a_text_of_another_script_is_told_by_its_letters(pieces: list[str], text: str) -> None:
    mixed = "".join(pieces) + text
    assert foreign(mixed) == _mostly_of_another_script(mixed)


_SELF = st.sampled_from(
    ["An Earlier version of This story ", "this article INCORRECTLY gave ", "No such deal", "truce. "]
)


@given(st.lists(_SELF | _TEXTS, max_size=6).map(" ".join))
@settings(deadline=None, max_examples=100)
def test_what_a_text_takes_back_is_looked_for_where_its_words_stand(text: str) -> None:
    found = Reading(quotes=tuple(_quote(at) for at in range(0, len(text), 9)))
    kept = claimed(found, Document(text))
    gone = [(a, b) for a, b in _taken_back(text)]
    assert kept.quotes == tuple(q for q in found.quotes if not any(a <= q.start < b for a, b in gone))


def _quote(at: int) -> Quote:
    return Quote(start=at, end=at + 1, text="x", kind="indirect")


_DATES = st.sampled_from(
    """
    2025-10-11 11/10/2025 11.10.2025 (Oct. 10 October mid-October 11, Monday Monday's Sunday-Thursday two days ago
    1 week earlier last night this morning May 9th of December 2025 the past 24 hours Yesterday's overnight 7 Sept. may
    """.split()  # noqa: SIM905
)


@given(st.lists(st.tuples(_DATES | st.sampled_from(_SOME.split()), _GAPS), max_size=12))
@settings(deadline=None, max_examples=300)
def test_no_date_stands_where_no_word_of_one_does(pairs: list[tuple[str, str]]) -> None:
    text = "".join(a + b for a, b in pairs)
    document = Document(text)
    some = datable(document)
    for mention in find_dates(text, published=datetime(2025, 11, 20, tzinfo=UTC)):
        first, last = document.token_range(mention.start, mention.end)
        assert any(first - 1 <= at < last for at in some)


@given(_TEXTS)
@settings(deadline=None, max_examples=100)
def test_a_line_is_the_same_from_the_words_of_the_document(text: str) -> None:
    published = datetime(2025, 11, 20, tzinfo=UTC)
    document = Document(text)
    scan = Scan(document, People(document, GAZA), GAZA, published)
    for i, segment in enumerate(scan.segments):
        tokens = document.tokens_in(segment.start, segment.end)
        line = scan.line(i)
        alone = Line(text, tokens, segment.start, segment.end, published=published, tz=GAZA.timezone)
        assert (line.low, line.dates, line.skip, line.undated) == (alone.low, alone.dates, alone.skip, alone.undated)
        assert scan.worth(i, True) == (_NUMERAL.search(text, segment.start, segment.end) is not None)


def _lines_one_by_one(o: Outer, first: int, last: int) -> list[tuple[int, int]]:
    """The sentences of items first to last, every item asked whether one ends there."""
    found: list[tuple[int, int]] = []
    begin = i = first
    while i < last:
        stop = -1
        if o.low[i] in (".", "!", "?", "…", "؟", "。"):
            if o._ends(i, begin, last):
                stop = i + 1
                while stop < last and o.low[stop] in (")", "]") and o.start[stop] == o.end[stop - 1]:
                    stop += 1
        elif o.low[i] == QUOTED and i + 1 < last:
            if o.terminal(i) and o._begins(i + 1):
                stop = i + 1
        elif (o.low[i] == ";" and i + 1 < last) or i - begin >= 250:
            stop = i + 1
        if stop > 0:
            found.append((begin, stop))
            begin = i = stop
        else:
            i += 1
    return [*found, (begin, last)] if begin < last else found


_ITEMS = st.sampled_from(["word ", "Word ", ". ", ".", "? ", "; ", "“One.” ", "“one” ", ") ", "(", "Mr. ", "… "])


@given(st.lists(st.tuples(_ITEMS, st.integers(1, 3) | st.integers(240, 260)), max_size=8))
@settings(deadline=None, max_examples=200)
def test_sentences_end_where_each_item_is_asked(runs: list[tuple[str, int]]) -> None:
    o = Outer(Document("".join(piece * n for piece, n in runs)))
    lines = [(line.first, line.last) for line in o.lines]
    assert lines == (_lines_one_by_one(o, 0, len(o.low)) if o.low else [])
