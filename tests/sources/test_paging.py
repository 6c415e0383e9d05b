"""APIs that answer in pages: how the next one is asked for, and where it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from desk import Desk
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import LoopbackServer, Reply, Request

from tui.config import ApiFigure, Secret, Source
from tui.sources import api, paging
from tui.sources.items import SourceError
from tui.sources.paging import Page

ROWS = [f"row {n}" for n in range(7)]


def source(url: str, **fields: object) -> Source:
    return Source(**({"id": "api", "name": "Api", "kind": "api", "url": url, "items": "rows", "map": {"title": "t"},
                      "pages": 10} | fields))  # type: ignore[arg-type]  # fmt: skip


def pages(size: int, after: Callable[[Request, int], object]) -> Callable[[Request], Reply]:
    """A server of `ROWS` in pages; `after` gives what the page says of the next, from where that begins."""

    def answer(request: Request) -> Reply:
        query = {k: v[0] for k, v in parse_qs(request.query).items()}
        begin = int(query.get("from", 0)) + (int(query["page"]) - 1) * size if "page" in query else int(
            query.get("from", 0))  # fmt: skip
        rows = ROWS[begin : begin + size]
        more = after(request, begin + size) if begin + size < len(ROWS) else None
        return Reply(body=json.dumps({"rows": [{"t": r, "n": 1} for r in rows], "links": {"next": more}}).encode())

    return answer


async def titles(desk: Desk, one: Source, **polling: int) -> list[str]:
    (state,) = await desk.poller(one, **polling).once()
    assert state.status == "ok", state.error
    return [i.title for _, items in desk.delivered for i in items]


async def test_by_the_address_that_the_answer_gives(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: f"/api?from={begin}"))
    assert await titles(desk, source(server.url("/api"), next="links.next")) == ROWS
    assert [r.query for r in server.requests] == ["", "from=3", "from=6"]


async def test_by_a_token(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: begin))
    assert await titles(desk, source(server.url("/api?q=aid"), next="links.next", next_param="from")) == ROWS
    assert [r.query for r in server.requests] == ["q=aid", "q=aid&from=3", "q=aid&from=6"]


async def test_by_counting_pages_until_one_is_empty(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: None))
    assert await titles(desk, source(server.url("/api"), next_param="page")) == ROWS
    assert [r.query for r in server.requests] == ["", "page=2", "page=3", "page=4"]


async def test_by_counting_rows(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: None))
    found = await titles(desk, source(server.url("/api?from=1"), next_param="from", next_step=3))
    assert found == ROWS[1:]
    assert [r.query for r in server.requests] == ["from=1", "from=4", "from=7"]


async def test_the_bound_is_said(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: f"/api?from={begin}"))
    (state,) = await desk.poller(source(server.url("/api"), next="links.next", pages=2)).once()
    assert (state.items, state.error) == (6, "there are more than 2 pages; the others were not read")
    assert len(server.requests) == 2


async def test_one_page_alone_by_default(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: f"/api?from={begin}"))
    assert await titles(desk, source(server.url("/api"), pages=1)) == ROWS[:3]
    assert len(server.requests) == 1


async def test_a_page_that_leads_to_itself_ends(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: "/api?from=3"))
    assert await titles(desk, source(server.url("/api"), next="links.next")) == ROWS[:6]
    assert len(server.requests) == 2


async def test_a_sum_is_over_all_pages_or_there_is_none(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: f"/api?from={begin}"))
    figure = ApiFigure(indicator="trucks", path="n", claimant="un", mode="sum")
    one = source(server.url("/api"), next="links.next", figures=(figure,))
    poller = desk.poller(one)
    await poller.once()
    assert desk.delivered[0][1][-1].figures[0].value == len(ROWS)
    whole = pages(3, lambda r, begin: f"/api?from={begin}")
    server.route("/api", lambda r: whole(r) if "6" not in r.query else Reply(status=500))
    (state,) = await poller.once(force=True)
    assert (state.status, state.error) == ("error", "page 3: HTTP 500 Internal Server Error")
    assert len(desk.delivered) == 1


async def test_the_same_pages_are_not_read_again(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(3, lambda r, begin: f"/api?from={begin}"))
    poller = desk.poller(source(server.url("/api"), next="links.next"))
    await poller.once()
    await poller.once(force=True)
    assert (len(desk.delivered), len(server.requests)) == (1, 6)


async def test_another_host_gets_nothing(server: LoopbackServer, desk: Desk) -> None:
    with LoopbackServer("127.0.0.9") as other:
        server.route("/api", pages(3, lambda r, begin: other.url("/api")))
        (state,) = await desk.poller(source(server.url("/api"), next="links.next")).once()
        assert (state.status, state.error) == ("error", "the next page is on another host: not followed")
        assert other.requests == []


async def test_a_secret_goes_with_every_page_and_is_never_shown(
    server: LoopbackServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMPLE_KEY", "s3cret/1")
    whole = pages(3, lambda r, begin: f"/api?from={begin}")
    server.route("/api", lambda r: whole(r) if "from=6" not in r.query else Reply(body=b"s3cret/1 is not welcome"))
    keys = (Secret(type="query", name="key", env="SAMPLE_KEY"), Secret(type="header", name="X-Key", env="SAMPLE_KEY"))
    (state,) = await desk.poller(source(server.url("/api"), next="links.next", secret=keys)).once()
    assert all(parse_qs(r.query)["key"] == ["s3cret/1"] for r in server.requests)
    assert [r.headers["x-key"] for r in server.requests] == ["s3cret/1"] * 3
    assert state.error == 'text came instead of JSON: "*** is not welcome"'


async def test_a_secret_that_is_echoed_is_not_kept(
    server: LoopbackServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMPLE_KEY", "s3cret/1")
    server.route("/api", b'{"rows": [{"t": "for s3cret/1", "u": "https://wire.example/1?key=s3cret%2F1"}]}')
    keys = (Secret(type="query", name="key", env="SAMPLE_KEY"),)
    await desk.poller(source(server.url("/api"), map={"title": "t", "link": "u"}, secret=keys)).once()
    ((_, (item,)),) = desk.delivered
    assert (item.title, item.link, item.id) == (
        "for ***",
        "https://wire.example/1?key=***",
        "https://wire.example/1?key=***",
    )


async def test_all_pages_together_are_bounded(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", pages(1, lambda r, begin: f"/api?from={begin}"))
    one = source(server.url("/api"), next="links.next", max_bytes=150)
    (state,) = await desk.poller(one).once()
    assert state.status == "error"
    assert "page" in (state.error or "") and "bytes, more than" in (state.error or "")


def test_what_a_page_says() -> None:
    one = source("https://wire.example/api", next="links.next")
    assert api.page(b'{"rows": [1, 2], "links": {"next": "/2"}}', one) == Page(rows=2, next="/2")
    assert api.page(b'{"rows": [1], "links": {"next": 7}}', one) == Page(rows=1, next="7")
    for nothing in ("null", '""', "true", "[1]", "{}"):
        assert api.page(f'{{"rows": [], "links": {{"next": {nothing}}}}}'.encode(), one) == Page(rows=0)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60), st.integers(1, 30), st.integers(0, 3))
def test_the_next_page_is_where_the_source_is(text: str, number: int, rows: int) -> None:
    one = source("https://wire.example/api?q=a&page=3", next="n")
    try:
        following = paging.following(one, one.url or "", number, Page(rows=rows, next=text))
    except SourceError:
        return
    assert following is None or following.startswith("https://wire.example")


def test_counting_begins_where_the_address_does() -> None:
    one = source("https://wire.example/api?q=a&page=3", next_param="page")
    assert paging.following(one, one.url or "", 1, Page(rows=1)) == "https://wire.example/api?q=a&page=4"
    assert paging.following(one, one.url or "", 1, Page(rows=0)) is None
    assert paging.following(source("https://x.example/"), "https://x.example/", 1, Page(rows=1)) is None  # fmt: skip
