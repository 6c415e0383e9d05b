"""The screen on the real monitor: a text that is dropped into a watched folder appears, and stays after a restart."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

from dashboard_run import press, seen, settle

from tui.agreement import load
from tui.config import Config, Polling, Source
from tui.dashboard.app import DashboardApp
from tui.dashboard.footer import Bar
from tui.dashboard.lines import plain
from tui.dashboard.screens.base import Behind
from tui.dashboard.screens.figure import FigureScreen
from tui.dashboard.screens.reader import Reader
from tui.dashboard.screens.searching import Search
from tui.dashboard.screens.speaker import SpeakerCard
from tui.monitor import Monitor

STORY = Path(__file__).parent.parent / "fixtures" / "sample_wire_story.txt"
NOW = datetime(2025, 12, 19, 12, 0, tzinfo=UTC)


def monitor(folder: Path) -> Monitor:
    source = Source(id="desk", name="Sample Wire", kind="file", path=str(folder / "in" / "*.txt"), match_any=())
    config = Config(file="(test)", base=folder, polling=Polling(min_interval=0), sources=(source,))
    return Monitor(config, load(), folder / "store.json", poll=False, clock=lambda: NOW)


async def test_a_story_dropped_into_a_folder_appears_in_the_panes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    watching = monitor(tmp_path)
    app = DashboardApp(watching, copier=lambda text: "")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "3")
        # the shipped record is there from the start, and says that it is
        before = "\n".join(seen(app.board.pane("figures")))
        assert "§" in before
        assert "shipped record" in str(app.board.pane("figures").border_subtitle)
        assert "shipped record only" in plain(app.board.query_one("#header", Bar).line)
        cursor = app.board.pane("figures").cursor

        shutil.copy(STORY, tmp_path / "in" / "story.txt")
        await watching.once()
        app.flush()
        await settle(pilot)
        assert app.board.pane("figures").cursor == cursor
        quotes = "\n".join(seen(app.board.pane("quotes")))
        assert "Talia Brenner" in quotes and "Sample Wire" in quotes
        assert "as of 12:00Z" in plain(app.board.query_one("#header", Bar).line)

        await press(pilot, "2", "enter")
        reader = app.screen
        assert isinstance(reader, Reader)
        model = reader.body.model
        marked = " ".join(s.text for n in range(len(model)) for s in model.line(n, 100) if s.role == "hit")
        assert marked.strip()
        assert reader.current is not None and reader.current.kind == "quote"
        await press(pilot, "escape")

    again = DashboardApp(monitor(tmp_path), copier=lambda text: "")
    async with again.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        again.flush()
        await settle(pilot)
        assert "Talia Brenner" in "\n".join(seen(again.board.pane("quotes")))


async def test_a_store_that_another_watch_writes_ends_the_dashboard_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    first = monitor(tmp_path)
    await first.open()
    try:
        app = DashboardApp(monitor(tmp_path))
        async with app.run_test(size=(80, 24)) as pilot:
            async with asyncio.timeout(30):
                while app.failure is None:
                    await settle(pilot)
        assert str(app.failure)
    finally:
        await first.stop()


async def test_the_screens_that_go_deep_ask_the_real_store(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(STORY, tmp_path / "in" / "story.txt")
    watching = monitor(tmp_path)
    app = DashboardApp(watching, copier=lambda text: "")

    async def keys(*names: str) -> None:
        for name in names:
            await press(pilot, name)
            app.flush()
            await settle(pilot)

    def body() -> str:
        screen = app.screen
        assert isinstance(screen, Behind)
        model = screen.body.model
        return " ".join(" ".join(plain(model.line(n, 110)) for n in range(len(model))).split())

    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await watching.once()
        await keys("1")
        await keys("2", "a")
        assert isinstance(app.screen, SpeakerCard) and "All that was said" in body()
        said = app.screen.items
        assert said and "in all" in app.screen.heading()[1]
        await keys("escape", "S", *"brenner", "enter")
        assert isinstance(app.screen, Search) and "Talia Brenner" in body()
        assert "1 item of 1 month searched" in app.screen.heading()[1]
        await keys("enter")
        assert isinstance(app.screen, Reader)
        await keys("escape", "escape", "3", "enter")
        assert isinstance(app.screen, FigureScreen) and "reading" in app.screen.heading()[1]
        await keys("escape", "L")
        assert "as the agreement file has it" in body()
        await keys("escape", "D")
        assert "deadline of the agreement" in body()
        await keys("escape", "B", "escape")

        # before the story was fetched nobody knew of it
        await keys("2", "t", "h")
        header = plain(app.board.query_one("#header", Bar).line)
        assert "AS OF 18 Dec 2025 · Esc returns to now" in " ".join(header.split())
        assert "No quote was known by" in "\n".join(seen(app.board.pane("quotes")))
        assert "§" in "\n".join(seen(app.board.pane("figures")))
        await keys("enter", "S", *"brenner", "enter")
        assert "Nothing in the store has brenner" in body()
        await keys("escape", "escape", "escape")
        assert "Talia Brenner" in "\n".join(seen(app.board.pane("quotes")))
