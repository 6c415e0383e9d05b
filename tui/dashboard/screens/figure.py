"""The figure screen: one indicator at length. All readings that the store holds, by claimant, with what changed from
one to the next and what is to be asked, and a chart for each claimant alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tui.agreement.ledger import IndicatorRow
from tui.dashboard.blocks import BlockModel, Target
from tui.dashboard.figure_cards import CHART_ROWS, figure_card, figure_target
from tui.dashboard.keys import bindings
from tui.dashboard.screens.base import Behind
from tui.dashboard.view import View
from tui.text import plural

if TYPE_CHECKING:
    from tui.dashboard.exporting import Given

LOW = 30
"""Rows below which a chart is a line lower."""


class FigureScreen(Behind):
    """Opens with what the board knows, and asks the store for the whole series meanwhile."""

    PLACE = "figure"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("figure")]

    def __init__(self, row: IndicatorRow) -> None:
        super().__init__()
        self._row = row
        self._seen = row
        """The row of the snapshot of which the whole was asked."""
        self._state = "reading the store …"

    def on_mount(self) -> None:
        self._ask()

    def heading(self) -> tuple[str, str]:
        return "Running figure", self._state

    def draw(self) -> None:
        super().draw()
        rows = CHART_ROWS if self.size.height >= LOW else CHART_ROWS - 1
        width = max(20, self.size.width - 5)
        self.body.set_blocks(BlockModel(figure_card(self.dashboard.view, self._row, rows=rows), width))

    def _ask(self) -> None:
        self.run_worker(self._load(), group="load", exclusive=True)

    async def _load(self) -> None:
        history = self.dashboard.monitor.history
        if history is not None:
            found = await self.ask(history.row(self._row.indicator.id))
            if found is not None:
                self._row = found
        readings = sum(len(s.readings) for s in self._row.series)
        top = round(self.body.scroll_y) == 0
        self._state = f"{plural(readings, 'reading')} in {plural(len(self._row.series), 'series', 'series')}"
        self.draw()
        if top:
            # what the figure is stays in sight, though its first reading stands lower now
            self.body.top()

    def renew(self, view: View) -> None:
        rows = [r for r in view.snapshot.figures if r.indicator.id == self._row.indicator.id]
        if not rows and self.is_current:
            # the last reading was marked as wrong, or its text was withdrawn
            self.dashboard.say(f"{self._row.indicator.label}: no reading is left.")
            self.dismiss()
        elif rows and rows[0] is not self._seen:
            self._seen = rows[0]
            self._ask()

    def target(self) -> Target | None:
        return super().target() or figure_target(self.dashboard.view, self._row.series[0].latest)

    def hidden(self) -> frozenset[str]:
        return super().hidden() | (frozenset({"figure.next"}) if len(self._row.series) < 2 else frozenset())

    def action_next(self, by: int) -> None:
        """Go to the newest reading of the next claimant."""
        heads = [f"figure:{s.latest.id}" for s in self._row.series]
        owner = {f"figure:{r.id}": n for n, s in enumerate(self._row.series) for r in s.readings}
        here = owner.get(self.body.cursor or "", 0)
        self.body.select(heads[(here + by) % len(heads)])

    def action_compare(self) -> None:
        self.dashboard.compare(self._row)

    async def action_export(self) -> None:
        from tui.dashboard.given import of_figures

        async def given() -> Given:
            return of_figures(self.dashboard.view, [self._row], newest=False)

        await self.dashboard.export(given)
