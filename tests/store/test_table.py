"""What TinyDB documents of tables and queries, on the journal; each held against TinyDB's own class as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_field
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from tui.store.journal import JournalDB, JournalStorage, JournalTable, StoreError


class PlainTables(TinyDB):
    """TinyDB's own table class over the journal."""

    table_class = Table


@pytest.fixture(params=["journal", "plain tables over the journal"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], TinyDB]]:
    kind = JournalDB if request.param == "journal" else PlainTables
    opened: list[TinyDB] = []

    def again() -> TinyDB:
        for db in opened:
            db.close()
        db = kind(tmp_path / "db.jsonl", storage=JournalStorage)
        opened.append(db)
        return db

    yield again
    for db in opened:
        db.close()


@pytest.fixture
def db(make: Callable[[], TinyDB]) -> TinyDB:
    db = make()
    db.insert_multiple([{"int": 1, "char": "a"}, {"int": 1, "char": "b"}, {"int": 1, "char": "c"}])
    return db


def test_insert_gives_ids_in_order_and_survives_a_restart(make: Callable[[], TinyDB]) -> None:
    db = make()
    assert db.insert({"int": 1}) == 1
    assert db.insert({"int": 2}) == 2
    assert db.insert(Document({"int": 12}, doc_id=12)) == 12
    assert db.insert({"int": 77}) == 13
    again = make()
    assert [(d.doc_id, d["int"]) for d in again] == [(1, 1), (2, 2), (12, 12), (13, 77)]
    assert again.insert({"int": 78}) == 14


def test_insert_refuses_what_is_no_document_and_ids_that_are_taken(db: TinyDB) -> None:
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert([1, 2])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert_multiple([{"a": 1}, "text"])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({}, doc_id=2))
    with pytest.raises(ValueError, match="already exists"):
        db.insert_multiple([{"kept": False}, Document({}, doc_id=2)])
    with pytest.raises(TypeError):
        db.insert({"value": object()})
    assert len(db) == 3
    assert db.insert({}) >= 4


def test_insert_multiple_takes_any_iterable_and_mixed_ids(db: TinyDB) -> None:
    assert db.insert_multiple({"n": n} for n in range(3)) == [4, 5, 6]
    assert db.insert_multiple([{"n": 10}, Document({"n": 9}, doc_id=20)]) == [7, 20]
    assert db.insert_multiple([]) == []


def test_all_len_iteration_and_ids(db: TinyDB) -> None:
    assert [d["char"] for d in db.all()] == ["a", "b", "c"]
    assert len(db) == 3
    assert [d.doc_id for d in db] == [1, 2, 3]
    assert all(isinstance(d, Document) for d in db)


def test_search_count_get_contains(db: TinyDB) -> None:
    assert len(db.search(where("int") == 1)) == 3
    assert db.search(where("char") == "z") == []
    assert db.count(where("int") == 1) == 3
    found = db.get(where("char") == "b")
    assert isinstance(found, Document) and found.doc_id == 2
    assert db.get(where("char") == "z") is None
    by_id = db.get(doc_id=3)
    assert by_id == {"int": 1, "char": "c"} and isinstance(by_id, Document) and by_id.doc_id == 3
    assert db.get(doc_id=99) is None
    assert [d.doc_id for d in db.get(doc_ids=[1, 3, 99])] == [1, 3]
    assert db.contains(where("char") == "a") and not db.contains(where("char") == "z")
    assert db.contains(doc_id=1) and not db.contains(doc_id=99)
    for call in (db.get, db.contains):
        with pytest.raises(RuntimeError):
            call()


def test_update_fields_conditions_ids_and_callables(db: TinyDB) -> None:
    assert db.update({"int": 2}, where("char") == "a") == [1]
    assert db.update({"extra": True}) == [1, 2, 3]
    assert db.update({"int": 5}, doc_ids=[2, 99]) == [2]

    def shout(document: Any) -> None:
        document["char"] = document["char"].upper()

    assert db.update(shout, doc_ids=[3]) == [3]
    assert [dict(d) for d in db] == [
        {"int": 2, "char": "a", "extra": True},
        {"int": 5, "char": "b", "extra": True},
        {"int": 1, "char": "C", "extra": True},
    ]
    assert db.update({"int": 0}, where("char") == "nobody") == []


def test_update_operations(db: TinyDB) -> None:
    db.update(delete("int"), where("char") == "a")
    db.update(add("char", "!"), doc_ids=[1])
    db.update(increment("int"), doc_ids=[2])
    db.update(add("int", 40), doc_ids=[2])
    db.update(subtract("int", 2), doc_ids=[2])
    db.update(decrement("int"), doc_ids=[3])
    db.update(set_field("char", "xyz"), doc_ids=[3])
    assert [dict(d) for d in db] == [{"char": "a!"}, {"int": 40, "char": "b"}, {"int": 0, "char": "xyz"}]


def test_an_update_that_fails_midway_changes_nothing(db: TinyDB) -> None:
    def third_fails(document: Any) -> None:
        if document["char"] == "c":
            raise KeyError("no")
        document["int"] = 99

    with pytest.raises(KeyError):
        db.update(third_fails)
    assert [d["int"] for d in db.all()] == [1, 1, 1]


def test_update_multiple(db: TinyDB) -> None:
    ids = db.update_multiple([({"int": 7}, where("char") == "a"), (delete("int"), where("char") == "b")])
    assert ids == [1, 2]
    assert [dict(d) for d in db] == [{"int": 7, "char": "a"}, {"char": "b"}, {"int": 1, "char": "c"}]


def test_upsert_by_query_and_by_id(db: TinyDB) -> None:
    assert db.upsert({"int": 5, "new": 1}, where("char") == "a") == [1]
    assert db.upsert({"int": 9, "char": "x"}, where("char") == "x") == [4]
    assert db.upsert(Document({"only": True}, doc_id=2)) == [2]
    assert db.upsert(Document({"char": "far"}, doc_id=40)) == [40]
    with pytest.raises(ValueError, match="doc_id"):
        db.upsert({"int": 1})
    assert db.get(doc_id=1) == {"int": 5, "char": "a", "new": 1}
    assert db.get(doc_id=2) == {"int": 1, "char": "b", "only": True}
    assert db.get(doc_id=40) == {"char": "far"}


def test_remove_and_truncate(db: TinyDB, make: Callable[[], TinyDB]) -> None:
    assert db.remove(where("char") == "b") == [2]
    assert db.remove(doc_ids=[3, 99]) == [3]
    with pytest.raises(RuntimeError):
        db.remove()
    assert [d.doc_id for d in db] == [1]
    db.truncate()
    assert len(db) == 0
    assert db.insert({"first": True}) == 1
    assert [dict(d) for d in make()] == [{"first": True}]


def test_tables_are_apart_and_can_be_dropped(db: TinyDB, make: Callable[[], TinyDB]) -> None:
    first, second = db.table("first"), db.table("second")
    first.insert({"n": 1})
    second.insert_multiple([{"n": 2}, {"n": 3}])
    assert db.table("first") is first
    assert db.tables() == {"_default", "first", "second"}
    assert (len(first), len(second), len(db)) == (1, 2, 3)
    db.drop_table("first")
    db.drop_table("never was")
    assert db.tables() == {"_default", "second"}
    assert len(db.table("first")) == 0
    again = make()
    assert again.tables() == {"_default", "second"}
    again.drop_tables()
    assert again.tables() == set() and len(again) == 0
    assert make().tables() == set()


def test_a_table_that_persists_empty(db: TinyDB, make: Callable[[], TinyDB]) -> None:
    db.table("quiet")
    db.table("kept", persist_empty=True)
    assert make().tables() == {"_default", "kept"}


def test_the_query_cache_serves_and_forgets(db: TinyDB) -> None:
    table = db.table("cached", cache_size=2)
    table.insert_multiple([{"n": n} for n in range(4)])
    query = where("n") > 1
    assert len(table.search(query)) == 2
    assert table.search(query) == table.search(query)
    table.insert({"n": 9})
    assert len(table.search(query)) == 3
    table.clear_cache()
    assert len(table.search(query)) == 3
    asked: list[Any] = []
    uncached = Query().n.map(lambda v: asked.append(v) or v) == 9  # type: ignore[func-returns-value]
    table.search(uncached)
    table.search(uncached)
    assert len(asked) == 10


def test_the_query_language(db: TinyDB) -> None:
    db.insert({"name": {"first": "Ada", "last": "Sample"}, "tags": ["a", "b"], "n": 7, "parts": [{"v": 1}, {"v": 2}]})
    q = Query()
    expected: list[tuple[Any, bool]] = [
        (q.name.first == "Ada", True),
        (q["name"]["last"] != "Sample", False),
        ((q.n > 6) & (q.n < 8), True),
        ((q.n >= 8) | (q.n <= 7), True),
        (~(q.n == 7), False),
        (q.name.exists(), True),
        (q.nobody.exists(), False),
        (q.name.first.matches("A.a"), True),
        (q.name.last.search("amp"), True),
        (q.n.test(lambda v, low: v > low, 5), True),
        (q.tags.any(["b", "z"]), True),
        (q.tags.all(["a", "b"]), True),
        (q.parts.any(q.v == 2), True),
        (q.parts.all(q.v == 2), False),
        (q.n.one_of([1, 7]), True),
        (q.fragment({"n": 7}), True),
        (q.name.fragment({"first": "Bo"}), False),
        (q.name.map(lambda name: name["first"]) == "Ada", True),
    ]
    for query, holds in expected:
        assert db.contains(query & q.n.exists()) is holds, query
    assert len(db.search(q.noop())) == 4


def test_documents_handed_out_are_copies(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "db.jsonl", storage=JournalStorage) as db:
        given_in = {"inner": {"n": 1}}
        db.insert(given_in)
        given_in["inner"]["n"] = 2
        handed_out = db.get(doc_id=1)
        handed_out["inner"]["n"] = 3
        assert db.get(doc_id=1) == {"inner": {"n": 1}}


def test_an_update_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "db.jsonl", storage=JournalStorage) as db:
        db.insert_multiple({"n": n} for n in range(100))
        size = (tmp_path / "db.jsonl").stat().st_size
        for n in range(100):
            db.upsert(Document({"n": n}, doc_id=n + 1))
        assert (tmp_path / "db.jsonl").stat().st_size == size


def test_an_id_is_not_given_twice_even_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "db.jsonl"
    with JournalDB(path, storage=JournalStorage) as db:
        db.insert_multiple([{}, {}])
        db.remove(doc_ids=[2])
        db.storage.compact()
    with JournalDB(path, storage=JournalStorage) as db:
        assert db.insert({}) == 3


class UuidTable(JournalTable):
    document_id_class = UUID  # type: ignore[assignment]

    def _get_next_id(self) -> UUID:
        return uuid4()


class UuidDB(JournalDB):
    table_class = UuidTable  # type: ignore[assignment]


def test_ids_of_another_class(tmp_path: Path) -> None:
    path = tmp_path / "db.jsonl"
    with UuidDB(path, storage=JournalStorage) as db:
        one = db.insert({"n": 1})
        assert isinstance(one, UUID)
    with UuidDB(path, storage=JournalStorage) as db:
        assert db.get(doc_id=one) == {"n": 1}
        assert [d.doc_id for d in db] == [one]
        assert db.update({"n": 2}, doc_ids=[one]) == [one]
        assert db.remove(where("n") == 2) == [one]


class ShoutingTable(JournalTable):
    """A subclass with a change of its own, made the way TinyDB's class makes them."""

    def shout(self) -> None:
        def updater(table: dict[int, Any]) -> None:
            for document in table.values():
                document["char"] = document["char"].upper()

        self._update_table(updater)


def test_a_subclass_may_use_the_hook_of_tinydb(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "db.jsonl", storage=JournalStorage) as db:
        db.insert_multiple([{"char": "a"}, {"char": "b"}])
        db.table("other").insert({"char": "c"})
        ShoutingTable(db.storage, "_default").shout()
        assert [d["char"] for d in db] == ["A", "B"]
        assert [d["char"] for d in db.table("other")] == ["c"]


def test_a_transaction_over_tables_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "db.jsonl"
    with JournalDB(path, storage=JournalStorage) as db:
        one, two = db.table("one"), db.table("two")
        one.insert_multiple([{"n": 1}, {"n": 2}])
        before = path.read_bytes()
        with pytest.raises(ZeroDivisionError), db.storage.transaction():
            one.insert({"n": 3})
            one.update({"n": 0}, doc_ids=[1])
            one.remove(doc_ids=[2])
            two.insert({"m": 1})
            db.drop_table("one")
            db.table("one").insert({"n": 9})
            raise ZeroDivisionError
        assert [dict(d) for d in db.table("one").all()] == [{"n": 1}, {"n": 2}]
        assert db.tables() == {"one"}
        assert path.read_bytes() == before
        with db.storage.transaction():
            db.table("one").insert({"n": 4})
            db.table("two").insert({"m": 2})
        assert path.read_bytes().count(b"\n") == before.count(b"\n") + 1
    with JournalDB(path, storage=JournalStorage) as db:
        assert [d["n"] for d in db.table("one")] == [1, 2, 4]
        assert [d["m"] for d in db.table("two")] == [2]


def test_a_reader_is_refused_to_write(tmp_path: Path) -> None:
    path = tmp_path / "db.jsonl"
    JournalDB(path, storage=JournalStorage).close()
    with JournalDB(path, storage=JournalStorage, read_only=True) as db, pytest.raises(StoreError, match="reading only"):
        db.insert({})


# ------------------------------------------------------------------ any sequence of calls, against TinyDB in memory

_KEYS = st.sampled_from(["a", "b", "c"])
_VALUES = st.one_of(st.integers(-3, 3), st.text(max_size=4), st.none(), st.lists(st.integers(0, 2), max_size=2))
_DOCS = st.dictionaries(_KEYS, _VALUES, max_size=3)
_CALLS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), _DOCS),
        st.tuples(st.just("insert_multiple"), st.lists(_DOCS, max_size=3)),
        st.tuples(st.just("update"), _DOCS, _KEYS, _VALUES),
        st.tuples(st.just("upsert"), _DOCS, _KEYS, _VALUES),
        st.tuples(st.just("upsert_id"), _DOCS, st.integers(1, 8)),
        st.tuples(st.just("remove"), _KEYS, _VALUES),
        st.tuples(st.just("truncate")),
        st.tuples(st.just("compact")),
        st.tuples(st.just("restart")),
    ),
    max_size=12,
)


def _call(db: TinyDB, call: tuple[Any, ...]) -> None:
    name, *given_args = call
    if name in ("insert", "insert_multiple", "truncate"):
        getattr(db, name)(*given_args)
    elif name in ("update", "upsert"):
        fields, key, value = given_args
        getattr(db, name)(fields, where(key) == value)
    elif name == "upsert_id":
        # the same document of both; its ids may run apart, because TinyDB gives that of a removed one again
        known = [d.doc_id for d in db]
        if known:
            db.upsert(Document(given_args[0], doc_id=known[given_args[1] % len(known)]))
    elif name == "remove":
        db.remove(where(given_args[0]) == given_args[1])


@settings(deadline=None, max_examples=60)
@given(calls=_CALLS)
def test_any_sequence_of_calls_has_the_outcome_that_tinydb_has(
    calls: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("calls") / "db.jsonl"
    theirs, ours = TinyDB(storage=MemoryStorage), JournalDB(path, storage=JournalStorage)
    try:
        for call in calls:
            if call[0] == "compact":
                ours.storage.compact()
            elif call[0] == "restart":
                ours.close()
                ours = JournalDB(path, storage=JournalStorage)
            else:
                _call(theirs, call)
                _call(ours, call)
            assert [dict(d) for d in ours] == [dict(d) for d in theirs]
    finally:
        ours.close()
