"""The forms of an export: CSV, JSON Lines, Markdown. Each writes row by row and keeps none."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TextIO

import msgspec

from tui.text import one_line

Row = Sequence[Any]
Write = Callable[[Sequence[str], Iterable[Row], TextIO], None]

# A spreadsheet runs a cell that begins like a formula. One that takes semicolons or tabs for separators, as in much
# of Europe, finds such beginnings inside our cells as well: after those, and at the beginning of each line.
_BEGINNING = r"(^|[\n\r;\t])([ \u00a0\u3000]*)"
_FORMULA = r"[=+\-@＝＋－＠﹦﹢﹣﹫\t\r]"
_RISKY = re.compile(f"{_BEGINNING}('*)(?={_FORMULA})")
_GUARDED = re.compile(f"{_BEGINNING}'('*)(?={_FORMULA})")


_FIRST = frozenset("=+-@＝＋－＠﹦﹢﹣﹫\t\r\n; \u00a0\u3000'")
_INSIDE = re.compile(r"[\n\r;\t]")


def guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one. `unguard` takes
    it away again."""
    if text[:1] not in _FIRST and not _INSIDE.search(text):
        return text  # nearly every cell, at a tenth of the cost
    return _RISKY.sub(r"\1\2'\3", text)


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return _GUARDED.sub(r"\1\2\3", text)


def _time(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _list(value: list[Any]) -> str:
    return "; ".join(map(str, value))


def _any(value: Any) -> str:
    return str(value)


_PLAIN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    str: _any,
    bool: lambda value: "true" if value else "false",
    datetime: _time,
    date: date.isoformat,
    list: _list,
}
# a number is written by us and may be negative; whatever comes from outside is text
_CELL: dict[type, Callable[[Any], str]] = {**_PLAIN, str: guard, list: lambda value: guard(_list(value))}


def plain(value: Any) -> str:
    """A value as text; nothing is empty."""
    return _PLAIN.get(type(value), _any)(value)


def cell(value: Any) -> str:
    """A value as it stands in a CSV file."""
    return _CELL.get(type(value), _any)(value)


def write_csv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """RFC 4180 with a line feed at the end of a line; guarded against formulas."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])


def write_jsonl(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """An object a line, with the values as they are: numbers, true and false, lists, null."""
    encode = msgspec.json.Encoder().encode
    for row in rows:
        out.write(encode(dict(zip(columns, row, strict=True))).decode() + "\n")


_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


def write_markdown(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """A table; long cells are cut, because it is for reading."""
    out.write(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n")
    for row in rows:
        cells = (_SPECIAL.sub(r"\\\1", one_line(plain(value), 400)) for value in row)
        out.write(f"| {' | '.join(cells)} |\n")


FORMS: dict[str, Write] = {"csv": write_csv, "jsonl": write_jsonl, "md": write_markdown}
