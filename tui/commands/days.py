"""Days and moments as a person writes them after an option."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

YEARS = range(1900, 2200)
"""Beyond them a year is a slip, and sums with days come to their ends."""


def day_of(text: str | None) -> date | None:
    """A day such as 2025-12-19. Raises `click.UsageError`."""
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if found.year not in YEARS:
        raise click.UsageError(f'found "{text}", expected a day such as 2025-12-19')
    return found


def past_day_of(text: str | None, option: str) -> date | None:
    """A day that has begun. Raises `click.UsageError`."""
    day = day_of(text)
    if day is not None and day > datetime.now(UTC).date():
        raise click.UsageError(f"{option} {text} has not come yet")
    return day


def moment_of(text: str | None) -> datetime | None:
    """The end of a day, or a moment of it in UTC unless it says otherwise; one that has been. Raises
    `click.UsageError`."""
    if text is None:
        return None
    try:
        day_only = len(text) <= len("2025-12-19")
        found = end_of(text) if day_only else datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise click.UsageError(f'found "{text}", expected a day or moment such as 2025-12-19T14:00')
    found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    now = datetime.now(UTC)
    if found > now and found.date() > now.date():
        raise click.UsageError(f'found "{text}", expected a moment that is past')
    return min(found, now)


def end_of(text: str | None) -> datetime | None:
    """The end of a day in UTC. Raises `click.UsageError`."""
    day = day_of(text)
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC) if day else None
