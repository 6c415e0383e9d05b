"""`serve`: polls into the store, and lets browsers view it."""

from __future__ import annotations

import asyncio
import secrets
import shlex
import sys
from collections.abc import Mapping, Sequence

import click

from tui.agreement.model import Agreement
from tui.config import Config
from tui.monitor import Monitor
from tui.serving.door import PARAMETER, Door, is_loopback
from tui.serving.holding import holding
from tui.serving.server import Sessions, serve
from tui.store.door import Where
from tui.store.errors import StoreBusy
from tui.watch import Watch

Watched = tuple[Config, Agreement, Where]
"""An agreement, what it wants of the sources, and its store."""


def run_serve(
    watched: Sequence[Watched],
    *,
    host: str,
    port: int,
    token: str | None,
    words: Sequence[str],
    tabs: int,
) -> None:
    """Serve until interrupted: poll for the agreements that are watched, and show them. `words` are the options before
    `view` for each session.

    Where others can reach `host` there is a token: the one given, else a random one, which is printed. Raises
    `StoreError` when the store cannot be used, and `click.ClickException` when the address cannot be had.
    """
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    command = shlex.join([sys.executable, "-m", "tui.cli", *words, "view"])
    sessions = Sessions(command, host, port, tabs=tabs)
    asyncio.run(_serve(watched, sessions, Door(host, token), host, port, token))


async def _serve(
    watched: Sequence[Watched],
    sessions: Sessions,
    door: Door,
    host: str,
    port: int,
    token: str | None,
) -> None:
    watch = Watch()
    monitors = {agreement.id: Monitor(config, agreement, store, watch=watch) for config, agreement, store in watched}

    def ready(bound: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        query = f"?{PARAMETER}={token}" if token is not None else ""
        click.echo(f"http://{shown}:{bound}/{query}")
        if not is_loopback(host):
            click.echo(
                "Others can reach this address; whoever has the token sees the dashboard, and sets, marks and pins in "
                "it. The connection is not encrypted: outside a network that you trust put a proxy with https before "
                "it.",
                err=True,
            )

    try:
        async with holding(await _started(monitors)) as socket:
            sessions.holder = socket
            await serve(sessions, door, host=host, port=port, ready=ready)
    except OSError as error:
        raise click.ClickException(f"{host}:{port} cannot be had: {error.strerror or error}") from None
    finally:
        for monitor in monitors.values():  # which does no harm to one that was not started
            await monitor.stop()


async def _started(monitors: Mapping[str, Monitor]) -> dict[str, Monitor]:
    """Start them; those whose stores are written here."""
    writing = {}
    for id_, monitor in monitors.items():
        try:
            await monitor.start()
            writing[id_] = monitor
        except StoreBusy:
            click.echo(
                f"Another process writes the store of {id_}: it is shown, and polled and set by hand there.", err=True
            )
    return writing
