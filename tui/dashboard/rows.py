"""The one list widget of every pane: draws only the lines that are seen, and keeps its cursor on a key.

A model gives the lines. Consecutive lines with one key are one item (an item may be several lines high); lines
without a key (dividers, headings) cannot be chosen. What arrives above the cursor never moves the row under it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.dashboard.bidi import Rtl, in_order, visual
from tui.dashboard.jumping import dimmed, labelled
from tui.dashboard.lines import Line, fit, scrub
from tui.dashboard.look import to_ascii
from tui.dashboard.theme import role_style


class Model(Protocol):
    """Lines of a list, asked for as they are needed."""

    def __len__(self) -> int: ...
    def key(self, index: int) -> str | None:
        """Key of the item that line `index` belongs to; None: it cannot be chosen."""

    def line(self, index: int, width: int) -> Line: ...


class Lines:
    """A model of given lines; `keys` as in `Model.key`, none by default. `spots`: line -> name of a place that can be
    gone to, where lines are read and not chosen."""

    def __init__(
        self,
        lines: Sequence[Line] = (),
        keys: Sequence[str | None] | None = None,
        spots: Mapping[int, str] | None = None,
    ) -> None:
        self._lines = lines
        self._keys = keys
        self._spots = spots

    def __len__(self) -> int:
        return len(self._lines)

    def key(self, index: int) -> str | None:
        return self._keys[index] if self._keys is not None else None

    def line(self, index: int, width: int) -> Line:
        return self._lines[index]

    def spot(self, index: int) -> str | None:
        """Name of the place that begins in a line."""
        return self.key(index) if self._spots is None else self._spots.get(index)


def find(model: Model, key: str, near: int) -> int | None:
    """First line with `key`, looked for outward from `near`: after a few arrivals it is a few lines away."""
    size = len(model)
    near = min(max(near, 0), max(0, size - 1))
    for distance in range(size):
        for index in {near - distance, near + distance}:
            if 0 <= index < size and model.key(index) == key:
                while index > 0 and model.key(index - 1) == key:
                    index -= 1
                return index
        if near - distance < 0 and near + distance >= size:
            break
    return None


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """A list over a `Model`. Posts `Rows.Moved` when the cursor moves, `Rows.Opened` on Enter or a double click."""

    DEFAULT_CSS = """
    Rows {
        scrollbar-size: 0 1; overflow-x: hidden; overflow-y: auto;
        scrollbar-color: $c-border; scrollbar-color-hover: $c-dim; scrollbar-color-active: $c-accent;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-corner-color: $background;
    }
    """

    class Moved(Message):
        def __init__(self, rows: Rows, key: str | None) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            return self.rows

    class Opened(Moved):
        pass

    def __init__(
        self,
        model: Model | None = None,
        *,
        ascii_only: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._model: Model = Lines() if model is None else model
        self.set_reactive(ScrollView.virtual_size, Size(0, len(self._model)))
        self._cursor: str | None = None
        self._at = 0
        """Line of the cursor's item in the present model."""
        self._touched = False
        """Whether the person has moved here."""
        self._ascii = ascii_only
        self._visual = False
        """Whether right-to-left text is set in visual order here, and not by the terminal."""
        self._cache: dict[tuple[int, int, bool], Strip] = {}
        self._looks: dict[str, Style] = {}
        self._labels: Mapping[str, str] | None = None
        """Key -> letters that stand at the item while a place is being chosen; None otherwise."""
        self.above = 0
        """Lines that have arrived above the first visible one since the person was at the top."""

    def on_mount(self) -> None:
        super().on_mount()  # type: ignore[no-untyped-call]
        self._visual = getattr(self.app, "bidi_mode", "terminal") == "app"

    # -------------------------------------------------------------- what is shown

    @property
    def model(self) -> Model:
        return self._model

    @property
    def cursor(self) -> str | None:
        """Key of the item under the cursor."""
        return self._cursor

    def show(self, model: Model) -> None:
        """Draw `model` from now on; the cursor stays on its key and the row under it where it is on the screen."""
        top = round(self.scroll_y)
        # a list that nobody is in shows what arrives; one that has the focus is being read and stays as it is
        following = not self.has_focus and top == 0
        held = self._cursor
        at = find(model, held, self._at) if held is not None else None
        self._model = model
        self._cache.clear()
        self._lengthen(len(model))
        if at is None:
            # its item is gone (filtered, folded): the nearest item takes its place
            moved = held is not None
            at = self._nearest(self._at if moved else 0)
            self._cursor = model.key(at) if at is not None else None
            self._at = at or 0
            if moved and at is not None:
                self._reveal()
        elif following and not self._touched:
            first = self._nearest(0)
            self._at = first if first is not None else at
            self._cursor = model.key(self._at)
        else:
            shift = at - self._at
            self._at = at
            if shift and not following:
                self._jump(top + shift)
                self.above = max(0, self.above + shift) if shift > 0 else self.above
        if following:
            self._jump(0)
            self.above = 0
        self.refresh()
        if self._cursor != held:
            self.post_message(self.Moved(self, self._cursor))

    def _lengthen(self, lines: int) -> None:
        """Say how long the list is. The screen is laid out anew only where that can change it: an arrival in a list
        that scrolls anyway moves its scrollbar, and costs nothing else."""
        page, height = self.scrollable_content_region.height, self.styles.height
        scrolls = lines > page
        if not page or height is None or height.is_auto or scrolls != self.show_vertical_scrollbar:
            self.virtual_size = Size(0, lines)
            return
        self.set_reactive(ScrollView.virtual_size, Size(0, lines))
        if scrolls:
            self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def _nearest(self, index: int) -> int | None:
        """First line of the item at `index`, or of the next one after it, or before it."""
        size = len(self._model)
        index = min(max(index, 0), size - 1) if size else 0
        for step in chain(range(index, size), range(index - 1, -1, -1)):
            key = self._model.key(step)
            if key is not None:
                while step > 0 and self._model.key(step - 1) == key:
                    step -= 1
                return int(step)
        return None

    # -------------------------------------------------------------- moving

    def select(self, key: str) -> bool:
        """Put the cursor on the item with `key`; False when it is not in the list."""
        at = find(self._model, key, self._at)
        if at is None:
            return False
        self._place(at)
        return True

    def _place(self, at: int, *, reveal: bool = True) -> None:
        self._touched = True
        key = self._model.key(at)
        changed = key != self._cursor
        top = round(self.scroll_y)
        self._paint_item()
        self._cursor, self._at = key, at
        if reveal:
            self._reveal()
        if round(self.scroll_y) == top:
            self._paint_item()
        else:
            self.refresh()
        if changed:
            self.post_message(self.Moved(self, key))

    def _paint_item(self) -> None:
        """Have the lines of the item under the cursor painted again, and no others."""
        page = self.scrollable_content_region.height
        first = max(self._at, round(self.scroll_y))
        last = first
        while last + 1 < min(len(self._model), first + page) and self._model.key(last + 1) == self._cursor:
            last += 1
        self.refresh_lines(first, last - first + 1)

    def _reveal(self) -> None:
        """Scroll as little as needed to show the whole item under the cursor (its head, when it is too high)."""
        page = max(1, self.scrollable_content_region.height)
        first = self._at
        last = first
        size = len(self._model)
        while last + 1 < size and self._model.key(last + 1) == self._cursor and last - first < page:
            last += 1
        # a heading above the first item of a group is shown with it
        lead = first
        while lead > 0 and self._model.key(lead - 1) is None and first - lead < 2:
            lead -= 1
        top = round(self.scroll_y)
        if lead < top or (lead == 0 and first <= top):
            self._jump(lead)
        elif last >= top + page:
            self._jump(min(first, last - page + 1))
        if round(self.scroll_y) == 0:
            self.above = 0

    def _jump(self, top: int) -> None:
        limit = max(0, len(self._model) - self.scrollable_content_region.height)
        self.set_scroll(None, min(max(0, top), limit))

    def set_scroll(self, x: float | None, y: float | None) -> None:
        # without animation: an animated page-down costs ten times the CPU
        self.scroll_to(x, y, animate=False, force=True, immediate=True)

    def top(self) -> None:
        """Show the first line; the cursor stays where it is."""
        self._jump(0)

    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def _last_line(self) -> int:
        """Last line of the item under the cursor."""
        last, size = self._at, len(self._model)
        while last + 1 < size and self._model.key(last + 1) == self._cursor:
            last += 1
        return last

    def _in_sight(self) -> bool:
        top = round(self.scroll_y)
        return self._at < top + self._page() and top <= self._last_line()

    def step(self, by: int) -> None:
        """Move the cursor by `by` items; where nothing can be chosen, scroll. A cursor out of sight is shown first, and
        an item that is higher than the screen is read to its end before the next one is gone to."""
        top, page = round(self.scroll_y), self._page()
        if self._cursor is None or self._nearest(0) is None:
            self._touched = True
            self._jump(top + by)
            return
        direction = 1 if by > 0 else -1
        if not self._in_sight():
            self._touched = True
            towards = (self._at >= top + page) == (by > 0)
            if towards or any(self._model.key(n) for n in range(top, min(top + page, len(self._model)))):
                self._reveal()
                if towards:
                    self._not_beyond(top)
            else:
                self._jump(top + direction)
            return
        if self._last_line() >= top + page if by > 0 else self._at < top:
            self._touched = True
            self._jump(top + direction)
            return
        at, key, size = self._at, self._cursor, len(self._model)
        left, landed = abs(by), at
        while left:
            at += direction
            if not 0 <= at < size:
                break
            other = self._model.key(at)
            if other is not None and other != key:
                while at > 0 and self._model.key(at - 1) == other:
                    at -= 1
                key, landed, left = other, at, left - 1
        if landed == self._at:
            # at the end of the list: let the lines beyond the last item be read
            self._touched = True
            self._jump(top + direction)
            return
        self._place(landed)
        self._not_beyond(top)

    def _not_beyond(self, top: int) -> None:
        """Let no line be passed over that was not in sight when `top` was the first one."""
        page = self._page()
        self._jump(min(max(round(self.scroll_y), top - page), top + page))

    def page(self, direction: int) -> None:
        """Move by a screenful."""
        height, top = max(1, self._page() - 1), round(self.scroll_y)
        here = self._at if self._in_sight() else top
        self._jump(top + direction * height)
        if self._cursor is None:
            self._touched = True
            return
        moved = round(self.scroll_y)
        if moved == top:  # at the end already
            target = len(self._model) - 1 if direction > 0 else 0
        else:
            target = min(max(here + direction * height, moved), moved + height)
        at = self._nearest(target)
        if at is not None:
            self._place(at, reveal=False)

    def end(self, *, last: bool) -> None:
        """Go to the first or the last item."""
        size = len(self._model)
        if not last:
            self._jump(0)
            self.above = 0
        at = self._nearest(size - 1 if last else 0)
        if at is not None:
            self._place(at, reveal=False)
        if last:
            self._jump(size)

    def seek(self, wanted: set[str] | frozenset[str] | None, direction: int) -> bool:
        """Go to the next item (wrapping round) whose key is in `wanted`; None: any item."""
        if wanted is not None and not wanted - {self._cursor}:
            return False
        size = len(self._model)
        index = self._at
        for _ in range(size):
            index = (index + direction) % size
            key = self._model.key(index)
            if key is None or key == self._cursor or (wanted is not None and key not in wanted):
                continue
            while index > 0 and self._model.key(index - 1) == key:
                index -= 1
            self._place(index)
            return True
        return False

    # -------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = round(self.scroll_y) + y
        if not 0 <= index < len(self._model):
            return Strip.blank(width, self.rich_style)
        key = self._model.key(index)
        lit = key is not None and key == self._cursor and self.has_focus
        cached = self._cache.get((index, width, lit))
        if cached is not None:
            return cached
        line = self._model.line(index, width)
        if self._labels is not None:
            spot = self._spot(index)
            label = self._labels.get(spot) if spot is not None and self._head(index) else None
            line = labelled(line, label) if label is not None else dimmed(line)
        strip = self._strip(fit(line, width), lit and self._labels is None)
        if len(self._cache) > 2000:
            self._cache.clear()
        self._cache[index, width, lit] = strip
        return strip

    def _head(self, index: int) -> bool:
        """Whether a line is the first of its item that can be seen."""
        spot = self._spot(index)
        return index == round(self.scroll_y) or index == 0 or self._spot(index - 1) != spot

    def _spot(self, index: int) -> str | None:
        """Name of the place that a line belongs to: where a model names none, the key of its item."""
        named = getattr(self._model, "spot", None)
        found: str | None = self._model.key(index) if named is None else named(index)
        return found

    def reveal_spot(self, name: str) -> None:
        """Show a place from its first line on."""
        at = next((n for n in range(len(self._model)) if self._spot(n) == name), None)
        if at is not None:
            self._touched = True
            self._jump(at)

    def places(self) -> list[str]:
        """Keys of the items, or names of the places, that can be seen, from top to bottom."""
        top = round(self.scroll_y)
        seen = range(max(0, top), min(len(self._model), top + self.scrollable_content_region.height))
        return list(dict.fromkeys(spot for index in seen if (spot := self._spot(index)) is not None))

    def label(self, labels: Mapping[str, str] | None) -> None:
        """Draw letters at items, and everything else without weight; None: as always."""
        self._labels = labels
        self._cache.clear()
        self.refresh()

    def _strip(self, line: Line, lit: bool) -> Strip:
        segments = []
        for text, role in in_order(line) if self._visual else line:
            style = self._look(role)
            if lit:
                cursor = self._look("cursor")
                # the row under the cursor keeps weight and reversal, and takes one colour
                style = (
                    self._look("text") + cursor + Style(bold=style.bold, underline=style.underline, strike=style.strike)
                )
            based = type(text)
            if not text.isprintable():
                # the last door before the terminal: renderers clean what they draw, and this holds if one forgets
                text = scrub(text)
            if self._visual:
                text = visual(text, None if based is str else based is Rtl)
            segments.append(Segment(to_ascii(text) if self._ascii else text, style))
        return Strip(segments)

    def _look(self, role: str) -> Style:
        found = self._looks.get(role)
        if found is None:
            if role == "text":
                found = self.rich_style
            else:
                found = self.rich_style + role_style(role, self.app.theme_variables, self.app.native_ansi_color)
            self._looks[role] = found
        return found

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._cache.clear()
        self._looks.clear()

    # -------------------------------------------------------------- events

    def on_resize(self) -> None:
        self._cache.clear()
        if self._cursor is not None:
            self._reveal()

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        index = round(self.scroll_y) + at.y
        if not 0 <= index < len(self._model) or self._model.key(index) is None:
            return
        nearest = self._nearest(index)
        if nearest is not None:
            self._place(nearest)
        if event.chain >= 2:
            self.open()

    def open(self) -> None:
        """Announce that the item under the cursor is to be opened."""
        self.post_message(self.Opened(self, self._cursor))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(new_value) == 0:
            self.above = 0

    def get_selection(self, selection: object) -> None:
        """Mouse selection of drawn lines is off: `y` copies the sourced line instead."""
        return
