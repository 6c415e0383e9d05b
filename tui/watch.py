"""Several agreements watched at once: each has its own monitor and store, and no source is asked twice for their sake.

What a source brings goes to every agreement that it is for, and of that only what the agreement wants; so nothing of
one feeds another.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from tui.agreement.model import Agreement
from tui.config import Config, Source
from tui.records import SourceState
from tui.sources.items import Item, SourceError

if TYPE_CHECKING:
    from tui.sources.poller import Leases


class Watched(Protocol):
    """A monitor, as who polls for it sees it. Its store is open from `Watch.started` to `Watch.stopped`."""

    config: Config
    agreement: Agreement
    clock: Callable[[], datetime]

    @property
    def sources(self) -> Sequence[Source]:
        """Those that are for its agreement, as it wants them."""

    def source(self, source_id: str) -> Source | None: ...
    def state_of(self, source_id: str) -> SourceState | None: ...
    def wants(self, source_id: str, item: Item) -> bool:
        """Whether the item is about its agreement."""

    def knows(self, source_id: str, item: Item) -> bool:
        """Whether the item is stored as it stands."""

    async def deliver(self, source_id: str, items: Sequence[Item], fetched: datetime) -> None:
        """Read and keep what is new. Raises `SourceError` when it could not be kept."""

    async def settle(self) -> None:
        """Have in the next snapshot whatever was delivered."""

    async def report(self, state: SourceState) -> None: ...
    def leases(self) -> Leases | None:
        """Where it is agreed who asks a source; None when nobody else does."""


class Watch:
    """Polls for its monitors, from when all of them are started until the first is stopped."""

    def __init__(self) -> None:
        self.monitors: list[Watched] = []
        self._open: set[str] = set()
        self._poller: Any = None
        self._task: asyncio.Task[None] | None = None

    def add(self, monitor: Watched) -> None:
        """Poll for this one too. Before any is started."""
        self.monitors.append(monitor)

    # -------------------------------------------------------------- what monitors tell

    def started(self, monitor: Watched) -> None:
        """A monitor has opened its store. The last one begins the polling."""
        self._open.add(monitor.agreement.id)
        if len(self._open) == len(self.monitors) and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run(), name="polling")

    async def stopped(self, monitor: Watched) -> None:
        """A monitor is about to close its store: nothing is asked any more."""
        self._open.discard(monitor.agreement.id)
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        poller, self._poller = self._poller, None
        if poller is not None:
            await poller.aclose()

    async def once(self, only: Collection[str] | None = None) -> list[SourceState]:
        """One round over all enabled sources, now; the stores are open. How each did."""
        states: list[SourceState] = await self._made().once(only, force=True)
        for monitor in self.monitors:
            await monitor.settle()
        return states

    def refresh(self, only: Collection[str] | None) -> Mapping[str, datetime | None]:
        """Ask some sources, or all, as soon as politeness allows."""
        if self._poller is None:
            return {}
        answer: Mapping[str, datetime | None] = self._poller.refresh(only)
        return answer

    # -------------------------------------------------------------- polling

    async def _run(self) -> None:
        await self._made().run()

    def _made(self) -> Any:
        if self._poller is None:
            # the HTTP client costs 0.2 s of CPU to import: after the first paint
            from tui.sources.poller import Poller

            first = self.monitors[0]
            sources = self._sources()
            self._poller = Poller(
                sources,
                first.config.polling,
                base=first.config.base,
                deliver=self._deliver,
                report=self._report,
                known=self._known,
                states={s.id: state for s in sources if (state := self._state(s.id)) is not None},
                clock=first.clock,
                leases=first.leases(),
            )
        return self._poller

    def _sources(self) -> list[Source]:
        """Every source once. It keeps what any of its agreements wants."""
        found: dict[str, list[Source]] = {}
        for monitor in self.monitors:
            for source in monitor.sources:
                words = source.match_any if source.match_any is not None else monitor.config.polling.match_any
                found.setdefault(source.id, []).append(msgspec.structs.replace(source, match_any=words))
        return [_of_all(several) for several in found.values()]

    def _for(self, source_id: str) -> list[Watched]:
        return [m for m in self.monitors if m.source(source_id) is not None]

    def _state(self, source_id: str) -> SourceState | None:
        """How a source did last; without its validators when one of the agreements has not seen what came with them."""
        states = [m.state_of(source_id) for m in self._for(source_id)]
        known = [s for s in states if s is not None]
        if not known:
            return None
        newest = max(known, key=lambda s: s.last_try.timestamp() if s.last_try else 0.0)
        if len(known) == len(states) and len({(s.etag, s.last_modified, s.body_digest, s.asked) for s in known}) == 1:
            return newest
        return msgspec.structs.replace(newest, etag=None, last_modified=None, body_digest=None, asked=None)

    def _known(self, source_id: str, item: Item) -> bool:
        """Whether nobody needs the item again."""
        return all(m.knows(source_id, item) for m in self._for(source_id) if m.wants(source_id, item))

    async def _deliver(self, source: Source, items: Sequence[Item], fetched: datetime) -> None:
        wrong: SourceError | None = None
        for monitor in self._for(source.id):
            own = {f.indicator for f in (monitor.source(source.id) or source).figures}
            theirs = (
                msgspec.structs.replace(i, figures=tuple(f for f in i.figures if f.indicator in own)) for i in items
            )
            wanted = [i for i in theirs if monitor.wants(source.id, i)]
            if not wanted:
                continue
            try:
                await monitor.deliver(source.id, wanted, fetched)
            except SourceError as error:  # one full disk; the other agreements go on, and all come again for this one
                wrong = error
        if wrong is not None:
            raise wrong

    async def _report(self, state: SourceState) -> None:
        for monitor in self._for(state.id):
            await monitor.report(state)


def _of_all(several: Sequence[Source]) -> Source:
    first = several[0]
    everything = any(not s.match_any for s in several)
    words = () if everything else tuple(dict.fromkeys(w for s in several for w in s.match_any or ()))
    figures = tuple({f"{f.indicator} {f.path}": f for s in several for f in s.figures}.values())
    enabled = next((s for s in several if s.enabled), first)
    return msgspec.structs.replace(enabled, match_any=words, figures=figures)
