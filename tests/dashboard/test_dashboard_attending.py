"""Who polls is told of every key and click, so that what can wait gives way; of a mouse that only moves, nothing."""

from __future__ import annotations

from dashboard_fake import FakeMonitor
from dashboard_run import settle

from tui.dashboard.app import DashboardApp


async def test_keys_and_clicks_are_told_to_every_monitor() -> None:
    one, other = FakeMonitor(), FakeMonitor()
    app = DashboardApp(one, others=[other], copier=lambda text: "")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        before = one.attended
        await pilot.hover("#quotes")
        assert one.attended == before
        await pilot.press("j", "?", "escape")
        told = one.attended
        assert told == other.attended >= before + 3
        await pilot.click("#quotes")
        assert one.attended > told
