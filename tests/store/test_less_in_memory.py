"""What is held in memory is held once, and what is asked of it is answered as if it were not so."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NOON, sample

from tui.records import Entry, Figure, FigureRecord, cite
from tui.store import lock, packing
from tui.store.archive import Archive
from tui.store.errors import StoreBusy
from tui.store.recent import Recent
from tui.store.schema import number
from tui.store.sharing import Sharing

NEVER = 10**9


def _as_text(records: Sequence[msgspec.Struct]) -> bytes:
    return msgspec.json.encode(records)


def _read_anew(entry: Entry) -> Entry:
    return packing.read_entry(packing.entry_json(entry))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=12))
def test_records_that_share_say_what_they_said(drawn: list[tuple[int, int]]) -> None:
    entries = [_read_anew(sample(f"u{name}", seed=seed)) for name, seed in drawn]
    every = [r for e in entries for r in (*e.quotes, *e.figures, *e.evidence)]
    before, told = [msgspec.structs.replace(r) for r in every], _as_text(every)
    sharing = Sharing()
    assert [sharing.record(r) for r in every] == before
    assert _as_text(every) == told
    cites = {r.cite.update: r.cite for r in every}
    assert all(r.cite is cites[r.cite.update] for r in every) or len(set(drawn)) > len(cites)


def test_what_is_equal_and_written_otherwise_is_not_shared() -> None:
    entry = sample("u1")
    figures = [Figure(start=0, end=3, value=value, sentence="It was 600.") for value in (600, 600.0)]
    records = [FigureRecord(id="f", at=NOON, figure=f, cite=cite(entry.update)) for f in figures]
    sharing = Sharing()
    shared = [sharing.record(r) for r in records]
    assert shared[0].cite is shared[1].cite
    assert _as_text([r.figure for r in shared]) == _as_text(figures), "one says 600, the other 600.0"


@pytest.mark.parametrize("sealed", [False, True])
def test_what_is_read_together_shares_and_equals_what_is_read_apart(tmp_path: Path, sealed: bool) -> None:
    with Archive(tmp_path / "s", read_only=False, seal_at=NEVER) as archive:
        archive.put([sample(f"u{n}", seed=n, hours=n) for n in range(12)])
        if sealed:
            archive.seal()
    with Archive(tmp_path / "s", read_only=True) as archive:
        apart = archive.quotes(), archive.evidence(since=NOON), archive.figures(since=NOON)
        with archive.sharing():
            together = archive.quotes(), archive.evidence(since=NOON), archive.figures(since=NOON)
        assert together == apart
        cites = {q.cite.update: q.cite for q in together[0]}
        assert cites and all(r.cite is cites[r.cite.update] for r in together[1] if r.cite.update in cites)


# ------------------------------------------------------------------ recent entries


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 5), max_size=8), st.data())
def test_recent_entries_are_given_whole(sizes: list[int], data: st.DataObject) -> None:
    recent = Recent(lambda raw: packing.read_transaction(raw)[0])
    every: dict[int, Entry] = {}
    for tx, size in enumerate(sizes, 1):
        entries = tuple(sample(f"u{tx}-{k}", seed=tx + k) for k in range(size))
        recent.add(tx, entries, msgspec.json.encode(packing.transaction(entries, ())))
        every |= {number(tx, k): e for k, e in enumerate(entries)}
    assert list(recent) == list(every) and len(recent) == len(every)
    wanted = data.draw(st.lists(st.sampled_from([*every, number(99, 0)])))
    assert recent.several(wanted) == {n: every[n] for n in wanted if n in every}
    for n in wanted:
        slim = recent.slim(n)
        assert recent.get(n) == every.get(n) and (n in recent) == (n in every)
        if slim is not None:
            assert not slim.update.text and slim is recent.slim(n)
            assert (slim.quotes, slim.figures, slim.evidence) == (every[n].quotes, every[n].figures, every[n].evidence)


def test_a_text_that_is_not_sealed_is_read_searched_and_sealed_with_all_its_words(tmp_path: Path) -> None:
    entries = [sample(f"u{n}", seed=n, words=f"Lantern number {n} was lit at the gate.") for n in range(6)]
    with Archive(tmp_path / "s", read_only=False, seal_at=NEVER) as archive:
        for entry in entries:
            archive.put([entry])
        revised = sample("u2", seed=9, revision=2)
        archive.put([revised])

        def look() -> None:
            assert archive.entry("u4") == entries[4] and archive.entry("u2") == revised
            assert archive.digest("u2") == revised.update.digest and archive.digest("none") is None
            assert archive.revisions("u2") == (entries[2], revised)
            assert [u.text for u in archive.updates()] == [archive.entry(u.id).update.text for u in archive.updates()]  # type: ignore[union-attr]
            assert {u.id for u in archive.search("lantern")} == {"u0", "u1", "u3", "u4", "u5"}
            assert {e.update.id: e for e in archive.walk()} == {e.update.id: e for e in archive.entries()}

        look()
        archive.seal()
        archive.put([sample("late", seed=3)])
        look_again = archive.entry("late")
        assert look_again is not None and look_again.update.text
        archive.drop_texts(NOON.replace(year=2030))
        assert {e.update.text for e in archive.entries()} == {""}


# ------------------------------------------------------------------ the lock


def test_a_lock_file_that_was_deleted_binds_nobody(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    first = lock.take(path)
    with pytest.raises(StoreBusy, match=f"process {os.getpid()}"):
        lock.take(path)
    (tmp_path / "s.json.lock").unlink()
    second = lock.take(path)
    lock.give_back(path, first)
    with pytest.raises(StoreBusy):
        lock.take(path)
    lock.give_back(path, second)
    lock.give_back(path, lock.take(path))
