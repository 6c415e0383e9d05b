"""Who gives a number; nobody named is nobody, and a relaying outlet is a carrier."""

from __future__ import annotations

import pytest
from figure_cases import figures, only


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("The relief office said 12 villagers were killed.", "relief office"),
        ("Twelve villagers were killed, the relief office said on Monday.", "relief office"),
        ("Twelve villagers were killed, said the relief office's Dana Sample.", "relief office's Dana Sample"),
        ("According to the relief office, 12 villagers were killed.", "relief office"),
        ("Twelve villagers were killed, according to the relief office.", "relief office"),
        ("Twelve villagers were killed, figures from the relief office show.", "relief office"),
        ("Dana Sample, spokeswoman for the relief office, said 12 villagers were killed.", "Dana Sample"),
        ("The office's spokeswoman, Dana Sample, said 12 villagers were killed.", "Dana Sample"),
        ("The relief office, which is run by volunteers, said 12 villagers were killed.", "relief office"),
        ("Officials in the enclave said 12 villagers were killed.", "Officials in the enclave"),
        ("WHO has recorded 12 attacks on clinics.", "WHO"),
        ("Relief office: 12 villagers killed in raid", "Relief office"),
        ("Raid kills 12 villagers: relief office", "relief office"),
        ("Twelve attacks documented by the relief office injured nobody.", "relief office"),
        ("Initial reports indicate that 12 villagers were killed.", None),
        ("Twelve villagers were killed.", None),
        ("Twelve villagers were killed, according to reports.", None),
        ("Forces reported to have killed 12 villagers withdrew.", None),
        ("After the mayor announced a curfew following clashes, 12 villagers were killed.", None),
        ("Some 46 percent of voters said the 12 villagers killed were friends.", None),
    ],
)
def test_the_frame_around_a_number_names_its_claimant(text: str, claimant: str | None) -> None:
    assert only(text).claimant == claimant


def test_two_claimants_of_one_sentence_keep_their_own_numbers() -> None:
    first, second = figures(
        "The media office said 200 trucks a day went in, against the 600 that aid groups say are needed."
    )
    assert (first.value, first.claimant) == (200, "media office")
    assert (second.value, second.claimant) == (600, "aid groups")


def test_the_outlet_itself_relays_and_claims_nothing() -> None:
    text = "Settlers injured three herders near Hebron, Sample Wire reported."
    assert only(text, source="Sample Wire").claimant is None
    assert only(text, source="Other Paper").claimant == "Sample Wire"


def test_a_text_that_plainly_goes_on_keeps_its_claimant() -> None:
    text = (
        "The relief office documented 69 attacks on farms in May. "
        "This brings the number of such attacks since January 2025 to 1,260."
    )
    assert [f.claimant for f in figures(text)] == ["relief office", "relief office"]


def test_a_new_paragraph_of_the_reporter_has_no_claimant() -> None:
    text = "The relief office documented 69 attacks on farms in May.\nNear the river, floods displaced 40 families."
    assert [f.claimant for f in figures(text)] == ["relief office", None]


def test_inside_a_quotation_the_speaker_is_the_claimant() -> None:
    text = "“They killed 30 of our neighbours,” said Dana Sample, a nurse at the clinic."
    assert only(text).claimant == "Dana Sample"


@pytest.mark.parametrize(
    ("claimant", "actor"),
    [
        ("the ministry", "gaza-moh"),
        ("the territory's health ministry", "gaza-moh"),
        ("the media office", "gmo"),
        ("the weather service", None),
    ],
)
def test_a_nominal_is_the_one_claimant_of_the_indicator_that_it_fits(claimant: str, actor: str | None) -> None:
    figure = only(f"Some 402 people have been killed in Gaza since the truce began, {claimant} said.")
    assert figure.claimant_id == actor


def test_the_ministry_is_the_one_named_before() -> None:
    text = (
        "Gaza's health ministry said on Monday that four people were killed. "
        "Seven others were hurt near the well, the ministry said."
    )
    assert [f.claimant_id for f in figures(text)] == ["gaza-moh", "gaza-moh"]


def test_a_known_institution_is_resolved() -> None:
    figure = only("Gaza's health ministry said on Thursday that 12 people were killed.")
    assert figure.claimant_id == "gaza-moh"
