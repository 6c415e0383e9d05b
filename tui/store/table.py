"""The TinyDB table over a journal: what TinyDB documents of tables, at the cost of what changes.

Differences that are meant, all of them outside what TinyDB documents: documents handed out are copies, so changing
one changes nothing that is kept; an update that changes nothing writes nothing; ids that were given are not given
again after the document is removed, also not after a restart (`truncate` begins anew, as with TinyDB).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from tui.store.lines import Clear, Drop, Forget, Key, Op, Put
from tui.store.views import from_json, to_json

if TYPE_CHECKING:
    from tui.store.journal import JournalStorage

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class JournalTable(Table):
    """A table of a `JournalStorage`. Insert, upsert by id and get by id are O(1); a query looks at every document,
    as TinyDB's does, and decodes it."""

    def __init__(self, storage: JournalStorage, name: str, cache_size: int = 10, persist_empty: bool = False) -> None:
        self._journal = storage
        self._seen = storage.version
        self._ahead = 0
        super().__init__(storage, name, cache_size, persist_empty=False)
        if persist_empty:
            storage.commit([Clear(name)])

    # -------------------------------------------------------------- reading

    def _rows(self) -> list[tuple[Key, bytes]]:
        # a copy: another thread may write while a query runs
        return list(self._journal.documents(self.name).items())

    def _document(self, key: Key, raw: bytes) -> Document:
        return self.document_class(from_json(raw), self.document_id_class(key))

    def get(  # type: ignore[override]
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: Iterable[int] | None = None
    ) -> Document | list[Document] | None:
        """One document by query or by id, or a list of documents by ids. O(1) an id."""
        table = self._journal.documents(self.name)
        if doc_id is not None:
            raw = table.get(_key(doc_id))
            return None if raw is None else self.document_class(from_json(raw), doc_id)
        if doc_ids is not None:
            keys = dict.fromkeys(_key(i) for i in doc_ids)
            return [self._document(k, table[k]) for k in keys if k in table]
        if cond is not None:
            for key, raw in self._rows():
                found = from_json(raw)
                if cond(found):
                    return self.document_class(found, self.document_id_class(key))
            return None
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def search(self, cond: QueryLike) -> list[Document]:
        """All documents that match."""
        if self._seen != self._journal.version:
            self.clear_cache()
            self._seen = self._journal.version
        return super().search(cond)

    def __len__(self) -> int:
        return len(self._journal.documents(self.name))

    def __iter__(self) -> Iterator[Document]:
        for key, raw in self._rows():
            yield self._document(key, raw)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {cast(str, key): from_json(raw) for key, raw in self._rows()}

    # -------------------------------------------------------------- writing

    def insert(self, document: Mapping[Any, Any]) -> int:
        """Keep a document; its id."""
        return self.insert_multiple((document,))[0]

    def insert_multiple(self, documents: Iterable[Mapping[Any, Any]]) -> list[int]:
        """Keep documents as one transaction; their ids."""
        ids: list[int] = []
        ops: list[Op] = []
        with self._journal.writing():
            self._ahead = 0
            table, fresh = self._journal.documents(self.name), set()
            for document in documents:
                if not isinstance(document, Mapping):
                    raise ValueError("Document is not a Mapping")
                if isinstance(document, self.document_class):
                    doc_id = document.doc_id
                    if isinstance(doc_id, int):
                        self._ahead = max(self._ahead, doc_id + 1)
                else:
                    doc_id = self._get_next_id()
                key = _key(doc_id)
                if key in table or key in fresh:
                    raise ValueError(f"Document with ID {doc_id!s} already exists")
                fresh.add(key)
                ids.append(doc_id)
                ops.append(Put(self.name, key, msgspec.Raw(to_json(dict(document)))))
            self._commit(ops)
            self._ahead = 0
        return ids

    def update(self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Set fields, or apply an operation, to all matching documents as one transaction; the ids of those found."""
        with self._journal.writing():
            return self._change(((fields, cond),), doc_ids)

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Several updates, each with its condition, as one transaction."""
        with self._journal.writing():
            return self._change(tuple(updates), None)

    def _change(self, updates: Iterable[tuple[Fields, QueryLike | None]], doc_ids: Iterable[int] | None) -> list[int]:
        table = self._journal.documents(self.name)
        keys = list(table) if doc_ids is None else [k for k in map(_key, doc_ids) if k in table]
        ids: list[int] = []
        fresh: dict[Key, dict[str, Any]] = {}
        for key in keys:
            document = fresh[key] = fresh.get(key) or from_json(table[key])
            for fields, cond in updates:
                if cond is None or cond(document):
                    ids.append(self.document_id_class(key))
                    if callable(fields):
                        fields(document)
                    else:
                        document.update(fields)
        changed = {k: raw for k, document in fresh.items() if (raw := to_json(document)) != table[k]}
        self._commit([Put(self.name, k, msgspec.Raw(raw)) for k, raw in changed.items()])
        return ids

    def upsert(self, document: Mapping[Any, Any], cond: QueryLike | None = None) -> list[int]:
        """Update what matches, or the document with that id; insert it when there is none."""
        doc_ids = [document.doc_id] if isinstance(document, self.document_class) else None
        if doc_ids is None and cond is None:
            raise ValueError(
                "If you don't specify a search query, you must specify a doc_id. Hint: use a table.Document object."
            )
        with self._journal.writing():
            return self.update(document, None if doc_ids else cond, doc_ids) or [self.insert(document)]

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove what matches, or the documents with these ids, as one transaction; the ids of those removed."""
        if doc_ids is None and cond is None:
            raise RuntimeError("Use truncate() to remove all documents")
        with self._journal.writing():
            table = self._journal.documents(self.name)
            if doc_ids is not None:
                keys = [k for k in dict.fromkeys(map(_key, doc_ids)) if k in table]
            else:
                assert cond is not None
                keys = [k for k, raw in self._rows() if cond(from_json(raw))]
            self._commit([Drop(self.name, tuple(keys))] if keys else [])
        return [self.document_id_class(k) for k in keys]

    def truncate(self) -> None:
        """Remove all documents; ids begin anew."""
        self._commit([Clear(self.name)])
        self._ahead = 0

    def _commit(self, ops: Sequence[Op]) -> None:
        self._journal.commit(ops)
        self.clear_cache()

    def _get_next_id(self) -> Any:
        # runs ahead of what is kept while several documents are inserted at once
        found = max(self._ahead, self._journal.top(self.name) + 1)
        self._ahead = found + 1
        return found

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """For subclasses that bring a change of their own, as TinyDB's class has it."""
        with self._journal.writing():
            table: dict[int, Any] = {self.document_id_class(k): from_json(raw) for k, raw in self._rows()}
            updater(table)
            whole = dict(self._journal.read() or {})
            whole[self.name] = {str(k): doc for k, doc in table.items()}
            self._journal.write(whole)


class JournalDB(TinyDB):
    """TinyDB whose tables are `JournalTable`: ``JournalDB(path, storage=JournalStorage)``."""

    table_class = JournalTable  # type: ignore[assignment]  # its storage must be a journal

    def tables(self) -> set[str]:
        """Names of all tables."""
        return set(self._journal.table_names())

    def drop_table(self, name: str) -> None:
        """Drop one table."""
        self._tables.pop(name, None)
        if name in self._journal.table_names():
            self._journal.commit([Forget(name)])

    def drop_tables(self) -> None:
        """Drop all tables."""
        self._journal.commit([Forget(name) for name in self._journal.table_names()])
        self._tables.clear()

    @property
    def _journal(self) -> JournalStorage:
        return cast("JournalStorage", self.storage)


def _key(doc_id: Any) -> Key:
    return doc_id if isinstance(doc_id, int) else str(doc_id)
