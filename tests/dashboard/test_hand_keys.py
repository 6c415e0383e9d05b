"""`x`, `m` and `u`: what the screen asks of the monitor, and how marks and pins look."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from dashboard_day import NOW, agreement, evidence, quote, quotes
from dashboard_fake import FakeSnapshot
from dashboard_run import SIZES, Run, press, seen
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.widgets import Input

from tui.agreement import hand
from tui.dashboard.cards import commitment_card
from tui.dashboard.citation import of_evidence, of_quote
from tui.dashboard.lines import line_width, plain
from tui.dashboard.marked import marked_blocks
from tui.dashboard.panes.quotes import columns, quote_line
from tui.dashboard.pinned import PinnedFirst
from tui.dashboard.rows import Lines
from tui.dashboard.screens.byhand import Marking
from tui.dashboard.screens.drawer import Drawer
from tui.dashboard.styles import render
from tui.dashboard.view import View


def marked(record: str = "e-1", about: str | None = "p1.truce", note: str = "the other one is meant") -> hand.Act:
    reading = hand.Reading(
        kind="evidence", record=record, update="u1", origin="u1", about=about, label="partial", sentence="x",
        told="Military operations stop: partial, says Hamas (Sample Wire, 19 Dec 2025): One more convoy moved.",
    )  # fmt: skip
    return hand.Act(what="wrong", subject=record, at=NOW, initials="AB", note=note, reading=reading)


async def test_x_asks_for_note_and_initials_and_keeps_them() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "x")
        assert isinstance(run.app.screen, Marking)
        await press(pilot, *"who said it", "enter")
        assert isinstance(run.app.screen, Marking) and run.monitor.done == []  # not signed
        run.app.screen.query_one("#note", Input).value = "it was her deputy"
        await press(pilot, *"AB", "tab", "tab", "enter")
        assert run.app.screen is run.app.board
        assert run.monitor.done == [("wrong", "q-u1", "u1", "it was her deputy", "AB")]
        assert "u takes that back" in run.toasts()
        await press(pilot, "u")
        assert run.monitor.done[-1] == ("undo", "AB") and "Nothing was done by hand" in run.toasts()
        await press(pilot, "1", "x")
        assert run.app.screen is run.app.board or isinstance(run.app.screen, Marking)


async def test_x_on_a_marked_reading_takes_the_mark_back_and_esc_leaves() -> None:
    act = marked("q-u1", None)
    run = Run(FakeSnapshot(acts=(act,)))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "x")
        assert run.monitor.done == [("right", "q-u1", "", "")]
        await press(pilot, "j", "x", "escape")
        assert run.app.screen is run.app.board and len(run.monitor.done) == 1


async def test_x_where_there_is_no_reading_says_what_to_do() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5", "x")
        assert "no single reading" in run.toasts() and run.monitor.done == []
        await press(pilot, "4", "m")
        assert "can be pinned" in run.toasts()


async def test_a_view_that_only_reads_marks_and_pins_nothing() -> None:
    run = Run(FakeSnapshot(viewing=True))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "x", "m", "u")
        assert run.app.screen is run.app.board and run.monitor.done == [] and run.monitor.shot.pins == ()
        assert "only reads" in run.toasts()


@pytest.mark.parametrize("size", SIZES)
async def test_m_pins_a_row_to_the_top_and_lets_it_go(size: tuple[int, int]) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, "2", "j", "j", "m")
        pane = run.pane("quotes")
        assert pane.cursor == "quote:q-u3" and pane.model.key(0) == "quote:q-u3"
        assert [pane.model.key(n) for n in range(len(pane.model))].count("quote:q-u3") == 1
        await press(pilot, "g")
        assert seen(pane)[0][1] == "◆"
        assert f"{len(quotes())} quotes" in str(pane.border_subtitle) or size[0] < 100
        await press(pilot, "j", "m")  # the newest pin is first
        assert [pane.model.key(0), pane.model.key(1)] == ["quote:q-u1", "quote:q-u3"]
        await press(pilot, "m")
        assert pane.model.key(0) == "quote:q-u3" and "The pin is gone." in run.toasts()


async def test_pins_of_every_pane_stand_on_top_of_it() -> None:
    run = Run(FakeSnapshot(pins=("commitment:p2.isf", "indicator:soldiers_killed_since_truce", "source:daily")))
    async with run.app.run_test(size=(200, 60)) as pilot:
        await press(pilot, "1")
        assert run.pane("phases").model.key(0) == "commitment:p2.isf"
        assert run.pane("figures").model.key(0) == "indicator:soldiers_killed_since_truce"
        assert run.pane("sources").model.key(0) == "source:daily"
        for name in ("phases", "figures", "sources"):
            assert "◆" in seen(run.pane(name))[0][:5], name


async def test_a_pinned_quote_that_left_the_list_is_drawn_from_the_store() -> None:
    old = quote("old", "Ada Example", "This was said long ago", NOW)
    run = Run(FakeSnapshot(pins=("quote:q-old",), pinned_quotes=(old,)))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "g")
        pane = run.pane("quotes")
        assert pane.cursor == "quote:q-old" and "This was said long ago" in seen(pane)[0]
        await press(pilot, "y")
        assert run.copied and "Ada Example" in run.copied[0]


async def test_a_marked_reading_stands_below_what_it_would_have_counted_for() -> None:
    run = Run(FakeSnapshot(acts=(marked(),)))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "enter")
        assert isinstance(run.app.screen, Drawer)
        text = "\n".join(plain(run.app.screen.body.model.line(n, 110)) for n in range(len(run.app.screen.body.model)))
        assert "Marked wrong: kept, counts for nothing" in text and "AB, 19 Dec 2025: the other one is meant" in text
        assert run.app.screen.body.select("evidence:e-1")
        await press(pilot, "x")
        assert run.monitor.done == [("right", "e-1", "", "")]


def test_a_marked_quote_says_so_wherever_it_is_shown_or_cited() -> None:
    wrong = msgspec.structs.replace(quotes()[0], wrong="AB, 19 Dec 2025: her deputy said it")
    view = View(FakeSnapshot(), NOW)
    line = plain(quote_line(view, wrong, 120, columns(view, (wrong,), 120)))
    assert "[marked wrong]" in line
    for form in ("plain", "ap", "chicago"):
        assert "marked wrong: AB, 19 Dec 2025: her deputy said it" in render(of_quote(wrong), form)
    step = msgspec.structs.replace(
        evidence("c", "p1.truce", "partial", "hamas", NOW, "One more convoy moved."), wrong="AB, 19 Dec 2025"
    )
    assert "marked wrong: AB, 19 Dec 2025" in of_evidence(step, agreement())


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80), st.integers(20, 160))
def test_no_line_of_a_mark_is_wider_than_the_pane(note: str, width: int) -> None:
    view = View(replace(FakeSnapshot(), acts=(marked(note=note),)), NOW)
    for block in marked_blocks(view, "p1.truce"):
        assert all(line_width(line) <= width for line in block.draw(width))
    assert marked_blocks(view, "p1.rafah") == []
    assert len(commitment_card(view, view.snapshot.phases[0].commitments[0])) > 5


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.sampled_from([None, "a", "b", "c", "d"]), max_size=12), st.lists(st.sampled_from("abcdx"), max_size=4)
)
def test_pinning_reorders_and_loses_nothing(keys: list[str | None], pins: list[str]) -> None:
    chosen = tuple(dict.fromkeys(pins))
    base = Lines([() for _ in keys], keys)
    model = PinnedFirst(base, chosen)
    made = [model.key(n) for n in range(len(model))]
    assert sorted(map(str, made)) == sorted(map(str, keys))
    assert made[: model.pinned] == [k for p in chosen for k in keys if k == p]
    assert made[model.pinned :] == [k for k in keys if k not in chosen]
