"""The socket by which tabs ask the server, which holds the store, for what a person does by hand in them.

It lies in a folder that only the user can look into; nobody else on the machine, and nobody in a browser, reaches it
but through a tab.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import msgspec

from tui.monitor import Monitor
from tui.reaching import LONGEST, Answer, Deed, perform


@contextlib.asynccontextmanager
async def holding(monitors: Mapping[str, Monitor]) -> AsyncIterator[str | None]:
    """The address of the socket while the block runs; None where nothing is written here (`monitors`: agreement id ->
    the one that writes) or the system has no socket of this kind."""

    async def heed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            try:
                answer = await perform(monitors, msgspec.json.decode(await reader.readuntil(b"\n"), type=Deed))
            except (msgspec.MsgspecError, asyncio.LimitOverrunError):
                answer = Answer(refused="the tab asks for what this server does not know; load its page again")
            writer.write(msgspec.json.encode(answer) + b"\n")
            await writer.drain()
        writer.close()

    if not monitors or not hasattr(asyncio, "start_unix_server"):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="ceasefire-tui-") as folder:
        address = str(Path(folder) / "hand")
        try:
            server = await asyncio.start_unix_server(heed, address, limit=LONGEST)
        except OSError:  # a folder for temporary files whose name is too long for a socket's
            yield None
            return
        async with server:
            yield address
