"""What a person does in a watch by their own hand: statuses set, readings marked as wrong, rows pinned, and all of it
taken back. The rules go on beside it; nothing is deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from tui.agreement import hand
from tui.agreement.hand import Act, last, pins
from tui.agreement.overrides import (
    Override,
    OverrideError,
    appended,
    as_change,
    make,
    standing,
    undoing,
)
from tui.records import Change
from tui.watching import CHANGES_SHOWN, Watching, slim

if TYPE_CHECKING:
    from tui.store.door import Store

_UNDONE = {
    "wrong": "the mark",
    "right": "the mark's end: it stands again",
    "pin": "the pin",
    "unpin": "the pin's end: it is back",
}


class ByHand(Watching):
    """A watch in which a person can set, mark and pin."""

    def set_status(self, commitment_id: str, word: str, note: str, initials: str) -> None:
        """Set the status of a commitment by hand; what the rules propose stays beside it.

        Raises `OverrideError` for an unknown commitment or word, for no initials, and where nothing may be written.
        """
        self._override(commitment_id, word, note, initials)

    def clear_status(self, commitment_id: str, initials: str = "") -> None:
        """Let the rules speak again for a commitment. What was set stays in the history. Raises `OverrideError`."""
        if commitment_id not in standing(self._overrides):
            raise OverrideError("no status is set by hand here")
        self._override(commitment_id, None, "", initials)

    def _override(self, commitment_id: str, word: str | None, note: str, initials: str) -> None:
        self._make_override(make(self.agreement, commitment_id, word, note, initials, self.clock()))

    def _make_override(self, override: Override) -> None:
        archive = self._archive
        if archive is None or self._read_only:
            raise OverrideError("the store is open for reading only here; set it where it is written")
        if self._past is not None:
            raise OverrideError("this is the past; what you set counts from now on, so go back to now first")
        before = next(c for p in self._phases for c in p.commitments if c.commitment.id == override.commitment)
        change = as_change(before, override)
        self._overrides.append(override)
        self._lay_over()
        self._changes = (change, *self._changes)[:CHANGES_SHOWN]

        async def keep() -> None:
            # one after the other: each adds its line to what the one before has kept
            async with self._writing_overrides:
                await self._keep(keep_override, archive, override, change)
                await self._changed(archive)

        self._spawn(keep(), self._writes)
        self._tell(self._event("changed", source=None, **slim(change)))
        self._announce()

    async def mark_wrong(self, record_id: str, update_id: str | None, note: str, initials: str) -> None:
        """Mark a reading as wrong: it is kept and shown so, and counts for nothing. Raises `OverrideError`, also for
        what is not in the store."""
        from tui import marking

        await self._by_hand(
            lambda archive: marking.mark(
                archive,
                self.agreement,
                record_id,
                update=update_id,
                note=note,
                initials=initials,
                at=self.clock(),
            )
        )

    async def unmark(self, record_id: str, initials: str = "", note: str = "") -> None:
        """Take a mark back. Raises `OverrideError`."""
        from tui import marking

        await self._by_hand(
            lambda archive: marking.unmark(archive, record_id, initials=initials, note=note, at=self.clock())
        )

    async def pin(self, key: str, update_id: str | None = None) -> bool:
        """Pin the row with that key, or take the pin away; whether it is pinned now. Raises `OverrideError`."""
        from tui import marking

        on = key not in pins(self._acts)
        await self._by_hand(lambda archive: marking.pin(archive, key, self.clock(), on=on, update=update_id))
        return on

    async def undo(self, initials: str = "") -> str | None:
        """Take back what was done by hand last: a status, a mark or a pin. What it was; None: there is nothing."""
        from tui import marking

        done = self.last_by_hand()
        if done is None:
            return None
        if isinstance(done, Override):
            self._make_override(undoing(done, initials, self.clock()))
            return f"the status of {done.commitment}"
        await self._by_hand(lambda archive: marking.undo(archive, done, initials, self.clock()))
        return _UNDONE[done.what]

    def last_by_hand(self) -> Override | Act | None:
        """What `undo` would take back."""
        return last(self._overrides, self._acts)

    async def kept(self) -> None:
        """Wait until what a person did is on file; a failure is in the snapshot's `trouble`."""
        await asyncio.gather(*self._writes)

    async def _by_hand(self, do: Callable[[Store], Act]) -> None:
        archive = self._archive
        if archive is None or self._read_only:
            raise OverrideError("the store is open for reading only here; do it where it is written")
        if self._past is not None:
            raise OverrideError("this is the past; what you do counts from now on, so go back to now first")
        async with self._taking:  # what is marked must not be replaced by a delivery meanwhile
            act = await asyncio.to_thread(do, archive)
            await asyncio.to_thread(self._recall_hand, archive, mend=False)
            if act.what in ("wrong", "right"):
                self._standing = None
                await self._derive()
        self._announce()

    def _recall_hand(self, archive: Store, *, mend: bool) -> None:
        acts = hand.unpack(archive.note(hand.KEPT_AS))
        if acts:
            from tui import marking

            if mend:
                marking.mend(archive)
            self._pinned_quotes = marking.pinned_quotes(archive, acts)
        self._acts = acts

    def _beside(self, change: Change) -> Change:
        """A status that the rules see change while a person's word stands says so."""
        if change.kind != "status" or change.mark != "new" or change.ref is None:
            return change
        override = standing(self._overrides).get(change.ref)
        if override is None:
            return change
        held = f"{change.text} by the rules; {override.word} as set by {override.initials} stays"
        return msgspec.structs.replace(change, text=held)


def keep_override(archive: Store, override: Override, change: Change) -> None:
    """Add one line to the history of what was set by hand, and tell it. Raises `StoreError`."""
    archive.change_note("overrides", lambda kept: appended(kept, override))
    archive.put((), (change,))
