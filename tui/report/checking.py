"""`sources check`: asks each source once and prints what a person needs to mend it. Nothing is stored."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import msgspec

from tui.agreement.model import Agreement
from tui.config import Config, Polling, Source
from tui.records import Reading, SourceState
from tui.sources.items import Item
from tui.sources.visit import Found, Visitor
from tui.text import one_line, plural

_SHOWN = 2
"""Quotes and figures that are printed of the newest item."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What one source gave when it was asked."""

    id: str
    name: str
    kind: str
    where: str
    status: str
    http_status: int | None
    format: str | None
    seconds: float
    """From the request to the last article read."""
    error: str | None
    advice: str | None
    items: int
    kept: int
    """Items with a word of match_any."""
    newest: datetime | None
    title: str | None
    link: str | None
    characters: int
    complete: bool
    """Whether the newest item came with its whole text."""
    quotes: tuple[str, ...]
    figures: tuple[str, ...]
    evidence: int
    wait: float | None
    """Seconds until it would be asked again."""
    moved_to: str | None


class _Timed(Visitor):
    """Notes how long each visit took."""

    def __init__(self, polling: Polling, base: Path) -> None:
        super().__init__(polling, base, lambda *_: False)
        self.took: dict[str, float] = {}

    async def visit(self, source: Source, before: SourceState, now: datetime) -> Found:
        begin = time.perf_counter()
        try:
            return await super().visit(source, before, now)
        finally:
            self.took[source.id] = time.perf_counter() - begin


def run_check(config: Config, agreement: Agreement, ids: Sequence[str], *, as_json: bool = False) -> int:
    """Ask each enabled source, or those named, once; print what came. How many failed."""
    known = {s.id: s for s in config.sources}
    for name in ids:
        if name not in known:
            raise click.UsageError(f'no source has the id "{name}"; `ceasefire-tui sources` lists them')
    wrong = {p.source: p.message for p in config.problems}
    for name in ids:
        if name in wrong:
            raise click.UsageError(wrong[name])
    chosen = [msgspec.structs.replace(known[i], enabled=True) for i in dict.fromkeys(ids)] if ids else [
        s for s in config.sources if s.enabled and (not s.agreements or agreement.id in s.agreements)
    ]  # fmt: skip
    if not chosen:
        click.echo("no source is on; `ceasefire-tui sources` lists them, and `sources check ID` asks one that is off")
        return 0
    return asyncio.run(_check(config, agreement, chosen, as_json))


async def _check(config: Config, agreement: Agreement, chosen: Sequence[Source], as_json: bool) -> int:
    from tui.sources.poller import Poller

    came: dict[str, list[Item]] = {s.id: [] for s in chosen}
    polling = msgspec.structs.replace(config.polling, articles_per_poll=1)
    visitor = _Timed(polling, config.base)

    async def deliver(source: Source, items: Sequence[Item], _: datetime) -> None:
        came[source.id].extend(items)

    async def report(_: SourceState) -> None:
        return None

    poller = Poller(
        [msgspec.structs.replace(s, agreements=()) for s in chosen],
        polling,
        base=config.base,
        deliver=deliver,
        report=report,
        known=lambda *_: False,
        visitor=visitor,
    )
    asked = {s.id: asyncio.create_task(poller.once([s.id], force=True)) for s in chosen}
    rows: list[Checked] = []
    try:
        for source in chosen:  # in the order of the file, each as soon as it is there
            (state,) = await asked[source.id]
            row = _row(source, state, came[source.id], agreement, visitor.took.get(source.id, 0.0))
            rows.append(row)
            if not as_json:
                click.echo(_said(row))
    finally:
        for task in asked.values():
            task.cancel()
        await asyncio.gather(*asked.values(), return_exceptions=True)
        await poller.aclose()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
    return sum(r.status == "error" for r in rows)


def _row(source: Source, state: SourceState, items: Sequence[Item], agreement: Agreement, seconds: float) -> Checked:
    from tui.extract import read

    newest = _newest(items, datetime.now(UTC))
    text = (newest.text or newest.summary or newest.title) if newest else ""
    reading = read(
        text,
        agreement=agreement,
        published=newest.published if newest else None,
        source=source.name,
        title=newest.title if newest else None,
    )
    wait = (state.next_try - state.last_try).total_seconds() if state.next_try and state.last_try else None
    return Checked(
        id=source.id,
        name=one_line(source.name),
        kind=source.kind,
        where=source.url or source.path or "",
        status=state.status,
        http_status=state.http_status,
        format=state.format,
        seconds=round(seconds, 3),
        error=one_line(state.error, 400) if state.error else None,
        advice=_advice(source, state, items),
        items=state.items,
        kept=len(items),
        newest=newest.published if newest else state.newest,
        title=newest.title if newest else None,
        link=newest.link if newest else None,
        characters=len(newest.text or newest.summary) if newest else 0,
        complete=bool(newest and newest.complete),
        quotes=tuple(_quotes(reading)),
        figures=tuple(_figures(reading)),
        evidence=len(reading.evidence),
        wait=wait,
        moved_to=state.moved_to,
    )


def _newest(items: Sequence[Item], now: datetime) -> Item | None:
    """The item with the latest date that is not in the future; without any date, the first."""
    never = datetime.min.replace(tzinfo=UTC)

    def when(item: Item) -> datetime:
        return item.published if item.published is not None and item.published <= now else never

    return max(items, key=when, default=None)


def _quotes(reading: Reading) -> list[str]:
    return [f"{q.speaker or 'unattributed'}: {one_line(q.text, 120)}" for q in reading.quotes]


def _figures(reading: Reading) -> list[str]:
    found = []
    for f in reading.figures:
        value = f"{f.value:,}" if f.value is not None else f.vague or "—"
        found.append(one_line(f"{f.measure} {f.qualifier or ''} {value}, {f.claimant or 'unattributed'}", 120))
    return found


def _advice(source: Source, state: SourceState, items: Sequence[Item]) -> str | None:
    """What to do about it, where there is something to do."""
    status, error = state.http_status, state.error or ""
    if state.status == "error":
        if "came instead of a feed" in error:
            return f'give the address of a feed, or make it kind = "page" in the entry of {source.id}'
        if "came instead of JSON" in error or "leads nowhere" in error or "mapped paths" in error:
            return "look at the answer in a browser, and set items and map by what stands there"
        advice = {
            401: "it wants credentials: name an environment variable under `secret`",
            403: "the other side refuses programs; ask it for permission, or for a feed",
            404: "the address is wrong, or the page has gone; look for the feed on the publisher's site",
            410: "the source has ended; take it out, or turn it off",
            429: f"it is asked too often; set a longer interval than {source.interval or 'the default'}",
        }
        if status in advice:
            return advice[status]
        if status is not None and status >= 500:
            return "the trouble is on the other side; it is asked again by itself"
        if "cannot be resolved" in error:
            return "check the spelling of the address, and whether this machine has a network"
        if "refuses the connection" in error:
            return "nobody listens there; check the address and its port"
        return None
    if state.moved_to:
        return f'write its new address into the entry of {source.id}: url = "{state.moved_to}"'
    if state.status == "empty":
        return "it answers and holds no items; if that lasts, the address may have gone out of use"
    if state.items and not items:
        return "no item has a word of match_any; match_any = [] in its entry keeps all"
    if items and all(i.published is None for i in items):
        return "no item has a date that can be read; they are filed under the time of fetching"
    return None


# ------------------------------------------------------------------ on paper


def _said(row: Checked) -> str:
    """A few lines for people."""
    lines = [f"{row.id}  {row.name}  {row.where}"]

    def line(name: str, text: str) -> None:
        lines.append(f"  {name:<8}{text}")

    answered = ", ".join(x for x in (f"HTTP {row.http_status}" if row.http_status else "", row.format or "") if x)
    line(row.status, f"{answered or 'nothing read'}, {row.seconds:.1f} s")
    if row.error:
        line("why" if row.status == "error" else "remark", row.error)
    if row.status != "error":
        newest = f", newest {row.newest:%d %b %Y %H:%MZ}" if row.newest else ", no dates"
        line("items", f"{row.items:,} came, {row.kept:,} kept by match_any{newest if row.items else ''}")
        if row.wait is not None:
            line("next", f"it would be asked again in {_span(row.wait)}")
    if row.title is not None:
        line("newest", one_line(row.title, 120) or "(no title)")
        if row.link:
            line("", row.link)
        whole = "its whole text" if row.complete else "what the source itself gives" if row.characters else "no text"
        line("text", f"{row.characters:,} characters: {whole}")
        counts = (plural(len(row.quotes), "quote"), plural(len(row.figures), "figure"), f"{row.evidence} evidence")
        line("read", ", ".join(counts))
        for found in (*row.quotes[:_SHOWN], *row.figures[:_SHOWN]):
            line("", found)
    if row.advice:
        line("do", row.advice)
    return "\n".join(lines)


def _span(seconds: float) -> str:
    hours, minutes = divmod(round(timedelta(seconds=seconds).total_seconds() / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
