"""A view whose person's hand reaches the process that writes its store: what is set, marked, pinned or marked as seen
there is asked of that process, over a socket of the same user, and kept by it.

One process writes a store. So a tab in a browser does not write: it asks `serve`, which holds the store.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from tui.agreement import hand, overrides
from tui.agreement.hand import pins
from tui.agreement.overrides import Override, OverrideError, make
from tui.monitor import Monitor
from tui.snapshot import Snapshot
from tui.store.errors import StoreError

if TYPE_CHECKING:
    from tui.store.door import Store

VARIABLE = "CEASEFIRE_TUI_HOLDER"
"""Names the socket, in the environment of a view that `serve` starts."""
_PATIENCE = 20.0
"""Seconds to wait for an answer: a mark looks through the store for copies of its text."""
LONGEST = 1 << 16
"""Bytes of a request or an answer."""
_SILENT = "the process that writes this store does not answer; nothing was kept"


class Deed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person does by hand."""

    do: Literal["set", "clear", "wrong", "right", "pin", "unpin", "undo", "seen", "unseen"]
    agreement: str = ""
    """Id: a process may write the stores of several."""
    subject: str = ""
    """The commitment, the record, the key of the row; of "undo", the key of what is to be taken back."""
    update: str | None = None
    word: str = ""
    note: str = ""
    initials: str = ""
    at: datetime | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of it."""

    refused: str | None = None
    """Why it was not done, for the person."""
    said: str | None = None
    """Of "undo", what was taken back."""


class Reaching(Monitor):
    """A view that asks the process behind `socket` for what a person does by hand. All of it is awaited, and raises
    `OverrideError` when it could not be done."""

    def __init__(self, *args: Any, socket: str, **how: Any) -> None:
        super().__init__(*args, **how)
        self._socket = socket

    def present(self) -> Snapshot:
        return msgspec.structs.replace(super().present(), reaching=True)

    # the screen awaits what can be awaited (`tui.dashboard.door.Later`): there, what is kept at once is handed over

    async def set_status(self, commitment_id: str, word: str, note: str, initials: str) -> None:  # type: ignore[override]
        # wrong words are told here, as they are where the store is written
        make(self.agreement, commitment_id, word, note, initials, self.clock())
        await self._ask(Deed(do="set", subject=commitment_id, word=word, note=note, initials=initials))

    async def clear_status(self, commitment_id: str, initials: str = "") -> None:  # type: ignore[override]
        await self._ask(Deed(do="clear", subject=commitment_id, initials=initials))

    async def mark_wrong(self, record_id: str, update_id: str | None, note: str, initials: str) -> None:
        await self._ask(Deed(do="wrong", subject=record_id, update=update_id, note=note, initials=initials))

    async def unmark(self, record_id: str, initials: str = "", note: str = "") -> None:
        await self._ask(Deed(do="right", subject=record_id, note=note, initials=initials))

    async def pin(self, key: str, update_id: str | None = None) -> bool:
        on = key not in pins(self._acts)
        await self._ask(Deed(do="pin" if on else "unpin", subject=key, update=update_id))
        return on

    async def undo(self, initials: str = "") -> str | None:
        done = hand.last(self._overrides, self._acts)
        if done is None:
            return None
        return (await self._ask(Deed(do="undo", subject=key_of(done), initials=initials))).said

    async def mark_seen(self, at: datetime) -> None:  # type: ignore[override]
        if self._past is None:
            await self._ask(Deed(do="seen", at=at))

    async def unmark_seen(self) -> None:  # type: ignore[override]
        if self._past is None:
            await self._ask(Deed(do="unseen"))

    async def _ask(self, deed: Deed) -> Answer:
        if self._past is not None:
            raise OverrideError("this is the past; what you do counts from now on, so go back to now first")
        asked = msgspec.structs.replace(deed, agreement=self.agreement.id)
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await _asked(self._socket, asked)
        except (OSError, TimeoutError, ValueError, msgspec.MsgspecError):
            raise OverrideError(_SILENT) from None
        if answer.refused is not None:
            raise OverrideError(answer.refused)
        archive = self._archive
        if archive is not None:
            try:
                await self._see_again(archive)
            except StoreError as error:
                self._trouble = str(error)
                self._announce()
        return answer

    async def _see_again(self, archive: Store) -> None:
        """What was just kept, before the next look at the file would see it."""

        def looked() -> object:
            archive.refresh()
            return archive.note(self._looks_key)

        looks = await asyncio.to_thread(looked)
        self._looks = [datetime.fromisoformat(x) for x in looks] if isinstance(looks, list) else []
        await self._take_up(archive)


async def _asked(socket: str, deed: Deed) -> Answer:
    reader, writer = await asyncio.open_unix_connection(socket, limit=LONGEST)
    try:
        writer.write(msgspec.json.encode(deed) + b"\n")
        await writer.drain()
        return msgspec.json.decode(await reader.readuntil(b"\n"), type=Answer)
    except asyncio.IncompleteReadError as error:
        raise OSError(_SILENT) from error
    finally:
        writer.close()


def key_of(done: Override | hand.Act) -> str:
    """What tells one thing that was done by hand from the others."""
    return overrides.key_of(done) if isinstance(done, Override) else hand.key_of(done)


async def perform(monitors: Mapping[str, Monitor], deed: Deed) -> Answer:
    """Do it where the store is written; the answer comes when it is on file. `monitors`: agreement id -> the one that
    writes."""
    monitor = monitors.get(deed.agreement)
    if monitor is None:
        return Answer(refused=f"the store of {deed.agreement} is written by another process; do it there")
    before = monitor.snapshot().trouble
    try:
        said = await _done(monitor, deed)
        await monitor.kept()
    except (OverrideError, StoreError) as error:
        return Answer(refused=str(error))
    trouble = monitor.snapshot().trouble
    if trouble is not None and trouble != before:
        return Answer(refused=trouble)
    return Answer(said=said)


async def _done(monitor: Monitor, deed: Deed) -> str | None:
    subject, by = deed.subject, deed.initials
    if deed.do == "set":
        monitor.set_status(subject, deed.word, deed.note, by)
    elif deed.do == "clear":
        monitor.clear_status(subject, by)
    elif deed.do == "wrong":
        await monitor.mark_wrong(subject, deed.update, deed.note, by)
    elif deed.do == "right":
        await monitor.unmark(subject, by, deed.note)
    elif deed.do in ("pin", "unpin"):
        if (subject in monitor.snapshot().pins) != (deed.do == "pin"):  # else another tab was quicker
            await monitor.pin(subject, deed.update)
    elif deed.do == "undo":
        last = monitor.last_by_hand()
        if last is None or key_of(last) != subject:
            raise OverrideError("somebody has done something else meanwhile; nothing was taken back, so look again")
        return await monitor.undo(by)
    elif deed.do == "seen":
        monitor.mark_seen(min(deed.at or monitor.clock(), monitor.clock()))
    else:
        monitor.unmark_seen()
    return None


def reaching(socket: str) -> Callable[..., Monitor]:
    """What makes monitors that reach the process behind a socket."""

    def made(*args: Any, **how: Any) -> Monitor:
        return Reaching(*args, socket=socket, **how)

    return made
