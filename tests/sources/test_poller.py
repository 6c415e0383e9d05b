"""When sources are asked, what is handed over, and how each is said to be doing. Over real loopback HTTP."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from desk import START, Desk, article, feed, rss, wait_of
from loopback import LoopbackServer, Reply, Request

from tui.config import Polling, Secret, Source
from tui.records import SourceState
from tui.sources.articles import TRIES as ARTICLE_TRIES
from tui.sources.items import SourceError
from tui.sources.visit import Visitor
from tui.sources.wanted import matcher

# ------------------------------------------------------------------ one round


async def test_all_kinds_in_one_round(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one", "two"))
    server.route("/api", b'{"rows": [{"t": "three"}]}')
    server.route("/page", article("The gate is shut."))
    (desk.base / "four.txt").write_text("Words of the fourth.")
    poller = desk.poller(
        feed(server),
        Source(id="api", name="Api", kind="api", url=server.url("/api"), items="rows", map={"title": "t"}),
        Source(id="page", name="Page", kind="page", url=server.url("/page")),
        Source(id="files", name="Files", kind="file", path="*.txt"),
    )
    states = await poller.once()
    assert [(s.id, s.status, s.items, s.format, s.failures) for s in states] == [
        ("feed", "ok", 2, "RSS 2.0", 0),
        ("api", "ok", 1, "JSON", 0),
        ("page", "ok", 1, "HTML", 0),
        ("files", "ok", 1, "files", 0),
    ]
    assert {(s, i.title) for s, items in desk.delivered for i in items} == {
        ("feed", "one"),
        ("feed", "two"),
        ("api", "three"),
        ("page", "Title"),
        ("files", "four"),
    }
    assert sorted(s.id for s in desk.reported) == ["api", "feed", "files", "page"]
    assert states[0].newest == datetime(2025, 12, 19, 8, tzinfo=UTC)
    assert states[0].last_ok == START
    assert poller.states["feed"] == states[0]


async def test_one_failure_stops_nobody(server: LoopbackServer, desk: Desk) -> None:
    server.route("/good", rss("one"))
    server.route("/broken", Reply(status=500))
    server.route("/html", b"<html><title>Sign in</title></html>")
    server.route("/text", "One query every five seconds, please.")
    server.route("/slow", Reply(raw=True, chunks=[], stall=True))
    poller = desk.poller(
        feed(server, "/broken"),
        feed(server, "/html"),
        feed(server, "/text"),
        feed(server, "/slow", timeout=1),
        Source(id="dead", name="Dead", kind="feed", url="http://127.0.0.1:1/"),
        Source(
            id="key", name="Key", kind="feed", url=server.url("/good"),
            secret=(Secret(type="query", name="k", env="SAMPLE_UNSET"),),
        ),
        Source(id="nofile", name="No file", kind="file", path="missing"),
        feed(server, "/good"),
    )  # fmt: skip
    states = {s.id: s for s in await poller.once()}
    assert {k: s.status for k, s in states.items() if s.status != "error"} == {"good": "ok"}
    errors = {k: s.error or "" for k, s in states.items()}
    assert "HTTP 500" in errors["broken"]
    assert states["broken"].http_status == 500
    assert "a web page came instead of a feed" in errors["html"]
    assert states["html"].http_status == 200
    assert "One query every five seconds" in errors["text"]
    assert "within 1 s" in errors["slow"]
    assert "refuses the connection" in errors["dead"]
    assert "SAMPLE_UNSET is not set" in errors["key"]
    assert '"missing" does not exist' in errors["nofile"]
    assert all(s.since == START and s.failures == 1 for s in states.values() if s.status == "error")
    assert [s for s, _ in desk.delivered] == ["good"]


async def test_an_empty_feed_is_a_state_of_its_own(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss())
    (state,) = await desk.poller(feed(server)).once()
    assert (state.status, state.items, state.error) == ("empty", 0, None)
    assert desk.delivered == []


async def test_sources_that_are_off(server: LoopbackServer, desk: Desk) -> None:
    poller = desk.poller(
        feed(server, "/a", enabled=False, reason="no feed any more"),
        feed(server, "/b", agreements=("other-2024",)),
        feed(server, "/c", agreements=("other-2024", "sample-2025")),
    )
    server.route("/c", rss("one"))
    assert [s.id for s in await poller.once()] == ["c"]
    assert poller.states["a"] == SourceState(id="a", status="off", error="no feed any more")
    assert (poller.states["b"].status, poller.states["b"].error) == ("off", "only for other-2024")
    assert set(poller.refresh()) == {"c"}
    assert {r.path for r in server.requests} == {"/c"}


async def test_only_some_and_only_what_is_due(server: LoopbackServer, desk: Desk) -> None:
    server.route("/a", rss("one"))
    server.route("/b", rss("two"))
    poller = desk.poller(feed(server, "/a"), feed(server, "/b"), interval=900)
    assert [s.id for s in await poller.once(only=["b"])] == ["b"]
    assert [s.id for s in await poller.once()] == ["a"]
    assert await poller.once() == []
    assert [s.id for s in await poller.once(force=True)] == ["a", "b"]
    desk.clock.pass_(901)
    assert [s.id for s in await poller.once()] == ["a", "b"]


# ------------------------------------------------------------------ asking again


async def test_an_unchanged_feed_is_not_parsed_again(server: LoopbackServer, desk: Desk) -> None:
    def answer(request: Request) -> Reply:
        fields = {"ETag": '"v1"', "Last-Modified": "Fri, 19 Dec 2025 08:00:00 GMT"}
        return Reply(status=304) if request.headers.get("if-none-match") else Reply(body=rss("one"), headers=fields)

    server.route("/feed", answer)
    poller = desk.poller(feed(server))
    (first,) = await poller.once()
    desk.clock.pass_(1000)
    (second,) = await poller.once()
    assert (second.status, second.items, second.http_status, second.etag) == ("ok", 1, 304, '"v1"')
    assert (second.newest, second.format, second.since) == (first.newest, first.format, first.since)
    assert second.last_ok == START + timedelta(seconds=1000)
    assert len(desk.delivered) == 1


async def test_the_same_body_without_validators(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one"))
    poller = desk.poller(feed(server))
    await poller.once()
    (state,) = await poller.once(force=True)
    assert (state.status, state.items, state.body_digest) == ("ok", 1, hashlib.sha256(rss("one")).hexdigest())
    assert len(desk.delivered) == 1
    server.route("/feed", rss("one", "two"))
    await poller.once(force=True)
    assert [i.title for i in desk.delivered[1][1]] == ["one", "two"]


async def test_validators_are_kept_only_after_delivery(server: LoopbackServer, desk: Desk) -> None:
    async def full() -> None:
        raise SourceError("not saved: the disk is full")

    server.route("/feed", Reply(body=rss("one"), headers={"ETag": '"v1"'}))
    poller = desk.poller(feed(server))
    desk.on_deliver = full
    (state,) = await poller.once()
    assert (state.status, state.error) == ("error", "not saved: the disk is full")
    assert (state.etag, state.body_digest, state.last_ok) == (None, None, None)
    desk.on_deliver = None
    (state,) = await poller.once(force=True)
    assert (state.status, state.etag) == ("ok", '"v1"')
    assert "if-none-match" not in server.requests[1].headers
    assert [i.title for i in desk.delivered[0][1]] == ["one"]


async def test_validators_survive_a_restart_but_not_another_configuration(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(body=rss("one"), headers={"ETag": '"v1"'}))
    first = desk.poller(feed(server))
    await first.once()
    kept = msgspec.json.decode(msgspec.json.encode(first.states), type=dict[str, SourceState])
    same = desk.poller(feed(server), states=kept)
    assert await same.once() == []  # not due
    await same.once(force=True)
    assert server.requests[-1].headers["if-none-match"] == '"v1"'
    other = desk.poller(feed(server, match_any=("one",)), states=kept)
    assert len(await other.once()) == 1
    assert "if-none-match" not in server.requests[-1].headers
    assert len(desk.delivered) == 2


async def test_a_parsing_error_keeps_no_validators(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(body=b"<html>no</html>", headers={"ETag": '"bad"'}))
    poller = desk.poller(feed(server))
    (state,) = await poller.once()
    assert (state.status, state.etag, state.body_digest) == ("error", None, None)
    server.route("/feed", rss("one"))
    (state,) = await poller.once(force=True)
    assert (state.status, state.failures, state.error) == ("ok", 0, None)


async def test_a_failure_keeps_what_was_known(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(body=rss("one"), headers={"ETag": '"v1"'}))
    poller = desk.poller(feed(server))
    await poller.once()
    server.route("/feed", Reply(status=503))
    desk.clock.pass_(1000)
    (state,) = await poller.once()
    assert (state.status, state.items, state.etag, state.last_ok) == ("error", 1, '"v1"', START)
    assert state.since == START + timedelta(seconds=1000)


# ------------------------------------------------------------------ waits


async def test_intervals(server: LoopbackServer, desk: Desk) -> None:
    server.route("/a", rss("one"))
    server.route("/b", Reply(body=rss("one"), headers={"Cache-Control": "public, max-age=3000"}))
    server.route("/c", rss("one", top="<ttl>60</ttl>"))
    poller = desk.poller(
        feed(server, "/a"),
        feed(server, "/b"),
        feed(server, "/c"),
        feed(server, "/a", id="own", interval=300),
        feed(server, "/b", id="own-b", interval=300),
        feed(server, "/a", id="floor", interval=5),
        interval=900,
        min_interval=120,
    )
    assert [wait_of(s) for s in await poller.once()] == [900, 3000, 3600, 300, 300, 120]


async def test_jitter_stays_in_its_share_and_above_the_floor(server: LoopbackServer, desk: Desk) -> None:
    server.route("/a", rss("one"))
    poller = desk.poller(
        feed(server, "/a"), feed(server, "/a", id="floor", interval=100), interval=1000, jitter=0.1, min_interval=100
    )
    waits = [[wait_of(s) for s in await poller.once(force=True)] for _ in range(20)]
    assert all(900 <= a <= 1100 and 100 <= b <= 110 for a, b in waits)
    assert len({a for a, _ in waits}) > 10


async def test_back_off_grows_is_bounded_and_ends(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(status=500))
    poller = desk.poller(feed(server), min_interval=100, backoff_max=1000)
    waits = []
    for n in range(1, 8):
        (state,) = await poller.once(force=True)
        assert state.failures == n
        waits.append(wait_of(state))
    for wait, most in zip(waits, (100, 200, 400, 800, 1000, 1000, 1000), strict=True):
        assert max(100, 0.75 * most) <= wait <= most
    server.route("/feed", rss("one"))
    (state,) = await poller.once(force=True)
    assert (state.status, state.failures, wait_of(state)) == ("ok", 0, 900)


async def test_retry_after_is_honoured(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(status=429, headers={"Retry-After": "5000"}))
    poller = desk.poller(feed(server), min_interval=100)
    (state,) = await poller.once()
    assert wait_of(state) == 5000
    desk.clock.pass_(1000)
    assert poller.refresh() == {"feed": START + timedelta(seconds=5000)}
    server.route("/feed", Reply(status=503, headers={"Retry-After": "99999999999999999999"}))
    (state,) = await poller.once(force=True)
    assert wait_of(state) == 86_400


async def test_a_source_that_is_gone_is_asked_once_a_week(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(status=410))
    (state,) = await desk.poller(feed(server)).once()
    assert wait_of(state) == 7 * 86_400
    assert "Gone" in (state.error or "")


async def test_moved_for_good_is_told(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(status=301, headers={"Location": "/new"}))
    server.route("/new", rss("one"))
    (state,) = await desk.poller(feed(server)).once()
    assert (state.status, state.moved_to) == ("ok", server.url("/new"))


async def test_hosts_get_few_requests_at_once(server: LoopbackServer, desk: Desk) -> None:
    import threading

    lock = threading.Lock()
    now = most = 0

    class Slow:
        """Chunks that count how many answers are under way."""

        def __iter__(self) -> Iterator[bytes]:
            nonlocal now, most
            with lock:
                now += 1
                most = max(most, now)
            yield rss("one")[:10]
            yield rss("one")[10:]
            with lock:
                now -= 1

    server.route("/feed", lambda _: Reply(chunks=Slow(), drip=0.01))
    poller = desk.poller(*(feed(server, "/feed", id=f"s{n}") for n in range(12)), per_host=2, concurrency=12)
    states = await poller.once()
    assert all(s.status == "ok" for s in states)
    assert most == 2


# ------------------------------------------------------------------ what matters


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("News from RAFAH today", True),
        ("Rafahs", False),
        ("the yellow\n line moved", True),
        ("yellow lines", False),
        ("a C++ (sic) matter", True),
    ],
)
def test_words_are_found_whole(text: str, found: bool) -> None:
    pattern = matcher(("rafah", "yellow line", "c++ (sic)"))
    assert pattern is not None
    assert bool(pattern.search(text)) is found


async def test_only_what_matches_is_delivered(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("rafah", "weather"))
    states = await desk.poller(
        feed(server),
        feed(server, id="all", match_any=()),
        feed(server, id="none", match_any=("nothing like it",)),
        match_any=("Rafah",),
    ).once()
    assert {s: [i.title for i in items] for s, items in desk.delivered} == {
        "feed": ["rafah"],
        "all": ["rafah", "weather"],
    }
    assert [(s.status, s.items) for s in states] == [("ok", 2)] * 3


async def test_a_date_in_the_future_is_not_the_newest(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one").replace(b"08:00:00", b"18:00:00"))
    (state,) = await desk.poller(feed(server)).once()
    assert state.newest == START
    assert desk.delivered[0][1][0].published == datetime(2025, 12, 19, 18, tzinfo=UTC)


# ------------------------------------------------------------------ articles


async def test_full_texts(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one", "two"))
    server.route("/one", article("The long text of the first."))
    server.route("/two", article("The long text of the second."))
    poller = desk.poller(feed(server, full_text=True))
    (state,) = await poller.once()
    assert desk.texts() == {"one": "The long text of the first.", "two": "The long text of the second."}
    assert all(i.complete for i in desk.delivered[0][1])
    assert (state.status, state.error) == ("ok", None)
    server.route("/feed", rss("three", "one", "two"))
    server.route("/three", article("The long text of the third."))
    await poller.once(force=True)
    assert {path: len(server.asked(path)) for path in ("/one", "/two", "/three")} == {"/one": 1, "/two": 1, "/three": 1}


async def test_articles_are_bounded_per_poll_and_the_rest_comes_later(server: LoopbackServer, desk: Desk) -> None:
    names = [f"n{n}" for n in range(5)]
    server.route("/feed", Reply(body=rss(*names), headers={"ETag": '"v1"'}))
    for name in names:
        server.route(f"/{name}", article(f"Text of {name}."))
    poller = desk.poller(feed(server, full_text=True), articles_per_poll=2)
    for read in (2, 4, 5):
        (state,) = await poller.once(force=True)
        assert sum(1 for n in names if server.asked(f"/{n}")) == read
    assert state.etag == '"v1"'
    assert desk.texts() == {n: f"Text of {n}." for n in names}
    assert all(len(server.asked(f"/{n}")) == 1 for n in names)
    assert all("if-none-match" not in r.headers for r in server.asked("/feed"))
    await poller.once(force=True)
    assert server.asked("/feed")[-1].headers["if-none-match"] == '"v1"'


async def test_an_article_that_fails_is_tried_again_and_then_given_up(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one", "two"))
    server.route("/one", Reply(status=403))
    server.route("/two", article("Text of two."))
    poller = desk.poller(feed(server, full_text=True))
    for n in range(1, ARTICLE_TRIES + 3):
        (state,) = await poller.once(force=True)
        assert state.status == "ok"
        assert len(server.asked("/one")) == min(n, ARTICLE_TRIES)
        if n == 1:
            assert state.error == "1 of 2 articles could not be read: HTTP 403 Forbidden"
    assert desk.texts()["one"] == ""
    assert len(server.asked("/two")) == 1


async def test_an_article_that_comes_later_is_delivered(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one"))
    server.route("/one", Reply(status=500))
    poller = desk.poller(feed(server, full_text=True))
    await poller.once()
    server.route("/one", article("At last."))
    await poller.once(force=True)
    assert [items[0].text for _, items in desk.delivered] == ["", "At last."]


async def test_articles_elsewhere_inside_are_refused(server: LoopbackServer, desk: Desk) -> None:
    with LoopbackServer("127.0.0.9") as inside:
        inside.route("/one", article("The inside."))
        server.route("/feed", rss("one").replace(b"<link>/one", f"<link>{inside.url('/one')}".encode()))
        (state,) = await desk.poller(feed(server, full_text=True)).once()
        assert inside.requests == []
    assert "private address 127.0.0.9: refused" in (state.error or "")


async def test_an_article_that_is_no_page(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one"))
    server.route("/one", Reply(body=b"%PDF-1.4", headers={"Content-Type": "application/pdf"}))
    (state,) = await desk.poller(feed(server, full_text=True)).once()
    assert "the link leads to application/pdf" in (state.error or "")


async def test_an_index_page(server: LoopbackServer, desk: Desk) -> None:
    server.route(
        "/index", b"<a href='/news/1'>First headline</a><a href='/about'>About</a><a href='/news/2'>Second</a>"
    )
    server.route("/news/1", article("Text of the first."))
    server.route("/news/2", Reply(status=500))
    source = Source(id="page", name="Page", kind="page", url=server.url("/index"), links="/news/")
    poller = desk.poller(source)
    (state,) = await poller.once()
    assert (state.status, state.items, state.format) == ("ok", 2, "HTML")
    assert [i.text for _, items in desk.delivered for i in items] == ["Text of the first."]
    server.route("/news/2", article("Text of the second."))
    await poller.once(force=True)
    assert [i.text for _, items in desk.delivered for i in items] == ["Text of the first.", "Text of the second."]
    await poller.once(force=True)
    assert {p: len(server.asked(p)) for p in ("/news/1", "/news/2", "/about")} == {
        "/news/1": 1,
        "/news/2": 2,
        "/about": 0,
    }
    server.route("/index", b"<a href='/other'>All new</a>")
    (state,) = await poller.once(force=True)
    assert "no link on the page matches" in (state.error or "")


async def test_a_page_that_changes(server: LoopbackServer, desk: Desk) -> None:
    source = Source(id="page", name="Page", kind="page", url=server.url("/notice"))
    server.route("/notice", article("The gate is shut."))
    poller = desk.poller(source)
    await poller.once()
    await poller.once(force=True)
    server.route("/notice", article("The gate is open."))
    await poller.once(force=True)
    assert [(i.id, i.text) for _, items in desk.delivered for i in items] == [
        (server.url("/notice"), "The gate is shut."),
        (server.url("/notice"), "The gate is open."),
    ]


# ------------------------------------------------------------------ files


async def test_a_folder_is_read_when_it_changes(desk: Desk) -> None:
    (desk.base / "a.txt").write_text("One.")
    poller = desk.poller(Source(id="f", name="F", kind="file", path="."))
    (state,) = await poller.once()
    assert wait_of(state) == 15
    await poller.once(force=True)
    assert len(desk.delivered) == 1
    (desk.base / "b.txt").write_text("Two.")
    await poller.once(force=True)
    assert {i.text for i in desk.delivered[1][1]} == {"One.", "Two."}


# ------------------------------------------------------------------ for ever


async def test_run_asks_when_due_and_refresh_asks_now(server: LoopbackServer, desk: Desk) -> None:
    server.route("/a", rss("one"))
    server.route("/b", rss("two"))
    poller = desk.poller(feed(server, "/a"), feed(server, "/b"), min_interval=120)
    running = asyncio.create_task(poller.run())
    await desk.until(lambda: len(desk.reported) == 2)
    desk.clock.pass_(60)
    assert poller.refresh(["a"]) == {"a": START + timedelta(seconds=120)}
    desk.clock.pass_(100)
    assert poller.refresh(["a"]) == {"a": None}
    await desk.until(lambda: len(desk.reported) == 3)
    assert (len(server.asked("/a")), len(server.asked("/b"))) == (2, 1)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_run_repeats_by_itself(server: LoopbackServer, desk: Desk) -> None:
    server.route("/a", rss("one"))
    poller = desk.poller(feed(server, "/a"), interval=0, min_interval=0)
    running = asyncio.create_task(poller.run())
    await desk.until(lambda: len(desk.reported) >= 5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert len(desk.delivered) == 1


async def test_run_waits_for_what_is_not_due(server: LoopbackServer, desk: Desk) -> None:
    server.route("/a", rss("one"))
    server.route("/b", rss("two"))
    held = {"a": SourceState(id="a", status="error", failures=3, next_try=START + timedelta(hours=1), error="x")}
    poller = desk.poller(feed(server, "/a"), feed(server, "/b"), states=held)
    running = asyncio.create_task(poller.run())
    await desk.until(lambda: len(desk.reported) == 1)
    assert not server.asked("/a")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_the_first_answer_after_an_outage_wakes_the_others(
    server: LoopbackServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tui.sources.poller as module

    monkeypatch.setattr(module, "_SPREAD", 0.0)
    server.route("/a", rss("one"))
    server.route("/b", rss("two"))
    port = server.port
    dead = {n: Source(id=n, name=n, kind="feed", url=f"http://127.0.0.1:1/{n}") for n in "ab"}
    poller = desk.poller(*dead.values(), min_interval=100)
    for _ in range(6):
        states = await poller.once(force=True)
    assert all(s.status == "error" and wait_of(s) <= 300 for s in states)  # the network is gone, not the sources
    for name in "ab":
        poller._sources[name] = Source(id=name, name=name, kind="feed", url=f"http://127.0.0.1:{port}/{name}")
    running = asyncio.create_task(poller.run())
    await asyncio.sleep(0)
    desk.clock.pass_(101)
    poller.refresh(["a"])
    await desk.until(lambda: {s.id for s in desk.reported if s.status == "ok"} == {"a", "b"})
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_after_a_sleep_of_the_machine_what_is_overdue_is_asked(
    server: LoopbackServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tui.sources.poller as module

    monkeypatch.setattr(module, "_SPREAD", 0.0)
    server.route("/a", rss("one"))
    server.route("/b", rss("two"))
    poller = desk.poller(feed(server, "/a", interval=900), feed(server, "/b", interval=90_000))
    running = asyncio.create_task(poller.run())
    await desk.until(lambda: len(desk.reported) == 2)
    desk.clock.pass_(-86_400)  # a clock that is put back asks nobody
    poller.refresh([])
    await asyncio.sleep(0)
    desk.clock.pass_(86_400 + 1_000)  # the wall clock went on while the other one stood still
    poller.refresh([])
    await desk.until(lambda: len(desk.reported) == 3)
    assert (len(server.asked("/a")), len(server.asked("/b"))) == (2, 1)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_mistake_of_ours_is_shown_and_stops_nobody(
    server: LoopbackServer, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken() -> None:
        raise ZeroDivisionError("oops")

    server.route("/a", rss("one"))
    server.route("/b", rss())
    desk.on_deliver = broken
    states = await desk.poller(feed(server, "/a"), feed(server, "/b")).once()
    assert [s.status for s in states] == ["error", "empty"]
    assert states[0].error == "internal error: ZeroDivisionError: oops"
    assert "asking a" in caplog.text


async def test_closing_in_the_middle(server: LoopbackServer, desk: Desk) -> None:
    server.route("/slow", Reply(raw=True, chunks=[], stall=True))
    poller = desk.poller(feed(server, "/slow"))
    running = asyncio.create_task(poller.run())
    assert await asyncio.to_thread(server.wait_for, "/slow")
    await poller.aclose()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await poller.aclose()
    assert desk.reported == []
    assert [t for t in asyncio.all_tasks() if t.get_name().startswith("source")] == []


async def test_the_gap_between_articles_is_for_hosts_of_others() -> None:
    from tui.sources.pace import Pace

    pace = Pace(2, gap=3600.0)
    for _ in range(3):
        async with pace.turn("http://127.0.0.1/x", spaced=True):
            pass
    async with pace.turn("https://wire.example/x", spaced=True):
        pass
    second = asyncio.ensure_future(pace.turn("https://wire.example/y", spaced=True).__aenter__())
    done, _ = await asyncio.wait([second], timeout=0.05)
    assert not done
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second


async def test_the_visitor_names_what_decides_a_visit(tmp_path: Path) -> None:
    visitor = Visitor(Polling(), tmp_path, lambda _, __: False)
    source = Source(id="a", name="A", kind="feed", url="https://wire.example/")
    other = msgspec.structs.replace(source, headers={"b": "1", "a": "2"})
    again = msgspec.structs.replace(source, headers={"a": "2", "b": "1"})
    assert visitor.configured(source) != visitor.configured(other) == visitor.configured(again)
    await visitor.aclose()
