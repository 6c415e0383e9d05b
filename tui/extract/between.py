"""What may stand between a cue and the clause that it reports: an addressee, a day, an occasion."""

from __future__ import annotations

from tui.extract.cues import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    words,
)
from tui.extract.grammar import is_verb
from tui.extract.outer import QUOTED, Outer, is_dash


def noun_group(o: Outer, c: int, end: int) -> int:
    """End of the noun phrase that begins at item `c`: whom somebody told."""
    low = o.low
    if c >= end:
        return c
    if low[c] in SUBJECT_PRONOUNS or low[c] in ("him", "her", "them", "us", "me", "himself", "herself"):
        return c + 1
    x = c
    begun = False
    while x < end and x - c < 15:
        w = low[x]
        if w == QUOTED and begun and low[x - 1].endswith("'s") and o.title(x):
            x += 1  # "told Sample Radio's “Morning Talk”"
            continue
        if w in (QUOTED, ",", ":", ";", "that", "(") or is_dash(w) or w in SUBORDINATORS or w in SUBJECT_PRONOUNS:
            break
        if is_verb(o, x):
            return c if not begun else x
        if begun and w in DETERMINERS and low[x - 1] not in PREPOSITIONS and low[x - 1] not in ("and", "or"):
            break
        if (
            (
                begun
                and o.upper[x]
                and not o.upper[x - 1]
                and low[x - 1] not in PREPOSITIONS
                and low[x - 1] not in DETERMINERS
            )
            and low[x - 1] not in ("and", "of", "'s")
            and not low[x - 1].endswith("'s")
        ):
            break
        if begun and w in TIME_WORDS:
            break
        if w == "to" and begun:
            break
        if begun and w in ("there", "their", "his") and low[x - 1] not in ("and", "or"):
            break
        if w not in DETERMINERS and w not in PREPOSITIONS:
            begun = True
        x += 1
    return x


CIRCUMSTANCE = words(
    """
    in on at during to of via through after before about with from for by
    """
)


_MONTHS = words(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec
    """
)


def _dated(o: Outer, x: int, end: int) -> bool:
    """Whether item `x` is a piece of a date: "12 December", "Dec. 12, 2025"."""
    low = o.low
    if low[x] in _MONTHS and o.upper[x]:
        return low[x - 1][0].isdigit() or (x + 1 < end and (low[x + 1][0].isdigit() or low[x + 1] == "."))
    if low[x] == ".":
        return low[x - 1] in _MONTHS and o.upper[x - 1] and x + 1 < end and low[x + 1][0].isdigit()
    if not low[x][0].isdigit() or len(low[x]) > 4:
        return False
    before = low[x - 1] if low[x - 1] not in (".", ",") else low[x - 2]
    return (before in _MONTHS or (len(low[x]) == 4 and before[0].isdigit() and low[x - 1] == ",")) or (
        x + 1 < end and low[x + 1] in _MONTHS and o.upper[x + 1]
    )


def skip_circumstances(o: Outer, c: int, end: int) -> int:
    """Past "on Monday", "in a statement", "at a rally in Sampleton", up to where a clause can begin."""
    low = o.low
    while c < end:
        w = low[c]
        if _dated(o, c, end):
            c += 1
            continue
        if w in TIME_WORDS and not (
            w in ("last", "next", "this", "past", "late", "early") and not (c + 1 < end and low[c + 1] in TIME_WORDS)
        ):
            c += 1
            continue
        if is_adverb(w) and w not in (
            "there",
            "only",
            "even",
            "all",
            "both",
            "just",
            "no",
            "not",
            "never",
            "nearly",
            "almost",
        ):
            c += 1
            continue
        if w == "to" and c + 1 < end and low[c + 1] not in DETERMINERS and not o.upper[c + 1]:
            return c
        if w in CIRCUMSTANCE and c + 1 < end:
            x = c + 1
            while x < end and (low[x] in DETERMINERS or low[x].endswith("'s")):
                x += 1
            if x < end and low[x] == QUOTED and o.title(x):
                c = x + 1
                continue
            x = c + 1
            begun = False
            while x < end and x - c < 14:
                v = low[x]
                if v in (QUOTED, ",", ":", "that") or v in SUBJECT_PRONOUNS or is_dash(v) or v in ("there",):
                    break
                if v in PREPOSITIONS and begun:
                    break
                if _dated(o, x, end):
                    begun = True
                    x += 1
                    continue
                if v in SUBORDINATORS and v not in PREPOSITIONS:
                    break
                if is_verb(o, x):
                    return c
                if begun and v in DETERMINERS and low[x - 1] not in PREPOSITIONS:
                    break
                before = x - 2 if low[x - 1] == "." else x - 1  # "of Mr. Keller"
                if begun and o.upper[x] and not o.upper[before] and low[before] not in DETERMINERS:
                    break
                if begun and o.upper[x] and low[x - 1] in TIME_WORDS:
                    break
                if begun and v in TIME_WORDS and low[x - 1] not in TIME_WORDS:
                    break
                if v not in DETERMINERS:
                    begun = True
                x += 1
            # a phrase that ends the sentence is part of what was said unless it is a usual circumstance
            c = x
            continue
        break
    return c
