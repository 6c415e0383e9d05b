"""The command as people type it: words in, lines and exit codes out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli import main
from tui.config import bundled, user_file

ARTICLE = {
    "id": "a1",
    "text": "“We will sign when the last truck is through,” envoy Karim Lotfy told Sample Wire on Thursday.",
    "published": "2025-12-19T08:00:00Z",
}


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin)


def test_help_names_every_command() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for command in ("demo", "poll", "view", "extract", "status", "export", "sources", "init", "store"):
        assert command in result.stdout


def test_extract_prints_one_object_a_line_in_order() -> None:
    rows = [ARTICLE, {"id": 7, "text": ""}, {"id": "a3", "text": "Nothing was said."}]
    result = run("extract", stdin="\n".join(json.dumps(r) for r in rows))
    assert result.exit_code == 0
    out = [json.loads(line) for line in result.stdout.splitlines()]
    assert [o["id"] for o in out] == ["a1", 7, "a3"]
    assert all(set(o) == {"id", "quotes", "figures", "status"} for o in out)
    (quote,) = [q for q in out[0]["quotes"] if q["kind"] == "direct"]
    assert ARTICLE["text"][quote["start"] : quote["end"]] == quote["text"]
    assert "Karim Lotfy" in quote["speaker"]
    assert quote["cue"] == "told"


def test_extract_goes_on_after_a_bad_line_and_says_which() -> None:
    stdin = b'{"id": 1, "text": "A."}\nnot json\n{"id": 2}\n[1]\n{"id": 3, "text": "C."}\n'
    result = run("extract", stdin=stdin)
    assert result.exit_code == 3
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1, 3]
    for where, what in ((":2", "is no JSON"), (":3", '"text" is missing'), (":4", "expected an object")):
        assert any(f"standard input{where}" in line and what in line for line in result.stderr.splitlines())


@pytest.mark.parametrize("published", ["soon", "2025-03", 7, None, "2025-12-19", "2025-12-19T08:00:00"])
def test_a_text_is_read_whatever_its_date_looks_like(published: object) -> None:
    result = run("extract", stdin=json.dumps({**ARTICLE, "published": published}))
    assert result.exit_code == 0
    (quote,) = [q for q in json.loads(result.stdout)["quotes"] if q["kind"] == "direct"]
    dated = isinstance(published, str) and published.startswith("2025-12-19")
    assert (quote["said_on"] is not None) == dated


def test_extract_survives_lone_surrogates() -> None:
    result = run("extract", stdin=b'{"id": "s", "text": "\\ud800 \\u201cYes,\\u201d the envoy said. \\udfff"}\n')
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "s"


def test_extract_reads_files(tmp_path: Path) -> None:
    text = tmp_path / "story.txt"
    text.write_text(str(ARTICLE["text"]))
    result = run("extract", str(text), str(tmp_path / "missing.jsonl"))
    assert result.exit_code == 3
    assert json.loads(result.stdout)["quotes"]
    assert "missing.jsonl: cannot be read" in result.stderr


def test_status_shows_the_shipped_record_with_no_store_and_no_network() -> None:
    result = run("status")
    assert result.exit_code == 0
    assert "Phase one: truce and exchange" in result.stdout
    assert "health ministry in Hamas-run Gaza" in result.stdout
    assert "[record]" in result.stdout


def test_status_as_json_and_as_of() -> None:
    late = json.loads(run("status", "--json").stdout)
    early = json.loads(run("status", "--json", "--as-of", "2025-12-19").stdout)

    def toll(answer: dict) -> list[int]:
        (row,) = [f for f in answer["figures"] if f["indicator"] == "killed_since_truce"]
        return [r["value"] for s in row["series"] for r in s["readings"]]

    assert 1285 in toll(late)
    assert toll(early) and 1285 not in toll(early)
    assert run("status", "--as-of", "yesterday").exit_code == 2


@pytest.mark.parametrize("kind", ["updates", "quotes", "figures", "evidence", "status"])
def test_every_kind_is_exported_in_every_form(kind: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", kind).stdout)))
    lines = run("export", kind, "--format", "jsonl").stdout.splitlines()
    table = run("export", kind, "--format", "md").stdout.splitlines()
    assert len(rows) == len(lines) == len(table) - 2
    assert all("id" in json.loads(line) for line in lines)


def test_export_keeps_within_the_days_asked_for() -> None:
    result = run("export", "figures", "--since", "2025-12-18", "--until", "2025-12-18")
    days = {row["as_of"] for row in csv.DictReader(io.StringIO(result.stdout))}
    assert days == {"2025-12-18"}


def test_init_writes_where_the_program_looks_and_never_over_a_file() -> None:
    assert run("init").exit_code == 0
    assert user_file().read_bytes() == bundled().read_bytes()
    again = run("init")
    assert again.exit_code == 2
    assert "--force" in again.stderr


def test_sources_are_listed_with_their_state() -> None:
    result = run("sources")
    assert result.exit_code == 0
    assert any(line.startswith("off") and "arab-news" in line for line in result.stdout.splitlines())
    assert {r["id"] for r in json.loads(run("sources", "--json").stdout)} > {"bbc-me", "un-news-me"}


def test_a_wrong_source_ends_in_2_and_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[sources]]\nid = "a"\nname = "A"\nkind = "feed"\nurl = "htps://a.example"\n')
    result = run("--config", str(path), "sources")
    assert result.exit_code == 2
    assert f"{path}:5" in result.stderr
    assert "WRONG" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--agreement", "gaza-2026", "status"], 'did you mean "gaza-2025"'),
        (["--config", "nothing.toml", "status"], "no such file"),
        (["export", "everything"], "everything"),
        (["export", "quotes", "--since", "12/19/2025"], "expected a day such as"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_words_end_in_2_and_one_or_two_lines(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_the_store_is_where_the_data_of_the_user_is(empty_home: Path) -> None:
    assert run("store", "path").stdout.strip().endswith("gaza-2025.json")
    assert run("--store", "x.json", "store", "path").stdout.strip() == "x.json"


def test_without_a_terminal_the_dashboard_says_what_to_use() -> None:
    result = run()
    assert result.exit_code == 2
    assert "needs a terminal" in result.stderr


def test_a_newer_store_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text('{"meta": {"1": {"format": 99}}}')
    result = run("--store", str(path), "status")
    assert result.exit_code == 1
    assert "newer version" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_status_is_set_by_hand_shown_with_the_proposal_and_taken_back(tmp_path: Path) -> None:
    store = str(tmp_path / "s.json")

    def rafah() -> dict:
        answer = json.loads(run("--store", store, "status", "--json").stdout)
        return next(c for p in answer["phases"] for c in p["commitments"] if c["id"] == "p1.rafah")

    ruled = rafah()
    assert (ruled["proposed"], ruled["set_note"]) == (None, None)
    told = run("--store", store, "store", "set", "p1.rafah", "in-progress", "--note", "Seen open", "--by", "AB")
    assert told.exit_code == 0
    assert "set by AB: IN PROGRESS, “Seen open”" in told.stdout and "by the rules" in told.stdout
    assert run("--store", store, "store", "reprocess").exit_code == 0
    found = rafah()
    assert (found["word"], found["grade"], found["per"]) == ("IN PROGRESS", "*", ["AB"])
    assert found["proposed"].startswith(ruled["word"])
    assert found["set_note"].startswith("Seen open (AB, ")
    text = run("--store", store, "status").stdout
    assert "IN PROGRESS *, set by hand: Seen open (AB, " in text
    assert f"by the rules: {found['proposed']}" in text
    rows = list(csv.DictReader(io.StringIO(run("--store", store, "export", "status").stdout)))
    (row,) = [r for r in rows if r["grade"] == "*"]
    assert (row["id"], row["word"], row["proposed"]) == ("p1.rafah", "IN PROGRESS", found["proposed"])
    early = json.loads(run("--store", store, "status", "--json", "--as-of", "2025-12-19").stdout)
    assert not [c for p in early["phases"] for c in p["commitments"] if c["grade"] == "*"]

    assert run("--store", store, "store", "unset", "p1.rafah", "--by", "CD").exit_code == 0
    again = rafah()
    assert (again["word"], again["grade"], again["reasons"]) == (ruled["word"], ruled["grade"], ruled["reasons"])
    assert run("--store", store, "store", "unset", "p1.rafah").exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["set", "p1.raffah", "DONE", "--by", "AB"], 'did you mean "p1.rafah"'),
        (["set", "p1.rafah", "DOEN", "--by", "AB"], 'did you mean "DONE"'),
        (["set", "p1.rafah", "DONE"], "--by"),
        (["set", "p1.rafah", "DONE", "--by", " "], "no initials"),
        (["unset", "p1.rafah"], "no status is set by hand"),
    ],
)
def test_wrong_words_set_nothing(tmp_path: Path, words: list[str], said: str) -> None:
    result = run("--store", str(tmp_path / "s.json"), "store", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not [c for c in run("--store", str(tmp_path / "s.json"), "export", "status").stdout.splitlines() if "*" in c]


def test_the_store_is_checked_compacted_and_copied(tmp_path: Path) -> None:
    path, copy = tmp_path / "s.json", tmp_path / "copy.json"
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "story.txt").write_text(str(ARTICLE["text"]))
    config = tmp_path / "sources.toml"
    config.write_text('[[sources]]\nid = "in"\nname = "In"\nkind = "file"\npath = "inbox"\nmatch_any = []\n')
    words = ("--config", str(config), "--store", str(path))
    assert run(*words, "store", "check").exit_code == 1, "there is none yet"
    assert run(*words, "poll", "--once").exit_code == 0
    checked = run(*words, "store", "check")
    assert checked.exit_code == 0 and "whole" in checked.stdout
    assert run(*words, "store", "compact").exit_code == 0
    assert run(*words, "store", "backup", str(copy)).exit_code == 0
    assert run("--store", str(copy), "export", "quotes").stdout == run(*words, "export", "quotes").stdout
    kept = [path, *(tmp_path / "s.json.d").glob("*.jsonl")]
    (damaged,) = [p for p in kept if p.exists() and b"Karim Lotfy" in p.read_bytes()]
    damaged.write_bytes(damaged.read_bytes().replace(b"Karim Lotfy", b"Karin Lotfy", 1))
    broken = run(*words, "store", "check")
    assert broken.exit_code == 3 and f"{damaged}:" in broken.stdout
