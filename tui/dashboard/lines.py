"""Lines of styled text: what every renderer returns. No Textual here, so that renderers can be tested alone.

A line is a tuple of spans; a span is text with a role, never a colour: the style sheet gives roles their looks.
Strings from outside pass `safe` (or `scrub`) before they stand in a span.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from tui.dashboard.bidi import pieces_of
from tui.text import one_line, truncate, width, wrap_spans

Role = Literal["text", "strong", "dim", "accent", "trouble", "hit", "taken", "gone", "added"]
"""`dim` is for metadata, never for a value; `accent` for the program's own marks; `trouble` for its own trouble;
`hit` marks the very words a record rests on; `taken` other words that something was taken from; `gone` and `added`
are words that changed, which stand in signs too."""

ROLES: tuple[Role, ...] = ("text", "strong", "dim", "accent", "trouble", "hit", "taken", "gone", "added")


class Span(NamedTuple):
    text: str
    role: Role = "text"


Line = tuple[Span, ...]
EMPTY: Line = ()

_JOINERS = "\u200c\u200d"


@lru_cache(maxsize=16_384)
def safe(text: str, limit: int = 500) -> str:
    """`text` as it may be drawn: one line, no control characters, and nothing at its ends that would join its
    neighbours (a combining mark or a joiner would eat into the cell beside it)."""
    text = one_line(text, limit)
    start = 0
    while start < len(text) and _clings(text[start]):
        start += 1
    return text[start:].rstrip(_JOINERS)


def _clings(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= char <= "\U0001f3ff"


def scrub(text: str) -> str:
    """A piece from the middle of a line: cleaned like `safe`, but a space at either end stays."""
    inner = one_line(text, len(text) + 1)
    if not inner:
        return " " if text and text.isspace() else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def line_width(line: Iterable[Span]) -> int:
    """Terminal cells of a line."""
    return sum(width(span.text) for span in line)


def cut(line: Iterable[Span], cells: int, mark: str = "…") -> Line:
    """`line` in at most `cells` cells; what was cut is marked."""
    spans = tuple(span for span in line if span.text)
    if line_width(spans) <= cells:
        return spans
    kept: list[Span] = []
    room = cells
    for n, span in enumerate(spans):
        wide = width(span.text)
        rest = line_width(spans[n + 1 :])
        if wide <= room and (rest == 0 or wide + (1 if rest else 0) <= room):
            kept.append(span)
            room -= wide
            continue
        text = truncate(span.text + " " * (1 + (wide <= room)), room, mark) if room > 0 else ""
        kept.append(Span(type(span.text)(text), span.role))
        break
    return tuple(kept)


def fit(line: Iterable[Span], cells: int, *, right: bool = False, role: Role = "text") -> Line:
    """`line` cut or filled to exactly `cells` cells."""
    if cells <= 0:
        return EMPTY
    line = cut(line, cells)
    fill = cells - line_width(line)
    if fill <= 0:
        return line
    blank = Span(" " * fill, role)
    return (blank, *line) if right else (*line, blank)


def cell(text: str, cells: int, role: Role = "text", *, right: bool = False) -> Line:
    """One column of a row: `text` cut or filled to exactly `cells` cells."""
    return fit((Span(text, role),), cells, right=right)


def spread(left: Iterable[Span], right: Iterable[Span], cells: int) -> Line:
    """`left` and `right` at the two ends of a line; when they do not both fit, `left` is cut, then `right`."""
    right = cut(right, cells)
    room = cells - line_width(right)
    return (*fit(left, room - (1 if right and room > 1 else 0)), *((Span(" "),) if right and room > 1 else ()), *right)


def paragraph(text: str, cells: int, role: Role = "text", *, indent: int = 0, first: Line | None = None) -> list[Line]:
    """`text` from outside, wrapped; `first` stands in the indent of the first line."""
    text = safe(text, 20_000)
    if not text:
        return []
    room, piece = max(8, cells - indent), pieces_of(text)
    lines: list[Line] = []
    for a, b in wrap_spans(text, room):
        lead = fit(first, indent) if first is not None and not lines else (Span(" " * indent),)
        lines.append(cut((*lead, Span(piece(text[a:b].strip(" ")), role)), cells))
    return lines


def flow(spans: Iterable[Span], cells: int, *, indent: int = 0, first: Line | None = None) -> list[Line]:
    """Styled text, wrapped; `first` stands in the indent of the first line. The spans are cleaned already."""
    spans = [s for s in spans if s.text]
    text = "".join(s.text for s in spans).rstrip()
    if not text:
        return []
    made = pieces_of(text)
    lines: list[Line] = []
    for a, b in wrap_spans(text, max(8, cells - indent)):
        lead: Line = fit(first, indent) if first is not None and not lines else (Span(" " * indent),)
        at, pieces = 0, []
        for piece, role in spans:
            start, end = max(a, at), min(b, at + len(piece))
            if start < end:
                pieces.append(Span(made(text[start:end]), role))
            at += len(piece)
        lines.append(cut((*lead, *pieces), cells))
    return lines


def plain(line: Iterable[Span]) -> str:
    """The characters of a line, without roles."""
    return "".join(span.text for span in line)
