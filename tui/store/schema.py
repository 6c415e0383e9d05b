"""The index: where to find what was asked for. Derived from the journal, so it may be thrown away at any time.

SQLite, from the standard library, because a balanced tree on disk and a word index are existing engines. Nothing is
kept in it that does not stand in the journal's lines; it holds keys and the places of lines, no texts.

A row of `updates` is one revision of one update; ``n`` is its transaction's number and its place in it, see `number`.
`superseded` is the transaction that brought a newer revision, `stood` the moment from which it stood. Times are
microseconds since 1970, days are ordinals.
Evidence and figures carry what `tui.agreement.horizon` chooses by; `places` and `kinds` say which groups there are.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from tui.agreement.claims import claim_key
from tui.agreement.horizon import as_of, claimant_of, is_denial, is_part, is_reading, place_of, value_of
from tui.agreement.telling import PHRASES
from tui.records import Change, Entry, FigureRecord, Update
from tui.store.folds import quote_key

LAYOUT = 3
"""Raise it when tables, keys or folds change, or what decides the place of a claim besides the phrases in it: an index
of another layout is made anew."""
VERSION = LAYOUT << 32 | PHRASES
"""Of the index. Of one with other phrases, only the phrases are looked for anew (`sealing.retell`)."""
_POINT_NOUGHT = re.compile(r"\.0$")
_PLACES = 20
"""Bits for the place inside a transaction."""

_TABLES = """
CREATE TABLE {s}.updates (n INTEGER PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL, source TEXT NOT NULL,
    superseded INTEGER, file INTEGER, start INTEGER, length INTEGER, stood INTEGER NOT NULL);
CREATE INDEX {s}.updates_stood ON updates (stood);
CREATE INDEX {s}.updates_id ON updates (id);
CREATE INDEX {s}.updates_at ON updates (at);
CREATE TABLE {s}.quotes (u INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, fold INTEGER NOT NULL, speaker TEXT, source TEXT NOT NULL);
CREATE INDEX {s}.quotes_at ON quotes (at, id);
CREATE INDEX {s}.quotes_fold ON quotes (fold, at, id);
CREATE INDEX {s}.quotes_speaker ON quotes (speaker, at, id);
CREATE INDEX {s}.quotes_source ON quotes (source, at, id);
CREATE TABLE {s}.figures (u INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    indicator TEXT NOT NULL, claimant TEXT NOT NULL, baseline TEXT NOT NULL, as_of INTEGER NOT NULL,
    kind INTEGER NOT NULL, fold INTEGER NOT NULL);
CREATE INDEX {s}.figures_series ON figures (indicator, claimant, baseline, as_of, at, id);
CREATE INDEX {s}.figures_kind ON figures (indicator, claimant, baseline, kind, as_of, at, id);
CREATE INDEX {s}.figures_at ON figures (at, id);
CREATE TABLE {s}.kinds (indicator TEXT, claimant TEXT, baseline TEXT, kind INTEGER,
    PRIMARY KEY (indicator, claimant, baseline, kind)) WITHOUT ROWID;
CREATE TABLE {s}.denials (u INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    indicator TEXT NOT NULL, claimant TEXT NOT NULL);
CREATE INDEX {s}.denials_of ON denials (indicator, claimant, at, id);
CREATE TABLE {s}.evidence (u INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
    commitment TEXT NOT NULL, label TEXT NOT NULL, claimant TEXT NOT NULL, about TEXT NOT NULL,
    phrases INTEGER NOT NULL, fold INTEGER NOT NULL);
CREATE INDEX {s}.evidence_commitment ON evidence (commitment, at, id);
CREATE INDEX {s}.evidence_at ON evidence (at, id);
CREATE INDEX {s}.evidence_place ON evidence (commitment, label, claimant, about, phrases, at, id);
CREATE INDEX {s}.evidence_fold ON evidence (fold, at, id);
CREATE TABLE {s}.places (commitment TEXT, label TEXT, claimant TEXT, about TEXT, phrases INTEGER,
    PRIMARY KEY (commitment, label, claimant, about, phrases)) WITHOUT ROWID;
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


def stood(update: Update) -> int:
    """From when a revision stood, as far as is known: the first one from its publication, a later one from when it was
    seen, or from when a person marked a reading in it."""
    if update.stands_from is not None:
        return stamp(update.stands_from)
    first = min(update.published or update.fetched, update.fetched)
    return stamp(first if update.revision <= 1 else update.fetched)


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


def fold_of(record_key: tuple[str, ...]) -> int:
    """A number for the key under which copies of a quote, a claim or a reading fold."""
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
    updates, quotes, figures, denials, evidence = [], [], [], [], []
    for n, entry in entries:
        update = entry.update
        place = places.get(n)
        where = (place.file, place.start, place.length) if place else (None, None, None)
        at = stamp(update.published or update.fetched)
        updates.append((n, update.id, at, update.source, *where, stood(update)))
        for i, q in enumerate(entry.quotes):
            fold = fold_of(quote_key(q))
            quotes.append((n, i, q.id, stamp(q.at), q.quote.kind, fold, q.quote.speaker_id, update.source))
        for i, f in enumerate(entry.figures):
            said = f.figure.claimant_id or f.figure.claimant
            if is_reading(f):
                series = (f.figure.indicator, claimant_of(f), f.baseline or "")
                kind = (f.derived is not None) << 1 | is_part(f)
                figures.append((n, i, f.id, stamp(f.at), *series, as_of(f).toordinal(), kind, fold_of(_said(f))))
            elif is_denial(f) and said:
                denials.append((n, i, f.id, stamp(f.at), f.figure.indicator, said))
        for i, e in enumerate(entry.evidence):
            if e.evidence.commitment_id is not None:
                fold = fold_of(claim_key(e))
                evidence.append((n, i, e.id, stamp(e.at), e.evidence.commitment_id, *place_of(e), fold))
    db.executemany(f"INSERT INTO {schema}.updates VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?)", updates)
    # whatever the order in which revisions come: each is superseded by the next
    later = f"FROM {schema}.updates v WHERE v.id = ?1 AND v.n > updates.n"
    db.executemany(
        f"UPDATE {schema}.updates SET superseded = (SELECT MIN(v.n) >> {_PLACES} {later}) "
        f"WHERE id = ?1 AND EXISTS (SELECT 1 {later})",
        [(u[1],) for u in updates],
    )
    db.executemany(f"INSERT INTO {schema}.quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", quotes)
    db.executemany(f"INSERT INTO {schema}.figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", figures)
    kinds = {(*f[4:7], f[8]) for f in figures}
    db.executemany(f"INSERT OR IGNORE INTO {schema}.kinds VALUES (?, ?, ?, ?)", kinds)
    db.executemany(f"INSERT INTO {schema}.denials VALUES (?, ?, ?, ?, ?, ?)", denials)
    db.executemany(f"INSERT INTO {schema}.evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", evidence)
    db.executemany(f"INSERT OR IGNORE INTO {schema}.places VALUES (?, ?, ?, ?, ?)", {e[4:9] for e in evidence})
    rows = []
    for n, change in changes:
        place = places.get(n)
        rows.append((n, stamp(change.at), *((place.file, place.start, place.length) if place else (None, None, None))))
    db.executemany(f"INSERT INTO {schema}.changes VALUES (?, ?, ?, ?, ?)", rows)


def _said(record: FigureRecord) -> tuple[str, ...]:
    """Value and rate, in a form that is the same for 600 and 600.0."""
    return tuple(_POINT_NOUGHT.sub("", str(part)) for part in value_of(record))


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
