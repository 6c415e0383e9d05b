"""Pinned rows: on top of their pane, in the order in which they were pinned, and marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.dashboard.lines import Line, Span

if TYPE_CHECKING:
    from tui.dashboard.rows import Model

GLYPH = "◆"

Drawn = tuple[str, Callable[[int], Line]]
"""A row that the list itself does not hold any more: its key, and how it is drawn for a width."""


class PinnedFirst:
    """A model with some of another's rows first; `others` are pinned rows that the other model does not have."""

    def __init__(self, model: Model, pins: Sequence[str], others: Sequence[Drawn] = ()) -> None:
        self._model = model
        where: dict[str, list[int]] = {}
        wanted = set(pins)
        for index in range(len(model)):
            key = model.key(index)
            if key in wanted and key is not None:
                where.setdefault(key, []).append(index)
        drawn = {key: draw for key, draw in others if key not in where}
        top: list[int | Drawn] = []
        for key in pins:
            top += where.get(key, [])
            if key in drawn:
                top.append((key, drawn[key]))
        held = {index for indexes in where.values() for index in indexes}
        self.pinned = len(top)
        self._order: list[int | Drawn] = [*top, *(n for n in range(len(model)) if n not in held)]

    def __len__(self) -> int:
        return len(self._order)

    def key(self, index: int) -> str | None:
        at = self._order[index]
        return self._model.key(at) if isinstance(at, int) else at[0]

    def line(self, index: int, width: int) -> Line:
        at = self._order[index]
        line = self._model.line(at, width) if isinstance(at, int) else at[1](width)
        return marked(line) if index < self.pinned else line


def marked(line: Line) -> Line:
    """A row with the mark of a pin in the first free cell behind its own mark."""
    begin = 0
    for n, span in enumerate(line):
        at = span.text.find(" ", max(0, 1 - begin), max(0, 6 - begin))
        if at >= 0:
            before, after = span.text[:at], span.text[at + 1 :]
            pieces = (Span(before, span.role), Span(GLYPH, "accent"), Span(after, span.role))
            return (*line[:n], *(p for p in pieces if p.text), *line[n + 1 :])
        begin += len(span.text)
    return line
