"""Figures by sayings of several words, by who is named in unusual places, and by the question before them."""

from __future__ import annotations

import pytest
from figure_cases import Row, assert_rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid wiped out a family of six near Kelmar.", [(6, "killed", "", None)]),
        ("The shelling claimed 14 lives.", [(14, "killed", "people", None)]),
        ("Nine porters starved to death in the siege.", [(9, "killed", "porters", None)]),
        ("Two soldiers have fallen in the north since May.", [(2, "killed", "soldiers", None)]),
        ("Some 40 pupils have lost limbs.", [(40, "injured", "pupils", None)]),
        ("Divers are still looking for four sailors.", [(4, "missing", "sailors", None)]),
        ("About 900 traders sit in the jails of Marenia.", [(900, "held", "traders", None)]),
        ("Police took 14 drivers into custody.", [(14, "detained", "drivers", None)]),
        ("Some 300,000 people have left their homes.", [(300000, "displaced", "people", None)]),
        ("Half a million people go hungry in the delta.", [(500000, "affected", "people", None)]),
        ("About 300 houses were reduced to rubble.", [(300, "buildings", "houses", None)]),
        ("Some 64,000 villagers have still not gone back.", [(64000, "displaced", "villagers", None)]),
        ("Three nurses and two cooks were among those arrested.",
         [(3, "detained", "nurses", None), (2, "detained", "cooks", None)]),
        ("Ten families comprising 51 people, 30 of whom are children, were displaced.",
         [(10, "displaced", "families", None), (51, "displaced", "people", None), (30, "displaced", "", None)]),
        ("Scouts spotted four smugglers by the river; three were shot dead.", [(3, "killed", "smugglers", None)]),
    ],
)  # fmt: skip
def test_a_saying_tells_what_became_of_the_counted(text: str, expected: list[Row]) -> None:
    assert_rows(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("391 herders were killed, per the relief office.", [(391, "killed", "herders", "relief office")]),
        ("At least 391 dead (Kelmar relief office).", [(391, "killed", "", "Kelmar relief office")]),
        ("Marenia disputes the office's figure of 391 dead.", [(391, "killed", "", "office")]),
        ("Two envoys briefed on the plan said 30 herders were freed.", [(30, "released", "herders", "Two envoys")]),
        ("Nearly 155 pupils have been killed, warns the Kelmar relief office.",
         [(155, "killed", "pupils", "Kelmar relief office")]),
        ("The raid claimed the lives of 12 herders.", [(12, "killed", "herders", None)]),
        ("The ministry recorded 26 injured herders, Sample Wire reported.",
         [(26, "injured", "herders", "ministry")]),
        ("By gate: North 61 trucks; South 24; East 9. Source: Sample Port Office.",
         [(61, "trucks", "trucks", "Sample Port Office"), (24, "trucks", "trucks", "Sample Port Office"),
          (9, "trucks", "trucks", "Sample Port Office")]),
        ("MS QUORN: We took in 61 trucks yesterday.", [(61, "trucks", "trucks", "MS QUORN")]),
        ("Since May, 60 patients have left, while over 90 continue to wait, according to WHO.",
         [(60, "patients", "patients", "WHO"), (90, "patients", "patients", "WHO")]),
    ],
)  # fmt: skip
def test_who_gives_the_number_may_be_named_anywhere(text: str, expected: list[Row]) -> None:
    assert_rows(text, expected)


def test_the_question_before_tells_what_the_answer_counts() -> None:
    assert_rows("How many herders have been freed? All 20 herders and some 300 captives.",
                [(20, "released", "herders", None), (300, "released", "captives", None)])  # fmt: skip
    assert_rows("The herders sang. All 20 herders and some 300 captives.", [])
