"""Names on the command line -> items, in an order that is the same in every run.

A file is read as what its name says it is (`.jsonl`, `.txt`, `.html`, `.warc`, each also with `.gz`); one with another
name as what its first bytes say, JSON Lines if they say nothing. A folder is read with all that is below it, in the
order of names, but only files whose names say what they are. No more than one item is held at a time.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Literal, NamedTuple, cast

from tui.report.archives.items import MAX_ITEM, Item, Kind

Format = Literal["rows", "text", "page", "warc"]
_FORMATS: dict[str, Format] = {
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".txt": "text",
    ".md": "text",
    ".html": "page",
    ".htm": "page",
    ".warc": "warc",
    ".wet": "warc",
}
EXPECTED = ".jsonl, .txt, .html or .warc, each also with .gz"
_GZIP = b"\x1f\x8b"


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
                yield from self._rows("standard input", _unpacked(self._stdin))
            elif Path(name).is_dir():
                yield from self._folder(name)
            else:
                yield from self._one(Path(name), Path(name).name)

    # -------------------------------------------------------------- files and folders

    def _folder(self, name: str) -> Iterator[Item]:
        top, found = Path(name), False
        for path in self._walk(top, self.passed_over):
            found = True
            if isinstance(path, _Closed):
                yield self._unreadable(str(path.path), path.why)
            else:
                yield from self._one(path, path.relative_to(top).as_posix())
        if not found:
            yield self._unreadable(name, f"holds no file to read; expected {EXPECTED}")

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
        name = str(path)
        try:
            with path.open("rb") as file:
                self._file = file
                form = _format(path) or _sniffed(file)
                if form == "rows":
                    yield from self._rows(name, _unpacked(file))
                elif form == "warc":
                    from tui.report.archives.warc import records

                    for record in records(_unpacked(file)):
                        at = f"{name}@{record.offset} {record.url}".rstrip()
                        yield self._item(at, record.kind, record.data, record.url, record.url)
                else:
                    yield from self._whole(name, path, _unpacked(file), form, id_)
        except OSError as error:
            yield self._unreadable(name, f"cannot be read: {error.strerror or error}")
        finally:
            self._before, self._file = self.consumed, None

    def _whole(self, name: str, path: Path, file: IO[bytes], form: Literal["text", "page"], id_: str) -> Iterator[Item]:
        try:
            data = file.read(MAX_ITEM + 1)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
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
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield self._unreadable(f"{name}:{number + 1}", _damaged(error))

    # -------------------------------------------------------------- items

    def _item(self, at: str, kind: Kind, data: bytes, id_: str, url: str = "") -> Item:
        self._number += 1
        return Item(self._number, at, kind, data, id_, url)

    def _unreadable(self, at: str, why: str) -> Item:
        return self._item(at, "unreadable", why.encode(), "")


# ------------------------------------------------------------------ what a file is


def _format(path: Path) -> Format | None:
    """What the name of a file says that it holds."""
    return _FORMATS.get(Path(path.name.lower().removesuffix(".gz")).suffix)


def _sniffed(file: IO[bytes]) -> Format:
    """What a file with an unknown name holds, by its first bytes."""
    head = _first_bytes(file)
    if head.startswith(_GZIP):
        with contextlib.suppress(zlib.error):
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
    return "warc" if head.startswith(b"WARC/") else "rows"


def _unpacked(file: IO[bytes]) -> IO[bytes]:
    """The file, unpacked if it is packed."""
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if _first_bytes(file).startswith(_GZIP) else file


def _first_bytes(file: IO[bytes]) -> bytes:
    """Up to some hundred bytes of a file that is not yet read, which stay unread."""
    if isinstance(file, io.BufferedReader):
        return file.peek(512)[:512]
    if file.seekable():
        head = file.read(512)
        file.seek(0)
        return head
    return b""


def _damaged(error: Exception) -> str:
    why = "the file ends in the middle" if isinstance(error, EOFError) else str(error)
    return f"is damaged behind this place, nothing after it was read: {why}"
