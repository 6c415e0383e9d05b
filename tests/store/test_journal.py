"""The journal's file: what is on it, what happens to it, and what is made of it when it was harmed."""

from __future__ import annotations

import json
import os
import random
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import increment

from tui.store import disk
from tui.store.errors import ForeignFile, NewerFormat, StoreBusy, StoreError
from tui.store.journal import JournalDB, JournalStorage, Sync
from tui.store.lines import encode, header, payload


def journal(path: Path, **options: Any) -> JournalDB:
    return JournalDB(path, storage=JournalStorage, **options)


def filled(path: Path, count: int = 20) -> list[bytes]:
    """A journal of `count` documents {"n": 1}, {"n": 2}, …, one a line; its lines."""
    with journal(path) as db:
        for n in range(1, count + 1):
            db.insert({"n": n, "words": "sample " * 5})
    return path.read_bytes().splitlines(keepends=True)


def numbers(db: TinyDB) -> list[int]:
    return [d["n"] for d in db]


# ------------------------------------------------------------------ the format


def test_a_transaction_is_one_line_of_json_with_its_checksum(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path) as db:
        db.insert_multiple([{"n": 1, "text": "one\ntwo"}, {"n": 2}])
        db.update({"n": 3}, doc_ids=[2])
    lines = path.read_bytes().splitlines(keepends=True)
    assert all(payload(line) is not None for line in lines)
    first, *rest = [json.loads(line)["r"] for line in lines]
    assert first["v"] == 1
    written = [r for r in rest if any(op[0] == "p" for op in r["o"])]
    assert written == [
        {"o": [["p", "_default", 1, {"n": 1, "text": "one\ntwo"}], ["p", "_default", 2, {"n": 2}]]},
        {"o": [["p", "_default", 2, {"n": 3}]]},
    ]


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    filled(path, 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with journal(path) as db:
        db.storage.compact()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_empty_file_is_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.touch()
    with journal(path) as db:
        assert db.insert({"n": 1}) == 1
    with journal(path) as db:
        assert numbers(db) == [1]


# ------------------------------------------------------------------ harm


def test_a_torn_tail_is_cut_and_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    lines = filled(path)
    rng = random.Random(7)
    whole = b"".join(lines)
    for garbage in (b"", b"\0" * 4096, b"\n\n", b"x" * 50 + b"\n"):
        for _ in range(10):
            cut = rng.randrange(len(lines[0]) + 1, len(whole))
            path.write_bytes(whole[:cut] + garbage)
            kept = whole[:cut].rfind(b"\n") + 1
            with journal(path) as db:
                assert len(db) == whole[:kept].count(b"\n") - 1
                assert db.insert({"n": 99}) > 0
                tail = whole[kept:cut] + garbage
                assert [p.read_bytes() for p in db.storage.aside] == ([tail] if tail else [])
            assert path.read_bytes().startswith(whole[:kept])


def test_damage_in_the_middle_costs_that_line_only(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    lines = filled(path)
    whole = b"".join(lines)
    rng = random.Random(11)
    for _ in range(40):
        # the last line is the tail's business
        at = rng.randrange(len(lines[0]), len(whole) - len(lines[-1]))
        harmed = bytearray(whole)
        harmed[at] ^= 1 << rng.randrange(8)
        path.write_bytes(harmed)
        with journal(path, read_only=True) as db:
            lost = set(range(1, 21)) - set(numbers(db))
            # a line break that is no longer one joins two lines
            assert 1 <= len(lost) <= 2
            assert db.storage.damaged
        assert path.read_bytes() == harmed
    with journal(path) as db:
        (aside,) = db.storage.aside
        assert aside.read_bytes() in bytes(harmed)
        db.insert({"n": 21})
        db.storage.compact()
        assert db.storage.damaged == []
    with journal(path) as db:
        assert db.storage.aside == [] and db.storage.damaged == []
        assert set(numbers(db)) == set(range(1, 22)) - lost


def test_the_same_damage_is_kept_aside_once(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    lines = filled(path)
    lines[5] = lines[5].replace(b"sample", b"simple", 1)
    path.write_bytes(b"".join(lines))
    for _ in range(3):
        journal(path).close()
    assert [p.read_bytes() for p in tmp_path.glob("*.damaged-*")] == [lines[5]]


def test_a_damaged_header_does_not_hide_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    lines = filled(path)
    path.write_bytes(b"?" + b"".join(lines)[1:])
    with journal(path) as db:
        assert numbers(db) == list(range(1, 21))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n", b'{"_default": 3}', b'{"_default": {"1": [1]}}', b"[]", b"note\n"])
def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(ForeignFile, match="no store of this program"):
            JournalStorage(path, read_only=read_only)
    assert path.read_bytes() == content


def test_a_newer_format_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    lines = filled(path, 3)
    newer = header("x").replace(b'"v":1', b'"v":2')
    from tui.store.lines import frame

    newer = frame(newer[20:-2])
    path.write_bytes(newer + b"".join(lines[1:]))
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NewerFormat, match="newer version"):
            JournalStorage(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("style", [{}, {"indent": 4, "sort_keys": True, "ensure_ascii": False}])
def test_a_plain_tinydb_file_is_taken_over_and_kept(tmp_path: Path, style: dict[str, Any]) -> None:
    path = tmp_path / "db.json"
    with TinyDB(path, encoding="utf-8", **style) as plain:
        plain.insert_multiple([{"n": 1}, {"n": 2, "more": {"x": [1, None, "ü"]}}])
        plain.remove(doc_ids=[1])
        plain.table("other").insert({"n": 3})
    before = path.read_bytes()
    with journal(path, read_only=True) as db:
        assert numbers(db) == [2]
        assert db.storage.follow() is None
        assert path.read_bytes() == before
    with journal(path) as db:
        assert numbers(db) == [2] and numbers(db.table("other")) == [3]
        (aside,) = db.storage.aside
        assert aside.read_bytes() == before
        assert db.get(doc_id=2) == {"n": 2, "more": {"x": [1, None, "ü"]}}
        assert db.insert({"n": 4}) == 3
    with journal(path) as db:
        assert numbers(db) == [2, 4] and db.storage.aside == []


# ------------------------------------------------------------------ a disk that refuses


@pytest.mark.parametrize("sync", ["second", "commit"])
def test_a_write_that_fails_midway_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sync: Sync) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path, sync=sync) as db:
        db.insert({"n": 1})
        before = path.read_bytes()
        write = os.write

        def fills_up(fd: int, data: Any) -> int:
            if len(data) > 10:
                return write(fd, data[:10])
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", lambda fd, data: fills_up(fd, data) if len(data) != 10 else fills_up(fd, b""))
            with pytest.raises(StoreError, match="not saved: No space left on device"):
                db.insert({"n": "long enough to be cut in the middle of it"})
        assert path.read_bytes() == before
        assert numbers(db) == [1]
        db.insert({"n": 2})
    with journal(path) as db:
        assert numbers(db) == [1, 2] and not db.storage.aside


class Disk:
    """Counts syncs, and fails them while `broken`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken = False
        self.synced: list[int] = []
        self.tried = threading.Event()
        real = os.fsync

        def fsync(fd: int) -> None:
            inode = os.fstat(fd).st_ino
            self.tried.set()
            if self.broken:
                raise OSError(5, "Input/output error")
            real(fd)
            self.synced.append(inode)

        monkeypatch.setattr(os, "fsync", fsync)


def test_a_failed_sync_takes_the_transaction_back_and_the_file_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "j.jsonl"
    machine = Disk(monkeypatch)
    with journal(path, sync="commit") as db:
        db.insert({"n": 1})
        place = path.stat().st_ino
        machine.broken = True
        with pytest.raises(StoreError, match="not saved: Input/output error"):
            db.insert({"n": 2})
        assert numbers(db) == [1]
        assert db.storage.failure == "Input/output error"
        with pytest.raises(StoreError, match="not saved"):
            db.insert({"n": 3})  # the file cannot be made anew either
        assert numbers(db) == [1]
        machine.broken, machine.synced = False, []
        db.insert({"n": 4})
        assert db.storage.failure is None
        # the doubtful file was never synced again: another one took its place
        assert path.stat().st_ino != place and place not in machine.synced
    with journal(path) as db:
        assert numbers(db) == [1, 4]


def test_a_sync_that_fails_later_is_answered_by_the_next_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "j.jsonl"
    machine = Disk(monkeypatch)
    with journal(path, interval=0.0) as db:
        machine.broken = True
        machine.tried.clear()
        db.insert({"n": 1})  # acknowledged; a second later the system says that it may not be on the disk
        assert machine.tried.wait(30)
        with db.storage._file._syncing:  # until it has noted that
            assert db.storage.failure
        place = path.stat().st_ino
        machine.broken, machine.synced = False, []
        db.insert({"n": 2})
        assert db.storage.failure is None
        assert path.stat().st_ino != place and place not in machine.synced
    with journal(path) as db:
        assert numbers(db) == [1, 2]


def test_closing_after_a_failed_sync_saves_what_was_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "j.jsonl"
    machine = Disk(monkeypatch)
    db = journal(path, interval=3600.0)
    db.insert({"n": 1})
    machine.broken = True
    with pytest.raises(StoreError):
        db.close()
    machine.broken = False
    with journal(path) as db:  # the lock was given back
        assert numbers(db) == [1]


def test_each_commit_is_synced_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Disk(monkeypatch)
    with journal(tmp_path / "a.jsonl", sync="commit") as db:
        machine.synced = []
        for n in range(3):
            db.insert({"n": n})
        assert len(machine.synced) == 3
    with journal(tmp_path / "b.jsonl", interval=3600.0) as db:
        machine.synced = []
        for n in range(3):
            db.insert({"n": n})
        assert machine.synced == []
        place = db.storage.path.stat().st_ino
    assert machine.synced == [place]


# ------------------------------------------------------------------ the file's place


def test_a_file_removed_while_open_is_made_anew_from_memory(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path) as db:
        db.insert({"n": 1})
        path.unlink()
        db.insert({"n": 2})
        assert path.exists()
    with journal(path) as db:
        assert numbers(db) == [1, 2]


def test_another_file_in_its_place_is_not_overwritten(tmp_path: Path) -> None:
    path, backup = tmp_path / "j.jsonl", tmp_path / "backup.jsonl"
    filled(backup, 3)
    with journal(path) as db:
        db.insert({"n": 1})
        backup.replace(path)
        with pytest.raises(StoreError, match="another file was put in its place"):
            db.insert({"n": 2})
    with journal(path) as db:
        assert numbers(db) == [1, 2, 3]


def test_two_writers_in_one_process_and_the_lock_after_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path) as db:
        with pytest.raises(StoreBusy, match=rf"process {os.getpid()}"):
            journal(path)
        db.insert({"n": 1})
    journal(path).close()


def test_what_a_killed_process_left_unfinished_goes(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    filled(path, 2)
    for end in (".new", ".compact"):
        (tmp_path / f"j.jsonl{end}").write_bytes(b"half of it")
    with journal(path, read_only=True):
        assert len(list(tmp_path.glob("j.jsonl.*"))) >= 2
    with journal(path) as db:
        assert numbers(db) == [1, 2]
    assert not list(tmp_path.glob("*.new")) and not list(tmp_path.glob("*.compact"))


def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    db = journal(tmp_path / "j.jsonl")
    db.close()
    db.close()
    with pytest.raises(StoreError, match="closed"):
        db.insert({})


# ------------------------------------------------------------------ compaction and followers


def test_compaction_drops_what_is_superseded_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path) as db:
        db.insert_multiple({"n": n} for n in range(50))
        for round_ in range(30):
            db.update({"round": round_})
        db.remove(doc_ids=range(1, 41))
        expected = [dict(d) for d in db]
        before = path.stat().st_size
        db.storage.compact()
        assert path.stat().st_size < before / 20
        assert [dict(d) for d in db] == expected
        db.insert({"n": 50})
    with journal(path) as db:
        assert [dict(d) for d in db] == [*expected, {"n": 50}]


def test_the_file_says_when_compaction_is_worth_it(tmp_path: Path) -> None:
    with journal(tmp_path / "j.jsonl") as db:
        db.insert({"text": "x" * 600_000})
        for n in range(12):
            assert not db.storage.wasteful or db.storage.size > 4 << 20
            db.update({"text": str(n) * 600_000}, doc_ids=[1])
        assert db.storage.wasteful
        db.storage.compact()
        assert not db.storage.wasteful


def test_writers_go_on_while_the_file_is_compacted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path) as db:
        db.insert_multiple({"n": n} for n in range(100))
        copying, written = threading.Event(), threading.Event()
        real = os.fsync

        def slow(fd: int) -> None:
            if threading.current_thread().name == "compaction":
                copying.set()
                assert written.wait(30)
            real(fd)

        monkeypatch.setattr(os, "fsync", slow)
        thread = threading.Thread(target=db.storage.compact, name="compaction")
        thread.start()
        assert copying.wait(30)
        for n in range(100, 120):  # would wait for ever if compaction held them up
            db.insert({"n": n})
        db.update({"late": True}, doc_ids=[1])
        written.set()
        thread.join(60)
        assert not thread.is_alive()
        db.insert({"n": 120})
    with journal(path) as db:
        assert numbers(db) == list(range(121))
        assert db.get(doc_id=1) == {"n": 0, "late": True}


def test_threads_that_write_read_and_compact_at_once(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    wrong: list[BaseException] = []
    with journal(path) as db:
        db.insert({"n": -1, "seen": 0})

        def guarded(work: Any) -> None:
            try:
                work()
            except BaseException as error:
                wrong.append(error)

        def insert(first: int) -> None:
            for n in range(first, first + 60):
                db.insert({"n": n})
                db.update(increment("seen"), doc_ids=[1])

        def look() -> None:
            for _ in range(60):
                found = [d["n"] for d in db.search(where("n") >= 0)]
                assert len(found) == len(set(found))

        def compact() -> None:
            for _ in range(10):
                db.storage.compact()

        works = [lambda k=k: insert(k * 1000) for k in range(4)] + [look, compact]
        threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert len(db) == 241
    with journal(path) as db:
        assert sorted(numbers(db)) == [-1, *(k * 1000 + n for k in range(4) for n in range(60))]
        assert db.get(doc_id=1)["seen"] == 240
        assert len({d.doc_id for d in db}) == 241


def test_a_compaction_that_fails_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path) as db:
        db.insert_multiple({"n": n} for n in range(10))
        before = path.read_bytes()

        def full(fd: int, data: bytes) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(disk, "write_all", full)
            with pytest.raises(StoreError, match="not compacted: No space left"):
                db.storage.compact()
        assert path.read_bytes() == before
        assert sorted(p.name for p in tmp_path.iterdir()) == ["j.jsonl", "j.jsonl.lock", "j.jsonl.pid"]
        db.insert({"n": 10})
        db.storage.compact()
        assert numbers(db) == list(range(11))


def test_a_reader_follows_also_across_compaction(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path) as writer, journal(path, read_only=True) as reader:
        assert reader.storage.follow() is None
        writer.insert_multiple([{"n": 1}, {"n": 2}])
        found = reader.storage.follow()
        assert found is not None and not found.anew and len(found.ops) == 2
        assert numbers(reader) == [1, 2]
        query = len(reader.search(lambda d: d["n"] > 1))  # type: ignore[arg-type]
        assert query == 1
        writer.remove(doc_ids=[1])
        writer.storage.compact()
        writer.insert({"n": 3})
        found = reader.storage.follow()
        assert found is not None and found.anew
        assert numbers(reader) == [2, 3]
        assert reader.storage.follow() is None


def test_a_reader_knows_a_file_that_was_made_anew_by_its_header(tmp_path: Path) -> None:
    """The system may give a deleted file's number to the next one, and both may have the same size."""
    path, before = tmp_path / "j.jsonl", tmp_path / "before.jsonl"
    filled(path, 3)
    with journal(path, read_only=True) as reader:
        with journal(path) as writer:
            for n in range(3):
                writer.update({"n": n + 5}, doc_ids=[n + 1])
            writer.storage.compact()
        before.write_bytes(path.read_bytes())
        assert reader.storage.follow() is not None
        with journal(path) as writer:
            writer.update({"n": 9}, doc_ids=[1])
            writer.storage.compact()
        assert path.stat().st_size == before.stat().st_size
        with path.open("rb") as file:
            reader.storage._at.mark = disk.mark(file.fileno())
        found = reader.storage.follow()
        assert found is not None and found.anew
        assert numbers(reader) == [9, 6, 7]


def test_a_reader_waits_for_the_rest_of_a_line_and_never_writes(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    lines = filled(path, 5)
    with journal(path, read_only=True) as reader:
        line = encode([])
        path.write_bytes(b"".join(lines) + line[:12])
        assert reader.storage.follow() is None
        whole = b"".join(lines) + lines[-1].replace(b"", b"")
        path.write_bytes(whole[: len(whole) - 7])
        assert reader.storage.follow() is None
        path.write_bytes(whole)
        found = reader.storage.follow()
        assert found is not None and len(found.ops) == 1
        assert path.read_bytes() == whole
    assert list(tmp_path.glob("j.jsonl.tail*")) == []


def test_a_reader_may_come_before_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    with journal(path, read_only=True) as reader:
        assert len(reader) == 0 and reader.storage.follow() is None
        with journal(path) as writer:
            writer.insert({"n": 1})
            assert reader.storage.follow() is not None
            assert numbers(reader) == [1]
        path.unlink()
        assert reader.storage.follow() is None
        assert numbers(reader) == [1]
