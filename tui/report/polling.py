"""`poll`: the monitor without a screen."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import msgspec

from tui.agreement.model import Agreement
from tui.alerts import Herald
from tui.config import Config
from tui.monitor import Monitor
from tui.records import SourceState
from tui.report.voice import TerminalVoice
from tui.text import one_line


def run_poll(config: Config, agreement: Agreement, store: Path, *, once: bool, as_json: bool) -> list[SourceState]:
    """Poll once, or until interrupted or terminated; print what happens. The sources that failed in the last round."""
    return asyncio.run(_poll(config, agreement, store, once=once, as_json=as_json, out=sys.stdout))


async def _poll(
    config: Config, agreement: Agreement, store: Path, *, once: bool, as_json: bool, out: TextIO
) -> list[SourceState]:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # not there on every system; there an interrupt ends the program as usual
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    tell = _json_printer(out) if as_json else _plain_printer(out)
    monitor = Monitor(config, agreement, store, poll=not once, on_event=tell)
    herald: Herald | None = None
    try:
        if once:
            await monitor.open()
            herald = _herald(monitor, config, agreement, tell)
            round_ = asyncio.ensure_future(monitor.once())
            waiting = asyncio.ensure_future(stop.wait())
            await asyncio.wait({round_, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if not round_.done():
                round_.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await round_
                return []
            waiting.cancel()
            states = round_.result()
            if herald is not None:
                herald.look(monitor.snapshot())
                await herald.drain()
        else:
            await monitor.start()
            herald = _herald(monitor, config, agreement, tell)
            if herald is not None:
                look = herald.look
                monitor.subscribe(lambda: look(monitor.snapshot()))
            await stop.wait()
            states = [s for _, s in monitor.snapshot().sources]
        return [s for s in states if s.status == "error"]
    finally:
        if herald is not None:
            await herald.close()
        await monitor.stop()


def _herald(
    monitor: Monitor, config: Config, agreement: Agreement, tell: Callable[[dict[str, Any]], None]
) -> Herald | None:
    """The herald of a monitor whose store is open; None without alerts."""
    if not config.alerts:
        return None
    herald = Herald(
        config,
        agreement.id,
        TerminalVoice(),
        tell=tell,
        memory=monitor.note("alerts"),
        save=lambda memory: monitor.keep_note("alerts", memory),
    )
    herald.look(monitor.snapshot())
    return herald


def _json_printer(out: TextIO) -> Any:
    def tell(event: dict[str, Any]) -> None:
        out.write(msgspec.json.encode(event).decode() + "\n")
        out.flush()

    return tell


def _plain_printer(out: TextIO) -> Any:
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
        out.write(one_line(line, 600) + "\n")
        out.flush()

    return tell
