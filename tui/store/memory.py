"""The tables of a journal in memory: documents as the bytes that are on file, by table and id."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tui.store.lines import Clear, Drop, Forget, Key, Next, Op, Put

_OVERHEAD = 50
"""Bytes of a line beside its document, about."""


class Frozen(msgspec.Struct, frozen=True):
    """All documents at one moment."""

    tables: dict[str, list[tuple[Key, bytes]]]
    tops: dict[str, int]


class Memory:
    """What the lines read so far add up to."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[Key, bytes]] = {}
        self.tops: dict[str, int] = {}
        """Highest number that was ever an id, by table."""
        self.live = 0
        """Bytes that a file without anything superseded would have, about."""

    def frozen(self) -> Frozen:
        """What is there now. Cheap: documents are replaced and never changed, so they need no copies."""
        return Frozen({name: list(table.items()) for name, table in self.tables.items()}, dict(self.tops))

    def apply(self, ops: Iterable[Op]) -> None:
        """Do what a transaction says."""
        for op in ops:
            if isinstance(op, Put):
                self._put(op)
            elif isinstance(op, Drop):
                table = self.tables.get(op.table, {})
                for key in op.keys:
                    gone = table.pop(key, None)
                    if gone is not None:
                        self.live -= len(gone) + _OVERHEAD
            elif isinstance(op, Next):
                self.tops[op.table] = max(op.top, self.tops.get(op.table, 0))
            else:
                for doc in self.tables.pop(op.table, {}).values():
                    self.live -= len(doc) + _OVERHEAD
                self.tops.pop(op.table, None)
                if isinstance(op, Clear):
                    self.tables[op.table] = {}

    def _put(self, op: Put) -> None:
        table = self.tables.get(op.table)
        if table is None:
            table = self.tables[op.table] = {}
        doc = bytes(op.doc)
        self.live += len(doc) + _OVERHEAD
        old = table.get(op.key)
        if old is not None:
            self.live -= len(old) + _OVERHEAD
        elif isinstance(op.key, int) and op.key > self.tops.get(op.table, 0):
            self.tops[op.table] = op.key
        table[op.key] = doc

    def inverse(self, op: Op) -> list[Op]:
        """Operations that undo `op`, to be applied from last to first. A document that was dropped comes back at the
        end of its table."""
        table = self.tables.get(op.table)
        if table is None:
            return [Forget(op.table)]
        if isinstance(op, Put):
            old = table.get(op.key)
            return [Drop(op.table, (op.key,)) if old is None else Put(op.table, op.key, msgspec.Raw(old))]
        if isinstance(op, Drop):
            return [Put(op.table, k, msgspec.Raw(table[k])) for k in reversed(op.keys) if k in table]
        if isinstance(op, Next):
            return []
        return [
            Next(op.table, self.tops.get(op.table, 0)),
            *(Put(op.table, k, msgspec.Raw(doc)) for k, doc in reversed(table.items())),
            Clear(op.table),
        ]
