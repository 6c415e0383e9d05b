"""What is painted: no more than has changed, and never less."""

from __future__ import annotations

import random

import pytest
from dashboard_day import at
from dashboard_run import Run, arrive, press
from rows_host import HIGH, Host, model
from textual.screen import Screen
from textual.strip import Strip

from tui.dashboard.panes.quotes import QuotesPane
from tui.dashboard.rows import Rows
from tui.records import QuoteRecord


@pytest.mark.parametrize("seed", range(3))
async def test_after_any_move_the_screen_is_what_painting_all_of_it_gives(seed: int) -> None:
    chance = random.Random(seed)
    app = Host()
    async with app.run_test(size=(40, HIGH)) as pilot:
        rows = app.query_one(Rows)
        rows.focus()
        for _ in range(12):
            heights = [(chance.choice((1, 1, 2, 3, 9)), chance.random() < 0.7) for _ in range(chance.randrange(1, 30))]
            rows.show(model(heights))
            moves = (
                lambda: rows.step(1), lambda: rows.step(-1), lambda: rows.page(1), lambda: rows.page(-1),
                lambda: rows.end(last=True), lambda: rows.end(last=False), lambda: rows.seek(None, 1),
            )  # fmt: skip
            for _ in range(4):
                chance.choice(moves)()
                await pilot.pause()
                partly = app.export_screenshot()
                app.screen.refresh()
                rows.refresh()
                await pilot.pause()
                assert app.export_screenshot() == partly


def _newer(record: QuoteRecord, n: int) -> QuoteRecord:
    import msgspec

    return msgspec.structs.replace(record, id=f"{record.id}-{n}", at=at(20, n))


async def test_a_step_paints_two_rows_and_an_arrival_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run()
    first = run.monitor.shot.quotes[0]
    many = tuple(_newer(first, n) for n in range(50, 0, -1))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        await arrive(run, pilot, quotes=many)
        await press(pilot, "g")
        pane = run.app.board.pane("quotes")
        assert pane.show_vertical_scrollbar
        painted: list[int] = []
        laid: list[object] = []
        render, layout = QuotesPane.render_line, Screen._refresh_layout

        def rendered(self: QuotesPane, y: int) -> Strip:
            painted.append(y)
            return render(self, y)

        def laid_out(self: Screen[object], *given: object, **named: object) -> None:
            laid.append(given)
            layout(self, *given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(QuotesPane, "render_line", rendered)
        monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
        await press(pilot, "j")
        assert set(painted) == {0, 1} and not laid
        await arrive(run, pilot, quotes=(_newer(first, 55), *many))
        assert not laid
        assert pane.vertical_scrollbar.window_virtual_size == len(pane.model) == pane.virtual_size.height
        assert "▲ 1 new above" in str(pane.border_title)
        # where the list begins or ends to scroll, it is
        await arrive(run, pilot, quotes=many[:3])
        assert laid and not pane.show_vertical_scrollbar and round(pane.scroll_y) == 0
