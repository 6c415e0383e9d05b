"""What a person does by hand besides setting a status: marking a reading as wrong, pinning a row; and taking the last
thing back. A list that only grows: taking back adds a line.

A mark says that the program has read a sentence wrongly, not that what the sentence says is untrue. It holds for the
reading: the same sentence, read the same way, in all copies of the text, also when the texts are read again. Once
better rules read the sentence otherwise, it is another reading, and the mark is history.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

import msgspec

from tui.agreement.overrides import INITIALS_LIMIT, NOTE_LIMIT, Override, OverrideError
from tui.agreement.overrides import key_of as override_key
from tui.records import Change, Entry, EvidenceRecord, FigureRecord, QuoteRecord
from tui.text import one_line

What = Literal["wrong", "right", "pin", "unpin"]
Record = QuoteRecord | FigureRecord | EvidenceRecord
R = TypeVar("R", QuoteRecord, FigureRecord, EvidenceRecord)

KEPT_AS = "hand"
"""Name of the note in which the history is kept."""
PINS_AT_MOST = 50
_WORD = re.compile(r"\w+")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The reading that a mark is about: enough to know it again, to show it, and to put it back."""

    kind: Literal["quote", "figure", "evidence"]
    record: str
    update: str
    origin: str
    about: str | None
    """Commitment or indicator that it counted for."""
    label: str
    """What it was read as: the status, the value, or the speaker."""
    sentence: str
    """Its words, bare."""
    told: str
    """The reading in one line, with claimant, outlet and day."""


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the history."""

    what: What
    subject: str
    """Id of the record, or key of the row: "quote:ID", "commitment:ID"."""
    at: datetime
    """UTC."""
    initials: str = ""
    note: str = ""
    reading: Reading | None = None
    """For "wrong" and "right"."""
    undoes: str | None = None
    """Key of the line that this one takes back."""


def key_of(act: Act) -> str:
    """What `undoes` names."""
    return f"{act.at.timestamp():.6f}|{act.subject}"


# ------------------------------------------------------------------ readings


def bare(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def reading_of(record: Record, told: str) -> Reading:
    """What is to be known of a reading."""
    kind, about, label, words = _parts(record)
    return Reading(
        kind=kind,
        record=record.id,
        update=record.cite.update,
        origin=record.cite.origin,
        about=about,
        label=label,
        sentence=bare(words),
        told=one_line(told, 400),
    )


def _parts(record: Record) -> tuple[Literal["quote", "figure", "evidence"], str | None, str, str]:
    if isinstance(record, QuoteRecord):
        q = record.quote
        return "quote", None, bare(q.speaker_id or q.speaker_resolved or q.speaker or q.speaker_mention or ""), q.text
    if isinstance(record, FigureRecord):
        f = record.figure
        return "figure", f.indicator, f"{f.value} {f.value_max} {f.vague}", f.sentence
    e = record.evidence
    return "evidence", e.commitment_id, e.status, e.sentence


def is_reading(reading: Reading, record: Record) -> bool:
    """Whether `record` is that reading, in this text or a copy of it."""
    if record.id == reading.record:
        return True
    kind, about, label, words = _parts(record)
    return (
        kind == reading.kind
        and record.cite.origin == reading.origin
        and label == reading.label
        # one that is struck out already counts for nothing
        and (about == reading.about or (about is None and record.wrong is not None))
        and bare(words) == reading.sentence
    )


def struck(entry: Entry, acts: Iterable[Act]) -> Entry:
    """`entry` as the standing marks want it: what is marked stays, but counts for nothing, and says so; what is marked
    no more counts again."""
    marks = wrong(acts)
    records: tuple[Record, ...] = (*entry.quotes, *entry.figures, *entry.evidence)
    if not marks and not any(r.wrong for r in records):
        return entry
    back = [a.reading for a in acts if a.what == "wrong" and a.reading is not None]

    def one(record: R) -> R:
        mark = next((a for a in marks.values() if a.reading is not None and is_reading(a.reading, record)), None)
        if mark is not None:
            return _without(record, signed(mark))
        if record.wrong is not None:
            was = next((r for r in back if is_reading(r, record)), None)
            return _with(record, was.about if was is not None else None)
        return record

    made = msgspec.structs.replace(
        entry,
        quotes=tuple(map(one, entry.quotes)),
        figures=tuple(map(one, entry.figures)),
        evidence=tuple(map(one, entry.evidence)),
    )
    return entry if made == entry else made


def _without(record: R, said: str) -> R:
    return _counting_for(msgspec.structs.replace(record, wrong=said), None)


def _with(record: R, about: str | None) -> R:
    return _counting_for(msgspec.structs.replace(record, wrong=None), about)


def _counting_for(record: R, about: str | None) -> R:
    """The record as evidence on a commitment, or a reading of an indicator; None: of none."""
    if isinstance(record, EvidenceRecord):
        evidence = msgspec.structs.replace(record.evidence, commitment_id=about)
        return msgspec.structs.replace(record, evidence=evidence)
    if isinstance(record, FigureRecord):
        return msgspec.structs.replace(record, figure=msgspec.structs.replace(record.figure, indicator=about))
    return record


# ------------------------------------------------------------------ what stands


def effective(acts: Sequence[Act]) -> list[Act]:
    """The lines that were not taken back, without those that only take back."""
    undone = {a.undoes for a in acts if a.undoes}
    return [a for a in acts if a.undoes is None and key_of(a) not in undone]


def wrong(acts: Iterable[Act]) -> dict[str, Act]:
    """Record -> the mark that stands on it."""
    found: dict[str, Act] = {}
    for act in effective(list(acts)):
        if act.what == "wrong":
            found[act.subject] = act
        elif act.what == "right":
            found.pop(act.subject, None)
    return found


def pins(acts: Iterable[Act]) -> tuple[str, ...]:
    """Keys of the pinned rows, the newest pin first."""
    found: dict[str, None] = {}
    for act in effective(list(acts)):
        if act.what in ("pin", "unpin"):
            found.pop(act.subject, None)
        if act.what == "pin":
            found[act.subject] = None
    return tuple(reversed(found))[:PINS_AT_MOST]


def make(
    what: What, subject: str, at: datetime, *, initials: str = "", note: str = "", reading: Reading | None = None
) -> Act:
    """A line from what a person wrote. Raises `OverrideError` for a mark without initials."""
    by = "".join(one_line(initials, 80).split())[:INITIALS_LIMIT]
    if what == "wrong" and not by:
        raise OverrideError("no initials: a mark says who made it")
    return Act(
        what=what, subject=subject, at=at.astimezone(UTC), initials=by, note=one_line(note, NOTE_LIMIT), reading=reading
    )


def signed(act: Act) -> str:
    """ "AB, 19 Dec 2025: the other crossing is meant"."""
    by = f"{act.initials}, {act.at:%d %b %Y}"
    return f"{by}: {act.note}" if act.note else by


def last(overrides: Sequence[Override], acts: Sequence[Act]) -> Override | Act | None:
    """What was done last and not taken back; None when there is nothing to take back."""
    undone = {o.undoes for o in overrides if o.undoes}
    mine: list[Override | Act] = [o for o in overrides if o.undoes is None and override_key(o) not in undone]
    mine += effective(acts)
    return max(mine, key=lambda x: x.at, default=None)


def as_change(act: Act) -> Change | None:
    """The change to tell; pins are nobody else's business."""
    if act.reading is None or act.what not in ("wrong", "right"):
        return None
    by = f" by {act.initials}" if act.initials else ""
    note = f", “{act.note}”" if act.note else ""
    taken = (act.what == "right") != (act.undoes is not None)
    text = f"Mark taken back{by}{note}: {act.reading.told}" if taken else f"Marked wrong{by}{note}: {act.reading.told}"
    return Change(
        id=f"hand-{key_of(act)}",
        at=act.at,
        kind="quote" if act.reading.kind == "quote" else "figure" if act.reading.kind == "figure" else "status",
        mark="revised" if taken else "withdrawn",
        text=one_line(text, 500),
        ref=act.reading.about if act.reading.kind == "evidence" else act.reading.record,
    )


# ------------------------------------------------------------------ on file


def unpack(kept: object) -> list[Act]:
    """The history from what was kept; a line that this version cannot read is left out here, never on file."""
    found: list[Act] = []
    for line in kept if isinstance(kept, list) else ():
        try:
            found.append(msgspec.convert(line, Act))
        except msgspec.ValidationError:
            continue
    return found


def appended(kept: object, act: Act) -> list[Any]:
    """What is kept, with one more line."""
    return [*(kept if isinstance(kept, list) else ()), msgspec.to_builtins(act)]
