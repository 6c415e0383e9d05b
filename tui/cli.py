"""The `ceasefire-tui` command. A room is imported only when its command runs, so that each starts quickly.

Exit codes: 0 done; 2 the words or the configuration are wrong; 3 done in part (some sources or inputs failed);
1 anything else. Results go to standard output, everything else to standard error in one or two lines; a traceback
only with --debug.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from tui import __version__
from tui.commands.agreements import agreement
from tui.commands.days import day_of, end_of, moment_of
from tui.commands.stores import store
from tui.setup import CHANGED, DONE, FAILED, PARTLY, WRONG, Setup, open_dashboard


class _Group(click.Group):
    """Known mistakes end in one or two lines and an exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        from tui.agreement import AgreementError
        from tui.config import ConfigError

        try:
            return super().invoke(ctx)
        except (AgreementError, ConfigError) as error:
            _fail(ctx, error, WRONG)
        except BrokenPipeError:
            # the reader of our output went away, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(FAILED) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            _fail(ctx, error, FAILED)


def _fail(ctx: click.Context, error: Exception, code: int) -> NoReturn:
    if ctx.params.get("debug"):
        raise error
    text = str(error) or type(error).__name__
    known = type(error).__module__.startswith("tui.")
    hint = "" if known else f"\nThis is a defect of the program ({type(error).__name__}); --debug shows where."
    click.echo(f"ceasefire-tui: {text}{hint}", err=True)
    raise SystemExit(code) from None


@click.group(
    cls=_Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command the dashboard opens. Exit codes: 0 done, 2 wrong words or configuration, "
    "3 done in part, 1 anything else.",
)
@click.option("--config", metavar="FILE", help="sources.toml to use (default: ./sources.toml, yours, the bundled one).")
@click.option("--agreement", metavar="ID|FILE", help="Agreement to watch (default: the configuration's).")
@click.option("--store", metavar="FILE|URL", help="Where updates are kept (default: your data folder).")
@click.option(
    "--as-of", metavar="DATE", help="The dashboard as it was then (2025-12-19, or 2025-12-19T14:00); no polling."
)
@click.option(
    "--ascii", "plain_glyphs", is_flag=True, help="The dashboard without any character beyond ASCII of its own."
)
@click.option("--no-mouse", is_flag=True, help="The dashboard leaves the mouse to the terminal.")
@click.option("--debug", is_flag=True, help="Show a traceback when something fails.")
@click.version_option(__version__, prog_name="ceasefire-tui")
@click.pass_context
def main(
    ctx: click.Context,
    config: str | None,
    agreement: str | None,
    store: str | None,
    as_of: str | None,
    plain_glyphs: bool,
    no_mouse: bool,
    debug: bool,
) -> None:
    """Watch one ceasefire agreement live: phase status, quotes and running figures, each with who says so, where,
    and as of when."""
    ctx.obj = Setup(config, agreement, store, debug)
    ctx.obj.panes = {**({"ascii": True} if plain_glyphs else {}), **({"mouse": False} if no_mouse else {})}
    if ctx.invoked_subcommand is None:
        _dashboard(ctx.obj, poll=as_of is None, moment=moment_of(as_of))
    elif as_of is not None:
        raise click.UsageError("--as-of before a command is for the dashboard; write it behind `view` or `status`")


# ------------------------------------------------------------------ the screen


def _dashboard(setup: Setup, *, poll: bool, moment: datetime | None = None) -> None:
    in_browser = "TEXTUAL_DRIVER" in os.environ
    if not in_browser and (not sys.stdout.isatty() or os.environ.get("TERM") == "dumb"):
        raise click.UsageError(
            "the dashboard needs a terminal; without one, or for a screen reader: `ceasefire-tui status --plain`, "
            "`poll --plain`, `changes`, `export`"
        )
    code = open_dashboard(setup, poll=poll, moment=moment)
    if code != DONE:
        raise SystemExit(code)


@main.command()
@click.option("--as-of", metavar="DATE", help="As it was then (2025-12-19: the end of that day, or 2025-12-19T14:00).")
@click.pass_obj
def view(setup: Setup, as_of: str | None) -> None:
    """The dashboard without polling, on a store that another process writes."""
    _dashboard(setup, poll=False, moment=moment_of(as_of))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; beyond loopback by token.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any that is free.")
@click.option("--token", envvar="CEASEFIRE_TUI_TOKEN", help="Who has it may come in (or CEASEFIRE_TUI_TOKEN).")
@click.option("--tabs", default=8, show_default=True, type=click.IntRange(1, 100), help="Sessions at a time.")
@click.pass_obj
def serve(setup: Setup, host: str, port: int, token: str | None, tabs: int) -> None:
    """The dashboard in a browser. Polls, and lets browsers view; on loopback only unless told otherwise."""
    try:
        from tui.serving.running import run_serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("aiohttp", "textual_serve"):
            raise
        raise click.ClickException(
            "the browser needs an extra that is not installed: pip install 'ceasefire-tui[serve]'"
        ) from None
    if token is not None and len(token) < 8:
        raise click.UsageError("--token is shorter than 8 characters; leave it out for a random one")
    given = {"--config": setup.config_file, "--agreement": setup.agreement_name, "--store": str(setup.store)}
    words = [part for name, value in given.items() if value for part in (name, value)]
    run_serve(setup.config, setup.agreement, setup.store, host=host, port=port, token=token, words=words, tabs=tabs)
    raise SystemExit(setup.verdict)


@main.command()
@click.option("--agreement", "name", metavar="ID", help="Which: demo-accord (default), lebanon-2024 or tigray-2022.")
@click.option("--speed", default=1.0, show_default=True, help="How many times as fast the recording is played.")
@click.option("--once", is_flag=True, help="No screen: play it at once, print the status, end.")
@click.pass_obj
def demo(setup: Setup, name: str | None, speed: float, once: bool) -> None:
    """The dashboard on a recording by invented outlets, served over loopback into a throw-away store; works with no
    network. The demo-accord is invented as a whole; the others tell what stands in the record of the agreement."""
    from tui.demo import INVENTED, NAMES, play

    name = name or setup.agreement_name or INVENTED
    if name not in NAMES:
        raise click.UsageError(f'no demonstration of "{name}"; there is one of {", ".join(NAMES)}')
    if not once and not sys.stdout.isatty():
        raise click.UsageError("the demonstration needs a terminal; --once plays it without one")
    if speed <= 0:
        raise click.UsageError("--speed must be more than 0")
    play(name, speed=speed, screen=not once)


# ------------------------------------------------------------------ without a screen


@main.command()
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
    from tui.report.logbook import Logbook, Redactor, parse_size
    from tui.report.output import OutputError
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


@main.command()
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

    now = datetime.now(UTC)
    try:
        first = begin(since, now, lambda: last_look(setup.store))
    except PeriodError as error:
        raise click.UsageError(str(error)) from None
    found = run_changes(setup.store, first, now, form="json" if as_json else "plain" if plain else "text")
    raise SystemExit(setup.verdict or (CHANGED if found else DONE))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def doctor(setup: Setup, as_json: bool) -> None:
    """Versions, paths, terminal, clock, store and sources, for a bug report; no secrets, nothing is asked of anybody.

    Exit code 3 when something needs attention.
    """
    from tui.report.doctor import run_doctor

    raise SystemExit(PARTLY if run_doctor(setup, as_json=as_json) else DONE)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE|FOLDER]...")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, with where each is from.")
@click.option("--resume", is_flag=True, help="Go on with the output of a run that ended early.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
@click.option("--dask", metavar="ADDRESS", help="Read on the Dask cluster whose scheduler is at tcp://HOST:PORT.")
@click.pass_obj
def extract(
    setup: Setup, files: tuple[str, ...], output: Path | None, resume: bool, workers: int, dask: str | None
) -> None:
    """Text in, records out: quotes, figures and status as JSON Lines.

    Reads .jsonl, .txt, .html, web archives (.warc, .wet), each also with .gz, and folders of them; "-" or none is JSON
    Lines on standard input. The order of the output is that of the inputs, whoever reads. Neither the store nor the
    network is touched. Exit code 3 when some inputs could not be read.
    """
    from tui.report.archives.output import OutputError
    from tui.report.extracting import Options, run_extract

    if resume and output is None:
        raise click.UsageError("--resume needs --output FILE: the file to go on with")
    if dask and workers > 1:
        raise click.UsageError("--workers and --dask exclude each other: the cluster has its own workers")
    options = Options(output=output, resume=resume, workers=workers, dask=dask)
    # the agreement alone: a mistake among the sources does not concern this command
    try:
        failed = run_extract(files or ("-",), setup.agreement, sys.stdin.buffer, sys.stdout.buffer, options)
    except OutputError as error:
        click.echo(f"ceasefire-tui: {error}", err=True)
        raise SystemExit(WRONG) from None
    except KeyboardInterrupt:
        left = f"; what was read is in {output}, --resume goes on" if output else ""
        click.echo(f"ceasefire-tui: interrupted{left}", err=True)
        raise SystemExit(FAILED) from None
    raise SystemExit(PARTLY if failed else DONE)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--plain", is_flag=True, help="Headings and one fact a line, for screen readers.")
@click.option("--as-of", metavar="DATE", help="As it was at the end of that day (2025-12-19).")
@click.pass_obj
def status(setup: Setup, as_json: bool, plain: bool, as_of: str | None) -> None:
    """Phases and commitments: the status word, per whom, since when, disputed by whom."""
    from tui.report.status import run_status

    run_status(setup.agreement, setup.store, end_of(as_of), as_json=as_json, plain=plain)
    raise SystemExit(setup.verdict)


@main.command()
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
    from tui.report.brief import last_look, run_brief
    from tui.report.output import OutputError
    from tui.report.period import PeriodError, begin, end

    now = datetime.now(UTC).replace(microsecond=0)
    try:
        last = end(until, now)
        first = begin(since, last, lambda: last_look(setup.store))
    except PeriodError as error:
        raise click.UsageError(str(error)) from None
    try:
        run_brief(setup.config, setup.agreement, setup.store, first, last, now, form=form, full=full, output=output)
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    raise SystemExit(setup.verdict)


_EXPORTS = ("updates", "quotes", "figures", "evidence", "status", "changes", "feed", "codebook")


@main.command()
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
@click.pass_obj
def export(
    setup: Setup,
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
    from tui.report.export import ExportError, Wanted, run_export, say_lost
    from tui.report.output import OutputError

    first = day_of(since)
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
        lost = run_export(setup.agreement, setup.store, wanted, form, output, book)
    except ExportError as error:
        raise click.UsageError(str(error)) from None
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    if lost:
        click.echo(f"ceasefire-tui: {say_lost(lost, setup.store)}", err=True)
    raise SystemExit(setup.verdict or (PARTLY if lost else DONE))


@main.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def sources(ctx: click.Context, as_json: bool) -> None:
    """What is configured and how each source is doing."""
    if ctx.invoked_subcommand is None:
        from tui.report.sources import run_sources

        run_sources(ctx.obj.config, ctx.obj.agreement, ctx.obj.store, as_json=as_json)
        raise SystemExit(ctx.obj.verdict)


@sources.command("check")
@click.argument("ids", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def sources_check(setup: Setup, ids: tuple[str, ...], as_json: bool) -> None:
    """Ask each source once (or those named) and print what a person needs to mend it. Nothing is stored."""
    from tui.report.checking import run_check

    failed = run_check(setup.config, setup.agreement, ids, as_json=as_json)
    raise SystemExit(setup.verdict or (PARTLY if failed else DONE))


@main.group(invoke_without_command=True)
@click.pass_context
def alerts(ctx: click.Context) -> None:
    """What is told without looking, on which event, how, and whether it is quiet now."""
    if ctx.invoked_subcommand is None:
        from tui.report.alerting import run_alerts

        run_alerts(ctx.obj.config, ctx.obj.agreement)
        raise SystemExit(ctx.obj.verdict)


@alerts.command("test")
@click.argument("ids", nargs=-1)
@click.pass_obj
def alerts_test(setup: Setup, ids: tuple[str, ...]) -> None:
    """Tell an invented event once for each rule (or those named), in every way that the rule has. Exit code 3 when
    something could not be told."""
    from tui.report.alerting import run_test

    unknown = [i for i in ids if all(r.id != i for r in setup.config.alerts)]
    if unknown:
        there = ", ".join(r.id for r in setup.config.alerts) or "none"
        raise click.UsageError(f'no alert "{unknown[0]}"; there are: {there}')
    failed = run_test(setup.config, setup.agreement, ids)
    raise SystemExit(setup.verdict or (PARTLY if failed else DONE))


@main.command()
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def init(setup: Setup, force: bool) -> None:
    """Write a commented sources.toml where the program looks for it."""
    from tui.config import bundled, user_file

    path = Path(setup.config_file) if setup.config_file else user_file()
    if path.exists() and not force:
        raise click.UsageError(f"{path} exists already; --force writes over it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bundled().read_bytes())
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {error.strerror or error}") from error
    click.echo(f"{path}")
    click.echo("Edit it, then run `ceasefire-tui sources` to see whether all is right.", err=True)


main.add_command(agreement)
main.add_command(store)


if __name__ == "__main__":
    main()
