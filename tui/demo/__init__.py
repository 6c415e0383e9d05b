"""The demonstrations: recordings, served over loopback at speed into a throw-away store.

Everything between the socket and the screen is the program itself; the outlets are invented, and the screen says so.
One accord is invented as a whole. The recordings about real agreements tell nothing but what stands in the record of
the agreement file, with institutions as claimants and nobody quoted; each dispatch ends with where the file has it
from, and the clock is that of the day it tells of.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
import tomllib
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import click
import msgspec

from tui.agreement import Agreement, load
from tui.config import Config, Polling, Source
from tui.demo.server import Recording, Server
from tui.monitor import Monitor

INVENTED = "demo-accord"
NAMES = (INVENTED, "lebanon-2024", "tigray-2022")
"""Agreements that have a demonstration."""


def recording(name: str = INVENTED) -> Recording:
    """The bundled recording about an agreement."""
    file = "recording.toml" if name == INVENTED else f"{name}.toml"
    raw = (resources.files("tui.demo") / file).read_bytes()
    script = msgspec.convert(tomllib.loads(raw.decode("utf-8")), Recording)
    if name == INVENTED:
        return script
    told = {m.date: "; ".join(m.prov) for m in agreement(name).milestones}
    return Recording(
        outlet=script.outlet,
        dispatch=tuple(
            msgspec.structs.replace(d, record=f"The record of {name} has this from: {told[d.date.date()]}")
            for d in script.dispatch
            if d.date is not None
        ),
    )


def agreement(name: str = INVENTED) -> Agreement:
    """The agreement that a recording is about."""
    if name != INVENTED:
        return load(name)
    with resources.as_file(resources.files("tui.demo") / "agreement.toml") as path:
        return load(path)


def config(base: str, script: Recording, folder: Path) -> Config:
    """Polling of the loopback server every other second."""
    sources = tuple(
        Source(id=o.id, name=o.name, kind="feed", url=f"{base}/{o.id}", match_any=()) for o in script.outlet
    )
    polling = Polling(interval=2, min_interval=1, timeout=5, jitter=0.0, backoff_max=6, user_agent="ceasefire-tui demo")
    return Config(file="(demonstration)", base=folder, polling=polling, sources=sources)


def play(name: str = INVENTED, *, speed: float, screen: bool) -> None:
    """Run a demonstration; without a screen, play it through at once and print where the agreement stands."""
    with tempfile.TemporaryDirectory(prefix="ceasefire-demo-") as folder:
        asyncio.run(_play(name, Path(folder), speed, screen))


async def _play(name: str, folder: Path, speed: float, screen: bool) -> None:
    script, accord = recording(name), agreement(name)
    begin, started = datetime.now(UTC), time.monotonic()
    ahead = [0.0]

    def elapsed() -> float:
        return (time.monotonic() - started) * speed + ahead[0]

    def clock() -> datetime:
        day = script.day(elapsed())
        return day + timedelta(hours=1) + (datetime.now(UTC) - begin) if day else datetime.now(UTC)

    # the clock comes to a day before the outlets tell of it, so that nothing is dated in the future
    server = Server(script, lambda: elapsed() - (speed if screen else 0.0), begin)
    base = await server.start()
    settings = config(base, script, folder)
    monitor = Monitor(settings, accord, folder / "demo.json", poll=screen, demo=True, clock=clock)
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
            what = "everything below is invented" if name == INVENTED else _REAL
            click.echo(f"DEMONSTRATION: {what}")
            click.echo("\n".join(to_text(accord, now.phases, now.figures, now.now)))
    finally:
        await monitor.stop()
        await server.stop()


_REAL = "the outlets are invented; what they tell stands in the record of the agreement file"
