"""Several agreements watched at once, and several desks on one record: nothing of one feeds another, nothing is asked
twice, and a collector that is killed loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from loopback import LoopbackServer, Reply, Request

from bench._postgres import Server
from tui.agreement import load
from tui.cli import main
from tui.config import load as load_config
from tui.monitor import Monitor
from tui.store.archive import open as open_archive
from tui.store.shared.archive import SharedArchive

DAY = datetime(2025, 12, 19, 8, tzinfo=UTC)
GAZA = "“Twelve trucks came through Rafah,” relief officer Karim Lotfy told Sample Wire of the night in Gaza."
NAQOURA = "“The patrol left Naqoura at dawn,” envoy Rana Sample told Sample Wire in southern Lebanon."


def rss(*items: tuple[str, str]) -> str:
    rows = "".join(
        f"<item><guid>{guid}</guid><title>Note {guid}</title><link>https://wire.example/{guid}</link>"
        f"<pubDate>{format_datetime(DAY)}</pubDate><description>{text}</description></item>"
        for guid, text in items
    )
    return f'<rss version="2.0"><channel><title>Sample</title>{rows}</channel></rss>'


def configure(folder: Path, server: LoopbackServer, names: list[str], head: str = "") -> Path:
    polling = '[polling]\ntimeout = 20\nconnect_timeout = 2\nmatch_any = ["gaza", "rafah"]\n'
    parts = [
        f'[[sources]]\nid = "{n}"\nname = "Sample {n}"\nkind = "feed"\nurl = "{server.url(f"/{n}")}"\n' for n in names
    ]
    path = folder / "sources.toml"
    path.write_text(head + polling + "\n".join(parts))
    return path


# ------------------------------------------------------------------ several agreements


TWO = '[agreement]\nid = "gaza-2025"\nalso = ["lebanon-2024"]\n'


def test_two_agreements_are_polled_as_one_and_nothing_of_one_feeds_the_other(tmp_path: Path, empty_home: Path) -> None:
    with LoopbackServer() as server:
        server.route("/wire", Reply(body=rss(("g", GAZA), ("l", NAQOURA)).encode()))
        config = configure(tmp_path, server, ["wire"], TWO)
        result = CliRunner().invoke(main, ["--config", str(config), "poll", "--once", "--json"])
        assert result.exit_code == 0, result.stderr
        assert [r.path for r in server.requests] == ["/wire"]
        told = [json.loads(line) for line in result.stdout.splitlines()]
        stored = {(e["agreement"], e["title"]) for e in told if e["event"] == "stored"}
        assert stored == {("gaza-2025", "Note g"), ("lebanon-2024", "Note l")}
        for agreement, title in (("gaza-2025", "Note g"), ("lebanon-2024", "Note l")):
            where = CliRunner().invoke(main, ["--config", str(config), "--agreement", agreement, "store", "path"])
            with open_archive(where.stdout.strip(), read_only=True) as archive:
                assert [u.title for u in archive.updates()] == [title]


def test_a_new_agreement_gets_what_an_unchanged_source_still_carries(tmp_path: Path) -> None:
    with LoopbackServer() as server:

        def answer(request: Request) -> Reply:
            if request.headers.get("if-none-match") == '"1"':
                return Reply(status=304)
            return Reply(body=rss(("g", GAZA), ("l", NAQOURA)).encode(), headers={"ETag": '"1"'})

        server.route("/wire", answer)
        config = configure(tmp_path, server, ["wire"], '[agreement]\nid = "gaza-2025"\n')
        assert CliRunner().invoke(main, ["--config", str(config), "poll", "--once"]).exit_code == 0
        configure(tmp_path, server, ["wire"], TWO)
        result = CliRunner().invoke(main, ["--config", str(config), "poll", "--once", "--json"])
        told = [json.loads(line) for line in result.stdout.splitlines()]
        assert [(e["agreement"], e["title"]) for e in told if e["event"] == "stored"] == [("lebanon-2024", "Note l")]


@pytest.mark.parametrize(
    ("also", "wrong"),
    [
        ('["gaza-2025"]', "agreement.also: gaza-2025 is there twice"),
        ('["atlantis-2031"]', "atlantis-2031"),
        ('"lebanon-2024"', "agreement.also"),
    ],
)
def test_a_mistake_in_also_is_told(tmp_path: Path, also: str, wrong: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(f'[agreement]\nid = "gaza-2025"\nalso = {also}\n')
    result = CliRunner().invoke(main, ["--config", str(path), "poll", "--once"])
    assert result.exit_code == 2
    assert wrong in result.stderr and "Traceback" not in result.stderr


def test_another_agreement_than_the_file_names_takes_of_its_sources_what_names_its_places(tmp_path: Path) -> None:
    with LoopbackServer() as server:
        server.route("/wire", Reply(body=rss(("g", GAZA), ("l", NAQOURA)).encode()))
        config = configure(tmp_path, server, ["wire"], '[agreement]\nid = "gaza-2025"\n')
        words = ["--config", str(config), "--agreement", "lebanon-2024", "--store", str(tmp_path / "s.json")]
        assert CliRunner().invoke(main, [*words, "poll", "--once"]).exit_code == 0
        with open_archive(tmp_path / "s.json", read_only=True) as archive:
            assert [u.title for u in archive.updates()] == ["Note l"]


# ------------------------------------------------------------------ several desks on one record


@contextlib.contextmanager
def collecting(config: Path, url: str) -> Iterator[subprocess.Popen[str]]:
    """A collector of its own."""
    words = ["--config", str(config), "--store", url, "poll", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        _, errors = process.communicate()
        assert "Traceback" not in errors, errors


def until(true: Callable[[], Any], seconds: float = 60.0) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"it never came to be so: {true()}"
        time.sleep(0.05)


async def following(viewer: Monitor, count: int) -> None:
    """Wait until a viewer shows so many updates."""
    news = asyncio.Event()
    viewer.subscribe(news.set)
    while viewer.snapshot().stored != count:
        await asyncio.wait_for(news.wait(), 30)
        news.clear()


async def test_two_collectors_two_viewers_one_collector_killed(tmp_path: Path, database: Server) -> None:
    names, url = [f"s{n}" for n in range(8)], database.record()
    url = f"{url}-desks"
    with LoopbackServer() as server:
        for name in names:
            items = [
                (f"{name}-{n}", f"“Truck {n} of {name} came to Gaza,” officer Karim Lotfy said.") for n in range(6)
            ]
            server.route(f"/{name}", Reply(body=rss(*items).encode()))
        healthy = server.requests
        first = True

        def hang_once(request: Request) -> Reply:
            nonlocal first
            stalled, first = first, False
            return Reply(raw=True, stall=True) if stalled else Reply(body=rss(("s3-0", GAZA)).encode())

        server.route("/s3", hang_once)
        config = configure(tmp_path, server, names, '[agreement]\nid = "gaza-2025"\n')
        with collecting(config, url) as one, collecting(config, url) as two:
            # made by whichever of the two was first
            until(lambda: any(r.path == "/s3" for r in healthy))
            viewers = [
                Monitor(load_config(config), load("gaza-2025"), url, poll=False, read_only=True) for _ in range(2)
            ]
            for viewer in viewers:
                await viewer.start()
            try:
                with SharedArchive(url) as archive:
                    until(lambda: (archive.refresh(), len(archive) == 7 * 6)[1])
                    ((holder,),) = archive._link.rows("SELECT holder FROM sources WHERE id = 's3'")
                    pid = int(holder.split(":")[1])
                    assert pid in (one.pid, two.pid)
                    os.kill(pid, signal.SIGKILL)
                    # what it was asking is asked by nobody else until its lease has run out
                    assert archive.lease("s3", "somebody", 5) is None
                    with archive._link.use(write=True) as connection:
                        connection.execute("UPDATE sources SET until = now() WHERE id = 's3'")
                    with collecting(config, url):
                        until(lambda: (archive.refresh(), len(archive) == 7 * 6 + 1)[1])
                    assert sorted(u.id for u in archive.updates()) == sorted({u.id for u in archive.updates()})
                    assert len(archive.quotes()) == 7 * 6 + 1
                for viewer in viewers:
                    await following(viewer, 7 * 6 + 1)
            finally:
                for viewer in viewers:
                    await viewer.stop()
        asked = [r.path for r in healthy]
        assert {p: asked.count(p) for p in asked} == {f"/{n}": 2 if n == "s3" else 1 for n in names}
