"""What a stranger does wrong: each ends in a line or two that name the thing and what to do, and in the right code."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli import main

SOURCES = """
[[sources]]
id = "desk"
name = "Sample Wire"
kind = "file"
path = "texts/*.txt"
match_any = []
"""


def run(*words: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, [str(w) for w in words], input=stdin)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a source of its own and a store that holds what it brought."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.toml").write_text(SOURCES)
    (tmp_path / "texts").mkdir()
    for n in (1, 2, 3):
        (tmp_path / "texts" / f"{n}.txt").write_text(f"“Gate {n} opened,” envoy Karim Lotfy said on Thursday.\n")
    assert run("--store", "s.json", "poll", "--once").exit_code == 0
    return tmp_path


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status", "--as-of", "0001-01-01"], "expected a day"),
        (["status", "--as-of", "2999-01-01"], "expected a day"),
        (["status", "--as-of", "2190-01-01"], "expected a moment that is past"),
        (["view", "--as-of", "9999-12-31T23:59-12:00"], "expected a day or moment"),
        (["brief", "--since", "9999-12-31T23:59-12:00"], "expected 24h, 7d"),
        (["brief", "--since", "2190-01-01"], "is not before the end of the period"),
        (["brief", "--since", "2025-12-19", "--until", "2025-12-01"], "is not before the end of the period"),
        (["export", "quotes", "--since", "2190-01-01"], "--since 2190-01-01 has not come yet"),
        (["export", "quotes", "--since", "2025-12-19", "--until", "2025-12-01"], "--since is later than --until"),
        (["export", "feed", "--format", "csv"], "a feed is always Atom"),
        (["export", "quotes", "--output", "x.csv", "--codebook", "./x.csv"], "give each a file of its own"),
        (["status", "--json", "--plain"], "exclude each other"),
        (["changes", "--json", "--plain"], "exclude each other"),
        (["poll", "--json", "--plain"], "exclude each other"),
        (["--store", "", "status"], "--store is empty"),
        (["--config", "", "status"], "--config is empty"),
        (["--store", "https://db.example/x", "status"], "expected a file, or postgresql://"),
        (["--config", "texts", "status"], "texts: is no file"),
        (["--config", "none.toml", "status"], "`ceasefire-tui --config none.toml init` writes a commented one"),
        (["extract", "--output", "texts", "x.txt"], "texts: is a folder"),
        (["extract", "--output", ".", "x.txt"], ".: is a folder"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["export", "everything"], "'everything' is not one of"),
        (["--nonsense"], "No such option"),
        ([], "needs a terminal"),
    ],
)
def test_wrong_words_end_in_2_in_two_lines_and_touch_nothing(words: list[str], said: str, desk: Path) -> None:
    before = {p: p.read_bytes() for p in desk.rglob("*") if p.is_file()}
    result = run(*words)
    lines = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert lines[0].startswith("ceasefire-tui: ") and said in lines[0]
    assert lines[1:] == [] or (len(lines) == 2 and lines[1].endswith("--help` tells what there is."))
    assert {p: p.read_bytes() for p in desk.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--store", "texts", "status"], "texts: is a folder; a store is a file"),
        (["--store", "texts", "export", "quotes"], "texts: is a folder; a store is a file"),
        (["--store", "none.json", "store", "reprocess"], "none.json: there is no store"),
        (["--store", "none.json", "store", "check"], "none.json: there is no store"),
        (["--store", "s.json", "store", "backup", "texts"], "texts: is there already"),
        (["brief", "--output", "none/x.md"], "none/x.md: cannot be written"),
    ],
)
def test_what_cannot_be_had_ends_in_1_in_one_line(words: list[str], said: str, desk: Path) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert said in result.stderr
    assert not (desk / "none.json").exists()


def test_an_interrupt_is_told(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.report.status.run_status", interrupted)
    result = run("status")
    assert (result.exit_code, result.stderr.strip()) == (1, "ceasefire-tui: interrupted")


# ------------------------------------------------------------------ stores


def test_a_store_that_was_named_and_is_not_there_is_told(desk: Path) -> None:
    for words in (["status"], ["brief"], ["export", "quotes"], ["changes", "--since", "24h"]):
        result = run("--store", "typo.json", *words)
        assert result.exit_code == 0
        assert result.stderr == "ceasefire-tui: typo.json: there is no store; this is the shipped record alone\n"
    assert run("status").stderr == ""  # nobody named one: there is none yet, and that is well


def test_a_damaged_line_is_told_by_whoever_reads(desk: Path) -> None:
    path = desk / "s.json"
    lines = path.read_bytes().splitlines(keepends=True)
    longest = max(range(len(lines)), key=lambda n: len(lines[n]))
    lines[longest] = lines[longest].replace(b"Gate 2", b"Gate 9")
    path.write_bytes(b"".join(lines))
    for words, code in ((["status"], 0), (["brief"], 0), (["export", "quotes"], 3), (["poll", "--once"], 0)):
        result = run("--store", path, *words)
        assert result.exit_code == code, words
        assert "1 damaged line(s) passed over" in result.stderr and "store check" in result.stderr


def test_a_file_that_is_no_store_is_put_aside_and_that_is_told(desk: Path) -> None:
    path = desk / "other.bin"
    path.write_bytes(b"\x80\x00 nothing of ours")
    assert run("--store", path, "status").exit_code == 1
    result = run("--store", path, "poll", "--once")
    (aside,) = desk.glob("other.bin.bad-*")
    assert result.exit_code == 0 and f"kept as {aside.name}" in result.stderr
    assert aside.read_bytes() == b"\x80\x00 nothing of ours"


def test_a_backup_says_how_much_it_holds(desk: Path) -> None:
    assert run("--store", "s.json", "store", "backup", "b.json").stdout == "b.json: 3 revisions of updates copied\n"


@pytest.mark.parametrize("words", [["--config", "c.toml", "init", "--force"], ["agreement", "new", "a.toml"]])
def test_a_full_disk_leaves_what_was_there_and_nothing_empty(
    words: list[str], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "c.toml").write_text("# mine\n")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    before = sorted(p.name for p in desk.iterdir())
    result = run(*words)
    name = "c.toml" if "init" in words else "a.toml"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"ceasefire-tui: {name}: cannot be written: No space left on device\n"
    assert sorted(p.name for p in desk.iterdir()) == before and (desk / "c.toml").read_text() == "# mine\n"
    monkeypatch.undo()


def test_a_store_that_cannot_be_written_is_told_once(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tui.store.disk.write_all", full)
    (desk / "texts" / "4.txt").write_text("“Gate 4 opened,” envoy Karim Lotfy said on Thursday.\n")
    result = run("--store", "s.json", "poll", "--once", "--json")
    assert result.exit_code == 3
    (told,) = [line for line in result.stdout.splitlines() if '"error"' in line]
    assert told.count("not saved") == 1 and "s.json: not saved: No space left" in told
    monkeypatch.undo()
    again = run("--config", desk / "sources.toml", "--store", desk / "s.json", "poll", "--once", "--json")
    assert again.exit_code == 0 and again.stdout.count('"event":"stored"') == 1


# ------------------------------------------------------------------ texts


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jsonl", '{"text": "x"}\n'.encode("utf-16"), "a.jsonl: is UTF-16, expected UTF-8: `iconv -f UTF-16"),
        ("a.json", '[{"text": "x"}]'.encode("utf-16-le"), "a.json: is binary, expected text"),
        ("a.jsonl", bytes(range(256)) * 300, "a.jsonl: is binary, expected text"),
        ("a.txt", b"\x7fELF\x00\x01", "a.txt: is binary, expected text"),
        ("a.jsonl", b'{"text": "\xe9t\xe9"}\n', "a.jsonl:1: is not UTF-8, at byte 11; for older Western text `iconv"),
        ("a.html", b"", "a.html: the page was empty"),
        ("new\nline\x1b[31m.jsonl", b"[]\n", "new�line�[31m.jsonl:1: expected an object"),
    ],
    ids=["utf-16", "utf-16 without a mark", "binary", "program", "latin-1", "empty page", "odd name"],
)
def test_texts_that_are_none_are_named_in_one_line(name: str, data: bytes, said: str, desk: Path) -> None:
    (desk / name).write_bytes(data)
    result = run("extract", name)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1 and result.stderr.startswith(f"ceasefire-tui: {said}")
    given = run("extract", "-", stdin=data)
    assert given.stderr.count("\n") <= 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-8"])
def test_a_text_is_read_in_whatever_it_was_written(encoding: str, desk: Path) -> None:
    text = "“Yes,” envoy Karim Lotfy said.\r\nAt least 3 people were killed, the health ministry said.\r\n"
    (desk / "a.txt").write_bytes(text.encode(encoding))
    result = run("extract", "a.txt")
    assert result.exit_code == 0
    assert '"speaker":"Karim Lotfy"' in result.stdout and '"value":3' in result.stdout
    assert f'"start":{text.index("3")},' in result.stdout  # offsets into the text without its mark


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are Linux's")
def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(desk: Path) -> None:
    Path(os.fsdecode(b"texts/bad\xff.txt")).write_text("“Yes,” envoy Karim Lotfy said.")
    alone = run("extract", "texts")
    assert alone.exit_code == 0 and '"id":"bad\N{REPLACEMENT CHARACTER}.txt"' in alone.stdout
    assert run("extract", "texts", "--workers", "2").stdout_bytes == alone.stdout_bytes


# ------------------------------------------------------------------ streams and locales, in real processes


def shell(line: str, **environ: str) -> subprocess.CompletedProcess[str]:
    words = line.replace("ceasefire-tui", f"'{sys.executable}' -m tui")
    return subprocess.run(
        ["sh", "-c", words], capture_output=True, text=True, timeout=120, env={**os.environ, **environ}, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_standard_output_is_no_defect(desk: Path) -> None:
    for command in ("status", "extract texts", "export evidence"):
        result = shell(f"ceasefire-tui {command} > /dev/full")
        assert (result.returncode, result.stderr.splitlines()) == (
            1,
            ["ceasefire-tui: reading or writing failed: No space left on device"],
        )


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed so in a POSIX shell")
def test_closed_streams_cost_nothing_but_what_is_written_to_them(desk: Path) -> None:
    for closed in (">&-", "<&-", "2>&-"):
        for command, code in (("doctor", 0), ("export evidence", 0), ("extract texts", 0), ("brief", 0), ("", 2)):
            result = shell(f"ceasefire-tui {command} {closed}")
            assert (result.returncode, "Traceback" in result.stderr, "defect" in result.stderr) == (code, False, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe is closed so in a POSIX shell")
def test_a_reader_that_goes_away_is_no_mistake(desk: Path) -> None:
    for command in ("export evidence --format jsonl", "status --json", "extract texts texts texts"):
        result = shell(f"ceasefire-tui {command} | head -n 1")
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="locales are those of POSIX")
def test_no_locale_and_no_zone_silence_it(desk: Path) -> None:
    for environ in ({"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"TZ": "Nowhere/Land"}):
        for command in ("status", "brief --since 600d", "--store s.json export quotes"):
            result = shell(f"ceasefire-tui {command} > out", **environ)
            assert (result.returncode, result.stderr) == (0, ""), command
            assert (desk / "out").stat().st_size > 100
    assert "“" in (desk / "out").read_text(encoding="utf-8")  # data are UTF-8 wherever they go
