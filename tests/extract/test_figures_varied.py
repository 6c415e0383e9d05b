"""Figures in the styles that a newsroom reads in a day: wires, reports, headlines, bulletins, other conflicts."""

from __future__ import annotations

from datetime import date

import pytest
from figure_cases import Row, assert_rows, figures, only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Drones hit a depot in Marenia before dawn, killing three guards and wounding 17 others, "
            "the district governor said.",
            [(3, "killed", "guards", "governor"), (17, "injured", "", "governor")],
        ),
        (
            "The shelling killed 230 people and wounded over 500, the Sample Observatory said, "
            "adding that the dead included 101 recruits.",
            [
                (230, "killed", "people", "Observatory"),
                (500, "injured", "people", "Observatory"),
                (101, "killed", "recruits", "Observatory"),
            ],
        ),
        (
            "At least nine people, three of them children, were killed in the port, said harbour doctor Dana Sample.",
            [(9, "killed", "people", "Dana Sample"), (3, "killed", "children", "Dana Sample")],
        ),
        (
            "An accident at a depot left eight porters dead and 25 injured, rescuers said.",
            [(8, "killed", "porters", "rescuers"), (25, "injured", "", "rescuers")],
        ),
        (
            "Cholera has killed 2,400 villagers in a year, Sample Relief said on Thursday, with 40 deaths last week.",
            [(2400, "killed", "villagers", "Sample Relief"), (40, "killed", "deaths", "Sample Relief")],
        ),
        ("The rebels claim to have shot dead 20 conscripts.", [(20, "killed", "conscripts", "rebels")]),
        ("Two diplomats said 60 traders had been abducted.", [(60, "abducted", "traders", "diplomats")]),
        (
            "Kelmar said ten villagers were killed and Marenia that 23 of its soldiers died.",
            [(10, "killed", "villagers", "Kelmar"), (23, "killed", "soldiers", "Marenia")],
        ),
        (
            "Citing the Kelmar health office, the UN reports that 36 herders have been killed.",
            [(36, "killed", "herders", "Kelmar health office")],
        ),
        (
            "Sample Radio quoted an officer as saying that 40 gunmen were killed.",
            [(40, "killed", "gunmen", "officer")],
        ),
        ("According to aid experts, who said 40 herders were killed.", [(40, "killed", "herders", "aid experts")]),
        ("The office denied that 70 herders had been killed.", [(70, "killed", "herders", "office")]),
        ("Mediators expect ten captives to be freed.", [(10, "released", "captives", "Mediators")]),
        ("Of the 44 herders killed, nine were boys.", [(9, "killed", "boys", None)]),
        (
            "Raid on Kelmar kills 4, injures 29 - governor",
            [(4, "killed", "", "governor"), (29, "injured", "", "governor")],
        ),
        ("OCHA: 120 families displaced by floods", [(120, "displaced", "families", "OCHA")]),
        (
            "The Front has lost 330 fighters, the Marenian army estimates.",
            [(330, "killed", "fighters", "Marenian army")],
        ),
        ("The ministry, however, gave a higher figure of 19 dead.", [(19, "killed", "", "ministry")]),
        ("The office raised the death toll to 31.", [(31, "killed", "", "office")]),
        ("Partners estimate that 55,000 households were displaced.", [(55000, "displaced", "households", "Partners")]),
    ],
)
def test_wires(text: str, expected: list[Row]) -> None:
    assert_rows(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Front's own count is 150 violations by Marenia.", [(150, "violations", "", "Front")]),
        ("Kelmar's count stands at 127 herders killed.", [(127, "killed", "herders", "Kelmar")]),
        ("By the fishery union's own tally, 61 sailors were detained.", [(61, "detained", "sailors", "fishery union")]),
        ("The relief office's latest figures are 12 dead and 30 wounded.",
         [(12, "killed", "", "relief office"), (30, "injured", "", "relief office")]),
        ("Today's count is 150 violations.", [(150, "violations", "", None)]),
        ("The war's toll stands at 9,000 dead.", [(9000, "killed", "", None)]),
    ],
)  # fmt: skip
def test_a_count_belongs_to_whom_it_is_called_after(text: str, expected: list[Row]) -> None:
    assert_rows(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Soldiers detained 26 pickers near Sampleton, the farmers' league said. Nine of them are former prisoners.",
            [(26, "detained", "pickers", "league"), (9, "detained", "former prisoners", "league")],
        ),
        (
            "The monitors said they had verified 33 herders killed. Fourteen were women.",
            [(33, "killed", "herders", None), (14, "killed", "women", None)],
        ),
        (
            "The land office documented 89 raids in May. In these raids, 318 villagers were killed.",
            [(89, "attacks", "raids", "land office"), (318, "killed", "villagers", "land office")],
        ),
        (
            "The Sample Observatory published its review on Tuesday. It lists 61 drone attacks. "
            "According to the review, 29 conscripts died.",
            [(61, "attacks", "drone attacks", "Observatory"), (29, "killed", "conscripts", "Observatory")],
        ),
        (
            "The port office says 459 trucks entered. The media bureau says the true figure is 244.",
            [(459, "trucks", "trucks", "port office"), (244, "trucks", "trucks", "media bureau")],
        ),
        (
            "Police said eleven drivers were killed; the mayor's office spoke of four.",
            [(11, "killed", "drivers", "Police"), (4, "killed", "drivers", "mayor's office")],
        ),
        (
            "The relief office said 12 villagers were killed. Floods displaced 40 families near the river.",
            [(12, "killed", "villagers", "relief office"), (40, "displaced", "families", None)],
        ),
    ],
)
def test_what_goes_on_with_a_report_keeps_its_claimant(text: str, expected: list[Row]) -> None:
    found = figures(text)
    if expected[0][3] is None:  # a pronoun that may stay open: only that both numbers agree is asked
        assert found[0].claimant == found[1].claimant
        expected = [(v, m, p, found[0].claimant) for v, m, p, _ in expected]
    assert_rows(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marenia returned the bodies of 30 sailors, bringing to 225 the number handed over.",
         [(30, "bodies_returned", "sailors", None), (225, "bodies_returned", "sailors", None)]),
        ("The Red Cross arranged the transfer of 15 deceased sailors.", [(15, "bodies_returned", "sailors", None)]),
        ("Crews handed back 41 of the 44 dead.", [(41, "bodies_returned", "", None)]),
        ("Of the 28 bodies, 24 have been returned; the search for the other four goes on.",
         [(24, "bodies_returned", "bodies", None), (4, "bodies_held", "bodies", None)]),
        ("All but one of the bodies of 31 fallen sailors were handed over.", [(1, "bodies_held", "sailors", None)]),
        ("All but three of the 48 captives have come home.", [(3, "held", "captives", None)]),
        ("Some 1,718 pickers seized in the war were freed along with 250 men serving long terms.",
         [(1718, "released", "pickers", None), (250, "released", "men", None)]),
        ("Kelmar is to free 250 prisoners and 1,700 people detained since May.",
         [(250, "released", "prisoners", None), (1700, "released", "people", None)]),
        ("The search was called off; two bodies are still in the wreck.", [(2, "bodies_held", "bodies", None)]),
        ("Four bodies and 15 wounded were brought to the hospital.",
         [(4, "killed", "bodies", None), (15, "injured", "", None)]),
        ("This year 312 pupils were killed or injured.", [(312, "casualties", "pupils", None)]),
        ("Kelmar offered 8,000 soldiers; Marenia has promised 2,000.",
         [(8000, "troops", "soldiers", None), (2000, "troops", "", None)]),
        ("Some 4,300 households received tents.", []),
        ("Settlers uprooted 300 olive trees.", []),
        ("Gunners shot down 19 drones and three were shot down over the bay.", []),
        ("Some 3,100 families remained without shelter.", [(3100, "affected", "families", None)]),
        ("Some 30,000 displaced herders have returned to Kelmar.", []),
        ("A total of 33 herders were killed this week.", [(33, "killed", "herders", None)]),
        ("Last week 12 herders were killed.", [(12, "killed", "herders", None)]),
        ("Of the dead, nine were nurses and 14 were pupils.",
         [(9, "killed", "nurses", None), (14, "killed", "pupils", None)]),
        ("Some 475 pupils have suffered burns this year.", [(475, "injured", "pupils", None)]),
        ("About 950 miners are still under the debris.", [(950, "missing", "miners", None)]),
        ("Breaches of the truce numbered 96 by May.", [(96, "violations", "", None)]),
        ("The losses, which totalled 64 killed and 45 wounded, shocked Kelmar.",
         [(64, "killed", "", None), (45, "injured", "", None)]),
        ("The office counted 95 trucks, including 11 of fuel.",
         [(95, "trucks", "trucks", "office"), (11, "trucks", "", "office")]),
        ("Six miners including a 19-year-old apprentice are among those killed.", [(6, "killed", "miners", None)]),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, expected: list[Row]) -> None:
    assert_rows(text, expected)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Convoys averaged 88 trucks a day, down from 96 a week earlier.", 88),
        ("Truck entries rose to 220 a day from 140 in the week before.", 220),
        ("Deliveries fell from 300 trucks a day to 180.", 180),
        ("Thirteen herders died, the mayor said, updating an earlier toll of nine.", 13),
    ],
)
def test_what_a_count_was_before_is_no_new_reading(text: str, value: int) -> None:
    assert [f.value for f in figures(text)] == [value]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Reyk said 200 trucks a day had been promised.", "target"),
        ("Reyk said 200 trucks a day were agreed.", "target"),
        ("Under the deal, 200 trucks a day enter.", "target"),
        ("As part of the accord, 200 trucks are meant to enter each day.", "target"),
        ("The agreement calls for 200 trucks a day.", "target"),
        ("Under the deal, 200 trucks entered on Monday.", "reported"),
        ("Under the truce, Kelmar has released 1,968 prisoners.", "reported"),
        ("Reyk said 200 trucks a day had crossed.", "reported"),
        ("In May 200 trucks a day crossed.", "reported"),
    ],
)
def test_what_was_agreed_is_a_target(text: str, modality: str) -> None:
    assert only(text).modality == modality


def test_both_halves_of_a_bargain_are_expected() -> None:
    both = figures("The plan is expected to bring the release of 20 captives in exchange for about 250 prisoners.")
    assert [f.modality for f in both] == ["expected", "expected"]


def test_only_is_the_writers_word() -> None:
    assert only("Only 70 trucks entered on Monday.").qualifier is None
    assert only("At least 70 trucks entered on Monday.").qualifier == "at least"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Twelve herders were killed this week.", date(2025, 12, 19)),
        ("Some 402 herders have been killed so far.", date(2025, 12, 19)),
        ("By Thursday night, 70 trucks had entered.", date(2025, 12, 18)),
        ("As of 18:00 on Monday, 70 trucks had entered.", date(2025, 12, 15)),
        ("Twelve herders were killed in the past 24 hours.", date(2025, 12, 19)),
        ("Twelve herders were killed on 12 December.", date(2025, 12, 12)),
        ("Last week 12 herders were killed.", None),
        ("Twelve herders were killed.", None),
    ],
)
def test_as_of_when(text: str, day: date | None) -> None:
    assert only(text).as_of == day


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Twelve people were killed in northern Gaza.", "northern Gaza"),
        ("In Rafah, 12 people were killed.", "Rafah"),
        ("A strike on Jabalia in the northern Gaza Strip killed 12 people.", "Jabalia"),
        ("Late raids on Ukraine killed four welders.", "Ukraine"),
        ("Lebanese officials said 12 farmers were killed.", "Lebanon"),
        ("The West Bank recorded 85 violations this month.", "West Bank"),
        ("Twelve people were killed on Monday.", None),
    ],
)
def test_where_it_happened(text: str, place: str | None) -> None:
    assert only(text).place == place


@pytest.mark.parametrize(
    "text",
    [
        "The strike, which killed six herders, shook Kelmar.",
        "Local media reported that six herders had been killed.",
        "After the mayor blamed the army following clashes, six herders were killed.",
        "Six herders were killed. The mayor has not commented.",
        "The office closed early. Six herders were killed on the road.",
    ],
)
def test_where_nobody_says_it_nobody_is_named(text: str) -> None:
    assert only(text).claimant is None


def test_the_office_is_the_one_named_before() -> None:
    text = (
        "The Government Media Office in Gaza gave its tally on Sunday. "
        "The office said it had verified 33 people killed since the truce."
    )
    assert (only(text).claimant, only(text).claimant_id) == ("office", "gmo")


@pytest.mark.parametrize("source", ["testimonies of survivors", "footage from the scene", "its own interviews"])
def test_what_is_cited_is_no_claimant_unless_it_is_somebody(source: str) -> None:
    assert only(f"Twelve herders were killed, the rights office said, citing {source}.").claimant == "rights office"
