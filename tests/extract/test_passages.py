"""News passages of many kinds of outlet, written before the rules that read them: how much of each is read."""

from __future__ import annotations

from datetime import datetime

import pytest
from passages import FOLDER, Score, passages, score

from tui.extract import read


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("first", Score(0.95, 0.94, 0.91, 0.89, 0.92, 0.86)),
        ("second", Score(0.96, 0.96, 0.96, 0.96, 0.81, 0.92)),
        ("third", Score(0.97, 0.92, 0.95, 0.9, 0.92, 0.87)),
        ("fifth", Score(0.96, 0.94, 0.9, 0.88, 0.89, 0.94)),
        ("sixth", Score(0.91, 0.91, 0.91, 0.91, 0.78, 0.9)),
        ("seventh", Score(0.97, 0.97, 0.91, 0.91, 0.93, 0.91)),
        ("eighth", Score(0.95, 0.95, 0.95, 0.95, 0.89, 0.97)),
        ("ninth", Score(0.9, 0.87, 0.9, 0.87, 0.77, 0.75)),
        ("tenth", Score(0.98, 0.98, 0.98, 0.98, 0.91, 0.9)),
        ("fourth", Score(0.92, 0.88, 0.92, 0.88, 0.77, 0.93)),
    ],
)
def test_passages_are_read_as_well_as_they_were(name: str, floor: Score) -> None:
    rows = list(passages(FOLDER / f"{name}.txt"))
    readings = [read(row["text"], published=datetime.fromisoformat(row["date"] + "T18:00:00+00:00")) for row in rows]
    reached = score(rows, readings)
    short = {
        k: (round(have, 3), want) for k, have, want in zip(Score._fields, reached, floor, strict=True) if have < want
    }
    assert not short


def test_a_line_that_is_no_part_of_a_passage_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "broken.txt"
    path.write_text("## one 2025-12-01\nTwo were killed.\nF two killed people\n", "utf-8")
    with pytest.raises(ValueError, match=r"broken\.txt, line 3"):
        list(passages(path))


def test_all_passages_are_distinct_and_have_text() -> None:
    rows = [row for path in sorted(FOLDER.glob("*.txt")) for row in passages(path)]
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(row["text"] for row in rows)
