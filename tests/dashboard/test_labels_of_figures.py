"""The labels of the running figures at 80 columns, for what ships with the program and for whatever is read later."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import pytest
from dashboard_fake import FakeSnapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement import Agreement, load
from tui.agreement.ledger import IndicatorRow, ledger
from tui.dashboard.lines import line_width, plain
from tui.dashboard.panes.figures import Columns, columns, figure_line
from tui.dashboard.view import View
from tui.filing import record_entries
from tui.records import Cite, Figure, FigureRecord

SHIPPED = ("gaza-2025", "lebanon-2024", "tigray-2022")
LATER = datetime(2026, 11, 22, 12, tzinfo=UTC)
NARROW = 77
"""Cells of a row at 80 columns, beside the scrollbar."""


@lru_cache
def given_by_the_record(name: str) -> tuple[IndicatorRow, ...]:
    agreement = load(name)
    return ledger(agreement, [f for e in record_entries(agreement) for f in e.figures])


def reading(agreement: Agreement, indicator: str, claimant: str | None, value: int, day: date) -> FigureRecord:
    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    counted = agreement.indicator(indicator)
    assert counted is not None
    where = Cite(update=f"u{indicator}{claimant}", source="s", outlet="Sample Wire", url="", title="A report",
                 published=when, fetched=when, origin="o")  # fmt: skip
    figure = Figure(start=0, end=1, value=value, measure="other", unit=counted.unit, indicator=indicator, as_of=day,
                    claimant_id=claimant, claimant=claimant or "unattributed (via Sample Wire)", sentence="So many.",
                    rate="day" if counted.aggregation == "rate" else None)  # fmt: skip
    return FigureRecord(id=f"f{indicator}{claimant}", at=when, figure=figure, cite=where)


def told(agreement: Agreement, rows: list[IndicatorRow], width: int) -> tuple[Columns, list[str]]:
    view = View(FakeSnapshot(agreement=agreement, figures=tuple(rows)), LATER, layout="narrow")
    at = columns(view, rows, width)
    lines = [figure_line(view, row, width, at) for row in rows]
    assert all(line_width(line) == width for line in lines)
    return at, [plain(line) for line in lines]


def short(row: IndicatorRow) -> str:
    return row.indicator.short or row.indicator.label


@pytest.mark.parametrize("name", SHIPPED)
def test_no_label_of_the_shipped_record_is_cut_at_80_columns(name: str) -> None:
    rows = list(given_by_the_record(name))
    for row, words in zip(rows, told(load(name), rows, NARROW)[1] if rows else [], strict=True):
        assert words[2:].startswith((f"{row.indicator.label} ", f"{short(row)} ")), words


def test_beside_the_shipped_record_other_claimants_are_told_at_80_columns() -> None:
    rows = list(given_by_the_record("gaza-2025"))
    words = told(load("gaza-2025"), rows, NARROW)[1]
    assert any("GMO ≥411 22 Dec 25" in line for line in words)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(SHIPPED),
    st.lists(
        st.tuples(st.integers(0, 39), st.integers(0, 400), st.integers(0, 10**9), st.integers(0, 800)),
        min_size=1,
        max_size=14,
    ),
)
def test_a_label_is_cut_only_where_its_row_cannot_be_told_shorter(
    name: str, drawn: list[tuple[int, int, int, int]]
) -> None:
    agreement = load(name)
    every, actors = agreement.indicators, [None, *(a.id for a in agreement.actors)]
    found = [
        reading(agreement, every[i % len(every)].id, actors[who % len(actors)], value,
                LATER.date() - timedelta(days_ago))
        for i, who, value, days_ago in drawn
    ]  # fmt: skip
    rows = list(ledger(agreement, found))
    at, lines = told(agreement, rows, NARROW)
    least = 2 + max(len(short(r)) for r in rows) + 1 + 9 + 1 + at.value + 1 + at.day + 2 + at.mark
    if least > NARROW:
        return
    for row, words in zip(rows, lines, strict=True):
        assert words[2:].startswith((f"{row.indicator.label} ", f"{short(row)} ")), words


@pytest.mark.parametrize("name", SHIPPED)
def test_the_labels_of_an_agreement_are_told_apart(name: str) -> None:
    shorts = [i.short or i.label for i in load(name).indicators]
    assert len(set(shorts)) == len(shorts)
