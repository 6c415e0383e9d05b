"""A list that the store gives in pages: the next one is asked for when the cursor comes near the end."""

from __future__ import annotations

from typing import Generic, TypeVar

from tui.dashboard.blocks import Block, BlockModel
from tui.dashboard.door import History, Page
from tui.dashboard.screens.base import Behind

T = TypeVar("T")

PAGE = 50
_NEAR = 12
"""Items from the end at which the next page is asked for."""


class Paged(Behind, Generic[T]):
    """Subclasses say what a page is asked with, and how its items are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[T] = []
        self.more = False
        self.asking = False
        self._round = 0
        """Counts the questions begun anew, so that an answer to an older one is let go."""

    async def fetch(self, history: History) -> Page[T]:
        """The page after `items`."""
        raise NotImplementedError

    def blocks(self) -> list[Block]:
        """The body, with all items so far."""
        raise NotImplementedError

    def key_of(self, item: T) -> str:
        """Key of the block of an item."""
        raise NotImplementedError

    def draw(self) -> None:
        super().draw()
        self.body.set_blocks(BlockModel(self.blocks(), max(20, self.size.width - 5)))

    def begin(self) -> None:
        """Ask from the first page on."""
        self._round += 1
        self.items, self.more, self.asking = [], False, False
        self.load()
        self.draw()
        self.body.top()

    def load(self) -> None:
        """Ask for the next page, off the loop."""
        if self.asking:
            return
        self.asking = True
        self.run_worker(self._load(self._round), group="load")

    async def _load(self, round_: int) -> None:
        history = self.dashboard.monitor.history
        found = await self.ask(self.fetch(history)) if history is not None else None
        if round_ != self._round:
            return
        self.asking = False
        if found is not None:
            self.items.extend(found.items)
        self.more = found.more if found is not None else False
        self.draw()

    def on_rows_moved(self) -> None:
        tail = {self.key_of(item) for item in self.items[-_NEAR:]}
        if self.more and self.body.cursor in tail:
            self.load()

    def shown(self) -> str:
        """How much of the answer is on the screen."""
        count = f"{len(self.items):,}"
        if self.asking:
            return f"{count} so far, reading on …" if self.items else "reading the store …"
        return f"{count} so far, older ones below" if self.more else f"{count} in all"
