"""A brief as plain text of a fixed width and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from tui.report.brief.model import Brief
from tui.report.brief.outline import Columns, Heading, Line, outline
from tui.text import pad, width, wrap

CELLS, NARROW, WIDE = 80, 40, 100
"""Cells of a line in a file, and the narrowest and widest on a terminal."""


def as_text(brief: Brief, cells: int = CELLS) -> str:
    """Lines of at most so many terminal cells, but for links, which are never broken."""
    cells = max(NARROW, min(WIDE, cells))
    out: list[str] = []
    for block in outline(brief):
        if isinstance(block, Heading):
            out += _heading(block, cells)
        elif isinstance(block, Columns):
            out += _side_by_side(block, cells)
        else:
            out += _paragraph(block, cells)
    return "\n".join(line.rstrip() for line in out).strip() + "\n"


def _heading(block: Heading, cells: int) -> list[str]:
    if block.level == 1:
        return [block.text.upper(), ""]
    rule = {2: "=", 3: "-"}[block.level]
    lines = wrap(block.text.upper() if block.level == 2 else block.text, cells)
    return ["", *lines, rule * min(cells, max(width(x) for x in lines))]


def _paragraph(line: Line, cells: int) -> list[str]:
    indent = "  " * max(0, line.depth - 1)
    mark = {0: "", 1: "* ", 2: "- "}[line.depth]
    text = " ".join(x for x in (line.lead, line.text) if x)
    if line.where:
        text += f" ({line.where})"
    hang = " " * len(mark)
    room = cells - len(indent) - len(mark)
    lines = [indent + (mark if n == 0 else hang) + part for n, part in enumerate(wrap(text, room))]
    if line.url:
        lines.append(f"{indent}{hang}{line.url}")
    return lines


def _side_by_side(block: Columns, room: int) -> list[str]:
    count = len(block.columns)
    cells = (room - 3 * (count - 1)) // count
    filled = []
    for title, lines in block.columns:
        own = [title.upper()]
        for line in lines:
            own += _paragraph(Line(lead=line.lead, text=line.text, where=line.where, depth=1), cells)
        filled.append(own)
    rows = [" | ".join(pad(cell, cells) for cell in row) for row in zip_longest(*filled, fillvalue="")]
    # a link would not fit into a column: they stand below, in the order of the claims
    links = [f"  {title}: {line.url}" for title, lines in block.columns for line in lines if line.url]
    return [*rows, *links]


# ------------------------------------------------------------------ Markdown

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&!])")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def as_markdown(brief: Brief) -> str:
    """Markdown of the common kind, with tables; text from outside cannot act as markup."""
    out: list[str] = []
    for block in outline(brief):
        if isinstance(block, Heading):
            out += ["", f"{'#' * block.level} {escaped(block.text)}", ""]
        elif isinstance(block, Columns):
            out += ["", *_table(block), ""]
        elif block.depth == 0:
            out += ["", _inline(block), ""]
        else:
            out.append(f"{'  ' * (block.depth - 1)}- {_inline(block)}")
    text = "\n".join(out)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def escaped(text: str) -> str:
    """Text that Markdown takes as it is."""
    return _LIST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _inline(line: Line) -> str:
    parts = [f"**{escaped(line.lead)}**"] if line.lead else []
    if line.text:
        parts.append(escaped(line.text))
    if line.where:
        # an address has no brackets, quotes or spaces here, so it cannot end the link early; a bar would end a cell
        where, url = escaped(line.where), (line.url or "").replace("|", "%7C")
        parts.append(f"([{where}](<{url}>))" if url else f"({where})")
    return " ".join(parts)


def _table(block: Columns) -> list[str]:
    rows: Iterable[tuple[Line | None, ...]] = zip_longest(*(lines for _, lines in block.columns))
    head = " | ".join(escaped(title) for title, _ in block.columns)
    return [
        f"| {head} |",
        f"|{'---|' * len(block.columns)}",
        *(f"| {' | '.join(_inline(x) if x else '' for x in row)} |" for row in rows),
    ]
