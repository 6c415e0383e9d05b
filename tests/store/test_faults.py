"""Faults, with real processes: nothing that was acknowledged is lost."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import fault_work
import pytest
from store_samples import NOON, sample

from tui.store.archive import Archive
from tui.store.archive import open as open_archive
from tui.store.upkeep import check

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits are another matter there")
ROUNDS = 20


@pytest.fixture(scope="module")
def processes() -> Any:
    """Processes that start in a moment, from one that has the modules already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tui.store.archive"])
    return context


def start(processes: Any, work: Any, *args: Any) -> tuple[Any, Connection]:
    mine, theirs = processes.Pipe()
    process = processes.Process(target=work, args=(*args, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, mine


def heard(connection: Connection) -> Iterator[Any]:
    """What a process said before it ended; it may have been cut off in the middle of a word."""
    while True:
        try:
            yield connection.recv()
        except (EOFError, OSError):
            return


@pytest.mark.parametrize("load", ["insert", "update", "mixed", "compaction"])
def test_kill_at_any_instant_loses_nothing_acknowledged(tmp_path: Path, processes: Any, load: str) -> None:
    path = tmp_path / "s.jsonl"
    rng = random.Random(load)
    acknowledged: list[tuple[Any, ...]] = []
    for round_ in range(ROUNDS):
        process, connection = start(processes, fault_work.write_until_killed, path, load, round_)
        said = heard(connection)
        for _ in range(rng.randrange(1, 40)):
            acknowledged.append(next(said))
        process.kill()
        acknowledged.extend(said)
        process.join()
        assert process.exitcode == -9
        if round_ % 5 == 4:
            with open_archive(path, read_only=True) as reader:
                verify(reader, acknowledged)
    assert len(acknowledged) > ROUNDS
    with open_archive(path) as archive:
        verify(archive, acknowledged)
        archive.put([sample("afterwards", seed=1)])
    report = check(path)
    assert report.whole, [str(f) for f in report.findings]
    with Archive(path, read_only=False) as archive:
        verify(archive, acknowledged)


def verify(archive: Archive, acknowledged: list[tuple[Any, ...]]) -> None:
    last_note: tuple[int, int] | None = None
    for kind, *what in acknowledged:
        if kind == "entry":
            name, revision = what
            assert revision in {e.update.revision for e in archive.revisions(name)}, (name, revision)
        elif kind == "group":
            assert all(archive.entry(name) for name in what[0]), what
        else:
            last_note = max(last_note or (0, 0), (what[0], what[1]))
    if last_note is not None:
        round_, n, _ = archive.note("count")
        assert (round_, n) >= last_note
    # a transaction is there whole or not at all
    groups: dict[str, int] = {}
    for update in archive.updates():
        parts = update.id.split("-")
        if len(parts) == 3:
            groups["-".join(parts[:2])] = groups.get("-".join(parts[:2]), 0) + 1
    assert set(groups.values()) <= {4}


def test_a_full_disk_stops_intake_and_nothing_else(tmp_path: Path, processes: Any) -> None:
    path = tmp_path / "s.jsonl"
    process, connection = start(processes, fault_work.fill_the_disk, path)
    said = list(heard(connection))
    process.join()
    assert process.exitcode == 0
    full, sealed, compacted, room = said
    _, messages, kept, count, _ = full
    assert len(messages) == 3 and all("not saved: File too large" in m for m in messages)
    assert kept == count > 10
    for refusal in (sealed, compacted):
        assert refusal[0] == "refused" and refusal[2:] == (count, True)
    assert "not moved to its month" in sealed[1] and "not compacted" in compacted[1]
    assert room == ("room", kept + 1, kept + 1)
    with open_archive(path) as archive:
        assert len(archive) == kept + 1 and archive.notice is None
    assert check(path).whole


def test_of_several_writers_started_at_once_one_writes(tmp_path: Path, processes: Any) -> None:
    path = tmp_path / "s.jsonl"
    barrier = processes.Barrier(4)
    started = [start(processes, fault_work.open_at_once, path, barrier) for _ in range(4)]
    answers = [connection.recv() for _, connection in started]
    winners = [a[1] for a in answers if a[0] == "writes"]
    assert len(winners) == 1
    refusals = [a[1] for a in answers if a[0] == "busy"]
    assert len(refusals) == 3
    for refusal in refusals:
        # the very first moment, in which the winner has not said yet who it is, names nobody
        assert "another ceasefire-tui writes this store" in refusal
        assert "(process" not in refusal or f"(process {winners[0]})" in refusal
    for (process, connection), answer in zip(started, answers, strict=True):
        if answer[0] == "writes":
            connection.send("end")
        process.join()
        assert process.exitcode == 0
    with open_archive(path) as archive:
        assert [u.id for u in archive.updates()] == [f"by-{winners[0]}"]


def test_readers_see_whole_transactions_while_a_writer_compacts(tmp_path: Path, processes: Any) -> None:
    path = tmp_path / "s.jsonl"
    process, connection = start(processes, fault_work.write_and_compact, path, 60)
    assert connection.recv() == "ready"
    looks = 0
    with open_archive(path, read_only=True) as reader:
        seen = 0
        while not wait([connection], timeout=0):
            reader.refresh()
            groups: dict[str, int] = {}
            for entry in reader.entries():
                group = entry.update.id.split("-")[0]
                groups[group] = groups.get(group, 0) + 1
            assert set(groups.values()) <= {4}
            assert len(reader.changes()) == len(groups) >= seen
            assert len(reader) == 4 * len(groups)
            seen = len(groups)
            looks += 1
        assert connection.recv() == "done"
        process.join()
        reader.refresh()
        assert len(reader) == 240 and looks > 0
    assert process.exitcode == 0


def test_a_folder_that_cannot_be_written_is_read_and_told(processes: Any) -> None:
    # the folder of the test itself is closed to others
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "s.jsonl"
        with Archive(path, read_only=False, seal_at=10**9) as archive:
            archive.put([sample(f"u{n}", seed=n) for n in range(6)])
            archive.seal()
            archive.put([sample("recent", seed=9)])
            quotes = len(archive.quotes())
        for file in (folder, *folder.rglob("*")):
            file.chmod(0o555 if file.is_dir() else 0o444)
        process, connection = start(processes, fault_work.without_rights, path)
        refused, read, also_refused = heard(connection)
        process.join()
        assert process.exitcode == 0
        assert "cannot be written: Permission denied; choose another file with --store" in refused
        assert read == (7, quotes, False)
        assert "cannot be written" in also_refused
    finally:
        folder.chmod(0o755)
        (folder / "s.jsonl.d").chmod(0o755)
        shutil.rmtree(folder)


def test_a_store_removed_while_open_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=10**9) as archive:
        archive.put([sample(f"u{n}", seed=n) for n in range(5)])
        archive.seal()
        archive.put([sample("v", seed=1)])
        path.unlink()
        archive.put([sample("w", seed=2)])
        expected = archive.entries()
    with open_archive(path) as archive:
        assert archive.entries() == expected and len(expected) == 7


def test_a_clock_set_back_changes_no_order(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=10**9) as archive:
        archive.put([sample("u", seed=1, revision=1, fetched_days=20)])
        archive.seal()
        archive.put([sample("u", seed=2, revision=2, fetched_days=-40)])
        archive.put([sample("v", seed=3, fetched_days=-400)])
        archive.seal()
        assert [e.update.revision for e in archive.revisions("u")] == [1, 2]
        newest = archive.entry("u")
        assert newest is not None and newest.update.fetched < NOON - timedelta(days=30)
        assert [u.id for u in archive.search("v")] == ["v"]
    assert len(list(Path(f"{path}.d").glob("*.jsonl"))) == 3
    with open_archive(path) as archive:
        assert [e.update.revision for e in archive.revisions("u")] == [1, 2]
