"""A line chart of one indicator as inline SVG: a line a claimant, labelled where it ends, told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from textwrap import wrap

from tui.report.brief import words
from tui.report.brief.model import FigurePart, SeriesPart

WIDTH, HEIGHT = 350, 104
"""In units of the drawing; it takes whatever width the page gives."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 128, 7, 24
_LINES = ("none", "6 3", "1.5 2.5", "8 2.5 1.5 2.5", "3 1.5")
_LETTERS = 25
"""Characters in a line of a label."""
_LABEL = 9.5
"""Height of a line of a label."""
MOST = 5
"""Lines in one chart."""
_MARKED = 16
"""Readings from which on only the last one has a mark."""


def drawable(part: FigurePart) -> tuple[SeriesPart, ...]:
    """The series that a chart would show; none when no claimant gave three readings."""
    found = [s for s in (*part.series, *part.unchanged) if s.points]
    return tuple(found[:MOST]) if any(len(s.points) > 2 for s in found) else ()


def chart(part: FigurePart) -> str:
    """The drawing, or nothing. Lines of different claimants or baselines are never joined."""
    series = drawable(part)
    if not series:
        return ""
    days = [d for s in series for d, _ in s.points]
    values = [float(v) for s in series for _, v in s.points]
    first, last, low, high = min(days), max(days), min(values), max(values)
    labels = [_label(s) for s in series]
    height = max(HEIGHT, _TOP + _BOTTOM + sum(len(x) * _LABEL + 3 for x in labels))

    def x(day: date) -> float:
        run = (last - first).days or 1
        return _LEFT + (day - first).days / run * (WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        if high == low:
            return _TOP + (height - _TOP - _BOTTOM) / 2
        return _TOP + (high - value) / (high - low) * (height - _TOP - _BOTTOM)

    ends = [y(float(s.points[-1][1])) for s in series]
    spots = _spread(ends, [len(text) * _LABEL for text in labels], _TOP - 4, height - _BOTTOM + 4)
    says = f"{part.label}: " + "; ".join(
        f"{s.claimant} {s.latest.text} as of {words.day(s.latest.day)}" for s in series
    )
    out = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(says)}">',
        f'<path class="axis" d="M{_LEFT} {height - _BOTTOM + 7:.1f}H{WIDTH - _RIGHT}"/>',
        f'<text class="tick" x="{_LEFT}" y="{height - 4:.1f}">{words.day(first)}</text>',
    ]
    if last > first:
        out.append(f'<text class="tick end" x="{WIDTH - _RIGHT}" y="{height - 4:.1f}">{words.day(last)}</text>')
    for value in dict.fromkeys((high, low)):
        out.append(f'<text class="tick end" x="{_LEFT - 6}" y="{y(value) + 3:.1f}">{words.number(value)}</text>')
        out.append(f'<path class="grid" d="M{_LEFT} {y(value):.1f}H{WIDTH - _RIGHT}"/>')
    for n, (s, text, spot) in enumerate(zip(series, labels, spots, strict=True)):
        points = [(x(d), y(float(v))) for d, v in s.points]
        if len(points) > 1:
            path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
            out.append(f'<polyline class="line" stroke-dasharray="{_LINES[n]}" points="{path}"/>')
        marked = points if len(points) <= _MARKED else points[-1:]
        out += [_mark(n, px, py) for px, py in marked]
        px, py = points[-1]
        begin = WIDTH - _RIGHT + 12
        middle = spot + len(text) * _LABEL / 2
        # a series that ended early is led to its label by dots, so that nobody takes the way for a value
        far = " far" if px < WIDTH - _RIGHT - 20 else ""
        out.append(f'<path class="lead{far}" d="M{px + 4:.1f} {py:.1f}L{begin - 3:.1f} {middle:.1f}"/>')
        for k, line in enumerate(text):
            weight = ' class="value"' if k == 0 else ""
            out.append(f'<text{weight} x="{begin}" y="{spot + (k + 0.8) * _LABEL:.1f}">{escape(line)}</text>')
    out.append("</svg>")
    return "".join(out)


def _label(series: SeriesPart) -> list[str]:
    """Value and claimant, in lines; a claimant's wording is never cut."""
    name = series.short + (f", since {series.since.day} {series.since:%b}" if series.since else "")
    if series.derived and "derived" not in name:
        name += " (derived)"
    return [series.latest.text, *wrap(name, _LETTERS)]


def _mark(n: int, x: float, y: float) -> str:
    """Marks that differ in form, so that lines are told apart in black and white."""
    if n % 2 == 0:
        return f'<circle class="mark{" open" if n % 4 else ""}" cx="{x:.1f}" cy="{y:.1f}" r="2.2"/>'
    return f'<rect class="mark{" open" if n % 4 == 3 else ""}" x="{x - 2:.1f}" y="{y - 2:.1f}" width="4" height="4"/>'


def _spread(ends: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops of labels near the ends of their lines, none over another, in the order of the ends."""
    order = sorted(range(len(ends)), key=lambda n: (ends[n], n))
    spots = [0.0] * len(ends)
    at = top
    for n in order:
        spots[n] = max(at, ends[n] - heights[n] / 2)
        at = spots[n] + heights[n] + 3
    over = at - 3 - bottom
    for n in reversed(order):  # push up what stands below the drawing
        if over <= 0:
            break
        spots[n] = min(spots[n], bottom - heights[n])
        bottom = spots[n] - 3
    return spots
