"""Names -> addresses, by the system's resolver.

Each look-up has a thread of its own that nobody waits for: where the network is gone, one may hang for half a minute,
and in a shared pool a few of them would hold up whatever else runs there, the store among it, and the end of the
program.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Sequence


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of `host`, in the order of the system's preference. Raises `OSError` or `UnicodeError`."""
    try:
        return [str(ipaddress.ip_address(host.partition("%")[0]))] if "%" not in host else [host]
    except ValueError:
        pass
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | Exception) -> None:
        if answer.done():  # nobody waits any more
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def look_up() -> None:
        outcome: list[str] | Exception
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            outcome = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        except (OSError, UnicodeError) as error:
            outcome = error
        try:
            loop.call_soon_threadsafe(settle, outcome)
        except RuntimeError:  # the loop has ended
            return

    threading.Thread(target=look_up, name=f"resolve {host[:40]}", daemon=True).start()
    return await answer
