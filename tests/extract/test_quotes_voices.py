"""Who speaks, in texts of many manners: all quotes of each text and no others, transcripts, and who only passes on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voice_cases import VOICES, Said

from tui.agreement.model import load
from tui.extract import read
from tui.extract.document import Document
from tui.extract.transcript import find_turns
from tui.filing import to_entry
from tui.records import Quote, Update

GAZA = load("gaza-2025")
NOW = datetime(2026, 1, 9, 8, tzinfo=UTC)


def said(quote: Quote) -> Said:
    words = quote.text.strip(" \n“”\"‘’'«»„,.;:")
    return quote.kind, words, quote.speaker_mention or "", quote.speaker_resolved, quote.speaker_id


@pytest.mark.parametrize(("text", "wanted"), [v[1:] for v in VOICES], ids=[v[0] for v in VOICES])
def test_all_that_is_said_in_a_text_and_nothing_else(text: str, wanted: list[Said]) -> None:
    assert sorted(map(said, read(text, agreement=GAZA).quotes), key=str) == sorted(wanted, key=str)


# ------------------------------------------------------------------ transcripts


def turns(text: str) -> list[tuple[str, str]]:
    return [(text[t.name_start : t.name_end], text[t.start : t.end]) for t in find_turns(Document(text))]


def test_the_turns_of_a_transcript_are_those_who_answer() -> None:
    text = (
        "QUESTION: Will it open?\n\nMS. MARR: By Thursday.\n\nBoth sides know.\n\n"
        "QUESTION: And if not?\n\nMS. MARR: Then we say so.\n\nThe briefing ended at noon."
    )
    assert turns(text) == [
        ("MS. MARR", "By Thursday."),
        ("MS. MARR", "Both sides know."),
        ("MS. MARR", "Then we say so."),
    ]
    quotes = read(text, agreement=GAZA).quotes
    assert {(q.kind, q.speaker, q.cue) for q in quotes} == {("indirect", "MS. MARR", ":")}


def test_a_question_without_a_colon_ends_a_turn() -> None:
    text = "MR. HALE: Good afternoon.\n\nQ Has he left?\n\nMR. HALE: Tonight.\n\nQUESTION: Alone?\n\nMR. HALE: Alone."
    assert [words for _, words in turns(text)] == ["Good afternoon.", "Tonight.", "Alone."]


@pytest.mark.parametrize(
    "text",
    [
        "Killed: nine\n\nInjured: forty\n\nMissing: two",
        "Note: all times are local.\n\nThe gate opened at noon.",
        "Velde: truce will not survive winter\n\nThe chief monitor warned of snow.",
        "Where: Port Sample\n\nWhen: Monday\n\nWho: drivers",
    ],
)
def test_a_list_of_labels_is_no_conversation(text: str) -> None:
    assert turns(text) == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["MS. MARR: ", "Q: ", "QUESTION: ", "Dan Keller: ", "", "Q "]), st.text(max_size=20)),
        max_size=12,
    )
)
def test_turns_lie_in_the_text_and_in_order(paragraphs: list[tuple[str, str]]) -> None:
    text = "\n\n".join(tag + words for tag, words in paragraphs)
    found = find_turns(Document(text))
    assert [t.start for t in found] == sorted({t.start for t in found})
    assert all(0 <= t.name_start < t.name_end <= len(text) and t.start < t.end <= len(text) for t in found)


# ------------------------------------------------------------------ who only passes on what was said


def test_the_outlet_that_passes_a_quote_on_is_not_listed_as_its_speaker() -> None:
    text = "“The force will come,” Dan Keller said on Friday, according to Sample Wire."
    update = Update(
        id="u", source="wire", outlet="Sample Daily", url="https://daily.example/u", title="Force", text=text,
        published=NOW, fetched=NOW, origin="u",
    )  # fmt: skip
    entry = to_entry(update, read(text, agreement=GAZA, published=NOW), GAZA)
    assert [(r.quote.speaker, r.quote.kind) for r in entry.quotes] == [("Dan Keller", "direct")]


# ------------------------------------------------------------------ pronouns and short names

WHO = [
    ("a surname alone", "“Velde is a good man,” Petit said. “I trust him,” he added.", "he", "Petit"),
    (
        "not the place",
        "Speaking in Port Sample, Keller was tired, Orlin said. “It will rot,” she added.",
        "she",
        "Orlin",
    ),
    (
        "across a line break",
        "“Drive safely,” the board wrote on X.\n\nMinister Pavel Oran waited. “Nine so far,” he said.",
        "he",
        "Pavel Oran",
    ),
    (
        "a given name",
        "Rami Sayegh waited with his wife. “He is gone,” Rami said of his son.",
        "Rami",
        "Rami Sayegh",
    ),
    (
        "the chairman named between commas",
        "The union met. Its chairman, Dan Keller, was blunt: “Never again.” The drivers have no pay, he said.",
        "he",
        "Dan Keller",
    ),
]


@pytest.mark.parametrize(("text", "mention", "who"), [w[1:] for w in WHO], ids=[w[0] for w in WHO])
def test_whom_a_short_mention_means(text: str, mention: str, who: str) -> None:
    quote = next(q for q in read(text, agreement=GAZA).quotes if q.speaker_mention == mention)
    assert quote.speaker_resolved == who


def test_the_ministry_is_the_one_that_the_text_named_with_its_place() -> None:
    text = "The health ministry in Gaza said nine bodies had come. The ministry added that three were children."
    assert {q.speaker_id for q in read(text, agreement=GAZA).quotes} == {"gaza-moh"}


def test_a_compound_names_nobody() -> None:
    (quote,) = read("A US-based group of engineers said the bridge was safe.", agreement=GAZA).quotes
    assert quote.speaker_id is None


def test_a_second_report_behind_and_is_the_speakers_own() -> None:
    text = "Mara Orlin said the wait this year compared with May was “pretty bad,” and added that it “will get worse.”"
    quotes = read(text, agreement=GAZA).quotes
    assert [(said(q)[1], q.speaker_mention, q.cue) for q in quotes] == [
        ("the wait this year compared with May was “pretty bad", "Mara Orlin", "said"),
        ("it “will get worse", "Mara Orlin", "added"),
    ]
