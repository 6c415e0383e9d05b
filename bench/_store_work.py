"""What `bench.store` measures with: documents, stores to compare, processes to open and to kill."""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import msgspec
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage
from tinydb.table import Document

from tui.records import Entry, Evidence, EvidenceRecord, Figure, FigureRecord, Quote, QuoteRecord, Update, cite
from tui.store.archive import Archive
from tui.store.journal import JournalDB, JournalStorage, Sync

START = datetime(2024, 1, 1, tzinfo=UTC)
_WORDS = ("gate", "convoy", "harbour", "bridge", "market", "permit", "warehouse", "fuel", "observer", "relief")


# ------------------------------------------------------------------ documents


def document(n: int) -> dict[str, Any]:
    """A document of about 430 bytes as JSON."""
    return {
        "uid": f"{n:016x}",
        "source": f"source-{n % 40}",
        "title": f"Note {n} on the {_WORDS[n % 10]} and the {_WORDS[n // 10 % 10]}",
        "published": 1_704_067_200 + n * 60,
        "text": " ".join(_WORDS[(n * k + k) % 10] for k in range(1, 40)),
    }


def entry(n: int, total: int) -> Entry:
    """An update with a quote, a reading and evidence; `total` of them fill two years."""
    at = START + timedelta(seconds=n * (2 * 365 * 86400) / total)
    own = f"{n:018x}"
    text = " ".join(_WORDS[(n * k + k) % 10] for k in range(1, 40)) + f" rare{n // 50}"
    update = Update(
        id=own,
        source=f"source-{n % 40}",
        outlet="Sample Wire",
        url=f"https://wire.example/{own}",
        title=f"Note {n}",
        text=text,
        published=at,
        fetched=at,
        origin=own,
        digest=own,
    )
    source = cite(update)
    words = f"The {_WORDS[n % 10]} will open by order {n}."
    quote = Quote(start=0, end=len(words), text=words, kind="direct", speaker="an envoy", speaker_id=f"actor-{n % 30}")
    figure = Figure(
        start=0,
        end=3,
        value=n,
        measure="trucks",
        claimant_id=f"office-{n % 12}",
        as_of=at.date() if n else date(2024, 1, 1),
        indicator=f"indicator-{n % 15}",
        cumulative=True,
    )
    evidence = Evidence(start=0, end=3, commitment="withdrawal", commitment_id=f"c{n % 20}", status="under_way")
    return Entry(
        update=update,
        quotes=(QuoteRecord(id=f"q{own}", at=at, quote=quote, cite=source),),
        figures=(FigureRecord(id=f"f{own}", at=at, figure=figure, cite=source, baseline=f"b{n % 3}"),),
        evidence=(EvidenceRecord(id=f"e{own}", at=at, evidence=evidence, cite=source),),
    )


# ------------------------------------------------------------------ stores of plain documents


class Store(Protocol):
    """What each contestant can do."""

    def fill(self, count: int) -> None: ...
    def insert(self, docs: Sequence[dict[str, Any]]) -> None: ...
    def upsert(self, key: int, doc: dict[str, Any]) -> None: ...
    def get(self, key: int) -> object: ...
    def close(self) -> None: ...


class Tiny:
    """TinyDB over some storage."""

    def __init__(self, db: TinyDB, path: Path) -> None:
        self.db, self.path = db, path

    def fill(self, count: int) -> None:
        if isinstance(self.db.storage, JournalStorage):
            for start in range(0, count, 5000):
                self.db.insert_multiple(document(n) for n in range(start, min(start + 5000, count)))
            return
        # through the front door this would take a day
        tables = {"_default": {str(n + 1): document(n) for n in range(count)}}
        self.path.write_text(json.dumps(tables))

    def insert(self, docs: Sequence[dict[str, Any]]) -> None:
        if len(docs) == 1:
            self.db.insert(docs[0])
        else:
            self.db.insert_multiple(docs)

    def upsert(self, key: int, doc: dict[str, Any]) -> None:
        self.db.upsert(Document(doc, doc_id=key))

    def get(self, key: int) -> object:
        return self.db.get(doc_id=key)

    def close(self) -> None:
        self.db.close()


class Sqlite:
    """The floor: a table with the keys that are asked for, in write-ahead mode."""

    def __init__(self, path: Path, synchronous: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute(f"PRAGMA synchronous = {synchronous}")
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS docs "
            "(id INTEGER PRIMARY KEY, uid TEXT UNIQUE, source TEXT, at INTEGER, doc TEXT)"
        )
        self.db.execute("CREATE INDEX IF NOT EXISTS docs_source ON docs (source, at)")

    def fill(self, count: int) -> None:
        self.insert([document(n) for n in range(count)])

    def insert(self, docs: Sequence[dict[str, Any]]) -> None:
        self.db.execute("BEGIN")
        self.db.executemany(
            "INSERT INTO docs (uid, source, at, doc) VALUES (?, ?, ?, ?)",
            [(d["uid"], d["source"], d["published"], msgspec.json.encode(d).decode()) for d in docs],
        )
        self.db.execute("COMMIT")

    def upsert(self, key: int, doc: dict[str, Any]) -> None:
        self.db.execute(
            "INSERT INTO docs VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
            (key, doc["uid"], doc["source"], doc["published"], msgspec.json.encode(doc).decode()),
        )

    def get(self, key: int) -> object:
        return json.loads(self.db.execute("SELECT doc FROM docs WHERE id = ?", (key,)).fetchone()[0])

    def close(self) -> None:
        self.db.close()


def contestants(sync: Sync) -> dict[str, Callable[[Path], Store]]:
    """Stores of one durability: "commit", synced before a call returns, or "second", synced soon after."""
    ours: dict[str, Callable[[Path], Store]] = {
        "journal": lambda p: Tiny(JournalDB(p, storage=JournalStorage, sync=sync), p),
        "sqlite3": lambda p: Sqlite(p, "FULL" if sync == "commit" else "NORMAL"),
    }
    if sync == "commit":
        ours["JSONStorage"] = lambda p: Tiny(TinyDB(p), p)
    else:
        caching: Any = CachingMiddleware
        ours["CachingMiddleware"] = lambda p: Tiny(TinyDB(p, storage=caching(JSONStorage)), p)
    return ours


# ------------------------------------------------------------------ the archive


def fill_archive(path: Path, total: int) -> None:
    """An archive of `total` updates, the last thousand of them not sealed yet."""
    with contextlib.closing(Archive(path, read_only=False, seal_at=10**9)) as archive:
        for start in range(0, total, 500):
            archive.put([entry(n, total) for n in range(start, min(start + 500, total))])
            if start % 20_000 == 19_500 and start < total - 1000:
                archive.seal()
            if start == total - 1000:
                archive.seal()


def open_and_ask(path: Path) -> None:
    """Open the archive, ask for the latest 50 quotes, print seconds and the process's memory in MiB."""
    begun = time.perf_counter()
    archive = Archive(path, read_only=True)
    latest = archive.quotes(50)
    seconds = time.perf_counter() - begun
    assert len(latest) == 50
    print(json.dumps({"seconds": seconds, "memory": _peak()}))


def open_and_show(path: Path) -> None:
    """Open a store of `bench._news` as the dashboard does, up to all that its panes show first; print the same."""
    from bench._news import BEGIN
    from tui.agreement import load
    from tui.filing import record_entries
    from tui.standing import Standing

    agreement = load()
    record = record_entries(agreement)
    now = BEGIN + timedelta(days=401)
    begun = time.perf_counter()
    archive = Archive(path, read_only=True)
    standing = Standing.of(agreement, archive, record, now)
    shown = standing.phases(now), standing.rows(), archive.quotes(500, kinds=("direct", "mixed")), archive.changes(500)
    seconds = time.perf_counter() - begun
    assert all(shown)
    print(json.dumps({"seconds": seconds, "memory": _peak()}))


def _peak() -> float:
    """Most MiB that this process ever had in memory."""
    status = Path("/proc/self/status")
    if status.exists():  # the other way counts on Linux what the parent had when it started this process
        (line,) = [x for x in status.read_text().splitlines() if x.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)


class Floor:
    """The archive's questions to plain sqlite3, with just the indexes that they need."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        for sql in (
            "CREATE TABLE IF NOT EXISTS updates (id TEXT PRIMARY KEY, doc TEXT)",
            "CREATE TABLE IF NOT EXISTS quotes (at INTEGER, doc TEXT)",
            "CREATE INDEX IF NOT EXISTS quotes_at ON quotes (at)",
            "CREATE TABLE IF NOT EXISTS figures (series TEXT, as_of INTEGER, doc TEXT)",
            "CREATE INDEX IF NOT EXISTS figures_series ON figures (series, as_of)",
        ):
            self.db.execute(sql)

    def put(self, entries: Sequence[Entry]) -> None:
        self.db.execute("BEGIN")
        for e in entries:
            self.db.execute("INSERT INTO updates VALUES (?, ?)", (e.update.id, _json(e.update)))
            for q in e.quotes:
                self.db.execute("INSERT INTO quotes VALUES (?, ?)", (int(q.at.timestamp()), _json(q)))
            for f in e.figures:
                series = f"{f.figure.indicator}|{f.figure.claimant_id}|{f.baseline}"
                day = (f.figure.as_of or f.at.date()).toordinal()
                self.db.execute("INSERT INTO figures VALUES (?, ?, ?)", (series, day, _json(f)))
        self.db.execute("COMMIT")

    def latest(self) -> list[QuoteRecord]:
        rows = self.db.execute("SELECT doc FROM quotes ORDER BY at DESC LIMIT 50")
        return [msgspec.json.decode(r[0], type=QuoteRecord) for r in rows]

    def series(self, key: tuple[str, str, str | None], limit: int) -> list[FigureRecord]:
        sql = "SELECT doc FROM figures WHERE series = ? ORDER BY as_of DESC LIMIT ?"
        rows = self.db.execute(sql, ("|".join(str(k) for k in key), limit))
        return [msgspec.json.decode(r[0], type=FigureRecord) for r in rows]


def _json(record: msgspec.Struct) -> str:
    return msgspec.json.encode(record).decode()


# ------------------------------------------------------------------ killed processes

LOADS = ("insert", "update", "mixed", "compaction")


def write_until_killed(path: Path, load: str, seed: int) -> None:
    """Write, and print what was acknowledged, a line each, until somebody kills this."""
    rng = random.Random(seed)
    archive = Archive(path, read_only=False, seal_at=8 if load == "compaction" else 10**9)
    for n in range(100_000):
        batch = 4 if load in ("mixed", "compaction") and rng.random() < 0.5 else 1
        numbers = [seed * 100_000 + n * 4 + i for i in range(batch)]
        if load == "update":
            numbers = [seed * 100_000 + rng.randrange(5)]
            earlier = archive.entry(entry(numbers[0], 10**7).update.id)
            revision = earlier.update.revision + 1 if earlier else 1
            fresh = entry(numbers[0], 10**7)
            fresh = msgspec.structs.replace(fresh, update=msgspec.structs.replace(fresh.update, revision=revision))
            archive.put([fresh])
            os.write(1, f"{fresh.update.id} {revision}\n".encode())
            continue
        archive.put([entry(m, 10**7) for m in numbers])
        os.write(1, "".join(f"{m:018x} 1\n" for m in numbers).encode())
        if load == "compaction" and n % 5 == 4:
            archive.compact()
        if load == "mixed" and n % 3 == 0:
            archive.put_note("n", n)


def killed_round(path: Path, load: str, seed: int) -> set[tuple[str, int]]:
    """Start a writer, kill it at a random instant; what it acknowledged."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from bench._store_work import *; write_until_killed(Path({str(path)!r}), {load!r}, {seed})",
        ],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    rng = random.Random(seed)
    lines = [process.stdout.readline() for _ in range(rng.randrange(1, 60))]
    time.sleep(rng.random() * 0.02)
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    process.wait()
    return {(i.decode(), int(r)) for i, r in (line.split() for line in lines if line.endswith(b"\n"))}


def missing(path: Path, acknowledged: set[tuple[str, int]]) -> int:
    """How many acknowledged revisions the store no longer has."""
    with contextlib.closing(Archive(path, read_only=False)) as archive:
        kept = {(e.update.id, e.update.revision) for i in {i for i, _ in acknowledged} for e in archive.revisions(i)}
    return len(acknowledged - kept)


@contextlib.contextmanager
def timed(into: list[float]) -> Iterator[None]:
    """Add the milliseconds that the block takes."""
    begun = time.perf_counter()
    yield
    into.append((time.perf_counter() - begun) * 1000)
