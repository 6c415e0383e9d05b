"""The heart: poll -> extract -> store -> announce. Knows nothing of Textual.

State goes one way. A delivery is read in a thread, kept in one transaction, and only then announced; who listens
takes a `Snapshot`, which never changes once taken.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import msgspec

from tui.agreement.hand import effective, pins
from tui.agreement.overrides import unpack
from tui.byhand import ByHand, keep_override
from tui.config import Source
from tui.records import Change, Entry, SourceState, Update
from tui.snapshot import Snapshot, as_of, offline_since, source_change, state_of
from tui.sources.items import Item, SourceError
from tui.sources.wanted import concerns
from tui.store.errors import StoreError
from tui.watching import CHANGES_SHOWN, slim, utcnow

if TYPE_CHECKING:
    from tui.history import History
    from tui.intake import Batch, Intake
    from tui.sources.poller import Leases
    from tui.store.door import Store
    from tui.store.shared.archive import SharedArchive

__all__ = ["CHANGES_SHOWN", "Monitor", "Snapshot", "keep_override", "utcnow"]

_STATES_EVERY = 20.0
"""Seconds between notes of how sources are doing, when nothing else is written."""
_DERIVE_EVERY = 60.0
"""Seconds after which statuses are derived again, because days pass without news."""
_UPKEEP_FIRST, _UPKEEP_EVERY = 120.0, 86_400.0
"""Seconds from the start, and between two looks whether texts have become too old to be kept."""
_FOLLOW_EVERY = 2.0
"""Seconds between a reader's looks at the file."""


class Monitor(ByHand):
    """Watches one agreement. `start`, use, `stop`; all calls are made on one event loop.

    `poll` False: nothing is asked of anybody; with a `read_only` store the file is followed instead. Monitors that are
    given one `watch` are polled for together. `on_event` is told what happens, as plain objects for `poll --json`. With
    `moment` it begins with a look back.
    """

    # -------------------------------------------------------------- life

    async def start(self) -> None:
        """Open the store, unless that was done, and, when polling, begin. What was stored is in the next snapshot.

        Raises `StoreError` (`StoreBusy` when another process writes the store), and `ValueError` for a first `moment`
        that is not past; then nothing was started.
        """
        if self._archive is None:
            await self.open()
        if self._poll:
            self._watch.started(self)
            self._spawn(self._note_states())
        if not self._read_only and self.config.store.keep_text:
            self._spawn(self._drop_texts())
        if self._read_only or self._shared:
            self._spawn(self._follow())
        self._spawn(self._age())

    async def open(self) -> None:
        """Open the store without polling; raises as `start`."""
        # TinyDB and SQLite are imported after the first paint
        from tui.history import History
        from tui.store.door import open as open_store

        def opened() -> tuple[Store, Mapping[str, SourceState], dict[str, Any]]:
            archive = open_store(self.store, read_only=self._read_only, sync=self.config.store.sync)
            try:
                return archive, archive.states(), archive.notes()
            except BaseException:
                archive.close()
                raise

        archive, states, self._notes = await asyncio.to_thread(opened)
        self._archive = archive
        self._history = History(self.agreement, lambda: self._archive, self._record)
        self._trouble = archive.notice
        self._states = {k: v for k, v in states.items() if any(s.id == k for s in self._sources)}
        self._noted = dict(self._states)
        looks = cast("list[str]", self._notes.get(self._looks_key) or [])
        self._looks = [datetime.fromisoformat(x) for x in looks]
        self._overrides = unpack(self._notes.get("overrides"))
        await asyncio.to_thread(self._recall_hand, archive, mend=not self._read_only)
        if self._moment is not None:
            await self.look_back(self._moment)
        await self._derive()

    async def stop(self) -> None:
        """End all tasks, note how sources are doing, give the store back. Safe to call twice."""
        await self._watch.stopped(self)
        await asyncio.gather(*self._writes)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._archive is not None:
            archive, self._archive, self._intake = self._archive, None, None
            async with self._taking:
                if not self._read_only and not archive.shared:
                    with contextlib.suppress(StoreError):
                        await asyncio.to_thread(archive.put_states, self._unnoted())
                await asyncio.to_thread(archive.close)

    async def once(self, only: Collection[str] | None = None) -> list[SourceState]:
        """One round over all enabled sources, now. How each did."""
        states = await self._watch.once(only)
        await self._save_states()
        return states

    # -------------------------------------------------------------- what the screen asks

    def snapshot(self) -> Snapshot:
        """The present state, from memory; while somebody looks back, the state of then."""
        if self._past is not None:
            return msgspec.structs.replace(self._past.snapshot, trouble=self._trouble, demo=self._demo)
        return self.present()

    def present(self) -> Snapshot:
        """The present state, also while somebody looks back."""
        return Snapshot(
            agreement=self.agreement,
            now=self.clock(),
            as_of=as_of(self._sources, self._states),
            phases=self._phases,
            quotes=self._quotes,
            figures=self._figures,
            changes=self._changes,
            sources=tuple((s, state_of(s, self._states, self.config.problems)) for s in self._sources),
            last_look=self._looks[-1] if self._looks else None,
            # who does not ask cannot know
            offline_since=None if self._read_only else offline_since(self._sources, self._states, self.clock()),
            demo=self._demo,
            viewing=self._read_only,
            stored=self._stored,
            pins=pins(self._acts),
            pinned_quotes=self._pinned_quotes,
            acts=tuple(effective(self._acts)),
            trouble=self._trouble,
        )

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back on the event loop whenever the next snapshot differs. Returns how to unsubscribe."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    async def update(self, id: str) -> Update | None:  # noqa: A002
        """The newest revision of an update, or of an item of the shipped record."""
        entry = await self.records_of(id)
        return entry.update if entry else None

    async def records_of(self, update_id: str) -> Entry | None:
        """An update with all that was read from it. In a thread: the store may be asked something else just then, and
        a shared one may be far away."""
        if update_id in self._record_by_id:
            return self._record_by_id[update_id]
        archive = self._past.archive if self._past is not None else self._archive
        try:
            return await asyncio.to_thread(archive.entry, update_id) if archive is not None else None
        except StoreError as error:
            self._trouble = str(error)
            return None

    @property
    def history(self) -> History | None:
        """Questions to the whole store, up to the moment that is looked back to; None until it is open."""
        return self._past_history or self._history

    async def look_back(self, moment: datetime | None) -> None:
        """Show the whole dashboard as it would have been at `moment`; None: as it is now.

        Polling and keeping go on meanwhile. Nothing can be set or marked as seen in the past. Raises `StoreError`, and
        `ValueError` for a moment that is not past; then what was shown stays.
        """
        from tui.history import History
        from tui.past import look_back

        self._moment = moment
        if moment is None:
            self._past = self._past_history = None
            self._announce()
            return
        if moment > self.clock():
            raise ValueError(f"{moment:%d %b %Y %H:%MZ} is not past")
        archive = self._archive
        if archive is None:
            return  # it begins with that, once the store is open
        past = await asyncio.to_thread(
            look_back, archive, self.agreement, self._record, self.config, self._sources, self._overrides, moment,
            CHANGES_SHOWN,
        )  # fmt: skip
        if self._moment == moment and self._archive is archive:  # nobody chose another one meanwhile
            self._past, self._past_history = past, History(self.agreement, lambda: past.archive, past.record)
            self._announce()

    def refresh(self, source_id: str | None = None) -> Mapping[str, datetime | None]:
        """Ask one source, or all, now. Source id -> None when it is asked, else the time from which it may be."""
        return self._watch.refresh([source_id] if source_id else None)

    def mark_seen(self, at: datetime) -> None:
        """All up to `at` has been seen: the last look. Nothing is marked while somebody looks back."""
        if self._past is None:
            self._set_looks([*self._looks, at][-20:])

    def unmark_seen(self) -> None:
        """Take the last `mark_seen` back."""
        if self._past is None:
            self._set_looks(self._looks[:-1])

    @property
    def _shared(self) -> bool:
        return self._archive is not None and self._archive.shared

    @property
    def _looks_key(self) -> str:
        """A record that many share keeps the looks of each apart."""
        if not self._shared:
            return "looks"
        import getpass

        return f"looks {getpass.getuser()}"

    def _set_looks(self, looks: list[datetime]) -> None:
        self._looks = looks
        archive = self._archive
        if archive is not None and not self._read_only:
            self._spawn(self._keep(archive.put_note, self._looks_key, [x.isoformat() for x in looks]), self._writes)
        self._announce()

    def note(self, key: str) -> object:
        """A small value that `keep_note` kept, also in an earlier run; None when there is none."""
        return self._notes.get(key)

    def keep_note(self, key: str, value: object) -> None:
        """Keep a small JSON value beside the records; where the store is only read, nothing is kept."""
        archive = self._archive
        if archive is not None and not self._read_only:
            self._notes[key] = value
            self._spawn(self._keep(archive.put_note, key, value), self._writes)

    # -------------------------------------------------------------- polling

    @property
    def sources(self) -> Sequence[Source]:
        """The sources that are for this agreement."""
        return self._sources

    def source(self, source_id: str) -> Source | None:
        """A source of this agreement."""
        return next((s for s in self._sources if s.id == source_id), None)

    def state_of(self, source_id: str) -> SourceState | None:
        """How a source did when it was last asked."""
        return self._states.get(source_id)

    def _reader(self) -> Intake | None:
        """What reads deliveries; None until the store is open. Made for the first one, which a mere look never sees."""
        if self._intake is None and self._archive is not None:
            from tui.intake import Intake

            self._intake = Intake(
                self._archive,
                self.agreement,
                future_skew=self.config.polling.future_skew,
                demo=self._demo,
                give_way=self._give_way,
            )
        return self._intake

    def wants(self, source_id: str, item: Item) -> bool:
        """Whether an item is about this agreement, as far as the words that the configuration looks for can tell."""
        source = self.source(source_id)
        return source is not None and concerns(source, self.config.polling, item)

    def knows(self, source_id: str, item: Item) -> bool:
        """Whether an item is stored as it stands."""
        source, intake = self.source(source_id), self._reader()
        return source is not None and intake is not None and intake.known(source, item)

    def leases(self) -> Leases | None:
        """Where collectors agree who asks a source; None for a store of one's own."""
        if self._archive is None or not self._archive.shared:
            return None
        from tui.leases import StoreLeases

        return StoreLeases(cast("SharedArchive", self._archive))

    async def deliver(self, source_id: str, items: Sequence[Item], fetched: datetime) -> None:
        """Read what a source brought and keep what is new of it. Raises `SourceError` when it could not be kept."""
        source = self.source(source_id)
        if source is None:
            return
        async with self._taking:  # one at a time: the second of two copies must see the first
            archive, intake = self._archive, self._reader()
            if archive is None or intake is None:
                raise SourceError("not saved: the store is closed")
            standing = self._standing
            assert standing is not None  # since the store is open

            from tui.standing import Standing

            def take() -> tuple[Batch, tuple[Change, ...], bool]:
                with archive.exclusive():
                    others = archive.refresh()
                    before = Standing.of(self.agreement, archive, self._record, fetched) if others else standing
                    batch = intake.take(source, items, fetched, before)
                    changes = tuple(self._beside(c) for c in batch.changes)
                    archive.put(batch.entries, changes)
                return batch, changes, others

            try:
                batch, changes, others = await asyncio.to_thread(take)
            except StoreError as error:
                self._trouble = str(error)
                self._announce()
                # the source's validators are not kept, so that the same items come again; the report tells of it
                raise SourceError(str(error)) from error
            if batch.entries:
                self._trouble = archive.notice
                for entry in batch.entries:
                    self._tell(
                        self._event(
                            "stored",
                            source=source.id,
                            update=entry.update.id,
                            revision=entry.update.revision,
                            title=entry.update.title,
                            quotes=len(entry.quotes),
                            figures=len(entry.figures),
                            evidence=len(entry.evidence),
                        )
                    )
                for change in changes:
                    self._tell(self._event("changed", source=source.id, **slim(change)))
            if batch.entries or others:
                self._standing = batch.standing
                if others:
                    await self._look_again(archive)
                await self._follow_up()

    async def _look_again(self, archive: Store) -> None:
        """What somebody else has written beside records."""
        notes, states = await asyncio.to_thread(lambda: (archive.note("overrides"), archive.states()))
        self._overrides = unpack(notes)
        self._states = {k: v for k, v in states.items() if self.source(k) is not None}

    async def report(self, state: SourceState) -> None:
        """How a source did just now."""
        before = self._states.get(state.id)
        self._states[state.id] = state
        self._states_due = True
        self._tell(
            self._event(
                "error" if state.status == "error" else "poll",
                source=state.id,
                status=state.status,
                items=state.items,
                **({"error": state.error} if state.error else {}),
            )
        )
        change = source_change(self._name(state.id), before, state, self.clock())
        archive = self._archive
        if change is not None and archive is not None:
            await self._keep(archive.put, (), (change,))
            await self._changed(archive)
        self._announce()

    def _name(self, source_id: str) -> str:
        return next((s.name for s in self._sources if s.id == source_id), source_id)

    # -------------------------------------------------------------- standing tasks

    async def _note_states(self) -> None:
        while True:
            await asyncio.sleep(_STATES_EVERY)
            if self._states_due:
                await self._save_states()

    async def _save_states(self) -> None:
        self._states_due = False
        archive = self._archive
        # where many collect, each source's state is kept by who asked it
        if archive is not None and not self._read_only and not archive.shared:
            changed = self._unnoted()

            def note() -> None:
                archive.put_states(changed)
                self._noted.update(changed)

            await self._keep(note)

    def _unnoted(self) -> dict[str, SourceState]:
        """The states that the store does not have as they are."""
        return {k: v for k, v in self._states.items() if self._noted.get(k) is not v}

    async def _age(self) -> None:
        while True:
            await asyncio.sleep(_DERIVE_EVERY)
            await self._derive()
            self._announce()

    async def _drop_texts(self) -> None:
        """Once a day: texts that are older than they are to be kept. In a thread, and no faster than half the time."""
        from tui.store.upkeep import drop_old_texts

        wait = _UPKEEP_FIRST
        while True:
            await asyncio.sleep(wait)
            wait = _UPKEEP_EVERY
            archive = self._archive
            if archive is not None:
                await self._keep(drop_old_texts, archive, self.config.store.keep_text, self.clock(), rest=1.0)
                self._announce()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(_FOLLOW_EVERY)
            archive = self._archive
            if archive is None:
                return
            try:
                fresh = await asyncio.to_thread(archive.refresh)
            except StoreError as error:
                self._trouble = str(error)
                self._announce()
                continue
            if fresh:
                await self._take_up(archive)

    async def _take_up(self, archive: Store) -> None:
        """What somebody else has written, in the next snapshot."""
        self._trouble, self._standing = None, None
        await self._look_again(archive)
        await asyncio.to_thread(self._recall_hand, archive, mend=False)
        await self._derive()
        self._announce()
