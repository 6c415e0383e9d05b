"""Where: the place that a number's clause names, the most specific one; else where the story is set."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from tui.agreement.model import Agreement
from tui.extract.case import Count
from tui.extract.line import Line

_DIRECTIONS = (
    r"(?:(?:north|south|east|west|central|northern|southern|eastern|western|occupied|north-?east(?:ern)?"
    r"|south-?east(?:ern)?|north-?west(?:ern)?|south-?west(?:ern)?|the|besieged|nearby|neighbou?ring)[ \xa0]){0,3}"
)
_NAME = r"[A-Z][\w’'-]*(?:[ \xa0](?:(?:al|el|ash|ad|as|az|of|de)[ -])?[A-Z][\w’'-]*){0,3}"
_IN = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]cross|[Tt]hroughout|[Ii]nside|into|[Aa]round|[Oo]utside|[Aa]t|from|[Ee]ast of|[Ww]est of"
    r"|[Nn]orth of|[Ss]outh of|(?:attacks?|strikes?|raids?|airstrikes?|assaults?|bomb(?:ing|ardment)|shelling|fire"
    r"|offensive|war)[ \xa0](?:on|against))[ \xa0]"
    r"(?P<place>" + _DIRECTIONS + _NAME + r")"
)
_NOT_PLACES = re.compile(
    r"(?:(?:early|late)[ \xa0])?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June"
    r"|July|August|September|October|November|December|Hamas|Israelis?\b|Palestinian|Hezbollah|UN\b|Ministry|Trump|Netanyahu"
    r"|Red\b|Islamic|Mr\b|Ms\b|Dr\b|Ukrainian|Russian|Lebanese|Iranian|Syrian|Sudanese"
    r"|He\b|It\b|The\b|They\b|Phase\b|Operation\b|Resolution\b)"
)
_COUNTRIES = {
    "Afghan": "Afghanistan", "Armenian": "Armenia", "Azerbaijani": "Azerbaijan", "Cambodian": "Cambodia",
    "Colombian": "Colombia", "Congolese": "Congo", "Egyptian": "Egypt", "Ethiopian": "Ethiopia", "Gazan": "Gaza",
    "Haitian": "Haiti", "Indian": "India", "Iranian": "Iran", "Iraqi": "Iraq",
    "Jordanian": "Jordan", "Lebanese": "Lebanon", "Libyan": "Libya", "Malian": "Mali", "Pakistani": "Pakistan",
    "Russian": "Russia", "Somali": "Somalia", "Sudanese": "Sudan", "Syrian": "Syria", "Thai": "Thailand",
    "Turkish": "Turkey", "Ukrainian": "Ukraine", "Yemeni": "Yemen",
}  # fmt: skip
_REGIONS = ("West Bank", "East Jerusalem", "Gaza Strip", "Darfur", "Tigray", "South Sudan", "Golan Heights", "Myanmar")
# a people's name says where something is counted only beside those who count or who keep
_BESIDE = (
    r"(?:[a-z]+[ \xa0]){0,2}(?:officials?|authorities|health|prisons?|jails?|police|rescuers|governors?|custody"
    r"|hospitals?|detention|territory|soil|waters|cit(?:y|ies)|towns?|villages?)\b"
)
_NAMED = re.compile(
    r"\b(?:(?P<people>" + "|".join(_COUNTRIES) + r")[ \xa0]" + _BESIDE + r"|(?P<land>"
    + "|".join(sorted({*_COUNTRIES.values(), *_REGIONS}, key=lambda p: (-len(p), p))) + r")\b(?!-))"
)  # fmt: skip
_ACTOR = re.compile(
    r"[ \xa0](?:has|had|have|is|was|will|would|said|says|freed|released|accused|denie[sd]|killed|returned|agreed|handed"
    r"|launched|struck|carried|controls?|holds?|counts?|believes)\b"
)
"""After a land's name: it acts there and is no place."""


@lru_cache(maxsize=16)
def _known(agreement_id: str, places: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted(set(places), key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b") if names else re.compile(r"(?!)")


def own_places(agreement: Agreement) -> re.Pattern[str]:
    """The names that place a story in the agreement's territory."""
    return _known(agreement.id, agreement.places)


class Places(NamedTuple):
    """The places that one line names."""

    found: tuple[tuple[int, int, str], ...]
    """Where each begins, where it ends, and its name, in order."""
    other: str | None
    """A place that the line names in another way than by a preposition."""


def places_in(line: Line, agreement: Agreement) -> Places:
    """All places of a line; once a line, so that a long list of numbers stays linear."""
    text = line.text
    found = []
    for m in _IN.finditer(text, line.start, line.end):
        bare = _bare(m, agreement)
        if bare is not None:
            found.append((m.start("place"), m.end("place"), bare))
    if found:
        return Places(tuple(found), None)
    known = own_places(agreement).search(text, line.start, line.end)
    return Places((), known.group() if known is not None else _land(text, line.start, line.end))


_CHAIN = 8
"""Characters between two places at most for the second to say where the first one lies."""


def place_of(line: Line, count: Count, places: Places, next_start: int) -> str | None:
    """The place nearest to the number in its own part of the line: after it, else before it, else None."""
    found = places.found
    at = line.tokens[count.number.first].start
    k = bisect_right(found, at, key=lambda p: p[0])
    if k < len(found) and found[k][0] < next_start:
        return found[k][2]
    if k == 0:
        return places.other
    k -= 1
    while k and found[k][0] - found[k - 1][1] <= _CHAIN:
        k -= 1  # "on Sampleton in the northern Strip": the first is the nearer place
    return found[k][2]


def _bare(m: re.Match[str], agreement: Agreement) -> str | None:
    """The place of a match of `_IN` without its article; None where it is no place."""
    bare = m["place"].strip().removeprefix("the ")
    if _NOT_PLACES.match(bare):
        return None
    if re.match(r"['’]s\b", m.string[m.end("place") : m.end("place") + 2]):
        return bare
    whole, mark, part = re.sub(r"’s\b", "'s", bare).partition("'s ")
    if mark and part[:1].isupper() and own_places(agreement).search(whole) is None:
        return part  # "Sampleland's Northern region"
    return re.sub(r"'s\b.*", "", whole) or None


def _land(text: str, start: int, end: int) -> str | None:
    """The first country or region that text[start:end] names otherwise than as somebody who acts."""
    acting: str | None = None
    for m in _NAMED.finditer(text, start, end):
        name = _COUNTRIES[m["people"]] if m["people"] else m["land"]
        if m["people"] or not _ACTOR.match(text, m.end()):
            return name
        acting = acting or (name if name in _REGIONS else None)
    return acting


def story_place(text: str, agreement: Agreement) -> str | None:
    """Where a story is set: the agreement's own territory if it is named, else the first place named at all."""
    known = own_places(agreement).search(text)
    if known is not None:
        return known.group()
    for m in _IN.finditer(text, 0, 2000):
        if (bare := _bare(m, agreement)) is not None:
            return bare
    return _land(text, 0, min(len(text), 2000))
