"""Whose claim a verdict is, and who must act: speakers, subjects, and whom a pronoun stands for.

Nobody is guessed: where neither a speaker nor an antecedent stands out, there is no claimant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from tui.agreement.model import Agreement
from tui.extract.document import Document, Sentence
from tui.extract.names import People
from tui.extract.quotes import speaker_at
from tui.extract.roster import Mention
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Verdict
from tui.extract.undertakings.inflection import word_set
from tui.extract.undertakings.terms import Word
from tui.records import EvidenceLabel, Quote

_VOICES: frozenset[EvidenceLabel] = frozenset(
    {"refused", "demanded", "pledged", "alleged_violation", "denied", "conditional"}
)
_OWN_VOICE = frozenset({"", "promised", "refused", "urged", "accused", "denied"})
"""Moods in which the subject itself rejects, demands or promises; "would disarm" is somebody's account of it."""
_PERSONS = word_set("he she")
_PRONOUNS = word_set("he she they it who which")
_WE = word_set("we we've we'll we're our i us")
_NOBODY_YET = _WE | _PRONOUNS | word_set("his her their its my us")
"""Words that only stand for who speaks."""
_PASSIVE = word_set("was were is are been being")
_LONGEST_PART = 40
"""Characters of "'s foreign minister"."""
_NEARBY = 400
"""Characters that an antecedent may stand before its pronoun."""


class Who(NamedTuple):
    name: str | None = None
    id: str | None = None


NOBODY = Who()


class Voices:
    """Speakers and subjects of one text."""

    def __init__(self, document: Document, quotes: list[Quote], people: People) -> None:
        self.document = document
        self.quotes = quotes
        self.people = people
        self.agreement: Agreement = people.agreement

    # -------------------------------------------------------------- claimants

    def claimant(
        self, words: list[Word], anchor: Anchor, verdict: Verdict, sentence: Sentence, mentions: list[Mention]
    ) -> Who:
        """The speaker of the words, else who itself rejects, demands or promises; else nobody."""
        at = words[anchor.at]
        quote = speaker_at(self.quotes, at.start, at.end)
        if quote is not None:
            said = _speaker(quote)
            if said.name is not None or quote.speaker_id is None:
                return said
        own = self._own_voice(words, anchor, verdict, sentence, mentions)
        if own.name is not None and own.name.lower() not in _NOBODY_YET:
            return own
        return self._tagged(at, sentence)

    def _own_voice(
        self, words: list[Word], anchor: Anchor, verdict: Verdict, sentence: Sentence, mentions: list[Mention]
    ) -> Who:
        passive = any(w.text in _PASSIVE for w in words[verdict.subject : verdict.subject + 2])  # "was told to disarm"
        if verdict.label not in _VOICES or verdict.mood not in _OWN_VOICE or (passive and verdict.mood != "promised"):
            return NOBODY
        subject = subject_of(words, verdict.subject, anchor.low, mentions)
        if subject is not None and subject.name.lower() not in _PRONOUNS:
            return self._possessed(subject, words[min(verdict.subject, len(words) - 1)].start)
        for i in range(min(verdict.subject, len(words) - 1), anchor.low - 1, -1):
            if words[i].text in ("he", "she", "it", "they"):
                return self.antecedent(words[i].text, words[i].start, sentence)
        return NOBODY

    def _possessed(self, owner: Mention, verb: int) -> Who:
        """ "Israel's military denied it": the military, where the words up to the verb name a part of the owner."""
        rest = self.document.text[owner.end : verb]
        if not rest.startswith(("'s ", "’s ")) or len(rest) > _LONGEST_PART or "," in rest:
            return Who(owner.name, owner.actor_id)
        phrase = self.document.text[owner.start : verb].strip()
        return Who(phrase, self.people.actor_id(phrase))

    def _tagged(self, at: Word, sentence: Sentence) -> Who:
        """ "..., the office said": a verb of saying behind the comma that ends the clause speaks for it."""
        index = bisect_left(self.quotes, sentence.start, key=lambda q: q.start)
        for quote in self.quotes[index : index + 12]:
            if quote.start >= sentence.end:
                break
            if quote.speaker_start is None or quote.cue_start is None or not at.end <= quote.speaker_start:
                continue
            if quote.speaker_start > quote.cue_start or quote.speaker_start - at.end > _NEARBY:
                continue
            before = self.document.text[at.end : quote.speaker_start].rstrip()
            if before.endswith(","):
                return _speaker(quote)
        return NOBODY

    def antecedent(self, pronoun: str, before: int, sentence: Sentence) -> Who:
        """Whom "he" or "it" stands for: whom the quotes follow it to, else who last spoke, or is the subject of a
        sentence close before."""
        name, actor = self.people.resolve_at(before, before + len(pronoun))
        if name is not None:
            return Who(name, actor)
        sentences = self.document.sentences
        index = bisect_left(sentences, sentence.start, key=lambda s: s.start)
        for s in reversed(sentences[max(0, index - 3) : index]):
            if before - s.end > _NEARBY:
                break
            low = bisect_left(self.quotes, s.start, key=lambda q: q.start)
            high = bisect_right(self.quotes, s.end - 1, key=lambda q: q.start)
            for quote in reversed(self.quotes[low:high]):
                who = _speaker(quote)
                if who.name is not None and self._fits(pronoun, who.id, None):
                    return who
            for m in self.people.mentions_in(s.start, s.end)[:1]:
                if self._fits(pronoun, m.actor_id, m.kind):
                    return Who(m.name, m.actor_id)
        return NOBODY

    def _fits(self, pronoun: str, actor_id: str | None, kind: str | None) -> bool:
        if pronoun == "they":
            return True
        actor = self.agreement.actor(actor_id)
        if actor is None and kind is None:
            return pronoun in _PERSONS  # a speaker of the text that no registry knows: mostly a person
        person = actor.kind == "person" if actor is not None else kind == "person"
        return person == (pronoun in _PERSONS)

    def denier(self, words: list[Word], at: int, sentence: Sentence) -> Who:
        """Who denies: the last one named before the verb, whom a pronoun there stands for, or who speaks."""
        low = max((i for i in range(at) if words[i].text in (";", "but", "while", "and", ".")), default=-1) + 1
        subject = subject_of(words, at, low, self.people.mentions_in(sentence.start, sentence.end))
        if subject is not None and subject.name.lower() not in _PRONOUNS:
            return Who(subject.name, subject.actor_id)
        for w in words[low:at]:
            if w.text in ("he", "she", "it", "they"):
                return self.antecedent(w.text, w.start, sentence)
        return NOBODY

    # -------------------------------------------------------------- actors

    def actor(self, words: list[Word], anchor: Anchor, mentions: list[Mention], claimant: Who) -> Who:
        """Who must act or acted: the subject of the verb, the one after "by", or whose forces they are."""
        for i in range(anchor.at + 1, min(anchor.high, anchor.at + 8)):
            if words[i].text == "by":
                for m in mentions:
                    if m.start >= words[i].end and m.start - words[i].end < 30:
                        return Who(m.name, m.actor_id)
        if anchor.topic == "withdrawal" and anchor.thing is not None and anchor.thing < anchor.at:
            first = anchor.thing
            if first > anchor.low and words[first - 1].text[:1].isalpha():
                first -= 1
            phrase = self.document.text[words[first].start : words[anchor.thing].end]
            owner = self.people.actor_id(phrase) or self._nation(words[first].text)  # "Israeli troops"
            if owner is not None:
                return Who(phrase, owner)
        subject = subject_of(words, anchor.at, anchor.low, mentions)
        if (subject is None or subject.actor_id is None) and any(w.text in _WE for w in words[anchor.low : anchor.at]):
            return claimant  # "we have returned ..."
        return Who(subject.name, subject.actor_id) if subject else NOBODY

    def _nation(self, word: str) -> str | None:
        """The state party that an adjective belongs to: "israeli", "lebanese"."""
        for actor_id in self.agreement.parties:
            actor = self.agreement.actor(actor_id)
            if actor is not None and actor.kind == "state" and word.startswith(actor.name.lower()[:5]):
                return actor_id
        return None

    # -------------------------------------------------------------- parties

    def other_party(self, claimant: Who, actor: Who) -> bool:
        """Whether one party speaks of what another party will do."""
        one, other = self._party(claimant.id), self._party(actor.id)
        return one is not None and other is not None and one != other

    def _party(self, actor_id: str | None) -> str | None:
        """The party or bound group that an actor is or belongs to."""
        a = self.agreement
        for _ in range(8):
            if actor_id is None or actor_id in a.parties or actor_id in a.bound_but_not_signatory:
                return actor_id
            actor = a.actor(actor_id)
            actor_id = actor.parent if actor else None
        return None


def _speaker(quote: Quote) -> Who:
    name = quote.speaker_resolved or quote.speaker
    return Who(name, quote.speaker_id) if name and name.lower() not in _NOBODY_YET else NOBODY


def subject_of(words: list[Word], before: int, low: int, mentions: list[Mention]) -> Mention | None:
    """The last mention between two words: the subject of the verb that follows."""
    limit = words[before].start if before < len(words) else words[-1].end
    begin = words[low].start
    best = None
    for m in mentions:
        if begin <= m.start and m.end <= limit:
            best = m
    return best
