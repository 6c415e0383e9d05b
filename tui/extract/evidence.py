"""What the sentences of a text say became of the commitments of an agreement.

Order of work in a sentence: who says it, in which mood each verb stands, what is negated, which clause is only
background; only then is a label given. Each label is what the sentence says, not what is true: an allegation is its
speaker's, a plan is no progress, and who must act decides between a pledge and a demand.

The rooms behind this one are in `undertakings`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import datetime
from typing import NamedTuple

from tui.agreement.model import Agreement
from tui.extract.document import Document, Sentence
from tui.extract.names import Mention, People
from tui.extract.quotes import speaker_at
from tui.extract.theatre import Theatre
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Verdict
from tui.extract.undertakings.judge import Judge
from tui.extract.undertakings.meanings import AGREEMENTS
from tui.extract.undertakings.segments import segments_of
from tui.extract.undertakings.subjects import BODIES, DEAD, HOSTAGES, PRISONERS
from tui.extract.undertakings.terms import Word, words_of
from tui.extract.undertakings.topics import anchors_of, worth_reading
from tui.records import Evidence, EvidenceLabel, Quote, Topic

_POLL = re.compile(r"\b(?:poll|survey|respondents|polled|pollster)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_VOICES: frozenset[EvidenceLabel] = frozenset(
    {"refused", "demanded", "pledged", "alleged_violation", "denied", "conditional"}
)
_OWN_VOICE = frozenset({"", "promised", "refused", "urged", "accused", "denied"})
"""Moods in which the subject itself rejects, demands or promises; "would disarm" is somebody's account of it."""
_BREACH: frozenset[EvidenceLabel] = frozenset({"alleged_violation", "denied"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which"})
_WE = frozenset({"we", "we've", "we'll", "we're", "our", "i", "us"})
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "being"})
_COUNTED = HOSTAGES | PRISONERS | BODIES | DEAD
_NEARBY = 400
_LONGEST = 4000
"""Characters; a longer sentence is no prose."""


class _Who(NamedTuple):
    name: str | None = None
    id: str | None = None


def find_evidence(
    document: Document,
    quotes: list[Quote],
    people: People,
    agreement: Agreement,
    *,
    published: datetime | None = None,
) -> list[Evidence]:
    """Evidence of all sentences in text order: at most one of a topic and label from one sentence.

    `commitment_id` is set only when the story is about this agreement and one commitment of the topic stands out.
    Never raises; linear in the text.
    """
    theatre = Theatre(document, agreement, published)
    found: list[Evidence] = []
    for sentence in document.sentences:
        if sentence.end - sentence.start > _LONGEST:
            continue
        surface = document.text[sentence.start : sentence.end]
        # what respondents of a poll think is nobody's claim about the agreement
        if worth_reading(surface) and not _POLL.search(surface):
            found.extend(_read(document, sentence, surface, quotes, people, theatre))
    return found


def _read(
    document: Document, sentence: Sentence, surface: str, quotes: list[Quote], people: People, theatre: Theatre
) -> list[Evidence]:
    words = words_of(document.tokens_in(sentence.start, sentence.end))
    segments = segments_of(words)
    anchors = anchors_of(words, segments)
    if not anchors:
        return []
    verdicts = _verdicts(words, anchors, Judge(words, segments, anchors, surface))
    if not verdicts:
        return []
    mentions = people.mentions_in(sentence.start, sentence.end)
    seen: set[tuple[Topic, EvidenceLabel]] = set()
    found: list[Evidence] = []
    for anchor, verdict in verdicts:
        start, end = words[anchor.low].start, words[anchor.high - 1].end
        actor = _actor(words, anchor, mentions, people, document.text)
        claimant = _claimant(words, anchor, verdict, quotes, mentions)
        if actor.id is None and any(w.text in _WE for w in words[anchor.low : anchor.at]):
            actor = claimant  # "we have returned ..."
        label = verdict.label
        if label == "pledged" and verdict.mood == "future" and _other_party(claimant.id, actor.id, theatre.agreement):
            label = "demanded"  # "Hamas will be disarmed", said by the other party
        id_ = theatre.commitment(anchor.topic, sentence, document.text[start:end], actor.id, label)
        if label == "under_way" and _target_reached(words, anchor, id_, theatre.agreement):
            label = "completed"
        if (anchor.topic, label) in seen:
            continue
        seen.add((anchor.topic, label))
        found.append(
            Evidence(
                start=start,
                end=end,
                commitment=anchor.topic,
                commitment_id=id_,
                status=label,
                claimant=claimant.name,
                claimant_id=claimant.id,
                actor=actor.name,
                actor_id=actor.id,
                sentence=surface,
            )
        )
    return found


def _verdicts(words: list[Word], anchors: list[Anchor], judge: Judge) -> list[tuple[Anchor, Verdict]]:
    """Verdicts of a sentence; "the deal was broken" gives way where the sentence names what was broken."""
    found = [(a, v) for a in anchors if (v := judge.verdict(a)) is not None]
    named = any(a.act and a.topic != "truce" and v.label in _BREACH for a, v in found)
    if not named:
        return found
    return [(a, v) for a, v in found if a.topic != "truce" or words[a.at].text not in AGREEMENTS]


def _claimant(
    words: list[Word], anchor: Anchor, verdict: Verdict, quotes: list[Quote], mentions: list[Mention]
) -> _Who:
    """Whose claim it is: the speaker of the words, else who itself rejects, demands or promises; else nobody."""
    at = words[anchor.at]
    quote = speaker_at(quotes, at.start, at.end)
    if quote is not None:
        name = quote.speaker_resolved or quote.speaker
        if name is not None and name.lower() not in _PRONOUNS:
            return _Who(name, quote.speaker_id)
        if quote.speaker_id is None:
            return _Who()
    passive = any(w.text in _PASSIVE for w in words[verdict.subject : verdict.subject + 2])  # "was told to disarm"
    if verdict.label in _VOICES and verdict.mood in _OWN_VOICE and not (passive and verdict.mood != "promised"):
        subject = _subject(words, verdict.subject, anchor.low, mentions)
        if subject is not None and subject.name.lower() not in _PRONOUNS:
            return _Who(subject.name, subject.actor_id)
        if any(w.text in ("he", "she") for w in words[anchor.low : verdict.subject + 1]):
            return _last_speaker(quotes, words[0].start)  # "He accused ..."
    return _Who()


def _last_speaker(quotes: list[Quote], before: int) -> _Who:
    """Who spoke last before an offset, if that was close by: whom "he" stands for."""
    index = bisect_right(quotes, before, key=lambda q: q.start) - 1
    if index < 0 or before - quotes[index].end > _NEARBY:
        return _Who()
    quote = quotes[index]
    name = quote.speaker_resolved or quote.speaker
    return _Who(name, quote.speaker_id) if name and name.lower() not in _PRONOUNS else _Who()


def _subject(words: list[Word], before: int, low: int, mentions: list[Mention]) -> Mention | None:
    """The last mention of the segment before a word."""
    limit = words[before].start if before < len(words) else words[-1].end
    begin = words[low].start
    best = None
    for m in mentions:
        if begin <= m.start and m.end <= limit:
            best = m
    return best


def _actor(words: list[Word], anchor: Anchor, mentions: list[Mention], people: People, text: str) -> _Who:
    """Who must act or acted: the subject of the verb, the one after "by", or whose forces they are."""
    for i in range(anchor.at + 1, min(anchor.high, anchor.at + 8)):
        if words[i].text == "by":
            for m in mentions:
                if m.start >= words[i].end and m.start - words[i].end < 30:
                    return _Who(m.name, m.actor_id)
    if anchor.topic == "withdrawal" and anchor.thing is not None and anchor.thing < anchor.at:
        first = anchor.thing - 1 if anchor.thing > anchor.low else anchor.thing
        phrase = text[words[first].start : words[anchor.thing].end]
        owner = people.actor_id(phrase) or _nation(words[first].text, people.agreement)  # "Israeli troops"
        if owner is not None:
            return _Who(phrase, owner)
    subject = _subject(words, anchor.at, anchor.low, mentions)
    return _Who(subject.name, subject.actor_id) if subject else _Who()


def _nation(word: str, agreement: Agreement) -> str | None:
    """The state party that an adjective belongs to: "israeli", "lebanese"."""
    for actor_id in agreement.parties:
        actor = agreement.actor(actor_id)
        if actor is not None and actor.kind == "state" and word.startswith(actor.name.lower()[:5]):
            return actor_id
    return None


def _other_party(claimant: str | None, actor: str | None, agreement: Agreement) -> bool:
    """Whether one party speaks of what another party will do."""
    one, other = _party(claimant, agreement), _party(actor, agreement)
    return one is not None and other is not None and one != other


def _party(actor_id: str | None, agreement: Agreement) -> str | None:
    """The party or bound group that an actor is or belongs to."""
    for _ in range(8):
        if actor_id is None or actor_id in agreement.parties or actor_id in agreement.bound_but_not_signatory:
            return actor_id
        actor = agreement.actor(actor_id)
        actor_id = actor.parent if actor else None
    return None


def _target_reached(words: list[Word], anchor: Anchor, commitment_id: str | None, agreement: Agreement) -> bool:
    """Whether the number that stands with the people or bodies is all that was agreed."""
    commitment = agreement.commitment(commitment_id) if commitment_id else None
    if commitment is None or commitment.target is None or anchor.thing is None:
        return False
    if words[anchor.thing].text not in _COUNTED:
        return False
    for i in range(anchor.thing - 1, max(anchor.low, anchor.thing - 5) - 1, -1):
        if _NUMBER.fullmatch(words[i].text):
            return float(words[i].text.replace(",", "")) >= commitment.target
    return False
