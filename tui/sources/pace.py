"""How many requests one host gets at a time, and how soon after each other."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from tui.sources import guard

_REMEMBERED = 2000


class Pace:
    """At most `per_host` requests to a host at once; `gap` seconds between two that ask for a gap.

    Hosts of this machine's own network need no gap.
    """

    def __init__(self, per_host: int, gap: float = 0.5) -> None:
        self._per_host = max(1, per_host)
        self._gap = gap
        self._gates: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._free: dict[str, float] = {}

    @contextlib.asynccontextmanager
    async def turn(self, url: str, *, spaced: bool = False) -> AsyncIterator[None]:
        """Wait for a turn at the host of `url`, and hold it."""
        host = guard.normal(urlsplit(url).hostname or "")
        gate = self._gates.get(host)
        if gate is None:
            gate = self._gates[host] = asyncio.Semaphore(self._per_host)
        async with gate:
            if spaced and self._gap > 0 and not guard.is_local_name(host):
                await self._wait(host)
            yield

    async def _wait(self, host: str) -> None:
        now = asyncio.get_running_loop().time()
        at = max(now, self._free.get(host, 0.0))
        if len(self._free) >= _REMEMBERED:
            self._free = {h: t for h, t in self._free.items() if t > now}
        self._free[host] = at + self._gap
        if at > now:
            await asyncio.sleep(at - now)
