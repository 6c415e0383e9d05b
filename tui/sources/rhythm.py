"""How long a source is left alone: after a good answer, after a failure, at the hours that it asks for. In seconds."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import msgspec

from tui.config import Polling, Source
from tui.records import SourceState
from tui.sources.items import SourceError

FILE_INTERVAL = 15
"""Between looks at a folder, which cost nobody anything."""
_DAY = 86_400
GONE_WAIT = 7 * _DAY
_OFFLINE_WAIT = 300
_QUIET_SPREAD = 300.0
"""Over which visits are spread that waited for the same hour."""
_CLOCKS_DIFFER = timedelta(seconds=60)


def interval(source: Source, polling: Polling, state: SourceState, asked: int | None, now: datetime) -> float:
    """Until the next visit after a good one; `asked` is what this answer asks for. What a feed says of its rhythm is
    heeded where no interval is configured; nobody is left alone for more than a day because a feed says so."""
    if source.kind == "file":
        return float(source.interval or min(FILE_INTERVAL, polling.interval))
    floor = polling.min_interval
    wait = float(max(source.interval or polling.interval, floor))
    if source.interval is None:
        wait = max(wait, float(asked or 0), float(min(state.ttl or 0, _DAY)))
    wait = max(wait * (1 + random.uniform(-polling.jitter, polling.jitter)), float(floor))
    if source.interval is not None:
        return wait
    return min(wait + _quiet(now + timedelta(seconds=wait), state), max(wait, float(_DAY)))


def _quiet(moment: datetime, state: SourceState) -> float:
    """From `moment` to the first hour in which the feed is willing, and some to spread who waits for it."""
    begin = at = moment.astimezone(UTC)
    while at.hour in state.skip_hours or at.weekday() in state.skip_days:
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        if at - begin > timedelta(days=7):
            return 0.0
    waited = (at - begin).total_seconds()
    return waited + random.uniform(0, _QUIET_SPREAD) if waited else 0.0


def back_off(source: Source, polling: Polling, failures: int, error: SourceError, *, offline: bool) -> float:
    """Until the next visit after `failures` in a row: ever longer, but short where the network itself is gone."""
    if error.http_status == 410:
        return float(GONE_WAIT)
    floor = FILE_INTERVAL if source.kind == "file" else polling.min_interval
    most = _OFFLINE_WAIT if source.kind == "file" or offline else polling.backoff_max
    wait = min(floor * 2.0 ** min(failures - 1, 30), float(max(most, floor)))
    wait = max(wait * random.uniform(0.75, 1.0), float(floor))
    return max(wait, float(error.retry_after or 0))


def possible(state: SourceState, now: datetime) -> SourceState:
    """A state as noted by an earlier run, at a time that was possible: a clock that was ahead then, and is right now,
    must not hold a source for years."""
    if state.last_try is None or state.last_try <= now + _CLOCKS_DIFFER:
        return state
    return msgspec.structs.replace(
        state,
        last_try=now,
        last_ok=min(state.last_ok, now) if state.last_ok else None,
        since=now,
        next_try=None,
        held_until=None,
        moved_checked=None,
    )
