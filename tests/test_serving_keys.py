"""In a browser: the keys that lead somewhere lead there; where the server does not write the store, those of a person's
own hand say why they do nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra serve is not installed")
pytest.importorskip("textual_serve", reason="the extra serve is not installed")

from tab import BACK, serving, until, view_of  # noqa: E402


@pytest.fixture
def command(tmp_path: Path) -> str:
    return view_of(tmp_path)


STEPS = (
    ("1", "Space folds"),
    ("g\r", "A phase is a grouping"),
    (BACK, "Latest quotes"),
    ("3\r", " series"),
    ("x", "this tab only reads"),
    ("v", "counted since"),
    ("?", "Keys and marks"),
    (BACK, "Compare"),
    (BACK, "Running figure"),
    (BACK, "Latest quotes"),
    ("2/", "Enter keeps"),
    ("zzzz\r", "zzzz"),
    (BACK, "quotes"),
    ("L", "Who makes what depend on what"),
    (BACK, "Latest quotes"),
    ("t", "look around"),
    ("h", "LOOKING BACK"),
    ("\r", "1-5"),
    (BACK, "VIEW"),
    ("3m", "this tab only reads"),
    ("A", "in this tab"),
    ("e", "A browser writes no file here"),
)


async def test_keys_in_a_tab_that_only_reads(command: str) -> None:
    async with serving(command, tabs=1) as base, aiohttp.ClientSession() as session:
        url = f"{base}/ws?width=120&height=40"
        async with session.ws_connect(url, headers={"Origin": base}, max_msg_size=0) as socket:
            await until(socket, "shipped record")
            for keys, words in STEPS:
                for key in keys:
                    await socket.send_json(["stdin", key])
                try:
                    await until(socket, words)
                except TimeoutError:
                    raise AssertionError(f"{keys!r} did not lead to {words!r}") from None
