"""Predicates of several words behind a counted phrase: "lost their lives", "were forced from their homes"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.extract.lexicon import Action
from tui.extract.line import Line


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CONDITION = _set("condition intensive hospital hospitals critical coma surgery")
_TREATED_FOR = _set("wounds wound injuries injury burns shrapnel gunshot fractures")

_RUBBLE = "rubble/debris/ruins/concrete/wreckage"
_HURT = "injury/injuries/wound/wounds/burns/fractures"
_CELLS = "captivity/custody/detention/jail/jails/prison/prisons/cells/dungeons"
CELLS = _set(_CELLS.replace("/", " "))
_HOMES = "home/homes/houses/villages/camp/camps/neighbourhoods"
_WANT = (
    "hunger/famine/starvation/insecurity/catastrophic/catastrophe/malnutrition/malnourished/aid/assistance/shelter"
    "/food/water/care/emergency/crisis/support/help/displacement"
)
_SUFFER = (
    "face/faces/faced/facing/experience/experiencing/experienced/suffer/suffers/suffering/endure/enduring/need/needs"
    "/needed/needing/lack/lacks/lacked/lacking/require/requires"
)
_COME = "come/came/coming/get/got/getting/go/went/gone/going/roll/rolled/rolling/make/made/pass/passed"
# what must stand before the words is a form of "be", any auxiliary, or nothing; "/" parts alternatives, and "*" is up
# to three words of the same clause
_SAYINGS: tuple[tuple[Action, str, tuple[str, ...]], ...] = (
    ("kill", "", (
        "lost/lose/losing their/his/her lives/life", "gunned/mowed/cut down",
        "rose/risen/ascended/fell/fallen as martyrs", "put to death", "met their/his/her death/deaths/end",
        "starved/burned/burnt/bled/froze/frozen/beaten/stabbed/crushed/choked/tortured to death",
        "paid with their lives", "succumbed to * wounds/injuries", "buried alive",
    )),
    ("injure", "", (
        "lost/lose/losing * limbs/limb/legs/leg/arms/arm/eyes/sight/hands",
        f"suffered/suffer/suffering/sustained/incurred * {_HURT}",
    )),
    ("injure", "be", ("fighting for their lives", "on life support")),
    ("lose", "be", ("feared buried/trapped/dead", "buried under/beneath")),
    ("lose", "aux", (f"under/beneath/underneath * {_RUBBLE}", "never/not been found", "disappeared without trace")),
    ("hold", "be", (f"in/inside * {_CELLS}", "behind bars", "serving * sentences/terms")),
    ("hold", "", (f"sit/sits/sat/sitting/languish/languishing in * {_CELLS}", "remain/remains/remained behind bars")),
    ("return", "", (
        "come/came/coming/go/went/gone/going/returned/return home/back", "reunited with * families/family/relatives",
    )),
    ("return", "be", (
        "home", "back in/with/on", "now in/back/home", "safe in", "in/into * hands of the red/icrc",
        "with * red/icrc", "now with * red/icrc",
    )),
    ("free", "", ("go/goes/went/walk/walked/set free", "walk/walked/walks out of")),
    ("detain", "", (
        "taken/led/hauled/dragged/marched away/off", "taken into custody", "picked/rounded up", "put in jail/prison",
        "placed in/under * detention/arrest",
    )),
    ("displace", "", (
        f"left/leave/leaving/fled/abandoned * {_HOMES}", "lost/lose/losing * home/homes/houses",
        "live/lives/living in * tents/tent/shelters/schools/camps/caravans",
        "packed and/up left/fled/moved/go/went", "had/have/has to move/flee/leave",
        "unable/barred/prevented * home/homes/return", "moved/move/moving south/north/westward",
        "have/has/had nowhere to",
    )),
    ("displace", "be", (
        "forced/driven/pushed/compelled/ordered * out/from/flee/leave/abandon/homes", "on the move/run",
        "told/ordered to leave/evacuate/move",
    )),
    ("displace", "aux", ("sheltering", "camped in/along")),
    ("affect", "", (
        f"{_SUFFER} * {_WANT}", "go/goes/went/going hungry/without",
        "depend/depends/rely/relies/survive/survives on * aid/assistance/handouts/rations",
        "live/lives/living below/on/without/amid/in * poverty/dollars/rubble/ruins/squalor",
    )),
    ("affect", "aux", (
        "in famine/catastrophe/need", "in * need of", "at * risk", "short of", "cut off", "out of school",
        "without * power/water/shelter/food/electricity/homes", "dependent/reliant on", "hungry",
    )),
    ("enter", "", (
        f"{_COME} in/into/through/across/inside/over", "made it * in/into/through/across",
        "turned/sent away/back/around", "set/drove/driven off/in/into/through",
    )),
    ("destroy", "", (
        "brought down", "reduced to rubble/ruins/dust/ashes", "lie/lies/lay/stand in * ruins/rubble", "gone up in",
        "blown up", "wiped out/off", "razed/levelled to",
    )),
    ("destroy", "be", ("in * ruins/rubble/tatters", "beyond repair")),
)  # fmt: skip
_PAUSE = frozenset(".,;:!?…()[]–—")


class _Saying(NamedTuple):
    words: tuple[frozenset[str] | None, ...]
    """None stands for up to three words."""
    action: Action
    needs: str


def _read() -> dict[str, tuple[_Saying, ...]]:
    found: dict[str, list[_Saying]] = {}
    for action, needs, patterns in _SAYINGS:
        for pattern in patterns:
            words = tuple(None if w == "*" else frozenset(w.split("/")) for w in pattern.split())
            for first in words[0] or ():
                found.setdefault(first, []).append(_Saying(words, action, needs))
    return {first: tuple(sayings) for first, sayings in found.items()}


_BY_FIRST = _read()
BEGINS = frozenset(_BY_FIRST) - frozenset(("in", "on", "with", "at", "now", "back", "home", "short", "safe"))
"""Words that such a predicate can begin with and that are no part of a noun phrase behind a plural."""
SAID_BY = frozenset(
    w
    for sayings in _BY_FIRST.values()
    for s in sayings
    for w in (s.words[-1] or ())
    if len(s.words) > 1 and w not in ("in", "on", "of", "with", "the", "to", "from", "out", "back", "up", "off", "down")
) | {"sheltering", "gunned", "rounded", "reduced", "blown", "wiped"}  # fmt: skip
"""Words one of which stands in every sentence whose predicate is one of the sayings, but for plain particles."""


def _holds(low: Sequence[str], i: int, words: tuple[frozenset[str] | None, ...], k: int) -> bool:
    """Whether words[k:] stand at token i."""
    while k < len(words):
        wanted = words[k]
        if wanted is None:
            for gap in range(4):
                if _holds(low, i + gap, words, k + 1):
                    return True
                if i + gap >= len(low) or low[i + gap] in _PAUSE:
                    return False
            return False
        if i >= len(low) or low[i] not in wanted:
            return False
        i, k = i + 1, k + 1
    return True


def idiom(line: Line, i: int, be: bool, aux: bool) -> Action | None:
    """What the words that begin at token i say of the counted; `be`, `aux`: whether such a verb stands before them."""
    low = line.low
    for saying in _BY_FIRST.get(low[i], ()):
        if not saying.needs or be or (saying.needs == "aux" and aux):
            if saying.action == "enter" and be and low[i] not in ("turned", "sent"):
                continue  # "was going into the village": a passer-by
            if _holds(low, i, saying.words, 0):
                return saying.action
    if (hurt := _hurt(line, i, be, aux)) is not None:
        return hurt
    return "kill" if low[i] in ("fell", "fallen") and _in_battle(line, i) else None


_SOLDIERS = _set(
    "soldiers troops fighters officers soldier reservists commandos paratroopers martyrs servicemen gunmen"
)
_NO_BATTLE = _set("to from by into ill under below off short victim on behind asleep for as")


def _in_battle(line: Line, i: int) -> bool:
    """ "Three soldiers have fallen in the north": said of soldiers, falling is dying."""
    before = line.low[max(0, i - 4) : i]
    return not _SOLDIERS.isdisjoint(before) and not _NO_BATTLE.intersection(line.low[i + 1 : i + 2])


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
