"""Which plain words stand in a sentence, for cheap tests: most sentences name no thing of any topic."""

from __future__ import annotations

import re
from bisect import bisect_left

from tui.extract.document import Document

_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")


def plain_words(sentence: str) -> set[str]:
    """The plain words of a text."""
    return set(_PLAIN.findall(sentence.lower()))


class Plain:
    """The plain words of each sentence of a document. No plain word goes on behind the end of a token, so those of the
    tokens are those of the sentence; besides them only marks and numbers are told, which are no words."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._parts = {w: _PLAIN.findall(w) for w in document.odd if len(w) > 1 and not w.isdecimal()}
        self._at = document.spots(self._parts.keys())

    def present(self, start: int, end: int) -> set[str]:
        """Those of the tokens that begin in [start, end)."""
        low, high = self._document.token_range(start, end)
        words = self._document.lows
        found = set(words[low:high])
        at = self._at
        for i in range(bisect_left(at, low), bisect_left(at, high)):
            word = words[at[i]]
            found.discard(word)
            found.update(self._parts[word])
        return found
