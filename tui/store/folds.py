"""The same words by the same speaker, through several outlets: one quote with carriers."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime

import msgspec

from tui.records import QuoteRecord

_WORD = re.compile(r"\w+")


def quote_key(record: QuoteRecord) -> tuple[str, str]:
    """(who, words) that fold copies of one quote. Fragments of up to three words fold within one origin only:
    two outlets may pick the same two words from different speeches."""
    quote = record.quote
    words = " ".join(_WORD.findall(quote.text.lower()))
    who = quote.speaker_id or (quote.speaker_resolved or quote.speaker or "").lower()
    if words.count(" ") < 3:
        who = f"{who}|{record.cite.origin}"
    return who, words


class QuoteFolds:
    """Quotes by time, folded. Adding and removing cost O(log n) comparisons a quote."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str], list[QuoteRecord]] = {}
        self._order: list[tuple[datetime, str, tuple[str, str]]] = []

    def add(self, records: Iterable[QuoteRecord]) -> None:
        for record in records:
            key = quote_key(record)
            group = self._groups.setdefault(key, [])
            if group:
                self._unlist(key, group)
            insort(group, record, key=lambda r: (r.at, r.id))
            self._list(key, group)

    def remove(self, records: Iterable[QuoteRecord]) -> None:
        for record in records:
            key = quote_key(record)
            group = self._groups.get(key)
            if not group:
                continue
            self._unlist(key, group)
            group[:] = [r for r in group if r.id != record.id or r.cite.revision != record.cite.revision]
            if group:
                self._list(key, group)
            else:
                del self._groups[key]

    def latest(self, limit: int | None, kinds: frozenset[str] | None) -> list[QuoteRecord]:
        """Newest first, each the earliest of its copies with the others as carriers."""
        found: list[QuoteRecord] = []
        for _, _, key in reversed(self._order):
            if limit is not None and len(found) >= limit:
                break
            group = self._groups[key]
            first = group[0]
            if kinds is not None and first.quote.kind not in kinds:
                continue
            others = tuple(r.cite for r in group[1:] if r.cite.update != first.cite.update)
            found.append(msgspec.structs.replace(first, carriers=others) if others else first)
        return found

    def _list(self, key: tuple[str, str], group: list[QuoteRecord]) -> None:
        insort(self._order, (group[0].at, group[0].id, key))

    def _unlist(self, key: tuple[str, str], group: list[QuoteRecord]) -> None:
        row = (group[0].at, group[0].id, key)
        index = bisect_left(self._order, row)
        if index < len(self._order) and self._order[index] == row:
            del self._order[index]
