"""Pane 1: the board of commitments by phase. Where each stands, who disputes it, how well that is supported."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.dashboard.lines import Line, Role, Span, cell, fit, line_width, safe
from tui.dashboard.look import MARKS
from tui.dashboard.panes.base import Pane
from tui.dashboard.words import SIDES, claimant, day
from tui.text import width as width_of

if TYPE_CHECKING:
    from tui.agreement.model import Agreement
    from tui.agreement.status import CommitmentStatus, PhaseStatus
    from tui.dashboard.blocks import Block, Target
    from tui.dashboard.pinned import Drawn
    from tui.dashboard.rows import Model
    from tui.dashboard.view import View

# settled first, then moving, then not moving: the order in which a phase is summed up
_ORDER = (
    "DONE", "IN PROGRESS", "IN FORCE", "STALLED", "NO MOVE", "SPLIT", "BELOW", "MET", "SUSPENDED", "ENDED", "DONE?",
    "NOT STARTED", "NOT DUE", "NO DATA",
)  # fmt: skip


def tally(phase: PhaseStatus, cells: int = 400) -> str:
    """How many commitments stand where: "7 done · 3 in progress · 1 split"; what has no room is still counted."""
    counts: dict[str, int] = {}
    for status in phase.commitments:
        counts[status.word] = counts.get(status.word, 0) + 1
    known = [w for w in _ORDER if w in counts]
    parts = [f"{counts[w]} {w.lower()}" for w in known]
    for shown in range(len(parts), 0, -1):
        rest = sum(counts[w] for w in known[shown:])
        text = " · ".join([*parts[:shown], *([f"+{rest}"] if rest else [])])
        if len(text) <= cells:
            return text
    return f"{len(phase.commitments)} in all"


def disputed(status: CommitmentStatus, cells: int = 80) -> str:
    """Claimants a side, sides alphabetical: "DISPUTED IL:1 PS:2", without the colons where there is little room. Names
    of sides are cut alike, so that none is ever left out; where not even that fits, only the claimants are counted."""
    if not status.disputed:
        return ""
    sides = [(SIDES.get(side, side), n) for side, n in status.disputed]
    forms = [" ".join(f"{side}:{n}" for side, n in sides)]
    forms += [" ".join(f"{side[:most]}{n}" for side, n in sides) for most in (80, 6, 4, 3, 2, 1)]
    forms.append(str(sum(n for _, n in sides)))
    return f"DISPUTED {next((form for form in forms if len(form) + 9 <= cells), forms[-1])}"


def per(agreement: Agreement, status: CommitmentStatus, cells: int) -> str:
    """The claimants that the word rests on, worded as fully as there is room: "per Egypt, Qatar", "per Egypt +1"."""
    if not status.per or cells < 7:
        return ""
    if status.grade == "*":
        # initials, which may be those of an actor too
        by = safe(status.per[0], 20)
        return next((form for form in (f"set by {by}", f"by {by}", by) if width_of(form) <= cells), "")
    ids = {a.label: a.id for a in agreement.actors}
    for most in (60, 34, 24, 14, 8):
        every = _per(", ".join(claimant(agreement, ids.get(p), p, most) for p in status.per))
        if "…" not in every and width_of(every) <= cells:
            return every
    more = f" +{len(status.per) - 1}" if len(status.per) > 1 else ""
    room = cells - 4 - len(more)
    return _per(claimant(agreement, ids.get(status.per[0]), status.per[0], room)) + more if room > 2 else ""


def _per(names: str) -> str:
    """ "per Egypt"; where nobody is named, "via Sample Wire, source not named"."""
    return names if names.startswith("via ") else f"per {names}"


def phase_line(view: View, phase: PhaseStatus, width: int, *, open_: bool, foldable: bool) -> Line:
    """A phase with how many of its commitments stand where."""
    in_dispute = sum(1 for status in phase.commitments if status.disputed)
    changed = any(status.commitment.id in view.marks for status in phase.commitments)
    fold = ("▾" if open_ else "▸") if foldable else ("△" if changed else " ")
    name = safe(phase.phase.short or phase.phase.title, 80)
    flag = f"DISPUTED {in_dispute}" if in_dispute else ""
    title = 32 if width < 110 else 31 if width < 150 else 48
    room = width - 2 - title - len(flag) - 2
    return fit(
        (
            Span(f"{fold} ", "dim"),
            *cell(f"{phase.phase.order} {name}", title - 1, "strong"),
            Span(" "),
            *cell(tally(phase, room), max(0, room)),
            Span(f" {flag} ", "strong"),
        ),
        width,
    )


def commitment_line(view: View, status: CommitmentStatus, width: int, *, flags: int = 18) -> Line:
    """A commitment: word, dispute, grade, per whom, since, outlet. Whose word it is stays at every width.

    `flags` is the widest dispute of the pane, in cells.
    """
    agreement = view.snapshot.agreement
    mark = view.marks.get(status.commitment.id)
    lead: Line = (Span(f"{MARKS[mark] if mark else ' '} ", "accent"), Span("  " if width >= 110 else " "))
    name = status.commitment.short or status.commitment.title
    detail = _detail(status)
    word = f"{_word(status)}{'  ' + detail if detail else ''}"
    flag = disputed(status)
    grade = f"grade {status.grade}" if status.grade else ""
    since = day(status.since, view.now) if status.since else ""
    carrier = safe(status.carrier or "", 60)
    if status.evidence and status.evidence[0].cite.shipped and carrier:
        carrier = f"§ {carrier}"
    quiet = status.word in ("NOT DUE", "NO DATA", "NOT STARTED")
    strength: Role = "text" if quiet else "strong"
    if width < 110:
        flag = disputed(status, 20 if width > 70 else 16)
        # the status word and whose word it is are never cut: the title gives way
        needed = len(_word(status)) + 1 + (11 if status.per else 0)
        title = max(13, min(30, width - line_width(lead) - len(flag) - 2 - needed))
        rest = width - line_width(lead) - title - len(flag) - 2
        return fit(
            (
                *lead,
                *cell(name, title - 1),
                Span(" "),
                *fit(_stands(agreement, status, rest, strength), max(0, rest)),
                Span(f" {flag} "),
            ),
            width,
        )
    title, state, grades, most, sinces, carriers = (29, 23, 8, 19, 7, 12) if width < 150 else (46, 26, 9, 26, 8, 22)
    # what no commitment needs for its disputes goes to those who say where it stands
    flags = min(most, flags + 1)
    if since and len(since) >= sinces:
        sinces = 10
    rest = width - line_width(lead) - title - state - grades - flags - sinces - carriers
    if status.grade == "*":
        # the star stands at the word, and what the rules propose needs the room
        state, grades = state + grades, 0
    return fit(
        (
            *lead,
            *cell(name, title - 1),
            Span(" "),
            *cell(word, state - 1, strength),
            Span(" "),
            *((*cell(grade, grades - 1, "dim"), Span(" ")) if grades else ()),
            *cell(disputed(status, flags - 1), flags - 1),
            Span(" "),
            *cell(per(agreement, status, rest - 1), rest - 1),
            Span(" "),
            *cell(since, sinces - 1, "dim"),
            Span(" "),
            *cell(carrier, carriers, "dim"),
        ),
        width,
    )


def _word(status: CommitmentStatus) -> str:
    """The status word; a star behind one that a person has set."""
    return f"{status.word} *" if status.grade == "*" else status.word


def _detail(status: CommitmentStatus) -> str:
    """What stands beside the word; beside one that a person has set, what the rules propose."""
    return f"(rules: {safe(status.proposed, 60)})" if status.proposed else safe(status.detail, 60)


def _stands(agreement: Agreement, status: CommitmentStatus, cells: int, strength: Role) -> Line:
    """Word, detail and per whom in one cell; what the word rests on goes before the detail when both do not fit."""
    word = Span(_word(status), strength)
    detail = _detail(status)
    whom = per(agreement, status, max(8, cells - len(word.text) - 1))
    whole = (word, Span(f" {detail}" if detail else "", strength), Span(f" {whom}" if whom else "", "dim"))
    if line_width(whole) <= cells or not whom:
        return whole
    short = per(agreement, status, max(8, cells - len(word.text) - len(detail) - 2))
    tight = (word, Span(f" {detail}", strength), Span(f" {short}", "dim"))
    if short and line_width(tight) <= cells:
        return tight
    kept: Line = (word, Span(f" {whom}", "dim"))
    # a detail of which nothing could be read would only cut into whose word it is
    return (*kept, Span(f" {detail}", strength)) if cells - line_width(kept) > 3 else kept


class Board:
    """Model of the pane: phases, and the commitments of those that are not folded."""

    def __init__(self, view: View, pane: Pane, *, flat: bool) -> None:
        self.view = view
        self.flat = flat
        self.flags = max((len(disputed(s)) for p in view.snapshot.phases for s in p.commitments), default=0)
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
        if status is not None:
            return commitment_line(self.view, status, width, flags=self.flags)
        open_ = index + 1 < len(self.items) and self.items[index + 1][2] is not None
        return phase_line(self.view, phase, width, open_=open_, foldable=not self.flat)


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
        from tui.agreement.ending import ending

        agreement = view.snapshot.agreement
        if end := ending(agreement, view.now):
            return f"{safe(agreement.short_title, 40)} · {end.how} {day(end.day, view.now)}"
        start = agreement.effective.date()
        days = (view.now.date() - start).days
        return f"{safe(agreement.short_title, 40)} · day {days} since {day(start, view.now)}"

    def foot(self, view: View) -> str:
        if view.opening:
            return ""
        changed = sum(1 for p in view.snapshot.phases for s in p.commitments if s.commitment.id in view.marks)
        parts = []
        if changed:
            parts.append(f"△ {changed} changed")
        if any(e.cite.shipped for p in view.snapshot.phases for s in p.commitments for e in s.evidence[:1]):
            parts.append("§ shipped record")
        if any(s.grade == "*" for p in view.snapshot.phases for s in p.commitments):
            parts.append("* set by hand")
        opens, folds = view.keymap.shown("open"), view.keymap.shown("fold")
        parts.append(f"{opens} opens" if self.flat(view) else f"{opens} evidence · {folds} folds")
        return " · ".join(parts)

    def empty(self, view: View) -> list[str]:
        return ["This agreement has no phases."]

    def pinned(self, view: View) -> list[Drawn]:
        # also those of phases that are folded
        def drawn(status: CommitmentStatus) -> Drawn:
            return f"commitment:{status.commitment.id}", lambda width: commitment_line(view, status, width)

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
