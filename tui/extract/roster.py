"""The roster of an article: people and bodies that it names by capitalised words, by the fullest name it gives.

Nothing here knows an agreement; `names` puts its actors beside them.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal, NamedTuple

from tui.extract.aliases import fold_all
from tui.extract.cues import HONORIFICS, PARTICLES, TIME_WORDS
from tui.extract.cues import words as words_of
from tui.extract.document import Document
from tui.extract.persons import (
    Gender,
    gender_of_given,
    gender_of_title,
    is_given,
    is_institution_word,
    names_institution,
)
from tui.extract.spelling import capital

MentionKind = Literal["person", "institution", "nominal", "pronoun"]

_NOT_NAMES = words_of(
    """
    the a an this that these those he she it they we i you his her its their our my but and or so yet if
    when while as in on at by for from with after before since until although though because however
    meanwhile moreover still also then there here what who why how where which not no yes one two three some
    many most all both each every such according asked told said says mr mrs ms dr sir president
    of to into over under about against between through be is are was were has have had do does can could would should
    """
)
_TITLES = HONORIFICS - {"chair"} | words_of(
    "envoy negotiator mediator diplomat coordinator premier analyst activist organiser organizer commissioner"
)
"""Words before a name that are not of it."""
_OFFICES = words_of(
    """
    minister secretary senator governor ambassador envoy spokesman spokeswoman spokesperson director chairman
    chairwoman premier coordinator negotiator congressman congresswoman president chancellor commissioner lawmaker
    mediator representative
    """
)
"""Titles that are nobody's surname: what stands before them in a run is of the office."""


class Mention(NamedTuple):
    """Words that name somebody; `name` is the fullest name in the article."""

    start: int
    end: int
    text: str
    name: str
    actor_id: str | None
    kind: MentionKind


class Person(NamedTuple):
    """A person of the article by the fullest name that it gives."""

    name: str
    surname: str
    """Folded last word of the name."""
    start: int
    gender: Gender | None


class Roster:
    """Who one article names. `places`: folded single words that place a story, and are no surnames."""

    def __init__(self, document: Document, places: frozenset[str]) -> None:
        self._document = document
        self._places = places

    @cached_property
    def named(self) -> list[Mention]:
        """Runs of capitalised words that can be names, with the fullest form that the article gives."""
        runs = self._runs
        full: dict[str, str] = {}
        for _, _, words, surface in runs:
            if len(words) >= 2 and not names_institution(words):
                full.setdefault(words[-1], surface)
        found: list[Mention] = []
        for start, end, words, surface in runs:
            institution = names_institution(words)
            if len(words) == 1 and (words[0] not in full or institution):
                person = self._by_given.get(words[0])
                if person is not None and not institution:
                    found.append(Mention(start, end, surface, person.name, None, "person"))
                continue
            name = surface if institution or len(words) >= 2 else full.get(words[-1], surface)
            found.append(Mention(start, end, surface, name, None, "institution" if institution else "person"))
        return found

    @cached_property
    def _runs(self) -> list[tuple[int, int, tuple[str, ...], str]]:
        """(start, end, folded words, surface) of each run, titles left out."""
        document = self._document
        text, surfaces, lows, starts, ends = (
            document.text,
            document.words,
            document.lows,
            document.starts,
            document.ends,
        )
        found: list[tuple[int, int, tuple[str, ...], str]] = []
        count = len(surfaces)
        i = 0
        for head in document.raised:
            if head < i or lows[head] in _NOT_NAMES or not capital(surfaces[head]):
                continue
            begin = i = head
            words: list[str] = []
            last = i
            while i < count and i - begin < 9:
                if i > head and starts[i] - ends[i - 1] > 1 and "\n" in text[ends[i - 1] : starts[i]]:
                    break
                word = surfaces[i]
                lowered = lows[i]
                surname = lowered == "said" and self._borne(i)
                if (lowered not in _NOT_NAMES or surname) and lowered not in TIME_WORDS and capital(word):
                    base = lowered.removesuffix("'s")
                    titled = base in _OFFICES if words else base in _TITLES
                    if titled and words and not (i + 1 < count and capital(surfaces[i + 1]) and base == lowered):
                        titled = False
                    if titled and i + 1 < count and not is_institution_word(lows[i + 1]):
                        begin = i + 1
                        words = []
                    elif (
                        words
                        and word[1:].islower()
                        and i + 1 < count
                        and surfaces[i + 1].istitle()
                        and all(len(w) > 1 and s.isupper() for w, s in zip(words, surfaces[begin:i], strict=False))
                    ):
                        begin = i  # "SNP MP Ewan Sample"
                        words = [base]
                        last = i
                    elif (
                        words
                        and is_given(base)
                        and i + 1 < count
                        and capital(surfaces[i + 1])
                        and not is_institution_word(lows[i + 1])
                        and all(is_institution_word(w) for w in words)
                    ):
                        begin = i  # "Secretary of State John Sample"
                        words = [base]
                        last = i
                    else:
                        words.append(base)
                        last = i
                    i += 1
                    if base != lowered:
                        break
                elif (
                    word == "."
                    and i > begin
                    and ends[i - 1] == starts[i]
                    and (len(surfaces[i - 1]) == 1 or lows[i - 1] in HONORIFICS)
                ):
                    if words and len(surfaces[i - 1]) > 1:
                        break
                    if not words:
                        begin = i + 1
                    i += 1
                elif words and lowered in PARTICLES and i + 1 < count and capital(surfaces[i + 1]):
                    words.append(lowered)
                    i += 1
                else:
                    break
            if words:
                start, end = starts[begin], ends[last]
                surface = text[start:end]
                if surface.endswith(("'s", "’s")):
                    surface, end = surface[:-2], end - 2
                found.append((start, end, tuple(w for w in words if len(w) > 1) or tuple(words), surface))
        return found

    def _borne(self, i: int) -> bool:
        """Whether the "Said" at token `i` is a surname: a given name before it, and no title in capitals behind it."""
        document = self._document
        after = document.words[i + 1] if i + 1 < len(document.words) else "."
        return (
            i > 0
            and document.words[i].istitle()
            and document.words[i - 1].istitle()
            and is_given(document.lows[i - 1])
            and not after[:1].isupper()
        )

    @cached_property
    def persons(self) -> list[Person]:
        """People that the text gives with a name of two or more words, in order of first mention."""
        seen: set[str] = set()
        found: list[Person] = []
        for start, _, words, surface in self._runs:
            if len(words) < 2 or surface in seen or words[-1] in self._places:
                continue
            if names_institution(words):
                continue
            seen.add(surface)
            found.append(Person(surface, words[-1], start, self._gender(start, words)))
        return found

    def _gender(self, start: int, words: tuple[str, ...]) -> Gender | None:
        given = gender_of_given(words[0])
        if given is not None:
            return given
        before = self._document.text[max(0, start - 24) : start].lower().replace(".", " ").split()
        return gender_of_title(before[-1]) if before else None

    @cached_property
    def _by_surname(self) -> dict[str, list[Person]]:
        table: dict[str, list[Person]] = {}
        for person in self.persons:
            table.setdefault(person.surname, []).append(person)
        return table

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Last words of all names of two or more words, actors or not."""
        folded = (fold_all(m.text) for m in self.named)
        return frozenset(words[-1] for words in folded if len(words) > 1)

    @cached_property
    def _by_given(self) -> dict[str, Person]:
        """Given name -> the one person of the text who has it: "Rami said", where the story is told closely."""
        table: dict[str, list[Person]] = {}
        for person in self.persons:
            table.setdefault(person.name.lower().split()[0].strip("."), []).append(person)
        return {
            given: found[0]
            for given, found in table.items()
            if is_given(given)
            and given not in self._by_surname
            and given not in self._places
            and len({p.surname for p in found}) == 1
        }

    def person(self, phrase: str) -> Person | None:
        """The person of the article that a short mention means: "Ms Sample", "Sample's"."""
        words = [w.strip('.,()"“”').lower() for w in phrase.split()]
        words = [w[:-2] if w.endswith(("'s", "’s")) else w for w in words if w]
        if not words:
            return None
        gender: Gender | None = None
        for w in words[:-1]:
            gender = gender or gender_of_title(w)
        matches = self._by_surname.get(words[-1])
        if not matches:
            return self._by_given.get(words[-1]) if len(words) == 1 else None
        given = [p for p in matches if p.name.lower().split()[0] in words[:-1]]
        if given:
            return given[0]
        if gender is not None:
            fitting = [p for p in matches if p.gender in (None, gender)]
            matches = fitting or matches
        if len(words) >= 2 and is_given(words[-2]):
            return None  # a namesake that the article introduces elsewhere
        return matches[0]
