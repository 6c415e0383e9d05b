"""A document as the figure pipeline walks it: segments, and what each says, computed only when asked for.

Most sentences hold no figure, so nothing but a quick look is spent on them; what a figure needs of the sentences
before it (who was speaking, since when was counted) is looked up a few segments back, never further.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui.agreement.model import Agreement
from tui.extract.claimants import Frame, continues, find_frames, relays
from tui.extract.dates import baseline_on, datable, local_day
from tui.extract.document import Document, Sentence
from tui.extract.idioms import SAID_BY
from tui.extract.indicators import asked_by
from tui.extract.lexicon import ACTION_NOUNS, THINGS, VERBS, Action
from tui.extract.line import CAPITALS, Line
from tui.extract.numerals import NUMBER_WORDS
from tui.extract.since import Since, find_since, is_header
from tui.extract.theatre import Theatre

if TYPE_CHECKING:
    from tui.extract.names import People

_BULLET = re.compile(r"[•⭕🔴●▪◦‣■🔵🟢📌]+|(?<=\s)\*(?=\s)|(?<=[\s:.)])\*(?=\S)|\*(?=\s)|\bN(?:ote|OTE|B)(?=:)")
_MARKS = "•⭕🔴●▪◦‣■🔵🟢📌*"
_NOTE = re.compile(r"N(?:ote|OTE|B):")
_LABEL = re.compile(r"(?!N(?:ote|OTE|B)\b)[^.:!?\d]{3,70}:\s*\d|[-–—]\s*\S")
_WORDS = sorted(NUMBER_WORDS - {"half"})
_REST: dict[str, list[str]] = {}
for _word in _WORDS:
    _REST.setdefault(_word[0], []).append(_word[1:])
_NUMERAL = re.compile(  # by first letters, which are looked at first: half the time of a plain list
    rf"\d|\b(?=[{''.join(c + c.upper() for c in _REST)}])"
    rf"(?:{'|'.join(f'[{c}{c.upper()}](?i:{chr(124).join(rest)})' for c, rest in _REST.items())})(?:-|\b)"
)
_CREDIT = re.compile(r"[(\[]?(?:Sources?|Data|Figures): ?(?:the )?([A-Z][^.;:()\n\d]{1,60}?)[.)\]\s]*\Z")
_CAPITALS = frozenset(w.lower() for w in CAPITALS)
_HOW_MANY = re.compile(r"(?:Q[.:] |And |So |But )?[Hh]ow many\b")
_LABELLED = re.compile(r"(?<![^\s.?!])([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,4}):(?=\s)")
_ASKS = frozenset(("QUESTION", "REPORTER", "JOURNALIST", "MODERATOR", "HOST", "ANSWER", "UPDATE", "BREAKING", "NOTE"))
_HEADING = re.compile(r"\b(?:since|from|after)\b.{0,90}?:", re.IGNORECASE)
_OTHER_WORDS = (
    "% ٪ percent per toll times strong force soldiers personnel hostage forced driven left leaving lives took "
    "rubble debris injuries wounds burns numbered figure count toll dead "
    "sheltering lost lose face faces facing faced experience experiencing hunger famine catastrophe captivity custody "
    "contingent garrison looking searching search treated treatment surgery condition concrete wreckage alerts "
    "compelled pushed"
)
_COUNTED = frozenset((*VERBS, *THINGS, *ACTION_NOUNS, *SAID_BY, *_OTHER_WORDS.split()))
_LONGEST = 3000
"""Characters that are read as one piece. Nobody writes such a sentence; a table without full stops is one."""
_BACK = 4
"""Segments that are looked back at."""


class Segment(NamedTuple):
    """A sentence, or a point of a list inside it."""

    sentence: Sentence
    start: int
    end: int
    bullet: bool
    """Whether it follows a bullet."""


def segments(document: Document) -> list[Segment]:
    """Sentences, cut at bullets so that each point of a list is read by itself."""
    text = document.text
    found: list[Segment] = []
    marked = any(mark in text for mark in _MARKS) or _NOTE.search(text) is not None
    bulleted_text = marked and _BULLET.search(text) is not None
    for sentence in document.sentences:
        start, bulleted = sentence.start, False
        if sentence.end - start > _LONGEST:
            found += [
                Segment(sentence, at, min(at + _LONGEST, sentence.end), bulleted)
                for at in range(start, sentence.end, _LONGEST)
            ]
            continue
        if not bulleted_text:
            found.append(Segment(sentence, start, sentence.end, bulleted))
            continue
        for bullet in _BULLET.finditer(text, sentence.start, sentence.end):
            if bullet.start() > start:
                found.append(Segment(sentence, start, bullet.start(), bulleted))
            note = text[bullet.start()].isalpha()  # "Note:" ends the list that it stands behind
            start, bulleted = (bullet.start(), False) if note else (bullet.end(), True)
        if start < sentence.end:
            found.append(Segment(sentence, start, sentence.end, bulleted))
    return found


def _last(frames: list[Frame]) -> Frame | None:
    """The last claimant of a sentence; one that only relays where there is no other."""
    named = [f for f in frames if f.claimant]
    return next((f for f in reversed(named) if not relays(f)), named[-1] if named else None)


class Scan:
    """Lines, speech frames and since phrases of one document, by segment."""

    def __init__(self, document: Document, people: People, agreement: Agreement, published: datetime | None) -> None:
        self.document = document
        self.people = people
        self.agreement = agreement
        self.published = published
        self.today = local_day(published, agreement.timezone) if published is not None else None
        self.outlet = people.source
        self.asked = asked_by(agreement)
        self.segments = segments(document)
        self.theatre = Theatre(document, agreement, published)
        self._lines: dict[int, Line] = {}
        self._frames: dict[int, list[Frame]] = {}
        self._phrases: dict[int, list[Since]] = {}
        self._header: Since | None = None
        self._header_at = 0

    def asked_of(self, i: int) -> Action | None:
        """What a question right before segment i asks the number of: "How many people have been freed?"."""
        if not i or _HOW_MANY.match(self.document.text, *self.segments[i - 1][1:3]) is None:
            return None
        low = self.line(i - 1).low
        return next((VERBS[w].action for w in reversed(low) if w in VERBS and w not in THINGS), None)

    def worth(self, i: int, after_figure: bool) -> bool:
        """Whether segment i can hold a figure: a number, and a word of what we count or a whole just before."""
        segment = self.segments[i]
        text = self.document.text
        numbers = self._numbers
        at = bisect_left(numbers, segment.start)
        if at == len(numbers) or numbers[at] >= segment.end or not _NUMERAL.search(text, segment.start, segment.end):
            return False
        if after_figure or (i and _HOW_MANY.match(self.document.text, *self.segments[i - 1][1:3])):
            return True
        first, last = self.document.token_range(segment.start, segment.end)
        lows = self.document.lows[first:last]
        if _COUNTED.isdisjoint(lows) and self.asked.words.isdisjoint(lows):
            return False  # before its dates are looked for
        low = self.line(i).low
        return not _COUNTED.isdisjoint(low) or not self.asked.words.isdisjoint(low)

    @cached_property
    def _numbers(self) -> list[int]:
        """Where the tokens begin that can hold a number: quicker than to search each sentence for one."""
        document = self.document
        some = {w for w in document.odd if w[0].isdecimal() or (len(w) > 1 and _NUMERAL.search(w))}
        return [document.starts[i] for i in document.spots(some | NUMBER_WORDS)]

    @cached_property
    def _capitals(self) -> list[int]:
        words = self.document.words
        return [i for i in self.document.spots(_CAPITALS) if words[i] in CAPITALS]

    @cached_property
    def _datable(self) -> list[int]:
        return datable(self.document)

    def line(self, i: int) -> Line:
        line = self._lines.get(i)
        if line is None:
            document, s = self.document, self.segments[i]
            first, last = document.token_range(s.start, s.end)
            low = document.lows[first:last]
            for at in self._capitals[bisect_left(self._capitals, first) : bisect_left(self._capitals, last)]:
                low[at - first] = document.words[at]
            # a piece of a sentence may begin in the midst of a token
            at = bisect_left(self._datable, first - 1)
            line = self._lines[i] = Line(
                document.text,
                document.tokens_in(s.start, s.end),
                s.start,
                s.end,
                published=self.published,
                tz=self.agreement.timezone,
                low=low,
                dated=at < len(self._datable) and self._datable[at] < last,
            )
        return line

    def frames(self, i: int) -> list[Frame]:
        frames = self._frames.get(i)
        if frames is None:
            frames = self._frames[i] = find_frames(self.line(i), self.outlet)
        return frames

    def ours(self, i: int) -> bool:
        """Whether segment i is about the agreement's own territory and truce."""
        return self.theatre.ours(self.segments[i].sentence)

    def phrases(self, i: int) -> list[Since]:
        """Since phrases of segment i; "since then" is resolved by the segments before it."""
        phrases = self._own_phrases(i)
        if any(p.kind == "then" and p.day is None for p in phrases):
            earlier = self._earlier(i)
            if earlier is not None:
                phrases = [
                    p._replace(day=earlier.day, kind=earlier.kind) if p.kind == "then" and p.refers else p
                    for p in phrases
                ]
        return phrases

    def _own_phrases(self, i: int) -> list[Since]:
        phrases = self._phrases.get(i)
        if phrases is None:
            ours = self.ours(i)
            phrases = self._phrases[i] = find_since(
                self.line(i), self.agreement, truce=ours, war=ours or self.theatre.early
            )
        return phrases

    def _earlier(self, i: int) -> Since | None:
        """What "since then" of segment i refers to: the last since, or the last baseline day named in passing."""
        for j in range(i - 1, max(-1, i - 1 - _BACK), -1):
            for phrase in reversed(self._own_phrases(j)):
                if phrase.day is not None:
                    return phrase
            for mention in reversed(self.line(j).dates):
                baseline = baseline_on(self.agreement, mention)
                if baseline is not None and mention.kind == "day":
                    return Since(0, 0, baseline.date, "war" if baseline.kind == "war" else "truce")
        return None

    def header(self, i: int) -> Since | None:
        """The heading ("Since the ceasefire:") that dates the list to which segment i belongs. Ask in order."""
        text = self.document.text
        while self._header_at < i:
            j = self._header_at
            s = self.segments[j]
            if not self._in_list(j):
                self._header = None
            stop = min(s.end + 1, len(text))
            if text.find(":", s.start, stop) >= 0 and _HEADING.search(text, s.start, stop):
                line = self.line(j)
                self._header = next((p for p in reversed(self.phrases(j)) if is_header(line, p)), self._header)
            self._header_at += 1
        return self._header if self._in_list(i) else None

    def _in_list(self, i: int) -> bool:
        s = self.segments[i]
        return s.bullet or _LABEL.match(self.document.text, s.start, s.end) is not None

    def spoke(self, i: int) -> Frame | None:
        """Who was named as speaking in the segments right before: what a pronoun in segment i stands for."""
        for j in range(i - 1, max(-1, i - 1 - _BACK), -1):
            named = _last(self.frames(j))
            if named is not None:
                return named
            if not any(f.pronoun for f in self.frames(j)):
                return None
        return None

    def labelled(self, i: int) -> str | None:
        """Whom a transcript puts before the words, in capitals: "MS SAMPLE: We have received 27."; None for "Q:"."""
        text, paragraph = self.document.text, self.segments[i].sentence.paragraph
        for j in range(i, max(-1, i - 1 - _BACK), -1):
            segment = self.segments[j]
            if segment.sentence.paragraph != paragraph:
                return None
            labels = list(_LABELLED.finditer(text, segment.start, segment.end))
            if labels:
                name = labels[-1][1].strip()
                return None if name in _ASKS else name
        return None

    def credited(self, i: int) -> str | None:
        """Whom "Source: ..." names at once behind segment i, or behind the list that it belongs to."""
        text = self.document.text
        for j in range(i + 1, min(len(self.segments), i + 1 + _BACK)):
            match = _CREDIT.match(text, self.segments[j].start, self.segments[j].end)
            if match is not None:
                return " ".join(match[1].split())
            if not (self.segments[j].bullet or _LABEL.match(text, self.segments[j].start, self.segments[j].end)):
                return None
        return None

    def carried(self, i: int) -> Frame | None:
        """The claimant of the sentence before, if segment i plainly goes on with the same report."""
        text = self.document.text
        for j in range(i, max(0, i - _BACK), -1):
            if not continues(text[self.segments[j].start : self.segments[j].end]):
                return None
            last = _last(self.frames(j - 1)) or next((f for f in reversed(self.frames(j - 1)) if not f.pronoun), None)
            if last is not None:
                return last
        return None
