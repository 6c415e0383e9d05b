"""How often, and when, a feed asks to be read: <ttl>, the syndication module, <skipHours> and <skipDays>."""

from __future__ import annotations

import re

import msgspec

_TTL = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_PERIOD = re.compile(r"<(?:\w{1,20}:)?updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*<", re.IGNORECASE)
_FREQUENCY = re.compile(r"<(?:\w{1,20}:)?updateFrequency>\s*(\d{1,5})\s*<", re.IGNORECASE)
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_RHYTHM_HEEDED = 3_600
"""Seconds. How often a channel changes is a description more than a wish, and "daily" the default of many who print
it: news would be a day late."""
_SKIP_HOURS = re.compile(r"<skipHours>(.{0,4000}?)</skipHours>", re.IGNORECASE | re.DOTALL)
_SKIP_DAYS = re.compile(r"<skipDays>(.{0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(r"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = re.compile(r"<day>\s*([a-z]{3})[a-z]{0,10}\s*</day>", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What the feed says of itself. Hours and days are those of UTC; Monday is 0."""

    ttl: int | None = None
    """Seconds that it asks to be left alone after an answer."""
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


def read(head: str) -> Hints:
    """The hints in `head`: a feed's document up to its first item."""
    asked: list[int] = []
    if ttl := _TTL.search(head):
        asked.append(int(ttl.group(1)) * 60)
    if period := _PERIOD.search(head):
        frequency = _FREQUENCY.search(head)
        rhythm = _PERIODS[period.group(1).lower()] // max(1, int(frequency.group(1)) if frequency else 1)
        asked.append(min(rhythm, _RHYTHM_HEEDED))
    hours = {int(h) % 24 for h in _numbers(_SKIP_HOURS, _HOUR, head) if int(h) <= 24}
    days = {_DAYS.index(d) for d in (x.lower() for x in _numbers(_SKIP_DAYS, _DAY, head)) if d in _DAYS}
    # a feed that is never to be asked has made a mistake
    return Hints(
        ttl=max(asked) if asked else None,
        skip_hours=tuple(sorted(hours)) if len(hours) < 24 else (),
        skip_days=tuple(sorted(days)) if len(days) < 7 else (),
    )


def _numbers(outer: re.Pattern[str], inner: re.Pattern[str], head: str) -> list[str]:
    block = outer.search(head)
    return inner.findall(block.group(1)) if block else []
