"""Verb groups: whether a form is a verb here, what stands before it, and whose it is."""

from __future__ import annotations

from tui.extract.cues import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    words,
)
from tui.extract.frame import ENDINGS, Frame
from tui.extract.grammar import ARTICLES, is_verb, noun_phrase_left
from tui.extract.outer import QUOTED, Line, Outer, is_dash
from tui.extract.source_phrase import initial_subject, source_left

_GOVERNORS = words(
    """
    went goes go going continued continues quick declined declines refused refuses failed fails tried tries
    began begins rushed hastened likes like appeared appears seemed seems wants wanted sought seeks used
    proceeded had has have managed chose chooses prefers preferred willing careful moved able promised
    threatened paused stopped keen eager forced set expected scheduled due likely unlikely bound ready
    """
)


def group(o: Outer, i: int, first: int) -> tuple[int, bool, bool, bool]:
    """(start of the verb group, passive, infinitive, has an auxiliary)."""
    low = o.low
    j = i
    passive = infinitive = auxiliary = False
    while j > first and i - j < 8:
        w = low[j - 1]
        if w in AUXILIARIES and not o.upper[j - 1]:
            auxiliary = True
            if w in BE and j == i - sum(1 for x in range(j, i) if is_adverb(low[x])):
                passive = True
            j -= 1
        elif w == "not" or (is_adverb(w) and not (o.upper[j - 1] and j - 1 > first and low[j - 2] != ",")):
            j -= 1
        elif w == "to" and not infinitive:
            infinitive = True
            j -= 1
            if j > first and low[j - 1] == "have" and j - 1 > first and low[j - 2] == "to":
                return j, False, True, False
            if j > first and low[j - 1] in _GOVERNORS:
                j -= 1
                if j > first and low[j - 1] == "on":
                    j -= 1
            elif j > first and low[j - 1] == "on" and j - 1 > first and low[j - 2] in ("went", "goes", "go"):
                j -= 2
            else:
                return j, False, True, False
        else:
            break
    # adverbs that open the sentence belong to it, not to the verb
    while j < i and is_adverb(low[j]) and j == first:
        j += 1
    return j, passive, infinitive, auxiliary


def opens_with_subject(o: Outer, first: int, j: int) -> bool:
    """Whether all that stands before item `j` is a name with appositives: "A, the head of B, said C"."""
    low = o.low
    begin = first
    for x in range(j - 1, first - 1, -1):
        if low[x] == QUOTED and o.words(x) > 3:
            begin = x + 1
            break
    if j - begin < 3 or low[begin] in PREPOSITIONS or source_left(o, j, begin) is None:
        return False
    relative = False
    for x in range(begin, j - 1):
        if low[x] in ("who", "whose", "which"):
            relative = True
        elif low[x] == ",":
            relative = False
        elif not relative and is_verb(o, x):
            return False
    return True


def headline(o: Outer, line: Line) -> bool:
    """Whether a line is set like a headline: most words have a capital."""
    n = line.last - line.first
    return n <= 25 and sum(o.upper[line.first : line.last]) >= 0.6 * n


def sound(o: Outer, source: tuple[int, int]) -> bool:
    """Whether a source phrase can speak: not a time, not a lone function word."""
    s, e = source
    low = o.low
    head = low[s]
    if e - s == 1 and (
        head in TIME_WORDS
        or head in PREPOSITIONS
        or (
            head in DETERMINERS
            and head
            not in (
                "this",
                "that",
                "these",
                "those",
                "some",
                "many",
                "most",
                "another",
                "one",
                "others",
                "all",
                "several",
                "few",
                "none",
                "both",
            )
        )
        or (head in AUXILIARIES and not o.upper[s])
        or head in SUBORDINATORS - {"who"}
        or not head[0].isalnum()
    ):
        return False
    return not (head == "nobody" or (e - s == 1 and is_adverb(head)))


def plural_subject(o: Outer, j: int, first: int) -> bool:
    """Whether what stands before item `j` can govern a base form: they, officials, A and B."""
    if j <= first:
        return False
    w = o.low[j - 1]
    if w in ("i", "we", "you", "they", "who", "some", "many", "others", "most", "few", "several", "both", "all"):
        return True
    if w in ("whom", "which") and j - 2 >= first and o.low[j - 2] == "of":
        return True
    if w[0].isdigit() or w in ("people", "police", "percent", "officials", "men", "women", "media"):
        return True
    if w in (",", ")", "and") or is_dash(w):
        return w != "and"
    if w.endswith("s") and not w.endswith("'s") and w[0].isalpha() and w not in AUXILIARIES and not is_adverb(w):
        return True
    if o.upper[j - 1] and w not in TIME_WORDS and any(o.low[x] == "and" for x in range(max(first, j - 5), j - 1)):
        return True
    begin = noun_phrase_left(o, j - 1, first)
    if begin > j - 1 or o.low[begin] in ("a", "an", "this", "each", "every"):
        return False
    behind = next((x for x in range(begin + 1, j - 1) if o.low[x] in PREPOSITIONS), -1)
    head = o.low[behind - 1] if behind > begin else ""  # "Analysts at Sample Bank expect"
    return begin == first and len(head) > 3 and head.endswith("s") and not head.endswith(("ss", "'s"))


_SHORT_REPORTS = words("tweets posts claims remarks replies notes warns charges comments texts")


def noun_use(o: Outer, i: int, first: int, last: int) -> bool:
    low = o.low
    before = low[i - 1] if i > first else ""
    after = low[i + 1] if i + 1 < last else "."
    if before in SUBJECT_PRONOUNS or before == "who":
        return False
    if low[i] == "read" and after in (QUOTED, ":"):
        return False  # "One banner read “...”"
    if (
        low[i] in _SHORT_REPORTS
        and o.upper[i - 1]
        and not before.endswith(("'s", "s'"))
        and "that" in low[i + 1 : i + 5]
    ):
        return False  # "Orlin tweets in reply that ..."
    if before in ("", ",") or before in DETERMINERS or before in PREPOSITIONS or before.endswith("'s"):
        clause = after in ("that", QUOTED) or after in ARTICLES or after in ("he", "she", "it", "they", "there", "no")
        return not (before == "," and clause)
    if before in CONJUNCTIONS or before.endswith("s'"):
        return not (before == "and" and after == "that" and low[i].endswith("s"))
    if (
        low[i].endswith("s")
        and (o.upper[i - 1] or before.endswith(")"))
        and (after in ENDINGS or after in (",", QUOTED, ":"))
    ):
        return False
    if before[0].isalpha() and any(low[x] == QUOTED and o.words(x) > 2 for x in range(max(first, i - 7), i - 1)):
        return False
    if after in (
        "that",
        "the",
        "a",
        "an",
        "he",
        "she",
        "they",
        "it",
        "his",
        "her",
        "their",
        "its",
        "them",
        "him",
        "us",
        "me",
        QUOTED,
        ":",
        "no",
        "there",
    ):
        return not (before.endswith("s") or o.upper[i - 1] or low[i].endswith("s"))
    if low[i].endswith("ing") or after in PREPOSITIONS or after in ENDINGS or after in AUXILIARIES or after == ",":
        return True
    return not (o.upper[i - 1] and i + 1 < last and o.upper[i + 1])


def shared(o: Outer, line: Line, limit: int, frames: list[Frame]) -> tuple[int, int] | None:
    """The subject that a further verb of the sentence shares."""
    for frame in reversed(frames):
        if ")" in o.low[frame.verb : limit] and "(" not in o.low[frame.verb : limit]:
            continue
        if frame.source is not None and frame.how in ("finite", "coordinated", "participle", "inverted"):
            return frame.source
    return initial_subject(o, line.first, limit)
