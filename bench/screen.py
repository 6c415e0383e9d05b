"""What the screen costs: start-up against an empty Textual app, and keys, arrivals and rest with 100,000 rows.

    python -m bench.screen [--quick] [--json]

Start-up and rest are measured in fresh processes on a terminal of 120 x 40 (a pseudo-terminal): wall and CPU time
until the first frame, and for ours until the dashboard itself has drawn its panes, and until what is stored stands in
them; with 10 and with 100,000 updates stored. The empty app is one label; all take turns. Memory is that with 10,000
stored. No source is on, so nothing is asked of any network. Keys and arrivals are CPU time in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import functools
import json
import os
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench._news import fill

SCREENFULS, ROWS = 200, 100_000
"""Rows of a list that is no longer than a few screens, and of one that grew for years: a key costs the same in both."""
COLUMNS, LINES = 120, 40
PATIENCE = 60.0
"""Seconds to wait for a frame before the bench gives up."""


# ------------------------------------------------------------------ on a terminal of its own


class Screen:
    """A program on a pseudo-terminal, watched from outside."""

    def __init__(self, folder: Path, *words: str) -> None:
        import fcntl
        import pty
        import termios

        self.began = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            os.environ.pop("NO_COLOR", None)
            # compiled once, as an installed program is, and not into the folder of whoever runs this
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
            os.execv(sys.executable, [sys.executable, *words])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.output = b""

    def until(self, words: str) -> float:
        """Seconds from the start until `words` were drawn."""
        wanted = words.encode()
        while wanted not in self.output:
            left = self.began + PATIENCE - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise SystemExit(f'bench.screen: "{words}" was not drawn within {PATIENCE:.0f} s')
            self._read()
        return time.monotonic() - self.began

    def rest(self, seconds: float) -> tuple[float, float]:
        """CPU seconds used in the next `seconds`, and resident MiB at the end."""
        before, end = self._cpu(), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                self._read()
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return self._cpu() - before, pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def end(self) -> float:
        """Stop it at once. CPU seconds that it used in all."""
        os.kill(self.pid, signal.SIGKILL)
        _, _, used = os.wait4(self.pid, 0)
        os.close(self.terminal)
        return used.ru_utime + used.ru_stime

    def _read(self) -> None:
        try:
            data = os.read(self.terminal, 65_536)
        except OSError:
            data = b""
        if not data:
            raise SystemExit(f"bench.screen: the program ended early:\n{self.output.decode(errors='replace')[-2000:]}")
        self.output += data

    def _cpu(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


_EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("nothing here")
Empty().run()
"""


def _empty(folder: Path) -> Screen:
    return Screen(folder, "-c", _EMPTY)


def _ours(folder: Path, stored: int = 0) -> Screen:
    config = folder / "sources.toml"
    if not config.exists():
        config.write_text("[polling]\ninterval = 900\n", encoding="utf-8")
    store = folder / (f"news-{stored}.json" if stored else f"{time.monotonic_ns()}.json")
    if stored and not store.exists():
        fill(store, stored)
    return Screen(folder, "-m", "tui", "--config", str(config), "--store", str(store))


FRAME, PANES, RECORD = "loading", "help", "Sample Wire"
"""What stands in the first frame, in the first one of the dashboard itself, and in the one with what is stored."""
FEW, MANY, SOME = 10, 100_000, 10_000
"""Updates stored."""


def _start(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    turns: list[tuple[str, Callable[[Path], Screen], str]] = [("empty", _empty, "nothing")]
    for stored in (FEW, MANY):
        ours = functools.partial(_ours, stored=stored)
        turns += [
            (f"ours, {stored:,}", ours, FRAME),
            (f"panes, {stored:,}", ours, PANES),
            (f"record, {stored:,}", ours, RECORD),
        ]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name, _, _ in turns}
    for turn in range(-1, rounds):
        for name, begin, words in turns:
            screen = begin(folder)
            try:
                wall = screen.until(words)
                if turn < 0:
                    screen.rest(2.0)  # the first turn compiles, and is not counted
            finally:
                cpu = screen.end()
            if turn >= 0:
                found[name].append((wall, cpu))
    return {
        name: {
            "wall_s": statistics.median(w for w, _ in runs),
            "cpu_s": statistics.median(c for _, c in runs),
            "least_wall_s": min(w for w, _ in runs),
            "least_cpu_s": min(c for _, c in runs),
        }
        for name, runs in found.items()
    }


def _rest(folder: Path, seconds: float) -> dict[str, dict[str, float]]:
    found = {}
    ours = functools.partial(_ours, stored=SOME)
    turns: list[tuple[str, Callable[[Path], Screen], str]] = [("empty", _empty, "nothing"), ("ours", ours, RECORD)]
    for name, begin, words in turns:
        screen = begin(folder)
        try:
            screen.until(words)
            screen.rest(2.0)  # what is left to be imported after the first paint
            cpu, mib = screen.rest(seconds)
        finally:
            screen.end()
        found[name] = {"idle_percent": 100 * cpu / seconds, "resident_mib": mib}
    return found


# ------------------------------------------------------------------ with many rows


class _Still:
    """A monitor that shows what it is given."""

    def __init__(self, shot: Any) -> None:
        self.shot = shot

    def clock(self) -> datetime:
        return datetime(2025, 12, 19, 14, tzinfo=UTC)

    history = None

    def present(self) -> Any:
        return self.shot

    async def look_back(self, moment: datetime | None) -> None: ...

    def snapshot(self) -> Any:
        return self.shot

    async def open(self) -> None: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    def subscribe(self, callback: Callable[[], None]) -> object:
        return callback

    def attend(self) -> None: ...
    def refresh(self, source_id: str | None) -> Mapping[str, datetime | None]:
        return {}

    def update(self, id: str) -> None: ...  # noqa: A002
    def records_of(self, update_id: str) -> None: ...
    def mark_seen(self, at: datetime) -> None: ...
    def unmark_seen(self) -> None: ...
    async def mark_wrong(self, record_id: str, update_id: str | None, note: str, initials: str) -> None: ...
    async def unmark(self, record_id: str, initials: str = "", note: str = "") -> None: ...
    async def pin(self, key: str, update_id: str | None = None) -> bool:
        return True

    async def undo(self, initials: str = "") -> None: ...
    def note(self, key: str) -> None: ...
    def keep_note(self, key: str, value: object) -> None: ...
    def set_status(self, commitment_id: str, word: str, note: str, initials: str) -> None: ...
    def clear_status(self, commitment_id: str, initials: str = "") -> None: ...


def _quote(n: int, at: datetime) -> Any:
    from tui.records import Cite, Quote, QuoteRecord

    words = f"Statement number {n} about the timetable of the convoys along the coast road"
    said = Quote(start=0, end=len(words), text=words, kind="direct", speaker=f"Speaker {n % 97} Exampleson", cue="said")
    where = Cite(
        update=f"u{n}", source="sample", outlet="Sample Wire", url=f"https://wire.example/{n}", title="Note",
        published=at, fetched=at, revision=1, origin=f"u{n}",
    )  # fmt: skip
    return QuoteRecord(id=f"q{n}", at=at, quote=said, cite=where)


async def _many(rows: int, times: int) -> dict[str, float]:
    import msgspec

    from tui.agreement import load
    from tui.agreement.ledger import ledger
    from tui.agreement.status import derive
    from tui.dashboard.app import DashboardApp
    from tui.filing import record_entries
    from tui.snapshot import Snapshot

    agreement = load()
    record = record_entries(agreement)
    newest = datetime(2025, 12, 19, 12, tzinfo=UTC)
    quotes = [_quote(n, newest - timedelta(minutes=n)) for n in range(rows)]
    figures = [f for e in record for f in e.figures]
    shot = Snapshot(
        agreement=agreement,
        now=newest,
        as_of=newest,
        phases=derive(agreement, [x for e in record for x in e.evidence], figures, newest),
        quotes=quotes,
        figures=ledger(agreement, figures),
        changes=(),
        sources=(),
        stored=rows,
    )
    monitor = _Still(shot)
    app = DashboardApp(monitor)
    spent: dict[str, list[float]] = {"down": [], "page": [], "last": [], "prepend": []}
    async with app.run_test(size=(COLUMNS, LINES)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        for name, keys in (("down", ["j"]), ("page", ["pagedown"]), ("last", ["G", "g"])):
            for n in range(times):
                before = time.process_time()
                await pilot.press(keys[n % len(keys)])
                await pilot.pause()
                spent[name].append(time.process_time() - before)
        for n in range(times):
            quotes = [_quote(rows + n, newest + timedelta(minutes=n + 1)), *quotes]
            monitor.shot = msgspec.structs.replace(shot, quotes=quotes)
            before = time.process_time()
            app.notice()
            app.flush()
            await pilot.pause()
            spent["prepend"].append(time.process_time() - before)
    return {f"{name}_ms": 1000 * statistics.median(values) for name, values in spent.items()}


def _fresh(rows: int, times: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.screen", "--role", "many", "--rows", str(rows), "--times", str(times)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.screen", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="5 starts each, 20 keys each, 5 seconds of rest")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--role", help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, default=ROWS, help=argparse.SUPPRESS)
    parser.add_argument("--times", type=int, default=20, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role == "many":
        print(json.dumps(asyncio.run(_many(options.rows, options.times))))
        return
    rounds, times, seconds = (5, 20, 5.0) if options.quick else (15, 100, 30.0)
    start: dict[str, dict[str, float]] = {}
    rest: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-screen-") as folder:
        if sys.platform == "linux":
            with contextlib.suppress(ImportError):
                start = _start(Path(folder), rounds)
                rest = _rest(Path(folder), seconds)
    few, many = _fresh(SCREENFULS, times), _fresh(ROWS, times)
    limits: list[tuple[str, float, float]] = []
    if start:
        empty = start["empty"]
        for stored in (FEW, MANY):
            paint, panes = start[f"ours, {stored:,}"], start[f"panes, {stored:,}"]
            limits += [
                (f"screen.first_paint_ratio_{stored}", round(paint["wall_s"] / empty["wall_s"], 2), 1.25),
                (f"screen.panes_ratio_{stored}", round(panes["wall_s"] / empty["wall_s"], 2), 1.25),
                (f"screen.panes_cpu_more_s_{stored}", round(panes["cpu_s"] - empty["cpu_s"], 3), 0.15),
            ]
        limits += [
            ("screen.idle_percent", round(rest["ours"]["idle_percent"], 2), 0.5),
            (f"screen.resident_mib_{SOME}", round(rest["ours"]["resident_mib"], 1), 60),
        ]
    slowest = max(many[k] for k in ("down_ms", "page_ms", "last_ms"))
    limits += [
        ("screen.key_to_paint_ms", round(slowest, 1), 20),
        ("screen.prepend_ms", round(many["prepend_ms"], 1), 20),
    ]
    if options.json:
        table = {"start": start, "rest": rest, f"rows_{SCREENFULS}": few, f"rows_{ROWS}": many}
        print(json.dumps(table | {"limits": [{"name": n, "value": v, "limit": x} for n, v, x in limits]}))
        return
    if start:
        print(f"until the first frame, medians of {rounds} (least in brackets)")
        for name, row in start.items():
            print(
                f"{name:17}{row['wall_s']:8.3f} s ({row['least_wall_s']:.3f})"
                f"{row['cpu_s']:8.3f} s CPU ({row['least_cpu_s']:.3f})"
            )
        print(f"at rest for {seconds:.0f} s")
        for name, row in rest.items():
            print(f"{name:17}{row['idle_percent']:8.2f} % of a core{row['resident_mib']:8.1f} MiB resident")
    else:
        print("start-up and rest are measured on Linux only: skipped")
    print(f"CPU ms to the paint, medians of {times}")
    print(f"{'rows':14}{'j':>8}{'PgDn':>8}{'G g':>8}{'arrival':>9}")
    for name, found in ((f"{SCREENFULS:,}", few), (f"{ROWS:,}", many)):
        cells = "".join(f"{found[k]:8.1f}" for k in ("down_ms", "page_ms", "last_ms"))
        print(f"{name:14}{cells}{found['prepend_ms']:9.1f}")
    for name, value, limit in limits:
        print(f"{name} {value} {limit} {'ok' if value <= limit else 'short'}")


if __name__ == "__main__":
    main()
