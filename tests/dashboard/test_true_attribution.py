"""What stands beside an outlet is that outlet's; no sign sets values against each other that are not like for like."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import msgspec
import pytest
from dashboard_day import NOW, phases, rows
from dashboard_fake import FakeSnapshot
from dashboard_run import Run, press, seen, settle
from textual.content import Content

from tui.agreement import load
from tui.agreement.claims import when
from tui.agreement.ledger import IndicatorRow, as_of, ledger
from tui.agreement.status import derive
from tui.dashboard.lines import plain
from tui.dashboard.panes.commitments import columns, commitment_line, from_the_record
from tui.dashboard.panes.figures import agreement_mark
from tui.dashboard.screens.compare import caution
from tui.dashboard.view import View, layout_of
from tui.dashboard.words import day
from tui.filing import record_entries

LATER = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHIPPED = ("gaza-2025", "lebanon-2024", "tigray-2022")


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("width", [118, 198])
def test_the_day_beside_an_outlet_is_the_day_of_what_stands_in_it(name: str, width: int) -> None:
    agreement = load(name)
    entries = record_entries(agreement)
    evidence, figures = [e for x in entries for e in x.evidence], [f for x in entries for f in x.figures]
    board = derive(agreement, evidence, figures, LATER)
    shown = FakeSnapshot(agreement=agreement, phases=board, figures=ledger(agreement, figures))
    view = View(shown, LATER, layout=layout_of(width))
    every = [s for p in board for s in p.commitments]
    at = columns(view, every, width)
    told = 0
    for status in every:
        if not status.carrier:
            continue
        given = {(e.cite.outlet, when(e).date()) for e in status.evidence}
        given |= {
            (f.cite.outlet, when(f).date()) for f in figures if f.figure.indicator in status.commitment.indicators
        }
        assert from_the_record(view, status)
        words = plain(commitment_line(view, status, width, at))
        if status.reported is None:
            # the file says who announced the end, and not when that stood in the outlet
            assert status.word == "ENDED" and re.search(r" {2}§ ", words)
            continue
        assert (status.carrier, status.reported) in given
        beside = re.search(r"(\S+ \S+(?: \d\d)?) +§ ", words)
        assert beside and beside[1].endswith(day(status.reported, LATER)), words
        told += 1
    assert told or name == "lebanon-2024"


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_the_days_of_a_commitment_have_names(size: tuple[int, int]) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, "1")
        pane = run.pane("phases")
        title = Content.from_markup(str(pane.border_title)).plain
        line = next(t for t in seen(pane) if "Rafah" not in t and "Sample Wire" in t and "27 of 28" in t)
        # a row begins two cells before the title
        assert title.index("newest report") + 2 == line.index("18 Dec")
        assert ("since" in title) == ("13 Oct" in line)
        if size[0] == 200:
            assert title.index("since") + 2 == line.index("13 Oct")
        assert "day 70 since 10 Oct" in str(pane.border_subtitle)


async def test_a_phase_on_a_narrow_screen_has_the_day_count_above() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "day 70 since 10 Oct" in Content.from_markup(str(run.pane("phases").border_title)).plain


def test_where_there_is_little_room_from_when_goes_before_whose_word_and_which_day() -> None:
    view = View(FakeSnapshot(), NOW)
    every = [s for p in phases() for s in p.commitments]
    at = columns(view, every, 118)
    assert at.since == 0 and at.day and at.per >= 16
    for status in every:
        words = plain(commitment_line(view, status, 118, at))
        if status.since and status.reported and status.since != status.reported:
            assert not words.endswith(day(status.since, NOW)) and day(status.reported, NOW) in words


# ------------------------------------------------------------------ signs


def on_days(row: IndicatorRow, *days: date) -> IndicatorRow:
    series = []
    for one, when_ in zip(row.series, days, strict=False):
        changed = msgspec.structs.replace(one.latest.figure, as_of=when_)
        reading = msgspec.structs.replace(one.latest, figure=changed)
        series.append(msgspec.structs.replace(one, readings=(reading,), rounded=frozenset(), baseline_date=None))
    return msgspec.structs.replace(row, series=tuple(series))


def test_values_are_set_against_each_other_for_one_day_only() -> None:
    several = next(r for r in rows() if r.indicator.id == "killed_since_truce")
    same = on_days(several, date(2025, 12, 18), date(2025, 12, 18))
    assert agreement_mark(same) == "≠2" and agreement_mark(same, ascii_only=True) == "!=2"
    more = max(s.latest.figure.value or 0 for s in same.series)
    low, high = sorted(same.series, key=lambda s: s.latest.figure.value == more)
    ordered = msgspec.structs.replace(same, series=(low, high))
    other = on_days(ordered, date(2025, 12, 17), date(2025, 12, 18))
    assert other.standing == "apart" and agreement_mark(other) == "2" and "days" in caution(other)
    # a count that only grows cannot be lower a day later
    fallen = on_days(ordered, date(2025, 12, 18), date(2025, 12, 17))
    assert fallen.indicator.monotonic and agreement_mark(fallen) == "≠2" and "days" in caution(fallen)
    first = same.series[0]
    alike = msgspec.structs.replace(
        same, series=(first, msgspec.structs.replace(first, claimant="Somebody else", claimant_id=None))
    )
    assert agreement_mark(alike) == "=2"


@pytest.mark.parametrize("name", SHIPPED)
def test_the_sign_of_a_row_and_the_comparison_say_the_same(name: str) -> None:
    agreement = load(name)
    found = [f for e in record_entries(agreement) for f in e.figures]
    for row in (*ledger(agreement, found), *rows()):
        sign = agreement_mark(row)
        if len(row.accounts) > 1 and sign.isdigit():
            assert row.standing == "apart" and "day" in caution(row)
        elif len(row.accounts) > 1:
            one_day = len({as_of(s.latest) for s in row.accounts}) == 1
            assert one_day or (row.differ and row.indicator.monotonic and "days" in caution(row))
