"""Reports whose speaker stands behind "by": "was told by X that ...", "as reported by X"."""

from __future__ import annotations

from tui.extract.cues import CUES, SUBORDINATORS
from tui.extract.frame import ENDINGS, Frame
from tui.extract.grammar import is_verb
from tui.extract.outer import QUOTED, Line, Outer, is_dash
from tui.extract.source_phrase import source_right
from tui.extract.verbs import sound

_AGENT_WITHIN = 14
"""Items between a passive verb and its "by"."""


def agent_frame(o: Outer, line: Line, i: int, j: int, passive: bool) -> Frame | None:
    """ "was described as “...” by X", "was told by X that ...": the one behind "by" speaks, not the subject."""
    low = o.low
    end = min(line.last - 1, i + 1 + _AGENT_WITHIN)
    if "by" not in low[i + 1 : end]:
        return None
    quoted = -1
    by = -1
    for x in range(i + 1, end):
        w = low[x]
        if w == QUOTED:
            quoted = x
        elif w == "by":
            by = x
            break
        elif w in ENDINGS or w in (",", ":") or is_dash(w) or is_verb(o, x) or (w in SUBORDINATORS and w != "as"):
            return None
    if by < 0 or not (passive or by == i + 1 or quoted == by - 1):
        return None
    source = source_right(o, by + 1, line.last)
    if source is None or not sound(o, source) or low[source[0]][0].isdigit():
        return None
    cue = CUES[low[i]]
    frame = Frame((j, i + 1), cue.lemma, "agent", source, line, clause=cue.clause, verb=i)
    start = i + 1
    while start < by and low[start] in ("as", "for", "of", "to", "be", "being"):
        start += 1
    if quoted >= 0 and o.title(quoted) and low[quoted - 1] not in ("as", "a", "an"):
        return None  # "a study titled “...” by X"
    if quoted >= 0 and (passive or start == quoted):
        frame.contents.append((start, by))
        return frame
    after = source[1]
    if after + 1 < line.last and low[after] in ("as", "that", "for") and (passive or by == i + 1):
        stop = line.last
        while stop > after and low[stop - 1] in ENDINGS:
            stop -= 1
        comma = next((x for x in range(after + 1, stop) if low[x] == ","), stop)
        if low[after] == "that" and cue.clause:
            frame.contents.append((after + 1, stop))
            return frame
        if any(low[x] == QUOTED for x in range(after + 1, comma)):
            frame.contents.append((after + 1, comma))
            return frame
    return None


def as_reported(o: Outer, line: Line, i: int) -> Frame | None:
    """ "As reported by X, A" and "A, as reported by X": no other words between."""
    source = source_right(o, i + 2, line.last, open_end=True)
    if source is None:
        return None
    return Frame((i - 1, i + 2), CUES[o.low[i]].lemma, "according", source, line, verb=i)
