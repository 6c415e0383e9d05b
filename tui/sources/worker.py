"""The process that runs the parsers, so that no document can hold up or take down the program.

One child process; a document that takes longer than its deadline, or more memory than its share, costs the child
its life and nothing else: the next document gets a new one. Parent and child speak length-prefixed MessagePack over
the child's standard input and output. The parsers are imported in the child only.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

from tui.config import Source
from tui.sources.items import Article, Feed, Item, Link, SourceError
from tui.sources.paging import Page

DEADLINE = 5.0
"""Seconds for one document."""
MAX_INPUT = 8 * 1024 * 1024
MEMORY = 1 << 30
"""Bytes of address space of the child, where the system can limit it."""
RECYCLE = 2_000
"""Documents after which a child is replaced: the parsers' caches and leaks must not add up over weeks."""
_START = 60.0
"""Seconds that starting Python and importing a parser may take on a busy machine."""
_MAX_FRAME = 64 * 1024 * 1024
_LENGTH = struct.Struct("!I")
_BEGUN = b"\x00"


class _Task(msgspec.Struct, frozen=True):
    module: str
    function: str
    result: Any
    deadline: float = DEADLINE


_TASKS: dict[str, _Task] = {
    "feed": _Task("tui.sources.feed", "parse", Feed),
    "article": _Task("tui.sources.page", "article", Article),
    "links": _Task("tui.sources.page", "links", list[Link]),
    "api": _Task("tui.sources.api", "parse", list[Item]),
    "page": _Task("tui.sources.api", "page", Page),
    # a whole folder, of the user's own
    "files": _Task("tui.sources.file", "read", list[Item], 60.0),
}
_FAILED = "failed"


class _NotBegun(Exception):
    """The child, which had served before, was gone before it took the document."""


class _Failure(msgspec.Struct, tag=_FAILED):
    message: str


class _Done(msgspec.Struct, tag="done"):
    value: msgspec.Raw


# ------------------------------------------------------------------ the parent's side


class Worker:
    """Runs parsers in a child process that is started when it is first needed.

    ``await worker.run("feed", data, content_type, url)`` gives what the function of that name gives. Documents wait
    for each other; the deadline counts from when a document's turn has come. `aclose` ends the child.
    """

    def __init__(
        self, *, deadline: float | None = None, recycle: int = RECYCLE, command: list[str] | None = None
    ) -> None:
        self._deadline = deadline
        self._recycle = recycle
        self._served = 0
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Process id of the child, None when there is none."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def run(self, name: str, *args: Any, **options: Any) -> Any:
        """The result of the parser `name` ("feed", "article", "links", "api", "page", "files") for `args`.

        Raises `SourceError`: the parser's own, or one that says that it took too long, crashed, or was given more
        than `MAX_INPUT` bytes. A cancelled call ends the child, since nobody waits for its answer.
        """
        task = _TASKS[name]
        frame = msgspec.msgpack.encode((name, args, options))
        if len(frame) > MAX_INPUT:
            raise SourceError(f"has {len(frame):,} bytes, too many to parse")
        async with self._turn:
            if self._closed:
                raise SourceError("the program is closing")
            deadline = self._deadline or task.deadline
            try:
                answer = await self._ask(frame, deadline)
            except _NotBegun:  # the child had died at rest; this document is innocent of it
                answer = await self._ask(frame, deadline)
            self._served += 1
            if self._served >= self._recycle:
                await self._kill()
        try:
            reply = msgspec.msgpack.decode(answer, type=_Done | _Failure)
            if isinstance(reply, _Failure):
                raise SourceError(reply.message)
            return msgspec.msgpack.decode(reply.value, type=task.result)
        except msgspec.MsgspecError as error:
            raise SourceError(f"the parser's answer cannot be read: {error}") from None

    async def _ask(self, frame: bytes, deadline: float) -> bytes:
        begun = False
        try:
            try:
                async with asyncio.timeout(_START):
                    process = await self._started()
                    if self._closed:
                        raise SourceError("the program is closing")
                    assert process.stdin is not None and process.stdout is not None
                    process.stdin.write(_LENGTH.pack(len(frame)) + frame)
                    await process.stdin.drain()
                    await process.stdout.readexactly(len(_BEGUN))
                begun = True
                async with asyncio.timeout(deadline):
                    (length,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
                    if length > _MAX_FRAME:
                        raise SourceError("what the parser found is too large")
                    return await process.stdout.readexactly(length)
            except TimeoutError:
                if not begun:
                    raise SourceError(f"no parser could be started within {_START:g} s") from None
                raise SourceError(f"took longer than {deadline:g} s to parse, and was given up") from None
            except (asyncio.IncompleteReadError, ConnectionError, OSError):
                if not begun and self._served and not self._closed:
                    raise _NotBegun from None
                raise SourceError(f"the parser died on it{await self._epitaph()}") from None
        except BaseException:
            # the answer, if any, belongs to nobody now
            await self._kill()
            raise

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._served = 0
            self._process = await asyncio.create_subprocess_exec(
                *(self._command or _command()),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=1 << 20,
                start_new_session=True,  # Ctrl+C is for the program, which then ends its child
            )
        return self._process

    async def _epitaph(self) -> str:
        process = self._process
        if process is None:
            return ""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), 1.0)
        code = process.returncode
        return f" (signal {-code})" if code is not None and code < 0 else ""

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        # even when this task is being cancelled: a child that nobody waits for stays behind as a zombie
        await asyncio.shield(process.wait())
        transport = getattr(process, "_transport", None)
        if transport is not None:
            transport.close()

    async def aclose(self) -> None:
        """End the child. Safe to call twice; calls that wait for their turn fail."""
        self._closed = True
        await self._kill()

    async def __aenter__(self) -> Worker:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


def _command() -> list[str]:
    # this very interpreter with this very path, so that a folder named "tui" in the working directory is not it
    code = f"import sys; sys.path[:] = {sys.path!r}; from tui.sources.worker import serve; serve()"
    return [sys.executable, "-c", code]


# ------------------------------------------------------------------ the child's side


def serve() -> None:
    """Answer requests on standard input until it ends. Runs in the child."""
    _limit_memory()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a parser that prints must not write into the answers
    while True:
        head = source.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return
        (length,) = _LENGTH.unpack(head)
        frame = source.read(length)
        if len(frame) < length:
            return
        _answer(frame, sink)


def _answer(frame: bytes, sink: BinaryIO) -> None:
    import faulthandler

    name, args, options = msgspec.msgpack.decode(frame, type=tuple[str, list[Any], dict[str, Any]])
    task = _TASKS[name]
    function: Callable[..., Any] = getattr(importlib.import_module(task.module), task.function)
    if name == "feed":
        importlib.import_module("fastfeedparser")
    elif name == "article":
        importlib.import_module("trafilatura")
    sink.write(_BEGUN)
    sink.flush()
    # should the parent be gone, nobody else stops a parser that never ends
    faulthandler.dump_traceback_later(task.deadline * 2 + 10, exit=True)
    try:
        reply: _Done | _Failure = _Done(msgspec.Raw(msgspec.msgpack.encode(function(*_typed(name, args), **options))))
    except SourceError as error:
        reply = _Failure(str(error))
    except MemoryError:
        reply = _Failure("takes more memory to parse than it may have")
    except RecursionError:
        reply = _Failure("is nested too deeply to be parsed")
    except Exception as error:  # whatever a parser raises on what anyone may have written
        reply = _Failure(f"could not be parsed ({type(error).__name__}: {str(error)[:100]})")
    finally:
        faulthandler.cancel_dump_traceback_later()
    data = msgspec.msgpack.encode(reply)
    sink.write(_LENGTH.pack(len(data)) + data)
    sink.flush()


def _typed(name: str, args: list[Any]) -> list[Any]:
    """Structs and paths come as plain values."""
    if name in ("api", "page"):
        return [args[0], msgspec.convert(args[1], Source), *args[2:]]
    if name == "files":
        from pathlib import Path

        return [msgspec.convert(args[0], Source), Path(args[1])]
    return args


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
