from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sources import dates


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Fri, 19 Dec 2025 08:00:00 +0200", utc(2025, 12, 19, 6)),
        ("Fri, 19 Dec 2025 08:00 GMT", utc(2025, 12, 19, 8)),
        ("19 Dec 25 08:00:00 EST", utc(2025, 12, 19, 13)),
        ("Friday, 19 December 2025 10:00:00 GMT+0200", utc(2025, 12, 19, 8)),
        ("Fri, 19 Dec 2025 08:00:00 +0000 (Coordinated Universal Time)", utc(2025, 12, 19, 8)),
        ("Fri Dec 19 08:00:00 UTC 2025", utc(2025, 12, 19, 8)),
        ("Fri Dec  9 08:00:00 2025", utc(2025, 12, 9, 8)),
        ("December 19, 2025 at 8:30 p.m.", utc(2025, 12, 19, 20, 30)),
        ("19th December 2025, 12:05 am", utc(2025, 12, 19, 0, 5)),
        ("08:15, 19 December 2025", utc(2025, 12, 19, 8, 15)),
        ("2025-12-19T08:00:00Z", utc(2025, 12, 19, 8)),
        ("2025-12-19T08:00:00.123456789+02:00", utc(2025, 12, 19, 6, 0, 0, 123456)),
        ("2025-12-19 08:00:00 +0200", utc(2025, 12, 19, 6)),
        ("2025-12-19T24:00:00Z", utc(2025, 12, 20)),
        ("20251219T080000Z", utc(2025, 12, 19, 8)),
        ("20251219", utc(2025, 12, 19)),
        ("2025-12", utc(2025, 12, 1)),
        ("2025", utc(2025, 1, 1)),
        ("2025-353", utc(2025, 12, 19)),
        ("2025-W51-5", utc(2025, 12, 19)),
        ("2020/1/10", utc(2020, 1, 10)),
        ("2020.1.10 7:05", utc(2020, 1, 10, 7, 5)),
        ("19/12/2025 08:00", utc(2025, 12, 19, 8)),
        ("12/19/2025 3:04:05 PM", utc(2025, 12, 19, 15, 4, 5)),
        ("5/6/2025", utc(2025, 6, 5)),
        ("5/6/2025 3:04:05 PM", utc(2025, 5, 6, 15, 4, 5)),
        ("19 décembre 2025 à 10h30", utc(2025, 12, 19, 10, 30)),
        ("١٩ ديسمبر 2025", utc(2025, 12, 19)),
        ("19 בדצמבר 2025, 10:00", utc(2025, 12, 19, 10)),
        ("Παρ, 19 Δεκ 2025 08:00:00 GMT", utc(2025, 12, 19, 8)),
        ("19 декабря 2025, 08:00", utc(2025, 12, 19, 8)),
        ("2025년 12월 19일 17:00:00", utc(2025, 12, 19, 8)),
        ("2025-12-19 오후 5:00:00", utc(2025, 12, 19, 8)),
        ("2025년 12월 19일 오전 9:05", utc(2025, 12, 19, 0, 5)),
        ("2025년 12월 19일 17:00:00 +0200", utc(2025, 12, 19, 15)),
        ("2004-július-13T9:15-05:00", utc(2004, 7, 13, 14, 15)),
        ("2025. december 19. 8:00", utc(2025, 12, 19, 8)),
        ("19 Aralık 2025 08:00", utc(2025, 12, 19, 8)),
        ("19 de dezembro de 2025", utc(2025, 12, 19)),
        ("2025-12-19T08Z", utc(2025, 12, 19, 8)),
        ("2025-12-19T10+02:00", utc(2025, 12, 19, 8)),
        ("2025353", utc(2025, 12, 19)),
        ("2025-353T10:00:00+02:00", utc(2025, 12, 19, 8)),
        ("2025-W51-5T08:00Z", utc(2025, 12, 19, 8)),
        ("Fri, 19 Dec 2025 10:00:00 Asia/Jerusalem", utc(2025, 12, 19, 8)),
        ("Fri, 19 Dec 2025 08:00:00 Etc/GMT", utc(2025, 12, 19, 8)),
        ("Fri, 19 Dec 2025 09:00:00 N", utc(2025, 12, 19, 8)),
        ("Fri, 19 Dec 2025 09:00:00 MET", utc(2025, 12, 19, 8)),
        ("2025年12月19日", utc(2025, 12, 19)),
        ("1766131200", utc(2025, 12, 19, 8)),
        ("1766131200000", utc(2025, 12, 19, 8)),
        ("Fri, 31 Dec 2016 23:59:60 GMT", utc(2017, 1, 1)),
        ("\n  Fri, 19 Dec 2025\t08:00:00 GMT ", utc(2025, 12, 19, 8)),
    ],
)
def test_habits(text: str, moment: datetime) -> None:
    assert dates.parse(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "5",
        "12345",
        "10:00",
        "19 December",
        "December 2025 soon",
        "一昨日",
        "2025-000",
        "2025-366",
        "2025-W54-1",
        "2025-12-19 오후 13:00:00",
        "2025-02-30",
        "31 Jun 2025",
        "2025-13-01",
        "Fri, 19 Dec 2025 25:00:00 GMT",
        "0000-00-00",
        "9999-12-31",
        "2025-12-19T08:00:00+99:00",
        "1" * 500,
        "2025-12-19 or so, " + "perhaps " * 20,
    ],
)
def test_no_date_is_no_date(text: str) -> None:
    assert dates.parse(text) is None


def test_a_missing_zone_is_the_sources() -> None:
    assert dates.parse("19 Dec 2025 08:00", "Asia/Jerusalem") == utc(2025, 12, 19, 6)
    assert dates.parse("19 Jul 2025 08:00", "Asia/Jerusalem") == utc(2025, 7, 19, 5)
    assert dates.parse("19 Dec 2025 08:00 GMT", "Asia/Jerusalem") == utc(2025, 12, 19, 8)
    assert dates.parse("2025년 12월 19일 10:00", "Asia/Jerusalem") == utc(2025, 12, 19, 8)
    assert dates.parse("19 Dec 2025 08:00", "No/Such_Zone") == utc(2025, 12, 19, 8)


SECONDS = st.integers(31_536_000, 5_680_281_600)


@settings(deadline=None, max_examples=200)
@given(SECONDS, st.integers(-12 * 4, 14 * 4))
def test_what_is_printed_is_read_back(seconds: int, quarters: int) -> None:
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=15 * quarters)))
    for form in ("%a, %d %b %Y %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z", "%d %B %Y %H:%M:%S %z", "%Y/%m/%d %H:%M:%S %z"):
        assert dates.parse(moment.strftime(form)) == moment
    assert dates.parse(moment.isoformat()) == moment


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=" 0123456789:-/.,+TZapmGMTDecFri()", max_size=60))
def test_never_raises_and_is_always_utc(text: str) -> None:
    found = dates.parse(text)
    assert found is None or (found.tzinfo is UTC and 1900 <= found.year <= 2200)
