"""The guide for writing an agreement is true: its pieces are a whole file, and its commands run."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tui.cli import main

PAGE = (Path(__file__).parent.parent / "docs" / "agreements.md").read_text()


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_guide_works_from_its_first_command_to_its_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    *pieces, sources = blocks("toml")
    Path("ferry-truce.toml").write_text("\n".join(pieces))
    Path("sources.toml").write_text(sources)
    Path("stories").mkdir()
    (story,) = blocks("text")
    (Path("stories") / "a.txt").write_text(story)
    checked = CliRunner().invoke(main, ["agreement", "check", "ferry-truce.toml"])
    assert (checked.exit_code, "nothing to mend" in checked.stdout) == (0, True), checked.stdout
    said: dict[str, str] = {}
    for line in "".join(blocks("console")).splitlines():
        words = shlex.split(line.removeprefix("$ "))
        assert words[0] == "ceasefire-tui"
        result = CliRunner().invoke(main, words[1:])
        # the agreements that ship may have something to mend
        assert result.exit_code == 0, (line, result.output)
        said[" ".join(words)] = result.stdout
    (row,) = [json.loads(out) for line, out in said.items() if "extract" in line]
    assert [q["speaker_id"] for q in row["quotes"] if q["kind"] == "direct"] == ["amara-sollis"]
    assert {(f["indicator"], f["value"]) for f in row["figures"]} >= {("killed_since_truce", 9), ("trucks_per_day", 8)}
    assert {s["status"] for s in row["status"] if s["commitment_id"] == "quiet"} >= {"alleged_violation", "denied"}
    (status,) = [out for line, out in said.items() if line.endswith("status")]
    assert "Aid by ferry, 12 trucks a day: BELOW" in status


def test_the_readme_leads_here() -> None:
    assert "docs/agreements.md" in (Path(__file__).parent.parent / "README.md").read_text()
