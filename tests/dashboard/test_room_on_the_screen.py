"""How the room of the screen is given out: columns as wide as their rows need, heights, headings, bars, the help."""

from __future__ import annotations

import msgspec
import pytest
from dashboard_day import NOW, at, phases, quote, rows
from dashboard_fake import FakeSnapshot
from dashboard_run import Run, arrive, press, seen, settle
from dashboard_widths import ANY, check
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual.content import Content
from textual.pilot import Pilot

from tui.dashboard.blocks import BlockModel
from tui.dashboard.keymap import DEFAULT
from tui.dashboard.lines import line_width, plain
from tui.dashboard.look import share, to_ascii
from tui.dashboard.panes.commitments import columns, commitment_line
from tui.dashboard.panes.figures import columns as figure_columns
from tui.dashboard.panes.figures import figure_line
from tui.dashboard.panes.quotes import Latest
from tui.dashboard.panes.quotes import columns as quote_columns
from tui.dashboard.screens.help import BESIDE_FROM, help_blocks, wide_help_blocks
from tui.dashboard.view import View, layout_of
from tui.records import QuoteRecord

EVERY = [s for p in phases() for s in p.commitments]


def view(width: int, **changed: object) -> View:
    return View(FakeSnapshot(**changed), NOW, layout=layout_of(width))  # type: ignore[arg-type]


# ------------------------------------------------------------------ a count of what was promised


@settings(deadline=None, max_examples=200)
@given(st.floats(-10, 5000), st.floats(-10, 5000), st.integers(0, 20))
def test_only_all_of_it_fills_a_bar_and_only_nothing_leaves_it_empty(part: float, whole: float, cells: int) -> None:
    bar = share(part, whole, cells)
    if not bar:
        assert cells < 3 or whole <= 0 or not 0 <= part <= whole
        return
    assert len(bar) == cells and bar == bar[0] * bar.count(bar[0]) + bar[bar.count(bar[0]) :]
    assert ("╌" not in bar) == (part == whole)
    assert ("━" not in bar) == (part == 0)
    assert to_ascii(bar).isascii() and len(set(to_ascii(bar))) == len(set(bar))


def test_more_is_never_a_shorter_bar() -> None:
    full = [share(n, 28).count("━") for n in range(29)]
    assert full == sorted(full) and full[0] == 0 and full[27] == 6 and full[28] == 7


def test_a_figure_of_which_a_number_was_agreed_has_a_bar_and_a_toll_has_none() -> None:
    shown = view(130)
    known = {r.indicator.id: r for r in rows()}
    at = figure_columns(shown, list(known.values()), 130)
    returned = next(r for r in known.values() if r.indicator.target == 28)
    line = plain(figure_line(shown, returned, 130, at))
    assert "27 of 28" in line and line.rstrip().endswith("━━━━━━╌")
    for name, row in known.items():
        if row.indicator.target is None or row.indicator.aggregation not in ("cumulative", "stock"):
            assert "╌" not in plain(figure_line(shown, row, 130, at)), name


def test_a_commitment_has_its_bar_where_there_is_room_and_never_when_a_person_has_set_it() -> None:
    counted = next(s for s in EVERY if s.detail == "27 of 28")
    assert "━━━━━━╌" in plain(commitment_line(view(196), counted, 196))
    assert "━" not in plain(commitment_line(view(116), counted, 116))
    own = msgspec.structs.replace(counted, grade="*", proposed="IN PROGRESS 27 of 28")
    assert "━" not in plain(commitment_line(view(196), own, 196))


# ------------------------------------------------------------------ columns


@settings(deadline=None, max_examples=200)
@example(110, {8}, False)
@given(st.integers(110, 230), st.sets(st.integers(0, len(EVERY) - 1), min_size=1), st.booleans())
def test_commitments_stand_in_the_same_columns_and_fill_the_line(width: int, which: set[int], own: bool) -> None:
    shown = [EVERY[n] for n in sorted(which)]
    if own:
        shown[0] = msgspec.structs.replace(shown[0], grade="*", proposed="NOT STARTED", per=("AB",))
    drawn = view(width)
    at = columns(drawn, shown, width)
    assert sum(at) + 4 == width and all(cells >= 0 for cells in at)
    for status in shown:
        line = commitment_line(drawn, status, width, at)
        check(line, width, exactly=True)
        words = plain(line)
        assert words[4 + at.title :].startswith(status.word)
        if status.per and status.grade != "*":
            assert "per " in words or "via " in words


def test_a_dispute_that_is_folded_away_takes_no_room_from_those_who_say_where_it_stands() -> None:
    quiet = [s for s in EVERY if s.per and not s.disputed]
    loud = [s for s in EVERY if s.disputed]
    assert columns(view(118), quiet, 118).flags == 0
    assert columns(view(118), quiet, 118).per > columns(view(118), [*quiet, *loud], 118).per


def test_other_claimants_stand_with_their_day_or_are_counted() -> None:
    shown = view(78)
    for width in range(60, 200):
        for row in rows():
            if len(row.series) < 3:
                continue
            words = plain(figure_line(shown, row, width, figure_columns(shown, rows(), width)))
            assert line_width(figure_line(shown, row, width, figure_columns(shown, rows(), width))) == width
            if " +1" in words:
                assert not words.split(" +1")[0].endswith("…")


def test_a_few_long_names_leave_the_words_their_room() -> None:
    short = [quote(f"s{n}", "Ada Example", "Words", at(12)) for n in range(30)]
    long = quote("l", "Somebody with a very long name indeed", "Words", at(12))
    shown = view(78)
    assert quote_columns(shown, short, 78).who == 11 and quote_columns(shown, [*short, long], 78).who == 12
    assert quote_columns(shown, [long] * 10, 78).who == 18


# ------------------------------------------------------------------ heights and headings


async def heights(run: Run, pilot: Pilot[None]) -> tuple[int, int]:
    await settle(pilot)
    return run.pane("phases").size.height, run.pane("quotes").size.height + run.pane("figures").size.height


async def test_what_folded_phases_leave_goes_to_the_panes_below() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "g")
        before = await heights(run, pilot)
        for _ in range(3):
            await press(pilot, "space")
            if (await heights(run, pilot))[0] == 3:
                break
            await press(pilot, "j")
            while run.pane("phases").cursor and not str(run.pane("phases").cursor).startswith("phase:"):
                await press(pilot, "j")
        after = await heights(run, pilot)
        assert after[0] == 3 and after[1] == before[1] + before[0] - 3
        # unfolded again, all of it is there again
        await press(pilot, "g", "space")
        assert await heights(run, pilot) == before


async def test_a_small_agreement_is_seen_whole_at_120_columns() -> None:
    first, *_ = phases()
    few = tuple(
        msgspec.structs.replace(p, commitments=first.commitments[:n]) for p, n in zip(phases(), (4, 3, 1), strict=True)
    )
    run = Run(FakeSnapshot(phases=few))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        lines = seen(run.pane("phases"))
        assert len(lines) == 11 and all(line.strip() for line in lines)


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_the_names_of_columns_stand_over_them(size: tuple[int, int]) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, "3")
        pane = run.pane("figures")
        title = Content.from_markup(pane.border_title or "").plain
        line = next(t for t in seen(pane) if "27 of 28" in t)
        # a row begins two cells before the title
        for name, words in (("claimant", "Hamas"), ("newest", "27 of 28")):
            assert title.index(name) + 2 == line.index(words)
        assert title.index("claimant") < title.index("newest") < title.index("as of") < title.index("other claimants")
        await press(pilot, "slash", *"killed", "enter")
        assert "claimant" not in Content.from_markup(pane.border_title or "").plain


async def test_an_empty_pane_does_not_say_that_the_store_is_opening_once_it_is_open() -> None:
    run = Run(FakeSnapshot(phases=(), quotes=(), figures=(), changes=()))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "Opening the store" in "\n".join(seen(run.pane("figures")))
        await arrive(run, pilot, phases=phases())
        for name in ("quotes", "figures", "changes"):
            assert "Opening the store" not in "\n".join(seen(run.pane(name))), name


# ------------------------------------------------------------------ the help


@pytest.mark.parametrize("width", [BESIDE_FROM, 115, 150, 195])
def test_keys_and_marks_stand_side_by_side_and_nothing_is_lost(width: int) -> None:
    lines = BlockModel(wide_help_blocks("board", DEFAULT, width), width)._lines
    for line in lines:
        check(line, width)
    words = " ".join(" ".join(plain(line) for line in lines).split())
    for key in DEFAULT.of("board"):
        assert key.shown in words
    for mark in ("newly disputed", "source is back", "grade", "OVERDUE"):
        assert mark in words
    tall = BlockModel(help_blocks("board"), 76)._lines
    assert len(lines) < len(tall)


async def test_the_help_takes_a_new_width() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark")

        def shown() -> str:
            body = run.app.screen.query_one("#body")
            return "\n".join(seen(body))  # type: ignore[arg-type]

        assert "Each row says who says so" in shown() and "newly disputed" not in shown()
        await pilot.resize_terminal(130, 40)
        await settle(pilot)
        assert "newly disputed" in shown() and "latest quotes" in shown()


# ------------------------------------------------------------------ what few quotes leave


LONG = "We will go on until every family is home, and " * 4 + "not a day longer."


def few(n: int, words: str = LONG) -> tuple[QuoteRecord, ...]:
    return tuple(quote(f"few{i}", "Ada Example", words, at(12, 59 - i)) for i in range(n))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_what_the_quotes_do_not_fill_goes_to_the_figures(size: tuple[int, int]) -> None:
    empty, full = Run(FakeSnapshot(quotes=())), Run(FakeSnapshot(quotes=few(60)))
    heights = []
    for run in (empty, full):
        async with run.app.run_test(size=size) as pilot:
            await settle(pilot)
            run.app.board.draw()
            await settle(pilot)
            heights.append(run.pane("figures").size.height)
            if run is empty:
                assert run.pane("figures").size.height in (len(rows()), heights[0])
                assert "No quotes about this agreement" in "\n".join(seen(run.pane("quotes")))
    assert heights[0] >= heights[1]
    if size[0] == 80:
        assert heights[0] > heights[1], "the figures of the day do not fit into half"


async def test_few_quotes_are_told_in_full_and_many_in_a_line_each() -> None:
    run = Run(FakeSnapshot(quotes=few(3)))
    async with run.app.run_test(size=(120, 50)) as pilot:
        await press(pilot, "2")
        words = " ".join(" ".join(t[40:94] for t in seen(run.pane("quotes"))).split())
        assert words.count("not a day longer") == 3
        model = run.pane("quotes").model
        keys = [model.key(n) for n in range(len(model))]
        assert len(set(keys)) == 3 < len(keys) <= run.pane("quotes").size.height
        # a quote is one row, however many lines it has
        await press(pilot, "j")
        assert run.pane("quotes").cursor == "quote:q-few1"
        await press(pilot, "y")
        assert "not a day longer" in run.copied[-1]
        await arrive(run, pilot, quotes=few(60))
        assert run.pane("quotes").cursor == "quote:q-few1"
        assert len(run.pane("quotes").model) == 61, "with the divider"
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert len(run.pane("quotes").model) == 61, "with the divider"


@settings(deadline=None, max_examples=100)
@given(st.lists(ANY, min_size=1, max_size=6), st.integers(60, 220), st.integers(2, 30), st.booleans())
def test_lines_of_few_quotes_fill_their_room_and_no_more(words: list[str], width: int, page: int, wrong: bool) -> None:
    told = [quote(f"w{n}", "Ada Example", text or "x", at(12, 30 - n)) for n, text in enumerate(words)]
    if wrong:
        told[0] = msgspec.structs.replace(told[0], wrong="AB")
    shown = view(width)
    model = Latest(shown, told, (width, page))
    assert len(model) <= max(page, model.items)
    for n in range(len(model)):
        check(model.line(n, width), width, exactly=True)
    assert {model.key(n) for n in range(len(model))} - {None} == {f"quote:{q.id}" for q in told}
