"""What is read from a feed, against `feedparser` as the reference, over all habits of `feed_cases`.

The fast parser reads first, so that each of these also asks whether the chain notices where it differs. Where this
program gives something else on purpose, the rule stands in `DEVIATIONS`; any other difference fails.
"""

from __future__ import annotations

import calendar
import html
import io
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from feed_cases import BASE, FAMILIES, Case, cases
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sources import fast, feed, plain
from tui.sources.items import Feed, Item, SourceError

Row = tuple[str, str, str, str]
"""Title, link, id and date of an item."""

_OURS = {
    "Fri, 19 Dec 2025 08:00": "2025-12-19T08:00:00",  # a time without a zone is a time
    "2025-12-19T08:00:00EST": "2025-12-19T13:00:00",  # a zone by name counts here too
    "2025년 12월 19일  08:00:00": "2025-12-18T23:00:00",  # in Korea; the reference takes the month from today
    "2025-12-19 오후 10:08:00": "2025-12-19T13:08:00",
    "2025-12-19 오전 08:30:15": "2025-12-18T23:30:15",
    "2004-július-13T9:15-05:00": "2004-07-13T14:15:00",  # the reference takes the month from today
    "2025-december-19T08:00+01:00": "2025-12-19T07:00:00",
    "19/12/2025": "2025-12-19T00:00:00",  # only one reading is possible
    "2025-13-19T08:00:00Z": "",  # there is no such month; the reference goes on into the next year
    "1766131200": "2025-12-19T08:00:00",  # seconds since 1970; the reference reads a year of 1766
    "Fri, 19-Dec-2025 08:00:00 GMT": "2025-12-19T08:00:00",
}
DEVIATIONS: dict[str, tuple[str, str]] = {
    # name of the case -> (field, what we give), each by its rule
    "rss with date alone": ("date", "2025-12-19T08:00:00"),  # a date is a date
    "rss link query like a bare entity": ("link", "https://wire.example/?a=1&copy=2&lang=ar"),  # as browsers do
    "rss link empty beside a guid": ("link", "https://wire.example/1"),  # an empty link is none
    # an item that cannot be opened cannot be cited: the recording is better than nothing
    "rss link enclosure only": ("link", "https://wire.example/1.mp3"),
    "atom link enclosure only": ("link", "https://wire.example/1.mp3"),
    "atom link rel as an address": ("link", "https://wire.example/1"),  # RFC 4287, 4.2.7.2
    "one guid on two items": ("id", "x|https://wire.example/1"),  # two items are never one
    "iso2022_jp declared as iso-2022-jp": ("title", "検問所が開く"),  # the reference shows escape sequences
    "a few broken bytes": ("title", "Envoy’s café vis� it: Müller, Łódź"),  # one broken byte spoils one letter
    "cut inside the second title": ("title", "Crossing"),  # what came is shown
    "an ampersand and a letter": ("title", "AT&T reports"),
    **{f"{element} {date!r}": ("date", ours) for element in ("pubDate", "dc:date", "published", "updated")
       for date, ours in _OURS.items()},
}  # fmt: skip
UNREADABLE = {"a reference out of range"}
"""Cases at which the reference itself raises."""


def bare(title: str) -> str:
    """No tags, no controls, single spaces: tags in a title are never shown here, whatever type it claims, and what
    was escaped twice is read twice."""
    for _ in range(2):
        title = plain.line(html.unescape(title))
    return " ".join("".join(c for c in title if c >= " ").split())


def reference(case: Case) -> list[Row]:
    headers = {"content-location": BASE, "content-type": case.content_type or ""}
    raw = feedparser.parse(io.BytesIO(case.data), response_headers=headers)
    rows: list[Row] = []
    for entry in raw.entries:
        parsed = next((d for k in ("published", "updated", "created") if (d := dict.get(entry, f"{k}_parsed"))), None)
        link = dict.get(entry, "link", "")
        row = (
            bare(dict.get(entry, "title", "")),
            link if link.lower().startswith("http") else "",  # other addresses are never opened
            dict.get(entry, "id", ""),
            _stamp(parsed),
        )
        if row not in rows:  # an item that stands there twice is one
            rows.append(row)
    return rows


def _stamp(parsed: Any) -> str:
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except ValueError:  # year -1
        moment = None
    return f"{moment:%Y-%m-%dT%H:%M:%S}" if moment else ""


def found(case: Case) -> list[Row]:
    items = feed.parse(case.data, case.content_type, BASE).items
    return [(bare(i.title), i.link, i.id, f"{i.published:%Y-%m-%dT%H:%M:%S}" if i.published else "") for i in items]


def differences(case: Case) -> list[tuple[str, str, str]]:
    """(field, theirs, ours) of each difference. An item without an id has none to agree on."""
    theirs, ours = reference(case), found(case)
    if len(theirs) != len(ours):
        return [("items", str(len(theirs)), str(len(ours)))]
    return [
        (field, a, b)
        for one, two in zip(theirs, ours, strict=True)
        for field, a, b in zip(("title", "link", "id", "date"), one, two, strict=True)
        if a != b and not (field == "id" and not a)
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_habit_is_read_as_by_the_reference(family: str) -> None:
    wrong = {}
    for case in FAMILIES[family]():
        if case.name in UNREADABLE:
            continue
        different = differences(case)
        if case.name in DEVIATIONS:
            assert different, f"{case.name}: no longer a deviation"
            assert (different[0][0], different[0][2]) == DEVIATIONS[case.name], case.name
        elif different:
            wrong[case.name] = different
    assert wrong == {}


def test_there_are_enough_cases_and_few_deviations() -> None:
    names = [c.name for c in cases()]
    assert len(names) == len(set(names)) >= 700
    assert DEVIATIONS.keys() <= set(names)
    assert len(DEVIATIONS) < len(names) * 0.08


def test_the_reference_raises_where_we_read() -> None:
    (case,) = (c for c in cases() if c.name in UNREADABLE)
    with pytest.raises(ValueError, match="range"):
        reference(case)
    assert [row[0] for row in found(case)] == ["Crossing opens", "Crossing closes"]


# ------------------------------------------------------------------ the two parsers


def _as_kept(items: tuple[Item, ...]) -> list[tuple[object, ...]]:
    return [(i.id, i.title, i.link, i.published, i.summary, i.text) for i in items]


@pytest.mark.parametrize("family", FAMILIES)
def test_what_the_fast_parser_is_sure_of_is_what_the_tolerant_one_reads(
    family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed that is read by the one today and by the other tomorrow must not bring all its items anew."""
    real = fast.read
    wrong, sure = {}, 0
    for case in FAMILIES[family]():
        answers: list[Any] = []
        monkeypatch.setattr(fast, "read", lambda *a, into=answers: into.append(real(*a)) or into[-1])
        one = feed.parse(case.data, case.content_type, BASE)
        if not (answers and answers[0] and answers[0][3]):
            continue
        sure += 1
        monkeypatch.setattr(fast, "read", lambda *a: None)
        two = feed.parse(case.data, case.content_type, BASE)
        if _as_kept(one.items) != _as_kept(two.items) and case.name not in (*DEVIATIONS, "Atom cut"):
            wrong[case.name] = (one.items, two.items)
    assert wrong == {}
    assert sure >= 4


def test_a_plain_feed_is_read_by_the_fast_parser_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.sources import tolerant

    def never(*_: object) -> None:
        raise AssertionError("asked the tolerant parser")

    monkeypatch.setattr(tolerant, "read", never)
    by_name = {c.name: c for c in cases()}
    for name in ("rss title plain", "rdf title cdata", "atom title html plain", "sixty items", "podcast before",
                 "atom link replies and edit", "atom link self first", "media:title before title"):  # fmt: skip
        case = by_name[name]
        assert feed.parse(case.data, case.content_type, BASE).items


# ------------------------------------------------------------------ anything at all

_ALL = cases()
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """One of the cases after a few accidents on its way."""
    data = bytearray(draw(st.sampled_from(_ALL)).data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        kind = draw(st.sampled_from(("cut", "drop", "insert", "repeat", "flip")))
        if kind == "cut":
            del data[at:]
        elif kind == "drop":
            del data[at : at + draw(st.integers(1, 40))]
        elif kind == "insert":
            some = (b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"\x1b]52;c;x\x07", b"\x00", b"&#27;", b"<item>")
            data[at:at] = draw(st.sampled_from(some) | st.binary(min_size=1, max_size=8))
        elif kind == "repeat":
            data[at:at] = data[at : at + 60]
        elif data:
            data[at] ^= 1 << draw(st.integers(0, 7))
    return bytes(data)


@settings(deadline=None, max_examples=150)
@given(mutated())
def test_damaged_feeds_give_a_feed_or_a_source_error(data: bytes) -> None:
    try:
        read = feed.parse(data, None, BASE)
    except SourceError as error:
        assert str(error)
        assert not _CONTROL.search(str(error))
        return
    assert isinstance(read, Feed)
    assert len({i.id for i in read.items}) == len(read.items)
    for item in read.items:
        for value in (item.id, item.title, item.link, item.summary, item.text, item.author, item.lang):
            assert not _CONTROL.search(value), unicodedata.name(_CONTROL.search(value).group(), "a control")  # type: ignore[union-attr]
            assert "\n" not in item.title
        assert item.link == "" or item.link.lower().startswith(("http://", "https://"))
