"""The dashboard in a browser: who may come in, what a page may fetch, and that a key pressed changes a pane."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

aiohttp = pytest.importorskip("aiohttp", reason="the extra serve is not installed")
pytest.importorskip("textual_serve", reason="the extra serve is not installed")

import chromium  # noqa: E402
from tab import serving, until, view_of  # noqa: E402

from tui.cli import main  # noqa: E402
from tui.serving.door import COOKIE, Asked, Door, is_loopback  # noqa: E402

TOKEN = "a-token-of-the-tests"


@pytest.fixture
def command(tmp_path: Path) -> str:
    return view_of(tmp_path)


# ------------------------------------------------------------------ the door


def asked(**fields: object) -> Asked:
    given_ = {"host": "127.0.0.1:8000", "origin": None, "token": None, "cookie": None, "websocket": False, **fields}
    return Asked(**given_)  # type: ignore[arg-type]


def test_beyond_loopback_there_is_no_door_without_a_token() -> None:
    with pytest.raises(ValueError, match="needs a token"):
        Door("0.0.0.0", None)
    assert is_loopback("127.0.0.9") and is_loopback("::1") and is_loopback("localhost")
    assert not is_loopback("0.0.0.0") and not is_loopback("localhost.evil.example") and not is_loopback("")


def test_who_may_come_in() -> None:
    home = Door("127.0.0.1", None)
    assert home.decide(asked()) == "in" and home.decide(asked(host="localhost:8000")) == "in"
    assert home.decide(asked(host="rebound.example:8000")) == "wrong host"
    assert home.decide(asked(host="")) == "wrong host"
    assert home.decide(asked(websocket=True)) == "wrong origin"
    assert home.decide(asked(websocket=True, origin="http://127.0.0.1:8000")) == "in"
    assert home.decide(asked(websocket=True, origin="http://127.0.0.1:9000")) == "wrong origin"
    assert home.decide(asked(websocket=True, origin="https://evil.example")) == "wrong origin"
    away = Door("0.0.0.0", TOKEN)
    there = {"host": "desk.example:8000"}
    assert away.decide(asked(**there)) == "no token"
    assert away.decide(asked(**there, token="wrong")) == "no token"
    assert away.decide(asked(**there, token=TOKEN)) == "welcome"
    assert away.decide(asked(**there, cookie=away.badge)) == "in"
    assert away.decide(asked(**there, cookie=TOKEN)) == "no token"
    assert away.decide(asked(**there, cookie=away.badge, websocket=True)) == "wrong origin"
    assert away.decide(asked(**there, cookie=away.badge, websocket=True, origin="https://desk.example:8000")) == "in"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_nobody_comes_in_by_chance(host: str, token: str, cookie: str, websocket: bool) -> None:
    door = Door("0.0.0.0", TOKEN)
    got = door.decide(asked(host=host, origin=host, token=token, cookie=cookie, websocket=websocket))
    assert got in ("no token", "wrong origin") or token == TOKEN


# ------------------------------------------------------------------ the server


async def test_on_loopback_the_page_is_there_and_asks_nothing_of_others(command: str) -> None:
    async with serving(command) as base, aiohttp.ClientSession() as session:
        async with session.get(base) as answer:
            text = await answer.text()
            assert answer.status == 200 and "https://" not in text and "ws://127.0.0.1:" in text
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Referrer-Policy"] == "no-referrer"
        async with session.get(f"{base}/static/js/textual.js") as answer:
            assert answer.status == 200
        async with session.get(base, headers={"Host": "rebound.example"}) as answer:
            assert answer.status == 403
        for headers in ({}, {"Origin": "https://evil.example"}):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(f"{base}/ws", headers=headers)
            assert refused.value.status == 403


async def test_a_token_opens_the_door_and_leaves_the_address(command: str) -> None:
    async with serving(command, TOKEN) as base:
        async with aiohttp.ClientSession() as session:
            for path in ("/", "/?token=wrong", "/static/js/textual.js", "/ws", "/download/x"):
                async with session.get(f"{base}{path}") as answer:
                    assert answer.status == 403, path
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            async with session.get(f"{base}/?token={TOKEN}", allow_redirects=False) as answer:
                assert answer.status == 303 and answer.headers["Location"] == "/"
                cookie = answer.headers["Set-Cookie"]
                assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and TOKEN not in cookie and COOKIE in cookie
            async with session.get(base) as answer:
                assert answer.status == 200


async def test_a_session_shows_the_dashboard_and_heeds_keys(command: str) -> None:
    async with serving(command, tabs=1) as base, aiohttp.ClientSession() as session:
        origin = {"Origin": base}
        async with session.ws_connect(f"{base}/ws?width=120&height=40", headers=origin, max_msg_size=0) as socket:
            assert "Latest quotes" in await until(socket, "Latest quotes")
            async with session.get(f"{base}/ws", headers=origin) as full:
                assert full.status == 503
            await socket.send_json(["stdin", "?"])
            assert "Keys and marks" in await until(socket, "Keys and marks")


@pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium is installed here")
async def test_in_a_browser_a_key_pressed_changes_the_pane(command: str, tmp_path: Path) -> None:
    async with serving(command, TOKEN) as base, chromium.page(tmp_path / "profile") as page:
        await page.ask("Page.navigate", url=f"{base}/?token={TOKEN}")
        await page.until("Latest quotes")
        await page.ask("Runtime.evaluate", expression="document.querySelector('textarea').focus()")
        before = (await page.ask("Page.captureScreenshot", format="png"))["data"]
        seen = len(page.frames)
        for kind in ("keyDown", "keyUp"):
            await page.ask("Input.dispatchKeyEvent", type=kind, key="?", text="?" if kind == "keyDown" else "")
        await page.until("Keys and marks", after=seen)
        where = await page.ask("Runtime.evaluate", expression="location.href + document.cookie")
        assert where["result"]["value"] == f"{base}/"  # neither the token nor the cookie can be read there
        after = (await page.ask("Page.captureScreenshot", format="png"))["data"]
        assert after != before
        assert all(r.startswith((base, "data:", "about:")) for r in page.requests), page.requests


# ------------------------------------------------------------------ the command


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [n for n in sys.modules if n.startswith(("tui.serving.server", "tui.serving.running"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    result = CliRunner().invoke(main, ["--store", str(tmp_path / "s.json"), "serve"])
    assert result.exit_code == 1 and "pip install 'ceasefire-tui[serve]'" in result.stderr
    assert "Traceback" not in result.output


def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--store", str(tmp_path / "s.json"), "serve", "--token", "abc"])
    assert result.exit_code == 2 and "shorter than 8" in result.stderr


async def test_the_command_serves_until_it_is_terminated(tmp_path: Path) -> None:
    config = tmp_path / "sources.toml"
    config.write_text(f'[[sources]]\nid = "a"\nname = "A"\nkind = "file"\npath = "{tmp_path}/*.txt"\n')
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tui.cli", "--config", str(config), "--store", str(tmp_path / "s.json"), "serve",
        "--port", "0", "--token", TOKEN, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        address = (await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip()
        assert address.startswith("http://127.0.0.1:") and address.endswith(f"/?token={TOKEN}")
        async with aiohttp.ClientSession() as session:
            async with session.get(address.partition("?")[0]) as answer:
                assert answer.status == 403
            async with session.get(address, allow_redirects=False) as answer:
                assert answer.status == 303
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 30) == 0
