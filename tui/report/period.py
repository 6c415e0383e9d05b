"""Periods as people write them: "24h", "7d", "2025-12-19", "2025-12-19T07:00Z", "look"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

_SPAN = re.compile(r"(\d{1,5})\s*(min|h|d|w)\Z")
_UNIT = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class PeriodError(ValueError):
    """Words that are no period; says what was expected."""


def begin(text: str, until: datetime, look: Callable[[], datetime | None]) -> datetime:
    """The moment after which a period begins: so long before its end, a day, a moment, or the last look.

    Raises `PeriodError` when it cannot be read or lies at the end or behind it.
    """
    wanted = text.strip().lower()
    found: datetime | None
    if span := _SPAN.fullmatch(wanted):
        found = until - int(span[1]) * _UNIT[span[2]]
    elif wanted == "look":
        found = look()
        if found is None:
            raise PeriodError(
                "nobody has marked anything as seen yet (`A` in the dashboard); give --since 24h or a day"
            )
    else:
        found = _moment(text, time.min)
    if found >= until:
        raise PeriodError(f"--since {text} is not before the end of the period, {until:%Y-%m-%d %H:%M}Z")
    return found


def end(text: str | None, now: datetime) -> datetime:
    """The moment up to which a period lasts: now, a moment, or the end of a day, but never later than now."""
    if text is None:
        return now
    return min(now, _moment(text, time(23, 59, 59)))


def _moment(text: str, of_day: time) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), of_day, UTC)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
        # a moment without a zone is UTC, as everything that the program prints
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise PeriodError(
            f'found "{text}", expected 24h, 7d, 2w, a day such as 2025-12-19 or a moment such as 2025-12-19T07:00Z'
        ) from None
