"""`poll`: the monitor without a screen."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TextIO

import click
import msgspec

from tui import __version__
from tui.agreement.model import Agreement
from tui.alerts import Herald
from tui.config import Config
from tui.monitor import Monitor
from tui.records import SourceState
from tui.report.lines import Lines
from tui.report.logbook import Logbook
from tui.report.plain import announcer
from tui.report.voice import TerminalVoice
from tui.store.door import Where
from tui.store.shared.link import shown
from tui.watch import Watch

Watched = tuple[Config, Agreement, Where]
"""An agreement, what it wants of the sources, and its store."""

_Heralds = list[tuple[Herald, Monitor]]


def run_poll(
    watched: Sequence[Watched], *, once: bool, as_json: bool, plain: bool = False, log: Logbook | None = None
) -> list[SourceState]:
    """Poll once, or until interrupted, terminated or hung up; print what happens, and log it where a log is given.

    Gives the sources that failed in the last round. What was printed as stored is on file. Where several agreements
    are watched, each event says for which. When what is printed cannot be printed any more it ends as after a signal,
    and raises the `OSError`: `BrokenPipeError` when the reader has gone.
    """
    return asyncio.run(_poll(watched, once=once, as_json=as_json, plain=plain, out=sys.stdout, log=log))


async def _poll(
    watched: Sequence[Watched], *, once: bool, as_json: bool, plain: bool, out: TextIO, log: Logbook | None
) -> list[SourceState]:
    stop = asyncio.Event()
    _listen(stop, log)
    lines = Lines(out, stop.set)
    tell = _json_printer(lines) if as_json else announcer(lines) if plain else _plain_printer(lines)
    if log is not None:
        tell = _both(tell, log.event)
        for config, agreement, store in watched:
            what = f"agreement={agreement.id} store={shown(store)} sources={len(config.sources)}"
            log.note(f"begin version={__version__} {what}")
    watch = Watch()
    monitors = []
    for config, agreement, store in watched:
        told = tell if len(watched) == 1 else _named(agreement.id, tell)
        monitors.append(Monitor(config, agreement, store, poll=not once, watch=watch, on_event=told))
    heralds: _Heralds = []

    def attend(monitor: Monitor) -> None:
        """A monitor whose store is open."""
        _say_trouble(monitor)
        herald = _herald(monitor, tell)
        if herald is not None:
            heralds.append((herald, monitor))

    try:
        with lines.watched():
            if once:
                states = await _one_round(monitors, watch, stop, attend, heralds)
            else:
                states = await _until(stop, monitors, attend, heralds)
    except Exception as error:
        if log is not None:
            log.note(f"failed: {type(error).__name__}: {error}", logging.ERROR)
        raise
    finally:
        for herald, _ in heralds:
            await herald.close()
        for monitor in monitors:
            await monitor.stop()
        if log is not None:
            if lines.error is not None:
                log.note(f"stopped: standard output: {lines.error.strerror or 'nobody reads it any more'}")
            log.note("end")
    if lines.error is not None:
        raise lines.error
    return [s for s in states if s.status == "error"]


async def _one_round(
    monitors: Sequence[Monitor],
    watch: Watch,
    stop: asyncio.Event,
    attend: Callable[[Monitor], None],
    heralds: _Heralds,
) -> list[SourceState]:
    """How each source did in one round; nothing when it was stopped."""
    for monitor in monitors:
        await monitor.open()
        attend(monitor)
    round_ = asyncio.ensure_future(watch.once())
    waiting = asyncio.ensure_future(stop.wait())
    await asyncio.wait({round_, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if not round_.done():
        round_.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await round_
        return []
    waiting.cancel()
    for herald, monitor in heralds:
        herald.look(monitor.present())
        await herald.drain()
    return round_.result()


async def _until(
    stop: asyncio.Event, monitors: Sequence[Monitor], attend: Callable[[Monitor], None], heralds: _Heralds
) -> list[SourceState]:
    """How each source did when it was last asked before the stop."""
    for monitor in monitors:
        await monitor.start()
        attend(monitor)
    for herald, monitor in heralds:
        monitor.subscribe(partial(_look, herald, monitor))
    await stop.wait()
    found = {s.id: s for m in monitors for _, s in m.snapshot().sources}
    return list(found.values())


def _say_trouble(monitor: Monitor) -> None:
    """What is wrong with a store that was opened: a damaged line, a file that was put aside."""
    if trouble := monitor.snapshot().trouble:
        click.echo(f"ceasefire-tui: {monitor.store}: {trouble}", err=True)


_STOPS = ("SIGINT", "SIGTERM", "SIGHUP")


def _listen(stop: asyncio.Event, log: Logbook | None) -> None:
    """End gracefully at the first signal; at a second one at once, which loses nothing that was acknowledged either."""
    loop = asyncio.get_running_loop()
    # SIGHUP is not there on every system, and whoever started us under nohup wants it ignored
    numbers = [n for name in _STOPS if (n := getattr(signal, name, None)) and signal.getsignal(n) != signal.SIG_IGN]

    def heard(number: int) -> None:
        stop.set()
        for each in numbers:
            loop.remove_signal_handler(each)
        if log is not None:
            log.note(f"stopping: {signal.Signals(number).name}")

    for number in numbers:
        # not there on every system; there an interrupt ends the program as usual
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, heard, number)


def _both(first: Any, second: Any) -> Any:
    def tell(event: dict[str, Any]) -> None:
        first(event)
        second(event)

    return tell


def _look(herald: Herald, monitor: Monitor) -> None:
    herald.look(monitor.present())


def _named(agreement: str, tell: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    return lambda event: tell({**event, "agreement": agreement})


def _herald(monitor: Monitor, tell: Callable[[dict[str, Any]], None]) -> Herald | None:
    """The herald of a monitor whose store is open; None without alerts."""
    if not monitor.config.alerts:
        return None
    herald = Herald(
        monitor.config,
        monitor.agreement.id,
        TerminalVoice(),
        tell=tell,
        memory=monitor.note("alerts"),
        save=lambda memory: monitor.keep_note("alerts", memory),
    )
    herald.look(monitor.present())
    return herald


def _json_printer(lines: Lines) -> Any:
    def tell(event: dict[str, Any]) -> None:
        lines.write(msgspec.json.encode(event).decode())

    return tell


def _plain_printer(lines: Lines) -> Any:
    """One line an event, for people and screen readers."""

    def tell(event: dict[str, Any]) -> None:
        at = event["at"][11:16]
        kind = event["event"]
        if kind == "stored":
            line = (
                f"{at} stored  {event['source']}: {event['title']} ({event['quotes']} quotes, "
                f"{event['figures']} figures, {event['evidence']} evidence)"
            )
        elif kind == "changed":
            line = f"{at} {event['mark']:<8}{event['kind']} {event['text']}"
        elif kind in ("alert", "digest"):
            told = event["alerts"] if kind == "digest" else [event]
            line = f"{at} ALERT   {' | '.join(alert['text'] for alert in told)}"
        elif kind == "error":
            line = f"{at} ERROR   {event['source']}: {event['error']}"
        else:
            line = f"{at} polled  {event['source']}: {event['status']}, {event['items']} items"
        lines.write(line, 600)

    return tell
