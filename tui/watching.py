"""What a monitor knows and how it follows from what is stored: what `tui.byhand` and `tui.monitor` build on."""

from __future__ import annotations

import asyncio
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
        self._looks: list[datetime] = []
        self._ruled: tuple[PhaseStatus, ...] = ()
        """The phases as the rules give them, before what a person has set is laid over them."""
        self._overrides: list[Override] = []
        self._acts: list[Act] = []
        self._pinned_quotes: tuple[QuoteRecord, ...] = ()
        self._writing_overrides = asyncio.Lock()
        self._states_due = False

    # -------------------------------------------------------------- what follows from the store

    async def _derive(self) -> None:
        """Statuses, ledger and lists from what is stored; in a thread, because it takes longer than a frame."""
        archive = self._archive
        if archive is None:
            return
        now = self.clock()
        known = self._standing

        def work() -> tuple[Standing, Sequence[QuoteRecord], tuple[Change, ...]]:
            from tui.standing import Standing

            standing = known
            if standing is None or not timedelta(0) <= now - standing.asked < _ASK_AGAIN:
                standing = Standing.of(self.agreement, archive, self._record, now)
            standing.phases(now)
            standing.rows()
            panes = self.config.panes
            return (
                standing,
                archive.quotes(panes.quotes, kinds=panes.quote_kinds),
                tuple(archive.changes(CHANGES_SHOWN)),
            )

        standing, quotes, changes = await asyncio.to_thread(work)
        if self._standing is not known:
            return  # something came meanwhile, and derives by itself
        self._standing = standing
        self._ruled, self._figures = standing.phases(now), self._ordered(standing.rows())
        self._quotes, self._changes = quotes, changes
        self._lay_over()

    def _ordered(self, rows: tuple[IndicatorRow, ...]) -> tuple[IndicatorRow, ...]:
        wanted = self.config.panes.indicators
        if not wanted:
            return rows
        by_id = {r.indicator.id: r for r in rows}
        return tuple(by_id[i] for i in wanted if i in by_id)

    def _lay_over(self) -> None:
        self._phases = apply(self._ruled, self._overrides)

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

    def _spawn(self, work: Coroutine[Any, Any, None], among: set[asyncio.Task[Any]] | None = None) -> None:
        group = self._tasks if among is None else among
        task = asyncio.get_running_loop().create_task(work)
        group.add(task)
        task.add_done_callback(group.discard)


def slim(change: Change) -> dict[str, Any]:
    """A change as events tell it."""
    return {"kind": change.kind, "mark": change.mark, "text": change.text, "ref": change.ref}
