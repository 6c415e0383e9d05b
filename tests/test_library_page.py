"""The page for notebooks is true: its code runs, gives what it shows, and is typed."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
PAGE = TOP / "docs" / "library.md"


def _examples() -> doctest.DocTest:
    # the fences would be taken for expected output
    text = re.sub(r"^```.*$", "", PAGE.read_text(), flags=re.MULTILINE)
    return doctest.DocTestParser().get_doctest(text, {}, "library.md", str(PAGE), 0)


def test_every_example_gives_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = _examples()
    assert len(found.examples) > 25
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(found, out=said.append)
    assert not result.failed, "".join(said)
    assert (tmp_path / "desk.json").exists()


def test_the_examples_pass_a_strict_type_checker(tmp_path: Path) -> None:
    assert (TOP / "tui" / "py.typed").exists()
    script = tmp_path / "notebook.py"
    script.write_text("".join(f"print(\n{e.source})\n" if e.want else e.source for e in _examples().examples))
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(TOP / "pyproject.toml"), str(script)]
    checked = subprocess.run(command, capture_output=True, text=True, cwd=TOP)
    assert checked.returncode == 0, checked.stdout


def test_the_page_names_the_questions_that_there_are() -> None:
    from tui.store.questions import Questions

    named = set(re.findall(r"`(?:store\.)?([a-z_]+)\(", PAGE.read_text()))
    there = {name for name in vars(Questions) if not name.startswith("_")}
    assert {"updates", "quotes", "series", "trail", "figures", "evidence", "changes", "search"} <= named & there
