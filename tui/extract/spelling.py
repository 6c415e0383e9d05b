"""How a spelling of the registry stands in a text: token by token, and what its neighbours make of it."""

from __future__ import annotations

from collections.abc import Sequence

from tui.extract.aliases import ARTICLES, Alias, fold
from tui.extract.cues import AUXILIARIES, CUES, HONORIFICS, PREPOSITIONS, TIME_WORDS
from tui.extract.cues import words as words_of
from tui.extract.persons import is_given, is_institution_word

_MODIFIES = words_of(
    """
    plan plans administration proposal deal campaign team tower envoy era aide aides supporter supporters
    rally family organization white crossing border war truce ceasefire accord talks negotiations summit
    street road city
    """
)


def capital(text: str) -> bool:
    """Whether a token can begin a name; "al-Hayya" can."""
    c = text[0]
    if "A" <= c <= "Z" or c.isupper():
        return "-" not in text or not modifying(text)
    if "-" not in text and ("a" <= c <= "z" or not c.isalpha()):
        return False
    head, _, tail = text.partition("-")
    if tail[:1].isupper() and head.lower() in ARTICLES:
        return True
    return not text[:1].islower() and text[:1].isalpha()  # scripts without case


_ADJECTIVAL = ("ed", "run", "led", "held", "ing", "born", "wide", "style", "owned", "era")


def modifying(text: str) -> bool:
    """ "Hamas-run", "Doha-based": a name that has become an adjective; "al-Hayya" and "Abdel-fattah" have not."""
    tail = text.rpartition("-")[2]
    return tail[:1].islower() and tail.endswith(_ADJECTIVAL)


def compound(text: str, alias: Alias) -> bool:
    """Whether a token goes on behind the name in small letters: "Hamas-run", "Doha-based"."""
    _, _, tail = text.rpartition("-")
    return "-" in text and tail[:1].islower() and fold(tail)[:1] != alias.words[-1:]


def follow(words: Sequence[str], i: int, folded: tuple[str, ...], alias: Alias) -> int:
    """Token after the last one of `alias` when it stands at token `i`, whose words are `folded`; else 0."""
    wanted = alias.words
    position = 0
    at = i
    current = folded
    while True:
        for w in current:
            if position >= len(wanted):
                # a hyphen goes on: "Hamas-run" begins with the name and is not it, but names it
                return at + 1 if len(wanted) == position and at == i else 0
            if w != wanted[position]:
                return 0
            position += 1
        at += 1
        if position == len(wanted):
            return at
        if at >= len(words) or at - i > 12:
            return 0
        text = words[at]
        while text in ("-", ".", "‑", "/") or (
            text.lower() in ("al", "el") and position and wanted[position] not in ("al", "el")
        ):
            at += 1
            if at >= len(words):
                return 0
            text = words[at]
        current = fold(text)
        if not current:
            return 0


def speaks(words: Sequence[str], i: int, end: int) -> bool:
    """A capital city that speaks: a verb of speech right after it, no preposition before it."""
    if i > 0 and words[i - 1].lower() in PREPOSITIONS:
        return False
    for j in range(end, min(end + 3, len(words))):
        word = words[j].lower()
        cue = CUES.get(word)
        if cue is not None:
            return cue.form in ("past", "third")
        if word not in AUXILIARIES and not word.endswith("ly") and word not in ("also", "later", "again"):
            return False
    return False


def part_of_name(words: Sequence[str], i: int, end: int, *, apart: bool = False) -> bool:
    """Whether a country's word is a piece of a person's name: "Jim Jordan", "Jordan Sample".

    `apart`: more than a space stands before it.
    """
    if i > 0 and not apart:
        before = words[i - 1]
        if is_given(before.lower()) and capital(before):
            return True
    if end < len(words) and capital(words[end]) and words[end].isalpha():
        after = words[end].lower()
        return (
            not is_institution_word(after)
            and after not in HONORIFICS
            and after not in TIME_WORDS
            and (not words[end - 1].endswith(("'s", "’s")) and len(after) > 2 and not words[end].isupper())
        )
    return False


def modifier(words: Sequence[str], i: int, end: int) -> bool:
    """Whether a surname only modifies a thing: "the Sample plan"."""
    if end >= len(words):
        return False
    after = words[end].lower()
    return after in _MODIFIES and not words[end - 1].endswith(("'s", "’s"))
