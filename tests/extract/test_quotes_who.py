"""Whom the words at a quote mean: officials and bodies named before, nobody guessed, datelines, days and addressees."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.model import Agreement, load
from tui.demo import agreement as sample_agreement
from tui.extract.document import Document
from tui.extract.names import People
from tui.extract.quotes import find_quotes
from tui.records import Quote

GAZA = load("gaza-2025")
SAMPLE = sample_agreement()
PUBLISHED = datetime(2025, 12, 19, 8, tzinfo=UTC)  # a Friday


def reading(text: str, agreement: Agreement = GAZA) -> tuple[list[Quote], People]:
    document = Document(text)
    people = People(document, agreement)
    return find_quotes(document, people, published=PUBLISHED), people


def quotes_of(text: str, agreement: Agreement = GAZA) -> list[Quote]:
    return reading(text, agreement)[0]


def who(text: str, words: str, agreement: Agreement = GAZA) -> tuple[str | None, str | None]:
    """`resolve_at` for the last place where `words` stand."""
    _, people = reading(text, agreement)
    at = text.rindex(words)
    return people.resolve_at(at, at + len(words))


# ------------------------------------------------------------------ nobody is guessed

GENERIC = [
    "the government", "a government official", "government officials", "the authority", "an official of the authority",
    "authority officials", "the authorities", "the ministry", "a ministry spokesman", "the health ministry",
    "the office", "the media office", "the army", "an army officer", "the military", "the committee",
    "members of the committee", "the movement", "a leader of the movement", "the council", "council members",
    "officials", "senior officials", "local officials", "mediators", "the mediators", "donors", "donor countries",
    "the group", "the militant group", "the board", "the mission", "the agency", "the force", "the factions",
    "federal officials", "a federal judge", "the federal government", "states", "the states", "united officials",
    "the resistance", "local health authorities", "the guarantors", "the administration", "the front", "both sides",
    "a union official", "the department", "the presidency", "a senior official",
]  # fmt: skip


@pytest.mark.parametrize("phrase", GENERIC)
@pytest.mark.parametrize("agreement", [GAZA, SAMPLE, load("tigray-2022"), load("lebanon-2024")], ids=lambda a: a.id)
def test_words_that_any_body_could_bear_name_no_actor(phrase: str, agreement: Agreement) -> None:
    text = f"The road was muddy. {phrase[0].upper()}{phrase[1:]} said on Monday that the depot was closed."
    quotes, people = reading(text, agreement)
    assert people.actor_id(phrase) is None
    assert quotes and {q.speaker_id for q in quotes} == {None}


@pytest.mark.parametrize(
    "source",
    [
        "Government spokeswoman Talia Brenner",
        "Talia Brenner, an official of the authority,",
        "Council member Talia Brenner",
        "Talia Brenner of the health ministry",
    ],
)
def test_a_person_of_some_body_is_no_actor(source: str) -> None:
    quotes = quotes_of(f"{source} said the depot was closed.")
    assert [q.speaker_id for q in quotes] == [None]


@pytest.mark.parametrize(
    ("before", "phrase", "actor"),
    [
        ("Hamas answered the envoys.", "the movement", "hamas"),
        ("Hamas answered the envoys.", "the group", "hamas"),
        ("The Israeli military moved its posts.", "the army", "idf"),
        ("UNRWA closed a school.", "the agency", "unrwa"),
        ("The Board of Peace met.", "the board", "board-of-peace"),
    ],
)
def test_the_same_words_after_their_actor_was_named(before: str, phrase: str, actor: str) -> None:
    text = f"{before} Then {phrase} said that the depot was closed."
    assert [q.speaker_id for q in quotes_of(text)] == [actor]
    later = f"Then {phrase} said that the depot was closed. {before}"
    assert [q.speaker_id for q in quotes_of(later)] == [None], "named only afterwards"


def test_another_country_s_body_is_not_the_actor() -> None:
    quotes = quotes_of("Israel moved its posts. Syria's army said it had seen nothing. The army said it would look.")
    assert [q.speaker_id for q in quotes] == [None, None]
    assert quotes[1].speaker_resolved == "Syria's army"


# ------------------------------------------------------------------ nominals


@pytest.mark.parametrize(
    ("text", "mention", "name", "actor"),
    [
        ("The Joint Relief Office sent a team. The office said 33 had been verified.",
         "The office", "Joint Relief Office", "relief-office"),
        ("The Marenian army left. A driver waved. The army said two posts were empty.",
         "The army", "Marenian army", "marenian-army"),
        ("The harbour ministry opened. Nobody came. The ministry said it would close again.",
         "The ministry", "harbour ministry", None),
        ("The road ministry met the harbour ministry. A clerk slept. The road ministry said it was late.",
         "The road ministry", "The road ministry", None),
        ("A committee of engineers met. The road committee then met as well. The committee said the road held.",
         "The committee", "road committee", None),
        ("Envoy Amara Sollis met both sides. The envoy said the list was final.",
         "The envoy", "Amara Sollis", "amara-sollis"),
        ("Dan Keller, the harbour minister, met Ilen Varro, the foreign minister. The minister said all was well.",
         "The minister", "Ilen Varro", "ilen-varro"),
        ("The front's spokeswoman, Dessa Quorn, came late. The spokeswoman said nothing had been signed.",
         "The spokeswoman", "Dessa Quorn", "dessa-quorn"),
        ("Spokesman Dan Keller came late. The spokeswoman said that nothing had been signed.",
         "The spokeswoman", "The spokeswoman", None),
        ("Diplomat Mara Orlin left on Monday. A diplomat stayed. The diplomat said it was quiet.",
         "The diplomat", "The diplomat", None),
    ],
)  # fmt: skip
def test_the_words_take_up_whom_the_article_named_so(text: str, mention: str, name: str, actor: str | None) -> None:
    (quote,) = [q for q in quotes_of(text, SAMPLE) if q.speaker_mention == mention]
    assert (quote.speaker_resolved, quote.speaker_id) == (name, actor)
    assert quote.speaker == name


def test_pronouns_and_nominals_can_be_asked_for() -> None:
    text = "Bassem Naim met the envoys. He accused Israel of breaking the deal every day and said it must stop."
    assert who(text, "He") == ("Bassem Naim", "bassem-naim")
    assert who(text, "it") == ("Israel", "israel")
    assert who("Nobody was there. He left.", "He") == (None, None)
    assert who("The Marenian army left. The army dug in.", "The army", SAMPLE) == ("Marenian army", "marenian-army")
    assert who("Bassem Naim left. Naim is in Doha.", "Naim") == ("Bassem Naim", "bassem-naim")


def test_asking_before_the_quotes_were_read_takes_the_words_alone() -> None:
    text = "Bassem Naim met the envoys. He left."
    people = People(Document(text), GAZA)
    assert people.resolve_at(0, len("Bassem Naim")) == ("Bassem Naim", "bassem-naim")
    at = text.index("He ")
    assert people.resolve_at(at, at + 2) == (None, None)


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-4, 2), (0, 10**6), (10**6, 10**6 + 2)])
def test_asking_for_any_offsets_raises_nothing(span: tuple[int, int]) -> None:
    _, people = reading("“Stay,” Mara Orlin said. He stayed.")
    name, actor = people.resolve_at(*span)
    assert name is None or isinstance(name, str)
    assert actor is None


_PIECES = [
    "He", " said", " the office", "The envoy ", "Mara Orlin", ", ", ". ", "“", "”", "\n", "GAZA (SW) - ", "by ",
    "that ", "his claim that ",
]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join), st.integers(0, 120), st.integers(0, 40))
def test_any_words_at_any_place_have_an_answer(text: str, start: int, length: int) -> None:
    quotes, people = reading(text)
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.text
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_mention
    name, actor = people.resolve_at(start, start + length)
    assert (name is None or bool(name.strip())) and actor is None


def test_words_inside_quotation_marks_stand_for_nobody_of_the_narrator_s() -> None:
    assert who("Mara Orlin said: “They left at noon and he stayed.”", "he") == (None, None)


# ------------------------------------------------------------------ datelines


@pytest.mark.parametrize(
    "dateline",
    [
        "GAZA CITY (Sample Wire) - ",
        "CAIRO, Nov 20 (Sample Wire) - ",
        "JERUSALEM — ",
        "JERUSALEM -- ",
        "By Lena Test, CAIRO (SW) – ",
        "Port Sample (Sample Wire) – ",
        "(Sample Wire) — ",
        "Port Sample, Nov. 20 — ",
        "PORT SAMPLE, Marenia, May 3 (Sample Wire) — ",
    ],
)
def test_a_dateline_is_no_part_of_a_quote(dateline: str) -> None:
    (direct,) = quotes_of(f"{dateline}“The gate opened at noon,” envoy Karim Lotfy said.")
    assert (direct.kind, direct.text) == ("direct", "“The gate opened at noon,”")
    (straight,) = quotes_of(f'Nobody slept.\n{dateline}"The gate opened at noon," envoy Karim Lotfy said.')
    assert (straight.kind, straight.text) == ("direct", '"The gate opened at noon,"')
    (indirect,) = quotes_of(f"{dateline}The gate opened at noon, envoy Karim Lotfy said.")
    assert (indirect.kind, indirect.text) == ("indirect", "The gate opened at noon")
    (after,) = quotes_of(f"{dateline}Envoy Karim Lotfy said the gate opened at noon.")
    assert (after.speaker_mention, after.speaker) == ("Envoy Karim Lotfy", "Karim Lotfy")


def test_a_dash_after_a_name_is_no_dateline() -> None:
    (quote,) = quotes_of("NATO — which runs the road — is ready, envoy Karim Lotfy said.")
    assert quote.text.startswith("NATO")


# ------------------------------------------------------------------ sources and contents


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Drivers who had waited since the weekend said they had run out of fuel.",
         "Drivers", "they had run out of fuel"),
        ("Families that lost their homes in the flood say the list is too short.",
         "Families", "the list is too short"),
        ("Countries that are asked to lend troops to the force have not answered, two diplomats said.",
         "two diplomats", "Countries that are asked to lend troops to the force have not answered"),
        ("The convoy has crossed, the harbour office said on Sunday after the last two lorries turned round.",
         "the harbour office", "The convoy has crossed"),
        ("The convoy has crossed, Mara Orlin told Sample Wire on Sunday, before the last two lorries turned round.",
         "Mara Orlin", "The convoy has crossed"),
        ("After the last lorry turned round, Mara Orlin said the convoy had crossed.",
         "Mara Orlin", "the convoy had crossed"),
        ("Mara Orlin said on 12 December the convoy had crossed.", "Mara Orlin", "the convoy had crossed"),
        ("Mara Orlin said on Dec. 12 the convoy had crossed.", "Mara Orlin", "the convoy had crossed"),
        ("The drivers were told by Mara Orlin that the convoy had crossed.", "Mara Orlin", "the convoy had crossed"),
    ],
)  # fmt: skip
def test_the_head_speaks_and_the_clause_is_what_was_said(text: str, speaker: str, words: str) -> None:
    (quote,) = quotes_of(text)
    assert (quote.kind, quote.speaker, quote.text) == ("indirect", speaker, words)


@pytest.mark.parametrize(
    "text",
    [
        "Hamas was told to disarm.",
        "Hamas has been told that the list was closed.",
        "Hamas was asked to wait at the gate.",
        "Hamas was told by nobody.",
    ],
)
def test_who_is_told_does_not_speak(text: str) -> None:
    assert "hamas" not in {q.speaker_id for q in quotes_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The road was described as “a trap for drivers” by Mara Orlin.",
        "The road was called “a trap for drivers” by Mara Orlin, who drives a truck.",
        "The road, described by Mara Orlin as “a trap for drivers”, was closed.",
    ],
)
def test_the_agent_of_a_passive_speaks(text: str) -> None:
    (quote,) = quotes_of(text)
    assert quote.speaker == "Mara Orlin" or quote.speaker_mention == "Mara Orlin, who drives a truck"
    assert "a trap for drivers" in quote.text and "Orlin" not in quote.text


def test_a_book_titled_so_is_not_what_its_author_said() -> None:
    quotes = quotes_of("A study titled “The Long Road Home” by Mara Orlin came out.")
    assert "Mara Orlin" not in {q.speaker for q in quotes}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The gate “is a disgrace,” as Mara Orlin said on the radio on Monday.",
         [("mixed", "The gate “is a disgrace,”", "Mara Orlin")]),
        ("The port is “on its knees,” as Dan Keller, a pilot, puts it.",
         [("mixed", "The port is “on its knees,”", "Dan Keller")]),
        ("And, Mara Orlin told the crowd, the gate had been “shut” and “locked” for a week.",
         [("mixed", "the gate had been “shut” and “locked” for a week", "Mara Orlin")]),
        ("The council will play the “road card,” Mara Orlin said, adding that it “is old and worn.”",
         [("mixed", "The council will play the “road card,”", "Mara Orlin"),
          ("mixed", "it “is old and worn.”", "Mara Orlin")]),
        ("Mara Orlin said she feared the gate would be “shut for good”.",
         [("mixed", "she feared the gate would be “shut for good”", "Mara Orlin")]),
        ("Mara Orlin said the gate was “old”, which surprised the drivers.",
         [("mixed", "the gate was “old”", "Mara Orlin")]),
        ("Mara Orlin has issued a post saying the gate is “wide open to everybody.”",
         [("mixed", "the gate is “wide open to everybody.”", "Mara Orlin")]),
        ("Drivers dismissed Mara Orlin's claim that the gate was “wide open”.",
         [("mixed", "the gate was “wide open”", "Mara Orlin")]),
        ("The contention of Mara Orlin that the gate was “wide open” is a week old.",
         [("mixed", "the gate was “wide open”", "Mara Orlin")]),
        ("The gate hopes to reopen by Friday, Mara Orlin said.",
         [("indirect", "The gate hopes to reopen by Friday", "Mara Orlin")]),
        ("As reported by Sample Wire, the office first shut the gate in March.",
         [("indirect", "the office first shut the gate in March", "Sample Wire")]),
        ("According to port records, the ferry has sailed 33 times since May.",
         [("indirect", "the ferry has sailed 33 times since May", "port records")]),
        ("A report published on Monday said the gate was rusty.",
         [("indirect", "the gate was rusty", "A report published on Monday")]),
        ("The officials whose roads were closed say the plan is late.",
         [("indirect", "the plan is late", "The officials")]),
        ("In a statement Thursday, spokesman Dan Keller said, “It was late.”",
         [("direct", "“It was late.”", "Dan Keller")]),
        ("“It may be late,” Mr. Keller said in Port Sample, Fla. “It would be a pity.”",
         [("direct", "“It may be late,”", "Mr. Keller"), ("direct", "“It would be a pity.”", "Mr. Keller")]),
        ("“We will not wait,” she said. Keller agreed. “It is too late.”",
         [("direct", "“We will not wait,”", "she"), ("direct", "“It is too late.”", "Keller")]),
        ("Dan Keller said nothing. He responded by closing the gate.", []),
    ],
)  # fmt: skip
def test_where_the_words_begin_and_end(text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = [(q.kind, q.text, q.speaker) for q in quotes_of(text)]
    assert [f[:2] for f in found] == [w[:2] for w in wanted], found
    for (_, _, speaker), (_, _, name) in zip(found, wanted, strict=True):
        assert speaker == name


# ------------------------------------------------------------------ when and to whom


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("said on 12 December", date(2025, 12, 12)),
        ("said on Dec. 12", date(2025, 12, 12)),
        ("said on December 12, 2024", date(2024, 12, 12)),
        ("said late on Tuesday", date(2025, 12, 16)),
        ("on Wednesday said", date(2025, 12, 17)),
        ("said two days ago", date(2025, 12, 17)),
        ("said after Monday's raid", None),
        ("said after the raid on Monday", None),
        ("said on Thursday after the raid on Monday", date(2025, 12, 18)),
        ("said in December", None),
    ],
)
def test_the_day_it_was_said(words: str, day: date | None) -> None:
    quotes = quotes_of(f"“The gate stays shut,” Mara Orlin {words}.")
    assert [q.said_on for q in quotes] == [day]


def test_the_day_before_the_speaker() -> None:
    (quote,) = quotes_of("On Tuesday, Mara Orlin said the gate would open on 1 January.")
    assert quote.said_on == date(2025, 12, 16)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("“The gate stays shut,” Mara Orlin told Sample Wire on Monday.", "Sample Wire"),
        ("“The gate stays shut,” Mara Orlin said to Sample Wire on Monday.", "Sample Wire"),
        ("“The gate stays shut,” Mara Orlin said in an interview with Sample Wire.", "Sample Wire"),
        ("“The gate stays shut,” Mara Orlin said in remarks to reporters at the depot.", "reporters"),
        ("“The gate stays shut,” said Mara Orlin, speaking to reporters in Port Sample.", "reporters"),
        ("Speaking to Sample Wire, Mara Orlin said the gate was shut.", "Sample Wire"),
        ("In a letter to the council, Mara Orlin said the gate was shut.", "the council"),
        ("“The gate stays shut,” Mara Orlin said at the road to Port Sample.", None),
        ("Mara Orlin said the road to Port Sample was shut.", None),
    ],
)
def test_to_whom_it_was_said(text: str, to: str | None) -> None:
    assert [q.to for q in quotes_of(text)] == [to]
