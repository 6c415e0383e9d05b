"""The help: every key of the table by group, then what the marks and words on the screen mean."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import ClassVar, cast

from textual.binding import BindingType

from tui.dashboard.blocks import Block, BlockModel, facts, gap, heading, prose
from tui.dashboard.keymap import DEFAULT, Keymap
from tui.dashboard.keys import Place, bindings
from tui.dashboard.lines import Line, Span, cut, fit
from tui.dashboard.look import MARK_WORDS, MARKS
from tui.dashboard.screens.base import Behind
from tui.dashboard.words import SIDES

_NAMES: dict[Place, str] = {
    "board": "board", "reader": "reader", "drawer": "evidence drawer", "compare": "comparison",
    "figure": "figure screen",
    "speaker": "speaker card", "history": "history search", "since": "changes since",
    "wordings": "wordings of a text", "linkage": "linkage view",
    "breaches": "alleged breaches", "dates": "calendar",
    "travel": "time line", "help": "help", "everywhere": "everywhere",
}  # fmt: skip


BESIDE_FROM = 110
"""Cells from which keys and marks stand side by side, so that both are seen at once."""
_GIST = {
    "board": "Each row says who says so, in which outlet, and as of when. {open} opens what it rests on, {jump} and a "
    "letter goes to any row, {cite} copies the sourced line. Nothing here judges.",
}


def help_blocks(place: Place, keymap: Keymap = DEFAULT) -> list[Block]:
    """What the place is for, its keys, the marks, then the keys of the other places."""
    return [*_gist(place, keymap), *_keys(place, keymap), *_marks(keymap), *_elsewhere(place, keymap)]


def wide_help_blocks(place: Place, keymap: Keymap, width: int) -> list[Block]:
    """The same, with the marks beside the keys."""
    gist = _gist(place, keymap)
    return [*gist, *beside(_keys(place, keymap), _marks(keymap), width), *_elsewhere(place, keymap)]


def beside(left: list[Block], right: list[Block], width: int) -> list[Block]:
    """Two columns, line by line."""
    half = width * 9 // 20
    columns = [[line for block in blocks for line in block.draw(cells)] for blocks, cells in
               ((left, half), (right, width - half - 2))]  # fmt: skip
    return [
        Block(partial(_side_by_side, one, other, half))
        for one, other in zip_longest(*columns, fillvalue=cast(Line, ()))
    ]


def _side_by_side(one: Line, other: Line, half: int, width: int) -> list[Line]:
    return [cut((*fit(one, half), Span("  "), *other), width)]


def _gist(place: Place, keymap: Keymap) -> list[Block]:
    text = _GIST.get(place)
    if text is None:
        return []
    return [prose(text.format(open=keymap.shown("open"), jump=keymap.shown("jump"), cite=keymap.shown("cite"))), gap()]


def _keys(place: Place, keymap: Keymap) -> list[Block]:
    groups = keymap.groups(place)
    # the program's own keys are known from the footer: those of the place come first
    ordered = [*(g for g in groups if g != "Program"), *(g for g in groups if g == "Program")]
    return [
        b for g in ordered for b in (heading(g), *facts(*((k.shown, k.long) for k in groups[g]), role="strong"), gap())
    ]


def _marks(keymap: Keymap) -> list[Block]:
    """Marks and words of the screen."""
    marks = [(MARKS[m], MARK_WORDS[m]) for m in MARKS]
    return [
        heading("Marks"),
        *facts(
            *marks,
            ("≠3  =2  1", "for one day, three claimants whose values differ; two that agree; one claimant only"),
            ("3", "three claimants whose values are for other days, or counted from other days: not like for like"),
            ("≥ > ~ ≤ <", "at least, more than, about, up to, fewer than: the text's own qualifier"),
            ("§", "the shipped record: comes with the program, was not fetched"),
            ("? ≠3", "there is a question about a series, such as a total that fell; nothing is repaired silently"),
            ("! OLD 92 d", "the newest value is older than 30 days"),
            ("STALE 3 h", "a source, or all of them, has been silent for longer than it may be"),
            ("+3", "the same words in three more outlets: one origin, counted once"),
            role="strong",
        ),
        gap(),
        heading("Words"),
        *facts(
            ("[-old-]{+new+}", "words that are gone, and those that stand in their place"),
            ("AS OF 18 Dec", "you are looking back: what was known at the end of that day; Esc returns to now"),
            ("OVERDUE 3 d", "in the calendar: the day is past and nobody has reported it"),
            (
                "DISPUTED",
                "claimants who allege a breach or contradict, by side, in the last 7 days; no judgement is made",
            ),
            ("DONE?", "said to be done by those who owe it; no counterpart or third party has confirmed it"),
            ("DISPUTED 3", "beside a phase: three of its commitments are disputed"),
            (
                "DONE *",
                f"set by hand ({keymap.shown('set')}): the word of a person; what the rules propose stands beside it",
            ),
            ("◆", f"pinned ({keymap.shown('pin')}): stands on top of its pane until the pin is taken away"),
            ("grade", "1 claimed by one side, 2 corroborated from another, 3 verified by a body with its own access"),
            ("sides", ", ".join(f"{short} {name}" for name, short in sorted(SIDES.items()))),
            ("as of", "the oldest last good answer among the sources that are on; all times are UTC"),
            (
                "order",
                "a figure's row begins with the newest day; rows and other claimants stand as in the agreement file",
            ),
            role="strong",
        ),
        gap(),
    ]


def _elsewhere(place: Place, keymap: Keymap) -> list[Block]:
    """The keys of the other places, and the ids of all."""
    blocks: list[Block] = []
    others = [p for p in _NAMES if p not in (place, "everywhere", "help")]
    for other in others:
        keys_there = [
            k
            for ks in keymap.groups(other).values()
            for k in ks
            if "everywhere" not in k.places and k.group != "Moving"
        ]
        blocks += [
            heading(f"In the {_NAMES[other]}"),
            *facts(*((k.shown, k.long) for k in keys_there), role="strong"),
            gap(),
        ]
    blocks += [
        heading("Ids of the keys", "for [keys] in sources.toml"),
        *facts(*((k.id, k.shown) for k in keymap.table)),
        gap(),
    ]
    blocks.append(prose("Text can be selected with Shift and the mouse. NO_COLOR and --ascii are honoured.", "dim"))
    return blocks


class Help(Behind):
    """Keys and marks."""

    PLACE = "help"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help")]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def heading(self) -> tuple[str, str]:
        return "Keys and marks", ""

    def draw(self) -> None:
        super().draw()
        width, keymap = max(20, self.size.width - 5), self.dashboard.keymap
        wide = width >= BESIDE_FROM
        blocks = wide_help_blocks(self._place, keymap, width) if wide else help_blocks(self._place, keymap)
        self.body.set_blocks(BlockModel(blocks, width))

    def on_resize(self) -> None:
        if self.ready:
            self.draw()
