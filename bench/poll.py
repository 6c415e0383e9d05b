"""What polling costs: many sources on loopback, a first round and a round in which nothing has changed.

    python -m bench.poll [--quick] [--json]

Floor: a bare httpx loop with the same requests on the same server. Peer: the `reader` library, where it is installed.
Each contestant runs in a process of its own; CPU counts the process and its children. A last part asks a failing
server again and again, and looks for what stays behind.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ITEMS = 50
CONCURRENCY = 20
_WORDS = "Convoys moved along the coast road all morning, the harbour office said in its note for the day. "


# ------------------------------------------------------------------ the server


def _said(number: int, n: int) -> str:
    """A story of its own of 200 words, with a quote and figures; there are some dozen who claim them, as in life."""
    office = number % 24
    return (
        f"<p>Lorries moved along coast road {number} all morning, harbour office {office} said in note {n}.</p>"
        f"<p>“We count load {n} of gate {number} twice and write it down,” envoy Karim Lotfy said on Friday.</p>"
        f"<p>Harbour office {office} said {n + 2} people were killed and {n + 12} injured since the truce began on"
        f" 10 October, while {600 - n} trucks of aid entered through gate {number} on Thursday.</p>"
        f"<p>Negotiators said phase two had not begun, and that talk {n} at table {number} would resume.</p>"
        + "".join(
            f"<p>Traders at stall {number}-{n}-{k} waited for flour and cooking gas, which came on lorry {k} of the"
            f" convoy before noon. Families who had walked from quarter {k} of the town carried what they could, and"
            " stood in line until the gates were closed for the night and the guards went home.</p>"
            for k in range(3)
        )
    )


def _body(number: int, said: bool = False) -> bytes:
    items = "".join(
        f"<item><title>Note {n} of source {number}</title><link>https://wire.example/{number}/{n}</link>"
        f"<guid>{number}-{n}</guid><pubDate>Fri, 19 Dec 2025 {n % 24:02d}:00:00 GMT</pubDate>"
        f"<description><![CDATA[{_said(number, n) if said else f'<p>{_WORDS * 3}</p>'}]]></description></item>"
        for n in range(ITEMS)
    )
    return f'<rss version="2.0"><channel><title>Source {number}</title>{items}</channel></rss>'.encode()


def host(number: int) -> str:
    # every address of 127.0.0.0/8 is this machine on Linux, so that each source can have a host of its own
    return f"127.0.{1 + number // 200}.{1 + number % 200}" if sys.platform == "linux" else "127.0.0.1"


async def _serve(count: int) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                target = head.split(" ", 2)[1]
                if target.startswith("/fail"):
                    writer.write(b"HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops")
                elif "if-none-match" in head.lower():
                    writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n')
                else:
                    path, _, query = target.partition("?")
                    body = _body(int(path.strip("/")), query == "said")
                    writer.write(b'HTTP/1.1 200 OK\r\nETag: "v1"\r\nContent-Type: application/rss+xml\r\n')
                    writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        writer.close()

    first = await asyncio.start_server(connected, host(0), 0, backlog=1000)
    port = first.sockets[0].getsockname()[1]
    hosts = {host(n) for n in range(count)} - {host(0)}
    others = [await asyncio.start_server(connected, host, port) for host in sorted(hosts)]
    print(port, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # until the bench is over
    for server in [first, *others]:
        server.close()
    os._exit(0)


# ------------------------------------------------------------------ the contestants


class _Meter:
    """Wall and CPU seconds since it was last asked; the CPU of children counts when they have ended."""

    def __init__(self) -> None:
        self.last = self._now()

    @staticmethod
    def _now() -> tuple[float, float]:
        return time.perf_counter(), time.process_time()

    def lap(self) -> tuple[float, float]:
        before, self.last = self.last, self._now()
        return self.last[0] - before[0], self.last[1] - before[1]


def _peak_mib() -> float:
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def _children() -> tuple[float, float]:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale


async def _ours(port: int, count: int) -> dict[str, float]:
    from tui.config import Polling, Source
    from tui.sources.poller import Poller

    items = 0

    async def deliver(_: Source, found: Sequence[Any], __: datetime) -> None:
        nonlocal items
        items += len(found)

    async def report(_: Any) -> None:
        pass

    sources = [Source(id=f"s{n}", name=f"S{n}", kind="feed", url=f"http://{host(n)}:{port}/{n}") for n in range(count)]
    poller = Poller(
        sources,
        Polling(concurrency=CONCURRENCY),
        base=Path(),
        deliver=deliver,
        report=report,
        known=lambda _, __: False,
    )
    await poller.once(["s0"], force=True)  # imports and the start of the worker are not polling
    items = 0
    meter = _Meter()
    await poller.once(force=True)
    first = meter.lap()
    second = [(await poller.once(force=True), meter.lap())[1] for _ in range(3)]
    states = poller.states
    await poller.aclose()
    assert all(s.status == "ok" for s in states.values()), next(s.error for s in states.values() if s.error)
    worker_cpu, worker_peak = _children()
    return {
        "items": items,
        "first_s": first[0],
        "first_cpu_s": first[1] + worker_cpu,
        "same_s": statistics.median(x[0] for x in second),
        "same_cpu_s": statistics.median(x[1] for x in second),
        "peak_mib": _peak_mib() + worker_peak,
    }


async def _floor(port: int, count: int) -> dict[str, float]:
    import httpx

    limits = httpx.Limits(max_connections=40, max_keepalive_connections=20, keepalive_expiry=15)
    gate = asyncio.Semaphore(CONCURRENCY)
    tags: dict[int, str] = {}
    async with httpx.AsyncClient(limits=limits, trust_env=False, headers={"Accept-Encoding": "gzip"}) as client:

        async def one(number: int) -> int:
            async with gate:
                headers = {"If-None-Match": tags[number]} if number in tags else {}
                answer = await client.get(f"http://{host(number)}:{port}/{number}", headers=headers)
                tags[number] = answer.headers["etag"]
                return len(answer.content)

        await client.get(f"http://{host(0)}:{port}/0")
        meter = _Meter()
        await asyncio.gather(*(one(n) for n in range(count)))
        first = meter.lap()
        second = []
        for _ in range(3):
            await asyncio.gather(*(one(n) for n in range(count)))
            second.append(meter.lap())
    return {
        "items": 0,
        "first_s": first[0],
        "first_cpu_s": first[1],
        "same_s": statistics.median(x[0] for x in second),
        "same_cpu_s": statistics.median(x[1] for x in second),
        "peak_mib": _peak_mib(),
    }


def _peer(port: int, count: int) -> dict[str, float]:
    from reader import make_reader  # type: ignore[import-not-found, unused-ignore]

    with tempfile.TemporaryDirectory() as folder:
        reader = make_reader(f"{folder}/reader.sqlite")
        for n in range(count):
            reader.add_feed(f"http://{host(n)}:{port}/{n}")
        meter = _Meter()
        reader.update_feeds(workers=CONCURRENCY)
        first = meter.lap()
        reader.update_feeds(workers=CONCURRENCY)
        second = meter.lap()
        items = reader.get_entry_counts().total
    return {
        "items": items or 0,
        "first_s": first[0],
        "first_cpu_s": first[1],
        "same_s": second[0],
        "same_cpu_s": second[1],
        "peak_mib": _peak_mib(),
    }


async def _leak(port: int, polls: int) -> dict[str, float]:
    """Memory, open files and tasks before and after many polls of a server that fails."""
    from tui.config import Polling, Source
    from tui.sources.poller import Poller

    async def nothing(*_: Any) -> None:
        pass

    sources = [Source(id=f"s{n}", name=f"S{n}", kind="feed", url=f"http://{host(n)}:{port}/fail") for n in range(50)]
    poller = Poller(
        sources,
        Polling(concurrency=CONCURRENCY),
        base=Path(),
        deliver=nothing,
        report=nothing,
        known=lambda _, __: False,
    )

    def now() -> tuple[float, int, int]:
        gc.collect()
        rss = 0.0
        with contextlib.suppress(OSError):
            rss = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024
        files = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208
        return rss, files, len(asyncio.all_tasks())

    for _ in range(10):
        await poller.once(force=True)
    before = now()
    for _ in range(max(1, polls // len(sources))):
        await poller.once(force=True)
    after = now()
    await poller.aclose()
    return {"rss_kib": after[0] - before[0], "files": after[1] - before[1], "tasks": after[2] - before[2]}


# ------------------------------------------------------------------ the bench


def _run(role: str, port: int, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.poll", "--role", role, "--port", str(port), "--count", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _role(role: str, port: int, count: int) -> None:
    if role == "serve":
        asyncio.run(_serve(count))
    elif role == "peer":
        print(json.dumps(_peer(port, count)))
    else:
        work = {"ours": _ours, "floor": _floor, "leak": _leak}[role]
        print(json.dumps(asyncio.run(work(port, count))))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.poll", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="200 sources and 1,000 failing polls")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--role", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--count", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role:
        _role(options.role, options.port, options.count)
        return
    count, polls, rounds = (200, 1_000, 1) if options.quick else (1_000, 10_000, 3)
    command = [sys.executable, "-m", "bench.poll", "--role", "serve", "--count", str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None and server.stdout is not None
        port = int(server.stdout.readline())
        results: dict[str, list[dict[str, float]]] = {"ours": [], "floor": []}
        for _ in range(rounds):  # in turn, so that a busy moment of the machine hits both
            for role in ("floor", "ours"):
                results[role].append(_run(role, port, count))
        with contextlib.suppress(subprocess.CalledProcessError):
            results["peer"] = [_run("peer", port, count)]
        leak = _run("leak", port, polls)
        server.stdin.close()
    medians = {
        role: {key: statistics.median(r[key] for r in runs) for key in runs[0]} for role, runs in results.items()
    }
    ratio = medians["ours"]["same_cpu_s"] / medians["floor"]["same_cpu_s"]
    limits: list[tuple[str, float, float]] = [
        ("poll.same_cpu_ratio", round(ratio, 2), 1.5),
        ("poll.peak_mib", round(medians["ours"]["peak_mib"], 1), 250),
        ("poll.left_files", leak["files"], 0),
        ("poll.left_tasks", leak["tasks"], 0),
        ("poll.left_kib_per_1000", round(leak["rss_kib"] * 1000 / polls, 1), 100),
    ]
    if options.json:
        table = {"sources": count, "medians": medians, "leak": leak, "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
        print(json.dumps(table | {"limits": [{"name": n, "value": v, "limit": x} for n, v, x in limits]}))
        return
    print(f"{count} sources of {ITEMS} items, {CONCURRENCY} at once; medians of {rounds}")
    print(f"{'':8}{'first s':>10}{'CPU s':>10}{'same s':>10}{'CPU s':>10}{'peak MiB':>10}{'items':>9}")
    for role, row in medians.items():
        cells = "".join(f"{row[k]:10.2f}" for k in ("first_s", "first_cpu_s", "same_s", "same_cpu_s", "peak_mib"))
        print(f"{role:8}{cells}{row['items']:9.0f}")
    if "peer" not in medians:
        print("peer    the reader library is not installed: skipped")
    print(f"{polls} failing polls left {leak['rss_kib']:.0f} KiB, {leak['files']:.0f} files, {leak['tasks']:.0f} tasks")
    for name, value, limit in limits:
        print(f"{name} {value} {limit} {'ok' if value <= limit else 'short'}")


if __name__ == "__main__":
    main()
