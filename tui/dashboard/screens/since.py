"""What changed since the last look, oldest first: to be read through once, with the words that are gone and those that
stand in their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui.agreement.ledger import Revision
from tui.dashboard.blocks import Block, BlockModel, Target, gap, prose
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, Role, Span, cut, flow, paragraph, scrub
from tui.dashboard.look import MARK_WORDS, MARKS
from tui.dashboard.screens.base import Behind
from tui.dashboard.view import View
from tui.dashboard.wording import diff_spans
from tui.dashboard.words import SYMBOLS, clock, outlet, quoted, speaker, stamp
from tui.records import Change, Entry, QuoteRecord
from tui.text import plural

MOST = 200
"""Changes that are shown; the newest of them when there are more."""
_ALIKE = 0.4
"""Share of its words that an earlier quote must have kept to be taken for the same one."""
_WORD = re.compile(r"\w+")
_INDENT = 11
_VALUE = re.compile(rf"(?:(?:{'|'.join(SYMBOLS)}) )?\d[\d,.]*(?: to \d[\d,.]*)?\Z")


def unread(view: View) -> list[Change]:
    """The changes since the last look, oldest first."""
    look = view.look
    return [] if look is None else [c for c in view.snapshot.changes[:MOST] if c.at > look][::-1]


def earlier_words(record: QuoteRecord, wordings: Sequence[Entry]) -> str | None:
    """What the quote was before its text was changed: of the earlier wordings of the item, the quote most alike."""
    now = record.quote.text
    for entry in reversed(wordings):
        if entry.update.revision >= record.cite.revision:
            continue
        others = [q.quote.text for q in entry.quotes if q.quote.text != now]
        best = max(others, key=lambda words: _shared(words, now), default=None)
        if best is not None and _shared(best, now) >= _ALIKE:
            return best
    return None


def _shared(one: str, other: str) -> float:
    """How much of the longer of two quotes stands in the other, by words."""
    a, b = Counter(_WORD.findall(one.lower())), Counter(_WORD.findall(other.lower()))
    return (a & b).total() / max(a.total(), b.total(), 1)


def quote_of(view: View, change: Change) -> QuoteRecord | None:
    """The quote that a change is about, as far as the screen holds it."""
    if change.kind != "quote" or change.ref is None:
        return None
    return next((q for q in view.snapshot.quotes if q.id == change.ref), None)


def change_block(view: View, change: Change, before: str | None = None) -> Block:
    """A change: what happened to what, and then the difference; `before` are the earlier words of a quote."""
    record = quote_of(view, change)

    def draw(width: int) -> list[Line]:
        word = MARK_WORDS[change.mark]
        role: Role = "trouble" if change.mark == "trouble" else "accent"
        head: Line = (
            Span(f" {MARKS[change.mark]} ", role),
            Span(f"{stamp(change.at, view.now):<{_INDENT - 3}}", "dim"),
            Span(f"{word}  ", "strong"),
            Span(change.kind, "dim"),
            *((Span("  "), Span(speaker(record), "strong")) if record is not None else ()),
            *((Span(f"  {outlet(record.cite)}", "dim"),) if record is not None else ()),
        )
        return [cut(head, width), *_body(view, change, record, before, width)]

    return Block(draw, f"change:{change.id}", Target(citation=change.text, source=change.source))


def _body(view: View, change: Change, record: QuoteRecord | None, before: str | None, width: int) -> list[Line]:
    if record is not None and before is not None:
        return flow(diff_spans(before, record.quote.text), width - 1, indent=_INDENT)
    if record is not None and change.mark == "new":
        return paragraph(quoted(record), width - 1, indent=_INDENT)
    old, arrow, new = change.text.partition(" → ")
    if change.mark == "revised" and arrow:
        return flow(_values(old, new), width - 1, indent=_INDENT) + _why(view, change, width)
    role: Role = "gone" if change.mark == "withdrawn" else "text"
    return flow([Span(scrub(change.text), role)], width - 1, indent=_INDENT)


def _values(old: str, new: str) -> list[Span]:
    """ "Killed: ministry at least 395 → at least 402 (Sample Wire)" with the two values as words that changed."""
    value = _VALUE.search(old)
    # what stands before the first value is who counts what
    at = value.start() if value else old.rfind(": ") + 2 if ": " in old else 0
    now, bracket, rest = new.rpartition(" (")
    if not bracket:
        now, rest = new, ""
    return [Span(scrub(old[:at])), *diff_spans(old[at:], now), Span(scrub(f" ({rest}") if bracket else "", "dim")]


def _why(view: View, change: Change, width: int) -> list[Line]:
    """Of what kind the change of a figure is, and why it is taken for that."""
    if change.kind != "figure":
        return []
    its_own = (
        s
        for row in view.snapshot.figures
        for s in row.series
        if any(r.id == change.ref for r in (*s.readings, *s.withdrawn))
    )
    found: list[Revision] = [r for s in its_own for r in s.revisions if r.records[1] == change.ref]
    return [line for r in found[:1] for line in paragraph(f"{r.kind}: {r.text}", width - 1, "dim", indent=_INDENT)]


class Since(Behind):
    """The changes that were unread when the screen was opened, and those that come while it is."""

    PLACE = "since"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("since")]

    def __init__(self, view: View) -> None:
        super().__init__()
        self._look = view.look
        self._changes = unread(view)
        self._before: dict[str, str] = {}
        """Change -> the words of its quote before."""
        self._asked: set[str] = set()

    def on_mount(self) -> None:
        self._ask()

    def heading(self) -> tuple[str, str]:
        view = self.dashboard.view
        since = f" since {clock(self._look, view.now)}" if self._look else ""
        return f"Changed{since}", f"{plural(len(self._changes), 'change')} · oldest first"

    def draw(self) -> None:
        super().draw()
        view = self.dashboard.view
        blocks = [b for c in self._changes for b in (change_block(view, c, self._before.get(c.id)), gap())]
        if not blocks:
            blocks = [gap(), prose("Nothing has changed since your last look.", indent=2)]
        self.body.set_blocks(BlockModel(blocks, max(20, self.size.width - 5)))

    def _ask(self) -> None:
        self.run_worker(self._load(), group="load")

    async def _load(self) -> None:
        """Look up how the quotes that were changed read before."""
        history, view = self.dashboard.monitor.history, self.dashboard.view
        for change in self._changes:
            record = quote_of(view, change)
            if history is None or record is None or change.mark != "revised" or change.id in self._asked:
                continue
            self._asked.add(change.id)
            wordings = await self.ask(history.revisions(record.cite.update))
            before = earlier_words(record, wordings) if wordings else None
            if before is not None:
                self._before[change.id] = before
        self.draw()

    def renew(self, view: View) -> None:
        known = {c.id for c in self._changes}
        look = self._look
        fresh = [c for c in view.snapshot.changes[:MOST] if c.id not in known and (look is None or c.at > look)]
        if fresh:
            self._changes += fresh[::-1]
            self._ask()

    def hidden(self) -> frozenset[str]:
        there = frozenset({"open", "cite"}) if self._changes else frozenset()
        return (super().hidden() | (frozenset({"seen"}) if not self._changes else frozenset())) - there

    async def action_open(self) -> None:
        """Go to what the change is about."""
        wanted = (self.body.cursor or "").partition(":")[2]
        change = next((c for c in self._changes if c.id == wanted), None)
        if change is not None:
            await self.dashboard.board.open_change(change)

    async def action_seen(self) -> None:
        await self.dashboard.seen()
        self.dismiss()
