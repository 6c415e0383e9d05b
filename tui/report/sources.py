"""`sources` and `sources check`: what is configured, how each does, and what a person needs to mend it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from tui.agreement.model import Agreement
from tui.config import Config, Source
from tui.records import SourceState
from tui.report.kept import kept
from tui.sources.items import Item
from tui.text import one_line, pad, plural


def run_sources(config: Config, agreement: Agreement, store: Path, *, as_json: bool) -> None:
    """Print every source with its state as last noted in the store."""
    states = kept(store, entries=False).states
    wrong = {p.source: p.message for p in config.problems}
    rows = []
    for source in config.sources:
        state = states.get(source.id, SourceState(id=source.id))
        rows.append(_row(source, state, wrong.get(source.id), agreement))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
        return
    click.echo(f"{config.file}: {plural(len(rows), 'source')}, {sum(r['enabled'] for r in rows)} on")
    for row in rows:
        line = f"{pad(row['state'], 8)} {pad(row['id'], 20)} {pad(row['kind'], 5)} {pad(row['name'], 28)} {row['note']}"
        click.echo(line.rstrip())


def _row(source: Source, state: SourceState, wrong: str | None, agreement: Agreement) -> dict[str, Any]:
    elsewhere = source.agreements and agreement.id not in source.agreements
    if wrong:
        word, note = "WRONG", wrong
    elif not source.enabled:
        word, note = "off", source.reason or ""
    elif elsewhere:
        word, note = "off", f"only for {', '.join(source.agreements)}"
    elif state.status == "error":
        word, note = "ERR", state.error or ""
    elif state.last_ok:
        word, note = state.status, f"{plural(state.items, 'item')}, last heard {state.last_ok:%d %b %H:%MZ}"
        if state.moved_to:
            note += f"; has moved to {state.moved_to}"
        if state.error:
            note += f"; {state.error}"
    else:
        word, note = "waiting", "not asked yet"
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "enabled": source.enabled and not elsewhere,
        "state": word,
        "where": source.url or source.path,
        "moved_to": state.moved_to,
        "note": one_line(note, 300),
        "last_ok": state.last_ok,
        "next_try": state.next_try,
        "failures": state.failures,
        "items": state.items,
    }


def run_check(config: Config, agreement: Agreement, ids: Sequence[str]) -> int:
    """Ask each enabled source, or those named, once; print what came. How many failed."""
    known = {s.id: s for s in config.sources}
    for name in ids:
        if name not in known:
            raise click.UsageError(f'no source has the id "{name}"; `ceasefire-tui sources` lists them')
    chosen = [msgspec.structs.replace(known[i], enabled=True) for i in ids] if ids else [
        s for s in config.sources if s.enabled and (not s.agreements or agreement.id in s.agreements)
    ]  # fmt: skip
    return asyncio.run(_check(config, agreement, chosen))


async def _check(config: Config, agreement: Agreement, chosen: Sequence[Source]) -> int:
    from tui.extract import read
    from tui.sources.poller import Poller

    failed = 0
    for source in chosen:
        came: list[Item] = []

        async def deliver(_: Source, items: Sequence[Item], __: datetime, came: list[Item] = came) -> None:
            came.extend(items)

        async def report(_: SourceState) -> None:
            return None

        begin = time.perf_counter()
        poller = Poller(
            [source],
            msgspec.structs.replace(config.polling, articles_per_poll=1),
            base=config.base,
            deliver=deliver,
            report=report,
            known=lambda *_: False,
        )
        try:
            state = (await poller.once(force=True))[0]
        finally:
            await poller.aclose()
        took = time.perf_counter() - begin
        failed += state.status == "error"
        click.echo(f"{source.id}  {one_line(source.name)}  {source.url or source.path}")
        http = f"HTTP {state.http_status}, " if state.http_status else ""
        click.echo(f"  {state.status}: {http}{state.format or 'nothing read'}, {took:.1f} s")
        if state.error:
            click.echo(f"  {one_line(state.error, 400)}")
        if came:
            newest = max(came, key=lambda i: i.published or datetime.min.replace(tzinfo=UTC))
            when = f"{newest.published:%d %b %Y %H:%MZ}" if newest.published else "no date"
            text = newest.text or newest.summary
            reading = read(text, agreement=agreement, published=newest.published, source=source.name)
            click.echo(f"  {plural(len(came), 'item')} kept by match_any; newest {when}: {one_line(newest.title, 100)}")
            click.echo(
                f"  read from it ({len(text):,} characters): {plural(len(reading.quotes), 'quote')}, "
                f"{plural(len(reading.figures), 'figure')}, {len(reading.evidence)} evidence"
            )
        elif state.status != "error":
            click.echo(f"  {plural(state.items, 'item')}, none with a word of match_any")
    return failed
