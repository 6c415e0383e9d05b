"""What the sentences of a text say became of the commitments of an agreement.

Order of work in a sentence: who says it, in which mood each verb stands, what is negated, which clause is only
background; only then is a label given. Each label is what the sentence says, not what is true: an allegation is its
speaker's, a plan is no progress, and who must act decides between a pledge and a demand.

The rooms behind this one are in `undertakings`.
"""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from tui.agreement.model import Agreement
from tui.extract.claimants import Frame, claimant_for, find_frames, relays
from tui.extract.document import Document, Sentence
from tui.extract.line import Line
from tui.extract.names import People
from tui.extract.quotes import speaker_at
from tui.extract.roster import Mention
from tui.extract.theatre import Theatre
from tui.extract.undertakings.anaphora import STEPS, by_description, by_pronoun, said_of_before
from tui.extract.undertakings.anchors import Anchor, Setting
from tui.extract.undertakings.clauses import Verdict
from tui.extract.undertakings.due import AHEAD, due_of
from tui.extract.undertakings.judge import Judge
from tui.extract.undertakings.meanings import ACCUSERS, AGREEMENTS
from tui.extract.undertakings.own_words import Hit, hits, matches
from tui.extract.undertakings.people import OF_RAIDS
from tui.extract.undertakings.plain import Plain
from tui.extract.undertakings.rebuttals import TRIGGERS as REBUTS
from tui.extract.undertakings.rebuttals import rebuttal_at
from tui.extract.undertakings.segments import segments_of
from tui.extract.undertakings.subjects import BODIES, DEAD, HOSTAGES, PRISONERS
from tui.extract.undertakings.terms import Terms, Word
from tui.extract.undertakings.ties import LINKS, OPEN, Tie, ties_of, topic_in
from tui.extract.undertakings.topics import CONTEXT, TRIGGERS, anchors_of, bears_anchor, named_in
from tui.extract.undertakings.voices import Voices, Who
from tui.extract.unreal import history, never_was
from tui.records import Condition, Evidence, EvidenceLabel, Quote, Topic

_FROM_A_PART = re.compile(
    r"\b(?:withdr[ae]w(?:al|als|n)?|pull(?:ed)?[ -]?(?:back|out)|pullback|pullout|left)\s+(?:\w+\s+){0,3}?from\s+"
    r"(?:large |wide |some |most )?"
    r"(?:parts?|areas|districts|neighbou?rhoods|positions|outposts|sections|portions|some)\b",
    re.IGNORECASE,
)
"""Who has left a part has not left the whole."""
_POLL = re.compile(r"\b(?:poll|survey|respondents|polled|pollster)\b", re.IGNORECASE)
_POLLS = ("poll", "survey", "respondents")
"""A part of every word of `_POLL`."""
_ASKED = re.compile(
    r"(?:And |But |So |Q[.:] )?(?:Is|Are|Was|Were|Has|Have|Had|Did|Do|Does|Will|Would|Can|Could|Should)\b[^.!“\"]*\?\Z"
)
"""A sentence that only asks says nothing."""
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_ALLEGED: frozenset[EvidenceLabel] = frozenset({"alleged_violation"})
_BREACH: frozenset[EvidenceLabel] = frozenset({"alleged_violation", "denied"})
_COUNTED = HOSTAGES | PRISONERS | BODIES | DEAD
_SHORT = 120
"""Characters of a sentence that does nothing but point back."""
_LONGEST = 4000
"""Characters; a longer sentence is no prose."""


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
    reader = _Reader(document, quotes, people, agreement, published)
    found: list[Evidence] = []
    for sentence in document.sentences:
        if sentence.end - sentence.start <= _LONGEST:
            said = reader.read(sentence) or reader.of_before(sentence)
            reader.before = said
            found.extend(reader.with_rebuttal(sentence, said))
    return found


class _Reader:
    """One text while its sentences are read."""

    def __init__(
        self,
        document: Document,
        quotes: list[Quote],
        people: People,
        agreement: Agreement,
        published: datetime | None,
    ) -> None:
        self.document = document
        self.people = people
        self.agreement = agreement
        self.plain = Plain(document)
        self.terms = Terms(document)
        self.polls = any(part in document.vocabulary for part in _POLLS)
        self.theatre = Theatre(document, agreement, published)
        self.voices = Voices(document, quotes, people)
        self.published = published
        self.year = published.year if published is not None else None
        self.known: frozenset[Topic] = frozenset()
        """Topics that the sentences read so far have named, and the one that is being read."""
        self.about: Topic | None = None
        """The one topic that the last sentence with any has named."""
        self.alleged: list[tuple[int, Evidence]] = []
        """Index of the sentence and what was alleged there, of the last sentence that alleged anything."""
        self._line: Line | None = None
        self._frames: list[Frame] = []
        self.number = 0
        self.before: list[Evidence] = []
        """What the sentence before said."""

    def of_before(self, sentence: Sentence) -> list[Evidence]:
        """What "That will not happen." says of the demands and promises of the sentence before."""
        if not self.before or sentence.end - sentence.start > _SHORT:
            return []
        surface = self.document.text[sentence.start : sentence.end]
        quote = speaker_at(self.voices.quotes, sentence.start + 1, sentence.end - 1)
        name = (quote.speaker_resolved or quote.speaker) if quote is not None else None
        return [
            msgspec.structs.replace(
                e, start=sentence.start, end=sentence.end, status=label, sentence=surface, conditions=(), due=None,
                due_text=None, claimant=name, claimant_id=quote.speaker_id if quote is not None else None,
            )
            for e in self.before
            if (label := said_of_before(surface, e.status)) is not None
        ]  # fmt: skip

    def with_rebuttal(self, sentence: Sentence, found: list[Evidence]) -> list[Evidence]:
        """What a sentence says, and what it denies of the allegations in it or close before it."""
        self.number += 1
        here = [e for e in found if e.status in _ALLEGED]
        if here:
            self.alleged = [(self.number, e) for e in here]
        if not self.alleged or self.number - self.alleged[0][0] > 2 or any(e.status == "denied" for e in found):
            return found
        if (found and not here) or REBUTS.isdisjoint(self.plain.present(sentence.start, sentence.end)):
            return found
        surface = self.document.text[sentence.start : sentence.end]
        words = self.terms.stretch(sentence.start, sentence.end).words()
        at = rebuttal_at(words, _behind_charge(words) if here else 0)
        if at is None:
            return found
        who = self.voices.denier(words, at, sentence)
        return [
            *found,
            *(
                msgspec.structs.replace(
                    e, start=words[0].start, end=words[-1].end, status="denied", claimant=who.name, claimant_id=who.id,
                    sentence=surface,
                )
                for _, e in self.alleged
                if who.name is None or who.name != e.claimant
            ),
        ]  # fmt: skip

    def read(self, sentence: Sentence) -> list[Evidence]:
        present = self.plain.present(sentence.start, sentence.end)
        home = self.theatre.at_home
        general = not TRIGGERS.isdisjoint(present) or (home and not CONTEXT.isdisjoint(present))
        general = general or (self.about is not None and not STEPS.isdisjoint(present))
        surface = self.document.text[sentence.start : sentence.end]
        own = matches(self.agreement, present, surface)
        if not (general or own) or (surface[-1] == "?" and _ASKED.match(surface)):
            return []
        stretch = self.terms.stretch(sentence.start, sentence.end)
        texts = stretch.texts
        stepping = not STEPS.isdisjoint(present)
        general = general and (stepping or bears_anchor(texts))
        named = named_in(texts)
        if not (general or own or named) or self._of_no_news(surface):
            return []
        if named:
            self.known |= named
            self.about = next(iter(named)) if len(named) == 1 else None
        if not (general or own):
            return []
        segments = segments_of(texts)
        anchors = anchors_of(texts, segments, Setting(self.known, home)) if general else []
        anchors += by_pronoun(texts, segments, anchors) if len(segments) > 1 else []
        if stepping:
            anchors += by_description(texts, segments, self.about)
        if not anchors and not own:
            return []
        words = stretch.words()
        judge = Judge(words, segments, anchors, surface)
        verdicts = _verdicts(words, anchors, judge)
        ties = ties_of(judge.texts, segments, anchors)
        verdicts = _with_tied(_dependent(verdicts, ties, judge.texts), ties)
        theirs = hits(words, segments, judge, own) if own else []
        if not verdicts and not theirs:
            return []
        mentions = self.people.mentions_in(sentence.start, sentence.end)
        found: dict[tuple[Topic, EvidenceLabel], Evidence] = {}
        for anchor, verdict in verdicts:
            evidence = self._evidence(words, anchor, verdict, sentence, surface, mentions)
            evidence = self._tied(words, judge, anchors, ties, anchor, sentence, evidence)
            found.setdefault((evidence.commitment, evidence.status), evidence)
        for hit in theirs if not surface.endswith("?") else ():
            if (
                hit.commitment.topic == "bodies_return"
                and not OF_RAIDS.isdisjoint(present)
                and HOSTAGES.isdisjoint(present)
            ):
                continue  # whom rescuers dig out of the rubble
            if any(topic == hit.commitment.topic for topic, _ in found) or not self.theatre.ours(sentence):
                continue
            if any(hit.covers(anchor) for anchor, _ in verdicts):
                continue  # the same words say it of another undertaking
            said = self._evidence(words, hit.anchor, hit.verdict, sentence, surface, mentions, hit)
            if said.status == "alleged_violation" and not self._alleged(said):
                continue  # an incident that nobody calls anything
            found.setdefault((said.commitment, said.status), said)
        whole = {(e.commitment, e.claimant) for e in found.values() if e.status == "completed"}
        # "two more were handed over, which completes the release": the step is part of the whole
        return [e for e in found.values() if e.status != "under_way" or (e.commitment, e.claimant) not in whole]

    def _of_no_news(self, surface: str) -> bool:
        """Whether a sentence tells what respondents of a poll think, what never was, or what is long past."""
        if self.polls and _POLL.search(surface):
            return True
        return never_was(surface) or history(surface, self.year, self.agreement.signed.year)

    def _evidence(
        self,
        words: list[Word],
        anchor: Anchor,
        verdict: Verdict,
        sentence: Sentence,
        surface: str,
        mentions: list[Mention],
        hit: Hit | None = None,
    ) -> Evidence:
        start, end = words[anchor.low].start, words[anchor.high - 1].end
        claimant = self.voices.claimant(words, anchor, verdict, sentence, mentions)
        if claimant.name is None and hit is None:
            claimant = self._framed(words[anchor.at].start, sentence)
        actor = self.voices.actor(words, anchor, mentions, claimant)
        label = verdict.label
        if label == "pledged" and verdict.mood == "future" and self.voices.other_party(claimant, actor):
            label = "demanded"  # "Hamas will be disarmed", said by the other party
        if (
            label == "completed"
            and anchor.topic == "withdrawal"
            and _FROM_A_PART.search(self.document.text, start, end)
        ):
            label = "partial"
        if hit is not None:
            id_: str | None = hit.commitment.id
        else:
            id_ = self.theatre.commitment(anchor.topic, sentence, self.document.text[start:end], actor.id, label)
            if label == "under_way" and self._target_reached(words, anchor, id_):
                label = "completed"
        return Evidence(
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

    def _framed(self, at: int, sentence: Sentence) -> Who:
        """Whom a frame of the kind that figures have names for the word at offset `at`: "Office: the siege goes on"."""
        if self._line is None or self._line.start != sentence.start:
            tokens = self.document.tokens_in(sentence.start, sentence.end)
            self._line = Line(self.document.text, tokens, sentence.start, sentence.end)
            self._frames = find_frames(self._line, self.people.source)
        line = self._line
        token = next((i for i, t in enumerate(line.tokens) if t.end > at), len(line) - 1)
        frame = claimant_for(line, self._frames, token) if self._frames else None
        name = frame.claimant if frame is not None and not relays(frame) else None
        return Who(name, self.people.actor_id(name)) if name is not None else Who()

    def _tied(
        self,
        words: list[Word],
        judge: Judge,
        anchors: list[Anchor],
        ties: list[tuple[Anchor, Tie]],
        anchor: Anchor,
        sentence: Sentence,
        evidence: Evidence,
    ) -> Evidence:
        """The evidence with what it depends on and by when it is to happen, where the sentence says so."""
        if evidence.status in AHEAD:
            due = due_of(self.document.text, words, anchor, self.published, self.agreement.timezone)
            if due is not None:
                evidence = msgspec.structs.replace(evidence, due=due.day, due_text=due.text)
        if evidence.status not in OPEN:
            return evidence
        conditions = tuple(
            self._condition(words, judge, anchors, tie, anchor, sentence)
            for tied, tie in ties
            if tied.topic == anchor.topic and tied.low == anchor.low
        )
        return msgspec.structs.replace(evidence, conditions=conditions) if conditions else evidence

    def _condition(
        self, words: list[Word], judge: Judge, anchors: list[Anchor], tie: Tie, anchor: Anchor, sentence: Sentence
    ) -> Condition:
        start, end = words[tie.low].start, words[tie.high - 1].end
        said = self.document.text[start:end]
        about = topic_in(judge.texts, anchors, tie, anchor.topic)
        if about is None:
            return Condition(start=start, end=end, text=said)
        topic, other = about
        mentions = self.people.mentions_in(start, end)
        who = self.voices.actor(words, other, mentions, Who()).id if other is not None else None
        id_ = self.theatre.commitment(topic, sentence, said, who, "demanded")
        return Condition(start=start, end=end, text=said, commitment=topic, commitment_id=id_)

    def _alleged(self, said: Evidence) -> bool:
        """Whether somebody accuses another by it, as against telling of a deed."""
        return said.claimant is not None and (
            said.actor_id is None
            or self.voices.other_party(Who(said.claimant, said.claimant_id), Who(said.actor, said.actor_id))
        )

    def _target_reached(self, words: list[Word], anchor: Anchor, commitment_id: str | None) -> bool:
        """Whether the number that stands with the people or bodies is all that was agreed."""
        commitment = self.agreement.commitment(commitment_id) if commitment_id else None
        if commitment is None or commitment.target is None or anchor.thing is None:
            return False
        if words[anchor.thing].text not in _COUNTED or words[anchor.at].text.startswith(("search", "look")):
            return False
        for i in range(anchor.thing - 1, max(anchor.low, anchor.thing - 5) - 1, -1):
            if _NUMBER.fullmatch(words[i].text):
                return float(words[i].text.replace(",", "")) >= commitment.target
        return False


_STEP_BY_STEP = frozenset(("each", "matching", "reciprocal", "parallel", "corresponding"))


def _dependent(
    verdicts: list[tuple[Anchor, Verdict]], ties: list[tuple[Anchor, Tie]], texts: list[str]
) -> list[tuple[Anchor, Verdict]]:
    """What depends is conditional; what it depends on is asked for, but where both are only linked."""
    linked = not LINKS.isdisjoint(texts) and not _STEP_BY_STEP.isdisjoint(texts)
    tied = {(a.topic, a.at) for a, _ in ties}
    sure = {(a.topic, a.at) for a, t in ties if t.sure}
    verdicts = [
        (a, v._replace(label="conditional")) if v.label == "pledged" and (a.topic, a.at) in sure else (a, v)
        for a, v in verdicts
    ]
    kept = []
    for a, v in verdicts:
        if (
            not linked
            and v.label == "conditional"
            and (a.topic, a.at) not in tied
            and any(t.low <= a.at < t.high for _, t in ties)
        ):
            v = v._replace(label="demanded")
        kept.append((a, v))
    return kept


def _with_tied(verdicts: list[tuple[Anchor, Verdict]], ties: list[tuple[Anchor, Tie]]) -> list[tuple[Anchor, Verdict]]:
    """What is made to depend on something, where nothing else was said of it."""
    judged = {a.topic for a, _ in verdicts}
    more: dict[Topic, tuple[Anchor, Verdict]] = {}
    for a, tie in ties:
        if tie.sure and a.topic not in judged and a.topic != "truce":
            more.setdefault(a.topic, (a, Verdict("conditional", a.at, a.low)))
    return [*verdicts, *more.values()]


def _behind_charge(words: list[Word]) -> int:
    """Index behind the verb that accuses; 0 when there is none."""
    return next((i + 1 for i, w in enumerate(words) if w.text in ACCUSERS), 0)


def _verdicts(words: list[Word], anchors: list[Anchor], judge: Judge) -> list[tuple[Anchor, Verdict]]:
    """Verdicts of a sentence; "the deal was broken" gives way where the sentence names what was broken."""
    found = [(a, v) for a in anchors if (v := judge.verdict(a)) is not None]
    # "remained committed to the truce and accused the other side of breaking it" says two things of it
    more = [(a, judge.noun(a, breaking=False)) for a, v in found if a.topic == "truce" and v.mood == "accused"]
    found += [(a, v) for a, v in more if v is not None and v.label == "pledged"]
    named = any(a.act and a.topic != "truce" and v.label in _BREACH for a, v in found)
    if not named:
        return found
    return [(a, v) for a, v in found if a.topic != "truce" or words[a.at].text not in AGREEMENTS]
