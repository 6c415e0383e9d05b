"""Glyphs, and their plain ASCII twins for terminals and fonts without them. Every glyph stands beside a word
somewhere on the screen; none carries a meaning alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.records import ChangeMark

MARKS: dict[ChangeMark, str] = {
    "new": "●",
    "revised": "△",
    "withdrawn": "x",
    "disputed": "?",
    "trouble": "!",
    "recovered": "+",
}

MARK_WORDS: dict[ChangeMark, str] = {
    "new": "new",
    "revised": "revised",
    "withdrawn": "withdrawn",
    "disputed": "newly disputed",
    "trouble": "source trouble",
    "recovered": "source is back",
}

BLOCKS = "▁▂▃▄▅▆▇"

# one character for one, so that no width changes and a line that fitted still fits
_ASCII = str.maketrans(
    {
        "●": "*", "△": "~", "▾": "v", "▸": ">", "┄": "-", "─": "-", "━": "-", "│": "|", "·": ".", "…": "~",
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "≥": ">", "≤": "<", "≠": "!",
        "→": ">", "←": "<", "⏎": "^", "§": "#", "▲": "^", "▼": "v", "▌": "|", "×": "x", "█": "#", "◆": "#",
        "╌": ".",
        "▁": "_", "▂": "_", "▃": "-", "▄": "-", "▅": "=", "▆": "=", "▇": "#", "\xa0": " ",
        "┤": "+", "├": "+", "└": "+",
    }
)  # fmt: skip


def to_ascii(text: str) -> str:
    """The program's own glyphs and common punctuation as ASCII; letters of any script stay as they are."""
    # between words a point would be read as the end of a sentence
    return text.replace(" · ", " | ").translate(_ASCII)


def spark(values: list[float], cells: int) -> str:
    """A line of blocks for one claimant's readings, oldest first; two readings are no trend, so there is none."""
    values = values[-cells:]
    if len(values) < 3 or cells < 3:
        return ""
    low, high = min(values), max(values)
    if high == low:
        return BLOCKS[3] * len(values)
    top = len(BLOCKS) - 1
    return "".join(BLOCKS[round((v - low) / (high - low) * top)] for v in values)


_FULL, _REST = "━", "╌"
SHARE_CELLS = 7


def share(part: float, whole: float, cells: int = SHARE_CELLS) -> str:
    """How much of a number that was agreed is reached, as a claimant counts it: "━━━━━╌╌". Only all of it fills the
    last cell, and anything at all the first; what is beyond it, or no share of anything, has no bar."""
    if not 0 <= part <= whole or whole <= 0 or cells < 3:
        return ""
    full = cells if part == whole else min(cells - 1, max(1 if part else 0, int(part / whole * cells)))
    return _FULL * full + _REST * (cells - full)
