"""What passes between the rooms: one item of the inputs, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import Literal

import msgspec

Kind = Literal["row", "text", "page", "unreadable"]
MAX_ITEM = 64 * 1024 * 1024
"""Bytes of one item."""


class Item(msgspec.Struct, frozen=True, array_like=True):
    """One article as it lies in the archive, still undecoded, so that finding items stays cheap."""

    number: int
    """Position among all items of a run, from 1."""
    at: str
    """Where it stands, as a person is told: "news.jsonl.gz:17"."""
    kind: Kind
    data: bytes
    """A line of JSON, plain text, HTML; of an unreadable one, why it cannot be read."""
    id: str
    """What it is called where its data give it no id."""
    url: str = ""

    @property
    def digest(self) -> str:
        """Of the data: tells whether two runs saw the same item."""
        return blake2b(self.data, digest_size=8).hexdigest() if self.kind != "unreadable" else ""


class Done(msgspec.Struct, frozen=True, array_like=True):
    """What became of an item: its line of output, or the problem that a person is told."""

    number: int
    at: str
    line: bytes | None = None
    problem: str | None = None


Engine = Callable[[Iterable[Item]], Iterator[Done]]
"""Reads items and gives what became of them, in their order."""


def in_chunks(items: Iterable[Item], count: int = 16, size: int = 1 << 20) -> Iterator[list[Item]]:
    """Items in lists of at most `count`, and of about `size` bytes where single ones are not larger."""
    chunk: list[Item] = []
    weight = 0
    for item in items:
        chunk.append(item)
        weight += len(item.data)
        if len(chunk) >= count or weight >= size:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk
