"""What a delivery of items brings: new updates and revisions, read and compared with what is known.

Runs in a thread; touches nothing but the archive's questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from tui.agreement import hand
from tui.agreement.ledger import IndicatorRow
from tui.agreement.model import Agreement
from tui.agreement.status import CommitmentStatus, PhaseStatus
from tui.config import Source
from tui.filing import item_digest, short_id, to_entry, to_update, update_id
from tui.records import Change, ChangeMark, Entry, FigureRecord, QuoteRecord, Reading, Update
from tui.sources.difference import difference, same_words
from tui.sources.items import Item
from tui.standing import Standing
from tui.store.door import Store
from tui.store.origins import Origins
from tui.text import clean, one_line

_WORD = re.compile(r"\w+")
_COPIES_WITHIN = timedelta(days=28)
"""How far back a copy of a wire story is looked for."""
_RESTLESS = 24
"""Revisions after which an item counts as one that prints the time, or a counter, into itself: from then on only those
are kept that say something else."""
_ALIKE = 0.6
"""Share of words that two versions of one quote have in common; below it they are two quotes."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What one delivery brought, ready to be kept."""

    entries: tuple[Entry, ...] = ()
    changes: tuple[Change, ...] = ()
    skipped: int = 0
    """Items that were known already and unchanged."""
    standing: Standing
    """What statuses and figures rest on once it is kept."""


class Intake:
    """Reads deliveries against one agreement."""

    def __init__(
        self,
        archive: Store,
        agreement: Agreement,
        *,
        future_skew: int = 300,
        demo: bool = False,
        give_way: Callable[[], None] = lambda: None,
    ) -> None:
        """`give_way` is called before each text, in the thread that reads, and may take its time."""
        self._archive = archive
        self._agreement = agreement
        self._future_skew = future_skew
        self._demo = demo
        self._give_way = give_way
        self._origins: Origins | None = None

    def known(self, source: Source, item: Item) -> bool:
        """Whether the item is stored as it stands. What a page links to is known by its link alone: title and text
        come with the article."""
        if source.links is not None:
            return self._archive.digest(update_id(source.id, item.id)) is not None
        return self._archive.digest(update_id(source.id, item.id)) == item_digest(item, source.full_text)

    def take(self, source: Source, items: Iterable[Item], fetched: datetime, standing: Standing) -> Batch:
        """Read what is new among `items`. Oldest first, so that changes are told in the order of events; `standing` is
        what they are compared with. Raises `StoreError`."""
        if self._origins is None:
            self._archive.newcomers()  # the next time, what comes after these
            self._origins = Origins(self._archive.updates(since=fetched - _COPIES_WITHIN))
        else:
            for update in self._archive.newcomers():
                self._origins.note(update)
        acts = hand.unpack(self._archive.note(hand.KEPT_AS))
        entries: dict[str, Entry] = {}
        skipped = 0
        for item in sorted(items, key=lambda i: (i.published or fetched, i.id)):
            own = update_id(source.id, item.id)
            earlier = entries.get(own) or self._archive.entry(own)
            digest = item_digest(item, source.full_text)
            if earlier and earlier.update.digest == digest and self._same_text(earlier, item):
                skipped += 1
                continue
            update = to_update(
                source,
                item,
                fetched,
                digest=digest,
                future_skew=self._future_skew,
                revision=earlier.update.revision + 1 if earlier else 1,
                demo=self._demo,
            )
            self._give_way()
            origin = earlier.update.origin if earlier else self._origins.assign(update.text, update.id)
            update = msgspec.structs.replace(update, origin=origin)
            text = f"{update.title}\n{update.text}" if not update.text else update.text
            reading = _read(update, text, self._agreement)
            if not update.text:
                update = msgspec.structs.replace(update, text=text.strip())
            entry = hand.struck(to_entry(update, reading, self._agreement, item.figures), acts)
            if earlier and earlier.update.revision >= _RESTLESS and _says_the_same(earlier, entry):
                skipped += 1
                continue
            entries[own] = entry
        kept = tuple(entries.values())
        if not kept:
            return Batch(skipped=skipped, standing=standing)
        after = standing.after(kept, fetched)
        changes = tuple(self._changes(source, kept, standing, after, fetched))
        return Batch(entries=kept, changes=changes, skipped=skipped, standing=after)

    def _told(self, entry: Entry, entries: Sequence[Entry]) -> list[QuoteRecord]:
        """Quotes of the text of which `entry` is a copy: what one outlet has brought is no news at the next."""
        origin = entry.update.origin
        if origin == entry.update.id:
            return []
        first = next((e for e in entries if e.update.id == origin), None) or self._archive.entry(origin)
        return list(first.quotes) if first is not None else []

    def _same_text(self, earlier: Entry, item: Item) -> bool:
        # a full text that arrives after its summary is worth keeping, though the feed's own item is the same
        text = clean(item.text or item.summary)
        dropped = not earlier.update.text  # to save room; the same item is not news for that
        return not text or dropped or text == earlier.update.text or not item.complete

    # -------------------------------------------------------------- what it changes

    def _changes(
        self, source: Source, entries: Sequence[Entry], before: Standing, after: Standing, at: datetime
    ) -> Iterable[Change]:
        for entry in entries:
            earlier = self._archive.entry(entry.update.id)
            yield from _quote_changes(earlier, entry, at, self._told(entry, entries))
            if earlier is not None:
                # a page that is itself the update has nothing but its words to tell of
                whole = source.kind == "page" and source.links is None
                yield from _wording_changes(earlier.update, entry.update, at, whole=whole)
        yield from _figure_changes(before.rows(), after.rows(), at)
        yield from _status_changes(before.phases(at), after.phases(at), at)


def _quote_changes(
    earlier: Entry | None, entry: Entry, at: datetime, told: Sequence[QuoteRecord] = ()
) -> Iterable[Change]:
    before = {q.id: q for q in earlier.quotes} if earlier else {}
    now = {q.id for q in entry.quotes}
    gone = [q for q in before.values() if q.id not in now and q.quote.kind != "indirect"]
    for record in entry.quotes:
        if record.id in before or record.quote.kind == "indirect":
            continue
        old = next((q for q in gone if _alike(q.quote.text, record.quote.text)), None)
        who = record.quote.speaker or "unattributed"
        if old is not None:
            gone.remove(old)
            was, words = bare(old.quote.text, 80), bare(record.quote.text, 80)
            yield _change("quote", "revised", f"{who}: “{was}” → “{words}” ({record.cite.outlet})", record, at)
        elif not any(_alike(t.quote.text, record.quote.text) for t in told):
            words = bare(record.quote.text, 160)
            inner = record.quote.kind == "mixed" and any(mark in words for mark in '"“”«»')
            said = one_line(record.quote.text, 160) if inner else f"“{words}”"
            yield _change("quote", "new", f"{who}: {said} ({record.cite.outlet})", record, at)
    for record in gone:
        who = record.quote.speaker or "unattributed"
        words = bare(record.quote.text, 120)
        yield _change("quote", "withdrawn", f"{who}: “{words}” no longer stands at {record.cite.outlet}", record, at)


def _wording_changes(earlier: Update, update: Update, at: datetime, *, whole: bool) -> Iterable[Change]:
    """A headline that was edited, and the paragraphs of a page that came and went."""
    told: list[str] = []
    if earlier.title and update.title and not same_words(earlier.title, update.title):
        told.append(f"headline “{bare(earlier.title, 120)}” → “{bare(update.title, 120)}” ({update.outlet})")
    if whole and earlier.text:
        changed = difference(earlier.text, update.text)
        parts = []
        for word, found in (("now says", changed.added), ("no longer", changed.gone)):
            # whether the headline is a paragraph of the page is the extractor's mood
            lines = [p for p in found if not same_words(p, update.title)]
            if lines:
                more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
                parts.append(f"{word} “{one_line(lines[0], 140)}”{more}")
        if parts:
            told.append(f"{one_line(update.title, 80)}: {'; '.join(parts)} ({update.outlet})")
    for text in told:
        yield Change(
            id=short_id("c", update.id, str(update.revision), text),
            at=at,
            kind="update",
            mark="revised",
            text=text,
            ref=update.id,
            source=update.source,
        )


def _says_the_same(earlier: Entry, entry: Entry) -> bool:
    """Whether two revisions have the same headline, quotes, figures and evidence."""
    if not same_words(earlier.update.title, entry.update.title):
        return False
    return _records(earlier) == _records(entry)


def _records(entry: Entry) -> set[str]:
    return {q.id for q in entry.quotes} | {f.id for f in entry.figures} | {e.id for e in entry.evidence}


def bare(words: str, limit: int) -> str:
    """A quote's words without the marks around them."""
    return one_line(words, limit).strip(" ,\"'“”„‟«»‘’")


def _alike(a: str, b: str) -> bool:
    one, two = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return bool(one and two) and len(one & two) / max(len(one), len(two)) >= _ALIKE


def _change(kind: str, mark: ChangeMark, text: str, record: QuoteRecord | FigureRecord, at: datetime) -> Change:
    return Change(
        id=short_id("c", record.id, mark, str(record.cite.revision)),
        at=at,
        kind="quote" if kind == "quote" else "figure",
        mark=mark,
        text=text,
        ref=record.id,
        source=record.cite.source,
    )


def _figure_changes(before: Sequence[IndicatorRow], after: Sequence[IndicatorRow], at: datetime) -> Iterable[Change]:
    old = {(s.indicator, s.claimant, s.baseline): s for row in before for s in row.series}
    for row in after:
        for series in row.series:
            earlier = old.get((series.indicator, series.claimant, series.baseline))
            latest = series.latest
            if earlier is None:
                text = f"{row.indicator.label}: {series.claimant} {say_value(latest)} ({latest.cite.outlet})"
                yield _change("figure", "new", text, latest, at)
            elif earlier.latest.figure.value != latest.figure.value:
                text = (
                    f"{row.indicator.label}: {series.claimant} {say_value(earlier.latest)} → {say_value(latest)} "
                    f"({latest.cite.outlet})"
                )
                yield _change("figure", "revised", text, latest, at)


def say_value(record: FigureRecord) -> str:
    """ "at least 395", "20 to 30", "dozens"."""
    figure = record.figure
    if figure.value is None:
        return figure.vague or "—"
    number = f"{figure.value:,}" + (f" to {figure.value_max:,}" if figure.value_max is not None else "")
    return f"{figure.qualifier} {number}" if figure.qualifier else number


def _status_changes(before: Sequence[PhaseStatus], after: Sequence[PhaseStatus], at: datetime) -> Iterable[Change]:
    old = {c.commitment.id: c for p in before for c in p.commitments}
    for phase in after:
        for status in phase.commitments:
            earlier = old[status.commitment.id]
            title = status.commitment.short or status.commitment.title
            if earlier.word != status.word:
                per = f" per {', '.join(status.per)}" if status.per else ""
                yield _status_change("new", f"{title}: {earlier.word} → {status.word}{per}", status, at)
            if status.disputed and not earlier.disputed:
                yield _status_change("disputed", f"{title}: DISPUTED {say_sides(status)}", status, at)


def say_sides(status: CommitmentStatus) -> str:
    """ "israel 1, palestinian 2": claimants a side."""
    return ", ".join(f"{side} {count}" for side, count in status.disputed)


def _status_change(mark: ChangeMark, text: str, status: CommitmentStatus, at: datetime) -> Change:
    return Change(
        id=short_id("c", status.commitment.id, mark, text, at.isoformat()),
        at=at,
        kind="status",
        mark=mark,
        text=text,
        ref=status.commitment.id,
    )


def _read(update: Update, text: str, agreement: Agreement) -> Reading:
    from tui.extract import read  # a quarter second of tables: not before there is something to read

    return read(text, agreement=agreement, published=update.published, source=update.outlet, title=update.title)


def reread(archive: Store, agreement: Agreement, progress: Callable[[int, int], None] | None = None) -> list[Entry]:
    """The newest revision of every update, read again: better rules improve the past."""
    entries = archive.entries()
    acts = hand.unpack(archive.note(hand.KEPT_AS))
    fresh: list[Entry] = []
    for done, entry in enumerate(entries, 1):
        update = entry.update
        reading = _read(update, update.text, agreement)
        again = to_entry(update, reading, agreement)
        # numbers that an API stated are not in the text; they stay as they came
        stated = tuple(f for f in entry.figures if f.figure.start == f.figure.end)
        fresh.append(hand.struck(msgspec.structs.replace(again, figures=(*again.figures, *stated)), acts))
        if progress:
            progress(done, len(entries))
    return fresh
