"""`serve`: polls into the store, and lets browsers view it."""

from __future__ import annotations

import asyncio
import secrets
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tui.agreement.model import Agreement
from tui.config import Config
from tui.monitor import Monitor
from tui.serving.door import PARAMETER, Door, is_loopback
from tui.serving.server import Sessions, serve
from tui.store.errors import StoreBusy


def run_serve(
    config: Config,
    agreement: Agreement,
    store: Path | str,
    *,
    host: str,
    port: int,
    token: str | None,
    words: Sequence[str],
    tabs: int,
) -> None:
    """Serve until interrupted. `words` are the options before `view` for each session.

    Where others can reach `host` there is a token: the one given, else a random one, which is printed. Raises
    `StoreError` when the store cannot be used, and `click.ClickException` when the address cannot be had.
    """
    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    command = shlex.join([sys.executable, "-m", "tui.cli", *words, "view"])
    sessions = Sessions(command, host, port, tabs=tabs)
    asyncio.run(_serve(config, agreement, store, sessions, Door(host, token), host, port, token))


async def _serve(
    config: Config,
    agreement: Agreement,
    store: Path | str,
    sessions: Sessions,
    door: Door,
    host: str,
    port: int,
    token: str | None,
) -> None:
    monitor = Monitor(config, agreement, store)
    try:
        await monitor.start()
    except StoreBusy:
        # stopping it then does no harm
        click.echo("Another process writes this store: it is shown, and polled there.", err=True)

    def ready(bound: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        query = f"?{PARAMETER}={token}" if token is not None else ""
        click.echo(f"http://{shown}:{bound}/{query}")
        if not is_loopback(host):
            click.echo(
                "Others can reach this address; whoever has the token sees the dashboard. The connection is not "
                "encrypted: outside a network that you trust put a proxy with https before it.",
                err=True,
            )

    try:
        await serve(sessions, door, host=host, port=port, ready=ready)
    except OSError as error:
        raise click.ClickException(f"{host}:{port} cannot be had: {error.strerror or error}") from None
    finally:
        await monitor.stop()
