"""Finders of what passes and comes back: aid, crossings, power, homes, reconstruction, monitors."""

from __future__ import annotations

from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import Here


def enter(h: Here) -> None:
    load = h.near(sub.AID | sub.GOODS if h.setting.home else sub.AID, 12, 8)
    if load is None and h.s.kind == "but" and any(t in ("them", "they", "it") for t in h.span(99, -1)):
        load = h.behind(sub.AID)
    if load is None and h.s.kind == "which" and not h.nominal:
        load = h.behind(sub.AID)  # "40 trucks came, of which 30 were offloaded"
    if load is not None and load < h.i and h.word.startswith("receiv") and h.before not in ("been", "was", "were"):
        load = h.near(sub.AID, 0, 6)  # what is received stands behind: "said that it had received 2,500 calls"
    if load is None and h.s.kind == "that" and h.s.low and h.texts[h.s.low - 1] in sub.AID and not h.nominal:
        load = h.s.low - 1  # "90 of the trucks that were due have been let in"
    if load is None and h.told_of("aid_entry") and not h.nominal and h.word in _LET_THROUGH and _none_of_them(h):
        load = h.i  # "Our trucks have waited for weeks. Not one has been let through."
    if load is not None and h.texts[load] in ("convoy", "convoys") and h.texts[load + 1 : load + 2] == ["of"]:
        load = load if any(t in sub.AID for t in h.texts[load + 2 : load + 5]) else None
    if h.texts[h.i + 1 : h.i + 2] in (["away"], ["off"], ["out"]):
        return  # "were damaged or carried away"
    if load is not None and h.word != "carrying" and _inwards(h):
        h.either("aid_entry", sub.ENTER[h.word], load)


_LET_THROUGH = frozenset(
    sub.verbs("let_in allow_in let allow permit admit enter cross arrive get_in get_through come_in go_in clear")
)


def _none_of_them(h: Here) -> bool:
    """Whether the clause is about "none", "not one" or "few" of what the text has named."""
    before = h.texts[h.s.low : h.i]
    return before[:2] in (["not", "one"], ["not", "a"]) or before[:1] in (["none"], ["few"], ["nothing"], ["neither"])


_PERMITS = frozenset(sub.verbs("allow permit let"))
_MOVES = frozenset(sub.verbs("go get bring send"))


def _inwards(h: Here) -> bool:
    """Whether the movement is into a place, or the verb says so itself."""
    if h.word in ("supplies", "trucks") or (h.word == "crossing" and not h.i):
        return False
    if h.word in _PERMITS:
        return any(t in ("in", "into", "through", "across") for t in h.span(0, 5))
    if h.word in _MOVES:
        return any(t in ("into", "in", "to", "through", "inside", "across") for t in h.span(0, 8)[1:])
    return True


def entry(h: Here) -> None:
    load = h.near(sub.AID | sub.GOODS | {"humanitarian"} if h.setting.home else sub.AID | {"humanitarian"}, 3, 6)
    if load is None and h.word == "deliveries" and (h.told_of("aid_entry") or h.setting.home):
        load = h.i
    if load is not None and not h.found:
        h.noun("aid_entry", load)


def cede(h: Here) -> None:
    """ "would dissolve its government", "hand over power", "handed the ministries over"."""
    if h.nominal or h.found:
        return
    what = h.near(sub.POWER | _OFFICES, 0, 4)
    if what is None:
        return
    over = h.word not in _HANDS or any(t in ("over", "to") for t in h.texts[what + 1 : what + 4])
    if over:
        h.act("interim_authority", {**sub.CEDE, **_HANDS}[h.word].form)


_LIFTED = frozenset(sub.verbs("end lift reverse demand condemn warn threaten announce"))
_HANDS = sub.verbs("hand")
_OFFICES = frozenset(
    {"ministries", "offices", "departments", "institutions", "ministry", "office", "department", "municipalities"}
)


def through_gate(h: Here) -> None:
    """ "Forty patients crossed through Rafah"."""
    gate = h.near(frozenset({"rafah"}), 0, 7)
    through = gate is not None and any(t in ("through", "via", "at") for t in h.texts[h.i + 1 : gate])
    if gate is not None and h.i + 4 < gate and not through:
        return
    travellers = sub.PEOPLE | sub.TRAVELLERS | {"nobody", "none", "students", "dozens"}
    if gate is not None and not h.nominal and h.near(travellers, 8, 0) is not None:
        h.act("rafah_opening", sub.ARRIVE[h.word].form, gate)


def gate(h: Here) -> None:
    gate = h.near(frozenset({"rafah"}), 12, 8)
    if gate is None and h.word in ("opening", "reopening", "closure") and _that_crossing(h):
        h.noun("rafah_opening", h.i)  # "the reopening of the crossing"
        return
    if gate is None and h.word in ("opening", "reopening") and h.told_of("rafah_opening"):
        h.noun("rafah_opening", h.i)  # "denied agreeing to a one-way opening"
        return
    if gate is None or (h.texts[gate - 1] == "in" and gate and not any(t in sub.GATES for t in h.texts)):
        return
    if h.word in sub.OPEN and h.texts[h.i + 1 : h.i + 2] == ["fire"]:
        return
    if h.word == "closure" and not any(t in _LIFTED for t in h.span(5, 6)):
        h.says("rafah_opening", "stalled", gate)
    elif h.word in ("opening", "reopening", "closure") and (h.nominal or h.before != "is"):
        h.noun("rafah_opening", gate)
    elif h.word in sub.OPEN:
        h.act("rafah_opening", sub.OPEN[h.word].form, gate)


def _that_crossing(h: Here) -> bool:
    """Whether it is of a crossing without a name, and nothing is said of goods: the one for people."""
    behind = h.texts[h.i + 1 : h.i + 4]
    unnamed = behind in (["of", "the", "crossing"], ["of", "the", "terminal"], ["of", "the", "gate"])
    return unnamed and h.setting.home and not any(t in sub.AID | sub.GOODS for t in h.texts)


def rebuild(h: Here) -> None:
    if h.nominal or (h.word == "rebuilding" and h.before in ("the", "of", "and")):
        return
    if h.near(sub.REARMING | sub.WEAPONS | {"production", "stockpile", "networks", "site", "sites"}, 0, 5) is None:
        h.act("reconstruction", sub.REBUILD[h.word].form)


def come_back(h: Here) -> None:
    if h.found:
        return  # somebody or something is returned
    who = h.near(sub.PEOPLE, 12, 6)
    if (
        h.near(sub.RETURNERS, 8, 0) is not None
        and h.texts[h.i + 1 : h.i + 2] == ["to"]
        and not any(t in sub.FOR_OTHERS for t in h.span(-2, 4))
        and (verb := sub.COME_BACK.get(h.word)) is not None
    ):
        h.act("return_of_displaced", verb.form, who)
        return
    at_end = h.texts[h.i + 1 : h.i + 2] in ([","], ["."], [])
    if h.word in sub.COME_BACK and at_end and h.near(sub.RETURNERS, 12, 0) is not None and not h.nominal:
        h.act("return_of_displaced", sub.COME_BACK[h.word].form, who)
        return
    uprooted = h.near(sub.DISPLACED, 6, 4)
    if uprooted is not None and h.word in ("return", "returned", "returns") and h.before not in ("has", "have", "had"):
        if h.word == "returned":
            h.act("return_of_displaced", "past", uprooted)
        elif h.nominal:
            h.noun("return_of_displaced", uprooted)
        if h.found:
            return
    home = h.i if h.word.endswith("_home") else h.near(sub.HOME, 0, 8)
    if who is None or home is None:
        return
    verb = sub.COME_BACK.get(h.word)
    if h.nominal and h.word in ("return", "returns"):
        h.noun("return_of_displaced", who)
    else:
        h.act("return_of_displaced", verb.form if verb else "base", who)


def away(h: Here) -> None:
    if h.before in ("remain", "remains", "remained", "still"):
        h.says("return_of_displaced", "stalled", h.i)


def watch(h: Here) -> None:
    what = h.near(sub.WATCHED, 0, 5)
    if what is None or any(sub.NAMES.get(t, "truce") != "truce" for t in h.texts[h.i + 1 : what]):
        return
    verb = sub.WATCH[h.word]
    if h.nominal and verb.form in ("ing", "base"):
        h.noun("monitoring", what)
    else:
        h.act("monitoring", verb.form, what)


def clear(h: Here) -> None:
    """ "cleared the rubble": the first step of rebuilding, unless somebody is looked for in it."""
    if h.nominal or h.found or h.near(frozenset({"rubble", "debris"}), 0, 5) is None:
        return
    if h.near(sub.BODIES | sub.DEAD | sub.HOSTAGES | {"survivors"}, 12, 12) is None and h.setting.home:
        h.act("reconstruction", sub.CLEAR[h.word].form)


def recognise(h: Here) -> None:
    """ "France recognised Palestine"."""
    if not h.nominal and not h.found and h.near(frozenset({"palestine"}), 0, 4) is not None:
        h.act("political_track", sub.RECOGNISE[h.word].form)


def head_home(h: Here) -> None:
    """ "Tens of thousands walked north"."""
    if h.nominal or h.found or not h.setting.home:
        return
    who = h.near(sub.PEOPLE, 8, 0)
    back = any(t in ("north", "northwards", "home", "homes", "back") for t in h.texts[h.i + 1 : h.i + 4])
    if who is not None and back and h.near(sub.HOSTAGES | sub.PRISONERS, 12, 12) is None:
        h.act("return_of_displaced", sub.GO[h.word].form, who)


def donate(h: Here) -> None:
    """ "Nine members have pledged seven billion dollars for the strip"."""
    if h.nominal or h.found or h.near(_MONEY, 0, 7) is None or not h.setting.home:
        return
    if any(t in _GROUND | sub.REBUILD.keys() | {"reconstruction", "recovery"} for t in h.texts[h.i : h.i + 16]):
        h.act("reconstruction", DONATE[h.word].form)


DONATE = sub.verbs("pledge promise donate contribute commit")
_MONEY = frozenset({"billion", "million", "bn", "m", "dollars", "euros", "funds", "$"})
_GROUND = frozenset({"gaza", "strip", "enclave", "territory"})


def journey(h: Here) -> None:
    """ "began the journey back to the north"."""
    homewards = any(t in ("north", "home", "homes", "back") for t in h.span(-1, 5))
    if homewards and h.near(sub.PEOPLE, 12, 3) is not None and h.setting.home:
        h.noun("return_of_displaced")


def let_back(h: Here) -> None:
    """ "Families are still not allowed back"."""
    if h.before in ("allowed", "let", "permitted") and h.near(sub.PEOPLE, 12, 0) is not None and not h.found:
        barred = any(t in ("not", "never") or t.endswith("n't") for t in h.span(5, -1))
        h.says("return_of_displaced", "stalled" if barred else "under_way", None)


def kept_out(h: Here) -> None:
    """ "is blocking a million syringes from getting into the strip": goods by whatever name."""
    if h.found or h.before != "from" or not h.word.endswith("ing") or not h.setting.home:
        return
    inwards = any(t in _GROUND for t in h.texts[h.i + 1 : h.i + 5])
    persons = (
        sub.PEOPLE
        | sub.FORCES - {"israel", "israeli"}
        | {
            "committee",
            "technocrats",
            "journalists",
            "teams",
            "panel",
            "members",
            "delegation",
            "board",
        }
    )
    if inwards and any(t in _BLOCKS for t in h.span(14, -1)) and not any(t in persons for t in h.span(10, -1)):
        h.says("aid_entry", "stalled", None)


_BLOCKS = frozenset(sub.verbs("block bar ban stop prevent keep"))


def taken_home(h: Here) -> None:
    """ "The first displaced families were taken home"."""
    who = h.near(sub.RETURNERS, 6, 4)
    if who is not None and "home" in h.span(-1, 6) and not h.found and not h.nominal:
        h.act("return_of_displaced", TAKE_HOME[h.word].form, who)


TAKE_HOME = sub.verbs("take bring bus")


def still_away(h: Here) -> None:
    """ "A million people who fled the west still live in schools"."""
    sheltered = any(t in _LODGED for t in h.texts[h.i + 1 : h.i + 3])
    fled = any(t in _DRIVEN for t in h.texts[max(0, h.i - 14) : h.i])
    fled = fled or ("from" in h.span(8, -1) and h.near(sub.PEOPLE, 10, 0) is not None)
    if sheltered and fled and not h.found and h.setting.home:
        h.says("return_of_displaced", "stalled", None)


_LODGED = frozenset({"live", "lives", "living", "shelter", "sheltering", "camp", "crammed", "stuck", "housed"})
_DRIVEN = sub.DISPLACED | {"fled", "driven", "expelled"}


def construction(h: Here) -> None:
    """ "Construction of the first 500 homes has begun"."""
    built = any(t in _BUILT for t in h.texts[h.i + 1 : h.i + 7])
    if built and h.setting.home and not any(t.startswith("settle") or t in ("west", "bank") for t in h.texts):
        h.noun("reconstruction")


_BUILT = frozenset({"homes", "houses", "housing", "neighbourhood", "neighborhood", "flats", "city", "towns"})
