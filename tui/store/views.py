"""What TinyDB's own table class, which reads and writes everything at once, sees of a journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from tui.store.lines import Clear, Drop, Forget, Key, Op, Put

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def to_json(document: Mapping[Any, Any]) -> bytes:
    """The document as it goes on file.

    Raises TypeError for values that JSON does not know and ValueError for text that is no Unicode, and leaves
    nothing half done. A tuple comes back as a list and a NaN as None.
    """
    try:
        return _encode(document)
    except UnicodeEncodeError as error:
        raise ValueError(f"text that cannot be written as UTF-8: {error}") from error


def from_json(raw: bytes) -> dict[str, Any]:
    """The document on file; a copy of one's own at each call."""
    found = _decode(raw)
    assert isinstance(found, dict)
    return found


class TableView(Mapping[str, dict[str, Any]]):
    """A table as TinyDB's storages hand it over: documents by id as text. Decodes what is looked at."""

    def __init__(self, table: Mapping[Key, bytes]) -> None:
        self.source = table
        self._by_name = {str(k): k for k in list(table)}

    def __getitem__(self, key: str) -> dict[str, Any]:
        return from_json(self.source[self._by_name[key]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)


def changes_between(kept: Mapping[str, Mapping[Key, bytes]], wanted: Mapping[str, Any]) -> list[Op]:
    """What makes `kept` be `wanted`."""
    ops: list[Op] = [Forget(name) for name in kept if name not in wanted]
    for name, table in wanted.items():
        old = kept.get(name)
        if isinstance(table, TableView) and table.source is old:
            continue  # handed back as it was given
        fresh = {_key(k): to_json(doc) for k, doc in table.items()}
        if old is None or (old and not fresh):
            ops.append(Clear(name))
            old = {}
        gone = tuple(k for k in old if k not in fresh)
        if gone:
            ops.append(Drop(name, gone))
        ops += [Put(name, k, msgspec.Raw(doc)) for k, doc in fresh.items() if old.get(k) != doc]
    return ops


def _key(key: Any) -> Key:
    if isinstance(key, int):
        return key
    text = str(key)
    return int(text) if text.isascii() and text.isdigit() else text
