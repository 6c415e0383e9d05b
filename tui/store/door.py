"""The one door to what is kept: a file of one's own, or a record that several desks share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

from tui.store.appender import Sync
from tui.store.archive import Archive
from tui.store.errors import StoreError
from tui.store.lookback import Lookback

if TYPE_CHECKING:
    from tui.store.shared.archive import SharedArchive
    from tui.store.shared.looking import Looking

Store: TypeAlias = Union[Archive, "SharedArchive"]
Asked: TypeAlias = Union[Lookback, "Looking"]
"""What answers questions: a store, or a store as it was."""
Where: TypeAlias = Path | str
"""A file, or the address of a record: postgresql://user@host/database#record."""


def open(where: Where, *, read_only: bool = False, sync: Sync = "second") -> Store:  # noqa: A001 - `door.open`
    """The store there, made if there is none. Raises `StoreError`; see `archive.open` and `shared.archive`."""
    if isinstance(where, str):
        from tui.store.shared.link import is_url

        if is_url(where):
            from tui.store.shared.archive import SharedArchive

            return SharedArchive(where, read_only=read_only)
    return Archive(Path(where), read_only=read_only, sync=sync)


def is_there(where: Where) -> bool:
    """Whether there may be something to read: a file that exists, or a database, which tells for itself. Raises
    `StoreError` for a folder."""
    from tui.store.shared.link import is_url

    if not is_url(where) and Path(where).is_dir():
        raise StoreError(f"{where}: is a folder; a store is a file, so give the name of one in it")
    return is_url(where) or Path(where).is_file()
