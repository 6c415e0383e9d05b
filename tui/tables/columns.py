"""The columns of `export`: one table that makes the rows and the codebook, so that the two cannot differ.

Columns are stable: new ones are added at the end, none is renamed or moved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, get_args

import msgspec

from tui.agreement.claims import claimant
from tui.agreement.ledger import as_of as day_of_reading
from tui.agreement.model import Agreement
from tui.agreement.status import WORDS, CommitmentStatus
from tui.agreement.terms import CommitmentKind
from tui.config.model import Kind, Source
from tui.records import (
    ChangeKind,
    ChangeMark,
    Cite,
    Entry,
    EvidenceLabel,
    EvidenceRecord,
    FigureRecord,
    Measure,
    Modality,
    QuoteKind,
    SourceState,
    Topic,
)
from tui.tables import kroc

Get = Callable[[Any, Agreement], Any]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column: how it is named, what stands in it, and where that comes from."""

    name: str
    type: str
    """text, integer, number, boolean, day (2025-12-19), time (2025-12-19T08:00:00Z, UTC) or list (joined by "; ")."""
    meaning: str
    allowed: tuple[str, ...] = ()
    """All values that can stand in it, besides nothing; empty: any of its type."""
    rule: str
    """Where its value comes from."""
    get: Get


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of export: what a row is, and its columns."""

    row: str
    columns: tuple[Column, ...]

    def values(self, thing: Any, agreement: Agreement) -> list[Any]:
        """One row."""
        return [c.get(thing, agreement) for c in self.columns]


def _of(path: str) -> Get:
    get = attrgetter(path)
    return lambda thing, _: get(thing)


def _c(name: str, kind: str, meaning: str, rule: str, get: str | Get = "", allowed: tuple[str, ...] = ()) -> Column:
    source = get or name
    return Column(
        name=name,
        type=kind,
        meaning=meaning,
        allowed=allowed,
        rule=rule,
        get=_of(source) if isinstance(source, str) else source,
    )


_SOURCE = "the item as its source gave it, cleaned of control characters"
_READ = "read from the text by the rules in tui/extract"
_AGREEMENT = "the agreement file"
_STORE = "noted by the program"
_GRADES = ("1", "2", "3", "*")


def _cited(prefix: str) -> tuple[Column, ...]:
    def c(name: str, kind: str, meaning: str, rule: str, path: str) -> Column:
        return _c(name, kind, meaning, rule, f"{prefix}{path}")

    return (
        c("outlet", "text", "Outlet that carries the text", "sources.toml, or the item", "outlet"),
        c("via", "text", "Wire that the text names as its author", _SOURCE, "via"),
        c("url", "text", "Link to the text", _SOURCE, "url"),
        c("title", "text", "Title of the text", _SOURCE, "title"),
        c("published", "time", "When it was published; empty when its source does not say", _SOURCE, "published"),
        c("fetched", "time", "When it was fetched", _STORE, "fetched"),
        c("source", "text", 'Id of the source; "record" for the record that comes with the agreement', "sources.toml",
          "source"),
        c("update", "text", "Id of the update: `export updates` has its text", _STORE, "update"),
        c("revision", "integer", "Revision of the update that this was read from, counted from 1", _STORE, "revision"),
        c("origin", "text", "The same for all copies of one text: ten outlets with one wire story are one origin",
          "likeness of the texts, tui/store/origins.py", "origin"),
        c("record", "boolean", "Whether it comes from the record shipped with the agreement, not from a source",
          _AGREEMENT, "shipped"),
    )  # fmt: skip


def _agreement() -> Column:
    return _c("agreement", "text", "Id of the agreement", _AGREEMENT, lambda _, a: a.id)


def _demo(prefix: str) -> Column:
    return _c("demo", "boolean", "Whether it is part of the invented demonstration", _STORE, f"{prefix}demo")


def _span(what: str, prefix: str) -> tuple[Column, Column]:
    return (
        _c("start", "integer", f"Where {what} begins in the update's text, in Unicode code points from 0", _READ,
           f"{prefix}start"),
        _c("end", "integer", f"Where {what} ends, exclusive", _READ, f"{prefix}end"),
    )  # fmt: skip


def _said_by(named: str | None, id_: str | None, cite: Cite, agreement: Agreement) -> str:
    return claimant(agreement, id_, named, cite)[3]


def _entry_time(entry: Entry, _: Agreement) -> Any:
    return entry.update.published or entry.update.fetched


UPDATES = Table(
    row="one item of one source, in its newest revision",
    columns=(
        _c("id", "text", "Id of the update", "digest of source and guid or link", "update.id"),
        _c("at", "time", "When it is filed under: published, else fetched", _STORE, _entry_time),
        _c("outlet", "text", "Outlet that carries it", "sources.toml, or the item", "update.outlet"),
        _c("title", "text", "Title", _SOURCE, "update.title"),
        _c("text", "text", "Plain text, a paragraph a line; empty where texts were dropped to save room", _SOURCE,
           "update.text"),
        _c("url", "text", "Link", _SOURCE, "update.url"),
        _c("published", "time", "When it was published; empty when its source does not say", _SOURCE,
           "update.published"),
        _c("fetched", "time", "When it was fetched", _STORE, "update.fetched"),
        _c("source", "text", "Id of the source", "sources.toml", "update.source"),
        _c("revision", "integer", "Counted from 1; a changed text is a new revision", _STORE, "update.revision"),
        _c("origin", "text", "The same for all copies of one text", "likeness of the texts, tui/store/origins.py",
           "update.origin"),
        _c("via", "text", "Wire that the text names as its author", _SOURCE, "update.via"),
        _c("date_note", "text", "Why `published` is not what the source printed", _STORE, "update.date_note"),
        _c("record", "boolean", "Whether it is part of the record shipped with the agreement", _AGREEMENT,
           "update.shipped"),
        _agreement(),
        _demo("update."),
    ),
)  # fmt: skip

QUOTES = Table(
    row="words that a text gives to a speaker, one contiguous piece in one paragraph",
    columns=(
        _c("id", "text", "Id of the quote", "digest of update, words and speaker"),
        _c("at", "time", "When it is filed under: published, else fetched", _STORE),
        _c("speaker", "text", "The fullest name in the text; empty when nobody is named: it is never guessed", _READ,
           "quote.speaker"),
        _c("speaker_id", "text", "Actor of the registry", "tui/agreement/data/actors.toml", "quote.speaker_id"),
        _c("role", "text", "Role that the text gives the speaker", _READ, "quote.role"),
        _c("kind", "text", "direct: wholly inside quotation marks; mixed: partly; indirect: not at all", _READ,
           "quote.kind", get_args(QuoteKind)),
        _c("text", "text", "The words", _READ, "quote.text"),
        _c("cue", "text", "Word that gives them to the speaker", _READ, "quote.cue"),
        _c("to", "text", 'Addressee: "AFP" in "told AFP"', _READ, "quote.to"),
        _c("said_on", "day", "Day on which it was said", _READ, "quote.said_on"),
        *_span("the quote", "quote."),
        _c("speaker_mention", "text", 'Words standing at this quote: "he", "the minister"', _READ,
           "quote.speaker_mention"),
        *_cited("cite."),
        _agreement(),
        _demo("cite."),
        _c("speaker_start", "integer", "Where the mention of the speaker begins", _READ, "quote.speaker_start"),
        _c("speaker_end", "integer", "Where it ends, exclusive", _READ, "quote.speaker_end"),
        _c("side", "text", "Kind of voice: a party, mediator, un, humanitarian, monitor, media, other",
           "tui/agreement/data/actors.toml", lambda r, a: a.side(r.quote.speaker_id)),
    ),
)  # fmt: skip


def _label(record: FigureRecord, agreement: Agreement) -> str | None:
    indicator = agreement.indicator(record.figure.indicator) if record.figure.indicator else None
    return indicator.label if indicator else None


def _definition(record: FigureRecord, agreement: Agreement) -> str | None:
    indicator = agreement.indicator(record.figure.indicator) if record.figure.indicator else None
    return indicator.definition if indicator else None


def _is_reading(record: FigureRecord, _: Agreement) -> bool:
    f = record.figure
    return f.indicator is not None and f.value is not None and f.modality in ("reported", "estimate")


FIGURES = Table(
    row="a number, what it counts, and who gave it",
    columns=(
        _c("id", "text", "Id of the figure", "digest of update, measure, value, claimant and sentence"),
        _c("at", "time", "When it is filed under: published, else fetched", _STORE),
        _c("indicator", "text", "Id of the indicator that it is a reading of", "`match` in the agreement file",
           "figure.indicator"),
        _c("value", "number", 'The number; empty when the text is vague ("dozens")', _READ, "figure.value"),
        _c("value_max", "number", "Upper end of a range", _READ, "figure.value_max"),
        _c("vague", "text", 'The word of a vague number: "dozens"', _READ, "figure.vague"),
        _c("qualifier", "text", '"at least", "about", "more than", ...; a value with it is a bound or an approximation',
           _READ, "figure.qualifier"),
        _c("unit", "text", "What is counted", _READ, "figure.unit"),
        _c("measure", "text", "Kind of count", _READ, "figure.measure", get_args(Measure)),
        _c("population", "text", "Whom or what it counts, in the text's words", _READ, "figure.population"),
        _c("claimant", "text", "Who gave the number, in the text's words; empty: nobody is named", _READ,
           "figure.claimant"),
        _c("claimant_id", "text", "Actor of the registry", "tui/agreement/data/actors.toml", "figure.claimant_id"),
        _c("since", "day", "Day from which it is counted", _READ, "figure.since"),
        _c("since_text", "text", "Words of the text for that day", _READ, "figure.since_text"),
        _c("baseline", "text", "Baseline of the agreement that `since` stands for; values of different baselines are "
           "different series", "baselines in the agreement file"),
        _c("as_of", "day", "Day that the value is for; empty when the text does not say", _READ, "figure.as_of"),
        _c("as_of_text", "text", "Words of the text for that day", _READ, "figure.as_of_text"),
        _c("place", "text", "Where", _READ, "figure.place"),
        _c("cumulative", "boolean", "Whether it counts up from `since`", _READ, "figure.cumulative"),
        _c("delta", "boolean", "Whether it is an addition to a count", _READ, "figure.delta"),
        _c("breakdown", "boolean", 'Whether it is part of another number ("including 20 children"): never added', _READ,
           "figure.breakdown"),
        _c("of", "number", 'The whole: 28 in "27 of 28"', _READ, "figure.of"),
        _c("rate", "text", '"day", "week", ... when it is a rate', _READ, "figure.rate"),
        _c("modality", "text", "How it is meant; only reported and estimate are readings", _READ, "figure.modality",
           get_args(Modality)),
        _c("derived", "text", "How it was computed, when the program or the data set computed it", _AGREEMENT),
        _c("note", "text", "What to know about it", _AGREEMENT),
        _c("sentence", "text", "The sentence that it stands in", _READ, "figure.sentence"),
        *_span("the number", "figure."),
        *_cited("cite."),
        _agreement(),
        _demo("cite."),
        _c("reading", "boolean", "Whether it is a reading of an indicator: not a target, a threat or a denial",
           "tui/agreement/ledger.py", _is_reading),
        _c("day", "day", "Day that the program takes it to be for: as_of, else the day it is filed under",
           "tui/agreement/ledger.py", lambda r, _: day_of_reading(r)),
        _c("indicator_label", "text", "Name of the indicator", _AGREEMENT, _label),
        _c("definition", "text", "What the indicator counts", _AGREEMENT, _definition),
        _c("claimant_label", "text", 'Wording to show for the claimant; "unattributed (via OUTLET)" for nobody',
           "tui/agreement/data/actors.toml",
           lambda r, a: _said_by(r.figure.claimant, r.figure.claimant_id, r.cite, a)),
    ),
)  # fmt: skip


def _commitment(record: EvidenceRecord, agreement: Agreement) -> Any:
    return agreement.commitment(record.evidence.commitment_id) if record.evidence.commitment_id else None


EVIDENCE = Table(
    row="what one sentence says became of one commitment, according to whom",
    columns=(
        _c("id", "text", "Id of the evidence", "digest of update, commitment, status, claimant and sentence"),
        _c("at", "time", "When it is filed under: published, else fetched", _STORE),
        _c("commitment", "text", "Topic", _READ, "evidence.commitment", get_args(Topic)),
        _c("commitment_id", "text", "Commitment of the agreement", "phrases in the agreement file",
           "evidence.commitment_id"),
        _c("status", "text", "What the sentence says of it; not what the program concludes", _READ, "evidence.status",
           get_args(EvidenceLabel)),
        _c("claimant", "text", "Who says so, in the text's words; empty: nobody is named", _READ, "evidence.claimant"),
        _c("claimant_id", "text", "Actor of the registry", "tui/agreement/data/actors.toml", "evidence.claimant_id"),
        _c("actor", "text", "Who must act, or who acted", _READ, "evidence.actor"),
        _c("actor_id", "text", "Actor of the registry", "tui/agreement/data/actors.toml", "evidence.actor_id"),
        _c("sentence", "text", "The sentence", _READ, "evidence.sentence"),
        *_span("the sentence", "evidence."),
        *_cited("cite."),
        _agreement(),
        _demo("cite."),
        _c("title_of_commitment", "text", "Title of the commitment", _AGREEMENT,
           lambda r, a: c.title if (c := _commitment(r, a)) else None),
        _c("phase", "text", "Id of its phase", _AGREEMENT, lambda r, a: c.phase if (c := _commitment(r, a)) else None),
        _c("claimant_label", "text", 'Wording to show for the claimant; "unattributed (via OUTLET)" for nobody',
           "tui/agreement/data/actors.toml",
           lambda r, a: _said_by(r.evidence.claimant, r.evidence.claimant_id, r.cite, a)),
        _c("depends_on", "list", "What the claimant makes it depend on: commitments, else topics", _READ,
           lambda r, a: [x for c in r.evidence.conditions if (x := c.commitment_id or c.commitment)]),
        _c("depends_on_text", "list", "The conditions in the text's words", _READ,
           lambda r, a: [c.text for c in r.evidence.conditions]),
        _c("due", "day", "Last day on which what is pledged, expected or demanded is in time", _READ, "evidence.due"),
        _c("due_text", "text", "The words for it; they may name no day", _READ, "evidence.due_text"),
    ),
)  # fmt: skip


class StatusRow(msgspec.Struct, frozen=True, kw_only=True):
    """Where one commitment stood at one moment."""

    status: CommitmentStatus
    as_of: Any


_VOCABULARY = "tui/agreement/data/vocabulary.toml"


def _disputed(row: StatusRow, _: Agreement) -> list[str]:
    return [f"{side} {n}" for side, n in row.status.disputed]


STATUS = Table(
    row="a commitment, and where it stood at the end of the period according to whom",
    columns=(
        _c("id", "text", "Id of the commitment", _AGREEMENT, "status.commitment.id"),
        _c("phase", "text", "Id of its phase", _AGREEMENT, "status.commitment.phase"),
        _c("title", "text", "Title of the commitment", _AGREEMENT, "status.commitment.title"),
        _c("word", "text", "Status word", _VOCABULARY, "status.word", tuple(WORDS)),
        _c("detail", "text", '"27 of 28", "113 … over 600"', _VOCABULARY, "status.detail"),
        _c("per", "list", "Claimants that the word rests on, alphabetical", _VOCABULARY,
           lambda r, _: list(r.status.per)),
        _c("since", "day", "Day of the earliest evidence for the word", _VOCABULARY, "status.since"),
        _c("last", "day", "Day of the newest evidence of any kind", _VOCABULARY, "status.last"),
        _c("grade", "text", "1 claimed, 2 corroborated, 3 verified, * set by hand", _VOCABULARY,
           lambda r, _: r.status.grade or None, _GRADES),
        _c("disputed", "list", "Claimants a side that allege a breach or contradict, in the last 7 days", _VOCABULARY,
           _disputed),
        _c("old", "boolean", "Whether the newest evidence is past its freshness", _VOCABULARY, "status.old"),
        _c("evidence", "list", "Ids of the records that the word rests on: `export evidence` and `export figures`",
           _VOCABULARY, lambda r, _: [i for x in r.status.reasons for i in x.records]),
        _c("as_of", "time", "Moment that this is true of", _STORE),
        _c("proposed", "text", "What the rules say, when a person has set another word", _STORE, "status.proposed"),
        _c("set_note", "text", "Note, initials and day of what a person has set", _STORE, "status.set_note"),
        _agreement(),
        _c("kroc", "integer", "0 not initiated, 1 minimum, 2 intermediate, 3 full implementation; empty where the "
           "scale has no answer (standing truces, quotas, no data)", f"{_VOCABULARY} and tui/tables/kroc.py",
           lambda r, _: kroc.code(r.status), ("0", "1", "2", "3")),
        _c("kroc_note", "text", "Why it has that code, where the word alone does not say",
           "tui/tables/kroc.py", lambda r, _: kroc.note(r.status)),
        _c("kind", "text", "Kind of commitment", _AGREEMENT, "status.commitment.kind", get_args(CommitmentKind)),
        _c("topic", "text", "Topic", _AGREEMENT, "status.commitment.topic", get_args(Topic)),
        _c("reasons", "list", "The rules that gave the word", _VOCABULARY,
           lambda r, _: [x.rule for x in r.status.reasons]),
        _c("basis", "list", "Where the agreement says so", _AGREEMENT, lambda r, _: list(r.status.commitment.basis)),
    ),
)  # fmt: skip

CHANGES = Table(
    row="something that became new, was revised, withdrawn or disputed, or a source that failed or came back",
    columns=(
        _c("id", "text", "Id of the change", "digest of what it is about and its mark", "change.id"),
        _c("at", "time", "When the program saw it", _STORE, "change.at"),
        _c("kind", "text", "What changed", _STORE, "change.kind", get_args(ChangeKind)),
        _c("mark", "text", "How", _STORE, "change.mark", get_args(ChangeMark)),
        _c("text", "text", "One line, with claimant and outlet", _STORE, "change.text"),
        _c("ref", "text", "Id of the record, commitment or source that it is about", _STORE, "change.ref"),
        _c("claimant", "text", "Whose claim brought it; several joined", _READ, "claimant"),
        _c("sentence", "text", "The words that it rests on", _READ, "sentence"),
        _c("outlet", "text", "Outlet that carries them", "sources.toml, or the item", "outlet"),
        _c("url", "text", "Link to the text", _SOURCE, "url"),
        _c("published", "time", "When that text was published", _SOURCE, "published"),
        _c("source", "text", "Id of the source", "sources.toml", "source"),
        _c("update", "text", "Id of the update", _STORE, "update"),
        _agreement(),
    ),
)  # fmt: skip


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one source does at one moment."""

    source: Source
    state: SourceState
    word: str
    why: str
    as_of: Any


SOURCES = Table(
    row="a source, and how it does",
    columns=(
        _c("id", "text", "Id of the source", "sources.toml", "source.id"),
        _c("name", "text", "Name", "sources.toml", "source.name"),
        _c("kind", "text", "What is asked", "sources.toml", "source.kind", get_args(Kind)),
        _c("url", "text", "Address", "sources.toml", "source.url"),
        _c("word", "text", "ok, ERR, STALE: silent for too long, off, or ...: not asked yet", _STORE, "word",
           ("ok", "ERR", "STALE", "off", "...")),
        _c("why", "text", "What it gave, or why it failed", _STORE, "why"),
        _c("last_ok", "time", "Last good answer", _STORE, "state.last_ok"),
        _c("last_try", "time", "When it was asked last", _STORE, "state.last_try"),
        _c("next_try", "time", "When it is asked next", _STORE, "state.next_try"),
        _c("failures", "integer", "Failures in a row", _STORE, "state.failures"),
        _c("items", "integer", "Items in the last good answer", _STORE, "state.items"),
        _c("newest", "time", "Newest publication date in it", _SOURCE, "state.newest"),
        _c("as_of", "time", "Moment that this is true of", _STORE),
        _agreement(),
    ),
)  # fmt: skip
"""For what is on the screen only: how sources did is not kept, and `export` has it not."""

TABLES: Mapping[str, Table] = {
    "updates": UPDATES,
    "quotes": QUOTES,
    "figures": FIGURES,
    "evidence": EVIDENCE,
    "status": STATUS,
    "changes": CHANGES,
}


class BookRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the codebook."""

    kind: str
    column: Column


_RULE = "tui/tables/columns.py"
CODEBOOK = Table(
    row="a column of an export",
    columns=(
        _c("kind", "text", "Kind of export", _RULE, "kind", tuple(TABLES)),
        _c("column", "text", "Name of the column", _RULE, "column.name"),
        _c("type", "text", "What stands in it: day is 2025-12-19, time is 2025-12-19T08:00:00Z (UTC), list is joined "
           'by "; "; nothing is an empty cell', _RULE, "column.type",
           ("text", "integer", "number", "boolean", "day", "time", "list")),
        _c("meaning", "text", "What it means", _RULE, "column.meaning"),
        _c("allowed", "list", "All values that can stand in it; empty: any of its type", _RULE,
           lambda r, _: list(r.column.allowed)),
        _c("rule", "text", "Where its value comes from", _RULE, "column.rule"),
    ),
)  # fmt: skip


def codebook(kinds: tuple[str, ...] = tuple(TABLES)) -> list[BookRow]:
    """The lines of the codebook for these kinds."""
    return [BookRow(kind=kind, column=c) for kind in kinds for c in TABLES[kind].columns]
