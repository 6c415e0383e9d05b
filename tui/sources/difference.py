"""What has changed between two versions of a text, paragraph by paragraph. Linear in the texts."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

_SPACES = re.compile(r"\s+")
# what a page prints anew each time it is asked: the time of day, and how long ago something was
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?"
    r"|\b(?:\d{1,3}|an?|one)\s(?:sec|second|min|minute|hour|hr)s?\.?\sago\b",
    re.IGNORECASE,
)


class Difference(msgspec.Struct, frozen=True):
    """Paragraphs that stand in only one of the two texts, in their order."""

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.gone)


def difference(before: str, after: str) -> Difference:
    """What `after` has that `before` had not, and the other way round. A paragraph that was moved is no difference,
    nor is one in which only the time of day changed."""
    one, two = _paragraphs(before), _paragraphs(after)
    return Difference(_only(two, one), _only(one, two))


def same_words(before: str, after: str) -> bool:
    """Whether two lines differ in nothing but spaces, case and the time of day."""
    return _plain(before) == _plain(after)


def _paragraphs(text: str) -> list[tuple[str, str]]:
    return [(plain, line.strip()) for line in text.split("\n") if (plain := _plain(line))]


def _plain(line: str) -> str:
    return _SPACES.sub(" ", _CLOCK.sub("", line)).strip().casefold()


def _only(these: list[tuple[str, str]], others: list[tuple[str, str]]) -> tuple[str, ...]:
    left = Counter(plain for plain, _ in others)
    found = []
    for plain, line in these:
        if left[plain]:
            left[plain] -= 1
        else:
            found.append(line)
    return tuple(found)
