"""What keeping costs, and whether anything is ever lost.

    python -m bench.store [--quick] [--json]

Plain documents: TinyDB over our journal, beside TinyDB's JSONStorage and CachingMiddleware, with sqlite3 as the floor,
each at two durabilities: synced before a call returns ("commit"), or soon after ("second"; sqlite3 in write-ahead mode
syncs at its checkpoints then, CachingMiddleware writes nothing until it has 1,000 changes). Then the archive with
updates that carry a quote, a reading and evidence, beside sqlite3 with the same rows; opening and memory are those of a
process of its own. Last, writers killed with SIGKILL at random instants. `--quick` stays below 100,000 documents.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import _news as news
from bench._store_work import (
    LOADS,
    Floor,
    Store,
    contestants,
    document,
    entry,
    fill_archive,
    killed_round,
    missing,
    timed,
)
from tui.store.archive import Archive
from tui.store.journal import Sync

_SYNCS: tuple[Sync, ...] = ("commit", "second")
_BUDGET = 20.0
"""Seconds after which no further repetition is begun."""


def _median(call: Callable[[int], object], repeat: int) -> float:
    """Median milliseconds of up to `repeat` calls; of many calls, that of the best of three batches, because the syncs
    of any other process on the same disk slow ours for a while."""
    batches: list[list[float]] = [[] for _ in range(3 if repeat >= 100 else 1)]
    begun = time.perf_counter()
    n = 0
    for taken in batches:
        for _ in range(repeat // len(batches)):
            with timed(taken):
                call(n)
            n += 1
            if time.perf_counter() - begun > _BUDGET:
                break
    return min(statistics.median(taken) for taken in batches if taken)


def measure_documents(name: str, sync: Sync, count: int, folder: Path) -> dict[str, float]:
    """Milliseconds of each operation of one contestant at one size."""
    path = folder / f"{name}-{sync}-{count}"
    store = contestants(sync)[name](path)
    store.fill(count)
    found: dict[str, float] = {}
    repeat = 300 if name in ("journal", "sqlite3") else 30 if count <= 10_000 else 3
    base = 10**8
    found["insert"] = _median(lambda n: store.insert([document(base + n)]), repeat)
    found["insert of 100"] = _median(
        lambda n: store.insert([document(base + 10**6 + n * 100 + i) for i in range(100)]), max(3, repeat // 10)
    )
    found["upsert by id"] = _median(lambda n: store.upsert(1 + n * 7 % count, document(base * 2 + n)), repeat)
    found["get by id"] = _median(lambda n: store.get(1 + n * 7 % count), repeat)
    store.close()
    found["file MB"] = sum(p.stat().st_size for p in folder.glob(path.name + "*")) / 1e6
    return found


def measure_in_turn(sync: Sync, small: int, large: int, folder: Path) -> dict[str, float]:
    """Inserts into the small and the large journal and into sqlite3 in turn, so that whatever else this machine and its
    disk do slows all three."""
    contest = contestants(sync)
    stores: dict[str, Store] = {
        f"journal at {small}": contest["journal"](folder / f"journal-{sync}-{small}"),
        f"journal at {large}": contest["journal"](folder / f"journal-{sync}-{large}"),
        f"sqlite3 at {large}": contest["sqlite3"](folder / f"sqlite3-{sync}-{large}"),
    }
    taken: dict[str, list[float]] = {name: [] for name in stores}
    for n in range(500):
        for name, store in stores.items():
            with timed(taken[name]):
                store.insert([document(3 * 10**8 + n)])
    for store in stores.values():
        store.close()
    return {name: statistics.median(values) for name, values in taken.items()}


def measure_archive(count: int, folder: Path) -> dict[str, float]:
    """The archive at one size: milliseconds, and for the opening seconds and MiB."""
    path, floor = folder / f"archive-{count}.jsonl", Floor(folder / f"floor-{count}.sqlite")
    begun = time.perf_counter()
    fill_archive(path, count)
    found = {"fill, us an update": (time.perf_counter() - begun) / count * 1e6}
    found["file MB"] = sum(p.stat().st_size for p in (path, *path.with_name(path.name + ".d").iterdir())) / 1e6
    for start in range(0, count, 5000):
        floor.put([entry(n, count) for n in range(start, min(start + 5000, count))])
    opened = [_open_apart(path) for _ in range(5)]
    found["open to first answer, s"] = statistics.median(o["seconds"] for o in opened)
    found["memory MiB"] = max(o["memory"] for o in opened)
    archive = Archive(path, read_only=False, seal_at=10**9)
    try:
        newest = [entry(n, count) for n in range(count - 100, count)]
        found["re-poll of 100 unchanged"] = _median(
            lambda _: all(archive.digest(e.update.id) == e.update.digest for e in newest) or 1 / 0, 20
        )
        old = [entry(n * (count // 100), count) for n in range(100)]
        found["re-poll of 100 old ones"] = _median(
            lambda _: all(archive.digest(e.update.id) == e.update.digest for e in old) or 1 / 0, 20
        )
        keys = archive.series_keys()
        found["latest 50"] = _median(lambda _: archive.quotes(50), 50)
        found["one series"] = _median(lambda n: archive.series(*keys[n * 7 % len(keys)], limit=50), 50)
        found["one trail"] = _median(lambda n: archive.trail(f"c{n % 20}", limit=50), 50)
        found["search, rare word"] = _median(lambda n: archive.search(f"rare{n * 37 % (count // 50)}"), 50)
        found["search, common words"] = _median(lambda _: archive.search("gate harbour", 50), 20)
        found["sqlite3 latest 50"] = _median(lambda _: floor.latest(), 50)
        found["sqlite3 one series"] = _median(lambda n: floor.series(keys[n * 7 % len(keys)], 50), 50)
        fresh = 10**9
        found["insert"] = _median(lambda n: archive.put([entry(fresh + n, 10**9)]), 200)
        found["sqlite3 insert"] = _median(lambda n: floor.put([entry(fresh + n, 10**9)]), 200)
        fresh += 10**6
        found["insert of 100"] = _median(
            lambda n: archive.put([entry(fresh + n * 100 + i, 10**9) for i in range(100)]), 10
        )
        taken: list[float] = []
        for n in range(5):  # the first question after an insert also indexes it
            archive.put([entry(fresh + 10**6 + n, 10**9)])
            with timed(taken):
                archive.quotes(50)
        found["latest 50 after an insert"] = statistics.median(taken)
    finally:
        archive.close()
    return found


def measure_archives_in_turn(small: int, middle: int, large: int, folder: Path) -> dict[str, float]:
    """Inserts into the small and the large archive and into sqlite3 with the same rows, in turn; then openings of the
    middle one and the large one in turn, each in a process of its own."""
    archives = {n: Archive(folder / f"archive-{n}.jsonl", read_only=False, seal_at=10**9) for n in (small, large)}
    stores: dict[str, Archive | Floor] = {f"archive at {n}": archive for n, archive in archives.items()}
    stores[f"sqlite3 at {large}"] = Floor(folder / f"floor-{large}.sqlite")
    taken: dict[str, list[float]] = {name: [] for name in stores}
    for n in range(300):
        for name, store in stores.items():
            fresh = [entry(4 * 10**9 + n, 10**10)]
            with timed(taken[name]):
                store.put(fresh)
    for archive in archives.values():
        archive.close()
    opened: dict[str, list[float]] = {}
    for _ in range(9):
        for n in (middle, large):
            seconds = _open_apart(folder / f"archive-{n}.jsonl")["seconds"]
            opened.setdefault(f"open at {n}, s", []).append(seconds)
    return {name: statistics.median(values) for name, values in (taken | opened).items()}


def measure_dashboards(sizes: list[int], folder: Path) -> dict[str, float]:
    """What the dashboard needs until all its panes have their first data, in turn and each in a process of its own."""
    paths = {n: folder / f"news-{n}.jsonl" for n in sizes}
    for n, path in paths.items():
        news.fill(path, n)
    opened: dict[int, list[dict[str, float]]] = {n: [] for n in sizes}
    for _ in range(5):
        for n, path in paths.items():
            opened[n].append(_open_apart(path, "open_and_show"))
    found = {f"first data at {n}, s": statistics.median(o["seconds"] for o in some) for n, some in opened.items()}
    return found | {f"memory at {n}, MiB": max(o["memory"] for o in some) for n, some in opened.items()}


def _open_apart(path: Path, how: str = "open_and_ask") -> dict[str, float]:
    code = f"from bench._store_work import *; {how}(Path({str(path)!r}))"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(said)
    return found


def measure_kills(rounds: int, folder: Path) -> dict[str, tuple[int, int]]:
    """(acknowledged, lost) by load."""
    found: dict[str, tuple[int, int]] = {}
    for load in LOADS:
        path = folder / f"kill-{load}.jsonl"
        acknowledged: set[tuple[str, int]] = set()
        lost = 0
        for n in range(rounds):
            fresh = killed_round(path, load, n)
            lost += missing(path, fresh)
            acknowledged |= fresh
        found[load] = (len(acknowledged), max(lost, missing(path, acknowledged)))
    return found


def main() -> None:
    """Measure, print tables, and one line a limit."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="up to 100,000 documents, 20 rounds of killing")
    options.add_argument("--json", action="store_true", help="one object instead of tables")
    args = options.parse_args()
    sizes = [1_000, 10_000, 100_000] + ([] if args.quick else [1_000_000])
    archives = [1_000, 10_000] + ([] if args.quick else [100_000, 1_000_000])
    rounds = 20 if args.quick else 300
    result: dict[str, Any] = {"documents": {}, "archive": {}, "kills": {}}
    with tempfile.TemporaryDirectory(prefix="bench-store-") as name:
        folder = Path(name)
        for sync in _SYNCS:
            for count in sizes:
                for who in contestants(sync):
                    if args.quick and who == "CachingMiddleware" and count > 10_000:
                        continue
                    found = measure_documents(who, sync, count, folder)
                    result["documents"][f"{who} {sync} {count}"] = found
                    _row(args.json, f"{who}, {sync}, {count:,}", found)
            found = result["documents"][f"in turn {sync}"] = measure_in_turn(sync, sizes[0], sizes[-1], folder)
            _row(args.json, f"insert, {sync}, in turn", found)
        for count in archives:
            found = result["archive"][str(count)] = measure_archive(count, folder)
            _row(args.json, f"archive, {count:,}", found)
        base = _base(archives)
        found = result["archive"]["in turn"] = measure_archives_in_turn(archives[0], base, archives[-1], folder)
        _row(args.json, "archive, in turn", found)
        found = result["dashboard"] = measure_dashboards([10_000, 30_000 if args.quick else 1_000_000], folder)
        _row(args.json, "the dashboard's first data", found)
        for load, (acknowledged, lost) in measure_kills(rounds, folder).items():
            result["kills"][load] = {"acknowledged": acknowledged, "lost": lost}
            _row(args.json, f"kill -9, {load}, {rounds} rounds", result["kills"][load])
    limits = _limits(result, sizes[-1], archives)
    if args.json:
        print(
            json.dumps(
                {**result, "limits": [dict(zip(("name", "value", "limit", "ok"), x, strict=True)) for x in limits]}
            )
        )
        return
    print()
    for what, value, limit, ok in limits:
        print(f"{what} {value:.4g} {limit} {'ok' if ok else 'short'}")


def _base(archives: list[int]) -> int:
    """The size with which the opening of the largest is compared."""
    return 10_000 if archives[-1] > 10_000 else archives[0]


def _row(quiet: bool, title: str, found: dict[str, Any]) -> None:
    if not quiet:
        print(f"{title:38}" + "  ".join(f"{k} {v:.4g}" for k, v in found.items()), flush=True)


def _limits(result: dict[str, Any], largest: int, archives: list[int]) -> list[tuple[str, float, str, bool]]:
    docs, kept = result["documents"], result["archive"]
    found: list[tuple[str, float, str, bool]] = []

    def limit(what: str, value: float, bound: str, ok: bool) -> None:
        found.append((what, value, bound, ok))

    for sync in _SYNCS:
        in_turn = docs[f"in turn {sync}"]
        ours = in_turn[f"journal at {largest}"]
        growth = ours / in_turn["journal at 1000"]
        limit(f"insert_{sync}_{largest}_over_1000", growth, "<=1.3", growth <= 1.3)
        ratio = ours / in_turn[f"sqlite3 at {largest}"]
        limit(f"insert_{sync}_{largest}_over_sqlite3", ratio, "<=2", ratio <= 2)
    times = docs["JSONStorage commit 100000"]["insert"] / docs["journal commit 100000"]["insert"]
    limit("insert_faster_than_jsonstorage_at_100000", times, ">=1000", times >= 1000)
    big = kept[str(archives[-1])]
    in_turn = kept["in turn"]
    growth = in_turn[f"archive at {archives[-1]}"] / in_turn["archive at 1000"]
    limit(f"archive_insert_{archives[-1]}_over_1000", growth, "<=1.3", growth <= 1.3)
    ratio = in_turn[f"archive at {archives[-1]}"] / in_turn[f"sqlite3 at {archives[-1]}"]
    limit("archive_insert_over_sqlite3", ratio, "<=2", ratio <= 2)
    for what in ("latest 50", "one series"):
        limit(f"{what.replace(' ', '_')}_ms_at_{archives[-1]}", big[what], "<=5", big[what] <= 5)
    base = _base(archives)
    ratio = in_turn[f"open at {archives[-1]}, s"] / in_turn[f"open at {base}, s"]
    limit(f"open_to_first_answer_{archives[-1]}_over_{base}", ratio, "<=1.5", ratio <= 1.5)
    limit("open_memory_mib", big["memory MiB"], "<=120", big["memory MiB"] <= 120)
    shown = result["dashboard"]
    (least, least_s), (most, most_s) = ((k.split()[3].rstrip(","), v) for k, v in shown.items() if k.endswith(" s"))
    limit(f"first_data_{most}_over_{least}", most_s / least_s, "<=1.5", most_s / least_s <= 1.5)
    memory = shown[f"memory at {most}, MiB"]
    limit("first_data_memory_mib", memory, "<=120", memory <= 120)
    for load, counts in result["kills"].items():
        limit(f"lost_after_kill_{load}_of_{counts['acknowledged']}", counts["lost"], "0", counts["lost"] == 0)
    return found


if __name__ == "__main__":
    main()
