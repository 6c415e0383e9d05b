"""`store check`, `store compact` and `store backup`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_samples import sample, told

from tui.records import Entry, SourceState
from tui.store.archive import Archive, StoreBusy, StoreError
from tui.store.archive import open as open_archive
from tui.store.upkeep import backup, check, compact, drop_old_texts

NEVER = 10**9


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Twenty updates, fourteen of them sealed, one of those revised since."""
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        for n in range(20):
            archive.put([sample(f"u{n}", seed=n, hours=n, fetched_days=n - 8)], [told(n, hours=n)])
            if n in (6, 13):
                archive.seal()
        archive.put([sample("u3", seed=33, hours=3, revision=2)])
        archive.put_states({"wire": SourceState(id="wire", status="ok", items=2)})
        archive.put_note("looks", ["2026-11-20T12:00:00+00:00"])
    return path


def months_of(path: Path) -> list[Path]:
    return sorted((path.parent / f"{path.name}.d").glob("*.jsonl"))


def harm(path: Path, line: int) -> bytes:
    """Alter a line (counted from 1); what stands there then."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b"Sample", b"Simple")
    path.write_bytes(b"".join(lines))
    return lines[line - 1]


def spoil_the_middle(path: Path) -> None:
    """All pages but the first."""
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + b"\xff" * (len(raw) - 4096))


def test_a_whole_store_is_found_whole_also_while_it_is_written(store: Path) -> None:
    before = {p: p.read_bytes() for p in (store, *months_of(store))}
    report = check(store)
    assert report.whole and report.updates == 21 and report.files == 1 + len(months_of(store))
    assert "21 updates" in report.advice
    assert {p: p.read_bytes() for p in before} == before
    with open_archive(store) as archive:
        archive.put([sample("u50", seed=5)])
        assert check(store).updates == 22


def test_damaged_lines_are_listed_and_compaction_keeps_them_aside(store: Path) -> None:
    month = months_of(store)[0]
    in_month, in_journal = harm(month, 4), harm(store, 5)
    report = check(store)
    assert [(f.path, f.line) for f in report.findings] == [(store, 5), (month, 4)] + [
        (f.path, None) for f in report.findings[2:]
    ]
    first = report.findings[0]
    assert f"{store}:5: not as it was written" in str(first)
    assert first.length == len(in_journal)
    assert "store compact" in report.advice and not report.whole
    with open_archive(store) as archive:
        assert archive.notice and "1 damaged line(s) passed over" in archive.notice
        left = {u.id for u in archive.updates()}
        assert len(left) == 18
    compact(store)
    report = check(store)
    assert report.whole and report.updates == 19, [str(f) for f in report.findings]
    assert sorted(p.read_bytes() for p in report.aside) == sorted([in_month, in_journal])
    with open_archive(store) as archive:
        assert {u.id for u in archive.updates()} == left
        assert archive.notice is None


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda p: p.with_name(f"{p.name}.d").joinpath("index.1.sqlite").unlink(), "is missing"),
        (lambda p: p.with_name(f"{p.name}.d").joinpath("index.1.sqlite").write_bytes(b"x" * 9000), "damaged"),
        (lambda p: spoil_the_middle(p.with_name(f"{p.name}.d") / "index.1.sqlite"), "damaged"),
        (lambda p: months_of(p)[0].write_bytes(months_of(p)[0].read_bytes()[:-40]), "bytes are missing at its end"),
        (lambda p: p.write_bytes(p.read_bytes() + b'{"k":"half of a'), "not as it was written"),
    ],
)
def test_what_is_wrong_is_found_and_mended(store: Path, spoil: Callable[[Path], None], what: str) -> None:
    spoil(store)
    report = check(store)
    assert not report.whole and any(what in f.what for f in report.findings), report.findings
    compact(store)
    assert check(store).whole


def test_compaction_leaves_every_answer(store: Path) -> None:
    with open_archive(store) as archive:
        expected = archive.entries(), archive.quotes(), archive.changes(), archive.states(), archive.note("looks")
        for n in range(200):
            archive.put_note("looks", [f"{n}" * 100])
        archive.put_note("looks", expected[4])
    before, after = compact(store)
    assert after < before
    assert store.stat().st_size < 2000
    with open_archive(store) as archive:
        assert (
            sorted(archive.entries(), key=lambda e: e.update.id) == sorted(expected[0], key=lambda e: e.update.id)
            and archive.quotes() == expected[1]
            and archive.changes() == expected[2]
            and archive.states() == expected[3]
            and archive.note("looks") == expected[4]
        )


def test_a_store_in_use_is_not_compacted_by_another(store: Path) -> None:
    with open_archive(store), pytest.raises(StoreBusy):
        compact(store)


def test_a_backup_is_a_store_and_is_taken_while_the_writer_goes_on(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "backup.jsonl"
    with Archive(store, read_only=False, seal_at=NEVER) as archive:
        archive.put([sample("u60", seed=6)])
        expected = [archive.revisions(u.id) for u in archive.updates()], archive.quotes(), archive.changes()
        assert backup(store, target) == 22
        archive.put([sample("u61", seed=7)])
        archive.seal()
    # one of them begins with more than it holds in memory, and moves it to its months
    for seal_at in (NEVER, 3):
        with Archive(target, read_only=False, seal_at=seal_at) as copy:
            found = [copy.revisions(u.id) for u in copy.updates()], copy.quotes(), copy.changes()
            assert found == expected
            assert copy.states()["wire"].items == 2 and copy.note("looks")
            assert copy.notice is None
    assert check(target).whole and months_of(target)


def test_a_backup_overwrites_nothing(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("notes")
    with pytest.raises(StoreError, match="is there already"):
        backup(store, target)
    assert target.read_text() == "notes"


@pytest.mark.parametrize("call", [check, lambda p: backup(p, p.with_name("copy"))])
def test_without_a_store_it_says_so(tmp_path: Path, call: Callable[[Path], object]) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        call(tmp_path / "none.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_texts_are_kept_so_long_and_go_by_whole_months(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        for n, days in enumerate((-70, -45, -21, -19, 0)):  # 11 Sep, 6 Oct, 30 Oct, 1 Nov, 20 Nov 2026
            archive.put([sample(f"u{n}", seed=n, fetched_days=days)], [told(n)])
        archive.seal()

        def left() -> set[str]:
            return {e.update.id for e in archive.entries() if e.update.text}

        quotes, trail, found = archive.quotes(), archive.trail("p1.aid"), archive.search("u0")
        at = datetime(2026, 11, 25, tzinfo=UTC)
        assert drop_old_texts(archive, 90, at) == 0 and len(left()) == 5
        assert drop_old_texts(archive, 30, at) == 1 and left() == {"u1", "u2", "u3", "u4"}
        files = {p.name: p.stat().st_mtime_ns for p in months_of(path)}
        assert drop_old_texts(archive, 30, at) == 0
        assert {p.name: p.stat().st_mtime_ns for p in months_of(path)} == files, "nothing is written anew for nothing"
        assert drop_old_texts(archive, 1, at) == 2 and left() == {"u3", "u4"}
        assert (archive.quotes(), archive.trail("p1.aid")) == (quotes, trail)
        assert [u.id for u in archive.search("u0")] == [u.id for u in found], "the title is still found"
    with open_archive(path) as archive:
        assert drop_old_texts(archive, 1, at) == 0
        archive.put([sample("u9", seed=9)])
        assert check(path).whole


def test_what_comes_while_texts_are_dropped_is_kept_and_waits_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        for n in range(6):
            archive.put([sample(f"u{n}", seed=n, fetched_days=-40 * n)])
        archive.seal()
        came: list[str] = []

        def slow(entry: Entry) -> Entry:
            name = f"new-{entry.update.id}"
            if entry.update.id.startswith("u"):
                archive.put([sample(name, seed=3)])  # would wait for ever if writing had to wait for this
                came.append(name)
            return entry

        archive.rewrite(slow)
        assert len(came) == 6 and {e.update.id for e in archive.entries()} == {f"u{n}" for n in range(6)} | set(came)
    with open_archive(path) as archive:
        assert len(archive) == 12


def test_a_store_that_is_closed_does_not_wait_for_a_long_rewriting(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    archive = Archive(path, read_only=False, seal_at=NEVER)
    for n in range(3):
        archive.put([sample(f"u{n}", seed=n, fetched_days=-40 * n)])
    archive.seal()
    begun, failed = threading.Event(), []

    def first(entry: Entry) -> Entry:
        begun.set()
        return entry

    def work() -> None:
        try:
            archive.rewrite(first, rest=10**9)
        except StoreError as error:
            failed.append(str(error))

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(30)
    archive.close()
    worker.join(30)
    assert failed and "being closed" in failed[0]
    with open_archive(path) as again:
        assert len(again.entries()) == 3 and check(path).whole
