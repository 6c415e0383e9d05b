"""The `ceasefire-tui` command. A room is imported only when its command runs, so that each starts quickly.

Exit codes: 0 done; 2 the words or the configuration are wrong; 3 done in part (some sources or inputs failed);
1 anything else. Results go to standard output, everything else to standard error in one or two lines; a traceback
only with --debug.
"""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

from tui import __version__
from tui.commands.agreements import agreement
from tui.commands.archives import extract
from tui.commands.configured import alerts, sources
from tui.commands.days import moment_of
from tui.commands.exports import export
from tui.commands.reports import brief, changes, status
from tui.commands.screens import dashboard, demo, serve, view
from tui.commands.stores import store
from tui.commands.unattended import doctor, init, poll
from tui.setup import DONE, FAILED, WRONG, Setup


class _Group(click.Group):
    """Known mistakes end in one or two lines and an exit code, never in a traceback."""

    def main(self, *args: Any, **more: Any) -> Any:
        if not more.pop("standalone_mode", True):
            return super().main(*args, standalone_mode=False, **more)  # type: ignore[call-overload]
        try:
            code = super().main(*args, standalone_mode=False, **more)  # type: ignore[call-overload]
        except click.ClickException as error:
            help_at = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else None
            click.echo(f"ceasefire-tui: {error.format_message()}", err=True)
            if help_at is not None:
                click.echo(f"`{help_at} --help` tells what there is.", err=True)
            raise SystemExit(error.exit_code) from None
        except click.Abort:
            click.echo("ceasefire-tui: interrupted", err=True)
            raise SystemExit(FAILED) from None
        raise SystemExit(code if isinstance(code, int) else DONE)

    def invoke(self, ctx: click.Context) -> Any:
        from tui.agreement import AgreementError
        from tui.config import ConfigError

        try:
            return super().invoke(ctx)
        except (AgreementError, ConfigError) as error:
            _fail(ctx, error, WRONG)
        except BrokenPipeError:
            # the reader of our output went away, as `head` does
            _let_go_of_output()
            raise SystemExit(FAILED) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            _fail(ctx, error, FAILED)


def _let_go_of_output() -> None:
    """What standard output holds and cannot give away is forgotten: the interpreter would try again as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(ctx: click.Context, error: Exception, code: int) -> NoReturn:
    if ctx.params.get("debug"):
        raise error
    text = str(error) or type(error).__name__
    known = type(error).__module__.startswith("tui.")
    if isinstance(error, OSError) and error.strerror:
        known = True  # a disk that is full, a file that may not be read: nothing that the program could mend
        named = f"{error.filename}: " if error.filename is not None else "reading or writing failed: "
        text = f"{named}{error.strerror}"
        try:
            sys.stdout.flush()
        except OSError:
            _let_go_of_output()
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
    for name, value in (("config", config), ("agreement", agreement), ("store", store)):
        if value == "":  # a variable of a shell that was never set, more often than not
            raise click.UsageError(f"--{name} is empty; leave it out for the default")
    ctx.obj = Setup(config, agreement, store, debug)
    ctx.obj.panes = {**({"ascii": True} if plain_glyphs else {}), **({"mouse": False} if no_mouse else {})}
    if ctx.invoked_subcommand is None:
        dashboard(ctx.obj, poll=as_of is None, moment=moment_of(as_of))
    elif as_of is not None:
        raise click.UsageError("--as-of before a command is for the dashboard; write it behind `view` or `status`")


for command in (
    view, serve, demo, poll, status, changes, brief, export, extract, sources, alerts, agreement, store, doctor, init,
):  # fmt: skip
    main.add_command(command)


if __name__ == "__main__":
    main()
