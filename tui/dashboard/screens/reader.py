"""The reader: the text of an update as it was fetched, with the very words marked that a record rests on.

`n` and `N` walk through everything that was taken from it, so a person can check the program against the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from tui.agreement.model import Agreement
from tui.dashboard.address import shown_address
from tui.dashboard.bidi import Rtl, pieces_of
from tui.dashboard.blocks import Target
from tui.dashboard.citation import of_evidence, of_figure, of_quote, of_text
from tui.dashboard.finding import places
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, Role, Span, cut, fit, paragraph, safe, scrub
from tui.dashboard.rows import Lines, Rows
from tui.dashboard.screens.base import Behind
from tui.dashboard.screens.card import Card
from tui.dashboard.words import amount, day_full, full, speaker
from tui.records import Entry, EvidenceRecord, FigureRecord, QuoteRecord, Update
from tui.text import wrap_spans

MEASURE = 88
"""Longest line of running text, in cells: what the eye follows without losing its line."""

SIDE_BY_SIDE = 150
"""Columns from which everything that was taken stands beside the text."""


class Taken(NamedTuple):
    """Something that was taken from the text, with the stretches it rests on; the first is the record itself."""

    id: str
    kind: str
    spans: tuple[tuple[int, int], ...]
    note: str
    citation: str


def taken_from(entry: Entry, agreement: Agreement) -> list[Taken]:
    """All records of an item, in text order."""
    found: list[Taken] = []
    for q in entry.quotes:
        quote = q.quote
        spans = [(quote.start, quote.end)]
        for a, b in ((quote.speaker_start, quote.speaker_end), (quote.cue_start, quote.cue_end)):
            if a is not None and b is not None:
                spans.append((a, b))
        mention = quote.speaker_mention
        said = f'named here as "{safe(mention, 60)}"' if mention and mention != speaker(q) else ""
        note = ", ".join(x for x in (_wrong(q), speaker(q), safe(quote.role or "", 100), said, quote.kind) if x)
        found.append(Taken(q.id, "quote", tuple(spans), note, of_quote(q)))
    for f in entry.figures:
        figure = f.figure
        indicator = agreement.indicator(figure.indicator) if figure.indicator else None
        who = agreement.claimant_label(figure.claimant_id, figure.claimant)
        what = indicator.label if indicator else safe(figure.population or figure.measure.replace("_", " "), 100)
        parts = [f"{amount(figure, words=True)} — {what}", f"claimant: {safe(who, 100)}"]
        if figure.as_of:
            parts.append(f"as of {day_full(figure.as_of)}")
        if figure.since:
            parts.append(f"since {day_full(figure.since)}")
        if figure.modality != "reported":
            parts.append(f"{figure.modality}: not a reading")
        if f.wrong:
            parts.insert(0, _wrong(f))
        found.append(Taken(f.id, "figure", ((figure.start, figure.end),), "; ".join(parts), of_figure(f, agreement)))
    for e in entry.evidence:
        evidence = e.evidence
        commitment = agreement.commitment(evidence.commitment_id) if evidence.commitment_id else None
        what = commitment.title if commitment else evidence.commitment.replace("_", " ")
        who = agreement.claimant_label(evidence.claimant_id, evidence.claimant)
        label = evidence.status.replace("_", " ")
        note = "; ".join(x for x in (_wrong(e), f"{what}: {label}, says {safe(who, 100)}") if x)
        found.append(Taken(e.id, "evidence", ((evidence.start, evidence.end),), note, of_evidence(e, agreement)))
    return sorted(found, key=lambda t: (t.spans[0], t.kind, t.id))


def _wrong(record: QuoteRecord | FigureRecord | EvidenceRecord) -> str:
    return f"MARKED WRONG by {safe(record.wrong, 200)}" if record.wrong else ""


def marked_lines(
    text: str,
    hits: tuple[tuple[int, int], ...],
    others: list[tuple[int, int]],
    cells: int,
    *,
    visual_order: bool = False,
) -> list[Line]:
    """`text` wrapped to `cells`, with `hits` marked and `others` underlined; paragraphs are set apart.

    Offsets are code points into `text` as it was fetched; each piece is cleaned where it is drawn, so that no
    offset moves.
    """
    size = len(text)
    hits = tuple((max(0, a), min(size, b)) for a, b in hits if a < b)
    edges = {0, size}
    for a, b in (*hits, *others):
        edges.update((max(0, a), min(size, b)))
    cuts = sorted(edges)
    lines: list[Line] = []
    begin = 0
    for part in text.split("\n"):
        made = pieces_of(part)
        turned = visual_order and made is Rtl
        for a, b in wrap_spans(part, cells):
            a, b = a + begin, b + begin
            points = [a, *(c for c in _between(cuts, a, b)), b]
            spans = [Span(made(scrub(text[x:y])), _role(x, y, hits, others)) for x, y in pairwise(points) if y > x]
            line = tuple(s for s in spans if s.text)
            if turned:
                # a right-to-left paragraph is set against the right edge
                line = fit(line, cells, right=True)
            lines.append(line)
        begin += len(part) + 1
        lines.append(())
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _between(cuts: list[int], low: int, high: int) -> list[int]:
    return cuts[bisect_right(cuts, low) : bisect_left(cuts, high)]


def _role(a: int, b: int, hits: tuple[tuple[int, int], ...], others: list[tuple[int, int]]) -> Role:
    for n, (x, y) in enumerate(hits):
        if x <= a and b <= y:
            return "hit" if n == 0 else "accent"
    if any(x <= a and b <= y for x, y in others):
        return "taken"
    return "text"


class Reader(Behind):
    """One update, read."""

    PLACE = "reader"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (SIDE_BY_SIDE, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    Reader #page { height: 1fr; layout: vertical; }
    Reader #body { height: 1fr; width: 1fr; border: heavy $c-accent; border-title-color: $foreground;
        border-title-style: bold; border-subtitle-color: $foreground; border-subtitle-align: right; }
    Reader #body.-ascii { border: ascii $c-accent; }
    Reader #note { height: 4; border: round $c-border; border-title-color: $c-dim; }
    Reader #note.-ascii { border: ascii $c-border; }
    Reader.-wide #page { layout: horizontal; }
    Reader.-wide #note { height: 100%; width: 1fr; }
    Reader.-wide #body { width: 100; }
    """

    def __init__(
        self,
        update: Update,
        entry: Entry | None,
        agreement: Agreement,
        record: str | None = None,
        words: str = "",
    ) -> None:
        super().__init__()
        self._update = update
        self._quotes = {q.id: q for q in entry.quotes} if entry else {}
        self._taken = taken_from(entry, agreement) if entry else []
        self._found = [
            Taken(f"found:{a}", "found", ((a, b),), "words that you searched for", of_text(update))
            for a, b in (places(update.text, words) if words else ())
        ]
        if self._found:
            record = self._found[0].id
            self._taken = sorted([*self._taken, *self._found], key=lambda t: (t.spans[0], t.kind, t.id))
        self._index = next((n for n, t in enumerate(self._taken) if t.id == record), 0 if record is None else -1)
        self._lead = 0
        """Lines above the text."""

    def compose(self) -> ComposeResult:
        top, body, bottom = super().compose()
        plain = self.dashboard.ascii_only
        yield top
        with Container(id="page"):
            yield body
            yield Card(ascii_only=plain, id="note", classes="-ascii" if plain else "")
        yield bottom

    def on_mount(self) -> None:
        self.query_one("#note", Card).can_focus = False

    @property
    def current(self) -> Taken | None:
        """The record whose words are marked."""
        return self._taken[self._index] if 0 <= self._index < len(self._taken) else None

    def heading(self) -> tuple[str, str]:
        update = self._update
        name = safe(update.outlet, 60)
        if update.via and update.via != update.outlet:
            name += f" (via {safe(update.via, 40)})"
        if update.demo:
            name += "  DEMONSTRATION"
        count = f"{self._index + 1} of {len(self._taken)}"
        what = "found or taken in this text" if self._found else "taken from this text"
        place = f"{count} {what}" if self.current else "nothing was taken"
        return name, place

    def draw(self) -> None:
        super().draw()
        beside = self.size.width >= SIDE_BY_SIDE
        width = 95 if beside else max(20, self.size.width - 5)
        cells = min(width - 2, MEASURE)
        update, current = self._update, self.current
        lines: list[Line] = [()]
        lines += paragraph(update.title, cells, "strong", indent=2)
        dated = f"published {full(update.published)}" + ("" if update.shipped else f" · fetched {full(update.fetched)}")
        if update.shipped:
            dated += " · § shipped record"
        if update.revision > 1:
            dated += f" · revision {update.revision}"
        if update.date_note:
            dated += f" · {update.date_note}"
        lines += paragraph(dated, cells, "dim", indent=2)
        if address := shown_address(update.url):
            lines.append(cut((Span(f"  {address}", "dim"),), width))
        lines.append(())
        self._lead = len(lines)
        hits = current.spans if current else ()
        others = [t.spans[0] for t in self._taken if t is not current]
        text = marked_lines(update.text, hits, others, cells - 2, visual_order=self.dashboard.bidi_mode == "app")
        lines += [(Span("  "), *line) if line else line for line in text]
        if not update.text.strip():
            lines += paragraph("The source gave no text for this item.", cells, "dim", indent=2)
        lines.append(())
        self.body.show(Lines(lines, spots=self._spots(cells - 2)))
        self._show_note(self.size.width - 105 if beside else width, every=beside)
        if current is not None:
            first = next((n for n, line in enumerate(text) if any(s.role == "hit" for s in line)), None)
            if first is not None:
                self._reveal(self._lead + first)

    def _spots(self, cells: int) -> dict[int, str]:
        """Line of the body -> the first record that was taken from there."""
        starts, at, begin = [], [], 0
        line = self._lead
        for part in self._update.text.split("\n"):
            for a, _ in wrap_spans(part, cells):
                starts.append(begin + a)
                at.append(line)
                line += 1
            begin += len(part) + 1
            line += 1
        found: dict[int, str] = {}
        for taken in self._taken if starts else ():
            found.setdefault(at[max(0, bisect_right(starts, taken.spans[0][0]) - 1)], taken.id)
        return found

    async def jump_to(self, rows: Rows, key: str, opens: bool) -> None:
        """Mark the words of the first record that was taken from a line."""
        self._index = next((n for n, t in enumerate(self._taken) if t.id == key), self._index)
        self.draw()

    def _reveal(self, line: int) -> None:
        """Scroll so that `line` stands in the upper third."""
        body = self.body
        page = body.scrollable_content_region.height or max(1, self.size.height - 7)
        top = round(body.scroll_y)
        if not top <= line < top + page - 2:
            body.scroll_to(y=max(0, line - page // 3), animate=False, force=True, immediate=True)

    def _show_note(self, width: int, *, every: bool) -> None:
        """What was taken: the record whose words are marked, or all of them where there is room."""
        current = self.current
        shown = self._taken if every else [current] if current else []
        lines: list[Line] = [] if shown else [(Span("Nothing was taken from this text.", "dim"),)]
        for taken in shown:
            here = taken is current
            mark = "▸ " if here and every else "  " if every else ""
            lead = fit((Span(f"{mark}{taken.kind}", "strong" if here else "dim"),), 12 if every else 10)
            text = paragraph(
                taken.note, width - 1, "text" if here or not every else "dim", indent=12 if every else 10, first=lead
            )
            lines += [*text, ()] if every else text[:2]
        note = self.query_one("#note", Card)
        note.border_title = "Taken from this text" if every else "Taken"
        note.show(Lines(lines))

    def on_resize(self) -> None:
        if self.ready:
            self.draw()

    def target(self) -> Target | None:
        update, current = self._update, self.current
        citation = current.citation if current else of_text(update)
        return Target(update.id, current.id if current else None, update.url, citation, update.source)

    def action_next(self, by: int) -> None:
        if not self._taken:
            self.dashboard.say("Nothing was taken from this text.")
            return
        self._index = (self._index + by) % len(self._taken) if self.current else 0
        self.draw()

    async def action_wordings(self) -> None:
        await self.dashboard.open_wordings(self._update)

    def action_speaker(self) -> None:
        current = self.current
        self.dashboard.open_speaker(self._quotes.get(current.id) if current else None)

    def hidden(self) -> frozenset[str]:
        current = self.current
        speaks = current is not None and current.kind == "quote"
        idle = super().hidden() | (frozenset() if speaks else frozenset({"speaker"}))
        return idle | (frozenset() if self._update.revision > 1 else frozenset({"wordings"}))

    async def action_open(self) -> None:
        """There is nothing deeper than the text itself."""
