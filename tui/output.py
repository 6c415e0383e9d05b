"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


class OutputError(Exception):
    """A file cannot be written; names it and what to do."""


@contextlib.contextmanager
def written(path: Path | None) -> Iterator[TextIO]:
    """A stream for a result. Given a path, the file appears under its name when the block ends well and all of it is
    on the disk; an earlier file of that name stays until then, and for good when the block fails.

    Raises `OutputError` when it cannot be written.
    """
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # as the file would be, whatever the locale
        yield sys.stdout
        return
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; give the name of a file in it")
    # beside it, because only inside one file system a file takes another's name in one step
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        # a link stays a link: what it points to is replaced
        fresh.replace(path.resolve() if path.is_symlink() else path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()
