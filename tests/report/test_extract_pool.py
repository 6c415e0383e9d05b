"""Several processes: the order of the output, what is under way, and processes that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_samples import child, dies_on, items, job, rows

from tui.report.archives import pool
from tui.report.archives.items import Item, in_chunks
from tui.report.archives.pool import Pool, PoolError

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")


def test_the_order_is_that_of_the_items_and_little_is_under_way() -> None:
    taken = 0

    def counted() -> Iterator[Item]:
        nonlocal taken
        for item in items(range(300)):
            taken += 1
            yield item

    ahead = 0
    expected = list(job().run(items(range(300))))
    found = []
    for done in Pool(job(), 2).run(counted()):
        ahead = max(ahead, taken - len(found))
        found.append(done)
    assert found == expected
    assert 16 < ahead <= (pool.AHEAD * 2 + 1) * 16


@posix
def test_an_item_that_kills_its_process_is_told_and_the_others_go_on() -> None:
    command = dies_on("Truck 21 ")
    found = list(Pool(job(), 2, command=command).run(items(range(60))))
    assert [d.number for d in found] == list(range(1, 61))
    (bad,) = [d for d in found if d.line is None]
    assert bad.at == "sample:22"
    assert bad.problem == "the process that read it died, twice (signal 9)"


@posix
def test_a_process_that_the_system_took_costs_nothing(tmp_path: Path) -> None:
    once = tmp_path / "killed"
    found = list(Pool(job(), 2, command=dies_on("Truck 21 ", once=once)).run(items(range(60))))
    assert once.exists()
    assert found == list(job().run(items(range(60))))


@posix
def test_an_item_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = tmp_path / "hangs"
    clock, passed = time.monotonic, 0

    def hurried() -> float:
        # an hour passes at each sign of the hanging item, so that nothing here depends on how quick this machine is
        nonlocal passed
        if hangs.exists():
            hangs.unlink()
            passed += 3600
        return clock() + passed

    monkeypatch.setattr(pool.time, "monotonic", hurried)
    command = child(
        "def wrong(self, item):\n"
        "    if b'Truck 5 ' in item.data:\n"
        "        while True:\n"
        f"            pathlib.Path({str(hangs)!r}).touch()\n"
        "            time.sleep(0.01)\n"
        "    return read(self, item)\n"
        "reading.Job.read = wrong"
    )
    found = list(Pool(job(), 1, deadline=1800, command=command).run(items(range(20))))
    assert [d.problem for d in found if d.line is None] == ["took longer than 1800 s to read, and was given up"]
    assert [d.number for d in found] == list(range(1, 21))


def test_processes_that_cannot_be_started_end_it_with_a_word() -> None:
    with pytest.raises(PoolError, match=r"could not be started \(exit code 7\)"):
        list(Pool(job(), 2, command=[sys.executable, "-c", "raise SystemExit(7)"]).run(items(range(3))))


def test_chunks_are_bounded_in_number_and_size() -> None:
    def sized(sizes: list[int]) -> Iterator[Item]:
        return (Item(n + 1, "x", "row", b"x" * size, "") for n, size in enumerate(sizes))

    assert [len(c) for c in in_chunks(sized([1] * 40))] == [16, 16, 8]
    assert [len(c) for c in in_chunks(sized([600_000] * 5))] == [2, 2, 1]
    assert [len(c) for c in in_chunks(sized([]))] == []


def _children(pid: int) -> list[int]:
    return [int(p) for task in Path(f"/proc/{pid}/task").iterdir() for p in (task / "children").read_text().split()]


def _gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_leaves_whole_lines_and_no_processes(how: signal.Signals, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "tui.cli", "extract", "-", "--workers", "2", "--output", str(output)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"HOME": str(tmp_path)}
    ) as run:
        assert run.stdin is not None and run.stderr is not None
        run.stdin.write(rows(range(400)))
        run.stdin.flush()  # and there is no end: the run waits for more
        give_up = time.monotonic() + 120
        while not (output.exists() and output.stat().st_size):
            assert run.poll() is None and time.monotonic() < give_up
        children = _children(run.pid)
        assert len(children) == 2
        run.send_signal(how)
        run.wait(60)
        said = run.stderr.read().decode()
    while not all(_gone(c) for c in children):
        assert time.monotonic() < give_up
    if how == signal.SIGINT:
        assert run.returncode == 1
        assert said == f"ceasefire-tui: interrupted; what was read is in {output}, --resume goes on\n"
        assert output.read_bytes().endswith(b"}\n")
