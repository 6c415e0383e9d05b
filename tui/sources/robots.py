"""robots.txt, for the articles that are read because a feed links to them (RFC 9309).

What a person has configured is asked as configured; what the program chooses to read besides is read only where
programs are welcome.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from urllib.parse import unquote, urlsplit

import msgspec

from tui.sources import guard
from tui.sources.items import SourceError

MAX_BYTES = 512_000
_KEPT = 86_400.0
_KEPT_AFTER_FAILURE = 3_600.0
_REMEMBERED = 2_000
_MAX_RULES = 5_000
_LINE = re.compile(r"^\s*([A-Za-z\-]{1,30})\s*:\s*([^#]*)")


class Rule(msgspec.Struct, frozen=True):
    """One Allow or Disallow line that holds for this program."""

    allow: bool
    path: str


def parse(text: str, agent: str) -> tuple[Rule, ...]:
    """The rules for `agent` (the product name, as "ceasefire-tui"): those of the groups that name it, else those
    for everybody."""
    groups: dict[str, list[Rule]] = {}
    names: list[str] = []
    in_rules = False
    for line in text.splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        key, value = match.group(1).lower(), match.group(2).strip()
        if key == "user-agent":
            if in_rules:
                names, in_rules = [], False
            names.append(value.lower())
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:
                for name in names:
                    if len(groups[name]) < _MAX_RULES:
                        groups[name].append(Rule(key == "allow", unquote(value)))
    agent = agent.lower()
    return tuple(groups.get(agent, groups.get("*", [])))


def allows(rules: tuple[Rule, ...], url: str) -> bool:
    """Whether the longest rule that fits `url` allows it; of two as long, the one that allows counts."""
    parts = urlsplit(url)
    path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
    if path == "/robots.txt":
        return True
    best = max(((len(r.path), r.allow) for r in rules if _fits(r.path, path)), default=None)
    return best is None or best[1]


def _fits(pattern: str, path: str) -> bool:
    """Whether `path` begins as `pattern` says: "*" stands for anything, a final "$" for the end. Linear."""
    closed = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not rest:
        return not closed or at == len(path)
    for piece in rest[:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = rest[-1]
    if closed:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0


class Robots:
    """Asks hosts for their robots.txt, once a day each, and remembers the answer.

    `fetch` gives the text at an address, and raises `SourceError`. A host without one allows everything; one that
    cannot give its own allows nothing for an hour. Hosts of this machine's own network are not asked.
    """

    def __init__(
        self, agent: str, fetch: Callable[[str], Awaitable[str]], clock: Callable[[], float] | None = None
    ) -> None:
        self._agent = agent.partition("/")[0].strip()
        self._fetch = fetch
        self._clock = clock or (lambda: asyncio.get_running_loop().time())
        self._known: dict[str, tuple[float, tuple[Rule, ...]]] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def allowed(self, url: str) -> bool:
        """Whether this program may read `url`."""
        parts = urlsplit(url)
        if guard.is_local_name(parts.hostname or ""):
            return True
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            now = self._clock()
            kept = self._known.get(origin)
            if kept is None or kept[0] <= now:
                kept = self._known[origin] = await self._asked(origin, now)
        self._asking.pop(origin, None)
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return allows(kept[1], url)

    async def _asked(self, origin: str, now: float) -> tuple[float, tuple[Rule, ...]]:
        try:
            text = await self._fetch(f"{origin}/robots.txt")
        except SourceError as error:
            status = error.http_status
            if status is not None and 400 <= status < 500 and status != 429:
                return now + _KEPT, ()
            return now + _KEPT_AFTER_FAILURE, (Rule(False, "/"),)
        return now + _KEPT, parse(text, self._agent)
