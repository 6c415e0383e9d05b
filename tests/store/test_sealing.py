"""Months: whatever has moved to them is answered as before, at any size, and nothing that happens to them loses it."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_answers import NEVER, answers, expected_archive
from store_samples import COMMITMENTS, NOON, sample, told

from tui.agreement import horizon
from tui.records import Entry
from tui.store import months, schema, sealing
from tui.store.archive import Archive, StoreError
from tui.store.archive import open as open_archive
from tui.store.held import Held


def same_answers(one: Archive, other: Archive) -> None:
    expected, found = answers(one), answers(other)
    for question, answer in expected.items():
        assert found[question] == answer, question


def test_what_was_sealed_is_answered_as_before(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with expected_archive(tmp_path) as expected, Archive(path, read_only=False, seal_at=NEVER) as archive:
        for n in range(30):
            entries = [sample(f"u{n % 20}", seed=n, hours=n / 3, revision=1 + n // 20, fetched_days=n * 2 - 20)]
            for a in (expected, archive):
                a.put(entries, [told(n, hours=n / 3)])
            if n in (9, 19, 24):
                archive.seal()
                same_answers(expected, archive)
        same_answers(expected, archive)
        assert {e.evidence.commitment_id for e in archive.latest_evidence()} == set(COMMITMENTS)
        assert len(archive.latest_evidence(limit=3)) == 6
        names = {p.name for p in (tmp_path / "s.jsonl.d").glob("*.jsonl")}
        assert len(names) >= 2, "cut by month"
    with Archive(tmp_path / "s.jsonl", read_only=False) as archive, expected_archive(tmp_path) as expected:
        same_answers(expected, archive)


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 9), st.integers(0, 40), st.integers(0, 12), st.integers(-40, 40)),
        st.tuples(st.just("put both"), st.integers(0, 9), st.integers(0, 9), st.integers(0, 40), st.integers(0, 12)),
        st.tuples(st.just("change"), st.integers(0, 99), st.integers(0, 12)),
        st.tuples(st.just("seal")),
        st.tuples(st.just("restart")),
        st.tuples(st.just("rewrite")),
        st.tuples(st.just("look")),
    ),
    max_size=16,
)


@settings(deadline=None, max_examples=25)
@given(steps=_STEPS)
def test_sealing_restarting_and_rewriting_change_no_answer(
    steps: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    path = folder / "s.jsonl"
    expected, archive = expected_archive(folder), Archive(path, read_only=False, seal_at=NEVER)
    reader = open_archive(path, read_only=True)
    revisions: dict[str, int] = {}

    def entry(name: int, seed: int, hours: int, days: int = 0) -> Entry:
        own = f"u{name}"
        revisions[own] = revisions.get(own, 0) + 1
        return sample(own, seed=seed, hours=hours, revision=revisions[own], fetched_days=days)

    try:
        for step, *given_args in steps:
            if step == "put":
                batch = [entry(*given_args)]
                expected.put(batch)
                archive.put(batch)
            elif step == "put both":
                one, two, seed, hours = given_args
                batch = [entry(one, seed, hours), entry(two, seed + 1, hours)]
                expected.put(batch, [told(seed, hours)])
                archive.put(batch, [told(seed, hours)])
            elif step == "change":
                expected.put((), [told(*given_args)])
                archive.put((), [told(*given_args)])
            elif step == "seal":
                archive.seal()
            elif step == "rewrite":
                archive.replace([])
            elif step == "restart":
                archive.close()
                archive = Archive(path, read_only=False, seal_at=NEVER)
            else:
                reader.refresh()
                same_answers(expected, reader)
        same_answers(expected, archive)
        reader.refresh()
        same_answers(expected, reader)
        if "rewrite" in {s[0] for s in steps}:
            archive.close()
            archive = Archive(path, read_only=False)
            same_answers(expected, archive)
    finally:
        for a in (expected, archive, reader):
            a.close()


def test_it_seals_by_itself_when_there_is_much(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=10) as archive, expected_archive(tmp_path) as expected:
        for n in range(55):
            for a in (archive, expected):
                a.put([sample(f"u{n}", seed=n, hours=n)])
            if archive._sealer is not None:
                archive._sealer.join()
        same_answers(expected, archive)
        assert path.read_bytes().count(b"Story u") < 12, "the journal has let go of what is sealed"
    with open_archive(path, read_only=True) as archive, expected_archive(tmp_path) as expected:
        same_answers(expected, archive)


def test_questions_and_puts_go_on_while_it_seals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    real = sealing.seal

    def slow(*args: Any) -> Any:
        begun.set()
        assert go_on.wait(60)
        return real(*args)

    monkeypatch.setattr(sealing, "seal", slow)
    with Archive(tmp_path / "s.jsonl", read_only=False, seal_at=10) as archive, expected_archive(tmp_path) as expected:
        for n in range(25):
            for a in (archive, expected):
                a.put([sample(f"u{n % 15}", seed=n, hours=n, revision=1 + n // 15)])
        assert begun.wait(60)
        same_answers(expected, archive)
        go_on.set()
        assert archive._sealer is not None
        archive._sealer.join()
        same_answers(expected, archive)


def test_a_disk_that_is_full_when_it_seals_loses_nothing_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    with Archive(tmp_path / "s.jsonl", read_only=False, seal_at=10) as archive, expected_archive(tmp_path) as expected:
        with monkeypatch.context() as patch:
            patch.setattr(months.Months, "append", full)
            for n in range(15):
                for a in (archive, expected):
                    a.put([sample(f"u{n}", seed=n, hours=n)])
            assert archive._sealer is not None
            archive._sealer.join()
            assert archive.notice and "No space left" in archive.notice
            same_answers(expected, archive)
        archive.seal()
        same_answers(expected, archive)


@pytest.mark.parametrize("end", ["before the index has it", "after the index has it"])
def test_a_process_that_ends_while_it_seals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    path = tmp_path / "s.jsonl"
    with expected_archive(tmp_path) as expected:
        archive = Archive(path, read_only=False, seal_at=NEVER)
        for n in range(20):
            for a in (archive, expected):
                a.put([sample(f"u{n % 15}", seed=n, hours=n, revision=1 + n // 15)], [told(n, hours=n)])
            if n == 8:
                archive.seal()

        class Ended(BaseException):
            pass

        def ends(*_: Any, **__: Any) -> None:
            raise Ended

        with monkeypatch.context() as patch, pytest.raises(Ended):
            if end == "before the index has it":
                patch.setattr(sealing, "_note", ends)
            else:
                patch.setattr(Archive, "_drop_sealed", ends)
            archive.seal()
        archive.close()
        with open_archive(path, read_only=True) as reader:
            same_answers(expected, reader)
        with Archive(path, read_only=False, seal_at=NEVER) as again:
            same_answers(expected, again)
            entry = sample("u99", seed=3)
            again.put([entry])
            expected.put([entry])
            again.seal()
            same_answers(expected, again)


@pytest.mark.parametrize("harm", ["gone", "garbage", "older", "of another version"])
def test_the_index_is_made_anew_when_it_is_lost(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "s.jsonl"
    index = tmp_path / "s.jsonl.d" / "index.1.sqlite"
    with expected_archive(tmp_path) as expected:
        with Archive(path, read_only=False, seal_at=NEVER) as archive:
            for n in range(20):
                for a in (archive, expected):
                    a.put([sample(f"u{n % 15}", seed=n, hours=n, revision=1 + n // 15)], [told(n, hours=n)])
                if n == 9:
                    archive.seal()
            archive.close()
        older = index.read_bytes()
        with Archive(path, read_only=False, seal_at=NEVER) as archive:
            archive.seal()
        if harm == "gone":
            index.unlink()
        elif harm == "of another version":
            with sqlite3.connect(index) as db:
                db.execute("UPDATE about SET value = 0 WHERE key = 'version'")
                db.execute("DELETE FROM quotes")
            db.close()
        else:
            index.write_bytes(older if harm == "older" else b"no index at all" * 1000)
        with open_archive(path, read_only=True) as reader:
            same_answers(expected, reader)
        with open_archive(path) as archive:
            same_answers(expected, archive)
        with sqlite3.connect(index) as db:
            assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        db.close()


def test_an_index_that_breaks_while_open_keeps_nobody_from_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.jsonl"

    def broken(*_: Any) -> Any:
        raise sqlite3.DatabaseError("database disk image is malformed")

    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        archive.put([sample("a", seed=1)])
        archive.seal()
        with monkeypatch.context() as patch:
            patch.setattr("tui.store.index.Index.sealed_revisions", broken)
            archive.put([sample("b", seed=2)])
            with pytest.raises(StoreError, match="`ceasefire-tui store compact` makes it anew; nothing is lost"):
                archive.entry("c")
    with open_archive(path) as archive:
        assert {u.id for u in archive.updates()} == {"a", "b"} and len(archive) == 2


def test_a_backlog_that_cannot_be_moved_is_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        for n in range(30):
            archive.put([sample(f"u{n}", seed=n, hours=n)], [told(n)])
        expected = answers(archive)

    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(months.Months, "append", full)
        with Archive(path, read_only=False, seal_at=5) as archive:
            assert archive.notice and "No space left" in archive.notice
            assert answers(archive) == expected
    with Archive(path, read_only=False, seal_at=5) as archive:
        assert archive.notice is None
        assert answers(archive) == expected
        assert path.stat().st_size < 2000, "it was moved at once"


@pytest.mark.parametrize("index_too", [False, True])
@pytest.mark.parametrize("deleted", [False, True])
def test_the_months_outlive_a_journal_that_was_lost(tmp_path: Path, index_too: bool, deleted: bool) -> None:
    path = tmp_path / "s.jsonl"
    with expected_archive(tmp_path) as expected:
        with Archive(path, read_only=False, seal_at=NEVER) as archive:
            for n in range(12):
                for a in (archive, expected):
                    a.put([sample(f"u{n}", seed=n, hours=n)])
            archive.seal()
        path.unlink() if deleted else path.write_bytes(b"\x00garbage")
        if index_too:
            (tmp_path / "s.jsonl.d" / "index.1.sqlite").unlink()
        with open_archive(path) as archive:
            assert archive.notice
            expected_notice = (
                "to start empty, delete that folder too" if deleted else "12 updates left; nothing deleted"
            )
            assert expected_notice in archive.notice
            same_answers(expected, archive)
            for a in (archive, expected):
                a.put([sample("new", seed=1, hours=40)])
            same_answers(expected, archive)
        with open_archive(path) as archive:
            assert archive.notice is None
            same_answers(expected, archive)


def test_a_damaged_line_in_a_month_costs_that_update_only(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        archive.put([sample(f"u{n}", seed=n, hours=n) for n in range(10)])
        archive.seal()
    (month,) = (tmp_path / "s.jsonl.d").glob("*.jsonl")
    lines = month.read_bytes().splitlines(keepends=True)
    lines[4] = lines[4].replace(b"Sample", b"Simple")
    month.write_bytes(b"".join(lines))
    with open_archive(path) as archive:
        assert {u.id for u in archive.updates()} == {f"u{n}" for n in range(10) if n != 3}
        assert archive.entry("u3") is None
        assert archive.entry("u4") is not None


def test_a_reader_follows_across_sealing_and_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with (
        Archive(path, read_only=False, seal_at=NEVER) as writer,
        open_archive(path, read_only=True) as reader,
        expected_archive(tmp_path) as expected,
    ):
        for n in range(30):
            for a in (writer, expected):
                a.put([sample(f"u{n % 25}", seed=n, hours=n, revision=1 + n // 25)], [told(n, hours=n)])
            if n in (10, 20, 28):
                same_answers_before = answers(reader)
                writer.seal()
                # until it looks, a reader answers as it did
                assert answers(reader) == same_answers_before
            if n % 7 == 0 or n > 26:
                assert reader.refresh()
                same_answers(expected, reader)
        assert reader.refresh() is False or same_answers(expected, reader) is None


def test_other_readings_replace_sealed_ones_at_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive, open_archive(path, read_only=True) as reader:
        for n in range(10):
            archive.put([sample(f"u{n}", seed=n, hours=n)], [told(n)])
            if n == 6:
                archive.seal()
        reader.refresh()
        before = answers(archive)
        with monkeypatch.context() as patch, pytest.raises(StoreError, match="not rewritten"):
            patch.setattr(months.Months, "append", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
            archive.replace([Entry(update=sample("u1", seed=1, hours=1).update)])
        assert answers(archive) == before
        fresh = [Entry(update=e.update) for e in archive.entries() if e.update.id in ("u1", "u8")]
        archive.replace(fresh)
        assert archive.entry("u1") == fresh[0] and archive.entry("u8") == fresh[1]
        assert not {"u1", "u8"} & {c.update for q in archive.quotes() for c in (q.cite, *q.carriers)}
        assert len(archive.changes()) == 10
        assert reader.refresh()
        assert answers(reader) == answers(archive)
        after = answers(archive)
    with open_archive(path) as archive:
        assert answers(archive) == after
        assert {p.name for p in (tmp_path / "s.jsonl.d").glob("index.*.sqlite")} == {"index.2.sqlite"}


def test_old_texts_can_be_dropped_and_records_stay(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        for n in range(12):
            archive.put([sample(f"u{n}", seed=n, hours=n, fetched_days=n)], [told(n)])
            if n == 8:
                archive.seal()
        before = answers(archive)
        assert archive.drop_texts(NOON + timedelta(days=10)) == 10
        after = answers(archive)
        for question in ("count", "quotes", "by source", "saying", "series", "trail", "figures", "evidence", "changes"):
            assert after[question] == before[question], question
        assert [len(found) for found in after["found"]] == [len(found) for found in before["found"]]
        assert {e.update.id for e in archive.entries() if e.update.text} == {"u10", "u11"}
        assert archive.drop_texts(NOON + timedelta(days=10)) == 0
        # reading everything again cannot read what is gone, and leaves what was read of it
        archive.replace([Entry(update=e.update) for e in archive.entries()])
        assert {e.update.id for e in archive.entries() if e.quotes} == {f"u{n}" for n in range(10)}


def test_a_store_of_the_earlier_version_is_taken_over(tmp_path: Path) -> None:
    """One plain TinyDB file, with citations left out of the records."""
    from tinydb import TinyDB

    from tui.store import packing
    from tui.store.views import from_json, to_json

    path = tmp_path / "s.json"
    entries = [sample(f"u{n}", seed=n, hours=n) for n in range(50)]
    with TinyDB(path) as plain:
        plain.table("meta").insert({"format": 1})
        for n, entry in enumerate(entries):
            plain.table("transactions").insert(from_json(to_json(packing.transaction([entry], [told(n)]))))
        plain.table("notes").insert({"looks": ["2026-11-20T12:00:00+00:00"]})
    before = path.read_bytes()
    with Archive(path, read_only=False, seal_at=10) as archive:
        assert archive.notice and "taken over from an earlier version" in archive.notice
        assert archive.entries() == entries
        assert len(archive.changes()) == 50 and archive.note("looks")
    (kept,) = tmp_path.glob("s.json.tinydb-*")
    assert kept.read_bytes() == before
    with open_archive(path) as archive:
        assert archive.notice is None and archive.entries() == entries


@pytest.mark.parametrize("words_known", [True, False])
@pytest.mark.parametrize("sealed", [True, False])
def test_what_people_type_into_a_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words_known: bool, sealed: bool
) -> None:
    texts = {
        "cafe": "The Café by the harbour, he said, stays open.",
        "arabic": "قال المتحدث إن المعبر مفتوح اليوم",
        "not": "They did not say AND did not deny it.",
    }
    with Archive(tmp_path / "s.jsonl", read_only=False, seal_at=NEVER) as archive:
        for n, (name, text) in enumerate(texts.items()):
            archive.put([sample(name, seed=n, hours=n, words=text)])
        if sealed:
            archive.seal()
        monkeypatch.setattr(archive._held.index, "knows_words", words_known)
        for typed, expected in {
            "cafe HARBOUR": ["cafe"],
            "CAFÉ": ["cafe"],
            '"by the harbour"': ["cafe"],
            '"the by harbour"': [],
            "المعبر مفتوح": ["arabic"],
            "not AND deny": ["not"],
            'say "AND did not': ["not"],
            "NEAR(not deny)": [],
            "harbour, — he": ["cafe"],
            "title:cafe": [],
            "* ( ) ^ : \" '": [],
            "nul\0l": [],
        }.items():
            assert [u.id for u in archive.search(typed)] == expected, typed
            assert [q.cite.update for q in archive.quotes(words=typed)] == expected, typed


def test_without_fts5_a_search_reads_every_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "s.jsonl", read_only=False, seal_at=NEVER) as archive:
        archive.put([sample(f"u{n}", seed=n, hours=n) for n in range(12)])
        expected = answers(archive)
        monkeypatch.setattr("tui.store.schema._WORDS", "CREATE VIRTUAL TABLE {s}.words USING fts5missing (body)")
        monkeypatch.setattr(archive._held.index, "knows_words", False)
        assert answers(archive) == expected


def test_a_copy_of_the_files_is_a_store(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        archive.put([sample(f"u{n}", seed=n, hours=n) for n in range(12)])
        archive.seal()
        expected = answers(archive)
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    shutil.copy(path, copy)
    shutil.copytree(tmp_path / "s.jsonl.d", copy / "s.jsonl.d")
    with open_archive(copy / "s.jsonl") as archive:
        assert answers(archive) == expected


def test_opening_and_asking_read_what_is_answered_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        for n in range(300):
            archive.put([sample(f"u{n}", seed=n, hours=n, words=f"Every note number {n} is one of a kind.")], [told(n)])
        archive.seal()
        archive.put([sample("recent", seed=1, hours=301)])
    reads: list[str] = []
    real = months.Months._line

    def counted(self: months.Months, name: str, start: int, length: int) -> Any:
        reads.append(name)
        return real(self, name, start, length)

    def no_scan(*_: Any) -> Any:
        raise AssertionError("a whole month was read")

    monkeypatch.setattr(months.Months, "_line", counted)
    monkeypatch.setattr(months.Months, "scan", no_scan)
    with open_archive(path) as archive:
        assert reads == [] and len(archive) == 301
        for ask, most in (
            (lambda: archive.quotes(7), 7),
            (lambda: archive.quotes(7, speakers=["envoy-one"]), 7),
            (lambda: archive.series("trucks_entered", "office-a", "b10", limit=4), 4),
            (lambda: archive.trail("p1.aid", limit=4), 4),
            (lambda: archive.changes(5), 5),
            (lambda: archive.changes(since=NOON + timedelta(hours=1)), 0),
            (lambda: archive.search("note number 42"), 1),
            (lambda: archive.updates(3), 3),
            (lambda: archive.claims_in_view("p1.aid", NOON + timedelta(days=30)), 5),
            (lambda: archive.at(NOON + timedelta(hours=30)).quotes(7), 7),
            (lambda: [archive.digest("u77"), archive.digest("unknown")], 1),
            (lambda: archive.put([sample("fresh", seed=2, hours=400)]), 0),
        ):
            reads.clear()
            archive._held._remembered.clear()
            ask()
            assert len(reads) <= most


def test_what_is_sealed_while_a_reader_opens_is_not_counted_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as writer:
        writer.put([sample(f"u{n}", seed=n) for n in range(3)])
        writer.seal()
        writer.put([sample("u2", seed=9, revision=2), sample("u3", seed=3)])
        real = Held.read_recent

        def late(self: Held) -> None:
            writer.seal()
            real(self)

        monkeypatch.setattr(Held, "read_recent", late)
        with open_archive(path, read_only=True) as reader:
            assert len(reader) == len(reader.entries()) == 4


def test_other_phrases_are_looked_for_without_making_the_index_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.jsonl"
    with Archive(path, read_only=False, seal_at=NEVER) as archive:
        archive.put([sample(f"u{n}", seed=n, hours=n) for n in range(40)])
        archive.put([sample(f"u{n}", seed=n + 1, hours=n, revision=2) for n in range(0, 40, 7)])
        archive.seal()

    def rows(archive: Archive) -> list[tuple[Any, ...]]:
        db = archive._held.index.db
        found = [f"SELECT * FROM sealed.{table} ORDER BY 1, 2, 3, 4, 5" for table in ("evidence", "places")]
        return [row for question in found for row in db.execute(question)]

    def other(label: str, sentence: str) -> int:
        return sum(map(ord, label + sentence)) % 5

    def not_anew(*_: Any) -> None:
        raise AssertionError("the index was made anew")

    with open_archive(path) as archive:
        before = rows(archive)
    for module in (horizon, sealing):
        monkeypatch.setattr(module, "telling", other)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION ^ 1)
    with monkeypatch.context() as patch:
        patch.setattr(sealing, "rebuild", not_anew)
        with open_archive(path, read_only=True) as reader:
            assert rows(reader) == before, "who only reads changes nothing"
        with monkeypatch.context() as full:
            full.setattr(sealing, "telling", broken_disk)
            with open_archive(path) as archive:
                assert rows(archive) == before and len(archive.quotes()) > 0
        with open_archive(path) as archive:
            found = rows(archive)
            assert archive._held.index.about("version") == schema.VERSION
    assert found != before
    for left in tmp_path.glob("s.jsonl.d/index*"):
        left.unlink()
    with open_archive(path) as archive:
        assert rows(archive) == found


def broken_disk(*_: Any) -> int:
    raise OSError("no room")


def look_back(archive: Archive) -> None:
    """Ask all that `tui.standing` asks."""
    new = sample("new", seed=1)
    for commitment in archive.commitments():
        archive.claims_in_view(commitment, NOON, step=NOON, without=["u3"], unfolded=new.evidence)
    archive.first_copies(new.evidence, ["u3"])
    for key in archive.series_kinds():
        archive.readings_in_view(key, NOON)
    for denied in archive.denial_keys() or [("trucks_entered", "office-a")]:
        archive.denials_in_view(denied, NOON)


def test_every_question_walks_an_index(tmp_path: Path) -> None:
    """No statement looks at a whole table, or sorts what it found."""
    asked: list[str] = []
    with Archive(tmp_path / "s.jsonl", read_only=False, seal_at=NEVER) as archive:
        archive.put([sample(f"u{n}", seed=n, hours=n) for n in range(20)], [told(1)])
        archive.seal()
        archive.put([sample("u30", seed=3)])
        archive._held.index.db.set_trace_callback(asked.append)
        answers(archive)
        answers(archive.at(NOON + timedelta(hours=9)))  # type: ignore[arg-type]
        look_back(archive)
        archive._held.index.db.set_trace_callback(None)
        db = archive._held.index.db
        statements = {s for s in asked if s.startswith("SELECT") and "'words_" not in s}  # FTS5 asks for its own
        assert len(statements) > 20
        for statement in statements:
            # all that is current, in order: that is what `entries` is for
            everything = "FROM sealed.updates u WHERE" in statement and "ORDER BY u.n" in statement
            everything |= statement.startswith(("SELECT COUNT(*)", "SELECT indicator, claimant, baseline, kind"))
            for *_, step in db.execute("EXPLAIN QUERY PLAN " + statement):
                assert "TEMP B-TREE" not in step, (step, statement)
                scans = step.startswith("SCAN") and "USING" not in step and "VIRTUAL" not in step
                in_order = "changes" in statement or "ORDER BY n" in statement
                assert not scans or everything or in_order, (step, statement)
