"""Verbs that report only together with another word: "shot back", "put it", "held responsible"."""

from __future__ import annotations

from tui.extract.cues import CONJUNCTIONS, words
from tui.extract.frame import Frame
from tui.extract.grammar import is_verb
from tui.extract.outer import QUOTED, Line, Outer
from tui.extract.source_phrase import initial_subject, source_left
from tui.extract.verbs import group, sound

PHRASES: dict[str, tuple[str, ...]] = {
    "shot": ("back",), "fired": ("back",), "hit": ("back",), "put": ("it",), "puts": ("it",), "went": ("on",),
    "goes": ("on",), "chimed": ("in",), "weighed": ("in",), "piped": ("up",), "spoke": ("up",), "shoots": ("back",),
    "fires": ("back",), "chimes": ("in",), "butted": ("in",), "cut": ("in",), "broke": ("in",), "told": ("it",),
}  # fmt: skip
"""Verbs that report only together with their particle."""


def phrase_frame(o: Outer, line: Line, i: int) -> Frame | None:
    """ "X shot back", "as X put it": a frame when a quotation or a comma stands beside it."""
    low = o.low
    after = low[i + 2] if i + 2 < line.last else "."
    j, passive, infinitive, _ = group(o, i, line.first)
    if passive or infinitive or j <= line.first:
        return None
    before = low[j - 1]
    source = source_left(o, j, line.first)
    if source is None or not sound(o, source):
        if before not in CONJUNCTIONS:
            return None
        source = initial_subject(o, line.first, j)
    beside = source is not None and source[0] > line.first and low[source[0] - 1] in (QUOTED, "as")
    if not beside and after not in (",", ":", ".", QUOTED, "that", "to", "at"):
        return None
    return Frame((j, i + 2), low[i], "finite", source, line, verb=i + 1)


HOLDING = words("held hold holds holding")
_BLAMED = words("responsible accountable liable")


def holding_frame(o: Outer, line: Line, i: int) -> Frame | None:
    """ "X held the other side “fully responsible” for the delay": who is blamed and for what are X's words."""
    low = o.low
    for x in range(i + 1, min(i + 12, line.last)):
        if low[x] in (",", ";", ":") or is_verb(o, x):
            return None
        if low[x] in _BLAMED or (low[x] == QUOTED and o.words(x) <= 4 and o.says(x, _BLAMED)):
            break
    else:
        return None
    j, passive, infinitive, _ = group(o, i, line.first)
    source = source_left(o, j, line.first) if not passive and not infinitive else None
    if source is None and j > line.first and low[j - 1] in CONJUNCTIONS:
        source = initial_subject(o, line.first, j - 1)
    if source is None or not sound(o, source):
        return None
    return Frame((j, i + 1), "hold", "finite", source, line, verb=i)
