"""`export`: rows, codebook, filters, files; what a spreadsheet must not run, and what must come back whole."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from desk_records import HOSTILE, stored
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.cli import main
from tui.output import OutputError, written
from tui.tables.forms import guard, unguard, write_csv

KINDS = ("updates", "quotes", "figures", "evidence", "status", "changes")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return stored(tmp_path / "s.json")


def run(store: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--store", str(store), "export", *words])


def rows(store: Path, *words: str) -> list[dict[str, str]]:
    result = run(store, *words)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


TYPES = {
    "text": r"(?s).*",
    "integer": r"\d+",
    "number": r"-?\d+(\.\d+)?(e[+-]?\d+)?",
    "boolean": r"true|false",
    "day": r"\d{4}-\d\d-\d\d",
    "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "list": r"(?s).*",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_exported_is_what_the_codebook_says(store: Path, kind: str) -> None:
    book = {r["column"]: r for r in rows(store, "codebook") if r["kind"] == kind}
    found = rows(store, kind)
    assert found
    assert list(found[0]) == list(book)
    assert all(r["meaning"] and r["rule"] for r in book.values())
    for row in found:
        for name, value in row.items():
            allowed = book[name]["allowed"].split("; ")
            assert re.fullmatch(TYPES[book[name]["type"]], value) or not value, (name, value)
            assert allowed == [""] or value in ("", *allowed), (name, value)


@pytest.mark.parametrize("kind", KINDS)
def test_json_lines_have_the_same_columns_and_exact_values(store: Path, kind: str) -> None:
    lines = [json.loads(line) for line in run(store, kind, "--format", "jsonl").stdout.splitlines()]
    table = rows(store, kind)
    assert [list(x) for x in lines] == [list(r) for r in table]
    assert [x["id"] for x in lines] == [unguard(r["id"]) for r in table]


def test_columns_of_the_first_edition_stand_where_they_stood(store: Path) -> None:
    head = run(store, "quotes").stdout.splitlines()[0].split(",")
    assert head[:13] == ["id", "at", "speaker", "speaker_id", "role", "kind", "text", "cue", "to", "said_on", "start",
                         "end", "speaker_mention"]  # fmt: skip
    head = run(store, "status").stdout.splitlines()[0].split(",")
    assert head[:15] == ["id", "phase", "title", "word", "detail", "per", "since", "last", "grade", "disputed", "old",
                         "evidence", "as_of", "proposed", "set_note"]  # fmt: skip


def test_a_row_carries_what_is_needed_to_cite_it(store: Path) -> None:
    (toll,) = [r for r in rows(store, "figures") if r["record"] == "false"]
    assert toll["claimant_label"] == "health ministry in Hamas-run Gaza"
    assert (toll["value"], toll["qualifier"], toll["baseline"], toll["day"]) == (
        "395", "at least", "truce-oct10", "2025-12-18",
    )  # fmt: skip
    assert toll["url"] == "https://wire.example/a" and toll["sentence"] and toll["start"] == "0"
    assert toll["reading"] == "true" and toll["definition"] is not None


def test_statuses_are_coded_beside_their_words_and_never_where_the_scale_has_no_answer(store: Path) -> None:
    found = {r["id"]: r for r in rows(store, "status", "--until", "2025-12-19")}
    assert all((r["kroc"] == "") == (r["kind"] in ("continuous", "quota")) for r in found.values())
    assert found["p1.hostages-living"]["kroc"] == "3"
    assert found["p1.hostages-living"]["kroc_note"] == ""
    assert found["p1.monitoring"]["kroc_note"] == "said by one side only, not confirmed"
    assert found["p3.horizon" if "p3.horizon" in found else "p2.isf"]["kroc"] == "0"


# ------------------------------------------------------------------ filters


def test_filters_narrow_and_are_either_or_when_given_twice(store: Path) -> None:
    own = ["--source", "sample-wire", "--source", "sample-post"]
    assert [r["speaker"] for r in rows(store, "quotes", *own)] == ["Karim Lotfy", "'@Karim"]
    assert [r["speaker"] for r in rows(store, "quotes", "--claimant", "lotfy")] == ["Karim Lotfy"]
    assert {r["claimant_id"] for r in rows(store, "figures", "--claimant", "gaza-moh")} == {"gaza-moh"}
    assert {r["indicator"] for r in rows(store, "figures", "--indicator", "killed_since_truce")} == {
        "killed_since_truce"
    }
    assert {r["commitment_id"] for r in rows(store, "evidence", "--commitment", "p1.rafah")} == {"p1.rafah"}
    assert [r["id"] for r in rows(store, "status", "--commitment", "p1.rafah")] == ["p1.rafah"]
    assert [r["id"] for r in rows(store, "changes", "--commitment", "p1.rafah")] == ["c3"]
    assert [r["id"] for r in rows(store, "changes", "--claimant", "karim lotfy")] == ["c1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["quotes", "--indicator", "killed_since_truce"], "--indicator does not apply to quotes"),
        (["figures", "--indicator", "kiled"], 'no indicator "kiled"'),
        (["status", "--since", "2025-12-01"], "--since does not apply to status"),
        (["quotes", "--since", "2025-12-02", "--until", "2025-12-01"], "later than --until"),
    ],
)
def test_a_filter_that_makes_no_sense_is_told(store: Path, words: list[str], said: str) -> None:
    result = run(store, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not result.stdout


def test_changes_name_the_claimant_the_words_and_the_link(store: Path) -> None:
    found = {r["id"]: r for r in rows(store, "changes")}
    assert list(found) == ["c4", "c3", "c2", "c1"]
    assert found["c1"]["claimant"] == "Karim Lotfy"
    assert found["c2"]["claimant"] == "health ministry in Hamas-run Gaza"
    assert found["c3"]["claimant"] == "Israel"
    assert found["c3"]["sentence"] == "Israel said that the crossing stays shut."
    assert found["c3"]["url"] == "https://wire.example/a"


# ------------------------------------------------------------------ spreadsheets

BEGINNINGS = "=+-@＝＋－＠\t\r"


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="=+-@＝＋－＠'; \t\n\rab\u3000", max_size=12) | st.text(max_size=20))
def test_no_cell_begins_like_a_formula_and_all_comes_back(text: str) -> None:
    guarded = guard(text)
    assert unguard(guarded) == text
    for piece in re.split(r"[\n\r;\t]", guarded):
        assert piece.lstrip(" \u00a0\u3000")[:1] not in tuple("=+-@＝＋－＠"), guarded


def test_hostile_cells_are_text_in_every_locale(store: Path) -> None:
    result = run(store, "updates")
    assert "\n=" not in result.stdout and ";=" not in result.stdout and ",=" not in result.stdout
    (row,) = [r for r in csv.DictReader(io.StringIO(result.stdout)) if r["id"] == "b"]
    assert row["text"].startswith("'=cmd")
    assert unguard(row["text"]) == HOSTILE + "\n- a line\n;=1+1"
    (line,) = [x for x in map(json.loads, run(store, "updates", "--format", "jsonl").stdout.splitlines())
               if x["id"] == "b"]  # fmt: skip
    assert line["text"] == HOSTILE + "\n- a line\n;=1+1"


def test_a_negative_number_stays_a_number() -> None:
    out = io.StringIO()
    write_csv(["n", "t"], [[-5, "-5"]], out)
    assert out.getvalue().splitlines()[1] == "-5,'-5"


# ------------------------------------------------------------------ files


def test_a_file_is_there_whole_with_its_codebook_beside_it(store: Path, tmp_path: Path) -> None:
    target, book = tmp_path / "quotes.csv", tmp_path / "quotes-codebook.csv"
    result = run(store, "quotes", "--output", str(target), "--codebook", str(book))
    assert result.exit_code == 0 and result.stdout == ""
    assert target.read_text() == run(store, "quotes").stdout
    assert {r["kind"] for r in csv.DictReader(io.StringIO(book.read_text()))} == {"quotes"}
    assert not list(tmp_path.glob(".*"))


def test_a_file_stays_as_it_was_when_the_new_one_fails(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("earlier")
    with pytest.raises(ZeroDivisionError), written(target) as out:
        out.write("half")
        raise ZeroDivisionError
    assert target.read_text() == "earlier"
    with pytest.raises(OutputError, match="cannot be written"), written(tmp_path / "no" / "where") as out:
        out.write("x")
    with pytest.raises(OutputError, match="is a folder"), written(tmp_path):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_what_could_not_be_read_is_told_and_ends_in_3(store: Path) -> None:
    assert CliRunner().invoke(main, ["--store", str(store), "store", "compact"]).exit_code == 0
    (month,) = [p for p in store.with_name("s.json.d").glob("*.jsonl") if b"Karim Lotfy" in p.read_bytes()]
    month.write_bytes(month.read_bytes().replace(b"Karim Lotfy", b"Karin Lotfy", 1))
    result = run(store, "quotes")
    assert result.exit_code == 3
    assert "1 update left out" in result.stderr
    assert "@Karim" in result.stdout
