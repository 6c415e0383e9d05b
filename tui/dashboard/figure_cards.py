"""Cards of an indicator: what is counted and by whom, each claimant's readings with what changed and what to ask, and
a chart for each claimant alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.agreement.ledger import IndicatorRow, Revision, Series, as_of
from tui.dashboard import chart
from tui.dashboard.blocks import Block, Target, facts, gap, heading, prose, title
from tui.dashboard.citation import of_figure
from tui.dashboard.lines import Line, Span, cut, fit, line_width, paragraph, safe
from tui.dashboard.marked import marked_blocks
from tui.dashboard.words import amount, day, day_full, number, standing, via
from tui.text import plural
from tui.text import width as cells_of

if TYPE_CHECKING:
    from tui.dashboard.view import View
    from tui.records import FigureRecord

MOST = 1000
"""Readings of a series that are listed; the chart has all of them."""
ASKED = 30
"""Questions of a series that are listed."""
CHART_ROWS = 4
"""Lines of a chart where nothing is said of it."""


def figure_target(view: View, record: FigureRecord) -> Target:
    return Target(
        record.cite.update, record.id, record.cite.url, of_figure(record, view.snapshot.agreement), record.cite.source
    )


def figure_card(view: View, row: IndicatorRow, *, rows: int = CHART_ROWS) -> list[Block]:
    """An indicator: what is counted, what to beware of, the charts (`rows` lines each), then the series of every
    claimant with all readings."""
    blocks = [*_about(view, row), *charts(view, row, rows)]
    for series in row.series:
        blocks += _series(view, row, series)
    return [*blocks, *marked_blocks(view, row.indicator.id)]


def _about(view: View, row: IndicatorRow) -> list[Block]:
    agreement, indicator = view.snapshot.agreement, row.indicator
    apart = [i.label for i in (agreement.indicator(x) for x in indicator.not_comparable_with) if i]
    target = f"{number(indicator.target)} (what was agreed, not a reading)" if indicator.target is not None else ""
    return [
        title(indicator.label),
        *([prose(indicator.definition, "dim")] if indicator.definition else []),
        gap(),
        *facts(
            ("unit", f"{indicator.unit}, {indicator.aggregation}"),
            ("target", target),
            ("beware", indicator.warning or ""),
            ("not with", f"never compare with: {', '.join(apart)}" if apart else ""),
            ("accounts", _accounts(row)),
        ),
        *(prose(f"? {check.text}", "strong") for check in row.checks),
    ]


def _accounts(row: IndicatorRow) -> str:
    names = {s.claimant for s in row.series}
    if len(names) == 1:
        return "one claimant only"
    return f"{len(names)} claimants{standing(row)}"


# ------------------------------------------------------------------ charts


def charts(view: View, row: IndicatorRow, rows: int) -> list[Block]:
    """A chart for each claimant with enough readings, one below the other on one scale; nothing when there is none."""
    charted = [(s, p) for s in row.series if len(p := chart.points(s)) >= chart.FEWEST]
    on = chart.scale(p for _, p in charted)
    if on is None:
        return []
    unit = row.indicator.unit
    blocks = [gap(), heading("Readings by day", "each claimant alone" if len(charted) > 1 else "")]
    for series, points in charted:
        blocks.append(_chart(view, series, points, on, rows, unit))
    blocks.append(Block(lambda width: _axis(view, on, width, unit, many=len(charted) > 1)))
    left = len(row.series) - len(charted)
    if left:
        verb = "has" if left == 1 else "have"
        blocks.append(
            prose(f"{plural(left, 'more series', 'more series')} {verb} too few readings for a chart.", "dim")
        )
    return blocks


def _labels(on: chart.Scale, unit: str) -> tuple[str, str, int]:
    """The ends of the scale as they are written at its side, and the cells that they take."""
    sign = "%" if unit == "%" else ""
    high, low = f"{number(on.high)}{sign}", f"{number(on.low)}{sign}"
    return high, low, max(cells_of(high), cells_of(low))


def _chart(view: View, series: Series, points: list[chart.Point], on: chart.Scale, rows: int, unit: str) -> Block:
    def draw(width: int) -> list[Line]:
        high, low, wide = _labels(on, unit)
        cells = max(1, width - wide - 5)
        lines = _head(series, width, f"readings for {plural(len(points), 'day')}")
        for n, text in enumerate(chart.bars(points, on, cells, rows)):
            label = high if n == 0 else low if n == rows - 1 else ""
            edge = "┤" if label else "│"
            # a gap is dim, so that the eye follows the readings; in one run each, for a line has many columns
            spans: list[Span] = [Span(f" {label:>{wide}} {edge}", "dim")]
            for char in _runs(text):
                spans.append(Span(char, "dim" if char[0] == chart.GAP else "text"))
            lines.append(cut(spans, width))
        return lines

    return Block(draw)


def _runs(text: str) -> list[str]:
    """A line of a chart in pieces of gaps and of bars."""
    found: list[str] = []
    for char in text:
        if found and (found[-1][0] == chart.GAP) == (char == chart.GAP):
            found[-1] += char
        else:
            found.append(char)
    return found


def _head(series: Series, width: int, note: str) -> list[Line]:
    """Who counts, and from which day on: in one line where they fit, for neither is ever cut away."""
    since = f"counted since {day_full(series.baseline_date)} · " if series.baseline_date else ""
    name, rest = Span(f" {safe(series.claimant, 120)}", "strong"), Span(f"{since}{note}", "dim")
    if line_width((name, rest)) + 2 <= width:
        return [(name, Span("  "), rest)]
    return [cut((name,), width), cut((Span(" "), rest), width)]


def _axis(view: View, on: chart.Scale, width: int, unit: str, *, many: bool) -> list[Line]:
    """The days at the ends of the charts, and in words what a column and the height mean."""
    high, low, wide = _labels(on, unit)
    cells = max(1, width - wide - 5)
    days, across = chart.columns(on, cells)
    size = chart.drawn(on, cells)
    first, last = day(on.first, view.now), day(on.last, view.now)
    ends = fit((Span(first, "dim"),), max(0, size - cells_of(last))) if size > len(first) + len(last) else ()
    column = f"a column is {plural(days, 'day')}" if across == 1 else f"a day is {across} columns"
    scale = f"{'one scale for all: ' if many else 'scale: '}{low} to {high} {unit if unit != '%' else ''}".rstrip()
    return [
        cut((Span(f" {'':>{wide}} └{'─' * size}", "dim"),), width),
        cut((Span(" " * (wide + 3)), *ends, Span(last if ends else f"{first} … {last}", "dim")), width),
        *paragraph(f"{scale} · {column} · “{chart.GAP}” is a day without a reading", width - 1, "dim", indent=1),
    ]


# ------------------------------------------------------------------ readings


def _series(view: View, row: IndicatorRow, series: Series) -> list[Block]:
    """A claimant's readings, newest first, with what changed from one to the next."""
    base = f"counted since {day_full(series.baseline_date)}" if series.baseline_date else "no starting day given"
    told = [plural(len(series.readings), "reading")]
    revisions = series.revisions
    for kind in dict.fromkeys(r.kind for r in revisions if r.kind != "update"):
        told.append(plural(sum(1 for r in revisions if r.kind == kind), kind))
    blocks = [gap(), heading(safe(series.claimant, 90), base), prose(" · ".join(told), "dim")]
    blocks += [prose(f"? {question}", "strong") for question in series.questions[:ASKED]]
    if len(series.questions) > ASKED:
        blocks.append(prose(f"? … and {len(series.questions) - ASKED} more", "strong"))
    changed: dict[str, list[Revision]] = {}
    for revision in revisions:
        if revision.kind == "update":
            continue  # a newer reading stands above the older one anyway
        changed.setdefault(revision.records[1], []).append(revision)
    shown = set()
    for record in series.readings[:MOST]:
        blocks.append(_reading(view, row, record, changed.get(record.id, [])))
        shown.add(record.id)
    if older := series.readings[MOST:]:
        span = f"{day_full(as_of(older[-1]))} to {day_full(as_of(older[0]))}"
        rest = f"… and {plural(len(older), 'older reading')}, {span}: `ceasefire-tui export figures` has them all"
        blocks.append(prose(rest, "dim"))
        shown |= {r.id for r in older}
    # what took a value back is no reading itself
    for taken in (r for key, rs in changed.items() if key not in shown for r in rs):
        blocks.append(prose(f"△ {taken.kind}: {taken.text}", "strong"))
    return blocks


def _reading(view: View, row: IndicatorRow, record: FigureRecord, changed: list[Revision]) -> Block:
    figure = record.figure
    value = amount(figure, row.indicator.unit, words=True)

    def draw(width: int) -> list[Line]:
        head: Line = (
            *fit((Span(f" {value}", "strong"),), max(16, cells_of(value) + 2)),
            Span(f"as of {day(as_of(record), view.now)}  "),
            Span(f"{via(record.cite)}", "dim"),
            Span(f" +{len(record.carriers)}" if record.carriers else "", "dim"),
        )
        lines = [cut(head, width)]
        for revision in changed:
            lines += paragraph(f"△ {revision.kind}: {revision.text}", width - 1, "strong", indent=16)
        if figure.sentence:
            lines += paragraph(figure.sentence, width - 1, indent=16)
        if record.derived:
            lines += paragraph(f"derived: {record.derived}", width - 1, indent=16)
        if record.note:
            lines += paragraph(record.note, width - 1, "dim", indent=16)
        return lines

    return Block(draw, f"figure:{record.id}", figure_target(view, record))


def series_line(view: View, row: IndicatorRow, series: Series) -> Block:
    """One claimant's latest value, on the card of a commitment."""
    latest = series.latest
    value = amount(latest.figure, row.indicator.unit, words=True)

    def draw(width: int) -> list[Line]:
        wide = max(16, len(value) + 2)
        who = f"{series.claimant}, as of {day(series.as_of, view.now)}"
        lead = fit((Span(f" {value}", "strong"),), wide)
        return [
            *paragraph(who, width - 1, indent=wide, first=lead),
            *paragraph(row.indicator.label, width - 1, "dim", indent=wide),
        ]

    return Block(draw, f"figure:{latest.id}", figure_target(view, latest))
