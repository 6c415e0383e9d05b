"""History search: words and phrases in all texts of all months, newest first, and the texts behind them."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.dashboard.bidi import pieces_of
from tui.dashboard.blocks import Block, Target, gap, prose
from tui.dashboard.citation import of_text
from tui.dashboard.door import History, Page, Reach
from tui.dashboard.finding import places, snippet, wanted
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, Span, cut, scrub
from tui.dashboard.screens.field import Field
from tui.dashboard.screens.paged import PAGE, Paged
from tui.dashboard.words import day, day_full, via
from tui.records import Entry, cite
from tui.text import plural, wrap_spans

_SNIPPET = 320
"""Characters around the words that are shown of a text, in `_LINES` lines at most."""
_LINES = 3
_INDENT = 11

HOW = (
    "Type words and press Enter: all of them must stand in the headline or the text.",
    '"A phrase in quotation marks" must stand as it is. Capitals and accents make no difference.',
    "Enter on a row opens the text with the words marked.",
)


class Words(Field):
    """The field for the words; Esc and the arrows leave it for the answers."""

    def on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "down", "pagedown", "tab"):
            event.stop()
            event.prevent_default()
            assert isinstance(self.screen, Search)
            self.screen.leave_words(back=event.key == "escape")


class Search(Paged[Entry]):
    """The question above, the answers below; both stay while a text is read."""

    PLACE = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history")]

    DEFAULT_CSS = """
    Search #words { height: 1; background: $c-rest; }
    Search #words Static { width: auto; padding: 0 1; color: $c-dim; }
    Search #words Input { width: 1fr; height: 1; border: none; padding: 0; background: $c-rest; color: $foreground; }
    """

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words
        self._reach: Reach | None = None
        self._hits: dict[str, tuple[tuple[int, int], ...]] = {}
        """Update -> where the words stand in its text."""

    def compose(self) -> ComposeResult:
        top, body, bottom = super().compose()
        yield top
        with Horizontal(id="words"):
            yield Static("search", markup=False)
            yield Words(self.words, placeholder='words, or "a phrase"', max_length=200, compact=True)
        yield body
        yield bottom

    def on_mount(self) -> None:
        self.run_worker(self._measure(), group="reach")
        if self.words:
            self.begin()

    def first(self) -> Widget:
        return self.query_one(Words)

    async def _measure(self) -> None:
        history = self.dashboard.monitor.history
        self._reach = await self.ask(history.reach()) if history is not None else None
        self.draw_bars()

    def heading(self) -> tuple[str, str]:
        asked = wanted(self.words)
        return "Search the whole store", " · ".join(x for x in (self.shown() if asked else "", self.searched()) if x)

    def searched(self) -> str:
        """How far back the answer reaches."""
        reach = self._reach
        if reach is None or reach.oldest is None:
            return ""
        of = f"{plural(reach.updates, 'item')} of {plural(reach.months, 'month')} searched"
        return f"{of}, back to {day_full(reach.oldest.date())}"

    async def fetch(self, history: History) -> Page[Entry]:
        return await history.search(self.words, len(self.items), limit=PAGE)

    def key_of(self, item: Entry) -> str:
        return f"found:{item.update.id}"

    def blocks(self) -> list[Block]:
        if not wanted(self.words):
            return [gap(), *(prose(line, "text" if n == 0 else "dim", indent=2) for n, line in enumerate(HOW))]
        if not self.items:
            if self.asking:
                return [gap(), prose("Reading the store …", "dim", indent=2)]
            return [
                gap(),
                prose(f"Nothing in the store has  {self.words}", indent=2),
                prose("Fewer words find more; / changes them.", "dim", indent=2),
            ]
        rows = [block for entry in self.items for block in (self._row(entry), gap())]
        return [*rows, *([prose("… older ones are read when you come here", "dim")] if self.more else [])]

    def _row(self, entry: Entry) -> Block:
        """When, where and under which headline; the words in their text; and what was taken from it."""
        update, view = entry.update, self.dashboard.view
        hits = self._hits.get(update.id)
        if hits is None:
            hits = self._hits[update.id] = tuple(places(update.text, self.words))
        piece = snippet(update.text, hits, _SNIPPET)
        taken = ", ".join(
            plural(len(records), name, many)
            for records, name, many in (
                (entry.quotes, "quote", "quotes"),
                (entry.figures, "figure", "figures"),
                (entry.evidence, "step", "steps"),
            )
            if records
        )

        def draw(width: int) -> list[Line]:
            when = day((update.published or update.fetched).date(), view.now)
            head = (Span(f" {when:<{_INDENT - 1}}", "dim"), Span(scrub(update.title) or "no headline", "strong"))
            lines = [cut(head, width)]
            for a, b in wrap_spans(piece.text, max(8, width - _INDENT - 1))[:_LINES]:
                lines.append(cut((Span(" " * _INDENT), *_marked(piece.text, a, b, piece.hits)), width))
            where = via(cite(update)) + (f" · taken: {taken}" if taken else "")
            return [*lines, cut((Span(" " * _INDENT), Span(where, "dim")), width)]

        target = Target(update.id, None, update.url, of_text(update), update.source, words=self.words)
        return Block(draw, self.key_of(entry), target)

    # -------------------------------------------------------------- keys

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.words = event.value.strip()
        self._hits = {}
        self.begin()
        self.leave_words(back=False)

    def leave_words(self, *, back: bool) -> None:
        """From the field to the answers; with Esc and without answers, back to where the search was opened."""
        if back and not self.items:
            self.dismiss()
        else:
            self.body.focus()

    def begin(self) -> None:
        if wanted(self.words):
            super().begin()
        else:
            self.items, self.more = [], False
            self.draw()

    def action_filter(self) -> None:
        self.query_one(Words).focus()


def _marked(text: str, a: int, b: int, hits: tuple[tuple[int, int], ...]) -> list[Span]:
    """`text[a:b]` with the words of the search marked."""
    spans: list[Span] = []
    made = pieces_of(text)
    at = a
    for start, end in hits:
        start, end = max(start, a), min(end, b)
        if start < end and start >= at:
            spans += [Span(made(scrub(text[at:start]))), Span(made(scrub(text[start:end])), "hit")]
            at = end
    return [s for s in (*spans, Span(made(scrub(text[at:b])))) if s.text]
