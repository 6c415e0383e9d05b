"""The footer: `?` first and `q` last on every screen; the others go by weight when room is short.

Textual's own footer lets what does not fit run out of sight without a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget

from tui.dashboard.keymap import DEFAULT, Keymap
from tui.dashboard.lines import Line, Span, fit, line_width, scrub
from tui.dashboard.look import to_ascii

if TYPE_CHECKING:
    from tui.dashboard.keys import Key, Place

Part = tuple[Line, str]
"""A key as it is written, and its action."""


class Spot(NamedTuple):
    """Cells of a bar that act like a key when they are clicked: from `start` up to `end`."""

    start: int
    end: int
    action: str


def footer_line(place: Place, columns: int, *, hide: frozenset[str] = frozenset(), keymap: Keymap = DEFAULT) -> Line:
    """The footer of a screen in exactly `columns` cells."""
    return footer(place, columns, hide=hide, keymap=keymap)[0]


@lru_cache(maxsize=128)  # a cursor that goes down a list asks for the same few again and again
def footer(
    place: Place, columns: int, *, hide: frozenset[str] = frozenset(), keymap: Keymap = DEFAULT
) -> tuple[Line, tuple[Spot, ...]]:
    """The footer of a screen in exactly `columns` cells, and what a click on it does."""
    keys = [k for k in keymap.of(place) if k.short and k.id not in hide]
    first = [k for k in keys if k.id.startswith("help")]
    last = [k for k in keys if k.id == "quit"]
    middle = [k for k in keys if k.id != "quit" and not k.id.startswith("help")]
    left: list[Part] = [(_key(k), k.action) for k in first]
    if place == "board":
        left.append(((Span(pane_keys(keymap), "strong"), Span(" pane", "dim")), "next_pane(1)"))
    right: Line = (*(s for k in last for s in _key(k)), Span(" "))
    room = columns - 1 - line_width(right) - 2

    def used(chosen: list[Key]) -> int:
        parts = [*(p for p, _ in left), *(_key(k) for k in chosen)]
        return sum(line_width(p) for p in parts) + 2 * max(0, len(parts) - 1)

    chosen = list(middle)
    while chosen and used(chosen) > room:
        chosen.remove(max(chosen, key=lambda k: (k.weight, keys.index(k))))
    spans: list[Span] = [Span(" ")]
    spots: list[Spot] = []
    edge = columns - line_width(right)
    at = 1
    for part, action in [*left, *((_key(k), k.action) for k in chosen)]:
        if at > 1:
            spans.append(Span("  "))
            at += 2
        spans += part
        spots.append(Spot(at, min(edge, at + line_width(part)), action))
        at += line_width(part)
    spots += [Spot(edge, columns - 1, k.action) for k in last]
    return (*fit(spans, edge), *right), tuple(s for s in spots if s.start < s.end)


def pane_keys(keymap: Keymap) -> str:
    """ "1-5", or the keys that a person has given to the panes."""
    keys = [keymap.shown(f"pane.{n}") for n in range(1, 6)]
    return "1-5" if keys == list("12345") else "".join(keys) if all(len(k) == 1 for k in keys) else " ".join(keys)


def _key(key: Key) -> Line:
    # one key will do here; the help has them all
    return (Span(key.shown.split(" ")[0], "strong"), Span(f" {key.short}", "dim"))


class Bar(Widget):
    """One line of spans, drawn from a function: header, banner, source line and footer are such bars."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; }
    """

    def __init__(self, line: Line = (), *, ascii_only: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._line = line
        self._spots: tuple[Spot, ...] = ()
        self._owner: DOMNode | None = None
        self._ascii = ascii_only

    @property
    def line(self) -> Line:
        return self._line

    def show(self, line: Line, spots: Sequence[Spot] = (), owner: DOMNode | None = None) -> None:
        """Draw `line` from now on; nothing is repainted when it is the same. A click on one of the `spots` runs its
        action on the `owner`, or else on the screen."""
        self._spots, self._owner = tuple(spots), owner
        if line != self._line:
            self._line = line
            self.refresh()

    async def on_click(self, event: events.Click) -> None:
        for spot in self._spots:
            if spot.start <= event.x < spot.end:
                event.stop()
                await self.app.run_action(spot.action, default_namespace=self._owner or self.screen)
                return

    def render(self) -> RenderResult:
        return content(fit(self._line, self.size.width), ascii_only=self._ascii)


class Banner(Bar):
    """Bars under one another, as many as there is to tell; none is no line at all."""

    DEFAULT_CSS = """
    Banner { height: 1; display: none; }
    Banner.-on { display: block; }
    """

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(ascii_only=ascii_only, id=id)
        self._lines: tuple[Line, ...] = ()

    def tell(self, lines: tuple[Line, ...]) -> None:
        """Draw `lines` from now on."""
        if lines == self._lines:
            return
        self._lines = lines
        self._line = tuple(span for line in lines for span in line)
        self.set_class(bool(lines), "-on")
        self.styles.height = max(1, len(lines))
        self.refresh()

    def render(self) -> RenderResult:
        wide = self.size.width
        return Content("\n").join(content(fit(line, wide), ascii_only=self._ascii) for line in self._lines)


_STYLES = {
    "text": "",
    "strong": "bold",
    "dim": "$c-dim",
    "accent": "$c-accent",
    "trouble": "bold $c-trouble",
    "hit": "bold reverse $c-accent",
    "taken": "underline",
    "gone": "strike $c-dim",
    "added": "bold underline",
}


def content(line: Line, *, ascii_only: bool = False) -> Content:
    """A line as Textual's content: assembled from parts, so nothing in it is read as markup."""
    clean = ((t if t.isprintable() else scrub(t), role) for t, role in line)
    return Content.assemble(*((to_ascii(t) if ascii_only else t, _STYLES[role]) for t, role in clean))
