"""What is said of an undertaking that only a pronoun names: "... but it would be resumed", "That will not happen."."""

from __future__ import annotations

import re

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.segments import Segment
from tui.extract.undertakings.verb_classes import ADVERBS, BE, FUTURE, HAVE, NEGATION, OBLIGED, POSSIBLE
from tui.records import EvidenceLabel, Topic

_PRONOUNS = frozenset(("it", "this", "that", "these", "they"))
_GROUP = ADVERBS | BE | FUTURE | HAVE | NEGATION | OBLIGED | POSSIBLE | {"to", "yet", "expected", "due"}
_TURNS = frozenset(("begin", "stall", "complete", "end", "lift", "continue"))
"""Classes of what happens to an undertaking itself, and not to somebody."""
_LONGEST_GROUP = 6


def by_pronoun(texts: list[str], segments: list[Segment], anchors: list[Anchor]) -> list[Anchor]:
    """Nouns in the place of pronouns: "the entry of aid was suspended, though *it* would be renewed on Monday"."""
    found = []
    for s in segments:
        before = [a for a in anchors if a.at < s.low and a.topic != "truce"]
        if not before or any(s.low <= a.at < s.high for a in anchors):
            continue
        for i in range(s.low, min(s.high - 1, s.low + 9)):
            if texts[i] in _PRONOUNS and (
                i == 0 or texts[i - 1] not in ("of", "by", "with", "for", "to", "from", "on")
            ):
                if _happens(texts, i + 1, s.high):
                    last = before[-1]
                    found.append(Anchor(last.topic, i, False, "", i, s.high, s.kind, last.thing))
                break
    return found


def _happens(texts: list[str], first: int, high: int) -> bool:
    """Whether the verb group at `first` is a passive of the classes, or "has begun", "will resume"."""
    i = first
    while i < high and i - first < _LONGEST_GROUP and texts[i] in _GROUP:
        i += 1
    if i == first or i >= high:
        return False
    known = means.CLASS_OF.get(texts[i])
    if known is None or known[0] not in _TURNS:
        return False
    passive = known[1].form == "past" and any(t in BE for t in texts[first:i])
    return passive or (known[0] == "begin" and not any(t in BE for t in texts[first:i]))


STEPS = frozenset(
    ("step", "move", "measure", "process", "clause", "provision", "stage", "part", "chapter", "obligation")
)
_THAT_ONE = frozenset(("the", "this", "that"))
_OF_IT = frozenset(("deal", "agreement", "accord", "plan", "truce", "bargain", "arrangement"))


def by_description(texts: list[str], segments: list[Segment], topic: Topic | None) -> list[Anchor]:
    """Nouns that name `topic`, what the text was about, without its name: "the step was put off", "neither side has
    moved on that part of the deal"."""
    if topic is None:
        return []
    found = []
    for k, s in enumerate(segments):
        for i in range(s.low + 1, s.high):
            if texts[i] not in STEPS or texts[i - 1] not in _THAT_ONE:
                continue
            of = texts[i + 1 : i + 2] == ["of"]
            if of != (texts[i] in ("part", "stage", "chapter")) and of:
                continue  # "the process of ..." names it
            if texts[i] in ("part", "stage", "chapter") and not (of and _OF_IT & set(texts[i + 2 : i + 5])):
                continue
            # the "that" of "that part" opens no clause
            clause = segments[k - 1] if k and s.kind == "that" and i == s.low + 1 else s
            found.append(Anchor(topic, i, False, "", clause.low, s.high, clause.kind, i))
    return found


_WHAT = r"(?:(?:So far,?|Until now,?|As yet,?) )?(?:[Tt]hat|[Tt]his|[Ii]t|None of (?:this|that|it)|Neither)"
_REFUSED = re.compile(
    rf"\W*{_WHAT} (?:will (?:not|never)|won[’']t|is not going to|isn[’']t going to|cannot|can[’']t) (?:ever )?"
    r"(?:happen|be|take place)\b.{0,40}\Z|"
    rf"\W*{_WHAT} is (?:simply )?(?:out of the question|not on the table|off the table|unthinkable|a non-starter)\W*\Z"
)
_STALLED = re.compile(
    rf"\W*{_WHAT} (?:has|have|had) (?:not|never|yet to|still not|n[’']t)\b.{{0,12}}"
    r"(?:happen|happened|begun|begin|materiali[sz]ed?|occurred|been done|taken place)\b.{0,40}\Z"
)
_AWAITED: frozenset[EvidenceLabel] = frozenset({"demanded", "pledged", "conditional"})


def said_of_before(surface: str, label: EvidenceLabel) -> EvidenceLabel | None:
    """What a sentence that only points back ("That has not happened.") makes of what was asked or promised."""
    if label not in _AWAITED:
        return None
    if _REFUSED.match(surface):
        return "refused"
    return "stalled" if _STALLED.match(surface) else None
