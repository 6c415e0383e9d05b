"""An anchor: the word of a sentence that is judged; and the view from one word on its neighbours."""

from __future__ import annotations

from typing import NamedTuple

from tui.extract.undertakings.inflection import Verb
from tui.extract.undertakings.predicates import is_noun
from tui.extract.undertakings.segments import Segment
from tui.records import EvidenceLabel, Topic


class Setting(NamedTuple):
    """What the text round a sentence tells: a definite description ("the force") needs it."""

    known: frozenset[Topic] = frozenset()
    """Topics named before in the text, or in the sentence."""
    home: bool = False
    """Whether the text names a place, a party or a mediator of the agreement."""


NOWHERE = Setting()


class Anchor(NamedTuple):
    """A word that is judged: a verb with its thing (`act`), or a noun that names the undertaking."""

    topic: Topic
    at: int
    act: bool
    form: str
    """Form of the verb; "" for a noun."""
    low: int
    high: int
    kind: str
    """Segment that it stands in."""
    thing: int | None = None
    """Index of the word for what is released, returned, let in, ..."""
    given: EvidenceLabel | None = None
    """Set when the words themselves say it: troops that hold half of the land have withdrawn in part."""


class Here:
    """One word in its segment, with what was found at it."""

    def __init__(self, texts: list[str], i: int, s: Segment, setting: Setting = NOWHERE) -> None:
        self.setting = setting
        self.texts = texts
        self.i = i
        self.s = s
        self.word = texts[i]
        self.before = texts[i - 1] if i else ""
        self.nominal = is_noun(texts, i)
        self.found: list[Anchor] = []

    def near(self, wanted: frozenset[str], before: int = 12, after: int = 12) -> int | None:
        """The nearest of `wanted` in the segment, the side after the word first when equally near."""
        for d in range(1, max(before, after) + 1):
            if d <= after and self.i + d < self.s.high and self.texts[self.i + d] in wanted:
                return self.i + d
            if d <= before and self.i - d >= self.s.low and self.texts[self.i - d] in wanted:
                return self.i - d
        return None

    def behind(self, wanted: frozenset[str]) -> int | None:
        """The last of `wanted` before the segment: what a pronoun in it may stand for."""
        for j in range(self.s.low - 1, max(-1, self.s.low - 21), -1):
            if self.texts[j] in wanted:
                return j
        return None

    def told_of(self, topic: Topic) -> bool:
        """Whether the text has named the topic already."""
        return topic in self.setting.known

    def span(self, before: int, after: int) -> list[str]:
        """Words round this one, inside the segment."""
        return self.texts[max(self.s.low, self.i - before) : min(self.s.high, self.i + after + 1)]

    def act(self, topic: Topic, form: str, thing: int | None = None) -> None:
        self.found.append(Anchor(topic, self.i, True, form, self.s.low, self.s.high, self.s.kind, thing))

    def noun(self, topic: Topic, thing: int | None = None) -> None:
        self.found.append(Anchor(topic, self.i, False, "", self.s.low, self.s.high, self.s.kind, thing))

    def says(self, topic: Topic, label: EvidenceLabel, thing: int | None, kind: str | None = None) -> None:
        s = self.s
        self.found.append(Anchor(topic, self.i, True, "base", s.low, s.high, kind or s.kind, thing, label))

    def either(self, topic: Topic, verb: Verb, thing: int | None) -> None:
        """A form that may be verb or noun: what it is here decides."""
        if self.nominal and verb.form == "base":
            self.noun(topic, thing)
        else:
            self.act(topic, verb.form, thing)
