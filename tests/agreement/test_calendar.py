"""What is due when, by whose word, and what has not come."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from agreement_samples import GAZA, SAID, SUNDAY, filed

from tui.agreement.calendar import Expected, as_json, expected
from tui.records import EvidenceRecord


def of(commitment: str, records: list[EvidenceRecord], now: datetime) -> list[Expected]:
    return [x for x in expected(GAZA, records, now) if x.commitment_id == commitment]


def test_an_announcement_is_ahead_then_due_then_overdue() -> None:
    records = filed(SUNDAY)
    for days, state, left in ((0, "ahead", 4), (4, "today", 0), (9, "overdue", 5)):
        (found,) = of("p1.rafah", records, SAID + timedelta(days=days))
        assert (found.state, found.days, found.due) == (state, left, date(2026, 2, 1))
    assert (found.kind, found.claimant, found.due_text) == ("announced", "egypt", "on Sunday")
    assert found.cites[0].outlet == "Sample Wire"


def test_it_has_come_once_somebody_reports_a_step() -> None:
    opened = filed("The Rafah crossing reopened on Monday, the United Nations said.", SAID + timedelta(days=5))
    (found,) = of("p1.rafah", [*filed(SUNDAY), *opened], SAID + timedelta(days=9))
    assert (found.state, found.days, found.came) == ("came late", 1, date(2026, 2, 2))
    assert found.came_record == opened[0].id


def test_a_step_from_before_the_announcement_is_not_what_was_announced() -> None:
    before = filed("The Rafah crossing reopened on Monday, the United Nations said.", SAID - timedelta(days=40))
    (found,) = of("p1.rafah", [*before, *filed(SUNDAY)], SAID + timedelta(days=9))
    assert found.state == "overdue"


def test_a_day_that_was_moved_is_kept() -> None:
    later = filed("The Rafah crossing will open on 11 February, Egypt said.", SAID + timedelta(days=5))
    (found,) = of("p1.rafah", [*filed(SUNDAY), *later], SAID + timedelta(days=9))
    assert (found.due, found.state, found.moved) == (date(2026, 2, 11), "ahead", (date(2026, 2, 1),))


def test_each_claimant_has_a_row_of_its_own() -> None:
    other = filed("Israel said the Rafah crossing will open in two weeks.")
    rows = of("p1.rafah", [*filed(SUNDAY), *other], SAID)
    assert {(x.claimant, x.due) for x in rows} == {("egypt", date(2026, 2, 1)), ("israel", date(2026, 2, 11))}


def test_an_ultimatum_is_no_announcement() -> None:
    (found,) = of("p2.disarmament", filed("Israel gave Hamas 60 days to disarm, its government said."), SAID)
    assert (found.kind, found.due) == ("demanded", date(2026, 3, 29))


def test_words_without_a_day_are_undated() -> None:
    (found,) = of("p1.rafah", filed("The Rafah crossing will reopen in the coming days, Egypt said."), SAID)
    assert (found.due, found.state) == (None, "undated")


def test_the_deadlines_of_the_agreement_are_overdue_until_completed() -> None:
    on = datetime(2025, 10, 20, 12, tzinfo=UTC)
    (found,) = of("p1.hostages-deceased", [], on)
    assert (found.kind, found.state, found.days) == ("deadline", "overdue", 7)
    done = filed("Hamas has returned the remains of all 28 deceased hostages, Israel said.", on + timedelta(days=98))
    (found,) = of("p1.hostages-deceased", done, on + timedelta(days=99))
    assert (found.state, found.days) == ("came late", 105)


def test_what_is_published_later_is_not_seen_and_order_changes_nothing() -> None:
    records = [
        *filed(SUNDAY),
        *filed("Israel said the Rafah crossing will open in two weeks."),
        *filed("The Rafah crossing reopened, the United Nations said.", SAID + timedelta(days=5)),
    ]
    assert not any(x.state == "came" for x in of("p1.rafah", records, SAID))
    whole = expected(GAZA, records, SAID + timedelta(days=30))
    for seed in range(10):
        shuffled = records[:]
        random.Random(seed).shuffle(shuffled)
        assert expected(GAZA, shuffled, SAID + timedelta(days=30)) == whole


def test_rows_are_by_day_and_as_json_is_plain() -> None:
    rows = expected(GAZA, filed(SUNDAY), SAID)
    days = [x.due for x in rows if x.due is not None]
    assert days == sorted(days)
    row = next(r for r in as_json(rows) if r["commitment"] == "p1.rafah")
    assert (row["due"], row["state"], row["claimant_id"]) == ("2026-02-01", "ahead", "egypt")
