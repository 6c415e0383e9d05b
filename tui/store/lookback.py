"""What the rules look back to (`tui.agreement.horizon`), chosen by the index: as much at any size of the store.

Everything that is asked for here can be asked as if some updates were not there, and some claims: so that what a
delivery will change is known before it is kept.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Literal, NamedTuple

from tui.agreement.case import STALL_CLAIM, STEPS
from tui.agreement.claims import claim_key
from tui.agreement.horizon import CARRIERS, CARRIERS_BEFORE, DAYS, DENIALS, HOLDING_BACK, VALUES, counts
from tui.records import EvidenceRecord, FigureRecord
from tui.store.held import Held
from tui.store.index import Index
from tui.store.parts import PARTS, Row, fill
from tui.store.questions import Questions
from tui.store.schema import fold_of, stamp

SeriesKey = tuple[str, str, str | None, bool]
"""Indicator, claimant, baseline, and whether the values are derived."""
DenialsKey = tuple[str, str]
"""Indicator and claimant."""

Steps = Callable[[str, datetime], datetime | None]
"""The last step on a commitment up to a moment that is known from elsewhere."""


def _nothing_known(commitment: str, now: datetime) -> None:
    """No step is known from elsewhere."""


_EARLIER = (
    "NOT EXISTS (SELECT 1 FROM {s}.evidence o INDEXED BY evidence_fold CROSS JOIN {s}.updates w ON w.n = o.u "
    "WHERE o.fold = e.fold AND (o.at, o.id) < (e.at, e.id) AND {visible})"
)


class Lookback(Questions):
    """Questions whose answers do not grow with the store."""

    def commitments(self) -> list[str]:
        """Ids of all commitments on which there ever was evidence."""
        with self._asking() as held:
            return held.caught_up().commitments()

    def series_kinds(self) -> list[SeriesKey]:
        """All series that there ever were."""
        with self._asking() as held:
            db = held.caught_up().db
            names = ("main", "sealed")
            rows = {r for s in names for r in db.execute(f"SELECT indicator, claimant, baseline, kind FROM {s}.kinds")}
        return sorted({(i, c, b or None, bool(k >> 1)) for i, c, b, k in rows}, key=repr)

    def denial_keys(self) -> list[DenialsKey]:
        """Whose values were ever denied by themselves or others: (indicator, claimant) of the denials."""
        with self._asking() as held:
            return _denial_keys(held.caught_up())

    def claims_in_view(
        self,
        commitment: str,
        now: datetime,
        *,
        step: datetime | None = None,
        without: Collection[str] = (),
        unfolded: Iterable[EvidenceRecord] = (),
    ) -> list[EvidenceRecord]:
        """The evidence on a commitment that the rules look at, up to `now`.

        `step`: the last step that is known from elsewhere. `without`: ids of updates that are not to count.
        `unfolded`: records with whose copies it is the same; the first of those is given by `first_copies`.
        """
        with self._asking() as held, _hiding(held, without, {fold_of(claim_key(r)) for r in unfolded}) as sight:
            rows = _claims(sight, commitment, [_end(now, step)])
            return held.evidence_of(sorted(rows))

    def claims_in_views(self, now: datetime, steps: Steps = _nothing_known) -> dict[str, list[EvidenceRecord]]:
        """What `claims_in_view` gives of every commitment, read in one go."""
        with self._asking() as held, _hiding(held, ()) as sight:
            rows = {c: _claims(sight, c, [_end(now, steps(c, now))]) for c in sight.index.commitments()}
            found = held.evidence_at({row for some in rows.values() for row in some})
        return {c: [found[r] for r in sorted(some) if r in found] for c, some in rows.items()}

    def claims_at_both(
        self,
        earlier: datetime,
        later: datetime,
        steps: Steps = _nothing_known,
    ) -> list[EvidenceRecord]:
        """What `claims_in_view` gives of every commitment at two moments."""
        rows: set[tuple[int, int]] = set()
        with self._asking() as held, _hiding(held, ()) as sight:
            for commitment in sight.index.commitments():
                ends = [_end(now, steps(commitment, now)) for now in (earlier, later)]
                rows |= _claims(sight, commitment, ends)
            return held.evidence_of(sorted(rows))

    def first_copies(self, records: Iterable[EvidenceRecord], without: Collection[str] = ()) -> list[EvidenceRecord]:
        """For each record the first that is kept of the same claim, if there is one."""
        found: dict[int, tuple[int, int]] = {}
        with self._asking() as held, _hiding(held, without) as sight:
            for fold in {fold_of(claim_key(r)) for r in records}:
                sql = (
                    "SELECT e.at, e.id, e.u, e.place FROM {s}.evidence e INDEXED BY evidence_fold "
                    f"CROSS JOIN {{s}}.updates u ON u.n = e.u WHERE e.fold = :fold AND {sight.visible()} "
                    "ORDER BY e.at, e.id LIMIT 1"
                )
                for row in islice(sight.index.merged(sql, {"fold": fold}, parts=sight.parts), 1):
                    found[fold] = row[2:]
            return [e.evidence[place] for n, place in found.values() if (e := held.load(n))]

    def readings_in_view(self, key: SeriesKey, now: datetime, *, without: Collection[str] = ()) -> list[FigureRecord]:
        """The readings of a series up to `now` that the running figures show or the rules look at."""
        with self._asking() as held, _hiding(held, without) as sight:
            return held.figures_of(sorted(_readings(sight, key, now, DAYS)))

    def readings_in_views(self, keys: Iterable[SeriesKey], now: datetime) -> dict[SeriesKey, list[FigureRecord]]:
        """What `readings_in_view` gives of each of several series, read in one go."""
        with self._asking() as held, _hiding(held, ()) as sight:
            rows = {key: _readings(sight, key, now, DAYS) for key in keys}
            found = held.figures_at({row for some in rows.values() for row in some})
        return {key: [found[r] for r in sorted(some) if r in found] for key, some in rows.items()}

    def readings_at_both(self, keys: Iterable[SeriesKey], earlier: datetime, later: datetime) -> list[FigureRecord]:
        """What `readings_in_view` gives of several series at the later moment, and the values that the rules look at at
        the earlier one."""
        rows: set[tuple[int, int]] = set()
        with self._asking() as held, _hiding(held, ()) as sight:
            for key in keys:
                rows |= _readings(sight, key, later, DAYS) | _readings(sight, key, earlier, 0)
            return held.figures_of(sorted(rows))

    def denials_in_view(self, key: DenialsKey, now: datetime, *, without: Collection[str] = ()) -> list[FigureRecord]:
        """The newest denials by a claimant of values of an indicator, up to `now`."""
        params = {"indicator": key[0], "claimant": key[1], "now": stamp(now)}
        with self._asking() as held, _hiding(held, without) as sight:
            sql = (
                "SELECT d.at, d.id, d.u, d.place FROM {s}.denials d INDEXED BY denials_of "
                "CROSS JOIN {s}.updates u ON u.n = d.u WHERE d.indicator = :indicator AND d.claimant = :claimant "
                f"AND d.at <= :now AND {sight.visible()} ORDER BY d.at DESC, d.id DESC LIMIT {DENIALS}"
            )
            rows = islice(sight.index.merged(sql, params, newest_first=True, parts=sight.parts), DENIALS)
            return held.figures_of((r[2], r[3]) for r in rows)


@dataclasses.dataclass(frozen=True, slots=True)
class _Sight:
    """The index, and which of its rows are not to be seen. What hides nothing is not asked: each condition costs as
    much as a row."""

    index: Index
    updates: bool
    folds: bool

    def visible(self, current: str = "{current}", updates: str = "u") -> str:
        """The condition under which a row of `updates` counts."""
        return f"{current} AND {updates}.id NOT IN (SELECT id FROM temp.hidden)" if self.updates else current

    @property
    def unfolded(self) -> str:
        """The condition under which evidence is none of what is hidden with all its copies."""
        return "e.fold NOT IN (SELECT fold FROM temp.folds) AND " if self.folds else ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts in which there can be anything."""
        return PARTS[1:] if self.index.bare else PARTS


@contextlib.contextmanager
def _hiding(held: Held, updates: Collection[str], folds: Collection[int] = ()) -> Iterator[_Sight]:
    index = held.caught_up()
    index.db.executemany("INSERT OR IGNORE INTO temp.hidden VALUES (?)", [(i,) for i in updates])
    index.db.executemany("INSERT OR IGNORE INTO temp.folds VALUES (?)", [(f,) for f in folds])
    try:
        yield _Sight(index, bool(updates), bool(folds))
    finally:
        if updates:
            index.db.execute("DELETE FROM temp.hidden")
        if folds:
            index.db.execute("DELETE FROM temp.folds")


def _denial_keys(index: Index) -> list[DenialsKey]:
    found: set[DenialsKey] = set()
    for name in ("main", "sealed"):
        last: Row | None = ("", "")
        while last is not None:
            last = index.db.execute(
                f"SELECT indicator, claimant FROM {name}.denials INDEXED BY denials_of "
                "WHERE (indicator, claimant) > (?, ?) ORDER BY indicator, claimant LIMIT 1",
                last,
            ).fetchone()
            if last is not None:
                found.add((last[0], last[1]))
    return sorted(found)


# ------------------------------------------------------------------ claims


class _End(NamedTuple):
    """A moment up to which claims count, and the last step that is known from elsewhere."""

    now: int
    stall: int
    step: int | None


def _end(now: datetime, step: datetime | None) -> _End:
    return _End(stamp(now), stamp(now - STALL_CLAIM), stamp(step) if step is not None else None)


def _claims(sight: _Sight, commitment: str, ends: Sequence[_End]) -> set[tuple[int, int]]:
    """(n, place) of the claims that `horizon.claims_in_view` would choose at any of the moments, or a few more."""
    chosen: set[tuple[int, int]] = set()
    steps: list[int | None] = [end.step for end in ends]
    last = max(end.now for end in ends)
    for known, place in ((True, "*"), (False, "")):
        newest, earliest = counts(("", place, "", 0))
        found: list[Row] = []
        for end in ends:
            # of places at which nothing was said since, the newest are those of the last moment
            found += _of_each_place(sight, commitment, "DESC", newest, end.now, known=known, until=last)
        chosen.update((row[2], row[3]) for row in found)
        for k, end in enumerate(ends):
            said = (row[1] for row in found if row[0] in STEPS and row[1] <= end.now)
            steps[k] = max((at for at in (steps[k], *said) if at is not None), default=None)
        # the earliest up to a moment are among the earliest up to a later one
        rows = _of_each_place(sight, commitment, "ASC", earliest, last, known=known)
        chosen.update((row[2], row[3]) for row in rows)
    for known in (True, False):
        for end, step in zip(ends, steps, strict=True):
            moments = [end.stall] if step is None else [end.stall, step]
            for moment in moments:
                rows = _of_each_place(
                    sight, commitment, "ASC", 1, end.now, known=known, since=moment, labels=HOLDING_BACK
                )
                for row in rows:
                    chosen.add((row[2], row[3]))
                    if row[1] == step and moments[-1] == step:
                        moments.append(step + 1)  # said with the step: then what was said after it is another claim
    return chosen


def _of_each_place(
    sight: _Sight,
    commitment: str,
    order: Literal["ASC", "DESC"],
    limit: int,
    now: int,
    *,
    known: bool,
    since: int = -(1 << 62),
    until: int | None = None,
    labels: Collection[str] = (),
) -> Iterator[Row]:
    """(label, at, n, place) of the first or last claims of every place; of all copies of each, the first. With an
    `until` that is later than `now`, only of places at which something was said in between.

    The index walks from place to place by itself: asked one by one, the asking costs more than the answers.
    """
    index = sight.index
    first = " AND ".join(
        fill(_EARLIER, visible=sight.visible(index.current(name, "w"), "w"), s=name) for name in sight.parts
    )
    where = "<> ''" if known else "= ''"
    one_of = "=" if limit == 1 else "IN"  # a list of one is a table to SQLite, made anew for every place
    among = f" AND p.label IN ({', '.join(repr(x) for x in sorted(labels))})" if labels else ""
    if until is not None and until > now:
        among += (
            " AND EXISTS (SELECT 1 FROM {s}.evidence l INDEXED BY evidence_place WHERE l.commitment = p.commitment "
            "AND l.label = p.label AND l.claimant = p.claimant AND l.about = p.about AND l.phrases = p.phrases "
            "AND l.at > :now AND l.at <= :until)"
        )
    sql = (
        f"SELECT r.label, r.at, r.u, r.place FROM {{s}}.places p CROSS JOIN {{s}}.evidence r ON r.rowid {one_of} ("
        "SELECT e.rowid FROM {s}.evidence e INDEXED BY evidence_place CROSS JOIN {s}.updates u ON u.n = e.u "
        "WHERE e.commitment = p.commitment AND e.label = p.label AND e.claimant = p.claimant AND e.about = p.about "
        "AND e.phrases = p.phrases AND e.at BETWEEN :since AND :now "
        f"AND {sight.unfolded}{sight.visible()} AND {first} "
        f"ORDER BY e.at {order}, e.id {order} LIMIT :limit) "
        f"WHERE p.commitment = :commitment AND p.claimant {where}{among}"
    )
    params = {"commitment": commitment, "now": now, "since": since, "until": until, "limit": limit}
    # each part by itself: what counts in both together counts in one of them
    for part in sight.parts:
        yield from index.merged(sql, params, parts=(part,))


# ------------------------------------------------------------------ readings


def _readings(sight: _Sight, key: SeriesKey, now: datetime, days: int) -> set[tuple[int, int]]:
    """(n, place) of what `horizon.readings_in_view`, of so many days, and `horizon.values_in_view` would choose."""
    indicator, claimant, baseline, derived = key
    sql = (
        "SELECT f.as_of, f.at, f.id, f.u, f.place, f.fold FROM {s}.figures f INDEXED BY figures_kind "
        "CROSS JOIN {s}.updates u ON u.n = f.u WHERE f.indicator = :indicator AND f.claimant = :claimant "
        f"AND f.baseline = :baseline AND f.kind = :kind AND f.at <= :now AND {sight.visible()} "
        "ORDER BY f.as_of DESC, f.at DESC, f.id DESC"
    )
    params = {"indicator": indicator, "claimant": claimant, "baseline": baseline or "", "now": stamp(now)}
    chosen: set[tuple[int, int]] = set()
    by_day: dict[int, dict[int, list[Row]]] = {}
    for part in (0, 1):
        # who is recent is asked beside the others only where anybody is
        walk = sight.index.merged(sql, {**params, "kind": derived << 1 | part}, newest_first=True, parts=sight.parts)
        mine: set[int] = set()
        for count, row in enumerate(walk):
            mine.add(row[0])
            if len(mine) > days and count >= VALUES:
                break
            if count < VALUES:
                chosen.add(row[3:5])
            if len(mine) <= days:
                by_day.setdefault(row[0], {}).setdefault(row[5], []).append(row)
    newest = sorted(by_day, reverse=True)[:days]
    for day in newest:
        most = 1 + (CARRIERS if day == newest[0] else CARRIERS_BEFORE)
        for copies in by_day[day].values():
            chosen.update(r[3:5] for r in sorted(copies, key=lambda r: (r[1], r[2]))[:most])
    return chosen
