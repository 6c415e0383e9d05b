"""Pane 1: the board of commitments by phase. Where each stands, who disputes it, how well that is supported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tui.dashboard.panes.base import Pane
from tui.dashboard.panes.commitments import (
    TABLE_FROM,
    Columns,
    columns,
    commitment_line,
    from_the_record,
    heads,
    phase_line,
    tally,
)
from tui.dashboard.words import day

if TYPE_CHECKING:
    from tui.agreement.status import CommitmentStatus, PhaseStatus
    from tui.dashboard.blocks import Block, Target
    from tui.dashboard.lines import Line
    from tui.dashboard.pinned import Drawn
    from tui.dashboard.rows import Model
    from tui.dashboard.view import View


class Board:
    """Model of the pane: phases, and the commitments of those that are not folded."""

    def __init__(self, view: View, pane: Pane, *, flat: bool) -> None:
        self.view = view
        self.flat = flat
        self._columns: dict[int, Columns] = {}
        self.items: list[tuple[str, PhaseStatus, CommitmentStatus | None]] = []
        for phase in view.snapshot.phases:
            shown = [
                s for s in phase.commitments if not pane.filter or pane.filter.commitment(view, s, phase.phase.order)
            ]
            if pane.filter and not shown:
                continue
            self.items.append((f"phase:{phase.phase.id}", phase, None))
            if not flat and (pane.filter or phase.phase.id not in view.folded):
                self.items += [(f"commitment:{s.commitment.id}", phase, s) for s in shown]

    def __len__(self) -> int:
        return len(self.items)

    def key(self, index: int) -> str | None:
        return self.items[index][0]

    def line(self, index: int, width: int) -> Line:
        _, phase, status = self.items[index]
        at = self.columns(width)
        if status is not None:
            return commitment_line(self.view, status, width, at)
        open_ = index + 1 < len(self.items) and self.items[index + 1][2] is not None
        return phase_line(self.view, phase, width, open_=open_, foldable=not self.flat, at=at)

    def columns(self, width: int) -> Columns | None:
        """The columns of the commitments that are unfolded; None on a narrow screen."""
        if width < TABLE_FROM:
            return None
        found = self._columns.get(width)
        if found is None:
            shown = [status for _, _, status in self.items if status is not None]
            found = self._columns[width] = columns(self.view, shown, width)
        return found


class PhasesPane(Pane):
    NUMBER = 1
    LABEL = "Phases"
    LABEL_ID: ClassVar[str] = "phases"

    def flat(self, view: View) -> bool:
        """On a narrow screen a phase is a line, until the pane is zoomed."""
        return view.layout == "narrow" and not view.zoomed and not view.roomy and not self.filter

    _was_flat = False
    _behind: str | None = None
    """The commitment under the cursor when its phase became one line."""

    def update_view(self, view: View, *, force: bool = False) -> None:
        """Where a commitment has no line of its own any more, its phase has the cursor, and gives it back."""
        before, flat, was = self.cursor, self.flat(view), self._was_flat
        super().update_view(view, force=force)
        self._was_flat = flat
        if flat and not was and before is not None and self.find(before) is not None:
            self._behind = before
            self.select(f"phase:{self.phase_of(before)}")
        elif was and not flat and self._behind is not None:
            behind, self._behind = self._behind, None
            if self.cursor == f"phase:{self.phase_of(behind)}":
                self.select(behind)

    def depends(self, view: View) -> tuple[object, ...]:
        return (view.snapshot.phases, view.snapshot.changes, view.snapshot.agreement)

    def build(self, view: View) -> Model:
        return Board(view, self, flat=self.flat(view))

    def right(self, view: View) -> str:
        # where commitments stand in columns the names of these are there
        return "" if self._in_columns() else self._day(view)

    def heads(self, view: View, cells: int) -> Sequence[tuple[int, str]]:
        at = self.listed.columns(cells) if isinstance(self.listed, Board) and self._in_columns() else None
        return heads(at, cells) if at is not None else ()

    def _in_columns(self) -> bool:
        """Whether any commitment is seen in columns."""
        wide = self.scrollable_content_region.width >= TABLE_FROM
        return wide and isinstance(self.listed, Board) and any(s is not None for _, _, s in self.listed.items)

    def _day(self, view: View) -> str:
        from tui.agreement.ending import ending

        agreement = view.snapshot.agreement
        if end := ending(agreement, view.now):
            return f"{end.how} {day(end.day, view.now)}"
        start = agreement.effective.date()
        days = (view.now.date() - start).days
        return f"day {days} since {day(start, view.now)}"

    def foot(self, view: View) -> str:
        if view.opening:
            return ""
        changed = sum(1 for p in view.snapshot.phases for s in p.commitments if s.commitment.id in view.marks)
        parts = [self._day(view)] if self._in_columns() else []
        if changed:
            parts.append(f"△ {changed} changed")
        if any(s.carrier and from_the_record(view, s) for p in view.snapshot.phases for s in p.commitments):
            parts.append("§ shipped record")
        if any(s.grade == "*" for p in view.snapshot.phases for s in p.commitments):
            parts.append("* set by hand")
        opens, folds = view.keymap.shown("open"), view.keymap.shown("fold")
        parts.append(f"{opens} opens" if self.flat(view) else f"{opens} evidence · {folds} folds")
        return " · ".join(parts)

    def empty(self, view: View) -> list[str]:
        return ["This agreement has no phases."]

    def total(self, view: View) -> int:
        return sum(len(p.commitments) for p in view.snapshot.phases)

    def pinned(self, view: View) -> list[Drawn]:
        # also those of phases that are folded
        def drawn(status: CommitmentStatus) -> Drawn:
            def draw(width: int) -> Line:
                at = self.listed.columns(width) if isinstance(self.listed, Board) else None
                return commitment_line(view, status, width, at)

            return f"commitment:{status.commitment.id}", draw

        if self.filter:
            return []
        wanted = set(view.snapshot.pins)
        found = [s for p in view.snapshot.phases for s in p.commitments if f"commitment:{s.commitment.id}" in wanted]
        return [drawn(status) for status in found]

    def find(self, key: str) -> CommitmentStatus | None:
        """The commitment of a row."""
        if self.view is None or not key.startswith("commitment:"):
            return None
        wanted = key.partition(":")[2]
        for phase in self.view.snapshot.phases:
            for status in phase.commitments:
                if status.commitment.id == wanted:
                    return status
        return None

    def phase_of(self, key: str) -> str | None:
        """Id of the phase that a row belongs to."""
        if key.startswith("phase:"):
            return key.partition(":")[2]
        status = self.find(key)
        return status.commitment.phase if status else None

    def card(self, key: str) -> list[Block]:
        from tui.dashboard.cards import commitment_card, phase_card

        if self.view is None:
            return []
        status = self.find(key)
        if status is not None:
            return commitment_card(self.view, status)
        for phase in self.view.snapshot.phases:
            if key == f"phase:{phase.phase.id}":
                return phase_card(self.view, phase, tally(phase))
        return []

    def target(self, key: str) -> Target | None:
        from tui.dashboard.cards import commitment_target

        status = self.find(key)
        return commitment_target(self.view, status) if self.view is not None and status is not None else None

    def new_keys(self, view: View) -> set[str]:
        return {f"commitment:{c}" for c in view.marks}
