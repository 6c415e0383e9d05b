"""An agreement that is over: it lapsed, or another took its place.

That is a claim too, with a claimant and a day, and stands in the agreement file. From that day on a commitment that was
not done reads ENDED; what the rules make of the evidence alone stays beside it, and so do those who say that it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

import msgspec

from tui.agreement.case import Found, day_of, ids_of, names_of
from tui.agreement.claims import MEDIA, Claim, is_party
from tui.agreement.model import Agreement

STAYS = frozenset({"DONE", "DONE?", "ENDED"})
"""Words that the end of the whole agreement does not change."""
_HOLDS = frozenset({"completed", "under_way"})


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """How and since when a whole agreement is over, and by whose word."""

    how: Literal["lapsed", "followed"]
    day: date
    """First day on which it is over, in the agreement's own calendar."""
    by: str
    """Wording to show for who says so, or who announced the later one; "unattributed (via OUTLET)" for nobody."""
    via: str
    successor: str | None = None
    """Id of the agreement in its place."""
    title: str = ""
    note: str = ""

    @property
    def what(self) -> str:
        """ "followed by the ten-day truce of April 2026 (lebanon-2026)", "lapsed"."""
        if self.how == "lapsed":
            return "lapsed"
        return f"followed by {self.title} ({self.successor})" if self.title else f"followed by {self.successor}"

    @property
    def line(self) -> str:
        """ "lapsed on 2 Mar 2026, per Israel"."""
        return f"{self.what} on {day_of(self.day)}, per {self.by}"

    @property
    def sentence(self) -> str:
        """ "the agreement lapsed on 2 Mar 2026, per Israel: it was called void"."""
        was = "was " if self.how == "followed" else ""
        return f"the agreement {was}{self.line}" + (f": {self.note.rstrip('. ')}" if self.note else "")


def ending(agreement: Agreement, now: datetime) -> Ending | None:
    """How the agreement was over by `now`, the earlier of two ways first; None while it is not."""
    found: list[Ending] = []
    if (lapse := agreement.lapsed) is not None:
        by = _shown(agreement, lapse.by, lapse.via)
        found.append(Ending(how="lapsed", day=lapse.date, by=by, via=lapse.via, note=lapse.note))
    if (other := agreement.successor) is not None:
        by = _shown(agreement, other.by, other.via)
        found.append(
            Ending(
                how="followed",
                day=other.date,
                by=by,
                via=other.via,
                successor=other.id,
                title=other.title,
                note=other.note,
            )
        )
    today = now.astimezone(agreement.effective.tzinfo).date()
    return min((e for e in found if e.day <= today), key=lambda e: e.day, default=None)


def _shown(agreement: Agreement, by: str, via: str) -> str:
    if by == MEDIA:
        return f"unattributed (via {via})" if via else "unattributed"
    return agreement.claimant_label(by, by)


def over(agreement: Agreement, found: Found, end: Ending, claims: Sequence[Claim]) -> Found:
    """The word of a commitment of an agreement that is over; `found` is what the rules alone give."""
    if found.word in STAYS:
        found.reasons.append((end.sentence, []))
        return found
    ruled = f"{found.word} {found.detail}".strip()
    reasons: list[tuple[str, list[str]]] = [(end.sentence, [])]
    since = holding(agreement, end, claims)
    if since:
        reasons.append((f"said to hold since then by {names_of(since)}", ids_of(since)))
    reasons.append((f"by the evidence alone: {ruled}", []))
    reasons += [(f"by the evidence alone: {rule}", records) for rule, records in found.reasons]
    return Found(
        word="ENDED",
        detail=end.how,
        per=[end.by],
        since=end.day,
        grade="1",
        carrier=end.via or None,
        reasons=reasons,
        readings=found.readings,
    )


def holding(agreement: Agreement, end: Ending, claims: Iterable[Claim]) -> list[Claim]:
    """Claims of parties since then that the commitment is kept: another view of whether it is over."""
    zone = agreement.effective.tzinfo
    return [
        c
        for c in claims
        if c.named and c.label in _HOLDS and c.at.astimezone(zone).date() >= end.day and is_party(agreement, c)
    ]
