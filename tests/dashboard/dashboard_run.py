"""An app in a test, the keys that are pressed there, and what is then seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from dashboard_fake import FakeMonitor, FakeSnapshot
from textual.pilot import Pilot

from tui.dashboard.app import DashboardApp
from tui.dashboard.footer import Bar
from tui.dashboard.lines import plain
from tui.dashboard.panes.base import Pane
from tui.dashboard.screens.base import Behind

SIZES = [(80, 24), (120, 40), (200, 60)]


class Run:
    """An app in a test, with what it opened and copied."""

    def __init__(self, snapshot: FakeSnapshot | None = None, **options: object) -> None:
        self.monitor = FakeMonitor(snapshot)
        self.opened: list[str] = []
        self.copied: list[str] = []

        def opener(url: str) -> bool:
            self.opened.append(url)
            return True

        def copier(text: str) -> str:
            self.copied.append(text)
            return "copied with a test"

        self.app = DashboardApp(self.monitor, opener=opener, copier=copier, **options)  # type: ignore[arg-type]

    def pane(self, name: str) -> Pane:
        return self.app.board.pane(name)

    def toasts(self) -> str:
        return " | ".join(n.message for n in self.app._notifications)

    def footer(self) -> str:
        screen = self.app.screen
        return plain(screen.query_one("#bottom" if isinstance(screen, Behind) else "#footer", Bar).line)


async def arrive(run: Run, pilot: Pilot[None], **changed: object) -> None:
    """Something comes in, and the half second between two repaints is over."""
    await settle(pilot)
    run.monitor.announce(**changed)
    run.app.flush()
    await settle(pilot)


def seen(pane: Pane) -> list[str]:
    """The lines that a pane shows."""
    return ["".join(s.text for s in pane.render_line(y)) for y in range(pane.scrollable_content_region.height)]


async def settle(pilot: Pilot[None]) -> None:
    """Wait until what was begun is done, and is on the screen."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until the last one is answered."""
    await pilot.press(*keys)
    await settle(pilot)


def seen_card(screen: Behind) -> list[str]:
    model = screen.body.model
    return [plain(model.line(n, 100)) for n in range(len(model))]


async def press_each(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when what the one before has asked of the store is on the screen."""
    for key in keys:
        await press(pilot, key)


def pressed(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What a picture is made after: these keys, each when the one before is answered."""

    async def go(pilot: Pilot[None]) -> None:
        await press_each(pilot, *keys)

    return go
