"""The dashboard: on this terminal, on a store that another process writes, in a browser, on a recording."""

from __future__ import annotations

import os
import sys
from datetime import datetime

import click

from tui.commands.days import moment_of
from tui.setup import DONE, Setup, open_dashboard


def dashboard(setup: Setup, *, poll: bool, moment: datetime | None = None) -> None:
    """Run the dashboard until the person leaves. Raises `click.UsageError` where there is no terminal."""
    in_browser = "TEXTUAL_DRIVER" in os.environ
    if not in_browser and (not sys.stdout.isatty() or os.environ.get("TERM") == "dumb"):
        raise click.UsageError(
            "the dashboard needs a terminal; without one, or for a screen reader: `ceasefire-tui status --plain`, "
            "`poll --plain`, `changes`, `export`"
        )
    code = open_dashboard(setup, poll=poll, moment=moment)
    if code != DONE:
        raise SystemExit(code)


@click.command()
@click.option("--as-of", metavar="DATE", help="As it was then (2025-12-19: the end of that day, or 2025-12-19T14:00).")
@click.pass_obj
def view(setup: Setup, as_of: str | None) -> None:
    """The dashboard without polling, on a store that another process writes."""
    dashboard(setup, poll=False, moment=moment_of(as_of))


@click.command()
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
    run_serve(setup.watched(), host=host, port=port, token=token, words=words, tabs=tabs)
    raise SystemExit(setup.verdict)


@click.command()
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
