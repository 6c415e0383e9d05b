"""An HTTP server on 127.0.0.1 for tests: answers by route, notes every request, misbehaves to order.

    with LoopbackServer() as server:
        server.route("/feed", Reply(body=b"<rss …", headers={"Content-Type": "application/rss+xml"}))
        ... ask server.url("/feed") ...
        assert [r.path for r in server.requests] == ["/feed"]

It runs on an event loop of its own in a thread, so that tests may use it from synchronous code, from their own loop,
or from another process.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True)
class Request:
    """One request as it came. `headers` have names in lower case."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """One answer. `chunks` are sent one by one in place of `body`, `drip` seconds apart; `raw` sends nothing but
    them, not even a status line; `stall` then leaves the connection open and silent."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Iterable[bytes] | None = None
    drip: float = 0.0
    raw: bool = False
    stall: bool = False


Handler = Callable[[Request], Reply]


class LoopbackServer:
    """See the module. `host` may be any address of 127.0.0.0/8, or ::1; with `tls` it speaks https."""

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.host = host
        self.tls = tls
        self.port = 0
        self.requests: list[Request] = []
        self._routes: dict[str, Reply | Handler] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="loopback", daemon=True)
        self._ready = threading.Event()
        self._stop: asyncio.Event
        self._changed = threading.Condition()

    # -------------------------------------------------------------- for tests

    def route(self, path: str, reply: Reply | Handler | bytes | str) -> None:
        """Answer `path` (without its query) so from now on."""
        if isinstance(reply, str):
            reply = reply.encode()
        self._routes[path] = Reply(body=reply) if isinstance(reply, bytes) else reply

    def url(self, path: str = "/") -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        """The requests for `path` so far."""
        return [r for r in list(self.requests) if r.path == path]

    def wait_for(self, path: str, count: int = 1, patience: float = 30.0) -> bool:
        """Block until `path` has been asked for `count` times; False when patience runs out."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.asked(path)) >= count, patience)

    def start(self) -> Self:
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def close(self) -> None:
        """End all connections and the thread."""
        with contextlib.suppress(RuntimeError):  # closed before
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    # -------------------------------------------------------------- in the thread

    def _serve(self) -> None:
        try:
            self._loop.run_until_complete(self._main())
        finally:
            self._loop.close()

    async def _main(self) -> None:
        self._stop = asyncio.Event()
        tasks: set[asyncio.Task[None]] = set()
        writers: set[asyncio.StreamWriter] = set()

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            tasks.add(task)
            writers.add(writer)
            try:
                while await self._answer(reader, writer):
                    pass
            except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
                pass
            finally:
                tasks.discard(task)
                writers.discard(writer)
                writer.close()

        server = await asyncio.start_server(connected, self.host, 0, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for writer in list(writers):
            writer.transport.abort()  # a farewell over TLS would wait for the other side's
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()
        for _ in range(10):  # rounds of the loop that a handshake takes to fail
            await asyncio.sleep(0)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request; whether the connection stays open."""
        head = await reader.readexactly(1)
        if head == b"\x16":  # TLS, which this server does not speak; it says so as others do
            writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
            return False
        head += await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {k.strip().lower(): v.strip() for k, _, v in (x.partition(":") for x in lines if x)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        path, _, query = target.partition("?")
        request = Request(method, path, query, headers, body)
        with self._changed:
            self.requests.append(request)
            self._changed.notify_all()
        reply = self._routes.get(path, Reply(status=404, body=b"nothing here"))
        if not isinstance(reply, Reply):
            reply = reply(request)
        if not reply.raw:
            fields = {**reply.headers}
            if reply.chunks is None and not any(k.lower() == "content-length" for k in fields):
                fields["Content-Length"] = str(len(reply.body) if reply.status != 304 else 0)
            if reply.chunks is not None:
                fields.setdefault("Connection", "close")
            lines = [f"HTTP/1.1 {reply.status} Reason", *(f"{k}: {v}" for k, v in fields.items())]
            writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        if reply.chunks is None:
            if reply.status != 304:
                writer.write(reply.body)
            await writer.drain()
        else:
            for chunk in reply.chunks:
                writer.write(chunk)
                await writer.drain()
                await asyncio.sleep(reply.drip)
        if reply.stall:
            await self._stop.wait()
        return reply.chunks is None


def serving(**routes: Reply | Handler | bytes | str) -> Iterator[LoopbackServer]:
    """For fixtures: ``yield from serving()``."""
    with LoopbackServer() as server:
        for name, reply in routes.items():
            server.route("/" + name, reply)
        yield server
