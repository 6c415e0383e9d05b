"""By when something is to happen: "on Sunday", "within 60 days", "by the end of March", "in the coming weeks".

A day beside a verb of saying is when it was said, and no day of what is to come. The day found is the last one that
is still in time: the end of the week for "next week", the end of the month for "in March".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tui.extract.dates import Direction, find_dates, local_day
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.meanings import ACCUSERS, CLASS_OF, NOUN_CLASS, SPOKEN
from tui.extract.undertakings.terms import Word
from tui.records import EvidenceLabel

AHEAD: frozenset[EvidenceLabel] = frozenset({"pledged", "demanded", "conditional"})
"""Labels of what is still to come."""

_NUMBERS = {
    w: n
    for n, words in {
        1: "a an one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
        10: "ten", 11: "eleven", 12: "twelve", 15: "fifteen", 20: "twenty", 30: "thirty", 40: "forty", 60: "sixty",
        90: "ninety",
    }.items()
    for w in words.split()
}  # fmt: skip
_COUNT = r"\d{1,3}|" + "|".join(_NUMBERS)
_PERIOD = re.compile(
    r"\b(?:"
    rf"(?P<within>(?:with)?in (?:about |around |less than |under )?(?P<n>{_COUNT})(?: |-)"
    r"(?P<unit>hour|day|week|month)s?)"
    r"(?! (?:of|after|from|ago|earlier|before)\b)"
    rf"|(?P<given>(?P<m>{_COUNT})(?: |-)(?P<of>hour|day|week|month)s?) to(?= \w)"
    r"|(?P<ending>by (?:the )?end of (?P<which>(?:the|this|next) )?(?P<span>week|month|year))"
    r"|(?:later )?(?P<coming>(?P<near>this|next|the coming) (?P<long>week|weekend|month|year))"
    r"|(?:in|by|until|before|of) (?P<month>(?-i:March|May))(?! \d)"
    r"|(?P<vague>in (?:the )?(?:coming|next|following) (?:few )?(?:hours|days|weeks|months)"
    r"|over the (?:coming|next) (?:few )?(?:days|weeks|months)"
    r"|in the near future|within (?:hours|days|weeks|months)|in a matter of (?:hours|days|weeks))"
    r")\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:was|were|had been) (?:\w+ ){0,2}?(?:due|supposed|meant|expected|scheduled|set|to)\b|\bhad to\b",
    re.IGNORECASE,
)
_PREPOSITIONS = word_set("on by until before from starting in late early next this as soon later at the end of morning")
_BREAKS = word_set("; but while")
_SAYS = (
    SPOKEN | ACCUSERS | frozenset(f for lemma in ("announce", "report", "tell", "write", "warn") for f in forms(lemma))
)
_SAID_IN = word_set("statement interview briefing conference post speech remarks reporters")


class Due(NamedTuple):
    day: date | None
    text: str


def due_of(text: str, words: list[Word], anchor: Anchor, published: datetime | None, zone: str) -> Due | None:
    """By when the undertaking at `anchor` is to happen, by the words of its sentence; None when they do not say.

    `zone` is the time zone in which `published` is a day. Without `published` only what is printed in full has a day.
    """
    start, end = words[0].start, words[-1].end
    surface = text[start:end]
    direction: Direction = "past" if _LATE.search(surface) else "future"
    found: list[tuple[int, int, date | None]] = []
    for mention in find_dates(text, start, end, published=published, tz=zone, direction=direction):
        day = mention.day
        if day is not None and mention.kind == "month":
            day = day.replace(day=monthrange(day.year, day.month)[1])
        if text[mention.end : mention.end + 2] not in ("'s", "’s"):
            found.append((mention.start, mention.end, day))
    today = local_day(published, zone) if published is not None else None
    for m in _PERIOD.finditer(surface):
        found.append((start + m.start(), start + m.end(), _period(m, today)))
    best: tuple[tuple[bool, int], Due] | None = None
    for low, high, day in found:
        i = next((n for n, w in enumerate(words) if w.end > low), None)
        if i is None or not _belongs(words, i, anchor):
            continue
        if direction == "future" and day is not None and today is not None and day < today:
            continue
        rank = (i < anchor.at, abs(i - anchor.at))
        if best is None or rank < best[0]:
            best = (rank, Due(day, _phrase(text, words, i, high)))
    return best[1] if best else None


def _phrase(text: str, words: list[Word], i: int, end: int) -> str:
    """The words with the preposition before them."""
    low = i
    while low > 0 and i - low < 5 and words[low - 1].text in _PREPOSITIONS:
        low -= 1
    return text[words[low].start : end]


def _period(m: re.Match[str], today: date | None) -> date | None:
    if today is None or m["vague"]:
        return None
    if m["within"] or m["given"]:
        word = (m["n"] or m["m"]).lower()
        count = int(word) if word.isdecimal() else _NUMBERS[word]
        unit = (m["unit"] or m["of"]).lower()
        days = {"hour": -(-count // 24), "day": count, "week": 7 * count, "month": 30 * count}[unit]
        return today + timedelta(days=days)
    if m["month"]:
        month = 3 if m["month"] == "March" else 5
        year = today.year + (month < today.month)
        return date(year, month, monthrange(year, month)[1])
    unit = (m["span"] or m["long"]).lower()
    later = (m["which"] or m["near"] or "").strip().lower() == "next"
    return _end_of(unit, today, later)


def _end_of(unit: str, today: date, later: bool) -> date:
    """The last day of this or of the next week, weekend, month or year."""
    if unit in ("week", "weekend"):
        sunday = today + timedelta(days=6 - today.weekday())
        return sunday + timedelta(days=7) if later else sunday
    if unit == "year":
        return date(today.year + later, 12, 31)
    month = today.month + later
    year, month = (today.year + 1, 1) if month > 12 else (today.year, month)
    return date(year, month, monthrange(year, month)[1])


def _belongs(words: list[Word], i: int, anchor: Anchor) -> bool:
    """Whether the day at `i` is that of the undertaking, and not when somebody spoke or agreed."""
    texts = [w.text for w in words]
    j = i - 1
    while j >= 0 and texts[j] in _PREPOSITIONS:
        j -= 1
    before = texts[j] if j >= 0 else ""
    if j != anchor.at and j >= 0:
        known = CLASS_OF.get(before)
        if before in _SAYS or before in _SAID_IN or (known is not None and known[1].form == "past" and j < anchor.at):
            return False
        if before in NOUN_CLASS and NOUN_CLASS[before] in ("discuss", "violate"):
            return False
    low, high = min(i, anchor.at), max(i, anchor.at)
    between = texts[low + 1 : high]
    if any(t in _BREAKS or t in _SAYS for t in between) or high - low > 25:
        return False
    if i < anchor.at:
        # "On Sunday the army will leave", not "On Sunday the army agreed to leave"
        pasts = (CLASS_OF.get(t) for t in between)
        return not any(k is not None and k[1].form == "past" and k[0] in ("pledge", "demand", "refuse") for k in pasts)
    return True
