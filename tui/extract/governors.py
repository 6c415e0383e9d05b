"""What stands before a counted phrase and governs it: listed verbs, nouns of action, the list that it is part of."""

from __future__ import annotations

from tui.extract.lexicon import (
    ACTION_NOUNS,
    AUX,
    DETERMINERS,
    PREPOSITIONS,
    VERBS,
    Action,
)
from tui.extract.line import Line
from tui.extract.numerals import NUMBER_WORDS
from tui.extract.phrases import plain


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BE = _set("is are was were be been being get gets got am")
RELATIVE = _set("who that which whose")
REACH = 34
"""Tokens that the search for a governor walks at most: keeps the work linear in the text."""


def listed_verb(line: Line, g: int) -> Action | None:
    """The verb before "a driver and" in "killed a driver and four others"."""
    low = line.low
    for j in range(g - 1, max(-1, g - 10), -1):
        word = low[j]
        if word in ACTION_NOUNS and low[j + 1] == "of":
            return ACTION_NOUNS[word]  # "the deaths of a commander and four others"
        if word in VERBS and not used_as_noun(line, j):
            aircraft = low[j + 1] == "down"  # "shot down 19 drones and"
            return VERBS[word].action if VERBS[word].active and j + 1 < g and not aircraft else None
        measured = word[:1].isdecimal() and low[j + 1] == "-"  # "a 700-metre tunnel and"
        if not (plain(word) or measured or word in DETERMINERS or word in ("of", "'s", "-")):
            return None
    return None


def used_as_noun(line: Line, i: int) -> bool:
    """ "in Israeli jails", "detainees held in Gaza": forms that are no finite verb of the clause here."""
    low = line.low
    before = low[i - 1] if i else ""
    if low[i].endswith("ed") or low[i] == "held":
        return before not in AUX and i + 1 < len(low) and low[i + 1] in PREPOSITIONS
    if low[i].endswith("s") and low[i - 2 : i - 1] and (low[i - 2] in PREPOSITIONS or low[i - 2] in DETERMINERS):
        return True  # "in northern jails"
    return before in DETERMINERS or before in PREPOSITIONS or line.upper(i - 1)


def joined(line: Line, at: int, action: Action) -> Action:
    """ "shot and killed three": of joined verbs the gravest counts."""
    if action == "injure" or action == "hold":
        for j in range(at - 1, max(-1, at - 4), -1):
            if line.low[j] in VERBS and VERBS[line.low[j]].action == "kill":
                return "kill"
            if line.low[j] not in ("and", ",", "or") and line.low[j] not in VERBS:
                break
    return action


def nearby_action(line: Line, left: int, right: int) -> Action | None:
    """For bodies and hostages: what the clause does with them, nearest verb of handing over, finding or holding."""
    low = line.low
    kinds = ("return", "recover", "hold", "free")
    for j in range(right, min(len(line), right + 8)):
        if low[j] in (",", ";", "."):
            break
        if low[j] in VERBS and VERBS[low[j]].action in kinds:
            return VERBS[low[j]].action
    for j in range(left - 1, max(-1, left - 8), -1):
        if low[j] in (";", "."):
            break
        if low[j] in VERBS and VERBS[low[j]].action in kinds:
            return VERBS[low[j]].action
        if low[j] in ACTION_NOUNS and ACTION_NOUNS[low[j]] in kinds and low[j + 1 : j + 2] == ["of"]:
            return ACTION_NOUNS[low[j]]
    return None


def subject_action(line: Line, g: int) -> Action | None:
    """ "The razed buildings included nine wells": the participle in the subject."""
    for j in range(g - 1, max(-1, g - 12), -1):
        word = line.low[j]
        if word in VERBS:
            return VERBS[word].action
        if word in ACTION_NOUNS:
            return ACTION_NOUNS[word]
        if word == "toll":
            return "kill"
    return None


def in_parts(line: Line, left: int) -> bool:
    """ "including a doctor and two nurses", "among them a girl and four boys": a list of parts before the number."""
    low = line.low
    if low[left - 1 : left] not in (["and"], [","]):
        return False
    for j in range(left - 2, max(-1, left - 9), -1):
        if low[j] == "including" or (low[j] in ("them", "whom") and low[j - 1 : j] == ["among"]):
            return True
        if (
            low[j] in VERBS
            or low[j] in AUX
            or low[j][:1].isdecimal()
            or low[j] in NUMBER_WORDS
            or low[j] in (";", ":", ".")
        ):
            return False
    return False
