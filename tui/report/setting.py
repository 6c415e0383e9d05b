"""`store set`, `unset`, `mark-wrong`, `unmark`: a person's own hand, from the command line."""

from __future__ import annotations

from datetime import UTC, datetime

from tui import marking
from tui.agreement import hand
from tui.agreement.model import Agreement
from tui.agreement.overrides import OverrideError, apply, as_change, make, standing, unpack
from tui.agreement.status import derive
from tui.filing import record_entries
from tui.monitor import keep_override
from tui.store.door import Where, is_there
from tui.store.door import open as open_store


def run_set(agreement: Agreement, store: Where, commitment: str, word: str | None, note: str, by: str) -> str:
    """Keep what was set (`word` None: taken back) and give the change in one line.

    Raises `OverrideError` for wrong words, before the store is touched, and `StoreError` when it cannot be kept.
    """
    override = make(agreement, commitment, word, note, by, datetime.now(UTC))
    with open_store(store) as archive:
        history = unpack(archive.note("overrides"))
        if word is None and override.commitment not in standing(history):
            raise OverrideError(f"no status is set by hand for {override.commitment}")
        entries = [*record_entries(agreement), *archive.entries()]
        evidence = [x for e in entries for x in e.evidence]
        figures = [f for e in entries for f in e.figures]
        phases = apply(derive(agreement, evidence, figures, override.at), history)
        before = next(c for p in phases for c in p.commitments if c.commitment.id == override.commitment)
        change = as_change(before, override)
        keep_override(archive, override, change)
    return change.text


def run_mark(agreement: Agreement, store: Where, record: str, note: str, by: str) -> str:
    """Mark a record as read wrongly and give the change in one line. Raises `OverrideError` and `StoreError`."""
    with open_store(store) as archive:
        act = marking.mark(archive, agreement, record, note=note, initials=by, at=datetime.now(UTC))
    return _told(act)


def run_unmark(store: Where, record: str, note: str, by: str) -> str:
    """Take a mark back and give the change in one line. Raises `OverrideError` and `StoreError`."""
    with open_store(store) as archive:
        act = marking.unmark(archive, record, initials=by, note=note, at=datetime.now(UTC))
    return _told(act)


def run_marks(store: Where) -> list[str]:
    """The marks that stand, one a line. Raises `StoreError`."""
    if not is_there(store):
        return []
    with open_store(store, read_only=True) as archive:
        standing_marks = hand.wrong(marking.history(archive))
    return [f"{a.subject}  {hand.signed(a)}  {a.reading.told if a.reading else ''}" for a in standing_marks.values()]


def _told(act: hand.Act) -> str:
    change = hand.as_change(act)
    return change.text if change is not None else ""
