"""Predicates of several words behind a counted phrase: "lost their lives", "were forced from their homes"."""

from __future__ import annotations

from tui.extract.lexicon import Action
from tui.extract.line import Line


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HOMING = _set("come came coming go went gone going returned return")
_SUFFERS = _set("suffered suffer suffers suffering sustained incurred")
_WOUNDS = _set("injury injuries wound wounds burns fractures")
_RUBBLE = _set("rubble debris ruins concrete wreckage")
CONDITION = _set("condition intensive hospital hospitals critical coma surgery")
_TREATED_FOR = _set("wounds wound injuries injury burns shrapnel gunshot fractures")
_CAME_IN = _set("come came coming get got getting go went gone going roll rolled rolling make made pass passed")
_INTO = _set("in into through across inside over")
_DRIVEN = _set("forced driven pushed compelled ordered")
_OUT_OF = _set("out from flee leave abandon homes")
_KEPT_IN = _set("captivity custody detention jail prison jails prisons")
_SUFFER = _set(
    """face faces faced facing experience experiencing experienced suffer suffers suffering endure enduring need needs
    needing lack lacks lacking require requires"""
)
_WANT = _set(
    """hunger famine starvation insecurity catastrophic catastrophe malnutrition malnourished aid assistance shelter
    food water care emergency crisis support help displacement"""
)


def idiom(line: Line, i: int, be: bool, aux: bool) -> Action | None:
    """What the words that begin at token i say of the counted; `be`, `aux`: whether such a verb stands before them."""
    low = line.low
    word = low[i]
    if word in _HOMING and low[i + 1 : i + 2] and low[i + 1] in ("home", "back"):
        return "return"
    if word in _SUFFERS and not _WOUNDS.isdisjoint(low[i + 1 : i + 4]):
        return "injure"
    if (hurt := _hurt(line, i, be, aux)) is not None:
        return hurt
    if word in _CAME_IN and low[i + 1 : i + 2] and low[i + 1] in _INTO and not be:
        return "enter"
    if word in ("lost", "lose", "losing") and low[i + 1 : i + 3] in (["their", "lives"], ["his", "life"]):
        return "kill"
    if word in ("lost", "lose", "losing") and not {"home", "homes", "houses"}.isdisjoint(low[i + 1 : i + 4]):
        return "displace"
    if word in _DRIVEN and be and not _OUT_OF.isdisjoint(low[i + 1 : i + 4]):
        return "displace"
    if word == "brought" and low[i + 1 : i + 2] == ["down"]:
        return "destroy"
    if word == "in" and be and low[i + 1 : i + 2] and low[i + 1] in _KEPT_IN:
        return "hold"
    if word in _SUFFER and not _WANT.isdisjoint(low[i + 1 : i + 7]):
        return "affect"
    if word == "in" and aux and low[i + 1 : i + 2] and low[i + 1] in ("famine", "catastrophe", "need"):
        return "affect"
    if word in ("go", "goes", "went", "walk", "walked", "set") and low[i + 1 : i + 2] == ["free"]:
        return "free"
    if word in ("unable", "barred", "prevented") and not {"return", "home", "homes"}.isdisjoint(low[i + 1 : i + 6]):
        return "displace"
    if word == "out" and be and low[i + 1 : i + 3] == ["of", "school"]:
        return "affect"
    if word == "sheltering" and aux:
        return "displace"
    if word in ("under", "beneath", "underneath") and aux and not _RUBBLE.isdisjoint(low[i + 1 : i + 4]):
        return "lose"
    return None


def _hurt(line: Line, i: int, be: bool, any_aux: bool) -> Action | None:
    """ "were in a serious condition", "were treated for burns", "were taken to hospital": hurt, whatever the verb."""
    low = line.low
    word = low[i]
    if word == "in" and (be or any_aux) and not CONDITION.isdisjoint(low[i + 1 : i + 4]):
        return "injure"
    if word == "treated" and (be or any_aux):
        if low[i - 1] == "being":
            return "injure"
        care = low[i + 1 : i + 2] in (["for"], ["in"], ["at"])
        return "injure" if care and not (_TREATED_FOR | CONDITION).isdisjoint(low[i + 2 : i + 7]) else None
    sent = word in ("admitted", "rushed") or (word in ("taken", "brought") and be)
    if sent and low[i + 1 : i + 2] == ["to"]:
        return "injure" if not {"hospital", "hospitals"}.isdisjoint(low[i + 2 : i + 5]) else None
    if word in ("needed", "required", "requiring", "needing") and not {"treatment", "surgery"}.isdisjoint(
        low[i + 1 : i + 4]
    ):
        return "injure"
    return None
