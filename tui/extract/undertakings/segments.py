"""Stretches of a sentence that one predicate governs, and what opens them."""

from __future__ import annotations

from typing import NamedTuple

from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.verb_classes import CLASSES


class Segment(NamedTuple):
    """Words `low` to `high` (exclusive)."""

    low: int
    high: int
    kind: str
    """"main", or the word that opens it: "if", "until", "unless", "before", "after", "since", "which", "that", ..."""


_OPENERS = {
    "if": "if", "unless": "unless", "until": "until", "till": "until", "before": "before", "after": "after",
    "since": "since", "because": "because", "although": "though", "though": "though", "while": "while",
    "whereas": "while", "but": "but", "when": "when", "once": "once", "which": "which", "who": "who", "whom": "who",
    "whose": "who", "where": "which", "that": "that", "amid": "amid", "despite": "despite", "without": "without",
    "so": "so", "provided": "if", "whether": "whether", "following": "after", "as": "as", "during": "during",
    "under": "under", "alongside": "alongside",
}  # fmt: skip
_PHRASES = word_set("under during amid despite")
_FINITE = word_set("has have had was were is are will would must should hasn't haven't wasn't")
_INVERTED = word_set("will would can could shall")
_BEFORE_A_SUBJECT = word_set("the its their a an israeli palestinian united both two some all aid gaza")
_HARD = frozenset(";:—–|")
_MATRIX = frozenset(
    f
    for c in ("refuse", "demand", "deny")
    for lemma in CLASSES[c].split()
    for f in forms(lemma)
    if not f.endswith("ing")
) | word_set("said says accused accuse accuses warned warns called calls")
_AS = word_set("known such described seen well soon far long regarded same as just even act serve acting serving work")
_TERMS_UNDER = word_set("obligations commitments terms responsibilities duties pledges promises obligation commitment")
_NOT_AS = word_set("part well soon such long far much many agreed described called known seen regards to of a an")


_MOMENTS = word_set("day moment minute hour instant")
_TURNS = _HARD | _MOMENTS | _INVERTED | frozenset(_OPENERS) | word_set(", and has have no nobody")
"""Words at which a stretch can end, whatever stands before them."""
_TIMED = word_set("since after before until till")
_TIMES = word_set(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday last noon midnight dawn late early mid now tomorrow today yesterday"""
)


_TOOK_EFFECT = word_set(
    "began started begun take_effect took_effect took_hold came_into_force came_into_effect went_into_effect halted"
)


def _goes_on(texts: list[str], i: int) -> bool:
    """Whether another clause begins at i: no time, place or mark of the one before."""
    w = texts[i]
    timed = any(x in _UNITS for x in texts[i : i + 3])
    return w[:1].isalnum() and w not in _STILL_THE_SAME and w not in _TIMES and not timed


_SUBJECTS = word_set("the it they a an its their this hamas israel")
_UNITS = word_set("day days week weeks month months year years hours ago")
_STILL_THE_SAME = word_set("in on at by with last this and or but to for from over between under again")


def _no_opener(w: str, previous: str, after: str) -> bool:
    """Whether a word that often opens a clause does not do so here: "known as", "so far", "under way", "at once"."""
    if w in _TIMED and (after in _TIMES or (after.isdigit() and len(after) in (1, 2, 4))):
        return True  # "since October 2023" is no clause
    if w == "as":
        return after in _NOT_AS or previous in _AS or previous in ("many", "much", "few", "little", "long")
    if w == "if" and after in ("necessary", "needed", "possible", "required", "any", "not", "so", "anything"):
        return True
    if w == "under":
        return previous in _TERMS_UNDER or after in ("way", "pressure", "fire", "strain", "threat", "rubble")
    if w == "but":
        return previous in ("all", "nothing", "anything", "everything")
    if w == "once":
        return previous in ("at", "all", "more", "than")
    if w == "that":
        return previous in ("in", "of", "after")
    return (w == "so" and after == "far") or (w == "since" and after == "then")


def _mere_phrase(texts: list[str], i: int) -> bool:
    """ "Tents promised | under the agreement | have not arrived": a phrase inside the clause and none of its own."""
    for k in range(i + 2, min(len(texts), i + 6)):
        w = texts[k]
        if w in _FINITE:
            return i > 0
        if w in _OPENERS or not w[:1].isalnum():
            return False
    return False


def _turns(texts: list[str]) -> list[int]:
    """Indices of the words at which a stretch can end."""
    found = [i for i, w in enumerate(texts) if w in _TURNS]
    if "since" in texts:
        found = sorted({*found, *(i for i in range(1, len(texts)) if texts[i - 1] in _TOOK_EFFECT)})
    return found


def segments_of(texts: list[str]) -> list[Segment]:
    """The stretches of a sentence; a subordinate one before the main clause ends at its comma."""
    found: list[Segment] = []
    low, kind = 0, "main"
    for i in _turns(texts):
        w = texts[i]
        opened: str | None = None
        if w in _HARD:
            opened = "main"
        elif w == "," and kind not in ("main", "that", "but", "so"):
            # a condition at the end of a sentence may be a list; one at its head ends here
            opened = None if low and kind in ("if", "unless", "until", "before") else "main"
        elif (
            w == "and"
            and kind in ("if", "unless", "until", "before")
            and i + 1 < len(texts)
            and texts[i + 1] in _MATRIX
        ):
            opened = "main"
        elif kind == "since" and not low and w in ("has", "have") and i > 3:
            # "Since the start of the truce Hamas has freed ...": the clause behind has no comma before it
            j = i - 1
            while j > 2 and texts[j - 1] in _BEFORE_A_SUBJECT:
                j -= 1
            if j > 1:
                found.append(Segment(low, j, kind))
                low, kind = j, "main"
        elif kind == "since" and i > low + 1 and texts[i - 1] in _TOOK_EFFECT and _goes_on(texts, i):
            opened = "main"  # "says that since the truce began only 90 trucks have been let in"
        elif kind == "without" and w in ("no", "nobody") and i > low + 1:
            opened = "main"  # "Without a mandate no state will send soldiers"
        elif (
            w in _INVERTED
            and low == 1
            and texts[0] == "only"
            and i > low + 1
            and kind in ("when", "after", "once", "if")
        ):
            opened = "main"  # "Only when the last body is back will the gate open"
        elif w in _MOMENTS and 1 < i < len(texts) - 1 and texts[i - 1] == "the" and texts[i + 1] in _SUBJECTS:
            opened = "once"  # "will hand over the ministries the day the committee arrives"
        elif w in _OPENERS:
            opened = _OPENERS[w]
            after = texts[i + 1] if i + 1 < len(texts) else ""
            previous = texts[i - 1] if i else ""
            if _no_opener(w, previous, after) or (w in _PHRASES and _mere_phrase(texts, i)):
                opened = None
        if opened is not None and i > low:
            found.append(Segment(low, i, kind))
            low, kind = i, opened
        elif opened is not None:
            kind = opened
    if low < len(texts):
        found.append(Segment(low, len(texts), kind))
    return found
