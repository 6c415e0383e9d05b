"""Which stretches stand between quotation marks. One pass a paragraph, never fails, linear in the text.

Curly, straight, doubled single (``''``), backticked, single and angled marks are paired by what stands beside
them. A paragraph ends whatever is open: speech over several paragraphs opens each anew and closes the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_MARK = re.compile(r"''+|``|[\"“”„‟«»‘’‚'‹›]")
_AFTER_WORD = re.compile(r"(?:\d0s|em|til|tis|twas|n)\b", re.I)
_STYLE = {
    "“": "double", "”": "double", "„": "double", "‟": "double", '"': "double", "''": "double", "``": "double",
    "«": "angle", "»": "angle", "‹": "angle", "›": "angle", "‘": "single", "’": "single", "‚": "single", "'": "single",
}  # fmt: skip
_TAGGED = re.compile(
    r"[,?!][\"'’”]?(?=\s(?:(?:said|says|added|adds|explained|wrote)\s(?:[A-Z]|(?:the|a|an|he|she)\s)"
    r"|(?:he|she|they|[A-Z][\w.’'-]{1,30}(?:\s[A-Z][\w.’'-]{1,30}){0,3})"
    r"\s(?:said|says|added|adds|explained|wrote)[,.;\s]))"
)
"""Where "..., said X" or "..., X said" begins: nobody says that inside marks, so a closer was forgotten before it."""
_OPEN_BEFORE = frozenset(" \t\xa0\u2009\u202f([{—–-/:;,=…>*_")
_STRONG = frozenset(".,!?…;:")


class Segment(NamedTuple):
    """What stands between two marks; `start` and `end` include the marks, `inner_*` do not."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    style: str
    """double, single or angle."""
    closed: bool
    paragraph: int


class _Open:
    __slots__ = ("at", "inner", "style", "weak")

    def __init__(self, at: int, inner: int, style: str) -> None:
        self.at = at
        self.inner = inner
        self.style = style
        self.weak: tuple[int, int] | None = None
        """A mark that may close a single quotation or may be a plural possessive."""


def pair_marks(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Segment]:
    """The outermost quotations of each paragraph, in text order."""
    found: list[Segment] = []
    for index, (start, end) in enumerate(paragraphs):
        found.extend(_paragraph(text, start, end, index))
    return found


def _paragraph(text: str, start: int, end: int, index: int) -> list[Segment]:
    segments: list[Segment] = []
    stack: list[_Open] = []

    def close(level: int, at: int, after: int) -> None:
        opened = stack[level]
        del stack[level:]
        if not stack:
            segments.append(Segment(opened.at, after, opened.inner, at, opened.style, True, index))

    attribute = False
    for at, after, mark in _marks(text, start, end):
        if mark == '"' and (attribute or (at > start and text[at - 1] == "=")):
            attribute = not attribute  # a leftover of markup: name="value"
            continue
        style = _STYLE.get(mark, "double")
        before = text[at - 1] if at > start else " "
        behind = text[after] if after < end else " "
        opens = (before in _OPEN_BEFORE or before in "\"“‘'«„") and not behind.isspace()
        closes = not before.isspace() and not behind.isalnum()
        if style == "single":
            _single(text, at, after, mark, before, behind, stack, close)
            continue
        level = _level(stack, style)
        if mark in "“„«‹``":
            # a curly opener at the end of a word is a slip for the closer
            if level is not None and closes and not opens:
                close(level, at, after)
            elif level is None or mark in "«‹":
                stack.append(_Open(at, after, style))
            elif opens:
                _again(text, stack, level, at, after, style, segments, index)
        elif mark in "”‟»›":
            if level is not None:
                close(level, at, after)
            elif opens and before.isspace():
                stack.append(_Open(at, after, style))
        elif level is None:
            if opens or (not closes and not behind.isspace()):
                stack.append(_Open(at, after, style))
        elif opens and not closes and before.isspace():
            _again(text, stack, level, at, after, style, segments, index)
        else:
            close(level, at, after)
    _finish(text, stack, end, index, segments)
    return segments


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Marks with ``'''`` cut into a double and a single one, the single one inside."""
    marks: list[tuple[int, int, str]] = []
    for match in _MARK.finditer(text, start, end):
        at, after = match.span()
        mark = match.group()
        size = after - at
        if size <= 2 or mark[0] != "'":
            marks.append((at, after, mark))
            continue
        opening = at == start or text[at - 1].isspace()
        while size >= 3 and opening:
            marks.append((at, at + 2, "''"))
            at, size = at + 2, size - 2
        if size % 2 and not opening:
            marks.append((at, at + 1, "'"))
            at, size = at + 1, size - 1
        while size >= 2:
            marks.append((at, at + 2, "''"))
            at, size = at + 2, size - 2
        if size:
            marks.append((at, at + 1, "'"))
    return marks


def _level(stack: list[_Open], style: str) -> int | None:
    for level in range(min(len(stack), 8) - 1, -1, -1):
        if stack[level].style == style:
            return level
    return None


def _again(
    text: str, stack: list[_Open], level: int, at: int, after: int, style: str, segments: list[Segment], index: int
) -> None:
    """An opener of a style that is open already: a nested quotation, or a closer was forgotten before."""
    opened = stack[level]
    if level == 0 and at - opened.at < 2000 and text[opened.inner : at].rstrip()[-1:] in (".", "!", "?"):
        # whole sentences, then a new opening: more likely a lost closer than speech inside speech
        stop = at
        while stop > opened.inner and text[stop - 1].isspace():
            stop -= 1
        tag = _TAGGED.search(text, opened.inner, stop)
        if tag is not None:
            stop = tag.end()
        del stack[level:]
        segments.append(Segment(opened.at, stop, opened.inner, stop, style, False, index))
    if len(stack) < 8:
        stack.append(_Open(at, after, style))


def _single(
    text: str,
    at: int,
    after: int,
    mark: str,
    before: str,
    behind: str,
    stack: list[_Open],
    close: Callable[[int, int, int], None],
) -> None:
    level = _level(stack, "single")
    opens = mark != "’" and (before.isspace() or before in '([{—–-"“/…') and (behind.isalnum() or behind in "[(…$£€")
    if opens and not _AFTER_WORD.match(text, after):
        if level is not None:
            opened = stack[level]
            if opened.weak is not None:
                close(level, *opened.weak)
            else:
                del stack[level:]
        if len(stack) < 8:
            stack.append(_Open(at, after, "single"))
    elif level is not None and not before.isspace() and not behind.isalnum():
        if before in _STRONG or behind in '.,;:!?)”"' or not (before in "sS" and behind.isspace()):
            close(level, at, after)
        elif stack[level].weak is None:
            stack[level].weak = (at, after)


def _finish(text: str, stack: list[_Open], end: int, index: int, segments: list[Segment]) -> None:
    """Close what a paragraph leaves open."""
    if not stack:
        return
    opened = stack[0]
    if opened.style == "single":
        # an apostrophe at the head of a word is no quotation
        if opened.weak is not None:
            segments.append(Segment(opened.at, opened.weak[1], opened.inner, opened.weak[0], "single", True, index))
        return
    segments.append(Segment(opened.at, end, opened.inner, end, opened.style, False, index))
