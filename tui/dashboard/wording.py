"""What changed between two wordings, word by word: ``Phase two [-starts-]{+begins+} when …``.

Paragraphs that stand as they were are told first, so that the words are compared only where something changed, and
the work stays bounded for any text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from tui.dashboard.lines import Span, scrub

Kind = Literal["same", "gone", "added"]
_TOKEN = re.compile(r"(?:\w+(?:['’]\w+)*|[^\w\s]|^)\s*")
"""A word or a sign, with the space behind it."""
_MOST = 20_000
"""Pairs of equal words up to which two wordings are compared word by word; what costs more is shown whole."""


class Piece(NamedTuple):
    kind: Kind
    text: str


class _Budget:
    """What a comparison may still cost, in pairs of equal words: a text that repeats itself would take minutes."""

    def __init__(self, pairs: int) -> None:
        self.left = pairs

    def allows(self, old: Sequence[str], new: Sequence[str]) -> bool:
        counts = Counter(old)
        self.left -= sum(counts[word] for word in new)
        return self.left >= 0


@lru_cache(maxsize=256)
def diff(old: str, new: str) -> tuple[Piece, ...]:
    """Pieces that make `old` when those that were added are left out, and `new` when those that are gone are; where
    nothing but white space differs, that of `new` stands."""
    before, after = old.split("\n"), new.split("\n")
    budget = _Budget(_MOST)
    pieces: list[Piece] = []
    for same, a, b, c, d in _compared(before, after, budget):
        # the break behind a paragraph belongs to it, save for the last one
        was = "\n".join(before[a:b]) + ("\n" if b > a and b < len(before) else "")
        now = "\n".join(after[c:d]) + ("\n" if d > c and d < len(after) else "")
        pieces.extend([Piece("same", now)] if same else _words(was, now, budget))
    return tuple(_joined(pieces))


def _compared(old: Sequence[str], new: Sequence[str], budget: _Budget) -> Iterator[tuple[bool, int, int, int, int]]:
    """Stretches that are the same or not, as (same, from, to, from, to); one stretch where comparing costs too much."""
    low = 0
    while low < min(len(old), len(new)) and old[low] == new[low]:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high] == new[-1 - high]:
        high += 1
    if low:
        yield True, 0, low, 0, low
    was, now = old[low : len(old) - high], new[low : len(new) - high]
    if was and now and budget.allows(was, now):
        for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            yield tag == "equal", a + low, b + low, c + low, d + low
    elif was or now:
        yield False, low, low + len(was), low, low + len(now)
    if high:
        yield True, len(old) - high, len(old), len(new) - high, len(new)


def _words(old: str, new: str, budget: _Budget) -> Iterator[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for same, a, b, c, d in _compared([w.strip() for w in before], [w.strip() for w in after], budget):
        if same:
            yield Piece("same", "".join(after[c:d]))
        else:
            yield Piece("gone", "".join(before[a:b]))
            yield Piece("added", "".join(after[c:d]))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of one kind that follow one another as one; what is gone before what stands in its place."""
    found: list[Piece] = []
    for same, run in groupby((p for p in pieces if p.text), key=lambda p: p.kind == "same"):
        parts = list(run)
        kinds: tuple[Kind, ...] = ("same",) if same else ("gone", "added")
        for kind in kinds:
            text = "".join(p.text for p in parts if p.kind == kind)
            if text:
                found.append(Piece(kind, text))
    return found


def diff_spans(old: str, new: str, *, around: int | None = None) -> list[Span]:
    """The difference as it is drawn: signs and weight, so that it is read without colour. With `around`, no more than
    that many characters of what stands in both are kept beside a change."""
    spans: list[Span] = []
    pieces = diff(old, new)
    for n, (kind, text) in enumerate(pieces):
        last = n == len(pieces) - 1
        if kind == "same":
            kept = text if around is None else _near(text, around, first=n == 0, last=last)
            spans.append(Span(_flat(kept)))
            continue
        # the space behind the words stands outside of the signs, once for both wordings
        body = text.strip()
        space = text[len(text.rstrip()) :] if body else ""
        if kind == "gone" and not last and pieces[n + 1].kind == "added":
            space = ""
        signs = ("[-", "-]") if kind == "gone" else ("{+", "+}")
        spans += [Span(f"{signs[0]}{_flat(body) or '¶'}{signs[1]}", kind), Span(_flat(space))]
    return [s for s in spans if s.text]


def _flat(text: str) -> str:
    return scrub(text.replace("\n", " "))


def _near(text: str, around: int, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * around:
        return text
    head, tail = text[:around], text[-around:]
    head = head.rsplit(" ", 1)[0] if " " in head else head
    tail = tail.split(" ", 1)[1] if " " in tail else tail
    if first:
        return f"… {tail}"
    return f"{head} …" if last else f"{head} … {tail}"
