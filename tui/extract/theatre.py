"""Whose truce a sentence is about, and which commitment of the agreement it concerns.

A story of another country or of an earlier truce uses the same words. It may be read, but it must not feed this
agreement: then no commitment is given. Of several commitments of one topic the one is taken whose words and whose
obligated actor stand in the sentence; when none stands out, none is given.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from tui.agreement.model import Agreement, Commitment
from tui.agreement.phrases import flat, pattern, tokens
from tui.extract.document import Document, Sentence
from tui.extract.undertakings.inflection import word_set
from tui.records import EvidenceLabel, Topic

# Names that place a story elsewhere: other wars and truces of the last years. Whatever the agreement names as its own
# (places, parties, bound groups) is taken out, so the same list serves every agreement.
_ELSEWHERE = """
lebanon lebanese beirut hezbollah litani|ukraine ukrainian kyiv kiev donetsk kharkiv odesa zaporizhzhia russia russian
moscow kremlin|sudan sudanese khartoum darfur rsf|syria syrian damascus aleppo kurdish sdf|yemen yemeni houthi houthis
sanaa hodeidah|ethiopia ethiopian tigray amhara eritrea|congo congolese rwanda m23 goma|kashmir pakistan|thailand
cambodia thai cambodian|armenia azerbaijan karabakh|myanmar|libya libyan tripoli|iran iranian tehran|colombia colombian
|somalia somali
"""
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH_TRUCE = re.compile(
    rf"\b({'|'.join(_MONTHS)})(?: (\d{{4}}))? (?:[^ ]+ )?(?:ceasefire|cease-fire|truce|deal|agreement|accord|pact)\b"
    rf"|\b(?:ceasefire|cease-fire|truce|deal|agreement|accord) (?:of|in|from|reached in|signed in|announced in)"
    rf" (?:\d+ )?({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b"
)
_EARLIER = re.compile(
    r"\b(?:previous|earlier|prior|short-lived|weeklong|week-long|broken) (?:ceasefire|cease-fire|truce|deal)\b"
)
_TRUCE = re.compile(r"\b(?:truce|cease-?fire|armistice|hostages?|captives)\b")
_SHORT = 600
"""Characters; a shorter text may well leave out what everybody knows."""
_OPENING = 20_000
"""Characters of a text that are looked at as a whole."""
_LAPSE = timedelta(days=60)
_BREACH: frozenset[EvidenceLabel] = frozenset({"alleged_violation", "denied"})


class _Candidate(NamedTuple):
    commitment: Commitment
    words: dict[str, float]
    """Word -> weight: what tells this commitment from the others of its topic."""
    hint: re.Pattern[str] | None
    own_actors: frozenset[str]
    """Obligated actors that not all commitments of the topic have."""
    other_actors: frozenset[str]


class _Index(NamedTuple):
    """What is computed once for an agreement."""

    own: _Names | None
    foreign: _Names | None
    not_about: _Names | None
    parties: _Names | None
    everyone: _Names | None
    """Parties, bound groups, mediators and observers by any name."""
    topics: dict[str, list[_Candidate]]


_RUN = re.compile(r"[^\W\d_]+|\d+")


class _Names(NamedTuple):
    """Names to be found in small letters, as whole words."""

    pattern: re.Pattern[str]
    runs: dict[str, list[frozenset[str]]]
    """The longest run of letters or of digits of each -> all its runs."""

    def search(self, text: str) -> bool:
        return self.pattern.search(text) is not None

    def count(self, text: str) -> int:
        return len(self.pattern.findall(text))


def _names(words: list[str]) -> _Names | None:
    found = sorted({w.lower() for w in words if w}, key=lambda w: (-len(w), w))
    if not found:
        return None
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, found)) + r")(?!\w)")
    runs: dict[str, list[frozenset[str]]] = {}
    for w in found:
        all_runs = _RUN.findall(w)
        runs.setdefault(max(all_runs, key=len, default=""), []).append(frozenset(all_runs))
    return _Names(pattern, runs)


def _index(agreement: Agreement) -> _Index:
    kept = vars(agreement).get("_theatre")
    if isinstance(kept, _Index):
        return kept
    groups = [agreement.actor(i) for i in (*agreement.parties, *agreement.bound_but_not_signatory)]
    names = {n.lower() for a in groups if a for n in (a.name, *a.aliases, *a.metonyms, *a.short)}
    own = [*agreement.places, *agreement.aka]
    taken = {w.lower() for o in own for w in (o, *o.split())} | names | {w for n in names for w in n.split()}
    foreign = []
    for theatre in _ELSEWHERE.replace("\n", " ").split("|"):
        words = theatre.split()
        # a whole theatre is ours when one of its names is
        if not any(w in taken for w in words):
            foreign += [w.replace("-", " ") for w in words]
        elif any(w in {p.lower() for p in agreement.places} for w in words):
            own += words
    exclusive = [n for a in groups if a and a.kind == "armed-group" for n in (a.name, *a.aliases)]
    index = _Index(
        own=_names(own),
        foreign=_names(foreign),
        not_about=_names(list(agreement.not_about)),
        parties=_names(exclusive),
        everyone=_names(
            [
                n
                for i in (
                    *agreement.parties,
                    *agreement.bound_but_not_signatory,
                    *agreement.mediators,
                    *agreement.observers,
                )
                if (a := agreement.actor(i))
                for n in (a.name, *a.aliases, *a.metonyms, *a.short, _adjective(a.name))
            ]
        ),
        topics=_topics(agreement),
    )
    vars(agreement)["_theatre"] = index
    return index


def _adjective(name: str) -> str:
    """ "israeli" for "Israel": how a state stands before its army."""
    return name.lower() + ("n" if name.lower().endswith("ia") else "i")


_STOP = word_set(
    """the a an of in to and or for by with on at from is are be has have had not no its their it this that all as
    through both into over per than will would under out up who which"""
)


def _stem(word: str) -> str:
    """Without the plural's s: "hostages" and "hostage" tell the same."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _topics(agreement: Agreement) -> dict[str, list[_Candidate]]:
    # names of parties and places stand in every story: they tell no commitment from another
    parties = [agreement.actor(i) for i in (*agreement.parties, *agreement.bound_but_not_signatory)]
    names = {_stem(t) for a in parties if a for n in (a.name, *a.aliases) for t in tokens(n)}
    names |= {_stem(t) for p in agreement.places for t in tokens(p)} - {"line", "yellow"}
    by_topic: dict[str, list[Commitment]] = {}
    for c in agreement.commitments:
        by_topic.setdefault(c.topic, []).append(c)
    topics: dict[str, list[_Candidate]] = {}
    for topic, commitments in by_topic.items():
        bags = []
        for c in commitments:
            bag: dict[str, float] = {}
            e = c.evidence
            for text, weight in (
                (re.sub(r"\(.*?\)", "", c.title), 1.5),
                (c.short or "", 1.5),
                *((p, 0.5) for p in (*e.progress, *e.completion, *e.stall, *e.breach, *e.end)),
            ):
                for w in tokens(text.replace("|", " ").replace("{n}", " ")) - _STOP:
                    if (stem := _stem(w)) not in names:
                        bag[stem] = max(bag.get(stem, 0.0), weight)
            bags.append(bag)
        shared = set.intersection(*(set(c.obligated) for c in commitments)) if commitments else set()
        everyone = {a for c in commitments for a in c.obligated}
        topics[topic] = [
            _Candidate(
                commitment=c,
                # a word that others of the topic have too tells less
                words={
                    w: x / sum(w in b for b in bags)
                    for w, x in bag.items()
                    if sum(w in b for b in bags) < max(len(bags), 2)
                },
                hint=pattern(
                    (
                        *c.evidence.progress,
                        *c.evidence.completion,
                        *c.evidence.stall,
                        *c.evidence.breach,
                        *c.evidence.end,
                    )
                ),
                own_actors=frozenset(set(c.obligated) - shared),
                other_actors=frozenset(everyone - set(c.obligated)),
            )
            for c, bag in zip(commitments, bags, strict=True)
        ]
    return topics


class Theatre:
    """Tells this agreement's stories from those of another truce or country, sentence by sentence."""

    def __init__(self, document: Document, agreement: Agreement, published: datetime | None) -> None:
        self.agreement = agreement
        self.published = published
        self.index = _index(agreement)
        self.early = published is not None and published.date() < agreement.signed
        self.document = document
        self._kept: dict[int, bool] = {}
        self._default: bool | None = None

    @cached_property
    def _opening(self) -> str:
        """Headline and text as far as they are looked at as a whole."""
        text = self.document.text
        small = self.document.small if len(text) <= _OPENING else text[:_OPENING].lower()
        return f"{self.document.headline.lower()}\n{small}"

    @cached_property
    def _runs(self) -> set[str]:
        """All runs of letters and of digits of headline and text: a name stands there only if its own do."""
        found: set[str] = set()
        for document in (self.document, Document(self.document.headline)):
            odd = document.odd
            found.update(document.lows)
            found.difference_update(odd)
            found.update(*map(_RUN.findall, odd))
        return found

    def _possible(self, names: _Names | None) -> _Names | None:
        """`names`, or None where the text can hold none of them: most texts, and no search is needed."""
        if names is None:
            return None
        found = self._runs
        return names if any(runs <= found for w in names.runs.keys() & found for runs in names.runs[w]) else None

    @cached_property
    def at_home(self) -> bool:
        """Whether the text names a place of the agreement, a party, a mediator or an observer; of a short one it is
        enough that it names no other theatre, since the sources are chosen for the agreement."""
        text = self._opening
        named = map(self._possible, (self.index.own, self.index.everyone))
        if any(names is not None and names.search(text) for names in named):
            return True
        return len(text) < _SHORT and not (self.index.foreign and self.index.foreign.search(text))

    def ours(self, sentence: Sentence) -> bool:
        """Whether the sentence is about this agreement's territory and truce."""
        if self.early:
            return False
        kept = self._kept.get(sentence.start)
        if kept is None:
            kept = self._kept[sentence.start] = self._ours(sentence)
        return kept

    def _ours(self, sentence: Sentence) -> bool:
        verdict = self._place(self.document.text[sentence.start : sentence.end].lower())
        if verdict is not None:
            return verdict
        # nothing in the sentence itself: what its paragraph, then the whole text is about
        paragraph = self.document.paragraphs[sentence.paragraph]
        if paragraph.end - paragraph.start <= 4000:
            verdict = self._place(self.document.text[paragraph.start : min(paragraph.end, sentence.start)].lower())
            if verdict is not None:
                return verdict
        if self._default is None:
            self._default = self._whole()
        return self._default

    def _whole(self) -> bool:
        text = self._opening
        i = self.index
        own = names.count(text) if (names := self._possible(i.own)) else 0
        foreign = names.count(text) if (names := self._possible(i.foreign)) else 0
        if (names := self._possible(i.not_about)) and names.search(text):
            foreign += 2
        if own == foreign == 0:
            # the sources are chosen for the agreement, but a long text that names none of those who made it and no
            # truce is about something else
            named = (names := self._possible(i.everyone)) is not None and names.search(text)
            return bool(named or _TRUCE.search(text)) or len(text) < _SHORT
        return own >= foreign

    def _place(self, text: str) -> bool | None:
        i = self.index
        if i.not_about and i.not_about.search(text):
            return False
        if _EARLIER.search(text) or self._other_month(text):
            return False
        own = i.own.count(text) if i.own else 0
        foreign = i.foreign.count(text) if i.foreign else 0
        if own or foreign:
            return own >= foreign
        if i.parties and i.parties.search(text):
            return None if self._default is False else True
        return None

    def _other_month(self, text: str) -> bool:
        """ "the January truce" when this agreement is of October."""
        effective = self.agreement.effective
        for m in _MONTH_TRUCE.finditer(text):
            month, year = m.group(1) or m.group(3), m.group(2) or m.group(4)
            known = {_MONTHS[self.agreement.signed.month - 1], _MONTHS[effective.month - 1]}
            if month not in known or (year and int(year) != self.agreement.signed.year):
                return True
        return False

    def commitment(
        self, topic: Topic, sentence: Sentence, words: str, actor: str | None, label: EvidenceLabel
    ) -> str | None:
        """Id of the commitment that the sentence is about; None when another story or not decidable.

        `words` is the text to look for hints in: the clause first of all.
        """
        candidates = self.index.topics.get(topic)
        if not candidates or not self.ours(sentence):
            return None
        if len(candidates) == 1 and topic != "phase_two":
            return candidates[0].commitment.id
        line = flat(words)
        present = {_stem(w) for w in line.split()}
        around = {_stem(w) for w in tokens(self.document.text[sentence.start : sentence.end])} - present
        actors = self._chain(actor)
        rivals = frozenset(c.commitment.kind for c in candidates) if len(candidates) > 1 else frozenset()
        scored = sorted(
            ((self._score(c, line, present, around, actors, label, rivals), c.commitment.id) for c in candidates),
            reverse=True,
        )
        best = scored[0][0]
        runner_up = scored[1][0] if len(scored) > 1 else 0.0
        kinds = {c.commitment.id: c.commitment.kind for c in candidates}
        # a topic that stands for a whole phase is no commitment of its own: its words must be there; where all others
        # are over or of another kind, the one process that is left needs no words
        floor = 2.0 if topic == "phase_two" else 0.5
        if topic != "phase_two" and [i for i, k in kinds.items() if k == "process"] == [scored[0][1]]:
            floor = 0.0
        return scored[0][1] if best >= floor and best - runner_up >= 0.5 else None

    def _chain(self, actor: str | None) -> set[str]:
        found: set[str] = set()
        while actor and actor not in found:
            found.add(actor)
            known = self.agreement.actor(actor)
            actor = known.parent if known else None
        return found

    def _score(
        self,
        c: _Candidate,
        line: str,
        present: set[str],
        around: set[str],
        actors: set[str],
        label: EvidenceLabel,
        rivals: frozenset[str],
    ) -> float:
        # the words of the clause tell more than those of the rest of the sentence
        score = min(4.0, sum(weight for w, weight in c.words.items() if w in present))
        score += min(1.0, 0.3 * sum(weight for w, weight in c.words.items() if w in around))
        hinted = c.hint is not None and c.hint.search(line) is not None
        if hinted:
            score += 1.5
        if actors & c.own_actors:
            score += 1.5
        elif actors & c.other_actors:
            score -= 1.0
        kind = c.commitment.kind
        process = "process" in rivals
        if rivals and kind == "continuous":
            # what must hold every day is breached; what happens once is done, promised or late
            score += 0.75 if label in _BREACH else -0.75
        deadline = c.commitment.deadline
        late = deadline and self.published and self.published.date() > deadline + _LAPSE
        if late and process and not hinted:
            score -= 1.0
        return score
