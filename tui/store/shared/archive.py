"""A record that many desks share: what `tui.store.archive.Archive` does, on PostgreSQL.

Every transaction has a number that is given under the lock of one row, so that numbers become visible in their order:
who has seen transaction 7 has seen all before it, and following is asking for what is newer.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from tui.records import Change, Entry, SourceState, Update
from tui.store.schema import number, stamp
from tui.store.shared import writing
from tui.store.shared.asking import read_update
from tui.store.shared.link import Link
from tui.store.shared.looking import Looking

_TAKING = 0x74616B65
"""Key of the advisory lock under which what a source brought is read and kept."""


class Earlier(Looking):
    """The questions of a shared record about an earlier moment, over a connection of its own."""

    def __init__(self, url: str, moment: datetime) -> None:
        super().__init__(Link(url, read_only=True, moment=stamp(moment)))
        self.moment = moment

    def close(self) -> None:
        """Give the connection back."""
        self._link.close()


class SharedArchive(Looking):
    """A shared record that is open. Close it, or use it as a context manager.

    `url`: postgresql://user@host/database#record. Raises `StoreError` when the database cannot be used, and when it
    is opened `read_only` and there is no record.
    """

    shared = True

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        super().__init__(Link(url, read_only=read_only))
        self._guard = Link(url, read_only=read_only)
        self._url = url
        self._past: Earlier | None = None
        self.path = Path(self._link.shown)
        self.read_only = read_only
        self.notice: str | None = None
        self.damaged = 0
        """Lines that cannot be read: a database has none."""
        """What a person should be told about the record, if anything."""
        try:
            self._seen = self._heard = self._newest()
        except BaseException:
            self._link.close()
            raise

    def at(self, moment: datetime) -> Looking:
        """The same questions about an earlier moment, as `tui.store.archive.Archive.at`. It answers until another
        moment is asked about, or this is closed."""
        if self._past is not None:
            self._past.close()
        self._past = Earlier(self._url, moment)
        return self._past

    # -------------------------------------------------------------- writing

    def put(self, entries: Sequence[Entry], changes: Sequence[Change] = ()) -> None:
        """Keep entries and what they changed, as one transaction. An entry whose update is known is a revision.

        Returns when the database has it. Raises `StoreError` when it could not be saved; then nothing was kept.
        """
        if not entries and not changes:
            return
        with self._link.use(write=True) as connection, connection.cursor() as cursor:
            tx = self._next(cursor)
            fresh = writing.put(cursor, tx, entries, changes)
            cursor.execute("UPDATE about SET value = value + %s WHERE key = 'count' RETURNING value", (fresh,))
            row = cursor.fetchone()
            self._count = int(row[0]) if row else 0
        self._saw(tx)

    def put_states(self, states: Mapping[str, SourceState]) -> None:
        """Note how sources are doing."""
        if not states:
            return
        with self._link.use(write=True) as connection, connection.cursor() as cursor:
            tx = self._next(cursor)
            cursor.executemany(
                "INSERT INTO sources (id, body, next_try) VALUES (%s, %s, %s) "
                "ON CONFLICT (id) DO UPDATE SET body = excluded.body, next_try = excluded.next_try",
                [(key, msgspec.json.encode(s), s.next_try) for key, s in sorted(states.items())],
            )
        self._saw(tx)

    def put_note(self, key: str, value: Any) -> None:
        """Keep a small JSON value beside the records."""
        self.change_note(key, lambda _: value)

    def change_note(self, key: str, change: Callable[[Any], Any]) -> None:
        """Put in place of a note what `change` makes of it; nobody else writes it meanwhile."""
        with self._link.use(write=True) as connection, connection.cursor() as cursor:
            tx = self._next(cursor)
            row = cursor.execute("SELECT body FROM notes WHERE key = %s", (key,), binary=True).fetchone()
            value = change(msgspec.json.decode(row[0]) if row else None)
            cursor.execute(
                "INSERT INTO notes VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
                (key, msgspec.json.encode(value)),
            )
        self._saw(tx)

    def replace(self, entries: Sequence[Entry]) -> None:
        """Put other readings in place of those of the same updates and revisions; texts and changes stay, and so do the
        readings of texts that were dropped."""
        fresh = {(e.update.id, e.update.revision): e for e in entries}
        self.rewrite(lambda e: fresh.get((e.update.id, e.update.revision), e) if e.update.text else e)

    def drop_texts(self, before: datetime, *, rest: float = 0.0) -> int:
        """Drop the texts of updates that were fetched before that moment; their records, with the sentences that they
        rest on, stay. Gives the number of texts. `rest`: pauses of so many times the work between them."""
        dropped = 0

        def without_old_text(entry: Entry) -> Entry:
            nonlocal dropped
            if entry.update.fetched >= before or not entry.update.text:
                return entry
            dropped += 1
            return msgspec.structs.replace(entry, update=msgspec.structs.replace(entry.update, text=""))

        self.rewrite(without_old_text, rest=rest)
        return dropped

    def rewrite(self, change: Callable[[Entry], Entry], *, rest: float = 0.0) -> None:
        """Put in place of each entry what `change` makes of it; it may change all but ids and revisions.

        All of it counts from one moment on, or nothing does. Raises `StoreError` when it could not be done.
        """
        with self._link.use(write=True) as connection, connection.cursor() as cursor:
            tx = self._next(cursor)  # held until the end: nobody adds meanwhile
            for page in self._pages("true"):
                begun = time.monotonic()
                current = {
                    n
                    for (n,) in connection.execute(
                        "SELECT n FROM updates WHERE current AND n = ANY(%s)", ([n for n, _ in page],)
                    )
                }
                for n, entry in page:
                    other = change(entry)
                    if other != entry:
                        writing.replace_records(cursor, n, other, n in current)
                if rest:
                    time.sleep(rest * (time.monotonic() - begun))
        self._saw(tx)

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """While the block runs, no other collector reads and keeps what its sources brought: the second of two copies
        must see the first."""
        # over a connection of its own: the lock ends with it, and questions of the screen do not wait
        with self._guard.use(write=True) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (_TAKING, self._link.schema))
            yield

    def refresh(self) -> bool:
        """Whether somebody else has written since this was last asked, or since the record was opened."""
        newest = self._newest()
        if newest == self._seen:
            return False
        self._seen = newest
        return True

    def newcomers(self) -> list[Update]:
        """Updates that were stored since this was last asked, or since the record was opened, by whomever."""
        rows = self._link.rows(
            "SELECT head, body FROM updates WHERE n >= %s AND n < %s ORDER BY n",
            (number(self._heard + 1, 0), number(self._seen + 1, 0)),
        )
        self._heard = max(self._heard, self._seen)
        return [read_update(*row) for row in rows]

    def analyse(self) -> None:
        """Let the database look at how its tables have grown; it does so by itself some minutes later."""
        with self._link.use() as connection:
            for table in ("updates", "quotes", "figures", "evidence", "changes"):
                connection.execute(f"VACUUM ANALYZE {table}")

    # -------------------------------------------------------------- who asks a source

    def lease(self, source: str, holder: str, seconds: float, *, force: bool = False) -> SourceState | None:
        """Take the right to ask a source for so long; what is known of it, or None when somebody else asks it now or
        it is not due. `force` takes it also before it is due.

        A collector that ends without giving it back loses it when the time is over.
        """
        with self._link.use(write=True) as connection:
            connection.execute("INSERT INTO sources (id) VALUES (%s) ON CONFLICT DO NOTHING", (source,))
            row = connection.execute(
                "SELECT body FROM sources WHERE id = %s AND (until IS NULL OR until <= now() OR holder = %s) "
                "AND (%s OR next_try IS NULL OR next_try <= now()) FOR UPDATE SKIP LOCKED",
                (source, holder, force),
                binary=True,
            ).fetchone()
            if row is None:
                return None
            connection.execute(
                "UPDATE sources SET holder = %s, until = now() + make_interval(secs => %s) WHERE id = %s",
                (holder, seconds, source),
            )
        return msgspec.json.decode(row[0], type=SourceState) if row[0] is not None else SourceState(id=source)

    def give_back(self, state: SourceState, holder: str) -> bool:
        """Note how a source did and end the lease; False when it was lost meanwhile: somebody else's word counts."""
        with self._link.use(write=True) as connection, connection.cursor() as cursor:
            tx = self._next(cursor)
            cursor.execute(
                "UPDATE sources SET body = %s, next_try = %s, holder = NULL, until = NULL "
                "WHERE id = %s AND holder = %s",
                (msgspec.json.encode(state), state.next_try, state.id, holder),
            )
            kept = cursor.rowcount == 1
        self._saw(tx)
        return kept

    def __len__(self) -> int:
        """Number of updates, as of the last look or writing."""
        return int(self._count)

    # -------------------------------------------------------------- life

    def close(self) -> None:
        """Give the connection back. Everything acknowledged is in the database already."""
        if self._past is not None:
            self._past.close()
        self._link.close()
        self._guard.close()

    def __enter__(self) -> SharedArchive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -------------------------------------------------------------- inside

    def _newest(self) -> int:
        """The last transaction; and how many updates there are, so that telling it costs no question."""
        known = dict(self._link.rows("SELECT key, value FROM about WHERE key IN ('tx', 'count')"))
        self._count = int(known["count"])
        return int(known["tx"])

    @staticmethod
    def _next(cursor: Any) -> int:
        row = cursor.execute("UPDATE about SET value = value + 1 WHERE key = 'tx' RETURNING value").fetchone()
        return int(row[0])

    def _saw(self, tx: int) -> None:
        # own writing is no news, but what came between is
        if tx == self._seen + 1:
            self._seen = tx
