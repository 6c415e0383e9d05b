"""Where things stand in a TOML file, so that a mistake is told with its line."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\-\"' ]+?)\s*\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-\"']+)\s*(?:\.[^=]*)?=")


class _Block(NamedTuple):
    """One entry of a list of tables, or one table: its lines, from its header up to the next entry's."""

    first: int
    last: int


class Lines:
    """Lines of one file by section ("commitments"), number of the entry in it, key, and words in the value.

    A scan by lines, not a parser: a header or key that stands inside a multi-line string is taken for one.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._lines = text.splitlines()

    @cached_property
    def _blocks(self) -> dict[str, list[_Block]]:
        # most files are right, and nobody asks where anything stands
        found: dict[str, list[_Block]] = {}
        section, start = "", 0
        headers = [(n, m[1], m[2]) for n, line in enumerate(self._lines) if (m := _HEADER.match(line))]
        for n, brackets, name in headers:
            # [commitments.evidence] belongs to the [[commitments]] before it
            if brackets == "[" and section and name.startswith(section + "."):
                continue
            found.setdefault(section, []).append(_Block(start, n))
            section, start = name, n
        found.setdefault(section, []).append(_Block(start, len(self._lines)))
        return found

    def at(self, section: str = "", entry: int = 0, key: str | None = None, words: str | None = None) -> str:
        """ "file:line" of a key in an entry, of words in its value; of the entry itself when those are not found."""
        return f"{self.file}:{self.number(section, entry, key, words)}"

    def find(self, section: str, entry: int, key: str | None, words: str | None = None) -> int | None:
        """As `number`; None where key and words are not found in the entry."""
        blocks = self._blocks.get(section, [])
        block = blocks[entry] if entry < len(blocks) else _Block(0, len(self._lines))
        return self._of_key(block, key, words)

    def number(self, section: str = "", entry: int = 0, key: str | None = None, words: str | None = None) -> int:
        """As `at`, the line alone, from 1."""
        blocks = self._blocks.get(section, [])
        if entry >= len(blocks):
            return self._of_key(_Block(0, len(self._lines)), section, words) or 1
        block = blocks[entry]
        return self._of_key(block, key, words) or (block.first + 1 if section else 1)

    def _of_key(self, block: _Block, key: str | None, words: str | None) -> int | None:
        if key is None and words is None:
            return None
        start = block.first
        if key is not None:
            for n in range(block.first, block.last):
                found = _KEY.match(self._lines[n])
                if found and found[1].strip("\"'") == key:
                    start = n
                    break
            else:
                return None
        if words is not None:
            for n in range(start, block.last):
                if words in self._lines[n]:
                    return n + 1
        return start + 1 if key is not None else None
