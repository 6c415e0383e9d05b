"""One stretch of a sentence as the rooms of the figure pipeline read it: tokens, lower case, dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui.extract.dates import DateMention, find_dates
from tui.extract.document import Token

_CAPITALS = frozenset(("WHO", "US", "IT", "IS", "AM", "OR", "IN"))


class Line:
    """Tokens of `text[start:end]` with their lower-case forms and the dates among them.

    Sequences are indexed by token; `low` is padded with nothing: use slices to look beyond the end.
    """

    __slots__ = ("dates", "end", "low", "skip", "start", "text", "tokens", "undated")

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        start: int,
        end: int,
        *,
        published: datetime | None = None,
        tz: str = "UTC",
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.tokens = tokens
        # "WHO" and "US" are names, whatever their small letters spell
        self.low = [t.text if t.text in _CAPITALS else t.text.lower().replace("’", "'") for t in tokens]
        self.dates: list[DateMention] = find_dates(text, start, end, published=published, tz=tz)
        self.skip = [False] * len(tokens)
        """True for tokens that are part of a date."""
        which = 0
        for i, token in enumerate(tokens):
            while which < len(self.dates) and self.dates[which].end <= token.start:
                which += 1
            if which == len(self.dates):
                break
            self.skip[i] = self.dates[which].start <= token.start

        # May is a month, whether or not a day stands beside it
        self.undated = [
            "" if skip or (word == "may" and i and self.upper(i)) else word
            for i, (word, skip) in enumerate(zip(self.low, self.skip, strict=True))
        ]
        """`low` with the words of dates blanked."""

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
