"""Paragraphs, sentences, tokens and quotation marks, with their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.extract.document import Document


def inner(text: str) -> list[str]:
    document = Document(text)
    return [text[s.inner_start : s.inner_end] for s in document.segments]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “go” and “stay”.", ["go", "stay"]),
        ('He said "go" and "stay".', ["go", "stay"]),
        ("He said ''go'' and ''stay''.", ["go", "stay"]),
        ("He said ``go'' at once.", ["go"]),
        ("He said ‘go’ at once.", ["go"]),
        ("He said 'go' at once.", ["go"]),
        ("He said «go» at once.", ["go"]),
        ("He said „go“ at once.", ["go"]),
        ("“He told me ‘go’ twice,” she said.", ["He told me ‘go’ twice,"]),
        ('"He told me "go" twice," she said.', ['He told me "go" twice,']),
        ("‘The drivers’ road is closed,’ she said.", ["The drivers’ road is closed,"]),
        ("'The drivers' road isn't open,' she said.", ["The drivers' road isn't open,"]),
        ("The drivers’ road isn’t open.", []),
        ("The '90s road and the drivers' trucks.", []),
        ("Rock ‘n’ roll", []),
        ("“It is closed“, she said.", ["It is closed"]),
        ("”It is closed”, she said.", ["It is closed"]),
        ('“It is closed," she said.', ["It is closed,"]),
        ('<a href="x" id="y">“It is closed,” she said.', ["It is closed,"]),
        ("''She said: 'go.'''", ["She said: 'go.'"]),
        ("", []),
    ],
)
def test_marks_are_paired(text: str, wanted: list[str]) -> None:
    assert inner(text) == wanted


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = "“The road is closed.\n“We wait,” she said."
    document = Document(text)
    first, second = document.segments
    assert not first.closed and text[first.inner_start : first.inner_end] == "The road is closed."
    assert second.closed and text[second.inner_start : second.inner_end] == "We wait,"
    assert (first.paragraph, second.paragraph) == (0, 1)


def test_a_lost_closing_mark_does_not_swallow_the_next_quotation() -> None:
    assert inner("“The road is closed. “We wait,” she said.") == ["The road is closed.", "We wait,"]


def test_segment_at() -> None:
    text = "She said “go” twice."
    document = Document(text)
    at = text.index("go")
    segment = document.segment_at(at)
    assert segment is not None and text[segment.start : segment.end] == "“go”"
    assert document.segment_at(0) is None
    assert document.segment_at(len(text) - 1) is None


def test_sentences_keep_titles_and_closing_marks() -> None:
    text = "Mr. Orlin left. “It is late.” Nobody asked the U.S. envoy."
    sentences = [text[s.start : s.end] for s in Document(text).sentences]
    assert sentences == ["Mr. Orlin left.", "“It is late.”", "Nobody asked the U.S. envoy."]


def test_tokens_keep_names_and_numbers_whole() -> None:
    tokens = [t.text for t in Document("Khalil al-Hayya gave 1,965 names, 2.5 of U.S. origin.").tokens]
    assert tokens[:4] == ["Khalil", "al-Hayya", "gave", "1,965"]
    assert "2.5" in tokens and "U.S." in tokens


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300))
def test_offsets_of_any_text(text: str) -> None:
    document = Document(text)
    for token in document.tokens:
        assert text[token.start : token.end] == token.text
    for paragraph in document.paragraphs:
        assert text[paragraph.start : paragraph.end].strip() == text[paragraph.start : paragraph.end] != ""
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
    for offset in range(0, len(text), 7):
        found = document.sentence_at(offset)
        assert found is None or found.start <= offset
        document.paragraph_at(offset)
