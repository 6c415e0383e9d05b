"""The phrase mini-language of agreement files: ``troops * pulled back|out {n}``.

Case-insensitive tokens; "*" stands for 0 to 4 tokens, "{n}" for a number, "a|b" for alternatives. A hit points
to a commitment; who says it, in which mood and whether it is negated is read before it counts for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_NUMBER = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?)"
)


def flat(text: str) -> str:
    """Tokens of `text` in lower case, one blank before each and one at the end: what patterns run on."""
    tokens = _TOKEN.findall(text.lower())
    if "'" in text or "’" in text:
        tokens = [t.replace("’", "'").removesuffix("'s") for t in tokens]
    return f" {' '.join(tokens)} " if tokens else " "


class Line(NamedTuple):
    """A text as patterns see it, with the way back to the text itself."""

    flat: str
    spans: list[tuple[int, int]]
    """Start and end of each token in the text."""

    def span(self, hit: re.Match[str]) -> tuple[int, int]:
        """Offsets in the text of what a pattern found in `flat`."""
        first = self.flat.count(" ", 0, hit.start() + 1) - 1
        last = self.flat.count(" ", 0, hit.end()) - 2
        return self.spans[first][0], self.spans[last][1]


def line_of(text: str) -> Line:
    """The flat form of `text` with the offsets of its tokens. Offsets hold where lower case keeps the length."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(low := c.lower()) != 1 else low for c in text)
    found = list(_TOKEN.finditer(lowered))
    words = [m.group().replace("’", "'").removesuffix("'s") for m in found]
    return Line(" " + "".join(f"{w} " for w in words), [m.span() for m in found])


def tokens(text: str) -> set[str]:
    """Distinct tokens of a text in the normal form of `flat`."""
    return set(flat(text).split())


def pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all phrases, to be searched in `flat` text; None when there is none."""
    parts = []
    for phrase in phrases:
        out = []
        for token in phrase.lower().replace("’", "'").split():
            if token == "*":
                out.append(r"(?:[^ ]+ ){0,4}?")
            elif token == "{n}":
                out.append(_NUMBER + " ")
            else:
                # a hyphen-less flat text has no stray points or brackets to match
                words = [re.escape(w.removesuffix("'s").rstrip("'")) for w in token.split("|") if w]
                if words:
                    out.append(f"(?:{'|'.join(words)}) " if len(words) > 1 else words[0] + " ")
        if out:
            parts.append("".join(out))
    return re.compile(" (?:" + "|".join(parts) + ")") if parts else None
