"""What a command does not need it does not import: the core runs without a screen, the screen starts without HTTP."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("textual", "httpx", "trafilatura", "feedparser", "fastfeedparser", "tinydb", "lxml")


def imported_by(code: str) -> set[str]:
    """Heavy packages that are loaded after `code` ran in a fresh process."""
    script = f"{code}\nimport json, sys\nprint(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(result.stdout.splitlines()[-1]))


def test_the_first_frame_needs_neither_configuration_nor_agreement() -> None:
    """What it imports beside Textual is paid before anybody sees a pane."""
    script = (
        "import sys, tui.setup, tui.dashboard.app\n"
        "from tui.config.look import first_look\n"
        "later = ('msgspec', 'zoneinfo', 'click', 'shlex')\n"
        "print([m for m in sys.modules if m.split('.')[0] in later or "
        "m.startswith(('tui.agreement', 'tui.records', 'tui.monitor', 'tui.config.model', 'tui.config.reading', "
        "'tui.dashboard.cards', 'tui.dashboard.citation'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import tui.cli", set()),
        ("import tui.config, tui.agreement, tui.records, tui.text", set()),
        ("from tui.extract import read; read('“Yes,” she said.')", set()),
        ("import tui.sources.poller", set()),
        ("import tui.monitor", {"tinydb"}),
        ("import tui.dashboard.app", {"textual"}),
        ("import tui.report.status, tui.report.export", {"tinydb"}),
    ],
)
def test_rooms_load_only_what_they_use(code: str, allowed: set[str]) -> None:
    assert imported_by(code) <= allowed
