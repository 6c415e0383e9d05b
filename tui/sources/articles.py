"""The pages behind items: read in full where that is wanted, paced and bounded, and where programs are welcome."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from tui.config import Polling, Source
from tui.sources.ask import ACCEPT, Ask
from tui.sources.draft import digest
from tui.sources.items import Article, Item, SourceError
from tui.sources.pace import Pace
from tui.sources.robots import MAX_BYTES, Robots
from tui.sources.worker import Worker

if TYPE_CHECKING:
    from tui.sources.fetch import Fetcher

TRIES = 3
"""How often an article is asked for before its item must do without."""
_BYTES = 2 * 1024 * 1024
_WAITING = 500
"""Articles of one source that are remembered as still to be read."""
_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


class Waiting:
    """Which articles of one source are still to be read, and how often each has failed. Survives a restart as
    `SourceState.unread`."""

    def __init__(self, unread: dict[str, int]) -> None:
        self.unread = dict(unread)

    def __contains__(self, item: object) -> bool:
        return isinstance(item, Item) and _key(item) in self.unread

    def __bool__(self) -> bool:
        return bool(self.unread)

    def forget_others(self, items: Sequence[Item]) -> None:
        """Keep only those of `items`: what has left the feed is not waited for."""
        present = {_key(i) for i in items}
        self.unread = {k: n for k, n in self.unread.items() if k in present}

    def later(self, item: Item) -> None:
        """Its turn comes at another visit."""
        if len(self.unread) < _WAITING:
            self.unread.setdefault(_key(item), 0)

    def read(self, item: Item) -> None:
        self.unread.pop(_key(item), None)

    def failed(self, item: Item) -> None:
        """Once more, or given up."""
        key = _key(item)
        count = self.unread.get(key, 0) + 1
        if count >= TRIES:
            self.unread.pop(key, None)
        elif key in self.unread or len(self.unread) < _WAITING:
            self.unread[key] = count


def _key(item: Item) -> str:
    return digest(item.id)[:16]


class Articles:
    """Reads articles. `client` opens the HTTP client when it is first needed."""

    def __init__(self, polling: Polling, pace: Pace, worker: Worker, client: Callable[[], Awaitable[Fetcher]]) -> None:
        self._polling = polling
        self._pace = pace
        self._worker = worker
        self._client = client
        self._slots = asyncio.Semaphore(max(1, polling.concurrency))
        self._robots = Robots(polling.user_agent, self._robots_txt)

    async def of(
        self, source: Source, items: Sequence[Item], waiting: Waiting
    ) -> tuple[dict[str, Article], str | None]:
        """Articles by item id, for as many of `items` as one visit may read, and what went wrong. The others, and
        those that failed, are noted in `waiting`."""
        waiting.forget_others(items)
        turn = items[: self._polling.articles_per_poll]
        for item in items[len(turn) :]:
            waiting.later(item)
        results = await asyncio.gather(*(self._article(source, item.link) for item in turn))
        texts: dict[str, Article] = {}
        failed: list[str] = []
        for item, result in zip(turn, results, strict=True):
            if isinstance(result, Article):
                texts[item.id] = result
                waiting.read(item)
            else:
                failed.append(str(result))
                waiting.failed(item)
        note = f"{len(failed)} of {len(turn)} articles could not be read: {failed[0]}" if failed else None
        return texts, note

    async def _article(self, source: Source, link: str) -> Article | SourceError:
        fetcher = await self._client()
        ask = Ask(url=link, own=source.url or "", accept=ACCEPT["page"])
        try:
            if not await self._robots.allowed(link):
                return SourceError("robots.txt asks programs not to read it")
            async with self._slots, self._pace.turn(link, spaced=True):
                answer = await fetcher.get(ask, timeout=source.timeout, max_bytes=_BYTES)
            kind = (answer.content_type or "text/html").partition(";")[0].strip().lower()
            if kind not in _KINDS:
                return SourceError(f"the link leads to {kind[:40]}, not to a page")
            found: Article = await self._worker.run("article", answer.body, answer.url)
            return found
        except SourceError as error:
            return error

    async def _robots_txt(self, url: str) -> str:
        fetcher = await self._client()
        async with self._pace.turn(url):
            answer = await fetcher.get(Ask(url=url, own=url), max_bytes=MAX_BYTES)
        return answer.body.decode("utf-8", "replace")
