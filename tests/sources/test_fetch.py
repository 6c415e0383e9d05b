"""What goes over the wire, and what may not. Everything here talks to loopback; names and private addresses are
tested with the resolver and the dialling function replaced."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import ssl
import zlib
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import LoopbackServer, Reply, Request

from tui.config import Polling, Secret, Source
from tui.sources import guard
from tui.sources.ask import Ask, ask_of
from tui.sources.bounds import RETRY_AFTER_MAX, Inflate, retry_after
from tui.sources.fetch import Answer, Fetcher
from tui.sources.items import SourceError

NOW = datetime(2025, 12, 19, 8, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    made = Fetcher(Polling(user_agent="sample/1.0 (+mailto:desk@wire.example)"))
    yield made
    await made.aclose()


async def get(fetcher: Fetcher, url: str, **options: Any) -> Answer:
    return await fetcher.get(Ask(url=url, own=options.pop("own", url)), **options)


# ------------------------------------------------------------------ a good guest


async def test_what_is_sent(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", "words")
    answer = await get(fetcher, server.url("/"))
    assert answer.body == b"words"
    (request,) = server.requests
    assert request.headers["user-agent"] == "sample/1.0 (+mailto:desk@wire.example)"
    assert request.headers["accept-encoding"] == "gzip"
    assert "cookie" not in request.headers


async def test_validators_and_304(server: LoopbackServer, fetcher: Fetcher) -> None:
    def conditional(request: Request) -> Reply:
        same = request.headers.get("if-none-match") == '"v1"'
        fields = {"ETag": '"v1"', "Last-Modified": "Fri, 19 Dec 2025 08:00:00 GMT", "Cache-Control": "max-age=600"}
        return Reply(status=304, headers=fields) if same else Reply(body=b"words", headers=fields)

    server.route("/", conditional)
    first = await get(fetcher, server.url("/"))
    assert (first.etag, first.last_modified, first.max_age) == ('"v1"', "Fri, 19 Dec 2025 08:00:00 GMT", 600)
    again = await get(fetcher, server.url("/"), etag=first.etag, last_modified=first.last_modified)
    assert again.not_modified
    assert again.status == 304
    assert server.requests[1].headers["if-modified-since"] == "Fri, 19 Dec 2025 08:00:00 GMT"


async def test_a_304_that_nobody_asked_for(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(status=304))
    with pytest.raises(SourceError, match="304"):
        await get(fetcher, server.url("/"))


async def test_validators_that_could_forge_a_header_are_dropped(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(body=b"x", headers={"ETag": '"caf\xe9"', "Last-Modified": "x" * 600}))
    answer = await get(fetcher, server.url("/"))
    assert (answer.etag, answer.last_modified) == (None, None)


async def test_cookies_are_not_kept(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(body=b"x", headers={"Set-Cookie": "id=1; Path=/"}))
    await get(fetcher, server.url("/"))
    await get(fetcher, server.url("/"))
    assert all("cookie" not in r.headers for r in server.requests)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("99999999999999999999", RETRY_AFTER_MAX),
        ("500000", RETRY_AFTER_MAX),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("1.5", None),
        ("Fri, 19 Dec 2025 08:10:00 GMT", 600),
        ("Fri, 19 Dec 2025 07:00:00 GMT", 0),
        ("Fri, 19 Dec 9999 07:00:00 GMT", RETRY_AFTER_MAX),
        ("Fri, 99 Dec 2025 07:00:00 GMT", None),
    ],
)
def test_retry_after(text: str | None, seconds: int | None) -> None:
    assert retry_after(text, NOW) == seconds


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("status", "words"), [(404, "404 Not Found"), (410, "410 Gone"), (500, "500"), (429, "asked too often")]
)
async def test_statuses(server: LoopbackServer, fetcher: Fetcher, status: int, words: str) -> None:
    server.route("/", Reply(status=status, headers={"Retry-After": "90"}))
    with pytest.raises(SourceError, match=words) as caught:
        await get(fetcher, server.url("/"))
    assert (caught.value.http_status, caught.value.retry_after) == (status, 90)
    assert not caught.value.network


async def test_the_first_words_of_a_refusal(server: LoopbackServer, fetcher: Fetcher) -> None:
    reply = Reply(status=403, body=b"An approved\x1b[31m name is wanted.", headers={"Content-Type": "text/plain"})
    server.route("/", reply)
    with pytest.raises(SourceError, match=r'403 Forbidden: "An approved name is wanted\."'):
        await get(fetcher, server.url("/"))


async def test_a_challenge_is_named(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(status=403, headers={"cf-mitigated": "challenge"}))
    with pytest.raises(SourceError, match="challenge"):
        await get(fetcher, server.url("/"))


async def test_a_dead_host(server: LoopbackServer, fetcher: Fetcher) -> None:
    dead = server.url("/")
    server.close()
    with pytest.raises(SourceError, match=r"127\.0\.0\.1 refuses the connection") as caught:
        await get(fetcher, dead)
    assert caught.value.network


async def test_a_name_that_does_not_resolve() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    fetcher = Fetcher(Polling(), resolve=resolve)
    with pytest.raises(SourceError, match=r"wire\.example cannot be resolved") as caught:
        await get(fetcher, "http://wire.example/")
    assert caught.value.network
    await fetcher.aclose()


async def test_garbage_instead_of_http(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(raw=True, chunks=[b"SSH-2.0-sample\r\n\r\n"]))
    with pytest.raises(SourceError, match="does not speak HTTP"):
        await get(fetcher, server.url("/"))


async def test_plain_http_behind_https(server: LoopbackServer, fetcher: Fetcher) -> None:
    with pytest.raises(SourceError, match="TLS"):
        await get(fetcher, server.url("/").replace("http:", "https:"))


async def test_a_body_that_breaks_off(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(chunks=[b"x" * 10], headers={"Content-Length": "1000"}))
    with pytest.raises(SourceError):
        await get(fetcher, server.url("/"))


# ------------------------------------------------------------------ bounds


async def test_gzip(server: LoopbackServer, fetcher: Fetcher) -> None:
    gz = {"Content-Encoding": "gzip"}
    body = b"words " * 10_000
    server.route("/one", Reply(body=gzip.compress(body), headers=gz))
    server.route("/two", Reply(body=gzip.compress(body) + gzip.compress(b"more"), headers=gz))
    server.route("/padded", Reply(body=gzip.compress(body) + b"\0" * 100, headers=gz))
    server.route("/none", Reply(body=b"", headers=gz))
    assert (await get(fetcher, server.url("/one"))).body == body
    assert (await get(fetcher, server.url("/two"))).body == body + b"more"
    assert (await get(fetcher, server.url("/padded"))).body == body
    assert (await get(fetcher, server.url("/none"))).body == b""


async def test_gzip_that_is_damaged_or_cut(server: LoopbackServer, fetcher: Fetcher) -> None:
    gz = {"Content-Encoding": "gzip"}
    server.route("/cut", Reply(body=gzip.compress(b"words " * 1000)[:-20], headers=gz))
    server.route("/bad", Reply(body=b"these are no zipped words", headers=gz))
    with pytest.raises(SourceError, match="broke off"):
        await get(fetcher, server.url("/cut"))
    with pytest.raises(SourceError, match="damaged"):
        await get(fetcher, server.url("/bad"))


async def test_a_gzip_bomb_is_counted_while_it_inflates(server: LoopbackServer, fetcher: Fetcher) -> None:
    import tracemalloc

    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = packer.compress(b"\0" * 200_000_000) + packer.flush()
    assert len(bomb) < 250_000
    server.route("/", Reply(body=bomb, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="inflates to more than 1,000,000 bytes"):
            await get(fetcher, server.url("/"), max_bytes=1_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


@settings(deadline=None, max_examples=100)
@given(st.lists(st.binary(max_size=2000), max_size=4), st.integers(1, 500))
def test_inflating_does_not_depend_on_the_pieces(members: list[bytes], size: int) -> None:
    packed = b"".join(gzip.compress(m) for m in members)
    inflate, body = Inflate(100_000), bytearray()
    for at in range(0, len(packed), size):
        inflate.feed(packed[at : at + size], body)
    inflate.finish(len(packed))
    assert bytes(body) == b"".join(members)


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "x"])
async def test_other_codings_are_refused(server: LoopbackServer, fetcher: Fetcher, coding: str) -> None:
    server.route("/", Reply(body=b"\0" * 100, headers={"Content-Encoding": coding}))
    with pytest.raises(SourceError, match="not asked for"):
        await get(fetcher, server.url("/"))


async def test_a_body_without_end(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(chunks=itertools.repeat(b"x" * 65_536)))
    with pytest.raises(SourceError, match="more than 300,000 bytes"):
        await get(fetcher, server.url("/"), max_bytes=300_000)


async def test_a_length_beyond_the_bound_is_not_read(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(chunks=[b"x"], headers={"Content-Length": "10000000000"}, stall=True))
    with pytest.raises(SourceError, match="10000000000 bytes"):
        await get(fetcher, server.url("/"))


@pytest.mark.parametrize("slow", ["body", "head"])
async def test_a_drip_meets_the_deadline(server: LoopbackServer, fetcher: Fetcher, slow: str) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n"
    drip = itertools.chain([head + b"\r\n"] if slow == "body" else [head], itertools.repeat(b"x"))
    server.route("/", Reply(raw=True, chunks=drip, drip=0.02))
    with pytest.raises(SourceError, match=r"within 0\.5 s") as caught:
        await get(fetcher, server.url("/"), timeout=0.5)
    assert caught.value.network


async def test_a_host_that_says_nothing(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/", Reply(raw=True, chunks=[], stall=True))
    with pytest.raises(SourceError, match="no complete answer"):
        await get(fetcher, server.url("/"), timeout=0.3)


async def test_headers_of_megabytes(server: LoopbackServer, fetcher: Fetcher) -> None:
    chunks = [b"HTTP/1.1 200 OK\r\n", *(b"X-%d: " % i + b"y" * 60_000 + b"\r\n" for i in range(40)), b"\r\n"]
    server.route("/", Reply(raw=True, chunks=chunks))
    with pytest.raises(SourceError):
        await get(fetcher, server.url("/"))


async def test_the_client_works_on_after_all_that(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/bad", Reply(chunks=itertools.repeat(b"x" * 65_536)))
    server.route("/slow", Reply(raw=True, chunks=[], stall=True))
    server.route("/good", "words")
    for _ in range(15):
        with pytest.raises(SourceError):
            await get(fetcher, server.url("/bad"), max_bytes=1000)
        with pytest.raises(SourceError):
            await get(fetcher, server.url("/slow"), timeout=0.02)
    assert (await get(fetcher, server.url("/good"))).body == b"words"


# ------------------------------------------------------------------ redirects


async def test_redirects_are_followed(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/a", Reply(status=301, headers={"Location": "/b"}))
    server.route("/b", Reply(status=308, headers={"Location": server.url("/c")}))
    server.route("/c", Reply(status=302, headers={"Location": "d?x=1"}))
    server.route("/d", "words")
    answer = await get(fetcher, server.url("/a"))
    assert answer.body == b"words"
    assert answer.url == server.url("/d?x=1")
    assert answer.moved_to == server.url("/c")


async def test_a_temporary_redirect_is_no_move(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/a", Reply(status=302, headers={"Location": "/b"}))
    server.route("/b", Reply(status=301, headers={"Location": "/c"}))
    server.route("/c", "words")
    assert (await get(fetcher, server.url("/a"))).moved_to is None


async def test_a_loop_of_redirects(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/a", Reply(status=302, headers={"Location": "/a"}))
    with pytest.raises(SourceError, match="more than 5 redirects"):
        await get(fetcher, server.url("/a"))
    assert len(server.requests) == 6


@pytest.mark.parametrize("target", ["file:///etc/hosts", "ftp://wire.example/", "gopher://x", "data:text/html,x"])
async def test_redirects_to_other_schemes(server: LoopbackServer, fetcher: Fetcher, target: str) -> None:
    server.route("/a", Reply(status=302, headers={"Location": target}))
    with pytest.raises(SourceError, match=r"scheme other than http|cannot be read"):
        await get(fetcher, server.url("/a"))
    assert len(server.requests) == 1


async def test_a_redirect_to_another_private_host(server: LoopbackServer, fetcher: Fetcher) -> None:
    with LoopbackServer("127.0.0.9") as other:
        other.route("/", "the inside")
        server.route("/a", Reply(status=302, headers={"Location": other.url("/")}))
        with pytest.raises(SourceError, match=r"a redirect leads to the private address 127\.0\.0\.9: refused"):
            await get(fetcher, server.url("/a"))
        assert other.requests == []
        # nor over a connection that another source has open there
        assert (await get(fetcher, other.url("/"))).body == b"the inside"
        with pytest.raises(SourceError, match="refused"):
            await get(fetcher, server.url("/a"))


async def test_a_post_becomes_a_get(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/a", Reply(status=303, headers={"Location": "/b"}))
    server.route("/keep", Reply(status=307, headers={"Location": "/b"}))
    server.route("/b", "words")
    await fetcher.get(Ask(url=server.url("/a"), own=server.url("/a"), method="POST", body="{}"))
    await fetcher.get(Ask(url=server.url("/keep"), own=server.url("/keep"), method="POST", body="{}"))
    assert [(r.method, r.body) for r in server.asked("/b")] == [("GET", b""), ("POST", b"{}")]


# ------------------------------------------------------------------ secrets


def secret_source(url: str) -> Source:
    return Source(
        id="s",
        name="S",
        kind="api",
        url=url,
        headers={"X-Sample": "1"},
        secret=(
            Secret(type="query", name="key", env="SAMPLE_KEY"),
            Secret(type="header", name="Authorization", env="SAMPLE_TOKEN", prefix="Bearer "),
        ),
    )


ENVIRONMENT = {"SAMPLE_KEY": "s3cr3t&key", "SAMPLE_TOKEN": "t0k3n"}


async def test_secrets_come_from_the_environment(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/api", "{}")
    ask = ask_of(secret_source(server.url("/api?a=1")), now=NOW, environment=ENVIRONMENT)
    answer = await fetcher.get(ask)
    (request,) = server.requests
    assert request.query == "a=1&key=s3cr3t%26key"
    assert request.headers["authorization"] == "Bearer t0k3n"
    assert "s3cr3t" not in answer.url


def test_a_missing_secret_is_named() -> None:
    with pytest.raises(SourceError, match="SAMPLE_KEY is not set"):
        ask_of(secret_source("http://127.0.0.1/"), now=NOW, environment={"SAMPLE_KEY": " "})


async def test_secrets_stay_with_their_origin(server: LoopbackServer, fetcher: Fetcher) -> None:
    def to_other_port(_: Request) -> Reply:
        return Reply(status=302, headers={"Location": other.url("/x")})

    with LoopbackServer() as other:
        server.route("/api", to_other_port)
        other.route("/x", "{}")
        await fetcher.get(ask_of(secret_source(server.url("/api")), now=NOW, environment=ENVIRONMENT))
        (request,) = other.requests
        assert "authorization" not in request.headers
        assert "x-sample" not in request.headers
        assert "key" not in request.query


async def test_a_password_in_a_redirect_is_not_used(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/a", Reply(status=302, headers={"Location": server.url("/b").replace("//", "//user:word@")}))
    server.route("/b", "words")
    answer = await get(fetcher, server.url("/a"))
    assert "authorization" not in server.requests[1].headers
    assert answer.url == server.url("/b")


async def test_secrets_are_not_shown_in_errors(server: LoopbackServer, fetcher: Fetcher) -> None:
    def parrot(request: Request) -> Reply:
        said = f"no right for {request.query} {request.headers['authorization']}".encode()
        return Reply(status=403, body=said, headers={"Content-Type": "text/plain"})

    server.route("/api", parrot)
    with pytest.raises(SourceError) as caught:
        await fetcher.get(ask_of(secret_source(server.url("/api")), now=NOW, environment=ENVIRONMENT))
    assert "no right for" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)
    assert "t0k3n" not in str(caught.value)


def test_today_in_an_address() -> None:
    source = Source(id="s", name="S", kind="api", url="https://api.example/?end={today}", body='{"to": "{today}"}')
    ask = ask_of(source, now=NOW + timedelta(days=1), environment={})
    assert ask.url == "https://api.example/?end=2025-12-20"
    assert ask.body == '{"to": "2025-12-20"}'
    assert ask.headers["Content-Type"] == "application/json"


# ------------------------------------------------------------------ the guard, with resolver and dialling replaced


class Net:
    """Names and addresses of a small invented internet, all served by one loopback server."""

    def __init__(self, server: LoopbackServer, names: dict[str, list[str]], dead: tuple[str, ...] = ()) -> None:
        self.server = server
        self.names = names
        self.dead = dead
        self.dialled: list[str] = []
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return self.names.get(host, [host] if host.replace(".", "").isdigit() or ":" in host else [])

    async def dial(self, address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        self.dialled.append(address)
        if address in self.dead:
            raise httpcore.ConnectError("dead")
        return await httpcore.AnyIOBackend().connect_tcp(self.server.host, self.server.port, timeout)

    def fetcher(self) -> Fetcher:
        return Fetcher(Polling(), resolve=self.resolve, dial=self.dial)


PUBLIC = "93.184.216.34"  # stands for any public address; nothing dials it, `Net.dial` is all there is


async def test_the_address_that_was_judged_is_dialled(server: LoopbackServer) -> None:
    server.route("/", "words")
    net = Net(server, {"wire.example": ["10.0.0.1", PUBLIC]})
    fetcher = net.fetcher()
    assert (await get(fetcher, "http://wire.example/")).body == b"words"
    await fetcher.aclose()
    assert net.dialled == [PUBLIC]
    assert net.asked == ["wire.example"]
    assert server.requests[0].headers["host"] == "wire.example"


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.1.1", "127.0.0.1", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1",
     "::ffff:10.0.0.1", "fe80::1", "fd00::1", "64:ff9b::a00:1", "2002:a00:1::", "fec0::1", "240.0.0.1"],
)  # fmt: skip
async def test_a_name_that_leads_inside_is_refused(server: LoopbackServer, address: str) -> None:
    server.route("/", "the inside")
    net = Net(server, {"wire.example": [address]})
    fetcher = net.fetcher()
    with pytest.raises(SourceError, match=r"wire\.example is a private address: refused"):
        await get(fetcher, "http://wire.example/")
    await fetcher.aclose()
    assert net.dialled == []


async def test_every_hop_is_judged(server: LoopbackServer) -> None:
    def hop(request: Request) -> Reply:
        return Reply(status=302, headers={"Location": "http://inside.example/admin"})

    server.route("/", hop)
    server.route("/admin", "the inside")
    net = Net(server, {"wire.example": [PUBLIC], "inside.example": ["10.0.0.1"]})
    fetcher = net.fetcher()
    with pytest.raises(SourceError, match=r"inside\.example is a private address"):
        await get(fetcher, "http://wire.example/")
    await fetcher.aclose()
    assert net.dialled == [PUBLIC]


async def test_a_name_that_changes_between_lookups(server: LoopbackServer) -> None:
    server.route("/", Reply(body=b"words", headers={"Connection": "close"}))
    net = Net(server, {"wire.example": [PUBLIC]})
    fetcher = net.fetcher()
    await get(fetcher, "http://wire.example/")
    net.names["wire.example"] = ["127.0.0.1"]
    with pytest.raises(SourceError, match="refused"):
        await get(fetcher, "http://wire.example/")
    await fetcher.aclose()


async def test_a_source_may_be_private_itself_but_its_links_may_not(server: LoopbackServer) -> None:
    server.route("/", "words")
    net = Net(server, {})
    fetcher = net.fetcher()
    assert (await get(fetcher, "http://10.0.0.5/")).body == b"words"
    assert (await get(fetcher, "http://10.0.0.5/", own="http://10.0.0.5/feed")).body == b"words"
    for own in ("http://10.0.0.6/feed", "http://wire.example/feed"):
        with pytest.raises(SourceError, match="private address"):
            await get(fetcher, "http://10.0.0.5/", own=own)
    await fetcher.aclose()


async def test_the_next_address_is_tried(server: LoopbackServer) -> None:
    server.route("/", "words")
    net = Net(server, {"wire.example": ["2606:2800:220:1::1", PUBLIC]}, dead=("2606:2800:220:1::1",))
    fetcher = net.fetcher()
    assert (await get(fetcher, "http://wire.example/")).body == b"words"
    assert net.dialled == ["2606:2800:220:1::1", PUBLIC]
    net.dead = ("2606:2800:220:1::1", PUBLIC)
    with pytest.raises(SourceError, match=r"no connection to other\.example"):
        net.names["other.example"] = net.names["wire.example"]
        await get(fetcher, "http://other.example/")
    await fetcher.aclose()


class BadCertificate(httpcore.AsyncNetworkStream):
    """A connection whose other side shows a certificate that is not good."""

    async def start_tls(self, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        cause = ssl.SSLCertVerificationError(1, "certificate verify failed")
        cause.verify_message = "certificate has expired"
        try:
            raise cause
        except ssl.SSLError as error:
            raise httpcore.ConnectError(str(error)) from error

    async def aclose(self) -> None:
        pass


async def test_a_bad_certificate_is_named() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return [PUBLIC]

    async def dial(address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        return BadCertificate()

    fetcher = Fetcher(Polling(), resolve=resolve, dial=dial)
    with pytest.raises(
        SourceError, match=r"certificate of wire\.example is not good: certificate has expired"
    ) as caught:
        await get(fetcher, "https://wire.example/")
    assert not caught.value.network
    await fetcher.aclose()


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "wire.example."])
async def test_spellings_of_this_machine(server: LoopbackServer, host: str) -> None:
    async def resolve(asked: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    fetcher = Fetcher(Polling(), resolve=resolve)
    with pytest.raises(SourceError, match="private address"):
        await get(fetcher, f"http://{host}:{server.port}/", own="https://wire.example/feed")
    await fetcher.aclose()
    assert server.requests == []


def test_a_source_permits_its_own_private_host_only() -> None:
    assert guard.permitted("http://127.0.0.1:8000/feed") == {"127.0.0.1"}
    assert guard.permitted("http://LOCALHOST.:8000/feed") == {"localhost"}
    assert guard.permitted("http://[::1]/feed") == {"::1"}
    for url in ("https://wire.example/", "http://2130706433/", "http://[oops", "", None):
        assert guard.permitted(url) == frozenset()


# ------------------------------------------------------------------ a proxy of the environment


async def test_a_proxy_is_used_but_not_for_private_hosts(
    server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LoopbackServer() as proxy:
        proxy.route("http://wire.example/feed", "by proxy")
        server.route("/", "straight")
        monkeypatch.setenv("http_proxy", proxy.url(""))
        monkeypatch.setenv("no_proxy", "direct.example")
        net = Net(server, {"direct.example": [PUBLIC]})
        fetcher = net.fetcher()
        assert (await get(fetcher, "http://wire.example/feed")).body == b"by proxy"
        assert (await get(fetcher, "http://direct.example/")).body == b"straight"
        assert (await get(fetcher, server.url("/"))).body == b"straight"
        with pytest.raises(SourceError, match="refused"):
            await get(fetcher, "http://10.0.0.1/", own="http://wire.example/feed")
        await fetcher.aclose()
        assert len(proxy.requests) == 1


async def test_cancelling_leaves_nothing_behind(server: LoopbackServer, fetcher: Fetcher) -> None:
    server.route("/slow", Reply(raw=True, chunks=[], stall=True))
    server.route("/good", "words")
    task = asyncio.create_task(get(fetcher, server.url("/slow")))
    assert await asyncio.to_thread(server.wait_for, "/slow")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await get(fetcher, server.url("/good"))).body == b"words"
