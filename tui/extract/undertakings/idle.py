"""Phrases of an agreement that do nothing: each is tried on short sentences of several builds that hold it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from tui.agreement.model import Agreement
from tui.extract.document import Document
from tui.extract.undertakings.anchors import Setting
from tui.extract.undertakings.judge import Judge
from tui.extract.undertakings.own_words import hits, matches
from tui.extract.undertakings.plain import plain_words
from tui.extract.undertakings.segments import segments_of
from tui.extract.undertakings.terms import words_of
from tui.extract.undertakings.topics import anchors_of, named_in

_KINDS = ("progress", "completion", "stall", "breach", "end")
_TRIES = 24
_FRAMES = (
    "{}",
    "The army {} the town on Monday",
    "The army {} on Monday",
    "The army was {} the town",
    "They were {} on Monday",
    "The people of the town were {}",
    "It said on Monday that it is {} the accord",
    "The town {} it",
)
_FILLERS = ("", "were", "was", "is")
"""What the gap of a phrase may hold."""


class Idle(NamedTuple):
    """A phrase that can be no evidence."""

    entry: int
    """Number of the commitment, from 0."""
    kind: str
    """"progress", "completion", "stall", "breach" or "end"."""
    phrase: str
    found: bool
    """Whether it is at least found in a text: then it helps to tell commitments of one topic apart."""


def idle_phrases(agreement: Agreement) -> Iterator[Idle]:
    """In the order of the file. A phrase that names no act ("buffer zone") is found and says nothing; one whose tokens
    no text has is not even found."""
    for n, commitment in enumerate(agreement.commitments):
        for kind in _KINDS:
            for phrase in getattr(commitment.evidence, kind):
                found = False
                for sentence in _sentences(phrase):
                    here, said = _tried(agreement, commitment.id, kind, sentence)
                    found = found or here
                    if said:
                        break
                else:
                    yield Idle(n, kind, phrase, found)


def _sentences(phrase: str) -> Iterator[str]:
    """Sentences that the alternatives of a phrase make, in every frame."""
    tokens = phrase.replace("{n}", "12").split()
    for filler in _FILLERS if "*" in tokens else ("",):
        choices = [[filler] if t == "*" else t.split("|") for t in tokens]
        for words in itertools.islice(itertools.product(*choices), _TRIES):
            for frame in _FRAMES:
                sentence = " ".join(frame.format(" ".join(words)).split())
                yield sentence[:1].upper() + sentence[1:] + "."


def _tried(agreement: Agreement, commitment: str, kind: str, sentence: str) -> tuple[bool, bool]:
    """Whether the phrase is found in a sentence, and whether it says something there."""
    document = Document(sentence)
    found = [
        m
        for m in matches(agreement, plain_words(sentence), sentence)
        if m.phrase.commitment.id == commitment and m.phrase.kind == kind
    ]
    words = words_of(document, 0, len(sentence))
    if not found or not words:
        return False, False
    texts = [w.text for w in words]
    segments = segments_of(texts)
    anchors = anchors_of(texts, segments, Setting(frozenset(named_in(texts))))
    judge = Judge(words, segments, anchors, sentence)
    topic = found[0].phrase.commitment.topic
    # what the general rules read there counts too: the phrase then says which commitment it is about
    general = any(a.topic == topic and judge.verdict(a) is not None for a in anchors)
    return True, general or bool(hits(words, segments, judge, found))
