"""Sentences written for these tests, and what a reader of figures must find in them."""

from __future__ import annotations

from datetime import UTC, datetime

from tui.agreement.model import load
from tui.extract import read
from tui.records import Figure

GAZA = load("gaza-2025")
FRIDAY = datetime(2025, 12, 19, 8, 0, tzinfo=UTC)


def figures(text: str, *, published: datetime | None = FRIDAY, source: str | None = None) -> list[Figure]:
    """The figures of a text, read against the Gaza agreement on a Friday."""
    return list(read(text, agreement=GAZA, published=published, source=source).figures)


def counted(text: str) -> list[tuple[float | int | None, str, str | None]]:
    """Value, measure and population of each figure."""
    return [(f.value, f.measure, f.population) for f in figures(text)]


def only(text: str, *, published: datetime | None = FRIDAY, source: str | None = None) -> Figure:
    """The one figure of a text."""
    (figure,) = figures(text, published=published, source=source)
    return figure


Row = tuple[float, str, str, str | None]
"""Value, measure, words in the population, words in the claimant."""


def rows(text: str) -> list[tuple[float | int | None, str, str, str | None]]:
    return [(f.value, f.measure, f.population or "", f.claimant) for f in figures(text)]


def assert_rows(text: str, expected: list[Row]) -> None:
    """Every expected figure is found and nothing else is."""
    left = rows(text)
    for value, measure, population, claimant in expected:
        for row in left:
            named = row[3] is None if claimant is None else row[3] is not None and claimant in row[3]
            if row[:2] == (value, measure) and population in row[2] and named:
                left.remove(row)
                break
        else:
            raise AssertionError(f"not found: {value} {measure} {population} by {claimant}; left: {left}")
    assert not left
