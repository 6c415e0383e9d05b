"""What can be pressed can be clicked: the keys of the footer, and the panes that a narrow screen only names."""

from __future__ import annotations

from typing import get_args

import pytest
from dashboard_run import Run, press, settle
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from tui.dashboard.footer import Bar, footer
from tui.dashboard.keymap import DEFAULT
from tui.dashboard.keys import Place
from tui.dashboard.lines import plain
from tui.dashboard.screens.board import Board
from tui.dashboard.screens.drawer import Drawer
from tui.dashboard.screens.help import Help
from tui.dashboard.screens.travel import TimeLine


async def click(run: Run, pilot: Pilot[None], bar: str, words: str) -> None:
    found = run.app.screen.query_one(f"#{bar}", Bar)
    at = plain(found.line).index(words)
    await pilot.click(found, offset=(at, 0))
    await settle(pilot)


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(get_args(Place)[:-1]), st.integers(min_value=40, max_value=220))
def test_the_spots_of_a_footer_lie_under_the_keys_that_they_stand_for(place: Place, columns: int) -> None:
    line, spots = footer(place, columns)
    words = plain(line)
    assert len(words) == columns
    named = {f"{k.shown.split(' ')[0]} {k.short}": k.action for k in DEFAULT.of(place) if k.short}
    for start, end, action in spots:
        text = words[start:end]
        assert text == text.strip()
        if action == "next_pane(1)":
            assert text.endswith(" pane")
        elif not text.endswith("…"):
            assert named[text] == action
    ends = [spot.end for spot in spots]
    assert all(spot.start >= end for spot, end in zip(spots[1:], ends, strict=False))
    assert spots[-1].action == "app.quit"


async def test_a_click_on_a_key_of_the_footer_does_what_the_key_does() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        await click(run, pilot, "footer", "z zoom")
        assert run.app.board.zoomed == "quotes"
        await click(run, pilot, "footer", "Esc back")
        assert run.app.board.zoomed is None
        await click(run, pilot, "footer", "pane")
        assert run.pane("figures").has_focus
        await click(run, pilot, "footer", "i about")
        assert isinstance(run.app.screen, Drawer)
        await click(run, pilot, "bottom", "? help")
        assert isinstance(run.app.screen, Help)
        await click(run, pilot, "bottom", "close")
        await click(run, pilot, "bottom", "Esc back")
        assert isinstance(run.app.screen, Board)
        # between two keys there is none
        await click(run, pilot, "footer", "  1-5")
        assert run.pane("figures").has_focus and isinstance(run.app.screen, Board)


async def test_the_keys_of_the_time_line_are_clicked_there() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "t")
        line = run.app.board.query_one(TimeLine)
        assert line.on
        await click(run, pilot, "footer", "h day before")
        await settle(pilot)
        assert run.app.snapshot.past is not None
        await click(run, pilot, "footer", "Esc now")
        await settle(pilot)
        assert run.app.snapshot.past is None and not line.on


@pytest.mark.parametrize(("words", "name"), [("4 changes", "changes"), ("5 sources", "sources")])
async def test_a_narrow_screen_leads_to_the_panes_that_it_only_names(words: str, name: str) -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await click(run, pilot, "sourceline", words)
        assert run.app.board.zoomed == name and run.pane(name).has_focus


async def test_a_click_on_quit_leaves() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await click(run, pilot, "footer", "q quit")
        assert not run.app.is_running or run.app._exit
