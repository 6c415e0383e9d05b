"""The headline as a report: "Sample: Talks Will 'Go On'", "Talks 'will go on' – minister"."""

from __future__ import annotations

from tui.extract.cues import CUES, DETERMINERS, PREPOSITIONS
from tui.extract.frame import Frame
from tui.extract.grammar import is_verb
from tui.extract.outer import QUOTED, Line, Outer, is_dash


def headline_frame(o: Outer, line: Line, frames: list[Frame]) -> Frame | None:
    """ "Sample: Talks Will 'Go On'" in the first line of a text, whose other reports are `frames`."""
    low = o.low
    colon = next((x for x in range(line.first, line.last) if low[x] == ":"), -1)
    if colon < 0:
        return _headline_tag(o, line)
    if colon < line.first + 1 or colon + 1 >= line.last or not o.upper[line.first]:
        return None
    if QUOTED not in low[colon : line.last] or low[line.first] in DETERMINERS or low[line.first].isdecimal():
        return None  # "09:41 “Nothing has moved”" is the time of an entry
    if colon + 2 >= line.last and (frames or "," in low[line.first : colon] or o.title(colon + 1)):
        return None
    if any(f.how == "finite" and f.source is not None and f.source[0] == colon + 1 for f in frames):
        return None  # "New Sampleton: The spokesman on Thursday said A"
    name = colon - line.first <= 3 and all(o.upper[x] for x in range(line.first, colon))
    end = colon if name else min(line.first + 2, colon)
    short = colon - line.first <= _TAG and not any(is_verb(o, x) or low[x] in CUES for x in range(line.first, colon))
    if short and not any(low[x] in PREPOSITIONS or not low[x][0].isalpha() for x in range(line.first, colon)):
        end = colon  # "Sample editorial: “...”"
    elif any(low[x] in PREPOSITIONS or not o.upper[x] for x in range(line.first, end)):
        end = line.first + 1
    frame = Frame((colon, colon + 1), ":", "colon", (line.first, end), line, verb=colon)
    frame.contents.append((colon + 1, line.last))
    return frame


_TAG = 5
"""Words of a source behind the dash of a headline."""


def _headline_tag(o: Outer, line: Line) -> Frame | None:
    """ "Talks 'will go on' – minister" in the first line of a text."""
    low = o.low
    dash = next((x for x in range(line.last - 1, line.first, -1) if is_dash(low[x])), -1)
    if dash < 0 or not 1 <= line.last - 1 - dash <= _TAG or QUOTED not in low[line.first : dash]:
        return None
    source = (dash + 1, line.last)
    if any(not low[x][0].isalpha() or is_verb(o, x) or low[x] in PREPOSITIONS for x in range(*source)):
        return None
    frame = Frame((dash, dash + 1), "-", "dash", source, line, verb=dash)
    frame.contents.append((line.first, dash))
    return frame


_OWN = frozenset(("we", "our", "us", "ours"))
_ASKERS = frozenset(("host", "question", "moderator", "anchor", "interviewer", "presenter", "reporter", "q"))
_SPEAKS_WITHIN = 5
"""Words of whoever posts, before the colon."""


def own_words(o: Outer, line: Line) -> Frame | None:
    """ "Civil Defence: our crews were shot at": a line of a channel that tells whose words follow, without marks."""
    low = o.low
    first = line.first
    while first < line.last and not low[first][0].isalnum():
        first += 1
    colon = next((x for x in range(first + 1, min(line.last, first + _SPEAKS_WITHIN + 1)) if low[x] == ":"), -1)
    if colon < 0 or colon + 3 > line.last or not o.upper[first] or low[first] in DETERMINERS or line.last - colon > 60:
        return None
    plain = all(low[x][0].isalpha() and not is_verb(o, x) and low[x] not in PREPOSITIONS for x in range(first, colon))
    if (
        low[colon - 1] in _ASKERS
        or not plain
        or QUOTED in low[first : line.last]
        or _OWN.isdisjoint(low[colon + 1 : colon + 12])
    ):
        return None
    frame = Frame((colon, colon + 1), ":", "colon", (first, colon), line, verb=colon)
    frame.contents.append((colon + 1, line.last))
    return frame
