"""The two parts of the index as one: the recent part in memory and the sealed part on disk.

`main` is the recent part, which grows with each transaction and is emptied when it was sealed; `sealed` is the file,
always opened for reading only. A question sees of the file what was sealed up to `seen`, so that nothing is missing
or given twice while another thread, or another process, seals.
"""

from __future__ import annotations

import contextlib
import heapq
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tui.records import Change, Entry
from tui.store import schema
from tui.store.errors import StoreError
from tui.store.schema import number

_CURRENT = {
    "main": "{u}.superseded IS NULL",
    "sealed": "{u}.n < :bound AND ({u}.superseded IS NULL OR {u}.superseded > :seen)",
}
_STOOD = {
    "main": "{u}.stood <= :moment AND NOT EXISTS "
    "(SELECT 1 FROM main.updates h WHERE h.id = {u}.id AND h.n > {u}.n AND h.stood <= :moment)",
    "sealed": "{u}.n < :bound AND {u}.stood <= :moment AND NOT EXISTS "
    "(SELECT 1 FROM sealed.updates h WHERE h.id = {u}.id AND h.n > {u}.n AND h.n < :bound AND h.stood <= :moment)",
}
"""Which revision of an update counts: the newest, or the newest that was known at a moment."""
_NOT_RECENT = " AND NOT EXISTS (SELECT 1 FROM main.updates h WHERE h.id = {u}.id)"
_NOT_STOOD = " AND NOT EXISTS (SELECT 1 FROM main.updates h WHERE h.id = {u}.id AND h.stood <= :moment)"
"""And that no recent one stands in its place, to be asked where anything is recent."""
PARTS = ("main", "sealed")
_STATEMENTS = 32
"""Statements that are kept prepared: as many as one answer asks, and not four times as many, at 20 kB each."""
_AT_ONCE = 500
"""Numbers in one question; some versions of SQLite take no more than 999."""

Row = tuple[Any, ...]


class Parts:
    """One connection; its owner sees to it that one thread at a time asks."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(
            ":memory:", check_same_thread=False, isolation_level=None, uri=True, cached_statements=_STATEMENTS
        )
        self.seen = 0
        """Last transaction that is answered from the sealed part."""
        self.moment: int | None = None
        """When set, answers are what they would have been then, as far as revisions of updates go."""
        self.bare = True
        """Whether the recent part holds no update: then nothing need be asked of it."""
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

    def shrink(self) -> None:
        """Let go of the pages that a large answer has left behind; the system has them still."""
        self.db.execute("PRAGMA shrink_memory")

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

    def counted(self) -> int:
        """Number of the updates in the sealed part, as far as it is answered from."""
        noted = dict(self.db.execute("SELECT key, value FROM sealed.about WHERE key IN ('sealed', 'count')"))
        if noted.get("sealed", 0) == self.seen:
            return int(noted.get("count", 0))
        # somebody has sealed more since it was looked at
        sql = f"SELECT COUNT(*) FROM sealed.updates u WHERE {self.current('sealed')}"
        return int(self.db.execute(sql, self.params()).fetchone()[0])

    # -------------------------------------------------------------- the recent part

    def clear(self) -> None:
        """Empty the recent part."""
        self.bare = True
        for table in ("updates", "quotes", "figures", "kinds", "denials", "evidence", "places", "changes"):
            self.db.execute(f"DELETE FROM main.{table}")
        if self.knows_words:
            self.db.execute("INSERT INTO main.words (words) VALUES ('delete-all')")

    def add(self, entries: Iterable[tuple[int, Entry]], changes: Iterable[tuple[int, Change]]) -> None:
        """Add to the recent part."""
        entries = list(entries)
        self.bare = self.bare and not entries
        with one_transaction(self.db):
            schema.add(self.db, "main", entries, changes, {})

    def add_words(self, entries: Iterable[tuple[int, Entry]]) -> None:
        """Add texts to the recent part; apart from `add`, because few questions need it."""
        if self.knows_words:
            with one_transaction(self.db):
                schema.add_words(self.db, "main", entries)

    def place(self, n: int) -> tuple[str, int, int] | None:
        """Month file, offset and length of a sealed entry."""
        row: tuple[str, int, int] | None = self.db.execute(
            "SELECT f.name, u.start, u.length FROM sealed.updates u JOIN sealed.files f ON f.k = u.file WHERE u.n = ?",
            (n,),
        ).fetchone()
        return row

    def places(self, numbers: Sequence[int]) -> dict[int, tuple[str, int, int]]:
        """Month file, offset and length of sealed entries, in the order in which they stand there."""
        found: list[Row] = []
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            found += self.db.execute(
                "SELECT f.name, u.start, u.length, u.n FROM sealed.updates u JOIN sealed.files f ON f.k = u.file "
                f"WHERE u.n IN ({', '.join('?' * len(some))})",
                some,
            )
        return {n: (name, start, length) for name, start, length, n in sorted(found)}

    def files(self) -> dict[str, int]:
        """Month files with the lengths up to which they are indexed."""
        return dict(self.db.execute("SELECT name, length FROM sealed.files"))

    # -------------------------------------------------------------- asking both

    def current(self, name: str, updates: str = "u") -> str:
        """The condition under which a row of `updates` is the revision that counts."""
        now = self.moment is None
        said = (_CURRENT if now else _STOOD)[name]
        if name == "sealed" and not self.bare:
            said += _NOT_RECENT if now else _NOT_STOOD
        return fill(said, u=updates)

    def merged(
        self, sql: str, params: dict[str, Any], *, newest_first: bool = False, parts: Collection[str] = PARTS
    ) -> Iterator[Row]:
        """Rows of both parts in one order. In `sql`, {s} stands for the part and {current} for `current`.

        `parts` are those that are known to have any, when that is known.
        """
        walks = [
            self.db.execute(fill(sql, s=name, current=self.current(name)), {**params, **self.params()})
            for name in parts
        ]
        return iter(walks[0]) if len(walks) == 1 else heapq.merge(*walks, reverse=newest_first)

    def bound(self) -> int:
        """The first number that is not answered from the sealed part."""
        return number(self.seen + 1, 0)

    def params(self) -> dict[str, int]:
        """What `current` refers to."""
        known = {"bound": self.bound(), "seen": self.seen}
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


def damaged(path: Path, error: Exception) -> StoreError:
    """What to tell when the index cannot be read."""
    return StoreError(
        f"{path}: the index is damaged ({error}); `ceasefire-tui store compact` makes it anew; nothing is lost"
    )


def unreadable(where: Path, error: Exception) -> StoreError:
    """What to tell when a line is whole and its record of a kind that is not known."""
    return StoreError(f"{where}: holds a record that this program cannot read: {error}")


def fill(sql: str, **parts: str) -> str:
    """`sql` with the parts put where their names stand in braces."""
    for name, text in parts.items():
        sql = sql.replace("{" + name + "}", text)
    return sql
