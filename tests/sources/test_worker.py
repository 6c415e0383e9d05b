"""The worker process on documents that hold up, kill or overfill it. The parsers' own answers are tested elsewhere."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.config import Source
from tui.sources.items import Article, Feed, Item, Link, SourceError
from tui.sources.worker import MAX_INPUT, Worker

FEED = (
    b'<rss version="2.0"><channel><title>Sample Wire</title><item><title>One</title>'
    b"<link>https://wire.example/1</link><pubDate>Fri, 19 Dec 2025 08:00:00 GMT</pubDate></item></channel></rss>"
)
# an element with so many attributes that no parser of Python gets through in time
FLOOD = (
    b'<rss version="2.0"><channel><item ' + b" ".join(b'a%d="1"' % i for i in range(200_000)) + b"/></channel></rss>"
)


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    async with Worker(deadline=2.0) as made:
        yield made


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def is_zombie(pid: int) -> bool:
    """Ended, and not yet waited for by whoever inherited it."""
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


async def test_each_task(worker: Worker, tmp_path: Path) -> None:
    feed = await worker.run("feed", FEED, "application/rss+xml", "https://wire.example/feed", limit=5)
    assert isinstance(feed, Feed)
    assert feed.items[0].published == datetime(2025, 12, 19, 8, tzinfo=UTC)

    page = b"<html><body><main><h1>Title</h1><p>Some words.</p><a href='/news/1'>A story</a></main></body></html>"
    article = await worker.run("article", page, "https://wire.example/p")
    assert isinstance(article, Article)
    assert "Some words." in article.text
    assert await worker.run("links", page, "https://wire.example/", "/news/") == [
        Link(url="https://wire.example/news/1", text="A story")
    ]

    api = Source(id="a", name="A", kind="api", url="https://api.example/", map={"title": "t"})
    rows = await worker.run("api", b'[{"t": "Words"}]', api, datetime(2025, 12, 19, tzinfo=UTC))
    assert [i.title for i in rows] == ["Words"]

    (tmp_path / "one.txt").write_text("A title\n\nA text.")
    files = await worker.run("files", Source(id="f", name="F", kind="file", path="*.txt"), str(tmp_path))
    assert isinstance(files[0], Item)
    assert files[0].title == "A title"


async def test_one_process_serves_all(worker: Worker) -> None:
    assert worker.pid is None
    await worker.run("feed", FEED)
    first = worker.pid
    results = await asyncio.gather(*(worker.run("feed", FEED) for _ in range(20)))
    assert all(r.title == "Sample Wire" for r in results)
    assert worker.pid == first


async def test_a_parsers_refusal_is_a_source_error(worker: Worker) -> None:
    with pytest.raises(SourceError, match=r'plain text came instead of a feed: "Wait a while\."'):
        await worker.run("feed", b"Wait a while.")
    assert worker.pid is not None


async def test_a_flood_of_attributes_meets_the_deadline(worker: Worker) -> None:
    await worker.run("feed", FEED)
    first = worker.pid
    assert first is not None
    with pytest.raises(SourceError, match="took longer than 2 s"):
        await worker.run("feed", FLOOD)
    assert not alive(first)
    assert (await worker.run("feed", FEED)).title == "Sample Wire"
    assert worker.pid not in (None, first)


async def test_a_pattern_that_backtracks_meets_the_deadline() -> None:
    page = b"<a href='/" + b"a" * 60 + b"!'>x</a>"
    async with Worker(deadline=0.5) as worker:
        with pytest.raises(SourceError, match="took longer"):
            await worker.run("links", page, "https://wire.example/", "(a+)+$")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
async def test_a_process_that_dies_is_replaced(worker: Worker) -> None:
    await worker.run("feed", FEED)
    assert worker.pid is not None
    waiting = asyncio.create_task(worker.run("feed", FLOOD))
    while not waiting.done() and worker.pid is not None:
        os.kill(worker.pid, signal.SIGKILL)
        await asyncio.wait([waiting], timeout=0.05)
    with pytest.raises(SourceError, match=r"died on it \(signal 9\)"):
        await waiting
    assert (await worker.run("feed", FEED)).title == "Sample Wire"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
async def test_a_process_that_died_at_rest_costs_nothing(worker: Worker) -> None:
    for _ in range(5):
        await worker.run("feed", FEED)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        assert (await worker.run("feed", FEED)).title == "Sample Wire"


async def test_too_much_is_not_sent(worker: Worker) -> None:
    with pytest.raises(SourceError, match="too many to parse"):
        await worker.run("feed", b"x" * (MAX_INPUT + 1))
    assert worker.pid is None


async def test_deep_nesting(worker: Worker) -> None:
    api = Source(id="a", name="A", kind="api", url="https://api.example/", map={"title": "t"})
    with pytest.raises(SourceError, match="nested too deeply"):
        await worker.run("api", b"[" * 500_000, api, datetime(2025, 12, 19, tzinfo=UTC))
    for name, data in (
        ("article", b"<html><body>" + b"<div>" * 50_000 + b"words"),
        ("feed", b"<rss>" + b"<a>" * 100_000),
    ):
        try:
            await worker.run(name, data)
        except SourceError as error:
            assert str(error)
    assert (await worker.run("feed", FEED)).title == "Sample Wire"


@pytest.mark.skipif(sys.platform != "linux", reason="where address space can be limited")
async def test_memory_is_bounded(worker: Worker) -> None:
    await worker.run("feed", FEED)
    limits = Path(f"/proc/{worker.pid}/limits").read_text()
    (line,) = [x for x in limits.splitlines() if x.startswith("Max address space")]
    assert str(1 << 30) in line


async def test_a_cancelled_call_ends_its_process(worker: Worker) -> None:
    await worker.run("feed", FEED)
    pid = worker.pid
    assert pid is not None
    task = asyncio.create_task(worker.run("feed", FLOOD))
    await asyncio.wait([task], timeout=0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert worker.pid is None
    assert not alive(pid)
    assert (await worker.run("feed", FEED)).title == "Sample Wire"


async def test_closing_leaves_no_process() -> None:
    worker = Worker()
    await worker.run("feed", FEED)
    pid = worker.pid
    assert pid is not None
    await worker.aclose()
    await worker.aclose()
    assert not alive(pid)
    with pytest.raises(SourceError, match="closing"):
        await worker.run("feed", FEED)


async def test_closing_while_it_works() -> None:
    worker = Worker(deadline=30)
    await worker.run("feed", FEED)
    task = asyncio.create_task(worker.run("feed", FLOOD))
    await asyncio.wait([task], timeout=0.1)
    await worker.aclose()
    with pytest.raises(SourceError):
        await task
    assert worker.pid is None


async def test_a_process_is_replaced_after_its_share() -> None:
    async with Worker(recycle=3) as worker:
        seen = []
        for _ in range(6):
            assert (await worker.run("feed", FEED)).title == "Sample Wire"
            seen.append(worker.pid)
        assert seen[0] == seen[1] is not None
        assert seen[2] is None
        assert seen[3] == seen[4] is not None
        assert not alive(seen[0])


async def test_what_a_parser_prints_does_not_reach_the_answers() -> None:
    code = (
        f"import sys; sys.path[:] = {sys.path!r}; import tui.sources.feed as f; real = f.parse\n"
        "def noisy(*a, **k):\n    print('noise'); return real(*a, **k)\n"
        "f.parse = noisy\nfrom tui.sources.worker import serve\nserve()"
    )
    async with Worker(command=[sys.executable, "-c", code]) as worker:
        assert (await worker.run("feed", FEED)).title == "Sample Wire"


def test_the_parent_imports_no_parser() -> None:
    code = (
        "import sys; import tui.sources.worker, tui.sources.poller, tui.sources.visit\n"
        "heavy = {'trafilatura', 'feedparser', 'fastfeedparser', 'lxml', 'httpx', 'justext'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_a_child_ends_with_its_parent() -> None:
    code = (
        "import asyncio, os, signal\nfrom tui.sources.worker import Worker\n"
        "async def main():\n    w = Worker()\n    await w.run('feed', b'<rss version=\"2.0\"><channel/></rss>')\n"
        "    print(w.pid, flush=True)\n    os.kill(os.getpid(), signal.SIGKILL)\nasyncio.run(main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    # its standard input has ended; it has nothing else to wait for
    for _ in range(2000):
        if not alive(pid) or is_zombie(pid):
            return
        subprocess.run([sys.executable, "-c", ""], check=False)
    pytest.fail("the child outlived its parent")
