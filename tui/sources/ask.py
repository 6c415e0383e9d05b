"""What is requested of a source: address, headers, body, and the secrets that belong to it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec

from tui.config import Source
from tui.sources.items import SourceError

ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "api": "application/json, */*;q=0.5",
    "page": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
}


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What to request. `own` is the configured address of the source that the request is made for."""

    url: str
    own: str
    method: str = "GET"
    body: str | None = None
    headers: dict[str, str] = {}
    """Sent to the origin of `own` only."""
    secrets: tuple[str, ...] = ()
    """Values that must not be shown, wherever they turn up."""
    accept: str = "*/*"


def ask_of(source: Source, *, now: datetime, environment: Mapping[str, str] = os.environ) -> Ask:
    """The request of a source. `{today}` in its address or body is the date of `now` in UTC.

    Raises `SourceError` when the environment lacks a secret.
    """
    today = f"{now.astimezone(UTC):%Y-%m-%d}"
    url = (source.url or "").replace("{today}", today)
    headers = dict(source.headers)
    body = source.body.replace("{today}", today) if source.body is not None else None
    if body is not None and not any(k.lower() == "content-type" for k in headers):
        form = "application/json" if body.lstrip()[:1] in "{[" else "application/x-www-form-urlencoded"
        headers["Content-Type"] = form
    values: list[str] = []
    for secret in source.secret:
        value = environment.get(secret.env, "").strip()
        if not value:
            raise SourceError(f"environment variable {secret.env} is not set")
        values += [value, quote(value, safe="")]
        if secret.type == "header":
            headers[secret.name] = secret.prefix + value
        else:
            pair = f"{quote(secret.name)}={quote(secret.prefix + value, safe='')}"
            url += ("&" if urlsplit(url).query else "?") + pair
    return Ask(
        url=url,
        own=source.url or "",
        method=source.method,
        body=body,
        headers=headers,
        secrets=tuple(dict.fromkeys(values)),
        accept=ACCEPT.get(source.kind, "*/*"),
    )


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: what a credential belongs to."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port


def without_user(url: str) -> str:
    """The address without a user and password in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def hidden(text: str, secrets: Iterable[str]) -> str:
    """`text` as it may be shown and kept."""
    for secret in secrets:
        text = text.replace(secret, "***")
    return text


def masked(url: str, secrets: Iterable[str]) -> str:
    """The address as it may be shown and kept."""
    return without_user(hidden(url, secrets))
