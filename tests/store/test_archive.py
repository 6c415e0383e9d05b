from __future__ import annotations

import multiprocessing
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tui.records import Change, Entry, Quote, QuoteRecord, SourceState, Update, cite
from tui.store import packing
from tui.store.archive import Archive, StoreBusy, StoreError
from tui.store.archive import open as open_archive
from tui.store.origins import Origins, wire

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def entry(name: str, words: str = "We are closer than we were.", *, hour: int = 0, revision: int = 1,
          outlet: str = "Sample Wire", origin: str = "") -> Entry:  # fmt: skip
    update = Update(
        id=name,
        source="wire",
        outlet=outlet,
        url=f"https://wire.example/{name}",
        title=f"Story {name}",
        text=f"“{words}” the envoy said.",
        published=NOON + timedelta(hours=hour),
        fetched=NOON + timedelta(hours=hour, minutes=5),
        origin=origin or name,
        revision=revision,
        digest=words,
    )
    quote = Quote(start=1, end=1 + len(words), text=words, kind="direct", speaker="the envoy", cue="said")
    assert update.published
    record = QuoteRecord(id=f"{name}-{words}", at=update.published, quote=quote, cite=cite(update))
    return Entry(update=update, quotes=(record,))


def test_what_was_put_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "store.json"
    change = Change(id="c", at=NOON, kind="quote", mark="new", text="the envoy: “…” (Sample Wire)")
    with open_archive(path) as archive:
        archive.put([entry("a"), entry("b", hour=1)], [change])
        archive.put_states({"wire": SourceState(id="wire", status="ok", items=2, etag='"x"')})
        archive.put_note("looks", ["2026-11-20T12:00:00+00:00"])
    with open_archive(path) as archive:
        assert [u.id for u in archive.updates()] == ["b", "a"]
        assert archive.entry("a") == entry("a")
        assert archive.changes() == [change]
        assert archive.states()["wire"].etag == '"x"'
        assert archive.note("looks") == ["2026-11-20T12:00:00+00:00"]


def test_a_changed_text_is_a_revision_and_the_old_one_stays(tmp_path: Path) -> None:
    with open_archive(tmp_path / "s.json") as archive:
        archive.put([entry("a", "First the rockets.")])
        archive.put([entry("a", "First the rockets, then the road.", revision=2)])
        assert [e.update.revision for e in archive.revisions("a")] == [1, 2]
        assert [q.quote.text for q in archive.quotes()] == ["First the rockets, then the road."]


def test_the_same_words_through_two_outlets_are_one_quote_with_a_carrier(tmp_path: Path) -> None:
    with open_archive(tmp_path / "s.json") as archive:
        late, early = entry("late", hour=2, outlet="Sample Courier"), entry("early", hour=1)
        archive.put([late, early, entry("x", "Other words, said later on.", hour=3)])
        first, second = archive.quotes()
        assert first.quote.text.startswith("Other")
        assert second.cite.update == "early"
        assert [c.outlet for c in second.carriers] == ["Sample Courier"]


def test_two_words_fold_only_within_one_origin(tmp_path: Path) -> None:
    with open_archive(tmp_path / "s.json") as archive:
        archive.put([entry("a", "half measures"), entry("b", "half measures", hour=1)])
        assert len(archive.quotes()) == 2
        archive.put([entry("c", "half measures", hour=2, origin="a")])
        assert len(archive.quotes()) == 2


def test_latest_quotes_are_limited_and_by_kind(tmp_path: Path) -> None:
    with open_archive(tmp_path / "s.json") as archive:
        archive.put([entry(str(n), f"These are words number {n}.", hour=n) for n in range(20)])
        assert [q.cite.update for q in archive.quotes(3)] == ["19", "18", "17"]
        assert archive.quotes(kinds=["indirect"]) == []


def test_a_second_writer_is_refused_and_may_read(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    with open_archive(path) as archive:
        archive.put([entry("a")])
        process = multiprocessing.get_context("spawn").Process(target=_expect_busy, args=(path,))
        process.start()
        process.join(60)
        assert process.exitcode == 0
        with open_archive(path, read_only=True) as reader:
            assert len(reader) == 1
            archive.put([entry("b", hour=1)])
            assert reader.refresh()
            assert len(reader) == 2
            assert not reader.refresh()
            with pytest.raises(StoreError, match="for reading only"):
                reader.put([entry("c")])


def _expect_busy(path: Path) -> None:
    try:
        open_archive(path)
    except StoreBusy as error:
        assert "another ceasefire-tui writes this store (process" in str(error)
        return
    raise AssertionError("a second writer was let in")


def test_an_unreadable_file_is_put_aside_and_told(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(b'{"transactions": {"1": {"ent')
    with open_archive(path) as archive:
        assert archive.notice and "nothing deleted" in archive.notice
        assert len(archive) == 0
        archive.put([entry("a")])
    (aside,) = tmp_path.glob("s.json.bad-*")
    assert aside.read_bytes() == b'{"transactions": {"1": {"ent'


def test_a_reader_never_touches_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(b"\x89PNG")
    with pytest.raises(StoreError, match="no store of this program"):
        open_archive(path, read_only=True)
    assert path.read_bytes() == b"\x89PNG"


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text('{"meta": {"1": {"format": 99}}}')
    with pytest.raises(StoreError, match="newer version"):
        open_archive(path)
    assert path.read_text() == '{"meta": {"1": {"format": 99}}}'
    # the lock was given back
    path.unlink()
    open_archive(path).close()


def test_what_could_not_be_saved_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.json"
    with open_archive(path, sync="commit") as archive:
        archive.put([entry("a")])
        before = path.read_bytes()

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            with pytest.raises(StoreError, match="not saved: No space left"):
                archive.put([entry("b")])
        assert path.read_bytes() == before
        assert archive.entry("b") is None
        archive.put([entry("c", hour=1)])
    with open_archive(path) as archive:
        assert {u.id for u in archive.updates()} == {"a", "c"}


def test_other_readings_replace_the_old_and_keep_texts_and_changes(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    with open_archive(path) as archive:
        archive.put([entry("a"), entry("b", hour=1)], [Change(id="c", at=NOON, kind="update", mark="new", text="t")])
        fresh = Entry(update=entry("a").update)
        archive.replace([fresh])
        assert archive.entry("a") == fresh
        assert archive.entry("b") == entry("b", hour=1)
    with open_archive(path) as archive:
        assert archive.entry("a") == fresh
        assert len(archive.changes()) == 1


def test_a_file_under_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="choose another file with --store"):
        Archive(tmp_path / "file" / "s.json", read_only=False)


LONG = (
    "The crossing at the northern edge of the strip opened for four hours on Tuesday morning. "
    "Drivers who had waited since the weekend said they were told to unload on the far side. "
    "The relief office counted ninety trucks before the gate was closed again at noon."
)


def test_copies_share_an_origin() -> None:
    origins = Origins()
    assert origins.assign(f"PORT ANSEL (Sample Wire) - Lead.\n{LONG}", "one") == "one"
    assert origins.assign(f"{LONG} A local line about the weather that day was added here.", "two") == "one"
    assert (
        origins.assign("Nothing in this other story stands in the first one, word for word at all.", "three") == "three"
    )


def test_one_shared_sentence_is_no_copy() -> None:
    origins = Origins()
    origins.assign(LONG, "one")
    other = LONG.split(". ")[0] + ". And then a very different account of the whole day follows on from there."
    assert origins.assign(other, "two") == "two"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GAZA CITY (AFP) – Talks went on.", "AFP"),
        ("JERUSALEM (AP) — Talks went on.", "AP"),
        ("CAIRO, Nov 20 (Reuters) - Talks went on.", "Reuters"),
        ("He told AFP that talks went on. Nobody disagreed with him about that, or about much else.", None),
    ],
)
def test_the_wire_is_named_by_the_dateline(text: str, name: str | None) -> None:
    assert wire(text) == name


def test_a_walk_gives_the_newest_revisions_oldest_first_also_while_somebody_writes(tmp_path: Path) -> None:
    with open_archive(tmp_path / "s.json") as archive:
        archive.put([entry("late", hour=5), entry("early", hour=-5)])
        archive.seal()
        archive.put([entry("middle"), entry("early", "Other words.", hour=-5, revision=2)])
        walk = archive.walk()
        first = next(walk)
        assert (first.update.id, first.update.revision) == ("early", 2)
        archive.put([entry("new", hour=9)])
        archive.seal()
        assert [e.update.id for e in walk] == ["middle", "late"]
        bounds = {"since": NOON, "until": NOON + timedelta(hours=5)}
        assert [e.update.id for e in archive.walk(**bounds)] == ["middle", "late"]


def test_what_changed_is_told_with_the_entries_that_came_with_it(tmp_path: Path) -> None:
    def change(n: int) -> Change:
        return Change(id=f"c{n}", at=NOON + timedelta(hours=n), kind="quote", mark="new", text=f"change {n}")

    with open_archive(tmp_path / "s.json") as archive:
        archive.put([entry("a"), entry("b")], [change(0), change(1)])
        archive.seal()
        archive.put([entry("c")], [change(2)])
        archive.put((), [change(3)])
        found = [(c.id, [e.update.id for e in entries]) for c, entries in archive.told()]
        assert found == [("c3", []), ("c2", ["c"]), ("c1", ["a", "b"]), ("c0", ["a", "b"])]
        bounded = archive.told(since=NOON + timedelta(hours=1), until=NOON + timedelta(hours=2))
        assert [c.id for c, _ in bounded] == ["c2", "c1"]
        assert [c.id for c, _ in archive.told(2)] == ["c3", "c2"]


def test_what_is_being_written_is_on_file_before_the_store_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed, go_on = threading.Event(), threading.Event()
    pack = packing.transaction

    def slow(*given: Any) -> Any:
        packed.set()
        assert go_on.wait(60)
        return pack(*given)

    archive = open_archive(tmp_path / "s.json")
    monkeypatch.setattr(packing, "transaction", slow)
    writer = threading.Thread(target=archive.put, args=([entry("a")],))
    writer.start()
    assert packed.wait(60)
    closer = threading.Thread(target=archive.close)
    closer.start()
    with pytest.raises(StoreBusy):
        open_archive(tmp_path / "s.json")
    go_on.set()
    writer.join(60)
    closer.join(60)
    with open_archive(tmp_path / "s.json") as again:
        assert again.entry("a") == entry("a")
