"""Accounts of one figure side by side: columns are claimants, rows aspects; on a narrow screen one below the other.

It says where value, day and definition differ; it never scores truth and never derives a gap.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from tui.agreement.ledger import IndicatorRow, Series, apart
from tui.agreement.model import Agreement
from tui.dashboard.blocks import Block, BlockModel, Target, fact, gap, heading, prose, title
from tui.dashboard.citation import all_of, of_figure
from tui.dashboard.figure_cards import figure_target
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, Role, Span, cut, fit, paragraph, safe
from tui.dashboard.screens.base import Behind
from tui.dashboard.view import View
from tui.dashboard.words import amount, day_full, full, number, standing, via

ASPECTS = ("value", "for day", "counted since", "published", "previous", "words", "derived", "note", "outlet")


def account(row: IndicatorRow, series: Series, aspect: str) -> str:
    """One field of one account; a field that the source does not give is said to be missing."""
    latest, unit = series.latest, row.indicator.unit
    figure = latest.figure
    if aspect == "value":
        return f"{amount(figure, unit, words=True)}{' a ' + figure.rate if figure.rate else ''}"
    if aspect == "for day":
        return day_full(figure.as_of) if figure.as_of else "not given"
    if aspect == "counted since":
        return day_full(series.baseline_date) if series.baseline_date else "not given"
    if aspect == "published":
        return full(latest.cite.published)
    if aspect == "previous":
        previous = series.previous
        if previous is None:
            return "none kept"
        when = previous.figure.as_of or previous.at.date()
        return f"{amount(previous.figure, unit, words=True)} ({day_full(when)})"
    if aspect == "words":
        return f"“{figure.sentence}”" if figure.sentence else "no sentence kept"
    if aspect == "derived":
        return latest.derived or ""
    if aspect == "note":
        return latest.note or ""
    return via(latest.cite) + (" — shipped record" if latest.cite.shipped else "")


def caution(row: IndicatorRow) -> str:
    """What keeps the accounts from being like for like."""
    different = apart(row.series)
    if len({s.claimant for s in row.series}) > 1:
        different.append("claimants' own ways of counting")
    if not different:
        return ""
    return f"NOT LIKE FOR LIKE: {', '.join(different)} differ. No difference is computed."


def compare_blocks(view: View, row: IndicatorRow, width: int) -> list[Block]:
    """The comparison for a width; side by side from 100 columns on when the columns have room."""
    indicator, agreement = row.indicator, view.snapshot.agreement
    state = standing(row)
    count = f"{len(row.series)} accounts{state}" if len(row.series) > 1 else "one account only: nothing to compare with"
    blocks = [title(indicator.label), prose(f"{count} · unit: {indicator.unit}", "dim")]
    if indicator.definition:
        blocks.append(prose(indicator.definition, "dim"))
    if indicator.target is not None:
        blocks.append(
            prose(f"Agreed: {number(indicator.target)} {indicator.unit}. That is a target, not an account.", "dim")
        )
    # before the values, for on a narrow screen the accounts stand below one another and below the edge
    if warning := caution(row):
        blocks.append(prose(warning, "strong"))
    if indicator.warning:
        blocks.append(prose(indicator.warning))
    blocks.append(gap())
    used = [a for a in ASPECTS if any(account(row, s, a) for s in row.series)]
    column = (width - 16) // max(1, len(row.series))
    if width >= 96 and column >= 24 and len(row.series) > 1:
        blocks.append(Block(lambda w: _table_row("", [s.claimant for s in row.series], w, "strong")))
        for aspect in used:
            texts = [account(row, s, aspect) for s in row.series]
            role: Role = "strong" if aspect == "value" else "text"
            blocks.append(Block(lambda w, a=aspect, t=texts, r=role: _table_row(a, t, w, r)))  # type: ignore[misc]
        blocks.append(gap())
        blocks.append(heading("Texts", f"{view.keymap.shown('open')} opens"))
        for series in row.series:
            blocks.append(_text_row(view, series, agreement))
        blocks.append(gap())
    else:
        for series in row.series:
            blocks.append(Block(_head(series), f"figure:{series.latest.id}", figure_target(view, series.latest)))
            for aspect in used:
                if text := account(row, series, aspect):
                    blocks.append(fact(aspect, text, wide=15))
            blocks.append(gap())
    silent = [agreement.claimant_label(c) for c in indicator.claimants if c not in {s.claimant_id for s in row.series}]
    if silent:
        asked = sum(1 for s, _ in view.snapshot.sources if s.enabled)
        blocks.append(prose(f"No statement found from: {', '.join(silent)} (sources that are on: {asked}).", "dim"))
    blocks += _beside(view, row)
    return blocks


def _beside(view: View, row: IndicatorRow) -> list[Block]:
    """What others count of the same matter in their own units: side by side, never summed, never a ratio."""
    agreement = view.snapshot.agreement
    apart = set(row.indicator.not_comparable_with)
    apart |= {i.id for i in agreement.indicators if row.indicator.id in i.not_comparable_with}
    blocks: list[Block] = []
    for other in view.snapshot.figures:
        if other.indicator.id not in apart or not other.series:
            continue
        blocks.append(heading(other.indicator.label, "counted otherwise: not comparable"))
        if other.indicator.definition:
            blocks.append(prose(other.indicator.definition, "dim"))
        for series in other.series:
            words = (
                f"{account(other, series, 'value')}, {account(other, series, 'for day')} — {via(series.latest.cite)}"
            )
            blocks.append(Block(_head(series), f"figure:{series.latest.id}", figure_target(view, series.latest)))
            blocks.append(fact("value", words, wide=15))
        blocks.append(gap())
    return blocks


def _head(series: Series) -> Callable[[int], list[Line]]:
    def draw(width: int) -> list[Line]:
        return [fit((Span(f" {safe(series.claimant, 120)}", "strong"),), width)]

    return draw


def _text_row(view: View, series: Series, agreement: Agreement) -> Block:
    def draw(width: int) -> list[Line]:
        return [cut((Span(f" {safe(series.claimant, 120)}  "), Span(via(series.latest.cite), "dim")), width)]

    return Block(draw, f"figure:{series.latest.id}", figure_target(view, series.latest))


def _table_row(name: str, texts: list[str], width: int, role: Role) -> list[Line]:
    column = (width - 16) // max(1, len(texts))
    wrapped = [paragraph(t or "—", column - 2, role) or [()] for t in texts]
    height = min(6, max(len(w) for w in wrapped))
    lines: list[Line] = []
    for n in range(height):
        spans: list[Span] = list(fit((Span(f" {name}" if n == 0 else "", "dim"),), 16))
        for cells in wrapped:
            spans += fit(cells[n] if n < len(cells) else (), column)
        lines.append(cut(spans, width))
    return lines


class Compare(Behind):
    """The comparison on the whole screen."""

    PLACE = "compare"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("compare")]

    def __init__(self, view: View, row: IndicatorRow) -> None:
        super().__init__()
        self._view = view
        self._row = row

    def heading(self) -> tuple[str, str]:
        return "Compare", ""

    def draw(self) -> None:
        super().draw()
        width = max(20, self.size.width - 5)
        self.body.set_blocks(BlockModel(compare_blocks(self._view, self._row, width), width))

    def on_resize(self) -> None:
        if self.ready:
            self.draw()

    def target(self) -> Target | None:
        found = super().target()
        agreement = self._view.snapshot.agreement
        every = all_of(of_figure(s.latest, agreement) for s in self._row.series)
        return Target(
            found.update if found else None, found.record if found else None, found.url if found else "", every,
            found.source if found else None,
        )  # fmt: skip
