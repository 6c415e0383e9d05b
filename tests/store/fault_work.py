"""What the processes do that the fault tests kill, starve and set against each other."""

from __future__ import annotations

import contextlib
import os
import random
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from store_samples import sample, told

from tui.store.archive import Archive, StoreBusy, StoreError
from tui.store.archive import open as open_archive
from tui.store.journal import JournalDB, JournalStorage

NEVER = 10**9


def write_until_killed(path: Path, load: str, round_: int, told_to: Connection) -> None:
    """Write as `load` says, and report each thing after it was acknowledged."""
    rng = random.Random(f"{load}{round_}")
    sealing = load == "compaction"
    archive = Archive(path, read_only=False, seal_at=8 if sealing else NEVER)
    stop = threading.Event()

    def compact_all_the_time() -> None:
        while not stop.is_set():
            with contextlib.suppress(StoreError):
                archive.compact()

    if sealing:
        threading.Thread(target=compact_all_the_time, daemon=True).start()
    revisions: dict[str, int] = {}
    for n in range(10_000):
        kind = rng.choice(("one", "many", "note", "revision")) if load in ("mixed", "compaction") else load
        if kind in ("insert", "one"):
            archive.put([sample(f"r{round_}-{n}", seed=n % 50)], [told(n)])
            told_to.send(("entry", f"r{round_}-{n}", 1))
        elif kind == "many":
            names = [f"r{round_}-{n}-{i}" for i in range(4)]
            archive.put([sample(name, seed=n % 50) for name in names])
            told_to.send(("group", names))
        elif kind == "note":
            archive.put_note("count", [round_, n, "x" * rng.randrange(3000)])
            told_to.send(("note", round_, n))
        else:
            name = f"r{round_}-u{rng.randrange(5)}"
            revisions[name] = revisions.get(name, 0) + 1
            archive.put([sample(name, seed=rng.randrange(40), revision=revisions[name])])
            told_to.send(("entry", name, revisions[name]))


def fill_the_disk(path: Path, answers: Connection) -> None:
    """Write until the system refuses, read on, get room, write on."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    archive = Archive(path, read_only=False, seal_at=NEVER)
    archive.put([sample("first", seed=1)])
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
    kept, said = 1, []
    for n in range(200):
        try:
            archive.put([sample(f"u{n}", seed=n % 50)])
            kept += 1
        except StoreError as error:
            said.append(str(error))
            if len(said) == 3:
                break
    answers.send(("full", said, kept, len(archive), len(archive.quotes(kinds=None))))
    for call in (archive.seal, archive._storage.compact):
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            call()
            answers.send(("no error", call.__name__))
        except StoreError as error:
            answers.send(("refused", str(error), len(archive), archive.entry("first") is not None))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    archive.put([sample("room", seed=2)])
    archive.compact()
    answers.send(("room", len(archive), kept + 1))
    archive.close()


def open_at_once(path: Path, start: Any, answers: Connection) -> None:
    """One of several that want to write the same store; says whether it may, and holds it until told to end."""
    start.wait()
    try:
        archive = open_archive(path)
    except StoreBusy as error:
        answers.send(("busy", str(error)))
        return
    archive.put([sample(f"by-{os.getpid()}", seed=1)])
    answers.send(("writes", os.getpid()))
    answers.recv()
    archive.close()


def write_and_compact(path: Path, rounds: int, answers: Connection) -> None:
    """Groups of four, with a compaction or a sealing every few of them."""
    archive = Archive(path, read_only=False, seal_at=NEVER)
    answers.send("ready")
    for n in range(rounds):
        archive.put([sample(f"g{n}-{i}", seed=n % 50) for i in range(4)], [told(n)])
        if n % 5 == 4:
            archive.seal() if n % 2 else archive._storage.compact()
    archive.close()
    answers.send("done")


def without_rights(path: Path, answers: Connection) -> None:
    """Read and try to write in a folder that belongs to somebody else."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        open_archive(path)
        answers.send("was let in")
    except StoreError as error:
        answers.send(str(error))
    with open_archive(path, read_only=True) as archive:
        answers.send((len(archive), len(archive.quotes()), archive.refresh()))
    try:
        JournalDB(path.with_name("other.jsonl"), storage=JournalStorage)
        answers.send("was let in")
    except StoreError as error:
        answers.send(str(error))
