"""The few file operations on which the journal's promises rest."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

NEW, COMPACT = ".new", ".compact"
"""Ends of the names of files that are to take another's place."""
_BINARY = getattr(os, "O_BINARY", 0)


def open_append(path: Path, *, create: bool = False) -> int:
    """A descriptor that reads anywhere and writes at the end; files are their owner's alone."""
    flags = os.O_RDWR | os.O_APPEND | _BINARY | (os.O_CREAT if create else 0)
    return os.open(path, flags, 0o600)


def write_all(fd: int, data: bytes) -> None:
    """All of `data`, or an OSError; a disk that fills up may take a part before it refuses."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def sync_folder(folder: Path) -> None:
    """Make a rename in that folder durable."""
    if os.name == "nt":  # folders cannot be opened there; the rename is durable enough
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when the block ends well: written, synced, renamed, folder synced.

    When anything fails, `path` is as it was and nothing is left behind.
    """
    fresh = path.with_name(path.name + NEW)
    try:
        with open(open_new(fresh), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise


def drop_unfinished(path: Path) -> None:
    """Delete what a process that was killed left of a file that was to take the place of `path`."""
    for end in (NEW, COMPACT):
        with contextlib.suppress(OSError):
            path.with_name(path.name + end).unlink()


def open_new(path: Path) -> int:
    """A descriptor of an empty file; what an interrupted attempt left there goes."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | _BINARY, 0o600)


def mark(fd: int) -> tuple[int, int, int, int]:
    """Device, inode, size and time of change: which file this is, and as of when. An inode alone may be given again."""
    stat = os.fstat(fd)
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


def beside(path: Path, kind: str) -> Path:
    """A free name beside `path` for something that is kept aside: ``NAME.KIND-20261122T140700``."""
    stem = f"{path.name}.{kind}-{datetime.now().astimezone():%Y%m%dT%H%M%S}"
    name, n = path.with_name(stem), 1
    while name.exists():
        n += 1
        name = path.with_name(f"{stem}-{n}")
    return name


def keep_copy(path: Path, aside: Path) -> None:
    """A second name for the file, or a copy where the system knows no links."""
    try:
        os.link(path, aside)
    except OSError:
        shutil.copy2(path, aside)
