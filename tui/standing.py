"""What the statuses and running figures rest on at one moment: the shipped record, and of what is stored as much as the
rules look back to (`tui.agreement.horizon`).

A delivery asks the store again only about the commitments and series that it touches, so the work for it does not grow
with what is stored, and neither does opening.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui.agreement.case import STEPS
from tui.agreement.claims import when
from tui.agreement.horizon import claimant_of, is_denial, is_reading
from tui.agreement.ledger import IndicatorRow, Known, ledger
from tui.agreement.model import Agreement
from tui.agreement.status import PhaseStatus, derive
from tui.records import Entry, EvidenceRecord, FigureRecord
from tui.store.door import Asked
from tui.store.lookback import DenialsKey, SeriesKey

if TYPE_CHECKING:
    from tui.store.shared.looking import Looking


class Standing:
    """All of it, as it was when the store was asked. Never changes; `after` gives another one."""

    def __init__(
        self,
        agreement: Agreement,
        archive: Asked | Looking,
        record: Sequence[Entry],
        asked: datetime,
        *,
        claims: Mapping[str, Sequence[EvidenceRecord]],
        readings: Mapping[SeriesKey, Sequence[FigureRecord]],
        denials: Mapping[DenialsKey, Sequence[FigureRecord]],
        known: Known | None = None,
    ) -> None:
        self.agreement = agreement
        self.asked = asked
        """When the store was asked about everything; what the rules look back to moves with time."""
        self._archive = archive
        self._record = record
        self._claims = claims
        self._readings = readings
        self._denials = denials
        self._phases: tuple[datetime, tuple[PhaseStatus, ...]] | None = None
        self._rows: tuple[IndicatorRow, ...] | None = None
        self._known = known if known is not None else {}
        """Series of the one before: only what a delivery touches is made anew."""

    @classmethod
    def of(cls, agreement: Agreement, archive: Asked | Looking, record: Sequence[Entry], now: datetime) -> Standing:
        """Ask the store about everything up to `now`. Raises `StoreError`."""
        return cls(
            agreement,
            archive,
            record,
            now,
            claims=archive.claims_in_views(now, lambda commitment, at: _last_step(record, commitment, at)),
            readings=archive.readings_in_views(archive.series_kinds(), now),
            denials={key: archive.denials_in_view(key, now) for key in archive.denial_keys()},
        )

    def after(self, entries: Sequence[Entry], now: datetime) -> Standing:
        """As it will be when these are kept, each in place of the revision that is there. Raises `StoreError`."""
        with self._archive.sharing():
            return self._after(entries, now)

    def _after(self, entries: Sequence[Entry], now: datetime) -> Standing:
        kept = {e.update.id: e for e in entries}
        gone = [old for i in kept if (old := self._archive.entry(i)) is not None]
        new_claims = _by_commitment(kept.values())
        new_readings, new_denials = _by_series(kept.values())
        touched = new_claims.keys() | _by_commitment(gone)
        gone_readings, gone_denials = _by_series(gone)
        claims, readings, denials = dict(self._claims), dict(self._readings), dict(self._denials)
        for commitment in touched:
            claims[commitment] = self._claims_with(commitment, new_claims.get(commitment, ()), kept.keys(), now)
        for key in new_readings.keys() | gone_readings.keys():
            stored = self._archive.readings_in_view(key, now, without=kept.keys())
            readings[key] = [*stored, *new_readings.get(key, ())]
        for whom in new_denials.keys() | gone_denials.keys():
            stored = self._archive.denials_in_view(whom, now, without=kept.keys())
            denials[whom] = [*stored, *new_denials.get(whom, ())]
        return Standing(
            self.agreement,
            self._archive,
            self._record,
            self.asked,
            claims=claims,
            readings=readings,
            denials=denials,
            known=self._known,
        )

    def _claims_with(
        self, commitment: str, new: Sequence[EvidenceRecord], without: Collection[str], now: datetime
    ) -> list[EvidenceRecord]:
        # what is new may come before the copies that are kept of it, and stand in their place
        copies = self._archive.first_copies(new, without)
        steps = [when(r) for r in (*new, *copies) if r.evidence.status in STEPS]
        step = max(
            (s for s in (*steps, _last_step(self._record, commitment, now)) if s is not None and s <= now), default=None
        )
        stored = self._archive.claims_in_view(commitment, now, step=step, without=without, unfolded=new)
        return [*stored, *copies, *new]

    # -------------------------------------------------------------- what follows from it

    def evidence(self) -> list[EvidenceRecord]:
        """The shipped evidence, and what the rules see of the stored one."""
        return [*(x for e in self._record for x in e.evidence), *(x for some in self._claims.values() for x in some)]

    def figures(self) -> list[FigureRecord]:
        """The shipped figures, and the readings and denials that rules and running figures see of the stored ones."""
        stored = (*self._readings.values(), *self._denials.values())
        return [*(f for e in self._record for f in e.figures), *(f for some in stored for f in some)]

    def phases(self, now: datetime | None = None) -> tuple[PhaseStatus, ...]:
        """Where every commitment stands by the rules, at `now` or when the store was asked."""
        now = now or self.asked
        if self._phases is None or self._phases[0] != now:
            self._phases = now, derive(self.agreement, self.evidence(), self.figures(), now)
        return self._phases[1]

    def rows(self) -> tuple[IndicatorRow, ...]:
        """The running figures, as far back as the board shows them."""
        if self._rows is None:
            self._rows = ledger(self.agreement, self.figures(), recent=True, known=self._known)
        return self._rows


def _last_step(record: Sequence[Entry], commitment: str, now: datetime) -> datetime | None:
    """The last step on a commitment in the shipped record."""
    shipped = _by_commitment(record).get(commitment, ())
    return max((when(r) for r in shipped if r.evidence.status in STEPS and when(r) <= now), default=None)


def _by_commitment(entries: Iterable[Entry]) -> dict[str, list[EvidenceRecord]]:
    found: dict[str, list[EvidenceRecord]] = {}
    for entry in entries:
        for record in entry.evidence:
            if record.evidence.commitment_id is not None:
                found.setdefault(record.evidence.commitment_id, []).append(record)
    return found


def _by_series(
    entries: Iterable[Entry],
) -> tuple[dict[SeriesKey, list[FigureRecord]], dict[DenialsKey, list[FigureRecord]]]:
    readings: dict[SeriesKey, list[FigureRecord]] = {}
    denials: dict[DenialsKey, list[FigureRecord]] = {}
    for entry in entries:
        for record in entry.figures:
            f = record.figure
            said = f.claimant_id or f.claimant
            if is_reading(record):
                key = (str(f.indicator), claimant_of(record), record.baseline, record.derived is not None)
                readings.setdefault(key, []).append(record)
            elif is_denial(record) and said:
                denials.setdefault((str(f.indicator), said), []).append(record)
    return readings, denials
