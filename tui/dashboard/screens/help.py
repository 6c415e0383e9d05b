"""The help: every key of the table by group, then what the marks and words on the screen mean."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.binding import BindingType

from tui.dashboard.blocks import Block, BlockModel, facts, gap, heading, prose
from tui.dashboard.keymap import DEFAULT, Keymap
from tui.dashboard.keys import Place, bindings
from tui.dashboard.lines import Line, Role, Span, cut, fit, safe
from tui.dashboard.look import MARK_WORDS, MARKS
from tui.dashboard.screens.base import Behind
from tui.dashboard.words import SIDES
from tui.text import plural

if TYPE_CHECKING:
    from tui.dashboard.rows import Rows
    from tui.dashboard.screens.asking import AskLine

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


class Section(NamedTuple):
    """A part of the help: a heading with a remark, and what stands below it."""

    title: str
    note: str
    rows: tuple[tuple[str, str], ...]
    role: Role = "strong"
    """That of the names of the rows."""

    def blocks(self) -> list[Block]:
        """The heading, a place that can be gone to, and the rows."""
        return [
            _inset(heading(self.title, self.note), self.title),
            *map(_inset, facts(*self.rows, role=self.role)),
            gap(),
        ]

    def finding(self, words: str) -> Section:
        """The same with only the rows in which all of the words stand, in any order."""
        wanted = words.casefold().split()
        rows = ((row, f"{self.title} {row[0]} {row[1]}".casefold()) for row in self.rows)
        return self._replace(rows=tuple(row for row, text in rows if all(word in text for word in wanted)))


def _inset(block: Block, spot: str | None = None) -> Block:
    """A block with room at its left for the letter of a jump."""
    return replace(block, draw=lambda width: [(Span(" "), *line) for line in block.draw(width - 1)], spot=spot)


def help_blocks(place: Place, keymap: Keymap = DEFAULT) -> list[Block]:
    """What the place is for, its keys, the marks, then the keys of the other places."""
    return [*_gist(place, keymap), *(b for section in sections(place, keymap) for b in section.blocks()), _LAST]


def wide_help_blocks(place: Place, keymap: Keymap, width: int) -> list[Block]:
    """The same, with the marks beside the keys."""
    keys, marks, rest = _keys(place, keymap), _marks(keymap), _elsewhere(place, keymap)
    left, right = ([b for section in part for b in section.blocks()] for part in (keys, marks))
    below = [b for section in rest for b in section.blocks()]
    return [*_gist(place, keymap), *beside(left, right, width), *below, _LAST]


def sections(place: Place, keymap: Keymap = DEFAULT) -> list[Section]:
    """Everything that the help of a place tells, in its order."""
    return [*_keys(place, keymap), *_marks(keymap), *_elsewhere(place, keymap)]


def found_sections(place: Place, keymap: Keymap, words: str) -> list[Section]:
    """What of the help has all of the words; a key that does the same in several places is told once."""
    told: set[tuple[str, str]] = set()
    found = []
    for section in sections(place, keymap):
        rows = tuple(row for row in section.finding(words).rows if row not in told)
        told.update(rows)
        if rows:
            found.append(section._replace(rows=rows))
    return found


def found_blocks(place: Place, keymap: Keymap, words: str) -> list[Block]:
    """What of the help has all of the words."""
    found = found_sections(place, keymap, words)
    if not found:
        return [gap(), prose(f"Nothing in the help has  {words}", indent=2)]
    return [b for section in found for b in section.blocks()]


def beside(left: list[Block], right: list[Block], width: int) -> list[Block]:
    """Two columns, line by line."""
    half = width * 9 // 20
    columns = [[line for block in blocks for line in block.draw(cells)] for blocks, cells in
               ((left, half), (right, width - half - 2))]  # fmt: skip
    begins: dict[int, str | None] = {}
    at = 0
    for block in left:
        begins[at] = block.spot
        at += len(block.draw(half))
    return [
        Block(partial(_side_by_side, one, other, half), spot=begins.get(n))
        for n, (one, other) in enumerate(zip_longest(*columns, fillvalue=cast(Line, ())))
    ]


def _side_by_side(one: Line, other: Line, half: int, width: int) -> list[Line]:
    return [cut((*fit(one, half), Span("  "), *other), width)]


def _gist(place: Place, keymap: Keymap) -> list[Block]:
    text = _GIST.get(place)
    if text is None:
        return []
    told = text.format(open=keymap.shown("open"), jump=keymap.shown("jump"), cite=keymap.shown("cite"))
    return [prose(told, indent=2), gap()]


def _keys(place: Place, keymap: Keymap) -> list[Section]:
    groups = keymap.groups(place)
    # the program's own keys are known from the footer: those of the place come first
    ordered = [*(g for g in groups if g != "Program"), *(g for g in groups if g == "Program")]
    return [Section(g, "", tuple((k.shown, k.long) for k in groups[g])) for g in ordered]


def _marks(keymap: Keymap) -> list[Section]:
    """Marks and words of the screen."""
    marks = [(MARKS[m], MARK_WORDS[m]) for m in MARKS]
    return [
        Section(
            "Marks",
            "",
            (
                *marks,
                ("≠3  =2  1", "for one day, three claimants whose values differ; two that agree; one claimant only"),
                ("3", "three claimants whose values are for other days, or counted from other days: not like for like"),
                ("≥ > ~ ≤ <", "at least, more than, about, up to, fewer than: the text's own qualifier"),
                ("§", "the shipped record: comes with the program, was not fetched"),
                ("? ≠3", "there is a question about a series, such as a total that fell; nothing is repaired silently"),
                ("! OLD 92 d", "the newest value is older than 30 days"),
                ("STALE 3 h", "a source, or all of them, has been silent for longer than it may be"),
                ("+3", "the same words in three more outlets: one origin, counted once"),
            ),
        ),
        Section(
            "Words",
            "",
            (
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
                    f"set by hand ({keymap.shown('set')}): a person's word; what the rules propose stands beside it",
                ),
                ("◆", f"pinned ({keymap.shown('pin')}): stands on top of its pane until the pin is taken away"),
                (
                    "grade",
                    "1 claimed by one side, 2 corroborated from another, 3 verified by a body with its own access",
                ),
                ("sides", ", ".join(f"{short} {name}" for name, short in sorted(SIDES.items()))),
                ("as of", "the oldest last good answer among the sources that are on; all times are UTC"),
                (
                    "order",
                    "a figure's row begins with the newest day; rows and claimants stand as in the agreement file",
                ),
            ),
        ),
    ]


def _elsewhere(place: Place, keymap: Keymap) -> list[Section]:
    """The keys of the other places, and the ids of all."""
    found = []
    for other in (p for p in _NAMES if p not in (place, "everywhere", "help")):
        there = (k for ks in keymap.groups(other).values() for k in ks if "everywhere" not in k.places)
        rows = tuple((k.shown, k.long) for k in there if k.group != "Moving")
        found.append(Section(f"In the {_NAMES[other]}", "", rows))
    ids = tuple((k.id, k.shown) for k in keymap.table)
    return [*found, Section("Ids of the keys", "for [keys] in sources.toml", ids, "dim")]


_LAST = prose("Text can be selected with Shift and the mouse. NO_COLOR and --ascii are honoured.", "dim", indent=2)


class Help(Behind):
    """Keys and marks."""

    PLACE = "help"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help")]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._words = ""
        """What is looked for in the help."""
        self._line: AskLine | None = None

    def heading(self) -> tuple[str, str]:
        if not self._words:
            return "Keys and marks", ""
        found = sum(len(s.rows) for s in found_sections(self._place, self.dashboard.keymap, self._words))
        clears = f"{self.dashboard.keymap.shown('back')} shows all"
        return f"Keys and marks / {safe(self._words, 60)}", f"{plural(found, 'line')} · {clears}"

    def draw(self) -> None:
        super().draw()
        width, keymap = max(20, self.size.width - 5), self.dashboard.keymap
        if self._words:
            blocks = found_blocks(self._place, keymap, self._words)
        elif width >= BESIDE_FROM:
            blocks = wide_help_blocks(self._place, keymap, width)
        else:
            blocks = help_blocks(self._place, keymap)
        self.body.set_blocks(BlockModel(blocks, width))

    def on_resize(self) -> None:
        if self.ready:
            self.draw()

    async def jump_to(self, rows: Rows, key: str, opens: bool) -> None:
        """Show a part of the help from its heading on."""
        rows.reveal_spot(key)

    # -------------------------------------------------------------- finding

    async def action_find(self) -> None:
        if self._line is None:
            from tui.dashboard.screens.asking import AskLine

            self._line = AskLine("words in keys, marks and what they do")
            await self.mount(self._line, before="#bottom")
        self.query_one("#bottom").display = False
        self._line.open(self._words)

    def _find(self, words: str) -> None:
        self._words = words.strip()
        self.draw()
        self.body.top()

    def on_ask_line_typed(self, event: AskLine.Typed) -> None:
        self._find(event.text)

    def on_ask_line_left(self, event: AskLine.Left) -> None:
        event.line.close()
        self.query_one("#bottom").display = True
        self.body.focus()
        self._find(self._words if event.keep else "")

    def action_back(self) -> None:
        if self._words:
            self._find("")
        else:
            super().action_back()
