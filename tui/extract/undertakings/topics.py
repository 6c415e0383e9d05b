"""What a sentence is about: the general topics of an agreement, found by the words of their subject.

A topic is never found by one loose word. It is a verb of the right kind with the right thing in the same clause
("release" with "hostages"), or a noun that names the undertaking itself ("disarmament"). Which of the two it was,
and where, is an `Anchor`; `judge.py` then looks for what is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import Anchor, Here
from tui.extract.undertakings.predicates import Verb, word_set
from tui.extract.undertakings.segments import Segment
from tui.extract.undertakings.terms import Word, last_words
from tui.records import Topic

_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SPEAKS = word_set("said says say told reported report added")
_STANDS = word_set("remain remains remained stay stays stayed deployed stationed positioned present")
_HELD = word_set("in inside held captive missing")
_PLANS = word_set("plan peace_plan deal proposal talks")


def worth_reading(sentence: str) -> bool:
    """A cheap test that drops most sentences of most articles: is a thing or an undertaking of any topic named?"""
    return not _TRIGGERS.isdisjoint(_PLAIN.findall(sentence.lower()))


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


# ------------------------------------------------------------------ people and bodies


def _give(h: Here) -> None:
    """Released, returned, handed over: hostages, prisoners or bodies."""
    release, back = sub.RELEASE.get(h.word), sub.RETURN.get(h.word)
    if h.word == "let" and "go" in h.span(0, 10):
        release = Verb("let_go", "past")
    verb = release or back
    named = h.word in sub.NOUNS_OF_RELEASE or h.word in sub.NOUNS_OF_RETURN
    if verb is None and not named:
        return
    as_noun = verb is None or (h.nominal and (verb.form == "base" or h.word == "releases"))
    for topic, thing in _who_is_given(h, release is not None or h.word in sub.NOUNS_OF_RELEASE):
        if as_noun or verb is None:
            h.noun(topic, thing)
        else:
            h.act(topic, verb.form, thing)


def _who_is_given(h: Here, release: bool) -> list[tuple[Topic, int]]:
    nearest: dict[str, int] = {}
    for step in (1, -1):
        j = h.i + step
        while h.s.low <= j < h.s.high and abs(j - h.i) <= 12:
            t = h.texts[j]
            if (t in sub.RELEASE or t in sub.RETURN) and t not in ("release", "return"):
                break  # the next verb has its own object
            kind = (
                "b"
                if t in sub.BODIES
                else "h"
                if t in sub.HOSTAGES
                else "p"
                if t in sub.PRISONERS
                else "d"
                if t in sub.DEAD
                else ""
            )
            if kind and (kind not in nearest or abs(j - h.i) < abs(nearest[kind] - h.i)):
                nearest[kind] = j
            j += step
    found: list[tuple[Topic, int]] = []
    body, dead, hostage, prisoner = (nearest.get(k) for k in "bdhp")
    if body is not None:
        found.append(("bodies_return", body))
    elif dead is not None and (hostage is not None or not release):
        found.append(("bodies_return", dead))
    if hostage is not None and not _dead_person(h, hostage) and not _one_phrase(h, body, hostage):
        found.append(("hostage_release", hostage))
    if prisoner is not None and h.texts[prisoner - 1 : prisoner] != ["in"] and (release or hostage is None):
        found.append(("prisoner_release", prisoner))
    return found


def _one_phrase(h: Here, body: int | None, hostage: int) -> bool:
    """ "bodies of hostages", "hostages' bodies", "bodies confirmed as hostages": about bodies only."""
    if body is None:
        return False
    if hostage < body:
        return body - hostage <= 2
    between = h.texts[body:hostage]
    return ("of" in between and hostage - body <= 7) or "as" in between


def _dead_person(h: Here, at: int) -> bool:
    return any(t in sub.DEAD or t in sub.BODIES for t in h.texts[max(h.s.low, at - 3) : at])


def _find(h: Here) -> None:
    """Bodies recovered, identified, received; those of rescue work in rubble are no part of an exchange."""
    body = h.near(sub.BODIES | sub.DEAD)
    if body is None:
        return
    hostages = h.near(sub.HOSTAGES, 16, 16) is not None
    dead = h.texts[body] in sub.BODIES and (h.near(sub.DEAD, 16, 16) is not None or "hamas" in h.texts)
    received = (
        h.word.startswith("receiv")
        and h.near(sub.PALESTINIANS | sub.PRISONERS) is not None
        and h.near(word_set("israel israeli red_cross icrc returned"), 16, 16) is not None
    )
    if hostages or dead or received:
        h.either("bodies_return", sub.FIND[h.word], body)


def _still_there(h: Here) -> None:
    """ "Three bodies of hostages are still in ...": some are back, some are not."""
    if not any(t in _HELD for t in h.texts[h.i + 1 : h.i + 4]):
        return
    left = h.near(sub.BODIES | sub.DEAD, 7, 0)
    hostages = h.near(sub.HOSTAGES, 7, 0)
    if left is not None and hostages is not None:
        h.says("bodies_return", "partial", left)
    elif hostages is not None:
        h.says("hostage_release", "partial", hostages)


def _back(h: Here) -> None:
    """ "All hostages are back"."""
    who = h.near(sub.HOSTAGES, 8, 0)
    if who is not None and any(t in ("are", "is", "were", "be") for t in h.texts[who + 1 : h.i]):
        h.act("hostage_release", "past", who)


def _exchange(h: Here) -> None:
    held = h.near(sub.PRISONERS, 4, 8)
    if held is None or h.before in ("in", "return"):
        return
    verb = sub.EXCHANGE.get(h.word)
    if verb is None or h.nominal or h.before in sub.PRISONERS:
        h.noun("prisoner_exchange", held)
    else:
        h.act("prisoner_exchange", verb.form, held)


def _two_sided(h: Here) -> None:
    h.noun("prisoner_exchange")


# ------------------------------------------------------------------ forces and weapons


def _withdraw(h: Here) -> None:
    verb = sub.WITHDRAW[h.word]
    if h.nominal and verb.form == "base":
        h.noun("withdrawal")
    else:
        h.act("withdrawal", verb.form, h.near(sub.FORCES, 10, 4))


def _pull(h: Here) -> None:
    """ "pulled its troops back"."""
    who = None if h.nominal else h.near(sub.FORCES, 0, 4)
    if who is not None and any(t in ("back", "out") for t in h.texts[who + 1 : min(h.s.high, who + 5)]):
        h.act("withdrawal", sub.PULL[h.word].form, who)


def _leave(h: Here) -> None:
    who = None if h.nominal else h.near(sub.FORCES - {"israel", "israeli"}, 5, 0)
    if who is not None:
        h.act("withdrawal", sub.LEAVE[h.word].form, who)


def _stay(h: Here) -> None:
    """Forces hold a share of the land."""
    if h.nominal:
        return
    holders = sub.FORCES - sub.OWN_MEMBERS
    who = h.near(holders, 6, 0)
    if who is None and any(t in ("they", "it", "which") for t in h.span(3, 0)):
        who = h.behind(holders)
    low = max(0, h.i - 15) if h.word in _STANDS else h.i + 1
    if who is not None and any(t in sub.SHARES for t in h.texts[low : min(h.s.high, h.i + 10)]):
        h.says("withdrawal", "partial", who)


def _keep(h: Here) -> None:
    """Troops are kept where they are; weapons are kept by who should give them up."""
    if h.nominal:
        return
    if h.near(sub.TROOPS | {"forces"}, 0, 3) is not None and not any(t in sub.ABROAD - {"gaza"} for t in h.span(6, 6)):
        h.says("withdrawal", "refused", h.i)
    elif h.near(sub.WEAPONS, 0, 4) is not None:
        h.says("disarmament", "refused", h.i)


def _will_stay(h: Here) -> None:
    """ "The troops will remain in the buffer zone"."""
    if any(t in ("will", "would", "shall") for t in h.span(3, -1)) and not h.nominal:
        who = h.near(sub.FORCES - sub.OWN_MEMBERS - {"force"}, 8, 0)
        if who is not None and any(
            t in ("in", "inside", "at", "along", "on", "there") for t in h.texts[h.i + 1 : h.i + 3]
        ):
            h.says("withdrawal", "refused", who)


def _hand_in(h: Here) -> None:
    """ "the handover of its arms"."""
    arms = h.near(sub.WEAPONS, 2, 4)
    if arms is not None and (h.nominal or h.word in sub.NOUNS_OF_RETURN):
        h.noun("disarmament", arms)


def _control(h: Here) -> None:
    """ "53 percent ... under Israeli control", "the area behind the line, half of ..."."""
    if not any(t in sub.SHARES for t in h.texts[max(0, h.i - 12) : h.i + 9]):
        return
    around = h.texts[max(0, h.i - 4) : h.i]
    if h.before in ("in", "under"):
        around = [*around, *h.texts[h.i + 1 : h.i + 5]]
    if "-" in h.word or h.word == "yellow_line" or any(t in sub.FORCES or t in ("its", "their") for t in around):
        h.says("withdrawal", "partial", h.i, "main")


def _send(h: Here) -> None:
    """Other countries send soldiers."""
    if h.nominal or not any(t in sub.ABROAD for t in h.texts) or any(t in sub.WARRING for t in h.span(5, -1)):
        return
    verb = sub.SEND[h.word]
    who = h.near(sub.TROOPS, 0, 7)
    if who is None and verb.form == "past":
        who = h.near(sub.TROOPS, 5, 0)
    if who is not None:
        h.act("stabilisation_force", verb.form, who)


def _army_deploys(h: Here) -> None:
    """The army of the state itself takes over, as in the south of Lebanon."""
    if not h.nominal and "lebanese" in h.texts and h.near(word_set("army troops soldiers lebanese"), 10, 3) is not None:
        h.act("stabilisation_force", sub.DEPLOY[h.word].form)


def _deployment(h: Here) -> None:
    what = h.near(word_set("force troops soldiers contingents forces mission"), 3, 6)
    if (
        what is not None
        and "stabilisation_force" not in h.span(99, 99)
        and not any(t in sub.WARRING for t in h.span(4, 3))
    ):
        h.noun("stabilisation_force", what)


def _disarm(h: Here) -> None:
    verb = sub.DISARM[h.word]
    if not (h.nominal and verb.form == "ing"):
        h.act("disarmament", verb.form)


def _give_arms(h: Here) -> None:
    arms = None if h.nominal else h.near(sub.WEAPONS, 6, 6)
    if arms is not None:
        h.act("disarmament", sub.GIVE_ARMS[h.word].form, arms)


def _stop(h: Here) -> None:
    """ "stop the strikes": the truce itself."""
    verb = sub.STOP[h.word]
    guns = h.near(sub.HOSTILITIES, 0, 5)
    if guns is None and verb.form == "past":
        guns = h.near(sub.HOSTILITIES, 5, 0)
    if guns is not None and not h.nominal and not any(t in sub.NAMES for t in h.texts[h.i + 1 : guns]):
        h.act("truce", verb.form, guns)


# ------------------------------------------------------------------ aid, crossings, homes


def _enter(h: Here) -> None:
    load = h.near(sub.AID, 12, 8)
    if load is None and h.s.kind == "but" and any(t in ("them", "they", "it") for t in h.span(99, -1)):
        load = h.behind(sub.AID)
    if load is not None and _inwards(h):
        h.either("aid_entry", sub.ENTER[h.word], load)


_PERMITS = frozenset(sub.verbs("allow permit"))
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


def _entry(h: Here) -> None:
    load = h.near(sub.AID | {"humanitarian"}, 3, 6)
    if load is not None:
        h.noun("aid_entry", load)


def _gate(h: Here) -> None:
    gate = h.near(frozenset({"rafah"}), 12, 8)
    if gate is None:
        return
    if h.word in ("opening", "reopening", "closure") and (h.nominal or h.before != "is"):
        h.noun("rafah_opening", gate)
    elif h.word in sub.OPEN:
        h.act("rafah_opening", sub.OPEN[h.word].form, gate)


def _rebuild(h: Here) -> None:
    if h.nominal or (h.word == "rebuilding" and h.before in ("the", "of", "and")):
        return
    if h.near(sub.REARMING, 0, 5) is None:
        h.act("reconstruction", sub.REBUILD[h.word].form)


def _come_back(h: Here) -> None:
    if h.found:
        return  # somebody or something is returned
    who, home = h.near(sub.PEOPLE, 8, 6), h.near(sub.HOME, 0, 8)
    if who is None or home is None:
        return
    verb = sub.COME_BACK.get(h.word)
    if h.nominal and h.word in ("return", "returns"):
        h.noun("return_of_displaced", who)
    else:
        h.act("return_of_displaced", verb.form if verb else "base", who)


def _away(h: Here) -> None:
    if h.before in ("remain", "remains", "remained", "still"):
        h.says("return_of_displaced", "stalled", h.i)


def _watch(h: Here) -> None:
    what = h.near(sub.WATCHED, 0, 5)
    if what is None or any(sub.NAMES.get(t, "truce") != "truce" for t in h.texts[h.i + 1 : what]):
        return
    verb = sub.WATCH[h.word]
    if h.nominal and verb.form in ("ing", "base"):
        h.noun("monitoring", what)
    else:
        h.act("monitoring", verb.form, what)


# ------------------------------------------------------------------ nouns that name it


def _name(h: Here) -> None:
    topic = sub.NAMES[h.word]
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
_register(_give, {*sub.RELEASE, *sub.RETURN, *sub.NOUNS_OF_RELEASE, *sub.NOUNS_OF_RETURN, "let"})
_register(_find, sub.FIND)
_register(_back, ("back", "home"))
_register(_exchange, {*sub.EXCHANGE, *sub.NOUNS_OF_EXCHANGE})
_register(_two_sided, ("hostage-prisoner", "prisoner-hostage", "captive-prisoner"))
_register(_withdraw, sub.WITHDRAW)
_register(_pull, sub.PULL)
_register(_leave, sub.LEAVE)
_register(_enter, sub.ENTER)
_register(_entry, sub.NOUNS_OF_ENTRY)
_register(_gate, {*sub.OPEN, "opening", "reopening", "closure"})
_register(_stop, sub.STOP)
_register(_stay, sub.STAY)
_register(_control, sub.CONTROL)
_register(_keep, {*sub.KEEP, "hold_onto", "held_onto", "holding_onto"})
_register(_will_stay, ("remain", "stay", "hold"))
_register(_hand_in, ("handover", "surrender", "storage", "collection", "handing", "destruction"))
_register(_send, sub.SEND)
_register(_watch, sub.WATCH)
_register(_still_there, ("remain", "remained", "still"))
_register(_army_deploys, sub.DEPLOY)
_register(_deployment, ("deployment", "deployments"))
_register(_away, sub.DISPLACED)
_register(_disarm, sub.DISARM)
_register(_give_arms, sub.GIVE_ARMS)
_register(_rebuild, sub.REBUILD)
_register(_come_back, {*sub.COME_BACK, "return", "returns"})
_register(_name, sub.NAMES)
_register(_phase, ("phase", "stage", "first_phase"))
_register(_whole_deal, ("plan", "deal", "agreement"))

# every finder but these needs one of the things, or is called by a word of its own
_TRIGGERS = frozenset(
    w.rsplit("_", 1)[-1]
    for w in {
        *sub.HOSTAGES, *sub.BODIES, *sub.PRISONERS, *sub.AID, *sub.WEAPONS, *sub.FORCES,
        *sub.TROOPS, *sub.DISPLACED,
        *sub.CONTROL, *sub.WITHDRAW, *sub.DISARM, *sub.REBUILD, *sub.COME_BACK, "return", "returns",
        "returned", "deceased",
        "phase", "stage", "rafah", "hostage-prisoner", "prisoner-hostage", "captive-prisoner",
        "compliance", "implementation",
    }
) | frozenset(last_words(sub.NAMES))  # fmt: skip
