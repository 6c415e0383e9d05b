"""How sources are doing, a document each: to note how one is doing takes no more room beside a thousand others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from tui.records import SourceState
from tui.store import packing
from tui.store.journal import JournalStorage
from tui.store.lines import Drop, Op, Put
from tui.store.views import from_json

STATES = "states"
"""Table of the documents. Their ids say nothing: a source is known by the name in its document."""
ALL_IN_ONE = "sources"
"""Table in which earlier versions kept all of them in one document. What it says counts until something else is said;
it goes with the first note."""


class States:
    """The states of one store. Its owner sees to it that one thread at a time reads them anew or keeps any."""

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._keys: dict[str, int] = {}
        self._known: dict[str, SourceState] = {}

    def all(self) -> dict[str, SourceState]:
        """The states by the ids of their sources."""
        return dict(self._known)

    def read(self) -> None:
        """Read them anew. Raises msgspec.MsgspecError when there is a document that is none."""
        old = self._storage.documents(ALL_IN_ONE).get(1)
        known = {k: msgspec.convert(v, SourceState) for k, v in from_json(old).items()} if old is not None else {}
        keys: dict[str, int] = {}
        for key, raw in list(self._storage.documents(STATES).items()):
            state = packing.read_state(raw)
            known[state.id], keys[state.id] = state, int(key)
        self._keys, self._known = keys, known

    def put(self, states: Mapping[str, SourceState]) -> None:
        """Keep these, as one transaction. Raises `StoreError` when that could not be done; then none is kept."""
        ops: list[Op] = []
        said = dict(states)
        if self._storage.documents(ALL_IN_ONE):
            said = {**self._known, **said}
            ops.append(Drop(ALL_IN_ONE, (1,)))
        keys, last = {}, self._storage.top(STATES)
        for source in sorted(said):
            key = self._keys.get(source)
            if key is None:
                key = last = last + 1
            keys[source] = key
            ops.append(Put(STATES, key, msgspec.Raw(packing.state_json(said[source]))))
        self._storage.commit(ops)
        self._keys |= keys
        self._known = self._known | said  # another one: who asks meanwhile has what there was


def kept(storage: JournalStorage) -> Iterator[Op]:
    """What puts the states of a store into another one."""
    old = storage.documents(ALL_IN_ONE).get(1)
    if old is not None:
        yield Put(ALL_IN_ONE, 1, msgspec.Raw(old))
    for key, raw in list(storage.documents(STATES).items()):
        yield Put(STATES, key, msgspec.Raw(raw))
