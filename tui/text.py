"""Strings from outside: made safe once at intake and once more where they are drawn.

Textual 8.2 passes escape sequences, C1 controls and bidirectional overrides in a string straight to the
terminal, so nothing from a source may reach a widget without `clean`. Widths are terminal cells, measured with
the very function that Textual draws with.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, chop_cells

ELLIPSIS = "…"

# Whole sequences first, so that their printable payload goes with them; each alternative is linear.
_SEQUENCES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)?"  # OSC: titles, links, the clipboard
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]{0,4096}(?:\x1b\\|\x9c)?"  # DCS, SOS, PM, APC
    r"|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]?"  # CSI
    r"|\x1b[ -/]{0,8}[0-~]?"  # any other escape
)
# Invisible characters that reorder, hide or split words. ZWNJ and ZWJ stay: Persian, Arabic and emoji need them.
_INVISIBLE = (
    "\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff"
)
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f" + _INVISIBLE + "]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_MANY_BREAKS = re.compile(r" ?\n[ \n]*")
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def clean(text: str, limit: int = 200_000) -> str:
    """Plain text that cannot act on a terminal.

    Escape sequences go as a whole, then control characters, bidirectional controls, invisible characters and
    lone surrogates; piles of combining marks are cut to four. Line breaks stay, one a paragraph. The result has
    at most `limit` characters; nothing is marked as cut.
    """
    text = text[: limit * 2 + 1024]
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()[:limit].rstrip()  # most strings, and a tenth of the time
    if "\x1b" in text or _has_c1(text):
        text = _SEQUENCES.sub("", text)
    text = _BREAKS.sub("\n", text)
    text = text.replace("\t", " ")
    text = _CONTROLS.sub("", text)
    text = _MARKS.sub(r"\1", text)
    text = _SPACES.sub(" ", text)
    return _MANY_BREAKS.sub("\n", text).strip()[:limit].rstrip()


def _has_c1(text: str) -> bool:
    return any(c in text for c in "\x90\x98\x9b\x9d\x9e\x9f")


def one_line(text: str, limit: int = 500) -> str:
    """`clean`, on a single line."""
    return clean(text, limit).replace("\n", " ")


def width(text: str) -> int:
    """Terminal cells that `text` takes."""
    return cell_len(text)


def truncate(text: str, cells: int, mark: str = ELLIPSIS) -> str:
    """`text` in at most `cells` cells; what was cut is marked. Never splits a wide character."""
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return text
    room = cells - cell_len(mark)
    if room <= 0:
        return mark[:cells] if cell_len(mark[:cells]) <= cells else ""
    # a character is at least a code point, so a longer prefix is never needed, save for zero-width marks
    head = chop_cells(text[: room * 8 + 16], room)
    return (head[0] if head else "").rstrip() + mark


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """`text` cut or filled to exactly `cells` cells; `right` aligns it to the right."""
    text = truncate(text, cells)
    fill = " " * max(0, cells - cell_len(text))
    return fill + text if right else text + fill


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most `cells` cells, broken at spaces where there are any. An empty text is one empty line."""
    return [text[a:b].rstrip(" ") for a, b in wrap_spans(text, cells)]


def wrap_spans(text: str, cells: int) -> list[tuple[int, int]]:
    """As `wrap`, but the offsets of each line in `text`, so that spans can be marked across lines."""
    cells = max(1, cells)
    spans: list[tuple[int, int]] = []
    begin = 0
    for part in text.split("\n"):
        spans.extend(_wrap_paragraph(part, begin, cells))
        begin += len(part) + 1
    return spans


def _wrap_paragraph(part: str, begin: int, cells: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = last_space = used = 0
    i = 0
    while i < len(part):
        used += _char_width(part[i])
        if part[i] == " ":
            last_space = i
        if used > cells and i > start:
            stop = last_space if last_space > start else i
            spans.append((begin + start, begin + stop))
            start = stop + 1 if last_space > start else stop
            used = cell_len(part[start : i + 1])
            last_space = start
        i += 1
    spans.append((begin + start, begin + len(part)))
    return spans


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    return cell_len(char)


def is_rtl(text: str) -> bool:
    """Whether `text` holds letters of a right-to-left script."""
    return bool(_RTL.search(text))


def plural(n: int, one: str, many: str | None = None) -> str:
    """ "1 quote", "3 quotes"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


_DANGLING = re.compile(r"\s*,([\"”»’']*)\Z")


def in_marks(words: str, kind: str) -> str:
    """Quoted words with marks around them, without a comma that dangles; reported speech (`kind` "indirect") has none,
    and a mixed quote keeps its inner marks, for they show which words are the speaker's own."""
    text = _DANGLING.sub(r"\1", words)
    if kind == "indirect":
        return text
    bare = _DANGLING.sub("", text.strip("\"“”„‟«»‘’' "))
    if kind == "mixed" and any(mark in bare for mark in '"“”«»'):
        return text
    return f"“{bare}”" if bare else text
