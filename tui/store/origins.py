"""Which updates are copies of one text: ten outlets that carry one wire story are one origin with ten carriers.

Two texts share an origin when at least half of the sentences of the shorter one, and at least two, stand word for
word in the other. Sentences under eight words do not count: everybody writes "He did not elaborate." A text of one
sentence is a copy of one that is the same throughout.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from tui.records import Update

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?\n]+")
_MIN_WORDS = 8
_MAX_SENTENCES = 200
_MAX_WHOLE = 2_000
"""Characters; a longer text is told by its sentences."""
_WIRES = (
    ("AFP", re.compile(r"\(AFP\)|\bAFP\b\s*$|Agence France-Presse", re.MULTILINE)),
    ("AP", re.compile(r"\(AP\)|Associated Press")),
    ("Reuters", re.compile(r"\(Reuters\)|^Reuters\b|\bReuters\s*$", re.MULTILINE)),
)


def fingerprint(text: str) -> frozenset[str]:
    """Digests of the sentences that count."""
    digests = []
    for match in _SENTENCE.finditer(text):
        words = _WORD.findall(match.group().lower())
        if len(words) >= _MIN_WORDS:
            digests.append(hashlib.blake2b(" ".join(words).encode(errors="replace"), digest_size=8).hexdigest())
            if len(digests) >= _MAX_SENTENCES:
                break
    return frozenset(digests)


def _whole(text: str) -> str | None:
    """One digest of all words of a text, if they are enough to tell it from others."""
    words = _WORD.findall(text[:_MAX_WHOLE].lower())
    if len(words) < _MIN_WORDS:
        return None
    return hashlib.blake2b(" ".join(words).encode(errors="replace"), digest_size=12).hexdigest()


def wire(text: str) -> str | None:
    """The wire that a text names as its author in a dateline or at its end: "AFP", "AP", "Reuters"."""
    edges = f"{text[:200]}\n{text[-120:]}"
    for name, pattern in _WIRES:
        if pattern.search(edges):
            return name
    return None


class Origins:
    """Assigns origins; the work for a text does not grow with the number of texts seen."""

    def __init__(self, updates: Iterable[Update] = ()) -> None:
        self._by_sentence: dict[str, list[str]] = {}
        self._size: dict[str, int] = {}
        self._whole: dict[str, str] = {}
        for update in updates:
            self.note(update)

    def note(self, update: Update) -> None:
        """Remember an update that has its origin."""
        self._note(update.origin, fingerprint(update.text))
        if (whole := _whole(update.text)) is not None:
            self._whole.setdefault(whole, update.origin)

    def assign(self, text: str, own: str) -> str:
        """The origin that `text` shares with an earlier one, else `own`."""
        prints = fingerprint(text)
        votes: Counter[str] = Counter()
        for digest in prints:
            votes.update(self._by_sentence.get(digest, ()))
        whole = _whole(text)
        best = self._whole.get(whole, own) if whole is not None else own
        for origin, shared in votes.most_common(5) if best == own else ():
            if shared >= 2 and shared * 2 >= min(len(prints), self._size[origin]):
                best = origin
                break
        if whole is not None:
            self._whole.setdefault(whole, best)
        self._note(best, prints)
        return best

    def _note(self, origin: str, prints: frozenset[str]) -> None:
        self._size[origin] = min(self._size.get(origin, len(prints)), len(prints))
        for digest in prints:
            known = self._by_sentence.setdefault(digest, [])
            if origin not in known and len(known) < 8:
                known.append(origin)
