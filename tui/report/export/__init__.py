"""`export`: records as data, each row with what is needed to cite it. As many records as there are, a few in memory."""

from __future__ import annotations

import contextlib
import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from tui.agreement.model import Agreement
from tui.agreement.overrides import Override, apply, unpack
from tui.agreement.status import derive
from tui.filing import record_entries
from tui.output import written
from tui.records import Entry, EvidenceRecord, FigureRecord
from tui.report.export.feed import write_feed
from tui.report.kept import reading
from tui.standing import Standing
from tui.store.door import Store, Where
from tui.tables import columns
from tui.tables.columns import CODEBOOK, TABLES, StatusRow, codebook
from tui.tables.forms import FORMS
from tui.tables.told import Told, told
from tui.text import plural

KINDS = (*TABLES, "feed", "codebook")
FILTERS: dict[str, tuple[str, ...]] = {
    "claimant": ("quotes", "figures", "evidence", "changes", "feed"),
    "indicator": ("figures",),
    "commitment": ("evidence", "status", "changes", "feed"),
    "source": ("updates", "quotes", "figures", "evidence", "changes", "feed"),
}
"""Which kinds a filter makes sense for."""


class ExportError(Exception):
    """What was asked for cannot be given; says what can."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which records are asked for. Bounds are included; what is given twice is either."""

    kind: str
    since: datetime | None = None
    until: datetime | None = None
    claimant: tuple[str, ...] = ()
    """Ids of actors, or words that stand in the claimant as the text names it."""
    indicator: tuple[str, ...] = ()
    commitment: tuple[str, ...] = ()
    source: tuple[str, ...] = ()


def check(wanted: Wanted, agreement: Agreement) -> None:
    """Raise `ExportError` when a filter does not fit the kind or names what the agreement does not have."""
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise ExportError("--since is later than --until")
    for name, kinds in FILTERS.items():
        given = getattr(wanted, name)
        if given and wanted.kind not in kinds:
            raise ExportError(f"--{name} does not apply to {wanted.kind}; it does to {', '.join(kinds)}")
    if wanted.kind == "status" and wanted.since is not None:
        raise ExportError("--since does not apply to status, which is true of one moment: give --until")
    for name, known in (
        ("indicator", [i.id for i in agreement.indicators]),
        ("commitment", [c.id for c in agreement.commitments]),
    ):
        for given in getattr(wanted, name):
            if given not in known:
                raise ExportError(f'no {name} "{given}" in {agreement.id}; there are: {", ".join(known)}')


def run_export(
    agreement: Agreement, store: Where, wanted: Wanted, form: str, output: Path | None, book: Path | None
) -> tuple[int, int]:
    """Write the records asked for, oldest first. How many updates could not be read because their lines are damaged,
    and how many lines are so that nobody knows what stood in them.

    With `book` the codebook of that kind is written there too, as Markdown unless its name ends in .csv or .jsonl.
    Raises `ExportError`, `OutputError` or `StoreError`; then no file was written or replaced.
    """
    check(wanted, agreement)
    if wanted.kind == "codebook":
        with written(output) as out:
            _write(CODEBOOK, codebook(), agreement, form, out)
        return 0, 0
    lost = 0

    def missing() -> None:
        nonlocal lost
        lost += 1

    with contextlib.ExitStack() as stack:
        archive = stack.enter_context(reading(store))
        out = stack.enter_context(written(output))
        if wanted.kind == "feed":
            write_feed(agreement, _changes(agreement, archive, wanted, limit=FEED_LENGTH), out)
        else:
            _write(TABLES[wanted.kind], _things(agreement, archive, wanted, missing), agreement, form, out)
        damaged = archive.damaged if archive is not None else 0
    if book is not None:
        kinds = (wanted.kind,) if wanted.kind in TABLES else tuple(TABLES)
        with written(book) as out:
            suffix = book.suffix.lstrip(".").lower()
            _write(CODEBOOK, codebook(kinds), agreement, suffix if suffix in FORMS else "md", out)
    return lost, damaged


FEED_LENGTH = 500
"""Changes in a feed when no bounds are given."""


def say_lost(lost: int, store: Where) -> str:
    """What to tell when lines of the store are damaged."""
    return f"{plural(lost, 'update')} left out: not readable; `ceasefire-tui --store {store} store check` says where"


def _write(table: columns.Table, things: Iterable[Any], agreement: Agreement, form: str, out: Any) -> None:
    names = [c.name for c in table.columns]
    FORMS[form](names, (table.values(thing, agreement) for thing in things), out)


# ------------------------------------------------------------------ what is asked for


def _things(agreement: Agreement, archive: Store | None, wanted: Wanted, missing: Any) -> Iterator[Any]:
    if wanted.kind == "changes":
        yield from _changes(agreement, archive, wanted)
        return
    if wanted.kind == "status":
        yield from _statuses(agreement, archive, wanted)
        return
    entries = walk(agreement, archive, wanted.since, wanted.until, missing)
    for entry in entries:
        if wanted.source and entry.update.source not in wanted.source:
            continue
        if wanted.kind == "updates":
            yield entry
        elif wanted.kind == "quotes":
            yield from (q for q in entry.quotes if _by(wanted, q.quote.speaker_id, q.quote.speaker))
        elif wanted.kind == "figures":
            yield from (f for f in entry.figures if _figure(wanted, f))
        else:
            yield from (e for e in entry.evidence if _evidence(wanted, e))


def walk(
    agreement: Agreement, archive: Store | None, since: datetime | None, until: datetime | None, missing: Any
) -> Iterator[Entry]:
    """The shipped record and what is stored, oldest first, a few at a time."""
    shipped = sorted((e for e in record_entries(agreement) if _within(_when(e), since, until)), key=_key)
    stored = archive.walk(since=since, until=until, missing=missing) if archive is not None else iter(())
    yield from heapq.merge(shipped, stored, key=_when)


def _key(entry: Entry) -> tuple[datetime, str]:
    return _when(entry), entry.update.id


def _when(entry: Entry) -> datetime:
    return entry.update.published or entry.update.fetched


def _within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at <= until)


def _by(wanted: Wanted, id_: str | None, named: str | None) -> bool:
    if not wanted.claimant:
        return True
    return any(w == id_ or (named is not None and w.casefold() in named.casefold()) for w in wanted.claimant)


def _figure(wanted: Wanted, record: FigureRecord) -> bool:
    f = record.figure
    return (not wanted.indicator or f.indicator in wanted.indicator) and _by(wanted, f.claimant_id, f.claimant)


def _evidence(wanted: Wanted, record: EvidenceRecord) -> bool:
    e = record.evidence
    return (not wanted.commitment or e.commitment_id in wanted.commitment) and _by(wanted, e.claimant_id, e.claimant)


def _changes(agreement: Agreement, archive: Store | None, wanted: Wanted, limit: int | None = None) -> Iterator[Told]:
    """Newest first, as a feed wants them."""
    if archive is None:
        return
    count = 0
    for change, entries in archive.told(since=wanted.since, until=wanted.until):
        if wanted.commitment and change.ref not in wanted.commitment:
            continue
        if wanted.source and change.source not in wanted.source:
            continue
        found = told(agreement, change, entries)
        if wanted.claimant and not _by(wanted, None, found.claimant):
            continue
        yield found
        count += 1
        if count == limit:
            return


def _statuses(agreement: Agreement, archive: Store | None, wanted: Wanted) -> Iterator[StatusRow]:
    now = wanted.until or datetime.now(UTC)
    record = [e for e in record_entries(agreement) if _when(e) <= now]
    if archive is None:
        history: list[Override] = []
        ruled = derive(agreement, [x for e in record for x in e.evidence], [f for e in record for f in e.figures], now)
    else:
        history = unpack(archive.note("overrides"))
        then = archive.at(now) if wanted.until is not None else archive
        ruled = Standing.of(agreement, then, record, now).phases()
    for phase in apply(ruled, history, until=now):
        for status in phase.commitments:
            if not wanted.commitment or status.commitment.id in wanted.commitment:
                yield StatusRow(status=status, as_of=now)
