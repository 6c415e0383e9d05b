"""How the text of an item was changed: each wording that was fetched against the one before it, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from textual.binding import BindingType

from tui.dashboard.blocks import Block, BlockModel, Target, gap, heading, prose, title
from tui.dashboard.citation import of_text
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, flow, safe
from tui.dashboard.screens.base import Behind
from tui.dashboard.wording import diff_spans
from tui.dashboard.words import full
from tui.records import Entry, Update
from tui.text import plural

AROUND = 160
"""Characters of what stands as it was that are shown beside a change."""


def wording_blocks(wordings: Sequence[Entry]) -> list[Block]:
    """The changes of an item's headline and text, newest first; `wordings` oldest first."""
    if not wordings:
        return [gap(), prose("The store has no earlier wording of this item.", "dim", indent=2)]
    newest = wordings[-1].update
    blocks = [title(newest.title or newest.outlet)]
    for n, (older, newer) in reversed(list(enumerate(pairwise(wordings), 2))):
        was, now = older.update, newer.update
        blocks += [gap(), heading(f"Wording {n}", f"fetched {full(now.fetched)}; before it {full(was.fetched)}")]
        changed = [
            _changed(part, a, b)
            for part, a, b in (("headline", was.title, now.title), ("text", was.text, now.text))
            if a != b
        ]
        blocks += changed or [prose("The same words; only what was taken from them differs.", "dim")]
    if len(wordings) == 1:
        blocks += [gap(), prose("One wording only: the text was not changed since it was first fetched.", "dim")]
    return blocks


def _changed(part: str, old: str, new: str) -> Block:
    if not old.strip() or not new.strip():
        which = "earlier" if not old.strip() else "later"
        return prose(f"{part}: the {which} wording is not kept (texts can be dropped to save room)", "dim")

    def draw(width: int) -> list[Line]:
        return [*flow(diff_spans(old, new, around=AROUND), width - 1, indent=1), ()]

    return Block(draw, f"wording:{part}:{hash((old, new))}")


class Wordings(Behind):
    """Opened from a text that was changed."""

    PLACE = "wordings"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("wordings")]

    def __init__(self, update: Update, wordings: Sequence[Entry]) -> None:
        super().__init__()
        self._update = update
        self._wordings = wordings

    def heading(self) -> tuple[str, str]:
        return f"What changed: {safe(self._update.outlet, 60)}", plural(len(self._wordings), "wording")

    def draw(self) -> None:
        super().draw()
        self.body.set_blocks(BlockModel(wording_blocks(self._wordings), max(20, self.size.width - 5)))

    def target(self) -> Target:
        update = self._update
        return Target(None, None, update.url, of_text(update), update.source)
