"""`extract --output FILE --resume`: whatever ended the earlier run, the file becomes what one run would have made."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

import filelock
import pytest
from archive_samples import rows, text
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
    own = made.replace(str(source).encode(), str(changed).encode())
    foreign = b'{"id": "x"}\n'
    shuffled = b"".join(made.splitlines(keepends=True)[::-1])
    for before, words, said in (
        (made, [source], "exists already; --resume goes on with it"),
        (own, [changed, "--resume"], f":6: was made from another text than {changed}:7 holds now"),
        (made, [changed, "--resume"], f":6: was made from an input that is missing now ({source}:7, the 7th)"),
        (made, [fewer, "--resume"], f"was made from an input that is missing now ({source}:10, the 10th)"),
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


# ------------------------------------------------------------------ inputs that failed


class Archive:
    """Files of which some cannot be read at first: missing, torn, no JSON, nothing but a bad line."""

    NAMES = ("a.jsonl", "b.jsonl.gz", "c.txt", "d.json", "e.jsonl", "f.jsonl.gz")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.whole = {
            "a.jsonl": rows([0, 1]),
            "b.jsonl.gz": gzip.compress(rows(range(2, 40)), mtime=0),
            "c.txt": text(40).encode(),
            "d.json": b"[%s]" % b",".join(rows(range(41, 44)).splitlines()),
            "e.jsonl": rows([44]) + rows([45]),
            "f.jsonl.gz": gzip.compress(rows(range(46, 60)), mtime=0),
        }
        self.broken = {
            "a.jsonl": b"{bad\n" + rows([1]),
            "b.jsonl.gz": self.whole["b.jsonl.gz"][:-300],
            "c.txt": None,
            "d.json": b"no JSON",
            "e.jsonl": rows([44]) + b"[]\n",
            "f.jsonl.gz": self.whole["f.jsonl.gz"][:9],
        }
        self.output = folder / "out" / "records.jsonl"

    def put(self, broken: Collection[str]) -> None:
        for name in self.NAMES:
            data = self.broken[name] if name in broken else self.whole[name]
            (self.folder / name).unlink(missing_ok=True)
            if data is not None:
                (self.folder / name).write_bytes(data)

    def run(self, *words: str, output: Path | None = None) -> Result:
        return run(*(self.folder / n for n in self.NAMES), "--output", output or self.output, *words)

    def straight(self) -> bytes:
        other = self.folder / "straight.jsonl"
        other.unlink(missing_ok=True)
        assert self.run(output=other).exit_code == 0
        return other.read_bytes()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, bytes]:
    found = Archive(tmp_path_factory.mktemp("archive"))
    found.put(())
    return found, found.straight()


@settings(deadline=None, max_examples=15)
@given(
    broken=st.sets(st.sampled_from(Archive.NAMES), min_size=1),
    still=st.sets(st.sampled_from(Archive.NAMES)),
    share=st.floats(0, 1),
)
def test_what_could_not_be_read_is_read_when_it_can_be(
    broken: set[str], still: set[str], share: float, archive: tuple[Archive, bytes]
) -> None:
    inputs, made = archive
    inputs.output.unlink(missing_ok=True)
    inputs.put(broken)
    assert inputs.run().exit_code == 3
    before = inputs.output.read_bytes()
    inputs.output.write_bytes(before[: int(share * len(before))])
    inputs.put(broken & still)
    again = inputs.run("--resume")
    assert again.exit_code == (3 if broken & still else 0)
    inputs.put(())
    last = inputs.run("--resume")
    assert (last.exit_code, last.stderr) == (0, "")
    assert inputs.output.read_bytes() == made
    assert [p.name for p in inputs.output.parent.iterdir()] == ["records.jsonl"]


def test_a_run_that_was_killed_leaves_nothing_that_disturbs_the_next(archive: tuple[Archive, bytes]) -> None:
    inputs, made = archive
    inputs.output.unlink(missing_ok=True)
    inputs.put(["b.jsonl.gz"])
    assert inputs.run().exit_code == 3
    for word in ("again", "part"):
        inputs.output.with_name(f"records.jsonl.{word}").write_bytes(b'{"id": "half a line')
    inputs.put(())
    assert inputs.run("--resume", "--workers", "2").exit_code == 0
    assert inputs.output.read_bytes() == made


def test_a_disk_that_is_full_when_it_is_put_together_loses_nothing(
    archive: tuple[Archive, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs, made = archive
    inputs.output.unlink(missing_ok=True)
    inputs.put(["c.txt", "e.jsonl"])
    assert inputs.run().exit_code == 3
    before = inputs.output.read_bytes()
    inputs.put(())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copymode", full)
    result = inputs.run("--resume")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"ceasefire-tui: {inputs.output}: not written: {os.strerror(errno.ENOSPC)}; mend that and go on with --resume"
    ]
    assert inputs.output.read_bytes().startswith(before)
    monkeypatch.undo()
    assert inputs.run("--resume").exit_code == 0
    assert inputs.output.read_bytes() == made


def test_ids_that_look_like_what_stands_before_them_keep_their_bytes(tmp_path: Path) -> None:
    source, output, straight = tmp_path / "in.jsonl", tmp_path / "out.jsonl", tmp_path / "straight.jsonl"
    odd = [
        {"id": ',"input":{"n":7', "text": text(1)},
        {"id": {"input": {"n": 7}}, "text": text(2)},
        {"id": "\ud800", "text": text(3)},
    ]
    lines = b"".join(json.dumps(o).encode() + b"\n" for o in odd)
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(rows(range(30)))[:-200])
    source.write_bytes(lines)
    assert run(packed, source, "--output", output).exit_code == 3
    packed.write_bytes(gzip.compress(rows(range(30))))
    assert run(packed, source, "--output", output, "--resume").exit_code == 0
    assert run(packed, source, "--output", straight).exit_code == 0
    assert output.read_bytes() == straight.read_bytes()


class _Full:
    def __init__(self, file: Any) -> None:
        self._file = file

    def write(self, _: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
