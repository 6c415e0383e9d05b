"""Finders of people and bodies: who is released, returned, exchanged, or still held."""

from __future__ import annotations

from tui.extract.numerals import NUMBER_WORDS
from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import Here
from tui.extract.undertakings.inflection import Verb, forms, word_set
from tui.records import Topic

_FIGHTERS = word_set("soldiers troops fighters officers servicemen combatants men")
_HOLDERS = word_set("israel israeli occupation")
_ARRESTED = word_set("detained jailed imprisoned captured")
_WERE = word_set("was were been")
_SEIZED = word_set("soldier soldiers israeli israelis woman women girl")
_SEIZERS = word_set("hamas jihad militants factions gunmen")
_HELD = word_set("in inside held captive missing")


def give(h: Here) -> None:
    """Released, returned, handed over: hostages, prisoners or bodies."""
    if h.word == "free" and any(t in SETS for t in h.span(8, -1)):
        return
    release, back = sub.RELEASE.get(h.word), sub.RETURN.get(h.word)
    if h.word == "let" and "go" in h.span(0, 10):
        release = Verb("let_go", "past")
    if release is None and h.word in SETS and "free" in h.span(0, 8):
        release = Verb("set_free", SETS[h.word])
    verb = release or back
    if h.word in FETCH and any(t in ("home", "back") for t in h.span(-1, 8)):
        verb = back = FETCH[h.word]  # "bring every one of them home"
    named = h.word in sub.NOUNS_OF_RELEASE or h.word in sub.NOUNS_OF_RETURN
    if verb is None and not named:
        return
    if verb is not None and verb.form == "past" and _attributive(h):
        return
    as_noun = verb is None or (h.nominal and (verb.form == "base" or h.word == "releases"))
    for topic, thing in _who_is_given(h, release is not None or h.word in sub.NOUNS_OF_RELEASE):
        if as_noun or verb is None:
            h.noun(topic, thing)
        else:
            h.act(topic, verb.form, thing)


def _attributive(h: Here) -> bool:
    """Whether the participle only says which: "arrested nine, among them two freed prisoners"."""
    counted = h.before.isdigit() or h.before in NUMBER_WORDS
    return counted and h.texts[h.i + 1 : h.i + 2] != [] and h.texts[h.i + 1] in sub.PRISONERS | sub.HOSTAGES


FETCH = sub.verbs("bring take get")
SETS = forms("set")
_ISRAELIS = word_set("israelis")
_TAKEN = word_set("held captive kidnapped abducted captivity seized")


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
                else "n"
                if t in sub.PALESTINIANS
                else ""
            )
            if not kind and release and t in _SEIZED and not _SEIZERS.isdisjoint(h.span(6, -1)) and j > h.i:
                kind = "h"  # "Hamas frees a soldier"
            if t in _ISRAELIS and any(x in _TAKEN for x in h.texts[j + 1 : j + 3]):
                kind = "h"  # "seven Israelis held since ..."
            if t in ("captive", "captives") and not _HOLDERS.isdisjoint(h.span(9, -1)) and "hamas" not in h.texts:
                kind = "p"  # whom the other side lets go
            if t == "captured" and (j + 1 >= len(h.texts) or h.texts[j + 1] not in _FIGHTERS):
                kind = ""
            taken = t in _ARRESTED and h.texts[j - 1] in _WERE and "and" in h.texts[j : h.i]
            if taken or (t == "detained" and h.texts[j - 1] in ("has", "have", "had")):
                kind = ""  # "the doctors that it has detained", "were detained and released"
            if kind and (kind not in nearest or abs(j - h.i) < abs(nearest[kind] - h.i)):
                nearest[kind] = j
            j += step
    if h.s.kind in ("that", "which") and h.s.low and h.texts[h.s.low - 1] in sub.BODIES and "b" not in nearest:
        nearest = {"b": h.s.low - 1}  # "the remains that were handed over"
    found: list[tuple[Topic, int]] = []
    body, dead, hostage, prisoner = (nearest.get(k) for k in "bdhp")
    if prisoner is None and body is None and dead is None and release and h.word not in sub.NOUNS_OF_RELEASE:
        prisoner = nearest.get("n") if hostage is None or "palestinians" in h.span(12, 12) else None
    if body is not None and hostage is not None and "for" in h.texts[body:hostage] and "in" in h.texts[body:hostage]:
        hostage = None  # "the bodies of 15 in exchange for the last hostage"
    if body is not None and hostage is None and len(OF_RAIDS.intersection(h.texts)) > 1:
        pass  # whom rescuers dig out
    elif body is not None:
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
    return ("of" in between and hostage - body <= 7) or "as" in between or "belong" in between


def walk_out(h: Here) -> None:
    """ "Palestinians walked out of Israeli jails", "buses with freed Palestinians reached the town"."""
    if h.nominal or h.found:
        return
    who = h.near(sub.PALESTINIANS | sub.PRISONERS | {"men"}, 9, 0)
    if who is None or h.near(sub.HOSTAGES, 9, 9) is not None:
        return
    freed = h.texts[who - 1 : who] in (["freed"], ["released"])
    out = any(t in sub.JAILS for t in h.span(-1, 7)) and any(t in ("of", "from", "out") for t in h.span(-1, 4))
    verb = {**sub.GO, **forms_of("deport")}.get(h.word)
    if verb is not None and (freed or (out and h.setting.home)):
        h.act("prisoner_release", verb.form, who)


def forms_of(lemma: str) -> dict[str, Verb]:
    return {f: Verb(lemma, form) for f, form in forms(lemma).items()}


def none_left(h: Here) -> None:
    """ "There are no living hostages left"."""
    who = h.near(sub.HOSTAGES | sub.BODIES, 5, 0)
    if who is not None and any(t == "no" for t in h.texts[max(h.s.low, who - 4) : who]):
        topic: Topic = "bodies_return" if h.texts[who] in sub.BODIES or _dead_person(h, who) else "hostage_release"
        h.says(topic, "completed", who)


def _dead_person(h: Here, at: int) -> bool:
    return any(t in sub.DEAD or t in sub.BODIES for t in h.texts[max(h.s.low, at - 3) : at])


OF_RAIDS = word_set("martyr martyrs rubble debris wreckage rescuers rescue defence defense")


def find(h: Here) -> None:
    """Bodies recovered, identified, received; those of rescue work in rubble are no part of an exchange."""
    body = h.near(sub.BODIES | sub.DEAD)
    if body is None:
        living = h.near(sub.HOSTAGES, 0, 6) if h.word.startswith("receiv") and not h.nominal else None
        if living is not None:
            h.act("hostage_release", sub.FIND[h.word].form, living)
        return
    hostages = h.near(sub.HOSTAGES, 16, 16) is not None
    if not hostages and any(t in OF_RAIDS for t in h.texts):
        return  # those whom rescuers dig out
    dead = h.texts[body] in sub.BODIES and (h.near(sub.DEAD, 16, 16) is not None or "hamas" in h.texts)
    received = (
        h.word.startswith("receiv")
        and (h.near(sub.PALESTINIANS | sub.PRISONERS) is not None or (h.setting.home and "from" in h.span(-1, 8)))
        and h.near(word_set("israel israeli red_cross icrc returned"), 16, 16) is not None
    )
    searched = (
        h.setting.home
        and not h.nominal
        and (
            h.told_of("bodies_return")
            or h.told_of("hostage_release")
            or h.word.startswith(("search", "look", "receiv"))
        )
    )
    if (
        hostages
        or dead
        or received
        or (searched and h.texts[body] in sub.BODIES and "the" in h.texts[max(0, body - 3) : body])
    ):
        h.either("bodies_return", sub.FIND[h.word], body)


def still_there(h: Here) -> None:
    """ "Three bodies of hostages are still in ...": some are back, some are not."""
    if any(t in ("hold", "holds", "holding", "held") for t in h.texts[h.i + 1 : h.i + 3]):
        whom = h.near(sub.HOSTAGES, 0, 8)
        if whom is not None and not _dead_person(h, whom):
            h.says("hostage_release", "partial", whom)  # "still holds eleven hostages"
            return
    if not any(t in _HELD for t in h.texts[h.i + 1 : h.i + 4]):
        return
    if h.word == "remains":
        body = h.near(word_set("body bodies coffin"), 3, 0)
        if body is not None and h.setting.home and "rubble" not in h.texts:
            h.says("bodies_return", "partial", body)  # "one body remains in the strip"
        return
    left = h.near(sub.BODIES | sub.DEAD, 10, 0)
    hostages = h.near(sub.HOSTAGES, 10, 0)
    if left is None and hostages is not None:
        left = next((j for j, t in enumerate(h.texts) if t in sub.BODIES), None)
    if left is None and hostages is None and h.i - h.s.low <= 4:
        # "has returned 22 bodies; six are still in the strip"
        left, hostages = h.behind(sub.BODIES), h.behind(sub.HOSTAGES)
    if left is not None and hostages is not None:
        h.says("bodies_return", "partial", left)
    elif hostages is not None:
        h.says("hostage_release", "partial", hostages)


def arrive(h: Here) -> None:
    """ "The coffins of two hostages crossed into ..."; the captives themselves did."""
    if h.nominal or not any(t in ("in", "into", "back", "home", "at") for t in h.texts[h.i + 1 : h.i + 3]):
        return
    hostages = h.near(sub.HOSTAGES, 10, 0)
    if hostages is None or (h.word == "left" and "there" in h.span(8, -1)):
        return
    body = h.near(sub.BODIES, 10, 0)
    topic: Topic = "bodies_return" if body is not None or _dead_person(h, hostages) else "hostage_release"
    h.act(topic, sub.ARRIVE[h.word].form, body if body is not None else hostages)


def back(h: Here) -> None:
    """ "All hostages are back", "16 of the bodies are back"."""
    who = h.near(sub.HOSTAGES | sub.BODIES, 8, 0)
    if who is None and h.setting.home and (dead := h.near(frozenset({"dead", "deceased"}), 4, 0)) is not None:
        who = dead if h.texts[dead - 1] == "the" else None  # "until every one of the dead is home"
    if who is not None and any(t in ("are", "is", "were", "be") for t in h.texts[who + 1 : h.i]):
        dead = h.texts[who] in sub.BODIES | sub.DEAD or _dead_person(h, who)
        h.act("bodies_return" if dead else "hostage_release", "past", who)
        if not dead and "living" in h.texts[who : h.i] and not sub.DEAD.isdisjoint(h.texts[who : h.i]):
            h.act("bodies_return", "past", who)  # "all hostages, living and dead, are home"


def exchange(h: Here) -> None:
    held = h.near(sub.PRISONERS | {"captives"}, 4, 8)
    if held is None or h.before in ("in", "return") or any(t in _APART for t in h.span(3, -1)):
        return
    verb = sub.EXCHANGE.get(h.word)
    if verb is None or h.nominal or h.before in sub.PRISONERS:
        h.noun("prisoner_exchange", held)
    else:
        h.act("prisoner_exchange", verb.form, held)


_APART = word_set("outside besides beyond earlier previous former past")


def two_sided(h: Here) -> None:
    h.noun("prisoner_exchange")


def unknown(h: Here) -> None:
    """ "does not know where the last three bodies are"."""
    what = next((j for j in range(h.i + 1, min(len(h.texts), h.i + 8)) if h.texts[j] in sub.BODIES), None)
    denied = any(t in ("not", "doesn't", "don't") for t in h.span(3, -1))
    if what is not None and denied and "where" in h.texts[h.i + 1 : what]:
        h.says("bodies_return", "stalled", what)


def none_at_all(h: Here) -> None:
    """ "There is no longer a single hostage in the strip"."""
    none = "no" in h.span(5, -1) and "there" in h.span(9, -1)
    after = h.texts[h.i + 1 : h.i + 8]
    if none and "in" in after and "left" not in after:
        h.says("hostage_release", "completed", None)
        if any(t in sub.DEAD for t in h.span(3, 6)):
            h.says("bodies_return", "completed", None)


def carry(h: Here) -> None:
    """ "Two bodies were taken by the Red Cross to the army"."""
    body = None if h.nominal or h.found else h.near(sub.BODIES, 6, 4)
    if body is not None and ("red_cross" in h.texts or "icrc" in h.texts):
        h.act("bodies_return", CARRY[h.word].form, body)


CARRY = sub.verbs("take bring carry escort transport")
