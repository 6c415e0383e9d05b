"""The footer: `?` first and `q` last on every screen; the others go by weight when room is short.

Textual's own footer lets what does not fit run out of sight without a word.
"""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tui.dashboard.keymap import DEFAULT, Keymap
from tui.dashboard.keys import Key, Place
from tui.dashboard.lines import Line, Span, fit, line_width, scrub
from tui.dashboard.look import to_ascii


def footer_line(place: Place, columns: int, *, hide: frozenset[str] = frozenset(), keymap: Keymap = DEFAULT) -> Line:
    """The footer of a screen in exactly `columns` cells."""
    keys = [k for k in keymap.of(place) if k.short and k.id not in hide]
    first = [k for k in keys if k.id.startswith("help")]
    last = [k for k in keys if k.id == "quit"]
    middle = [k for k in keys if k.id != "quit" and not k.id.startswith("help")]
    left: list[Line] = [_key(k) for k in first]
    if place == "board":
        left.append((Span(pane_keys(keymap), "strong"), Span(" pane", "dim")))
    right: Line = (*(s for k in last for s in _key(k)), Span(" "))
    room = columns - 1 - line_width(right) - 2

    def used(chosen: list[Key]) -> int:
        parts = [*left, *(_key(k) for k in chosen)]
        return sum(line_width(p) for p in parts) + 2 * max(0, len(parts) - 1)

    chosen = list(middle)
    while chosen and used(chosen) > room:
        chosen.remove(max(chosen, key=lambda k: (k.weight, keys.index(k))))
    spans: list[Span] = [Span(" ")]
    for n, part in enumerate([*left, *(_key(k) for k in chosen)]):
        spans.extend((Span("  "), *part) if n else part)
    return (*fit(spans, columns - line_width(right)), *right)


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

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._line: Line = ()
        self._ascii = ascii_only

    @property
    def line(self) -> Line:
        return self._line

    def show(self, line: Line) -> None:
        """Draw `line` from now on; nothing is repainted when it is the same."""
        if line != self._line:
            self._line = line
            self.refresh()

    def render(self) -> RenderResult:
        return content(fit(self._line, self.size.width), ascii_only=self._ascii)


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
