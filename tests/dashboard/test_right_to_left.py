"""Hebrew, Arabic and Persian sit right on every screen that shows running text, and are copied as they were written."""

from __future__ import annotations

import msgspec
import pytest
from dashboard_day import at, figures, quote, update
from dashboard_fake import FakeSnapshot
from dashboard_run import Run
from dashboard_widths import ANY, FORBIDDEN
from hypothesis import given, settings
from hypothesis import strategies as st
from key_walk import Walk
from textual.pilot import Pilot

from tui.dashboard.bidi import Ltr, Rtl, in_order, pieces_of, visual
from tui.dashboard.lines import Span, flow, line_width, paragraph
from tui.dashboard.screens.reader import marked_lines
from tui.records import Entry

WORDS = "המעבר נפתח הבוקר בשעה שמונה"
PERSIAN = "گذرگاه امروز باز شد و کامیون‌ها گذشتند"


def drawn(run: Run) -> str:
    return "\n".join("".join(s.text for s in strip) for strip in run.app.screen._compositor.render_strips())


def said(words: str) -> Run:
    """A day on which these words are a quote, the sentence of a figure, a text, and what another text once said."""
    spoken = quote("r1", "Noa Example", words, at(14), revision=2)
    run = Run(FakeSnapshot(quotes=(spoken,)))
    one = figures()[0]
    told = msgspec.structs.replace(one, figure=msgspec.structs.replace(one.figure, sentence=words))
    run.monitor.history.figures = (told,)
    item = update("r1", words, at(14), title=words, revision=2)
    run.monitor.entries["r1"] = Entry(update=item, quotes=(spoken,))
    run.monitor.history.quotes = (spoken,)
    was = msgspec.structs.replace(item, text=words + " אתמול", revision=1)
    run.monitor.history.wordings["r1"] = (Entry(update=was), Entry(update=item))
    return run


ROUTES = {
    "quotes": ("2",),
    "about": ("2", "i"),
    "text": ("2", "enter"),
    "what was changed": ("2", "enter", "c"),
    "series": ("3", "enter", "j", "k"),
    "search": ("S", *"הבוקר", "enter"),
}


@pytest.mark.parametrize("mode", ["app", "terminal", "off"])
@pytest.mark.parametrize("route", ROUTES)
async def test_words_stand_in_the_order_in_which_they_are_read(route: str, mode: str) -> None:
    from tui.dashboard.app import DashboardApp

    base = said(WORDS)
    base.app = DashboardApp(base.monitor, bidi_mode=mode, copier=lambda text: base.copied.append(text) or "")  # type: ignore[arg-type, func-returns-value]
    async with base.app.run_test(size=(120, 40)) as pilot:
        await go(base, pilot, *ROUTES[route])
        # the text is marked in pieces where it was searched for, or where it changed
        whole = WORDS if mode != "app" else WORDS[::-1]
        assert whole in drawn(base), drawn(base)
        if route != "series":
            await go(base, pilot, "y")
            assert WORDS in base.copied[-1], "as it was written"


async def go(run: Run, pilot: Pilot[None], *keys: str) -> None:
    await Walk(run, pilot, "board").type(*keys)


async def test_a_persian_text_keeps_its_joiners() -> None:
    run = said(PERSIAN)
    async with run.app.run_test(size=(120, 40)) as pilot:
        await go(run, pilot, "2", "y")
        assert PERSIAN in run.copied[-1] and "\u200c" in PERSIAN


def test_the_base_direction_is_that_of_the_paragraph_and_not_of_a_line() -> None:
    hebrew = "אמר דובר של Sample Wire בבוקר. WFP ו- OCHA אישרו"
    lines = [line[-1].text for line in paragraph(hebrew, 31)]
    assert len(lines) == 2 and lines[1].startswith("WFP")
    assert all(isinstance(text, Rtl) for text in lines)
    assert visual(lines[1], rtl=True).endswith("WFP") and visual(lines[1]).startswith("WFP")
    english = "The spokesman called it a delay, or in his own words עיכוב זמני and then left"
    lines = [line[-1].text for line in paragraph(english, 53)]
    assert lines[1].startswith("עיכוב") and isinstance(lines[1], Ltr)
    assert visual(lines[1], rtl=False).startswith("ינמז בוכיע") and visual(lines[1], rtl=False).endswith("left")
    assert pieces_of("plain") is str


def test_pieces_of_a_line_change_places_and_columns_do_not() -> None:
    line = (Span("13:41 "), Span(Rtl("אבג")), Span(Rtl("דה"), "hit"), Span(" Wire"))
    assert [s.text for s in in_order(line)] == ["13:41 ", "דה", "אבג", " Wire"]
    assert in_order((Span("a"), Span("b"))) == [Span("a"), Span("b")]


@settings(deadline=None, max_examples=80)
@given(ANY | st.text(alphabet="אבג דהו مرحبا abc 12().,\u200c\u200d\u202e", max_size=120), st.integers(12, 90))
def test_no_letter_is_lost_and_no_line_grows(text: str, cells: int) -> None:
    hits = ((len(text) // 3, len(text) // 2),)
    for lines in (
        paragraph(text, cells),
        flow((Span(" ".join(text.split()[:40])),) if text.isprintable() else (), cells),
        marked_lines(text, hits, [], cells, visual_order=True),
    ):
        for line in lines:
            turned = [visual(t, None if type(t) is str else type(t) is Rtl) for t, _ in in_order(line)]
            assert not FORBIDDEN.search("".join(turned))
            assert line_width(Span(t) for t in turned) == line_width(line) <= max(cells, 8)
