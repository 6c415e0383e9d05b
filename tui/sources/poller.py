"""When each source is asked, and how each is doing.

Waiting goes by the monotonic clock, so that a clock that jumps starts no storm; what is shown and kept across
restarts goes by the wall clock. A source that fails is asked again after ever longer waits, never given up. When
every source fails because the network is gone, the waits stay short, and the first answer wakes the others.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import logging
import random
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from tui.config import Polling, Source
from tui.records import SourceState, SourceStatus
from tui.sources import guard, rhythm
from tui.sources.items import Item, SourceError
from tui.sources.visit import Found, Visitor
from tui.text import one_line

_LOOK = 60.0
"""Seconds after which the loop looks up, to notice that the machine has slept."""
_SPREAD = 10.0
_LEASE = 90.0
"""Seconds after which another collector may ask what one that ended without a word was asking. Renewed meanwhile."""

log = logging.getLogger(__name__)


def utcnow() -> datetime:
    return datetime.now(UTC)


class Leases(Protocol):
    """Who may ask a source, where several collectors share one record. All calls raise `SourceError` when the record
    cannot be reached; then the source is not asked."""

    async def take(self, source_id: str, seconds: float, force: bool) -> SourceState | None:
        """The right to ask a source for so long, as what is known of it; None when another collector asks it now, or
        it is not due and `force` is not given."""

    async def give_back(self, state: SourceState) -> None:
        """End the right, with how the source did."""

    async def known(self, source_id: str) -> SourceState | None:
        """How a source did when it was last asked by anybody."""


class Poller:
    """Asks sources and hands over what they bring.

    `deliver` gets the items of one source; only when it has returned are the validators of that answer kept, so that
    a crash in between loses nothing. `report` gets each new state. `known` tells items whose article need not be
    fetched again. `states` are those of the last run. With `leases` a source is asked only by who holds its lease. All
    calls are made on one event loop.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        polling: Polling,
        *,
        base: Path,
        deliver: Callable[[Source, Sequence[Item], datetime], Awaitable[None]],
        report: Callable[[SourceState], Awaitable[None]],
        known: Callable[[str, Item], bool],
        states: Mapping[str, SourceState] | None = None,
        clock: Callable[[], datetime] = utcnow,
        agreement_id: str | None = None,
        visitor: Visitor | None = None,
        leases: Leases | None = None,
    ) -> None:
        self._sources = {s.id: s for s in sources}
        self._polling = polling
        self._deliver = deliver
        self._report = report
        self._clock = clock
        self._visitor = visitor or Visitor(polling, base, known)
        self._leases = leases
        self._insisted: set[str] = set()
        """Sources that a person wants asked though they are not due."""
        self._slots = asyncio.Semaphore(max(1, polling.concurrency))
        self._states: dict[str, SourceState] = {}
        self._asked: set[str] = set()
        for source in sources:
            off = _off(source, agreement_id)
            state = (states or {}).get(source.id)
            if off is not None:
                self._states[source.id] = SourceState(id=source.id, status="off", error=off or None)
            else:
                if state is None or state.status == "off":
                    state = SourceState(id=source.id)
                self._states[source.id] = rhythm.possible(state, clock())
                self._asked.add(source.id)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._due: dict[str, float] = {}
        self._heap: list[tuple[float, str]] = []
        self._hosts: dict[str, datetime] = {}
        """Until when a host has asked to be left alone by all who ask too often (429), not by one source alone."""
        self._network: set[str] = set()
        """Sources whose last failure may be the network's."""
        self._wake = asyncio.Event()
        self._clocks: tuple[float, float] | None = None
        self._closed = False

    @property
    def states(self) -> dict[str, SourceState]:
        """How each source is doing, by id."""
        return dict(self._states)

    # -------------------------------------------------------------- one round

    async def once(self, only: Collection[str] | None = None, force: bool = False) -> list[SourceState]:
        """Ask all sources that are due, or all of `only`; with `force` also those that are not due. Never raises for
        a source; gives the states of those asked, in the order of the configuration."""
        now = self._clock()
        chosen = [
            key
            for key in self._sources
            if key in self._asked and (only is None or key in only) and (force or self._is_due(key, now))
        ]
        if force:
            self._insisted.update(chosen)
        await asyncio.gather(*(self._launch(key) for key in chosen))
        return [self._states[key] for key in chosen]

    def _is_due(self, key: str, now: datetime) -> bool:
        state = self._states[key]
        return state.next_try is None or state.next_try <= now or self._changed(key)

    def _changed(self, key: str) -> bool:
        """Whether the source is configured otherwise than when it was last asked."""
        asked = self._states[key].asked
        return asked is not None and asked != self._visitor.configured(self._sources[key])

    # -------------------------------------------------------------- for ever

    async def run(self) -> None:
        """Ask each source whenever it is due, until cancelled."""
        now, wall = self._monotonic(), self._clock()
        self._clocks = now, wall.timestamp()
        for key in self._asked:
            state = self._states[key]
            wait = 0.0
            if state.next_try is not None and not self._changed(key):
                wait = min(max((state.next_try - wall).total_seconds(), 0.0), float(rhythm.GONE_WAIT))
            self._schedule(key, now + wait)
        try:
            while True:
                self._wake.clear()
                now = self._monotonic()
                self._woken()
                while self._heap and self._heap[0][0] <= now:
                    due, key = heapq.heappop(self._heap)
                    if self._due.get(key) == due and key not in self._running:
                        del self._due[key]
                        self._launch(key)  # a task under way schedules the next one when it is done
                pause = min(self._heap[0][0] - now, _LOOK) if self._heap else _LOOK
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(max(pause, 0.0)):
                        await self._wake.wait()
        finally:
            await self._stop_all()

    def refresh(self, only: Collection[str] | None = None) -> dict[str, datetime | None]:
        """Ask now, or as soon as politeness allows: None for a source that is asked at once, else the time from
        which it may be. Sources that are off are left out."""
        now = self._clock()
        answer: dict[str, datetime | None] = {}
        for key in self._sources:
            if key not in self._asked or (only is not None and key not in only):
                continue
            allowed = self._allowed(key)
            wait = max((allowed - now).total_seconds(), 0.0) if allowed is not None else 0.0
            answer[key] = allowed if wait > 0 else None
            self._insisted.add(key)
            # a visit under way answers this one, and sets the next time itself
            self._schedule(key, self._monotonic() + wait)
        self._wake.set()
        return answer

    def _allowed(self, key: str) -> datetime | None:
        """The earliest time at which the source may be asked again."""
        state = self._states[key]
        if self._sources[key].kind == "file" or state.last_try is None:
            return None
        # a clock that was put back since must not lock the source
        floor = min(state.last_try, self._clock()) + timedelta(seconds=self._polling.min_interval)
        held = (state.held_until, self._hosts.get(_host(self._sources[key])))
        return max([floor, *(h for h in held if h is not None)])

    async def aclose(self) -> None:
        """Stop asking, close the connections, end the worker process. Safe to call twice."""
        self._closed = True
        await self._stop_all()
        await self._visitor.aclose()

    async def _stop_all(self) -> None:
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    def _schedule(self, key: str, at: float) -> None:
        self._due[key] = at
        heapq.heappush(self._heap, (at, key))
        if len(self._heap) > 4 * len(self._asked) + 64:  # entries that a later one has replaced
            self._heap = [(due, k) for k, due in self._due.items()]
            heapq.heapify(self._heap)

    def _woken(self) -> None:
        """After a sleep of the machine the monotonic clock may have stood still: what is overdue by the wall clock
        is asked soon, spread over some seconds."""
        now, wall = self._monotonic(), self._clock()
        before, self._clocks = self._clocks, (now, wall.timestamp())
        if before is None or (wall.timestamp() - before[1]) - (now - before[0]) < _LOOK:
            return
        for key in list(self._due):
            next_try = self._states[key].next_try
            if next_try is not None and next_try <= wall:
                self._schedule(key, min(self._due[key], now + random.uniform(0, _SPREAD)))

    # -------------------------------------------------------------- one source

    def _launch(self, key: str) -> asyncio.Task[None]:
        task = self._running.get(key)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._ask(self._sources[key]), name=f"source {key}")
            self._running[key] = task
            task.add_done_callback(lambda _: self._done(key))
        return task

    def _done(self, key: str) -> None:
        self._running.pop(key, None)
        if key in self._due:
            self._schedule(key, self._due[key])
            self._wake.set()

    async def _ask(self, source: Source) -> None:
        async with self._slots:
            if self._closed:
                return
            began = self._clock()
            before = self._states[source.id]
            leases = self._leases if source.kind != "file" else None
            keeper = None
            try:
                if leases is not None:
                    taken = await self._lease(leases, source)
                    if taken is None:
                        await self._left_to_another(leases, source)
                        return
                    before = taken
                    keeper = asyncio.get_running_loop().create_task(_keep(leases, source.id))
                found = await self._visitor.visit(source, before, began)
                if found.items:
                    await self._deliver(source, found.items, began)
                self._visitor.delivered(source, found)
                state, wait = self._succeeded(source, before, found, began)
            except asyncio.CancelledError:
                if leases is not None and keeper is not None:
                    with contextlib.suppress(SourceError):
                        await leases.give_back(before)  # the others need not wait until it runs out
                raise
            except SourceError as error:
                state, wait = self._failed(source, before, error, began)
            except Exception as error:  # a mistake of ours must not stop the other sources, nor be hidden
                log.exception("asking %s", source.id)
                text = f"internal error: {type(error).__name__}: {one_line(str(error), 200)}"
                state, wait = self._failed(source, before, SourceError(text), began)
            finally:
                if keeper is not None:
                    keeper.cancel()
            if leases is not None and keeper is not None:
                with contextlib.suppress(SourceError):  # it runs out by itself
                    await leases.give_back(state)
        self._states[source.id] = state
        self._due[source.id] = self._monotonic() + wait  # scheduled when this task is done
        try:
            await self._report(state)
        except Exception:
            log.exception("reporting on %s", source.id)

    async def _lease(self, leases: Leases, source: Source) -> SourceState | None:
        force = source.id in self._insisted or self._changed(source.id)
        self._insisted.discard(source.id)
        taken = await leases.take(source.id, _LEASE, force)
        if taken is None or not force or taken.last_try is None:
            return taken
        if taken.last_try + timedelta(seconds=self._polling.min_interval) <= self._clock():
            return taken
        await leases.give_back(taken)  # another collector has just asked it; nobody is asked twice for our sake
        return None

    async def _left_to_another(self, leases: Leases, source: Source) -> None:
        """Another collector asks the source: what it found is known here too."""
        state = await leases.known(source.id)
        wait = _LEASE
        if state is not None:
            self._states[source.id] = state
            if state.next_try is not None:
                wait = max((state.next_try - self._clock()).total_seconds(), 0.0)
        # a little later than the other, so that it comes first as long as it is there
        self._due[source.id] = self._monotonic() + max(wait, 1.0) + random.uniform(0, _SPREAD)
        if state is not None:
            await self._report(state)

    def _succeeded(
        self, source: Source, before: SourceState, found: Found, began: datetime
    ) -> tuple[SourceState, float]:
        if source.kind != "file":
            self._back_online(source.id)
        if not found.unchanged:
            before = msgspec.structs.replace(
                before,
                items=found.count,
                newest=found.newest,
                format=found.format,
                ttl=found.ttl,
                skip_hours=found.skip_hours,
                skip_days=found.skip_days,
                unread=found.unread,
            )
        wait = rhythm.interval(source, self._polling, before, found.wait, self._clock())
        status: SourceStatus = "ok" if before.items else "empty"
        complete = not before.unread
        state = msgspec.structs.replace(
            before,
            status=status,
            since=before.since if before.status == status else began,
            last_try=began,
            last_ok=began,
            next_try=self._clock() + timedelta(seconds=wait),
            failures=0,
            error=found.note,
            http_status=found.http_status,
            etag=found.etag if complete else None,
            last_modified=found.last_modified if complete else None,
            body_digest=found.digest if complete else None,
            asked=self._visitor.configured(source),
            moved_to=found.moved_to,
            moved_checked=found.moved_checked if found.moved_to else None,
            held_until=None,
            unreachable=None,
        )
        return state, wait

    def _failed(
        self, source: Source, before: SourceState, error: SourceError, began: datetime
    ) -> tuple[SourceState, float]:
        failures = before.failures + 1
        if error.network and source.kind != "file":
            self._network.add(source.id)
        else:
            self._network.discard(source.id)
        if error.http_status == 429 and error.retry_after:
            self._hold_host(source, began + timedelta(seconds=error.retry_after))
        wait = rhythm.back_off(source, self._polling, failures, error, offline=self._offline())
        state = msgspec.structs.replace(
            before,
            status="error",
            since=before.since if before.status == "error" else began,
            last_try=began,
            next_try=self._clock() + timedelta(seconds=wait),
            failures=failures,
            error=one_line(str(error), 300),
            http_status=error.http_status,
            unreachable=error.network,
            held_until=began + timedelta(seconds=error.retry_after) if error.retry_after else None,
        )
        return state, wait

    def _hold_host(self, source: Source, until: datetime) -> None:
        """Too many requests are too many of all that are made there: the other sources of the host wait too."""
        host, now = _host(source), self._monotonic()
        self._hosts = {h: t for h, t in self._hosts.items() if t > self._clock()} | {host: until}
        wait = (until - self._clock()).total_seconds()
        for key in [k for k in self._due if k != source.id and _host(self._sources[k]) == host]:
            if self._due[key] < now + wait:
                self._schedule(key, now + wait + random.uniform(0, _SPREAD))

    def _offline(self) -> bool:
        """Whether every source over the network fails as it does when there is none."""
        asked = [k for k in self._asked if self._sources[k].kind != "file"]
        return bool(asked) and len(self._network) == len(asked)

    def _back_online(self, key: str) -> None:
        """The first answer after the network was gone: the others are asked soon, spread over some seconds."""
        offline = self._offline()
        self._network.discard(key)
        if not offline:
            return
        for other in self._network:
            if other not in self._running:
                self._schedule(other, self._monotonic() + random.uniform(0, _SPREAD))
        self._wake.set()


async def _keep(leases: Leases, source_id: str) -> None:
    """Renew a lease for as long as the visit takes."""
    while True:
        await asyncio.sleep(_LEASE / 3)
        with contextlib.suppress(SourceError):
            await leases.take(source_id, _LEASE, True)


def _host(source: Source) -> str:
    return guard.normal(urlsplit(source.url or "").hostname or "")


def _off(source: Source, agreement_id: str | None) -> str | None:
    """Why a source is not asked; None when it is."""
    if not source.enabled:
        return source.reason or ""
    if source.agreements and agreement_id is not None and agreement_id not in source.agreements:
        return f"only for {', '.join(source.agreements)}"
    return None
