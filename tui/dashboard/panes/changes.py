"""Pane 4: what changed, newest first, with one line where the last look was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tui.dashboard.blocks import Block, Target
from tui.dashboard.lines import Line, Span, cell, fit, safe
from tui.dashboard.look import MARK_WORDS, MARKS
from tui.dashboard.panes.base import VIEWING, Pane
from tui.dashboard.panes.quotes import divider
from tui.dashboard.words import clock, moment, stamp, whole
from tui.text import plural

if TYPE_CHECKING:
    from tui.dashboard.door import Snapshot
    from tui.dashboard.rows import Model
    from tui.dashboard.view import View
    from tui.records import Change


def change_line(view: View, change: Change, width: int) -> Line:
    """A change: mark, time, what kind of thing, and in words what happened to it."""
    times = 7 if change.at.year == view.now.year else 10
    text = whole(safe(change.text, 400)) if change.kind == "quote" else safe(change.text, 400)
    # a source's trouble and its end are in the text itself
    said = change.mark in ("new", "trouble", "recovered") or change.mark in text.lower()
    word = "" if said else f"{MARK_WORDS[change.mark]}: "
    return fit(
        (
            Span(f"{MARKS[change.mark]} ", "trouble" if change.mark == "trouble" else "accent"),
            *cell(stamp(change.at, view.now), times, "dim"),
            *cell(change.kind, 7, "dim"),
            Span(word),
            Span(text),
        ),
        width,
    )


def place_of(snapshot: Snapshot, ref: str | None) -> tuple[str, str] | None:
    """Pane and key of the row that a change is about; None when it is on no pane."""
    if ref is None:
        return None
    for record in snapshot.quotes:
        if record.id == ref:
            return "quotes", f"quote:{ref}"
    for phase in snapshot.phases:
        for status in phase.commitments:
            if ref == status.commitment.id or any(e.id == ref for e in status.evidence):
                return "phases", f"commitment:{status.commitment.id}"
    for row in snapshot.figures:
        if ref == row.indicator.id or any(r.id == ref for s in row.series for r in s.readings):
            return "figures", f"indicator:{row.indicator.id}"
    if any(source.id == ref for source, _ in snapshot.sources):
        return "sources", f"source:{ref}"
    return None


class Log:
    """Model of the pane."""

    def __init__(self, view: View, changes: Sequence[Change]) -> None:
        self.view = view
        self.changes = changes
        look = view.look
        news = 0 if look is None else next((n for n, c in enumerate(changes) if c.at <= look), len(changes))
        self.split = news if 0 < news < len(changes) else None

    def __len__(self) -> int:
        return len(self.changes) + (self.split is not None)

    def at(self, index: int) -> Change | None:
        if self.split is not None:
            if index == self.split:
                return None
            if index > self.split:
                index -= 1
        return self.changes[index]

    def key(self, index: int) -> str | None:
        change = self.at(index)
        return f"change:{change.id}" if change else None

    def line(self, index: int, width: int) -> Line:
        change = self.at(index)
        return change_line(self.view, change, width) if change else divider(self.view, width)


class ChangesPane(Pane):
    NUMBER = 4
    LABEL = "Changes"
    LABEL_ID: ClassVar[str] = "changes"

    def depends(self, view: View) -> tuple[object, ...]:
        return (view.snapshot.changes,)

    def build(self, view: View) -> Model:
        changes: Sequence[Change] = view.snapshot.changes
        if self.filter:
            changes = [c for c in changes if self.filter.change(view, c)]
        return Log(view, changes)

    def right(self, view: View) -> str:
        look = view.look
        return f"since {clock(look, view.now)}" if look else ""

    def foot(self, view: View) -> str:
        if view.back is not None:
            return plural(len(view.snapshot.changes), "change")
        if view.news:
            return f"{view.news_told} new · {view.keymap.shown('seen')} marks all seen"
        return (
            f"nothing new · {view.keymap.shown('unseen')} takes the last look back"
            if view.snapshot.last_look
            else "nothing new"
        )

    def empty(self, view: View) -> list[str]:
        if view.back is not None:
            return [f"No change was known by {moment(view.back)}."]
        if view.snapshot.viewing:
            return ["No change in this store yet.", VIEWING]
        return ["Nothing has changed since this store was opened."]

    def total(self, view: View) -> int:
        return len(view.snapshot.changes)

    def find(self, key: str) -> Change | None:
        """The change of a row."""
        wanted = key.partition(":")[2]
        if self.view is not None:
            for change in self.view.snapshot.changes:
                if change.id == wanted:
                    return change
        return None

    def card(self, key: str) -> list[Block]:
        change = self.find(key)
        from tui.dashboard.cards import change_card

        return change_card(self.view, change) if change is not None and self.view is not None else []

    def target(self, key: str) -> Target | None:
        change = self.find(key)
        if change is None:
            return None
        names = {s.id: s.name for s, _ in self.view.snapshot.sources} if self.view is not None else {}
        from tui.dashboard.citation import of_change

        return Target(citation=of_change(change, names.get(change.source or "", "")), source=change.source)

    def new_keys(self, view: View) -> set[str]:
        look = view.look
        return set() if look is None else {f"change:{c.id}" for c in view.snapshot.changes if c.at > look}
