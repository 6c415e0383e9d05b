"""`ceasefire-tui export`: records as data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from click.core import ParameterSource

from tui.commands.days import end_of, past_day_of
from tui.commands.forms import store_of
from tui.setup import DONE, PARTLY, Setup

_EXPORTS = ("updates", "quotes", "figures", "evidence", "status", "changes", "feed", "codebook")


@click.command()
@click.argument("kind", type=click.Choice(_EXPORTS))
@click.option("--format", "form", type=click.Choice(["csv", "jsonl", "md"]), default="csv", show_default=True)
@click.option("--since", metavar="DATE", help="From that day on.")
@click.option("--until", metavar="DATE", help="Up to the end of that day.")
@click.option("--claimant", multiple=True, metavar="ID|WORDS", help="Only what that actor, or one so named, said.")
@click.option("--indicator", multiple=True, metavar="ID", help="Only figures of that indicator.")
@click.option("--commitment", multiple=True, metavar="ID", help="Only what concerns that commitment.")
@click.option("--source", multiple=True, metavar="ID", help="Only what that source carried.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="A file, there whole or not at all.")
@click.option("--codebook", "book", type=click.Path(path_type=Path), metavar="FILE", help="What each column means.")
@click.pass_context
def export(
    ctx: click.Context,
    kind: str,
    form: str,
    since: str | None,
    until: str | None,
    claimant: tuple[str, ...],
    indicator: tuple[str, ...],
    commitment: tuple[str, ...],
    source: tuple[str, ...],
    output: Path | None,
    book: Path | None,
) -> None:
    """Records as data, each row with what is needed to cite it. Filters may be given several times.

    `feed` is an Atom feed of changes; `codebook` says what each column of each kind means. In CSV an apostrophe stands
    before what a spreadsheet would run as a formula. Exit code 3 when part of the store could not be read.
    """
    setup: Setup = ctx.obj
    from tui.output import OutputError
    from tui.report.export import ExportError, Wanted, run_export, say_lost

    first = past_day_of(since, "--since")
    if kind == "feed" and ctx.get_parameter_source("form") is ParameterSource.COMMANDLINE:
        raise click.UsageError("a feed is always Atom; leave --format away, or export changes")
    if output is not None and book is not None and output.resolve() == book.resolve():
        raise click.UsageError(f"--output and --codebook are both {output}; give each a file of its own")
    wanted = Wanted(
        kind=kind,
        since=datetime(first.year, first.month, first.day, tzinfo=UTC) if first else None,
        until=end_of(until),
        claimant=claimant,
        indicator=indicator,
        commitment=commitment,
        source=source,
    )
    try:
        lost, damaged = run_export(setup.agreement, store_of(setup), wanted, form, output, book)
    except ExportError as error:
        raise click.UsageError(str(error)) from None
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    if lost:
        click.echo(f"ceasefire-tui: {say_lost(lost, setup.store)}", err=True)
    raise SystemExit(setup.verdict or (PARTLY if lost or damaged else DONE))
