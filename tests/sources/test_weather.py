"""Moves, rhythm, restarts and clocks: what a source's state carries from one visit to the next."""

from __future__ import annotations

import asyncio
import socket
import threading
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from desk import START, Desk, article, feed, rss, wait_of
from loopback import LoopbackServer, Reply

from tui.config import Secret, Source
from tui.records import SourceState
from tui.sources.articles import TRIES

WEEK = 7 * 86_400


def noted(states: dict[str, SourceState]) -> dict[str, SourceState]:
    """The states as they come back from the store."""
    return {k: msgspec.json.decode(msgspec.json.encode(v), type=SourceState) for k, v in states.items()}


# ------------------------------------------------------------------ an address that has moved


async def test_a_move_for_good_is_followed_by_the_next_visit_and_after_a_restart(
    server: LoopbackServer, desk: Desk
) -> None:
    server.route("/feed", Reply(status=301, headers={"Location": "/new"}))
    server.route("/new", Reply(body=rss("one"), headers={"ETag": '"v1"'}))
    poller = desk.poller(feed(server))
    await poller.once()
    (state,) = await poller.once(force=True)
    assert (state.status, state.moved_to) == ("ok", server.url("/new"))
    again = desk.poller(feed(server), states=noted(poller.states))
    await again.once(force=True)
    assert (len(server.asked("/feed")), len(server.asked("/new"))) == (1, 3)
    assert server.asked("/new")[-1].headers["if-none-match"] == '"v1"'


async def test_the_configured_address_is_asked_again_once_a_week(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(status=308, headers={"Location": "/new"}))
    server.route("/new", rss("one"))
    poller = desk.poller(feed(server))
    await poller.once()
    desk.clock.pass_(WEEK - 60)
    await poller.once(force=True)
    assert len(server.asked("/feed")) == 1
    desk.clock.pass_(120)
    (state,) = await poller.once(force=True)
    assert (len(server.asked("/feed")), state.moved_to) == (2, server.url("/new"))
    desk.clock.pass_(WEEK + 60)
    server.route("/feed", rss("one", "two"))  # it has come back
    (state,) = await poller.once(force=True)
    assert (state.moved_to, state.items) == (None, 2)


async def test_a_new_address_that_fails_is_left_for_the_configured_one(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(status=301, headers={"Location": "/new"}))
    server.route("/new", rss("one"))
    poller = desk.poller(feed(server))
    await poller.once()
    server.route("/new", Reply(status=404))
    server.route("/feed", Reply(status=301, headers={"Location": "/newer"}))
    server.route("/newer", rss("one", "two"))
    (state,) = await poller.once(force=True)
    assert state.status == "error"
    (state,) = await poller.once(force=True)
    assert (state.status, state.moved_to, state.items) == ("ok", server.url("/newer"), 2)


async def test_another_configuration_forgets_the_move(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(status=301, headers={"Location": "/new"}))
    server.route("/new", rss("one"))
    server.route("/own", rss("two"))
    poller = desk.poller(feed(server))
    await poller.once()
    other = feed(server, url=server.url("/own"))
    (state,) = await desk.poller(other, states=noted(poller.states)).once(force=True)
    assert (state.moved_to, len(server.asked("/own"))) == (None, 1)


async def test_what_is_sent_with_credentials_is_asked_where_it_is_configured(
    server: LoopbackServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMPLE_KEY", "s3cret")
    server.route("/feed", Reply(status=301, headers={"Location": "/new"}))
    server.route("/new", rss("one"))
    source = feed(server, secret=(Secret(type="header", name="X-Key", env="SAMPLE_KEY"),))
    poller = desk.poller(source)
    for _ in range(2):
        await poller.once(force=True)
    assert len(server.asked("/feed")) == 2


async def test_headers_stay_with_the_configured_host(server: LoopbackServer, desk: Desk) -> None:
    with LoopbackServer() as other:
        server.route("/feed", Reply(status=301, headers={"Location": other.url("/feed")}))
        other.route("/feed", rss("one"))
        poller = desk.poller(feed(server, headers={"X-Desk": "ours"}))
        await poller.once()
        assert "x-desk" in server.requests[0].headers
        assert "x-desk" not in other.requests[0].headers


# ------------------------------------------------------------------ what is still to be read


async def test_articles_still_to_be_read_survive_a_restart(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(body=rss("one", "two", "three"), headers={"ETag": '"v1"'}))
    for name in ("one", "two", "three"):
        server.route(f"/{name}", Reply(status=503))
    source = feed(server, full_text=True)
    first = desk.poller(source, articles_per_poll=2)
    (state,) = await first.once()
    assert len(state.unread) == 3 and state.etag is None
    for name in ("one", "two", "three"):
        server.route(f"/{name}", article(f"Text of {name}."))
    second = desk.poller(source, states=noted(first.states), articles_per_poll=5)
    (state,) = await second.once(force=True)
    assert desk.texts() == {n: f"Text of {n}." for n in ("one", "two", "three")}
    assert (state.unread, state.etag) == ({}, '"v1"')


async def test_how_often_an_article_failed_is_counted_across_restarts(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one"))
    server.route("/one", Reply(status=403))
    source, states = feed(server, full_text=True), None
    for _ in range(TRIES + 2):
        poller = desk.poller(source, states=states)
        await poller.once(force=True)
        states = noted(poller.states)
    assert len(server.asked("/one")) == TRIES


async def test_an_index_whose_articles_could_not_be_kept_is_read_again(server: LoopbackServer, desk: Desk) -> None:
    async def full() -> None:
        raise RuntimeError("no room")

    server.route("/index", b"<a href='/news/1'>First headline</a>")
    server.route("/news/1", article("Text of the first."))
    source = Source(id="page", name="Page", kind="page", url=server.url("/index"), links="/news/")
    poller = desk.poller(source)
    desk.on_deliver = full
    (state,) = await poller.once()
    assert state.status == "error"
    desk.on_deliver = None
    await poller.once(force=True)
    assert desk.delivered[0][1][0].text == "Text of the first."


# ------------------------------------------------------------------ a feed's own rhythm


async def test_the_rhythm_of_a_feed_holds_when_it_is_unchanged(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one", top="<ttl>60</ttl>"))
    poller = desk.poller(feed(server))
    waits = [wait_of((await poller.once(force=True))[0]) for _ in range(2)]
    assert waits == [3600, 3600]
    again = desk.poller(feed(server), states=noted(poller.states))
    assert wait_of((await again.once(force=True))[0]) == 3600


async def test_hours_and_days_to_skip(server: LoopbackServer, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import tui.sources.rhythm as module

    monkeypatch.setattr(module, "_QUIET_SPREAD", 0.0)
    night = "<skipHours>" + "".join(f"<hour>{h}</hour>" for h in (12, 13, 14)) + "</skipHours>"
    server.route("/night", rss("one", top=night))
    server.route("/weekend", rss("one", top="<skipDays><day>Friday</day><day>Saturday</day></skipDays>"))
    server.route("/own", rss("one", top=night))
    sources = feed(server, "/night"), feed(server, "/weekend"), feed(server, "/own", interval=900)
    states = await desk.poller(*sources).once()  # on a Friday at noon
    assert states[0].next_try == datetime(2025, 12, 19, 15, tzinfo=UTC)
    assert wait_of(states[1]) == 86_400  # nobody is left alone for more than a day because a feed says so
    assert wait_of(states[2]) == 900  # what a person configured counts


# ------------------------------------------------------------------ clocks


async def test_a_clock_that_was_ahead_holds_nobody(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one"))
    later = START + timedelta(days=2000)
    held = SourceState(id="feed", status="ok", last_try=later, last_ok=later, next_try=later + timedelta(hours=1))
    poller = desk.poller(feed(server), states={"feed": held})
    assert poller.states["feed"].last_ok == START
    assert len(await poller.once()) == 1


async def test_a_clock_that_is_put_back_does_not_lock_a_source(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", rss("one"))
    poller = desk.poller(feed(server))
    await poller.once()
    desk.clock.pass_(-86_400)
    allowed = poller.refresh()["feed"]
    assert allowed is not None and allowed - desk.clock.now <= timedelta(seconds=120)


async def test_who_asked_to_be_left_alone_is_after_a_restart(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(status=429, headers={"Retry-After": "7200"}))
    poller = desk.poller(feed(server))
    await poller.once()
    again = desk.poller(feed(server), states=noted(poller.states))
    desk.clock.pass_(600)
    assert again.refresh() == {"feed": START + timedelta(seconds=7200)}
    assert await again.once() == []


# ------------------------------------------------------------------ the network


async def test_what_may_be_the_networks_fault_is_told_from_the_rest(server: LoopbackServer, desk: Desk) -> None:
    server.route("/bad", "<html><title>Sign in</title></html>")
    dead = Source(id="dead", name="Dead", kind="feed", url="http://127.0.0.1:1/feed")
    states = await desk.poller(dead, feed(server, "/bad"), feed(server, "/gone")).once()
    assert [(s.status, s.unreachable, s.http_status) for s in states] == [
        ("error", True, None),
        ("error", False, 200),
        ("error", False, 404),
    ]
    assert states[1].error == 'a web page came instead of a feed: "Sign in"'


async def test_name_servers_that_hang_hold_up_nothing_else(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging, asked = threading.Event(), threading.Semaphore(0)

    def getaddrinfo(*_: object, **__: object) -> list[object]:
        asked.release()
        hanging.wait(60)
        raise OSError("no name server")

    monkeypatch.setattr("tui.sources.resolve.socket.getaddrinfo", getaddrinfo)
    sources = [Source(id=f"s{n}", name="S", kind="feed", url=f"http://wire{n}.example/feed") for n in range(12)]
    poller = desk.poller(*sources, concurrency=12)
    round_ = asyncio.create_task(poller.once())
    try:
        for _ in sources:  # all of them hang, and none is in the pool that the store writes from
            assert await asyncio.to_thread(asked.acquire, timeout=30)
        assert not round_.done()
    finally:
        hanging.set()
    assert {s.error for s in await round_} == {f"the name wire{n}.example cannot be resolved" for n in range(12)}


async def test_a_name_server_that_never_answers_meets_the_deadline(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def getaddrinfo(*_: object, **__: object) -> list[object]:
        over.wait(60)
        return []

    monkeypatch.setattr("tui.sources.resolve.socket.getaddrinfo", getaddrinfo)
    source = Source(id="s", name="S", kind="feed", url="http://wire.example/feed")
    try:
        (state,) = await desk.poller(source, connect_timeout=1).once()
    finally:
        over.set()
    assert (state.error, state.unreachable) == ("no name server answers for wire.example", True)


async def test_over_ipv6_alone(desk: Desk) -> None:
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no IPv6")
    with LoopbackServer("::1") as server:
        server.route("/feed", rss("one"))
        (state,) = await desk.poller(feed(server)).once()
        assert (state.status, state.items) == ("ok", 1)
        assert server.requests[0].headers["host"] == f"[::1]:{server.port}"


async def test_a_proxy_that_is_down_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://anna:pa55word@127.0.0.1:1")
    source = Source(id="s", name="S", kind="feed", url="http://wire.example/feed")
    (state,) = await desk.poller(source).once()
    assert (state.error, state.unreachable) == ("the proxy 127.0.0.1 of the environment cannot be reached", True)
