"""In a browser: the keys that lead somewhere lead there, and those of a person's own hand say why they do nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra serve is not installed")
pytest.importorskip("textual_serve", reason="the extra serve is not installed")

from test_serving import _until, command, serving  # noqa: E402

__all__ = ["command"]

BACK = "\x7f"
"""Backspace: what follows an Escape at once is read as Alt and that key."""

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


async def test_keys_in_a_tab(command: str, tmp_path: Path) -> None:
    async with serving(command, tabs=1) as base, aiohttp.ClientSession() as session:
        url = f"{base}/ws?width=120&height=40"
        async with session.ws_connect(url, headers={"Origin": base}, max_msg_size=0) as socket:
            await _until(socket, "shipped record")
            for keys, words in STEPS:
                for key in keys:
                    await socket.send_json(["stdin", key])
                try:
                    await _until(socket, words)
                except TimeoutError:
                    raise AssertionError(f"{keys!r} did not lead to {words!r}") from None
