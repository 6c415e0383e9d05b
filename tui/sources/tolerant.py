"""Feeds by `feedparser`: slow, and reads nearly anything."""

from __future__ import annotations

import io
from typing import Any

from tui.sources import plain
from tui.sources.draft import NAME, SUMMARY, TEXT, TITLE, absolute, base_of, draft, first, moment, text_of
from tui.sources.items import Item
from tui.text import clean


def read(text: str, url: str, zone: str | None, limit: int) -> tuple[str, str, list[Item]] | None:
    """(title, link, items) of a mended feed; None when there is nothing to find."""
    import feedparser

    try:
        # always a stream: a name of a file, even as bytes, would be opened. The address is not given: relative
        # links are resolved here, and a relative guid stays as it is printed, as the fast parser leaves it.
        raw = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception:
        return None
    entries = raw.get("entries") or []
    top = raw.get("feed") or {}
    if not entries and not raw.get("version"):
        return None
    link = absolute(text_of(top.get("link")), url)
    base = base_of(url, link)
    return plain.line(text_of(top.get("title")), TITLE), link, [_entry(e, base, zone) for e in entries[:limit]]


def _entry(entry: Any, base: str, zone: str | None) -> Item:
    def get(key: str) -> Any:
        return dict.get(entry, key)  # its own get() answers "updated" with the publication date, and warns

    described = _detail(get("summary_detail")) or plain.from_html(text_of(get("summary")), SUMMARY)
    text = ""
    for part in get("content") or ():
        text = _detail(part) or text
        if text:
            break
    published = moment(get("published"), zone)
    updated = moment(get("updated"), zone)
    return draft(
        guid=text_of(get("id")),
        title=plain.line(text_of(get("title")), TITLE),
        link=absolute(_link(entry), base),
        summary="" if text == described else described,  # it repeats the content as summary where there is none
        text=text,
        published=published or (None if updated else moment(get("created"), zone)),
        updated=updated,
        author=plain.line(text_of(get("author")), NAME),
    )


def _link(entry: Any) -> str:
    """The article's page; where there is none, what comes nearest."""
    link = text_of(dict.get(entry, "link"))
    if link.lower().startswith(("http:", "https:")) or (link and ":" not in link):
        return link
    links = [x for x in dict.get(entry, "links") or () if isinstance(x, dict)]
    others = [text_of(x.get("href")) for rel in ("alternate", "enclosure") for x in links if x.get("rel") == rel]
    return first(others)


def _detail(detail: Any) -> str:
    """Text of one of feedparser's detail dictionaries: plain text as it is, the rest as HTML."""
    if not isinstance(detail, dict):
        return ""
    value = text_of(detail.get("value"))
    if detail.get("type") == "text/plain":
        return clean(plain.unescape(value), TEXT)
    return plain.from_html(value, TEXT)
