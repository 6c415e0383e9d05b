"""The calendar: what was or is to happen by when, by whose word, and what has not come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui.agreement.calendar import Expected, expected
from tui.dashboard.blocks import Block, BlockModel, Target, gap, heading, prose
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, Role, Span, cell, cut, line_width, paragraph, safe
from tui.dashboard.screens.linkage import name_of
from tui.dashboard.screens.whole import Whole
from tui.dashboard.view import View
from tui.dashboard.words import day, via
from tui.text import plural

_DAY, _STATE = 10, 15
_INDENT = 1 + _DAY + _STATE
KINDS = {"deadline": "deadline of the agreement", "announced": "announced by", "demanded": "demanded by"}
SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Overdue", "the day is past and nobody has reported it", ("overdue",)),
    ("Today and ahead", "", ("today", "ahead")),
    ("No day named", "", ("undated",)),
    ("Reported", "a step was reported; whether it is enough is not judged", ("came", "came late")),
)


def state_words(item: Expected) -> str:
    """ "OVERDUE 12 d", "in 3 d", "today", "reported", "reported 2 d late"."""
    return {
        "undated": "no day",
        "ahead": f"in {item.days} d",
        "today": "today",
        "overdue": f"OVERDUE {item.days} d",
        "came": "reported",
        "came late": f"{item.days} d late",
    }[item.state]


def date_blocks(view: View, found: Sequence[Expected], target_of: Callable[[str], Target | None]) -> list[Block]:
    """By section; the oldest day first, save for what was reported, of which the newest stands first."""
    blocks: list[Block] = []
    for name, note, states in SECTIONS:
        items = [x for x in found if x.state in states]
        if not items:
            continue
        if "came" in states:
            items.reverse()
        blocks.append(heading(name, f"{len(items)} · {note}" if note else str(len(items))))
        blocks += [_item(view, item, target_of) for item in items]
        blocks.append(gap())
    if not blocks:
        blocks = [gap(), prose("No day is named, neither in the agreement nor in what is stored.", indent=2)]
    return blocks


def _item(view: View, item: Expected, target_of: Callable[[str], Target | None]) -> Block:
    # a deadline has no text of its own: what opens is the report that it has come
    record = item.records[0] if item.records else item.came_record
    strong: Role = "strong" if item.state in ("overdue", "today") else "text"

    def draw(width: int) -> list[Line]:
        due = day(item.due, view.now) if item.due is not None else "—"
        lead: Line = (Span(" "), *cell(due, _DAY, "dim"), *cell(state_words(item), _STATE, strong))
        what = name_of(view.snapshot.agreement, item.commitment_id, item.commitment)
        lines = paragraph(what, width - 1, "strong", indent=_INDENT, first=cut(lead, _INDENT))
        by = KINDS[item.kind] + (f" {safe(item.shown, 120)}" if item.kind != "deadline" else "")
        named = f", {day(item.said, view.now)}: “{safe(item.due_text, 120)}”" if item.said is not None else ""
        where = f"  {via(item.cites[0])}" if item.cites else ""
        more = f" +{len(item.cites) - 1}" if len(item.cites) > 1 else ""
        head = (Span(" " * _INDENT), Span(f"{by}{named}"), Span(f"{where}{more}", "dim"))
        whole = f"{by}{named}{where}{more}"
        lines += [head] if line_width(head) <= width else paragraph(whole, width - 1, indent=_INDENT)
        if item.moved:
            before = ", ".join(day(d, view.now) for d in item.moved)
            lines += paragraph(f"△ moved: before it was {before}", width - 1, "strong", indent=_INDENT)
        if item.came is not None:
            lines += paragraph(f"reported on {day(item.came, view.now)}", width - 1, "dim", indent=_INDENT)
        return lines

    key = f"date:{item.kind}:{item.commitment_id}:{item.claimant}:{item.due}"
    return Block(draw, key, target_of(record) if record else None)


class Dates(Whole):
    """All that is expected."""

    PLACE = "dates"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dates")]

    found: tuple[Expected, ...] = ()

    def heading(self) -> tuple[str, str]:
        late = sum(1 for x in self.found if x.state == "overdue")
        return "What is expected by when", f"{plural(len(self.found), 'item')} · {late} overdue"

    def draw(self) -> None:
        view = self.dashboard.view
        self.found = expected(view.snapshot.agreement, self.evidence, view.now)
        super().draw()
        blocks = date_blocks(view, self.found, self.target_of)
        self.body.set_blocks(BlockModel(blocks, max(20, self.size.width - 5)))
