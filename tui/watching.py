"""What a monitor knows and how it follows from what is stored: what `tui.byhand` and `tui.monitor` build on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from tui.agreement.hand import Act
from tui.agreement.ledger import IndicatorRow
from tui.agreement.model import Agreement
from tui.agreement.overrides import (
    Override,
    apply,
)
from tui.agreement.status import PhaseStatus
from tui.config import Config
from tui.filing import record_entries
from tui.records import Change, QuoteRecord, SourceState
from tui.store.errors import StoreError
from tui.watch import Watch, Watched

if TYPE_CHECKING:
    from tui.history import History
    from tui.intake import Intake
    from tui.past import Past
    from tui.standing import Standing
    from tui.store.door import Store, Where

CHANGES_SHOWN = 500
_CALM = 1.0
"""Seconds between two derivations while one delivery comes upon the other."""
_AT_THE_KEYS, _LONGEST = 0.25, 0.5
"""Seconds after a key in which what can wait does; seconds after which it goes on a step nevertheless."""
_ASK_AGAIN = timedelta(hours=1)
"""After which the store is asked anew, because what the rules look back to moves with time."""


def utcnow() -> datetime:
    return datetime.now(UTC)


class Watching:
    """The state of one watch. What is asked of the store is asked in threads; everything else is on one event loop."""

    def __init__(
        self,
        config: Config,
        agreement: Agreement,
        store: Where,
        *,
        poll: bool = True,
        watch: Watch | None = None,
        read_only: bool = False,
        clock: Callable[[], datetime] = utcnow,
        demo: bool = False,
        on_event: Callable[[dict[str, Any]], None] | None = None,
        moment: datetime | None = None,
    ) -> None:
        self.config = config
        self.agreement = agreement
        self.store = store
        self.clock = clock
        self._poll = poll
        self._read_only = read_only
        self._demo = demo
        self._tell = on_event or (lambda _: None)
        self._record = [] if demo else record_entries(agreement)
        self._record_by_id = {e.update.id: e for e in self._record}
        self._sources = tuple(s for s in config.sources if not s.agreements or agreement.id in s.agreements)
        self._states: dict[str, SourceState] = {}
        self._archive: Store | None = None
        self._history: History | None = None
        self._intake: Intake | None = None
        self._standing: Standing | None = None
        self._moment = moment
        self._past: Past | None = None
        self._past_history: History | None = None
        self._watch = watch or Watch()
        self._watch.add(cast("Watched", self))  # every one of these is a monitor
        self._tasks: set[asyncio.Task[Any]] = set()
        self._writes: set[asyncio.Task[Any]] = set()
        """What a person did and is still to be kept: waited for at the end, not cancelled."""
        self._taking = asyncio.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._trouble: str | None = None
        self._phases: tuple[PhaseStatus, ...] = ()
        self._figures: tuple[IndicatorRow, ...] = ()
        self._quotes: Sequence[QuoteRecord] = ()
        self._changes: tuple[Change, ...] = ()
        self._stored = 0
        """Updates in the store when the others were derived."""
        self._looks: list[datetime] = []
        self._ruled: tuple[PhaseStatus, ...] = ()
        """The phases as the rules give them, before what a person has set is laid over them."""
        self._overrides: list[Override] = []
        self._acts: list[Act] = []
        self._pinned_quotes: tuple[QuoteRecord, ...] = ()
        self._writing_overrides = asyncio.Lock()
        self._states_due = False
        self._notes: dict[str, object] = {}
        """Small values that are kept beside the records, as they were when the store was opened or put since."""
        self._noted: dict[str, SourceState] = {}
        """The states as they were put into the store last."""
        self._derived = float("-inf")
        """When statuses and lists were last derived, on the loop's clock."""
        self._soon: asyncio.Task[None] | None = None
        """Derives what the last deliveries brought."""
        self._person_until = 0.0

    # -------------------------------------------------------------- who waits for whom

    def attend(self) -> None:
        """A person is at the keys: reading texts gives way until they are answered."""
        self._person_until = time.monotonic() + _AT_THE_KEYS

    def _give_way(self) -> None:
        """Wait in a thread while a person is at the keys; only so long that reading never stands still."""
        end = time.monotonic() + _LONGEST
        while (now := time.monotonic()) < min(self._person_until, end):
            time.sleep(min(self._person_until, end) - now)

    # -------------------------------------------------------------- what follows from the store

    async def _derive(self) -> None:
        """Statuses, ledger and lists from what is stored; in a thread, because it takes longer than a frame."""
        archive = self._archive
        if archive is None:
            return
        now = self.clock()
        known = self._standing
        self._derived = asyncio.get_running_loop().time()

        def work() -> tuple[Standing, Sequence[QuoteRecord], tuple[Change, ...], int]:
            from tui.standing import Standing

            panes = self.config.panes
            with archive.sharing():
                standing = known
                if standing is None or not timedelta(0) <= now - standing.asked < _ASK_AGAIN:
                    standing = Standing.of(self.agreement, archive, self._record, now)
                quotes = archive.quotes(panes.quotes, kinds=panes.quote_kinds)
            standing.phases(now)
            standing.rows()
            return standing, quotes, tuple(archive.changes(CHANGES_SHOWN)), len(archive)

        standing, quotes, changes, stored = await asyncio.to_thread(work)
        if self._standing is not known:
            return  # something came meanwhile, and derives by itself
        self._standing = standing
        self._ruled, self._figures = standing.phases(now), self._ordered(standing.rows())
        self._quotes, self._changes, self._stored = quotes, changes, stored
        self._lay_over()

    async def _follow_up(self) -> None:
        """Derive and announce what a delivery brought: at once, or when several come one upon the other, once for all
        of them in a moment."""
        if self._soon is not None:
            return
        wait = self._derived + _CALM - asyncio.get_running_loop().time()
        if wait <= 0:
            await self._derive()
            self._announce()
        else:
            self._soon = self._spawn(self._derive_in(wait))

    async def _derive_in(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._soon = None
        try:
            await self._derive()
        except StoreError as error:
            self._trouble = str(error)
        self._announce()

    async def settle(self) -> None:
        """Have in the next snapshot whatever was delivered."""
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
            await self._derive()
            self._announce()

    def _ordered(self, rows: tuple[IndicatorRow, ...]) -> tuple[IndicatorRow, ...]:
        wanted = self.config.panes.indicators
        if not wanted:
            return rows
        by_id = {r.indicator.id: r for r in rows}
        return tuple(by_id[i] for i in wanted if i in by_id)

    def _lay_over(self) -> None:
        self._phases = apply(self._ruled, self._overrides)

    async def _changed(self, archive: Store) -> None:
        """What changed lately, as the store has it now; off the loop, because it may be far away."""
        try:
            self._changes = await asyncio.to_thread(lambda: tuple(archive.changes(CHANGES_SHOWN)))
        except StoreError as error:
            self._trouble = str(error)

    async def _keep(self, write: Callable[..., object], *args: Any, **how: Any) -> None:
        """Write to the store off the loop; a failure is shown, and what was asked of sources goes on."""
        try:
            await asyncio.to_thread(write, *args, **how)
        except StoreError as error:
            self._trouble = str(error)
            self._announce()

    # -------------------------------------------------------------- small things

    def _announce(self) -> None:
        for callback in tuple(self._listeners):
            callback()

    def _event(self, event: str, **fields: Any) -> dict[str, Any]:
        at = self.clock().astimezone(UTC)
        return {"event": event, "at": f"{at:%Y-%m-%dT%H:%M:%SZ}", **fields}

    def _spawn(
        self, work: Coroutine[Any, Any, None], among: set[asyncio.Task[Any]] | None = None
    ) -> asyncio.Task[None]:
        group = self._tasks if among is None else among
        task = asyncio.get_running_loop().create_task(work)
        group.add(task)
        task.add_done_callback(group.discard)
        return task


def slim(change: Change) -> dict[str, Any]:
    """A change as events tell it."""
    return {"kind": change.kind, "mark": change.mark, "text": change.text, "ref": change.ref}
