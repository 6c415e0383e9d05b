"""Marks on readings, pins and undo on a real store: what counts, what is kept, what survives."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from loopback import LoopbackServer, Reply

from tui import marking
from tui.agreement import hand, load
from tui.agreement.overrides import OverrideError
from tui.agreement.status import CommitmentStatus
from tui.cli import main
from tui.config import Config, Polling, Source
from tui.monitor import Monitor
from tui.store.archive import open as open_archive

NOW = datetime(2025, 12, 19, 12, tzinfo=UTC)
OPENED = (
    "Egypt said that the Rafah crossing has been opened in both directions. The announcement was made in the morning "
    "by a spokesman of the foreign ministry in Cairo who took no questions. Buses were seen on the road to the gate "
    "from the early hours on and stood there until noon."
)
TOLL = (
    "At least 512 people have been killed in Gaza since the ceasefire began on October 10, the Gaza health ministry "
    "said on Friday."
)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


def feed(*texts: str) -> Reply:
    items = [
        {"id": str(n), "title": f"Story {n}", "url": f"https://wire.example/{n}", "content_text": text,
         "date_published": f"2025-12-19T0{n}:00:00Z"}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return Reply(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "S", "items": items}).encode())


class Desk:
    """Two outlets with the same text, one store, and monitors on it."""

    def __init__(self, folder: Path, server: LoopbackServer) -> None:
        self.folder, self.server = folder, server
        self.now = NOW

    def monitor(self, **options: bool) -> Monitor:
        sources = tuple(
            Source(id=name, name=f"Sample {name.title()}", kind="feed", url=self.server.url(f"/{name}"), match_any=())
            for name in ("wire", "daily")
        )
        quick = Polling(interval=1, min_interval=1, timeout=5, jitter=0, backoff_max=1)
        config = Config(file="test", base=self.folder, polling=quick, sources=sources)
        return Monitor(config, load(), self.folder / "s.json", poll=False, clock=self.clock, **options)

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["--store", str(self.folder / "s.json"), *words])


@pytest.fixture
def desk(tmp_path: Path, server: LoopbackServer) -> Desk:
    server.route("/wire", feed(OPENED, TOLL))
    server.route("/daily", feed(OPENED))
    return Desk(tmp_path, server)


def rafah(monitor: Monitor) -> CommitmentStatus:
    return next(c for p in monitor.snapshot().phases for c in p.commitments if c.commitment.id == "p1.rafah")


def stored(status: CommitmentStatus) -> list[str]:
    return [e.id for e in status.evidence if not e.cite.shipped]


async def test_a_reading_that_is_marked_wrong_counts_for_nothing_in_any_copy_and_is_kept(desk: Desk) -> None:
    monitor = desk.monitor()
    await monitor.open()
    before = rafah(monitor)
    await monitor.once()
    after = rafah(monitor)
    assert (after.word, after.detail) != (before.word, before.detail) and len(stored(after)) == 1
    (record,) = (e for e in after.evidence if not e.cite.shipped)
    await monitor.mark_wrong(record.id, record.cite.update, "the other crossing is meant", "AB")
    marked = rafah(monitor)
    assert (marked.word, marked.detail) == (before.word, before.detail) and stored(marked) == []
    (act,) = monitor.snapshot().acts
    assert (
        act.reading is not None
        and act.reading.about == "p1.rafah"
        and hand.signed(act).startswith("AB, 19 Dec 2025: the")
    )
    entry = await monitor.records_of(record.cite.update)
    assert entry is not None and entry.evidence[0].wrong == hand.signed(act)
    assert "Marked wrong by AB, “the other crossing is meant”" in monitor.snapshot().changes[0].text
    with pytest.raises(OverrideError, match="already"):
        await monitor.mark_wrong(record.id, record.cite.update, "", "AB")
    await monitor.once()
    await monitor.stop()
    # nothing is lost by a restart, and a reader sees the same
    again = desk.monitor(read_only=True)
    await again.open()
    assert stored(rafah(again)) == [] and len(again.snapshot().acts) == 1
    with pytest.raises(OverrideError, match="reading only"):
        await again.unmark(record.id)
    await again.stop()
    with open_archive(desk.folder / "s.json", read_only=True) as archive:
        history = archive.revisions(record.cite.update)
        assert [bool(e.evidence[0].wrong) for e in history] == [False, True]
        struck = [x for e in archive.entries() for x in e.evidence if x.wrong]
        assert {x.cite.outlet for x in struck} == {"Sample Wire", "Sample Daily"}


async def test_a_mark_survives_that_the_texts_are_read_again_and_can_be_taken_back(desk: Desk) -> None:
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    (record,) = (e for e in rafah(monitor).evidence if not e.cite.shipped)
    await monitor.mark_wrong(record.id, record.cite.update, "", "AB")
    await monitor.stop()
    assert desk.run("store", "reprocess").exit_code == 0
    monitor = desk.monitor()
    await monitor.open()
    assert stored(rafah(monitor)) == []
    await monitor.unmark(record.id, "CD", "it was right after all")
    assert stored(rafah(monitor)) == [record.id]
    assert monitor.snapshot().acts[-1].what == "right"
    assert "Mark taken back by CD" in monitor.snapshot().changes[0].text
    await monitor.stop()
    assert desk.run("store", "reprocess").exit_code == 0
    monitor = desk.monitor()
    await monitor.open()
    assert stored(rafah(monitor)) == [record.id]
    await monitor.stop()


async def test_who_looks_back_sees_the_board_as_it_was_known_before_the_mark(desk: Desk) -> None:
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    (record,) = (e for e in rafah(monitor).evidence if not e.cite.shipped)
    desk.now = NOW + timedelta(days=2)
    await monitor.mark_wrong(record.id, record.cite.update, "", "AB")
    desk.now = NOW + timedelta(days=4)
    await monitor.unmark(record.id, "AB")
    await monitor.stop()

    def counted(day: str) -> list[str]:
        phases = json.loads(desk.run("status", "--json", "--as-of", day).stdout)["phases"]
        (found,) = (c for p in phases for c in p["commitments"] if c["id"] == "p1.rafah")
        return [e["id"] for e in found["evidence"] if not e["record"]]

    for again in range(2):
        # the mark was made on the 21st and taken back on the 23rd
        days = {day: counted(f"2025-12-{day}") for day in (19, 20, 21, 22, 23, 24)}
        assert {day for day, found in days.items() if found} == {19, 20, 23, 24}, again
        assert desk.run("store", "reprocess").exit_code == 0
    with open_archive(desk.folder / "s.json", read_only=True) as archive:
        assert [e.update.fetched for e in archive.revisions(record.cite.update)] == [record.cite.fetched] * 3
    monitor = desk.monitor(read_only=True)
    await monitor.open()
    await monitor.look_back(NOW + timedelta(days=1))
    assert stored(rafah(monitor)) == [record.id]
    await monitor.stop()


async def test_a_figure_that_is_marked_leaves_its_series(desk: Desk) -> None:
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    tolls = [r for row in monitor.snapshot().figures for s in row.series for r in s.readings if r.figure.value == 512]
    assert len(tolls) == 1
    await monitor.mark_wrong(tolls[0].id, tolls[0].cite.update, "", "AB")
    values = [r.figure.value for row in monitor.snapshot().figures for s in row.series for r in s.readings]
    assert 512 not in values and values
    assert await monitor.undo("AB") == "the mark"
    values = [r.figure.value for row in monitor.snapshot().figures for s in row.series for r in s.readings]
    assert 512 in values
    await monitor.stop()


async def test_a_copy_that_comes_later_is_struck_too(desk: Desk, server: LoopbackServer) -> None:
    server.route("/daily", feed())
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    (record,) = (e for e in rafah(monitor).evidence if not e.cite.shipped)
    await monitor.mark_wrong(record.id, record.cite.update, "", "AB")
    server.route("/daily", feed(OPENED))
    await monitor.once()
    assert monitor.snapshot().stored == 3 and stored(rafah(monitor)) == []
    await monitor.stop()


async def test_undo_walks_back_through_statuses_marks_and_pins(desk: Desk) -> None:
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    (record,) = (e for e in rafah(monitor).evidence if not e.cite.shipped)
    ruled = rafah(monitor).word
    monitor.set_status("p1.rafah", "SUSPENDED", "first", "AB")
    monitor.set_status("p1.rafah", "DONE", "second", "CD")
    assert await monitor.pin("commitment:p1.rafah") is True
    await monitor.mark_wrong(record.id, record.cite.update, "", "AB")
    await monitor.stop()
    monitor = desk.monitor()  # what was done can be taken back after a restart
    await monitor.open()
    assert monitor.snapshot().pins == ("commitment:p1.rafah",)
    assert await monitor.undo() == "the mark" and stored(rafah(monitor)) == [record.id]
    assert await monitor.undo() == "the pin" and monitor.snapshot().pins == ()
    assert await monitor.undo() == "the status of p1.rafah"
    assert (rafah(monitor).word, rafah(monitor).per) == ("SUSPENDED", ("AB",))
    assert "first (AB, 19 Dec 2025)" in (rafah(monitor).set_note or "")
    assert await monitor.undo() == "the status of p1.rafah" and rafah(monitor).word == ruled
    assert await monitor.undo() is None
    assert await monitor.pin("commitment:p1.rafah") and not await monitor.pin("commitment:p1.rafah")
    assert await monitor.undo() == "the pin's end: it is back"
    await monitor.stop()
    with open_archive(desk.folder / "s.json", read_only=True) as archive:
        assert len(archive.note("overrides")) == 4 and len(archive.note("hand")) == 7  # nothing is deleted


async def test_a_pinned_quote_is_there_also_when_it_has_left_the_list(desk: Desk, server: LoopbackServer) -> None:
    server.route("/wire", feed("“We will count every truck at the gate,” envoy Karim Lotfy told Sample Wire."))
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    quote = next(q for q in monitor.snapshot().quotes if not q.cite.shipped and "Lotfy" in (q.quote.speaker or ""))
    await monitor.pin(f"quote:{quote.id}", quote.cite.update)
    await monitor.stop()
    monitor = desk.monitor()
    await monitor.open()
    assert [q.id for q in monitor.snapshot().pinned_quotes] == [quote.id]
    with pytest.raises(OverrideError, match="no record"):
        await monitor.pin("quote:nothing", quote.cite.update)
    await monitor.stop()


async def test_a_mark_that_a_killed_process_left_half_made_is_mended(desk: Desk) -> None:
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    (record,) = (e for e in rafah(monitor).evidence if not e.cite.shipped)
    await monitor.stop()
    with open_archive(desk.folder / "s.json") as archive:
        found = marking.find(archive, record.id)
        act = hand.make("wrong", record.id, NOW, initials="AB", reading=hand.reading_of(found, "told"))
        archive.put_note("hand", hand.appended(archive.note("hand"), act))
    monitor = desk.monitor()
    await monitor.open()
    assert stored(rafah(monitor)) == []
    await monitor.stop()


async def test_from_the_command_line(desk: Desk) -> None:
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    await monitor.stop()
    rows = csv.DictReader(io.StringIO(desk.run("export", "evidence").stdout))
    (row,) = (r for r in rows if r["commitment_id"] == "p1.rafah" and r["outlet"] == "Sample Wire")
    unsigned = desk.run("store", "mark-wrong", row["id"])
    assert unsigned.exit_code == 2 and "--by" in unsigned.stderr
    marked = desk.run("store", "mark-wrong", row["id"], "--note", "not this one", "--by", "AB")
    assert marked.exit_code == 0 and marked.stdout.startswith("Marked wrong by AB, “not this one”: Rafah crossing")
    assert f"{row['id']}  AB, " in desk.run("store", "marks").stdout
    phases = json.loads(desk.run("status", "--json").stdout)["phases"]
    (crossing,) = (c for p in phases for c in p["commitments"] if c["id"] == "p1.rafah")
    assert {e["record"] for e in crossing["evidence"]} == {True}  # what the agreement's own record names still counts
    assert row["id"] not in {e["id"] for e in crossing["evidence"]}
    twice = desk.run("store", "mark-wrong", row["id"], "--by", "AB")
    assert twice.exit_code == 2 and "already" in twice.stderr
    back = desk.run("store", "unmark", row["id"], "--by", "AB")
    assert back.exit_code == 0 and back.stdout.startswith("Mark taken back by AB")
    assert desk.run("store", "marks").stdout == ""
    nothing = desk.run("store", "unmark", row["id"])
    assert nothing.exit_code == 2 and "no mark on" in nothing.stderr
    strange = desk.run("store", "mark-wrong", "no-such-id", "--by", "AB")
    assert strange.exit_code == 2 and 'no record "no-such-id"' in strange.stderr


async def test_a_quote_that_is_marked_says_so_in_the_list(desk: Desk, server: LoopbackServer) -> None:
    said = "“We will count every truck at the gate,” envoy Karim Lotfy told Sample Wire."
    server.route("/wire", feed(said))
    monitor = desk.monitor()
    await monitor.open()
    await monitor.once()
    quote = next(q for q in monitor.snapshot().quotes if "Lotfy" in (q.quote.speaker or ""))
    await monitor.mark_wrong(quote.id, quote.cite.update, "his deputy", "AB")
    marked = next(q for q in monitor.snapshot().quotes if q.id == quote.id)
    assert marked.wrong is not None and marked.wrong.endswith("his deputy")
    await monitor.undo()
    assert next(q for q in monitor.snapshot().quotes if q.id == quote.id).wrong is None
    await monitor.stop()
