"""A reporting frame: what `frames` finds and `content` fills."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.extract.cues import words
from tui.extract.outer import Line

ENDINGS = frozenset((".", "!", "?", "…", ";"))
CIRCUMSTANTIAL = words(
    """
    when while as after before during because since if until though although by
    """
)
"""What follows a report says when or why, not what."""


@dataclass(slots=True)
class Frame:
    """One report. Ranges are items [first, last) of `Outer`; `contents` are in text order."""

    cue: tuple[int, int]
    lemma: str
    how: str
    """finite, inverted, participle, coordinated, relative, according, colon, dash"""
    source: tuple[int, int] | None
    line: Line
    clause: bool = True
    contents: list[tuple[int, int]] = field(default_factory=list)
    to: tuple[int, int] | None = None
    verb: int = 0
    """Item of the cue word itself."""
    relays: bool = False
    """Whether it passes on what another frame of the sentence reports: its content stays in one piece."""
    named: tuple[int, int] | None = None
    """Offsets of a speaker who is named inside the quotation ("SAMPLE: ..." in a transcript)."""
