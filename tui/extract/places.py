"""Where: the place that a number's clause names."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.agreement.model import Agreement
from tui.extract.line import Line
from tui.extract.measures import Count

_DIRECTIONS = (
    r"(?:(?:north|south|east|west|central|northern|southern|eastern|western|occupied|north-?east(?:ern)?"
    r"|south-?east(?:ern)?|north-?west(?:ern)?|south-?west(?:ern)?|the|besieged|nearby|neighbou?ring)[ \xa0]){0,3}"
)
_NAME = r"[A-Z][\w’'-]*(?:[ \xa0](?:(?:al|el|ash|ad|as|az|of|de)[ -])?[A-Z][\w’'-]*){0,3}"
_IN = re.compile(
    r"\b(?:in|near|across|throughout|inside|into|around|outside|at|from|east of|west of|north of|south of)[ \xa0]"
    r"(?P<place>" + _DIRECTIONS + _NAME + r")"
)
_NOT_PLACES = re.compile(
    r"(?:the )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|September"
    r"|October|November|December|Hamas|Israeli\b|Palestinian|Hezbollah|UN\b|Ministry|Trump|Netanyahu|Red\b|Islamic"
    r"|He\b|It\b|The\b|They\b"
)


@lru_cache(maxsize=16)
def _known(agreement_id: str, places: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted(set(places), key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b") if names else re.compile(r"(?!)")


def own_places(agreement: Agreement) -> re.Pattern[str]:
    """The names that place a story in the agreement's territory."""
    return _known(agreement.id, agreement.places)


def place_of(line: Line, count: Count, agreement: Agreement, next_start: int) -> str | None:
    """The place nearest to the number in its own part of the line: after it, else before it, else None."""
    text = line.text
    at = line.tokens[count.number.first].start
    before: str | None = None
    after: str | None = None
    for m in _IN.finditer(text, line.start, line.end):
        place = m["place"].strip()
        bare = place.removeprefix("the ")
        if _NOT_PLACES.match(bare) or text[m.end("place") : m.end("place") + 2] in ("'s", "’s"):
            continue
        bare = re.sub(r"['’]s\b.*", "", bare)
        if not bare:
            continue
        if m.start("place") > at:
            after = bare if m.start("place") < next_start else after
            break
        before = bare
    if after or before:
        return after or before
    known = own_places(agreement).search(text, line.start, line.end)
    return known.group() if known else None


def story_place(text: str, agreement: Agreement) -> str | None:
    """Where a story is set: the agreement's own territory if it is named, else the first place named at all."""
    known = own_places(agreement).search(text)
    if known is not None:
        return known.group()
    for m in _IN.finditer(text, 0, 2000):
        bare = m["place"].strip().removeprefix("the ")
        if not _NOT_PLACES.match(bare):
            return re.sub(r"['’]s\b.*", "", bare) or None
    return None
