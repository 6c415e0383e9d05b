"""The lines of pane 1: a phase with how many of its commitments stand where, and a commitment in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.dashboard.lines import Line, Role, Span, cell, fit, line_width, safe
from tui.dashboard.look import MARKS, share
from tui.dashboard.words import SIDES, claimant, day
from tui.text import width as width_of

if TYPE_CHECKING:
    from tui.agreement.model import Agreement
    from tui.agreement.status import CommitmentStatus, PhaseStatus
    from tui.dashboard.view import View

# settled first, then moving, then not moving: the order in which a phase is summed up
_ORDER = (
    "DONE", "IN PROGRESS", "IN FORCE", "STALLED", "NO MOVE", "SPLIT", "BELOW", "MET", "SUSPENDED", "ENDED", "DONE?",
    "NOT STARTED", "NOT DUE", "NO DATA",
)  # fmt: skip


_COUNTED = {"DONE?": "done, unconfirmed"}
"""Words that say too little where they stand alone, as they are counted."""


def tally(phase: PhaseStatus, cells: int = 400) -> str:
    """How many commitments stand where: "7 done · 3 in progress · 1 split"; what has no room is still counted."""
    counts: dict[str, int] = {}
    for status in phase.commitments:
        counts[status.word] = counts.get(status.word, 0) + 1
    known = [w for w in _ORDER if w in counts]
    parts = [f"{counts[w]} {_COUNTED.get(w, w.lower())}" for w in known]
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


class Columns(NamedTuple):
    """Widths of the columns of commitments on a screen that is not narrow, each with the blank behind it."""

    title: int
    state: int
    since: int
    """0 where there is no room for it: from when a word stands is told after whose word it is, and when."""
    grade: int
    flags: int
    per: int
    day: int
    """The day of what stands in the outlet beside it."""
    carrier: int


TABLE_FROM = 110
"""Cells from which commitments stand in columns."""
_BARS_FROM = 150
"""Cells from which a count of what was promised has a bar."""
_LEAD = 4
_WHOM = 16
"""Cells in which one claimant and the number of the others can be read, with the blank behind them."""


def columns(view: View, shown: Sequence[CommitmentStatus], width: int) -> Columns:
    """Columns for these commitments: each as wide as they need, within bounds, and those who say where it stands get
    the rest."""
    agreement, roomy = view.snapshot.agreement, width >= _BARS_FROM

    def need(texts: Iterable[str], least: int, most: int) -> int:
        return min(most, max([least, *map(width_of, texts)])) + 1

    title = need((_name(s) for s in shown), 27, 46 if roomy else 28)
    state = need((_stand(s, bars=roomy) for s in shown if s.grade != "*"), 13, 34 if roomy else 22)
    grade = 8 if any(s.grade not in ("", "*") for s in shown) else 0
    if any(s.grade == "*" for s in shown):
        # a star has no grade beside it, and what the rules propose stands in that room too
        state = max(state, need((_stand(s, bars=roomy) for s in shown if s.grade == "*"), 0, 32) - grade)
    flags = need((disputed(s) for s in shown), 0, 28 if roomy else 18) if any(s.disputed for s in shown) else 0
    since = need((_since(view, s) for s in shown), 6, 11) if any(s.since for s in shown) else 0
    days = need((_reported(view, s) for s in shown), 6, 11) if any(s.reported for s in shown) else 0
    carriers = [_carrier(view, s) for s in shown]
    carrier = need(carriers, 0, 12)
    rest = width - _LEAD - title - state - since - grade - flags - days - carrier
    if rest < _WHOM:
        rest, since = rest + since, 0
    # whose word it is never goes: outlet and title give way
    short = max(0, _WHOM - rest)
    carrier -= (given := min(short, max(0, carrier - 8)))
    title -= short - given
    rest += short
    # what those who say it do not need goes to the outlets
    spare = rest - need((per(agreement, s, 60) for s in shown), 18, 60)
    more = max(0, min(spare, need(carriers, 0, 24) - carrier))
    if roomy and spare > more:
        # what nobody needs stands at the end of the line, not between those who say so and where
        more = spare
    return Columns(title, state, since, grade, flags, max(0, rest - more), days, carrier + more)


def phase_line(
    view: View, phase: PhaseStatus, width: int, *, open_: bool, foldable: bool, at: Columns | None = None
) -> Line:
    """A phase with how many of its commitments stand where. `at`: the columns below it."""
    in_dispute = sum(1 for status in phase.commitments if status.disputed)
    changed = any(status.commitment.id in view.marks for status in phase.commitments)
    fold = ("▾" if open_ else "▸") if foldable else ("△" if changed else " ")
    name = safe(phase.phase.short or phase.phase.title, 80)
    flag = f"DISPUTED {in_dispute}" if in_dispute else ""
    title = at.title + 2 if at is not None else 32
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


def commitment_line(view: View, status: CommitmentStatus, width: int, at: Columns | None = None) -> Line:
    """A commitment: word, since when, grade, dispute, per whom, then day and outlet of the newest evidence for the
    word. Whose word it is stays at every width.

    `at` are the columns of the pane; without them those of this commitment alone.
    """
    agreement = view.snapshot.agreement
    mark = view.marks.get(status.commitment.id)
    lead: Line = (Span(f"{MARKS[mark] if mark else ' '} ", "accent"), Span("  " if width >= TABLE_FROM else " "))
    quiet = status.word in ("NOT DUE", "NO DATA", "NOT STARTED")
    strength: Role = "text" if quiet else "strong"
    if width < TABLE_FROM:
        flag = disputed(status, 20 if width > 70 else 16)
        # the status word and whose word it is are never cut: the title gives way
        needed = len(_word(status)) + 1 + (11 if status.per else 0)
        title = max(13, min(30, width - line_width(lead) - len(flag) - 2 - needed))
        rest = width - line_width(lead) - title - len(flag) - 2
        return fit(
            (
                *lead,
                *cell(_name(status), title - 1),
                Span(" "),
                *fit(_stands(agreement, status, rest, strength), max(0, rest)),
                Span(f" {flag} "),
            ),
            width,
        )
    at = at or columns(view, [status], width)
    state, grade = at.state, at.grade
    if status.grade == "*":
        # the star stands at the word, and what the rules propose needs the room
        state, grade = state + grade, 0
    return fit(
        (
            *lead,
            *_column(_name(status), at.title),
            *_column(_stand(status, bars=width >= _BARS_FROM), state, strength),
            *_column(_since(view, status), at.since, "dim"),
            *_column(f"grade {status.grade}" if status.grade else "", grade, "dim"),
            *_column(disputed(status, at.flags - 1), at.flags),
            *_column(per(agreement, status, at.per - 1), at.per),
            *_column(_reported(view, status), at.day, "dim"),
            *cell(_carrier(view, status), at.carrier, "dim"),
        ),
        width,
    )


def _column(text: str, cells: int, role: Role = "text") -> Line:
    """A column with the blank behind it; nothing where it has no room."""
    return (*cell(text, cells - 1, role), Span(" ")) if cells > 0 else ()


def _name(status: CommitmentStatus) -> str:
    return safe(status.commitment.short or status.commitment.title, 200)


def _since(view: View, status: CommitmentStatus) -> str:
    return day(status.since, view.now) if status.since else ""


def _reported(view: View, status: CommitmentStatus) -> str:
    return day(status.reported, view.now) if status.reported and status.carrier else ""


def _carrier(view: View, status: CommitmentStatus) -> str:
    """The outlet of the newest evidence for the word; what comes with the program says so."""
    carrier = safe(status.carrier or "", 60)
    return f"§ {carrier}" if carrier and from_the_record(view, status) else carrier


def from_the_record(view: View, status: CommitmentStatus) -> bool:
    """Whether what stands in the carrier comes with the program."""
    if status.reported is None and status.word == "ENDED":
        return True  # that an agreement is over as a whole is told by its file
    cites = [e.cite for e in status.evidence]
    if status.commitment.indicators:
        rows = (r for r in view.snapshot.figures if r.indicator.id in status.commitment.indicators)
        cites += [f.cite for row in rows for s in row.series for f in s.readings[:8]]
    named = [c for c in cites if c.outlet == status.carrier]
    same = [c for c in named if c.published and c.published.date() == status.reported] or named[:1]
    return bool(same) and all(c.shipped for c in same)


def heads(at: Columns, room: int) -> list[tuple[int, str]]:
    """Names of the columns, each with the cell of a row at which it begins."""
    found, cell_at = [], _LEAD + at.title
    names = (
        (at.state, "stands"), (at.since, "since"), (at.grade, ""), (at.flags, ""), (at.per, "per whom"),
        (at.day + at.carrier, "newest report"),
    )  # fmt: skip
    for cells, name in names:
        if name and cells and cell_at + len(name) <= room:
            found.append((cell_at, name))
        cell_at += cells
    return found


def _stand(status: CommitmentStatus, *, bars: bool) -> str:
    """The word with what stands beside it, and how much that is of what was promised."""
    text = "  ".join(x for x in (_word(status), _detail(status)) if x)
    bar = _bar(status) if bars else ""
    return f"{text}  {bar}" if bar else text


_N_OF_M = re.compile(r"(\d[\d,]*) of (\d[\d,]*)\Z")


def _bar(status: CommitmentStatus) -> str:
    found = _N_OF_M.match(status.detail) if status.proposed is None else None
    if found is None:
        return ""
    part, whole = (float(text.replace(",", "")) for text in found.groups())
    return share(part, whole)


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
