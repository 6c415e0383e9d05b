"""One visit to one source: ask, parse, keep what matters, read the articles behind it."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui.config import Polling, Source
from tui.records import SourceState
from tui.sources.ask import ACCEPT, Ask, ask_of
from tui.sources.items import Article, Feed, Item, Link, SourceError
from tui.sources.pace import Pace
from tui.sources.robots import MAX_BYTES, Robots
from tui.sources.worker import Worker

if TYPE_CHECKING:
    from tui.sources.fetch import Answer, Fetcher

ARTICLE_TRIES = 3
_ARTICLE_BYTES = 2 * 1024 * 1024
_READ_REMEMBERED = 5000
_TTL_HEEDED = 86_400
_MAX_AGE_HEEDED = 3_600
"""Seconds. A feed's <ttl> is meant for readers; a max-age is as often the default of a file server."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a visit brought. `unchanged`: nothing to do, the rest is as it was."""

    unchanged: bool = False
    items: tuple[Item, ...] = ()
    """What is to be delivered: matched, with full text where that was asked for and got."""
    count: int = 0
    """Items in the answer, before any were left out."""
    newest: datetime | None = None
    """Latest publication date in it, never later than now."""
    format: str | None = None
    wait: int | None = None
    """Seconds that the source asks to be left alone."""
    http_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    moved_to: str | None = None
    complete: bool = True
    """False when articles are still to be read, so that the same answer must be looked at again."""
    note: str | None = None
    """What went wrong without spoiling the visit."""


class Visitor:
    """Visits sources. Keeps, in memory, which articles are still to be read."""

    def __init__(
        self,
        polling: Polling,
        base: Path,
        known: Callable[[str, Item], bool],
        *,
        gap: float = 0.5,
        make_fetcher: Callable[[Polling], Fetcher] | None = None,
    ) -> None:
        self._polling = polling
        self._base = base
        self._known = known
        self._make_fetcher = make_fetcher
        self._pace = Pace(polling.per_host, gap)
        self._articles = asyncio.Semaphore(max(1, polling.concurrency))
        self._worker = Worker()
        self._fetcher: Fetcher | None = None
        self._opening = asyncio.Lock()
        self._robots = Robots(polling.user_agent, self._robots_txt)
        self._pending: dict[str, dict[str, int]] = {}
        self._read: dict[str, dict[str, None]] = {}
        """Links of pages whose articles were handed over."""

    async def aclose(self) -> None:
        """Close the connections and end the worker process."""
        await self._worker.aclose()
        fetcher, self._fetcher = self._fetcher, None
        if fetcher is not None:
            await fetcher.aclose()

    def configured(self, source: Source) -> str:
        """Digest of all that decides what a visit finds."""
        parts = msgspec.json.encode((source, self._polling.match_any), order="sorted")
        return hashlib.sha256(parts).hexdigest()[:16]

    async def visit(self, source: Source, before: SourceState, now: datetime) -> Found:
        """Ask `source` once. Raises `SourceError` when it does not give what it should."""
        same = before.asked == self.configured(source) and not self._pending.get(source.id)
        if source.kind == "file":
            return await self._files(source, before.body_digest if same else None, now)
        return await self._http(source, before if same else None, now)

    # -------------------------------------------------------------- files

    async def _files(self, source: Source, digest: str | None, now: datetime) -> Found:
        from tui.sources import file  # the parsers it knows are imported when they are called

        try:
            fresh = await asyncio.to_thread(file.fingerprint, source, self._base)
        except OSError as error:
            raise SourceError(f'"{source.path}" cannot be read: {error.strerror or error}') from None
        if fresh == digest:
            return Found(unchanged=True, digest=fresh)
        items: list[Item] = await self._worker.run("files", source, str(self._base))
        wanted = self._matching(source, items)
        return Found(items=tuple(wanted), count=len(items), newest=_newest(items, now), format="files", digest=fresh)

    # -------------------------------------------------------------- over the network

    async def _client(self) -> Fetcher:
        async with self._opening:
            fetcher = self._fetcher
            if fetcher is None:
                make = self._make_fetcher or _import_fetcher
                # the import takes 0.2 s of CPU: off the loop, so that keys are answered meanwhile
                fetcher = self._fetcher = await asyncio.to_thread(make, self._polling)
            return fetcher

    async def _http(self, source: Source, before: SourceState | None, now: datetime) -> Found:
        fetcher = await self._client()
        ask = ask_of(source, now=now)
        async with self._pace.turn(ask.url):
            answer = await fetcher.get(
                ask,
                etag=before.etag if before else None,
                last_modified=before.last_modified if before else None,
                timeout=source.timeout,
                max_bytes=source.max_bytes,
            )
        if answer.not_modified or (before is not None and answer.digest == before.body_digest):
            return Found(
                unchanged=True,
                http_status=answer.status,
                etag=answer.etag or (before.etag if before else None),
                last_modified=answer.last_modified or (before.last_modified if before else None),
                digest=before.body_digest if before else None,
                moved_to=answer.moved_to,
                wait=min(answer.max_age or 0, _MAX_AGE_HEEDED) or None,
            )
        try:
            found = await self._parsed(source, answer, now)
        except SourceError as error:
            error.http_status = error.http_status or answer.status
            raise
        return msgspec.structs.replace(
            found,
            http_status=answer.status,
            etag=answer.etag,
            last_modified=answer.last_modified,
            digest=answer.digest,
            moved_to=answer.moved_to,
            wait=max(min(found.wait or 0, _TTL_HEEDED), min(answer.max_age or 0, _MAX_AGE_HEEDED)) or None,
        )

    async def _parsed(self, source: Source, answer: Answer, now: datetime) -> Found:
        limit = self._polling.max_items
        items: Sequence[Item]
        if source.kind == "feed":
            feed: Feed = await self._worker.run(
                "feed", answer.body, answer.content_type, answer.url, zone=source.timezone, limit=limit
            )
            return await self._with_articles(source, feed.items, feed.format, now, wait=feed.ttl)
        if source.kind == "api":
            items = await self._worker.run("api", answer.body, source, now, limit=limit)
            return await self._with_articles(source, items, "JSON", now)
        if source.links is not None:
            return await self._linked(source, answer, now)
        article: Article = await self._worker.run("article", answer.body, answer.url)
        page = Item(
            id=source.url or answer.url,
            title=article.title,
            link=article.link or answer.url,
            published=article.published,
            text=article.text,
            author=", ".join(article.authors),
            lang=article.lang,
            complete=True,
        )
        wanted = self._matching(source, [page])
        return Found(items=tuple(wanted), count=1, newest=_newest([page], now), format="HTML")

    # -------------------------------------------------------------- articles

    async def _with_articles(
        self, source: Source, items: Sequence[Item], form: str, now: datetime, *, wait: int | None = None
    ) -> Found:
        """The items that match, with the text of the linked article where the source is to be read in full. What
        cannot be read keeps its summary, and is tried again at the next visit."""
        wanted = self._matching(source, items)
        note = None
        if source.full_text:
            pending = self._pending.setdefault(source.id, {})
            fresh = {i.id for i in wanted if not self._known(source.id, i)}
            unread = [i for i in wanted if i.link and not i.complete and (i.id in pending or i.id in fresh)]
            texts, note = await self._fetch_all(source, unread)
            # what is stored already has its text, which the feed's own item would lack
            wanted = [_merged(i, texts[i.id]) if i.id in texts else i for i in wanted if i.id in texts or i.id in fresh]
        return Found(
            items=tuple(wanted),
            count=len(items),
            newest=_newest(items, now),
            format=form,
            wait=wait,
            complete=not self._pending.get(source.id),
            note=note,
        )

    async def _linked(self, source: Source, answer: Answer, now: datetime) -> Found:
        """The articles that an index page links to. One that cannot be read is not an item until it is given up."""
        links: list[Link] = await self._worker.run("links", answer.body, answer.url, source.links)
        if not links:
            raise SourceError("no link on the page matches links; the page may have changed")
        items = [Item(id=x.url, link=x.url, title=x.text) for x in links[: self._polling.max_items]]
        read = self._read.setdefault(source.id, {})
        pending = self._pending.setdefault(source.id, {})
        unread = [i for i in items if i.id not in read and (i.id in pending or not self._known(source.id, i))]
        texts, note = await self._fetch_all(source, unread)
        found: list[Item] = []
        for item in unread:
            if item.id in texts:
                found.append(_merged(item, texts[item.id], own_title=True))
            elif item.id not in pending and item.title:
                found.append(item)  # given up: its headline is all there is
        for item in found:
            read[item.id] = None
        while len(read) > _READ_REMEMBERED:
            del read[next(iter(read))]
        return Found(
            items=tuple(self._matching(source, found)),
            count=len(items),
            newest=_newest(found, now),
            format="HTML",
            complete=not pending,
            note=note,
        )

    async def _fetch_all(self, source: Source, items: Sequence[Item]) -> tuple[dict[str, Article], str | None]:
        """Articles by item id, for as many as one visit may read; the others stay pending. And what went wrong."""
        pending = self._pending.setdefault(source.id, {})
        present = {i.id for i in items}
        for gone in [key for key in pending if key not in present]:
            del pending[gone]
        turn = items[: self._polling.articles_per_poll]
        for item in items[len(turn) :]:
            pending.setdefault(item.id, 0)
        results = await asyncio.gather(*(self._article(source, item.link) for item in turn))
        texts: dict[str, Article] = {}
        failed: list[str] = []
        for item, result in zip(turn, results, strict=True):
            if isinstance(result, Article):
                texts[item.id] = result
                pending.pop(item.id, None)
                continue
            failed.append(str(result))
            pending[item.id] = pending.get(item.id, 0) + 1
            if pending[item.id] >= ARTICLE_TRIES:
                del pending[item.id]
        note = f"{len(failed)} of {len(turn)} articles could not be read: {failed[0]}" if failed else None
        return texts, note

    async def _article(self, source: Source, link: str) -> Article | SourceError:
        fetcher = await self._client()
        ask = Ask(url=link, own=source.url or "", accept=ACCEPT["page"])
        try:
            if not await self._robots.allowed(link):
                return SourceError("robots.txt asks programs not to read it")
            async with self._articles, self._pace.turn(link, spaced=True):
                answer = await fetcher.get(ask, timeout=source.timeout, max_bytes=_ARTICLE_BYTES)
            kind = (answer.content_type or "text/html").partition(";")[0].strip().lower()
            if kind not in ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"):
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

    # -------------------------------------------------------------- what matters

    def _matching(self, source: Source, items: Sequence[Item]) -> list[Item]:
        items = [i for i in items if i.title or i.summary or i.text or i.figures]  # a bare link says nothing
        words = source.match_any if source.match_any is not None else self._polling.match_any
        pattern = matcher(words)
        if pattern is None:
            return items
        return [
            i for i in items if i.figures or any(pattern.search(part) for part in (i.title, i.summary, i.text) if part)
        ]


@lru_cache(maxsize=256)
def matcher(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds any of `words` as whole words, whatever their case; None when there are none to look for."""
    parts = [re.escape(w.strip()).replace(r"\ ", r"\s+") for w in words if w.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else None


def _import_fetcher(polling: Polling) -> Fetcher:
    from tui.sources.fetch import Fetcher

    return Fetcher(polling)


def _merged(item: Item, article: Article, *, own_title: bool = False) -> Item:
    """The item with its article. What the feed says itself goes before what the page says."""
    return msgspec.structs.replace(
        item,
        title=(article.title or item.title) if own_title else (item.title or article.title),
        text=article.text if len(article.text) >= len(item.text) else item.text,
        published=item.published or article.published,
        author=item.author or ", ".join(article.authors),
        lang=item.lang or article.lang,
        complete=True,
    )


def _newest(items: Sequence[Item], now: datetime) -> datetime | None:
    return max((min(i.published, now) for i in items if i.published), default=None)
