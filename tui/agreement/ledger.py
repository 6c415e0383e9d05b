"""Running figures: who claims which value of which indicator, since when, as of when.

A series is (indicator, claimant, baseline), and what somebody computed stands in a series of its own, named derived:
values of different claimants or baselines are never merged, averaged or subtracted. What looks odd is a question
beside the value, never a silent repair; what changed has a kind and a sentence (`tui.agreement.revisions`). Ten
outlets with one claim are one reading with ten carriers.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from tui.agreement import horizon
from tui.agreement.horizon import as_of
from tui.agreement.model import Agreement, Indicator
from tui.agreement.revisions import Question, Revision, questions, revisions, rounded
from tui.agreement.sums import due_given, dues_told, parts_given, parts_told
from tui.records import Cite, FigureRecord

__all__ = ["IndicatorRow", "Question", "Revision", "Series", "Standing", "apart", "as_of", "ledger"]

_Key = tuple[str, str | None, bool]
"""Claimant, baseline, and whether the values are derived."""
Known = dict[tuple[str, _Key], tuple[Sequence[FigureRecord], Sequence[FigureRecord], "Series"]]
"""Series with the records and the denials that they were made from."""
_LONE = 2
"""By how many outlets a day must be outnumbered before it is taken for a slip of one outlet."""


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """All readings of one indicator by one claimant from one baseline, newest as-of first."""

    indicator: str
    claimant_id: str | None
    claimant: str
    """Wording to show: "Gaza health ministry", "Gaza health ministry (derived)", "unattributed (via Sample Wire)"."""
    baseline: str | None
    baseline_date: date | None
    derived: bool = False
    """Whether the values were computed from the claimant's own and not given by it."""
    readings: tuple[FigureRecord, ...]
    """One a claim: the copies of other outlets are its carriers."""
    questions: tuple[str, ...] = ()
    """"fell from 411 to 395", "as of 3 Mar is later than its publication", ..."""
    asked: tuple[Question, ...] = ()
    """The same questions with their kind and the records they rest on."""
    rounded: frozenset[str] = frozenset()
    """Ids of readings that only round what the claimant has said exactly a few days before."""
    counted: Indicator
    withdrawn: tuple[FigureRecord, ...] = ()
    """The claimant's denials of values of its own."""

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """What changed from reading to reading and of what kind it was, newest first."""
        # told when somebody asks: most series are never opened, and their sentences would stand in memory
        return revisions(self.counted, [r for r in self.readings if r.id not in self.rounded], self.withdrawn)

    @property
    def latest(self) -> FigureRecord:
        """The newest reading that does not merely round an older one."""
        return next((r for r in self.readings if r.id not in self.rounded), self.readings[0])

    @property
    def previous(self) -> FigureRecord | None:
        """The newest earlier reading with another value."""
        latest = self.latest
        later = True
        for reading in self.readings:
            if later:
                later = reading.id != latest.id
            elif reading.figure.value != latest.figure.value and reading.id not in self.rounded:
                return reading
        return None

    @property
    def as_of(self) -> date:
        """Day that the latest value is for; the day of publication where the text gives none."""
        return as_of(self.latest)


Standing: TypeAlias = Literal["one", "agree", "differ", "apart"]


def apart(series: Sequence[Series]) -> list[str]:
    """What keeps accounts from being set against each other: "days", "starting days"."""
    found = []
    if len({s.as_of for s in series}) > 1:
        found.append("days")
    if len({s.baseline_date for s in series}) > 1:
        found.append("starting days")
    return found


class IndicatorRow(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator with the series of all its claimants, in the order of the agreement file."""

    indicator: Indicator
    series: tuple[Series, ...]
    checks: tuple[Question, ...] = ()
    """Questions about the indicator as a whole: parts that do not add up, claimants that changed their baseline."""

    @property
    def newest(self) -> date:
        return max(s.as_of for s in self.series)

    @property
    def accounts(self) -> tuple[Series, ...]:
        """The newest series of each claimant, in file order: who is read with two baselines does not contradict
        themselves."""
        newest: dict[str, Series] = {}
        for one in self.series:
            who = one.claimant_id or one.claimant
            if who not in newest or one.as_of > newest[who].as_of:
                newest[who] = one
        return tuple(newest.values())

    @property
    def standing(self) -> Standing:
        """How the latest values of the claimants stand to each other: "differ" also when of a count that only grows
        the later value is the lower one. Otherwise those for other days, or counted from other days, are neither the
        same nor different. Derived values are nobody's claim."""
        said = [s for s in self.accounts if not s.derived]
        if len(said) < 2:
            return "one"
        kept_apart = apart(said)
        if "starting days" in kept_apart:
            return "apart"
        if any(self._contradict(a, b) for a, b in itertools.combinations(said, 2)):
            return "differ"
        return "apart" if kept_apart else "agree"

    def _contradict(self, one: Series, other: Series) -> bool:
        first, second = sorted((one, other), key=lambda s: s.as_of)
        before, after = first.latest.figure, second.latest.figure
        if first.as_of == second.as_of:
            return (before.value, before.value_max) != (after.value, after.value_max)
        if not self.indicator.monotonic or before.value is None or after.value is None:
            return False
        return after.value < before.value

    @property
    def differ(self) -> bool:
        """Whether claimants give values, counted from one day, that cannot both be right."""
        return self.standing == "differ"

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(q for s in self.series for q in s.questions) + tuple(q.text for q in self.checks)


def ledger(
    agreement: Agreement, figures: Iterable[FigureRecord], *, recent: bool = False, known: Known | None = None
) -> tuple[IndicatorRow, ...]:
    """Rows of all indicators that have a reading, in file order; targets, threats and denials are no readings.

    `recent`: only as far back as `tui.agreement.horizon` lets see, as the board shows them. The result does not depend
    on the order of `figures`. Of `known`, from an earlier call with the same agreement and `recent`, the series that
    are made from the very same records are taken; then it holds those of this call.
    """
    figures = list(figures)
    parts, dues = parts_told(agreement, figures), dues_told(agreement, figures)
    groups: dict[str, dict[_Key, list[FigureRecord]]] = {}
    denied: dict[str, list[FigureRecord]] = {}
    for record in figures:
        f = record.figure
        if horizon.is_denial(record):
            denied.setdefault(str(f.indicator), []).append(record)
        elif horizon.is_reading(record):
            key = (horizon.claimant_of(record), record.baseline, record.derived is not None)
            groups.setdefault(str(f.indicator), {}).setdefault(key, []).append(record)
    rows = []
    made: Known = {}
    for indicator in agreement.indicators:
        found = groups.get(indicator.id)
        if not found:
            continue
        order = {c: n for n, c in enumerate(indicator.claimants)}
        keys = sorted(found, key=lambda k: (order.get(k[0], len(order)), k[0], k[1] or "", k[2]))
        withdrawn = denied.get(indicator.id, [])
        for key in keys:
            there = known.get((indicator.id, key)) if known else None
            if there is None or not (_same(there[0], found[key]) and _same(there[1], withdrawn)):
                there = found[key], withdrawn, _series(agreement, indicator, key, found[key], withdrawn, recent)
            made[indicator.id, key] = there
        series = tuple(made[indicator.id, key][2] for key in keys)
        told = (*parts.get(indicator.id, ()), *dues.get(indicator.id, ()))
        checks = _checks(agreement, indicator, series, told)
        rows.append(IndicatorRow(indicator=indicator, series=series, checks=checks))
    if known is not None:
        known.clear()
        known.update(made)
    return tuple(rows)


def _same(before: Sequence[FigureRecord], now: Sequence[FigureRecord]) -> bool:
    # records never change, so those that are the same objects say the same; comparing them costs more than they do
    return len(before) == len(now) and all(map(operator.is_, before, now))


def _series(
    agreement: Agreement,
    indicator: Indicator,
    key: _Key,
    records: list[FigureRecord],
    denied: list[FigureRecord],
    recent: bool,
) -> Series:
    groups = _copies(records)
    folded, odd = _without_lone_days([_fold(g) for g in (horizon.readings_in_view(groups) if recent else groups)])
    readings = sorted(folded, key=horizon.newest_first, reverse=True)
    baseline = agreement.baseline(key[1])
    actor = agreement.actor(key[0])
    round_ones = rounded(indicator, readings)
    exact = [r for r in readings if r.id not in round_ones]
    asked = (*questions(indicator, exact), *odd)
    own_denials = [d for d in denied if (d.figure.claimant_id or d.figure.claimant) == key[0]]
    if recent:
        own_denials = horizon.denials_in_view(own_denials)
    return Series(
        indicator=indicator.id,
        claimant_id=actor.id if actor else None,
        claimant=(actor.label if actor else key[0]) + (" (derived)" if key[2] else ""),
        derived=key[2],
        baseline=key[1],
        baseline_date=baseline.date if baseline else readings[0].figure.since,
        readings=tuple(readings),
        questions=tuple(q.text for q in asked),
        asked=asked,
        rounded=round_ones,
        counted=indicator,
        withdrawn=tuple(sorted(own_denials, key=horizon.filed)),
    )


# ------------------------------------------------------------------ one claim, many carriers


def _copies(records: list[FigureRecord]) -> list[list[FigureRecord]]:
    """The records of each (value, day): one reading, and what other updates carry of it."""
    same: dict[tuple[object, ...], list[FigureRecord]] = {}
    for record in records:
        same.setdefault((as_of(record), *horizon.value_of(record)), []).append(record)
    return list(same.values())


def _fold(group: list[FigureRecord]) -> FigureRecord:
    """The record published first, with all others as carriers in the order of their publication."""
    ordered = sorted(group, key=horizon.filed)
    first = ordered[0]
    carriers: dict[str, Cite] = {}
    for record in ordered:
        for cite in (record.cite, *record.carriers):
            if cite.update != first.cite.update:
                carriers.setdefault(cite.update, cite)
    if not carriers:
        return first
    return msgspec.structs.replace(
        first, carriers=tuple(sorted(carriers.values(), key=lambda c: (c.published or c.fetched, c.update)))
    )


def _without_lone_days(records: list[FigureRecord]) -> tuple[list[FigureRecord], tuple[Question, ...]]:
    """Readings without those that one outlet alone dates otherwise than several others.

    The odd copy becomes a carrier of the reading that the others give, and a question says so.
    """
    by_value: dict[tuple[object, ...], list[FigureRecord]] = {}
    for record in records:
        f = record.figure
        by_value.setdefault((f.value, f.value_max, f.rate), []).append(record)
    kept: list[FigureRecord] = []
    asked: list[Question] = []
    for group in by_value.values():
        main = max(group, key=lambda r: (_outlets(r), -as_of(r).toordinal(), r.id))
        odd = [
            r
            for r in group
            if r is not main and r.figure.as_of is not None and _outlets(r) == 1 and _outlets(main) > _LONE
        ]
        kept += [r for r in group if r is not main and r not in odd]
        if odd:
            main = _fold([main, *odd]) if main.at <= min(o.at for o in odd) else _keep(main, odd)
        kept.append(main)
        for record in sorted(odd, key=lambda r: r.id):
            asked.append(
                Question(
                    kind="odd date",
                    text=(
                        f"{record.cite.outlet} alone dates {record.figure.value:,} {as_of(record):%-d %b %Y}; "
                        f"{_outlets(main) - len(odd)} others {as_of(main):%-d %b %Y}"
                    ),
                    records=(main.id, record.id),
                )
            )
    return kept, tuple(sorted(asked, key=lambda q: q.records))


def _keep(main: FigureRecord, odd: list[FigureRecord]) -> FigureRecord:
    """`main` with the cites of `odd` among its carriers, whenever they were published."""
    cites = {c.update: c for c in (*main.carriers, *(c for o in odd for c in (o.cite, *o.carriers)))}
    cites.pop(main.cite.update, None)
    return msgspec.structs.replace(
        main, carriers=tuple(sorted(cites.values(), key=lambda c: (c.published or c.fetched, c.update)))
    )


def _outlets(record: FigureRecord) -> int:
    return len({record.cite.outlet, *(c.outlet for c in record.carriers)})


# ------------------------------------------------------------------ checks of the whole row


def _checks(
    agreement: Agreement, indicator: Indicator, series: tuple[Series, ...], told: Sequence[Question]
) -> tuple[Question, ...]:
    asked = [
        question
        for observation in agreement.observations
        if observation.indicator == indicator.id
        for question in (*parts_given(agreement, observation), *due_given(agreement, observation))
    ]
    asked += told
    by_claimant: dict[str, list[Series]] = {}
    for one in series:
        if one.baseline is not None and not one.derived:
            by_claimant.setdefault(one.claimant, []).append(one)
    for claimant, several in sorted(by_claimant.items()):
        if len(several) > 1:
            days = sorted({s.baseline_date for s in several if s.baseline_date is not None})
            named = " and ".join(f"{d:%-d %b %Y}" for d in days)
            asked.append(
                Question(
                    kind="baseline change",
                    text=f"{claimant} is read with {len(several)} baselines ({named}): not one series",
                    records=tuple(s.latest.id for s in several),
                )
            )
    return tuple(asked)
