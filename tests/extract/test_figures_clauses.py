"""What a number counts when its clause says so in few words: ellipsis, comparison, lists; and who has counted."""

from __future__ import annotations

import pytest
from figure_cases import Row, assert_rows, figures, only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nine lorries of flour and 14 of diesel crossed on Monday, the office said.",
            [(9, "trucks", "lorries of flour", "office"), (14, "trucks", "lorries of diesel", "office")],
        ),
        (
            "The office counted 90 trucks a day, well short of the agreed 200.",
            [(90, "trucks", "trucks", "office"), (200, "trucks", "trucks", "office")],
        ),
        (
            "Of the 900 trucks due to enter in May, just 410 came in, the office said, an average of 14 a day.",
            [(410, "trucks", "trucks", "office"), (14, "trucks", "trucks", "office")],
        ),
        (
            "The group returned the bodies of six captives, leaving two in the enclave, the army said.",
            [(6, "bodies_returned", "captives", "army"), (2, "bodies_held", "captives", "army")],
        ),
        (
            "Four captives were freed on Monday. Seven are still held.",
            [(4, "released", "captives", None), (7, "held", "captives", None)],
        ),
        (
            "Eleven of the 28 dead captives have yet to be handed over.",
            [(11, "bodies_held", "dead captives", None)],
        ),
        ("The deaths of a mayor and four other clerks were confirmed.", [(4, "killed", "clerks", None)]),
        (
            "A strike left nine dead. Two people are under the concrete and 12 were in a serious condition.",
            [(9, "killed", "dead", None), (2, "missing", "people", None), (12, "injured", "people", None)],
        ),
        (
            "There were 44 breaches: 20 shooting incidents, eight incursions and 16 demolitions.",
            [
                (44, "violations", "breaches", None),
                (20, "violations", "shooting incidents", None),
                (8, "violations", "incursions", None),
                (16, "violations", "demolitions", None),
            ],
        ),
        (
            "Twenty-one villagers were killed at dawn: 12 in Marenia, five in Oster and four on the road.",
            [
                (21, "killed", "villagers", None),
                (12, "killed", "villagers", None),
                (5, "killed", "villagers", None),
                (4, "killed", "villagers", None),
            ],
        ),
        (
            "More than 100 children were killed - 60 boys and 40 girls - in the flood of shells.",
            [(100, "killed", "children", None), (60, "killed", "boys", None), (40, "killed", "girls", None)],
        ),
        ("Two gunmen who crossed the river killed in the north, army says", [(2, "killed", "gunmen", "army")]),
        ("Thirteen houses were brought down by the rain.", [(13, "buildings", "houses", None)]),
        ("Some 1,600 families lost their homes in May.", [(1600, "displaced", "families", None)]),
        ("About 75,000 people are sheltering in the port.", [(75000, "displaced", "people", None)]),
        ("Over 30,000 people face acute hunger.", [(30000, "affected", "people", None)]),
        (
            "Nineteen people, two of them nurses, have been hurt, one seriously.",
            [(19, "injured", "people", None), (2, "injured", "nurses", None), (1, "injured", "", None)],
        ),
        (
            "Marenia offered 2,000 troops, Osterland 800.",
            [(2000, "troops", "troops", None), (800, "troops", "troops", None)],
        ),
        (
            "A first contingent of 500, rising to 1,500, is planned.",
            [(500, "troops", "troops", None), (1500, "troops", "troops", None)],
        ),
        ("The 600-truck daily target was met twice.", [(600, "trucks", "truck", None)]),
        ("The army received 15 bodies and gave nine in return.",
         [(15, "bodies_returned", "bodies", None), (9, "bodies_returned", "bodies", None)]),
        ("Fourteen martyrs and 17 injured were received by hospitals.",
         [(14, "killed", "martyrs", None), (17, "injured", "", None)]),
        ("Of 3,000 trucks let in, the rest is unclear. Of the total, 600 were commercial, 80 diesel and 30 gas.",
         [(3000, "trucks", "trucks", None), (600, "trucks", "trucks", None),
          (80, "trucks", "diesel trucks", None), (30, "trucks", "gas trucks", None)]),
        (
            "Police made 230 arrests in the city.",
            [(230, "detained", "people", None)],
        ),
        ("The demolition or confiscation of 24 structures was recorded.", [(24, "buildings", "structures", None)]),
        ("Raiders set fire to 11 vehicles and two homes.", [(2, "buildings", "homes", None)]),
        ("Shelling killed 80 sheep and two shepherds.", [(2, "killed", "shepherds", None)]),
        ("Seventy-one were hurt, 44 of whom remained in hospital.",
         [(71, "injured", "people", None), (44, "injured", "people", None)]),
        ("Two strikes hit the port a day after a raid wounded two.", [(2, "injured", "people", None)]),
        ("Some 6,000 children are out of school and 76 of its schools shelter more than 900 people.",
         [(6000, "affected", "children", None), (900, "displaced", "people", None)]),
        ("A further 900 villagers are thought to lie beneath the rubble.", [(900, "missing", "villagers", None)]),
        ("Police monitored 212 raids in May, in addition to 140 assaults by settlers.",
         [(212, "attacks", "raids", "Police"), (140, "attacks", "assaults", "Police")]),
        ("The deal provides for 33 Samplers to be returned and for 1,900 prisoners to go free.",
         [(33, "released", "Samplers", None), (1900, "released", "prisoners", None)]),
        ("Four soldiers taken captive in May were exchanged for 200 prisoners.",
         [(4, "released", "soldiers", None), (200, "released", "prisoners", None)]),
        ("Some 183 prisoners were bused out of jail.", [(183, "released", "prisoners", None)]),
        ("More than 64,000 people are still unable to go home.", [(64000, "displaced", "people", None)]),
        ("None was of the 11 deceased captives who are still in the enclave.",
         [(11, "bodies_held", "deceased captives", None)]),
        ("Coffins of four dead captives followed.", [(4, "bodies_returned", "dead captives", None)]),
        ("This brings to 55 the children killed this year.", [(55, "killed", "children", None)]),
        ("At least 21 people lost their lives.", [(21, "killed", "people", None)]),
        ("A fire left 17 guards in hospital.", [(17, "injured", "guards", None)]),
        ("Raiders killed 27 people, among whom were 13 children.",
         [(27, "killed", "people", None), (13, "killed", "children", None)]),
        ("Eleven dead and 20 injured were brought in: six from the north, four from the port, one from the hills.",
         [(11, "killed", "dead", None), (20, "injured", "", None), (6, "killed", "dead", None),
          (4, "killed", "dead", None), (1, "killed", "dead", None)]),
        ("Two more captives' bodies were handed over.", [(2, "bodies_returned", "captives' bodies", None)]),
        ("The bodies of 20 of 28 dead captives were returned; three more arrived on Sunday.",
         [(20, "bodies_returned", "dead captives", None), (3, "bodies_returned", "dead captives", None)]),
        ("Seventeen villagers admitted to hospital with burns were named.", [(17, "injured", "villagers", None)]),
        ("Five men in their 20s died in Oster and five others in Marenia.",
         [(5, "killed", "men", None), (5, "killed", "", None)]),
        ("A body was returned, leaving the remains of two captives in the enclave.",
         [(2, "bodies_held", "captives", None)]),
        ("Four died in one village and one each in two others.", [(4, "killed", "people", None)]),
    ],
)  # fmt: skip
def test_a_short_clause_counts_what_the_words_around_it_say(text: str, expected: list[Row]) -> None:
    assert_rows(text, expected)


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Twelve villagers were killed, by the count of the drivers' union.", "drivers' union"),
        ("Twelve villagers were killed, by a Sample Wire count.", "Sample Wire"),
        ("A Sample Wire tally of morgue records came to 12 villagers killed.", "Sample Wire"),
        ("By the harbour office's account, 12 villagers were killed.", "harbour office"),
        ("Twelve villagers were killed, mediators say privately.", "mediators"),
        ("Twelve villagers were killed, the hospital's director, Dana al-Sample, told reporters.", "Dana al-Sample"),
        ("Twelve villagers were killed, said the rescue service's spokesman, Dana Sample.", "Dana Sample"),
        ("The relief office lost 12 workers in the shelling, it says.", "relief office"),
        (
            "Commissioner Dana Sample says her office has verified the deaths of 12 villagers.",
            "Commissioner Dana Sample",
        ),
        ("Civil defence crews pulled 12 bodies from the ruins.", "Civil defence crews"),
        ("Civil defence crews pulled 12 bodies from the ruins, Sample Wire reported.", "Civil defence crews"),
        (
            "The harbour society and two other groups say 12 villagers were killed.",
            "harbour society and two other groups",
        ),
        ("The ministers of ten countries said 12 villagers were killed.", "ministers of ten countries"),
        ("A senior officer briefed reporters that 12 villagers were killed, Sample Wire said.", "senior officer"),
        ("Twelve villagers were killed, the mission said, citing 140 interviews with survivors.", "mission"),
        ("Twelve villagers were killed, officials on both sides say.", "officials on both sides"),
        ("Twelve villagers were killed, a Sample Wire analysis finds.", "Sample Wire"),
        ("Twelve villagers were killed, by a Sample Wire count from ministry data.", "Sample Wire"),
        ("Twelve villagers were killed, according to the regional governor, Dana Sample.", "Dana Sample"),
        ("Peacekeepers count 12 breaches of the line.", "Peacekeepers"),
        ("Twelve villagers were killed, say harbour officials; the army gave no number.", "harbour officials"),
        (
            "Since May, says the relief office's Dana Sample, shelling has killed 12 villagers.",
            "relief office's Dana Sample",
        ),
        ("Twelve villagers were killed, medical sources report.", "medical sources"),
        ("A Sample Union document seen by the paper speaks of 12 villagers killed.", "Sample Union document"),
        ("UNICEF evacuated 12 patients.", "UNICEF"),
        ("COGAT rejected the claim, saying 12 trucks enter.", "COGAT"),
        ("WHO and partners evacuated 12 patients.", "WHO and partners"),
        ("While it rained, the relief office's count of deaths stands at 12.", "relief office"),
        ("Twelve villagers were killed after the truce announced on Monday.", None),
        ("Our map shows that 12 villagers were killed.", None),
        ("Israel returned 12 bodies.", None),
    ],
)
def test_who_has_counted(text: str, claimant: str | None) -> None:
    assert only(text).claimant == claimant


def test_a_comparison_with_what_was_agreed_is_a_target() -> None:
    reading, target = figures("Only 90 trucks a day go in, instead of the promised 200, the office said.")
    assert (reading.modality, target.modality) == ("reported", "target")
    assert (target.value, target.rate) == (200, "day")


def test_what_has_yet_to_come_home_is_held_and_what_came_home_is_not() -> None:
    assert only("Nine captives were returned.").measure == "released"
    assert only("Nine captives have yet to be returned.").measure == "held"


def test_each_speaker_of_a_headline_keeps_its_own_number() -> None:
    first, second = figures("Army says it killed 30 commanders; harbour hospitals report 104 deaths")
    assert (first.claimant, second.claimant) == ("Army", "harbour hospitals")


def test_parts_of_a_list_are_parts() -> None:
    assert [f.breakdown for f in figures("Twenty died: 12 in Marenia and eight in Oster.")] == [False, True, True]


def test_a_second_claim_of_a_sentence_is_its_own_speakers() -> None:
    first, second = figures("Nine died in Oster, according to the port clinic, and four in Marenia, the army reported.")
    assert (first.claimant, second.claimant) == ("port clinic", "army")
    first, second = figures("Army: 3 gunmen killed in the north; harbour officials say 12 have died since May")
    assert (first.claimant, second.claimant) == ("Army", "harbour officials")


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Israel has withdrawn from about 12 percent of the territory that it held, the military said.", []),
        ("Marenia ceded 5 percent of the strip, the UN said.", []),
        ("Israel has withdrawn to a line that leaves it in control of 53 percent of Gaza, the military said.", [53]),
        ("After the withdrawal Israel holds 53 percent of the strip, the military said.", [53]),
    ],
)
def test_a_share_that_was_left_is_not_one_that_is_held(text: str, shares: list[int]) -> None:
    assert [f.value for f in figures(text)] == shares
