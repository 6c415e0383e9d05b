"""Names on the command line -> items, in an order that is the same in every run.

A file is read as what its name says it is (`.jsonl`, `.json`, `.txt`, `.html`, `.warc`, each also with `.gz` or
`.zst`); one with another name as what its first bytes say, JSON Lines if they say nothing. A folder is read with all
that is below it, in the order of names, but only files whose names say what they are; JSON without an article is passed
over there, and told where it was named itself. No more than one item is held at a time.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Literal, NamedTuple

from tui.report.archives.items import MAX_ITEM, Item, Kind
from tui.report.archives.odd import NoArticles, articles
from tui.report.archives.packed import Damaged, beginning, unpacked
from tui.report.archives.values import NotClosed, TooLong, values

Format = Literal["rows", "values", "text", "page", "warc"]
_FORMATS: dict[str, Format] = {
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".json": "values",
    ".txt": "text",
    ".md": "text",
    ".html": "page",
    ".htm": "page",
    ".warc": "warc",
    ".wet": "warc",
}
EXPECTED = ".jsonl, .json, .txt, .html or .warc, each also with .gz or .zst"
_PACKED = (".gz", ".zst")
_VALUES = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[|\{\s*[\r\n])")
"""How an array begins, and an object over several lines."""


class _Closed(NamedTuple):
    """A folder that cannot be looked into."""

    path: Path
    why: str


class Inputs:
    """The items of some inputs. Iterate once."""

    def __init__(self, names: Sequence[str], stdin: IO[bytes], *, leave_out: Path | None = None) -> None:
        """`leave_out`: a file that is not read although it lies in a folder that is, such as the output."""
        self._names = names
        self._stdin = stdin
        self._leave_out = leave_out.resolve() if leave_out else None
        self._number = 0
        self._file: IO[bytes] | None = None
        self._before = 0
        self.passed_over: Counter[str] = Counter()
        """Endings of the files in folders that were not read -> how many."""
        self.without_article: list[str] = []
        """Files in folders that hold JSON and no article."""

    @property
    def size(self) -> int | None:
        """Bytes of all inputs together, None when that cannot be known. Looks at every file."""
        if "-" in self._names:
            return None
        total = 0
        for name in self._names:
            for path in self._walk(Path(name), None) if Path(name).is_dir() else [Path(name)]:
                with contextlib.suppress(OSError):
                    total += path.stat().st_size if isinstance(path, Path) else 0
        return total

    @property
    def consumed(self) -> int:
        """Bytes of the files, as they lie on the disk, that are behind us."""
        try:
            return self._before + (self._file.tell() if self._file is not None else 0)
        except (OSError, ValueError):
            return self._before

    def __iter__(self) -> Iterator[Item]:
        for name in self._names:
            if name == "-":
                yield from self._given()
            elif Path(name).is_dir():
                yield from self._folder(name)
            else:
                yield from self._one(Path(name), _valid(Path(name).name))

    def _given(self) -> Iterator[Item]:
        name = "standard input"
        try:
            head = beginning(self._stdin)
            file = unpacked(self._stdin)
        except Damaged as error:
            yield self._unreadable(name, str(error))
            return
        if wrong := _no_text(head):
            yield self._unreadable(name, wrong)
            return
        yield from self._values(name, file) if _sniffed(head) == "values" else self._rows(name, file)

    # -------------------------------------------------------------- files and folders

    def _folder(self, name: str) -> Iterator[Item]:
        top, files, others = Path(name), 0, len(self.without_article)
        for path in self._walk(top, self.passed_over):
            files += 1
            if isinstance(path, _Closed):
                yield self._unreadable(shown(path.path), path.why)
                continue
            try:
                yield from articles(self._one(path, _valid(path.relative_to(top).as_posix())))
            except NoArticles as odd:
                self._number -= odd.held
                self.without_article.append(shown(path))
        if not files:
            yield self._unreadable(shown(top), f"holds no file to read; expected {EXPECTED}")
        elif len(self.without_article) - others == files:
            # nothing of a whole folder is an article: what is wrong then is more likely how they are written
            yield self._unreadable(shown(top), 'holds no article; expected objects such as {"id": "a", "text": "..."}')

    def _walk(self, folder: Path, passed_over: Counter[str] | None) -> Iterator[Path | _Closed]:
        """Files below a folder in the order of names; links to folders are not followed, hidden names are left."""
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            yield _Closed(folder, f"cannot be read: {error.strerror or error}")
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(path, passed_over)
            elif entry.is_file() and not (self._leave_out and path.resolve() == self._leave_out):
                if _format(path):
                    yield path
                elif passed_over is not None:
                    passed_over[path.suffix.lower() or "without ending"] += 1

    def _one(self, path: Path, id_: str) -> Iterator[Item]:
        name = shown(path)
        try:
            with path.open("rb") as file:
                self._file = file
                head = beginning(file)
                form = _format(path) or _sniffed(head)
                plain = unpacked(file)
                wrong = _no_text(head) if form in ("rows", "values") or (form == "text" and not _bom(head)) else None
                if wrong:
                    yield self._unreadable(name, wrong)
                elif form == "rows":
                    yield from self._rows(name, plain)
                elif form == "values":
                    yield from self._values(name, plain)
                elif form == "warc":
                    from tui.report.archives.warc import records

                    for record in records(plain):
                        at = f"{name}@{record.offset} {record.url}".rstrip()
                        yield self._item(at, record.kind, record.data, record.url, record.url)
                else:
                    yield from self._whole(name, path, plain, form, id_)
        except Damaged as error:
            yield self._unreadable(name, str(error))
        except OSError as error:
            yield self._unreadable(name, f"cannot be read: {error.strerror or error}")
        finally:
            self._before, self._file = self.consumed, None

    def _whole(self, name: str, path: Path, file: IO[bytes], form: Literal["text", "page"], id_: str) -> Iterator[Item]:
        try:
            data = file.read(MAX_ITEM + 1)
        except Damaged as error:
            yield self._unreadable(name, _damaged(error))
            return
        if len(data) > MAX_ITEM:
            yield self._unreadable(name, f"is longer than {MAX_ITEM >> 20} MB")
        else:
            yield self._item(name, form, data, id_, path.as_uri() if path.is_absolute() else "")

    def _rows(self, name: str, file: IO[bytes]) -> Iterator[Item]:
        number = 0
        try:
            while line := file.readline(MAX_ITEM + 1):
                number += 1
                if len(line) > MAX_ITEM:
                    yield self._unreadable(
                        f"{name}:{number}", f"is longer than {MAX_ITEM >> 20} MB; one article a line is expected"
                    )
                    while line and not line.endswith(b"\n"):
                        line = file.readline(MAX_ITEM)
                elif line.strip():
                    yield self._item(f"{name}:{number}", "row", line, str(number))
        except Damaged as error:
            yield self._unreadable(f"{name}:{number + 1}", _damaged(error))

    def _values(self, name: str, file: IO[bytes]) -> Iterator[Item]:
        number = 0
        try:
            for value in values(file, MAX_ITEM):
                number += 1
                yield self._item(f"{name}#{number}", "row", value, str(number))
        except Damaged as error:
            why = _damaged(error)
        except TooLong:
            why = f"is longer than {MAX_ITEM >> 20} MB, nothing after it was read; expected an array of articles"
        except NotClosed:
            why = "the file ends in the middle of it"
        else:
            return
        yield self._unreadable(f"{name}#{number + 1}", why)

    # -------------------------------------------------------------- items

    def _item(self, at: str, kind: Kind, data: bytes, id_: str, url: str = "") -> Item:
        self._number += 1
        return Item(self._number, at, kind, data, id_, url)

    def _unreadable(self, at: str, why: str) -> Item:
        return self._item(at, "unreadable", why.encode(), "")


# ------------------------------------------------------------------ what a file is


def _format(path: Path) -> Format | None:
    """What the name of a file says that it holds."""
    name = path.name.lower()
    for ending in _PACKED:
        name = name.removesuffix(ending)
    return _FORMATS.get(Path(name).suffix)


def _sniffed(head: bytes) -> Format:
    """What a file holds, by its first bytes."""
    if head.startswith(b"WARC/"):
        return "warc"
    return "values" if _VALUES.match(head) else "rows"


def _bom(head: bytes) -> bool:
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))


def _no_text(head: bytes) -> str | None:
    """Why what begins like this is not read at all, a line of complaint for each of its thousand lines."""
    if _bom(head):
        return "is UTF-16, expected UTF-8: `iconv -f UTF-16 -t UTF-8` makes it that"
    return "is binary, expected text" if b"\0" in head else None


def shown(path: Path) -> str:
    """The path as a person is told it: on one line, and with nothing that a terminal would obey."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in _valid(str(path)))


def _valid(name: str) -> str:
    """A name of a file, whose bytes need be no text, as text that can be written."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _damaged(error: Damaged) -> str:
    return f"is damaged behind this place, nothing after it was read: {error}"
