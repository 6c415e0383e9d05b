"""What stands around a poller in tests: a clock, a keeper of what is delivered, small feeds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from loopback import LoopbackServer

from tui.config import Polling, Source
from tui.records import SourceState
from tui.sources.items import Item
from tui.sources.poller import Poller
from tui.sources.visit import Visitor

START = datetime(2025, 12, 19, 12, tzinfo=UTC)
ITEM = (
    "<item><title>{0}</title><link>/{0}</link><guid>{0}</guid><pubDate>Fri, 19 Dec 2025 08:00:00 GMT</pubDate></item>"
)


def rss(*names: str, top: str = "") -> bytes:
    items = "".join(ITEM.format(n) for n in names)
    return f'<rss version="2.0"><channel><title>Sample Wire</title>{top}{items}</channel></rss>'.encode()


def article(words: str) -> bytes:
    return f"<html><body><article><h1>Title</h1><p>{words}</p></article></body></html>".encode()


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Desk:
    """What stands around a poller: it keeps what is delivered and reported."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.clock = Clock()
        self.delivered: list[tuple[str, list[Item]]] = []
        self.reported: list[SourceState] = []
        self.stored: dict[str, str] = {}
        self.pollers: list[Poller] = []
        self.heard = asyncio.Event()
        self.on_deliver: Callable[[], Awaitable[None]] | None = None

    async def deliver(self, source: Source, items: Sequence[Item], fetched: datetime) -> None:
        if self.on_deliver is not None:
            await self.on_deliver()
        self.delivered.append((source.id, list(items)))
        for item in items:
            self.stored[f"{source.id} {item.id}"] = item.title

    async def report(self, state: SourceState) -> None:
        self.reported.append(state)
        self.heard.set()

    def known(self, source_id: str, item: Item) -> bool:
        return self.stored.get(f"{source_id} {item.id}") == item.title

    def poller(
        self,
        *sources: Source,
        states: dict[str, SourceState] | None = None,
        visitor: Visitor | None = None,
        **polling: Any,
    ) -> Poller:
        bounds = Polling(**({"timeout": 10, "jitter": 0.0} | polling))
        made = Poller(
            sources,
            bounds,
            base=self.base,
            deliver=self.deliver,
            report=self.report,
            known=self.known,
            states=states,
            clock=self.clock,
            agreement_id="sample-2025",
            visitor=visitor,
        )
        self.pollers.append(made)
        return made

    def texts(self) -> dict[str, str]:
        return {i.title: i.text for _, items in self.delivered for i in items}

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not condition():
                await self.heard.wait()
                self.heard.clear()


def feed(server: LoopbackServer, path: str = "/feed", **fields: Any) -> Source:
    return Source(**({"id": path.strip("/"), "name": path, "kind": "feed", "url": server.url(path)} | fields))


def wait_of(state: SourceState) -> float:
    """Seconds from the last visit to the next."""
    assert state.next_try is not None and state.last_try is not None
    return (state.next_try - state.last_try).total_seconds()
