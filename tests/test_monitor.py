"""The heart without a screen: what a delivery changes, what survives, what trouble looks like."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from loopback import LoopbackServer, Reply

from tui.agreement import load
from tui.agreement.overrides import OverrideError, unpack
from tui.agreement.status import CommitmentStatus
from tui.config import Config, Panes, Polling, Source
from tui.config.model import StoreChoice
from tui.monitor import Monitor
from tui.records import Entry, SourceState, Update
from tui.store.archive import Archive, StoreBusy
from tui.store.archive import open as open_archive
from tui.store.errors import StoreError

NOW = datetime(2025, 12, 19, 12, tzinfo=UTC)
QUICK = Polling(interval=1, min_interval=1, timeout=5, jitter=0, backoff_max=1)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


def json_feed(*texts: str) -> bytes:
    items = ",".join(
        f'{{"id": "{n}", "title": "Story {n}", "url": "https://wire.example/{n}", "content_text": "{text}", '
        f'"date_published": "2025-12-19T0{n}:00:00Z"}}'
        for n, text in enumerate(texts)
    )
    return f'{{"version": "https://jsonfeed.org/version/1.1", "title": "S", "items": [{items}]}}'.encode()


def wire(url: str, name: str = "wire") -> Source:
    return Source(id=name, name="Sample Wire", kind="feed", url=url, match_any=())


class Watch:
    """A monitor on one store, and a way to wait for what it shows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[Monitor] = []

    def monitor(
        self, *sources: Source, poll: bool = True, read_only: bool = False, sync: Literal["second", "commit"] = "second"
    ) -> Monitor:
        config = Config(
            file="test",
            base=self.folder,
            polling=QUICK,
            sources=sources,
            store=StoreChoice(sync=sync),
            panes=Panes(quote_kinds=("direct", "mixed", "indirect")),
        )
        made = Monitor(config, load(), self.folder / "s.json", poll=poll, read_only=read_only, clock=lambda: NOW)
        self.running.append(made)
        return made

    async def until(self, monitor: Monitor, true: Callable[[], bool]) -> None:
        """Wait until a snapshot fulfils a condition; woken by the monitor's own announcements."""
        news = asyncio.Event()
        forget = monitor.subscribe(news.set)
        try:
            async with asyncio.timeout(30):
                while not true():
                    news.clear()
                    await news.wait()
        finally:
            forget()


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    made = Watch(tmp_path)
    yield made
    for monitor in made.running:
        await monitor.stop()
    left = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
    assert not left, f"tasks left behind: {left}"


async def test_news_arrives_while_it_runs(watch: Watch, server: LoopbackServer) -> None:
    server.route("/feed", json_feed("“The gate opened at noon,” envoy Karim Lotfy said."))
    monitor = watch.monitor(wire(server.url("/feed")))
    await monitor.start()
    await watch.until(monitor, lambda: monitor.snapshot().stored == 1)
    assert "gate opened" in monitor.snapshot().quotes[0].quote.text
    server.route(
        "/feed",
        json_feed(
            "“The gate opened at noon,” envoy Karim Lotfy said.",
            "“And it closed at one,” envoy Karim Lotfy said.",
        ),
    )
    await watch.until(monitor, lambda: monitor.snapshot().stored == 2)
    snapshot = monitor.snapshot()
    assert "closed at one" in snapshot.quotes[0].quote.text
    assert [c.mark for c in snapshot.changes if c.kind == "quote"] == ["new", "new"]
    update_id = snapshot.quotes[0].cite.update
    update, entry = await monitor.update(update_id), await monitor.records_of(update_id)
    assert update and entry and entry.quotes[0].quote.text in update.text
    assert snapshot.as_of == NOW and snapshot.offline_since is None


async def test_a_first_start_with_no_network_shows_the_record_and_says_so(watch: Watch) -> None:
    with LoopbackServer() as gone:
        dead = gone.url("/feed")
    monitor = watch.monitor(wire(dead))
    await monitor.start()
    first = monitor.snapshot()
    assert first.stored == 0
    assert any(row.indicator.id == "killed_since_truce" for row in first.figures)
    assert all(r.cite.shipped for row in first.figures for s in row.series for r in s.readings)
    await watch.until(monitor, lambda: monitor.snapshot().offline_since is not None)
    snapshot = monitor.snapshot()
    assert snapshot.as_of is None
    ((_, state),) = snapshot.sources
    assert state.status == "error" and state.error and state.next_try
    assert snapshot.changes == (), "that a source never answered stands in the list of sources"


async def test_a_refusal_is_no_lack_of_network(watch: Watch, server: LoopbackServer) -> None:
    server.route("/feed", Reply(status=403, body=b"go away"))
    monitor = watch.monitor(wire(server.url("/feed")))
    await monitor.start()
    await watch.until(monitor, lambda: monitor.snapshot().sources[0][1].status == "error")
    assert monitor.snapshot().offline_since is None


async def test_recovery_needs_no_key(watch: Watch, server: LoopbackServer) -> None:
    said = "“The gate opened at noon,” envoy Karim Lotfy said."
    server.route("/feed", json_feed(said))
    monitor = watch.monitor(wire(server.url("/feed")))
    await monitor.start()
    await watch.until(monitor, lambda: monitor.snapshot().sources[0][1].status == "ok")
    server.route("/feed", Reply(status=500))
    await watch.until(monitor, lambda: any(c.mark == "trouble" for c in monitor.snapshot().changes))
    server.route("/feed", json_feed(said, "“It closed at one,” envoy Karim Lotfy said."))
    await watch.until(monitor, lambda: any(c.mark == "recovered" for c in monitor.snapshot().changes))
    await watch.until(monitor, lambda: monitor.snapshot().stored == 2)
    assert monitor.snapshot().sources[0][1].status == "ok"


async def test_the_last_look_is_kept_and_can_be_taken_back(watch: Watch) -> None:
    monitor = watch.monitor()
    await monitor.start()
    monitor.mark_seen(NOW)
    assert monitor.snapshot().last_look == NOW
    await monitor.stop()
    again = watch.monitor()
    await again.start()
    assert again.snapshot().last_look == NOW
    again.unmark_seen()
    assert again.snapshot().last_look is None


async def test_a_disk_that_is_full_is_told_and_nothing_is_lost(
    watch: Watch, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.route("/feed", json_feed("“The gate opened at noon,” envoy Karim Lotfy said."))
    monitor = watch.monitor(wire(server.url("/feed")), sync="commit")
    await monitor.start()
    await watch.until(monitor, lambda: monitor.snapshot().stored == 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        for name in ("fsync", "fdatasync"):
            patch.setattr(f"os.{name}", full)
        server.route("/feed", json_feed("“The gate opened at noon,” envoy Karim Lotfy said.", "“It closed,” he said."))
        await watch.until(monitor, lambda: monitor.snapshot().trouble is not None)
        assert "No space left" in (monitor.snapshot().trouble or "")
        # the disk may refuse before the second item is written, or when it is written and not yet safe
        assert monitor.snapshot().stored in (1, 2)
        assert monitor.snapshot().quotes, "what is known stays on the screen"
    await watch.until(monitor, lambda: monitor.snapshot().stored == 2)
    assert monitor.snapshot().trouble is None


async def test_a_second_dashboard_is_refused_and_a_view_follows(watch: Watch, server: LoopbackServer) -> None:
    server.route("/feed", json_feed("“The gate opened at noon,” envoy Karim Lotfy said."))
    monitor = watch.monitor(wire(server.url("/feed")))
    await monitor.start()
    await watch.until(monitor, lambda: monitor.snapshot().stored == 1)
    view = watch.monitor(wire(server.url("/feed")), poll=False, read_only=True)
    await view.start()
    assert view.snapshot().stored == 1
    with pytest.raises(StoreBusy):
        await watch.monitor().start()
    server.route("/feed", json_feed("“The gate opened at noon,” envoy Karim Lotfy said.", "“It closed,” he said."))
    await watch.until(view, lambda: view.snapshot().stored == 2)


async def test_copies_of_a_wire_story_are_one_claim_with_carriers(watch: Watch, server: LoopbackServer) -> None:
    text = (
        "GAZA (Sample Wire) - “The gate opened at noon for the first time since the autumn,” envoy Karim Lotfy said. "
        "Drivers who had waited since the weekend said they were told to unload on the far side of the fence."
    )
    server.route("/a", json_feed(text))
    server.route("/b", json_feed(text + " A line of the paper's own stands at the end of it."))
    monitor = watch.monitor(wire(server.url("/a"), "a"), wire(server.url("/b"), "b"))
    await monitor.start()
    await watch.until(monitor, lambda: monitor.snapshot().stored == 2)
    (quote,) = [q for q in monitor.snapshot().quotes if q.quote.kind == "direct"]
    assert len(quote.carriers) == 1
    assert quote.carriers[0].origin == quote.cite.origin


def standing(monitor: Monitor, commitment: str) -> CommitmentStatus:
    return next(c for p in monitor.snapshot().phases for c in p.commitments if c.commitment.id == commitment)


async def test_a_status_set_by_hand_survives_and_can_be_taken_back(watch: Watch) -> None:
    monitor = watch.monitor(poll=False)
    await monitor.start()
    ruled = standing(monitor, "p1.rafah")
    monitor.set_status("p1.rafah", "in progress", "Two buses", "AB")
    monitor.set_status("p1.rafah", "stalled", "", "CD")
    for _ in range(2):
        found = standing(monitor, "p1.rafah")
        assert (found.word, found.grade, found.per) == ("STALLED", "*", ("CD",))
        assert (found.proposed or "").startswith(ruled.word)
        await monitor.stop()
        monitor = watch.monitor(poll=False)
        await monitor.start()
    told = [c.text for c in monitor.snapshot().changes if c.kind == "status"]
    assert any("set by AB: IN PROGRESS, “Two buses”" in t for t in told)
    assert any("set by CD: STALLED (was IN PROGRESS as set by AB" in t for t in told)
    monitor.clear_status("p1.rafah", "CD")
    assert standing(monitor, "p1.rafah") == ruled
    with pytest.raises(OverrideError):
        monitor.clear_status("p1.rafah")
    await monitor.stop()
    with open_archive(watch.folder / "s.json", read_only=True) as archive:
        assert [(o.word, o.initials) for o in unpack(archive.note("overrides"))] == [
            ("IN PROGRESS", "AB"),
            ("STALLED", "CD"),
            (None, "CD"),
        ]


async def test_a_view_follows_what_is_set_and_sets_nothing(watch: Watch) -> None:
    monitor = watch.monitor(poll=False)
    await monitor.start()
    view = watch.monitor(poll=False, read_only=True)
    await view.start()
    assert view.snapshot().viewing and view.snapshot().offline_since is None
    with pytest.raises(OverrideError):
        view.set_status("p1.rafah", "DONE", "", "AB")
    monitor.set_status("p1.rafah", "DONE", "", "AB")
    await watch.until(view, lambda: standing(view, "p1.rafah").grade == "*")
    for wrong in (("p1.raffah", "DONE", "AB"), ("p1.rafah", "DOEN", "AB"), ("p1.rafah", "DONE", "")):
        with pytest.raises(OverrideError):
            monitor.set_status(wrong[0], wrong[1], "", wrong[2])


async def test_a_change_of_the_rules_says_that_a_set_status_stays(watch: Watch, server: LoopbackServer) -> None:
    server.route("/feed", json_feed("The weather was calm."))
    monitor = watch.monitor(wire(server.url("/feed")))
    await monitor.start()
    await watch.until(monitor, lambda: monitor.snapshot().stored == 1)
    monitor.set_status("p1.rafah", "SUSPENDED", "", "AB")
    story = "The Rafah crossing has been reopened in both directions, the Egyptian foreign ministry said."
    server.route("/feed", json_feed("The weather was calm.", story))
    await watch.until(monitor, lambda: monitor.snapshot().stored == 2)
    changed = [c.text for c in monitor.snapshot().changes if c.ref == "p1.rafah" and c.mark == "new"]
    assert changed and all("by the rules; SUSPENDED as set by AB stays" in text for text in changed)
    assert standing(monitor, "p1.rafah").word == "SUSPENDED"


async def test_texts_that_are_too_old_are_dropped_while_it_runs(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.monitor._UPKEEP_FIRST", 0.0)
    at = NOW - timedelta(days=200)
    update = Update(
        id="old", source="wire", outlet="Sample Wire", url="https://wire.example/old", title="Old", text="A long text.",
        published=at, fetched=at, origin="old",
    )  # fmt: skip
    with open_archive(watch.folder / "s.json") as archive:
        archive.put([Entry(update=update)])
        archive.seal()
    monitor = watch.monitor(poll=False)
    await monitor.start()
    news = asyncio.Event()
    monitor.subscribe(news.set)
    async with asyncio.timeout(30):
        while (kept := await monitor.update("old")) is None or kept.text:
            await news.wait()
            news.clear()
    assert kept.url == update.url


async def test_a_text_is_asked_for_without_holding_up_anything_else(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor = watch.monitor(poll=False)
    await monitor.start()
    let_go = threading.Event()

    def slow(self: Archive, update: str) -> None:
        assert let_go.wait(30)

    monkeypatch.setattr(Archive, "entry", slow)
    asked = asyncio.ensure_future(monitor.records_of("u"))
    await asyncio.sleep(0)
    assert monitor.snapshot().stored == 0 and not asked.done()
    let_go.set()
    assert await asked is None


async def test_only_states_that_changed_are_written(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monitor = watch.monitor(poll=False)
    await monitor.start()
    written: list[set[str]] = []
    put, broken = Archive.put_states, [False]

    def noted(self: Archive, states: Mapping[str, SourceState]) -> None:
        if broken[0]:
            raise StoreError("the disk is full")
        written.append(set(states))
        put(self, states)

    monkeypatch.setattr(Archive, "put_states", noted)
    for name in ("a", "b"):
        await monitor.report(SourceState(id=name, status="ok"))
    await monitor.once([])
    broken[0] = True
    await monitor.report(SourceState(id="b", status="ok", items=3))
    await monitor.once([])
    broken[0] = False
    await monitor.once([])  # what could not be written is written then
    await monitor.once([])
    assert written == [{"a", "b"}, {"b"}, set()]


async def test_nothing_is_asked_of_the_store_on_the_loop(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    # a shared one may be far away, and a key must not wait for it
    loop, here = threading.current_thread(), set[str]()

    def watched(name: str) -> None:
        asked = getattr(Archive, name)

        def noted(*args: Any, **how: Any) -> Any:
            if threading.current_thread() is loop:
                here.add(name)
            return asked(*args, **how)

        monkeypatch.setattr(Archive, name, noted)

    for name in ("changes", "states", "note", "notes", "entry", "quotes", "updates", "search", "put", "put_note",
                 "change_note", "put_states", "trail", "series"):  # fmt: skip
        watched(name)
    monitor = watch.monitor(poll=False)
    await monitor.start()
    await monitor.report(SourceState(id="a", status="ok", last_ok=NOW))
    await monitor.report(SourceState(id="a", status="error", error="no answer"))
    commitment = monitor.snapshot().phases[0].commitments[0].commitment.id
    monitor.set_status(commitment, "DONE", "seen it", "AB")
    await monitor.pin("q1", None)
    monitor.keep_note("alerts", {"told": 1})
    monitor.mark_seen(NOW)
    assert monitor.note("alerts") == {"told": 1}
    await monitor.records_of("none")
    await asyncio.gather(*monitor._writes)
    await monitor.once([])
    await monitor.stop()
    assert not here
    again = watch.monitor(poll=False)
    await again.open()
    assert again.note("alerts") == {"told": 1}
    await again.stop()


# ------------------------------------------------------------------ when much comes at once


async def test_of_many_deliveries_at_once_the_board_is_made_anew_once_for_all(
    watch: Watch, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(12):
        server.route(f"/{n}", json_feed(f"“The gate opened at {n},” envoy Karim Lotfy said on day {n} of the watch."))
    monitor = watch.monitor(*(wire(server.url(f"/{n}"), f"w{n}") for n in range(12)), poll=False)
    await monitor.start()
    derived = []
    derive = monitor._derive

    async def counted() -> None:
        derived.append(monitor.clock())
        await derive()

    monkeypatch.setattr(monitor, "_derive", counted)
    monkeypatch.setattr("tui.watching._CALM", 600.0)
    await monitor.once()
    assert 1 <= len(derived) <= 2
    shot = monitor.snapshot()
    assert (shot.stored, len(shot.quotes)) == (12, 12)


async def test_reading_waits_for_a_person_at_the_keys_and_never_stands_still(
    watch: Watch, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, waits = 0.0, []

    def wait(seconds: float) -> None:
        nonlocal now
        waits.append(seconds)
        now += seconds

    monkeypatch.setattr("tui.watching.time", SimpleNamespace(monotonic=lambda: now, sleep=wait))
    server.route("/feed", json_feed(*(f"“The gate opened at {n},” envoy Karim Lotfy said." for n in range(3))))
    monitor = watch.monitor(wire(server.url("/feed")), poll=False)
    await monitor.start()
    monitor.attend()
    await monitor.once()
    assert waits == [0.25]  # the first text waited, those after it had nobody to wait for
    assert monitor.snapshot().stored == 3

    def wait_and_press(seconds: float) -> None:
        wait(seconds)
        monitor.attend()  # a key that is held down

    monkeypatch.setattr("tui.watching.time", SimpleNamespace(monotonic=lambda: now, sleep=wait_and_press))
    waits.clear()
    server.route("/feed", json_feed(*(f"“The gate opens again at {n},” envoy Karim Lotfy said." for n in range(3))))
    monitor.attend()
    await monitor.once()
    assert sum(waits) == pytest.approx(3 * 0.5)
    assert {q.quote.text.strip("“”,") for q in monitor.snapshot().quotes} == {
        f"The gate opens again at {n}" for n in range(3)
    }
