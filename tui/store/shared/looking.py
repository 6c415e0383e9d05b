"""What the rules look back to, of a shared record: the questions of `tui.store.lookback`.

A commitment's whole trail and a whole series are given, of which the rules take what they look at. The work for a
delivery so grows with the trails that it touches; statuses and figures are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from tui.agreement.claims import claim_key
from tui.agreement.horizon import denials_in_view, filed, is_denial
from tui.records import EvidenceRecord, FigureRecord
from tui.store.lookback import DenialsKey, SeriesKey, Steps
from tui.store.shared.asking import COMMITMENTS, Asking, read_figures

_DENIED = b'"denied"'


class Looking(Asking):
    """Questions of a shared record about what the rules look back to."""

    def commitments(self) -> list[str]:
        """Ids of all commitments on which there is evidence."""
        return [c for (c,) in self._link.rows(COMMITMENTS + "SELECT commitment FROM keys ORDER BY commitment")]

    def series_kinds(self) -> list[SeriesKey]:
        """All series, each once as stated and once as derived."""
        return [(*key, derived) for key in self.series_keys() for derived in (False, True)]

    def denial_keys(self) -> list[DenialsKey]:
        """(indicator, claimant) of all denials."""
        return sorted({_denial_key(f) for f in self._denials()})

    def claims_in_view(
        self,
        commitment: str,
        now: datetime,
        *,
        step: datetime | None = None,
        without: Collection[str] = (),
        unfolded: Iterable[EvidenceRecord] = (),
    ) -> list[EvidenceRecord]:
        """The evidence on a commitment up to `now`, but for those updates and copies of those claims."""
        apart = {claim_key(r) for r in unfolded}
        trail = self.trail(commitment, until=now)
        return [r for r in trail if r.cite.update not in without and claim_key(r) not in apart]

    def claims_at_both(
        self,
        earlier: datetime,
        later: datetime,
        steps: Steps | None = None,
    ) -> list[EvidenceRecord]:
        """What `claims_in_view` gives of every commitment at two moments."""
        return [r for c in self.commitments() for r in self.claims_in_view(c, max(earlier, later))]

    def claims_in_views(self, now: datetime, steps: Steps | None = None) -> dict[str, list[EvidenceRecord]]:
        """What `claims_in_view` gives of every commitment."""
        return {c: self.claims_in_view(c, now) for c in self.commitments()}

    def first_copies(self, records: Iterable[EvidenceRecord], without: Collection[str] = ()) -> list[EvidenceRecord]:
        """For each record the first that is kept of the same claim, if there is one."""
        wanted = {claim_key(r) for r in records}
        found: dict[tuple[str, ...], EvidenceRecord] = {}
        for commitment in {key[0] for key in wanted}:
            for record in self.trail(commitment):  # newest first: the earliest stays
                if claim_key(record) in wanted and record.cite.update not in without:
                    found[claim_key(record)] = record
        return list(found.values())

    def readings_in_view(self, key: SeriesKey, now: datetime, *, without: Collection[str] = ()) -> list[FigureRecord]:
        """The readings of a series up to `now`."""
        indicator, claimant, baseline, derived = key
        series = self.series(indicator, claimant, baseline, until=now)
        return [f for f in series if (f.derived is not None) == derived and f.cite.update not in without]

    def readings_in_views(self, keys: Iterable[SeriesKey], now: datetime) -> dict[SeriesKey, list[FigureRecord]]:
        """What `readings_in_view` gives of each of several series."""
        return {key: self.readings_in_view(key, now) for key in keys}

    def readings_at_both(self, keys: Iterable[SeriesKey], earlier: datetime, later: datetime) -> list[FigureRecord]:
        """The readings of several series up to the later of two moments."""
        return [f for key in keys for f in self.readings_in_view(key, max(earlier, later))]

    def denials_in_view(self, key: DenialsKey, now: datetime, *, without: Collection[str] = ()) -> list[FigureRecord]:
        """The newest denials by a claimant of values of an indicator, up to `now`."""
        mine = [f for f in self._denials() if _denial_key(f) == key and f.at <= now and f.cite.update not in without]
        return denials_in_view(mine)

    def _denials(self) -> list[FigureRecord]:
        rows = self._link.rows(
            "SELECT f.body, u.head FROM figures f JOIN updates u ON u.n = f.u "
            "WHERE f.current AND f.indicator IS NULL AND position(%s::bytea in f.body) > 0",
            (_DENIED,),
        )
        found = (f for f in read_figures(rows) if is_denial(f) and (f.figure.claimant_id or f.figure.claimant))
        return sorted(found, key=filed)


def _denial_key(record: FigureRecord) -> DenialsKey:
    return str(record.figure.indicator), str(record.figure.claimant_id or record.figure.claimant)
