"""`e`: what is on the screen, as it is filtered, in a file; nothing is replaced without asking."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from dashboard_day import changes, phases, quotes, rows, sources
from dashboard_fake import FakeSnapshot
from dashboard_run import Run, press, settle
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tui.dashboard.exporting import place, renamed
from tui.dashboard.screens.board import Board
from tui.dashboard.screens.exporting import SHAPES, Exporting, Shape
from tui.output import OutputError
from tui.store.errors import StoreError
from tui.tables.columns import CHANGES, FIGURES, QUOTES, SOURCES, STATUS, Table


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def begin(run: Run, pilot: Pilot[None], *before: str) -> Exporting:
    await press(pilot, *before, "e")
    screen = run.app.screen
    assert isinstance(screen, Exporting)
    return screen


async def finish(run: Run, pilot: Pilot[None]) -> None:
    await press(pilot, "enter")


def name_in(form: Exporting) -> str:
    return form.query_one("#file", Input).value


def complaint(form: Exporting) -> str:
    wrong = form.query_one("#wrong", Static)
    return str(wrong.render()) if wrong.has_class("-on") else ""


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EVERY = [s.commitment.id for p in phases() for s in p.commitments]
LATEST = [s.latest.id for r in rows() for s in r.series]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("key", "name", "table", "ids"),
    [
        ("1", "status", STATUS, EVERY),
        ("2", "quotes", QUOTES, None),
        ("3", "figures", FIGURES, LATEST),
        ("4", "changes", CHANGES, [c.id for c in changes()]),
        ("5", "sources", SOURCES, None),
    ],
)
async def test_each_pane_is_written_with_all_columns_that_cite_it(
    key: str, name: str, table: Table, ids: list[str] | None, size: tuple[int, int]
) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        form = await begin(run, pilot, key)
        assert name_in(form) == f"gaza-2025-{name}-2025-12-19.csv"
        await finish(run, pilot)
        assert isinstance(run.app.screen, Board)
        file = Path(f"gaza-2025-{name}-2025-12-19.csv")
        found = read(file)
        assert list(found[0]) == [c.name for c in table.columns]
        wanted = ids or ([q.id for q in quotes()] if key == "2" else [s.id for s, _ in sources()])
        assert sorted(r["id"] for r in found) == sorted(wanted)
        assert f"written to {file.resolve()}" in run.toasts()


async def test_the_rows_are_those_of_the_filter_in_the_order_of_the_screen() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "slash", *"is:new", "enter")
        pane = run.pane("quotes")
        # a quote has as many lines as its words need
        keys = dict.fromkeys(k for n in range(len(pane.model)) if (k := pane.model.key(n)))
        shown = [k.removeprefix("quote:") for k in keys]
        assert 0 < len(shown) < len(quotes())
        form = await begin(run, pilot)
        assert "as filtered: is:new" in str(form.query(Static).first().render())
        await finish(run, pilot)
        assert [r["id"] for r in read(next(Path().glob("*.csv")))] == shown


async def test_a_filter_on_the_board_leaves_out_commitments_and_folds_do_not() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "g", "space")
        await begin(run, pilot)
        await finish(run, pilot)
        assert len(read(next(Path().glob("*.csv")))) == len(EVERY)
        await press(pilot, "slash", *"is:disputed", "enter")
        form = await begin(run, pilot)
        form.query_one("#file", Input).value = "disputed.csv"
        await finish(run, pilot)
        found = read(Path("disputed.csv"))
        assert 0 < len(found) < len(EVERY) and all(r["disputed"] for r in found)


async def test_what_brought_a_change_is_told_as_far_as_the_store_has_it() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await begin(run, pilot, "4")
        await finish(run, pilot)
        found = {r["ref"]: r for r in read(next(Path().glob("*.csv")))}
        known = {q.id: q for q in quotes()}
        told = [r for ref, r in found.items() if ref in known]
        assert told
        for row in told:
            record = known[row["ref"]]
            assert record.quote.text in row["sentence"] and row["url"] == record.cite.url and row["claimant"]


@pytest.mark.parametrize("form", list(SHAPES))
async def test_the_format_is_chosen_and_the_name_follows(form: str) -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        screen = await begin(run, pilot, "2")
        assert isinstance(screen.focused, Shape)
        await press(pilot, *["right"] * list(SHAPES).index(form))
        assert name_in(screen).endswith(f".{form}")
        await finish(run, pilot)
        text = next(Path().glob(f"*.{form}")).read_text()
        ids = [q.id for q in quotes()]
        if form == "jsonl":
            assert sorted(json.loads(line)["id"] for line in text.splitlines()) == sorted(ids)
        elif form == "md":
            assert text.startswith("| id |") and all(f"| {i} |" in text for i in ids)
        # the next time it begins with the format that was chosen
        screen = await begin(run, pilot)
        assert screen.query_one(Shape).form == form


async def test_letters_and_clicks_choose_a_format() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        screen = await begin(run, pilot, "2")
        shape = screen.query_one(Shape)
        await press(pilot, "m")
        assert shape.form == "md"
        await press(pilot, "c")
        assert shape.form == "csv"
        await press(pilot, "left")
        assert shape.form == "md"
        await pilot.click(shape, offset=(12, 0))
        assert shape.form == "jsonl"
        words = str(shape.render())
        assert "▸ JSON Lines" in words and words.count("▸") == 1


async def test_a_file_that_is_there_is_replaced_only_when_enter_is_pressed_again() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        form = await begin(run, pilot, "2", "e")
        name = Path(name_in(form))
        name.write_text("mine")
        await finish(run, pilot)
        assert name.read_text() == "mine" and run.app.screen is form
        assert "is there already" in complaint(form)
        # another name is another question
        form.query_one("#file", Input).value = "other.csv"
        await settle(pilot)
        assert not complaint(form)
        form.query_one("#file", Input).value = str(name)
        await settle(pilot)
        await finish(run, pilot)
        assert name.read_text() == "mine" and "is there already" in complaint(form)
        await finish(run, pilot)
        assert isinstance(run.app.screen, Board) and len(read(name)) == len(quotes())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "name of a file is missing"),
        ("nowhere/x.csv", "there is no such folder; make it first"),
        (".", "is a folder; give the name of a file in it"),
        ("x" * 300 + ".csv", "too long"),
        ("~no-such-person-here/x.csv", "no-such-person-here"),
    ],
)
async def test_where_nothing_can_be_written_the_form_says_why_and_stays(name: str, words: str) -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        form = await begin(run, pilot, "2")
        form.query_one("#file", Input).value = name
        await finish(run, pilot)
        assert run.app.screen is form and words in complaint(form)
        assert list(Path().iterdir()) == []
        await press(pilot, "escape")
        assert isinstance(run.app.screen, Board)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
async def test_a_folder_that_may_not_be_written() -> None:
    Path("shut").mkdir(mode=0o500)
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        form = await begin(run, pilot, "2")
        form.query_one("#file", Input).value = "shut/x.csv"
        await finish(run, pilot)
        assert "cannot be written" in complaint(form)


async def test_a_folder_that_was_named_is_proposed_again() -> None:
    Path("kept").mkdir()
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        form = await begin(run, pilot, "2")
        form.query_one("#file", Input).value = "kept/mine.csv"
        await finish(run, pilot)
        form = await begin(run, pilot, "5")
        assert Path(name_in(form)) == (Path("kept") / "gaza-2025-sources-2025-12-19.csv").resolve()


async def test_all_readings_of_a_figure_and_all_that_a_speaker_said() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "enter")
        shown = [k.removeprefix("figure:") for k in run.app.screen.body.model._keys if k]  # type: ignore[attr-defined]
        await begin(run, pilot)
        await finish(run, pilot)
        assert {r["id"] for r in read(next(Path().glob("*figures*.csv")))} == set(shown)
        await press(pilot, "escape", "2", "j", "a")
        await begin(run, pilot)
        await finish(run, pilot)
        found = read(next(Path().glob("*quotes*.csv")))
        assert found and len({r["speaker"] for r in found}) == 1


async def test_nothing_to_write_is_told() -> None:
    run = Run(FakeSnapshot(quotes=()))
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "e")
        assert isinstance(run.app.screen, Board) and "no row to export" in run.toasts()


async def test_a_store_that_cannot_be_read_is_told() -> None:
    run = Run()
    run.monitor.history.fails = StoreError("the store is gone")
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "e")
        assert "the store is gone" in run.toasts() and not isinstance(run.app.screen, Exporting)


async def test_a_browser_writes_no_file_on_the_machine_that_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(type(run.app), "is_web", property(lambda self: True))
        await press(pilot, "2", "e")
        assert isinstance(run.app.screen, Board) and "ceasefire-tui export" in run.toasts()


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40))
def test_a_name_is_a_file_or_a_clear_no(name: str) -> None:
    try:
        path = place(name)
    except OutputError as error:
        assert str(error)
    else:
        assert path.is_absolute() and path.parent.is_dir() and not path.is_dir()


def test_only_the_ending_of_another_format_is_changed() -> None:
    assert renamed("a.csv", "md") == "a.md" and renamed("a.b.JSONL", "csv") == "a.b.csv"
    assert renamed("notes.txt", "md") == "notes.txt" and renamed("plain", "md") == "plain" and renamed("", "md") == ""
