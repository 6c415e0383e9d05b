"""One visit to one source: ask, parse, keep what matters, read the articles behind it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import msgspec

from tui.config import Polling, Source
from tui.records import SourceState
from tui.sources import paging
from tui.sources.articles import Articles, Waiting
from tui.sources.ask import Ask, ask_of, hidden
from tui.sources.items import Article, Feed, Item, Link, SourceError
from tui.sources.pace import Pace
from tui.sources.wanted import concerns
from tui.sources.worker import Worker

if TYPE_CHECKING:
    from tui.sources.fetch import Answer, Fetcher

_READ_REMEMBERED = 5000
_MAX_AGE_HEEDED = 3_600
"""Seconds. A max-age is as often the default of a file server as a wish."""
_MOVE_CHECKED = timedelta(days=7)
"""How often an address that has moved for good is asked whether it still has."""


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
    """Seconds that this answer asks to be left alone."""
    ttl: int | None = None
    """Seconds that the feed asks to be left alone after any answer."""
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    http_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    moved_to: str | None = None
    moved_checked: datetime | None = None
    unread: dict[str, int] = {}
    """Articles still to be read: then the same answer must be looked at again."""
    read: tuple[str, ...] = ()
    """Links of an index page whose articles are handed over."""
    note: str | None = None
    """What went wrong without spoiling the visit."""


class Visitor:
    """Visits sources."""

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
        self._worker = Worker()
        self._articles = Articles(polling, self._pace, self._worker, self._client)
        self._fetcher: Fetcher | None = None
        self._opening = asyncio.Lock()
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
        if before.asked != self.configured(source):
            before = SourceState(id=source.id)  # what was noted then is about another source
        if source.kind == "file":
            return await self._files(source, before.body_digest, now)
        ask = ask_of(source, now=now)
        try:
            found = await self._http(source, ask, before, now)
        except SourceError as error:
            error.args = (hidden(str(error), ask.secrets),)
            raise
        if not ask.secrets:
            return found
        items = tuple(_without(item, ask.secrets) for item in found.items)
        return msgspec.structs.replace(found, items=items, note=hidden(found.note, ask.secrets) if found.note else None)

    def delivered(self, source: Source, found: Found) -> None:
        """What the visit brought is kept: the articles of an index page need not be read again."""
        read = self._read.setdefault(source.id, {})
        read.update(dict.fromkeys(found.read))
        while len(read) > _READ_REMEMBERED:
            del read[next(iter(read))]

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

    async def _http(self, source: Source, ask: Ask, before: SourceState, now: datetime) -> Found:
        fetcher = await self._client()
        waiting = Waiting(before.unread)
        moved = _elsewhere(source, before, now)
        if moved:
            ask = msgspec.structs.replace(ask, url=moved)
        async with self._pace.turn(ask.url):
            answer = await fetcher.get(
                ask,
                # a document of which something is still to be read must come once more
                etag=None if waiting else before.etag,
                last_modified=None if waiting else before.last_modified,
                timeout=source.timeout,
                max_bytes=source.max_bytes,
            )
        common: dict[str, Any] = {
            "http_status": answer.status,
            "moved_to": answer.moved_to or moved,
            "moved_checked": before.moved_checked if moved else now,
            "wait": min(answer.max_age or 0, _MAX_AGE_HEEDED) or None,
        }
        if answer.not_modified:
            return Found(
                unchanged=True,
                etag=answer.etag or before.etag,
                last_modified=answer.last_modified or before.last_modified,
                digest=before.body_digest,
                **common,
            )
        try:
            bodies, more = await self._pages(source, ask, answer)
            digest = answer.digest if len(bodies) == 1 else _digest(bodies)
            if digest == before.body_digest and not waiting:
                found = Found(unchanged=True)
            else:
                found = await self._parsed(source, answer, bodies, waiting, now)
        except SourceError as error:
            error.http_status = error.http_status or answer.status
            raise
        notes = [found.note, more, "https was asked, and answered over http" if answer.downgraded else None]
        return msgspec.structs.replace(
            found,
            etag=answer.etag,
            last_modified=answer.last_modified,
            digest=digest,
            note="; ".join(n for n in notes if n) or None,
            **common,
        )

    async def _pages(self, source: Source, ask: Ask, first: Answer) -> tuple[list[bytes], str | None]:
        """The bodies of all pages of an API's answer, and whether there are more than may be read. One page that
        fails fails the visit: half an answer would be a wrong sum."""
        bodies = [first.body]
        most = min(source.pages, paging.MOST)
        if source.kind != "api" or most < 2:
            return bodies, None
        limit = source.max_bytes or self._polling.max_bytes
        fetcher = await self._client()
        url, seen = ask.url, {ask.url}
        while True:
            page: paging.Page = await self._worker.run("page", bodies[-1], source)
            following = paging.following(source, url, len(bodies), page)
            if following is None or following in seen:
                return bodies, None
            if len(bodies) >= most:
                return bodies, f"there are more than {most} pages; the others were not read"
            url = following
            seen.add(url)
            try:
                async with self._pace.turn(url, spaced=True):
                    answer = await fetcher.get(
                        _page_ask(source, ask, url),
                        timeout=source.timeout,
                        max_bytes=limit - sum(map(len, bodies)),
                    )
            except SourceError as error:
                error.args = (f"page {len(bodies) + 1}: {error}",)
                raise
            bodies.append(answer.body)

    async def _parsed(
        self, source: Source, answer: Answer, bodies: list[bytes], waiting: Waiting, now: datetime
    ) -> Found:
        limit = self._polling.max_items
        if source.kind == "feed":
            feed: Feed = await self._worker.run(
                "feed", answer.body, answer.content_type, answer.url, zone=source.timezone, limit=limit
            )
            found = await self._with_articles(source, feed.items, feed.format, waiting, now)
            hints: dict[str, Any] = {"ttl": feed.ttl, "skip_hours": feed.skip_hours, "skip_days": feed.skip_days}
            return msgspec.structs.replace(found, **hints)
        if source.kind == "api":
            items: list[Item] = await self._worker.run("api", bodies[0], source, now, limit=limit, more=bodies[1:])
            return await self._with_articles(source, items, "JSON", waiting, now)
        if source.links is not None:
            return await self._linked(source, answer, waiting, now)
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
        self, source: Source, items: Sequence[Item], form: str, waiting: Waiting, now: datetime
    ) -> Found:
        """The items that match, with the text of the linked article where the source is to be read in full. What
        cannot be read keeps its summary, and is tried again at the next visit."""
        wanted = self._matching(source, items)
        note = None
        if source.full_text:
            fresh = {i.id for i in wanted if not self._known(source.id, i)}
            unread = [i for i in wanted if i.link and not i.complete and (i in waiting or i.id in fresh)]
            texts, note = await self._articles.of(source, unread, waiting)
            # what is stored already has its text, which the feed's own item would lack
            wanted = [_merged(i, texts[i.id]) if i.id in texts else i for i in wanted if i.id in texts or i.id in fresh]
        return Found(
            items=tuple(wanted),
            count=len(items),
            newest=_newest(items, now),
            format=form,
            unread=waiting.unread if source.full_text else {},
            note=note,
        )

    async def _linked(self, source: Source, answer: Answer, waiting: Waiting, now: datetime) -> Found:
        """The articles that an index page links to. One that cannot be read is not an item until it is given up."""
        links: list[Link] = await self._worker.run("links", answer.body, answer.url, source.links)
        if not links:
            raise SourceError("no link on the page matches links; the page may have changed")
        items = [Item(id=x.url, link=x.url, title=x.text) for x in links[: self._polling.max_items]]
        read = self._read.get(source.id, {})
        unread = [i for i in items if i.id not in read and (i in waiting or not self._known(source.id, i))]
        texts, note = await self._articles.of(source, unread, waiting)
        found: list[Item] = []
        for item in unread:
            if item.id in texts:
                found.append(_merged(item, texts[item.id], own_title=True))
            elif item not in waiting and item.title:
                found.append(item)  # given up: its headline is all there is
        return Found(
            items=tuple(self._matching(source, found)),
            count=len(items),
            newest=_newest(found, now),
            format="HTML",
            unread=waiting.unread,
            read=tuple(i.id for i in found),
            note=note,
        )

    # -------------------------------------------------------------- what matters

    def _matching(self, source: Source, items: Sequence[Item]) -> list[Item]:
        items = [i for i in items if i.title or i.summary or i.text or i.figures]  # a bare link says nothing
        return [i for i in items if concerns(source, self._polling, i)]


def _elsewhere(source: Source, before: SourceState, now: datetime) -> str | None:
    """Where the source has moved for good, unless it is time to ask the configured address whether it still has:
    once a week, and when the last visit failed. What is sent with credentials, or changes by the day, stays."""
    if before.moved_to is None or before.status == "error" or source.method != "GET":
        return None
    if source.secret or source.headers or "{today}" in (source.url or ""):
        return None
    checked = before.moved_checked
    return before.moved_to if checked is not None and timedelta(0) <= now - checked < _MOVE_CHECKED else None


def _without(item: Item, secrets: Sequence[str]) -> Item:
    """The item, should the other side have printed a secret into it."""
    fields = {key: getattr(item, key) for key in ("id", "title", "link", "summary", "text", "author")}
    clean = {key: kept for key, value in fields.items() if (kept := hidden(value, secrets)) != value}
    return msgspec.structs.replace(item, **clean) if clean else item


def _page_ask(source: Source, ask: Ask, url: str) -> Ask:
    """The request of another page: as the first, with the secrets that an address given by the answer may lack."""
    for secret in source.secret:
        if secret.type == "query":
            first = dict(parse_qsl(urlsplit(ask.url).query)).get(secret.name)
            url = paging.with_query(url, secret.name, first)
    return msgspec.structs.replace(ask, url=url)


def _digest(bodies: Sequence[bytes]) -> str:
    whole = hashlib.sha256()
    for body in bodies:
        whole.update(hashlib.sha256(body).digest())
    return whole.hexdigest()


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
