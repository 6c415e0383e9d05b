"""Moves what is recent into the month files and the index, and makes the index anew from the month files."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import msgspec

from tui.agreement.horizon import TELLING
from tui.agreement.telling import telling
from tui.records import Change, Entry
from tui.store import packing, schema
from tui.store.months import CHANGES, ENTRIES, Months
from tui.store.parts import one_transaction, open_for_writing, unreadable
from tui.store.schema import Place

_BATCH = 1000

Entries = Sequence[tuple[int, Entry]]
Changes = Sequence[tuple[int, Change]]


def seal(
    months: Months, entries: Entries, changes: Changes, known: Mapping[str, int], before: int, sealed: int
) -> dict[str, int]:
    """Add these records, each with its number, to month files and index; the lengths up to which files count then.

    `known` are those lengths before. `before` is the last transaction that was sealed until now, `sealed` the last one
    that is afterwards; records up to what the index has already are passed over, so a second attempt does no harm. It
    counts from the moment at which the index has it: when this fails before, what was added to month files counts for
    nothing. Raises OSError, sqlite3.Error or `StoreError`.
    """
    months.folder.mkdir(mode=0o700, exist_ok=True)
    with contextlib.closing(open_for_writing(months.index)) as db:
        row = db.execute("SELECT value FROM about WHERE key = 'sealed'").fetchone()
        done = row[0] if row else 0
        if done < before:
            fill(db, "main", months, known, before)  # it was taken away
            done = before
        if done > before:
            known = dict(db.execute("SELECT name, length FROM files"))
            entries = [e for e in entries if schema.transaction_of(e[0]) > done]
            changes = [c for c in changes if schema.transaction_of(c[0]) > done]
        lengths, entry_places = months.append(_entry_lines(months, entries), known)
        lengths, change_places = months.append(_change_lines(months, changes), lengths)
        with one_transaction(db):
            names = {name: _file_number(db, name, length) for name, length in lengths.items()}
            ids = dict.fromkeys(e.update.id for _, e in entries)
            fresh = sum(1 for i in ids if not db.execute("SELECT 1 FROM updates WHERE id = ?", (i,)).fetchone())
            schema.add(db, "main", entries, (), {n: Place(names[f], a, b) for n, (f, a, b) in entry_places.items()})
            schema.add(db, "main", (), changes, {n: Place(names[f], a, b) for n, (f, a, b) in change_places.items()})
            if schema.has_words(db, "main"):
                schema.add_words(db, "main", entries)
            _note(db, "sealed", sealed)
            row = db.execute("SELECT value FROM about WHERE key = 'count'").fetchone()
            _note(db, "count", (row[0] if row else 0) + fresh)
    return lengths


def _file_number(db: sqlite3.Connection, name: str, length: int) -> int:
    db.execute(
        "INSERT INTO files (name, length) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET length = excluded.length",
        (name, length),
    )
    return int(db.execute("SELECT k FROM files WHERE name = ?", (name,)).fetchone()[0])


def rebuild(
    months: Months, known: Mapping[str, int], sealed: int, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Make the index anew from the month files, up to these lengths and that transaction.

    Raises OSError, sqlite3.Error or `StoreError`; then there is no index.
    """
    for path in index_files(months):
        path.unlink(missing_ok=True)
    with contextlib.closing(open_for_writing(months.index)) as db:
        fill(db, "main", months, known, sealed, tell)


def fill(
    db: sqlite3.Connection,
    into: str,
    months: Months,
    known: Mapping[str, int],
    sealed: int,
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """Fill an empty index from the month files, up to these lengths and that transaction."""
    done = 0
    with one_transaction(db):
        words = schema.has_words(db, into)
        for name, length in sorted(known.items()):
            db.execute(f"INSERT INTO {into}.files (name, length) VALUES (?, ?)", (name, length))
            k = int(db.execute(f"SELECT k FROM {into}.files WHERE name = ?", (name,)).fetchone()[0])
            for entries, changes, places, change_places in _batches(months, name, k, length, sealed):
                schema.add(db, into, entries, (), places)
                schema.add(db, into, (), changes, change_places)
                if words:
                    schema.add_words(db, into, entries)
                done += len(entries)
                tell(f"index: {done:,} updates")
        _note(db, "sealed", sealed, into)
        count = db.execute(f"SELECT COUNT(DISTINCT id) FROM {into}.updates").fetchone()[0]
        _note(db, "count", count, into)


def retell(months: Months) -> None:
    """Look for the phrases that decide something anew in the evidence that is sealed, and note where they are others
    than when it was indexed: a fraction of the work of making the index anew.

    All of it counts, or nothing does. Raises OSError, sqlite3.Error or `StoreError`.
    """
    with contextlib.closing(open_for_writing(months.index)) as db, one_transaction(db):
        rows = db.execute(
            "SELECT f.name, u.start, u.length, e.place, e.rowid, e.label, e.phrases FROM updates u "
            "JOIN evidence e ON e.u = u.n JOIN files f ON f.k = u.file "
            f"WHERE e.claimant <> '' AND e.label IN ({', '.join('?' * len(TELLING))}) ORDER BY u.file, u.start",
            sorted(TELLING),
        )
        others: list[tuple[int, int]] = []
        for (name, start, length), several in groupby(rows, key=itemgetter(0, 1, 2)):
            said = months.said(name, start, length)
            mine = list(several)
            if said is not None:
                found = packing.read_evidence_of(said, [row[3] for row in mine])
                told = [telling(row[5], e.evidence.sentence) for row, e in zip(mine, found, strict=True)]
                others += [(now, row[4]) for row, now in zip(mine, told, strict=True) if now != row[6]]
        db.executemany("UPDATE evidence SET phrases = ? WHERE rowid = ?", others)
        db.execute("DELETE FROM places")
        db.execute("INSERT INTO places SELECT DISTINCT commitment, label, claimant, about, phrases FROM evidence")
        _note(db, "version", schema.VERSION)


def in_batches(months: Months, known: Mapping[str, int], sealed: int) -> Iterator[tuple[Entries, Changes]]:
    """Everything in the month files, file by file; damaged lines are passed over."""
    for name, length in sorted(known.items()):
        for entries, changes, _, _ in _batches(months, name, 0, length, sealed):
            yield entries, changes


def last_transaction(months: Months, known: Mapping[str, int]) -> int:
    """The last transaction of which there is a record in the month files."""
    numbers = (int(op.key) for name, length in known.items() for _, _, op in months.scan(name, length))
    return max(map(schema.transaction_of, numbers), default=0)


def _batches(
    months: Months, name: str, k: int, length: int, sealed: int
) -> Iterator[tuple[Entries, Changes, dict[int, Place], dict[int, Place]]]:
    entries: list[tuple[int, Entry]] = []
    changes: list[tuple[int, Change]] = []
    # entries and changes are numbered apart, so each kind has places of its own
    at: dict[int, Place] = {}
    at_change: dict[int, Place] = {}
    try:
        for start, size, op in months.scan(name, length):
            n = int(op.key)
            if schema.transaction_of(n) > sealed:
                continue
            try:
                if op.table == ENTRIES:
                    entries.append((n, packing.read_entry(op.doc)))
                    at[n] = Place(k, start, size)
                elif op.table == CHANGES:
                    changes.append((n, packing.read_change(op.doc)))
                    at_change[n] = Place(k, start, size)
            except msgspec.MsgspecError as error:
                raise unreadable(months.path(name), error) from error
            if len(entries) >= _BATCH:
                yield entries, changes, at, at_change
                entries, changes, at, at_change = [], [], {}, {}
    except FileNotFoundError:
        return
    yield entries, changes, at, at_change


def _note(db: sqlite3.Connection, key: str, value: int, schema_name: str = "main") -> None:
    db.execute(
        f"INSERT INTO {schema_name}.about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def _entry_lines(months: Months, entries: Iterable[tuple[int, Entry]]) -> Iterator[tuple[str, int, str, bytes]]:
    for n, entry in entries:
        yield months.name(f"{entry.update.fetched:%Y-%m}"), n, ENTRIES, packing.entry_json(entry)


def _change_lines(months: Months, changes: Iterable[tuple[int, Change]]) -> Iterator[tuple[str, int, str, bytes]]:
    for n, change in changes:
        yield months.name(f"{change.at:%Y-%m}"), n, CHANGES, packing.change_json(change)


def index_files(months: Months) -> tuple[Path, ...]:
    """The files that an index consists of."""
    return tuple(months.path(months.index.name + end) for end in ("", "-wal", "-shm"))
