"""Questions to the whole store, asked of a real one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tui.agreement import load
from tui.filing import record_entries
from tui.history import History
from tui.records import Change, Entry, Figure, FigureRecord, Quote, QuoteRecord, Update, cite
from tui.store.archive import Archive
from tui.store.archive import open as open_archive

NOON = datetime(2025, 11, 1, 12, tzinfo=UTC)


def entry(n: int, *, speaker: str, actor: str | None = None, toll: int | None = None, revision: int = 1) -> Entry:
    when = NOON + timedelta(days=n)
    words = f"Statement number {n} on the harbour"
    text = f"{speaker} said: “{words}”. The ministry counted {toll} killed."
    update = Update(
        id=f"u{n}", source="sample", outlet="Sample Wire", url=f"https://sample.example/{n}", title=f"Report {n}",
        text=text, published=when, fetched=when, origin=f"u{n}", revision=revision, digest=f"{n}-{revision}",
    )  # fmt: skip
    said = Quote(start=0, end=5, text=words, kind="direct", speaker=speaker, speaker_id=actor)
    figures = ()
    if toll is not None:
        counted = Figure(
            start=0, end=1, value=toll, measure="killed", claimant_id="gaza-moh",
            as_of=date(2025, 11, 1) + timedelta(n), indicator="killed_since_truce",
        )  # fmt: skip
        figures = (FigureRecord(id=f"f{n}", at=when, figure=counted, cite=cite(update), baseline="truce-oct11"),)
    quotes = (QuoteRecord(id=f"q{n}", at=when, quote=said, cite=cite(update)),)
    return Entry(update=update, quotes=quotes, figures=figures)


def kept(path: Path, entries: list[Entry]) -> Archive:
    archive = open_archive(path)
    for one in entries:
        archive.put([one])
    return archive


def history(archive: Archive) -> History:
    return History(load("gaza-2025"), lambda: archive, ())


async def test_all_that_an_actor_said_comes_in_pages_newest_first(tmp_path: Path) -> None:
    entries = [entry(n, speaker="Basil Exampleson", actor="hamas" if n % 2 else "egypt") for n in range(60)]
    with kept(tmp_path / "s.json", entries) as archive:
        asked = history(archive)
        seen: list[QuoteRecord] = []
        for wanted, more in ((12, True), (12, True), (6, False)):
            page = await asked.said_by("hamas", "Basil Exampleson", seen, limit=12)
            assert (len(page.items), page.more) == (wanted, more)
            seen += page.items
        assert [q.id for q in seen] == [f"q{n}" for n in range(59, 0, -2)]


async def test_quotes_of_one_moment_are_neither_lost_nor_shown_twice(tmp_path: Path) -> None:
    same = [entry(n, speaker="Ada Example", actor="hamas") for n in range(9)]
    at = NOON
    flat = [msgspec.structs.replace(e, quotes=tuple(msgspec.structs.replace(q, at=at) for q in e.quotes)) for e in same]
    with kept(tmp_path / "s.json", flat) as archive:
        asked, seen = history(archive), []
        while True:
            page = await asked.said_by("hamas", "", seen, limit=2)
            seen += page.items
            if not page.more:
                break
        assert sorted(q.id for q in seen) == sorted(f"q{n}" for n in range(9))


async def test_a_person_outside_the_registry_is_found_by_name(tmp_path: Path) -> None:
    entries = [entry(n, speaker=("Ada Example", "Bo Example")[n % 2]) for n in range(10)]
    with kept(tmp_path / "s.json", entries) as archive:
        page = await history(archive).said_by(None, "Ada Example", limit=3)
        assert [q.id for q in page.items] == ["q8", "q6", "q4"] and page.more


async def test_the_whole_series_and_the_shipped_record_make_the_row(tmp_path: Path) -> None:
    entries = [entry(n, speaker="Ada Example", toll=300 + n) for n in range(20)]
    with kept(tmp_path / "s.json", entries) as archive:
        row = await history(archive).row("killed_since_truce")
        assert row is not None
        assert [r.figure.value for r in row.series[0].readings] == [319 - n for n in range(20)]
        assert await history(archive).row("trucks_entered_per_day") is None
        agreement = load("gaza-2025")
        shipped = await History(agreement, lambda: archive, record_entries(agreement)).row("killed_since_truce")
        assert shipped is not None
        assert {r.cite.shipped for s in shipped.series for r in s.readings} == {True, False}


async def test_words_are_found_in_pages_and_the_reach_is_told(tmp_path: Path) -> None:
    entries = [entry(n, speaker="Ada Example") for n in range(40)]
    with kept(tmp_path / "s.json", entries) as archive:
        asked = history(archive)
        first = await asked.search("harbour statement", limit=30)
        rest = await asked.search("harbour statement", 30, limit=30)
        assert (len(first.items), first.more, len(rest.items), rest.more) == (30, True, 10, False)
        assert not {e.update.id for e in first.items} & {e.update.id for e in rest.items}
        assert (await asked.search('"number 7 on"')).items[0].update.id == "u7"
        assert (await asked.search("nowhere")).items == ()
        reach = await asked.reach()
        assert (reach.updates, reach.months, reach.oldest) == (40, 2, NOON)


async def test_all_wordings_of_an_item_are_kept(tmp_path: Path) -> None:
    entries = [entry(1, speaker="Ada Example"), entry(1, speaker="Bo Example", revision=2)]
    with kept(tmp_path / "s.json", entries) as archive:
        found = await history(archive).revisions("u1")
        assert [e.quotes[0].quote.speaker for e in found] == ["Ada Example", "Bo Example"]


async def test_a_change_is_told_with_the_entries_that_came_with_it(tmp_path: Path) -> None:
    with open_archive(tmp_path / "s.json") as archive:
        for n in range(3):
            at = NOON + timedelta(days=n)
            change = Change(id=f"c{n}", at=at, kind="quote", mark="new", text="A new quote", ref=f"q{n}")
            archive.put([entry(n, speaker="Ada Example")], [change])
        told = await history(archive).told(limit=2)
    assert [(c.id, [e.update.id for e in entries]) for c, entries in told] == [("c2", ["u2"]), ("c1", ["u1"])]


@pytest.mark.parametrize("store", [None, "empty"])
async def test_nothing_kept_is_no_answer_and_no_failure(store: str | None, tmp_path: Path) -> None:
    archive = kept(tmp_path / "s.json", []) if store else None
    asked = History(load("gaza-2025"), lambda: archive, ())
    assert (await asked.said_by("hamas", "x")).items == ()
    assert (await asked.search("x")).items == () and await asked.revisions("x") == ()
    assert await asked.row("killed_since_truce") is None
    assert (await asked.reach()).months == 0 and await asked.told(limit=9) == ()
    if archive is not None:
        archive.close()
