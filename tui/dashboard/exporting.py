"""What is on the screen as a table for a file: the rows of a pane as it is filtered. No Textual here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tui.agreement.model import Agreement
from tui.output import OutputError, written
from tui.tables.columns import Table
from tui.tables.forms import FORMS


@dataclass(frozen=True)
class Given:
    """Rows to be written, and how they are called."""

    name: str
    """ "quotes": for the name of the file."""
    counted: str
    """ "12 quotes": for a person."""
    table: Table
    things: Sequence[Any]
    agreement: Agreement
    at: datetime
    """The moment that is shown."""
    note: str = ""
    """What to know of the choice of rows, in one line."""


def file_name(given: Given, form: str) -> str:
    """A name that says what is in the file: "gaza-2025-quotes-2026-11-22.csv"."""
    return f"{given.agreement.id}-{given.name}-{given.at.date().isoformat()}.{form}"


def renamed(name: str, form: str) -> str:
    """`name` with the ending of a form, where it has the ending of another one."""
    base, dot, suffix = name.rpartition(".")
    return f"{base}.{form}" if dot and suffix.lower() in FORMS else name


def place(name: str) -> Path:
    """The file that is meant by what was typed. Raises `OutputError` for what can be none."""
    if not name.strip():
        raise OutputError("The name of a file is missing.")
    try:
        path = Path(name.strip()).expanduser()
    except RuntimeError as error:  # ~nobody
        raise OutputError(f"{name.strip()}: {error}") from error
    if "\0" in name:
        raise OutputError("The name of a file cannot have a NUL in it.")
    path = Path.cwd() / path
    try:
        if path.is_dir():
            raise OutputError(f"{path}: is a folder; give the name of a file in it")
        if not path.parent.is_dir():
            raise OutputError(f"{path.parent}: there is no such folder; make it first, or name another one")
    except OSError as error:  # a name that is too long, a folder that may not be read
        raise OutputError(f"{path}: {error.strerror or error}") from error
    return path


def write(given: Given, form: str, path: Path) -> None:
    """Write the rows in one of `FORMS`; the file is there whole or not at all. Raises `OutputError`."""
    names = [c.name for c in given.table.columns]
    with written(path) as out:
        FORMS[form](names, (given.table.values(thing, given.agreement) for thing in given.things), out)
