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
