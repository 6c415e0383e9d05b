"""JSON interfaces: bytes -> items, by the paths that the configuration gives. Pure.

A path is a chain of keys and list positions joined by points: ``fields.source.0.shortname``. ``*`` stands for all
members of a list, joined by commas; the empty path is the value itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from tui.config import ApiFigure, Source
from tui.sources import dates, plain
from tui.sources.draft import absolute, digest
from tui.sources.items import Item, ItemFigure, SourceError
from tui.sources.paging import Page
from tui.text import clean, one_line

MAX_ITEMS = 1000
_NUMBER = re.compile(r"[+\-−]?\d[\d,٬'’ \u00a0\u2009\u202f]*(?:[.٫]\d+)?")
_GROUPS = re.compile(r"[,٬'’ \u00a0\u2009\u202f]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹−٫", "01234567890123456789-.")
_MISSING = object()


def parse(
    data: bytes, source: Source, fetched: datetime, *, limit: int = MAX_ITEMS, more: Sequence[bytes] = ()
) -> list[Item]:
    """The rows of an answer as items, with the figures that the source's configuration names; `more` are the pages
    that follow the first.

    `select = "last"` keeps the last row only; figures of mode "sum" still add up all rows. Raises `SourceError`
    that names the path that led nowhere and what stands there.
    """
    rows = [row for body in (data, *more) for row in _rows(_decode(body), source)]
    sums = {spec: _sum(spec, rows, source) for spec in source.figures if spec.mode == "sum"}
    chosen = rows[-1:] if source.select == "last" else rows[:limit]
    last = len(chosen) - 1
    items = [
        _item(row, source, fetched, [f for f in (sums.get(s) for s in source.figures) if f] if n == last else [])
        for n, row in enumerate(chosen)
    ]
    kept = [item for item in items if item is not None]
    if rows and not kept:
        raise SourceError(f"none of the mapped paths leads anywhere{_keys(rows[-1])}; map = {_shown(source.map)}")
    return _distinct(kept)


def page(data: bytes, source: Source) -> Page:
    """How many rows a page has, and what it says of the next one."""
    answer = _decode(data)
    found = value(answer, source.next) if source.next else None
    text = str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) else ""
    return Page(rows=len(_rows(answer, source)), next=one_line(text, 2000) or None)


def _decode(data: bytes) -> Any:
    text = data.removeprefix(b"\xef\xbb\xbf")
    if not text.strip():
        raise SourceError("the answer was empty")
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        raise SourceError("the answer is JSON nested too deeply") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if text.lstrip()[:1] in b"{[":
            raise SourceError(f"the answer is not valid JSON: {one_line(str(error), 100)}") from None
        kind = "a web page" if text.lstrip()[:1] == b"<" else "text"
        raise SourceError(f'{kind} came instead of JSON: "{plain.first_words(data)}"') from None


def _rows(answer: Any, source: Source) -> list[Any]:
    path = source.items or ""
    found = walk(answer, path)
    if found is _MISSING:
        raise SourceError(f'items = "{path}" leads nowhere{_keys(answer)}')
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def walk(node: Any, path: str) -> Any:
    """What `path` leads to in `node`; a private marker when it leads nowhere (see `value`)."""
    if path == "":
        return node
    head, _, rest = path.partition(".")
    if isinstance(node, dict):
        # a key may itself hold points: the longest key that fits wins
        if path in node:
            return node[path]
        return walk(node[head], rest) if head in node else _MISSING
    if isinstance(node, list):
        if head == "*":
            found = [x for n in node[:100] if (x := walk(n, rest)) is not _MISSING and x is not None]
            return ", ".join(str(x) for x in found) if all(isinstance(x, (str, int, float)) for x in found) else found
        if re.fullmatch(r"-?\d{1,6}", head) and -len(node) <= int(head) < len(node):
            return walk(node[int(head)], rest)
    return _MISSING


def value(node: Any, path: str) -> Any:
    """As `walk`, None when the path leads nowhere."""
    found = walk(node, path)
    return None if found is _MISSING else found


def number(raw: Any) -> int | float | None:
    """A number that an API gives as a number or as text ("1,965", "10 000", "61.5"); None for anything else."""
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, (int, float)):
        return raw if math.isfinite(raw) else None
    if not isinstance(raw, str) or len(raw) > 60:
        return None
    text = raw.strip().rstrip("%").strip()
    if not _NUMBER.fullmatch(text):
        return None
    text = _GROUPS.sub("", text.translate(_DIGITS))
    return float(text) if "." in text else int(text)


def _item(row: Any, source: Source, fetched: datetime, sums: list[ItemFigure]) -> Item | None:
    fields = {key: value(row, path) for key, path in source.map.items()}
    published = _moment(fields.get("published"), source)
    updated = _moment(fields.get("updated"), source)
    figures = [f for spec in source.figures if spec.mode == "value" and (f := _figure(spec, row, source))] + sums
    title = plain.line(_text(fields.get("title")))
    summary = plain.from_html(_text(fields.get("summary")), 20_000)
    text = plain.from_html(_text(fields.get("text")))
    link = absolute(_text(fields.get("link")), source.url or "")
    if not (title or summary or text or figures):
        return None
    as_of = published or max((f.as_of for f in figures if f.as_of), default=None)
    if not title and figures:
        day = as_of or fetched
        title = one_line(f"{source.name}, {day.day} {day:%B %Y}")
    key = one_line(_text(fields.get("id")), 500)
    if not key and figures and as_of:
        key = as_of.date().isoformat()  # the row of a day, corrected in place, stays the same item
    return Item(
        id=key or link or digest(title, summary, text),
        title=title,
        link=link,
        published=as_of or updated,
        updated=updated,
        summary=summary,
        text=text,
        author=plain.line(_text(fields.get("author")), 200),
        lang=source.lang or "",
        complete=bool(text),
        figures=tuple(figures),
    )


def _figure(spec: ApiFigure, row: Any, source: Source) -> ItemFigure | None:
    amount = number(value(row, spec.path))
    if amount is None:
        return None
    return ItemFigure(
        indicator=spec.indicator,
        value=amount,
        claimant=spec.claimant,
        as_of=_as_of(spec, row, source),
        baseline=spec.baseline,
        note=spec.note,
    )


def _sum(spec: ApiFigure, rows: list[Any], source: Source) -> ItemFigure | None:
    """All rows of one path added up from `since` on: computed, and said to be."""
    since = dates.parse(spec.since) if spec.since else None
    total: int | float = 0
    counted = without = 0
    days: list[datetime] = []
    for row in rows:
        day = _as_of(spec, row, source)
        if since is not None and (day is None or day < since):
            continue
        amount = number(value(row, spec.path))
        if amount is None:
            without += 1
            continue
        total += amount
        counted += 1
        if day is not None:
            days.append(day)
    if not counted:
        return None
    span = f" from {min(days):%Y-%m-%d} to {max(days):%Y-%m-%d}" if days else ""
    gap = f"; {without} rows without a value" if without else ""
    return ItemFigure(
        indicator=spec.indicator,
        value=round(total, 6) if isinstance(total, float) else total,
        claimant=spec.claimant,
        as_of=max(days) if days else None,
        baseline=spec.baseline,
        derived=f"sum of {counted} values of {spec.path}{span}{gap}",
        note=spec.note,
    )


def _as_of(spec: ApiFigure, row: Any, source: Source) -> datetime | None:
    path = spec.date or source.map.get("published")
    return _moment(value(row, path), source) if path else None


def _moment(raw: Any, source: Source) -> datetime | None:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return None
    return dates.parse(str(raw), source.timezone)


def _text(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, list) and all(isinstance(part, str) for part in raw):
        return ", ".join(raw)
    return ""


def _keys(node: Any) -> str:
    if isinstance(node, dict):
        return " (keys there: " + ", ".join(one_line(str(k), 40) for k in list(node)[:10]) + ")"
    if isinstance(node, list):
        return f" (a list of {len(node)} stands there)"
    return f" (the answer is {clean(str(node), 60)!r})" if node is not None else " (the answer is null)"


def _shown(mapping: dict[str, str]) -> str:
    return "{" + ", ".join(f"{k} = {v!r}" for k, v in mapping.items()) + "}"


def _distinct(items: list[Item]) -> list[Item]:
    """One item an id; rows that share one are told apart by their words."""
    found: dict[str, Item] = {}
    for item in items:
        key = item.id
        if key in found and found[key] != item:
            key = f"{key}|{digest(item.title, item.summary, item.text)}"
        found.setdefault(key, msgspec.structs.replace(item, id=key))
    return list(found.values())
