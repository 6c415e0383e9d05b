"""The demonstration: an invented recording, served over loopback at speed into a throw-away store.

Everything between the socket and the screen is the program itself; only the outlets are invented, and the screen
says so.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
import tomllib
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import click
import msgspec

from tui.agreement import Agreement, load
from tui.config import Config, Polling, Source
from tui.demo.server import Recording, Server
from tui.monitor import Monitor


def recording() -> Recording:
    """The bundled recording."""
    raw = (resources.files("tui.demo") / "recording.toml").read_bytes()
    return msgspec.convert(tomllib.loads(raw.decode("utf-8")), Recording)


def agreement() -> Agreement:
    """The invented agreement that the recording is about."""
    with resources.as_file(resources.files("tui.demo") / "agreement.toml") as path:
        return load(path)


def config(base: str, script: Recording, folder: Path) -> Config:
    """Polling of the loopback server every other second."""
    sources = tuple(
        Source(id=o.id, name=o.name, kind="feed", url=f"{base}/{o.id}", match_any=()) for o in script.outlet
    )
    polling = Polling(interval=2, min_interval=1, timeout=5, jitter=0.0, backoff_max=6, user_agent="ceasefire-tui demo")
    return Config(file="(demonstration)", base=folder, polling=polling, sources=sources)


def play(*, speed: float, screen: bool) -> None:
    """Run the demonstration; without a screen, play it through at once and print where the accord stands."""
    with tempfile.TemporaryDirectory(prefix="ceasefire-demo-") as folder:
        asyncio.run(_play(Path(folder), speed, screen))


async def _play(folder: Path, speed: float, screen: bool) -> None:
    script, accord = recording(), agreement()
    begin, started = datetime.now(UTC), time.monotonic()
    ahead = [0.0]
    server = Server(script, lambda: (time.monotonic() - started) * speed + ahead[0], begin)
    base = await server.start()
    monitor = Monitor(config(base, script, folder), accord, folder / "demo.json", poll=screen, demo=True)
    try:
        if screen:
            from tui.dashboard.app import run_async

            await run_async(monitor, monitor.config)
        else:
            await monitor.open()
            # an outlet that edits in place is seen only by who looks in between
            for moment in sorted({d.at for d in script.dispatch}):
                ahead[0] = moment
                await monitor.once()
            from tui.report.status import to_text

            now = monitor.snapshot()
            click.echo("DEMONSTRATION: everything below is invented")
            click.echo("\n".join(to_text(accord, now.phases, now.figures, now.now)))
    finally:
        await monitor.stop()
        await server.stop()
