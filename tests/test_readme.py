"""The README says what is so."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from tui.cli import main
from tui.dashboard.keys import TABLE

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text()


def test_every_key_of_the_table_is_named() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", prose))
    missing = [key.shown for key in TABLE if not set(key.shown.split()) & named and key.shown not in "12345"]
    assert not missing


def test_every_command_that_is_shown_exists() -> None:
    shown = set(re.findall(r"^ceasefire-tui (\w+)", README, re.MULTILINE))
    assert shown >= {"status", "poll", "export", "extract", "sources", "view", "store", "demo"}
    for command in shown:
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0, command


def test_the_two_commands_are_in_the_makefile() -> None:
    makefile = (TOP / "Makefile").read_text()
    for target in ("run", "test", "check", "bench", "demo"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        assert f"make {target}" in README
