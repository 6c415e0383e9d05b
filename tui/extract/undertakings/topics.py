"""What a sentence is about: the general topics of an agreement, found by the words of their subject.

A topic is never found by one loose word. It is a verb of the right kind with the right thing in the same clause
("release" with "hostages"), or a noun that names the undertaking itself ("disarmament"). Which of the two it was,
and where, is an `Anchor`; `judge.py` then looks for what is said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.extract.undertakings import described, forces, passage, people, phrasebook
from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import NOWHERE, Anchor, Here, Setting
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.segments import Segment
from tui.extract.undertakings.terms import key_words
from tui.records import Topic

_SPEAKS = word_set("said says say told reported report added")
_NEUTRAL = word_set(
    """ceasefire truce un u.n. international eu european independent neutral foreign arab african deployed border
    crossing osce"""
)
_TRADED = frozenset(sub.verbs("sell buy export supply import purchase")) | {"sales", "exports", "embargo"}
_ABROAD = word_set("ukraine israel egypt jordan kyiv taiwan russia")
_VOTERS = word_set("palestinian palestinians authority abbas fatah pa")
_PLANS = word_set("plan peace_plan deal proposal talks agreement accord")


def bears_anchor(texts: list[str]) -> bool:
    """Whether any word of a sentence can be an anchor: half of those that pass the cheap test have none."""
    return not _FINDERS.keys().isdisjoint(texts)


def named_in(texts: list[str]) -> set[Topic]:
    """The topics that a sentence names."""
    return {NAMED_BY[w] for w in texts if w in NAMED_BY}


def anchors_of(texts: list[str], segments: list[Segment], setting: Setting = NOWHERE) -> list[Anchor]:
    """All that may be judged in a sentence, in text order; at most one of a topic at one word.

    `setting.known` has the topics that the sentence itself names too.
    """
    found: list[Anchor] = []
    following = iter(segments)
    segment = next(following, None)
    for i in [i for i, w in enumerate(texts) if w in _FINDERS]:
        while segment is not None and segment.high <= i:
            segment = next(following, None)
        if segment is None:
            break
        here = Here(texts, i, segment, setting)
        for finder in _FINDERS[here.word]:
            finder(here)
        found += here.found
    # a topic found by its verb is not found again by the noun that is the verb's own thing
    things = {
        (a.topic, a.thing)
        for a in found
        if a.thing is not None and not (a.at - a.thing > 5 and "and" in texts[a.thing : a.at])
    }
    return [a for a in found if a.act or a.thing is not None or (a.topic, a.at) not in things]


# ------------------------------------------------------------------ nouns that name it


def _name(h: Here) -> None:
    topic = sub.NAMES[h.word]
    if topic == "stabilisation_force" and h.before == "of" and "withdrawal" in h.span(2, -1):
        return  # "the withdrawal of peacekeepers"
    if topic == "disarmament" and any(t in sub.WITHDRAW for t in h.span(3, -1)):
        return  # "withdrew heavy weapons from the line"
    if h.word in ("monitors", "observers") and h.near(_NEUTRAL | sub.WATCHED, 6, 8) is None:
        sent = h.setting.home and any(t in sub.SEND for t in h.span(6, 6))
        if not sent:
            return  # those of anything else
    if h.word == "weapons" and h.near(_TRADED, 6, 3) is not None:
        return  # those that a country sells
    if h.word == "elections" and not any(t in _VOTERS for t in h.texts):
        return
    if h.word == "aid" and h.texts[h.i + 1 : h.i + 2] == ["to"] and h.near(_ABROAD, 0, 3) is not None:
        return  # that for another country
    if topic == "monitoring" and any(t in _SPEAKS for t in h.texts[h.i + 1 : h.i + 3]):
        return  # monitors who speak are a source
    if h.word == "end_war" and any(t in _PLANS for t in h.texts[max(0, h.i - 3) : h.i]):
        return  # "a plan to end the war" is a plan
    if not any(a.topic == topic for a in h.found):
        h.noun(topic)


def _phase(h: Here) -> None:
    """ "the second, more difficult phase", "beyond the first phase"."""
    if h.word == "first_phase":
        if any(t in ("beyond", "past", "from") for t in h.span(3, -1)):
            h.noun("phase_two")
    elif any(t in ("second", "next", "2", "nd") for t in h.span(4, -1)):
        h.noun("phase_two")


def _whole_deal(h: Here) -> None:
    h.noun("phase_two")


_Finder = Callable[[Here], None]
_FINDERS: dict[str, list[_Finder]] = {}


def _register(finder: _Finder, triggers: Iterable[str]) -> None:
    for word in triggers:
        _FINDERS.setdefault(word, []).append(finder)


# in this order: what a verb does with its thing goes before the noun that names a topic
_register(
    people.give,
    {*people.FETCH, *people.SETS, *sub.RELEASE, *sub.RETURN, *sub.NOUNS_OF_RELEASE, *sub.NOUNS_OF_RETURN, "let"},
)
_register(people.find, sub.FIND)
_register(people.arrive, {w: v for w, v in sub.ARRIVE.items() if v.lemma != "pass"})
_register(passage.through_gate, {w: v for w, v in sub.ARRIVE.items() if v.lemma in ("cross", "pass", "leave", "enter")})
_register(passage.cede, {*sub.CEDE, "hand", "hands", "handed", "handing"})
_register(forces.departure, ("departure",))
_register(people.back, ("back", "home"))
_register(people.exchange, {*sub.EXCHANGE, *sub.NOUNS_OF_EXCHANGE})
_register(people.two_sided, ("hostage-prisoner", "prisoner-hostage", "captive-prisoner"))
_register(forces.withdraw, sub.WITHDRAW)
_register(forces.pull, sub.PULL)
_register(forces.place, {w: v for w, v in sub.PLACE.items() if v.lemma == "position"})
_register(forces.leave, sub.LEAVE)
_register(passage.enter, sub.ENTER)
_register(passage.entry, sub.NOUNS_OF_ENTRY)
_register(passage.gate, {*sub.OPEN, "opening", "reopening", "closure"})
_register(forces.stop, sub.STOP)
_register(forces.stay, sub.STAY)
_register(forces.control, sub.CONTROL)
_register(forces.presence, ("presence",))
_register(forces.keep, {*sub.KEEP, "hold_onto", "held_onto", "holding_onto"})
_register(forces.will_stay, ("remain", "stay", "hold"))
_register(forces.hand_in, ("handover", "surrender", "storage", "collection", "handing", "destruction"))
_register(forces.send, sub.SEND)
_register(passage.watch, sub.WATCH)
_register(people.still_there, ("remain", "remains", "remained", "still"))
_register(forces.army_deploys, sub.DEPLOY)
_register(forces.deployment, ("deployment", "deployments"))
_register(passage.away, sub.DISPLACED)
_register(forces.disarm, sub.DISARM)
_register(forces.give_arms, sub.GIVE_ARMS)
_register(forces.arms, ("arms", "arsenal", "weaponry"))
_register(forces.rearm, sub.REARM)
_register(passage.rebuild, sub.REBUILD)
_register(passage.come_back, {*sub.COME_BACK, "return", "returns"})
_register(passage.still_away, ("still",))
_register(passage.taken_home, passage.TAKE_HOME)
_register(people.walk_out, {*sub.GO, "deported"})
_register(people.none_left, ("left", "remain", "remaining"))
_register(people.unknown, ("know", "knows", "known", "knew"))
_register(forces.roll_back, sub.GO_BACK)
_register(forces.not_budge, ("move", "budge", "retreat"))
_register(forces.foreign_unit, {*sub.ARRIVE, *sub.LAND})
_register(passage.clear, sub.CLEAR)
_register(passage.recognise, sub.RECOGNISE)
_register(passage.head_home, sub.GO)
_register(described.breaches, ("breaches", "violations", "breach", "violation"))
_register(described.blamed_for_fire, described.BLAME)
_register(forces.behind_line, ("back",))
_register(passage.construction, ("construction",))
_register(forces.let_in_troops, forces.LET_IN)
_register(forces.pledges, ("pledges", "pledge", "offers", "commitments"))
_register(forces.side, ("side",))
_register(forces.take_arms, forces.TAKE)
_register(passage.journey, ("journey", "trek"))
_register(passage.let_back, ("back",))
_register(passage.kept_out, {w: v for w, v in sub.ENTER.items() if v.form == "ing"})
_register(people.carry, people.CARRY)
_register(passage.donate, passage.DONATE)
_register(people.none_at_all, sub.HOSTAGES)
_register(forces.go_back, forces.GO_BACK_TO)
_register(described.governing, described.GOVERN)
_register(described.obligations, described.KEEP_WORD)
_register(described.helpers_barred, described.BAR)
_register(phrasebook.saying, phrasebook.KEYS)
_register(_name, sub.NAMES)
_register(described.rulers, described.BODIES_OF_RULE)
_register(described.force, described.FORCES_ABROAD)
_register(described.crossing, described.GATES)
_register(described.barred_goods, sub.AID | sub.GOODS)
_register(_phase, ("phase", "stage", "first_phase"))
_register(_whole_deal, ("plan", "deal", "agreement"))

NAMED_BY: dict[str, Topic] = {
    **{w: t for w, t in sub.NAMES.items() if t != "truce"},
    **dict.fromkeys(sub.HOSTAGES, "hostage_release"),
    **dict.fromkeys(sub.PRISONERS, "prisoner_release"),
    **dict.fromkeys(sub.AID, "aid_entry"),
}
"""Words that name a topic for the sentences behind them."""
CONTEXT = frozenset(
    {
        *described.BODIES_OF_RULE, *described.FORCES_ABROAD, *described.GATES, *described.GOVERN, *described.KEEP_WORD,
        *described.BAR, *described.BLAME, *sub.GO, *sub.GO_BACK, *sub.GOODS, *sub.LAND, "budge", "deported",
        "deliveries", "access",
        "breaches", "violations", "breach", "violation", "pledged", "promised", "donated", "debris", "rubble",
        "journey", "blocking", "side", "fled", "construction",
        *(w for w in phrasebook.KEYS if w.isalpha()), "bounds", "limits", "reunited", "aside",
    }
)  # fmt: skip
"""Plain words that say something only where the text is about the agreement or has named the topic."""

_YIELD = frozenset(f for lemma in ("dissolve", "relinquish", "cede", "rearm") for f in forms(lemma))
TRIGGERS = frozenset(
    key_words(
        {
            *sub.HOSTAGES, *sub.BODIES, *sub.PRISONERS, *sub.AID, *sub.WEAPONS, *sub.FORCES, *sub.TROOPS,
            *sub.DISPLACED, *sub.CONTROL, *sub.WITHDRAW, *sub.DISARM, *sub.REBUILD, *sub.COME_BACK,
            *sub.NAMES, *_YIELD, "return", "returns", "returned", "deceased", "phase", "stage", "rafah",
            "hostage-prisoner", "prisoner-hostage", "captive-prisoner", "compliance", "implementation", "humanitarian",
        }
    )
)  # fmt: skip
"""Plain words one of which stands in every sentence that has an anchor: every finder but these needs one of the
things, or is called by a word of its own."""
