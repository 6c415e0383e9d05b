"""How often a feed asks to be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sources import feed, hints

SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


@pytest.mark.parametrize(
    ("head", "ttl"),
    [
        ("", None),
        ("<ttl>30</ttl>", 1800),
        ("<ttl> 60 </ttl>", 3600),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
        ("<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>48</sy:updateFrequency>", 1_800),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", 3600),  # a description, heeded for an hour
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3600),
        ("<sy:updatePeriod>fortnightly</sy:updatePeriod>", None),
        ("<ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
    ],
)
def test_how_long_it_asks_to_be_left_alone(head: str, ttl: int | None) -> None:
    assert hints.read(head).ttl == ttl


def test_hours_and_days() -> None:
    head = "<skipHours><hour>0</hour>\n<hour> 23 </hour><hour>24</hour><hour>25</hour></skipHours>"
    assert hints.read(head).skip_hours == (0, 23)
    head = "<skipDays><day>Saturday</day><day>sunday</day><day>Caturday</day></skipDays>"
    assert hints.read(head).skip_days == (5, 6)


def test_a_feed_that_is_never_to_be_asked_is_mistaken() -> None:
    hours = "".join(f"<hour>{n}</hour>" for n in range(24))
    days = "".join(f"<day>{d}</day>" for d in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    read = hints.read(f"<skipHours>{hours}</skipHours><skipDays>{days}</skipDays>")
    assert (read.skip_hours, read.skip_days) == ((), ())


def test_hints_stand_before_the_items() -> None:
    item = "<item><title>x</title><description>&lt;ttl&gt;</description></item>"
    own = f"<ttl>30</ttl><skipHours><hour>3</hour></skipHours>{item}"
    late = f"{item}<ttl>30</ttl>"
    document = f"<rss version='2.0' {SY}><channel><title>x</title>%s</channel></rss>"
    read = feed.parse((document % own).encode())
    assert (read.ttl, read.skip_hours, read.skip_days) == (1800, (3,), ())
    assert feed.parse((document % late).encode()).ttl is None


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="<>/ \n0123456789hourdaytlskipHD:", max_size=300))
def test_any_text_gives_hints_in_range(text: str) -> None:
    read = hints.read(f"<skipHours>{text}</skipHours><skipDays>{text}</skipDays><ttl>{text}</ttl>")
    assert all(0 <= h < 24 for h in read.skip_hours)
    assert all(0 <= d < 7 for d in read.skip_days)
