"""Right-to-left text for terminals that draw characters in the order they come.

Where the terminal reorders whole screen lines by itself, a Hebrew or Arabic cell drags the borders of its
neighbours along. So the program asks for explicit mode (`CSI 8 l`) and sets each cell in visual order itself.
What is stored, copied and exported stays in logical order.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, TypeVar

from tui.text import clean, is_rtl, width

Piece = TypeVar("Piece", bound="tuple[str, object]")

Mode = Literal["auto", "app", "terminal", "off"]

EXPLICIT_ON = "\x1b[8l"
EXPLICIT_OFF = "\x1b[8h"


def resolve(mode: Mode, environ: Mapping[str, str] = os.environ) -> Mode:
    """`auto` is `app`, save in terminals known to reorder by themselves and to ignore explicit mode."""
    if mode != "auto":
        return mode
    own = "KONSOLE_VERSION" in environ or environ.get("TERM_PROGRAM") == "Apple_Terminal" or "MLTERM" in environ
    return "terminal" if own else "app"


def starts_rtl(text: str) -> bool:
    """Whether the first letter with a direction is a right-to-left one: the base direction of a paragraph."""
    for char in text[:200]:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


class Rtl(str):
    """A piece of a line of a right-to-left paragraph, in logical order."""


class Ltr(str):
    """A piece of a line of a left-to-right paragraph in which there are right-to-left letters."""


def pieces_of(paragraph: str) -> type[str]:
    """What the pieces are made into that a paragraph is cut into: a line may begin with a word of the other direction,
    and its base direction is that of the paragraph nevertheless."""
    if not is_rtl(paragraph):
        return str
    return Rtl if starts_rtl(paragraph) else Ltr


@lru_cache(maxsize=4096)
def visual(text: str, rtl: bool | None = None) -> str:
    """`text` in the order in which it is to be drawn, brackets mirrored; text without such letters is unchanged.

    `rtl` is the base direction; None: that of its first letter that has one.

    Letters are not joined here: terminals shape Arabic, or show its letters apart.
    """
    if not is_rtl(text):
        return text
    # the algorithm fails on isolates; nothing from a source keeps its own direction marks anyway
    lead = text[: len(text) - len(text.lstrip(" "))]
    trail = text[len(text.rstrip(" ")) :] if text.strip() else ""
    inner = clean(text, len(text) + 1).replace("\n", " ")
    base = None if rtl is None else "R" if rtl else "L"
    from bidi import get_display as ordered  # knows pairs of brackets, and leaves them unmirrored
    from bidi.algorithm import get_display as mirrored  # mirrors, and does not know pairs

    order = str(ordered(inner, base_dir=base))
    try:
        whole = str(mirrored(inner, base_dir=base))
    except (AssertionError, IndexError, ValueError):
        whole = ""
    if len(whole) == len(order) and all(a == b or _MIRROR.get(a) == b for a, b in zip(whole, order, strict=True)):
        order = whole
    else:
        order = _pairs_mirrored(order)
    # blanks at the ends change sides with the words
    made = trail + order + lead if rtl else lead + order + trail
    # a joiner that comes to stand between other letters may join what takes a cell each: then the order stays
    return made if width(made) == width(text) else text


def in_order(line: Sequence[Piece]) -> list[Piece]:
    """The pieces of a line from left to right: neighbours of a right-to-left paragraph stand the other way round."""
    made: list[Piece] = []
    run: list[Piece] = []
    for piece in line:
        if isinstance(piece[0], Rtl):
            run.insert(0, piece)
            continue
        made += [*run, piece]
        run = []
    return [*made, *run]


_MIRROR = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_OPENS = frozenset("([{<«‹")


def _pairs_mirrored(text: str) -> str:
    """`text` in visual order with those pairs mirrored that stand the wrong way round: closed before they open."""
    made, waiting = list(text), list[tuple[str, int]]()
    for at, char in enumerate(text):
        if char not in _MIRROR:
            continue
        if waiting and waiting[-1][0] == _MIRROR[char]:
            _, begin = waiting.pop()
            if char in _OPENS:
                made[begin], made[at] = char, text[begin]
        else:
            waiting.append((char, at))
    return "".join(made)
