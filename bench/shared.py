"""What asking a shared record in PostgreSQL costs beside the same record in the file.

    python -m bench.shared [--quick] [--json]

Both hold the same updates, each with a quote, a reading and evidence. The server is made for the measurement and
answers on a socket of this machine; over a network each question costs its way as well. Medians in milliseconds, and
the ratio to the file, which is the floor. `--quick` stays at 5,000 updates.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import _postgres
from bench._store_work import entry
from tui.records import FigureRecord
from tui.store.archive import Archive
from tui.store.shared.archive import SharedArchive

_BATCH = 500
Either = Archive | SharedArchive


def _median(call: Callable[[int], object], repeat: int) -> float:
    taken = []
    for n in range(repeat + 3):
        begun = time.perf_counter()
        call(n)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken[3:]) * 1000


def measure(archive: Either, total: int) -> dict[str, float]:
    """Milliseconds of each question and of keeping."""

    keys = archive.series_keys()

    def series(n: int) -> list[FigureRecord]:
        return archive.series(*keys[n % len(keys)], limit=50)

    return {
        "latest 50 quotes": _median(lambda _: archive.quotes(50), 40),
        "one series, 50 readings": _median(series, 40),
        "trail of a commitment, 50": _median(lambda n: archive.trail(f"c{n % 20}", limit=50), 40),
        "latest of every series": _median(lambda _: archive.latest_figures(), 10),
        "search of two words, 50": _median(lambda n: archive.search(f"gate rare{n}"), 20),
        "is it known (digest)": _median(lambda n: archive.digest(f"{n:018x}"), 100),
        "keep one update": _median(lambda n: archive.put([entry(total + n, total)]), 50),
    }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    reason = _postgres.missing()
    if reason:
        print(f"not measured: {reason}", file=sys.stderr)
        return 0
    total = 5_000 if given.quick else 100_000
    server = _postgres.Server()
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            Archive(Path(folder) / "store.json", read_only=False) as file,
            SharedArchive(server.record()) as shared,
        ):
            for start in range(0, total, _BATCH):
                batch = [entry(n, total) for n in range(start, min(start + _BATCH, total))]
                file.put(batch)
                shared.put(batch)
            file.seal()
            shared.analyse()
            floor, found = measure(file, total), measure(shared, total)
    finally:
        server.close()
    if given.json:
        print(json.dumps({"updates": total, "file": floor, "postgresql": found}))
        return 0
    print(f"{total:,} updates, milliseconds (median)\n")
    print(f"{'':<28}{'file':>10}{'PostgreSQL':>12}{'ratio':>8}")
    for name, value in found.items():
        print(f"{name:<28}{floor[name]:>10.2f}{value:>12.2f}{value / floor[name]:>8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
