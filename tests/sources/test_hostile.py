"""Everything that a server may do to us, each beside a good source: what a person sees, and that the other goes on."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from desk import START, Desk, feed, rss
from loopback import LoopbackServer, Reply, Request

from tui.config import Source

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
BIG = 2_000_000
ZEROS = gzip.compress(b"\0" * 50_000_000, 9)


QUOTES = b'<rss version="2.0"' + b' xmlns:rss version="2.0"' * 600


def flood() -> bytes:
    return b"<rss><channel><item " + b" ".join(b'a%d="x"' % n for n in range(150_000)) + b"/></channel></rss>"


def bomb() -> bytes:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'.encode() + rss("&l9;")


EVIL = "\x1b]52;c;x\x07\x9b2J\u202e[/b]"

WRONG: dict[str, tuple[Reply, str]] = {
    # what it does: the answer, and what a person sees
    "nothing": (Reply(), "the answer was empty"),
    "a web page": (Reply(body=b"<!doctype html><title>Sign in</title><form>"), 'a web page came .*: "Sign in"'),
    "a challenge": (Reply(status=403, headers={"cf-mitigated": "challenge"}), "a challenge for browsers stands before"),
    "a challenge under 200": (Reply(body=b"<html><title>Just a moment...</title></html>"), '"Just a moment..."'),
    "words under 200": (Reply(body=b"Your query was too broad."), 'plain text came .* "Your query was too broad."'),
    "words with controls": (Reply(body=EVIL.encode() + b" refused"), r'"\[/b\] refused"'),
    "JSON": (Reply(body=b'{"error": "no key"}'), "JSON came, but no JSON Feed"),
    "half of a JSON": (Reply(body=b'{"version": "https://jsonfeed.org/version/1", "items": ['), "unreadable JSON"),
    "deep JSON": (Reply(body=b"[" * 200_000), "unreadable JSON .*nested too deeply|unreadable JSON"),
    "a list of feeds": (Reply(body=b"<opml><body/></opml>"), "<opml> came instead"),
    "a picture": (Reply(body=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), "came instead of a feed|no feed could"),
    "a gzip bomb": (Reply(body=ZEROS, headers={"Content-Encoding": "gzip"}), "inflates to more than 2,000,000 bytes"),
    "gzip in gzip": (Reply(body=gzip.compress(ZEROS), headers={"Content-Encoding": "gzip, gzip"}), "not asked for"),
    "brotli": (Reply(body=b"\x0b\x02\x80", headers={"Content-Encoding": "br"}), 'encoded as "br", which was not'),
    "zstd": (Reply(body=b"\x28\xb5\x2f\xfd", headers={"Content-Encoding": "zstd"}), 'encoded as "zstd"'),
    "broken gzip": (Reply(body=gzip.compress(rss("x"))[:-9], headers={"Content-Encoding": "gzip"}), "broke off"),
    "a body without end": (Reply(chunks=itertools.repeat(b"x" * 65_536)), "more than 2,000,000 bytes"),
    "a length of a terabyte": (Reply(chunks=[b"x"], headers={"Content-Length": "1" + "0" * 12}), "bytes, more than"),
    "a drip of the body": (
        Reply(raw=True, chunks=itertools.chain([b"HTTP/1.1 200 OK\r\n\r\n"], itertools.repeat(b"x")), drip=0.05),
        "no complete answer within 1 s",
    ),
    "a drip of the head": (
        Reply(raw=True, chunks=itertools.chain([b"HTTP/1.1 200 OK\r\n"], itertools.repeat(b"x")), drip=0.05),
        "no complete answer within 1 s",
    ),
    "silence": (Reply(raw=True, chunks=[], stall=True), "no complete answer within 1 s"),
    "hanging up": (Reply(raw=True, chunks=[]), "does not speak HTTP"),
    "garbage": (Reply(raw=True, chunks=[b"\xff\xfe SSH-2.0\r\n\r\n"]), "does not speak HTTP as it should"),
    "a status beyond all": (Reply(raw=True, chunks=[b"HTTP/1.1 99999 No\r\n\r\n"]), "does not speak HTTP|HTTP 99999"),
    "headers of megabytes": (
        Reply(raw=True, chunks=[b"HTTP/1.1 200 OK\r\n", *[b"X: " + b"y" * 60_000 + b"\r\n"] * 40, b"\r\n"]),
        "does not speak HTTP as it should",
    ),
    "a short body": (Reply(chunks=[b"x"], headers={"Content-Length": "1000"}), "does not speak HTTP"),
    "an evil reason": (Reply(raw=True, chunks=[b"HTTP/1.1 599 \x1b]0;x\x07 No\r\n\r\n"]), "HTTP"),
    "a refusal full of quotes": (
        Reply(status=400, headers={"Content-Type": "text/plain"}, body=QUOTES),
        "HTTP 400",
    ),
    "a document full of quotes": (Reply(body=QUOTES), "no feed could"),
    "too many requests": (Reply(status=429), "HTTP 429 Too Many Requests"),
    "a wait of ages": (Reply(status=503, headers={"Retry-After": "9" * 30}), "HTTP 503 Service Unavailable"),
    "a loop": (Reply(status=302, headers={"Location": "/bad"}), "more than 5 redirects"),
    "a redirect to a file": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), 'a scheme other than http'),
    "a redirect to gopher": (Reply(status=302, headers={"Location": "gopher://x/"}), "a scheme other than http"),
    "a redirect inside": (Reply(status=302, headers={"Location": "http://127.0.0.9/"}), "private address 127.0.0.9"),
    "a redirect to this machine": (Reply(status=302, headers={"Location": "http://localhost/"}), "private address"),
    "a redirect by number": (Reply(status=302, headers={"Location": "http://2130706441/"}), "private|cannot be"),
    "a redirect to nowhere": (Reply(status=302, headers={"Location": "http://"}), "more than 5 redirects"),
    "a redirect that is none": (Reply(status=302, headers={"Location": "http://[oops"}), "cannot be read|address"),
    "a flood of attributes": (Reply(body=flood()), "took longer than|takes more memory|died on it|bytes"),
}  # fmt: skip
ODD: dict[str, Reply] = {
    # what is read all the same, and does no harm
    "an entity bomb": Reply(body=bomb()),
    "60,000 items": Reply(body=rss().replace(b"</channel>", b"<item><title>t</title></item>" * 60_000 + b"</channel>")),
    "a title of a megabyte": Reply(body=rss("x" * 1_000_000)),
    "a title of marks": Reply(body=rss("Za" + "\u0335" * 5_000 + "lgo")),
    "deep nesting": Reply(body=rss("one").replace(b"</item>", b"<description>" + b"<div>" * 50_000 + b"</item>")),
    "markup and controls": Reply(body=rss("[/b][@click=app.quit]x[/] &#27;]52;c;x&#7; &#x9b;2J \u202eevil")),
    "an encoding that lies": Reply(body=rss("caf\xe9"), headers={"Content-Type": "text/xml; charset=utf-16"}),
    "a tag that could forge a header": Reply(body=rss("one"), headers={"ETag": '"a\tb"'}),
    "controls in a type": Reply(body=rss("one"), headers={"Content-Type": "text/xml; charset=\x01"}),
}  # fmt: skip


def bounded(server: LoopbackServer) -> Source:
    return feed(server, "/bad", timeout=1, max_bytes=BIG)


@pytest.mark.parametrize("name", WRONG)
async def test_what_is_seen_of_it_and_that_the_other_goes_on(name: str, server: LoopbackServer, desk: Desk) -> None:
    reply, words = WRONG[name]
    server.route("/bad", reply)
    server.route("/good", rss("one"))
    bad, good = await desk.poller(bounded(server), feed(server, "/good")).once()
    assert bad.status == "error"
    assert re.search(words, bad.error or ""), bad.error
    assert not CONTROL.search(bad.error or "")
    assert bad.next_try is not None and bad.next_try - START <= timedelta(days=1, minutes=1)
    assert (good.status, good.items) == ("ok", 1)
    assert [s for s, _ in desk.delivered] == ["good"]


@pytest.mark.parametrize("name", ODD)
async def test_what_is_odd_is_read_and_does_no_harm(name: str, server: LoopbackServer, desk: Desk) -> None:
    server.route("/bad", ODD[name])
    server.route("/good", rss("one"))
    states = await desk.poller(bounded(server), feed(server, "/good")).once()
    assert states[1].status == "ok"
    assert states[0].status in ("ok", "empty") or not CONTROL.search(states[0].error or "")
    for _, items in desk.delivered:
        assert len(items) <= 1000
        for item in items:
            assert len(item.title) <= 500
            for value in (item.id, item.title, item.link, item.summary, item.author):
                assert not CONTROL.search(value.replace("\n", ""))
            assert not re.search("[\u0300-\u036f]{5}", item.title)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"rows": 7}', "none of the mapped paths leads anywhere"),
        (b'{"rows": {"t": {"u": 1}}}', "none of the mapped paths"),
        (b'{"row": []}', 'items = "rows" leads nowhere'),
        (b'{"rows": [{"t": NaN}]}', "not valid JSON"),
        (b"[" * 100_000, "not valid JSON|nested too deeply|died"),
        (b'{"rows": ' + b'{"rows": ' * 5_000 + b"1" + b"}" * 5_001, "mapped paths|nested too deeply|not valid|died"),
        (b"<html>no</html>", "a web page came instead of JSON"),
        (b'{"rows": "' + b"x" * BIG + b'"}', "more than 2,000,000"),
        (b'{"rows": [{"t": "\xff\xfe"}]}', "not valid JSON"),
    ],
    ids=["a number", "a table", "another key", "NaN", "open lists", "deep", "a web page", "too long", "no UTF-8"],
)
async def test_json_that_is_not_what_it_should_be(body: bytes, words: str, server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", body)
    server.route("/good", rss("one"))
    api = Source(
        id="api", name="A", kind="api", url=server.url("/api"), items="rows", map={"title": "t"}, max_bytes=BIG
    )
    bad, good = await desk.poller(api, feed(server, "/good")).once()
    assert re.search(words, bad.error or ""), bad.error
    assert good.status == "ok"


async def test_api_rows_with_controls_and_markup(server: LoopbackServer, desk: Desk) -> None:
    server.route("/api", json.dumps({"rows": [{"t": EVIL + " words", "u": "javascript:alert(1)"}]}))
    api = Source(id="api", name="A", kind="api", url=server.url("/api"), items="rows", map={"title": "t", "link": "u"})
    await desk.poller(api).once()
    ((_, (item,)),) = desk.delivered
    assert (item.title, item.link) == ("[/b] words", "")


# ------------------------------------------------------------------ a host that has had enough


async def test_too_many_requests_hold_all_sources_of_the_host(server: LoopbackServer, desk: Desk) -> None:
    with LoopbackServer("127.0.0.9") as other:
        server.route("/a", Reply(status=429, headers={"Retry-After": "3600"}))
        server.route("/b", rss("one"))
        other.route("/c", rss("two"))
        poller = desk.poller(feed(server, "/a"), feed(server, "/b"), feed(other, "/c"))
        await poller.once()
        desk.clock.pass_(600)
        held = START + timedelta(seconds=3600)
        assert poller.refresh() == {"a": held, "b": held, "c": None}
        desk.clock.pass_(3600)
        assert poller.refresh() == {"a": None, "b": None, "c": None}


async def test_an_unavailable_service_holds_its_own_source_only(server: LoopbackServer, desk: Desk) -> None:
    server.route("/a", Reply(status=503, headers={"Retry-After": "3600"}))
    server.route("/b", rss("one"))
    poller = desk.poller(feed(server, "/a"), feed(server, "/b"))
    await poller.once()
    desk.clock.pass_(600)
    assert poller.refresh() == {"a": START + timedelta(seconds=3600), "b": None}


# ------------------------------------------------------------------ validators that change their mind


def flip_flop() -> Callable[[Request], Reply]:
    count = itertools.count()
    return lambda _: Reply(body=rss("one"), headers={"ETag": f'"v{next(count) % 2}"'})


async def test_tags_that_change_over_the_same_body_bring_nothing_anew(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", flip_flop())
    poller = desk.poller(feed(server))
    for _ in range(4):
        await poller.once(force=True)
    assert len(desk.delivered) == 1
    assert [r.headers.get("if-none-match") for r in server.requests] == [None, '"v0"', '"v1"', '"v0"']


async def test_a_weak_tag_is_sent_back_as_it_is(server: LoopbackServer, desk: Desk) -> None:
    server.route("/feed", Reply(body=rss("one"), headers={"ETag": 'W/"v1"'}))
    poller = desk.poller(feed(server))
    for _ in range(2):
        await poller.once(force=True)
    assert server.requests[1].headers["if-none-match"] == 'W/"v1"'


async def test_an_item_that_goes_and_comes_back_is_known(server: LoopbackServer, desk: Desk) -> None:
    poller = desk.poller(feed(server, full_text=True))
    server.route("/one", b"<html><body><article><p>The long words of it.</p></article></body></html>")
    for names in (("one",), (), ("one",)):
        server.route("/feed", rss(*names))
        await poller.once(force=True)
    assert len(server.asked("/one")) == 1


async def test_ten_thousand_sources_are_a_configuration_like_any_other(desk: Desk) -> None:
    from tui.config.reading import parse

    entry = '[[sources]]\nid = "s{0}"\nname = "S{0}"\nkind = "file"\npath = "none-{0}/*.txt"\n'
    text = "".join(entry.format(n) for n in range(10_000))
    config = parse(text.encode(), "sources.toml", desk.base, environ={})
    assert (len(config.sources), config.problems) == (10_000, ())
    poller = desk.poller(*config.sources)
    states = await poller.once(["s9999"])
    assert [s.id for s in states] == ["s9999"]
