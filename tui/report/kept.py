"""Reading what is kept, for commands that print: the store as it stands, together with the shipped record."""

from __future__ import annotations

from pathlib import Path

from tui.agreement.model import Agreement
from tui.filing import record_entries
from tui.records import Entry
from tui.store.archive import Archive
from tui.store.archive import open as open_archive


def kept(store: Path) -> Archive | None:
    """The store, opened for reading; None when there is none yet."""
    return open_archive(store, read_only=True) if store.is_file() else None


def all_entries(agreement: Agreement, store: Path) -> tuple[list[Entry], Archive | None]:
    """The shipped record and the newest revision of every stored update."""
    archive = kept(store)
    return [*record_entries(agreement), *(archive.entries() if archive else ())], archive
