"""Lines that are read together say what each says alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NOON, sample

from tui.store import months
from tui.store.archive import Archive

Placed = list[tuple[int, tuple[str, int, int]]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[months.Months, Placed]]:
    """Month files with forty lines in two months, one of them damaged, and where the lines stand."""
    store = tmp_path_factory.mktemp("months") / "store.json"
    with Archive(store, read_only=False, seal_at=10**9) as archive:
        archive.put([sample(f"u{k}", seed=k, fetched_days=40 * (k % 2)) for k in range(40)])
        archive.seal()
        numbers = list(archive._held.index.sealed_updates())
        places = list(archive._held.index.places(numbers).items())
    _, (name, start, length) = places[7]
    path = store.with_name("store.json.d") / name
    raw = bytearray(path.read_bytes())
    raw[start + length // 2] ^= 1
    path.write_bytes(raw)
    files = months.Months(store, 1)
    yield files, places
    files.close()


@settings(deadline=None, max_examples=60)
@given(data=st.data(), gap=st.sampled_from((0, 1, 400, 4000, 1 << 20)), stretch=st.sampled_from((1, 1500, 1 << 18)))
def test_several_lines_say_what_each_says(
    written: tuple[months.Months, Placed], data: st.DataObject, gap: int, stretch: int
) -> None:
    files, places = written
    wanted: Sequence[tuple[int, tuple[str, int, int]]] = data.draw(
        st.one_of(st.lists(st.sampled_from(places)), st.sets(st.sampled_from(places)).map(sorted))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(months, "_GAP", gap)
        patch.setattr(months, "_STRETCH", stretch)
        found = list(files.said_at(wanted))
    each = [(n, files.said(*place)) for n, place in wanted]
    assert found == [(n, said) for n, said in each if said is not None]
    assert len(each) - len(found) == sum(1 for n, _ in wanted if n == places[7][0])


def test_a_file_that_is_gone_leaves_out_its_lines_only(written: tuple[months.Months, Placed]) -> None:
    files, places = written
    lost = (-1, ("2020-01.1.jsonl", 0, 100))
    assert [n for n, _ in files.said_at([places[0], lost, places[1]])] == [places[0][0], places[1][0]]


def test_what_a_walk_remembers_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "s", read_only=False, seal_at=10**9) as archive:
        archive.put([sample(f"u{k}", seed=k, hours=k / 60) for k in range(30)])
        archive.seal()
    with Archive(tmp_path / "s", read_only=True) as plain:
        quotes = plain.quotes(since=NOON)
    read: list[int] = []
    said_at = months.Months.said_at

    def noted(self: months.Months, places: Placed) -> object:
        for n, said in said_at(self, places):
            read.append(n)
            yield n, said

    monkeypatch.setattr(months.Months, "said_at", noted)
    with Archive(tmp_path / "s", read_only=True) as archive:
        walked = [e.update.id for e in archive.walk(since=NOON, until=NOON + timedelta(hours=1), remember=20)]
        assert archive.quotes(since=NOON) == quotes
    assert len(walked) == 30 and len(read) == 30 + 10, "ten were more than were to be remembered"
