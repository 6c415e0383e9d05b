"""Reading what is kept, for commands that print: the store as it stands, together with the shipped record."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import datetime

import click
import msgspec

from tui.agreement.model import Agreement
from tui.agreement.overrides import Override, unpack
from tui.filing import record_entries
from tui.records import Entry, SourceState
from tui.store.door import Store, Where, is_there
from tui.store.door import open as open_store


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What a store held at the moment it was read; nothing of it stays open."""

    entries: tuple[Entry, ...] = ()
    """The newest revision of every stored update."""
    states: Mapping[str, SourceState] = {}
    overrides: tuple[Override, ...] = ()
    """What was ever set by hand, oldest first."""


@contextlib.contextmanager
def reading(store: Where) -> Iterator[Store | None]:
    """The store, open for reading while the block lasts; None when there is none yet. Raises `StoreError`. What could
    not be read of it, such as a damaged line, is told on standard error."""
    if not is_there(store):
        yield None
        return
    with open_store(store, read_only=True) as archive:
        if archive.notice:
            click.echo(f"ceasefire-tui: {archive.notice}", err=True)
        yield archive


def kept(store: Where, *, entries: bool = True, moment: datetime | None = None) -> Kept:
    """The store as it stands, or with `moment` its entries as they stood then; nothing when there is none yet. Without
    `entries` only the rest is read."""
    with reading(store) as archive:
        if archive is None:
            return Kept()
        return Kept(
            entries=tuple((archive.at(moment) if moment else archive).entries()) if entries else (),
            states=archive.states(),
            overrides=tuple(unpack(archive.note("overrides"))),
        )


def with_record(agreement: Agreement, found: Kept) -> list[Entry]:
    """The shipped record and what is stored."""
    return [*record_entries(agreement), *found.entries]
