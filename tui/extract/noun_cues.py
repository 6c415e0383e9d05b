"""Nouns that report: "his claim that ...", "the contention of X that ...", "Orlin's promise to ...".

The speaker is the possessor, or stands behind "of", "by" or "from"; without one nobody speaks.
"""

from __future__ import annotations

from tui.extract.cues import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, is_adverb, words
from tui.extract.frame import ENDINGS, Frame
from tui.extract.grammar import is_verb, noun_phrase_left
from tui.extract.outer import QUOTED, Line, Outer, is_dash
from tui.extract.source_phrase import source_right

_LEMMAS = {
    "claim": "claim", "claims": "claim", "warning": "warn", "warnings": "warn", "promise": "promise",
    "promises": "promise", "pledge": "pledge", "pledges": "pledge", "vow": "vow", "vows": "vow", "threat": "threaten",
    "threats": "threaten", "assertion": "assert", "assertions": "assert", "contention": "contend",
    "accusation": "accuse", "accusations": "accuse", "allegation": "allege", "allegations": "allege",
    "suggestion": "suggest", "argument": "argue", "demand": "demand", "demands": "demand", "insistence": "insist",
    "statement": "state", "statements": "state", "announcement": "announce", "admission": "admit",
    "acknowledgment": "acknowledge", "acknowledgement": "acknowledge", "denial": "deny", "prediction": "predict",
    "complaint": "complain", "complaints": "complain", "remark": "remark", "remarks": "remark", "comment": "comment",
    "comments": "comment", "declaration": "declare", "proposal": "propose", "confirmation": "confirm",
    "conclusion": "conclude", "charge": "charge", "charges": "charge",
}  # fmt: skip
NOUN_CUES = frozenset(_LEMMAS)
_UNDERTAKINGS = words("promise promises pledge pledges vow vows threat threats demand demands")
_POSSESSIVES = words("his her their its")


def noun_frame(o: Outer, line: Line, i: int) -> Frame | None:
    """The frame of the noun at item `i` with its content, or None when nobody owns it or nothing follows."""
    low = o.low
    if o.upper[i] or i + 2 >= line.last:
        return None
    source = _owner(o, line, i)
    after = i + 1
    if source is None and low[after] in ("of", "by", "from"):
        source = source_right(o, after + 1, line.last)
        if source is None or not o.upper[source[1] - 1]:
            return None
        after = source[1]
    if source is None or after + 1 >= line.last:
        return None
    if low[after] == "that":
        start = after + 1
        if low[start] in AUXILIARIES or is_verb(o, start) or is_adverb(low[start]):
            return None  # "his claim that was denied"
    elif low[after] == "to" and low[i] in _UNDERTAKINGS and not o.upper[after + 1]:
        start = after
        if low[after + 1] in DETERMINERS or low[after + 1] in PREPOSITIONS:
            return None
    else:
        return None
    end = _clause_end(o, start, line, subject=source[0] == line.first)
    if end - start < 3:
        return None
    frame = Frame((i, i + 1), _LEMMAS[low[i]], "noun", source, line, verb=i)
    frame.contents.append((start, end))
    return frame


def _owner(o: Outer, line: Line, i: int) -> tuple[int, int] | None:
    """Whose noun it is, as far as a possessive stands within two words before it."""
    low = o.low
    for x in range(i - 1, max(line.first - 1, i - 4), -1):
        if low[x] in _POSSESSIVES:
            return x, x + 1
        if low[x].endswith(("'s", "s'")) and len(low[x]) > 2:
            begin = noun_phrase_left(o, x, line.first)
            for y in range(begin, x):
                if low[y] in PREPOSITIONS and low[y] != "of":
                    begin = y + 1
            return (begin, x + 1) if begin <= x else None
        if low[x] in DETERMINERS or low[x] in PREPOSITIONS or not low[x][0].isalpha() or is_verb(o, x):
            return None
    return None


def _clause_end(o: Outer, start: int, line: Line, *, subject: bool) -> int:
    """Where a clause ends, before a second verb of its own; `subject`: its noun opens the sentence."""
    low = o.low
    verb = subject and low[start] == "to"
    bound = not verb
    for x in range(start + verb, line.last):
        w = low[x]
        if w in (",", ":", "(") or (w in ENDINGS and (w != "." or x + 1 == line.last)):
            return x
        if is_dash(w) and o.end[x - 1] < o.start[x]:
            return x
        if w in CONJUNCTIONS or w in SUBORDINATORS or w == "or" or w == "to":
            bound = True
        elif w != QUOTED and is_verb(o, x):
            adjacent = x > start and (low[x - 1] in AUXILIARIES or is_adverb(low[x - 1]) or low[x - 1] == "not")
            if verb and not bound and not adjacent:
                return x
            verb = True
            bound = False
    return line.last
