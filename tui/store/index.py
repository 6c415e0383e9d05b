"""Asks the index: rows in order, from the recent part in memory and the sealed part on disk as if they were one."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from tui.store.parts import Parts, Row, fill
from tui.store.schema import number
from tui.store.wording import match


class Index(Parts):
    """One connection; its owner sees to it that one thread at a time asks."""

    # -------------------------------------------------------------- updates

    def sealed_revisions(self, update_id: str) -> list[int]:
        """Numbers of the sealed revisions of an update, oldest first."""
        then = "" if self.moment is None else " AND stood <= :moment"
        rows = self.db.execute(
            f"SELECT n FROM sealed.updates WHERE id = :id AND n < :bound{then} ORDER BY n",
            {**self.params(), "id": update_id},
        )
        return [r[0] for r in rows]

    def sealed_updates(self) -> Iterator[int]:
        """Numbers of all sealed updates that have no newer revision, in the order in which they came."""
        rows = self.db.execute(
            f"SELECT u.n FROM sealed.updates u WHERE {self.current('sealed')} ORDER BY u.n", self.params()
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
            found += self.db.execute(fill(sql, s=name, current=self.current(name)), self.params()).fetchone()[0]
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
            return self.merged(fill(sql, by=" INDEXED BY quotes_at", equal=""), params, newest_first=True)
        if speakers is not None and sources is not None:
            names = list(sources)
            sql = fill(sql.replace("{equal}", f" AND q.source IN ({_marks('s', names, params)})" + "{equal}"))
        # a walk along its own index for each speaker or source, side by side
        walks = [
            self.merged(
                fill(sql, by=f" INDEXED BY quotes_{by}", equal=f" AND q.{by} = :value"),
                {**params, "value": value},
                newest_first=True,
            )
            for value in dict.fromkeys(values)
        ]
        return heapq.merge(*walks, key=lambda r: r[:2], reverse=True)

    def copies(self, folds: Collection[int]) -> dict[int, list[Row]]:
        """(at, id, n, place) of the current quotes that fold into one, earliest first, by their fold."""
        params: dict[str, Any] = {}
        sql = (
            "SELECT q.fold, q.at, q.id, q.u, q.place FROM {s}.quotes q INDEXED BY quotes_fold "
            "JOIN {s}.updates u ON u.n = q.u "
            f"WHERE q.fold IN ({_marks('f', list(folds), params)}) AND {{current}} ORDER BY q.fold, q.at, q.id"
        )
        found: dict[int, list[Row]] = {}
        for fold, *row in self.merged(sql, params):
            found.setdefault(fold, []).append(tuple(row))
        return found

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

    def evidence(self, since: int | None, until: int | None, labels: Collection[str] | None) -> Iterator[Row]:
        """(at, id, n, place) of current evidence on any commitment, newest first."""
        return self._by_time("evidence", since, until, labels)

    def _by_time(
        self, table: str, since: int | None, until: int | None, labels: Collection[str] | None = None
    ) -> Iterator[Row]:
        where, params = _span("r.at", since, until)
        if labels is not None:
            where += f" AND r.label IN ({_marks('l', sorted(labels), params)})"
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
                {**params, "bound": self.bound() if name == "sealed" else 1 << 62},
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
        query = match(words)
        if not query:
            return iter(())
        sql = (
            "SELECT w.rowid FROM {s}.words w CROSS JOIN {s}.updates u ON u.n = w.rowid "
            "WHERE w.words MATCH :match AND {current} ORDER BY w.rowid DESC"
        )
        return (r[0] for r in self.merged(sql, {"match": query}, newest_first=True))


def _marks(prefix: str, names: Sequence[object], params: dict[str, Any]) -> str:
    params |= {f"{prefix}{i}": name for i, name in enumerate(names)}
    return ", ".join(f":{prefix}{i}" for i in range(len(names)))


def _span(column: str, since: int | None, until: int | None) -> tuple[str, dict[str, Any]]:
    where, params = "", {}
    if since is not None:
        where, params["since"] = f"{where} AND {column} >= :since", since
    if until is not None:
        where, params["until"] = f"{where} AND {column} <= :until", until
    return where, params
