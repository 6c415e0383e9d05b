"""One stretch of a sentence as the rooms of the figure pipeline read it: tokens, lower case, dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui.extract.dates import DateMention, find_dates
from tui.extract.document import Token

CAPITALS = frozenset(("WHO", "US", "IT", "IS", "AM", "OR", "IN"))
"""Names, whatever their small letters spell."""


def lows_of(words: Sequence[str]) -> list[str]:
    """Words in small letters with straight apostrophes, but for `CAPITALS`."""
    return [w if w in CAPITALS else w.lower().replace("’", "'") for w in words]


class Line:
    """Tokens of `text[start:end]` with their lower-case forms and the dates among them.

    Sequences are indexed by token; `low` is padded with nothing: use slices to look beyond the end.
    """

    __slots__ = ("dates", "end", "low", "skip", "start", "text", "tokens")

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        start: int,
        end: int,
        *,
        published: datetime | None = None,
        tz: str = "UTC",
        low: list[str] | None = None,
        dated: bool = True,
    ) -> None:
        """`low`: the tokens in small letters as `lows_of` makes them, where they are known already. `dated`: whether
        there can be a date at all."""
        self.text = text
        self.start = start
        self.end = end
        self.tokens = tokens
        self.low = low if low is not None else lows_of([t.text for t in tokens])
        self.dates: list[DateMention] = find_dates(text, start, end, published=published, tz=tz) if dated else []
        self.skip = [False] * len(tokens)
        """True for tokens that are part of a date."""
        which = 0
        for i, token in enumerate(tokens if self.dates else ()):
            while which < len(self.dates) and self.dates[which].end <= token.start:
                which += 1
            if which == len(self.dates):
                break
            self.skip[i] = self.dates[which].start <= token.start

    @property
    def undated(self) -> list[str]:
        """`low` with the words of dates blanked."""
        # May is a month, whether or not a day stands beside it
        return [
            "" if skip or (word == "may" and i and self.upper(i)) else word
            for i, (word, skip) in enumerate(zip(self.low, self.skip, strict=True))
        ]

    def __len__(self) -> int:
        return len(self.tokens)

    def glued(self, i: int) -> bool:
        """Whether token i stands right at the one before it, without space."""
        return 0 < i < len(self.tokens) and self.tokens[i].start == self.tokens[i - 1].end

    def surface(self, first: int, last: int) -> str:
        """The text of tokens first..last (exclusive)."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def upper(self, i: int) -> bool:
        """Whether token i begins with a capital letter."""
        return 0 <= i < len(self.tokens) and self.tokens[i].text[:1].isupper()
