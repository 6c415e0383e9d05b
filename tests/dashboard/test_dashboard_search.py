"""The whole store on the screen: all that a speaker said, and words in the texts of all months."""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec
import pytest
from dashboard_day import at, quote
from dashboard_run import Run, press, press_each, seen, seen_card
from dashboard_widths import ANY, WIDTHS, check
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from tui.dashboard.blocks import BlockModel
from tui.dashboard.finding import places, snippet, wanted
from tui.dashboard.screens.paged import PAGE
from tui.dashboard.screens.reader import Reader
from tui.dashboard.screens.searching import Search, Words
from tui.dashboard.screens.speaker import SpeakerCard
from tui.records import QuoteRecord
from tui.store.errors import StoreError

SIZES = [(80, 24), (120, 40), (200, 60)]


def many(count: int = 130) -> tuple[QuoteRecord, ...]:
    """What one actor said over months, of which the board shows the newest."""
    return tuple(
        quote(
            f"s{n}", "Hazem Qassem", f"Statement {n} of many on the lists", at(12) - timedelta(days=n),
            speaker_id="hazem-qassem",
        )
        for n in range(count)
    )  # fmt: skip


async def typed(run: Run, pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", '"': "quotation_mark"}
    await press_each(pilot, *(names.get(c, c) for c in text), "enter")


# ------------------------------------------------------------------ the speaker card


@pytest.mark.parametrize("size", SIZES)
async def test_w_shows_all_that_the_speaker_said_in_pages(size: tuple[int, int]) -> None:
    run = Run()
    run.monitor.history.quotes = many()
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, "2")
        assert run.pane("quotes").select("quote:q-u5")
        await press_each(pilot, "a")
        card = run.app.screen
        assert isinstance(card, SpeakerCard)
        words = "\n".join(seen_card(card))
        assert "Hamas" in words and "Statement 0 of many" in words
        assert f"Statement {PAGE - 1} of many" in words and f"Statement {PAGE} of many" not in words
        assert "50 so far, older ones below" in card.heading()[1]
        await press_each(pilot, "G")
        assert f"Statement {2 * PAGE - 1} of many" in "\n".join(seen_card(card))
        assert card.body.cursor == f"quote:q-s{PAGE - 1}"
        await press_each(pilot, "G", "G")
        assert "130 in all" in card.heading()[1]
        assert "Statement 129 of many" in "\n".join(seen_card(card))
        offsets = [n for what, *_, n in run.monitor.history.asked if what == "said_by"]
        assert offsets == [0, 50, 100]


async def test_a_quote_of_the_card_opens_and_cites_and_leads_back() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press_each(pilot, "2", "a")
        card = run.app.screen
        assert isinstance(card, SpeakerCard)
        await press(pilot, "y")
        assert "Basil Exampleson" in run.copied[-1]
        await press(pilot, "enter")
        reader = run.app.screen
        assert isinstance(reader, Reader)
        # from the text the same key leads to the card of whoever is marked
        await press_each(pilot, "a")
        assert isinstance(run.app.screen, SpeakerCard)
        await press(pilot, "escape", "escape", "escape")
        assert run.app.screen is run.app.board


async def test_w_says_so_where_nobody_is_named() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        assert run.pane("quotes").select("quote:q-u6")
        await press(pilot, "a")
        assert run.app.screen is run.app.board and "speaker is named" in run.toasts()
        await press(pilot, "3", "a")
        assert run.app.screen is run.app.board


async def test_a_store_that_fails_is_told_and_the_card_stays() -> None:
    run = Run()
    run.monitor.history.fails = StoreError("the index is damaged")
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press_each(pilot, "2", "a")
        assert "the index is damaged" in run.toasts()
        assert "Nothing in the store" in "\n".join(seen_card(run.app.screen))  # type: ignore[arg-type]


# ------------------------------------------------------------------ words in all months


@pytest.mark.parametrize("size", SIZES)
async def test_S_searches_all_months_and_opens_the_text_with_the_words_marked(size: tuple[int, int]) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        await press_each(pilot, "S")
        search = run.app.screen
        assert isinstance(search, Search)
        assert "1,200 items of 3 months searched, back to 8 Oct 2025" in search.heading()[1]
        await typed(run, pilot, "list names")
        assert search.body.has_focus
        words = "\n".join(seen_card(search))
        assert "Mediators wait as the list is checked" in words and "Sample Wire" in words
        assert "2 quotes, 1 figure, 1 step" in words
        assert search.heading()[1].startswith("1 in all")
        marked = [
            s.text for n in range(len(search.body.model)) for s in search.body.model.line(n, 100) if s.role == "hit"
        ]
        assert marked == ["list", "names"]
        await press(pilot, "enter")
        reader = run.app.screen
        assert isinstance(reader, Reader)
        hits = [s.text for n in range(len(reader.body.model)) for s in reader.body.model.line(n, 80) if s.role == "hit"]
        assert hits == ["list"]
        await press(pilot, "n")
        assert "found or taken" in reader.heading()[1]
        await press(pilot, "escape")
        assert run.app.screen is search and search.body.has_focus


async def test_older_answers_come_when_the_end_is_near_and_a_new_question_begins_anew() -> None:
    run = Run()
    run.monitor.history.quotes = many()
    run.monitor.announce(quotes=many())
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press_each(pilot, "S")
        search = run.app.screen
        assert isinstance(search, Search)
        await typed(run, pilot, "lists")
        assert len(search.items) == PAGE and search.more
        await press_each(pilot, "G")
        assert len(search.items) == 2 * PAGE
        await press_each(pilot, "slash")
        assert search.query_one(Words).has_focus
        search.query_one(Words).value = ""
        await typed(run, pilot, '"statement 7 of"')
        assert len(search.items) >= 1 and not search.more
        assert round(search.body.scroll_y) == 0


async def test_the_words_of_a_filter_are_the_first_question() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "slash", *"list", "enter")
        await press_each(pilot, "S")
        search = run.app.screen
        assert isinstance(search, Search)
        assert search.words == "list" and search.items


async def test_no_answer_and_no_words_say_what_to_do() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press_each(pilot, "S")
        search = run.app.screen
        assert isinstance(search, Search)
        assert "all of them must stand" in "\n".join(seen_card(search))
        await typed(run, pilot, "nowhereatall")
        assert "Nothing in the store has nowhereatall" in "\n".join(seen_card(search))
        await typed(run, pilot, "")
        await press(pilot, "slash", "escape")
        assert run.app.screen is run.app.board


async def test_a_key_is_a_letter_while_words_are_typed() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press_each(pilot, "S", "q", "j", "y")
        search = run.app.screen
        assert isinstance(search, Search)
        assert search.query_one(Words).value == "qjy"
        await press(pilot, "escape")
        assert run.app.screen is run.app.board
        assert seen(run.pane("quotes"))


# ------------------------------------------------------------------ where words stand


def test_words_are_found_as_the_store_finds_them() -> None:
    text = "Café owners said the list — the List of names — reached them."
    assert [text[a:b] for a, b in places(text, "cafe LIST")] == ["Café", "list", "List"]
    assert [text[a:b] for a, b in places(text, '"list of names"')] == ["List of names"]
    assert places(text, "lis") == [] and places(text, "") == [] and places(text, '"" -- ') == []
    # an overlap is marked once
    assert [text[a:b] for a, b in places(text, '"the list of" list')] == ["list", "the List of"]


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200), st.text(max_size=30))
def test_places_are_ordered_apart_and_hold_a_word_of_the_question(text: str, words: str) -> None:
    found = places(text, words)
    last = 0
    for start, end in found:
        assert last <= start < end <= len(text)
        last = end
    if found:
        assert wanted(words)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab. \n", max_size=400), st.integers(1, 120))
def test_a_snippet_shows_the_first_hit(text: str, size: int) -> None:
    hits = places(text, "ab")
    piece = snippet(text, hits, size)
    assert piece.text in text.replace("\n", " ")
    if hits:
        assert [piece.text[a:b] for a, b in piece.hits][:1] == ["ab"]


@settings(deadline=None, max_examples=30)
@given(ANY, ANY, WIDTHS)
def test_answers_fit_whatever_the_text(title: str, text: str, width: int) -> None:
    run = Run()
    entry = run.monitor.entries["u1"]
    odd = msgspec.structs.replace(
        entry, update=msgspec.structs.replace(entry.update, title=title, outlet=title, text=f"{text} word {text}")
    )
    search = Search("word")
    search.__dict__["items"] = [odd]
    with run.app._context():
        search._parent = run.app  # the screen asks the app for its view
        for line in BlockModel(search.blocks(), width)._lines:
            check(line, width)


def test_a_snippet_begins_with_a_word_or_a_sentence() -> None:
    text = "One sentence stands here first. Then the harbour was opened again by the crew, they said."
    piece = snippet(text, places(text, "harbour"), 40)
    assert piece.text.startswith("Then the harbour")
    assert not re.search(r"\w$", text[: text.index(piece.text)])
