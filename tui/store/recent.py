"""Entries that are not sealed yet.

Their texts, which are most of them, stand in memory once, in the documents of the journal; they are read from there
when somebody wants to read them, which is seldom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from tui.records import Entry
from tui.store.schema import number, transaction_of

_REMEMBERED = 4
"""Transactions that are kept read."""


class Recent:
    """By number (see `schema.number`). `read` gives the entries of a transaction's document."""

    def __init__(self, read: Callable[[bytes], tuple[Entry, ...]]) -> None:
        self._read = read
        self._documents: dict[int, bytes] = {}
        self._entries: dict[int, Entry] = {}
        self._whole: dict[int, tuple[Entry, ...]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, n: object) -> bool:
        return n in self._entries

    def __iter__(self) -> Iterator[int]:
        return iter(self._entries)

    def add(self, transaction: int, entries: Iterable[Entry], document: bytes) -> None:
        """Hold the entries of a transaction, of which that is the document."""
        self._documents[transaction] = document
        for place, entry in enumerate(entries):
            self._entries[number(transaction, place)] = _without_text(entry)

    def slim(self, n: int) -> Entry | None:
        """The entry without its text; always the same object."""
        return self._entries.get(n)

    def get(self, n: int) -> Entry | None:
        """The entry, with its text. Raises msgspec.MsgspecError when its document is none."""
        if n not in self._entries:
            return None
        transaction = transaction_of(n)
        found = self._whole.get(transaction)
        if found is None:
            found = self._read(self._documents[transaction])
            if len(self._whole) >= _REMEMBERED:
                del self._whole[next(iter(self._whole))]
            self._whole[transaction] = found
        return found[n - number(transaction, 0)]

    def several(self, numbers: Iterable[int]) -> dict[int, Entry]:
        """Those of the numbers that are here, with their texts, each document read once."""
        mine = sorted(n for n in numbers if n in self._entries)
        return {n: entry for n in mine if (entry := self.get(n)) is not None}

    def document(self, transaction: int) -> bytes:
        """The document of a transaction."""
        return self._documents[transaction]


def _without_text(entry: Entry) -> Entry:
    if not entry.update.text:
        return entry
    return msgspec.structs.replace(entry, update=msgspec.structs.replace(entry.update, text=""))
