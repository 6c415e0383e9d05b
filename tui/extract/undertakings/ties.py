"""Linkage: which undertaking a sentence makes depend on which, and the words that say so.

"No troops leave before the last body is back" ties one to the other; so do "X hinges on Y", "X in exchange for Y" and
"Y is a condition for X". What has already happened is tied to nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from tui.extract.undertakings import subjects as sub
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.meanings import CLASS_OF
from tui.extract.undertakings.segments import Segment
from tui.records import EvidenceLabel, Topic

OPEN: frozenset[EvidenceLabel] = frozenset({"conditional", "refused", "pledged", "demanded", "stalled"})
"""Labels of what has not happened: only that can depend on something."""

_CLAUSES = word_set("if unless until once before after when without")
_SURE = word_set("unless until without")
_HANGS_ON = word_set("that which who under during as")
"""Clauses that belong to the condition they stand behind."""
_BREAKS = word_set("; but while . |")
_RESTS = word_set("conditional contingent dependent predicated conditioned") | frozenset(
    f for lemma in ("depend", "hinge", "condition") for f in forms(lemma)
)
LINKS = frozenset(f for lemma in ("link", "tie") for f in forms(lemma)) | {"tying", "linkage"}
_ON = word_set("on upon")
_CONDITIONS = word_set("condition precondition pre-condition prerequisite requirement preconditions prerequisites")
_SIDE_BY_SIDE = {"exchange": "for", "return": "for", "parallel": "with", "tandem": "with"}
_NOUGHT = word_set("no not never neither nothing nobody none cannot without")
_OWED = word_set("must should ought needs need first want wants wanted demand demands demanded insists insisted")
_AHEAD = word_set("will would shall can could may might")
_FOR = word_set("for of to")
_JOINS = word_set("is are was were be been being as a an the must should has have to only not and or key main first")
_LONGEST = 40
"""Words of a condition; what is longer is a list and not one."""

_LOOSE: tuple[tuple[frozenset[str], Topic], ...] = (
    (sub.BODIES | sub.DEAD, "bodies_return"),
    (sub.HOSTAGES, "hostage_release"),
    (sub.PRISONERS, "prisoner_release"),
    (sub.WEAPONS | frozenset(sub.DISARM) | {"demilitarised", "demilitarized"}, "disarmament"),
    (
        frozenset(sub.WITHDRAW) | word_set("occupation occupied troops soldiers occupier occupiers pull_out pull_back"),
        "withdrawal",
    ),
    (frozenset(sub.REBUILD), "reconstruction"),
    (word_set("rafah"), "rafah_opening"),
    (word_set("aid trucks"), "aid_entry"),
    (word_set("truce ceasefire war aggression strikes"), "truce"),
)
"""Where no verb goes with it, the thing alone tells what a condition is about."""


class Tie(NamedTuple):
    """An undertaking that depends on the words `low` to `high`."""

    low: int
    high: int
    sure: bool
    """The words that join them say by themselves that nothing comes before it."""


def ties_of(texts: list[str], segments: list[Segment], anchors: list[Anchor]) -> list[tuple[Anchor, Tie]]:
    """Each undertaking of a sentence with what it depends on. Linear in the words for each anchor."""
    found: list[tuple[Anchor, Tie]] = []
    for s in segments:
        if s.kind in _CLAUSES:
            found += _clause(texts, segments, anchors, s)
    for i, w in enumerate(texts):
        if w in _RESTS or w in LINKS:
            found += _resting(texts, anchors, i)
        elif w in _CONDITIONS:
            found += _condition_for(texts, anchors, i)
        elif texts[i + 1 : i + 2] == [_SIDE_BY_SIDE.get(w)] and texts[max(0, i - 1) : i] == ["in"]:
            found += _joined(texts, anchors, i - 1, i + 2, sure=False)
        elif w == "long" and texts[i + 1 : i + 2] == ["as"] and texts[max(0, i - 1) : i] in (["as"], ["so"]):
            found += _joined(texts, anchors, i - 1, i + 2, sure=True)
        elif w in ("alongside", "pending") or (w == "subject" and texts[i + 1 : i + 2] == ["to"]):
            found += _joined(texts, anchors, i, i + 1, sure=False)
        elif (w in ("precede", "precedes") or (w == "come" and texts[i + 1 : i + 2] == ["before"])) and any(
            t in _OWED or t in _AHEAD for t in texts[max(0, i - 3) : i]
        ):
            found += _turned(texts, anchors, i, i + 1)
    unique: dict[tuple[str, int, int], tuple[Anchor, Tie]] = {}
    for anchor, tie in found:
        tie = _trimmed(texts, tie)
        if tie.low <= (anchor.at if anchor.thing is None else anchor.thing) < tie.high or tie.low >= tie.high:
            continue  # "free the captives in exchange for prisoners" lets go of both by one verb
        unique.setdefault((anchor.topic, anchor.at, tie.low), (anchor, tie))
    return list(unique.values())


def _trimmed(texts: list[str], tie: Tie) -> Tie:
    """Without what only joins it to the rest: "disarmament | is a" precondition."""
    high = tie.high
    while high > tie.low and (texts[high - 1] in _JOINS or not texts[high - 1][:1].isalnum()):
        high -= 1
    low = tie.low
    while low < high and not texts[low][:1].isalnum():
        low += 1
    return tie._replace(low=low, high=high)


def topic_in(texts: list[str], anchors: list[Anchor], tie: Tie, but: Topic) -> tuple[Topic, Anchor | None] | None:
    """What a condition is about: the first undertaking in it, else the first thing that one is known by."""
    inside = [a for a in anchors if tie.low <= a.at < tie.high and a.topic != but]
    if inside:
        best = min(inside, key=lambda a: (a.topic == "truce", not a.act, a.at))
        return best.topic, best
    for topic_words, topic in _LOOSE:
        if topic != but and any(t in topic_words for t in texts[tie.low : tie.high]):
            return topic, None
    return None


def _clause(texts: list[str], segments: list[Segment], anchors: list[Anchor], s: Segment) -> list[tuple[Anchor, Tie]]:
    before = texts[s.low - 1] if s.low else ""
    only = before == "only" or texts[max(0, s.low - 2) : s.low] == ["only", ","]
    if s.kind == "if" and before in ("as", "even"):
        return []
    end = _clause_end(texts, segments, s)
    head = s.low == 0 or before in (",", "that", ":") or before in ("said", "says")
    inverted = s.low == 1 and only and end < len(texts) and texts[end] in _AHEAD
    if inverted or (head and end < len(texts) and texts[end] == ","):
        first = [a for a in anchors if a.at >= end]
        if s.kind in ("after", "before", "when") and not only:
            return []
        tied = _same_stretch(first[:1], first)
        return [(a, Tie(s.low, end, s.kind in _SURE or only)) for a in tied]
    behind = _before(texts, anchors, s.low)
    if not behind:
        return []
    main = texts[max(0, behind[-1].low) : s.low]
    negated = any(t in _NOUGHT or t.endswith("n't") for t in main) or _refuses(main)
    if s.kind == "before" and not negated:
        owed = any(t in _OWED for t in main) or any(a == "to" and b in ("has", "have") for b, a in pairwise(main))
        ahead = any(t in _AHEAD for t in texts[s.low : end])
        if not owed and not ahead:
            return []
        # "must disarm before rebuilding can start": the clause names what depends
        low = min(a.low for a in behind)
        inside = [a for a in anchors if s.low <= a.at < end]
        return [(a, Tie(low, s.low, True)) for a in inside]
    if s.kind == "without" and not negated:
        return []
    if s.kind in ("after", "when"):
        named = any(s.low <= a.at < end for a in anchors)
        if not only and not (named and any(t in _AHEAD for t in main)):
            return []
        return [(a, Tie(s.low, end, only)) for a in behind]
    return [(a, Tie(s.low, end, s.kind in _SURE or only or negated)) for a in behind]


def _clause_end(texts: list[str], segments: list[Segment], s: Segment) -> int:
    """Index behind a condition with the clauses that hang on it, without "..., he said"."""
    end = s.high
    for other in segments:
        if other.low == end and other.kind in _HANGS_ON and texts[other.low - 1] != ",":
            end = other.high
    end = min(end, s.low + _LONGEST)
    for j in range(s.low + 1, end):
        if texts[j] in (",", ";", ":", "—", "–"):
            spoken = any(CLASS_OF.get(t, ("",))[0] == "announce" or t in _SAID for t in texts[j + 1 : j + 7])
            if spoken or texts[j] != ",":
                return j
    while end > s.low + 1 and texts[end - 1] in (",", ".", "?", "!"):
        end -= 1
    return end


_SAID = frozenset(
    f for lemma in ("say", "tell", "add", "insist", "warn", "stress", "write", "report") for f in forms(lemma)
)


def _refuses(main: list[str]) -> bool:
    return any(CLASS_OF.get(t, ("",))[0] in ("refuse", "stall") for t in main)


def _before(texts: list[str], anchors: list[Anchor], at: int) -> list[Anchor]:
    """The undertakings of the clause that ends at `at`."""
    low = max((j + 1 for j in range(at) if texts[j] in _BREAKS), default=0)
    behind = [a for a in anchors if low <= a.at < at]
    return _same_stretch(behind[-1:], behind)


def _same_stretch(nearest: list[Anchor], all_of_them: list[Anchor]) -> list[Anchor]:
    return [a for a in all_of_them for n in nearest if a.low == n.low]


def _behind(texts: list[str], anchors: list[Anchor], at: int) -> tuple[list[Anchor], int]:
    """The undertakings of the phrase that begins at `at`, and where it ends."""
    end = next((j for j in range(at, len(texts)) if texts[j] in _BREAKS or texts[j] in (",", ":")), len(texts))
    end = min(end, at + _LONGEST)
    return [a for a in anchors if at <= a.at < end], end


def _joined(texts: list[str], anchors: list[Anchor], at: int, behind: int, *, sure: bool) -> list[tuple[Anchor, Tie]]:
    """ "X ... Y" with X before the words at `at` and Y from `behind` on: X depends on Y."""
    _, end = _behind(texts, anchors, behind)
    return [(a, Tie(at, end, sure)) for a in _before(texts, anchors, at)] if end > behind else []


def _turned(texts: list[str], anchors: list[Anchor], at: int, behind: int) -> list[tuple[Anchor, Tie]]:
    """ "Y must precede X": what stands behind depends on what stands before."""
    condition = _before(texts, anchors, at)
    tied, _ = _behind(texts, anchors, behind)
    if not condition:
        return []
    return [(a, Tie(min(c.low for c in condition), at, True)) for a in tied[:2]]


def _resting(texts: list[str], anchors: list[Anchor], i: int) -> list[tuple[Anchor, Tie]]:
    """ "X hinges on Y", "links X to Y", "X is tied to Y"."""
    ends = _ON if texts[i] in _RESTS else word_set("to with")
    at = next((j for j in range(i + 1, min(len(texts), i + 14)) if texts[j] in ends), None)
    if at is None or any(t in _BREAKS for t in texts[i:at]):
        return []
    _, end = _behind(texts, anchors, at + 1)
    between = [a for a in anchors if i < a.at < at]
    tied = between or _before(texts, anchors, i)
    return [(a, Tie(i if not between else at, end, True)) for a in tied] if end > at + 1 else []


def _condition_for(texts: list[str], anchors: list[Anchor], i: int) -> list[tuple[Anchor, Tie]]:
    """ "X on condition that Y"; "Y is a condition for X"."""
    before, after = texts[max(0, i - 2) : i], texts[i + 1 : i + 2]
    if "on" in before:
        return _joined(texts, anchors, i - 1, i + 1, sure=True)
    if after and after[0] in _FOR:
        return _turned(texts, anchors, i, i + 2)
    return []
