"""Noun phrases and finite verbs, told by word classes and neighbours: there is no tagger here."""

from __future__ import annotations

from tui.extract.cues import (
    AUXILIARIES,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    FINITE,
    NOUN_TOO,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    words,
)
from tui.extract.outer import HYPHEN, QUOTED, Outer, is_dash

BREAKS = frozenset((",", ";", ":", ".", "!", "?", "…", QUOTED))
MAX = 45
_ALONE = words("that this these those some many most both each another all one several few none others two three")
"""Determiners that can be a subject by themselves."""
ARTICLES = words("the a an this these those his her their its my our your")
BEFORE_ARTICLE = PREPOSITIONS | words("and or but both all half such many what when while as if than")
_REDUCED = words(
    """
    based born located involved named called titled entitled elected known held used needed required aimed
    affiliated associated allied linked opposed dedicated devoted interviewed appointed nominated created
    founded published conducted commissioned obtained stationed displaced assigned accustomed committed
    related tied charged tasked trained
    """
)
"""Participles that go on with a noun more often than they are the verb of a clause."""


def is_verb(o: Outer, i: int) -> bool:
    """Whether item `i` is a finite verb, as far as its form and its neighbours tell."""
    w = o.low[i]
    if w in AUXILIARIES:
        return not (o.upper[i] and w in ("may", "will"))
    if o.upper[i]:
        return False
    if w in FINITE:
        return not (i > 0 and o.low[i - 1] in DETERMINERS and o.low[i - 1] not in _ALONE)
    cue = CUES.get(w)
    if cue is not None:
        if cue.form == "third" or (cue.form == "past" and w not in NOUN_TOO):
            return w not in NOUN_TOO and not _participle(o, i)
        return False
    if len(w) > 4 and w.endswith("ed") and not o.upper[i] and "-" not in w:
        return not _participle(o, i)
    return False


def _participle(o: Outer, i: int) -> bool:
    """ "briefed on the talks", "a newly elected senator": a past form that is no verb of its clause."""
    low = o.low
    before = low[i - 1] if i > 0 else ","
    after = low[i + 1] if i + 1 < len(low) else "."
    if before in DETERMINERS or before in PREPOSITIONS or before.endswith(("'s", "ly")):
        return after not in DETERMINERS
    if before in _ALONE and low[i] in ("said", "told", "added", "wrote"):
        return False  # "another said"
    if after in TIME_WORDS and i + 2 < len(low) and i > 0 and (cue := CUES.get(low[i + 2])) is not None:
        return cue.form in ("past", "third") and before[0].isalpha() and before not in PRONOUNS  # "filed Monday said"
    if after in ("by", "on", "with", "as", "from") or (low[i] in _REDUCED and after in PREPOSITIONS):
        return before not in PRONOUNS and before != "who" and before not in AUXILIARIES
    return before in (",", "and") and after not in DETERMINERS and after not in PRONOUNS and after != "that"


def noun_phrase_left(o: Outer, k: int, low_bound: int) -> int:
    """First item of the noun phrase that ends with item `k`; `k + 1` when there is none."""
    low = o.low
    if low[k] in SUBJECT_PRONOUNS:
        return k
    i = k
    floor = max(low_bound, k - MAX)
    while i >= floor:
        w = low[i]
        if w in (")", "]"):
            j = i - 1
            while j >= floor and i - j < 14 and low[j] not in ("(", "["):
                j -= 1
            if j >= floor and low[j] in ("(", "["):
                i = j - 1
                continue
            break
        if w == QUOTED:
            # a nickname inside a name, or a quoted modifier: "the "sample" group said"
            if (
                i < k
                and o.words(i) <= 3
                and not o.terminal(i)
                and not o.paused(i)
                and i > floor
                and ((o.upper[i - 1] and low[i - 1] != QUOTED and o.upper[i + 1]) or low[i - 1] in DETERMINERS)
            ):
                i -= 1
                continue
            break
        if w == "." and i > floor and o.start[i] == o.end[i - 1] and len(low[i - 1]) <= 5 and o.upper[i - 1]:
            i -= 1
            continue
        if w == HYPHEN and floor < i < k:
            i -= 1
            continue
        if w in BREAKS or is_dash(w) or w in ("(", "["):
            break
        if i < k and w in SUBJECT_PRONOUNS:
            break
        if w in SUBORDINATORS:
            break
        if w in CONJUNCTIONS:
            if w not in ("and", "or") or i == k or _verb_between(o, low_bound, i) or low[i - 1] in BREAKS:
                break
            i -= 1
            continue
        if w in ARTICLES and i < k and i > floor and low[i - 1] not in BEFORE_ARTICLE and not low[i - 1].endswith("'s"):
            return i  # a noun phrase that goes on to the left would need a preposition
        if is_verb(o, i):
            break
        if w in ("to", "not", "n't"):
            if w != "to" or CUES.get(low[i + 1]) is not None or low[i + 1] in FINITE:
                break
        elif w in ("then", "also", "so", "there", "too", "never", "still", "again"):
            break
        i -= 1
    start = i + 1
    while start <= k and (low[start] in CONJUNCTIONS or (start < k and loose_adverb(o, start))):
        start += 1
    if start < k and low[start] in PREPOSITIONS:
        start = _after_prepositional(o, start, k)
    return start


def loose_adverb(o: Outer, i: int) -> bool:
    w = o.low[i]
    return is_adverb(w) and w not in ("all", "both", "only", "almost", "nearly", "just", "former", "once", "even")


def _verb_between(o: Outer, a: int, b: int) -> bool:
    """Whether a clause stands between item `a`, or the last comma, and item `b`."""
    for i in range(b - 1, max(a, b - MAX) - 1, -1):
        if o.low[i] in (",", QUOTED, ";", ":"):
            return False
        if is_verb(o, i) or o.low[i] in SUBJECT_PRONOUNS:
            return True
    return False


def _after_prepositional(o: Outer, start: int, k: int) -> int:
    """Where the noun phrase begins behind a leading phrase: "In a statement Ms Sample", "On Monday the group"."""
    low = o.low
    p = start + 1
    begun = False
    split = k
    while p <= k:
        w = low[p]
        if (
            begun
            and w not in PREPOSITIONS
            and (
                w in DETERMINERS
                or w in SUBJECT_PRONOUNS
                or (o.upper[p] and (not o.upper[p - 1] or low[p - 1] in TIME_WORDS))
            )
            and low[p - 1] not in PREPOSITIONS
            and low[p - 1] not in DETERMINERS
        ):
            split = p
            break
        if w in TIME_WORDS and p < k and low[p + 1] not in TIME_WORDS and low[p + 1] not in PREPOSITIONS:
            split = p + 1
            break
        if w not in DETERMINERS and w not in PREPOSITIONS:
            begun = True
        elif w in PREPOSITIONS:
            begun = False
        p += 1
    if split == k and o.upper[k] and o.upper[k - 1] and low[k - 1] not in TIME_WORDS:
        return k + 1  # "... at Harbour Square in Port Sample": all of it tells where
    return split


def is_noun(o: Outer, i: int) -> bool:
    """Whether item `i` can be a noun: a word that is no verb, preposition or auxiliary."""
    w = o.low[i]
    return w[0].isalpha() and w not in CUES and w not in PREPOSITIONS and w not in AUXILIARIES and not is_verb(o, i)
