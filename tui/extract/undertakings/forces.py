"""Finders of forces and weapons: who withdraws or stays, who is sent, who disarms, and the fighting that stops."""

from __future__ import annotations

from itertools import pairwise

from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import Here
from tui.extract.undertakings.inflection import forms, word_set

_KEPT = frozenset(sub.verbs("keep retain"))
_STANDS = word_set("remain remains remained stay stays stayed deployed stationed positioned present")
_PLANS = word_set("plan peace_plan deal proposal talks agreement accord")


def withdraw(h: Here) -> None:
    verb = sub.WITHDRAW[h.word]
    if verb.lemma in ("withdraw", "pull_out", "pull_back", "pull_away") and _no_ground(h):
        return
    if h.nominal and verb.form == "base":
        h.noun("withdrawal")
        return
    who = h.near(sub.FORCES, 10, 4)
    if who is not None or (verb.lemma not in _GO_AWAY and (h.told_of("withdrawal") or _ground(h))):
        h.act("withdrawal", verb.form, who)


_PLACES = word_set(
    """gaza strip territory territories area areas land lands south lebanon line lines position positions city corridor
    region zone enclave parts part town towns village villages province border tigray litani soil country north east
    west posts post points hills"""
)


def _ground(h: Here) -> bool:
    """Whether it is from some ground, or says nothing of from where."""
    after = h.texts[h.i + 1 : h.i + 9]
    return "from" not in after[:3] or any(t in _PLACES for t in after)


_GO_AWAY = word_set("move_back move_out pull_away pull_back pull_out reposition retreat draw_back")
"""Anybody may do these: only forces withdraw by them."""
_DETERMINED = word_set("the a an its his her their that this any all")


def _no_ground(h: Here) -> bool:
    """ "withdrew from the race", "withdrew the bill": not from any ground, and no forces."""
    after = h.texts[h.i + 1 : h.i + 7]
    if "from" in after[:2]:
        return any(t in sub.TAKEN_PART_IN for t in after[after.index("from") + 1 :][:4])
    # a direct object that is no force: "withdrew its support"
    return after[:1] != [] and after[0] in _DETERMINED and not any(t in sub.FORCES | sub.TROOPS for t in after[1:5])


def pull(h: Here) -> None:
    """ "pulled its troops back"."""
    who = None if h.nominal else h.near(sub.FORCES, 0, 4)
    if who is not None and any(t in ("back", "out") for t in h.texts[who + 1 : min(h.s.high, who + 5)]):
        h.act("withdrawal", sub.PULL[h.word].form, who)


def place(h: Here) -> None:
    """ "positioning its troops along the line"."""
    who = None if h.nominal else h.near(sub.FORCES, 6, 4)
    if who is not None and any(t in sub.LINES for t in h.span(0, 9)):
        h.act("withdrawal", sub.PLACE[h.word].form, who)


def leave(h: Here) -> None:
    if h.nominal and not h.word.endswith("ing"):
        return  # but "no intention of leaving"
    who = h.near(sub.FORCES - {"israel", "israeli"}, 8, 0)
    if who is None and h.near(sub.POSTS, 0, 5) is not None:
        who = h.near(sub.FORCES, 8, 0)  # "ruled out leaving the five outposts"
    if who is not None:
        h.act("withdrawal", sub.LEAVE[h.word].form, who)


def stay(h: Here) -> None:
    """Forces hold a share of the land."""
    if h.nominal:
        return
    holders = sub.FORCES - sub.OWN_MEMBERS
    who = h.near(holders, 6, 0)
    if who is None and any(t in ("they", "it", "which") for t in h.span(3, 0)):
        who = h.behind(holders)
        if who is None and h.setting.home and h.told_of("withdrawal") and "they" in h.span(3, 0):
            who = h.i
    low = max(0, h.i - 15) if h.word in _STANDS else h.i + 1
    if h.s.kind == "that" and h.i - h.s.low <= 3 and h.s.low:
        low = max(0, h.s.low - 3)  # "the points that the army still occupies"
    high = h.i + 5 if h.word in _KEPT else h.i + 10
    if who is not None and _share(h.texts, low, high):
        h.says("withdrawal", "partial", who)


def _share(texts: list[str], low: int, high: int) -> bool:
    """Whether a part of the land is named: "half of", "a third of", not "for the third week"."""
    for j in range(low, min(high, len(texts))):
        if texts[j] in ("third", "quarter", "most", "majority", "thirds", "quarters", "fifths", "tenths"):
            if texts[j + 1 : j + 2] == ["of"]:
                return True
        elif texts[j] in ("parts", "part", "areas", "swathes"):
            if texts[j + 1 : j + 2] == ["of"] and any(t in _HOLDS for t in texts[low - 1 : j]):
                return True  # "still occupy parts of the district"
        elif texts[j] in sub.SHARES:
            return True
    return False


_HOLDS = frozenset(sub.verbs("occupy control hold"))


def keep(h: Here) -> None:
    """Troops are kept where they are; weapons are kept by who should give them up."""
    if h.nominal and h.word.endswith("ing") and any(t in _BLAMES for t in h.span(8, -1)):
        if h.near(sub.TROOPS | {"forces"}, 0, 3) is not None:
            h.says("withdrawal", "alleged_violation", h.i)  # "accused it of keeping troops in three districts"
        return
    if h.nominal:
        return
    held = h.near(frozenset({"control", "hold"}), 0, 2) is not None and h.near(sub.FORCES, 8, 0) is not None
    abroad = any(t in sub.ABROAD - {"gaza"} for t in h.span(6, 6))
    troops = (held or h.near(sub.TROOPS | {"forces"}, 0, 3) is not None) and not abroad
    ground = h.near(_ZONES, 0, 4) is not None and h.near(sub.FORCES - sub.OWN_MEMBERS, 10, 0) is not None
    if troops or ground:
        h.says("withdrawal", "refused", h.i)
    elif h.near(sub.WEAPONS, 0, 4) is not None:
        nobody = any(t in ("no", "nobody", "none") for t in h.texts[max(0, h.i - 9) : h.i])
        h.says("disarmament", "demanded" if nobody else "refused", h.i)


_ZONES = word_set("zone zones perimeter presence foothold corridor")


def presence(h: Here) -> None:
    """ "the continued presence of troops on five hills"."""
    who = h.near(sub.FORCES - sub.OWN_MEMBERS, 3, 4)
    if who is not None and _share(h.texts, h.i, h.i + 10):
        h.says("withdrawal", "partial", who)


def will_stay(h: Here) -> None:
    """ "The troops will remain in the buffer zone"."""
    planned = h.before == "to" and any(t in ("plans", "intends", "plan", "intend", "wants") for t in h.span(3, -1))
    if (planned or any(t in ("will", "would", "shall") for t in h.span(3, -1))) and not h.nominal:
        who = h.near(sub.FORCES - sub.OWN_MEMBERS - {"force"}, 8, 0)
        if who is not None and any(
            t in ("in", "inside", "at", "along", "on", "there", "where") for t in h.texts[h.i + 1 : h.i + 3]
        ):
            h.says("withdrawal", "refused", who)


def hand_in(h: Here) -> None:
    """ "the handover of its arms"."""
    arms = h.near(sub.WEAPONS, 2, 4)
    if arms is not None and (h.nominal or h.word in sub.NOUNS_OF_RETURN):
        h.noun("disarmament", arms)


def control(h: Here) -> None:
    """ "53 percent ... under Israeli control", "the area behind the line, half of ..."."""
    if not _share(h.texts, max(0, h.i - 12), h.i + 9):
        return
    around = h.texts[max(0, h.i - 4) : h.i]
    if h.before in ("in", "under"):
        around = [*around, *h.texts[h.i + 1 : h.i + 5]]
    if "-" in h.word or h.word == "yellow_line" or any(t in sub.FORCES or t in ("its", "their") for t in around):
        h.says("withdrawal", "partial", h.i, "main")


def send(h: Here) -> None:
    """Other countries send soldiers."""
    abroad = any(t in sub.ABROAD for t in h.texts) or any(
        a in ("peace", "ceasefire", "truce") and b in ("deal", "agreement", "accord") for a, b in pairwise(h.texts)
    )
    abroad = abroad or h.told_of("stabilisation_force") or (h.setting.home and h.word in _GIVE_TROOPS)
    if not abroad and h.setting.home and h.word == "deploy" and h.before == "to":
        abroad = any(t in ("ready", "prepared", "willing", "offered", "agreed", "plans") for t in h.span(4, -1))
    if h.nominal or not abroad or any(t in sub.WARRING for t in h.span(5, -1)):
        return
    verb = sub.SEND[h.word]
    who = h.near(sub.TROOPS, 0, 7)
    if who is None and h.told_of("stabilisation_force"):
        who = h.near(_ANYONE, 0, 1)  # "will not send anyone to fight"
    if who is None and verb.form == "past":
        who = h.near(sub.TROOPS | {"force"}, 6, 0)
    if who is not None:
        h.act("stabilisation_force", verb.form, who)


_ANYONE = word_set("anyone anybody nobody any")
_GIVE_TROOPS = frozenset(sub.verbs("send contribute commit pledge offer volunteer dispatch"))


def army_deploys(h: Here) -> None:
    """The army of the state itself takes over, as in the south of Lebanon."""
    if not h.nominal and "lebanese" in h.texts and h.near(word_set("army troops soldiers lebanese"), 10, 3) is not None:
        h.act("stabilisation_force", sub.DEPLOY[h.word].form)


def deployment(h: Here) -> None:
    what = h.near(word_set("force troops soldiers contingents forces mission units battalions"), 3, 8)
    if (
        what is not None
        and "stabilisation_force" not in h.span(99, 99)
        and not any(t in sub.WARRING for t in h.span(4, 3))
    ):
        h.noun("stabilisation_force", what)


def disarm(h: Here) -> None:
    verb = sub.DISARM[h.word]
    if not (h.nominal and verb.form == "ing"):
        h.act("disarmament", verb.form)


def give_arms(h: Here) -> None:
    arms = h.near(sub.WEAPONS, 0, 4)
    if arms is not None and h.nominal and "ing" in h.word:
        h.noun("disarmament", arms)  # "talk of giving up its guns"
        return
    arms = None if h.nominal and not h.word.endswith("ing") else h.near(sub.WEAPONS, 6, 6)
    if arms is None and any(t in ("them", "it") for t in h.texts[h.i + 1 : h.i + 4]):
        arms = h.behind(sub.WEAPONS)  # "its paper on weapons ... open to freezing or storing them"
    if arms is not None:
        h.act("disarmament", sub.GIVE_ARMS[h.word].form, arms)


def arms(h: Here) -> None:
    """ "its arms north of the river", "the question of arms"."""
    if h.texts[h.i + 1 : h.i + 2] and h.texts[h.i + 1] in _ARMS_TRADE:
        return  # "the group's arms production"
    if h.before in sub.OWNED and not any(a.topic == "disarmament" for a in h.found):
        h.noun("disarmament")


_ARMS_TRADE = word_set(
    "production smuggling dealer dealers smuggler smugglers maker makers trade factory workshop expert"
)


def rearm(h: Here) -> None:
    """ "is rebuilding its arsenal": what the other side holds against a group that should disarm."""
    verb = sub.REARM[h.word]
    if h.nominal and not h.word.endswith("ing"):
        return
    accused = any(t in _BLAMES for t in h.texts[max(0, h.i - 8) : h.i])
    # "Israel said that the group was rebuilding its arsenal"
    told = any(t in _TELLS for t in h.texts[: h.i])
    told = told and (h.before in ("is", "was", "been", "are", "were") or h.before in sub.OWN_MEMBERS)
    accused = accused or (told and h.near(sub.OWN_MEMBERS | {"group", "movement"}, 4, 0) is not None)
    if accused and (verb.lemma == "rearm" or h.near(sub.REARMING | sub.WEAPONS, 0, 4) is not None):
        h.says("disarmament", "alleged_violation", None)


_TELLS = word_set("said says tells told warns warned reports")
_BLAMES = frozenset(f for lemma in ("accuse", "blame") for f in forms(lemma))


def stop(h: Here) -> None:
    """ "stop the strikes": the truce itself."""
    verb = sub.STOP[h.word]
    guns = h.near(sub.HOSTILITIES, 0, 5)
    if guns is None and (verb.form == "past" or h.before == "to"):
        guns = h.near(sub.HOSTILITIES, 5, 0)
    if verb.lemma == "end" and not h.nominal and "war" in h.span(-1, 6) and any(t in _PLANS for t in h.span(6, -1)):
        h.act("truce", verb.form, h.near(frozenset({"war"}), 0, 6))  # "signed a deal to end two years of war"
        return
    if guns is not None and not h.nominal and not any(t in sub.NAMES for t in h.texts[h.i + 1 : guns]):
        h.act("truce", verb.form, guns)


def departure(h: Here) -> None:
    who = h.near(sub.FORCES | {"unit", "battalion"}, 2, 6)
    if who is not None:
        h.noun("withdrawal", who)


def roll_back(h: Here) -> None:
    """ "Tanks rolled back from the town"."""
    who = None if h.nominal or h.found else h.near(sub.FORCES, 6, 0)
    if who is not None and h.texts[h.i + 1 : h.i + 2] != [","]:
        h.act("withdrawal", sub.GO_BACK[h.word].form, who)


def not_budge(h: Here) -> None:
    """ "We will not move a metre from the line"."""
    group = h.span(4, -1)
    away = any(t in ("from", "back") for t in h.span(-1, 6)) and any(
        t in sub.LINES | sub.POSTS | {"zone", "there", "perimeter", "corridor"} for t in h.span(-1, 9)
    )
    if not h.nominal and not h.found and away and any(t in ("not", "never", "won't") for t in group):
        h.says("withdrawal", "refused", None)


def foreign_unit(h: Here) -> None:
    """ "The first Indonesian battalion landed": soldiers of a country that is no party."""
    if h.nominal or h.found or not h.setting.home:
        return
    verb = sub.LAND.get(h.word) or sub.ARRIVE.get(h.word)
    who = h.near(_UNITS, 6, 0)
    if who is None and h.s.kind == "who" and h.s.low and h.texts[h.s.low - 1] in _UNITS:
        who = h.s.low - 1  # "the 140 soldiers who have arrived"
    if verb is None or who is None or any(t in sub.WARRING or t in ("lebanese", "army") for t in h.span(8, 6)):
        return
    abroad = h.texts[who] in _FOREIGN or h.texts[who - 1].endswith(_OF_A_NATION)
    if h.told_of("stabilisation_force") or (abroad and h.texts[who - 1] not in _HERE):
        h.act("stabilisation_force", verb.form, who)


_OF_A_NATION = ("ian", "ani", "ish", "foreign", "ese", "ccan", "french", "akh")
_HERE = word_set("palestinian egyptian iranian syrian russian ukrainian civilian guardian")
_UNITS = word_set("engineers troops soldiers battalion battalions contingent contingents peacekeepers brigade")
_FOREIGN = word_set("contingent contingents peacekeepers battalion")


GO_BACK_TO = sub.verbs("go_back return")


def go_back(h: Here) -> None:
    """ "gives the army four months to go back to the perimeter"."""
    who = None if h.nominal or h.found else h.near(sub.FORCES - sub.OWN_MEMBERS, 9, 0)
    there = any(t in sub.LINES | {"perimeter", "barracks", "border", "bases"} for t in h.texts[h.i + 1 : h.i + 5])
    if who is not None and there and h.texts[h.i + 1 : h.i + 2] == ["to"]:
        h.act("withdrawal", GO_BACK_TO[h.word].form, who)


def pledges(h: Here) -> None:
    """ "firm pledges of troops": the word itself says it."""
    if h.nominal or h.word.endswith("s"):
        who = h.near(sub.TROOPS, 0, 4)
        if who is not None and "of" in h.texts[h.i + 1 : who] and not any(t in sub.WARRING for t in h.span(6, 6)):
            h.says("stabilisation_force", "pledged", who)


def side(h: Here) -> None:
    """ "64 per cent of the land lies on its side of the line"."""
    theirs = h.before in ("its", "israeli", "israel", "their") and any(t in sub.LINES for t in h.span(-1, 4))
    if theirs and _share(h.texts, max(0, h.i - 12), h.i):
        h.says("withdrawal", "partial", None)


def take_arms(h: Here) -> None:
    """ "Its guns have to be taken from the group"."""
    arms = None if h.found else h.near(sub.WEAPONS, 6, 4)
    if arms is not None and any(t in ("from", "away") for t in h.texts[h.i + 1 : h.i + 6]) and not h.nominal:
        h.act("disarmament", TAKE[h.word].form, arms)


TAKE = sub.verbs("take")


def let_in_troops(h: Here) -> None:
    """ "would not allow soldiers of that country in the strip"."""
    who = None if h.nominal or h.found else h.near(sub.TROOPS, 0, 7)
    if who is None or any(t in sub.WARRING for t in h.texts[h.i : who + 1]) or not h.setting.home:
        return
    if any(t in ("in", "into", "on", "inside") for t in h.texts[who + 1 : who + 3]):
        h.act("stabilisation_force", LET_IN[h.word].form, who)


LET_IN = sub.verbs("allow accept admit permit let")


def behind_line(h: Here) -> None:
    """ "The soldiers are back behind the line"."""
    who = h.near(sub.FORCES - sub.OWN_MEMBERS, 5, 0)
    there = h.texts[h.i + 1 : h.i + 2] in (["behind"], ["on"]) and any(t in sub.LINES for t in h.span(-1, 5))
    if who is not None and there and any(t in ("are", "is") for t in h.texts[who + 1 : h.i]):
        h.says("withdrawal", "completed", who)
