"""Pane 3: running figures. Every value with its claimant and its day; accounts that differ stand side by side.

The first value of a row is the one with the newest day, whoever claims it; the order of the rows and of the other
claimants is that of the agreement file. Nothing is averaged, and a target is never shown as a reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from tui.dashboard.lines import Line, Span, cell, cut, fit, plain, safe
from tui.dashboard.look import MARKS, share, spark
from tui.dashboard.panes.base import VIEWING, Pane
from tui.dashboard.words import amount, day, moment, number, series_claimant
from tui.text import plural
from tui.text import width as cells_of

if TYPE_CHECKING:
    from tui.agreement.ledger import IndicatorRow, Series
    from tui.dashboard.blocks import Block, Target
    from tui.dashboard.rows import Model
    from tui.dashboard.view import View
    from tui.records import ChangeMark

OLD_AFTER = 30
"""Days after which a value is marked OLD, unless its target is reached."""


_TOLD = 16
"""Cells by which a wide row has more for other claimants before labels are told at length."""
_READABLE = 12
"""Cells below which the rest of a row is not begun."""


def leading(row: IndicatorRow) -> Series:
    """The series that the row begins with: what somebody claims before what was computed, then the newest day."""
    return max(row.series, key=lambda s: (not s.derived, s.as_of, s.latest.at))


def agreement_mark(row: IndicatorRow, *, ascii_only: bool = False) -> str:
    """ "≠3": three claimants whose latest values differ; "=2": two that agree; "1": one claimant only; "3": three whose
    values are for other days, or counted from other days, and are neither."""
    sign = {"agree": "=", "differ": "!=" if ascii_only else "≠"}.get(row.standing, "")
    return f"{sign}{len(row.accounts)}"


def _mark(row: IndicatorRow, *, ascii_only: bool) -> str:
    """How the claimants agree, and whether there is a question about the row."""
    return f"{'? ' if row.questions else ''}{agreement_mark(row, ascii_only=ascii_only)}"


def row_mark(view: View, row: IndicatorRow) -> ChangeMark | None:
    """What has happened to any series of the row since the last look."""
    if (found := view.marks.get(row.indicator.id)) is not None:
        return found
    for series in row.series:
        mark = view.mark_of(series.latest.id, series.latest.cite)
        if mark is not None:
            previous = series.previous
            same_day = previous is not None and previous.figure.as_of == series.latest.figure.as_of is not None
            return "revised" if same_day else mark
    return None


def value_of(row: IndicatorRow, series: Series, cells: int = 80, *, ascii_only: bool = False) -> str:
    """ "1,285", "27 of 28" where a number of things was agreed, "113 a day" for a rate."""
    indicator, figure = row.indicator, series.latest.figure
    text = amount(figure, indicator.unit, ascii_only=ascii_only)
    if indicator.target and indicator.aggregation in ("cumulative", "stock"):  # "5 of 0" would say nothing
        whole = f"{text} of {number(indicator.target)}"
        return whole if len(whole) <= cells else text
    return text


def is_old(view: View, row: IndicatorRow, series: Series) -> bool:
    """Whether the newest value is older than a month; a target that is reached does not age."""
    target, value = row.indicator.target, series.latest.figure.value
    if target is not None and value is not None and row.indicator.aggregation == "cumulative" and value >= target:
        return False
    return (view.now.date() - series.as_of).days > OLD_AFTER


class Columns(NamedTuple):
    """Widths of the columns of the pane, in cells. A value is never cut: other columns give way."""

    label: int
    tag: int
    value: int
    day: int
    mark: int
    trend: int
    tight: bool
    """Whether long labels are replaced by the short ones of the agreement file."""


def columns(view: View, rows: Sequence[IndicatorRow], width: int, *, ascii_only: bool = False) -> Columns:
    """Columns for these rows in `width` cells."""
    tags: tuple[int, ...]
    agreement = view.snapshot.agreement
    if width < 96:
        tags, rest_least, trend, most_value = (14, 12, 9), 20 if width > 70 else 2, 0, 9
    elif width < 116:
        tags, rest_least, trend, most_value = (24, 14, 9), 22, 0, 16
    else:
        tags, rest_least, trend, most_value = (34, 24, 14), 22, 9, 80
    mains = [leading(r) for r in rows]
    if not any(_trend(r, m, trend - 2, ascii_only=ascii_only) for r, m in zip(rows, mains, strict=True)):
        trend = 0
    value = max(
        (cells_of(value_of(r, m, most_value, ascii_only=ascii_only)) for r, m in zip(rows, mains, strict=True)),
        default=4,
    )
    days = max((cells_of(day(m.as_of, view.now)) for m in mains), default=6) + 1
    mark = max((cells_of(_mark(r, ascii_only=ascii_only)) for r in rows), default=2)
    labels = max((cells_of(r.indicator.label) for r in rows), default=10)
    least = max(
        (min(cells_of(r.indicator.label), cells_of(r.indicator.short or r.indicator.label)) for r in rows), default=10
    )
    tag = room = 0
    # the fullest wording of the claimants that leaves room for the labels and for the other accounts
    for most in tags:
        tag = max((cells_of(series_claimant(agreement, m, most)) for m in mains), default=4)
        room = max(12, width - 2 - (tag + value + days + 5) - rest_least - mark - trend)
        if least <= room:
            break
    # other accounts are counted where they cannot be told; a label that is cut is told nowhere in the row
    room = min(max(room, least), room + rest_least)
    # where there is room, other claimants are told before a label is told at length
    tight = labels > room - (_TOLD if width >= 116 and any(len(r.series) > 1 for r in rows) else 0)
    if tight:
        labels = max((cells_of(r.indicator.short or r.indicator.label) for r in rows), default=10)
    return Columns(min(labels, room), tag, value, days, mark, trend, tight)


def figure_line(view: View, row: IndicatorRow, width: int, at: Columns, *, ascii_only: bool = False) -> Line:
    """An indicator: its newest value with claimant and day, then the other accounts."""
    main = leading(row)
    mark = row_mark(view, row)
    label = row.indicator.label
    # all long or all short: one side's row must not be worded more fully than the other's
    if at.tight and row.indicator.short:
        label = row.indicator.short
    shipped = "§" if main.latest.cite.shipped else " "
    rest = width - 2 - at.label - at.tag - at.value - at.day - 5 - at.mark - at.trend
    return fit(
        (
            Span(f"{MARKS[mark]} ", "accent") if mark else Span("! " if is_old(view, row, main) else "  ", "dim"),
            *cell(label, at.label),
            Span(" "),
            *cell(series_claimant(view.snapshot.agreement, main, at.tag), at.tag),
            Span(" "),
            *cell(value_of(row, main, at.value, ascii_only=ascii_only), at.value, "strong"),
            Span(" "),
            *cell(f"{shipped}{day(main.as_of, view.now)}", at.day, "dim"),
            Span("  "),
            *fit(_others(view, row, main, rest, ascii_only=ascii_only), max(0, rest)),
            *cell(_mark(row, ascii_only=ascii_only), at.mark, right=True),
            *(cell(f"  {_trend(row, main, at.trend - 2, ascii_only=ascii_only)}", at.trend, "dim") if at.trend else ()),
        ),
        width,
    )


def _trend(row: IndicatorRow, main: Series, cells: int, *, ascii_only: bool) -> str:
    """Of a number that was agreed, how much this claimant counts; else the claimant's readings, oldest first."""
    indicator, figure = row.indicator, main.latest.figure
    if indicator.target and indicator.aggregation in ("cumulative", "stock") and figure.value is not None:
        return share(float(figure.value), float(indicator.target), cells)
    readings = [float(r.figure.value) for r in reversed(main.readings) if r.figure.value is not None]
    # without block characters a line of heights says nothing
    return "" if ascii_only else spark(readings, cells)


def _others(view: View, row: IndicatorRow, main: Series, cells: int, *, ascii_only: bool = False) -> Line:
    """The rest of the row: other accounts, or else what the value was before; then its age and what is to be asked."""
    tail: list[Span] = []
    if is_old(view, row, main):
        tail.append(Span(f"OLD {(view.now.date() - main.as_of).days} d", "dim"))
    if row.questions:
        tail += [*_dot(tail), Span(f"? {safe(row.questions[0], 160)}")]
    others = [s for s in row.accounts if (s.claimant_id or s.claimant) != (main.claimant_id or main.claimant)]
    room = cells - 1
    line: Line = ()
    # the fullest wording of the other claimants with which all of them fit
    for tag in (60, 34, 24, 14, 8) if others else ():
        told = [_account(view, row, s, tag, 9 if cells < 30 else 80, ascii_only=ascii_only) for s in others]
        line = _joined(told)
        if cells_of(plain(line)) <= room:
            break
        # an account stands with its day or not at all; those without room are counted
        kept = [n for n in range(1, len(told)) if cells_of(plain(_joined(told[:n]))) + 4 <= room]
        first = _joined(told[: kept[-1]]) if kept else ()
        line = (*first, Span(f"{' ' if kept else ''}+{len(told) - (kept[-1] if kept else 0)}", "dim"))
    if not line and (previous := main.previous) is not None:
        when = previous.figure.as_of or previous.at.date()
        line = (
            Span(f"was {amount(previous.figure, row.indicator.unit, ascii_only=ascii_only)}"),
            Span(f" {day(when, view.now)}", "dim"),
        )
    whole: Line = (*line, *(_dot(line) if tail else ()), *tail)
    if line and cells_of(plain(whole)) > room and cells_of(plain(line)) + _READABLE > room:
        # a few letters of a question say less than its mark, which stands at the end of the row
        whole = line
    return cut(whole, max(0, room))


def _account(view: View, row: IndicatorRow, series: Series, tag: int, most: int, *, ascii_only: bool) -> Line:
    """Another claimant's newest value, with its day."""
    who = series_claimant(view.snapshot.agreement, series, tag)
    value = value_of(row, series, most, ascii_only=ascii_only)
    return Span(f"{who} {value}"), Span(f" {day(series.as_of, view.now)}", "dim")


def _joined(parts: Sequence[Line]) -> Line:
    return tuple(span for n, part in enumerate(parts) for span in ((*_dot("·"), *part) if n else part))


def _dot(spans: Sequence[object]) -> tuple[Span, ...]:
    return (Span(" · ", "dim"),) if spans else ()


class Ledger:
    """Model of the pane."""

    def __init__(self, view: View, rows: list[IndicatorRow], *, ascii_only: bool) -> None:
        self.view = view
        self.rows = rows
        self.ascii_only = ascii_only
        self._columns: dict[int, Columns] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def key(self, index: int) -> str | None:
        return f"indicator:{self.rows[index].indicator.id}"

    def line(self, index: int, width: int) -> Line:
        return figure_line(self.view, self.rows[index], width, self.columns(width), ascii_only=self.ascii_only)

    def columns(self, width: int) -> Columns:
        """The columns of these rows."""
        at = self._columns.get(width)
        if at is None:
            at = self._columns[width] = columns(self.view, self.rows, width, ascii_only=self.ascii_only)
        return at


class FiguresPane(Pane):
    NUMBER = 3
    LABEL = "Running figures"
    LABEL_ID: ClassVar[str] = "figures"

    def depends(self, view: View) -> tuple[object, ...]:
        return (view.snapshot.figures, view.snapshot.changes)

    def build(self, view: View) -> Model:
        rows = [r for r in view.snapshot.figures if r.series and (not self.filter or self.filter.figure(view, r))]
        return Ledger(view, rows, ascii_only=self._ascii)

    def heads(self, view: View, cells: int) -> Sequence[tuple[int, str]]:
        if view.layout == "narrow" or not isinstance(self.listed, Ledger) or not self.listed.rows:
            return ()
        at = self.listed.columns(cells)
        names = (("claimant", at.tag + 1), ("newest", at.value + 2), ("as of", at.day + 1), ("other claimants", 0))
        found, cell_at = [], 2 + at.label + 1
        for name, cells_of_it in names:
            found.append((cell_at, name))
            cell_at += cells_of_it
        return found

    def foot(self, view: View) -> str:
        rows = self.listed.rows if isinstance(self.listed, Ledger) else []
        parts = []
        if any(leading(r).latest.cite.shipped for r in rows):
            parts.append("§ shipped record")
        signs = {agreement_mark(r, ascii_only=self._ascii)[:1] for r in rows}
        unlike = "!=" if self._ascii else "≠"
        if unlike[0] in signs or view.layout != "narrow":
            parts.append(f"{unlike} accounts differ")
        if view.layout != "narrow":
            parts.append("= agree")
        parts.append("1 one claimant")
        if any(row.standing == "apart" for row in rows):
            parts.append("no sign: days differ")
        if view.layout != "narrow":
            parts.append(plural(len(rows), "figure"))
        return " · ".join(parts)

    def empty(self, view: View) -> list[str]:
        if view.back is not None:
            return [f"No figure was known by {moment(view.back)}."]
        if view.snapshot.viewing:
            return ["No figures in this store yet.", VIEWING]
        return ["No figures yet.", "A figure appears with its first reading by a claimant; targets are not readings."]

    def total(self, view: View) -> int:
        return sum(1 for r in view.snapshot.figures if r.series)

    def find(self, key: str) -> IndicatorRow | None:
        """The indicator of a row."""
        wanted = key.partition(":")[2]
        if self.view is not None:
            for row in self.view.snapshot.figures:
                if row.indicator.id == wanted:
                    return row
        return None

    def card(self, key: str) -> list[Block]:
        row = self.find(key)
        from tui.dashboard.figure_cards import figure_card

        return figure_card(self.view, row) if row is not None and self.view is not None else []

    def target(self, key: str) -> Target | None:
        row = self.find(key)
        from tui.dashboard.figure_cards import figure_target

        return figure_target(self.view, leading(row).latest) if row is not None and self.view is not None else None

    def new_keys(self, view: View) -> set[str]:
        return {f"indicator:{r.indicator.id}" for r in view.snapshot.figures if r.series and row_mark(view, r)}
