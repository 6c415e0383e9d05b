"""`extract`: texts in, records out, one JSON object a line (the extraction contract)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec

from tui.agreement.model import Agreement
from tui.extract import read

MAX_LINE = 64 * 1024 * 1024


class InputError(Exception):
    """An input that cannot be read: names it and what is expected."""


def run_extract(files: Sequence[str], agreement: Agreement, stdin: BinaryIO, out: BinaryIO) -> int:
    """Print what is read from each input, in input order. How many could not be read; each is told on standard
    error with its name, and the others go on."""
    failed = 0
    for name in files:
        for where, article in _articles(name, stdin):
            if isinstance(article, InputError):
                click.echo(f"ceasefire-tui: {where}: {article}", err=True)
                failed += 1
            else:
                out.write(_line(article, agreement))
        out.flush()
    return failed


def _line(article: dict[str, Any], agreement: Agreement) -> bytes:
    reading = read(article["text"], agreement=agreement, published=article["published"], source=article.get("source"))
    row = {"id": article["id"], **msgspec.to_builtins(reading)}
    try:
        return msgspec.json.encode(row) + b"\n"
    except UnicodeEncodeError:  # lone surrogates: valid in JSON's escapes, not in UTF-8
        return json.dumps(row).encode("ascii") + b"\n"


def _articles(name: str, stdin: BinaryIO) -> Iterator[tuple[str, dict[str, Any] | InputError]]:
    if name == "-":
        yield from _rows("standard input", stdin)
        return
    path = Path(name)
    try:
        if path.suffix.lower() in (".txt", ".md"):
            yield name, _whole(path, path.read_text(encoding="utf-8", errors="replace"))
        elif path.suffix.lower() in (".html", ".htm"):
            from tui.sources.page import article

            page = article(path.read_bytes(), path.as_uri() if path.is_absolute() else "")
            yield name, {"id": path.name, "text": page.text, "published": page.published}
        else:
            with path.open("rb") as file:
                yield from _rows(name, file)
    except OSError as error:
        yield name, InputError(f"cannot be read: {error.strerror or error}")
    except Exception as error:
        if type(error).__module__.startswith("tui."):
            yield name, InputError(str(error))
        else:
            raise


def _whole(path: Path, text: str) -> dict[str, Any]:
    return {"id": path.name, "text": text, "published": None}


def _rows(name: str, file: BinaryIO) -> Iterator[tuple[str, dict[str, Any] | InputError]]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > MAX_LINE:
            yield (
                where,
                InputError(f"is longer than {MAX_LINE // 1024 // 1024} MB; one article a line is expected"),
            )
            return
        if line.strip():
            try:
                yield where, _article(line, number)
            except InputError as error:
                yield where, error


def _article(line: bytes, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON: {error}") from None
    if not isinstance(row, dict):
        raise InputError('expected an object such as {"id": "a", "text": "..."}')
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError('"text" is missing, or is not a string')
    source = row.get("source")
    return {
        "id": row.get("id", str(number)),
        "text": text,
        "published": _time(row.get("published")),
        "source": source if isinstance(source, str) else None,
    }


def _time(value: Any) -> datetime | None:
    """A time that cannot be read is as good as none: weekdays stay unresolved, and all the rest is read."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            day = date.fromisoformat(value[:10])
        except ValueError:
            return None
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
