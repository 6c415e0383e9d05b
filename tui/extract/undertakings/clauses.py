"""One sentence while its anchors are judged: what all rules ask of it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.inflection import word_set
from tui.extract.undertakings.segments import Segment
from tui.extract.undertakings.subjects import BODIES, DEAD, HOSTAGES, PRISONERS
from tui.extract.undertakings.terms import Word
from tui.records import EvidenceLabel

_COUNTED = HOSTAGES | PRISONERS
TIMES = word_set("hour hours day days week weeks month months year years night time")


class Verdict(NamedTuple):
    label: EvidenceLabel
    at: int
    """Index of the word that decided."""
    subject: int
    """Index before which the subject of that word stands."""
    mood: str = ""
    """Mood of the verb, where a verb decided."""


class Clauses:
    """The words of a sentence with what holds for it as a whole."""

    def __init__(self, words: list[Word], segments: list[Segment], anchors: list[Anchor], surface: str) -> None:
        self.words = words
        self.texts = [w.text for w in words]
        self.segments = segments
        self.anchors = anchors
        self.surface = surface
        self.conditional = means.STRICT.search(surface) is not None
        self.terms = means.TERMS_OF.search(surface) is not None
        self.spoken = any(t in means.SPOKEN for t in self.texts)
        self.provides = means.PROVIDES.search(surface) is not None
        # "fewer trucks than the deal requires" tells of now
        planned = (self.terms or self.provides) and "than" not in self.texts
        self.planned = planned and any(t in means.MODALS for t in self.texts)
        self.places = {a.at for a in anchors if a.topic != "truce" and self.texts[a.at] not in means.WHOLE}

    def nobody(self, a: Anchor, left: int) -> bool:
        """Whether the subject is a negation: "no country has ...", "none of the trucks ..."."""
        before = self.texts[max(a.low, left - 6) : left]
        if "nothing" in before and "and" in before[before.index("nothing") :]:
            return False  # "One side freed nothing and the other released eighteen"
        if any(t in means.NOBODY and x != "to" for x, t in zip(("", *before), before, strict=False)):
            return True  # but "passed by 13 votes to none"
        if any(x == "none" and y == "of" for x, y in pairwise(self.texts[max(a.low, left - 14) : left])):
            return True  # "none of the 11 partners waiting for registration has been let in"
        return any(x == "not" and y in ("one", "a", "single") for x, y in pairwise(before))  # "not one truck"

    def is_some(self, j: int) -> bool:
        """ "some of them", not "some 200 of them"."""
        after = self.texts[j + 1] if j + 1 < len(self.texts) else ""
        return self.texts[j] in means.SOME and not (self.texts[j] == "some" and after[:1].isdigit())

    def reach(self, a: Anchor) -> tuple[int, int]:
        """The words that belong to the verb of `a` and its thing, up to the next verb that has a thing of its own."""
        first, last = min(a.at, a.thing or a.at), max(a.at, a.thing or a.at)
        low, high = max(a.low, first - 8), min(a.high, last + 8)
        for other in self.anchors:
            if other.act and other.at != a.at:
                if last < other.at < high:
                    high = other.at
                elif low < other.at < first:
                    low = other.at + 1
        return low, high

    def window(self, a: Anchor) -> str:
        base = self.words[0].start
        low, high = self.reach(a)
        return self.surface[self.words[low].start - base : self.words[high - 1].end - base]

    def whole(self, a: Anchor) -> bool:
        at = a.thing if a.thing is not None else a.at
        t = self.texts
        low = max(a.low, at - 7)
        for j in range(low, at):
            if "and" in t[j:at] and any(w in _COUNTED for w in t[j:at]):
                continue  # "all hostages and the bodies of three": all of the others
            if t[j] == "all" and any(w in ("could", "can", "able") for w in t[at : at + 6]):
                continue  # "all the bodies that it could reach"
            if t[j] in ("all", "last", "final", "entire") and (t[j] not in ("last", "final") or t[j + 1] not in TIMES):
                return True
            if t[j] == "every" and not any(w in TIMES for w in t[j + 1 : j + 3]):
                return True
        if a.topic == "bodies_return":
            for j in range(at, min(a.high, at + 5)):
                if t[j] in ("last", "final", "all") and any(
                    w in HOSTAGES or w in DEAD or w in BODIES for w in t[j : j + 4]
                ):
                    return True
        return any(
            w in ("fully", "completely", "entirely", "full") for w in t[max(a.low, a.at - 4) : min(a.high, a.at + 4)]
        )

    def conditioned(self, a: Anchor) -> bool:
        """Whether a condition hangs on the clause of `a`."""
        if not self.conditional or any(t in means.THREAT for t in self.texts):
            return False
        for s in self.segments:
            if s.kind in ("unless", "until", "once") and s.low >= a.high - 1:
                return True
            if s.kind == "if" and s.low != a.low and "whether" not in self.texts[s.low : s.low + 1]:
                return True
        low, high = self.words[a.low].start, self.words[min(len(self.words), a.high + 10) - 1].end
        base = self.words[0].start
        return means.TIED.search(self.surface[low - base : high - base]) is not None

    def remainder(self, a: Anchor) -> bool:
        return means.REST.search(self.window(a)) is not None

    def alleged(self, i: int) -> Verdict:
        """The verdict on the noun "violations" at `i`: the accuser's claim if one stands before it, else nobody's."""
        for j in range(i - 1, max(-1, i - 13), -1):
            if self.texts[j] in means.ACCUSERS:
                return Verdict("alleged_violation", i, j, "accused")
        return Verdict("alleged_violation", i, i, "told")
