"""Days in words, resolved against the day of publication in the story's own time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.model import load
from tui.extract.dates import baseline_on, find_dates, local_day, resolve_day, truce_day, war_day

FRIDAY = datetime(2025, 12, 19, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("on Thursday", date(2025, 12, 18)),
        ("Friday", date(2025, 12, 19)),
        ("last Friday", date(2025, 12, 12)),
        ("next Monday", date(2025, 12, 22)),
        ("yesterday", date(2025, 12, 18)),
        ("the day before yesterday", date(2025, 12, 17)),
        ("overnight", date(2025, 12, 19)),
        ("three days ago", date(2025, 12, 16)),
        ("a week earlier", date(2025, 12, 12)),
        ("18 December", date(2025, 12, 18)),
        ("December 18, 2024", date(2024, 12, 18)),
        ("the 3rd of March", date(2025, 3, 3)),
        ("24 December", date(2024, 12, 24)),
        ("2025-11-02", date(2025, 11, 2)),
        ("2.11.2025", date(2025, 11, 2)),
        ("Oct. 10", date(2025, 10, 10)),
        ("in October", None),
        ("at 5 pm", None),
        ("31 June", None),
    ],
)
def test_phrases_resolve_to_days(phrase: str, day: date | None) -> None:
    assert resolve_day(phrase, FRIDAY, "Asia/Gaza") == day


def test_a_deadline_looks_ahead() -> None:
    assert resolve_day("24 December", FRIDAY, direction="future") == date(2025, 12, 24)
    assert resolve_day("Thursday", FRIDAY, direction="future") == date(2025, 12, 25)


def test_the_zone_of_the_story_decides_which_day_it_is() -> None:
    late = datetime(2025, 12, 18, 23, 30, tzinfo=UTC)
    assert local_day(late, "Asia/Gaza") == date(2025, 12, 19)
    assert resolve_day("yesterday", late, "Asia/Gaza") == date(2025, 12, 18)
    assert resolve_day("yesterday", late, "America/New_York") == date(2025, 12, 17)
    assert resolve_day("yesterday", late, "No/Such_Zone") == date(2025, 12, 17)


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    assert resolve_day("on Thursday", None) is None
    assert resolve_day("18 December", None) is None
    assert resolve_day("18 December 2025", None) == date(2025, 12, 18)


def test_a_stretch_of_days_is_one_mention_that_ends_on_its_last_day() -> None:
    (found,) = find_dates("between 10 and 17 June, the clinic", published=datetime(2026, 6, 18, tzinfo=UTC))
    assert found.day == date(2026, 6, 17)
    (found,) = find_dates("the days of August 7-13, it said", published=datetime(2026, 8, 14, tzinfo=UTC))
    assert found.day == date(2026, 8, 13)


def test_seventh_of_october_is_the_first_day_of_the_war_however_late_the_story() -> None:
    agreement = load("gaza-2025")
    (bare,) = find_dates("since 7 October", published=datetime(2026, 6, 1, tzinfo=UTC))
    (other,) = find_dates("on 7 October 2025", published=FRIDAY)
    found = baseline_on(agreement, bare)
    assert found is not None
    assert found.date == war_day(agreement) == date(2023, 10, 7)
    assert baseline_on(agreement, other) is None
    assert truce_day(agreement) == date(2025, 10, 10)


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=120), st.datetimes(timezones=st.just(UTC)))
def test_any_text_and_any_day_are_survived(text: str, published: datetime) -> None:
    for mention in find_dates(text, published=published, tz="Asia/Gaza"):
        assert 0 <= mention.start < mention.end <= len(text)
