"""`extract --dask`: an existing cluster, here of two worker processes on this machine, reads as this process does."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_samples import items, job, page, rows
from click.testing import CliRunner, Result

from tui.cli import main
from tui.report.archives import cluster, reading
from tui.report.archives.cluster import Cluster, ClusterError
from tui.report.archives.items import Done, Item

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
# the library's own doings while it starts and stops its processes
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """A scheduler and two workers of one thread each, all on loopback."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as running:
        yield running


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, words)])


def test_the_output_is_that_of_one_process(dask: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(rows(range(60)) + b"{bad\n" + rows(range(60, 75)))
    (tmp_path / "in" / "b.html").write_bytes(page(80))
    address = dask.scheduler_address
    here, there = run(tmp_path / "in"), run(tmp_path / "in", "--dask", address)
    assert there.exit_code == here.exit_code == 3
    assert there.stdout_bytes == here.stdout_bytes and len(there.stdout.splitlines()) == 76
    assert there.stderr == here.stderr and "a.jsonl:61: is no JSON" in there.stderr

    straight, resumed = tmp_path / "straight.jsonl", tmp_path / "resumed.jsonl"
    assert run(tmp_path / "in", "--output", straight).exit_code == 3
    resumed.write_bytes(straight.read_bytes()[:9000])
    assert run(tmp_path / "in", "--output", resumed, "--resume", "--dask", address).exit_code == 3
    assert resumed.read_bytes() == straight.read_bytes()


def test_both_workers_read_and_little_is_under_way(dask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0
    sent: list[Any] = []

    def counted() -> Iterator[Item]:
        nonlocal taken
        for item in items(range(400)):
            taken += 1
            yield item

    submit = Cluster._submit

    def noted(self: Cluster, client: Any, chunk: list[Item]) -> Any:
        sent.append(submit(self, client, chunk))
        return sent[-1]

    monkeypatch.setattr(Cluster, "_submit", noted)
    ahead, found = 0, []
    for done in Cluster(job(), dask.scheduler_address).run(counted()):
        ahead = max(ahead, taken - len(found))
        found.append(done)
    assert found == list(job().run(items(range(400))))
    assert len(sent) == 25
    assert ahead <= (cluster.AHEAD * 2 + 1) * 16


def _kills(worker_job: reading.Job, item: Item) -> Done:
    if b"Truck 21 " in item.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.Job._read_as_ever(worker_job, item)  # type: ignore[attr-defined]


def _sabotage() -> None:
    """Runs on the workers: from now on one text ends them."""
    reading.Job._read_as_ever = reading.Job.read  # type: ignore[attr-defined]
    reading.Job.read = _kills  # type: ignore[method-assign, assignment]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_an_item_that_ends_its_workers_is_told_and_the_others_go_on() -> None:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as running:
        with distributed.Client(running.scheduler_address, set_as_default=False) as client:
            # also in the workers that take the place of those that died
            client.register_plugin(_Sabotage())
            client.run_on_scheduler(_give_up_at_once)
        found = list(Cluster(job(), running.scheduler_address).run(items(range(48))))
    assert [d.number for d in found] == list(range(1, 49))
    assert [(d.at, d.problem) for d in found if d.problem] == [
        ("sample:22", "the workers of the cluster that read it died")
    ]


class _Sabotage(distributed.WorkerPlugin):  # type: ignore[misc, name-defined]
    name = "sabotage"

    def setup(self, worker: Any) -> None:
        _sabotage()


def _give_up_at_once(dask_scheduler: Any) -> None:
    dask_scheduler.allowed_failures = 0


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "bad://x:y"])
def test_no_cluster_is_told_in_one_line(address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    (tmp_path / "a.jsonl").write_bytes(rows([1]))
    result = run(tmp_path / "a.jsonl", "--dask", address)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"ceasefire-tui: no Dask scheduler at {address}: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_cluster_of_another_version_is_refused(dask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "99.0")
    with pytest.raises(ClusterError, match=r"has ceasefire-tui 0\..*, this is 99\.0"):
        list(Cluster(job(), dask.scheduler_address).run(items(range(3))))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "a.jsonl").write_bytes(rows([1]))
    result = run(tmp_path / "a.jsonl", "--dask", "tcp://127.0.0.1:8786")
    assert result.exit_code == 1
    assert "pip install 'ceasefire-tui[dask]'" in result.stderr
