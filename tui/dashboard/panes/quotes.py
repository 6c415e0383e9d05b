"""Pane 2: the latest quotes. Speaker, words and outlet stay at every width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from tui.dashboard.bidi import pieces_of
from tui.dashboard.lines import Line, Span, cell, cut, fit
from tui.dashboard.look import MARKS
from tui.dashboard.panes.base import VIEWING, Pane, goes_on
from tui.dashboard.words import clock, day, moment, outlet, quoted, role, speaker, stamp
from tui.text import plural, wrap_spans
from tui.text import width as cells_of

if TYPE_CHECKING:
    from tui.dashboard.blocks import Block, Target
    from tui.dashboard.pinned import Drawn
    from tui.dashboard.rows import Model
    from tui.dashboard.view import View
    from tui.records import QuoteRecord

FIRST_RUN = [
    "No sources are on yet.",
    "1. ceasefire-tui init: writes a commented sources.toml, and says where",
    "2. turn sources on in it, then start again",
    "3. ceasefire-tui demo: the whole program on a recording, without a network",
]


ROLES_FROM = 110
"""Columns from which the speaker's role is shown."""


class Columns(NamedTuple):
    """Widths of the columns, in cells; 0 for the time where there is no room for it."""

    time: int
    who: int
    where: int


def columns(view: View, quotes: Sequence[QuoteRecord], width: int) -> Columns:
    """Columns for the newest of these quotes: speaker and outlet get what they need, within bounds."""
    sample = quotes[:60]
    times = 0
    if width >= 66:
        times = max((cells_of(stamp(q.at, view.now)) for q in sample), default=5) + 2
    who, where = (18, 15) if width < 96 else (24, 22) if width < 150 else (34, 34)
    if width < 66:
        who, where = 14, 12
    named = [cells_of(speaker(q)) for q in sample]
    if width < ROLES_FROM and named:
        # the words get what a few long names would leave blank beside all the others
        who = min(who, max(12, sorted(named)[(len(named) - 1) * 9 // 10]))
    where = min(where, max([6, *(cells_of(outlet(q.cite) + _more(q)) for q in sample)]))
    if width >= ROLES_FROM:
        # the role stands after the name where there is room for it; the words keep the most of the row
        who = max(who, min(34 + max(0, width - 118) // 2, 48))
        named = [n + (cells_of(r) + 2 if (r := role(q)) else 0) for n, q in zip(named, sample, strict=True)]
    return Columns(times, min(who, max(8, *named)) if named else 8, where)


def _more(record: QuoteRecord) -> str:
    return f" +{len(record.carriers)}" if record.carriers else ""


def quote_line(view: View, record: QuoteRecord, width: int, at: Columns, part: tuple[int, int] | None = None) -> Line:
    """A quote: mark, time, speaker, words, outlet with the number of other carriers. `part`: which of how many lines of
    it, where the words have several."""
    mark = view.mark_of(record.id, record.cite)
    more = _more(record)
    words = _room(width, at)
    if part is not None:
        told = _wrapped(record, words, part[1])
        if part[0]:
            said = told[part[0]] if part[0] < len(told) else ()
            return fit((*cell("", 2 + at.time + at.who + 1), *said), width)
    name = cut((Span(outlet(record.cite), "dim"),), at.where - len(more))
    return fit(
        (
            Span(f"{MARKS[mark] if mark else ' '} ", "accent"),
            *(cell(stamp(record.at, view.now), at.time, "dim") if at.time else ()),
            *_named(record, at.who, roles=width >= ROLES_FROM),
            Span(" "),
            *(fit(told[0], words) if part is not None else _words(record, words)),
            Span("  "),
            *name,
            Span(more, "dim"),
        ),
        width,
    )


def _room(width: int, at: Columns) -> int:
    """Cells of the words."""
    return width - 2 - at.time - at.who - at.where - 4


MOST_LINES = 4
"""Lines that a quote may have where there is more room than quotes."""


def _wrapped(record: QuoteRecord, cells: int, most: int) -> list[Line]:
    """The words in at most so many lines; at least one."""
    if record.wrong is not None or most < 2 or cells < 8:
        return [_words(record, cells)]
    text = quoted(record)
    made = pieces_of(text)
    rows = wrap_spans(text, cells)
    lines: list[Line] = [(Span(made(text[a:b].strip(" "))),) for a, b in rows[: most - 1]]
    if len(rows) >= most:
        lines.append(cut((Span(made(text[rows[most - 1][0] :].strip(" "))),), cells))
    return lines or [()]


def _words(record: QuoteRecord, cells: int) -> Line:
    """The words; before words that a person has marked as read wrongly, that they are."""
    if record.wrong is None:
        return cell(quoted(record), cells)
    return fit((Span("[marked wrong] ", "strong"), Span(quoted(record), "dim")), cells)


def _named(record: QuoteRecord, cells: int, *, roles: bool) -> Line:
    """The speaker, and the role, dimmed, as far as there is room for it."""
    name = speaker(record)
    what = role(record) if roles else ""
    # a role of a few letters says less than none
    if not what or cells - cells_of(name) - 2 < min(cells_of(what), 8):
        return cell(name, cells, "strong")
    return fit((Span(name, "strong"), Span(f", {what}", "dim")), cells)


def divider(view: View, width: int) -> Line:
    """Where the last look was."""
    look = view.look
    name = "last look" if view.snapshot.last_look else "when you came"
    text = f"┄┄ {name} {clock(look, view.now)} " if look else "┄┄ "
    return cut((Span(text + "┄" * max(0, width - len(text)), "dim"),), width)


class Latest:
    """Model of the pane over the snapshot's quotes, with one divider; a hundred thousand cost no more than ten."""

    def __init__(self, view: View, quotes: Sequence[QuoteRecord], room: tuple[int, int] = (0, 0)) -> None:
        """`room`: cells and lines of the list; what few quotes leave of the lines goes to their words."""
        self.view = view
        self.quotes = quotes
        self.split = _split(view, quotes)
        self._columns: dict[int, Columns] = {}
        self._run: tuple[int, list[QuoteRecord]] = (0, [])
        """Where the last run of quotes of one item with one time begins, and its quotes in the order of the text."""
        self._laid = self._lay(*room)
        """For each line the item, which of its lines it is, and of how many; None where each has one."""

    @property
    def items(self) -> int:
        """Quotes, and the divider."""
        return len(self.quotes) + (self.split is not None)

    def _lay(self, width: int, page: int) -> list[tuple[int, int, int]] | None:
        size = self.items
        if not 0 < size < page or self.view.layout == "narrow":
            return None
        cells = _room(width, self.columns(width))
        for most in range(MOST_LINES, 1, -1):
            laid: list[tuple[int, int, int]] = []
            for item in range(size):
                record = self._item(item)
                high = len(_wrapped(record, cells, most)) if record is not None else 1
                laid += [(item, n, most) for n in range(high)]
            if len(laid) <= page:
                return laid
        return None

    def __len__(self) -> int:
        return self.items if self._laid is None else len(self._laid)

    def at(self, index: int) -> QuoteRecord | None:
        """The quote of a line; None for the divider."""
        return self._item(index if self._laid is None else self._laid[index][0])

    def _item(self, index: int) -> QuoteRecord | None:
        if self.split is not None:
            if index == self.split:
                return None
            if index > self.split:
                index -= 1
        begin, run = self._run
        if not begin <= index < begin + len(run):
            begin, run = self._run = self._run_at(index)
        return run[index - begin]

    def _run_at(self, index: int) -> tuple[int, list[QuoteRecord]]:
        """The quotes around `index` of one item and one time, in the order of the text; first where they begin."""
        here = self.quotes[index]
        begin, end = index, index + 1
        while begin > 0 and _together(self.quotes[begin - 1], here):
            begin -= 1
        while end < len(self.quotes) and _together(self.quotes[end], here):
            end += 1
        return begin, sorted(self.quotes[begin:end], key=lambda q: q.quote.start)

    def key(self, index: int) -> str | None:
        record = self.at(index)
        return f"quote:{record.id}" if record else None

    def line(self, index: int, width: int) -> Line:
        record = self.at(index)
        if record is None:
            return divider(self.view, width)
        part = self._laid[index][1:] if self._laid is not None else None
        return quote_line(self.view, record, width, self.columns(width), part)

    def columns(self, width: int) -> Columns:
        """The columns of these quotes."""
        at = self._columns.get(width)
        if at is None:
            at = self._columns[width] = columns(self.view, self.quotes, width)
        return at


def _together(one: QuoteRecord, other: QuoteRecord) -> bool:
    return one.at == other.at and one.cite.update == other.cite.update


def _split(view: View, quotes: Sequence[QuoteRecord]) -> int | None:
    """Line of the divider: after the quotes filed since the last look; none when it would stand at an end."""
    look = view.look
    if look is None:
        return None
    low, high = 0, len(quotes)
    while low < high:
        middle = (low + high) // 2
        if quotes[middle].at > look:
            low = middle + 1
        else:
            high = middle
    return low if 0 < low < len(quotes) else None


class QuotesPane(Pane):
    NUMBER = 2
    LABEL = "Latest quotes"
    LABEL_ID: ClassVar[str] = "quotes"

    def depends(self, view: View) -> tuple[object, ...]:
        # an empty pane says how far the sources are; a filter may ask for the phase
        rest = view.snapshot.sources if not len(view.snapshot.quotes) else None
        shot = view.snapshot
        return (shot.pinned_quotes, shot.quotes, shot.changes, shot.phases if self.filter else None, rest)

    def build(self, view: View) -> Model:
        quotes: Sequence[QuoteRecord] = view.snapshot.quotes
        if self.filter:
            quotes = [q for q in quotes if self.filter.quote(view, q)]
        inner = self.scrollable_content_region
        # a row that is pinned is one line
        return Latest(view, quotes, (inner.width, inner.height) if not view.snapshot.pins else (0, 0))

    def least_lines(self) -> int:
        """Lines that show every row, or what an empty pane says; a filter moves no other pane."""
        if self.filter and self.view is not None:
            return len(self.view.snapshot.quotes)
        if isinstance(self.listed, Latest) and self.listed.items:
            return self.listed.items
        return sum(1 for n in range(len(self.model)) if self.model.line(n, self.size.width))

    def on_resize(self) -> None:
        super().on_resize()
        if self.view is not None and self.cursor is not None:
            self.update_view(self.view)

    def foot(self, view: View) -> str:
        total = len(view.snapshot.quotes)
        if not total and view.opening:
            return ""
        shown = len(self.listed.quotes) if isinstance(self.listed, Latest) else 0
        new = len(self.new_keys(view))
        parts = [f"{new} new"] if new else []
        parts.append(f"{shown:,} of {plural(total, 'quote')}" if shown != total else plural(total, "quote"))
        return " · ".join(parts)

    def empty(self, view: View) -> list[str]:
        if view.back is not None:
            return [f"No quote was known by {moment(view.back)}.", goes_on(view)]
        if view.snapshot.viewing:
            return ["No quotes in this store yet.", VIEWING]
        sources = [s for s in view.snapshot.sources if s[0].enabled]
        if not sources:
            return FIRST_RUN
        again, there = view.keymap.shown("refresh.all"), view.keymap.shown("pane.5")
        waiting = sum(1 for _, state in sources if state.last_try is None)
        if waiting:
            return [f"Asking {plural(len(sources), 'source')}, {waiting} still to answer …"]
        if view.snapshot.offline_since:
            return ["No source answers, and no quotes are stored.", f"{again} asks again · {there} shows why"]
        return [
            "No quotes about this agreement yet.",
            f"{plural(len(sources), 'source')} asked, newest look {_newest(view)}. "
            f"{again} asks again · {there} shows the sources.",
        ]

    def total(self, view: View) -> int:
        return len(view.snapshot.quotes)

    def pinned(self, view: View) -> list[Drawn]:
        def drawn(record: QuoteRecord) -> Drawn:
            near = (record, *view.snapshot.quotes[:59])
            return f"quote:{record.id}", lambda width: quote_line(view, record, width, columns(view, near, width))

        # a filter is asked of the list alone
        return [] if self.filter else [drawn(record) for record in view.snapshot.pinned_quotes]

    def find(self, key: str) -> QuoteRecord | None:
        """The quote of a row."""
        model = self.model
        if isinstance(model, Latest) and key == self.cursor and len(model):
            record = model.at(min(self._at, len(model) - 1))
            if record is not None and f"quote:{record.id}" == key:
                return record
        if self.view is not None:
            wanted = key.partition(":")[2]
            for record in (*self.view.snapshot.pinned_quotes, *self.view.snapshot.quotes):
                if record.id == wanted:
                    return record
        return None

    def card(self, key: str) -> list[Block]:
        record = self.find(key)
        from tui.dashboard.cards import quote_card

        return quote_card(self.view, record) if record is not None and self.view is not None else []

    def target(self, key: str) -> Target | None:
        record = self.find(key)
        from tui.dashboard.cards import quote_target

        return quote_target(record) if record is not None else None

    def new_keys(self, view: View) -> set[str]:
        look = view.look
        if look is None:
            return set()
        # what was fetched late stands deeper in the list; the changes name it
        found = {f"quote:{c.ref}" for c in view.snapshot.changes if c.kind == "quote" and c.at > look and c.ref}
        for record in view.snapshot.quotes:
            if record.at <= look:
                break
            if view.mark_of(record.id, record.cite):
                found.add(f"quote:{record.id}")
        return found


def _newest(view: View) -> str:
    tries = [state.last_try for _, state in view.snapshot.sources if state.last_try]
    newest = max(tries, default=None)
    if newest is None:
        return "never"
    return clock(newest, view.now) if newest.date() == view.now.date() else day(newest.date(), view.now)
