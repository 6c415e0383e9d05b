"""The figure screen: all readings of the store by claimant, what changed between them, and charts that mix nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import msgspec
import pytest
from dashboard_day import agreement, figure, figures, older_figures
from dashboard_run import Run, arrive, press, seen_card, settle
from dashboard_widths import ANY, WIDTHS, check, view
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.ledger import ledger
from tui.dashboard import chart
from tui.dashboard.blocks import BlockModel
from tui.dashboard.figure_cards import ASKED, MOST, figure_card
from tui.dashboard.lines import plain
from tui.dashboard.screens.byhand import Marking
from tui.dashboard.screens.compare import Compare
from tui.dashboard.screens.figure import FigureScreen
from tui.dashboard.screens.reader import Reader
from tui.store.errors import StoreError

TOLL = "indicator:killed_since_truce"


async def opened(run: Run, pilot: object) -> FigureScreen:
    await press(pilot, "3")  # type: ignore[arg-type]
    assert run.pane("figures").select(TOLL)
    await press(pilot, "enter")  # type: ignore[arg-type]
    screen = run.app.screen
    assert isinstance(screen, FigureScreen)
    await settle(pilot)  # type: ignore[attr-defined]
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_enter_on_a_figure_asks_the_store_for_the_whole_series(size: tuple[int, int]) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        screen = await opened(run, pilot)
        assert ("row", "killed_since_truce") in run.monitor.history.asked
        words = "\n".join(seen_card(screen))
        # on the board are readings of December only
        assert "15 Oct" in words and "fell from 241" in words
        assert "correction: 241 (9 Nov 2025) → 239" in words
        assert "retroactive addition: 312 (20 Nov 2025) → 342" in " ".join(words.split())
        assert "20 readings in 2 series" in screen.heading()[1]
        # never one chart for two claimants
        assert words.count("readings for ") == 2
        assert "one scale for all: 0 to 411" in words


async def test_n_walks_the_claimants_and_enter_reads_and_v_compares() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        screen = await opened(run, pilot)
        await press(pilot, "n")
        assert screen.body.cursor == "figure:f-t9"
        await press(pilot, "n")
        assert screen.body.cursor == "figure:f-t0"
        await press(pilot, "N")
        assert screen.body.cursor == "figure:f-t9"
        await press(pilot, "y")
        assert "411" in run.copied[-1] and "10 Oct 2025" in run.copied[-1]
        await press(pilot, "v")
        assert isinstance(run.app.screen, Compare)
        await press(pilot, "escape", "g", "enter")
        assert run.app.screen is screen or isinstance(run.app.screen, Reader)
        await press(pilot, "escape")


async def test_a_new_reading_is_drawn_and_the_cursor_stays() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        screen = await opened(run, pilot)
        await press(pilot, "j", "j")
        held = screen.body.cursor
        fresh = figure(
            "n1", "killed_since_truce", 405, "gaza-moh", date(2025, 12, 19), figures()[0].at, baseline="truce-oct11"
        )
        run.monitor.history.figures = (*run.monitor.history.figures, fresh)
        await arrive(run, pilot, figures=ledger(agreement(), (*figures(), fresh)))
        assert "405" in "\n".join(seen_card(screen))
        assert screen.body.cursor == held


async def test_a_store_that_cannot_be_read_is_told_and_what_is_known_stays() -> None:
    run = Run()
    run.monitor.history.fails = StoreError("the index is damaged")
    async with run.app.run_test(size=(120, 40)) as pilot:
        screen = await opened(run, pilot)
        assert "the index is damaged" in run.toasts()
        assert "at least 402" in "\n".join(seen_card(screen))


# ------------------------------------------------------------------ the chart

DAY = date(2025, 10, 10)


def test_a_day_without_a_reading_is_a_gap_and_never_filled() -> None:
    points = [(DAY, 10.0), (DAY + timedelta(2), 20.0)]
    on = chart.scale([points])
    assert on is not None and (on.low, on.high) == (0.0, 20.0)
    assert chart.bars(points, on, 3, 2) == ["  █", "█·█"]


def test_claimants_share_the_scale_and_nothing_else() -> None:
    one, other = [(DAY, 100.0)], [(DAY + timedelta(1), 50.0)]
    on = chart.scale([one, other])
    assert on is not None
    assert chart.bars(one, on, 2, 1) == ["█·"]
    assert chart.bars(other, on, 2, 1) == ["·▄"]


def test_a_column_of_several_days_shows_the_last_reading_in_it() -> None:
    points = [(DAY + timedelta(n), float(n)) for n in range(9)]
    on = chart.scale([points])
    assert on is not None
    assert chart.columns(on, 3) == (3, 1)
    assert chart.bars(points, on, 3, 1) == ["▂▅█"]
    assert chart.column_day(on, 3, 2) == DAY + timedelta(6)


def test_a_reading_of_nothing_is_no_gap() -> None:
    points = [(DAY, 0.0), (DAY + timedelta(1), 8.0)]
    on = chart.scale([points])
    assert on is not None
    assert chart.bars(points, on, 2, 1) == ["▁█"]


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.tuples(st.dates(date(2023, 1, 1), date(2027, 1, 1)), st.floats(-1e308, 1e308)), min_size=1, max_size=40
    ),
    st.integers(1, 220),
    st.integers(1, 8),
)
def test_a_chart_keeps_to_its_cells(points: list[tuple[date, float]], cells: int, rows: int) -> None:
    points = sorted(dict(points).items())
    on = chart.scale([points])
    assert on is not None
    lines = chart.bars(points, on, cells, rows)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {chart.drawn(on, cells)}
    assert chart.drawn(on, cells) <= cells
    filled = sum(c != chart.GAP for c in lines[-1])
    days, wide = chart.columns(on, cells)
    assert filled == wide * len({(d - on.first).days // days for d, _ in points})


@settings(deadline=None, max_examples=40)
@given(ANY, ANY, WIDTHS, st.lists(st.integers(0, 10**15), min_size=3, max_size=12))
def test_a_figure_at_length_fits(sentence: str, outlet: str, width: int, values: list[int]) -> None:
    records = [
        figure(
            f"h{n}",
            "killed_since_truce",
            v,
            "gmo",
            DAY + timedelta(n * 3),
            figures()[0].at,
            outlet=outlet,
            sentence=sentence,
        )
        for n, v in enumerate(values)
    ]
    rows = ledger(agreement(), records)
    shown = view(width, figures=rows)
    for line in BlockModel(figure_card(shown, rows[0], rows=3), width)._lines:
        check(line, width)


def test_few_readings_are_no_chart() -> None:
    shown = view(100)
    row = next(r for r in shown.snapshot.figures if r.indicator.id == "prisoners_released")
    words = "\n".join(plain(line) for line in BlockModel(figure_card(shown, row), 100)._lines)
    assert "Readings by day" not in words
    whole = ledger(agreement(), (*figures(), *older_figures()))
    toll = next(r for r in whole if r.indicator.id == "killed_since_truce")
    words = "\n".join(plain(line) for line in BlockModel(figure_card(shown, toll), 100)._lines)
    assert "Readings by day" in words


def test_a_very_long_series_is_listed_up_to_a_bound_and_charted_whole() -> None:
    days = [DAY + timedelta(n) for n in range(MOST + 30)]
    noon = [datetime.combine(d, time(12), UTC) for d in days]
    records = [figure(f"l{n}", "killed_since_truce", n, "gmo", d, noon[n]) for n, d in enumerate(days)]
    early = [msgspec.structs.replace(r, at=noon[0]) for r in records]
    asked = [plain(line) for line in BlockModel(figure_card(view(100), ledger(agreement(), early)[0]), 100)._lines]
    assert sum("later than its publication" in line for line in asked) == ASKED
    row = ledger(agreement(), records)[0]
    lines = [plain(line) for line in BlockModel(figure_card(view(100), row), 100)._lines]
    assert sum(" as of " in line for line in lines) == MOST
    assert "… and 30 older readings, 10 Oct 2025 to 8 Nov 2025" in " ".join(" ".join(lines).split())
    assert f"readings for {MOST + 30:,} days" in " ".join(lines)


async def test_a_reading_is_marked_as_wrong_where_it_stands() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        screen = await opened(run, pilot)
        assert "x wrong" in run.footer()
        await press(pilot, "x")
        assert isinstance(run.app.screen, Marking)
        await press(pilot, "escape")
        assert run.app.screen is screen
        # where the last reading is gone, there is no figure to show
        await arrive(run, pilot, figures=())
        assert run.app.screen is run.app.board and "no reading is left" in run.toasts()
