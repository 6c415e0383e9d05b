"""Who said what, in texts of our own: spans, kinds, speakers, and what is no quote."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tests.extract.quote_cases import CASES, NOT_QUOTES, Wanted
from tui.agreement.model import load
from tui.extract.document import Document
from tui.extract.names import People
from tui.extract.quotes import find_quotes, speaker_at
from tui.filing import relays
from tui.records import Quote

AGREEMENT = load("gaza-2025")
PUBLISHED = datetime(2025, 12, 19, 8, tzinfo=UTC)  # a Friday


def quotes_of(text: str) -> list[Quote]:
    document = Document(text)
    return find_quotes(document, People(document, AGREEMENT), published=PUBLISHED)


def bare(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", text or "")).lower()


def matches(quote: Quote, wanted: Wanted) -> bool:
    found, want = bare(quote.text).split(), bare(wanted.words).split()
    return bare(wanted.words) in bare(quote.text) and len(found) <= len(want) + max(3, len(want) // 2)


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_said_and_by_whom(text: str, wanted: list[Wanted]) -> None:
    quotes = quotes_of(text)
    shown = [(q.kind, q.text, q.speaker_mention, q.speaker_resolved) for q in quotes]
    for want in wanted:
        fitting = [q for q in quotes if matches(q, want)]
        assert fitting, f"{want.words!r} is not among {shown}"
        quote = fitting[0]
        assert quote.kind == want.kind, shown
        assert bare(quote.speaker_mention) == bare(want.mention), shown
        assert bare(quote.speaker_resolved) == bare(want.who), shown


@pytest.mark.parametrize("text", [c[1] for c in NOT_QUOTES], ids=[c[0] for c in NOT_QUOTES])
def test_marks_that_are_no_speech(text: str) -> None:
    assert quotes_of(text) == []


def test_fields_of_a_wire_quote() -> None:
    text = "“We will hand over the last body,” senior Hamas official Bassem Naim told Sample Wire on Thursday."
    (quote,) = quotes_of(text)
    assert quote.speaker == "Bassem Naim"
    assert quote.speaker_id == "bassem-naim"
    assert quote.speaker_mention == "senior Hamas official Bassem Naim"
    assert quote.role == "senior Hamas official"
    assert quote.to == "Sample Wire"
    assert quote.cue == "told"
    assert quote.said_on == date(2025, 12, 18)
    assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_mention
    assert text[quote.cue_start : quote.cue_end] == quote.cue


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("said on Friday", date(2025, 12, 19)),
        ("said on Monday", date(2025, 12, 15)),
        ("said on Saturday", date(2025, 12, 13)),
        ("said yesterday", date(2025, 12, 18)),
        ("said", None),
    ],
)
def test_the_day_it_was_said(words: str, day: date | None) -> None:
    (quote,) = quotes_of(f"“The gate stays shut,” Mara Orlin {words}.")
    assert quote.said_on == day


def test_a_weekday_inside_the_words_is_not_the_day_they_were_said() -> None:
    (quote,) = quotes_of("Mara Orlin said the gate would open on Monday.")
    assert quote.said_on is None


def test_without_a_publication_date_a_weekday_stays_unresolved() -> None:
    document = Document("“The gate stays shut,” Mara Orlin said on Monday.")
    (quote,) = find_quotes(document, People(document, AGREEMENT))
    assert quote.said_on is None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Israeli military said the line had not moved.", "idf"),
        ("“The list is complete,” Hamas said in a statement.", "hamas"),
        ("The health ministry in Hamas-run Gaza said 70 people had been killed.", "gaza-moh"),
        ("According to the Government Media Office, 230 trucks entered.", "gmo"),
        ("“It is over,” Benjamin Netanyahu said. “We are done,” he added.", "benjamin-netanyahu"),
    ],
)
def test_speakers_that_are_actors(text: str, actor: str) -> None:
    assert {q.speaker_id for q in quotes_of(text)} == {actor}


def test_nobody_is_named_where_the_text_names_nobody() -> None:
    text = "Dan Keller was asked “when will the gate open?” at noon."
    for quote in quotes_of(text):
        assert quote.speaker is None and quote.speaker_mention is None


def test_a_role_stays_with_its_person() -> None:
    text = "“Nothing moves,” said Dan Keller, head of the depot.\nThe trucks waited.\n“We count them,” Keller said."
    roles = [q.role for q in quotes_of(text)]
    assert roles == ["head of the depot", "head of the depot"]


def test_speaker_at_gives_the_smallest_quote_around_a_span() -> None:
    text = "The envoy said the army said 14 trucks were hit. Nobody else spoke of 9 trucks."
    quotes = quotes_of(text)
    at = text.index("14")
    quote = speaker_at(quotes, at, at + 2)
    assert quote is not None
    covering = [q for q in quotes if q.start <= at and at + 2 <= q.end]
    assert quote.end - quote.start == min(q.end - q.start for q in covering)
    other = text.index("9 trucks")
    assert speaker_at(quotes, other, other + 1) is None
    assert speaker_at([], 0, 1) is None


def test_quotes_come_in_text_order_and_once_a_span() -> None:
    text = "\n".join(case[1] for case in CASES)
    quotes = quotes_of(text)
    spans = [(q.start, q.end) for q in quotes]
    assert spans == sorted(spans) and len(spans) == len(set(spans))


def test_figures_of_a_claimant_lie_in_its_clause() -> None:
    text = "The agency put the toll at 14. Officials put the number of wounded at 90, the ministry said."
    quotes = quotes_of(text)
    at = text.index("14")
    quote = speaker_at(quotes, at, at + 2)
    assert quote is not None and quote.speaker_mention == "The agency"


STORY = """PORT SAMPLE (Sample Wire) — The health ministry in Hamas-run Gaza said on Thursday that 12 people had died.
Israel's military said it had struck "an armed cell" near Rafah, without giving details.
"We kept the deal," senior Hamas official Bassem Naim told Sample Wire. He accused Israel of "daily raids".
Benjamin Netanyahu said Hamas must disarm. "There are two ways to do it," he told reporters, adding that both were open.
COGAT put the figure at 600. Doha said the talks were alive.
A Palestinian official, who asked not to be named, said Egypt had sent a new paper."""


def test_a_wire_story_gives_each_claim_its_actor() -> None:
    quotes = quotes_of(STORY)
    found = [(q.kind, q.speaker_id) for q in quotes]
    assert found == [
        ("indirect", "gaza-moh"),
        ("mixed", "idf"),
        ("direct", "bassem-naim"),
        ("mixed", "bassem-naim"),
        ("indirect", "benjamin-netanyahu"),
        ("direct", "benjamin-netanyahu"),
        ("indirect", "benjamin-netanyahu"),
        ("indirect", "cogat"),
        ("indirect", "qatar"),
        ("indirect", None),
    ]
    assert quotes[0].said_on == date(2025, 12, 18)
    assert quotes[0].speaker_resolved == "The health ministry in Hamas-run Gaza"
    assert quotes[3].speaker_mention == "He" and quotes[3].speaker == "Bassem Naim"


def test_who_relays_a_quote_is_not_given_the_words_between() -> None:
    quotes = quotes_of("“The force will come,” Dan Keller said on Friday, according to Sample Wire.")
    assert [(q.kind, q.speaker_mention) for q in quotes] == [("direct", "Dan Keller"), ("mixed", "Sample Wire")]
    assert quotes[0].text == "“The force will come,”"
    assert [relays(q, quotes) for q in quotes] == [False, True]


def test_who_is_the_only_source_relays_nothing() -> None:
    quotes = quotes_of("The force “will come soon”, according to Dan Keller, and Mara Orlin said it would stay.")
    assert [q.speaker_mention for q in quotes] == ["Dan Keller", "Mara Orlin"]
    assert not any(relays(q, quotes) for q in quotes)


def test_a_report_inside_a_report_keeps_its_own_speaker() -> None:
    quotes = quotes_of("Dan Keller said the ministry said 14 trucks were hit.")
    assert {q.speaker_mention for q in quotes} == {"Dan Keller", "the ministry"}


def test_nobody_is_guessed_for_a_pronoun_without_antecedent() -> None:
    (quote,) = quotes_of("“Nothing moves,” he said.")
    assert quote.speaker_mention == "he"
    assert quote.speaker_resolved in (None, "he")
    assert quote.speaker_id is None


@pytest.mark.parametrize(
    "text",
    [
        "The overall reported toll rose in May.",
        "Security forces reported to have crossed the line withdrew.",
        "The report said nothing of the sort. Its claims were old.",
        "He won 57 pledged delegates in the vote.",
        "The statement was long, and the demand for fuel grew.",
    ],
)
def test_words_that_look_like_cues_and_are_none(text: str) -> None:
    wrong = [q for q in quotes_of(text) if q.cue not in ("said",)]
    assert wrong == []
