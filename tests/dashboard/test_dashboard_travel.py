"""Back in time: the whole board as it would have been, never to be mistaken for now, and nothing can be set there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from dashboard_day import NOW, at, changes, quote, quotes
from dashboard_run import Run, arrive, press, press_each, seen, settle
from dashboard_widths import check
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from tui.dashboard.footer import Bar
from tui.dashboard.lines import line_width, plain
from tui.dashboard.screens.base import Behind
from tui.dashboard.screens.travel import TimeLine, chosen, end_of, track
from tui.records import Change
from tui.store.errors import StoreError

SIZES = [(80, 24), (120, 40), (200, 60)]
TODAY = NOW.date()


def header(run: Run) -> str:
    screen = run.app.screen
    return plain(screen.query_one("#top" if isinstance(screen, Behind) else "#header", Bar).line)


def banner(run: Run) -> str:
    bar = run.app.board.query_one("#banner", Bar)
    return plain(bar.line) if bar.has_class("-on") else ""


def source_line(run: Run) -> str:
    return plain(run.app.board.query_one("#sourceline", Bar).line)


def words(run: Run, pane: str) -> str:
    return "\n".join(seen(run.pane(pane)))


async def gone_back(run: Run, pilot: Pilot[None], *keys: str) -> None:
    await press_each(pilot, "t", *keys)
    run.app.flush()
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_t_goes_back_by_days_and_weeks_and_esc_returns(size: tuple[int, int]) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, "2")
        assert "Basil Exampleson" in words(run, "quotes")
        await gone_back(run, pilot, "h")
        assert run.monitor.moments == [end_of(TODAY - timedelta(1))]
        assert "AS OF 18 Dec 2025" in header(run) and "Esc returns to now" in header(run)
        assert "not kept" in (words(run, "sources") if size[0] >= 100 else source_line(run))
        assert "LOOKING BACK to 18 Dec 2025" in banner(run) and "polling goes on" in banner(run)
        assert "Bassem Naim" in words(run, "quotes") and "Basil Exampleson" not in words(run, "quotes")
        await press_each(pilot, "H", "l", "L")
        moved = [(m.date() - TODAY).days if m else 0 for m in run.monitor.moments]
        assert moved == [-1, -8, -7, 0]
        run.app.flush()
        await settle(pilot)
        assert "AS OF" not in header(run) and "Basil Exampleson" in words(run, "quotes")
        await press_each(pilot, "h", "escape")
        run.app.flush()
        await settle(pilot)
        assert run.monitor.moments[-1] is None and "AS OF" not in header(run)
        assert run.pane("quotes").has_focus


async def test_enter_stays_in_the_past_and_looks_around() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3")
        await gone_back(run, pilot, "h", "enter")
        assert run.pane("figures").has_focus and not run.app.board.query_one(TimeLine).on
        assert "402" not in words(run, "figures") or "18 Dec" in words(run, "figures")
        await press(pilot, "enter")
        assert "AS OF 18 Dec 2025" in header(run) and "looking back" in header(run)
        await press(pilot, "escape")
        assert run.app.screen is run.app.board and "AS OF 18 Dec 2025" in header(run)
        # the time line opens where it was left
        await press(pilot, "t")
        assert run.app.board.query_one(TimeLine).at == date(2025, 12, 18)
        await press_each(pilot, "enter", "escape")
        run.app.flush()
        await settle(pilot)
        assert "AS OF" not in header(run)


async def test_a_date_is_typed_and_a_wrong_one_is_told() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        line = (await run.app.board.complete())[1]
        await gone_back(run, pilot, *"2025")
        assert "2025" in str(line.render())
        await press_each(pilot, "minus", "1", "1", "minus", "3", "0", "enter")
        assert line.at == date(2025, 11, 30) and run.monitor.moments[-1] == end_of(date(2025, 11, 30))
        assert "Sun 30 Nov 2025" in str(line.render())
        for typed, told in (("2025-13-01", "is no day"), ("2031-01-01", "nothing is known after"),
                            ("2001-01-01", "nothing is known before")):  # fmt: skip
            await press_each(pilot, *(c.replace("-", "minus") for c in typed), "enter")
            assert told in str(line.render())
            assert line.at == date(2025, 11, 30)
        await press_each(pilot, "9", "backspace", "escape")
        assert line.on is False or line.at == date(2025, 11, 30)


async def test_the_ends_of_the_line() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        line = (await run.app.board.complete())[1]
        await gone_back(run, pilot, "g")
        assert line.at == date(2025, 10, 8)  # the oldest item of the store
        await press_each(pilot, "h")
        assert line.at == date(2025, 10, 8)
        await press_each(pilot, "G", "l")
        assert line.at == TODAY and run.monitor.moments[-1] is None


async def test_nothing_is_set_or_marked_in_the_past() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j")
        await gone_back(run, pilot, "h", "enter")
        for key in ("A", "U", "s", "p"):
            run.app.clear_notifications()
            await press(pilot, key)
            assert "This is the past" in run.toasts(), key
            assert run.app.screen is run.app.board
        assert run.monitor.looks == [] and run.monitor.overrides == [] and run.app.paused_at is None
        assert "A all seen" not in run.footer() and "s set" not in run.footer()


async def test_news_waits_underneath_and_is_counted() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await gone_back(run, pilot, "h", "enter")
        before = words(run, "quotes")
        late = Change(id="c0", at=at(14, 6), kind="quote", mark="new", text="Just in", ref="q-n")
        fresh = quote("n", "New Example", "Just in", at(14, 6))
        await arrive(run, pilot, quotes=(fresh, *quotes()), changes=(late, *changes()))
        assert words(run, "quotes") == before and "AS OF" in header(run)
        assert "1 new since" in banner(run)
        await press_each(pilot, "escape")
        run.app.flush()
        await settle(pilot)
        assert "New Example" in words(run, "quotes") and banner(run) == ""


async def test_a_held_screen_is_let_go_first_and_a_failure_is_told() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "p")
        assert run.app.paused_at is not None
        await gone_back(run, pilot, "h")
        assert run.app.paused_at is None and "AS OF" in header(run)
        run.monitor.look_back_fails = StoreError("the index is damaged")
        await press_each(pilot, "h")
        assert "the index is damaged" in run.toasts() and "AS OF 18 Dec 2025" in header(run)


async def test_help_and_footer_know_the_keys_of_the_line() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press_each(pilot, "t")
        foot = run.footer()
        assert (
            foot.lstrip().startswith("? ") and "h day before" in foot and "Esc now" in foot and foot.endswith("q quit ")
        )
        await press(pilot, "question_mark")
        assert isinstance(run.app.screen, Behind)
        await press(pilot, "escape")
        assert run.app.board.query_one(TimeLine).on


@settings(deadline=None, max_examples=100)
@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.integers(0, 700), st.integers(0, 700), st.integers(20, 220))
def test_the_line_fits_and_marks_one_day(first: date, span: int, place: int, cells: int) -> None:
    last = first + timedelta(span)
    chosen_day = min(last, first + timedelta(place))
    line = track(first, last, chosen_day, cells)
    check(line, cells, exactly=True)
    assert plain(line).count("●") == 1
    for typed, problem in (("", ""), ("2025-1", ""), ("", "2025-13-01 is no day")):
        assert line_width(chosen(chosen_day, last, typed, problem, cells)) <= cells


def test_a_day_ends_with_its_last_second() -> None:
    assert end_of(date(2025, 12, 18)) == datetime(2025, 12, 18, 23, 59, 59, tzinfo=UTC)
