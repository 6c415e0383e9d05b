"""From what parsers find to items: what all formats of feeds, and the rows of an API, have in common."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from tui.sources import dates
from tui.sources.items import Item
from tui.text import one_line

TITLE, TEXT, SUMMARY, URL, NAME = 500, 200_000, 20_000, 2_000, 200
"""Characters that a field has at most."""
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|continue reading.{0,80}|read more.{0,40})\s*$", re.IGNORECASE)


def text_of(value: Any) -> str:
    """A string as it is, without spaces around it; a number as printed; nothing for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def first(values: Iterable[str]) -> str:
    """The first that is not empty."""
    return next((v for v in values if v), "")


def moment(value: Any, zone: str | None) -> datetime | None:
    """The moment that a field names, see `dates.parse`."""
    text = text_of(value)
    return dates.parse(text, zone) if text else None


def absolute(link: str, base: str) -> str:
    """An http(s) address, or nothing: no other scheme may reach a browser."""
    link = one_line(link, URL).replace(" ", "%20")
    if not link:
        return ""
    try:
        joined = urljoin(base, link) if base else link
        return joined if urlsplit(joined).scheme in ("http", "https") and urlsplit(joined).hostname else ""
    except ValueError:  # "http://[oops"
        return ""


def base_of(url: str, link: str) -> str:
    """What relative links of a feed start from: the address that it came from. A feed that is served by another
    host than the site that it is about (`link`) means the site."""
    site = absolute(link, url)
    try:
        elsewhere = bool(site) and urlsplit(site).hostname != urlsplit(url).hostname
    except ValueError:
        return url
    return site if elsewhere else url


def draft(*, guid: str, title: str, link: str, summary: str, text: str, author: str = "", lang: str = "",
          published: datetime | None = None, updated: datetime | None = None) -> Item:  # fmt: skip
    """An item whose `id` is still only what it says itself."""
    if text and (summary == text or (len(summary) >= 400 and text.startswith(summary[:400]))):
        summary = ""  # the parser's own copy, or cut, of the text
    whole = len(text) >= 500 and len(text) > 1.5 * len(summary) and not _CUT.search(text[-120:])
    return Item(
        id=one_line(guid, URL),
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


def digest(*parts: str) -> str:
    """A short name for what has none."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def identified(drafts: list[Item], lang: str) -> tuple[Item, ...]:
    """Items with an id each: the guid, else the link, else a digest. One guid on several items is told apart by
    the link, else by the words; an item that stands there twice is one item."""
    drafts = list({(d.id, d.link, d.title, d.summary, d.text): d for d in drafts}.values())
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
