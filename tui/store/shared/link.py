"""The connection to PostgreSQL: opened, looked after, given back; what goes wrong is said in one line, without secrets.

One connection, used by one thread at a time. When it is lost, what was asked fails with what to do, and the next
question opens it anew.
"""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.store.errors import NewerFormat, StoreError
from tui.store.shared.layout import FORMAT, PAST, TABLES, schema_name

if TYPE_CHECKING:
    import psycopg

SCHEMES = ("postgresql://", "postgres://")
_CONNECT_TIMEOUT = 10
_SECRET = re.compile(r"(password=)[^\s&]+", re.IGNORECASE)
_LAYOUT_LOCK = 0x63656173
"""Key of the advisory lock under which tables are made, so that two programs started at once make them once."""


def is_url(where: object) -> bool:
    """Whether a store is given as the address of a database rather than as a file."""
    return isinstance(where, str) and where.startswith(SCHEMES)


def shown(where: object) -> str:
    """The address of a store as it may be shown: without a password."""
    text = str(where)
    if not text.startswith(SCHEMES):
        return text
    scheme, _, rest = text.partition("://")
    host, slash, tail = rest.partition("/")
    if "@" in host:
        user, _, host = host.rpartition("@")
        host = f"{user.partition(':')[0]}@{host}"
    return _SECRET.sub(r"\1…", f"{scheme}://{host}{slash}{tail}")


class Link:
    """`url` is postgresql://user@host/database#record; the part after # names the record in it."""

    def __init__(self, url: str, *, read_only: bool, moment: int | None = None) -> None:
        self.lock = threading.RLock()
        self.read_only = read_only
        self.moment = moment
        """When set, the tables are those of an earlier moment, in microseconds since 1970."""
        address, _, record = url.partition("#")
        self.schema = schema_name(record or "record")
        self.shown = shown(url)
        self._address = address
        self._connection: psycopg.Connection[Any] | None = None
        self._closed = False
        try:
            import psycopg
        except ImportError:
            raise StoreError(
                f"{self.shown}: a shared record needs the extra `postgres`: pip install 'ceasefire-tui[postgres]'"
            ) from None
        self._psycopg = psycopg

    @contextlib.contextmanager
    def use(self, *, write: bool = False) -> Iterator[psycopg.Connection[Any]]:
        """The connection; with `write`, in one transaction that counts when the block ends, or not at all.

        Raises `StoreError` when the database cannot be reached or refuses.
        """
        if write and self.read_only:
            raise StoreError(f"{self.shown}: opened for reading only")
        with self.lock:
            try:
                connection = self._connected()
                if write:
                    with connection.transaction():
                        yield connection
                else:
                    yield connection
            except self._psycopg.Error as error:
                raise self.wrong(error) from error

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The answer to one question."""
        with self.use() as connection:
            return connection.execute(sql, params or None, binary=True).fetchall()

    def wrong(self, error: Exception) -> StoreError:
        """What to tell of an error of the database."""
        what = _SECRET.sub(r"\1…", " ".join(str(error).split())) or type(error).__name__
        if isinstance(error, self._psycopg.errors.InsufficientPrivilege):
            return StoreError(f"{self.shown}: the database does not let this user do that: {what}")
        if isinstance(error, self._psycopg.OperationalError):
            return StoreError(f"{self.shown}: the database cannot be used: {what}; it is tried again by itself")
        return StoreError(f"{self.shown}: {what}")

    def close(self) -> None:
        """Give the connection back."""
        with self.lock:
            self._closed = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    # -------------------------------------------------------------- inside

    def _connected(self) -> psycopg.Connection[Any]:
        if self._closed:
            raise StoreError(f"{self.shown}: the store is closed")
        if self._connection is not None and not self._connection.closed and not self._connection.broken:
            return self._connection
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        connection = self._psycopg.connect(
            self._address, autocommit=True, connect_timeout=_CONNECT_TIMEOUT, application_name="ceasefire-tui"
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _prepare(self, connection: psycopg.Connection[Any]) -> None:
        from psycopg import sql

        name = sql.Identifier(self.schema)
        connection.execute(sql.SQL("SET search_path TO {}").format(name))
        if not self._laid_out(connection):
            if self.read_only:
                raise StoreError(f"{self.shown}: there is no record yet; `ceasefire-tui poll --once` makes one")
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LAYOUT_LOCK,))
                if not self._laid_out(connection):
                    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
                    connection.execute(TABLES.encode())
                    connection.execute("INSERT INTO about VALUES ('format', %s), ('tx', 0), ('count', 0)", (FORMAT,))
        found = connection.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
        if found is None or found[0] != FORMAT:
            raise NewerFormat(
                f"{self.shown}: format {found[0] if found else '?'} was made by a newer version of this program; "
                "update the program, or use another database"
            )
        if self.moment is not None:
            past = sql.SQL(PAST).format(s=name, moment=sql.Literal(self.moment))
            connection.execute(past)
        if self.read_only:
            connection.execute("SET default_transaction_read_only TO on")

    def _laid_out(self, connection: psycopg.Connection[Any]) -> bool:
        # not to_regclass(), which answers from a cache that may be older than the lock
        return (
            connection.execute(
                "SELECT 1 FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace "
                "WHERE s.nspname = %s AND c.relname = 'about'",
                (self.schema,),
            ).fetchone()
            is not None
        )
