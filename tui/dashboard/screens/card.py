"""Rows over blocks: what is said of one record at length, on the board and on the screens behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.dashboard.rows import Rows

if TYPE_CHECKING:
    from tui.dashboard.blocks import BlockModel, Target


class Card(Rows):
    """Rows over blocks; lays them out for its width."""

    DEFAULT_CSS = """
    Card { background: $background; color: $foreground; padding: 0 1; }
    Card.-ascii { scrollbar-size: 0 0; }
    """

    def set_blocks(self, model: BlockModel) -> None:
        model.lay(max(20, self._inner()))
        self.show(model)

    def _inner(self) -> int:
        return self.scrollable_content_region.width or self.size.width or 80

    def on_resize(self) -> None:
        from tui.dashboard.blocks import BlockModel

        if isinstance(self.model, BlockModel) and self.model.lay(max(20, self._inner())):
            self.show(self.model)
        super().on_resize()


def idle_keys(target: Target | None) -> frozenset[str]:
    """Ids of the keys that have nothing to act on for this row: no link to open, no line to copy."""
    from tui.dashboard.address import web_address

    idle = set()
    if target is None or web_address(target.url) is None:
        idle |= {"browser", "link"}
    if target is None or not target.citation:
        idle.add("cite")
    return frozenset(idle)
