"""What a sentence is about: the general topics of an agreement, found by the words of their subject.

A topic is never found by one loose word. It is a verb of the right kind with the right thing in the same clause
("release" with "hostages"), or a noun that names the undertaking itself ("disarmament"). Which of the two it was,
and where, is an `Anchor`; `judge.py` then looks for what is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tui.extract.undertakings import forces, passage, people
from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import Anchor, Here
from tui.extract.undertakings.predicates import forms, word_set
from tui.extract.undertakings.segments import Segment
from tui.extract.undertakings.terms import Word, key_words

_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SPEAKS = word_set("said says say told reported report added")
_NEUTRAL = word_set(
    """ceasefire truce un u.n. international eu european independent neutral foreign arab african deployed border
    crossing osce"""
)
_PLANS = word_set("plan peace_plan deal proposal talks agreement accord")


def plain_words(sentence: str) -> set[str]:
    """The words of a sentence for cheap tests: most sentences of most articles name no thing of any topic."""
    return set(_PLAIN.findall(sentence.lower()))


def anchors_of(words: list[Word], segments: list[Segment]) -> list[Anchor]:
    """All that may be judged in a sentence, in text order; at most one of a topic at one word."""
    texts = [w.text for w in words]
    found: list[Anchor] = []
    for segment in segments:
        for i in range(segment.low, segment.high):
            finders = _FINDERS.get(texts[i])
            if finders is not None:
                here = Here(texts, i, segment)
                for finder in finders:
                    finder(here)
                found.extend(here.found)
    # a topic found by its verb is not found again by the noun that is the verb's own thing
    things = {(a.topic, a.thing) for a in found if a.thing is not None}
    return [a for a in found if a.act or a.thing is not None or (a.topic, a.at) not in things]


# ------------------------------------------------------------------ nouns that name it


def _name(h: Here) -> None:
    topic = sub.NAMES[h.word]
    if topic == "stabilisation_force" and h.before == "of" and "withdrawal" in h.span(2, -1):
        return  # "the withdrawal of peacekeepers"
    if topic == "disarmament" and any(t in sub.WITHDRAW for t in h.span(3, -1)):
        return  # "withdrew heavy weapons from the line"
    if h.word in ("monitors", "observers") and h.near(_NEUTRAL | sub.WATCHED, 6, 8) is None:
        return  # those of anything else
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
_register(people.give, {*people.FETCH, *sub.RELEASE, *sub.RETURN, *sub.NOUNS_OF_RELEASE, *sub.NOUNS_OF_RETURN, "let"})
_register(people.find, sub.FIND)
_register(people.arrive, {w: v for w, v in sub.ARRIVE.items() if v.lemma != "pass"})
_register(passage.through_gate, {w: v for w, v in sub.ARRIVE.items() if v.lemma in ("cross", "pass", "leave", "enter")})
_register(passage.cede, sub.CEDE)
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
_register(people.still_there, ("remain", "remained", "still"))
_register(forces.army_deploys, sub.DEPLOY)
_register(forces.deployment, ("deployment", "deployments"))
_register(passage.away, sub.DISPLACED)
_register(forces.disarm, sub.DISARM)
_register(forces.give_arms, sub.GIVE_ARMS)
_register(forces.arms, ("arms", "arsenal", "weaponry"))
_register(forces.rearm, sub.REARM)
_register(passage.rebuild, sub.REBUILD)
_register(passage.come_back, {*sub.COME_BACK, "return", "returns"})
_register(_name, sub.NAMES)
_register(_phase, ("phase", "stage", "first_phase"))
_register(_whole_deal, ("plan", "deal", "agreement"))

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
