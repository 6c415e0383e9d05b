"""The nouns that every room shares.

All records are frozen msgspec structs. Times are aware datetimes in UTC, dates are plain dates. Offsets are
Unicode code points into the text that was read, end exclusive: ``text[start:end]`` is the surface. `Quote`,
`Figure` and `Evidence` have the keys that ``ceasefire-tui extract`` prints, in that order; keys may be added,
never renamed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

QuoteKind = Literal["direct", "mixed", "indirect"]
Modality = Literal["reported", "target", "expected", "estimate", "denied"]
EvidenceLabel = Literal[
    "completed",
    "partial",
    "under_way",
    "pledged",
    "conditional",
    "stalled",
    "refused",
    "demanded",
    "alleged_violation",
    "denied",
]
Topic = Literal[
    "truce",
    "hostage_release",
    "bodies_return",
    "prisoner_release",
    "prisoner_exchange",
    "withdrawal",
    "aid_entry",
    "rafah_opening",
    "disarmament",
    "stabilisation_force",
    "interim_authority",
    "reconstruction",
    "phase_two",
    "political_track",
    "return_of_displaced",
    "monitoring",
]
Measure = Literal[
    "killed",
    "injured",
    "missing",
    "abducted",
    "held",
    "released",
    "bodies_returned",
    "bodies_recovered",
    "bodies_held",
    "detained",
    "displaced",
    "affected",
    "trucks",
    "pallets",
    "violations",
    "attacks",
    "buildings",
    "territory_pct",
    "troops",
    "casualties",
    "patients",
    "other",
]


# ------------------------------------------------------------------ what extraction finds in one text


class Quote(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words that the text gives to a speaker; one contiguous piece inside one paragraph."""

    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: str | None = None
    """The fullest name known in the article; None when nobody is named."""
    speaker_mention: str | None = None
    """The words standing at this quote ("he", "the minister")."""
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_resolved: str | None = None
    """The speaker after following a pronoun or a nominal to its antecedent."""
    speaker_id: str | None = None
    """Actor of the agreement's registry, if it is one."""
    role: str | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    to: str | None = None
    """Addressee: "AFP" in "told AFP"."""
    said_on: date | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number, what it counts, and who gave it."""

    start: int
    end: int
    value: float | int | None
    """None when the text is vague ("dozens"); then `vague` holds the word."""
    value_max: float | int | None = None
    vague: str | None = None
    qualifier: str | None = None
    unit: str | None = None
    measure: Measure = "other"
    population: str | None = None
    claimant: str | None = None
    claimant_id: str | None = None
    since: date | None = None
    since_text: str | None = None
    as_of: date | None = None
    as_of_text: str | None = None
    place: str | None = None
    cumulative: bool = False
    delta: bool = False
    breakdown: bool = False
    of: float | int | None = None
    rate: str | None = None
    """"day", "week", ... when the figure is a rate."""
    modality: Modality = "reported"
    indicator: str | None = None
    """Id of the agreement's indicator that this figure is a reading of."""
    sentence: str = ""


class Condition(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What must be so before a commitment is met, by the words of the sentence."""

    start: int
    end: int
    text: str
    """"until the last body is returned"."""
    commitment: Topic | None = None
    """None when the condition is no undertaking of any agreement."""
    commitment_id: str | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one sentence says became of one commitment."""

    start: int
    end: int
    commitment: Topic
    commitment_id: str | None = None
    status: EvidenceLabel
    claimant: str | None = None
    claimant_id: str | None = None
    actor: str | None = None
    """Who must act, or who acted."""
    actor_id: str | None = None
    sentence: str = ""
    conditions: tuple[Condition, ...] = ()
    """What the claimant makes it depend on."""
    due: date | None = None
    """Last day on which what is pledged, expected or demanded is in time."""
    due_text: str | None = None
    """The words for it: "on Sunday", "within 60 days"; `due` is None where they name no day."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read from one text."""

    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    evidence: tuple[Evidence, ...] = msgspec.field(default=(), name="status")


# ------------------------------------------------------------------ what is kept


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """One item of one source, as it stood when it was fetched. A changed text is a new revision."""

    id: str
    source: str
    """Id of the source in sources.toml."""
    outlet: str
    """Name of the source as people know it."""
    url: str
    title: str
    text: str
    """Cleaned plain text; paragraphs separated by line breaks."""
    published: datetime | None
    fetched: datetime
    origin: str
    """Same for all copies of one text: ten outlets with one wire story are one origin with ten carriers."""
    via: str | None = None
    """The wire that the text names as its author ("AFP"), if any."""
    revision: int = 1
    digest: str = ""
    """Of title and text: tells a changed item from an unchanged one."""
    publisher: str | None = None
    """Actor that publishes the source itself, when it is a party or a body and not a medium."""
    date_note: str | None = None
    """Why `published` is not what the source printed ("dated 42 min in the future")."""
    shipped: bool = False
    """True for the record that comes with the agreement file."""
    demo: bool = False
    stands_from: datetime | None = None
    """From when this revision counts, where that is not when its text was seen: a mark by hand made it."""


class Cite(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where a record stands: enough to cite it without opening the update."""

    update: str
    source: str
    outlet: str
    url: str
    title: str
    published: datetime | None
    fetched: datetime
    origin: str
    via: str | None = None
    revision: int = 1
    shipped: bool = False
    demo: bool = False


class QuoteRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A quote in the store. `carriers` are the other updates with the same words by the same speaker."""

    id: str
    at: datetime
    """When it is filed under: published, else fetched."""
    quote: Quote
    cite: Cite
    carriers: tuple[Cite, ...] = ()
    wrong: str | None = None
    """By whom, when and why a person has marked it as read wrongly."""


class FigureRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in the store; a reading of an indicator when `figure.indicator` is set."""

    id: str
    at: datetime
    figure: Figure
    cite: Cite
    baseline: str | None = None
    """Baseline id of the agreement that `figure.since` stands for."""
    derived: str | None = None
    """How it was computed, when the program or the dataset computed it; never shown without the word derived."""
    note: str | None = None
    carriers: tuple[Cite, ...] = ()
    wrong: str | None = None
    """By whom, when and why a person has marked it as read wrongly; then it is a reading of no indicator."""


class EvidenceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence in the store."""

    id: str
    at: datetime
    evidence: Evidence
    cite: Cite
    carriers: tuple[Cite, ...] = ()
    wrong: str | None = None
    """By whom, when and why a person has marked it as read wrongly; then it is evidence on no commitment."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One update with all that was read from it: the unit of a transaction."""

    update: Update
    quotes: tuple[QuoteRecord, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()


# ------------------------------------------------------------------ what happens

SourceStatus = Literal["waiting", "ok", "empty", "error", "off"]


class SourceState(msgspec.Struct, frozen=True, kw_only=True):
    """How one source is doing. Kept in the store, so that back-off and validators survive a restart."""

    id: str
    status: SourceStatus = "waiting"
    since: datetime | None = None
    """When this status began."""
    last_try: datetime | None = None
    last_ok: datetime | None = None
    next_try: datetime | None = None
    failures: int = 0
    """In a row."""
    error: str | None = None
    """One line a person can act on; no secrets."""
    http_status: int | None = None
    unreachable: bool | None = None
    """Of the last failure: whether nobody was reached at all, so that the network itself may be gone."""
    items: int = 0
    """Items in the last good answer."""
    newest: datetime | None = None
    """Newest publication date in it."""
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    format: str | None = None
    """What was found: "RSS 2.0", "Atom 1.0", "JSON Feed 1.1", "HTML", ..."""
    asked: str | None = None
    """Digest of the source as configured when the validators were given; another configuration asks anew."""
    moved_to: str | None = None
    """Where the address has moved for good, by its own word; it is asked there."""
    moved_checked: datetime | None = None
    """When the configured address was last asked, and still led to `moved_to`."""
    held_until: datetime | None = None
    """Until when the other side has asked to be left alone."""
    ttl: int | None = None
    """Seconds that the feed itself asks to be left alone after an answer."""
    skip_hours: tuple[int, ...] = ()
    """Hours of UTC in which the feed asks not to be read."""
    skip_days: tuple[int, ...] = ()
    """Days on which it asks not to be read; Monday is 0."""
    unread: dict[str, int] = {}
    """Articles still to be read, by a digest of the item's id, with how often that has failed."""


ChangeKind = Literal["quote", "figure", "status", "source", "update"]
ChangeMark = Literal["new", "revised", "withdrawn", "disputed", "trouble", "recovered"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person who looked away should be told."""

    id: str
    at: datetime
    kind: ChangeKind
    mark: ChangeMark
    text: str
    """One line: what changed, with its claimant and outlet."""
    ref: str | None = None
    """Id of the record, commitment or source that it is about."""
    source: str | None = None


def cite(update: Update) -> Cite:
    """The citation of an update."""
    return Cite(
        update=update.id,
        source=update.source,
        outlet=update.outlet,
        url=update.url,
        title=update.title,
        published=update.published,
        fetched=update.fetched,
        origin=update.origin,
        via=update.via,
        revision=update.revision,
        shipped=update.shipped,
        demo=update.demo,
    )
