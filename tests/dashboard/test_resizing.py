"""A terminal that changes its size in the middle of everything: cursor, focus, and what was typed stay."""

from __future__ import annotations

import pytest
from dashboard_run import Run, settle
from key_walk import Walk, whole_run
from textual.pilot import Pilot
from textual.widgets import Input

from tui.dashboard.rows import Rows
from tui.dashboard.screens.asking import Ask
from tui.dashboard.screens.reader import Reader
from tui.dashboard.screens.setting import Words
from tui.dashboard.screens.travel import TimeLine

TURNS = ((80, 24), (200, 60), (60, 16), (40, 10), (120, 40))
"""From one layout to the other, to the smallest, to one that is too small, and back."""


async def turned(run: Run, pilot: Pilot[None]) -> None:
    for width, height in TURNS:
        await pilot.resize_terminal(width, height)
        await settle(pilot)
        assert run.app.size == (width, height)
        for strip in run.app.screen._compositor.render_strips():
            assert strip.cell_length == width
    await settle(pilot)


@pytest.mark.parametrize(
    "keys",
    [("1", "j", "j"), ("2", "j", "j"), ("3", "j"), ("1", "j", "enter", "j"), ("3", "enter", "j"),
     ("2", "end", "a", "j"),
     ("S", *"timetable", "enter", "j"), ("c", "j"), ("L", "j"), ("B", "j"), ("B", "l", "j"), ("D", "j")],
    ids=" ".join,
)  # fmt: skip
async def test_the_cursor_stays_on_its_row_and_in_sight(keys: tuple[str, ...]) -> None:
    run = whole_run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await Walk(run, pilot, "board").type(*keys)
        screen, rows = run.app.screen, run.app.focused
        assert isinstance(rows, Rows) and rows.cursor is not None
        held = rows.cursor
        await turned(run, pilot)
        assert run.app.screen is screen and run.app.focused is rows and rows.cursor == held
        top, high = round(rows.scroll_y), rows.scrollable_content_region.height
        assert top <= rows._at < top + high


async def test_a_form_that_is_half_filled() -> None:
    run = whole_run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await Walk(run, pilot, "board").type("1", "j", "s", "s", "tab", *"Seen")
        await turned(run, pilot)
        field = run.app.screen.query_one("#note", Input)
        assert field.has_focus and field.value == "Seen"
        assert run.app.screen.query_one(Words).word == "STALLED"
        await Walk(run, pilot, "board").type("tab", *"AB", "enter")
        assert [(o.word, o.note, o.initials) for o in run.monitor.overrides] == [("STALLED", "Seen", "AB")]


async def test_a_filter_that_is_being_typed() -> None:
    run = whole_run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        walk = Walk(run, pilot, "board")
        await walk.type("2", "slash", *"rub")
        await turned(run, pilot)
        assert isinstance(run.app.focused, Ask) and run.app.focused.value == "rub"
        await walk.type("i", "o", "enter")
        assert walk.rows.cursor == "quote:q-u7" and len(walk.rows.model) == 1


async def test_words_of_a_search_that_are_being_typed() -> None:
    run = whole_run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        walk = Walk(run, pilot, "history")
        await walk.type("S", *"timet")
        await turned(run, pilot)
        field = run.app.focused
        assert isinstance(field, Input) and field.value == "timet"
        await walk.type(*"able", "enter")
        assert len(walk.rows.model) > 3


async def test_a_text_that_is_being_read() -> None:
    run = whole_run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await Walk(run, pilot, "board").type("2", "enter", "n", "n")
        reader = run.app.screen
        assert isinstance(reader, Reader) and reader.current is not None
        held = reader.current
        await turned(run, pilot)
        assert reader.current == held
        top, high = round(reader.body.scroll_y), reader.body.scrollable_content_region.height
        shown = [reader.body.model.line(n, 100) for n in range(top, min(top + high, len(reader.body.model)))]
        assert any(span.role == "hit" for line in shown for span in line), "the very words are in sight"


async def test_a_day_that_is_looked_at() -> None:
    run = whole_run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        walk = Walk(run, pilot, "travel")
        await walk.type("t", "h", *"2025-12")
        line = run.app.board.query_one(TimeLine)
        past = run.app.snapshot.past
        await turned(run, pilot)
        assert line.on and line.has_focus and run.app.snapshot.past == past is not None
        await walk.type(*"-10", "enter")
        assert str(line.at) == "2025-12-10"


@pytest.mark.parametrize("pane", ["1", "2", "3", "4", "5"])
async def test_a_pane_that_is_alone_on_the_screen(pane: str) -> None:
    run = whole_run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        walk = Walk(run, pilot, "board")
        await walk.type(pane, "z", "j")
        zoomed, held = run.app.board.zoomed, walk.rows.cursor
        await turned(run, pilot)
        assert run.app.board.zoomed == zoomed and walk.rows.cursor == held and walk.rows.has_focus
