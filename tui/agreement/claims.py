"""Claims: evidence and readings folded by claimant and origin, and how well they support each other.

Ten outlets that carry one text are one claim. A claim counts at the day of its publication, whenever it arrived, so
an old article that is passed round again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter

import msgspec

from tui.agreement.guarded import Guarded
from tui.agreement.model import Actor, Agreement, Commitment, Side
from tui.records import Cite, EvidenceLabel, EvidenceRecord, FigureRecord

THIRD_PARTIES: frozenset[Side] = frozenset({"mediator", "un", "humanitarian", "monitor"})
MEDIA = "media"
"""Id of the actor that stands for outlets when they name nobody."""
_ACCESS: frozenset[Side] = frozenset({"un", "humanitarian", "monitor"})
"""Sides that have people of their own on the spot."""
SAW = Guarded(
    r"\b(?:verif\w+|observ\w+|confirm\w+|document\w+|record\w+|monitor(?:ed|s)|saw|witnessed|facilitat\w+|received|counted"
    r"|transferred|escorted|escorting|transported)\b",
    "verif", "observ", "confirm", "document", "record", "monitor", "saw", "witness", "facilitat", "received",
    "counted", "transferred", "escort", "transported",
)  # fmt: skip


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What one claimant said of one commitment in one text."""

    record: str
    """Id of the evidence or figure record."""
    label: EvidenceLabel
    at: datetime
    claimant: str
    """Actor id, else the words that name the claimant, else "via OUTLET"."""
    actor: Actor | None
    named: bool
    """False when the text names nobody."""
    shown: str
    """Wording to show for the claimant."""
    origin: str
    outlet: str
    sentence: str
    evidence: EvidenceRecord | None = None

    @property
    def side(self) -> Side:
        if self.actor is not None:
            return self.actor.side
        return "other" if self.named else "media"

    @property
    def key(self) -> tuple[datetime, str]:
        return (self.at, self.record)


_KEY = attrgetter("at", "record")


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by their `key`: oldest first."""
    # the key without a call of ours for each: there are tens of thousands in a brief
    return sorted(claims, key=_KEY)


def when(record: EvidenceRecord | FigureRecord) -> datetime:
    """When a record counts: its publication; never later than it was filed."""
    published = record.cite.published
    return min(published, record.at) if published is not None else record.at


def voice(id_: str | None, name: str | None, outlet: str) -> tuple[str, bool]:
    """Key of who speaks and whether it is somebody that is named: the actor's id, else the wording, else the outlet.

    It says the same whatever the registry of actors holds, so that it can be kept beside a record.
    """
    if id_ and id_ != MEDIA:
        return id_, True
    if name and not id_:
        return name.casefold(), True
    return f"via {outlet}".casefold(), False


def claimant(
    agreement: Agreement, id_: str | None, name: str | None, cite: Cite
) -> tuple[str, Actor | None, bool, str]:
    """Key, actor, whether somebody is named, and the wording to show."""
    actor = agreement.actor(id_)
    key, named = voice(id_, name, cite.outlet)
    if not named:
        return key, actor, False, f"unattributed (via {cite.outlet})"
    return key, actor, True, actor.label if actor is not None else name or key


def claim_key(record: EvidenceRecord) -> tuple[str, str, str, str]:
    """What all copies of one claim have in common: commitment, label, claimant, origin of the text."""
    e = record.evidence
    who, named = voice(e.claimant_id, e.claimant, record.cite.outlet)
    # nobody named: copies of one text through several outlets are one voice
    return e.commitment_id or "", e.status, who if named else "", record.cite.origin


def claims_of(agreement: Agreement, records: Iterable[EvidenceRecord]) -> list[Claim]:
    """One claim for each claimant, label and origin: the earliest record stands for its carriers. Oldest first."""
    found: dict[tuple[str, str, str, str], Claim] = {}
    for record in records:
        e, c = record.evidence, record.cite
        who, actor, named, shown = claimant(agreement, e.claimant_id, e.claimant, c)
        key = claim_key(record)
        claim = Claim(
            record=record.id, label=e.status, at=when(record), claimant=who, actor=actor, named=named, shown=shown,
            origin=c.origin, outlet=c.outlet, sentence=e.sentence, evidence=record,
        )  # fmt: skip
        kept = found.get(key)
        if kept is None or (claim.at, claim.record) < (kept.at, kept.record):
            found[key] = claim
    return in_order(found.values())


def chain(agreement: Agreement, actor: Actor | None) -> set[str]:
    """Ids of an actor and of all that it belongs to."""
    found: set[str] = set()
    while actor is not None and actor.id not in found:
        found.add(actor.id)
        actor = agreement.actor(actor.parent)
    return found


def is_party(agreement: Agreement, claim: Claim) -> bool:
    """Whether a party to the agreement, a bound group or one of their organs or officials speaks."""
    return bool(chain(agreement, claim.actor) & {*agreement.parties, *agreement.bound_but_not_signatory})


def in_charge(agreement: Agreement, commitment: Commitment, claim: Claim) -> bool:
    """Whether the claimant is obligated by the commitment, or belongs to who is."""
    return bool(chain(agreement, claim.actor) & set(commitment.obligated))


def sides(agreement: Agreement, ids: Iterable[str]) -> set[Side]:
    return {a.side for i in ids if (a := agreement.actor(i)) is not None}


def confirms(agreement: Agreement, commitment: Commitment, claim: Claim) -> bool:
    """Whether a claim that something is done comes from the counterpart or a third party.

    When both sides are obligated, either side confirms what the other did; `grade` then asks for both.
    """
    if claim.actor is None or claim.side in ("media", "other"):
        return False
    if in_charge(agreement, commitment, claim):
        return False
    if claim.side in THIRD_PARTIES:
        return True
    parties = sides(agreement, (*agreement.parties, *agreement.bound_but_not_signatory))
    return claim.side in parties - sides(agreement, commitment.obligated)


def observed(claim: Claim) -> bool:
    """Whether a body with its own access says that it saw or verified it."""
    return claim.side in _ACCESS and claim.actor is not None and SAW.search(claim.sentence) is not None


def grade(claims: Sequence[Claim]) -> str:
    """ "" nothing, "1" one side, "2" a second origin of another side or a third party, "3" observed or verified."""
    if not claims:
        return ""
    if any(observed(c) for c in claims):
        return "3"
    if len({c.side for c in claims if c.actor is not None and c.named}) > 1:
        return "2"  # each speaks for itself, though one text should carry both
    origins: dict[Side, set[str]] = {}
    for c in claims:
        if c.named:
            origins.setdefault(c.side, set()).add(c.origin)
    # somebody whom no registry knows is a second voice only in a text of its own
    if len(origins) > 1 and len(set.union(*origins.values())) > 1:
        return "2"
    return "1"


def count_sides(claims: Iterable[Claim]) -> tuple[tuple[Side, int], ...]:
    """Distinct identified claimants a side, sides alphabetical."""
    seen: dict[Side, set[str]] = {}
    for c in claims:
        if c.named:
            seen.setdefault(c.side, set()).add(c.claimant)
    return tuple((side, len(seen[side])) for side in sorted(seen))
