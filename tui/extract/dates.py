"""Days in words: weekdays, "yesterday", "18 December", "since the truce took effect".

A weekday or a day without a year means nothing without the day of publication, in the time zone where the story is
set; where that is not known the day stays None. Everything here is linear in the text and never raises.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from tui.agreement.model import Agreement, Baseline
from tui.extract.document import Document

DateKind = Literal["day", "weekday", "relative", "month"]
Direction = Literal["past", "future"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_SMALL = {
    w: n for n, w in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
} | {"a": 1, "an": 1}
_PERIOD = {"day": 1, "week": 7}

# The longer month names are safe in any case; the short ones and "may", "march" only next to a day or a year.
_MONTH = (
    r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:,?[ \xa0](?P<{0}>(?:19|20)\d\d)(?![\d,.]\d|\w))?"
_DATE = re.compile(
    r"(?<![\w.,/])(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?![\w-])"
    r"|(?P<slash>\d{1,2}[./]\d{1,2}[./]\d{4})(?![\w/])"
    r"|(?P<dm_day>\d{1,2})(?:st|nd|rd|th)?[ \xa0](?:of[ \xa0])?"
    + _MONTH.format("dm_month")
    + r"(?!\w)"
    + _YEAR.format("dm_year")
    + r"|"
    + _MONTH.format("md_month")
    + r"[ \xa0](?P<md_day>\d{1,2})(?:st|nd|rd|th)?(?![\w]|[.,:]\d)"
    + _YEAR.format("md_year")
    + r"|"
    + _MONTH.format("my_month")
    + r",?[ \xa0](?P<my_year>(?:19|20)\d\d)(?![\w]|[.,]\d)"
    r"|(?P<month>January|February|April|June|July|August|September|October|November|December)(?!\w)"
    r"|(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]revious)[ \xa0])?"
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\w)"
    r"|(?P<ago>(?P<ago_n>\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
    r"[ \xa0](?P<ago_unit>day|week)s?[ \xa0](?:ago|earlier))(?!\w)"
    r"|(?P<relative>[Tt]he[ \xa0]day[ \xa0]before[ \xa0]yesterday|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow"
    r"|[Tt]his[ \xa0](?:morning|afternoon|evening)|[Ll]ast[ \xa0]night|[Oo]vernight"
    r"|[Tt]he[ \xa0](?:past|last)[ \xa0]24[ \xa0]hours)(?!\w)"
    r")"
)


_DATE_WORDS = frozenset(
    (
        *_MONTHS, *_WEEKDAYS, "ago", "earlier", "yesterday", "today", "tonight", "tomorrow", "overnight", "morning",
        "afternoon", "evening", "night", "hours",
    )
)  # fmt: skip
_DATE_PART = re.compile(r"\d{4}|" + "|".join(sorted(_DATE_WORDS)))


def datable(document: Document) -> list[int]:
    """Indices of the tokens one of which stands in every date: words of days and months, numbers of four digits."""
    return document.spots({w for w in document.odd if _DATE_PART.search(w)} | _DATE_WORDS)


class DateMention(NamedTuple):
    """Words that name a day or a month."""

    start: int
    end: int
    kind: DateKind
    day: date | None
    """None when the day of publication is needed and not known. The first of the month for kind `month`."""
    month: int | None = None
    monthday: int | None = None
    """The day of the month as printed; None for a month alone and for relative days."""
    year: int | None = None
    """The year as printed."""


@lru_cache(maxsize=32)
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return UTC  # an unknown zone is off by hours, not by days


def local_day(published: datetime, tz: str) -> date:
    """The calendar day of `published` in the zone named `tz`; a naive time is read as UTC."""
    if published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    try:
        return published.astimezone(_zone(tz)).date()
    except (OverflowError, ValueError):
        return published.date()


def find_dates(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    published: datetime | None = None,
    tz: str = "UTC",
    direction: Direction = "past",
) -> list[DateMention]:
    """All days and months named in `text[start:end]`, in order, not overlapping.

    A day without a year is the last such day on or before publication (`direction` "future": the first on or
    after it); a weekday likewise, and "last"/"next" before it are followed.
    """
    today = local_day(published, tz) if published is not None else None
    found: list[DateMention] = []
    for m in _DATE.finditer(text, start, len(text) if end is None else end):
        mention = _mention(m, today, direction)
        if mention is not None:
            found.append(_stretch(text, mention, found[-1].end if found else start, end or len(text)))
    return found


_DAY_BEFORE = re.compile(
    r"(?<![\w.,])\d{1,2}(?:st|nd|rd|th)?(?:[ \xa0](?:and|to|or|until)[ \xa0]|[ \xa0]?[-–—][ \xa0]?)\Z"
)
_DAY_AFTER = re.compile(
    r"(?:[ \xa0](?:and|to|or|until|through)[ \xa0]|[ \xa0]?[-–—][ \xa0]?)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?=[;:)(…]|[.,](?!\d)|\s*\Z|,?[ \xa0](?:(?:19|20)\d\d|in|at|by|according|as|and|were|was|when|while|had|the)\b)"
)


def _stretch(text: str, mention: DateMention, low: int, high: int) -> DateMention:
    """ "between 10 and 17 June", "August 7-13": one mention over both days, resolved to the later one."""
    if mention.kind != "day" or mention.monthday is None:
        return mention
    # a stretch of days before "17 June" is at most this long
    before = _DAY_BEFORE.search(text, max(low, mention.start - 16), mention.start)
    if before:
        return mention._replace(start=before.start())
    after = _DAY_AFTER.match(text, mention.end, min(high, mention.end + 40))
    if after and mention.year is None:
        number = int(after["day"])
        day = mention.day
        if mention.monthday < number <= 31:
            if day is not None:
                day = _day(day.year, day.month, number)
            return mention._replace(end=after.end(), day=day, monthday=number)
    return mention


def resolve_day(
    phrase: str, published: datetime | None, tz: str = "UTC", *, direction: Direction = "past"
) -> date | None:
    """The day that `phrase` ("on Thursday", "18 December", "yesterday") names, or None."""
    for mention in find_dates(phrase, published=published, tz=tz, direction=direction):
        if mention.kind != "month":
            return mention.day
    return None


def _mention(m: re.Match[str], today: date | None, direction: Direction) -> DateMention | None:
    start, end = m.span()
    group = m.lastgroup
    if m["iso"]:
        try:
            day = date.fromisoformat(m["iso"])
        except ValueError:
            return None
        return DateMention(start, end, "day", day, day.month, day.day, day.year)
    if m["slash"]:
        parts = [int(p) for p in re.split(r"[./]", m["slash"])]
        exact = _day(parts[2], parts[1], parts[0])
        return DateMention(start, end, "day", exact, parts[1], parts[0], parts[2]) if exact else None
    for prefix in ("dm", "md"):
        if m[f"{prefix}_day"]:
            month = _MONTHS[m[f"{prefix}_month"].rstrip(".").lower()]
            number = int(m[f"{prefix}_day"])
            if not 1 <= number <= 31:
                return None
            year = int(m[f"{prefix}_year"]) if m[f"{prefix}_year"] else None
            return DateMention(start, end, "day", _nearest(year, month, number, today, direction), month, number, year)
    if m["my_month"]:
        month, year = _MONTHS[m["my_month"].rstrip(".").lower()], int(m["my_year"])
        return DateMention(start, end, "month", _day(year, month, 1), month, None, year)
    if m["month"]:
        month = _MONTHS[m["month"].lower()]
        return DateMention(start, end, "month", _nearest(None, month, 1, today, direction), month)
    if m["weekday"]:
        return DateMention(start, end, "weekday", _weekday(m["weekday"], m["which"], today, direction))
    if today is None:
        return DateMention(start, end, "relative", None)
    if m["ago"]:
        word = m["ago_n"].lower()
        count = int(word) if word.isdecimal() else _SMALL[word]
        return DateMention(start, end, "relative", _shift(today, -count * _PERIOD[m["ago_unit"]]))
    if group == "relative" or m["relative"]:
        word = re.sub(r"\s", " ", m["relative"].lower())
        shift = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
        return DateMention(start, end, "relative", _shift(today, shift))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _nearest(year: int | None, month: int, day: int, today: date | None, direction: Direction) -> date | None:
    if year is not None:
        return _day(year, month, day)
    if today is None:
        return None
    # four years back or on, for the sake of 29 February
    for offset in range(9):
        if direction == "past":
            found = _day(today.year - offset, month, day)
            # a paper printed in the evening may already name tomorrow
            if found and found <= today + timedelta(days=1):
                return found
        else:
            found = _day(today.year + offset, month, day)
            if found and found >= today:
                return found
    return None


def _weekday(name: str, which: str | None, today: date | None, direction: Direction) -> date | None:
    if today is None:
        return None
    wanted = _WEEKDAYS[name.lower()]
    word = (which or "").lower()
    back = (today.weekday() - wanted) % 7
    if word == "next" or (direction == "future" and word not in ("last", "previous")):
        ahead = (wanted - today.weekday()) % 7
        return _shift(today, ahead or (7 if word == "next" else 0))
    if word in ("last", "previous") and back == 0:
        back = 7
    return _shift(today, -back)


# ------------------------------------------------------------------ since when


def baseline_on(agreement: Agreement, mention: DateMention) -> Baseline | None:
    """The baseline of the agreement that a printed day stands for: "7 October" is the war's first day however many
    Octobers have passed since, unless another year is printed."""
    for baseline in agreement.baselines:
        day = baseline.date
        if mention.year is not None and mention.year != day.year:
            continue
        if mention.kind == "day" and (mention.month, mention.monthday) == (day.month, day.day):
            return baseline
        if mention.kind == "month" and mention.year is not None and mention.month == day.month:
            return baseline
    return None


def truce_day(agreement: Agreement) -> date:
    """The day on which the truce began, in the agreement's own time zone."""
    return agreement.effective.astimezone(_zone(agreement.timezone)).date()


def war_day(agreement: Agreement) -> date | None:
    """The day from which the war is counted, if the agreement names one."""
    return next((b.date for b in agreement.baselines if b.kind == "war"), None)
