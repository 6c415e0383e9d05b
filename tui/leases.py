"""Who asks a source, where several collectors share one record: `tui.sources.poller.Leases` over the store."""

from __future__ import annotations

import asyncio
import os
import platform
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from tui.records import SourceState
from tui.sources.items import SourceError
from tui.store.errors import StoreError

if TYPE_CHECKING:
    from tui.store.shared.archive import SharedArchive

T = TypeVar("T")


class StoreLeases:
    """The leases of one collector. Its name is its own: two on one machine are two."""

    def __init__(self, archive: SharedArchive) -> None:
        self._archive = archive
        self._holder = f"{platform.node()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    async def take(self, source_id: str, seconds: float, force: bool) -> SourceState | None:
        """See `tui.sources.poller.Leases`."""
        return await _asked(lambda: self._archive.lease(source_id, self._holder, seconds, force=force))

    async def give_back(self, state: SourceState) -> None:
        """See `tui.sources.poller.Leases`."""
        await _asked(lambda: self._archive.give_back(state, self._holder))

    async def known(self, source_id: str) -> SourceState | None:
        """See `tui.sources.poller.Leases`."""
        return (await _asked(self._archive.states)).get(source_id)


async def _asked(call: Callable[[], T]) -> T:
    try:
        return await asyncio.to_thread(call)
    except StoreError as error:
        raise SourceError(f"not asked: {error}") from error
