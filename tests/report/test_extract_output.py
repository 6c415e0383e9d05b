"""`extract --output FILE --resume`: whatever ended the earlier run, the file becomes what one run would have made."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import filelock
import pytest
from archive_samples import rows
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.cli import main
from tui.report.archives.items import Done
from tui.report.archives.output import Output


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, words)])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """An input with two bad lines, and what a run that nothing disturbed makes of it."""
    folder = tmp_path_factory.mktemp("whole")
    source, output = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes(rows([0, 1]) + b"{bad\n" + rows(range(2, 20)) + b"[]\n")
    assert run(source, "--output", output).exit_code == 3
    return source, output.read_bytes()


def test_each_line_says_which_input_it_was_made_from(whole: tuple[Path, bytes]) -> None:
    source, made = whole
    lines = [json.loads(line) for line in made.splitlines()]
    assert [x["id"] for x in lines] == [f"a{n}" for n in range(20)]
    assert [x["input"]["n"] for x in lines] == [1, 2, *range(4, 22)]
    assert lines[2]["input"]["at"] == f"{source}:4"
    assert {x["input"]["agreement"] for x in lines} == {"gaza-2025"}
    plain = [json.loads(line) for line in run(source).stdout.splitlines()]
    assert [{k: v for k, v in x.items() if k != "input"} for x in lines] == plain


@settings(deadline=None, max_examples=25)
@given(share=st.floats(0, 1))
def test_cut_anywhere_it_is_completed_to_the_same_bytes(share: float, whole: tuple[Path, bytes]) -> None:
    source, made = whole
    output = source.with_name("cut.jsonl")
    output.write_bytes(made[: int(share * len(made))])
    result = run(source, "--output", output, "--resume", "--workers", "1")
    assert result.exit_code == 3
    assert output.read_bytes() == made
    # a bad line is told in every run: with its fault, or as one that was not tried again
    assert f"{source}:3: " in result.stderr and f"{source}:22: " in result.stderr
    assert not list(source.parent.glob("*.lock"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_and_resumed_until_it_is_done(workers: str, tmp_path: Path) -> None:
    source, straight, output = tmp_path / "in.jsonl", tmp_path / "straight.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(rows(range(700)))
    assert run(source, "--output", straight, "--workers", "2").exit_code == 0
    command = [sys.executable, "-m", "tui.cli", "extract", str(source), "--output", str(output), "--workers", workers]
    killed = []
    for _ in range(3):
        before = output.stat().st_size if output.exists() else 0
        with subprocess.Popen([*command, "--resume"]) as process:
            give_up = time.monotonic() + 120
            while process.poll() is None and (output.stat().st_size if output.exists() else 0) == before:
                assert time.monotonic() < give_up
            process.send_signal(signal.SIGKILL)
        killed.append(process.returncode == -signal.SIGKILL)
    assert any(killed)
    assert run(source, "--output", output, "--resume").exit_code == 0
    assert output.read_bytes() == straight.read_bytes()


def test_a_finished_run_is_resumed_to_nothing(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    source, made = whole
    output = tmp_path / "out.jsonl"
    output.write_bytes(made)
    assert run(source, "--output", output, "--resume").exit_code == 3
    assert output.read_bytes() == made


def test_resume_without_an_earlier_run_begins_one(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    source, made = whole
    output = tmp_path / "new" / "out.jsonl"
    assert run(source, "--output", output, "--resume").exit_code == 3
    assert output.read_bytes() == made


def test_another_file_than_its_own_is_never_written_over(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    source, made = whole
    changed = tmp_path / "changed.jsonl"
    changed.write_bytes(source.read_bytes().replace(b"Truck 5 ", b"Truck 6 "))
    fewer = tmp_path / "fewer.jsonl"
    fewer.write_bytes(b"".join(source.read_bytes().splitlines(keepends=True)[:9]))
    output = tmp_path / "out.jsonl"
    foreign = b'{"id": "x"}\n'
    shuffled = b"".join(made.splitlines(keepends=True)[::-1])
    for before, words, said in (
        (made, [source], "exists already; --resume goes on with it"),
        (made, [changed, "--resume"], f":6: was made from another text than {changed}:7 holds now"),
        (made, [fewer, "--resume"], "was made from an input that is missing now (the 10th)"),
        (foreign, [source, "--resume"], ":1: is no line that `extract --output` wrote"),
        (shuffled, [source, "--resume"], ":2: stands out of order"),
        (made.replace(b"gaza-2025", b"other-26"), [source, "--resume"], 'the agreement "other-26", not "gaza-2025"'),
    ):
        output.write_bytes(before)
        result = run(*words, "--output", output)
        assert (result.exit_code, result.stdout) == (2, ""), said
        assert said in result.stderr and f"{output}" in result.stderr
        assert output.read_bytes() == before


def test_the_output_is_not_read_though_it_lies_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(rows(range(3)))
    output = tmp_path / "a.jsonl"
    for _ in range(2):
        assert run(tmp_path, "--output", output, "--resume").exit_code == 0
        assert len(output.read_bytes().splitlines()) == 3


def test_two_runs_do_not_write_one_file(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with filelock.FileLock(f"{output}.lock"):
        result = run(whole[0], "--output", output)
    assert (result.exit_code, output.exists()) == (2, False)
    assert "another extraction is writing it" in result.stderr


def test_a_full_disk_is_told_and_can_be_gone_on_from(
    whole: tuple[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, made = whole
    output = tmp_path / "out.jsonl"
    write, lines = Output.write, 0

    def full(self: Output, done: Done) -> None:
        nonlocal lines
        lines += 1
        if lines > 6:
            self._file = _Full(self._file)  # type: ignore[assignment]
        write(self, done)

    monkeypatch.setattr(Output, "write", full)
    result = run(source, "--output", output)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        f"ceasefire-tui: {output}: not written: {os.strerror(errno.ENOSPC)}; mend that and go on with --resume"
    )
    monkeypatch.undo()
    assert run(source, "--output", output, "--resume").exit_code == 3
    assert output.read_bytes() == made


class _Full:
    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, _: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
