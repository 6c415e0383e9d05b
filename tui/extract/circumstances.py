"""When a thing was said and to whom: "on 12 December", "told Sample Wire", "in an interview with Sample Wire"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tui.extract.between import noun_group
from tui.extract.cues import SPEECH_NOUNS, TIME_WORDS, words
from tui.extract.dates import find_dates
from tui.extract.frame import CIRCUMSTANTIAL, Frame
from tui.extract.outer import QUOTED, Outer, is_dash

_NEAR = 14
"""Items behind a cue or a source that can tell when and to whom."""
_BEFORE = 8
_NARROWER = words("in on at during after before by from via through about")
"""What follows them tells no more of whom: "told Sample Wire in Port Sample"."""
_SPEAKING = words("say speak talk write explain remark complain confide complain repeat")
_SPOKEN = words("speaking talking spoke speaks talked writing")
_ADDRESSED = SPEECH_NOUNS - words("report question")
_TOGETHER = words("interview interviews conversation call talk chat discussion")


def said_on(o: Outer, frame: Frame, published: datetime | None, zone: str) -> date | None:
    """The day of "said on Monday", "on 12 December"; None without `published`, or where no day is told.

    `zone` is the time zone in which `published` is a day. A day inside the reported words, or in a clause of its
    own ("after Friday's raid"), is not when they were said.
    """
    if published is None:
        return None
    for a, b in _around(o, frame):
        for mention in find_dates(o.text, o.start[a], o.end[b - 1], published=published, tz=zone):
            if mention.kind == "month" or mention.day is None:
                continue
            if o.text[mention.end : mention.end + 2] in ("'s", "’s"):
                continue
            if any(o.low[x] in CIRCUMSTANTIAL for x in range(a, b) if o.start[x] < mention.start):
                continue
            return mention.day
    return None


def _around(o: Outer, frame: Frame) -> Iterator[tuple[int, int]]:
    """Items beside cue and source that no content covers, nearest first."""
    line = frame.line
    source = frame.source or frame.cue
    first = min(frame.cue[0], source[0])
    behind = max(frame.verb + 1, source[1])
    yield from _free(o, frame, frame.verb + 1, min(line.last, behind + _NEAR))
    if source[1] <= frame.verb:
        yield from _free(o, frame, max(line.first, source[1] - 3), frame.verb)
    else:
        yield from _free(o, frame, max(frame.verb, source[1] - 3), source[1])
    yield from _free(o, frame, max(line.first, first - _BEFORE), first)


def _free(o: Outer, frame: Frame, a: int, b: int) -> Iterator[tuple[int, int]]:
    start = a
    for x in range(a, b + 1):
        if x == b or o.low[x] == QUOTED or any(c <= x < e for c, e in frame.contents):
            if x > start:
                yield start, x
            start = x + 1


def addressee(o: Outer, frame: Frame) -> str | None:
    """Whom it was said to, as far as a short noun phrase says so: "told X", "said to X", "in an interview with X"."""
    if frame.to is not None:
        found = _trimmed(o, *frame.to)
        if found is not None:
            return found
    low = o.low
    source = frame.source or frame.cue
    first = max(frame.line.first + 1, min(frame.cue[0], source[0]) - _BEFORE)
    last = min(frame.line.last, max(frame.verb + 1, source[1]) + _NEAR)
    behind = frame.verb + 1
    for a, b in ((behind, last), (first, min(behind, last))):
        for x in range(a, b):
            if (low[x] != "to" and low[x] != "with") or not _addresses(o, frame, x):
                continue
            end = noun_group(o, x + 1, last)
            if end > x + 1:
                found = _trimmed(o, x + 1, end)
                if found is not None:
                    return found
    return None


def _addresses(o: Outer, frame: Frame, x: int) -> bool:
    """Whether "to" or "with" at item `x` tells to whom something was said."""
    before = o.low[x - 1]
    if o.low[x] == "with":
        told = before in _TOGETHER
    else:
        told = before in _SPOKEN or before in _ADDRESSED or (x - 1 == frame.verb and frame.lemma in _SPEAKING)
    return told and not any(a <= x < b for a, b in frame.contents)


def _trimmed(o: Outer, a: int, b: int) -> str | None:
    low = o.low
    while b > a and (low[b - 1] in (",", ":") or low[b - 1] in TIME_WORDS or low[b - 1] in ("on", "in", "at")):
        b -= 1
    for x in range(a, b):
        if low[x] in (",", "(", ".") or is_dash(low[x]) or (x > a and (low[x] in TIME_WORDS or low[x] in _NARROWER)):
            b = x
            break
    if b <= a or b - a > 10 or not low[a][0].isalnum():
        return None
    return o.text[o.start[a] : o.end[b - 1]]
