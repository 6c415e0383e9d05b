"""The line of progress: on a terminal only, and never among the records."""

from __future__ import annotations

import io

import pytest
from archive_samples import rows
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tui.cli import main
from tui.report.archives import progress
from tui.report.archives.progress import Progress, line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_tells_share_rate_and_what_is_left() -> None:
    assert line(12_345, 3, 410, 1000, 60) == (" 41% ########------------  12,345 articles  206/s  3 failed  1:26 left")
    assert line(10, 0, 0, None, 2.0) == "10 articles  5/s"
    # half of it was done by an earlier run; this one has done a tenth in ten seconds
    assert line(10, 0, 600, 1000, 10.0, 500).endswith("  0:40 left")
    assert line(10, 0, 1000, 1000, 7300.0).startswith("100% ####################  10 articles")
    assert line(10, 0, 1, 1000, 7300.0).endswith("  2025:45:00 left")


@given(st.integers(0), st.integers(0), st.integers(0, 10**15), st.none() | st.integers(0, 10**15), st.floats(0, 10**9))
def test_no_numbers_break_it(done: int, failed: int, consumed: int, size: int | None, seconds: float) -> None:
    text = line(done, failed, consumed, size, seconds)
    assert text.isprintable() and "articles" in text


def test_it_is_drawn_and_taken_away_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_EVERY", 0)
    screen = Terminal()
    shown = Progress(screen, size=100)
    shown.step(50, failed=False)
    assert screen.getvalue().startswith("\r 50% ##########----------  1 articles")
    shown.say("a.jsonl:2: is no JSON")
    shown.clear()
    assert screen.getvalue().endswith("\r\x1b[Ka.jsonl:2: is no JSON\n")


def test_nothing_is_drawn_where_no_terminal_is() -> None:
    result = CliRunner().invoke(main, ["extract", "-"], input=rows(range(3)))
    assert (result.exit_code, result.stderr) == (0, "")
    quiet = io.StringIO()
    shown = Progress(quiet, size=100)
    shown.step(50, failed=True)
    shown.clear()
    assert quiet.getvalue() == ""
    assert (shown.done, shown.failed) == (1, 1)
