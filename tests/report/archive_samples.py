"""Articles and web archives for the tests of extraction, and children of a pool that misbehave."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from tui.agreement import load
from tui.report.archives.items import Item
from tui.report.archives.reading import Job

TOWNS = ("Port Ansel", "Orrin", "Brenn", "Tolvar", "Lake Sedge")


def text(number: int) -> str:
    town = TOWNS[number % len(TOWNS)]
    return (
        f"“Truck {number} came through {town},” envoy Karim Lotfy told Sample Wire on Thursday.\n"
        f"At least {number + 3} people have been killed since the truce, the health ministry said."
    )


def article(number: int) -> dict[str, object]:
    return {"id": f"a{number}", "text": text(number), "published": "2025-12-19T08:00:00Z"}


def rows(numbers: Iterable[int]) -> bytes:
    return b"".join(json.dumps(article(n)).encode() + b"\n" for n in numbers)


def items(numbers: Iterable[int]) -> Iterable[Item]:
    for n in numbers:
        yield Item(n + 1, f"sample:{n + 1}", "row", json.dumps(article(n)).encode(), str(n))


def job() -> Job:
    return Job(load("gaza-2025"))


def page(number: int) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in text(number).split("\n"))
    return (
        f"<html><head><title>Note {number}</title></head><body><article>{paragraphs}</article></body></html>".encode()
    )


def record(kind: str, url: str, content: bytes, what: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-12-19T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{abs(hash(url)) % 10**12:012d}>\r\n"
        f"Content-Type: {what}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", what: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {what}",
        *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def packed(records: Iterable[bytes]) -> bytes:
    return b"".join(gzip.compress(r) for r in records)


def child(before: str) -> list[str]:
    """The command of a pool's process in which `before` is run first; `read` is `Job.read` there."""
    lines = [
        f"import sys; sys.path[:] = {sys.path!r}",
        "import os, signal, time, pathlib",
        "from tui.report.archives import pool, reading",
        "read = reading.Job.read",
        before,
        "pool.serve()",
    ]
    return [sys.executable, "-c", "\n".join(lines)]


def dies_on(words: str, *, once: Path | None = None) -> list[str]:
    """A process that is killed while it reads an article with these words; with `once`, only the first time."""
    guard = f"and not pathlib.Path({str(once)!r}).exists()" if once else ""
    note = f"pathlib.Path({str(once)!r}).touch()" if once else "pass"
    return child(
        "def wrong(self, item):\n"
        f"    if {words.encode()!r} in item.data {guard}:\n"
        f"        {note}\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return read(self, item)\n"
        "reading.Job.read = wrong"
    )
