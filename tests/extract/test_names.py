"""Actors and people by their spellings, and the collisions that the registry warns of."""

from __future__ import annotations

import pytest

from tui.agreement.model import load
from tui.extract.aliases import actor_of_bag, index_of
from tui.extract.document import Document
from tui.extract.names import People

AGREEMENT = load("gaza-2025")


def people(text: str) -> People:
    return People(Document(text), AGREEMENT)


def ids(text: str) -> dict[str, str | None]:
    return {m.text: m.actor_id for m in people(text).mentions}


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("the health ministry in Hamas-run Gaza", "gaza-moh"),
        ("Gaza’s health ministry", "gaza-moh"),
        ("Gaza's Hamas-run civil defence", "gaza-civil-defence"),
        ("Gaza’s civil defense", "gaza-civil-defence"),
        ("Israel's military", "idf"),
        ("the Israeli army", "idf"),
        ("the IDF", "idf"),
        ("Bassem Naim", "bassem-naim"),
        ("senior Hamas official Basem Na’im", "bassem-naim"),
        ("Khalil al-Hayya", "khalil-al-hayya"),
        ("Khalil Al Hayya", "khalil-al-hayya"),
        ("Israeli Defence Minister Israel Katz", "israel-katz"),
        ("Israeli Prime Minister Benjamin Netanyahu", "benjamin-netanyahu"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Recep Tayyip Erdogan", "recep-tayyip-erdogan"),
        ("the Hamas-run government media office in Gaza", "gmo"),
        ("Israeli officials", "israel"),
        ("a senior Hamas official", "hamas"),
        ("the World Health Organization", "who"),
        ("WHO", "who"),
        ("who", None),
        ("the Red Cross", "icrc"),
        ("حماس", "hamas"),
        ("a doctor in Israel", None),
        ("an Israeli farmer", None),
        ("Rep. Jim Jordan", None),
        ("Jordan", "jordan"),
        ("the drivers’ union", None),
        ("", None),
    ],
)
def test_claimant_phrases(phrase: str, actor: str | None) -> None:
    assert people("Nothing is said here.").actor_id(phrase) == actor


def test_an_ambiguous_surname_needs_its_full_name_or_its_movement() -> None:
    assert ids("“No,” said Naim.").get("Naim") is None
    assert ids("Bassem Naim spoke. Naim said no.")["Naim"] == "bassem-naim"
    text = "Hezbollah leader Naim Qassem spoke on Friday. Qassem said no."
    assert "hazem-qassem" not in ids(text).values()


def test_the_minister_and_the_country() -> None:
    found = ids("Israel Katz said that Israel would wait.")
    assert found == {"Israel Katz": "israel-katz", "Israel": "israel"}


def test_a_town_is_not_a_sheikh() -> None:
    found = ids("The talks in Sharm el-Sheikh ended.")
    assert all(actor is None for actor in found.values())


def test_a_capital_speaks_only_beside_a_verb_of_speech() -> None:
    assert ids("Doha said the talks would go on.") == {"Doha": "qatar"}
    assert "Doha" not in ids("The talks in Doha ended on Monday.")
    assert "Doha" not in ids("Doha hosted the talks in May.")


def test_a_plan_is_not_its_author() -> None:
    assert "donald-trump" not in ids("The Trump plan has 20 points.").values()
    assert "donald-trump" in ids("Donald Trump has a plan.").values()


def test_who_runs_a_body_does_not_speak() -> None:
    assert "Hamas-run" not in ids("The Hamas-run ministry spoke. Hamas did not.")


def test_nominals_need_their_actor_in_the_text() -> None:
    assert people("Hamas met the mediators.").actor_id("the movement") == "hamas"
    assert people("The drivers met.").actor_id("the movement") is None


def test_full_names() -> None:
    found = people("Mara Orlin met Dan Keller and Lisa Keller. Orlin left.")
    assert found.full_name("Orlin") == "Mara Orlin"
    assert found.full_name("Ms Keller") == "Lisa Keller"
    assert found.full_name("Mr. Keller") == "Dan Keller"
    assert found.full_name("Nobody") == "Nobody"


def test_mentions_in() -> None:
    text = "Hamas spoke. Then Qatar spoke."
    found = people(text)
    assert [m.text for m in found.mentions_in(0, 12)] == ["Hamas"]
    assert [m.text for m in found.mentions_in(12, len(text))] == ["Qatar"]
    assert found.mentions_in(5, 5) == []


def test_the_index_is_built_once_an_agreement() -> None:
    text = "Hamas spoke."
    assert people(text)._index is people(text)._index
    other = load("lebanon-2024")
    assert People(Document(text), other)._index is not people(text)._index


def test_of_two_that_fit_as_well_the_first_is_meant() -> None:
    index = index_of(AGREEMENT)
    for phrase, actor in (("Turkish and Qatari officials", "turkey"), ("Qatari and Turkish officials", "qatar")):
        found = actor_of_bag(index, phrase)
        assert found is not None and found[1] == actor
