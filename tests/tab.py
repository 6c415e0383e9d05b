"""A tab of a browser, as far as the server sees one: what is typed, and what comes until some words do."""

from __future__ import annotations

import asyncio
import contextlib
import shlex
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
from click.testing import CliRunner

from tui.cli import main
from tui.serving.door import Door
from tui.serving.server import Sessions, serve

BACK = "\x7f"
"""Backspace: what follows an Escape at once is read as Alt and that key."""


async def until(socket: aiohttp.ClientWebSocketResponse, words: str) -> str:
    """All that comes until `words` have. Raises `TimeoutError`."""
    got = b""
    async with asyncio.timeout(60):
        while words.encode() not in got:
            message = await socket.receive()
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
            got += message.data if isinstance(message.data, bytes) else message.data.encode()
    return got.decode(errors="replace")


def view_of(folder: Path) -> str:
    """The command line of a view of a store that holds nothing but the shipped record."""
    config, store = folder / "sources.toml", folder / "s.json"
    config.write_text(f'[[sources]]\nid = "a"\nname = "A"\nkind = "file"\npath = "{folder}/*.txt"\n')
    made = CliRunner().invoke(main, ["--config", str(config), "--store", str(store), "poll", "--once"])
    assert made.exit_code == 0, made.output
    return shlex.join([sys.executable, "-m", "tui.cli", "--config", str(config), "--store", str(store), "view"])


@contextlib.asynccontextmanager
async def serving(command: str, token: str | None = None, tabs: int = 2) -> AsyncIterator[str]:
    """The server on a free port of loopback; its address."""
    bound: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    sessions = Sessions(command, "127.0.0.1", 0, tabs=tabs)
    door = Door("127.0.0.1", token)
    running = asyncio.create_task(serve(sessions, door, host="127.0.0.1", port=0, ready=bound.set_result, stop=stop))
    try:
        yield f"http://127.0.0.1:{await asyncio.wait_for(bound, 30)}"
    finally:
        stop.set()
        await running
