"""A headless Chromium for tests, driven over its DevTools protocol. On loopback only, with a profile of its own."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--no-default-browser-check", "--remote-debugging-port=0", "--window-size=1280,800", "--host-resolver-rules="
    "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


class Page:
    """One page. `frames` collects what its websockets receive, `requests` the addresses that it asks."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Condition()
        self.frames: list[str] = []
        self.requests: list[str] = []

    async def listen(self) -> None:
        async for message in self._socket:
            said = message.json()
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
                continue
            params = said.get("params", {})
            if said["method"] == "Network.webSocketFrameReceived":
                async with self._news:
                    self.frames.append(params["response"]["payloadData"])
                    self._news.notify_all()
            elif said["method"] == "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the protocol, and its result."""
        number = next(self._ids)
        future = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        said: dict[str, Any] = await asyncio.wait_for(future, 30)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def until(self, words: str, after: int = 0) -> None:
        """Wait for a frame, not one of the first `after`, in which `words` stand."""
        import base64

        def found() -> bool:
            sent = b"".join(
                base64.b64decode(f + "=" * (-len(f) % 4)) for f in self.frames[after:] if not f.startswith("[")
            )
            return words.encode() in sent

        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(found)


@contextlib.asynccontextmanager
async def page(folder: Path) -> AsyncIterator[Page]:
    """A fresh browser with one empty page; ended with all that it started."""
    assert PROGRAM is not None
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        *_FLAGS,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        address = ""
        async with asyncio.timeout(60):
            while not address:
                line = (await process.stderr.readline()).decode(errors="replace")
                assert line, "chromium ended"
                if "DevTools listening on " in line:
                    address = line.split("DevTools listening on ")[1].strip()
        drain = asyncio.create_task(_drain(process.stderr))
        base = address.replace("ws://", "http://").split("/devtools")[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{base}/json/list") as answer:
                target = next(t for t in await answer.json() if t["type"] == "page")
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                made = Page(socket)
                listening = asyncio.create_task(made.listen())
                await made.ask("Network.enable")
                await made.ask("Page.enable")
                yield made
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)
        drain.cancel()
        await asyncio.gather(drain, return_exceptions=True)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(process.wait(), 10)
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _drain(stream: asyncio.StreamReader) -> None:
    while await stream.read(65_536):
        pass
