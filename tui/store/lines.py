"""The lines of a journal file.

A line is one transaction::

    {"k":"<crc32 of what follows r, 8 hex digits>","r":{"o":[["p","table",1,{…}], …]}}

so a file is still JSON Lines (``jq .r``), a line is checked without parsing it, and one that was cut, zeroed or
altered tells so by itself. The first line is the header: ``{"v":1,"id":"…"}``, whose id changes whenever the file
is made anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import msgspec

FORMAT = 1
Key = int | str

_HEAD = b'{"k":"%08x","r":'
_HEAD_LENGTH = 20
_END = b"}\n"


class Put(msgspec.Struct, array_like=True, tag="p", frozen=True):
    """A document as it is from now on."""

    table: str
    key: Key
    doc: msgspec.Raw


class Drop(msgspec.Struct, array_like=True, tag="d", frozen=True):
    """Documents that are gone."""

    table: str
    keys: tuple[Key, ...]


class Clear(msgspec.Struct, array_like=True, tag="t", frozen=True):
    """The table exists and is empty; its ids begin anew."""

    table: str


class Forget(msgspec.Struct, array_like=True, tag="x", frozen=True):
    """The table is gone."""

    table: str


class Next(msgspec.Struct, array_like=True, tag="n", frozen=True):
    """Highest id that the table ever gave, so that none is given twice."""

    table: str
    top: int


Op = Put | Drop | Clear | Forget | Next


class Body(msgspec.Struct, omit_defaults=True):
    """What stands under ``r``: `v` and `id` in the header, `o` in a transaction."""

    v: int | None = None
    id: str = ""
    o: list[Op] = []


class Damage(msgspec.Struct, frozen=True):
    """A stretch of a file that is no good line."""

    line: int
    """Counted from 1."""
    offset: int
    length: int


_decoder = msgspec.json.Decoder(Body)
_encoder = msgspec.json.Encoder()


def frame(payload: bytes) -> bytes:
    """The line for a payload."""
    return _HEAD % zlib.crc32(payload) + payload + _END


def encode(ops: Iterable[Op]) -> bytes:
    """The line of one transaction."""
    return frame(_encoder.encode(Body(o=list(ops))))


def header(file_id: str) -> bytes:
    """The first line of a file."""
    return frame(_encoder.encode(Body(v=FORMAT, id=file_id)))


def payload(line: bytes) -> bytes | None:
    """What the line says under ``r``; None when the line is not as it was written."""
    if line[-2:] != _END or line[:6] != b'{"k":"':
        return None
    inside = line[_HEAD_LENGTH:-2]
    return inside if line[:_HEAD_LENGTH] == _HEAD % zlib.crc32(inside) else None


def decode(line: bytes) -> Body | None:
    """The body of a good line, else None. The documents in it are copies, independent of `line`."""
    inside = payload(line)
    if inside is None:
        return None
    try:
        return _decoder.decode(inside)
    except msgspec.MsgspecError:
        return None  # written by a hand that knew the checksum, or by a newer program


class Scan:
    """Reads lines and keeps account of what was no good line.

    After the iteration `damaged` are bad stretches with good lines after them, `tail` what follows the last good
    line, and `end` the offset at which the next line belongs.
    """

    def __init__(self, offset: int = 0, line: int = 0) -> None:
        self.end = offset
        self.lines = line
        """Lines up to `end`."""
        self.damaged: list[Damage] = []
        self.tail: list[Damage] = []

    def read(self, lines: Iterable[bytes]) -> Iterator[Body]:
        """The bodies of the good lines."""
        offset, number = self.end, self.lines
        pending: list[Damage] = []
        for line in lines:
            number += 1
            body = decode(line)
            if body is None:
                pending.append(Damage(number, offset, len(line)))
                offset += len(line)
                continue
            offset += len(line)
            self.damaged += pending
            pending = []
            self.end, self.lines = offset, number
            yield body
        self.tail = pending
