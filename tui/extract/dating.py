"""Which number each since phrase of a line belongs to, and the day that a number is for.

The toll since the truce and the toll since the war began stand in one sentence as often as not, so a phrase is bound
to its number by the words between them, and only then passed on to the numbers that are coordinated with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tui.extract.case import Count
from tui.extract.cues import words
from tui.extract.dates import DateMention
from tui.extract.line import Line
from tui.extract.since import BREAK, Since, is_header

_LINKS = words(
    """
    to at reached reaches stands stood exceeded exceeds surpassed passed hit is was topped risen rose climbed
    totals
    """
)


def bind(line: Line, counts: Sequence[Count], phrases: Sequence[Since], header: Since | None) -> list[Since | None]:
    """For each count the phrase that dates it; `header` dates those that have none ("Since the truce:")."""
    bound: list[Since | None] = [None] * len(counts)
    own = [False] * len(counts)
    leading: Since | None = None
    low = line.low
    headers = [p for p in phrases if is_header(line, p) and not _of_the_clause(line, p, counts)]
    for phrase in phrases:
        if phrase in headers:
            continue
        before = [k for k, c in enumerate(counts) if c.number.first < phrase.first]
        after = [k for k, c in enumerate(counts) if c.number.first >= phrase.last]
        linked = bool(after) and _linked(low, phrase.last, counts[after[0]].number.lead)
        if before and not linked and not _separated(low, counts[before[-1]].number.last, phrase.first):
            k = before[-1]
            if not own[k]:
                bound[k], own[k] = phrase, True
            while k > 0 and not own[k - 1] and bound[k - 1] is None and _listed(line, counts, k):
                k -= 1
                bound[k] = phrase
        elif after and linked:
            bound[after[0]], own[after[0]] = phrase, True
        elif not before:
            leading = None if _told_apart(low, phrase, counts) else phrase
        elif after:
            bound[after[0]], own[after[0]] = phrase, True
    for k, count in enumerate(counts):
        if bound[k] is not None:
            continue
        heading = next((p for p in reversed(headers) if p.last <= count.number.first), None)
        if heading is not None:
            bound[k] = heading
            continue
        tolls = k > 0 and count.total and counts[k - 1].total
        if k and bound[k - 1] is not None and (count.breakdown or tolls or _joined(line, counts[k - 1], count)):
            bound[k] = bound[k - 1]
        elif leading is not None:
            bound[k] = leading
        elif k and bound[k - 1] is not None and _in_the_perfect(line, counts[:k], count):
            bound[k] = bound[k - 1]
        else:
            bound[k] = header
    return bound


def _in_the_perfect(line: Line, before: Sequence[Count], count: Count) -> bool:
    """ "... had risen to 611, while 720 bodies had been recovered": a running count beside a running count."""
    begin, end = before[-1].number.last, max(count.np_last, count.number.last)
    if not any(c.total for c in before) or any(line.skip[begin : end + 4]):
        return False
    if "." in line.low[begin : count.number.first]:
        return False
    return line.low[end : end + 2] in (["had", "been"], ["have", "been"], ["has", "been"])


def _listed(line: Line, counts: Sequence[Count], k: int) -> bool:
    """Whether what dates count k dates the one before it too: no clause break between, no day of its own before it."""
    left, right = counts[k - 1], counts[k]
    if not _joined(line, left, right):
        return False
    begin = counts[k - 2].number.last if k > 1 else 0
    return not any(line.skip[begin : left.number.first])


def _of_the_clause(line: Line, phrase: Since, counts: Sequence[Count]) -> bool:
    """ "100 breaches since May: 40 raids, ...": the phrase dates the count before it; a heading begins anew."""
    before = [c for c in counts if c.number.first < phrase.first]
    if not before:
        return False
    between = range(before[-1].number.last, phrase.first + 1)
    return not any(line.upper(j) and j > before[-1].np_last - 1 for j in between if j < len(line))


def _told_apart(low: Sequence[str], phrase: Since, counts: Sequence[Count]) -> bool:
    """ "One of the worst days since the truce came on Friday, when 11 died": the phrase dates something else."""
    if phrase.first <= 3 or not counts:
        return False
    between = low[phrase.last : counts[0].number.lead]
    return any(a == "," and b in ("when", "after", "as", "while", "where") for a, b in pairwise(between))


def _linked(low: Sequence[str], first: int, last: int) -> bool:
    """ "the toll since October now stands at": the number that follows is the value of what was dated."""
    if last - first > 14 or _separated(low, first, last):
        return False
    return any(w in _LINKS for w in low[max(first, last - 5) : last])


def _separated(low: Sequence[str], first: int, last: int) -> bool:
    """Whether a clause ends between a number and a phrase after it."""
    for j in range(first, last):
        if low[j] in BREAK or (low[j] == "," and low[j + 1 : j + 2] == ["and"]):
            return True
        if low[j] == "." or (low[j] == ":" and j > first):
            return True
    return False


def _joined(line: Line, left: Count, right: Count) -> bool:
    """Whether two numbers stand in one list: no date, no clause break between them."""
    first, last = left.number.last, right.number.lead
    if any(line.skip[first:last]):
        return False
    return not any(w in BREAK for w in line.low[first:last])


def as_of(line: Line, count: Count, phrases: Sequence[Since]) -> DateMention | None:
    """The day that the number is for: the nearest day of its own clause that is no since."""
    inside = [(line.tokens[p.first].start, line.tokens[p.last - 1].end) for p in phrases if p.last > p.first]
    free = [d for d in line.dates if not any(a <= d.start < b for a, b in inside)]
    if not free:
        return next((p.until for p in phrases if p.until is not None), None)
    at = line.tokens[count.number.first].start
    marked = [d for d in free if line.text[max(line.start, d.start - 7) : d.start].lower().endswith("as of ")]
    if marked:
        return marked[0]

    def distance(d: DateMention) -> tuple[int, int]:
        low, high = (d.end, at) if d.end <= at else (at, d.start)
        breaks = sum(line.text.count(mark, low, high) for mark in (";", " while ", " but ", ", and "))
        return breaks, high - low

    return min(free, key=distance)
