"""Puts entries and changes into the tables, inside a transaction that its caller holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from tui.agreement.horizon import claimant_of, is_reading
from tui.records import Change, Entry
from tui.store import packing
from tui.store.folds import quote_key
from tui.store.schema import fold_of, number, searchable, stamp, stood
from tui.store.wording import word_list

if TYPE_CHECKING:
    import psycopg

    Cursor = psycopg.Cursor[Any]

_LEXEME = 400
"""Characters of a word that are compared; PostgreSQL takes no word of more than 2,046 bytes."""
_UPDATE = (
    "INSERT INTO updates VALUES (%s, %s, %s, %s, %s, %s, true, %s, %s, array_to_tsvector(%s::text[]))"
    " ON CONFLICT (id, revision) DO NOTHING RETURNING n"
)
_QUOTE = "INSERT INTO quotes VALUES (%s, %s, %s, %s, true, %s, %s, %s, %s, %s)"
_FIGURE = "INSERT INTO figures VALUES (%s, %s, %s, %s, true, %s, %s, %s, %s, %s)"
_EVIDENCE = "INSERT INTO evidence VALUES (%s, %s, %s, %s, true, %s, %s)"
_RECORDS = ("quotes", "figures", "evidence")


def lexemes(text: str) -> list[str]:
    """The words of a text as they are indexed, each once."""
    return list(dict.fromkeys(word[:_LEXEME] for word in word_list(text)))


def put(cursor: Cursor, tx: int, entries: Sequence[Entry], changes: Sequence[Change]) -> int:
    """Add them under the number of their transaction; the number of updates that were not known before.

    A revision that is there already, because another collector was quicker, is left as it is.
    """
    fresh = 0
    for place, entry in enumerate(entries):
        fresh += _put_entry(cursor, number(tx, place), entry)
    if changes:
        cursor.executemany(
            "INSERT INTO changes VALUES (%s, %s, %s)",
            [(number(tx, i), stamp(c.at), packing.change_json(c)) for i, c in enumerate(changes)],
        )
    return fresh


def _put_entry(cursor: Cursor, n: int, entry: Entry) -> bool:
    update = entry.update
    head = msgspec.structs.replace(update, text="")
    cursor.execute(
        _UPDATE,
        (
            n,
            plain(update.id),
            update.revision,
            stamp(update.published or update.fetched),
            stood(update),
            update.digest,
            packing.update_json(head),
            encoded(update.text),
            lexemes(searchable(entry)),
        ),
    )
    if cursor.fetchone() is None:
        return False
    put_records(cursor, n, entry)
    # of several revisions the one that was kept last counts
    earlier = [r[0] for r in cursor.execute("SELECT n FROM updates WHERE id = %s AND n < %s", (update.id, n))]
    if earlier:
        for table, column in (("updates", "n"), *((t, "u") for t in _RECORDS)):
            cursor.execute(
                f"UPDATE {table} SET current = false WHERE {column} = ANY(%s) AND current",
                (earlier,),
            )
    return not earlier


def put_records(cursor: Cursor, n: int, entry: Entry) -> None:
    """Add the records of an update that stands under that number."""
    for sql, rows in zip((_QUOTE, _FIGURE, _EVIDENCE), _rows(n, entry), strict=True):
        if rows:
            cursor.executemany(sql, rows)


def replace_records(cursor: Cursor, n: int, entry: Entry, current: bool) -> None:
    """Put an entry in place of what stands under that number."""
    head = msgspec.structs.replace(entry.update, text="")
    cursor.execute(
        "UPDATE updates SET at = %s, stood = %s, digest = %s, head = %s, body = %s, "
        "words = array_to_tsvector(%s::text[]) WHERE n = %s",
        (
            stamp(entry.update.published or entry.update.fetched),
            stood(entry.update),
            entry.update.digest,
            packing.update_json(head),
            encoded(entry.update.text),
            lexemes(searchable(entry)),
            n,
        ),
    )
    for table in _RECORDS:
        cursor.execute(f"DELETE FROM {table} WHERE u = %s", (n,))
    put_records(cursor, n, entry)
    if not current:
        for table in _RECORDS:
            cursor.execute(f"UPDATE {table} SET current = false WHERE u = %s", (n,))


def encoded(text: str) -> bytes:
    """A text as bytes; half a surrogate pair, which no text should hold, is not lost either."""
    return text.encode("utf-8", "surrogatepass")


def decoded(raw: bytes) -> str:
    """What `encoded` made."""
    return raw.decode("utf-8", "surrogatepass")


def _rows(n: int, entry: Entry) -> tuple[list[Any], list[Any], list[Any]]:
    quotes = [
        (
            n,
            place,
            plain(q.id),
            stamp(q.at),
            q.quote.kind,
            fold_of(quote_key(q)),
            plain(q.quote.speaker_id),
            plain(entry.update.source),
            packing.record_json(q),
        )
        for place, q in enumerate(entry.quotes)
    ]
    figures = []
    for place, f in enumerate(entry.figures):
        day = (f.figure.as_of or f.at.date()).toordinal()
        series = (f.figure.indicator, plain(claimant_of(f)), f.baseline or "", day) if is_reading(f) else (None,) * 4
        figures.append((n, place, plain(f.id), stamp(f.at), *series, packing.record_json(f)))
    evidence = [
        (n, place, plain(e.id), stamp(e.at), e.evidence.commitment_id, packing.record_json(e))
        for place, e in enumerate(entry.evidence)
    ]
    return quotes, figures, evidence


def plain(text: str | None) -> str | None:
    """A text as a column takes it; what no column takes has no place in what is compared either."""
    return None if text is None else text.replace("\0", "�").encode("utf-8", "replace").decode()


def wanted(terms: Iterable[Iterable[str]]) -> list[str]:
    """The lexemes that a text with all these words and phrases holds."""
    return [word[:_LEXEME] for word in chain.from_iterable(terms)]
