"""The index: where to find what was asked for. Derived from the journal, so it may be thrown away at any time.

SQLite, from the standard library, because a balanced tree on disk and a word index are existing engines. Nothing is
kept in it that does not stand in the journal's lines; it holds keys and the places of lines, no texts.

A row of `updates` is one revision of one update; ``n`` is its transaction's number and its place in it, see `number`.
`superseded` is the transaction that brought a newer revision. Times are microseconds since 1970, days are ordinals.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from tui.records import Change, Entry, FigureRecord
from tui.store.folds import quote_key

VERSION = 1
"""Of the index. Raise it when tables, keys or folds change: an index of another version is made anew."""
_PLACES = 20
"""Bits for the place inside a transaction."""

_TABLES = """
CREATE TABLE {s}.updates (n INTEGER PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL,
    superseded INTEGER, file INTEGER, start INTEGER, length INTEGER);
CREATE INDEX {s}.updates_id ON updates (id);
CREATE INDEX {s}.updates_at ON updates (at);
CREATE TABLE {s}.quotes (u INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, fold INTEGER NOT NULL, speaker TEXT, source TEXT NOT NULL);
CREATE INDEX {s}.quotes_at ON quotes (at, id);
CREATE INDEX {s}.quotes_fold ON quotes (fold, at, id);
CREATE INDEX {s}.quotes_speaker ON quotes (speaker, at, id);
CREATE INDEX {s}.quotes_source ON quotes (source, at, id);
CREATE TABLE {s}.figures (u INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    indicator TEXT NOT NULL, claimant TEXT NOT NULL, baseline TEXT NOT NULL, as_of INTEGER NOT NULL);
CREATE INDEX {s}.figures_series ON figures (indicator, claimant, baseline, as_of, at, id);
CREATE INDEX {s}.figures_at ON figures (at, id);
CREATE TABLE {s}.evidence (u INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    commitment TEXT NOT NULL);
CREATE INDEX {s}.evidence_commitment ON evidence (commitment, at, id);
CREATE INDEX {s}.evidence_at ON evidence (at, id);
CREATE TABLE {s}.changes (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, file INTEGER, start INTEGER, length INTEGER);
CREATE INDEX {s}.changes_at ON changes (at, n);
CREATE TABLE {s}.files (k INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, length INTEGER NOT NULL);
CREATE TABLE {s}.about (key TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""
_WORDS = """
CREATE VIRTUAL TABLE {s}.words USING fts5 (body, content='', tokenize="unicode61 remove_diacritics 2");
"""


class Place(msgspec.Struct, frozen=True):
    """Where the line of a record stands."""

    file: int
    start: int
    length: int


def number(transaction: int, place: int) -> int:
    """The number of the record at `place` of a transaction; later ones have higher numbers."""
    return transaction << _PLACES | place


def transaction_of(n: int) -> int:
    """The transaction of a record."""
    return n >> _PLACES


def stamp(at: datetime) -> int:
    """Microseconds since 1970."""
    return round(at.timestamp() * 1_000_000)


def create(db: sqlite3.Connection, schema: str) -> None:
    """Lay out an empty index. Without FTS5 in this SQLite, a search looks at every text instead."""
    for statement in _TABLES.format(s=schema).split(";"):
        db.execute(statement)
    db.execute(f"INSERT INTO {schema}.about VALUES ('version', {VERSION})")
    try:
        db.execute(_WORDS.format(s=schema))
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise


def has_words(db: sqlite3.Connection, schema: str) -> bool:
    """Whether the index knows words."""
    return bool(db.execute(f"SELECT 1 FROM {schema}.sqlite_master WHERE name = 'words'").fetchone())


def claimant_of(record: FigureRecord) -> str:
    """Whose series a reading belongs to: the actor, else the wording, else nobody, through that outlet."""
    figure = record.figure
    return figure.claimant_id or figure.claimant or f"unattributed (via {record.cite.outlet})"


def is_reading(record: FigureRecord) -> bool:
    """Whether a figure says what an indicator was; targets, threats and denials are no readings."""
    figure = record.figure
    return figure.indicator is not None and figure.value is not None and figure.modality in ("reported", "estimate")


def fold_of(record_key: tuple[str, str]) -> int:
    """A number for the key under which copies of a quote fold."""
    digest = hashlib.blake2b("\x1f".join(record_key).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def add(
    db: sqlite3.Connection,
    schema: str,
    entries: Iterable[tuple[int, Entry]],
    changes: Iterable[tuple[int, Change]],
    places: Mapping[int, Place],
) -> None:
    """Index entries and changes by their numbers. An earlier revision of the same update counts as superseded."""
    updates, quotes, figures, evidence = [], [], [], []
    for n, entry in entries:
        update = entry.update
        place = places.get(n)
        where = (place.file, place.start, place.length) if place else (None, None, None)
        updates.append((n, update.id, stamp(update.published or update.fetched), update.source, *where))
        for i, q in enumerate(entry.quotes):
            fold = fold_of(quote_key(q))
            quotes.append((n, i, q.id, stamp(q.at), q.quote.kind, fold, q.quote.speaker_id, update.source))
        for i, f in enumerate(entry.figures):
            if is_reading(f):
                day = (f.figure.as_of or f.at.date()).toordinal()
                figures.append((n, i, f.id, stamp(f.at), f.figure.indicator, claimant_of(f), f.baseline or "", day))
        for i, e in enumerate(entry.evidence):
            if e.evidence.commitment_id is not None:
                evidence.append((n, i, e.id, stamp(e.at), e.evidence.commitment_id))
    db.executemany(f"INSERT INTO {schema}.updates VALUES (?, ?, ?, ?, NULL, ?, ?, ?)", updates)
    # whatever the order in which revisions come: each is superseded by the next
    later = f"FROM {schema}.updates v WHERE v.id = ?1 AND v.n > updates.n"
    db.executemany(
        f"UPDATE {schema}.updates SET superseded = (SELECT MIN(v.n) >> {_PLACES} {later}) "
        f"WHERE id = ?1 AND EXISTS (SELECT 1 {later})",
        [(u[1],) for u in updates],
    )
    db.executemany(f"INSERT INTO {schema}.quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", quotes)
    db.executemany(f"INSERT INTO {schema}.figures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", figures)
    db.executemany(f"INSERT INTO {schema}.evidence VALUES (?, ?, ?, ?, ?)", evidence)
    rows = []
    for n, change in changes:
        place = places.get(n)
        rows.append((n, stamp(change.at), *((place.file, place.start, place.length) if place else (None, None, None))))
    db.executemany(f"INSERT INTO {schema}.changes VALUES (?, ?, ?, ?, ?)", rows)


def add_words(db: sqlite3.Connection, schema: str, entries: Iterable[tuple[int, Entry]]) -> None:
    """Make the words of titles and texts findable."""
    db.executemany(f"INSERT INTO {schema}.words (rowid, body) VALUES (?, ?)", [(n, searchable(e)) for n, e in entries])


def searchable(entry: Entry) -> str:
    """Title and text; where the text was dropped, what is left of it in the records."""
    if entry.update.text:
        return f"{entry.update.title}\n{entry.update.text}"
    left = dict.fromkeys(
        [
            *(q.quote.text for q in entry.quotes),
            *(f.figure.sentence for f in entry.figures),
            *(e.evidence.sentence for e in entry.evidence),
        ]
    )
    return "\n".join([entry.update.title, *left])
