"""How sources are doing is noted one by one: what is noted of one costs nothing for the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NOON, sample

from tui.records import SourceState
from tui.store import packing
from tui.store.archive import Archive, StoreError
from tui.store.archive import open as open_archive
from tui.store.journal import JournalDB, JournalStorage
from tui.store.upkeep import backup


def state(name: str, n: int = 0, at: datetime = NOON) -> SourceState:
    """One that has much to say."""
    return SourceState(
        id=name, status="ok", since=at, last_try=at, last_ok=at, next_try=at + timedelta(minutes=15), items=n,
        newest=at, etag=f'"{n:040x}"', last_modified="Fri, 20 Nov 2026 12:00:00 GMT", body_digest=f"{n:032x}",
        format="RSS 2.0", asked=f"{n:016x}", unread={f"{n:x}": 2} if n % 2 else {}, skip_hours=(1, 2) if n % 3 else (),
    )  # fmt: skip


def test_a_note_of_one_source_takes_no_more_room_beside_a_thousand(tmp_path: Path) -> None:
    grown = []
    for count in (2, 1000):
        path = tmp_path / f"{count}.json"
        with open_archive(path) as archive:
            archive.put_states({f"s{n}": state(f"s{n}", n) for n in range(count)})
            before = path.stat().st_size
            archive.put_states({"s1": state("s1", 7)})
            grown.append(path.stat().st_size - before)
        with open_archive(path, read_only=True) as archive:
            assert archive.states() == {f"s{n}": state(f"s{n}", 7 if n == 1 else n) for n in range(count)}
    small, large = grown
    assert large <= small + 8, "the number of the document has a few more digits"


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.one_of(
            st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), max_size=3),
            st.sampled_from(("open anew", "seal", "compact", "backup")),
        ),
        max_size=8,
    ),
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 9), max_size=3),
)
def test_the_last_word_on_each_source_is_kept(steps: Sequence[dict[str, int] | str], earlier: dict[str, int]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.json"
        said = {name: state(name, n) for name, n in earlier.items()}
        with JournalDB(storage=lambda: JournalStorage(path)) as db:  # as earlier versions kept them
            if said:
                db.table("sources").insert({k: msgspec.to_builtins(v) for k, v in said.items()})
        archive = open_archive(path)
        reader = open_archive(path, read_only=True)
        try:
            for k, step in enumerate(steps):
                if isinstance(step, dict):
                    said |= {name: state(name, n) for name, n in step.items()}
                    archive.put_states({name: said[name] for name in step})
                elif step == "open anew":
                    archive.close()
                    archive = open_archive(path)
                elif step == "backup":
                    backup(path, Path(folder) / f"copy-{k}")
                    with open_archive(Path(folder) / f"copy-{k}", read_only=True) as copy:
                        assert copy.states() == said
                else:
                    archive.put([sample(f"u{k}", seed=k)])
                    getattr(archive, step)()
                assert archive.states() == said
                reader.refresh()
                assert reader.states() == said
        finally:
            reader.close()
            archive.close()


def test_a_reader_is_told_of_states_and_notes_without_reading_all_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_archive(tmp_path / "s") as archive, open_archive(tmp_path / "s", read_only=True) as reader:
        archive.put([sample("u1")])
        assert reader.refresh()
        monkeypatch.setattr(type(reader._held), "rebuild", None)
        archive.put_states({"wire": state("wire")})
        archive.put_note("looks", ["then"])
        archive.put([sample("u2")])
        assert reader.refresh() and not reader.refresh()
        assert (set(reader.states()), reader.note("looks"), len(reader)) == ({"wire"}, ["then"], 2)


def test_what_cannot_be_kept_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "s", read_only=False) as archive:
        archive.put_states({"a": state("a", 1)})

        def full(*_: object) -> None:
            raise StoreError("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(archive._storage, "commit", full)
            with pytest.raises(StoreError, match="full"):
                archive.put_states({"a": state("a", 2), "b": state("b", 1)})
        assert archive.states() == {"a": state("a", 1)}
        archive.put_states({"c": state("c", 3)})
    with open_archive(tmp_path / "s") as archive:
        assert archive.states() == {"a": state("a", 1), "c": state("c", 3)}


@given(st.integers(0, 99))
def test_a_state_is_read_as_it_was_written(n: int) -> None:
    for one in (state("s", n), SourceState(id="s"), SourceState(id="s", unread={"x": n}, skip_days=(n % 7,))):
        assert packing.read_state(packing.state_json(one)) == one
