"""Feeds: bytes -> Feed. RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed, told apart by their content.

`fastfeedparser` reads first; `feedparser`, slow and tolerant, where the fast one fails, finds nothing, or meets
what it does not know (xml:base, XHTML titles). Pure: no network, no files. Both can be held up for seconds by
hostile input, so the program calls this in the worker process.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from html.entities import html5
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from tui.sources import dates, plain
from tui.sources.encoding import decode
from tui.sources.items import Feed, Item, SourceError
from tui.text import clean, one_line

MAX_ITEMS = 1000
_TITLE, _TEXT, _SUMMARY, _URL = 500, 200_000, 20_000, 2_000

_XML_NAMES = ("amp", "lt", "gt", "quot", "apos")
_REFERENCE = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_ROOT = re.compile(
    r"<(?:[A-Za-z][\w.\-]{0,40}:)?(rss|rdf|feed|channel|html|opml|urlset|sitemapindex|error)[\s>/]", re.IGNORECASE
)
_HTML = re.compile(r"<(?:!doctype html|head|body|div|p|script|meta|title|table|center|h1|span|a|br)\b", re.IGNORECASE)
_RSS_VERSION = re.compile(r"<rss\b[^>]{0,2000}?\bversion\s*=\s*[\"']?([\d.]{1,6})", re.IGNORECASE)
_TTL = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"<(?:dc:)?language>\s*([A-Za-z\-]{2,12})\s*</"
    r"|<(?:feed|rss|channel)\b[^>]{0,1000}?xml:lang=[\"']([\w\-]{2,12})"
)
_FIRST_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]")
# what the fast parser passes over: elements inside titles, base64, links by attribute where no Atom is declared
_BEYOND = re.compile(
    r"<(?:\w+:)?title\b[^>]{0,200}>[^<]{0,2000}<(?![/!])"
    r"|\bmode\s*=\s*[\"']base64|\btype\s*=\s*[\"']application/octet-stream"
)
_LINK_BY_ATTRIBUTE = re.compile(r"<link\s[^>]{0,500}\bhref\s*=", re.IGNORECASE)
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|continue reading.{0,80}|read more.{0,40})\s*$", re.IGNORECASE)


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
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if not text.strip("\ufeff \t\r\n\0"):
        raise SourceError("the answer was empty")
    if head[:1] in "{[":
        return _json_feed(text, url, zone, limit)
    root = _root(text)
    if root == "html" or (root is None and _HTML.search(head)):
        raise SourceError(f"a web page came instead of a feed{_quoted(_page_title(text) or text)}")
    if root in ("opml", "urlset", "sitemapindex", "error"):
        raise SourceError(f"<{root}> came instead of a feed{_quoted(text)}")
    if "<" not in head:
        raise SourceError(f"plain text came instead of a feed{_quoted(text)}")
    mended = _mend(text)
    feed = _fast(mended, url, zone, limit)
    if feed is None:
        feed = _tolerant(mended, url, zone, limit)
    if feed is None:
        raise SourceError(f"no feed could be read from the answer{_quoted(text)}")
    return feed


# ------------------------------------------------------------------ what came


def _quoted(text: str) -> str:
    words = plain.first_words(text[:4000].encode("utf-8", "replace"))
    return f': "{words}"' if words else ""


def _page_title(text: str) -> str:
    match = re.search(r"<title[^>]{0,200}>([^<]{1,300})", text[:100_000], re.IGNORECASE)
    return match.group(1) if match else ""


def _root(text: str) -> str | None:
    """Name of the first element that tells what the document is."""
    match = _ROOT.search(text[:20_000])
    if match is None:
        return None
    return match.group(1).lower()


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
    return "RSS"


# ------------------------------------------------------------------ mending


def _mend(text: str) -> str:
    """`text` with what makes XML parsers stumble made harmless: characters that XML forbids, HTML's entities
    without a declaration, bare ampersands, an encoding that no longer holds. CDATA is left alone."""
    text = _DECLARATION.sub('<?xml version="1.0" encoding="utf-8"?>', text.lstrip("\ufeff \t\r\n"), count=1)
    text = _ILLEGAL.sub("", text)
    declares = "<!ENTITY" in text
    if "&" not in text:
        return text
    parts: list[str] = []
    at = 0
    while True:
        opened = text.find("<![CDATA[", at)
        stretch = text[at : opened if opened >= 0 else len(text)]
        parts.append(_REFERENCE.sub(_declared_reference if declares else _reference, stretch))
        if opened < 0:
            break
        closed = text.find("]]>", opened)
        at = closed + 3 if closed >= 0 else len(text)
        parts.append(text[opened:at])
        if closed < 0:
            break
    return "".join(parts)


def _reference(match: re.Match[str]) -> str:
    """A reference that XML knows; an ampersand that is none is written as one."""
    name = match.group(1)
    if name is None:
        return "&amp;"
    if name.startswith("#") or name in _XML_NAMES:
        return match.group().replace("#X", "#x")
    found = html5.get(name + ";")
    return "".join(f"&#{ord(c)};" for c in found) if found else "&amp;" + match.group()[1:]


def _declared_reference(match: re.Match[str]) -> str:
    """As `_reference`, for a document that declares entities: names that HTML does not know are its own."""
    name = match.group(1)
    if name is not None and not name.startswith("#") and name + ";" not in html5:
        return match.group()
    return _reference(match)


# ------------------------------------------------------------------ the fast parser


def _raw_date(text: str) -> str:
    return text.strip()


def _fast(text: str, url: str, zone: str | None, limit: int) -> Feed | None:
    """The feed by `fastfeedparser`; None when the tolerant parser should have a try."""
    import fastfeedparser.main as fast

    if _BEYOND.search(text):
        return None
    # Dates as printed: its own reading fills the parts that are missing from today ("5" is a date to it) and
    # takes digits in a guid for one. The names of its private parts are pinned by a test.
    fast._parse_date = _raw_date
    # it takes the first title of whatever namespace; a picture's caption is none
    media = "<media:title" in text
    given = text.replace("media:title", "media:caption") if media else text
    try:
        raw = fast.parse(given.encode("utf-8", "replace"), include_tags=False, include_media=False)
    except Exception:  # ValueError for what is no feed; anything at all for the rest
        return None
    entries = (raw.get("entries") or [])[:limit]
    top = raw.get("feed") or {}
    if not entries or _beyond(entries, text, media):
        return None
    base = absolute(_str(top.get("link")), url) or url
    drafts = [_fast_entry(entry, base, zone) for entry in entries]
    return _feed(text, _str(top.get("title")), absolute(_str(top.get("link")), url), drafts)


def _beyond(entries: list[dict[str, Any]], text: str, media: bool) -> bool:
    """Whether these entries miss something that the tolerant parser would find."""
    links = [_str(e.get("link")) for e in entries]
    if not all(links) and _LINK_BY_ATTRIBUTE.search(text):
        return True
    if "xml:base" in text and not all(link.startswith(("http:", "https:")) for link in links):
        return True
    if media and not all(_str(e.get("title")) for e in entries):
        return True
    bare = sum(1 for e in entries if not (e.get("title") or e.get("description") or e.get("content")))
    return bare * 2 > len(entries)


def _fast_entry(entry: dict[str, Any], base: str, zone: str | None) -> Item:
    guid = _str(entry.get("id"))
    raw_link = _str(entry.get("link"))
    described = _str(entry.get("description"))
    content = ""
    for part in entry.get("content") or ():
        content = _str(part.get("value"))
        if str(part.get("type", "")).lower() in ("text", "text/plain"):
            content = content.replace("&", "&amp;").replace("<", "&lt;")
        break
    if content.strip() == described:
        content = ""  # the parser repeats an RSS description as content
    enclosures = [_str(e.get("url")) for e in entry.get("enclosures") or ()]
    return _item(
        guid="" if guid == raw_link else guid,  # without a guid, the parser repeats the link as it stands
        title=plain.line(_str(entry.get("title")), _TITLE),
        link=absolute(raw_link or _first(enclosures), base),
        summary=plain.from_html(described, _SUMMARY),
        text=plain.from_html(content, _TEXT),
        # without a date of its own, an entry gets its guid for one
        published=_date(entry.get("published"), zone) if _str(entry.get("published")) != guid else None,
        updated=_date(entry.get("updated"), zone),
        author=plain.line(_str(entry.get("author")), 200),
    )


# ------------------------------------------------------------------ the tolerant parser


def _tolerant(text: str, url: str, zone: str | None, limit: int) -> Feed | None:
    """The feed by `feedparser`; None when that finds nothing either."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    try:
        # always a stream: a name of a file, even as bytes, would be opened
        raw = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers)
    except Exception:
        return None
    entries = raw.get("entries") or []
    top = raw.get("feed") or {}
    if not entries and not raw.get("version"):
        return None
    base = absolute(_str(top.get("link")), url) or url
    drafts = [_tolerant_entry(entry, base, zone) for entry in entries[:limit]]
    return _feed(text, _str(top.get("title")), absolute(_str(top.get("link")), url), drafts)


def _tolerant_entry(entry: Any, base: str, zone: str | None) -> Item:
    def get(key: str) -> Any:
        return dict.get(entry, key)  # its own get() answers "updated" with the publication date, and warns

    described = _detail(get("summary_detail")) or plain.from_html(_str(get("summary")), _SUMMARY)
    text = ""
    for part in get("content") or ():
        text = _detail(part) or text
        if text:
            break
    enclosures = [_str(e.get("href")) for e in get("enclosures") or ()]
    published = _date(get("published"), zone)
    updated = _date(get("updated"), zone)
    return _item(
        guid=_str(get("id")),
        title=one_line(_detail(get("title_detail")) or plain.line(_str(get("title"))), _TITLE),
        link=absolute(_str(get("link")) or _first(enclosures), base),
        summary="" if text == described else described,  # it repeats the content as summary where there is none
        text=text,
        published=published or (None if updated else _date(get("created"), zone)),
        updated=updated,
        author=plain.line(_str(get("author")), 200),
    )


def _detail(detail: Any) -> str:
    """Text of one of feedparser's detail dictionaries: plain text as it is, the rest as HTML."""
    if not isinstance(detail, dict):
        return ""
    value = _str(detail.get("value"))
    if detail.get("type") == "text/plain":
        return clean(plain.unescape(value), _TEXT)
    return plain.from_html(value, _TEXT)


# ------------------------------------------------------------------ JSON Feed


def _json_feed(text: str, url: str, zone: str | None, limit: int) -> Feed:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"unreadable JSON came instead of a feed ({_reason(error)}){_quoted(text)}") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("items"), list):
        keys = ", ".join(one_line(str(k), 30) for k in list(raw)[:6]) if isinstance(raw, dict) else "a list"
        raise SourceError(f'JSON came, but no JSON Feed ({keys}); a source of kind "api" reads other JSON')
    version = re.search(r"version/([\d.]+)", _str(raw.get("version")))
    base = absolute(_str(raw.get("home_page_url")), url) or absolute(_str(raw.get("feed_url")), url) or url
    drafts = [_json_item(entry, base, zone) for entry in raw["items"][:limit] if isinstance(entry, dict)]
    return Feed(
        title=plain.line(_str(raw.get("title")), _TITLE),
        link=absolute(_str(raw.get("home_page_url")), url),
        format=f"JSON Feed {version.group(1)}" if version else "JSON Feed",
        items=_identified(drafts, one_line(_str(raw.get("language")), 12)),
    )


def _json_item(entry: dict[str, Any], base: str, zone: str | None) -> Item:
    authors = entry.get("authors") if isinstance(entry.get("authors"), list) else [entry.get("author")]
    names = [_str(a.get("name")) for a in authors or () if isinstance(a, dict)]
    as_html, as_text = _str(entry.get("content_html")), _str(entry.get("content_text"))
    return _item(
        guid=_str(entry.get("id")),
        title=one_line(_str(entry.get("title")), _TITLE),
        link=absolute(_str(entry.get("url")) or _str(entry.get("external_url")), base),
        summary=clean(_str(entry.get("summary")), _SUMMARY),
        text=plain.from_html(as_html, _TEXT) if as_html else clean(as_text, _TEXT),
        published=_date(entry.get("date_published"), zone),
        updated=_date(entry.get("date_modified"), zone),
        author=one_line(", ".join(n for n in names if n), 200),
        lang=one_line(_str(entry.get("language")), 12),
    )


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else one_line(str(error), 100)


# ------------------------------------------------------------------ shared


def _str(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _first(values: Iterable[str]) -> str:
    return next((v for v in values if v), "")


def _date(value: Any, zone: str | None) -> datetime | None:
    text = _str(value)
    return dates.parse(text, zone) if text else None


def absolute(link: str, base: str) -> str:
    """An http(s) address, or nothing: no other scheme may reach a browser."""
    link = one_line(link, _URL).replace(" ", "%20")
    if not link:
        return ""
    try:
        joined = urljoin(base, link) if base else link
        return joined if urlsplit(joined).scheme in ("http", "https") and urlsplit(joined).hostname else ""
    except ValueError:  # "http://[oops"
        return ""


def _item(*, guid: str, title: str, link: str, summary: str, text: str, author: str = "", lang: str = "",
          published: datetime | None = None, updated: datetime | None = None) -> Item:  # fmt: skip
    if len(summary) >= 400 and text.startswith(summary[:400]):
        summary = ""  # the parser's own cut of the text
    whole = len(text) >= 500 and len(text) > 1.5 * len(summary) and not _CUT.search(text[-120:])
    return Item(
        id=one_line(guid, _URL),
        title=title,
        link=link,
        published=published or updated,
        updated=updated,
        summary=summary,
        text=text,
        author=author,
        lang=lang,
        complete=whole,
    )


def _feed(text: str, title: str, link: str, drafts: list[Item]) -> Feed:
    first = _FIRST_ITEM.search(text)
    head = text[: first.start() if first else 20_000][:50_000]
    ttl = _TTL.search(head)
    language = _LANGUAGE.search(head)
    return Feed(
        title=plain.line(title, _TITLE),
        link=link,
        format=_format(text),
        ttl=int(ttl.group(1)) * 60 if ttl else None,
        items=_identified(drafts, (language.group(1) or language.group(2)) if language else ""),
    )


def digest(*parts: str) -> str:
    """A short name for what has none."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def _identified(drafts: list[Item], lang: str) -> tuple[Item, ...]:
    """Items with an id each: the guid, else the link, else a digest. One guid on several items is told apart by
    the link, else by the words; an item that stands there twice is one item."""
    named = [d.id or d.link or digest(d.title, d.summary, d.text) for d in drafts]
    counts = Counter(named)
    found: dict[str, Item] = {}
    for item, name in zip(drafts, named, strict=True):
        if counts[name] > 1:
            tail = item.link if item.link and item.link != name else digest(item.title, item.summary)
            name = f"{name}|{tail}"
            if name in found and found[name].title != item.title:
                name = f"{name}|{digest(item.title, item.summary)}"
        if name not in found:
            found[name] = msgspec.structs.replace(item, id=name, lang=item.lang or lang)
    return tuple(found.values())
