"""Statuses that a person has set: laid over what the rules propose, and never in its place.

The history is a list that only grows. Taking an override back adds a line without a word, so that who set what, and
when it was taken back, can always be told.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from tui.agreement.model import Agreement, Commitment
from tui.agreement.status import WORDS, CommitmentStatus, PhaseStatus, Reason, Word
from tui.records import Change
from tui.text import one_line

NOTE_LIMIT, INITIALS_LIMIT = 400, 8
"""Characters."""


class OverrideError(ValueError):
    """What was set does not hold: an unknown commitment or word, no initials. The text says what to write instead."""


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the history: what a person has set, or that it was taken back."""

    commitment: str
    """Id in the agreement file."""
    word: Word | None
    """The status word; None: from now on the rules again."""
    note: str = ""
    initials: str
    at: datetime
    """UTC."""
    undoes: str | None = None
    """Key of the line that this one takes back, as if it had never been; then it says nothing else."""


def key_of(override: Override) -> str:
    """What `undoes` names."""
    return f"{override.at.timestamp():.6f}|{override.commitment}"


def make(agreement: Agreement, commitment: str, word: str | None, note: str, initials: str, at: datetime) -> Override:
    """An override from what a person wrote. Raises `OverrideError` with a line that says what is wrong."""
    found = find_commitment(agreement, commitment)
    by = "".join(one_line(initials, 80).split())[:INITIALS_LIMIT]
    if word is not None and not by:
        raise OverrideError("no initials: a status that a person sets says who set it")
    return Override(
        commitment=found.id,
        word=find_word(word) if word is not None else None,
        note=one_line(note, NOTE_LIMIT),
        initials=by,
        at=at.astimezone(UTC),
    )


def find_commitment(agreement: Agreement, wanted: str) -> Commitment:
    """A commitment by its id. Raises `OverrideError` that names the nearest one."""
    for commitment in agreement.commitments:
        if commitment.id == wanted.strip():
            return commitment
    ids = [c.id for c in agreement.commitments]
    raise OverrideError(f'no commitment "{one_line(wanted, 60)}" in {agreement.id}{_nearest(wanted.lower(), ids)}')


def find_word(wanted: str) -> Word:
    """A status word, whatever its case; "in-progress" will do. Raises `OverrideError` that names the nearest one."""
    plain = " ".join(wanted.upper().replace("-", " ").replace("_", " ").split())
    for word in WORDS:
        if word == plain:
            return word
    raise OverrideError(f'no status word "{one_line(wanted, 60)}"{_nearest(plain, WORDS)}')


def _nearest(wanted: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(wanted, known, 1, 0.5)
    return f'; did you mean "{near[0]}"?' if near else f"; known are: {', '.join(known)}"


def standing(history: Iterable[Override], until: datetime | None = None) -> dict[str, Override]:
    """Commitment -> the override that counts (at `until`, if given): the last one, unless it was taken back."""
    found: dict[str, Override] = {}
    seen = [o for o in history if until is None or o.at <= until]
    undone = {o.undoes for o in seen if o.undoes}
    for override in seen:  # in the order in which they were made, whatever a clock said that was put right since
        if override.undoes is None and key_of(override) not in undone:
            found[override.commitment] = override
    return {key: override for key, override in found.items() if override.word is not None}


def apply(
    phases: tuple[PhaseStatus, ...], history: Iterable[Override], until: datetime | None = None
) -> tuple[PhaseStatus, ...]:
    """The phases with what a person has set: grade "*", the word, the note, and what the rules propose beside it.

    Disputes, evidence and the reasons of the rules stay as they are. `phases` must be fresh from the rules.
    """
    chosen = standing(history, until)
    if not chosen:
        return phases
    return tuple(
        msgspec.structs.replace(
            phase,
            commitments=tuple(
                _laid_over(status, chosen[status.commitment.id]) if status.commitment.id in chosen else status
                for status in phase.commitments
            ),
        )
        for phase in phases
    )


def _laid_over(status: CommitmentStatus, override: Override) -> CommitmentStatus:
    assert override.word is not None
    note = f": {override.note}" if override.note else ""
    return msgspec.structs.replace(
        status,
        word=override.word,
        detail="",
        per=(override.initials,),
        since=override.at.date(),
        grade="*",
        carrier=None,
        old=False,
        proposed=proposal(status),
        set_note=signed(override),
        reasons=(
            Reason(rule=f"set by {override.initials} on {override.at:%d %b %Y %H:%MZ}{note}"),
            *(msgspec.structs.replace(r, rule=f"by the rules: {r.rule}") for r in status.reasons),
        ),
    )


def proposal(status: CommitmentStatus) -> str:
    """What the rules say of a commitment, in one line: "BELOW 113 … over 600"."""
    return status.proposed or f"{status.word} {status.detail}".strip()


def signed(override: Override) -> str:
    """Note, initials and day: "seen it signed (AB, 19 Dec 2025)"."""
    by = f"{override.initials}, {override.at:%d %b %Y}"
    return f"{override.note} ({by})" if override.note else by


def says(before: CommitmentStatus, override: Override) -> str:
    """The change in one line; `before` is the status until now, by the rules or by a person."""
    title = before.commitment.short or before.commitment.title
    note = f", “{override.note}”" if override.note else ""
    ruled = proposal(before)
    if override.undoes is not None:
        return f"{title}: {before.word} as set by hand was undone"
    if override.word is None:
        by = f" by {override.initials}" if override.initials else ""
        return f"{title}: {before.word} as set by {', '.join(before.per)} taken back{by}{note}: {ruled} by the rules"
    earlier = f"{before.word} as set by {', '.join(before.per)}, {ruled}" if before.grade == "*" else ruled
    return f"{title}: set by {override.initials}: {override.word}{note} (was {earlier} by the rules)"


def undoing(override: Override, initials: str, at: datetime) -> Override:
    """The line that takes `override` back: what stood before it stands again."""
    by = "".join(one_line(initials, 80).split())[:INITIALS_LIMIT]
    return Override(
        commitment=override.commitment, word=None, initials=by, at=at.astimezone(UTC), undoes=key_of(override)
    )


def as_change(before: CommitmentStatus, override: Override) -> Change:
    """The change that a person has made by hand."""
    return Change(
        id=f"set-{override.commitment}-{override.word or 'rules'}-{override.at.timestamp():.3f}".replace(" ", "-"),
        at=override.at,
        kind="status",
        mark="revised" if override.word is not None else "withdrawn",
        text=says(before, override),
        ref=override.commitment,
    )


# ------------------------------------------------------------------ on file


def pack(history: Iterable[Override]) -> list[Any]:
    """The history as plain JSON values."""
    packed: list[Any] = msgspec.to_builtins(list(history))
    return packed


def unpack(kept: object) -> list[Override]:
    """The history from what was kept; a line that this version cannot read is left out here, never on file."""
    found: list[Override] = []
    for line in kept if isinstance(kept, list) else ():
        try:
            found.append(msgspec.convert(line, Override))
        except msgspec.ValidationError:
            continue
    return found


def appended(kept: object, override: Override) -> list[Any]:
    """What is kept, with one more line; lines that this version cannot read stay as they are."""
    return [*(kept if isinstance(kept, list) else ()), *pack([override])]
