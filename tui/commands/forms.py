"""What options mean together, and what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tui.setup import Setup
    from tui.store.door import Where


def one_form(*, as_json: bool, plain: bool) -> None:
    """Raise `click.UsageError` for two forms at once."""
    if as_json and plain:
        raise click.UsageError("--json and --plain exclude each other: the one is for programs, the other for readers")


def store_of(setup: Setup) -> Where:
    """The store, for a command that only reads. One that was named and is not there is told: the shipped record alone
    looks much like a store."""
    from tui.store.door import is_there

    if setup.store_file and not is_there(setup.store):
        click.echo(f"ceasefire-tui: {setup.store}: there is no store; this is the shipped record alone", err=True)
    return setup.store
