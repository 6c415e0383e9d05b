"""`export feed`: a feed that other people's readers take, whatever the text in it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
from click.testing import CliRunner
from desk_records import DAY, a_day, stored
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement import load
from tui.cli import main
from tui.records import Change
from tui.report.export.feed import write_feed
from tui.tables.told import Told

ATOM = "{http://www.w3.org/2005/Atom}"


GAZA = load()


def exported(store: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["--store", str(store), "export", "feed", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_reader_finds_claimant_link_and_date(tmp_path: Path) -> None:
    store = stored(tmp_path / "s.json")
    text = exported(store)
    parsed: Any = feedparser.parse(text)
    assert not parsed.bozo and parsed.version == "atom10"
    found = {e.title: e for e in parsed.entries}
    rafah = found["Rafah: NOT STARTED → STALLED"]
    assert (rafah.author, rafah.link) == ("Israel", "https://wire.example/a")
    assert rafah.content[0].value == "Israel said that the crossing stays shut. (Sample Wire)"
    assert rafah.updated == "2025-12-19T08:04:00Z" and rafah.published == "2025-12-19T08:00:00Z"
    assert rafah.tags[0].term == "status"
    assert parsed.feed.updated == parsed.entries[0].updated
    assert exported(store) == text, "the same changes make the same feed"


def test_ids_stay_and_dates_run_backwards_when_more_has_come(tmp_path: Path) -> None:
    first, second = a_day()
    store = stored(tmp_path / "s.json", [first])
    before: Any = feedparser.parse(exported(store))
    stored(store, [second])
    after: Any = feedparser.parse(exported(store))
    assert after.feed.id == before.feed.id
    ids = [e.id for e in after.entries]
    assert ids[-len(before.entries) :] == [e.id for e in before.entries] and len(set(ids)) == len(ids)
    times = [e.updated for e in after.entries]
    assert times == sorted(times, reverse=True) and after.feed.updated == times[0] > before.feed.updated


def test_hostile_text_is_inert_and_no_script_is_a_link(tmp_path: Path) -> None:
    text = exported(stored(tmp_path / "s.json"))
    assert "<script" not in text and "javascript:" not in text and "\u202e" not in text
    (evil,) = [e for e in feedparser.parse(text).entries if "@Karim" in e.title]
    assert evil.link == evil.id, "the reader has nothing but the id"


def test_an_empty_feed_is_a_feed(tmp_path: Path) -> None:
    parsed: Any = feedparser.parse(exported(tmp_path / "none.json"))
    assert not parsed.bozo and parsed.feed.title and not parsed.entries


def test_bounds_hold(tmp_path: Path) -> None:
    store = stored(tmp_path / "s.json")
    assert len(feedparser.parse(exported(store, "--until", "2025-12-18")).entries) == 0
    assert len(feedparser.parse(exported(store, "--since", "2025-12-19", "--until", "2025-12-19")).entries) == 4


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=30))
def test_any_text_makes_well_formed_xml_with_what_atom_demands(title: str, who: str, end: str) -> None:
    change = Change(id=title, at=DAY, kind="quote", mark="new", text=title)
    row = Told(change=change, claimant=who, sentence=title + who, outlet=end, url=f"https://wire.example/{end}",
               published=datetime(2025, 1, 1, tzinfo=UTC))  # fmt: skip
    out = io.StringIO()
    write_feed(GAZA, [row], out)
    root = ElementTree.fromstring(out.getvalue().encode())
    for parent in (root, root.find(f"{ATOM}entry")):
        assert parent is not None
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{name}")) == 1
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.find(f"{ATOM}author/{ATOM}name") is not None
