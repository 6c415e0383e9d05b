"""Without a screen: `poll`, what a bug report needs, and the first configuration."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.forms import one_form
from tui.setup import DONE, PARTLY, Setup


@click.command()
@click.option("--once", is_flag=True, help="One round over all sources, then end.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each event.")
@click.option("--plain", is_flag=True, help="Only what changed or failed, a line each, for screen readers.")
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Also write a log there.")
@click.option(
    "--log-size", default="5M", show_default=True, metavar="SIZE", help="Size from which on a new log begins."
)
@click.option("--log-keep", default=5, show_default=True, type=click.IntRange(1, 1000), help="Earlier logs to keep.")
@click.pass_obj
def poll(setup: Setup, once: bool, as_json: bool, plain: bool, log: Path | None, log_size: str, log_keep: int) -> None:
    """Poll without a screen, until interrupted, terminated or hung up. What is told as stored is on file; a signal ends
    it without losing any of it. Exit code 3 when some sources failed."""
    one_form(as_json=as_json, plain=plain)
    from tui.output import OutputError
    from tui.report.logbook import Logbook, Redactor, parse_size
    from tui.report.polling import run_poll

    try:
        size = parse_size(log_size)
        book = Logbook(log, size, log_keep, Redactor(setup.config)) if log is not None else None
    except ValueError as error:
        raise click.UsageError(f"--log-size: {error}") from None
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    try:
        failed = run_poll(setup.watched(), once=once, as_json=as_json, plain=plain, log=book)
    finally:
        if book is not None:
            book.close()
    raise SystemExit(setup.verdict or (PARTLY if failed else DONE))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def doctor(setup: Setup, as_json: bool) -> None:
    """Versions, paths, terminal, clock, store and sources, for a bug report; no secrets, nothing is asked of anybody.

    Exit code 3 when something needs attention.
    """
    from tui.report.doctor import run_doctor

    raise SystemExit(PARTLY if run_doctor(setup, as_json=as_json) else DONE)


@click.command()
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def init(setup: Setup, force: bool) -> None:
    """Write a commented sources.toml where the program looks for it."""
    from tui.config import bundled, user_file
    from tui.output import OutputError, written

    path = Path(setup.config_file) if setup.config_file else user_file()
    if path.exists() and not force:
        raise click.UsageError(f"{path} exists already; --force writes over it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written(path) as out:  # a full disk leaves the one that is there, and no empty one
            out.write(bundled().read_text(encoding="utf-8"))
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {error.strerror or error}") from error
    click.echo(f"{path}")
    click.echo("Edit it, then run `ceasefire-tui sources` to see whether all is right.", err=True)
