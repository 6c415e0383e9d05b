"""Readings that a person has marked as wrong, as they stand below what they would have counted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.agreement.hand import Act, signed, wrong
from tui.dashboard.blocks import Block, Target, gap, heading
from tui.dashboard.lines import Line, Span, cut, paragraph, safe

if TYPE_CHECKING:
    from tui.dashboard.view import View


def marked_blocks(view: View, about: str) -> list[Block]:
    """The marked readings about a commitment or an indicator, newest mark first; nothing when there is none."""
    found = [a for a in wrong(view.snapshot.acts).values() if a.reading is not None and a.reading.about == about]
    if not found:
        return []
    key = view.keymap.shown("wrong")
    blocks = [gap(), heading("Marked wrong: kept, counts for nothing", f"{key} takes a mark back")]
    return blocks + [_block(act) for act in reversed(found)]


def _block(act: Act) -> Block:
    reading = act.reading
    assert reading is not None

    def draw(width: int) -> list[Line]:
        head: Line = (Span(f" x {safe(signed(act), 500)}", "strong"),)
        return [cut(head, width), *paragraph(safe(reading.told, 500), width - 1, "dim", indent=11)]

    return Block(draw, f"{reading.kind}:{reading.record}", Target(reading.update, reading.record))
