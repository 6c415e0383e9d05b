"""https against a real server on this machine, with certificates made for the test: what is accepted, and what a
person is told of the rest."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpcore
import pytest
import trustme
from desk import Desk, feed, rss
from loopback import LoopbackServer, Reply

from tui.config import Polling, Source
from tui.sources.ask import Ask
from tui.sources.fetch import Answer, Fetcher
from tui.sources.items import SourceError
from tui.sources.visit import Visitor

PUBLIC = "93.184.216.34"  # stands for any public address; nothing dials it
NAME = "wire.example"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority as a person makes it known to the program."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


@contextmanager
def secure(certificate: trustme.LeafCert, **options: object) -> Iterator[LoopbackServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    for key, value in options.items():
        setattr(context, key, value)
    with LoopbackServer(tls=context) as server:
        server.route("/feed", Reply(body=rss("one"), headers={"Content-Type": "application/rss+xml"}))
        yield server


class Net:
    """Every name leads to one public address, and that address to a loopback server by the port that is asked."""

    def __init__(self, *servers: LoopbackServer) -> None:
        self.ports = {s.port for s in servers}

    async def resolve(self, host: str, port: int) -> list[str]:
        return [PUBLIC]

    async def dial(self, address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        assert address == PUBLIC and port in self.ports
        return await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", port, timeout)

    def fetcher(self, polling: Polling | None = None) -> Fetcher:
        return Fetcher(polling or Polling(timeout=20), resolve=self.resolve, dial=self.dial)


async def ask(server: LoopbackServer, host: str = NAME, path: str = "/feed") -> Answer:
    fetcher = Net(server).fetcher()
    url = f"https://{host}:{server.port}{path}"
    try:
        return await fetcher.get(Ask(url=url, own=url))
    finally:
        await fetcher.aclose()


async def refusal(server: LoopbackServer, host: str = NAME) -> SourceError:
    with pytest.raises(SourceError) as caught:
        await ask(server, host)
    assert not caught.value.network  # somebody answered, so the network is there
    return caught.value


@pytest.mark.usefixtures("trusted")
async def test_a_good_certificate(authority: trustme.CA) -> None:
    with secure(authority.issue_cert(NAME)) as server:
        answer = await ask(server)
        assert (answer.status, answer.url) == (200, f"https://{NAME}:{server.port}/feed")
        assert server.requests[0].headers["host"] == f"{NAME}:{server.port}"


async def test_an_unknown_authority_is_named_with_what_to_do(authority: trustme.CA) -> None:
    with secure(authority.issue_cert(NAME)) as server:
        error = str(await refusal(server))
        assert error.startswith(f"TLS: the certificate of {NAME} is not good: ")
        assert "local issuer" in error or "self-signed" in error
        assert error.endswith("if you trust who signed it, name that certificate's file in SSL_CERT_FILE")
        assert server.requests == []


@pytest.mark.usefixtures("trusted")
async def test_a_certificate_of_another_host(authority: trustme.CA) -> None:
    with secure(authority.issue_cert("other.example")) as server:
        error = str(await refusal(server))
        assert "Hostname mismatch" in error and NAME in error
        assert server.requests == []


@pytest.mark.usefixtures("trusted")
async def test_an_expired_certificate(authority: trustme.CA) -> None:
    with secure(authority.issue_cert(NAME, not_after=datetime.now(UTC) - timedelta(days=1))) as server:
        error = str(await refusal(server))
        assert "certificate has expired; theirs to mend, if the clock of this machine is right" in error


@pytest.mark.usefixtures("trusted")
async def test_no_cipher_in_common(authority: trustme.CA) -> None:
    options = {"maximum_version": ssl.TLSVersion.TLSv1_2}
    with secure(authority.issue_cert(NAME), **options) as server:
        assert server.tls is not None
        server.tls.set_ciphers("PSK-AES128-CBC-SHA")
        error = str(await refusal(server))
        assert error.startswith(f"TLS: no secure connection to {NAME}")


async def test_plain_http_where_https_was_asked() -> None:
    with LoopbackServer() as server:
        assert str(await refusal(server)).startswith(f"TLS: no secure connection to {NAME}")


@pytest.mark.usefixtures("trusted")
async def test_from_https_to_http_is_flagged_and_not_remembered(authority: trustme.CA) -> None:
    with secure(authority.issue_cert(NAME)) as server, LoopbackServer() as plain:
        plain.route("/feed", rss("one"))
        server.route("/moved", Reply(status=301, headers={"Location": f"http://{NAME}:{plain.port}/feed"}))
        fetcher = Net(server, plain).fetcher()
        url = f"https://{NAME}:{server.port}/moved"
        answer = await fetcher.get(Ask(url=url, own=url, headers={"X-Key": "s3cret"}))
        await fetcher.aclose()
        assert (answer.downgraded, answer.moved_to) == (True, None)
        assert "x-key" not in plain.requests[0].headers


@pytest.fixture
async def visitors(desk: Desk) -> AsyncIterator[list[Visitor]]:
    made: list[Visitor] = []
    yield made
    for visitor in made:
        await visitor.aclose()


@pytest.mark.usefixtures("trusted")
async def test_what_a_person_sees_and_that_the_others_go_on(
    authority: trustme.CA, desk: Desk, visitors: list[Visitor]
) -> None:
    with (
        secure(authority.issue_cert(NAME)) as good,
        secure(authority.issue_cert("other.example")) as bad,
        LoopbackServer() as plain,
    ):
        plain.route("/feed", rss("one"))
        plain.route("/to-https", Reply(status=301, headers={"Location": f"https://{NAME}:{good.port}/feed"}))
        good.route("/to-http", Reply(status=302, headers={"Location": f"http://{NAME}:{plain.port}/feed"}))
        net = Net(good, bad, plain)
        visitor = Visitor(Polling(timeout=20), desk.base, desk.known, make_fetcher=net.fetcher)
        visitors.append(visitor)
        sources = [
            Source(id="good", name="Good", kind="feed", url=f"https://{NAME}:{good.port}/feed"),
            Source(id="bad", name="Bad", kind="feed", url=f"https://{NAME}:{bad.port}/feed"),
            Source(id="up", name="Up", kind="feed", url=f"http://{NAME}:{plain.port}/to-https"),
            Source(id="down", name="Down", kind="feed", url=f"https://{NAME}:{good.port}/to-http"),
            feed(plain),
        ]
        states = {s.id: s for s in await desk.poller(*sources, visitor=visitor).once()}
        assert {k: s.status for k, s in states.items()} == {
            "good": "ok",
            "bad": "error",
            "up": "ok",
            "down": "ok",
            "feed": "ok",
        }
        assert "Hostname mismatch" in (states["bad"].error or "")
        assert states["up"].moved_to == f"https://{NAME}:{good.port}/feed"
        assert states["down"].error == "https was asked, and answered over http"
