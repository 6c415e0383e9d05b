"""The web server: textual-serve's sessions behind our own door and page."""

from __future__ import annotations

import asyncio
import contextlib
import html
import logging
import signal
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from tui.reaching import VARIABLE
from tui.serving.door import COOKIE, PARAMETER, REFUSED, Asked, Door

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TABS = 8
"""Sessions at a time; each is a process of its own."""

_GRACE = 4.0
"""Seconds that a session has to end by itself."""

_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; img-src 'self' data:; connect-src 'self' {websocket}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class Sessions(Server):
    """Sessions of one command line, at most `tabs` at a time."""

    def __init__(self, command: str, host: str, port: int, *, tabs: int = TABS) -> None:
        super().__init__(command, host=host, port=port, title="ceasefire-tui")
        self.holder: str | None = None
        """The socket by which sessions reach the process that writes the store; None: they only read."""
        self._open: set[web.WebSocketResponse] = set()
        self._free = tabs
        self._page = (files("tui.serving") / "page.html").read_text(encoding="utf-8")

    async def page(self, request: web.Request) -> web.Response:
        """The page of a session: the terminal, and where its websocket is."""
        websocket = _websocket(request)
        try:
            font = min(64, max(6, int(request.query.get("fontsize", "16"))))
        except ValueError:
            font = 16
        body = self._page.replace("{{websocket}}", html.escape(websocket)).replace("{{font}}", str(font))
        return web.Response(
            text=body,
            content_type="text/html",
            headers={"Content-Security-Policy": _POLICY.format(websocket=websocket.rpartition("/ws")[0])},
        )

    async def session(self, request: web.Request) -> web.StreamResponse:
        """One session, until its page closes or its process ends."""
        if self._free <= 0:
            return web.Response(status=503, text="503: too many sessions are open; close one.\n")
        self._free -= 1
        try:
            return await self._session(request)
        finally:
            self._free += 1

    async def _session(self, request: web.Request) -> web.StreamResponse:
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=1_000_000)
        await websocket.prepare(request)

        async def close() -> None:
            await websocket.close()

        session = Session(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        session.holder = self.holder
        self._open.add(websocket)
        try:
            await session.start(_cells(request.query.get("width"), 80), _cells(request.query.get("height"), 24))
            async for message in websocket:
                if message.type == WSMsgType.TEXT:
                    await _heed(message.data, session, websocket)
        except (ConnectionError, RuntimeError):
            pass  # the page is gone
        finally:
            self._open.discard(websocket)
            await session.end()
        return websocket

    async def close_all(self, _: web.Application) -> None:
        """Close every page, so that its session ends by itself before the server does."""
        for websocket in tuple(self._open):
            await websocket.close(code=WSCloseCode.GOING_AWAY)


class Session(AppService):
    """A process of a session. textual-serve asks it to quit; here it is also seen to the door."""

    holder: str | None = None

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width=width, height=height)
        environment.pop(VARIABLE, None)  # one of another server, in whose tab this one was started
        return {**environment, VARIABLE: self.holder} if self.holder is not None else environment

    async def end(self) -> None:
        """Let it quit, within seconds, and take it back."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(asyncio.TimeoutError, ConnectionError, RuntimeError):
            await asyncio.wait_for(self.stop(), _GRACE)
        if self._stdin is not None:
            self._stdin.close()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(process.wait(), _GRACE)
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._stdin is not None:
            with contextlib.suppress(ConnectionError):
                await self._stdin.wait_closed()


async def _heed(text: str, session: Session, websocket: web.WebSocketResponse) -> None:
    """One message of a page; what is none of its kinds is let go."""
    try:
        said = msgspec.json.decode(text, type=list[Any])
        kind, given = said[0], said[1] if len(said) > 1 else None
        if kind == "stdin":
            await session.send_bytes(str(given).encode())
        elif kind == "resize" and isinstance(given, dict):
            await session.set_terminal_size(_cells(given["width"], 80), _cells(given["height"], 24))
        elif kind == "ping":
            await websocket.send_json(["pong", given])
        elif kind == "blur":
            await session.blur()
        elif kind == "focus":
            await session.focus()
    except (msgspec.DecodeError, IndexError, KeyError):
        return


def _cells(given: object, default: int) -> int:
    """A width or height in cells, within reason."""
    try:
        return min(1000, max(2, int(str(given))))
    except ValueError:
        return default


def _websocket(request: web.Request) -> str:
    # behind a proxy that speaks https the page is https, and so must the websocket be
    secure = request.secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"
    return f"{'wss' if secure else 'ws'}://{request.host}/ws"


def application(sessions: Sessions, door: Door) -> web.Application:
    """The web application. Every request passes the door."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        verdict = door.decide(
            Asked(
                host=request.headers.get("Host", ""),
                origin=request.headers.get("Origin"),
                token=request.query.get(PARAMETER),
                cookie=request.cookies.get(COOKIE),
                websocket=request.path == "/ws",
            )
        )
        response: web.StreamResponse
        if verdict == "welcome":
            # the token does not stay in the address, nor in the history of the browser
            response = web.Response(status=303, headers={"Location": "/"})
            response.set_cookie(COOKIE, door.badge, httponly=True, samesite="Strict", path="/", secure=request.secure)
        elif verdict == "in":
            response = await handler(request)
        else:
            response = web.Response(status=403, text=REFUSED[verdict])
        if not response.prepared:
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    app = web.Application(middlewares=[guard])
    app.on_shutdown.append(sessions.close_all)
    app.router.add_get("/", sessions.page)
    app.router.add_get("/ws", sessions.session)
    app.router.add_get("/download/{key}", sessions.handle_download)
    app.router.add_static("/static", Path(textual_serve.__file__).parent / "static")
    return app


async def serve(
    sessions: Sessions,
    door: Door,
    *,
    host: str,
    port: int,
    ready: Callable[[int], None],
    stop: asyncio.Event | None = None,
) -> None:
    """Serve until interrupted, terminated, or `stop` is set. `ready` is told the port. Raises `OSError` when the port
    cannot be had."""
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    ended = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    if stop is None:
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(number, ended.set)
    runner = web.AppRunner(application(sessions, door), shutdown_timeout=3 * _GRACE, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        ready(runner.addresses[0][1])
        await ended.wait()
    finally:
        await runner.cleanup()
