"""Looking after a store: is it whole, make it small and sound, copy it while it is in use."""

from __future__ import annotations

import contextlib
import heapq
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from tui.store import disk, states
from tui.store.archive import FORMAT, Archive
from tui.store.errors import StoreError
from tui.store.held import META, NOTES, TRANSACTIONS
from tui.store.journal import JournalStorage
from tui.store.lines import Next, Put, encode, header
from tui.store.months import CHANGES, ENTRIES, Months
from tui.store.schema import transaction_of
from tui.store.views import from_json
from tui.text import plural

_DROPPED = "texts dropped"
"""Note: the first month of which all texts are kept."""
_KEPT = ("damaged", "tail", "bad", "tinydb")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it was written."""

    path: Path
    what: str
    line: int | None = None
    """Counted from 1, where it is a line."""
    offset: int | None = None
    length: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return f"{self.path}: {self.what}"
        start = self.offset or 0
        return f"{self.path}:{self.line}: {self.what} (bytes {start} to {start + (self.length or 0)})"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What `check` found."""

    path: Path
    updates: int
    """Revisions of updates that are kept."""
    files: int
    size: int
    """Bytes of all files that count."""
    findings: tuple[Finding, ...]
    aside: tuple[Path, ...]
    """Files that were kept aside earlier: torn tails, damaged lines, files of earlier versions."""

    @property
    def whole(self) -> bool:
        """Whether everything is as it was written."""
        return not self.findings

    @property
    def advice(self) -> str:
        """What to do, in one line."""
        if self.whole:
            return f"{self.path}: whole: {plural(self.updates, 'update')} in {plural(self.files, 'file')}"
        return (
            f"{self.path}: {plural(len(self.findings), 'finding')}; everything else is read as before. "
            "`ceasefire-tui store compact` keeps the damaged lines aside and writes the rest anew; what was in them "
            "comes again with the next poll as long as its source still carries it"
        )


def check(path: Path) -> Report:
    """Read every line of a store and hold the index against them. Changes nothing; another process may write it.

    Raises `StoreError` when there is no store, or none that can be read at all.
    """
    if not path.exists():
        raise StoreError(f"{path}: there is no store; `ceasefire-tui poll --once` makes one")
    with contextlib.closing(JournalStorage(path, read_only=True)) as storage:
        if storage.tail:
            storage.follow()  # the writer was in the middle of a line, perhaps
        findings = [_line(path, d.line, d.offset, d.length) for d in (*storage.damaged, *storage.tail)]
        months, lengths, sealed = _sealed_part(storage)
        recent = [from_json(raw) for key, raw in storage.documents(TRANSACTIONS).items() if int(key) > sealed]
        updates = sum(len(t.get("entries", ())) for t in recent)
        size = storage.size
    for name, length in sorted(lengths.items()):
        file = months.path(name)
        there = file.stat().st_size if file.exists() else 0
        if there < length:
            findings.append(Finding(path=file, what=f"{length - there} bytes are missing at its end"))
        scan = months.account(name, length)
        findings += [_line(file, d.line, d.offset, d.length) for d in (*scan.damaged, *scan.tail)]
        updates += sum(op.table == ENTRIES for _, _, op in months.scan(name, length)) if there else 0
        size += length
    if lengths:
        findings += _index_findings(months, lengths, sealed)
    aside = tuple(p for kind in _KEPT for p in sorted(path.parent.glob(f"{path.name}.{kind}-*")))
    return Report(path=path, updates=updates, files=1 + len(lengths), size=size, findings=tuple(findings), aside=aside)


def _line(path: Path, line: int, offset: int, length: int) -> Finding:
    return Finding(path=path, what="not as it was written", line=line, offset=offset, length=length)


def _sealed_part(storage: JournalStorage) -> tuple[Months, dict[str, int], int]:
    """Month files with the lengths that count, and the last transaction in them, as the journal knows them."""
    raw = storage.documents(META).get(1)
    about = from_json(raw) if raw is not None else {}
    months = Months(storage.path, about.get("generation", 1))
    return months, dict(about.get("files", {})), int(about.get("sealed", 0))


def _index_findings(months: Months, lengths: dict[str, int], sealed: int) -> list[Finding]:
    if not months.index.exists():
        return [Finding(path=months.index, what="is missing; it is made anew when the store is opened")]
    try:
        with contextlib.closing(sqlite3.connect(f"{months.index.absolute().as_uri()}?mode=ro", uri=True)) as db:
            (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                return [Finding(path=months.index, what=f"damaged: {verdict}")]
            row = db.execute("SELECT value FROM about WHERE key = 'sealed'").fetchone()
            if (row[0] if row else 0) < sealed:
                return [Finding(path=months.index, what="is older than the store; it is made anew at the next opening")]
            files = dict(db.execute("SELECT name, k FROM files"))
            findings = []
            for name, length in lengths.items():
                counted = db.execute(
                    "SELECT COUNT(*) FROM updates WHERE file = ? AND start < ?", (files.get(name), length)
                ).fetchone()[0]
                there = sum(op.table == ENTRIES for _, _, op in months.scan(name, length))
                if counted != there:
                    what = f"knows {plural(counted, 'update')} of {name}, which holds {there}"
                    findings.append(Finding(path=months.index, what=what))
            return findings
    except FileNotFoundError:
        return []  # the month file itself is a finding
    except sqlite3.Error as error:
        return [Finding(path=months.index, what=f"damaged: {error}")]


def compact(path: Path) -> tuple[int, int]:
    """Make a store small and sound; its bytes before and after.

    What is recent goes to its month; when lines or the index are damaged, everything is written anew and the damaged
    lines are kept aside. Raises `StoreError` (`StoreBusy` when another process writes the store); then all stays.
    """
    before = check(path)
    with contextlib.closing(Archive(path, read_only=False)) as archive:
        in_months = [f for f in before.findings if f.path.parent != path.parent]
        lines = [f for f in in_months if f.offset is not None]
        if lines:
            aside = disk.beside(path, "damaged")
            with disk.replacing(aside) as file:
                for found in lines:
                    file.write(_piece(found))
        if in_months:
            archive.replace(())
        archive.compact()
    return before.size, check(path).size


def drop_old_texts(archive: Archive, keep: int, now: datetime, *, rest: float = 0.0) -> int:
    """Drop the texts that were fetched more than `keep` days ago, by whole months: a text stays so long, and at most a
    month longer, and everything is written anew at most once a month. Gives the number of texts dropped.

    Records, the sentences they rest on, and links stay. `rest`: see `Archive.drop_texts`. Raises `StoreError`.
    """
    last = now - timedelta(days=keep)
    before = datetime(last.year, last.month, 1, tzinfo=UTC)
    done = archive.note(_DROPPED)
    if isinstance(done, str) and done >= f"{before:%Y-%m}":
        return 0
    older = [m for m in archive.months if m < f"{before:%Y-%m}"]
    dropped = archive.drop_texts(before, rest=rest) if older else 0
    archive.put_note(_DROPPED, f"{before:%Y-%m}")
    return dropped


def _piece(found: Finding) -> bytes:
    with found.path.open("rb") as file:
        file.seek(found.offset or 0)
        return file.read(found.length or 0)


def backup(path: Path, target: Path) -> int:
    """Copy a store into one file, which is a store itself; the number of revisions of updates in it.

    Consistent at one moment, while another process may go on writing. Raises `StoreError` when the target exists or
    cannot be written, and when there is no store.
    """
    if target.exists():
        raise StoreError(f"{target}: is there already; choose another file for the backup")
    if not path.exists():
        raise StoreError(f"{path}: there is no store to copy")
    with contextlib.closing(JournalStorage(path, read_only=True)) as storage:
        months, lengths, sealed = _sealed_part(storage)
        recent = sorted((int(k), raw) for k, raw in storage.documents(TRANSACTIONS).items() if int(k) > sealed)
        small = list(states.kept(storage))
        notes = storage.documents(NOTES).get(1)
        if notes:
            small.append(Put(NOTES, 1, msgspec.Raw(notes)))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with disk.replacing(target) as out:
                out.write(header(f"backup-{target.name}"))
                out.write(encode([Put(META, 1, msgspec.Raw(msgspec.json.encode({"format": FORMAT})))]))
                out.write(encode(small))
                count = tx = 0
                for is_entry, raw in _in_order(months, lengths, sealed):
                    tx += 1
                    count += is_entry
                    kind = b"entries" if is_entry else b"changes"
                    out.write(encode([Put(TRANSACTIONS, tx, msgspec.Raw(b'{"' + kind + b'":[' + raw + b"]}"))]))
                for _, raw in recent:
                    tx += 1
                    count += len(from_json(raw).get("entries", ()))
                    out.write(encode([Put(TRANSACTIONS, tx, msgspec.Raw(raw))]))
                out.write(encode([Next(TRANSACTIONS, tx)]))
        except OSError as error:
            raise StoreError(f"{target}: the backup was not written: {error.strerror or error}") from error
    return count


def _in_order(months: Months, lengths: dict[str, int], sealed: int) -> Iterator[tuple[bool, bytes]]:
    """Sealed entries and changes as JSON, in the order in which they came; one line of each file in memory."""

    def walk(name: str, length: int, table: str) -> Iterator[tuple[int, bool, bytes]]:
        for _, _, op in months.scan(name, length):
            if op.table == table and transaction_of(int(op.key)) <= sealed:
                yield int(op.key), table == ENTRIES, bytes(op.doc)

    # within a month file entries are in order, and changes are
    walks = [walk(name, length, table) for name, length in lengths.items() for table in (ENTRIES, CHANGES)]
    for _, is_entry, raw in heapq.merge(*walks):
        yield is_entry, raw
