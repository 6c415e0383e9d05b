"""What a first round over many sources costs as a whole, and what a person at the keys feels of it.

    python -m bench.load [--quick] [--json]

A loopback server has 1,000 sources of 50 items, each with a quote and a figure. The first part polls, reads and keeps
them all, and says how much of the CPU time is reading (`tui.extract`), against all that stands around it. The second
part opens the dashboard on a pseudo-terminal while such a round is under way, presses a key and waits for the screen
that it opens; the floor is the same key in the same program on the same store, with nothing to ask.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.poll import ITEMS, host

_CONFIG = """
[polling]
match_any = []
concurrency = 20
[store]
sync = "second"
"""
_SOURCE = '[[sources]]\nid = "s{0}"\nname = "Sample {0}"\nkind = "feed"\nurl = "http://{1}:{2}/{0}?said"\n'
KEY, OPENED, CLOSE = b"?", b"Keys", b"\x1b"
RECORD = "§"
"""What stands beside the rows of the shipped record, which is there before anything is polled."""
PATIENCE = 60.0


def _configure(folder: Path, port: int, count: int) -> Path:
    path = folder / f"sources-{count}.toml"
    path.write_text(_CONFIG + "".join(_SOURCE.format(n, host(n), port) for n in range(count)), encoding="utf-8")
    return path


# ------------------------------------------------------------------ the whole round


async def _round(port: int, count: int) -> dict[str, float]:
    from tui import extract
    from tui.agreement import load as load_agreement
    from tui.config import load as load_config
    from tui.monitor import Monitor

    spent = 0.0
    lock = threading.Lock()
    read = extract.read

    def timed(*args: Any, **options: Any) -> Any:
        nonlocal spent
        before = time.thread_time()
        try:
            return read(*args, **options)
        finally:
            with lock:
                spent += time.thread_time() - before

    extract.read = timed
    with tempfile.TemporaryDirectory(prefix="bench-load-") as name:
        folder = Path(name)
        config = load_config(_configure(folder, port, count))
        monitor = Monitor(config, load_agreement(), folder / "store.json", poll=False)
        await monitor.open()
        await monitor.once(["s0"])  # imports and the start of the worker are not polling
        spent = 0.0
        before = _parsing()
        begin, cpu = time.perf_counter(), time.process_time()
        states = await monitor.once()
        wall, cpu = time.perf_counter() - begin, time.process_time() - cpu
        stored = monitor.snapshot().stored
        await monitor.stop()
    assert all(s.status == "ok" for s in states), next(s.error for s in states if s.error)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    parse = child.ru_utime + child.ru_stime - before
    return {
        "stored": stored,
        "wall_s": wall,
        "cpu_s": cpu + parse,
        "parse_cpu_s": parse,
        "extract_cpu_s": spent,
        "share": spent / (cpu + parse),
        "peak_mib": (own.ru_maxrss + child.ru_maxrss) / scale,
    }


def _parsing() -> float:
    """CPU seconds that the processes which parse have used up to now, their start included; 0 where it is not told."""
    seconds = 0.0
    for task in Path("/proc/self/task").glob("*/children"):
        for pid in task.read_text().split():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


# ------------------------------------------------------------------ at the keys


def _presses(folder: Path, config: Path, store: Path, times: int) -> tuple[list[float], bytes]:
    """Seconds from the key to the screen that it opens, `times` times."""
    from bench.screen import Screen

    screen = Screen(folder, "-m", "tui.cli", "--config", str(config), "--store", str(store))
    found = []
    try:
        screen.until(RECORD)
        screen.rest(4.0)  # the imports after the first paint are over, and the round is under way
        for _ in range(times):
            screen.output = b""
            screen.began = begin = time.monotonic()
            os.write(screen.terminal, KEY)
            screen.until(OPENED.decode())
            found.append(time.monotonic() - begin)
            screen.rest(0.2)
            os.write(screen.terminal, CLOSE)
            screen.rest(0.5)
        return found, screen.output
    finally:
        screen.end()


def _keys(port: int, count: int, times: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bench-load-") as name:
        folder = Path(name)
        busy, quiet = _configure(folder, port, count), _configure(folder, port, 0)
        _presses(folder, quiet, folder / "other.json", 1)  # compiles
        under, _ = _presses(folder, busy, folder / "store.json", times)
        idle, _ = _presses(folder, quiet, folder / "store.json", times)
    return {
        "idle_ms": 1000 * statistics.median(idle),
        "load_ms": 1000 * statistics.median(under),
        "idle_worst_ms": 1000 * max(idle),
        "load_worst_ms": 1000 * max(under),
    }


# ------------------------------------------------------------------ the bench


@contextlib.contextmanager
def _server(count: int) -> Iterator[int]:
    command = [sys.executable, "-m", "bench.poll", "--role", "serve", "--count", str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None and server.stdout is not None
        yield int(server.stdout.readline())
        server.stdin.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20 sources in the first part, 8 keys")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--role", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role == "round":
        print(json.dumps(asyncio.run(_round(options.port, options.count))))
        return
    count, times = (20, 8) if options.quick else (1_000, 30)
    with _server(1_000) as port:
        command = [sys.executable, "-m", "bench.load", "--role", "round", "--port", str(port), "--count", str(count)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        whole: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        keys = _keys(port, 1_000, times) if sys.platform == "linux" else {}
    limits: list[tuple[str, float, float]] = [
        ("load.not_extract_share", round(1 - whole["share"], 3), 0.20),
        ("load.peak_mib", round(whole["peak_mib"], 1), 250),
    ]
    if keys:
        limits.append(("load.key_to_paint_ratio", round(keys["load_ms"] / keys["idle_ms"], 2), 2.0))
    if options.json:
        table = {"sources": count, "round": whole, "keys": keys}
        print(json.dumps(table | {"limits": [{"name": n, "value": v, "limit": x} for n, v, x in limits]}))
        return
    print(f"first round over {count} sources of {ITEMS} items: {whole['stored']:,.0f} kept in {whole['wall_s']:.1f} s")
    for name, label in (("cpu_s", "CPU in all"), ("extract_cpu_s", "reading"), ("parse_cpu_s", "parsing")):
        print(f"{label:12}{whole[name]:9.2f} s{100 * whole[name] / whole['cpu_s']:7.1f} %")
    if keys:
        print(f"from the key to the help, medians of {times} (worst)")
        for part in ("idle", "load"):
            print(f"{part:12}{keys[f'{part}_ms']:9.0f} ms ({keys[f'{part}_worst_ms']:.0f})")
    else:
        print("keys are measured on Linux only: skipped")
    for name, value, limit in limits:
        print(f"{name} {value} {limit} {'ok' if value <= limit else 'short'}")


if __name__ == "__main__":
    main()
