"""A text cut into paragraphs, sentences and tokens, with offsets. Linear in the text; never raises.

Offsets are code points into the text as it was given; nothing is normalised away.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Set
from functools import cached_property
from itertools import accumulate, chain, compress, count
from operator import add
from typing import NamedTuple

from tui.extract.cues import words
from tui.extract.marks import Segment, pair_marks

# Words keep inner apostrophes, hyphens and the points of abbreviations ("U.S."); numbers keep their separators. Each
# token is taken with the white space behind it: where it begins is then the sum of the lengths before it.
_TOKEN = re.compile(
    r"[a-zA-Z][a-z]*+(?: +(?!\s)|(?=,))"  # nearly all, and by far the fastest: the rest says the same of any script
    r"|(?:\d++(?:[.,٫٬]\d++)*+"  # 1,965  1.5  ١٬٩٦٥
    r"|(?:[A-Z]\.){2,}+"  # U.S.
    r"|[^\W\d_]++(?:['’\-][^\W\d_]++)*+"  # al-Hayya, Sa'ar
    r"|\S)\s*+"
)
_ABBREVIATIONS = words(
    """
    mr mrs ms dr sen rep gov gen col lt capt sgt maj brig rev hon sir st jr sr prof pres sec no vs etc inc
    ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun al ret est
    approx dept div adm cmdr u.s u.n u.k e.g i.e a.m p.m d.c
    """
)
_ODD = re.compile(r"^[a-z]*+[^a-z\n].*", re.MULTILINE)
_ENDINGS = re.compile(r"[.!?…。؟]+")
_HEADLINE = 500
"""Characters of a headline that are looked at."""
_STOPS = frozenset('.!?…:;"”’»)؟。')
"""What a line that goes on does not end with."""
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«„‟(["


class Span(NamedTuple):
    start: int
    end: int


class Sentence(NamedTuple):
    start: int
    end: int
    paragraph: int
    """Index of the paragraph that it stands in."""


class Token(NamedTuple):
    text: str
    start: int
    end: int


class Document:
    """One text, cut lazily: what is not asked for is not computed.

    `headline` is not read for records and has no offsets: it tells what a text takes for known that stands under it.
    """

    def __init__(self, text: str, headline: str = "") -> None:
        self.text = text
        self.headline = headline[:_HEADLINE]

    @cached_property
    def small(self) -> str:
        """The text in small letters: for what is quickly looked for in all of it. It may be longer than the text."""
        return self.text.lower()

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Stretches between line breaks, trimmed of white space; empty ones are left out.

        Lines that were broken to a width, in the middle of sentences, are one paragraph.
        """
        spans: list[Span] = []
        start = 0
        gap = True
        block = 0
        """First span of the lines that no empty line parts."""
        for line in self.text.splitlines(keepends=True):
            stripped = line.strip()
            if stripped:
                begin = start + line.index(stripped[0])
                spans.append(Span(begin, begin + len(stripped)))
            elif not gap:
                self._unwrap(spans, block)
            gap = not stripped
            if gap:
                block = len(spans)
            start += len(line)
        if not gap:
            self._unwrap(spans, block)
        return spans

    def _unwrap(self, spans: list[Span], first: int) -> None:
        """Join the lines ``spans[first:]`` that were broken to a width: every other one goes on in small letters."""
        pairs = len(spans) - first - 1
        if pairs < 2:
            return
        text = self.text
        goes_on = [text[a.end - 1] not in _STOPS for a in spans[first:-1]]
        small = sum(on and text[b.start].islower() for on, b in zip(goes_on, spans[first + 1 :], strict=True))
        if small < 2 or 2 * small < pairs:
            return
        joined = [spans[first]]
        for on, span in zip(goes_on, spans[first + 1 :], strict=True):
            if on:
                joined[-1] = Span(joined[-1].start, span.end)
            else:
                joined.append(span)
        spans[first:] = joined

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Sentences of all paragraphs in order. A closing mark belongs to the sentence that it closes."""
        found: list[Sentence] = []
        for index, paragraph in enumerate(self.paragraphs):
            start = paragraph.start
            for stop in self._stops(paragraph):
                begin, end = _trim(self.text, start, stop)
                if end > begin:
                    found.append(Sentence(begin, end, index))
                start = stop
            begin, end = _trim(self.text, start, paragraph.end)
            if end > begin:
                found.append(Sentence(begin, end, index))
        return found

    def _stops(self, paragraph: Span) -> list[int]:
        text, stops = self.text, []
        for match in _ENDINGS.finditer(text, paragraph.start, paragraph.end):
            at = match.end()
            while at < paragraph.end and text[at] in _CLOSERS:
                at += 1
            if at >= paragraph.end or not text[at].isspace():
                continue
            following = at
            while following < paragraph.end and (text[following].isspace() or text[following] in _OPENERS):
                following += 1
            if following >= paragraph.end:
                continue
            nxt = text[following]
            if nxt.islower():
                continue
            if match.group() == "." and at == match.end() and self._abbreviation(paragraph.start, match.start(), nxt):
                continue
            stops.append(at)
        return stops

    def _abbreviation(self, low: int, dot: int, following: str) -> bool:
        begin = dot
        while begin > low and dot - begin < 12 and not self.text[begin - 1].isspace():
            begin -= 1
        word = self.text[begin:dot].lstrip(_OPENERS)
        if len(word) == 1 and word.isupper() and word not in "I":
            return not (
                word == "X" and self.text[max(low, begin - 4) : begin] in (" on ", " to ", "via ")
            )  # a platform
        lowered = word.lower()
        if lowered in _ABBREVIATIONS:
            # "the U.S. The ..." ends a sentence as often as not; a title before a name never does
            return "." not in lowered or following.isdigit()
        return False

    @cached_property
    def _pieces(self) -> list[str]:
        """Each token with the white space behind it."""
        return _TOKEN.findall(self.text)

    @cached_property
    def words(self) -> list[str]:
        """The surface of each token, in text order."""
        return list(map(str.rstrip, self._pieces))

    @cached_property
    def distinct(self) -> list[str]:
        """Each surface once: a text has half as many as tokens, and what is asked of a word is asked once of each."""
        return list(dict.fromkeys(self.words))

    @cached_property
    def lows(self) -> list[str]:
        """`words` in small letters with straight apostrophes."""
        if not self.words:
            return []
        low = dict(zip(self.distinct, self.vocabulary.split("\n"), strict=True))
        return list(map(low.__getitem__, self.words))

    @cached_property
    def vocabulary(self) -> str:
        """The distinct words as `lows` has them, one a line: what a piece of a word is quickly looked for in."""
        # a line break is no letter, so each comes out as it would alone
        return "\n".join(self.distinct).lower().replace("’", "'")

    @cached_property
    def odd(self) -> list[str]:
        """Those of the distinct `lows` that are no plain words of a to z: marks, numbers, "al-hayya", "it's"."""
        return _ODD.findall(self.vocabulary)

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins."""
        begins = list(accumulate(map(len, self._pieces), initial=len(self.text) - len(self.text.lstrip())))
        begins.pop()
        return begins

    @cached_property
    def ends(self) -> list[int]:
        """Where each token ends."""
        return list(map(add, self.starts, map(len, self.words)))

    @cached_property
    def capitals(self) -> list[bool]:
        """Whether each token begins with a capital letter."""
        capital = {w for w in self.distinct if w[0].isupper()}
        return list(map(capital.__contains__, self.words))

    @cached_property
    def raised(self) -> list[int]:
        """Indices of the tokens that can begin a name: all but marks and the words in plain small letters."""
        return self.where(w for w in self.distinct if "0" <= w[0] < "a" or w[0] > "z" or "-" in w)

    def where(self, wanted: Iterable[str]) -> list[int]:
        """Indices of the tokens whose surface is one of `wanted`."""
        return list(compress(count(), map(frozenset(wanted).__contains__, self.words)))

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        """Where each of the distinct `lows` stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for i, w in enumerate(self.lows):
            found[w].append(i)
        return found

    def spots(self, wanted: Set[str]) -> list[int]:
        """Indices of the tokens that are one of `wanted` in small letters."""
        at = self._at
        return sorted(chain.from_iterable([at[w] for w in wanted & at.keys()]))

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens; a stretch of them is cheaper by `tokens_in`, their words alone by `words`."""
        return self._tokens(0, len(self.words))

    def _tokens(self, low: int, high: int) -> list[Token]:
        # tuple.__new__ saves the call of Token's own: a good part of the time of a reading goes here
        new = tuple.__new__
        return [
            new(Token, t) for t in zip(self.words[low:high], self.starts[low:high], self.ends[low:high], strict=True)
        ]

    @cached_property
    def segments(self) -> list[Segment]:
        """Outermost stretches between quotation marks, in text order; none crosses a paragraph."""
        return pair_marks(self.text, self.paragraphs)

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [s.start for s in self.segments]

    def segment_at(self, offset: int) -> Segment | None:
        """The quotation that covers `offset`, marks included."""
        index = bisect_right(self._segment_starts, offset) - 1
        if index >= 0 and offset < self.segments[index].end:
            return self.segments[index]
        return None

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Indices [low, high) of the tokens that begin within the offsets [start, end)."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Tokens that begin within [start, end)."""
        return self._tokens(*self.token_range(start, end))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers `offset`, or the last one before it."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 else None

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def paragraph_at(self, offset: int) -> int | None:
        """Index of the paragraph that covers `offset`, or of the last one before it."""
        index = bisect_right(self._paragraph_starts, offset) - 1
        return index if index >= 0 else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
