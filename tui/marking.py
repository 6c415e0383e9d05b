"""What a person does by hand, in the store: marks on readings, pins, and taking the last thing back.

A mark puts the item once more on file, as a revision whose text is what it was and which stands from the mark on:
nothing is written over, and who looks back to the time before it sees the board as it was known then. All of this runs
in a thread; raises `OverrideError` for what cannot be, and `StoreError` when it could not be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from tui.agreement import hand
from tui.agreement.hand import Act, Reading, Record
from tui.agreement.model import Agreement
from tui.agreement.overrides import OverrideError
from tui.records import Entry, EvidenceRecord, QuoteRecord, cite
from tui.text import one_line

if TYPE_CHECKING:
    from tui.store.door import Store

_COPIES_AT_MOST = 200


def history(archive: Store) -> list[Act]:
    """What was ever marked or pinned, oldest first."""
    return hand.unpack(archive.note(hand.KEPT_AS))


def records(entry: Entry) -> tuple[Record, ...]:
    return (*entry.quotes, *entry.figures, *entry.evidence)


def find(archive: Store, record: str, update: str | None = None) -> Record:
    """A record as it stands in the newest entry of its item. Without the id of its update the whole store is read.
    Raises `OverrideError` when there is none."""
    if update is not None:
        entry = archive.entry(update)
        entries: Iterable[Entry] = [entry] if entry is not None else []
    else:
        entries = archive.entries()
    for entry in entries:
        for found in records(entry):
            if found.id == record:
                return found
    raise OverrideError(
        f'no record "{one_line(record, 60)}" in the store; what comes with the agreement file cannot be marked, '
        "correct it there; `ceasefire-tui export evidence` lists ids"
    )


def mark(
    archive: Store,
    agreement: Agreement,
    record: str,
    *,
    update: str | None = None,
    note: str,
    initials: str,
    at: datetime,
) -> Act:
    """Mark a record as read wrongly, in its item and in all that carry the same text."""
    acts = history(archive)
    found = find(archive, record, update)
    if record in hand.wrong(acts):
        raise OverrideError("this is marked wrong already")
    reading = hand.reading_of(found, told_of(found, agreement))
    act = hand.make("wrong", record, at, initials=initials, note=note, reading=reading)
    _keep(archive, acts, act)
    return act


def unmark(archive: Store, record: str, *, initials: str, note: str, at: datetime) -> Act:
    """Take a mark back: the reading counts again."""
    acts = history(archive)
    standing = hand.wrong(acts).get(record)
    if standing is None or standing.reading is None:
        raise OverrideError(f'no mark on "{one_line(record, 60)}"')
    act = hand.make("right", record, at, initials=initials, note=note, reading=standing.reading)
    _keep(archive, acts, act)
    return act


def pin(archive: Store, key: str, at: datetime, *, on: bool, update: str | None = None) -> Act:
    """Pin the row with that key, or take the pin away; `update` is where the record of the row stands."""
    acts = history(archive)
    if on and len(hand.pins(acts)) >= hand.PINS_AT_MOST:
        raise OverrideError(f"there are {hand.PINS_AT_MOST} pins already; take one away first")
    reading = None
    if on and update is not None and key.startswith("quote:"):
        # so that it is found again when it has left the list of the newest
        reading = hand.reading_of(find(archive, key.partition(":")[2], update), "")
    act = hand.make("pin" if on else "unpin", key, at, reading=reading)
    _note(archive, act)
    return act


def undo(archive: Store, act: Act, initials: str, at: datetime) -> Act:
    """Take one line of the history back, as if it had never been."""
    acts = history(archive)
    made = hand.make(act.what, act.subject, at, initials=initials or act.initials, reading=act.reading)
    made = msgspec.structs.replace(made, undoes=hand.key_of(act))
    _keep(archive, acts, made)
    return made


def pinned_quotes(archive: Store, acts: Sequence[Act]) -> tuple[QuoteRecord, ...]:
    """The quotes that are pinned, the newest pin first; one whose reading is no more is left out."""
    made = {a.subject: a for a in hand.effective(acts) if a.what == "pin"}
    found: list[QuoteRecord] = []
    for key in hand.pins(acts):
        act = made[key]
        entry = archive.entry(act.reading.update) if act.reading is not None else None
        if entry is not None and act.reading is not None:
            reading = act.reading
            found += [q for q in entry.quotes if q.id == reading.record or hand.is_reading(reading, q)][:1]
    return tuple(found)


def mend(archive: Store) -> None:
    """Put right what a process that was killed between two writes has left: a mark that its item does not show."""
    acts = history(archive)
    last = next((a for a in reversed(acts) if a.reading is not None and a.what in ("wrong", "right")), None)
    if last is not None and last.reading is not None:
        archive.put(_struck(archive, acts, _where(archive, last.reading), last.at))


def told_of(record: Record, agreement: Agreement) -> str:
    """A reading in one line: what it was taken for, by whom, where, and the words."""
    where = f"({record.cite.outlet}, {record.at:%d %b %Y})"
    if isinstance(record, QuoteRecord):
        q = record.quote
        who = q.speaker or q.speaker_resolved or q.speaker_mention or "unattributed"
        return one_line(f"{who}: {q.text} {where}", 400)
    if isinstance(record, EvidenceRecord):
        e = record.evidence
        who = agreement.claimant_label(e.claimant_id, e.claimant)
        commitment = agreement.commitment(e.commitment_id) if e.commitment_id else None
        what = commitment.title if commitment else e.commitment.replace("_", " ")
        return one_line(f"{what}: {e.status.replace('_', ' ')}, says {who} {where}: {e.sentence}", 400)
    f = record.figure
    indicator = agreement.indicator(f.indicator) if f.indicator else None
    who = agreement.claimant_label(f.claimant_id, f.claimant)
    what = indicator.label if indicator else f.population or f.measure
    return one_line(f"{what}: {f.value if f.value is not None else f.vague}, says {who} {where}: {f.sentence}", 400)


# ------------------------------------------------------------------ keeping


def _where(archive: Store, reading: Reading) -> list[str]:
    """Ids of the updates where a reading may stand: its own, and those that carry the same text."""
    phrase = " ".join(reading.sentence.split()[:12])
    found = archive.search(f'"{phrase}"', _COPIES_AT_MOST) if phrase else []
    return list(dict.fromkeys([reading.update, *(u.id for u in found if u.origin == reading.origin)]))


def _struck(archive: Store, acts: Sequence[Act], updates: Iterable[str], at: datetime) -> list[Entry]:
    """The entries that have to be put on file again, because the marks want them otherwise than they are; `at` is from
    when."""
    changed = []
    for id_ in dict.fromkeys(updates):
        entry = archive.entry(id_)
        if entry is None:
            continue
        made = hand.struck(entry, acts)
        if made is not entry:
            changed.append(_again(made, at))
    return changed


def _again(entry: Entry, at: datetime) -> Entry:
    """The same item as a further revision, which stands from that moment on."""
    # a clock that was put back since must not make it stand before the revision that it follows
    before = entry.update.stands_from or entry.update.fetched
    update = msgspec.structs.replace(entry.update, revision=entry.update.revision + 1, stands_from=max(at, before))
    where = cite(update)
    return Entry(
        update=update,
        quotes=tuple(msgspec.structs.replace(r, cite=where) for r in entry.quotes),
        figures=tuple(msgspec.structs.replace(r, cite=where) for r in entry.figures),
        evidence=tuple(msgspec.structs.replace(r, cite=where) for r in entry.evidence),
    )


def _keep(archive: Store, acts: Sequence[Act], act: Act) -> None:
    # the history first: a mark that its item does not show yet is mended at the next start, the reverse could not be
    _note(archive, act)
    change = hand.as_change(act)
    if act.reading is not None and change is not None:
        archive.put(_struck(archive, [*acts, act], _where(archive, act.reading), act.at), (change,))


def _note(archive: Store, act: Act) -> None:
    archive.change_note(hand.KEPT_AS, lambda kept: hand.appended(kept, act))
