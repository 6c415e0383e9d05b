"""Definite nominals: "the office" takes up the office named before, "the envoy" the last envoy named.

An institution is named by a noun phrase with that head and more than an article before it ("the harbour office",
"the Office of Records"); an official by a role beside a name ("envoy Mara Orlin", "Mara Orlin, the envoy").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from tui.extract.cues import (
    AUXILIARIES,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    FINITE,
    NOUN_TOO,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    is_adverb,
    words,
)
from tui.extract.document import Document

INSTITUTIONS = words(
    """
    office ministry army military committee council government authority authorities agency group movement force
    forces board mission commission court party union police department bureau company organisation organization
    fund forum parliament secretariat delegation coalition alliance militia faction front brigades service
    administration presidency embassy foundation centre center institute association team panel body charity navy
    """
)
"""Heads of bodies that "the ..." can take up."""
ROLES = words(
    """
    minister premier president envoy spokesman spokeswoman spokesperson ambassador commander general chief director
    coordinator negotiator leader mediator secretary senator governor mayor lawmaker judge doctor colonel adviser
    advisor diplomat official chairman chairwoman chair head deputy officer analyst professor prosecutor lawyer
    """
)
"""What an official is called that "the ..." can take up."""
_SAME = {
    "army": "military", "center": "centre", "organization": "organisation", "spokeswoman": "spokesperson",
    "spokesman": "spokesperson", "chairwoman": "chair", "chairman": "chair", "advisor": "adviser",
    "premier": "minister", "defense": "defence", "forces": "force",
}  # fmt: skip
_HEADS = INSTITUTIONS | ROLES
_MODIFIERS = 5
"""Words before a head that can belong to its name."""
_TRIES = 40
"""Occurrences of a head that one question looks at, so that many questions stay linear."""
_OPENERS = PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | PRONOUNS | AUXILIARIES | TIME_WORDS


def canonical_head(word: str) -> str:
    """One word for heads that mean the same: army and military, spokesman and spokeswoman."""
    return _SAME.get(word, word)


class Named(NamedTuple):
    """A noun phrase that names a body."""

    start: int
    end: int
    text: str


class Nominals:
    """Where one article has the heads of `INSTITUTIONS` and `ROLES`."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Head -> indices of its tokens; a third of them are found again and again, so once for all."""
        found: dict[str, list[int]] = {}
        for i, word in enumerate(self.document.lows):
            if word in _HEADS:
                found.setdefault(canonical_head(word), []).append(i)
        return found

    def _backwards(self, head: str, before: int) -> list[int]:
        places = self._places.get(canonical_head(head), [])
        last = bisect_left(places, before, key=self.document.starts.__getitem__)
        return places[max(0, last - _TRIES) : last][::-1]

    def before(self, head: str, before: int, modifiers: Sequence[str] = ()) -> Named | None:
        """The last noun phrase before an offset that names a body with this head; None when there is none.

        `modifiers` are words in small letters that its name must have too: "the health ministry".
        """
        for i in self._backwards(head, before):
            named = self._phrase(i)
            if named is not None and named.end <= before:
                name = named.text.lower().split()
                if len(name) > len(modifiers) + 1 and all(m in name for m in modifiers):
                    return named
        return None

    def _phrase(self, i: int) -> Named | None:
        document = self.document
        words = document.words
        first = i
        while first > 0 and i - first < _MODIFIERS and self._modifies(first - 1):
            first -= 1
        last = i
        if i + 2 < len(words) and words[i + 1] in ("of", "for"):
            # "the Office of Records", "the army of Sampleland"
            at = i + 2
            if words[at] == "the" and at + 1 < len(words):
                at += 1
            while at < len(words) and at - i < 6 and words[at][:1].isupper() and words[at].isalpha():
                last = at
                at += 1
        if first == i and last == i:
            return None
        start, end = document.starts[first], document.ends[last]
        return Named(start, end, document.text[start:end])

    def _modifies(self, at: int) -> bool:
        """Whether a token can be a word of the name that ends behind it."""
        document = self.document
        text = document.words[at]
        if text in ("'", "’") and at > 0 and document.ends[at - 1] == document.starts[at]:
            return True  # "the drivers' union"
        if not (text[0].isalpha()) or document.starts[at + 1] - document.ends[at] > 1:
            return False
        word = text.lower()
        if word in DETERMINERS or word in ("same", "new", "whole", "entire", "other", "own", "former", "latter"):
            return False
        if text[0].isupper():
            return at > 0 and word not in _OPENERS
        if word in _OPENERS or is_adverb(word):
            return False
        cue = CUES.get(word)
        return word not in FINITE and (cue is None or word in NOUN_TOO)

    def official(self, head: str, before: int, starts: Sequence[int], ends: Sequence[int]) -> int | None:
        """Which of the people whom the article names is the last before an offset to be given this role.

        `starts` and `ends` are where their names stand, in order. None as well when somebody who stays without a
        name has had the role since: "a diplomat".
        """
        document = self.document
        for i in self._backwards(head, before):
            start, end = document.starts[i], document.ends[i]
            at = bisect_left(starts, end)
            ahead = document.lows[max(0, i - 3) : i]
            if len(ahead) == 3 and ahead[0] in ROLES and ahead[1] in ("for", "of", "to") and ahead[2] == "the":
                continue  # "a spokesman for the governor, Sara Sample": no governor is named
            if at < len(starts) and ends[at] <= before and self._beside(end, starts[at]):
                return at
            if at > 0 and ends[at - 1] <= start and self._apposed(ends[at - 1], start):
                return at - 1
            if any(w in ("a", "an", "one", "another") for w in document.lows[max(0, i - 3) : i]):
                return None
        return None

    def _between(self, start: int, end: int) -> list[str]:
        low, high = self.document.token_range(start, end)
        return self.document.lows[low:high]

    def _beside(self, end: int, start: int) -> bool:
        """Whether nothing stands between a role and the name after it but "for Sampleland," and the like."""
        if start - end > 60:
            return False
        lowered = self._between(end, start)
        if len(lowered) > 7 or any(w in '.;:!?()“”"' or w in AUXILIARIES for w in lowered):
            return False
        if not lowered:
            return True
        # "the group's envoy, Mara Orlin," and "the envoy for Sampleland, Mara Orlin"
        return lowered[-1] == "," and lowered.count(",") == 1 and not any(w in CUES or w in FINITE for w in lowered)

    def _apposed(self, end: int, start: int) -> bool:
        """Whether a role stands in apposition to the name before it: "Mara Orlin, the foreign minister"."""
        if start - end > 60:
            return False
        lowered = self._between(end, start)
        if not lowered or len(lowered) > 7 or lowered[0] not in (",", "is", "was", "(", "as", "–", "—"):
            return False
        rest = lowered[1:]
        return not any(
            w in '.;:!?()“”",'
            or w in AUXILIARIES
            or w in FINITE
            or w in CONJUNCTIONS
            or (w in CUES and w not in NOUN_TOO)
            for w in rest
        )
