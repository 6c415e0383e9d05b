"""Items read by an existing Dask cluster, in the order of the items. Needs `distributed`, the extra `dask`.

The workers run the function that is run here, so they need the same version of this program; what is under way is
bounded by the number of their threads.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tui import __version__
from tui.report.archives.items import Done, Item, in_chunks
from tui.report.archives.reading import Job, unpack

_ADDRESS = re.compile(r"(?:[a-z]+://)?[^\s/]+:\d{1,5}")
PATIENCE = 15.0
"""Seconds to wait for the scheduler to answer."""
AHEAD = 3
"""Lists of items a thread of the cluster that are under way or wait for their turn in the order."""


class ClusterError(Exception):
    """The cluster cannot be used: says why and what to do."""


class Cluster:
    """A Dask cluster at an address such as tcp://127.0.0.1:8786."""

    def __init__(self, job: Job, address: str) -> None:
        self._job = job.pack()
        self._address = address

    def run(self, items: Iterable[Item]) -> Iterator[Done]:
        """What became of the items, in their order. Raises `ClusterError`.

        A list of items that ends the workers that read it is read again one by one; the item that ends them again is
        told as a problem, and the others go on.
        """
        with contextlib.closing(self._client()) as client:
            room = AHEAD * self._threads(client)
            chunks = in_chunks(items)
            under_way: deque[tuple[list[Item], Any]] = deque()
            more = True
            while more or under_way:
                while more and len(under_way) < room:
                    chunk = next(chunks, None)
                    if chunk is None:
                        more = False
                        break
                    under_way.append((chunk, self._submit(client, chunk)))
                if under_way:
                    yield from self._result(client, *under_way.popleft())

    def _client(self) -> Any:
        try:
            from distributed import Client
        except ImportError:
            raise ClusterError("--dask needs Dask: pip install 'ceasefire-tui[dask]'") from None
        # it tells in many lines what is told in one below
        for name in ("distributed.comm", "distributed.core", "distributed.client", "distributed.protocol"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        if not _ADDRESS.fullmatch(self._address):
            raise ClusterError(
                f"no Dask scheduler at {self._address}: that is no address; expected one such as tcp://127.0.0.1:8786"
            )
        try:
            return Client(self._address, timeout=PATIENCE, set_as_default=False)
        except (TimeoutError, OSError, ValueError, ImportError) as error:
            why = str(error).split("\n")[0] or type(error).__name__
            raise ClusterError(
                f"no Dask scheduler at {self._address}: {why}; expected an address such as tcp://127.0.0.1:8786"
            ) from None

    def _threads(self, client: Any) -> int:
        """Threads of the cluster, having made sure that all its workers are of this version."""
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError(f"the Dask cluster at {self._address} has no workers")
        try:
            versions = client.run(_version)
        except Exception as error:  # whatever the worker raised, most often an ImportError
            raise ClusterError(
                f"the workers of {self._address} cannot run ceasefire-tui ({type(error).__name__}: "
                f"{str(error)[:100]}); install version {__version__} where they run"
            ) from None
        for worker, version in versions.items():
            if version != __version__:
                raise ClusterError(
                    f"worker {worker} has ceasefire-tui {version}, this is {__version__}: they would not read alike"
                )
        return int(threads)

    def _submit(self, client: Any, items: list[Item]) -> Any:
        return client.submit(_read, self._job, msgspec.msgpack.encode(items), pure=False)

    def _result(self, client: Any, items: list[Item], future: Any) -> Iterator[Done]:
        from distributed import KilledWorker

        try:
            yield from msgspec.msgpack.decode(future.result(), type=list[Done])
        except KilledWorker:
            if len(items) == 1:
                yield Done(items[0].number, items[0].at, problem="the workers of the cluster that read it died")
                return
            for item in items:
                yield from self._result(client, [item], self._submit(client, [item]))
        except Exception as error:
            if type(error).__module__.startswith("tui."):
                raise
            raise ClusterError(
                f"the Dask cluster at {self._address} failed ({type(error).__name__}: {str(error)[:200]})"
            ) from error


def _version() -> str:
    return __version__


def _read(job: bytes, items: bytes) -> bytes:
    """Runs on a worker."""
    done = list(unpack(job).run(msgspec.msgpack.decode(items, type=list[Item])))
    return msgspec.msgpack.encode(done)
