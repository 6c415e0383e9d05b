"""Several processes that read items, in the order of the items.

Each process is a fresh interpreter that is told the job and then answers lists of items one by one; a thread here
drives it. A process that dies, or takes too long over an item, costs that item and nothing else: the item is tried
once more in a new process, and is then told as a problem. What is under way is bounded, so memory is too.
"""

from __future__ import annotations

import contextlib
import queue
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import IO

import msgspec

from tui.report.archives.items import Done, Item, in_chunks
from tui.report.archives.reading import Job, unpack

DEADLINE = 120.0
"""Seconds for one item."""
MEMORY = 3 << 30
"""Bytes of address space of a process, where the system can limit it."""
AHEAD = 3
"""Lists of items a process that are under way or wait for their turn in the order."""
_LENGTH = struct.Struct("!I")


class PoolError(Exception):
    """The processes cannot be used at all."""


class _Flight:
    """A list of items under way."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.results: list[Done] = []
        self.error: BaseException | None = None
        self.landed = threading.Event()


class Pool:
    """See the module. `command` starts one process; it is for tests."""

    def __init__(self, job: Job, workers: int, *, deadline: float = DEADLINE, command: list[str] | None = None) -> None:
        self._job = job.pack()
        self._count = workers
        self._deadline = deadline
        self._command = command or _command()

    def run(self, items: Iterable[Item]) -> Iterator[Done]:
        """What became of the items, in their order. Raises `PoolError` when no process can be started."""
        tasks: queue.SimpleQueue[_Flight | None] = queue.SimpleQueue()
        drivers = [_Driver(self._job, self._command, self._deadline, tasks) for _ in range(self._count)]
        under_way: deque[_Flight] = deque()
        chunks = in_chunks(items)
        more = True
        try:
            for driver in drivers:
                driver.start()
            while more or under_way:
                while more and len(under_way) < AHEAD * self._count:
                    chunk = next(chunks, None)
                    if chunk is None:
                        more = False
                        break
                    under_way.append(_Flight(chunk))
                    tasks.put(under_way[-1])
                if under_way:
                    flight = under_way.popleft()
                    while not flight.landed.wait(1.0):
                        for driver in drivers:
                            driver.watch()
                    if flight.error is not None:
                        raise flight.error
                    yield from flight.results
        finally:
            for driver in drivers:
                driver.close()
                tasks.put(None)
            for driver in drivers:
                driver.join()


class _Driver:
    """One process and what it is asked."""

    def __init__(
        self, job: bytes, command: list[str], deadline: float, tasks: queue.SimpleQueue[_Flight | None]
    ) -> None:
        self._thread = threading.Thread(target=self._run, name="extract", daemon=True)
        self._job = job
        self._command = command
        self._deadline = deadline
        self._tasks = tasks
        self._process: subprocess.Popen[bytes] | None = None
        self._since: float | None = None
        """When the item that the process reads now was begun."""
        self._closed = False
        self._turn = threading.Lock()

    def start(self) -> None:
        self._thread.start()

    def _run(self) -> None:
        while (flight := self._tasks.get()) is not None and not self._closed:
            try:
                self._read(flight)
            except BaseException as error:
                flight.error = error
            flight.landed.set()

    def watch(self) -> None:
        """End the process when it is over its time. Called from another thread."""
        if self._overdue():
            with self._turn:
                if self._process is not None:
                    self._process.kill()

    def close(self) -> None:
        """End the process, whatever it does. Called from another thread."""
        self._closed = True
        with self._turn:
            if self._process is not None:
                self._process.kill()

    def _overdue(self) -> bool:
        since = self._since
        return since is not None and time.monotonic() - since > self._deadline

    def _read(self, flight: _Flight) -> None:
        todo, again = deque(flight.items), False
        while todo:
            process = self._started()
            assert process.stdin is not None and process.stdout is not None
            try:
                _send(process.stdin, msgspec.msgpack.encode(list(todo)))
                while todo:
                    self._since = time.monotonic()
                    done = msgspec.msgpack.decode(_receive(process.stdout), type=Done)
                    flight.results.append(done)
                    todo.popleft()
                    again = False
            except (EOFError, OSError):
                overdue, how = self._overdue(), self._ended()
                if self._closed:
                    return
                if not again and not overdue:
                    again = True  # the system may have taken the process for reasons of its own
                    continue
                item = todo.popleft()
                problem = (
                    f"took longer than {self._deadline:g} s to read, and was given up"
                    if overdue
                    else f"the process that read it died, twice{how}"
                )
                flight.results.append(Done(item.number, item.at, problem=problem))
                again = False
            finally:
                self._since = None
        if self._closed:
            self._ended()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        with self._turn:
            if self._closed:
                raise PoolError("the extraction is ending")
            self._process = process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C is for the program, which then ends its processes
            )
        assert process.stdin is not None and process.stdout is not None
        self._since = time.monotonic()
        try:
            _send(process.stdin, self._job)
            _receive(process.stdout)
        except (EOFError, OSError):
            raise PoolError(f"a process for reading could not be started{self._ended()}; try --workers 1") from None
        return process

    def _ended(self) -> str:
        """End the process; how it ended, for a message."""
        with self._turn:
            process, self._process = self._process, None
        if process is None:
            return ""
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1.0)
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        return f" (signal {-code})" if code < 0 else f" (exit code {code})"

    def join(self) -> None:
        """Wait until nothing of it is left; after `close`."""
        self._thread.join()
        self._ended()


def _command() -> list[str]:
    # this very interpreter with this very path, so that a folder named "tui" in the working directory is not it
    code = f"import sys; sys.path[:] = {sys.path!r}; from tui.report.archives.pool import serve; serve()"
    return [sys.executable, "-c", code]


def _send(sink: IO[bytes], data: bytes) -> None:
    sink.write(_LENGTH.pack(len(data)))
    sink.write(data)
    sink.flush()


def _receive(source: IO[bytes]) -> bytes:
    """One message. Raises `EOFError` when the other side is gone."""
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = source.read(length)
    if len(data) < length:
        raise EOFError
    return data


# ------------------------------------------------------------------ the process's side


def serve() -> None:
    """Take a job on standard input, then lists of items until it ends; answer each item on standard output."""
    _limit_memory()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a parser that prints must not write into the answers
    with contextlib.suppress(EOFError, BrokenPipeError):
        job = unpack(_receive(source))
        _send(sink, b"ready")
        while True:
            for item in msgspec.msgpack.decode(_receive(source), type=list[Item]):
                _send(sink, msgspec.msgpack.encode(job.read(item)))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
