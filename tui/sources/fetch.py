"""One polite, bounded, conditional request. The only module that knows the HTTP client; import it late.

What is bounded: the whole exchange by one deadline (a time-out per read never fires when a byte comes each second),
the body on the wire and inflated, redirects (followed by hand, http and https only, each hop judged again). Only
gzip is asked for and accepted: a body of a few kilobytes in other codings can blow up beyond memory before anything
can be counted. Credentials of a source go to its own origin only. Cookies are not kept.

A proxy of the environment (http_proxy, https_proxy, all_proxy, no_proxy) is used, except for private hosts; then the
proxy resolves the names, and what a name leads to cannot be judged here.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import http.cookiejar
import logging
import ssl
import urllib.request
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextvars import ContextVar
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
import msgspec

from tui.config import Polling
from tui.sources import bounds, guard, plain
from tui.sources.ask import Ask, hidden, masked, origin, without_user
from tui.sources.items import SourceError
from tui.sources.resolve import resolve as system_resolve
from tui.text import one_line

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_WORDS = {
    401: "Unauthorized: it wants credentials",
    403: "Forbidden",
    404: "Not Found",
    410: "Gone: the source has ended",
    429: "Too Many Requests: asked too often",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
Dial = Callable[[str, int, float | None], Awaitable[httpcore.AsyncNetworkStream]]

_ALLOWED: ContextVar[frozenset[str]] = ContextVar("_ALLOWED", default=frozenset())
"""Private hosts that may be dialled by the request of this task."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came. `url` is where it came from after redirects, without secrets."""

    status: int
    url: str
    body: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str = ""
    not_modified: bool = False
    max_age: int | None = None
    moved_to: str | None = None
    """Where the address has moved for good."""
    downgraded: bool = False
    """True when https was asked and a redirect led to http."""


class Fetcher:
    """One client for all sources. `resolve` and `dial` stand in for the system's own in tests."""

    def __init__(self, polling: Polling, *, resolve: Resolve | None = None, dial: Dial | None = None) -> None:
        self._polling = polling
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)  # they log addresses, with what is in them
        limits = httpx.Limits(
            max_connections=max(20, polling.concurrency * 2), max_keepalive_connections=20, keepalive_expiry=15
        )
        self._client = httpx.AsyncClient(
            transport=_Routes(limits, _Guard(resolve or system_resolve, dial)),
            timeout=httpx.Timeout(polling.timeout, connect=polling.connect_timeout),
            cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            trust_env=False,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def get(
        self,
        ask: Ask,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the deadline of the whole exchange
        max_bytes: int | None = None,
    ) -> Answer:
        """The answer to `ask`, or `not_modified` when the validators still hold.

        Raises `SourceError` for everything else: no connection, a refused address, a status of 400 and above, a body
        larger than `max_bytes` (on the wire or inflated), no end within `timeout` seconds.
        """
        deadline = timeout or self._polling.timeout
        _ALLOWED.set(guard.permitted(ask.own))
        try:
            async with asyncio.timeout(deadline):
                return await self._follow(ask, etag, last_modified, max_bytes or self._polling.max_bytes)
        except TimeoutError:
            raise SourceError(f"no complete answer within {deadline:g} s", network=True) from None
        except SourceError as error:
            error.args = (hidden(str(error), ask.secrets),)
            raise
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ConnectError, OSError, ValueError) as error:
            raise _explained(error, ask) from None

    # -------------------------------------------------------------- redirects

    async def _follow(self, ask: Ask, etag: str | None, last_modified: str | None, max_bytes: int) -> Answer:
        url, method, body = ask.url, ask.method, ask.body
        moved: str | None = None
        permanent, downgraded = True, False
        for _ in range(self._polling.max_redirects + 1):
            self._judge(url, ask)
            headers = {
                "User-Agent": self._polling.user_agent,
                "Accept": ask.accept,
                "Accept-Encoding": "gzip",
            }
            if origin(url) == origin(ask.own):
                headers.update(ask.headers)
                headers["Accept-Encoding"] = "gzip"
            if etag:
                headers["If-None-Match"] = etag
            if last_modified:
                headers["If-Modified-Since"] = last_modified
            content = body.encode() if body is not None else None
            request = self._client.build_request(method, url, headers=headers, content=content)
            response = await self._client.send(request, stream=True)
            try:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    answer = await self._read(response, url, ask, moved, bool(etag or last_modified), max_bytes)
                    return msgspec.structs.replace(answer, downgraded=downgraded)
                status, location = response.status_code, response.headers["location"]
            finally:
                await response.aclose()
            before, url = url, without_user(urljoin(url, one_line(location, 4000)))
            downgraded = downgraded or (before.startswith("https:") and url.startswith("http:"))
            permanent = permanent and status in _PERMANENT and not downgraded
            if permanent:
                moved = url
            if status == 303 or (status in (301, 302) and method == "POST"):
                method, body = "GET", None
        raise SourceError(f"more than {self._polling.max_redirects} redirects")

    def _judge(self, url: str, ask: Ask) -> None:
        """Refuse an address by its looks; the guard judges what its name resolves to."""
        parts = urlsplit(url)
        redirected = "a redirect leads to " if url != ask.url else ""
        if parts.scheme not in ("http", "https"):
            raise SourceError(f'{redirected or "the address is of "}a scheme other than http: "{parts.scheme}:"')
        host = parts.hostname
        if not host:
            raise SourceError(f"{redirected or 'it is '}an address without a host")
        if guard.is_local_name(host) and guard.normal(host) not in _ALLOWED.get():
            raise SourceError(f"{redirected}the private address {one_line(host, 80)}: refused")

    # -------------------------------------------------------------- the answer

    async def _read(
        self, response: httpx.Response, url: str, ask: Ask, moved: str | None, conditional: bool, max_bytes: int
    ) -> Answer:
        status = response.status_code
        headers = response.headers
        shown = masked(url, ask.secrets)
        if status == 304 and conditional:
            return Answer(
                status=status,
                url=shown,
                not_modified=True,
                etag=bounds.validator(headers.get("etag")),
                last_modified=bounds.validator(headers.get("last-modified")),
                max_age=bounds.max_age(headers.get("cache-control", "")),
                moved_to=masked(moved, ask.secrets) if moved else None,
            )
        if not 200 <= status < 300:
            raise await _refusal(response)
        body = await _body(response, max_bytes)
        return Answer(
            status=status,
            url=shown,
            body=body,
            content_type=headers.get("content-type"),
            etag=bounds.validator(headers.get("etag")),
            last_modified=bounds.validator(headers.get("last-modified")),
            digest=hashlib.sha256(body).hexdigest(),
            max_age=bounds.max_age(headers.get("cache-control", "")),
            moved_to=masked(moved, ask.secrets) if moved else None,
        )


async def _refusal(response: httpx.Response) -> SourceError:
    status = response.status_code
    words = _WORDS.get(status) or one_line(response.reason_phrase, 60)
    message = f"HTTP {status}{' ' + words if words else ''}"
    if response.headers.get("cf-mitigated", "").lower() == "challenge":
        message += "; a challenge for browsers stands before it"
    elif response.headers.get("content-type", "").lower().startswith(("text/plain", "application/json")):
        with contextlib.suppress(SourceError, httpx.HTTPError):
            said = plain.first_words(await _body(response, 16_384))
            message += f': "{said}"' if said else ""
    return SourceError(message, http_status=status, retry_after=bounds.retry_after(response.headers.get("retry-after")))


def _why(error: ssl.SSLCertVerificationError) -> str:
    """What is wrong with a certificate, and what to do about it."""
    said = one_line(error.verify_message, 100)
    if "expired" in said or "not yet valid" in said:
        return f"{said}; theirs to mend, if the clock of this machine is right"
    if "issuer" in said or "self-signed" in said or "self signed" in said:
        return f"{said}; if you trust who signed it, name that certificate's file in SSL_CERT_FILE"
    return said


async def _body(response: httpx.Response, limit: int) -> bytes:
    """The body, inflated if need be, in no more than `limit` bytes before and after."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise SourceError(f'the answer is encoded as "{one_line(coding, 40)}", which was not asked for')
    length = response.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 15 or int(length) > limit):
        raise SourceError(f"the answer has {one_line(length, 20)} bytes, more than {limit:,}")
    inflate = bounds.Inflate(limit) if coding.endswith("gzip") else None
    body = bytearray()
    wire = 0
    async for chunk in response.aiter_raw():
        wire += len(chunk)
        if wire > limit:
            raise SourceError(f"the answer has more than {limit:,} bytes")
        if inflate is None:
            body += chunk
        else:
            inflate.feed(chunk, body)
    if inflate is not None:
        inflate.finish(wire)
    return bytes(body)


def _explained(error: Exception, ask: Ask) -> SourceError:
    """One line for what went wrong below the answer."""
    host = one_line(urlsplit(ask.url).hostname or "?", 80)
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return SourceError(f"TLS: the certificate of {host} is not good: {_why(cause)}")
        if isinstance(cause, ssl.SSLError):
            return SourceError(f"TLS: no secure connection to {host}: {one_line(cause.reason or str(cause), 80)}")
        if isinstance(cause, ConnectionRefusedError):
            return SourceError(f"{host} refuses the connection", network=True)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectTimeout):
        return SourceError(f"no connection to {host} in time", network=True)
    if isinstance(error, (httpx.ConnectError, httpcore.ConnectError)):
        return SourceError(f"no connection to {host}: {one_line(str(error), 80)}", network=True)
    if isinstance(error, httpx.ProxyError):
        return SourceError(f"the proxy does not let through: {one_line(str(error), 80)}", network=True)
    if isinstance(error, httpx.TimeoutException):
        return SourceError(f"{host} stopped answering", network=True)
    if isinstance(error, httpx.NetworkError):
        return SourceError(f"the connection to {host} broke", network=True)
    if isinstance(error, httpx.RemoteProtocolError):
        return SourceError(f"{host} does not speak HTTP as it should: {one_line(str(error), 80)}")
    if isinstance(error, (httpx.InvalidURL, ValueError)):
        return SourceError("a redirect leads to an address that cannot be read")
    kind = type(error).__name__
    return SourceError(f"the request failed ({kind})", network=isinstance(error, OSError))


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


# ------------------------------------------------------------------ connections


class _Guard(httpcore.AsyncNetworkBackend):
    """Resolves, judges, and dials the address that was judged. The host's name stays for TLS."""

    def __init__(self, resolve: Resolve, dial: Dial | None) -> None:
        self._resolve = resolve
        self._dial = dial
        self._below = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature of the library
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                found = await self._resolve(host, port)
        except TimeoutError:
            raise SourceError(f"no name server answers for {one_line(host, 80)}", network=True) from None
        except (OSError, UnicodeError):
            raise SourceError(f"the name {one_line(host, 80)} cannot be resolved", network=True) from None
        addresses = guard.choose(host, found, _ALLOWED.get())
        if not addresses:
            if found:
                raise SourceError(f"{one_line(host, 80)} is a private address: refused")
            raise SourceError(f"the name {one_line(host, 80)} cannot be resolved", network=True)
        error: Exception | None = None
        for left in range(min(len(addresses), 4), 0, -1):
            # a broken IPv6 route must not eat the time of the IPv4 address behind it
            share = timeout / left if timeout is not None else None
            try:
                address = addresses[min(len(addresses), 4) - left]
                if self._dial is not None:
                    return await self._dial(address, port, share)
                return await self._below.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError) as failed:
                error = failed
        assert error is not None
        raise error

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Routes(httpx.AsyncBaseTransport):
    """Straight through the guard, or by the proxy of the environment."""

    def __init__(self, limits: httpx.Limits, backend: _Guard) -> None:
        self._limits = limits
        self._context = httpx.create_ssl_context()
        self._proxies = {k: v for k, v in urllib.request.getproxies().items() if k in ("http", "https", "all")}
        self._by_proxy: dict[str, httpx.AsyncHTTPTransport] = {}
        self._straight = httpx.AsyncHTTPTransport(verify=self._context, limits=limits, trust_env=False)
        # httpx has no parameter for the network backend of its pool; a test fails if this stops working
        pool = self._straight._pool
        if not hasattr(pool, "_network_backend"):
            raise RuntimeError("this version of the HTTP client cannot be guarded")
        pool._network_backend = backend

    def _proxy(self, url: httpx.URL) -> str | None:
        if not self._proxies or guard.is_local_name(url.host):
            return None
        proxy = self._proxies.get(url.scheme) or self._proxies.get("all")
        if not proxy or urllib.request.proxy_bypass(url.host):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        proxy = self._proxy(request.url)
        if proxy is None:
            return await self._straight.handle_async_request(request)
        if proxy not in self._by_proxy:
            try:
                self._by_proxy[proxy] = httpx.AsyncHTTPTransport(
                    verify=self._context, limits=self._limits, proxy=proxy, trust_env=False
                )
            except (ImportError, ValueError):
                scheme = proxy.partition(":")[0]
                raise SourceError(f"the environment names a proxy of kind {scheme}: not supported") from None
        try:
            return await self._by_proxy[proxy].handle_async_request(request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if _is_tls(error):
                raise
            host = one_line(httpx.URL(proxy).host, 80)
            raise SourceError(f"the proxy {host} of the environment cannot be reached", network=True) from None

    async def aclose(self) -> None:
        await self._straight.aclose()
        for transport in self._by_proxy.values():
            await transport.aclose()
