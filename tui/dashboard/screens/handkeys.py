"""The keys of a person's own hand, on every screen that shows records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp
    from tui.dashboard.blocks import Target


class HandKeys:
    """For screens that have a `target`."""

    if TYPE_CHECKING:

        @property
        def dashboard(self) -> DashboardApp: ...
        def target(self) -> Target | None: ...

    async def action_mark_wrong(self) -> None:
        await self.dashboard.mark_wrong(self.target())

    async def action_undo(self) -> None:
        await self.dashboard.undo()
