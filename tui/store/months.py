"""The sealed part of a store: one journal file a month, beside the store in the folder ``NAME.d``.

A line is one entry or one change, numbered as in the index, so that any of them is read alone. Files only grow. What
stands behind the length that the store knows was written by a process that did not come to its end; it is still in
the store's own journal, and is cut before anything is added.
"""

from __future__ import annotations

import contextlib
import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO

import msgspec

from tui.store import disk
from tui.store.errors import StoreError
from tui.store.lines import Body, Op, Put, Scan, decode, encode, header, payload

ENTRIES, CHANGES = "entries", "changes"
_OPEN_FILES = 32
_GAP, _STRETCH = 1024, 1 << 18
"""Bytes between two lines that are read in vain rather than asked for apart; bytes that are read at once at most."""
_NAME = re.compile(r"(?:\d{4}-\d\d|index)\.(\d+)\.(?:jsonl|sqlite(?:-wal|-shm)?)")


class Months:
    """The month files of one generation; a generation is what was written since everything was last read anew."""

    def __init__(self, store: Path, generation: int) -> None:
        self.folder = store.with_name(store.name + ".d")
        self.generation = generation
        self._handles: dict[str, RawIOBase] = {}
        self._lock = threading.Lock()

    def name(self, month: str) -> str:
        """File of a month, given as ``2026-11``."""
        return f"{month}.{self.generation}.jsonl"

    def path(self, name: str) -> Path:
        """Where a file of that name is."""
        return self.folder / name

    @property
    def index(self) -> Path:
        """The index over all files of the generation."""
        return self.folder / f"index.{self.generation}.sqlite"

    def generations(self) -> set[int]:
        """The generations of which there are files."""
        return {int(m[1]) for p in self._files() if (m := _NAME.fullmatch(p.name))}

    def sizes(self) -> dict[str, int]:
        """The month files of this generation with their sizes."""
        return {p.name: p.stat().st_size for p in self._files() if p.match(f"*.{self.generation}.jsonl")}

    def drop_other_generations(self) -> None:
        """Delete what no longer counts: the files from before everything was written anew, or of an attempt at it."""
        for path in self._files():
            found = _NAME.fullmatch(path.name)
            if found and int(found[1]) != self.generation:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _files(self) -> list[Path]:
        return list(self.folder.iterdir()) if self.folder.is_dir() else []

    def append(
        self, lines: Iterable[tuple[str, int, str, bytes]], known: Mapping[str, int]
    ) -> tuple[dict[str, int], dict[int, tuple[str, int, int]]]:
        """Add (file, number, table, JSON) as lines and sync them.

        `known` are the lengths up to which files count. Gives the new lengths, and for each number its file, offset
        and length. Raises OSError; then what was added lies behind the known lengths and counts for nothing.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        lengths, places = dict(known), {}
        files: dict[str, BinaryIO] = {}
        with contextlib.ExitStack() as stack:
            for name, n, table, raw in lines:
                file = files.get(name)
                if file is None:
                    file = files[name] = stack.enter_context(self._open_end(name, known.get(name, 0)))
                    lengths[name] = file.tell()
                line = encode([Put(table, n, msgspec.Raw(raw))])
                file.write(line)
                places[n] = (name, lengths[name], len(line))
                lengths[name] += len(line)
            for file in files.values():
                file.flush()
                os.fsync(file.fileno())
        disk.sync_folder(self.folder)
        return lengths, places

    def _open_end(self, name: str, known: int) -> BinaryIO:
        path = self.path(name)
        path.touch(mode=0o600)
        file = path.open("r+b")
        try:
            if file.seek(0, os.SEEK_END) > known:
                file.truncate(known)
                file.seek(0, os.SEEK_END)
            if file.tell() == 0:
                file.write(header(name))
                file.flush()
        except BaseException:
            file.close()
            raise
        return file

    def read(self, name: str, start: int, length: int) -> msgspec.Raw | None:
        """The document whose line stands there; None when the line is damaged."""
        line = self._line(name, start, length)
        body = decode(line) if line else None
        return _only(body) if body else None

    def said(self, name: str, start: int, length: int) -> bytes | None:
        """All that the line that stands there says, for those who read it in one go with the document that it holds;
        None when the line is damaged."""
        line = self._line(name, start, length)
        return payload(line) if line else None

    def said_at(self, places: Iterable[tuple[int, tuple[str, int, int]]]) -> Iterator[tuple[int, bytes]]:
        """What `said` gives of several lines, each under its number; damaged ones are left out. Lines that follow one
        another are read together, so they are best given in the order in which they stand."""
        for name, start, length, several in _stretches(places):
            whole = self._line(name, start, length)
            if whole is None:
                continue
            for n, begin, size in several:
                inside = payload(whole[begin - start : begin - start + size])
                if inside is not None:
                    yield n, inside

    def _line(self, name: str, start: int, length: int) -> bytes | None:
        with self._lock:
            try:
                file = self._handles.get(name)
                if file is None:
                    if len(self._handles) >= _OPEN_FILES:
                        self._handles.pop(next(iter(self._handles))).close()
                    # what is wanted is known to the byte: a buffer would read more, and forget it at the next place
                    file = self._handles[name] = self.path(name).open("rb", buffering=0)
                file.seek(start)
                return file.read(length)
            except FileNotFoundError:
                return None
            except OSError as error:
                raise StoreError(f"{self.path(name)}: cannot be read: {error.strerror or error}") from error

    def scan(self, name: str, length: int) -> Iterator[tuple[int, int, Put]]:
        """(offset, length, record) of every good line, up to `length` bytes."""
        for start, line in _lines(self.path(name), length):
            body = decode(line)
            for op in body.o if body else ():
                if isinstance(op, Put) and isinstance(op.key, int):
                    yield start, len(line), op

    def account(self, name: str, length: int) -> Scan:
        """What is no good line in a file."""
        scan = Scan()
        try:
            for _ in scan.read(line for _, line in _lines(self.path(name), length)):
                pass
        except FileNotFoundError:
            pass
        return scan

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            for file in self._handles.values():
                file.close()
            self._handles.clear()


def _stretches(
    places: Iterable[tuple[int, tuple[str, int, int]]],
) -> Iterator[tuple[str, int, int, list[tuple[int, int, int]]]]:
    """(file, offset, length, the lines in it as number, offset, length) of lines that follow one another closely."""
    file, begin, end = "", 0, 0
    several: list[tuple[int, int, int]] = []
    for n, (name, start, length) in places:
        if several and (name != file or not 0 <= start - end <= _GAP or start + length - begin > _STRETCH):
            yield file, begin, end - begin, several
            several = []
        if not several:
            file, begin = name, start
        end = start + length
        several.append((n, start, length))
    if several:
        yield file, begin, end - begin, several


def _lines(path: Path, length: int) -> Iterator[tuple[int, bytes]]:
    start = 0
    with path.open("rb", buffering=1 << 20) as file:
        for line in file:
            if start >= length:
                return
            yield start, line
            start += len(line)


def _only(body: Body) -> msgspec.Raw | None:
    op: Op | None = body.o[0] if body.o else None
    return op.doc if isinstance(op, Put) else None
