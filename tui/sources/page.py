"""Web pages: bytes -> Article, or the links of an index page. Pure: no network, no files.

`trafilatura` finds the text. It is quick on honest pages and can be held up for half a minute by hostile ones, so
the program calls this in the worker process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from tui.sources import dates, plain
from tui.sources.encoding import decode
from tui.sources.items import Article, Link, SourceError
from tui.text import clean, one_line

MAX_BYTES = 2 * 1024 * 1024
MAX_LINKS = 1000
_TEXT = 200_000

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:\-]{1,40})", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:\-]{1,20})\s*=\s*(?:\"([^\"]{0,1000})\"|'([^']{0,1000})'|([^\s\"'>]{1,200}))")
_CANONICAL = re.compile(r"<link\b[^>]{0,500}?\brel\s*=\s*[\"']?canonical\b[^>]{0,500}>", re.IGNORECASE)
_JSON_LD = re.compile(r"<script[^>]{0,200}?application/ld\+json[^>]{0,200}>([^<]{2,100000})</script", re.IGNORECASE)
_TIME = re.compile(r"<time\b[^>]{0,300}?\bdatetime\s*=\s*[\"']([^\"'>]{4,60})", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z\-]{2,12})", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^>]{0,500}>([\s\S]{1,2000}?)</h1", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
_MAIN = re.compile(r"<(article|main)\b[^>]{0,2000}>", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
)
# What stands on the page that is served instead of the one that was asked for.
_CHALLENGE = re.compile(
    r"just a moment|attention required|access (?:to this page )?(?:has been )?denied|are you (?:a )?(?:human|robot)"
    r"|verify (?:that )?you are (?:a )?human|checking your browser|enable javascript and cookies"
    r"|pardon our interruption|security check|captcha|unusual traffic|too many requests|request blocked",
    re.IGNORECASE,
)


def article(html: bytes, url: str = "") -> Article:
    """Title, text, date, authors and canonical link of one page. `text` has one paragraph a line.

    Raises `SourceError` when no text can be found, or when a challenge or a refusal stands in its place.
    """
    source = _decode(html)
    if not source.strip():
        raise SourceError("the page was empty")
    found = _extract(source, url)
    text = clean(found.get("text") or "", _TEXT)
    title = _title(source, found.get("title"))
    first, _, rest = text.partition("\n")
    if rest and first == title:
        text = rest  # the headline is not a paragraph
    if not text:
        text = _body(source)
    if len(text) < 1500 and (_CHALLENGE.search(title) or (len(text) < 400 and _CHALLENGE.search(text))):
        raise SourceError(f'a challenge or a refusal came instead of the page: "{one_line(title or text, 80)}"')
    if not text:
        raise SourceError(f'no text was found on the page "{one_line(title, 80)}"' if title else "no text on the page")
    metas = _metas(source)
    data = list(_linked_data(source))
    language = _LANG.search(source)
    return Article(
        title=title,
        text=text,
        published=_published(source, metas, data, found.get("date")),
        authors=_authors(found.get("author")),
        link=_canonical(source, metas, url),
        lang=language.group(1) if language else "",
    )


def links(html: bytes, url: str = "", pattern: str | None = None) -> list[Link]:
    """Links of an index page whose address matches `pattern` (`re.search`), each once, in the order of the page."""
    from lxml import etree
    from lxml import html as lxml_html

    source = _decode(html)
    if not source.strip():
        raise SourceError("the page was empty")
    wanted = re.compile(pattern) if pattern else None
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"the page cannot be read: {one_line(str(error), 100)}") from None
    base = url
    for element in tree.iter("base"):
        base = urljoin(url, (element.get("href") or "").strip())
        break
    found: dict[str, str] = {}
    for element in tree.iter("a"):
        address = _http(element.get("href") or "", base)
        if not address or (wanted and not wanted.search(address)):
            continue
        words = one_line(element.text_content(), 300)
        if len(words) > len(found.get(address, "")):
            found[address] = words  # of several links to one article, the one with the most words is its headline
        else:
            found.setdefault(address, words)
        if len(found) >= MAX_LINKS:
            break
    if not found and (refusal := _CHALLENGE.search(_title(source, None))):
        raise SourceError(f'a challenge or a refusal came instead of the page: "{refusal.group()}"')
    return [Link(url=address, text=words) for address, words in found.items()]


# ------------------------------------------------------------------ the text


def _parser() -> Any:
    from lxml import html as lxml_html

    return lxml_html.HTMLParser(encoding="utf-8")


def _decode(html: bytes) -> str:
    html = html[:MAX_BYTES]
    match = _META_CHARSET.search(html[:4096])
    return decode(html, f"charset={match.group(1).decode('ascii')}" if match else None)


def _extract(source: str, url: str) -> dict[str, Any]:
    """What trafilatura finds; an empty dictionary when it gives up."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            source,
            url=url or None,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # it raises what its many heuristics happen to raise
        return {}
    if document is None:
        return {}
    return {key: getattr(document, key, None) for key in ("title", "author", "date", "text")}


def _body(source: str) -> str:
    """The words of <article>, <main>, or the whole body: for pages too short for the heuristics."""
    match = _MAIN.search(source)
    if match:
        end = source.find(f"</{match.group(1).lower()}", match.end())
        text = plain.from_html(source[match.end() : end if end >= 0 else len(source)], _TEXT)
        if text:
            return text
    begin = source.lower().find("<body")
    return plain.from_html(source[begin:] if begin >= 0 else source, _TEXT)


# ------------------------------------------------------------------ what is said about it


def _title(source: str, found: Any) -> str:
    if isinstance(found, str) and found.strip():
        return plain.line(found)
    for pattern in (_HEADING, _TITLE):
        match = pattern.search(source)
        if match and (title := plain.line(match.group(1))):
            return title
    return ""


def _metas(source: str) -> dict[str, str]:
    """name, property or itemprop of the page's <meta> elements -> content; the first of each counts."""
    found: dict[str, str] = {}
    for match in _META.finditer(source[:500_000]):
        parts = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(match.group())}
        key = parts.get("property") or parts.get("name") or parts.get("itemprop")
        if key and parts.get("content"):
            found.setdefault(key.lower(), plain.unescape(parts["content"]))
        if len(found) > 300:
            break
    return found


def _linked_data(source: str) -> Iterator[dict[str, Any]]:
    """Objects of the page's JSON-LD blocks, those inside @graph and lists too."""
    for match in list(_JSON_LD.finditer(source))[:20]:
        try:
            todo: list[Any] = [json.loads(match.group(1))]
        except (ValueError, RecursionError):
            continue
        for _ in range(200):
            if not todo:
                break
            node = todo.pop(0)
            if isinstance(node, list):
                todo.extend(node[:50])
            elif isinstance(node, dict):
                yield node
                todo.append(node.get("@graph"))


def _published(source: str, metas: dict[str, str], data: list[dict[str, Any]], guess: Any) -> datetime | None:
    candidates = [str(node["datePublished"]) for node in data if isinstance(node.get("datePublished"), str)]
    candidates += [metas[key] for key in _PUBLISHED if key in metas]
    # a date with its time before a date alone
    read = [moment for text in candidates if (moment := dates.parse(text)) is not None]
    for moment in read:
        if (moment.hour, moment.minute, moment.second) != (0, 0, 0):
            return moment
    if read:
        return read[0]
    if match := _TIME.search(source):
        moment = dates.parse(match.group(1))
        if moment is not None:
            return moment
    return dates.parse(guess) if isinstance(guess, str) else None


def _authors(found: Any) -> tuple[str, ...]:
    if not isinstance(found, str):
        return ()
    return tuple(name for part in found.split(";")[:20] if (name := one_line(part, 100)))


def _canonical(source: str, metas: dict[str, str], url: str) -> str:
    match = _CANONICAL.search(source[:500_000])
    if match:
        parts = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(match.group())}
        if address := _http(plain.unescape(parts.get("href", "")), url):
            return address
    return _http(metas.get("og:url", ""), url) or _http(url, url)


def _http(link: str, base: str) -> str:
    link = one_line(link, 2000).replace(" ", "%20")
    if not link:
        return ""
    try:
        joined = urldefrag(urljoin(base, link)).url
        parts = urlsplit(joined)
        return joined if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""
