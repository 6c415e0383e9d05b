"""What stands, what changed, and the brief."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from tui.commands.days import moment_of
from tui.commands.forms import one_form, store_of
from tui.setup import CHANGED, DONE, Setup


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--plain", is_flag=True, help="Headings and one fact a line, for screen readers.")
@click.option("--as-of", metavar="DATE", help="As it was then (2025-12-19: the end of that day, or 2025-12-19T14:00).")
@click.pass_obj
def status(setup: Setup, as_json: bool, plain: bool, as_of: str | None) -> None:
    """Phases and commitments: the status word, per whom, since when, disputed by whom."""
    one_form(as_json=as_json, plain=plain)
    from tui.report.status import run_status

    run_status(setup.agreement, store_of(setup), moment_of(as_of), as_json=as_json, plain=plain)
    raise SystemExit(setup.verdict)


@click.command()
@click.option(
    "--since",
    metavar="WHEN",
    default="look",
    show_default=True,
    help="24h, 7d; a day or a moment (2025-12-19, 2025-12-19T07:00Z); or look: since the last look.",
)
@click.option("--plain", is_flag=True, help="For screen readers.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def changes(setup: Setup, since: str, plain: bool, as_json: bool) -> None:
    """What changed, oldest first, for hand-over notes. Exit code 10 when something has, 0 when nothing has."""
    from tui.report.brief import last_look
    from tui.report.period import PeriodError, begin
    from tui.report.plain import run_changes

    one_form(as_json=as_json, plain=plain)
    now = datetime.now(UTC)
    try:
        first = begin(since, now, lambda: last_look(setup.store))
    except PeriodError as error:
        raise click.UsageError(str(error)) from None
    found = run_changes(store_of(setup), first, now, form="json" if as_json else "plain" if plain else "text")
    raise SystemExit(setup.verdict or (CHANGED if found else DONE))


@click.command()
@click.option(
    "--since",
    metavar="WHEN",
    default="24h",
    show_default=True,
    help="24h, 7d, 2w; a day or a moment (2025-12-19, 2025-12-19T07:00Z); or look: since the last look.",
)
@click.option("--until", metavar="WHEN", help="A day (up to its end) or a moment; default: now.")
@click.option("--format", "form", type=click.Choice(["text", "md", "html", "json"]), default="text", show_default=True)
@click.option("--full", is_flag=True, help="All of it; without, what two pages hold.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="A file, there whole or not at all.")
@click.pass_obj
def brief(setup: Setup, since: str, until: str | None, form: str, full: bool, output: Path | None) -> None:
    """What changed, by phase: statuses that moved, figures, accounts that differ, quotes, what was expected, and what
    could not be seen. Every line with claimant, outlet, date and link; no adjectives.

    The HTML is one file that fetches nothing and prints on two pages.
    """
    from tui.output import OutputError
    from tui.report.brief import last_look, run_brief
    from tui.report.period import PeriodError, begin, end

    now = datetime.now(UTC).replace(microsecond=0)
    try:
        last = end(until, now)
        first = begin(since, last, lambda: last_look(setup.store))
    except PeriodError as error:
        raise click.UsageError(str(error)) from None
    try:
        run_brief(setup.config, setup.agreement, store_of(setup), first, last, now, form=form, full=full, output=output)
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    raise SystemExit(setup.verdict)
