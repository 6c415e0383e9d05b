"""Words that somebody searches for, in a text: where they stand, and a piece of the text around them.

Compared as the store compares them: whole words, without regard to capitals and accents; phrases in quotation marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


_ENDS = (". ", "? ", "! ", "\n")


class Snippet(NamedTuple):
    """A piece of a text, with the stretches in it that were searched for."""

    text: str
    hits: tuple[tuple[int, int], ...]


def plain_word(word: str) -> str:
    """A word as it is compared: no capitals, no accents."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


def wanted(words: str) -> list[list[str]]:
    """The words and phrases of a search, each as the words that must follow one another."""
    found = ([plain_word(w) for w in _WORD.findall(phrase or word)] for phrase, word in _TERM.findall(words))
    return [parts for parts in found if parts]


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words and phrases stand in `text`, in order and without overlaps."""
    terms = wanted(words)
    if not terms:
        return []
    tokens = [(plain_word(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]
    at: dict[str, list[int]] = {}
    for n, (word, _, _) in enumerate(tokens):
        at.setdefault(word, []).append(n)
    spans = set()
    for parts in terms:
        for n in at.get(parts[0], ()):
            run = tokens[n : n + len(parts)]
            if [word for word, _, _ in run] == parts:
                spans.add((run[0][1], run[-1][2]))
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def snippet(text: str, hits: Sequence[tuple[int, int]], size: int) -> Snippet:
    """About `size` characters of `text` around the first of `hits` (of the whole text), cut at words."""
    flat = text.replace("\n", " ")
    if not hits:
        return Snippet(flat[:size], ())
    first, stop = hits[0]
    start = _start(text, first, size)
    end = min(len(text), start + size)
    if end < len(text):
        space = flat.rfind(" ", stop, end)
        end = space if space >= 0 else max(end, stop)
    return Snippet(flat[start:end], tuple((a - start, b - start) for a, b in hits if a >= start and b <= end))


def _start(text: str, first: int, size: int) -> int:
    """Where the sentence of the word at `first` begins, if that is near; else the beginning of a word before it."""
    sentences = [text.rfind(mark, max(0, first - size // 2), first) + len(mark) for mark in _ENDS]
    near = [start for start, mark in zip(sentences, _ENDS, strict=True) if start >= len(mark)]
    if near:
        return max(near)
    start = max(0, first - size // 3)
    if start == 0:
        return 0
    space = text.find(" ", start, first)
    return space + 1 if space >= 0 else first
