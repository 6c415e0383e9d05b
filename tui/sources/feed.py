"""Feeds: bytes -> Feed. RSS 0.9x, 1.0 and 2.0, CDF, Atom 0.3 and 1.0, JSON Feed, told apart by their content.

`fastfeedparser` reads first; `feedparser`, slow and tolerant, where the fast one fails, finds nothing, or may have
found something else. Pure: no network, no files. Both can be held up for seconds by hostile input, so the program
calls this in the worker process.
"""

from __future__ import annotations

import re

import msgspec

from tui.sources import fast, hints, json_feed, plain, tolerant
from tui.sources.draft import absolute, identified
from tui.sources.encoding import decode
from tui.sources.items import Feed, Item, SourceError
from tui.sources.mend import mend

MAX_ITEMS = 1000

_ROOTS = "rss|rdf|feed|channel|html|opml|urlset|sitemapindex|error"
_ROOT = re.compile(rf"<(?:[A-Za-z][\w.\-]{{0,40}}:)?({_ROOTS})[\s>/]", re.IGNORECASE)
_FIRST_TAG = re.compile(r"<(?:[A-Za-z][\w.\-]{0,40}:)?([A-Za-z][\w.\-]{0,40})[\s>/]")
_HTML = re.compile(r"<(?:!doctype html|head|body|div|p|script|meta|title|table|center|h1|span|a|br)\b", re.IGNORECASE)
_RSS_VERSION = re.compile(r"<rss\b[^>]{0,2000}?\bversion\s*=\s*[\"']?([\d.]{1,6})", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"<(?:dc:)?language>\s*([A-Za-z\-]{2,12})\s*</"
    r"|<(?:feed|rss|channel)\b[^>]{0,1000}?xml:lang=[\"']([\w\-]{2,12})"
)
_FEED_LINK = re.compile(r"<link\b[^>]{0,1000}\bapplication/(?:rss|atom|feed)\+(?:xml|json)[^>]{0,1000}>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]{1,1000})", re.IGNORECASE)
_ENDED = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_FIRST_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]")


def parse(
    data: bytes,
    content_type: str | None = None,
    url: str = "",
    *,
    zone: str | None = None,
    limit: int = MAX_ITEMS,
) -> Feed:
    """What a feed says: at most `limit` items in the order of the document, every string cleaned plain text.

    `content_type` is the header of the answer, `url` where it came from (relative links are resolved against it),
    `zone` the IANA name of the time zone of dates that have none. Raises `SourceError` that names what came
    instead, when it is no feed. A feed without any item is a Feed with no items.
    """
    text = decode(data, content_type)
    if not text.strip("\ufeff \t\r\n\0"):
        raise SourceError("the answer was empty")
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if head[:1] in "{[":
        return json_feed.read(text, url, zone, limit)
    mended = mend(text)
    _refuse_what_is_none(mended, head, url)
    found = fast.read(mended, url, zone, limit)
    if found is not None and found[3]:
        return _feed(mended, *found[:3])
    second = tolerant.read(mended, url, zone, limit)
    if second is None and found is None:
        raise SourceError(f"no feed could be read from the answer{plain.quoted(text)}")
    if second is None:
        assert found is not None
        second = found[:3]
    elif found is not None:
        second = (*second[:2], _last_mended(mended, second[2], found[2]))
    title, link, items = second
    return _feed(mended, title, link, items)


def _last_mended(text: str, items: list[Item], others: list[Item]) -> list[Item]:
    """Where the document broke off: of the last item, the tolerant parser drops the element that has no end."""
    if _ENDED.search(text[-4096:]) or len(items) != len(others) or not items:
        return items
    last, other = items[-1], others[-1]
    keep = {key: getattr(other, key) for key in ("title", "summary", "text") if not getattr(last, key)}
    return [*items[:-1], msgspec.structs.replace(last, **keep)]


# ------------------------------------------------------------------ what came


def _refuse_what_is_none(mended: str, head: str, url: str) -> None:
    """Raise `SourceError` for what is plainly no feed. `head` is the beginning as it came."""
    root = _root(mended)
    begin = _FIRST_TAG.search(mended[:20_000])
    alone = begin is not None and begin.group(1).lower() in ("item", "entry")
    if root == "html" or (root is None and not alone and _HTML.search(head)):
        named = _named_feed(mended, url)
        where = f"; the page names a feed at {named}" if named else ""
        raise SourceError(f"a web page came instead of a feed{plain.quoted(_page_title(mended) or head)}{where}")
    if root in ("opml", "urlset", "sitemapindex", "error"):
        raise SourceError(f"<{root}> came instead of a feed{plain.quoted(head)}")
    if "<" not in head:
        raise SourceError(f"plain text came instead of a feed{plain.quoted(head)}")


def _page_title(text: str) -> str:
    match = re.search(r"<title[^>]{0,200}>([^<]{1,300})", text[:100_000], re.IGNORECASE)
    return match.group(1) if match else ""


def _named_feed(page: str, url: str) -> str:
    """The feed that a page says it has, for people to put into their configuration."""
    for link in _FEED_LINK.finditer(page[:200_000]):
        address = _HREF.search(link.group())
        if address and (found := absolute(plain.unescape(address.group(1)), url)):
            return found[:300]
    return ""


def _root(text: str) -> str | None:
    """Name of the first element that tells what the document is."""
    match = _ROOT.search(text[:20_000])
    return match.group(1).lower() if match else None


def _format(text: str) -> str:
    head = text[:8192]
    root = _root(text)
    if root == "rss":
        match = _RSS_VERSION.search(head)
        return f"RSS {match.group(1).rstrip('.')}" if match else "RSS"
    if root == "rdf":
        return "RSS 0.90" if "my.netscape.com/rdf/simple/0.9" in head else "RSS 1.0"
    if root == "feed":
        return "Atom 0.3" if "purl.org/atom/ns#" in head else "Atom 1.0"
    if root == "channel" and re.search(r"<channel\b[^>]{0,500}\bhref\s*=", head, re.IGNORECASE):
        return "CDF"
    return "RSS"


def _feed(text: str, title: str, link: str, drafts: list[Item]) -> Feed:
    begin = _FIRST_ITEM.search(text)
    head = text[: begin.start() if begin else 20_000][:50_000]
    asked = hints.read(head)
    language = _LANGUAGE.search(head)
    return Feed(
        title=title,
        link=link,
        format=_format(text),
        ttl=asked.ttl,
        skip_hours=asked.skip_hours,
        skip_days=asked.skip_days,
        items=identified(drafts, (language.group(1) or language.group(2)) if language else ""),
    )
