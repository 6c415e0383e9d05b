"""The narrator's own text: words outside quotation marks, with each quotation as one item among them.

Sentences are cut here a second time, because a quotation of five sentences is one part of the sentence that
reports it: ``"A. B. C," she said.`` is one sentence of four items and a full stop.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from tui.extract.cues import words
from tui.extract.document import Document

QUOTED = "“”"  # no token of the text has two marks
"""Stands for a quotation in `Outer.low`."""
HYPHEN = "\u2010"
"""Stands for a hyphen inside what is one word to a reader ("43-year-old", "U.S.-backed", "2-1"): no dash."""
_TERMINAL = frozenset((".", "!", "?", "…", "؟", "。"))
_STOPS = _TERMINAL | {QUOTED, ";"}
"""At which a sentence can end."""
_DASHES = frozenset(("-", "–", "—", "--", "―"))
_LONGEST = 250
"""Items of a sentence; longer ones are cut, so that time stays linear in the text."""
_NAMES = frozenset(("WHO", "US", "IT"))
"""Names whose small letters would be a pronoun."""
_SMALL_NAMES = frozenset(w.lower() for w in _NAMES)
_CONTRACTED = words("he she they i we you it who there")
_ABBREVIATIONS = words(
    """
    mr mrs ms dr sen rep gov gen col lt capt sgt maj brig rev hon st jr sr prof pres sec no vs inc ltd co
    corp jan feb mar apr jun jul aug sep sept oct nov dec al est dept adm cmdr calif fla ill mass mich minn
    pa tex wis ariz ala ark colo conn del ga ind kan ky la md mo mont neb nev okla ore tenn va vt wash wyo
    """
)
_AFTER_PLACES = words(
    """
    calif fla ill mass mich minn pa tex wis ariz ala ark colo conn del ga ind kan ky la md mo mont neb nev okla ore
    tenn va vt wash wyo inc ltd co corp jr sr
    """
)
"""Abbreviations that end a sentence as well as not."""
_PLACE = r"[A-Z][A-Z'’.\-]{2,24}(?:[ ][A-Z][A-Z'’.\-]{1,24}){0,3}"
_TOWN = r"[A-Z][\w'’.\-]{1,24}(?:[ ][A-Z][\w'’.\-]{1,24}){0,3}"
_MORE = r"(?:[,/][ ]?[\w.'’ ]{2,24}){0,3}"
_DATELINE = re.compile(
    r"(?:By[ ][^,\n(]{3,60}(?:,[ ]|[ ]))?"
    rf"(?:{_PLACE}{_MORE}(?:[ ]?\([^()\n]{{2,40}}\))?|(?:{_TOWN}{_MORE}[ ]?)?\([^()\n]{{2,40}}\)"
    rf"|{_TOWN},[ ](?:[\w.'’ ]{{2,24}},[ ])?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?[ ]\d{1,2})"
    r"[ ]?(?:--|[-–—―])[ ](?=[A-Z\d“\"‘'«„])"
)
"""Where and by whom a story was filed: "PORT SAMPLE, May 2 (Sample Wire) — ". What follows begins a sentence."""


class Line(NamedTuple):
    """One sentence of the narrator: items [first, last), without white space around."""

    first: int
    last: int
    paragraph: int


class Outer:
    """Items of a document: parallel lists, so that rules can look left and right cheaply.

    `low` is the lower-case word (typographic apostrophes made straight) or `QUOTED`; `start` and `end` are
    offsets into the text; `upper` tells whether it begins with a capital; `segment` has the index of
    the quotation for the items that are one.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.upper: list[bool] = []
        self.segment: dict[int, int] = {}
        self.lines: list[Line] = []
        self._fill()

    def _fill(self) -> None:
        """Items of all paragraphs: stretches of plain tokens as they are, quotations and odd tokens one by one."""
        document = self.document
        words, lows, starts, ends = document.words, document.lows, document.starts, document.ends
        low, start, end, upper = self.low, self.start, self.end, self.upper
        capitals = document.capitals
        apart = {"-", *_SMALL_NAMES, *(w for w in document.odd if "'" in w)}
        odd = [i for i in document.spots(apart) if lows[i] not in _SMALL_NAMES or words[i] in _NAMES]
        odd.append(len(words))
        segments = document.segments
        position = 0
        s = o = 0
        for index, paragraph in enumerate(document.paragraphs):
            first = len(low)
            last = bisect_left(starts, paragraph.end, position)
            while position < last:
                opening = segments[s].start if s < len(segments) else len(document.text)
                quoted = bisect_left(starts, opening, position, last)
                while odd[o] < position:
                    o += 1
                stop = min(quoted, odd[o], last)
                if stop > position:
                    low += lows[position:stop]
                    start += starts[position:stop]
                    end += ends[position:stop]
                    upper += capitals[position:stop]
                    position = stop
                elif position == quoted:
                    segment = segments[s]
                    self.segment[len(low)] = s
                    low.append(QUOTED)
                    start.append(segment.start)
                    end.append(segment.end)
                    upper.append(True)
                    position = max(position + 1, bisect_left(starts, segment.end, position, last))
                    s += 1
                else:
                    word, begin, after = words[position], starts[position], ends[position]
                    lowered, begin, after = self._odd(word, lows[position], begin, after, paragraph.end)
                    if word == "-" and lowered == "--":
                        position += 1
                    low.append(lowered)
                    start.append(begin)
                    end.append(after)
                    upper.append(word[0].isupper() and begin == starts[position])  # not the rest of "He's"
                    position += 1
            self._cut(self._after_dateline(first, paragraph.start, paragraph.end), len(low), index)

    def _after_dateline(self, first: int, begin: int, stop: int) -> int:
        """The item behind the dateline of the paragraph whose first item is `first`."""
        match = _DATELINE.match(self.text, begin, min(stop, begin + 160))
        if match is None or match.end() >= stop:
            return first
        after = first
        while after < len(self.low) and self.start[after] < match.end():
            after += 1
        return after if after < len(self.low) else first

    def _odd(self, word: str, lowered: str, begin: int, after: int, stop: int) -> tuple[str, int, int]:
        """Dashes of two hyphens, and contractions, whose pronoun becomes an item of its own."""
        if word in _NAMES:
            return word, begin, after
        if word == "-":
            before = self.text[begin - 1 : begin]
            if (before.isalnum() or before == ".") and self.text[after : after + 1].isalnum():
                return HYPHEN, begin, after
            if after < stop and self.text[after] == "-":
                return "--", begin, after + 1
            return lowered, begin, after
        head, mark, _ = lowered.partition("'")
        if mark and head in _CONTRACTED:
            # "he's said": the pronoun is the subject, the rest is a verb
            cut = len(head)
            self.low.append(head)
            self.start.append(begin)
            self.end.append(begin + cut)
            self.upper.append(word[0].isupper())
            return lowered[cut:], begin + cut, after
        return lowered, begin, after

    def _cut(self, first: int, last: int, paragraph: int) -> None:
        low = self.low
        begin, before = first, first - 1
        for i in [*(i for i in range(first, last) if low[i] in _STOPS), last]:
            # words without a stop that are too many for a sentence are cut: the rules below look at pairs of items
            while (at := max(begin + _LONGEST, before + 1)) < i:
                self._line(begin, at + 1, paragraph)
                begin = at + 1
            before = i
            if i == last:
                break
            stop = -1
            if low[i] in _TERMINAL:
                if self._ends(i, begin, last):
                    stop = i + 1
                    while stop < last and low[stop] in (")", "]") and self.start[stop] == self.end[stop - 1]:
                        stop += 1
            elif i + 1 < last and (low[i] == ";" or (self.terminal(i) and self._begins(i + 1))):
                stop = i + 1
            if stop > 0:
                self._line(begin, stop, paragraph)
                begin = stop
        self._line(begin, last, paragraph)

    def _line(self, begin: int, stop: int, paragraph: int) -> None:
        if stop > begin:
            self.lines.append(Line(begin, stop, paragraph))

    def _begins(self, i: int) -> bool:
        return self.upper[i] or self.low[i][0].isdigit() or self.low[i] in ("(", "[")

    def _ends(self, i: int, begin: int, last: int) -> bool:
        low = self.low
        if i + 1 >= last:
            return True
        if self.start[i + 1] == self.end[i] and low[i + 1] not in (")", "]", QUOTED):
            return False
        following = i + 2 if low[i + 1] in (")", "]") else i + 1
        if following < last and not self._begins(following):
            return False
        if low[i] == "." and i > begin and self.end[i - 1] == self.start[i]:
            before = low[i - 1]
            if before == "x" and i - 2 >= begin and low[i - 2] in ("on", "to", "via"):
                return True  # "posted on X. The minister ..."
            if low[i + 1] == QUOTED and before in _AFTER_PLACES and self.words(i + 1) >= 3:
                return True  # "said in Sampleton, Fla. “It was late.”"
            if (len(before) == 1 and before.isalpha() and self.upper[i - 1]) or (
                before in _ABBREVIATIONS and self.upper[i - 1]
            ):
                return False
        return True

    def terminal(self, i: int) -> bool:
        """Whether the quotation at item `i` ends a sentence inside its marks."""
        segment = self.document.segments[self.segment[i]]
        at = segment.inner_end - 1
        text = self.text
        while at >= segment.inner_start and (text[at].isspace() or text[at] in "\"'”’)]"):
            at -= 1
        return at >= segment.inner_start and text[at] in ".!?…"

    def paused(self, i: int) -> bool:
        """Whether the quotation at item `i` has a comma at its end: the clause goes on with who said it."""
        segment = self.document.segments[self.segment[i]]
        return "," in (self.text[segment.inner_end - 1 : segment.inner_end], self.text[segment.end : segment.end + 1])

    def comma_inside(self, i: int) -> bool:
        """Whether item `i` is a quotation with a comma before its closing mark."""
        if self.low[i] != QUOTED:
            return False
        inner = self.document.segments[self.segment[i]].inner_end
        return self.text[inner - 1 : inner] == ","

    @cached_property
    def double_marks(self) -> bool:
        """Whether the text quotes with double marks anywhere."""
        return any(s.style == "double" for s in self.document.segments)

    def words(self, i: int) -> int:
        """Number of words inside the quotation at item `i`, counted up to 40."""
        segment = self.document.segments[self.segment[i]]
        return len(self.text[segment.inner_start : min(segment.inner_end, segment.inner_start + 400)].split()[:40])

    def says(self, i: int, wanted: frozenset[str]) -> bool:
        """Whether a word of the quotation at item `i`, a short one, is one of `wanted`."""
        segment = self.document.segments[self.segment[i]]
        inside = self.text[segment.inner_start : min(segment.inner_end, segment.inner_start + 120)]
        return not wanted.isdisjoint(w.strip(".,;:!?") for w in inside.lower().split())

    def title(self, i: int) -> bool:
        """Whether the quotation at item `i` is written as a title: "The Sample Report", not "We won"."""
        segment = self.document.segments[self.segment[i]]
        if segment.inner_end - segment.inner_start > 120:
            return False
        words = self.text[segment.inner_start : segment.inner_end].split()
        if not words or not words[0][0].isalnum() or self.text[segment.inner_end - 1 : segment.inner_end] in ("!", "?"):
            return False
        large = sum(w[0].isupper() or w[0].isdigit() for w in words)
        small = [w for w in words if w[0].islower()]
        return large >= 1 and len(words) >= 2 and all(w.lower() in _SMALL for w in small)


_SMALL = words("a an the of and or for in on at to with from by is are de la v vs as not")


def is_dash(word: str) -> bool:
    return word in _DASHES
