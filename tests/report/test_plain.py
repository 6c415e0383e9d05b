"""The twins for screen readers: a fact a line, no boxes, append-only; and `changes` with its exit codes."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.cli import main
from tui.dashboard.bidi import EXPLICIT_ON, resolve, visual
from tui.dashboard.lines import safe
from tui.report.spoken import day, moment, spoken
from tui.text import width

SAID = "Egypt said that the Rafah crossing has been opened in both directions.\n"


SIGNS = re.compile("[│┃─━╭╮╰╯▾●△≥≤≠→§|*·–]|  ")
"""What a voice leaves out, or reads by its name."""


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "sources.toml").write_text(
            f'[[sources]]\nid = "a"\nname = "Sample Wire"\nkind = "file"\npath = "{folder}/*.txt"\nmatch_any = []\n'
        )

    def run(self, *words: str) -> Result:
        given_ = ["--config", str(self.folder / "sources.toml"), "--store", str(self.folder / "s.json"), *words]
        return CliRunner().invoke(main, given_)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_status_plain_is_headings_and_one_fact_a_line(desk: Desk) -> None:
    result = desk.run("status", "--plain")
    assert result.exit_code == 0
    lines = result.stdout.split("\n")[:-1]
    assert lines[1].startswith("As of ") and "Status: " in result.stdout and "According to: " in result.stdout
    assert not SIGNS.search(result.stdout)
    assert not re.search(r"\b0\d (?=[A-Z])|derived.*derived", result.stdout)
    for before, line in zip(["", *lines], lines, strict=False):
        assert line == line.strip() and (not line or line[-1] in ".:?")
        if line.endswith(":"):
            assert before == "", line  # a heading stands after an empty line
    assert "Rafah crossing open in both directions:" in lines


def test_poll_plain_tells_what_changed_and_nothing_else(desk: Desk) -> None:
    (desk.folder / "story.txt").write_text(SAID)
    result = desk.run("poll", "--once", "--plain")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    when = r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC\.$"
    assert lines and all(re.match(rf"[A-Z]+ \w+: .+[.!?] {when}", line) for line in lines), lines
    assert any(line.startswith("NEW ") for line in lines) and "polled" not in result.stdout
    assert "NO MOVE to IN PROGRESS per " in result.stdout and not SIGNS.search(result.stdout)


def test_changes_say_by_their_exit_code_whether_there_are_any(desk: Desk) -> None:
    nothing = desk.run("changes", "--since", "24h")
    assert nothing.exit_code == 0 and nothing.stdout == ""
    assert "Nothing has changed since" in desk.run("changes", "--since", "24h", "--plain").stdout
    (desk.folder / "story.txt").write_text(SAID)
    desk.run("poll", "--once")
    found = desk.run("changes", "--since", "1h")
    assert found.exit_code == 10 and re.match(r"\d{4}-\d\d-\d\d \d\d:\d\dZ new status ", found.stdout)
    plain = desk.run("changes", "--since", "1h", "--plain")
    assert plain.exit_code == 10 and plain.stdout.startswith("NEW status: ") and not SIGNS.search(plain.stdout)
    assert plain.stdout.endswith(" UTC.\n")
    as_json = desk.run("changes", "--since", "1h", "--json")
    assert [json.loads(line)["mark"] for line in as_json.stdout.splitlines()] and as_json.exit_code == 10
    never = desk.run("changes")
    assert never.exit_code == 2 and "marked anything as seen" in never.stderr
    wrong = desk.run("changes", "--since", "soon")
    assert wrong.exit_code == 2 and "expected 24h" in wrong.stderr


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("Aid: NO MOVE → DONE? per Egypt", "Aid: NO MOVE to DONE? per Egypt"),
        ("deaths ≥395 · trucks ≤ 600", "deaths at least 395, trucks at most 600"),
        ("20–30 people on 2025-12-19", "20 to 30 people on 2025-12-19"),
        ("“Closed” → “Open”", "“Closed” to “Open”"),
    ],
)
def test_signs_are_read_as_words(drawn: str, read: str) -> None:
    assert spoken(drawn) == read


def test_a_day_is_read_without_a_nought() -> None:
    assert day(date(2025, 12, 7)) == "7 December 2025"
    assert moment(datetime(2025, 12, 7, 10, 5, tzinfo=timezone(timedelta(hours=2)))) == "7 December 2025, 08:05 UTC"


def test_without_a_terminal_the_twins_are_named(desk: Desk) -> None:
    result = desk.run()
    assert result.exit_code == 2 and "status --plain" in result.stderr and "poll --plain" in result.stderr


def test_the_words_of_one_start_go_before_the_configuration(tmp_path: Path) -> None:
    from tui.setup import Setup

    (tmp_path / "c.toml").write_text('[panes]\nbidi = "off"\nmouse = true\n')
    setup = Setup(str(tmp_path / "c.toml"), None, None)
    assert setup.for_screen.panes.mouse and not setup.for_screen.panes.ascii
    setup.panes = {"ascii": True, "mouse": False}
    assert setup.for_screen.panes.ascii and not setup.for_screen.panes.mouse and setup.for_screen.panes.bidi == "off"
    assert setup.config.panes.mouse


# ------------------------------------------------------------------ right to left


@pytest.mark.parametrize(
    ("logical", "drawn"),
    [
        ("(שלום)", "(םולש)"),
        ("[אב]", "[בא]"),
        ("אב 12 גד", "דג 12 בא"),
        ("12.5% של", "לש 12.5%"),
        ("فی ۱۲ روز", "زور ۱۲ یف"),
        ("UN: שלום (אב)", "UN: (בא) םולש"),
        ("שלום (UN) אב", "בא (UN) םולש"),
        ("plain (a) [b]", "plain (a) [b]"),
    ],
)
def test_brackets_are_mirrored_and_numbers_read_on(logical: str, drawn: str) -> None:
    assert visual(logical) == drawn


@pytest.mark.parametrize("mode", ["app", "terminal", "off"])
def test_a_mode_that_is_chosen_is_the_one_that_is_used(mode: str) -> None:
    assert resolve(mode, {"KONSOLE_VERSION": "1"}) == mode  # type: ignore[arg-type]
    assert resolve("auto", {"KONSOLE_VERSION": "1"}) == "terminal" and resolve("auto", {}) == "app"
    assert EXPLICIT_ON == "\x1b[8l"


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="אבגد اردفی۱۲34 ()[]«»中文か👍🏽é\u200c\u200d\u2067\u2069\u202e-.,%", max_size=40))
def test_any_mixture_keeps_its_width_and_its_characters(text: str) -> None:
    cleaned = safe(text)
    drawn = visual(cleaned)
    assert width(drawn) == width(cleaned)
    assert not set("\u2067\u2069\u202e\u202b\u202a") & set(drawn)
