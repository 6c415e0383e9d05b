"""What an export of many figures takes: memory that does not grow with them, and time beside reading them alone.

    python -m bench.export [--quick] [--json]

Each measurement is a process of its own running the command that people type. The floor of memory is the same command
on a store of a thousand figures; the floor of time is a walk over the same entries that writes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.records import Entry, Figure, FigureRecord, Update, cite
from tui.store.archive import Archive

A_TEXT = 10
"""Figures in an update."""
_SENTENCE = "The office said on Thursday that at least {} trucks had come through the gate since the truce began."


def entry(n: int, total: int) -> Entry:
    """An update with ten figures; `total` of them fill two years."""
    at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=n * (2 * 365 * 86400) / total)
    text = " ".join(_SENTENCE.format(n + i) for i in range(A_TEXT))
    update = Update(
        id=f"{n:018x}", source=f"source-{n % 40}", outlet="Sample Wire", url=f"https://wire.example/{n}",
        title=f"Note {n}", text=text, published=at, fetched=at, origin=f"{n:018x}", digest=str(n),
    )  # fmt: skip
    figures = tuple(
        FigureRecord(
            id=f"f{n:018x}{i}",
            at=at,
            figure=Figure(
                start=i * 100, end=i * 100 + 4, value=n + i, qualifier="at least", unit="trucks", measure="trucks",
                claimant="the office", claimant_id=f"office-{n % 12}", as_of=at.date(), cumulative=True,
                indicator="trucks_entered_total", sentence=_SENTENCE.format(n + i),
            ),
            cite=cite(update),
        )
        for i in range(A_TEXT)
    )  # fmt: skip
    return Entry(update=update, figures=figures)


def fill(path: Path, figures: int) -> None:
    """A store with that many figures."""
    total = figures // A_TEXT
    with Archive(path, read_only=False, seal_at=4000) as archive:
        for start in range(0, total, 1000):
            archive.put([entry(n, total) for n in range(start, min(start + 1000, total))])
        archive.compact()


def measured(words: list[str]) -> dict[str, float]:
    """Peak resident memory in MiB and CPU seconds of a process."""
    before = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)}: exit code {process.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return {
        "peak MiB": usage.ru_maxrss / unit,
        "CPU s": usage.ru_utime + usage.ru_stime,
        "s": time.perf_counter() - before,
    }


_FILL = "from pathlib import Path; from bench.export import fill; fill(Path"
_WALK = (
    "import sys; from pathlib import Path; from tui.store.archive import open as o\n"
    "with o(Path(sys.argv[1]), read_only=True) as a: print(sum(len(e.figures) for e in a.walk()))"
)


def main() -> None:
    """Measure, print a table, and one line a limit."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="100,000 figures instead of a million")
    options.add_argument("--json", action="store_true", help="one object instead of a table")
    args = options.parse_args()
    sizes = (1_000, 100_000 if args.quick else 1_000_000)
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-export-") as name:
        folder = Path(name)
        for size in sizes:
            store, target = folder / f"{size}.json", folder / f"{size}.out"
            # in a process of its own: a child's peak begins with what its parent holds
            subprocess.run([sys.executable, "-c", f"{_FILL}({str(store)!r}), {size})"], check=True)
            for form in ("csv", "jsonl"):
                words = ["-m", "tui.cli", "--store", str(store), "export", "figures", "--format", form]
                found[f"{form} {size}"] = measured([*words, "--output", str(target)])
                with target.open("rb") as lines:
                    rows = sum(1 for _ in lines)
                if rows < size:
                    raise SystemExit(f"{form}: {rows} rows of {size}")
            found[f"walk {size}"] = measured(["-c", _WALK, str(store)])
    small, large = sizes
    limits = []
    for form in ("csv", "jsonl"):
        big, little = found[f"{form} {large}"], found[f"{form} {small}"]
        peak = big["peak MiB"]
        limits.append((f"peak_mib_{form}_{large}", peak, "<=100", peak <= 100))
        growth = peak / little["peak MiB"]
        limits.append((f"memory_{form}_{large}_over_{small}", growth, "<=1.5", growth <= 1.5))
        ratio = big["CPU s"] / found[f"walk {large}"]["CPU s"]
        limits.append((f"cpu_{form}_over_reading_alone_{large}", ratio, "<=10", ratio <= 10))
    if args.json:
        keys = ("name", "value", "limit", "ok")
        print(json.dumps({"measured": found, "limits": [dict(zip(keys, x, strict=True)) for x in limits]}))
        return
    for what, row in found.items():
        print(f"{what:16}" + "  ".join(f"{k} {v:.4g}" for k, v in row.items()))
    print()
    for what, value, limit, ok in limits:
        print(f"{what} {value:.4g} {limit} {'ok' if ok else 'short'}")


if __name__ == "__main__":
    main()
