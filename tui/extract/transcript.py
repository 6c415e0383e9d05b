"""Transcripts and interviews: paragraphs that begin with the name of who speaks, and no quotation marks.

"MS. MARR: We expect it to open." Such a tag is one only where tags alternate as in a conversation: a list of labels
("Killed: 12") names nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from tui.extract.cues import words
from tui.extract.document import Document, Span

_WORD = r"[A-Z][\w.'’\-]*"
_TAG = re.compile(rf"({_WORD}(?: (?:[a-z]{{2,3}} )?{_WORD}){{0,4}})(?: ?\([^()\n]{{2,60}}\))?: +(?=[^\s\d“\"«„‘])")
_ASKED = re.compile(r"Q(?:UESTION)?\b[ .:]")
"""A question without a colon behind its label."""
_ASKING = words("question q questions reporter reporters moderator host interviewer journalist audience press")
_UNNAMED = words("a answer answers note notes update speaker unidentified operator")
_LEAST = 3
"""Paragraphs with a tag; fewer are no conversation."""


class Turn(NamedTuple):
    """One paragraph of a conversation; offsets of its words, and of the name that they are said under."""

    start: int
    end: int
    name_start: int
    name_end: int
    paragraph: int


def find_turns(document: Document) -> list[Turn]:
    """What is said under a name, paragraph by paragraph; questions, and words under no name, are left out."""
    text = document.text
    tags = [(i, m) for i, p in enumerate(document.paragraphs) if (m := _TAG.match(text, p.start, p.end)) is not None]
    said: Counter[str] = Counter(m[1] for _, m in tags)
    alternate = len(said) > 1 and max(said.values()) > 1
    if len(tags) < _LEAST or not (alternate or any(_label(name) in _ASKING for name in said)):
        return []
    asks = Counter(m[1] for i, m in tags if text[document.paragraphs[i].end - 1] == "?")
    found: list[Turn] = []
    for (i, match), following in zip(tags, [*(n for n, _ in tags[1:]), tags[-1][0] + 1], strict=True):
        label = _label(match[1])
        if label in _ASKING or label in _UNNAMED or 2 * asks[match[1]] > said[match[1]]:
            continue
        for n in range(i, following):
            paragraph: Span = document.paragraphs[n]
            if n > i and _ASKED.match(text, paragraph.start, paragraph.end) is not None:
                break
            start = match.end() if n == i else paragraph.start
            found.append(Turn(start, paragraph.end, *match.span(1), n))
    return found


def _label(name: str) -> str:
    return name.lower().rstrip(".0123456789")
