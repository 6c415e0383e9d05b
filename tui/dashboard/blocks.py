"""Blocks of lines for the drawer, the reader's side and the detail column: what a record looks like at length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.dashboard.address import shown_address
from tui.dashboard.lines import EMPTY, Line, Role, Span, cut, line_width, paragraph, safe
from tui.dashboard.words import full, via

if TYPE_CHECKING:
    from tui.records import Cite


@dataclass(frozen=True)
class Target:
    """What Enter, `o`, `y` and `Y` act on."""

    update: str | None = None
    """Id of the update that the reader opens."""
    record: str | None = None
    """Id of the record whose words are marked there."""
    url: str = ""
    citation: str = ""
    source: str | None = None
    """Id of the source to refresh."""
    words: str = ""
    """What was searched for, to be marked in the text."""


@dataclass(frozen=True)
class Block:
    """One item of a card; without a key it cannot be chosen."""

    draw: Callable[[int], list[Line]]
    key: str | None = None
    target: Target | None = None
    spot: str | None = None
    """Name of the place that it begins, where it is read and not chosen."""


class BlockModel:
    """Blocks as a model of `Rows`, laid out anew when the width changes."""

    def __init__(self, blocks: Sequence[Block], width: int = 80) -> None:
        self.blocks = tuple(blocks)
        self._width = -1
        self._lines: list[Line] = []
        self._keys: list[str | None] = []
        self._spots: dict[int, str] = {}
        self.lay(width)

    def lay(self, width: int) -> bool:
        """Lay out for `width`; True when that changed anything."""
        if width == self._width:
            return False
        self._width = width
        self._lines, self._keys, self._spots = [], [], {}
        for block in self.blocks:
            lines = block.draw(width)
            if block.spot is not None and lines:
                self._spots[len(self._lines)] = block.spot
            self._lines.extend(lines)
            self._keys.extend([block.key] * len(lines))
        return True

    def __len__(self) -> int:
        return len(self._lines)

    def key(self, index: int) -> str | None:
        return self._keys[index]

    def spot(self, index: int) -> str | None:
        """Name of the place that begins in a line, else the key of its item."""
        return self._spots.get(index, self._keys[index])

    def line(self, index: int, width: int) -> Line:
        return self._lines[index]

    def target(self, key: str | None) -> Target | None:
        for block in self.blocks:
            if key is not None and block.key == key:
                return block.target
        return None


# ------------------------------------------------------------------ the parts that cards are made of


def gap() -> Block:
    return Block(lambda width: [EMPTY])


def heading(text: str, note: str = "") -> Block:
    """A heading with a rule to the edge."""

    def draw(width: int) -> list[Line]:
        # the sign between the two is there for who sees no difference of weight
        spans = [Span(f" {text} ", "strong"), *((Span(f"· {note} ", "dim"),) if note else ())]
        return [cut((*spans, Span("─" * max(0, width - line_width(spans) - 1), "dim")), width)]

    return Block(draw)


def title(text: str) -> Block:
    return Block(lambda width: paragraph(text, width, "strong", indent=1))


def prose(text: str, role: str = "text", *, indent: int = 1) -> Block:
    return Block(lambda width: paragraph(text, width, role, indent=indent))  # type: ignore[arg-type]


def fact(name: str, text: str, *, wide: int = 13, role: Role = "dim") -> Block:
    """A label and its text; the text wraps in its own column."""

    def draw(width: int) -> list[Line]:
        return paragraph(text, width - 1, indent=wide + 1, first=(Span(f" {name}", role),))

    return Block(draw)


def facts(*pairs: tuple[str, str], role: Role = "dim") -> list[Block]:
    """Facts that have a text. `role` is that of their names."""
    wide = max(11, max((len(n) for n, t in pairs if t), default=8) + 2)
    return [fact(name, text, wide=wide, role=role) for name, text in pairs if text]


def where(cite: Cite, carriers: Sequence[Cite] = ()) -> list[Block]:
    """Where a record stands, with all carriers of the same words."""
    pairs = [
        ("outlet", via(cite) + (" — shipped record" if cite.shipped else "")),
        ("published", full(cite.published)),
        ("fetched", "" if cite.shipped else full(cite.fetched)),
        ("revision", f"{cite.revision} (text was changed)" if cite.revision > 1 else ""),
        ("headline", safe(cite.title, 300)),
        ("link", shown_address(cite.url)),
    ]
    if carriers:
        names = list(dict.fromkeys(safe(c.outlet, 60) for c in carriers))
        pairs.insert(1, ("also in", ", ".join(names) + " (one origin, counted once)"))
    if cite.demo:
        pairs.insert(0, ("", "DEMONSTRATION: invented, by an invented outlet"))
    return facts(*pairs)
