"""The ledger of alleged breaches: what each side alleges, in columns of one size, sides in alphabetical order.

A report is not a breach. Nothing is summed, neither over a side nor over both: a count is always that of the claimant
who gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from tui.agreement.model import Agreement
from tui.dashboard.blocks import Block, BlockModel, gap, prose
from tui.dashboard.cards import evidence_target
from tui.dashboard.figure_cards import figure_target
from tui.dashboard.footer import content
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, Span, cut, paragraph, safe
from tui.dashboard.rows import Rows
from tui.dashboard.screens.card import Card
from tui.dashboard.screens.whole import Whole
from tui.dashboard.view import NARROW, View
from tui.dashboard.words import amount, claimant, day, day_full, of_side, via
from tui.records import EvidenceRecord
from tui.text import plural

OTHERS = "others"
_INDENT = 11
_CAUTION = "a report is not a breach; nothing is summed"


def sides(agreement: Agreement) -> tuple[str, ...]:
    """The sides of the parties, in alphabetical order."""
    found = {side for party in agreement.parties if (side := agreement.side(party)) is not None}
    return tuple(sorted(found))


def by_side(agreement: Agreement, evidence: Sequence[EvidenceRecord]) -> dict[str, list[EvidenceRecord]]:
    """Alleged breaches by the side of who alleges them, newest first; `OTHERS` are those of no party."""
    found: dict[str, list[EvidenceRecord]] = {side: [] for side in (*sides(agreement), OTHERS)}
    for record in evidence:
        if record.evidence.status == "alleged_violation":
            side = agreement.side(record.evidence.claimant_id)
            found[side if side in found else OTHERS].append(record)
    for records in found.values():
        records.sort(key=lambda r: (r.at, r.id), reverse=True)
    return found


def column_blocks(view: View, side: str, records: Sequence[EvidenceRecord]) -> list[Block]:
    """A column: the claimants' own counts first, then every report with who alleges it, when and where it stands."""
    blocks = _counts(view, side)
    if blocks:
        blocks.append(gap())
    if not records:
        blocks.append(prose("No report in the store. That is not to say that there was none.", "dim"))
    return [*blocks, *(_report(view, record) for record in records)]


def _counts(view: View, side: str) -> list[Block]:
    """What claimants of this side count themselves, each with its day; never added to the reports below."""
    agreement = view.snapshot.agreement
    known = sides(agreement)
    blocks: list[Block] = []
    for row in view.snapshot.figures:
        if not any(m.measure == "violations" for m in row.indicator.match):
            continue
        for series in row.series:
            own = agreement.side(series.claimant_id)
            if (own if own in known else OTHERS) != side:
                continue
            value = amount(series.latest.figure, row.indicator.unit, words=True)

            def draw(
                width: int, who: str = series.claimant, value: str = value, label: str = row.indicator.label,
                when: str = day(series.as_of, view.now),
                since: str = f", since {day_full(series.baseline_date)}" if series.baseline_date else "",
            ) -> list[Line]:  # fmt: skip
                lead = (Span(f" {value}", "strong"),)
                wide = max(_INDENT, len(value) + 3)
                lines = paragraph(f"own count of {who}, {when}{since}", width - 1, indent=wide, first=lead)
                return [*lines, *paragraph(label, width - 1, "dim", indent=wide)]

            blocks.append(Block(draw, f"figure:{series.latest.id}", figure_target(view, series.latest)))
    return blocks


def _report(view: View, record: EvidenceRecord) -> Block:
    agreement, evidence = view.snapshot.agreement, record.evidence
    commitment = agreement.commitment(evidence.commitment_id) if evidence.commitment_id else None
    what = (commitment.short or commitment.title) if commitment else evidence.commitment.replace("_", " ")

    def draw(width: int) -> list[Line]:
        named = agreement.claimant_label(evidence.claimant_id, evidence.claimant)
        if named == "unattributed":
            named = f"unattributed (via {record.cite.outlet})"
        who = claimant(agreement, evidence.claimant_id, named, max(8, width - _INDENT - 1))
        head = (Span(f" {day(record.at.date(), view.now):<{_INDENT - 1}}", "dim"), Span(who, "strong"))
        more = f" +{len(record.carriers)}" if record.carriers else ""
        foot = (Span(" " * _INDENT), Span(f"{via(record.cite)}{more} · {safe(what, 80)}", "dim"))
        return [cut(head, width), *paragraph(evidence.sentence, width - 1, indent=_INDENT)[:6], cut(foot, width)]

    return Block(draw, f"evidence:{record.id}", evidence_target(view, record))


class Breaches(Whole):
    """The ledger on the whole screen. `h` and `l` go from column to column."""

    PLACE = "breaches"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("breaches")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-normal")]  # noqa: RUF012

    DEFAULT_CSS = """
    Breaches #columns { height: 2fr; layout: horizontal; }
    Breaches.-narrow #columns { layout: vertical; }
    Breaches .column { width: 1fr; height: 1fr; border: round $c-border; border-title-color: $c-dim;
        border-subtitle-color: $c-dim; border-subtitle-align: right; }
    Breaches .column:focus { border: heavy $c-accent; border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $foreground; }
    Breaches .column.-ascii { border: ascii $c-border; }
    Breaches .column.-ascii:focus { border: ascii $c-accent; }
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._sides = sides(view.snapshot.agreement)
        self._at = 0
        """The column that has, or had, the focus."""

    def compose(self) -> ComposeResult:
        top, _, bottom = super().compose()
        plain = self.dashboard.ascii_only
        style = "column -ascii" if plain else "column"
        yield top
        with Container(id="columns"):
            for n in range(len(self._sides)):
                yield Card(ascii_only=plain, id=f"side{n}", classes=style)
        yield Card(ascii_only=plain, id=f"side{len(self._sides)}", classes=style)
        yield bottom

    def _columns(self) -> list[Card]:
        return [self.query_one(f"#side{n}", Card) for n in range(len(self._sides) + 1)]

    @property
    def body(self) -> Card:
        return self._columns()[self._at]

    def jump_lists(self) -> list[Rows]:
        columns = self._columns()
        return [columns[self._at], *(c for n, c in enumerate(columns) if n != self._at)]

    def draw(self) -> None:
        view = self.dashboard.view
        found = by_side(view.snapshot.agreement, self.evidence)
        for column, side in zip(self._columns(), (*self._sides, OTHERS), strict=True):
            # the columns themselves have their widths only when they have been laid out
            beside = side != OTHERS and self.size.width >= NARROW
            wide = self.size.width // len(self._sides) if beside else self.size.width
            column.set_blocks(BlockModel(column_blocks(view, side, found[side]), max(20, wide - 5)))
            title = "Alleged by others" if side == OTHERS else f"Alleged by the {of_side(side)} side"
            plain = self.dashboard.ascii_only
            column.border_title = content((Span(title),), ascii_only=plain)
            foot = plural(len(found[side]), "report") + (f" · {_CAUTION}" if side == OTHERS else "")
            column.border_subtitle = content(cut((Span(foot),), wide - 6), ascii_only=plain)
        super().draw()

    def draw_frame(self) -> None:
        """The frames of the columns are drawn with them."""

    def on_resize(self) -> None:
        if self.ready:
            self.draw()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        columns = self._columns()
        if event.widget in columns:
            self._at = columns.index(event.widget)
            self.draw_bars()

    def action_column(self, by: int) -> None:
        self._at = (self._at + by) % (len(self._sides) + 1)
        self.body.focus()
