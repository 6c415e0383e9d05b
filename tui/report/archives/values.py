"""JSON that is no JSON Lines: an array of articles, or articles one behind the other over as many lines as they take.

Cut into its values without being read, so that an array of a million takes no more memory than its largest article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

_PIECE = 1 << 16
_STRUCTURE = re.compile(rb'["{}\[\],]')
_IN_STRING = re.compile(rb'["\\]')
_SPACE = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


class TooLong(Exception):
    """A value is longer than it may be."""


class NotClosed(Exception):
    """The file ends within a value or within the array."""


def values(file: IO[bytes], limit: int) -> Iterator[bytes]:
    """The elements of the array that the file holds, or else the values that stand in it one behind the other; at most
    `limit` bytes each.

    Whether each is JSON is for who reads it. Raises `TooLong` and `NotClosed`, after which nothing more can be found.
    """
    cut = _Cut(limit)
    while piece := file.read(max(_PIECE, cut.held)):  # doubled, so that a long value is not copied again and again
        yield from cut.feed(piece)
    yield from cut.end()


class _Cut:
    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = b""
        self._at = 0
        """How far `_held` was looked at."""
        self._depth = 0
        self._in_string = False
        self._array: bool | None = None
        """Whether the values are elements of one array; None: nothing was seen yet."""
        self._closed = False

    @property
    def held(self) -> int:
        """Bytes of a value that is not yet at its end."""
        return len(self._held)

    def feed(self, piece: bytes) -> Iterator[bytes]:
        self._held += piece
        if self._array is None:
            self._held = self._held.removeprefix(_BOM).lstrip(_SPACE)
            if not self._held:
                return
            self._array = self._held.startswith(b"[")
            self._held = self._held[1:] if self._array else self._held
        begin = 0
        while found := (_IN_STRING if self._in_string else _STRUCTURE).search(self._held, self._at):
            sign, self._at = found[0], found.end()
            if self._in_string:
                if sign == b'"':
                    self._in_string = False
                elif self._at == len(self._held):  # what is escaped comes with the next piece
                    self._at -= 1
                    break
                else:
                    self._at += 1
            elif sign == b'"':
                self._in_string = True
            elif sign in b"{[":
                self._depth += 1
            elif sign == b",":
                if not self._depth and self._array:
                    yield from self._value(self._held[begin : found.start()])
                    begin = self._at
            elif self._depth:
                self._depth -= 1
                if not self._depth and not self._array:
                    yield from self._value(self._held[begin : self._at])
                    begin = self._at
            elif self._array and sign == b"]" and not self._closed:
                yield from self._value(self._held[begin : found.start()])
                begin, self._closed, self._array = self._at, True, False
        else:
            self._at = len(self._held)
        self._held, self._at = self._held[begin:], self._at - begin
        if len(self._held) > self._limit:
            raise TooLong

    def end(self) -> Iterator[bytes]:
        if self._array or self._depth or self._in_string:
            raise NotClosed
        yield from self._value(self._held)

    def _value(self, value: bytes) -> Iterator[bytes]:
        if len(value) > self._limit:
            raise TooLong
        if value := value.strip(_SPACE):
            yield value
