"""`status --json` and `export evidence` on a polled story: linkage and what is expected by when."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tui.cli import main

STORY = (
    "Israel said on Wednesday it would not withdraw further from Gaza until Hamas disarms.\n"
    "The Rafah crossing will open on Sunday, Egypt said.\n"
)


@pytest.fixture
def polled(tmp_path: Path) -> list[str]:
    folder = tmp_path / "drop"
    folder.mkdir()
    config = tmp_path / "sources.toml"
    config.write_text(
        '[agreement]\nid = "gaza-2025"\n\n[[sources]]\nid = "sample"\nname = "Sample Wire"\nkind = "file"\n'
        f'path = "{folder.as_posix()}/*.txt"\n',
        encoding="utf-8",
    )
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    words = ["--config", str(config), "--store", str(tmp_path / "s.json")]
    result = CliRunner().invoke(main, [*words, "poll", "--once"])
    assert result.exit_code == 0, result.output
    return words


def test_status_lists_linkage_and_what_is_expected(polled: list[str]) -> None:
    answer = json.loads(CliRunner().invoke(main, [*polled, "status", "--json"]).stdout)
    tied = [x for x in answer["linkage"] if not x["record"]]
    assert [(x["claimant_id"], x["commitment"], x["on"]) for x in tied] == [
        ("israel", "p2.withdrawal", "p2.disarmament")
    ]
    assert tied[0]["cites"][0]["outlet"] == "Sample Wire"
    rafah = [x for x in answer["expected"] if x["commitment"] == "p1.rafah"]
    assert [(x["kind"], x["claimant_id"], x["due_text"]) for x in rafah] == [("announced", "egypt", "on Sunday")]
    deadlines = {x["commitment"] for x in answer["expected"] if x["kind"] == "deadline"}
    assert "p1.hostages-deceased" in deadlines


def test_exported_evidence_carries_condition_and_day(polled: list[str]) -> None:
    out = CliRunner().invoke(main, [*polled, "export", "evidence", "--format", "csv"]).stdout
    rows = {r["commitment_id"]: r for r in csv.DictReader(io.StringIO(out)) if r["outlet"] == "Sample Wire"}
    assert rows["p2.withdrawal"]["depends_on"] == "p2.disarmament"
    assert rows["p2.withdrawal"]["depends_on_text"] == "until Hamas disarms"
    assert rows["p1.rafah"]["due_text"] == "on Sunday"
