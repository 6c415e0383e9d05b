"""Asks the index: rows in order, from the recent part in memory and the sealed part on disk as if they were one.

`main` is the recent part, which grows with each transaction and is emptied when it was sealed; `sealed` is the file,
always opened for reading only. A question sees of the file what was sealed up to `seen`, so that nothing is missing
or given twice while another thread, or another process, seals.
"""

from __future__ import annotations

import contextlib
import heapq
import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.records import Change, Entry
from tui.store import schema
from tui.store.errors import StoreError
from tui.store.schema import number

_CURRENT = {
    "main": "{u}.superseded IS NULL",
    "sealed": "{u}.n < :bound AND ({u}.superseded IS NULL OR {u}.superseded > :seen) "
    "AND NOT EXISTS (SELECT 1 FROM main.updates h WHERE h.id = {u}.id)",
}
_STOOD = {
    "main": "{u}.stood <= :moment AND NOT EXISTS "
    "(SELECT 1 FROM main.updates h WHERE h.id = {u}.id AND h.n > {u}.n AND h.stood <= :moment)",
    "sealed": "{u}.n < :bound AND {u}.stood <= :moment AND NOT EXISTS "
    "(SELECT 1 FROM sealed.updates h WHERE h.id = {u}.id AND h.n > {u}.n AND h.n < :bound AND h.stood <= :moment) "
    "AND NOT EXISTS (SELECT 1 FROM main.updates h WHERE h.id = {u}.id AND h.stood <= :moment)",
}
"""Which revision of an update counts: the newest, or the newest that was known at a moment."""
PARTS = ("main", "sealed")
_TERMS = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+")

Row = tuple[Any, ...]


class Index:
    """One connection; its owner sees to it that one thread at a time asks."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None, uri=True)
        self.seen = 0
        """Last transaction that is answered from the sealed part."""
        self.moment: int | None = None
        """When set, answers are what they would have been then, as far as revisions of updates go."""
        self._attached: tuple[Path, int] | None = None
        self.db.execute("CREATE TABLE temp.hidden (id TEXT PRIMARY KEY)")
        self.db.execute("CREATE TABLE temp.folds (fold INTEGER PRIMARY KEY)")
        schema.create(self.db, "main")
        self.knows_words = schema.has_words(self.db, "main")
        self._attach(":memory:")
        schema.create(self.db, "sealed")

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def _attach(self, name: str) -> None:
        with contextlib.suppress(sqlite3.OperationalError):  # there is none
            self.db.execute("DETACH sealed")
        self.db.execute("ATTACH ? AS sealed", (name,))
        # the system keeps the pages of the file; there is no need to keep them twice
        self.db.execute("PRAGMA sealed.cache_size = -512")

    def attach(self, path: Path) -> int:
        """Answer from that file from now on; the last transaction sealed in it.

        Raises sqlite3.Error when it is no index; then nothing is answered until one is attached.
        """
        inode = path.stat().st_ino
        if self._attached == (path, inode):
            return self.sealed()
        self._attached = (path, inode)
        uri = path.absolute().as_uri()
        try:
            self._attach(f"{uri}?mode=ro")
            return self.sealed()
        except sqlite3.OperationalError:
            # a folder that cannot be written has no writer, and no room for the file by which readers and writers agree
            self._attach(f"{uri}?immutable=1")
            return self.sealed()

    def detach(self) -> None:
        """Forget the file."""
        self._attached = None
        self._attach(":memory:")
        schema.create(self.db, "sealed")
        self.seen = 0

    def sealed(self) -> int:
        """The last transaction in the sealed part."""
        return self.about("sealed")

    def about(self, key: str) -> int:
        """A number that the sealed part keeps about itself; 0 when it does not."""
        row = self.db.execute("SELECT value FROM sealed.about WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    # -------------------------------------------------------------- the recent part

    def clear(self) -> None:
        """Empty the recent part."""
        for table in ("updates", "quotes", "figures", "kinds", "denials", "evidence", "places", "changes"):
            self.db.execute(f"DELETE FROM main.{table}")
        if self.knows_words:
            self.db.execute("INSERT INTO main.words (words) VALUES ('delete-all')")

    def add(self, entries: Iterable[tuple[int, Entry]], changes: Iterable[tuple[int, Change]]) -> None:
        """Add to the recent part."""
        with one_transaction(self.db):
            schema.add(self.db, "main", entries, changes, {})

    def add_words(self, entries: Iterable[tuple[int, Entry]]) -> None:
        """Add texts to the recent part; apart from `add`, because few questions need it."""
        if self.knows_words:
            with one_transaction(self.db):
                schema.add_words(self.db, "main", entries)

    # -------------------------------------------------------------- updates

    def place(self, n: int) -> tuple[str, int, int] | None:
        """Month file, offset and length of a sealed entry."""
        row: tuple[str, int, int] | None = self.db.execute(
            "SELECT f.name, u.start, u.length FROM sealed.updates u JOIN sealed.files f ON f.k = u.file WHERE u.n = ?",
            (n,),
        ).fetchone()
        return row

    def files(self) -> dict[str, int]:
        """Month files with the lengths up to which they are indexed."""
        return dict(self.db.execute("SELECT name, length FROM sealed.files"))

    def sealed_revisions(self, update_id: str) -> list[int]:
        """Numbers of the sealed revisions of an update, oldest first."""
        then = "" if self.moment is None else " AND stood <= :moment"
        rows = self.db.execute(
            f"SELECT n FROM sealed.updates WHERE id = :id AND n < :bound{then} ORDER BY n",
            {**self._params(), "id": update_id},
        )
        return [r[0] for r in rows]

    def sealed_updates(self) -> Iterator[int]:
        """Numbers of all sealed updates that have no newer revision, in the order in which they came."""
        rows = self.db.execute(
            f"SELECT u.n FROM sealed.updates u WHERE {self.current('sealed')} ORDER BY u.n", self._params()
        )
        return (r[0] for r in rows)

    def updates(self, since: int | None, until: int | None) -> Iterator[int]:
        """Numbers of current updates, newest first."""
        where, params = _span("u.at", since, until)
        sql = "SELECT u.at, u.n FROM {s}.updates u WHERE {current}" + where + " ORDER BY u.at DESC, u.n DESC"
        return (r[1] for r in self.merged(sql, params, newest_first=True))

    def updates_onward(self, since: int | None, until: int | None) -> Iterator[int]:
        """Numbers of current updates, oldest first."""
        where, params = _span("u.at", since, until)
        sql = "SELECT u.at, u.n FROM {s}.updates u WHERE {current}" + where + " ORDER BY u.at, u.n"
        return (r[1] for r in self.merged(sql, params))

    def delivered(self, transaction: int) -> list[int]:
        """Numbers of the entries that one transaction brought, in order."""
        rows = [
            row[0]
            for name in ("main", "sealed")
            for row in self.db.execute(
                f"SELECT n FROM {name}.updates WHERE n >= ? AND n < ? ORDER BY n",
                (number(transaction, 0), number(transaction + 1, 0)),
            )
        ]
        return sorted(set(rows))

    def span(self) -> tuple[int, int] | None:
        """When the oldest and the newest update are filed; None when there is none."""
        # each alone is the first row of the index by time; both in one statement would walk the table
        found = [
            row[0]
            for name in ("main", "sealed")
            for end in ("MIN", "MAX")
            for row in self.db.execute(f"SELECT {end}(at) FROM {name}.updates")
            if row[0] is not None
        ]
        return (min(found), max(found)) if found else None

    def count(self) -> int:
        """Number of the updates that there were at `moment`."""
        found = 0
        for name in ("main", "sealed"):
            sql = "SELECT COUNT(*) FROM {s}.updates u WHERE {current}"
            found += self.db.execute(_fill(sql, s=name, current=self.current(name)), self._params()).fetchone()[0]
        return found

    # -------------------------------------------------------------- records

    def quotes(
        self,
        kinds: Iterable[str] | None,
        speakers: Iterable[str] | None,
        sources: Iterable[str] | None,
        since: int | None,
        until: int | None,
    ) -> Iterator[Row]:
        """(at, id, n, place, fold) of current quotes, newest first."""
        where, params = _span("q.at", since, until)
        if kinds is not None:
            names = list(kinds)
            where += f" AND q.kind IN ({_marks('k', names, params)})"
        by = "speaker" if speakers is not None else "source"
        sql = (
            "SELECT q.at, q.id, q.u, q.place, q.fold FROM {s}.quotes q{by} JOIN {s}.updates u ON u.n = q.u "
            "WHERE {current}" + where + "{equal} ORDER BY q.at DESC, q.id DESC"
        )
        values = speakers if speakers is not None else sources
        if values is None:
            return self.merged(_fill(sql, by=" INDEXED BY quotes_at", equal=""), params, newest_first=True)
        if speakers is not None and sources is not None:
            names = list(sources)
            sql = _fill(sql.replace("{equal}", f" AND q.source IN ({_marks('s', names, params)})" + "{equal}"))
        # a walk along its own index for each speaker or source, side by side
        walks = [
            self.merged(
                _fill(sql, by=f" INDEXED BY quotes_{by}", equal=f" AND q.{by} = :value"),
                {**params, "value": value},
                newest_first=True,
            )
            for value in dict.fromkeys(values)
        ]
        return heapq.merge(*walks, key=lambda r: r[:2], reverse=True)

    def copies(self, fold: int) -> list[Row]:
        """(at, id, n, place) of current quotes that fold into one, earliest first."""
        sql = (
            "SELECT q.at, q.id, q.u, q.place FROM {s}.quotes q JOIN {s}.updates u ON u.n = q.u "
            "WHERE q.fold = :fold AND {current} ORDER BY q.at, q.id"
        )
        return list(self.merged(sql, {"fold": fold}))

    def series(self, indicator: str, claimant: str, baseline: str | None, until: int | None) -> Iterator[Row]:
        """(as_of, at, id, n, place) of the current readings of a series, newest first."""
        where, params = _span("f.at", None, until)
        params |= {"indicator": indicator, "claimant": claimant, "baseline": baseline or ""}
        sql = (
            "SELECT f.as_of, f.at, f.id, f.u, f.place FROM {s}.figures f INDEXED BY figures_series "
            "JOIN {s}.updates u ON u.n = f.u "
            "WHERE f.indicator = :indicator AND f.claimant = :claimant AND f.baseline = :baseline AND {current}"
            + where
            + " ORDER BY f.as_of DESC, f.at DESC, f.id DESC"
        )
        return self.merged(sql, params, newest_first=True)

    def series_keys(self, indicator: str | None = None) -> list[tuple[str, str, str | None]]:
        """(indicator, claimant, baseline) of every series, in order, at a step of the index for each."""
        keys: set[tuple[str, str, str]] = set()
        for name in ("main", "sealed"):
            last: Row | None = (indicator or "", "", "")
            while last is not None:
                last = self.db.execute(
                    f"SELECT indicator, claimant, baseline FROM {name}.figures INDEXED BY figures_series "
                    "WHERE (indicator, claimant, baseline) > (?, ?, ?) "
                    "ORDER BY indicator, claimant, baseline LIMIT 1",
                    last,
                ).fetchone()
                if last is None or (indicator is not None and last[0] != indicator):
                    break
                keys.add((last[0], last[1], last[2]))
        return [(i, c, b or None) for i, c, b in sorted(keys)]

    def commitments(self) -> list[str]:
        """Ids of all commitments on which there is evidence, in order, at a step of the index for each."""
        found: set[str] = set()
        for name in ("main", "sealed"):
            last: Row | None = ("",)
            while last is not None:
                last = self.db.execute(
                    f"SELECT commitment FROM {name}.evidence INDEXED BY evidence_commitment WHERE commitment > ? "
                    "ORDER BY commitment LIMIT 1",
                    last,
                ).fetchone()
                if last is not None:
                    found.add(last[0])
        return sorted(found)

    def readings(self, since: int | None, until: int | None) -> Iterator[Row]:
        """(at, id, n, place) of current readings of any indicator, newest first."""
        return self._by_time("figures", since, until)

    def trail(self, commitment: str, since: int | None, until: int | None) -> Iterator[Row]:
        """(at, id, n, place) of the current evidence on a commitment, newest first."""
        where, params = _span("e.at", since, until)
        sql = (
            "SELECT e.at, e.id, e.u, e.place FROM {s}.evidence e INDEXED BY evidence_commitment "
            "JOIN {s}.updates u ON u.n = e.u WHERE e.commitment = :commitment AND {current}"
            + where
            + " ORDER BY e.at DESC, e.id DESC"
        )
        return self.merged(sql, {**params, "commitment": commitment}, newest_first=True)

    def evidence(self, since: int | None, until: int | None) -> Iterator[Row]:
        """(at, id, n, place) of current evidence on any commitment, newest first."""
        return self._by_time("evidence", since, until)

    def _by_time(self, table: str, since: int | None, until: int | None) -> Iterator[Row]:
        where, params = _span("r.at", since, until)
        sql = (
            f"SELECT r.at, r.id, r.u, r.place FROM {{s}}.{table} r INDEXED BY {table}_at "
            "JOIN {s}.updates u ON u.n = r.u WHERE {current}" + where + " ORDER BY r.at DESC, r.id DESC"
        )
        return self.merged(sql, params, newest_first=True)

    # -------------------------------------------------------------- changes and words

    def changes(self, since: int | None) -> Iterator[tuple[int, tuple[str, int, int] | None]]:
        """Number of the changes, newest first, with month file, offset and length of those that are sealed."""
        by_time = since is not None or self.moment is not None
        order, (where, params) = "c.at" if by_time else "c.n", _span("c.at", since, self.moment)
        walks = [
            self.db.execute(
                f"SELECT {order}, c.n, f.name, c.start, c.length FROM {name}.changes c "
                f"LEFT JOIN {name}.files f ON f.k = c.file WHERE c.n < :bound{where} ORDER BY {order} DESC, c.n DESC",
                {**params, "bound": self._bound() if name == "sealed" else 1 << 62},
            )
            for name in ("main", "sealed")
        ]
        for _, n, *place in heapq.merge(*walks, key=lambda r: r[:2], reverse=True):
            yield n, (place[0], place[1], place[2]) if place[0] is not None else None

    def change_place(self, n: int) -> tuple[str, int, int] | None:
        """Month file, offset and length of a sealed change."""
        row: tuple[str, int, int] | None = self.db.execute(
            "SELECT f.name, c.start, c.length FROM sealed.changes c JOIN sealed.files f ON f.k = c.file WHERE c.n = ?",
            (n,),
        ).fetchone()
        return row

    def search(self, words: str) -> Iterator[int]:
        """Numbers of current updates in which all words, or phrases in quotation marks, stand; last stored first."""
        match = _match(words)
        if not match:
            return iter(())
        sql = (
            "SELECT w.rowid FROM {s}.words w CROSS JOIN {s}.updates u ON u.n = w.rowid "
            "WHERE w.words MATCH :match AND {current} ORDER BY w.rowid DESC"
        )
        return (r[0] for r in self.merged(sql, {"match": match}, newest_first=True))

    # -------------------------------------------------------------- inside

    def current(self, name: str, updates: str = "u") -> str:
        """The condition under which a row of `updates` is the revision that counts."""
        return _fill((_CURRENT if self.moment is None else _STOOD)[name], u=updates)

    def merged(
        self, sql: str, params: dict[str, Any], *, newest_first: bool = False, parts: Collection[str] = PARTS
    ) -> Iterator[Row]:
        """Rows of both parts in one order. In `sql`, {s} stands for the part and {current} for `current`.

        `parts` are those that are known to have any, when that is known.
        """
        walks = [
            self.db.execute(_fill(sql, s=name, current=self.current(name)), {**params, **self._params()})
            for name in parts
        ]
        return iter(walks[0]) if len(walks) == 1 else heapq.merge(*walks, reverse=newest_first)

    def _bound(self) -> int:
        return number(self.seen + 1, 0)

    def _params(self) -> dict[str, int]:
        known = {"bound": self._bound(), "seen": self.seen}
        return known if self.moment is None else {**known, "moment": self.moment}


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The index file, made if there is none. Readers are never held up: it keeps a log of what is being written.

    Raises sqlite3.Error when there is a file that is no index.
    """
    db = sqlite3.connect(path, isolation_level=None, timeout=30.0)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        # the journal lets go of what the index says it has; so it must have it, also after a power cut
        db.execute("PRAGMA synchronous = FULL")
        with one_transaction(db):
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone():
                schema.create(db, "main")
    except BaseException:
        db.close()
        raise
    return db


@contextlib.contextmanager
def one_transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of the block's statements, or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def word_list(text: str) -> list[str]:
    """The words of a text as a search compares them: no capitals, no accents."""
    letters = unicodedata.normalize("NFD", text)
    return _WORD.findall("".join(c for c in letters if not unicodedata.combining(c)).lower())


def terms(words: str) -> list[list[str]]:
    """The words and phrases that somebody asks for, each as a `word_list`."""
    found = (word_list(phrase or word) for phrase, word in _TERMS.findall(words))
    return [parts for parts in found if parts]


def damaged(path: Path, error: Exception) -> StoreError:
    """What to tell when the index cannot be read."""
    return StoreError(
        f"{path}: the index is damaged ({error}); `ceasefire-tui store compact` makes it anew; nothing is lost"
    )


def _match(words: str) -> str:
    # quoted, so that no word is taken for an operator of the query language; its tokens are found by SQLite itself,
    # as they were when the text was indexed
    found = ((phrase or word).replace('"', " ").replace("\0", " ") for phrase, word in _TERMS.findall(words))
    return " ".join(f'"{term}"' for term in found if _WORD.search(term))


def _fill(sql: str, **parts: str) -> str:
    for name, text in parts.items():
        sql = sql.replace("{" + name + "}", text)
    return sql


def _marks(prefix: str, names: list[str], params: dict[str, Any]) -> str:
    params |= {f"{prefix}{i}": name for i, name in enumerate(names)}
    return ", ".join(f":{prefix}{i}" for i in range(len(names)))


def _span(column: str, since: int | None, until: int | None) -> tuple[str, dict[str, Any]]:
    where, params = "", {}
    if since is not None:
        where, params["since"] = f"{where} AND {column} >= :since", since
    if until is not None:
        where, params["until"] = f"{where} AND {column} <= :until", until
    return where, params
