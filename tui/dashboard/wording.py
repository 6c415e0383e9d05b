"""What changed between two wordings, word by word: ``Phase two [-starts-]{+begins+} when …``.

Paragraphs that stand as they were are told first, so that the words are compared only where something changed, and
the work stays bounded for any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from tui.dashboard.lines import Span, scrub

Kind = Literal["same", "gone", "added"]
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
_MOST = 1200
"""Words a side up to which a changed passage is compared word by word; a longer one is shown whole, old and new."""


class Piece(NamedTuple):
    kind: Kind
    text: str


@lru_cache(maxsize=256)
def diff(old: str, new: str) -> tuple[Piece, ...]:
    """Pieces that make `old` when those that were added are left out, and `new` when those that are gone are."""
    before, after = old.split("\n"), new.split("\n")
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        # the break behind a paragraph belongs to it, save for the last one
        was = "\n".join(before[a:b]) + ("\n" if b > a and b < len(before) else "")
        now = "\n".join(after[c:d]) + ("\n" if d > c and d < len(after) else "")
        if tag == "equal" and was == now:
            pieces.append(Piece("same", was))
        else:
            pieces.extend(_words(was, now))
    return tuple(_joined(pieces))


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) > _MOST or len(after) > _MOST:
        yield from (Piece("gone", old), Piece("added", new))
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[a:b]))
        else:
            yield Piece("gone", "".join(before[a:b]))
            yield Piece("added", "".join(after[c:d]))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Changes that only a space keeps apart are one change: phrases are read, not single words."""
    runs: list[list[str]] = []
    """Of each run: what stands in both, or what is gone and what was added."""
    for kind, text in pieces:
        if not text:
            continue
        change = kind != "same"
        if change and runs and len(runs[-1]) == 2:
            runs[-1][kind == "added"] += text
        elif change:
            runs.append(["", text] if kind == "added" else [text, ""])
        elif runs and len(runs[-1]) == 1:
            runs[-1][0] += text
        else:
            runs.append([text])
    merged: list[list[str]] = []
    n = 0
    while n < len(runs):
        run = runs[n]
        while len(run) == 2 and n + 2 < len(runs) and runs[n + 1][0] == " " and len(runs[n + 2]) == 2:
            run = [run[0] + " " + runs[n + 2][0], run[1] + " " + runs[n + 2][1]]
            n += 2
        merged.append(run)
        n += 1
    found: list[Piece] = []
    for run in merged:
        if len(run) == 1:
            found.append(Piece("same", run[0]))
        else:
            found += [p for p in (Piece("gone", run[0]), Piece("added", run[1])) if p.text]
    return found


def diff_spans(old: str, new: str, *, around: int | None = None) -> list[Span]:
    """The difference as it is drawn: signs and weight, so that it is read without colour. With `around`, no more than
    that many characters of what stands in both are kept beside a change."""
    spans: list[Span] = []
    pieces = diff(old, new)
    for n, (kind, text) in enumerate(pieces):
        if kind == "same":
            kept = text if around is None else _near(text, around, first=n == 0, last=n == len(pieces) - 1)
            spans.append(Span(_flat(kept)))
            continue
        # spaces at the ends stand outside of the signs
        body = text.strip()
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if body else ""
        shown = _flat(body) if body else "¶" if "\n" in text else " "
        signs = ("[-", "-]") if kind == "gone" else ("{+", "+}")
        if not body:
            lead = ""
        spans.append(Span(_flat(lead)))
        spans.append(Span(f"{signs[0]}{shown}{signs[1]}", kind))
        spans.append(Span(_flat(trail)))
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
