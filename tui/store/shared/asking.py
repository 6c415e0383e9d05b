"""The questions of a shared record. Each is one or two statements, and each walks an index."""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from tui.records import (
    Change,
    Cite,
    Entry,
    EvidenceLabel,
    EvidenceRecord,
    FigureRecord,
    QuoteRecord,
    SourceState,
    Update,
    cite,
)
from tui.store import packing
from tui.store.held import holds
from tui.store.schema import number, searchable, stamp, transaction_of
from tui.store.shared import writing
from tui.store.shared.link import Link
from tui.store.wording import terms

_PAGE = 200
"""Rows that are looked at in one go, where it is not known how many fit."""
_FIRST = "NOT EXISTS (SELECT 1 FROM quotes c WHERE c.fold = q.fold AND c.current AND (c.at, c.id) < (q.at, q.id))"
_SERIES = """
WITH RECURSIVE keys AS (
    (SELECT indicator, claimant, baseline FROM figures WHERE current AND indicator IS NOT NULL
     ORDER BY indicator, claimant, baseline LIMIT 1)
    UNION ALL
    SELECT k.* FROM keys s CROSS JOIN LATERAL (
        SELECT f.indicator, f.claimant, f.baseline FROM figures f WHERE f.current AND f.indicator IS NOT NULL
        AND (f.indicator, f.claimant, f.baseline) > (s.indicator, s.claimant, s.baseline)
        ORDER BY f.indicator, f.claimant, f.baseline LIMIT 1) k)
"""
COMMITMENTS = """
WITH RECURSIVE keys AS (
    (SELECT commitment FROM evidence WHERE current AND commitment IS NOT NULL ORDER BY commitment LIMIT 1)
    UNION ALL
    SELECT k.* FROM keys s CROSS JOIN LATERAL (
        SELECT e.commitment FROM evidence e WHERE e.current AND e.commitment IS NOT NULL
        AND e.commitment > s.commitment ORDER BY e.commitment LIMIT 1) k)
"""


class Where(NamedTuple):
    """A condition and its values."""

    sql: str
    values: dict[str, Any]


class Asking:
    """Asked from any thread; see `tui.store.questions.Questions`, whose questions these are.

    Raises `StoreError` when the database cannot be reached.
    """

    def __init__(self, link: Link) -> None:
        self._link = link

    # -------------------------------------------------------------- updates

    def update(self, update_id: str) -> Update | None:
        """The newest revision of an update."""
        rows = self._link.rows("SELECT head, body FROM updates WHERE id = %s ORDER BY n DESC LIMIT 1", (update_id,))
        return read_update(*rows[0]) if rows else None

    def entry(self, update_id: str) -> Entry | None:
        """The newest revision of an update, with all that was read from it."""
        rows = self._link.rows("SELECT n, head, body FROM updates WHERE id = %s ORDER BY n DESC LIMIT 1", (update_id,))
        return self._filled(rows)[0] if rows else None

    def revisions(self, update_id: str) -> tuple[Entry, ...]:
        """All revisions of an update, oldest first."""
        return tuple(
            self._filled(self._link.rows("SELECT n, head, body FROM updates WHERE id = %s ORDER BY n", (update_id,)))
        )

    def digest(self, update_id: str) -> str | None:
        """Digest of the newest revision: tells a changed item from an unchanged one."""
        rows = self._link.rows("SELECT digest FROM updates WHERE id = %s ORDER BY n DESC LIMIT 1", (update_id,))
        return str(rows[0][0]) if rows else None

    def entries(self) -> list[Entry]:
        """The newest revision of every update, in the order in which they came. Reads everything that is kept."""
        return [entry for page in self._pages("current") for _, entry in page]

    def walk(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        missing: Callable[[], None] = lambda: None,
        remember: int = 0,
    ) -> Iterator[Entry]:
        """The newest revision of every update between two moments, oldest first, read a few at a time. `missing` is
        never called: a database has no damaged lines. `remember` is for files: a database gives records by themselves.

        What is stored meanwhile is not in it.
        """
        where = _span("at", since, until)
        numbers = array(
            "q",
            (
                r[0]
                for r in self._link.rows(f"SELECT n FROM updates WHERE current{where.sql} ORDER BY at, n", where.values)
            ),
        )
        for start in range(0, len(numbers), _PAGE):
            page = numbers[start : start + _PAGE].tolist()
            rows = {r[0]: r for r in self._link.rows("SELECT n, head, body FROM updates WHERE n = ANY(%s)", (page,))}
            yield from self._filled(rows[n] for n in page if n in rows)

    def span(self) -> tuple[datetime, datetime] | tuple[None, None]:
        """When the oldest and the newest update are filed under; None for both when nothing is kept."""
        (found,) = self._link.rows(
            "SELECT (SELECT min(at) FROM updates WHERE current), (SELECT max(at) FROM updates WHERE current)"
        )
        if found[0] is None:
            return None, None
        return datetime.fromtimestamp(found[0] / 1e6, UTC), datetime.fromtimestamp(found[1] / 1e6, UTC)

    def updates(
        self, limit: int | None = None, *, since: datetime | None = None, until: datetime | None = None
    ) -> list[Update]:
        """Updates, newest first, by the time they are filed under."""
        where = _span("at", since, until)
        rows = self._link.rows(
            f"SELECT head, body FROM updates WHERE current{where.sql} ORDER BY at DESC, n DESC LIMIT %(limit)s",
            {**where.values, "limit": limit},
        )
        return [read_update(*row) for row in rows]

    def search(self, words: str, limit: int | None = 50) -> list[Update]:
        """Updates in whose title or text all words stand, or phrases in quotation marks; last stored first."""
        wanted = terms(words)
        found: list[Update] = []
        last = 1 << 62
        while wanted and (limit is None or len(found) < limit):
            page = _PAGE if limit is None else min(_PAGE, limit)
            rows = self._link.rows(
                "SELECT n, head, body FROM updates WHERE current AND words @@ %s::tsquery AND n < %s "
                "ORDER BY n DESC LIMIT %s",
                (_all_of(writing.wanted(wanted)), last, page),
            )
            if not rows:
                break
            last = rows[-1][0]
            found += [u for row in rows if (u := self._holding(row, wanted))]
        return found[:limit]

    def _holding(self, row: tuple[int, bytes, bytes], wanted: list[list[str]]) -> Update | None:
        # what a dropped text leaves to be found are its records
        entry = Entry(update=read_update(*row[1:])) if row[2] else self._filled([row])[0]
        return entry.update if holds(searchable(entry), wanted) else None

    def __len__(self) -> int:
        """Number of updates."""
        return int(self._link.rows("SELECT count(*) FROM updates WHERE current")[0][0])

    # -------------------------------------------------------------- records

    def quotes(
        self,
        limit: int | None = None,
        *,
        kinds: Iterable[str] | None = None,
        speakers: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        words: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[QuoteRecord]:
        """Quotes, newest first; the same words of one speaker are one quote, its earliest, with carriers."""
        where = _span("q.at", since, until)
        for name, values in (("kind", kinds), ("speaker", speakers), ("source", sources)):
            if values is not None:
                where = Where(f"{where.sql} AND q.{name} = ANY(%({name})s)", {**where.values, name: list(values)})
        if words is not None:
            return self._quotes_having(words, limit, where)
        rows = self._link.rows(
            "SELECT q.fold, q.u, q.body, u.head FROM quotes q JOIN updates u ON u.n = q.u "
            f"WHERE q.current{where.sql} AND {_FIRST} ORDER BY q.at DESC, q.id DESC LIMIT %(limit)s",
            {**where.values, "limit": limit},
        )
        return self._folded(rows)

    def series_keys(self, indicator: str | None = None) -> list[tuple[str, str, str | None]]:
        """(indicator, claimant, baseline) of every series, in order. A claimant is an actor's id, or the wording."""
        rows = self._link.rows(
            _SERIES + "SELECT * FROM keys WHERE %(i)s::text IS NULL OR indicator = %(i)s", {"i": indicator}
        )
        return [(i, c, b or None) for i, c, b in sorted(rows)]

    def series(
        self,
        indicator: str,
        claimant: str,
        baseline: str | None = None,
        *,
        limit: int | None = None,
        until: datetime | None = None,
    ) -> list[FigureRecord]:
        """The readings of a series by the newest revisions, newest as-of first."""
        where = _span("f.at", None, until)
        rows = self._link.rows(
            "SELECT f.body, u.head FROM figures f JOIN updates u ON u.n = f.u WHERE f.current "
            "AND f.indicator = %(indicator)s AND f.claimant = %(claimant)s AND f.baseline = %(baseline)s"
            f"{where.sql} ORDER BY f.as_of DESC, f.at DESC, f.id DESC LIMIT %(limit)s",
            {
                **where.values,
                "indicator": indicator,
                "claimant": claimant,
                "baseline": baseline or "",
                "limit": limit,
            },
        )
        return read_figures(rows)

    def latest_figures(self, until: datetime | None = None, *, limit: int = 1) -> list[FigureRecord]:
        """The newest readings of every series, up to `limit` of each: what a ledger shows, at any size of the store."""
        where = _span("f.at", None, until)
        rows = self._link.rows(
            _SERIES + "SELECT l.body, u.head FROM keys k CROSS JOIN LATERAL (SELECT f.* FROM figures f WHERE f.current "
            "AND f.indicator = k.indicator AND f.claimant = k.claimant AND f.baseline = k.baseline"
            f"{where.sql} ORDER BY f.as_of DESC, f.at DESC, f.id DESC LIMIT %(limit)s) l JOIN updates u ON u.n = l.u "
            "ORDER BY k.indicator, k.claimant, k.baseline, l.as_of DESC, l.at DESC, l.id DESC",
            {**where.values, "limit": limit},
        )
        return read_figures(rows)

    def latest_evidence(self, until: datetime | None = None, *, limit: int = 1) -> list[EvidenceRecord]:
        """The newest evidence on every commitment, up to `limit` of each."""
        where = _span("e.at", None, until)
        rows = self._link.rows(
            COMMITMENTS
            + "SELECT l.body, u.head FROM keys k CROSS JOIN LATERAL (SELECT e.* FROM evidence e WHERE e.current "
            f"AND e.commitment = k.commitment{where.sql} ORDER BY e.at DESC, e.id DESC LIMIT %(limit)s) l "
            "JOIN updates u ON u.n = l.u ORDER BY k.commitment, l.at DESC, l.id DESC",
            {**where.values, "limit": limit},
        )
        return _evidence(rows)

    def trail(
        self,
        commitment: str,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[EvidenceRecord]:
        """The evidence on a commitment in the newest revisions, newest first."""
        where = _span("e.at", since, until)
        rows = self._link.rows(
            "SELECT e.body, u.head FROM evidence e JOIN updates u ON u.n = e.u WHERE e.current "
            f"AND e.commitment = %(commitment)s{where.sql} ORDER BY e.at DESC, e.id DESC LIMIT %(limit)s",
            {**where.values, "commitment": commitment, "limit": limit},
        )
        return _evidence(rows)

    def figures(self, *, since: datetime | None = None, until: datetime | None = None) -> list[FigureRecord]:
        """All figures of the newest revisions; with bounds, the readings of indicators between them, newest first."""
        where = _span("f.at", since, until)
        tail = "ORDER BY f.u, f.place"
        if where.sql:
            tail = f"AND f.indicator IS NOT NULL{where.sql} ORDER BY f.at DESC, f.id DESC"
        return read_figures(
            self._link.rows(
                f"SELECT f.body, u.head FROM figures f JOIN updates u ON u.n = f.u WHERE f.current {tail}",
                where.values,
            )
        )

    def evidence(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        labels: Collection[EvidenceLabel] | None = None,
    ) -> list[EvidenceRecord]:
        """All evidence of the newest revisions; with bounds, that on commitments between them, newest first, with any
        of the labels if some are given."""
        where = _span("e.at", since, until)
        tail = "ORDER BY e.u, e.place"
        if where.sql:
            tail = f"AND e.commitment IS NOT NULL{where.sql} ORDER BY e.at DESC, e.id DESC"
        found = _evidence(
            self._link.rows(
                f"SELECT e.body, u.head FROM evidence e JOIN updates u ON u.n = e.u WHERE e.current {tail}",
                where.values,
            )
        )
        return [x for x in found if labels is None or x.evidence.status in labels]

    def changes(self, limit: int | None = None, *, since: datetime | None = None) -> list[Change]:
        """What changed, newest first; with `since`, only from that moment on."""
        if since is None and self._link.moment is None:
            rows = self._link.rows("SELECT body FROM changes ORDER BY n DESC LIMIT %s", (limit,))
        else:
            low = stamp(since) if since is not None else None
            rows = self._link.rows(
                "SELECT body FROM changes WHERE %s::bigint IS NULL OR at >= %s ORDER BY at DESC, n DESC LIMIT %s",
                (low, low, limit),
            )
        return [packing.read_change(r[0]) for r in rows]

    def told(
        self, limit: int | None = None, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[tuple[Change, tuple[Entry, ...]]]:
        """What changed, newest first, each with the entries that came in its transaction: what a change rests on."""
        last, entries = -1, tuple[Entry, ...]()
        where = _span("at", since, until)
        order = "n DESC" if since is None and self._link.moment is None else "at DESC, n DESC"
        rows = self._link.rows(
            f"SELECT n, body FROM changes WHERE true{where.sql} ORDER BY {order} LIMIT %(limit)s",
            {**where.values, "limit": limit},
        )
        for n, body in rows:
            if transaction_of(n) != last:
                last = transaction_of(n)
                entries = tuple(
                    self._filled(
                        self._link.rows(
                            "SELECT n, head, body FROM updates WHERE n >= %s AND n < %s ORDER BY n",
                            (number(last, 0), number(last + 1, 0)),
                        )
                    )
                )
            yield packing.read_change(body), entries

    @contextlib.contextmanager
    def sharing(self) -> Iterator[None]:
        """As a file's `sharing`; what comes from a database is taken as it comes."""
        yield

    def states(self) -> dict[str, SourceState]:
        """How each source was doing when it was last noted."""
        rows = self._link.rows("SELECT id, body FROM sources WHERE body IS NOT NULL ORDER BY id")
        return {key: msgspec.json.decode(body, type=SourceState) for key, body in rows}

    def notes(self) -> dict[str, Any]:
        """All small values that are kept beside the records."""
        return {key: msgspec.json.decode(body) for key, body in self._link.rows("SELECT key, body FROM notes")}

    def note(self, key: str) -> Any:
        """A small value kept beside the records, such as the time of the last look."""
        rows = self._link.rows("SELECT body FROM notes WHERE key = %s", (key,))
        return msgspec.json.decode(rows[0][0]) if rows else None

    # -------------------------------------------------------------- inside

    def _filled(self, rows: Iterable[tuple[int, bytes, bytes]]) -> list[Entry]:
        """Entries of (n, head, body), with their records."""
        updates = {n: read_update(head, body) for n, head, body in rows}
        cites = {n: cite(u) for n, u in updates.items()}
        found: dict[str, dict[int, list[Any]]] = {}
        for table, read in (
            ("quotes", packing.read_quote),
            ("figures", packing.read_figure),
            ("evidence", packing.read_evidence),
        ):
            mine = found[table] = {}
            for u, body in self._link.rows(
                f"SELECT u, body FROM {table} WHERE u = ANY(%s) ORDER BY u, place",
                (list(updates),),
            ):
                mine.setdefault(u, []).append(read(body, cites[u]))
        return [
            Entry(update=update, **{table: tuple(mine.get(n, ())) for table, mine in found.items()})
            for n, update in updates.items()
        ]

    def _pages(self, where: str, *, size: int = _PAGE) -> Iterator[list[tuple[int, Entry]]]:
        """(number, entry) of updates, page by page, in the order in which they came."""
        last = -1
        while True:
            rows = self._link.rows(
                f"SELECT n, head, body FROM updates WHERE {where} AND n > %s ORDER BY n LIMIT %s",
                (last, size),
            )
            if not rows:
                return
            last = rows[-1][0]
            yield list(zip((r[0] for r in rows), self._filled(rows), strict=True))

    def _quotes_having(self, words: str, limit: int | None, where: Where) -> list[QuoteRecord]:
        wanted = terms(words)
        found: list[tuple[Any, ...]] = []
        last = (1 << 62, 0)
        while wanted and (limit is None or len(found) < limit):
            rows = self._link.rows(
                "SELECT q.fold, q.u, q.body, u.head, q.place FROM updates u JOIN quotes q ON q.u = u.n "
                f"WHERE u.current AND u.words @@ %(words)s::tsquery AND (q.u, -q.place) < (%(n)s, %(place)s) "
                f"{where.sql} AND {_FIRST} ORDER BY q.u DESC, q.place LIMIT %(page)s",
                {
                    **where.values,
                    "words": _all_of(writing.wanted(wanted)),
                    "n": last[0],
                    "place": last[1],
                    "page": _PAGE,
                },
            )
            if not rows:
                break
            last = (rows[-1][1], -rows[-1][4])
            own = _Cites()
            found += [r[:4] for r in rows if holds(packing.read_quote(r[2], own[r[3]]).quote.text, wanted)]
        return sorted(self._folded(found[:limit]), key=lambda q: (q.at, q.id), reverse=True)

    def _folded(self, rows: list[tuple[Any, ...]]) -> list[QuoteRecord]:
        """The quotes of (fold, n, body, head), with the copies of each as carriers."""
        own = _Cites()
        firsts = [(fold, packing.read_quote(body, own[head])) for fold, _, body, head in rows]
        copies: dict[int, list[Cite]] = {}
        for fold, head in self._link.rows(
            "SELECT c.fold, u.head FROM quotes c JOIN updates u ON u.n = c.u WHERE c.current AND c.fold = ANY(%s) "
            "ORDER BY c.fold, c.at, c.id",
            (list({f for f, _ in firsts}),),
        ):
            copies.setdefault(fold, []).append(own[head])
        found = []
        for fold, first in firsts:
            carriers = tuple(c for c in copies.get(fold, [])[1:] if c.update != first.cite.update)
            found.append(msgspec.structs.replace(first, carriers=carriers) if carriers else first)
        return found


class _Cites(dict[bytes, Cite]):
    """The citation that a head gives, made once."""

    def __missing__(self, head: bytes) -> Cite:
        found = self[head] = cite(packing.read_update(head))
        return found


def read_update(head: bytes, body: bytes) -> Update:
    """The update of a row."""
    return msgspec.structs.replace(packing.read_update(head), text=writing.decoded(body))


def read_figures(rows: Iterable[tuple[Any, ...]]) -> list[FigureRecord]:
    """The figures of (body, head)."""
    own = _Cites()
    return [packing.read_figure(body, own[head]) for body, head in rows]


def _evidence(rows: Iterable[tuple[Any, ...]]) -> list[EvidenceRecord]:
    own = _Cites()
    return [packing.read_evidence(body, own[head]) for body, head in rows]


def _all_of(words: Iterable[str]) -> str:
    """A tsquery for all the words; they are quoted, so that no letter of one is taken for an operator."""
    return " & ".join("'" + w.replace("\\", "\\\\").replace("'", "''") + "'" for w in words)


def _span(column: str, since: datetime | None, until: datetime | None) -> Where:
    where, values = "", {}
    if since is not None:
        where, values["since"] = f"{where} AND {column} >= %(since)s", stamp(since)
    if until is not None:
        where, values["until"] = f"{where} AND {column} <= %(until)s", stamp(until)
    return Where(where, values)
