"""What stands in a text and is claimed by nobody: what the text takes back, and what an opinion says of the world.

A correction repeats what was wrong so that nobody believes it; an opinion piece imagines, asks and exhorts. Neither is
evidence, and a number in either is no reading, unless the piece gives it to somebody.
"""

from __future__ import annotations

import re

import msgspec

from tui.extract.document import Document
from tui.records import Evidence, Figure, Quote, Reading

_TAKEN_BACK = re.compile(
    r"\b(?:earlier|previous|original|initial|first) version of (?:this|the|our) "
    r"(?:article|story|report|piece|post|text|dispatch|item|headline)\b"
    r"|\bthis (?:article|story|report) (?:initially|originally|previously|earlier|incorrectly|wrongly|mistakenly) \w+",
    re.IGNORECASE,
)
_OF_ITSELF = ("version of ", "this article ", "this story ", "this report ")
"""Words one of which stands in all that `_TAKEN_BACK` finds."""
_NO_SUCH = re.compile(r"\bno such (?:agreement|deal|accord|truce|ceasefire|understanding|arrangement)\b", re.IGNORECASE)
"""Denies what was reported, not that there is a truce."""
_OPINION = re.compile(
    r"^\s*(?:opinion|editorial|op-?ed|comment|commentary|column|viewpoint|letters?(?: to the editor)?)\s*[|:–—/-]"
    r"|[|–—]\s*(?:opinion|editorial|op-?ed|comment|commentary|column|viewpoint)\s*$"
    r"|^\s*\[(?:opinion|editorial|comment)\]",
    re.IGNORECASE,
)


def claimed(reading: Reading, document: Document) -> Reading:
    """`reading` without what nobody claims. The very same object where there is nothing of the kind."""
    small = document.small
    taken_back = _taken_back(document.text) if any(words in small for words in _OF_ITSELF) else []
    opinion = bool(document.headline) and _OPINION.search(document.headline) is not None
    denied = "no such " in small and _NO_SUCH.search(document.text) is not None
    if not (taken_back or opinion or denied):
        return reading

    def gone(record: Quote | Figure | Evidence) -> bool:
        return any(a <= record.start < b for a, b in taken_back)

    figures = [f for f in reading.figures if not gone(f)]
    if opinion:
        figures = [msgspec.structs.replace(f, indicator=None) if f.claimant is None else f for f in figures]
    return Reading(
        quotes=tuple(q for q in reading.quotes if not gone(q)),
        figures=tuple(figures),
        evidence=tuple(
            e
            for e in reading.evidence
            if not gone(e)
            and not (opinion and e.claimant is None)
            and not (e.commitment in ("truce", "phase_two") and _NO_SUCH.search(e.sentence))
        ),
    )


_LETTERS = 3000
_FEWEST = 40
_ENGLISH = 0.4
_OTHER = re.compile("[^\x00-\u024f\u1e00-\u1eff\u2000-\u206f]")
"""All letters but Latin ones, and some marks; not the dashes and quotation marks of English."""


def foreign(text: str) -> bool:
    """Whether most letters of a text are of another script than the one of English: Arabic, Hebrew, Cyrillic. English
    that quotes a line of them is none; nor are a few words, of which nothing can be said."""
    opening = text[:_LETTERS]
    if opening.isascii() or len(_OTHER.findall(opening)) <= (1 - _ENGLISH) * _FEWEST:
        return False  # so few letters of another script are not most of `_FEWEST`
    letters = [c for c in opening if c.isalpha()]
    latin = sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters)
    return len(letters) >= _FEWEST and latin < _ENGLISH * len(letters)


def _taken_back(text: str) -> list[tuple[int, int]]:
    """The paragraphs' sentences that repeat what was wrong."""
    found = []
    for match in _TAKEN_BACK.finditer(text):
        start = max(text.rfind("\n", 0, match.start()), text.rfind(". ", 0, match.start())) + 1
        ends = [e for e in (text.find("\n", match.end()), text.find(". ", match.end())) if e >= 0]
        found.append((start, min(ends, default=len(text))))
    return found
