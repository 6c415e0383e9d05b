"""Evidence by the agreement's own phrases, for subjects that no general lexicon knows: "the council met".

A hit counts only where it says something: it must hold a predicate, and that predicate is then judged like any
other, with its mood, its negation and the clause over it. A bare noun ("buffer zone") is no more than a hint.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.agreement.model import Agreement, Commitment
from tui.agreement.phrases import line_of, pattern
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Verdict
from tui.extract.undertakings.inflection import word_set
from tui.extract.undertakings.judge import Judge
from tui.extract.undertakings.meanings import CLASS_OF, NOUN_CLASS, TOPIC_CLASS
from tui.extract.undertakings.predicates import is_noun
from tui.extract.undertakings.segments import Segment
from tui.extract.undertakings.terms import Word
from tui.records import EvidenceLabel

_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")
_PASTS = word_set(
    "met held came went took made gave began sent brought left fell saw put ran led kept fought shot grew"
)
_NOT_VERBS = word_set("hundred indeed need speed during nothing something morning evening united red")
_REFUSES = word_set("won't wouldn't refuse refuses refused refusing reject rejects rejected rejecting")
_MISSING = word_set("no not yet never without cannot")
_REACHED: frozenset[EvidenceLabel] = frozenset({"under_way", "completed", "partial"})


class _Phrases(NamedTuple):
    commitment: Commitment
    kind: str
    """"progress", "completion", "stall", "breach" or "end"."""
    hit: re.Pattern[str]


class _Index(NamedTuple):
    """Made once for an agreement."""

    phrases: list[_Phrases]
    by_word: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]]
    """Rarest word of a phrase -> (index in `phrases`, all its literal tokens with their alternatives): a sentence is
    searched only when all of them stand in it."""
    words: frozenset[str]
    """The words of `by_word`."""


class Hit(NamedTuple):
    """A phrase of a commitment with what the sentence says by it."""

    commitment: Commitment
    kind: str
    anchor: Anchor
    verdict: Verdict
    low: int
    high: int
    """Words of the phrase."""

    def covers(self, other: Anchor) -> bool:
        """Whether another anchor, or what it is about, stands within the phrase."""
        return self.low <= other.at < self.high or (other.thing is not None and self.low <= other.thing < self.high)


class Match(NamedTuple):
    """Where a phrase stands: offsets in the sentence."""

    phrase: _Phrases
    start: int
    end: int


def matches(agreement: Agreement, present: set[str], surface: str) -> list[Match]:
    """Where phrases of the agreement stand in a sentence with the words `present`."""
    index = _index(agreement)
    if index.words.isdisjoint(present):
        return []
    wanted = {
        n
        for w in present & index.by_word.keys()
        for n, needs in index.by_word[w]
        if not any(one.isdisjoint(present) for one in needs)
    }
    if not wanted:
        return []
    line = line_of(surface)
    found = ((index.phrases[n], index.phrases[n].hit.search(line.flat)) for n in sorted(wanted))
    return [Match(p, *line.span(hit)) for p, hit in found if hit is not None]


def _index(agreement: Agreement) -> _Index:
    kept: _Index | None = vars(agreement).get("_own_words")
    if kept is not None:
        return kept
    phrases_of: list[_Phrases] = []
    by_word: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
    for c in agreement.commitments:
        e = c.evidence
        for kind, phrases in (
            ("completion", e.completion),
            ("progress", e.progress),
            ("stall", e.stall),
            ("end", e.end),
            ("breach", e.breach),
        ):
            hit = pattern(phrases)
            if hit is None:
                continue
            for phrase in phrases:
                needs = _literals(phrase)
                for word in max(needs, key=_rarity, default=frozenset()):
                    by_word.setdefault(word, []).append((len(phrases_of), needs))
            phrases_of.append(_Phrases(c, kind, hit))
    index = _Index(phrases_of, by_word, frozenset(by_word))
    vars(agreement)["_own_words"] = index
    return index


def _literals(phrase: str) -> tuple[frozenset[str], ...]:
    """The plain tokens of a phrase with their alternatives; what `present` cannot hold is left out."""
    found = []
    for token in phrase.lower().replace("’", "'").split():
        words = [w.removesuffix("'s") for w in token.split("|") if w]
        if words and all(_PLAIN.fullmatch(w) for w in words):
            found.append(frozenset(words))
    return tuple(found)


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    """Long words are rare ones."""
    return min(map(len, words)), -len(words)


def hits(words: list[Word], segments: list[Segment], judge: Judge, found: list[Match]) -> list[Hit]:
    """What the phrases found in a sentence say by their predicates: at most one hit a commitment."""
    said: list[Hit] = []
    base = words[0].start
    for p, start, end in found:
        if any(h.commitment is p.commitment for h in said):
            continue
        inside = [i for i, w in enumerate(words) if w.start < base + end and w.end > base + start]
        anchor = _anchor(p, words, inside, segments) if inside else None
        verdict = _verdict(p.kind, anchor, judge) if anchor is not None else None
        if anchor is not None and verdict is not None:
            said.append(Hit(p.commitment, p.kind, anchor, verdict, inside[0], inside[-1] + 1))
    return said


def _anchor(p: _Phrases, words: list[Word], inside: list[int], segments: list[Segment]) -> Anchor | None:
    texts = [w.text for w in words]
    topic = p.commitment.topic
    found: tuple[int, str] | None = None
    for i in inside:
        form = _form(texts, i, topic)
        if form is not None:
            found = (i, form)
            break
    given: EvidenceLabel | None = None
    if p.kind in ("stall", "end"):
        said = [texts[i] for i in inside]
        if p.kind == "end":
            given = None if found else "refused"
        elif any(t in _REFUSES for t in said) or ("not" in said and ("will" in said or "would" in said)):
            given = "refused"
        elif found or any(t in _MISSING or NOUN_CLASS.get(t) == "stall" for t in said):
            given = "stalled"
        else:
            return None
        found = found or (inside[0], "base")
    if found is None:
        return None
    at, form = found
    for s in segments:
        if s.low <= at < s.high:
            return Anchor(topic, at if given is None else inside[0], True, form, s.low, s.high, s.kind, None, given)
    return None


def _form(texts: list[str], i: int, topic: str) -> str | None:
    """The form of a verb at `i`, None when it is no verb here."""
    w = texts[i]
    known = TOPIC_CLASS.get(topic, {}).get(w) or CLASS_OF.get(w)  # type: ignore[call-overload]
    if w in _NOT_VERBS or (is_noun(texts, i) and not w.endswith("ed")):
        return None
    if known is not None and known[0]:
        return str(known[1].form)
    head = w.partition("_")[0]
    if head in _PASTS or (head.endswith("ed") and len(head) > 4):
        return "past"
    return "ing" if w.endswith("ing") and len(w) > 5 and i and texts[i - 1] in ("is", "are", "was", "were") else None


def _verdict(kind: str, anchor: Anchor, judge: Judge) -> Verdict | None:
    verdict = judge.verdict(anchor)
    if verdict is None:
        return None
    if kind == "completion" and verdict.label in _REACHED:
        return verdict._replace(label="completed")
    if kind == "breach":
        if verdict.label in _REACHED:
            return verdict._replace(label="alleged_violation")
        return verdict if verdict.label in ("alleged_violation", "denied") else None
    if kind == "end":
        ended = verdict.label in _REACHED or anchor.given is not None
        return verdict._replace(label="refused") if ended and verdict.label != "denied" else None
    return verdict
