"""Feeds by `fastfeedparser`, and whether it has seen all that the tolerant parser would.

It is quick because it takes the first of everything that looks right. A census of the elements says where that may
be another element than the one that is meant: an item's title before the episode's, the address of a feed for that
of an article, a date that cannot be read beside one that can. Such feeds are read by the tolerant parser.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from tui.sources import plain
from tui.sources.draft import NAME, SUMMARY, TEXT, TITLE, absolute, base_of, draft, first, moment, text_of
from tui.sources.items import Item
from tui.sources.mend import outside_cdata

_FIRST_ITEM = re.compile(r"<(?:[\w.\-]{1,40}:)?(item|entry)[\s>]", re.IGNORECASE)
# elements inside text, base64, entities of the document's own: passed over by the fast parser
_BEYOND = re.compile(
    r"<(?:\w+:)?(?:title|description|summary)\b(?:[^>]{0,200}[^/>])?>[^<]{0,2000}<(?![/!])"
    r"|\bmode\s*=\s*[\"']base64|\btype\s*=\s*[\"']application/octet-stream|<!ENTITY"
)
_COUNTED = re.compile(
    r"<(?:([A-Za-z_][\w.\-]{0,40}):)?(item|entry|title|link|guid|id|pubdate|published|issued|updated|modified|created"
    r"|date|body|fullitem)(?=[\s/>])",
    re.IGNORECASE,
)
_TOLERABLE, _MANY = 1_000_000, 5_000
"""Characters and entries that the tolerant parser reads well within the worker's deadline; beyond, this one's word
stands."""
_DATES = ("pubdate", "published", "issued", "updated", "modified", "created", "date")
_DUBLIN = ("dc", "dcterms", "dct")
_LINK = re.compile(r"<(?:\w{1,20}:)?link\s([^<>]{1,2000}?)(?:/>|>\s{0,200}</(?:\w{1,20}:)?link>)")
_REL = re.compile(r"\brel\s*=\s*[\"']?\s*([^\"'\s>]{1,200})", re.IGNORECASE)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?\s*([^\"'\s>;]{1,100})", re.IGNORECASE)
_FOREIGN_TITLE = re.compile(r"(</?(?:media|itunes)):title\b")


def read(text: str, url: str, zone: str | None, limit: int) -> tuple[str, str, list[Item], bool] | None:
    """(title, link, the first `limit` items, sure) of a mended feed; None when it cannot be read. Not `sure`: the
    tolerant parser may find something else, and would not be held up by the size of it."""
    import fastfeedparser.main as fast

    # Dates as printed: its own reading fills the parts that are missing from today ("5" is a date to it) and
    # takes digits in a guid for one. The names of its private parts are pinned by a test.
    fast._parse_date = raw_date
    given = _LINK.sub(_alternate, text)
    # it takes the first title of whatever namespace; a picture's caption or an episode's short name is none
    given = _FOREIGN_TITLE.sub(r"\1:caption", given)
    try:
        raw = fast.parse(given.encode("utf-8", "replace"), include_tags=False, include_media=False)
    except Exception:  # ValueError for what is no feed; anything at all for the rest
        return None
    entries = raw.get("entries") or []
    top = raw.get("feed") or {}
    if not entries:
        return None
    link = absolute(text_of(top.get("link")), url)
    base = base_of(url, link)
    begin = _FIRST_ITEM.search(given)
    atom = begin is not None and begin.group(1).lower() == "entry"
    items = [_entry(entry, base, zone, atom=atom) for entry in entries[:limit]]
    sure = len(text) > _TOLERABLE or len(entries) > _MANY or _sure(given, entries, items)
    return plain.line(text_of(top.get("title")), TITLE), link, items, sure


def raw_date(text: str) -> str:
    return text.strip()


def _alternate(match: re.Match[str]) -> str:
    """A link by attribute, if it is the one to the article itself as a page; nothing in place of any other."""
    rel = _REL.search(match.group(1))
    kind = _TYPE.search(match.group(1))
    if rel is not None and not rel.group(1).lower().endswith("alternate"):
        return ""
    return "" if kind is not None and kind.group(1).lower() not in ("text/html", "application/xhtml+xml") else (
        match.group()
    )  # fmt: skip


def _sure(text: str, entries: list[dict[str, Any]], items: list[Item]) -> bool:
    """Whether the entries are all there is, and each field the only one that could be meant."""
    if _BEYOND.search(text):
        return False
    begin = _FIRST_ITEM.search(text)
    inside = outside_cdata(text[begin.start() if begin else 0 :])
    own: Counter[str] = Counter()
    foreign: Counter[str] = Counter()
    dublin = 0
    for match in _COUNTED.finditer(inside):
        prefix, name = match.group(1), match.group(2).lower()
        if prefix is not None and prefix.lower() in _DUBLIN and name != "title":
            dublin += name in _DATES
        else:
            (foreign if prefix else own)[name] += 1
    count = len(entries)
    if own["body"] or own["fullitem"] or ("<content:" in inside and "xmlns:content" not in text):
        return False
    if foreign or own["item"] + own["entry"] != count or own["title"] > count or own["link"] != count:
        return False
    if own["id" if own["entry"] else "guid"] > count or any(own[d] > count for d in _DATES):
        return False
    if not all(i.link for i in items):
        return False
    if any(i.published is None for i in items) and (dublin or any(own[d] for d in _DATES)):
        return False
    if "xml:base" in text and not all(_absolute(text_of(e.get(k))) for e in entries for k in ("link", "id")):
        return False
    bare = sum(1 for e in entries if not (e.get("title") or e.get("description") or e.get("content")))
    return bare * 2 <= len(entries)


def _absolute(link: str) -> bool:
    return not link or ":" in link.partition("/")[0]


def _entry(entry: dict[str, Any], base: str, zone: str | None, *, atom: bool) -> Item:
    guid = text_of(entry.get("id"))
    raw_link = text_of(entry.get("link"))
    described = text_of(entry.get("description"))
    content = ""
    for part in entry.get("content") or ():
        content = text_of(part.get("value"))
        if str(part.get("type", "")).lower() in ("text", "text/plain"):
            content = content.replace("&", "&amp;").replace("<", "&lt;")
        break
    if content.strip() == described and not atom:
        content = ""  # the parser repeats an RSS description as content
    enclosures = [text_of(e.get("url")) for e in entry.get("enclosures") or ()]
    return draft(
        guid="" if guid == raw_link else guid,  # without a guid, the parser repeats the link as it stands
        title=plain.line(text_of(entry.get("title")), TITLE),
        link=absolute(raw_link or first(enclosures), base),
        summary=plain.from_html(described, SUMMARY),
        text=plain.from_html(content, TEXT),
        # without a date of its own, an entry gets its guid for one
        published=moment(entry.get("published"), zone) if text_of(entry.get("published")) != guid else None,
        updated=moment(entry.get("updated"), zone),
        author=plain.line(text_of(entry.get("author")), NAME),
    )
