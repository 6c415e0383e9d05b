"""The terms of an agreement as typed values: what may stand in an agreement file, besides the agreement itself."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tui.records import EvidenceLabel, Measure, Topic

CommitmentKind = Literal["event", "process", "continuous", "quota"]
Acceptance = Literal["accepted", "accepted-with-reservation", "rejected", "unstated"]
Side = str
"""What kind of voice an actor is: a party's own name ("israel", "palestinian"), or "mediator", "un", "humanitarian",
"monitor", "media", "other". Free, because every agreement has parties of its own."""
ActorKind = Literal["state", "organ", "armed-group", "body", "person", "igo", "ngo", "media", "dataset"]
Aggregation = Literal["cumulative", "daily", "rate", "stock", "share"]


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all of them are: frozen, and strict about unknown keys."""


class Actor(Term, frozen=True, kw_only=True):
    """A public official or an institution; nobody else is an actor."""

    id: str
    name: str
    kind: ActorKind
    side: Side
    role: str
    parent: str | None = None
    attribution: str | None = None
    """Wording shown beside a claim; nothing on the screen may shorten it."""
    attribution_alternatives: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    partisan_aliases: tuple[str, ...] = ()
    """Recognised, never displayed by us."""
    native: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    """Safe alone in a text."""
    ambiguous_short: tuple[str, ...] = ()
    """Needs the full name, or the parent, in the same text."""
    metonyms: tuple[str, ...] = ()
    """Capitals that stand for a government: need a speech verb and no preposition of place before them."""
    voices: tuple[str, ...] = ()
    """Named officials who speak for an institution."""
    publishes: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None
    prov: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The wording to show for this claimant."""
        return self.attribution or self.name


class Document(Term, frozen=True, kw_only=True):
    id: str
    title: str
    date: date
    status: str
    prov: tuple[str, ...] = ()


class Baseline(Term, frozen=True, kw_only=True):
    """A day from which claimants count. A series is (indicator, claimant, baseline)."""

    id: str
    date: date
    kind: Literal["truce", "aid", "war", "other"] = "other"
    used_by: tuple[str, ...] = ()
    note: str | None = None
    prov: tuple[str, ...] = ()


class Phase(Term, frozen=True, kw_only=True):
    id: str
    order: int
    title: str
    summary: str
    short: str | None = None
    """For narrow screens."""
    opens: str | None = None
    closes: str | None = None
    opened: tuple[PhaseClaim, ...] = ()
    """Who says that this phase is open, and since when: a phase number is a claim."""
    prov: tuple[str, ...] = ()


class PhaseClaim(Term, frozen=True, kw_only=True):
    by: str
    date: date
    prov: tuple[str, ...] = ()


class QuotaPart(Term, frozen=True, kw_only=True):
    value: float | int
    unit: str
    per: Literal["day", "week", "month"]


class Quota(Term, frozen=True, kw_only=True):
    value: float | int
    unit: str
    per: Literal["day", "week", "month"]
    also: tuple[QuotaPart, ...] = ()


class Ratio(Term, frozen=True, kw_only=True):
    ratio: float | int
    per: str
    """Indicator id."""


class Linkage(Term, frozen=True, kw_only=True):
    """Who makes this conditional on what."""

    condition: str
    asserted_by: str
    on: str | None = None
    """Id of the commitment that the condition is, where it is one."""


class PhaseAllocation(Term, frozen=True, kw_only=True):
    phase: str
    by: str


class Phrases(Term, frozen=True, kw_only=True):
    """Phrases that may be evidence. Mini-language: case-insensitive tokens; "*" stands for 0 to 4 tokens, "{n}" for
    a number, "a|b" for alternatives. A hit never sets a status by itself."""

    progress: tuple[str, ...] = ()
    completion: tuple[str, ...] = ()
    stall: tuple[str, ...] = ()
    breach: tuple[str, ...] = ()
    end: tuple[str, ...] = ()


class Commitment(Term, frozen=True, kw_only=True):
    id: str
    phase: str
    title: str
    short: str | None = None
    topic: Topic
    kind: CommitmentKind
    obligated: tuple[str, ...]
    text: str
    basis: tuple[str, ...] = ()
    deadline: date | None = None
    target: float | int | None = None
    target_per: Ratio | None = None
    quota: Quota | None = None
    acceptance: dict[str, Acceptance] = {}
    acceptance_note: str | None = None
    linkage: tuple[Linkage, ...] = ()
    phase_claims: tuple[PhaseAllocation, ...] = ()
    indicators: tuple[str, ...] = ()
    evidence: Phrases = Phrases()
    prov: tuple[str, ...] = ()


class Match(Term, frozen=True, kw_only=True):
    """What a figure must be to be a reading of an indicator.

    `population`: head words, any of which must be in the figure's population (empty: any population).
    `not_population`: head words that rule it out. `baseline`: kind of baseline that its since must be.
    `words`: any of these must stand in the sentence, and any of `with_words` too.
    `target`: obligated or targeted side, for allegations.
    """

    measure: Measure
    population: tuple[str, ...] = ()
    not_population: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    baseline: Literal["truce", "aid", "war", "none", "any"] = "any"
    cumulative: bool | None = None
    rate: str | None = None
    unit: str | None = None
    words: tuple[str, ...] = ()
    with_words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()


class Indicator(Term, frozen=True, kw_only=True):
    """Something that is counted, defined once; its readings are series of (indicator, claimant, baseline)."""

    id: str
    label: str
    short: str | None = None
    unit: str
    aggregation: Aggregation
    monotonic: bool = False
    """True when a later value that is lower is a question."""
    target: float | int | None = None
    claimants: tuple[str, ...] = ()
    definition: str | None = None
    warning: str | None = None
    not_comparable_with: tuple[str, ...] = ()
    match: tuple[Match, ...] = ()
    prov: tuple[str, ...] = ()


class Due(Term, frozen=True, kw_only=True):
    """What a claimant says was owed by then, and for how many days: checked against the quota."""

    value: float | int
    days: int


class Observation(Term, frozen=True, kw_only=True):
    """A dated value of the shipped record, with claimant and carrier."""

    indicator: str
    value: float | int
    qualifier: Literal["exact", "at-least", "about", "more-than", "fewer-than", "up-to"] = "exact"
    claimant: str
    via: str
    as_of: date
    baseline: str | None = None
    components: dict[str, float | int] = {}
    due: Due | None = None
    derived: str | None = None
    note: str | None = None
    url: str | None = None
    prov: tuple[str, ...] = ()


class Event(Term, frozen=True, kw_only=True):
    """What a milestone says of a commitment: a piece of the shipped record."""

    commitment: str
    status: EvidenceLabel
    claimant: str = "media"
    """Actor that says so; "media" where the report gives no source of its own."""
    by: str = ""
    """Who says so, in words, where that is no actor of the registry."""
    via: str
    text: str = ""
    """What the claimant says, in own words; the milestone's where it is empty."""
    url: str = ""
    prov: tuple[str, ...] = ()
    """Where this claim is from; the milestone's where it is empty."""


class Milestone(Term, frozen=True, kw_only=True):
    date: date
    text: str
    events: tuple[Event, ...] = ()
    prov: tuple[str, ...] = ()


class Successor(Term, frozen=True, kw_only=True):
    """The agreement that followed this one, and who announced it. That a later one was announced is on record; that it
    stands in the place of this one is how the file reads it, and `note` is the place to say what the parties say."""

    id: str
    date: date
    """First day on which the other one stands in its place."""
    title: str = ""
    """What to call it where no file of it is at hand."""
    by: str = "media"
    """Actor that says so; "media" where a report gives no source of its own."""
    via: str = ""
    note: str = ""
    prov: str | tuple[str, ...] = ()


class Lapse(Term, frozen=True, kw_only=True):
    """That the whole agreement is over with nothing in its place, and who says so."""

    date: date
    by: str = "media"
    via: str = ""
    note: str = ""
    prov: str | tuple[str, ...] = ()
