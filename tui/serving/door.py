"""Who may come in: the name that the server is asked by, the token, and where a page comes from."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

COOKIE = "ceasefire_tui"
PARAMETER = "token"

Verdict = Literal["in", "welcome", "no token", "wrong host", "wrong origin"]
"""`welcome`: the token was right and stood in the address; a cookie takes its place."""


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches `host`."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Asked(NamedTuple):
    """A request, as far as the door looks at it."""

    host: str
    """The Host header."""
    origin: str | None
    token: str | None
    """The parameter of the address."""
    cookie: str | None
    websocket: bool


class Door:
    """Decides on requests. `token` None: none is asked for, which is only right on loopback."""

    def __init__(self, host: str, token: str | None) -> None:
        self._loopback = is_loopback(host)
        if token is None and not self._loopback:
            raise ValueError("a server that others reach needs a token")
        self._token = token
        self.badge = hashlib.sha256(f"ceasefire-tui {token}".encode()).hexdigest() if token is not None else ""
        """What the cookie holds: the token itself stays with who was given it."""

    def decide(self, asked: Asked) -> Verdict:
        """Whether a request may pass, and if not why."""
        name = _name(asked.host)
        # a foreign name that was made to point here would let a foreign page read everything
        if self._loopback and not is_loopback(name):
            return "wrong host"
        if asked.websocket and not _same_place(asked.origin, asked.host):
            return "wrong origin"
        if self._token is None:
            return "in"
        if asked.cookie is not None and _equal(asked.cookie, self.badge):
            return "in"
        if asked.token is not None and _equal(asked.token, self._token):
            return "welcome"
        return "no token"


def _name(host: str) -> str:
    """The name in a Host header, without the port; "" for what is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _same_place(origin: str | None, host: str) -> bool:
    """Whether a page comes from this very server; browsers always say where a page comes from."""
    if origin is None:
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc.lower() == host.lower()


def _equal(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), right.encode())


REFUSED: Mapping[str, str] = {
    "no token": "403: open the address that `ceasefire-tui serve` has printed; it holds the token.\n",
    "wrong host": "403: this server answers to localhost and 127.0.0.1 only; --host lets it answer to others.\n",
    "wrong origin": "403: the page that asks is not from here.\n",
}
