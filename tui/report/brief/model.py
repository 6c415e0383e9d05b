"""What a brief says: the struct that every form of it is made from, and that ``--format json`` prints.

Everything that is said has a `Cited` behind it. Text from outside is cleaned and on one line; nothing is escaped yet.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from tui.agreement.overrides import Override
from tui.config import Source
from tui.records import Change, EvidenceRecord, FigureRecord, QuoteRecord, SourceState, Update

Moved = Literal["word", "detail", "disputed", "grade"]
"""What of a status is not what it was."""


DueGroup = Literal["missed", "ahead", "came", "overdue"]
"""Due in the period and not come; due in the days after it; come in the period; overdue since before the period."""


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """Words with who says so, where they stand, and when."""

    who: str
    """Wording to show for the claimant or speaker; "unattributed (via OUTLET)" for nobody."""
    side: str
    words: str
    label: str = ""
    """What the sentence says of a commitment: "reports it complete", "refuses"."""
    outlet: str
    via: str | None = None
    at: datetime | None
    """When the text was published; None when its source does not say."""
    url: str | None
    """Only http and https."""
    carriers: int = 0
    """Other outlets with the same words."""
    record: bool = False
    """Whether it comes from the record shipped with the agreement."""
    fresh: bool = True
    """Whether it was published in the period."""
    id: str = ""
    """Id of the record: `export` has all of it."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a commitment stands at one moment."""

    word: str
    detail: str = ""
    per: tuple[str, ...] = ()
    grade: str = ""
    disputed: tuple[str, ...] = ()
    """Claimants a side: "israel 1"."""


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment whose status is not what it was, and what that rests on."""

    commitment: str
    title: str
    before: Standing
    after: Standing
    what: tuple[Moved, ...]
    rules: tuple[str, ...]
    """The rules that gave the status."""
    evidence: tuple[Cited, ...]
    """The sentences it rests on, those of the period first; none when only time has passed."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment whose status is what it was, though something was said of it."""

    commitment: str
    title: str
    now: Standing
    evidence: tuple[Cited, ...]


class PhasePart(msgspec.Struct, frozen=True, kw_only=True):
    """One phase."""

    phase: str
    title: str
    headline: str
    """Where its commitments stand at the end of the period: "7 done · 1 split"."""
    moved: tuple[Move, ...]
    heard: tuple[Heard, ...]
    quiet: tuple[str, ...]
    """Titles of the commitments on which nothing was found in the period."""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One reading."""

    text: str
    """"at least 395"."""
    value: float | int
    day: date
    cited: Cited


class SeriesPart(msgspec.Struct, frozen=True, kw_only=True):
    """The readings of one claimant from one baseline."""

    claimant: str
    short: str
    """A shorter wording for labels in a chart."""
    side: str
    since: date | None
    """Day from which it counts."""
    derived: str | None
    latest: Value
    earlier: Value | None
    """The newest reading for a day before the period; None when there is none."""
    difference: float | int | None
    """Latest less earlier, of this claimant and this baseline; derived."""
    days: int | None
    """Days between the two readings."""
    bound: str = ""
    """"at least", when both readings are such: then the difference is one of two bounds."""
    why_none: str = ""
    """Why no difference is given, when there are two readings."""
    notes: tuple[str, ...] = ()
    """What kind of change it was, and what a careful reader would ask."""
    points: tuple[tuple[date, float | int], ...] = ()
    """Readings for a chart, oldest first; one a day."""


class FigurePart(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator with the series that have a new reading, and beside them the others that it is compared with."""

    indicator: str
    label: str
    unit: str
    definition: str | None
    warning: str | None
    differ: bool
    series: tuple[SeriesPart, ...]
    unchanged: tuple[SeriesPart, ...]
    """Series without a reading in the period."""
    checks: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One quote."""

    words: str
    kind: str
    said_on: date | None
    to: str | None
    cited: Cited


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """What one speaker said, newest first."""

    name: str
    role: str
    side: str
    quotes: tuple[Said, ...]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a dispute."""

    side: str
    title: str
    claims: tuple[Cited, ...]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment of which the parties give different accounts."""

    commitment: str
    title: str
    now: Standing
    columns: tuple[Column, ...]
    """One a party, in alphabetical order; each may have as many lines as the other."""
    others: tuple[Cited, ...]


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes what depend on what."""

    commitment: str
    title: str
    on: str
    """The condition: a commitment's title, or the words of the text."""
    cited: Cited
    fresh: bool


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What was to happen, by whose word."""

    commitment: str
    title: str
    kind: str
    state: str
    due: date
    days: int
    group: DueGroup
    said: str
    """Wording of who named the day."""
    moved: tuple[date, ...]
    cited: Cited | None
    """None for a deadline of the agreement itself."""


class Unseen(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be seen."""

    kind: Literal["down", "silent", "stale", "never", "late", "store"]
    source: str
    text: str
    count: int = 1
    """How many sources it tells of."""


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """One line of what stands at the top."""

    lead: str
    count: int | None
    """How many there are; None where nothing is counted."""
    text: str


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How much there was to read."""

    updates: int
    sources: int
    """Sources that carried anything in the period."""
    quotes: int
    figures: int
    evidence: int


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What changed between two moments, by the records alone."""

    agreement: str
    title: str
    short_title: str
    demo: bool
    since: datetime
    until: datetime
    made: datetime
    day: int
    """Day of the agreement at the end of the period; 0 is the day that it took effect."""
    ended: str = ""
    """How, since when and by whose word the agreement was over at the end of the period; empty while it is not."""
    count: Count
    glance: tuple[Glance, ...] = ()
    """The whole in a few lines, also of what is left out for want of room."""
    zone: str = ""
    """Time zone of the agreement's days."""
    phases: tuple[PhasePart, ...]
    disputes: tuple[Dispute, ...]
    figures: tuple[FigurePart, ...]
    linkage: tuple[Tie, ...]
    expected: tuple[Due, ...]
    speakers: tuple[Speaker, ...]
    unseen: tuple[Unseen, ...]
    more: dict[str, int] = {}
    """What was left out for want of room, by section; `--full` has it."""
    pages: int | None = None
    """Pages that it was made to fit; None: no limit."""


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """The records that a brief is made from. More of them than it needs does no harm, whatever their order."""

    evidence: tuple[EvidenceRecord, ...] = ()
    """All that the rules see at both ends of the period, and all of the period."""
    figures: tuple[FigureRecord, ...] = ()
    quotes: tuple[QuoteRecord, ...] = ()
    """Of the period, copies folded."""
    overrides: tuple[Override, ...] = ()
    updates: dict[str, int] = {}
    """Updates filed in the period, by source."""
    late: tuple[Update, ...] = ()
    """Those that came in the period and are dated before it, newest first."""
    sources: tuple[tuple[Source, SourceState], ...] = ()
    """(`Source`, `SourceState`) of what is configured for the agreement."""
    troubles: tuple[Change, ...] = ()
    """Changes of the period that tell of a source."""
    notice: str | None = None
    """What is wrong with the store."""
    collected: bool = True
    """Whether anything was ever stored."""
    demo: bool = False
