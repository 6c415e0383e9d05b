"""The loopback server that replays the recording: feeds that grow while one watches, and one that begins to fail."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import msgspec


class Outlet(msgspec.Struct, frozen=True):
    id: str
    name: str
    format: str
    fails_at: float | None = None


class Dispatch(msgspec.Struct, frozen=True):
    at: float
    outlet: str
    id: str
    title: str
    text: str
    date: datetime | None = None
    """When it was published; None for now, so that an invented story is always of today."""
    record: str | None = None
    """Where the agreement file has from what the dispatch tells; set by `tui.demo.recording`."""


class Recording(msgspec.Struct, frozen=True):
    outlet: tuple[Outlet, ...]
    dispatch: tuple[Dispatch, ...]

    @property
    def length(self) -> float:
        """Seconds until the last dispatch."""
        return max(d.at for d in self.dispatch)

    def day(self, elapsed: float) -> datetime | None:
        """Date of the newest dispatch that has appeared by then, if it has one."""
        return max((d.date for d in self.dispatch if d.at <= elapsed and d.date), default=None)


class Server:
    """Serves /ID for each outlet: what has appeared by `elapsed` seconds of the recording."""

    def __init__(self, recording: Recording, elapsed: Callable[[], float], begin: datetime) -> None:
        self._recording = recording
        self._elapsed = elapsed
        self._begin = begin
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on a free port of 127.0.0.1. The address, without a slash at its end."""
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._server.wait_closed(), 2)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            path = head.split(b" ", 2)[1].decode("ascii", "replace").split("?")[0]
            status, kind, body = self._page(path.strip("/"))
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                "Connection: close\r\n\r\n".encode()
                + body
            )
            await writer.drain()
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, IndexError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def _page(self, name: str) -> tuple[str, str, bytes]:
        outlet = next((o for o in self._recording.outlet if o.id == name), None)
        now = self._elapsed()
        if outlet is None:
            return "404 Not Found", "text/plain", b"no such outlet"
        if outlet.fails_at is not None and now >= outlet.fails_at:
            return "503 Service Unavailable", "text/plain", b"the press room is closed"
        shown: dict[str, Dispatch] = {}
        for dispatch in self._recording.dispatch:
            if dispatch.outlet == name and dispatch.at <= now:
                shown[dispatch.id] = dispatch
        items = [(d, d.date or self._begin + timedelta(seconds=d.at)) for d in shown.values()]
        return "200 OK", *_FORMATS[outlet.format](outlet, items)


def _paragraphs(dispatch: Dispatch, when: datetime) -> list[str]:
    days = {"today": f"{when:%A}", "yesterday": f"{when - timedelta(days=1):%A}"}
    text = dispatch.text
    for name, day in days.items():
        text = text.replace("{" + name + "}", day)
    found = [p.strip() for p in text.strip().split("\n\n")]
    return [*found, f"[{dispatch.record}]"] if dispatch.record else found


def _html(dispatch: Dispatch, when: datetime) -> str:
    return "".join(f"<p>{html.escape(p, quote=False)}</p>" for p in _paragraphs(dispatch, when))


def _link(outlet: Outlet, dispatch: Dispatch) -> str:
    return f"https://{outlet.id}.example/{dispatch.id}"


def _rss(outlet: Outlet, items: list[tuple[Dispatch, datetime]]) -> tuple[str, bytes]:
    rows = "".join(
        f"<item><guid isPermaLink='false'>{d.id}</guid><title>{html.escape(d.title)}</title>"
        f"<link>{_link(outlet, d)}</link><pubDate>{format_datetime(when)}</pubDate>"
        f"<content:encoded><![CDATA[{_html(d, when)}]]></content:encoded></item>"
        for d, when in items
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{outlet.name}</title><link>https://{outlet.id}.example/</link>{rows}</channel></rss>"
    )
    return "application/rss+xml", text.encode()


def _atom(outlet: Outlet, items: list[tuple[Dispatch, datetime]]) -> tuple[str, bytes]:
    rows = "".join(
        f"<entry><id>urn:{outlet.id}:{d.id}</id><title>{html.escape(d.title)}</title>"
        f"<link href='{_link(outlet, d)}'/><published>{when.isoformat()}</published>"
        f"<updated>{when.isoformat()}</updated>"
        f"<content type='html'>{html.escape(_html(d, when))}</content></entry>"
        for d, when in items
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>urn:{outlet.id}</id><title>{outlet.name}</title>"
        f"<updated>{datetime.now(UTC).isoformat()}</updated>{rows}</feed>"
    )
    return "application/atom+xml", text.encode()


def _json(outlet: Outlet, items: list[tuple[Dispatch, datetime]]) -> tuple[str, bytes]:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "items": [
            {
                "id": d.id,
                "title": d.title,
                "url": _link(outlet, d),
                "date_published": when.isoformat(),
                "content_html": _html(d, when),
            }
            for d, when in items
        ],
    }
    return "application/feed+json", json.dumps(feed).encode()


_FORMATS = {"rss": _rss, "atom": _atom, "json": _json}
