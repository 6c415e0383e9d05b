"""`doctor`: what a bug report needs, what needs attention, and nothing that is nobody's business."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from desk_records import a_day, stored

from tui import __version__
from tui.cli import main
from tui.records import Entry, SourceState
from tui.store.archive import open as open_archive

CONFIG = """
[[sources]]
id = "wire"
name = "Sample Wire"
kind = "api"
url = "https://api.example/list?token=hidden-in-the-query"
items = "data"
map = {id = "id", title = "title"}
secret = [{type = "query", name = "appname", env = "SAMPLE_KEY"}]

[[sources]]
id = "post"
name = "Sample Post"
kind = "feed"
url = "https://post.example/feed"
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMPLE_KEY", "top-secret-key")
    (tmp_path / "sources.toml").write_text(CONFIG)
    return tmp_path


def run(desk: Path, *words: str) -> Result:
    options = ["--config", str(desk / "sources.toml"), "--store", str(desk / "s.json")]
    return CliRunner().invoke(main, [*options, "doctor", *words])


def found(desk: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(desk, "--json").stdout)
    return answer


def values(answer: dict[str, Any], section: str) -> dict[str, str]:
    (one,) = [s for s in answer["sections"] if s["title"] == section]
    return {line["what"]: line["value"] for line in one["lines"]}


def test_versions_paths_and_health_are_told(desk: Path) -> None:
    store = stored(desk / "s.json")
    now = datetime.now(UTC)
    with open_archive(store) as archive:
        archive.put_states({"post": SourceState(id="post", status="ok", last_try=now, last_ok=now, items=3)})
    result = run(desk)
    assert result.exit_code == 0, result.output
    assert "Nothing needs attention." in result.stdout
    answer = found(desk)
    assert answer["version"] == __version__ and answer["attention"] == []
    assert "textual" in values(answer, "Packages") and "CPython" in values(answer, "Program")["Python"]
    assert values(answer, "Store")["updates"] == "2"
    assert values(answer, "Store")["written by"] == "nobody now"
    assert values(answer, "Sources")["post"].startswith("ok, 3 items; last heard")
    assert values(answer, "Sources")["wire"].startswith("not asked yet; https://api.example/list?…")
    assert "Asia/Gaza" in values(answer, "Clock")["agreement's zone"]


def test_nothing_secret_is_told(desk: Path, empty_home: Path) -> None:
    bad = SourceState(
        id="wire", status="error", last_try=datetime(2026, 1, 1, tzinfo=UTC), failures=2,
        error="GET https://u:pw@api.example/?appname=top-secret-key failed",
    )  # fmt: skip
    with open_archive(desk / "s.json") as archive:
        archive.put_states({"wire": bad})
    for words in ((), ("--json",)):
        text = run(desk, *words).stdout
        assert "top-secret-key" not in text and "hidden-in-the-query" not in text and "u:pw" not in text
        assert str(empty_home) not in text
    assert values(found(desk), "Configuration")["secret of wire"] == "variable SAMPLE_KEY is set"


def test_what_needs_attention_is_told_and_ends_in_3(desk: Path) -> None:
    failing = SourceState(id="post", status="error", last_try=datetime(2026, 1, 1, tzinfo=UTC), failures=7,
                          since=datetime(2025, 12, 31, tzinfo=UTC), error="HTTP 503")  # fmt: skip
    with open_archive(desk / "s.json") as archive:
        archive.put_states({"post": failing})
    (desk / "sources.toml").write_text(CONFIG + '\n[[sources]]\nid = "typo"\nname = "T"\nkind = "feeed"\n')
    os.utime(desk / "s.json", ((datetime.now() + timedelta(days=2)).timestamp(),) * 2)  # noqa: DTZ005
    result = run(desk)
    assert result.exit_code == 3
    attention = found(desk)["attention"]
    assert any("source post fails since 2025-12-31 00:00Z, 7 times in a row: HTTP 503" in x for x in attention)
    assert any("'feeed'" in x for x in attention)
    assert any("later than now: look at the clock" in x for x in attention)


def test_updates_from_later_than_now_are_told(desk: Path) -> None:
    (entry, changes), *rest = a_day()
    ahead = datetime.now(UTC) + timedelta(days=40)
    later = msgspec.structs.replace(entry.update, id="later", published=ahead, title="From another\nday")
    stored(desk / "s.json", [(entry, changes), (Entry(update=later), []), *rest])
    result = run(desk)
    assert result.exit_code == 3
    (said,) = found(desk)["attention"]
    assert said.startswith(f'1 update is dated later than now, the furthest by {later.source}, "From another day"')
    assert values(found(desk), "Store")["newest update"] == f"{ahead:%Y-%m-%d %H:%M}Z"


def test_a_configuration_that_cannot_be_read_is_a_finding(desk: Path) -> None:
    (desk / "sources.toml").write_text("[[sources]\n")
    result = run(desk)
    assert result.exit_code == 3
    assert "is not valid TOML" in result.stdout
    assert "Python" in result.stdout, "the rest is told all the same"


def test_a_store_that_cannot_be_read_is_a_finding(desk: Path) -> None:
    (desk / "s.json").write_text('{"meta": {"1": {"format": 99}}}')
    result = run(desk)
    assert result.exit_code == 3
    assert "newer version" in result.stdout and "Traceback" not in result.output


def test_who_writes_the_store_is_told(desk: Path) -> None:
    with open_archive(desk / "s.json"):
        assert values(found(desk), "Store")["written by"] == f"process {os.getpid()}"


def test_with_no_store_and_no_configuration_of_ones_own_nothing_is_wrong() -> None:
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert "none yet: the first poll makes one" in result.stdout
