"""Verbs and verb groups: what a predicate says of an undertaking, and in which mood it stands.

Claimant, modality, negation and time are read here before any phrase is matched: "has released", "would release",
"has yet to release" and "was told to release" share a verb and say four different things.
"""

from __future__ import annotations

from typing import NamedTuple

from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.verb_classes import (
    ADVERBS,
    BE,
    CHAIN,
    DETERMINERS,
    DO,
    FUTURE,
    HAVE,
    NEGATION,
    NOUN_PREPOSITIONS,
    OBLIGED,
    POSSIBLE,
)

_BOUND = word_set("meant intended supposed due scheduled expected set obliged")


_UNREAL = word_set("would wouldn't could couldn't might should ought shouldn't")
_PASTS = word_set(
    """met held came went said told took made gave began sent brought left flew spoke found saw put set ran led
    kept"""
)


_SUBJUNCTIVE = frozenset(
    f for lemma in ("demand", "insist", "request", "recommend", "urge") for f in forms(lemma) if f not in ("request",)
)
_GIVES = frozenset(forms("give"))
_KEEPS_WORD = frozenset(
    f for lemma in ("honour", "honor", "keep", "fulfil", "fulfill", "meet", "respect") for f in forms(lemma)
)
_BREAKS_WORD = frozenset(f for lemma in ("break", "violate", "ignore", "renege") for f in forms(lemma))
_SPANS = word_set("hours days weeks months until")


class Mood(NamedTuple):
    """How a verb stands: `kind` is one of "realised", "ongoing", "present", "future", "due", "weak", "obliged",
    "required",
    "promised", "effort", "urged", "refused", "failed", "let", "stopped", "accused", "denied", "infinitive",
    "threatened", "unreal"."""

    kind: str
    negated: bool = False
    left: int = 0
    """Index of the first word of the group."""


def is_noun(words: list[str], at: int) -> bool:
    """Whether a form that may be verb or noun ("release", "delay", "return") stands as a noun here."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if before == "first" and at > 1 and (words[at - 2] in OBLIGED or words[at - 2] in FUTURE or words[at - 2] == "to"):
        return False  # "must first withdraw"
    if before in DETERMINERS or (before in ("and", "or") and after == "of"):
        return True
    if before == "not" and at > 1 and words[at - 2] == ",":
        return True  # "trucks, not promises"
    if words[at] in _MOSTLY_NOUNS and after != "to" and after not in DETERMINERS:
        return True  # "the four-month plan for ..."
    if after in _AFTER_A_SUBJECT and not words[at].endswith(("ed", "ing")) and words[at] not in _PASTS:
        return True  # "the president's plan had begun"
    if after == "of" and "_" not in words[at] and not (before in BE or before == "to"):
        return True
    return before in NOUN_PREPOSITIONS


_MOSTLY_NOUNS = word_set("plan plans offer offers")
_AFTER_A_SUBJECT = word_set("is are was were has had will would must should could isn't wasn't hasn't won't")
_REACH = 60
"""Words that a chain of verbs may be long; no sentence of prose has a longer one."""


def mood(words: list[str], at: int, form: str, low: int) -> Mood:
    """The mood of the verb at `at`, read leftwards down to index `low`."""
    return _read_mood(words, at, form, max(low, at - _REACH))


def _read_mood(words: list[str], at: int, form: str, low: int) -> Mood:
    negated = False
    aux: set[str] = set()
    infinitive = False
    adverb_all = False
    j = at - 1
    while j >= low:
        w = words[j]
        if w in NEGATION or w.endswith("n't") or w == "cannot":
            negated = True
            if w in NEGATION:
                j -= 1
                continue
        if w in FUTURE or w in POSSIBLE or w in OBLIGED:
            if "have" in aux and w in _UNREAL:
                # "would have gone free": it never happened; "should have been back by Monday": it has not yet
                return Mood("failed" if w in OBLIGED else "unreal", negated, j)
            kind = "future" if w in FUTURE else "obliged" if w in OBLIGED else "weak"
            return Mood(kind, negated, j)
        if w.endswith(("'ll", "'d")) and len(w) > 3:
            return Mood("future", negated, j)  # "we'll withdraw"
        if w in BE or w.endswith("'re"):
            aux.add("be")
            if w == "being":
                aux.add("being")
        elif w in HAVE or w.endswith("'ve"):
            aux.add("have")
            if infinitive and not aux - {"have"}:
                return Mood("obliged", negated, j)  # "has to release"
        elif w in DO:
            aux.add("do")
        elif w == "to":
            infinitive = True
            governed = _governor(words, j, low, negated)
            if governed is not None:
                return governed
            break
        elif w in ADVERBS or w.endswith("ly"):
            adverb_all = adverb_all or w == "all"
        else:
            break
        j -= 1
    left = j + 1
    if infinitive:
        return Mood("infinitive", negated, left)
    if "do" in aux:
        return Mood("realised" if "did" in words[left:at] or "didn't" in words[left:at] else "present", negated, left)
    if left == at and not aux and (form == "base" or words[at] == "let") and _opens_speech(words, at, low):
        return Mood("urged", negated, at)  # "Open the crossings."
    if form == "ing":
        if "be" in aux:
            return Mood("ongoing", negated, left)
        return _gerund(words, left, low, negated)
    if form == "past" and not aux:
        shared = _shared_modal(words, left, low)
        if shared is not None:
            return shared
        for k in range(left - 1, max(low, left - 8) - 1, -1):
            if words[k] in ("want", "wants", "wanted"):
                return Mood("obliged", negated, k)  # "wants the crossing opened"
            if words[k] in (",", "and", "that"):
                break
    if form == "past" or "have" in aux:
        if "being" in aux or ("be" in aux and form == "past" and _present_be(words[left:at])):
            return Mood("ongoing" if "being" in aux else "realised", negated, left)
        return Mood("realised", negated, left)
    if form == "base" and "do" not in aux and left - 1 > low and words[left - 1] in ("and", "or"):
        joined = _joined(words, left - 1, low, negated)
        if joined is not None:
            return joined
    if form == "base" and "do" not in aux:
        for k in range(left - 1, max(low, left - 7) - 1, -1):
            if words[k] in ("let", "lets", "letting"):  # "not yet let them cross"
                return _chained(words, k, low, negated)
            if words[k] in ("make", "makes", "help", "helps") or (words[k] == "have" and k < left - 1):
                # "to make the army withdraw", "would have it hand in its arms"
                return _read_mood(words, k, "base", low)
            if words[k] in _SUBJUNCTIVE and k < left - 1:  # "is demanding the fighters leave"
                return _chained(words, k, low, negated)
            if words[k] in (",", "and", "that", "which", "who"):
                break
    if form == "base" and low and words[low] in FUTURE | POSSIBLE and words[-1] != "?" and at - low <= 8:
        return Mood("future", negated, low)  # "only then will the group disarm"
    return Mood("present", negated, left)


def _opens_speech(words: list[str], at: int, low: int) -> bool:
    """Whether nothing stands before a verb in its sentence or behind a colon: nobody does it, it is asked for."""
    start = low + 1 if words[low] in _COLONS else low
    behind = words[at + 1] if at + 1 < len(words) else ""
    return at == start and (low == 0 or words[low] in _COLONS) and behind in _OBJECT_OPENS


_COLONS = frozenset(":;—–")
_OBJECT_OPENS = word_set("the all these those every our their them us in more aid food now your")


def _shared_modal(words: list[str], left: int, low: int) -> Mood | None:
    """ "must be disarmed and the land demilitarised": the second participle shares the first one's modal."""
    for k in range(left - 1, max(low, left - 5) - 1, -1):
        if words[k] == "and":
            for j in range(k - 1, max(low + 1, k - 10) - 1, -1):
                if words[j] == "be" and words[j - 1] == "to" and words[j - 2] in ("have", "has", "need", "needs"):
                    return Mood("obliged", False, j - 1)
                if words[j] == "be" and (words[j - 1] in OBLIGED or words[j - 1] in FUTURE):
                    return Mood("obliged" if words[j - 1] in OBLIGED else "future", False, j - 1)
            return None
        if words[k] in BE or words[k] in HAVE or words[k] in (",", "that", "by"):
            return None
    return None


def _joined(words: list[str], at: int, low: int, negated: bool) -> Mood | None:
    """What the first verb of "to stop and withdraw", "must stop and withdraw" lends to the second."""
    for k in range(at - 1, max(low, at - 12) - 1, -1):
        w = words[k]
        if w == "to":
            return _governor(words, k, low, negated) or Mood("infinitive", negated, k)
        if w in OBLIGED or w in FUTURE or w in POSSIBLE:
            kind = "future" if w in FUTURE else "obliged" if w in OBLIGED else "weak"
            return Mood(kind, negated or "not" in words[k + 1 : k + 2], k)
        if w in (",", "that", "but") and not (w == "," and "and" in words[k + 1 : at + 1]):
            return None  # but "to secure the border, protect people and collect weapons" is one list
    return None


def _present_be(group: list[str]) -> bool:
    return bool(group) and group[0] in ("is", "are", "isn't", "aren't")


_MEANS = word_set("time equipment machinery machines help tools money funds engineers teams")
_LEAVE_TO_PASS = word_set("permission clearance go-ahead authorisation authorization permits")
_RANKS = word_set("first second third fourth fifth last latest only")
_SHARED = word_set("urged required promised obliged let refused")


def _governor(words: list[str], to: int, low: int, negated: bool, joined: bool = True) -> Mood | None:
    """What "... to" at `to` hangs on: a chain word at once before it, or one with its object between."""
    j = to - 1
    if j >= low and words[j] in NEGATION:  # "vowed never to surrender"
        negated, j = not negated, j - 1
    if j > low and words[j] in _RANKS and words[j - 1] in ("the", "was", "is", "became"):
        ahead = any(w in FUTURE or w in OBLIGED for w in words[max(low, j - 6) : j])
        return Mood("future" if ahead else "realised", negated, j)  # "was the first to reach the town"
    while j >= low and (words[j] in ADVERBS or words[j].endswith("ly")) and words[j] not in CHAIN:
        j -= 1
    if j < low:
        return Mood("due", negated, to)  # headline: "20 trucks to enter"
    w = words[j]
    if w == "which":
        return Mood("infinitive", negated, to)  # "explosives with which to blow it up"
    if w == "open" and j > low and (words[j - 1] in BE or words[j - 1] in ADVERBS):
        return Mood("weak", negated, j - 1)  # "is open to storing its arms"
    if w in _LEAVE_TO_PASS:
        for k in range(j - 1, max(low, j - 9) - 1, -1):
            if words[k] in _GIVES or words[k] in ("granted", "received", "got", "won"):
                return Mood("let", negated, k)
        return Mood("failed", False, j)  # "waiting for permission to enter"
    if w in ("remain", "remains", "remained"):
        return Mood("failed", negated, j)  # "one remains to be returned"
    if w in HAVE:
        return Mood("obliged", negated, j)  # "has to withdraw"
    if w in BE and w != "be":
        return Mood("due", negated, j)  # "militants were to leave"
    if w in ("want", "wants", "wanted"):
        inner = _chained(words, j, low, negated)
        return inner._replace(kind="weak") if inner.kind == "obliged" else inner  # what one wants to do oneself
    if w in CHAIN:
        return _chained(words, j, low, negated)
    # an object may stand between: "urged both sides to release", "allowed more trucks to enter"
    for k in range(j, max(low, j - 12) - 1, -1):
        w = words[k]
        link = CHAIN.get(w)
        if (
            link in ("urged", "let", "required", "stopped", "effort", "failed", "promised", "threatened")
            or w in _BOUND
            or w in ("expected", "wants", "want")
        ):
            if link == "failed" and w == "yet":
                continue
            return _chained(words, k, low, negated)
        if w in _GIVES and any(t in ("time", "deadline", "ultimatum") for t in words[k + 1 : to]):
            return Mood("obliged", negated, k)  # "will be given a short time to disarm"
        if (w in HAVE or w in _GIVES or w in ("get", "gets", "got")) and any(t in _SPANS for t in words[k + 1 : to]):
            return Mood("required" if w in HAVE else "obliged", negated, k)  # "has two months to disarm"
        if w in ("expect", "expects") and j - k >= 1:
            return Mood("urged", negated, k)  # "expects Hamas to disarm" is asked of Hamas
        if w in ("needs", "need", "needed") and any(t in _MEANS for t in words[k + 1 : to]):
            return Mood("failed", False, k)  # "needed time and equipment to find them"
        if w in ("needs", "need", "needed") and any(t in _SPANS for t in words[k + 1 : to]):
            return Mood("due", negated, k)  # "needs four months to complete it"
        if w in OBLIGED or w in ("must", "needs", "need"):
            return Mood("obliged", negated, k)
        if w in FUTURE:
            return Mood("future", negated, k)
    # "required the group to leave the town and the army to come in"
    if joined and "and" in words[max(low, to - 8) : to]:
        for k in range(to - 2, max(low, to - 30) - 1, -1):
            if words[k] == "to":
                first = _governor(words, k, low, negated, joined=False)
                if first is not None and first.kind in _SHARED:
                    return first
    finite = any(w in BE or w in HAVE or w in DO or w.endswith("ed") or w in _PASTS for w in words[low:to])
    return None if finite else Mood("due", negated, to)


def _chained(words: list[str], at: int, low: int, negated: bool) -> Mood:
    w = words[at]
    link = CHAIN[w]
    if link == "promised" and not w.endswith(("ed", "ing")):
        for k in range(at - 1, max(low, at - 4) - 1, -1):
            if words[k] in _KEEPS_WORD or words[k] in _BREAKS_WORD:
                kept = _read_mood(words, k, "past" if words[k].endswith("ed") else "base", low)
                if (words[k] in _BREAKS_WORD) != kept.negated and kept.kind in ("realised", "present", "ongoing"):
                    return Mood("failed", False, kept.left)  # "has not honoured its pledge to leave"
    outer = _read_mood(words, at, "ing" if w.endswith("ing") else "past" if w.endswith("ed") else "base", low)
    flipped = negated != outer.negated
    if link == "urged" and "refused" in (CHAIN.get(words[at - 1]), CHAIN.get(words[at - 2])) and at > low + 1:
        return Mood("refused", False, at - 1)  # "reject requests to bring in tents"
    if link == "urged" and is_noun(words, at):
        for k in range(at - 1, max(low, at - 6) - 1, -1):
            if CHAIN.get(words[k]) in ("promised", "refused") or words[k] in ("accepted", "rejected"):
                given = words[k] != "rejected" and CHAIN.get(words[k]) != "refused"
                return Mood("promised" if given else "refused", negated, k)
    if link == "begun":
        return Mood("ongoing" if outer.kind in ("realised", "present", "ongoing") else outer.kind, flipped, outer.left)
    if link == "effort":
        for k in range(at - 1, max(low, at - 9) - 1, -1):
            v = words[k]
            if v in OBLIGED or CHAIN.get(v) == "urged":
                return Mood("urged" if CHAIN.get(v) == "urged" else "obliged", flipped, k)
            if CHAIN.get(v) in ("stopped", "accused") and at - k <= 5:
                return Mood("failed", False, k)
        if outer.kind in ("obliged", "future", "weak", "promised", "due", "urged", "failed", "stopped", "accused"):
            return Mood(outer.kind, flipped, outer.left)
        return Mood("effort", flipped, outer.left)
    if w == "able" and (flipped or outer.kind in ("realised", "present")):
        return Mood("failed" if flipped else "realised", False, outer.left)
    if link == "weak" and outer.kind in ("stopped", "failed", "refused", "urged", "obliged", "denied", "accused"):
        return Mood(outer.kind, flipped, outer.left)
    if link == "weak":
        return Mood("obliged" if w in ("wants", "want") and not negated else "weak", flipped, outer.left)
    if link == "needed":
        return Mood("obliged", flipped, outer.left)
    if link == "let":
        if outer.kind in ("realised", "present", "ongoing", "infinitive", "gerund"):
            return Mood("stopped" if flipped else "let", False, outer.left)
        return Mood(outer.kind, flipped, outer.left)
    if link == "refused":
        return Mood("promised" if flipped and outer.negated else "refused", False, outer.left)
    if link == "failed":
        return Mood("failed", False, outer.left)
    if link in ("promised", "required") and outer.kind in ("refused", "failed", "obliged", "urged"):
        return Mood(outer.kind, flipped, outer.left)
    if link == "promised" and flipped:
        # "has not agreed to disarm" is a refusal; "agreed not to attack" is a promise
        return Mood("refused" if outer.negated else "promised", not outer.negated, outer.left)
    return Mood(link, flipped, outer.left)


def _gerund(words: list[str], left: int, low: int, negated: bool) -> Mood:
    """A bare -ing form: what stands before it decides ("began withdrawing", "accused of blocking")."""
    j = left - 1
    while j >= low and words[j] in ("of", "from", "on", "to", "against", "for"):
        j -= 1
    if j > low and words[j] in ("open", "opposed", "committed") and words[j - 1] in BE | ADVERBS:
        return Mood({"open": "weak", "opposed": "refused"}.get(words[j], "promised"), negated, j - 1)
    for k in range(j, max(low, j - 7) - 1, -1):
        link = CHAIN.get(words[k])
        if link == "weak" and k == j and words[k] in ("intention", "intent", "desire", "readiness", "willingness"):
            return _chained(words, k, low, negated)
        if link in ("begun", "stopped", "accused", "denied", "refused", "urged", "promised", "effort") and (
            k == j or link in ("accused", "stopped", "urged", "denied")
        ):
            return _chained(words, k, low, negated)
    return Mood("gerund", negated, left)
