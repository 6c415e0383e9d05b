"""`export`: records as data. Columns are stable: new ones are added at the end, none is renamed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TextIO

import msgspec

from tui.agreement.model import Agreement
from tui.agreement.overrides import Override, apply
from tui.agreement.status import derive
from tui.records import Cite, Entry
from tui.report.kept import kept, with_record
from tui.text import one_line

Row = dict[str, Any]
_CITED = ("outlet", "via", "url", "title", "published", "fetched", "source", "update", "revision", "origin", "record")


def run_export(
    agreement: Agreement, store: Path, kind: str, form: str, since: datetime | None, until: datetime | None, out: TextIO
) -> None:
    """Write the records of one kind whose date lies within the bounds, oldest first."""
    found = kept(store)
    entries = sorted(
        (e for e in with_record(agreement, found) if _within(e, since, until)), key=lambda e: (_when(e), e.update.id)
    )
    if kind == "status":
        _WRITERS[form](STATUS, _status(agreement, entries, found.overrides, until or datetime.now(UTC)), out)
        return
    columns, make = KINDS[kind]
    _WRITERS[form](columns, (row for e in entries for row in make(e)), out)


def _when(entry: Entry) -> datetime:
    return entry.update.published or entry.update.fetched


def _within(entry: Entry, since: datetime | None, until: datetime | None) -> bool:
    at = _when(entry)
    return (since is None or at >= since) and (until is None or at <= until)


def _cited(c: Cite) -> Row:
    return {
        "outlet": c.outlet,
        "via": c.via,
        "url": c.url,
        "title": c.title,
        "published": c.published,
        "fetched": c.fetched,
        "source": c.source,
        "update": c.update,
        "revision": c.revision,
        "origin": c.origin,
        "record": c.shipped,
    }


UPDATES = ("id", "at", "outlet", "title", "text", "url", "published", "fetched", "source", "revision", "origin", "via",
           "date_note", "record")  # fmt: skip
QUOTES = ("id", "at", "speaker", "speaker_id", "role", "kind", "text", "cue", "to", "said_on", "start", "end",
          "speaker_mention", *_CITED)  # fmt: skip
FIGURES = ("id", "at", "indicator", "value", "value_max", "vague", "qualifier", "unit", "measure", "population",
           "claimant", "claimant_id", "since", "since_text", "baseline", "as_of", "as_of_text", "place", "cumulative",
           "delta", "breakdown", "of", "rate", "modality", "derived", "note", "sentence", "start", "end",
           *_CITED)  # fmt: skip
EVIDENCE = ("id", "at", "commitment", "commitment_id", "status", "claimant", "claimant_id", "actor", "actor_id",
            "sentence", "start", "end", *_CITED)  # fmt: skip
STATUS = ("id", "phase", "title", "word", "detail", "per", "since", "last", "grade", "disputed", "old", "evidence",
          "as_of", "proposed", "set_note")  # fmt: skip


def _updates(entry: Entry) -> Iterator[Row]:
    u = entry.update
    yield {**_fields(u, UPDATES), "at": _when(entry), "record": u.shipped}


def _fields(thing: Any, names: Iterable[str]) -> Row:
    return {name: getattr(thing, name) for name in names if hasattr(thing, name)}


def _quotes(entry: Entry) -> Iterator[Row]:
    for r in entry.quotes:
        yield {**_fields(r.quote, QUOTES), "id": r.id, "at": r.at, **_cited(r.cite)}


def _figures(entry: Entry) -> Iterator[Row]:
    for r in entry.figures:
        own = {"id": r.id, "at": r.at, "baseline": r.baseline, "derived": r.derived, "note": r.note}
        yield {**_fields(r.figure, FIGURES), **own, **_cited(r.cite)}


def _evidence(entry: Entry) -> Iterator[Row]:
    for r in entry.evidence:
        yield {**_fields(r.evidence, EVIDENCE), "id": r.id, "at": r.at, **_cited(r.cite)}


KINDS: dict[str, tuple[tuple[str, ...], Callable[[Entry], Iterator[Row]]]] = {
    "updates": (UPDATES, _updates),
    "quotes": (QUOTES, _quotes),
    "figures": (FIGURES, _figures),
    "evidence": (EVIDENCE, _evidence),
}


def _status(
    agreement: Agreement, entries: Iterable[Entry], history: Iterable[Override], now: datetime
) -> Iterator[Row]:
    entries = list(entries)
    ruled = derive(agreement, [x for e in entries for x in e.evidence], [f for e in entries for f in e.figures], now)
    for phase in apply(ruled, history, until=now):
        for s in phase.commitments:
            yield {
                "id": s.commitment.id,
                "phase": phase.phase.id,
                "title": s.commitment.title,
                "word": s.word,
                "detail": s.detail,
                "per": "; ".join(s.per),
                "since": s.since,
                "last": s.last,
                "grade": s.grade,
                "disputed": "; ".join(f"{side} {n}" for side, n in s.disputed),
                "old": s.old,
                "evidence": " ".join(i for r in s.reasons for i in r.records),
                "as_of": now,
                "proposed": s.proposed,
                "set_note": s.set_note,
            }


# ------------------------------------------------------------------ forms


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _cell(value: Any) -> str:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text."""
    text = _plain(value)
    if isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + text
    return text


def _csv(columns: tuple[str, ...], rows: Iterable[Row], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(c)) for c in columns])


def _jsonl(columns: tuple[str, ...], rows: Iterable[Row], out: TextIO) -> None:
    for row in rows:
        out.write(msgspec.json.encode({c: row.get(c) for c in columns}).decode() + "\n")


def _markdown(columns: tuple[str, ...], rows: Iterable[Row], out: TextIO) -> None:
    out.write(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n")
    for row in rows:
        cells = (one_line(_plain(row.get(c)), 400).replace("\\", "\\\\").replace("|", "\\|") for c in columns)
        out.write(f"| {' | '.join(cells)} |\n")


_WRITERS = {"csv": _csv, "jsonl": _jsonl, "md": _markdown}
