"""The evidence drawer: why a row says what it says. A commitment's trail, a figure's series, a source's state."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from tui.agreement.ledger import IndicatorRow
from tui.dashboard.blocks import Block, BlockModel, Target
from tui.dashboard.keys import bindings
from tui.dashboard.screens.base import Behind
from tui.dashboard.view import View

Source = Callable[[], list[Block]]


class Drawer(Behind):
    """A card on the whole screen; Enter opens the text that a row of it stands in."""

    PLACE = "drawer"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("drawer")]

    def __init__(
        self,
        name_: str,
        blocks: Source,
        *,
        whole: Target | None = None,
        compare: IndicatorRow | None = None,
        commitment: str | None = None,
    ) -> None:
        super().__init__()
        self._label = name_
        self._blocks = blocks
        self._whole = whole
        self._compare = compare
        self._commitment = commitment
        """Id of the commitment that the card is about, if it is one."""

    def heading(self) -> tuple[str, str]:
        return self._label, ""

    def draw(self) -> None:
        super().draw()
        self.body.set_blocks(BlockModel(self._blocks(), max(20, self.size.width - 5)))

    def renew(self, view: View) -> None:
        """New records came in: draw them, with the cursor where it is."""
        self.body.set_blocks(BlockModel(self._blocks(), max(20, self.size.width - 5)))

    def hidden(self) -> frozenset[str]:
        idle = set()
        if self._compare is None:
            idle.add("compare")
        if self._commitment is None or self.dashboard.only_reads:
            idle.add("set")
        return super().hidden() | idle

    def target(self) -> Target | None:
        return super().target() or self._whole

    def action_set_status(self) -> None:
        self.dashboard.set_status(self._commitment)

    def action_compare(self) -> None:
        self.dashboard.compare(self._compare)
