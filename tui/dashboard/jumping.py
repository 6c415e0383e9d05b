"""Letters for the places on the screen, so that any row is two or three keys away. No Textual here."""

from __future__ import annotations

from collections.abc import Sequence

from tui.dashboard.lines import Line, Span
from tui.text import width as cells_of

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""
LEAD = 2
"""Cells that a label takes at least: those of the mark before a row, so that nothing else is covered."""


def labels(count: int, letters: str = LETTERS) -> list[str]:
    """`count` labels of which none begins another: one letter each as long as they last, then the first places still
    have one letter and the others two. Raises `ValueError` when there are more places than pairs of letters."""
    size = len(letters)
    if count > size * size:
        raise ValueError(f"{count} places, {size * size} labels")
    # each letter that begins a pair is one label less, and as many more as there are letters
    pairs = max(0, -(-(count - size) // (size - 1)))
    singles = letters[: size - pairs]
    found = [*singles, *(first + second for first in letters[size - pairs :] for second in letters)]
    return found[:count]


def matching(typed: str, given: Sequence[str]) -> list[str]:
    """The labels that can still be meant."""
    return [label for label in given if label.startswith(typed)]


def labelled(line: Line, label: str) -> Line:
    """`line` with `label` over its first cells, and all the rest of it dim; as wide as before, or as the label."""
    room = max(LEAD, cells_of(label))
    kept: list[Span] = []
    for text, _ in line:
        rest, covered = _behind(text, room)
        # half of a wide character that was covered is blank
        kept += [Span(" " * max(0, covered - room), "dim"), Span(rest, "dim")]
        room = max(0, room - covered)
    blank = Span(" " * (max(LEAD, cells_of(label)) - cells_of(label)), "dim")
    return (Span(label, "hit"), *(s for s in (blank, *kept) if s.text))


def _behind(text: str, cells: int) -> tuple[str, int]:
    """What is left of `text` behind its first `cells` cells, and how many cells that leaves out: a character that
    is wide, or made of several, goes as a whole."""
    whole = cells_of(text)
    for at in range(len(text) + 1):
        covered = whole - cells_of(text[at:])
        if covered >= cells and (at == len(text) or cells_of(text[at]) > 0):
            return text[at:], covered
    return "", whole


def dimmed(line: Line) -> Line:
    """`line` without any weight of its own."""
    return tuple(Span(text, "dim") for text, _ in line)
