"""`sources`: what is configured, and how each does."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from tui.agreement.model import Agreement
from tui.config import Config, Source
from tui.records import SourceState
from tui.report.kept import kept
from tui.store.door import Where
from tui.text import one_line, pad, plural


def run_sources(config: Config, agreement: Agreement, store: Where, *, as_json: bool) -> None:
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
