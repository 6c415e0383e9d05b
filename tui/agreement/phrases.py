"""The phrase mini-language of agreement files: ``troops * pulled back|out {n}``.

Case-insensitive tokens; "*" stands for 0 to 4 tokens, "{n}" for a number, "a|b" for alternatives. A hit is a hint
towards a commitment; it never sets a status.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_NUMBER = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?)"
)


def flat(text: str) -> str:
    """Tokens of `text` in lower case, one blank before each and one at the end: what patterns run on."""
    tokens = (t.replace("’", "'").removesuffix("'s") for t in _TOKEN.findall(text.lower()))
    return " " + "".join(f"{t} " for t in tokens)


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
