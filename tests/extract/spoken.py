"""Passages with all that is said in them, kept as text: ``## name``, the passage, then one line for each quote.

``> d words @ mention = person``: d, m or i for direct, mixed and indirect; ``-`` for nobody.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent.parent / "fixtures" / "spoken"
_KINDS = {"d": "direct", "m": "mixed", "i": "indirect"}


class Spoken(NamedTuple):
    kind: str
    words: str
    mention: str | None
    who: str | None


class Passage(NamedTuple):
    name: str
    text: str
    said: list[Spoken]


def flat(text: str) -> str:
    """Words in one line, without the marks and points at their ends."""
    return " ".join(text.split()).strip(" “”\"‘’'«»„,.;:!?")


def passages() -> list[Passage]:
    found: list[Passage] = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            name, _, rest = block.partition("\n")
            lines = rest.split("\n")
            said = [_spoken(line) for line in lines if line.startswith("> ")]
            text = "\n".join(line for line in lines if not line.startswith("> ")).strip()
            found.append(Passage(f"{path.stem} {name}", text, said))
    return found


def _spoken(line: str) -> Spoken:
    kind, _, rest = line[2:].partition(" ")
    words, _, rest = rest.rpartition(" @ ")
    mention, _, who = rest.rpartition(" = ")
    return Spoken(_KINDS[kind], words, None if mention == "-" else mention, None if who == "-" else who)
