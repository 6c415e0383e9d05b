"""A record in PostgreSQL answers every question as the file does, and many may write it at once."""

from __future__ import annotations

import inspect
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_answers import answers, expected_archive
from store_samples import NOON, sample, told

from bench._postgres import Server
from tui.records import Entry, SourceState
from tui.store.archive import Archive
from tui.store.errors import NewerFormat, StoreError
from tui.store.lookback import Lookback
from tui.store.shared.archive import SharedArchive
from tui.store.shared.link import shown
from tui.store.shared.looking import Looking


def same(expected: Lookback, shared: Looking) -> None:
    found, wanted = answers(shared), answers(expected)  # type: ignore[arg-type]
    # the file's index also knows the keys of series whose last reading was revised away
    wanted["series keys"] = [k for k in wanted["series keys"] if expected.series(*k, limit=1)]
    if expected.moment is not None:
        # what came with a change is not cut at the moment in the file
        wanted.pop("told"), wanted.pop("told between")
    for question, answer in wanted.items():
        assert found[question] == answer, question


def test_it_answers_all_questions_of_the_file() -> None:
    for name, method in inspect.getmembers(Archive, inspect.isfunction):
        if name.startswith("_") or name in ("seal", "compact", "at", "months"):  # of the files alone
            continue
        other = getattr(SharedArchive, name)
        assert list(inspect.signature(other).parameters) == list(inspect.signature(method).parameters), name


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 5), st.integers(0, 40), st.integers(-30, 30)),
        st.tuples(st.just("both"), st.integers(0, 5), st.integers(0, 40), st.integers(-30, 30)),
        st.tuples(st.just("change"), st.integers(0, 99), st.integers(-30, 30)),
        st.tuples(st.just("reread"), st.integers(0, 5), st.integers(0, 40)),
        st.tuples(st.just("drop"), st.integers(-30, 30)),
        st.tuples(st.just("reopen")),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_whatever_happens_it_answers_as_the_file_does(
    steps: list[tuple[Any, ...]], database: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = database.record()
    expected, shared = expected_archive(tmp_path_factory.mktemp("steps")), SharedArchive(url)
    revisions: dict[str, int] = {}

    def entry(name: int, seed: int, hours: int) -> Entry:
        own = f"u{name}"
        revisions[own] = revisions.get(own, 0) + 1
        return sample(own, seed=seed, hours=hours, revision=revisions[own])

    try:
        for step, *given_args in steps:
            if step == "put":
                batch = [entry(*given_args)]
                for archive in (expected, shared):
                    archive.put(batch)
            elif step == "both":
                name, seed, hours = given_args
                batch = [entry(name, seed, hours), entry(name + 6, seed + 1, hours)]
                for archive in (expected, shared):
                    archive.put(batch, [told(seed, hours)])
            elif step == "change":
                for archive in (expected, shared):
                    archive.put((), [told(*given_args)])
            elif step == "reread":
                name, seed = given_args
                known = expected.entry(f"u{name}")
                if known is None:
                    continue
                other = sample(f"u{name}", seed=seed, revision=known.update.revision)
                for archive in (expected, shared):
                    archive.replace([other])
            elif step == "drop":
                before = NOON + timedelta(hours=given_args[0])
                assert expected.drop_texts(before) == shared.drop_texts(before)
            else:
                shared.close()
                shared = SharedArchive(url)
        same(expected, shared)
        for hours in (-12, 0, 8):
            moment = NOON + timedelta(hours=hours)
            same(expected.at(moment), shared.at(moment))
        with SharedArchive(url, read_only=True) as reader:
            same(expected, reader)
            same(expected.at(NOON), reader.at(NOON))
    finally:
        expected.close()
        shared.close()


def test_what_people_type_into_a_search(database: Server) -> None:
    texts = {
        "cafe": "The Café by the harbour, he said, stays open.",
        "arabic": "قال المتحدث إن المعبر مفتوح اليوم",
        "not": "They did not say AND did not deny it.",
    }
    with SharedArchive(database.record()) as archive:
        for n, (name, text) in enumerate(texts.items()):
            archive.put([sample(name, seed=n, hours=n, words=text)])
        for typed, expected in {
            "cafe HARBOUR": ["cafe"],
            '"by the harbour"': ["cafe"],
            '"the by harbour"': [],
            "المعبر مفتوح": ["arabic"],
            "not AND deny": ["not"],
            "NEAR(not deny)": [],
            "harbour, — he": ["cafe"],
            "' | !cafe & \\": ["cafe"],
            "* ( ) ^ : \" '": [],
            "nul\0l": [],
        }.items():
            assert [u.id for u in archive.search(typed)] == expected, typed
            assert [q.cite.update for q in archive.quotes(words=typed)] == expected, typed


@pytest.mark.parametrize("text", ["nul \0 in it", "half a pair \ud83d", "w" * 5000, "a'b\\c", "‮over", ""])
def test_texts_that_a_database_does_not_like_come_back_as_they_were(database: Server, text: str) -> None:
    entry = sample("odd", words=text or None)
    with SharedArchive(database.record()) as archive:
        try:
            archive.put([entry])
        except UnicodeEncodeError:
            pytest.skip("no store takes half a pair in a record")
        assert archive.entry("odd") == entry


def test_collectors_that_bring_the_same_revision_keep_it_once(database: Server) -> None:
    url = database.record()
    with SharedArchive(url) as one, SharedArchive(url) as two:
        one.put([sample("a")])
        two.put([sample("a"), sample("b", seed=1, hours=1)])
        assert one.refresh()
        for archive in (one, two):
            assert [u.id for u in archive.updates()] == ["b", "a"]
            assert len(archive) == 2
            assert len(archive.quotes()) == 2


def test_a_reader_follows_and_a_writer_sees_what_others_wrote(database: Server) -> None:
    url = database.record()
    with pytest.raises(StoreError, match="there is no record yet"):
        SharedArchive(url, read_only=True)
    with SharedArchive(url) as one, SharedArchive(url) as two, SharedArchive(url, read_only=True) as reader:
        one.put([sample("a")])
        assert not one.refresh()
        assert two.refresh() and not two.refresh()
        assert reader.refresh() and len(reader) == 1
        with pytest.raises(StoreError, match="opened for reading only"):
            reader.put([sample("b")])
        one.put_note("looks", ["x"])
        assert reader.refresh() and reader.note("looks") == ["x"]


def test_a_note_that_two_change_at_once_loses_neither(database: Server) -> None:
    url = database.record()
    with SharedArchive(url) as one, SharedArchive(url) as two:

        def add(archive: SharedArchive, name: str) -> None:
            for n in range(20):
                archive.change_note("lines", lambda old, n=n: [*(old or []), f"{name}{n}"])  # type: ignore[misc]

        threads = [threading.Thread(target=add, args=a) for a in ((one, "a"), (two, "b"))]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert len(one.note("lines")) == 40


def test_a_source_is_asked_by_one_collector_at_a_time(database: Server) -> None:
    url = database.record()
    with SharedArchive(url) as one, SharedArchive(url) as two:
        assert one.lease("wire", "one", 60) == SourceState(id="wire")
        assert two.lease("wire", "two", 60) is None
        assert two.lease("post", "two", 60) is not None
        done = SourceState(id="wire", status="ok", etag='"x"', next_try=NOON - timedelta(days=900))
        assert one.give_back(done, "one")
        assert two.lease("wire", "two", 60) == done
        assert not one.give_back(done, "one")


def test_a_source_that_is_not_due_is_asked_by_nobody_unless_somebody_insists(database: Server) -> None:
    with SharedArchive(database.record()) as archive:
        later = SourceState(id="wire", status="ok", next_try=NOON.replace(year=2999))
        assert archive.lease("wire", "one", 60)
        archive.give_back(later, "one")
        assert archive.lease("wire", "two", 60) is None
        assert archive.lease("wire", "two", 60, force=True) == later


def test_the_lease_of_a_collector_that_ended_runs_out(database: Server) -> None:
    url = database.record()
    with SharedArchive(url) as one, SharedArchive(url) as two:
        assert one.lease("wire", "one", 0)
        assert two.lease("wire", "two", 60)


def test_a_database_that_goes_away_and_comes_back(database: Server) -> None:
    url = database.record()
    with SharedArchive(url) as archive:
        archive.put([sample("a")])
        database.stop()
        try:
            with pytest.raises(StoreError, match="it is tried again by itself"):
                archive.put([sample("b")])
            with pytest.raises(StoreError, match="it is tried again by itself"):
                archive.quotes()
        finally:
            database.start()
        archive.put([sample("b", hours=1)])
        assert [u.id for u in archive.updates()] == ["b", "a"]


def test_a_newer_format_is_refused(database: Server) -> None:
    url = database.record()
    with SharedArchive(url) as archive, archive._link.use(write=True) as connection:
        connection.execute("UPDATE about SET value = 99 WHERE key = 'format'")
    with pytest.raises(NewerFormat, match="update the program"):
        SharedArchive(url)


def test_two_that_start_at_once_make_the_tables_once(database: Server) -> None:
    url = database.record()
    opened: list[SharedArchive] = []
    threads = [threading.Thread(target=lambda: opened.append(SharedArchive(url))) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(opened) == 4
    for archive in opened:
        archive.close()


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("postgresql://desk:secret@db.example/news#gaza-2025", "postgresql://desk@db.example/news#gaza-2025"),
        ("postgresql:///news?user=desk&password=secret", "postgresql:///news?user=desk&password=…"),
        ("/home/desk/store.json", "/home/desk/store.json"),
    ],
)
def test_no_address_is_shown_with_its_password(address: str, seen: str) -> None:
    assert shown(address) == seen


def test_an_address_where_nobody_answers_is_told_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="the database cannot be used") as caught:
        SharedArchive(f"postgresql://desk:secret@/news?host={tmp_path}")
    assert "secret" not in str(caught.value)
