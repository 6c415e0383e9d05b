"""The filter of a pane: `who:`, `source:`, `side:`, `phase:`, `is:`, `before:` and words; all must hold.

who:"health ministry" is:new trucks
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from tui.dashboard.view import View, health
from tui.dashboard.words import SIDES, speaker

if TYPE_CHECKING:
    from tui.agreement.ledger import IndicatorRow
    from tui.agreement.status import CommitmentStatus
    from tui.config import Source
    from tui.records import Change, Cite, QuoteRecord, SourceState

FIELDS = ("who", "source", "side", "phase", "is", "before")
STATES = ("new", "disputed", "shipped", "trouble")


@dataclass(frozen=True)
class Filter:
    """A filter as typed, and as understood. `problem` says what was not understood; the rest still holds."""

    text: str
    terms: tuple[tuple[str, str], ...] = ()
    """(field, value in lower case); the field of a plain word is empty."""
    problem: str | None = None

    def __bool__(self) -> bool:
        return bool(self.terms)

    # -------------------------------------------------------------- what it lets through

    def quote(self, view: View, record: QuoteRecord) -> bool:
        cite, quote = record.cite, record.quote
        agreement = view.snapshot.agreement
        who = " ".join(
            x
            for x in (
                speaker(record),
                quote.speaker_mention,
                quote.role,
                agreement.claimant_label(quote.speaker_id) if quote.speaker_id else None,
            )
            if x
        )
        for name, value in self.terms:
            if name == "" and not _has(value, quote.text, who, cite.outlet, cite.title):
                return False
            if name == "who" and not _has(value, who):
                return False
            if name == "source" and not _cite(value, cite, *record.carriers):
                return False
            if name == "side" and not _side(value, agreement.side(quote.speaker_id)):
                return False
            if name == "phase" and cite.update not in _updates(view, value):
                return False
            if name == "before" and not _before(value, record.at, view.now):
                return False
            if name == "is" and not self._is(value, new=view.mark_of(record.id, cite) is not None, cite=cite):
                return False
        return True

    def commitment(self, view: View, status: CommitmentStatus, order: int) -> bool:
        commitment = status.commitment
        agreement = view.snapshot.agreement
        actors = [agreement.claimant_label(a) for a in commitment.obligated]
        for name, value in self.terms:
            if name == "" and not _has(value, commitment.title, commitment.short, commitment.text, status.word):
                return False
            if name == "who" and not _has(value, *status.per, *actors):
                return False
            if name == "source" and not any(_cite(value, e.cite) for e in status.evidence):
                return False
            if name == "side" and not any(_side(value, side) for side, _ in status.disputed):
                return False
            if name == "phase" and value not in (str(order), commitment.phase.lower()):
                return False
            if name == "before" and not (status.last and _before(value, _noon(status.last), view.now)):
                return False
            if name == "is":
                new = commitment.id in view.marks
                if not self._is(value, new=new, disputed=bool(status.disputed)):
                    return False
        return True

    def figure(self, view: View, row: IndicatorRow) -> bool:
        agreement = view.snapshot.agreement
        latest = [s.latest for s in row.series]
        for name, value in self.terms:
            if name == "" and not _has(value, row.indicator.label, row.indicator.short, row.indicator.unit):
                return False
            if name == "who" and not _has(
                value, *(s.claimant for s in row.series), *(s.claimant_id for s in row.series)
            ):
                return False
            if name == "source" and not any(_cite(value, r.cite, *r.carriers) for r in latest):
                return False
            if name == "side" and not any(_side(value, agreement.side(s.claimant_id)) for s in row.series):
                return False
            if name == "phase" and not _phase_of_indicator(view, value, row.indicator.id):
                return False
            if name == "before" and not any(_before(value, r.at, view.now) for r in latest):
                return False
            if name == "is":
                new = any(view.mark_of(r.id, r.cite) for r in latest) or row.indicator.id in view.marks
                shipped = all(r.cite.shipped for r in latest)
                if not self._is(value, new=new, disputed=row.differ, shipped=shipped):
                    return False
        return True

    def change(self, view: View, change: Change) -> bool:
        for name, value in self.terms:
            if name in ("", "who", "side", "phase") and not _has(value, change.text, change.kind):
                return False
            if name == "source" and not _has(value, change.source, change.text):
                return False
            if name == "before" and not _before(value, change.at, view.now):
                return False
            if name == "is":
                look = view.look
                new = look is not None and change.at > look
                trouble = change.mark == "trouble"
                if not self._is(value, new=new, disputed=change.mark == "disputed", trouble=trouble):
                    return False
        return True

    def source(self, view: View, source: Source, state: SourceState) -> bool:
        word, why = health(source, state, view.now)
        for name, value in self.terms:
            if name in ("", "source", "who") and not _has(value, source.name, source.id, source.kind, word, why):
                return False
            if name == "side" and not _has(value, source.side):
                return False
            if name == "is" and not self._is(value, new=source.id in view.marks, trouble=word in ("ERR", "STALE")):
                return False
        return True

    @staticmethod
    def _is(
        value: str,
        *,
        new: bool = False,
        disputed: bool = False,
        trouble: bool = False,
        shipped: bool = False,
        cite: Cite | None = None,
    ) -> bool:
        found = {
            "new": new,
            "disputed": disputed,
            "trouble": trouble,
            "shipped": shipped or (cite is not None and cite.shipped),
        }
        return found.get(value, False)


def parse(text: str) -> Filter:
    """A filter from what was typed; never raises. An open quotation mark closes at the end."""
    text = text.strip()
    try:
        words = shlex.split(text, posix=True)
    except ValueError:
        words = text.replace('"', " ").replace("'", " ").split()
    terms: list[tuple[str, str]] = []
    problem = None
    for word in words:
        name, colon, value = word.partition(":")
        name = name.lower()
        if colon and name in FIELDS:
            if not value:
                continue
            value = value.lower()
            if name == "is" and value not in STATES:
                problem = f"is:{value} is unknown; there are {', '.join('is:' + s for s in STATES)}"
                continue
            if name == "before" and not re.fullmatch(r"\d{1,2}:\d\d|\d{4}-\d\d-\d\d", value):
                problem = "before: takes a time (14:00) or a day (2026-11-22)"
                continue
            terms.append((name, value))
        elif word:
            terms.append(("", word.lower()))
    return Filter(text=text, terms=tuple(terms), problem=problem)


def _has(value: str, *texts: str | None) -> bool:
    return any(value in text.lower() for text in texts if text)


def _cite(value: str, *cites: Cite) -> bool:
    return any(_has(value, c.outlet, c.source, c.via) for c in cites)


def _side(value: str, side: str | None) -> bool:
    return side is not None and value in (side, SIDES.get(side, "").lower())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _before(value: str, at: datetime, now: datetime) -> bool:
    if "-" in value:
        try:
            limit = datetime.fromisoformat(value).replace(tzinfo=UTC)
        except ValueError:
            return False
    else:
        hour, minute = (int(x) for x in value.split(":"))
        if hour > 23 or minute > 59:
            return False
        limit = now.astimezone(UTC).replace(hour=hour, minute=minute, second=0, microsecond=0)
    return at < limit


def _phases(view: View, value: str) -> Iterable[int]:
    for n, phase in enumerate(view.snapshot.phases):
        if value in (str(phase.phase.order), phase.phase.id.lower()):
            yield n


def _updates(view: View, value: str) -> set[str]:
    """Updates in which evidence for a commitment of the phase was found."""
    return {
        e.cite.update
        for n in _phases(view, value)
        for status in view.snapshot.phases[n].commitments
        for e in status.evidence
    }


def _phase_of_indicator(view: View, value: str, indicator: str) -> bool:
    return any(
        indicator in status.commitment.indicators
        for n in _phases(view, value)
        for status in view.snapshot.phases[n].commitments
    )
