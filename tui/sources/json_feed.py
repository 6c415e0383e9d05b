"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
import re
from typing import Any

from tui.sources import plain
from tui.sources.draft import NAME, SUMMARY, TEXT, TITLE, absolute, draft, identified, moment, text_of
from tui.sources.items import Feed, Item, SourceError
from tui.text import clean, one_line


def read(text: str, url: str, zone: str | None, limit: int) -> Feed:
    """The feed in `text`. Raises `SourceError` that names what came instead."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"unreadable JSON came instead of a feed ({_reason(error)}){plain.quoted(text)}") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("items"), list):
        keys = ", ".join(one_line(str(k), 30) for k in list(raw)[:6]) if isinstance(raw, dict) else "a list"
        raise SourceError(f'JSON came, but no JSON Feed ({keys}); a source of kind "api" reads other JSON')
    version = re.search(r"version/([\d.]+)", text_of(raw.get("version")))
    base = absolute(text_of(raw.get("home_page_url")), url) or absolute(text_of(raw.get("feed_url")), url) or url
    drafts = [_item(entry, base, zone) for entry in raw["items"][:limit] if isinstance(entry, dict)]
    return Feed(
        title=plain.line(text_of(raw.get("title")), TITLE),
        link=absolute(text_of(raw.get("home_page_url")), url),
        format=f"JSON Feed {version.group(1)}" if version else "JSON Feed",
        items=identified(drafts, one_line(text_of(raw.get("language")), 12)),
    )


def _item(entry: dict[str, Any], base: str, zone: str | None) -> Item:
    authors = entry.get("authors") if isinstance(entry.get("authors"), list) else [entry.get("author")]
    names = [text_of(a.get("name")) for a in authors or () if isinstance(a, dict)]
    as_html, as_text = text_of(entry.get("content_html")), text_of(entry.get("content_text"))
    return draft(
        guid=text_of(entry.get("id")),
        title=one_line(text_of(entry.get("title")), TITLE),
        link=absolute(text_of(entry.get("url")) or text_of(entry.get("external_url")), base),
        summary=clean(text_of(entry.get("summary")), SUMMARY),
        text=plain.from_html(as_html, TEXT) if as_html else clean(as_text, TEXT),
        published=moment(entry.get("date_published"), zone),
        updated=moment(entry.get("date_modified"), zone),
        author=one_line(", ".join(n for n in names if n), NAME),
        lang=one_line(text_of(entry.get("language")), 12),
    )


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else one_line(str(error), 100)
