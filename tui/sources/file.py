"""Folders of texts: paths -> items. `.txt .md .html .json .jsonl`, and feed files (`.xml .rss .atom`).

Reads regular files only, each up to a size, links followed first: a pipe or a device would never end. The program
calls `read` in the worker process, because a file may hold a hostile page.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tui.config import Source
from tui.sources import dates, feed, page
from tui.sources.draft import absolute
from tui.sources.encoding import decode
from tui.sources.items import Item, SourceError
from tui.text import clean, one_line

MAX_FILES = 1000
MAX_BYTES = 5_000_000
TYPES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".xml", ".rss", ".atom")
_HEADER = re.compile(
    r"^\s*\**(published|date|source|outlet|title|url|link|author)\**\s*:\**\s*(.{1,2000}?)\s*$", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.…][\"'”’»)]{0,2}\s*$")
_MAX_SCAN = 100_000
"""Names looked at in a folder; a folder with more is not what was meant."""


def read(source: Source, base: Path) -> list[Item]:
    """All items of the files that the source's path or glob names, newest file first, at most `MAX_FILES` files.

    A folder with nothing in it yet gives nothing. Raises `SourceError` when the path itself does not exist. One file
    that cannot be read does not stop the others; when none can, the error of the newest is raised.
    """
    files = _files(source, base)
    found: list[Item] = []
    trouble: SourceError | None = None
    for path, info in files:
        try:
            found.extend(_read_one(path, info, source))
        except SourceError as error:
            trouble = trouble or SourceError(f"{path.name}: {error}")
        except OSError as error:
            trouble = trouble or SourceError(f"{path.name}: cannot be read: {error.strerror or error}")
    if trouble is not None and not found:
        raise trouble
    unique: dict[str, Item] = {}
    for item in found:
        unique.setdefault(item.id, item)
    return list(unique.values())


def fingerprint(source: Source, base: Path) -> str:
    """Changes whenever a file of the source was added, removed or written to. Cheap: reads no file."""
    parts = [f"{path}\0{info.st_mtime_ns}\0{info.st_size}" for path, info in _files(source, base)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _files(source: Source, base: Path) -> list[tuple[Path, os.stat_result]]:
    """Regular files, newest first. A folder stands for all files in it, not for those of its folders."""
    pattern = str(Path(source.path or "").expanduser())
    root = base / pattern
    if root.is_dir():
        candidates: Iterable[Path] = (p for p in _listing(root) if not p.name.startswith("."))
    elif root.exists():
        candidates = [root]
    elif glob.has_magic(pattern):
        candidates = _globbed(str(base), pattern)
    else:
        raise SourceError(f'"{source.path}" does not exist')
    found: dict[Path, os.stat_result] = {}
    for path in candidates:
        if path.suffix.lower() not in TYPES:
            continue
        try:
            real = path.resolve(strict=True)
            info = real.stat()
        except (OSError, RuntimeError):  # gone meanwhile, or a loop of links
            continue
        if stat.S_ISREG(info.st_mode):
            found.setdefault(real, info)
    return sorted(found.items(), key=lambda f: (-f[1].st_mtime_ns, str(f[0])))[:MAX_FILES]


def _listing(folder: Path) -> Iterator[Path]:
    try:
        for n, path in enumerate(folder.iterdir()):
            if n >= _MAX_SCAN:
                raise SourceError(f'"{folder}" holds more than {_MAX_SCAN:,} files')
            yield path
    except OSError as error:
        raise SourceError(f'"{folder}" cannot be listed: {error.strerror or error}') from error


def _globbed(base: str, pattern: str) -> Iterator[Path]:
    for n, name in enumerate(glob.iglob(pattern, root_dir=base, recursive=True)):  # noqa: PTH207 - takes absolute patterns too
        if n >= _MAX_SCAN:
            raise SourceError(f'"{pattern}" matches more than {_MAX_SCAN:,} files')
        yield Path(base) / name


def _read_one(path: Path, info: os.stat_result, source: Source) -> list[Item]:
    limit = source.max_bytes or MAX_BYTES
    if info.st_size > limit:
        raise SourceError(f"has {info.st_size:,} bytes, more than {limit:,}")
    # what was a regular file a moment ago may have been replaced: without O_NONBLOCK a pipe would block for ever
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise SourceError("is not a regular file")
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise SourceError(f"has more than {limit:,} bytes")
    if not data.strip():
        raise SourceError("is empty")
    modified = datetime.fromtimestamp(info.st_mtime, UTC)
    kind = path.suffix.lower()
    if kind in (".xml", ".rss", ".atom"):
        return list(feed.parse(data, url="", zone=source.timezone).items)
    if kind in (".html", ".htm"):
        return [_page(path, data, modified)]
    if kind == ".json":
        return _json(path, data, modified, source)
    if kind == ".jsonl":
        return _json_lines(path, data, modified, source)
    return [_text(path, decode(data), modified, source)]


def _page(path: Path, data: bytes, modified: datetime) -> Item:
    found = page.article(data)
    return Item(
        id=path.name,
        title=found.title or path.stem,
        link=found.link or path.as_uri(),
        published=found.published or modified,
        text=found.text,
        author=", ".join(found.authors),
        lang=found.lang,
        complete=True,
    )


def _text(path: Path, text: str, modified: datetime, source: Source) -> Item:
    """A text: header lines ("Published: 2025-12-19") first, in any order; then a title when a blank line follows.

    A line that ends as a sentence does is a first paragraph: it stands for the title and stays in the text.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n ").split("\n")
    headers: dict[str, str] = {}
    title = ""
    while lines:
        line = lines[0]
        match = _HEADER.match(line)
        if match and match.group(1).lower() not in headers:
            headers[match.group(1).lower()] = match.group(2)
            lines.pop(0)
        elif not line.strip():
            lines.pop(0)
        elif not title and len(line) <= 300 and len(lines) > 2 and _alone(lines):
            title = line.strip().lstrip("#").strip()
            if _SENTENCE.search(line) and not line.lstrip().startswith("#"):
                break  # a first paragraph, and no headline: it names the item and is read with the rest
            lines.pop(0)
        else:
            break
    stamp = headers.get("published") or headers.get("date")
    body = clean("\n".join(lines))
    return Item(
        id=path.name,
        title=one_line(headers.get("title") or title or path.stem),
        link=absolute(headers.get("url") or headers.get("link") or "", "") or path.as_uri(),
        published=(dates.parse(stamp, source.timezone) if stamp else None) or modified,
        text=body,
        author=one_line(headers.get("author", ""), 200),
        outlet=one_line(headers.get("source") or headers.get("outlet") or "", 100),
        complete=True,
    )


def _alone(lines: list[str]) -> bool:
    """Whether the first line stands by itself: a blank line or a header follows, and something after that."""
    return (not lines[1].strip() or _HEADER.match(lines[1]) is not None) and any(x.strip() for x in lines[2:])


def _json_lines(path: Path, data: bytes, modified: datetime, source: Source) -> list[Item]:
    found: list[Item] = []
    for n, line in enumerate(decode(data).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as error:
            # the last line may be in the middle of being written
            if found:
                continue
            raise SourceError(f"line {n} is not valid JSON: {one_line(str(error), 80)}") from None
        found.extend(_entry(path, entry, modified, source, f"{path.name}:{n}"))
        if len(found) >= MAX_FILES:
            break
    return found


def _json(path: Path, data: bytes, modified: datetime, source: Source) -> list[Item]:
    text = decode(data)
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is not valid JSON: {one_line(str(error), 80)}") from None
    if isinstance(entry, dict) and isinstance(entry.get("items"), list):
        return list(feed.parse(data, zone=source.timezone).items)
    if isinstance(entry, list):
        return [
            item
            for n, part in enumerate(entry[:MAX_FILES], start=1)
            for item in _entry(path, part, modified, source, f"{path.name}:{n}")
        ]
    return _entry(path, entry, modified, source, path.name)


def _entry(path: Path, entry: Any, modified: datetime, source: Source, name: str) -> list[Item]:
    """An object {"id", "text", "title"?, "published"?, "source"?, "url"?}, as `extract` reads them."""
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise SourceError(f'{name}: expected an object with "text", as ceasefire-tui extract reads them')
    published = entry.get("published")
    item = Item(
        id=one_line(str(entry.get("id") or name), 500),
        title=one_line(str(entry.get("title") or "")) or one_line(entry["text"].strip().split("\n")[0], 120),
        link=absolute(str(entry.get("url") or entry.get("link") or ""), "") or path.as_uri(),
        published=(dates.parse(published, source.timezone) if isinstance(published, str) else None) or modified,
        text=clean(entry["text"]),
        lang=one_line(str(entry.get("lang") or source.lang or ""), 12),
        outlet=one_line(str(entry.get("source") or ""), 100),
        complete=True,
    )
    return [item]
