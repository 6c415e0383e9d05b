"""sources.toml -> Config."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Kind = Literal["feed", "api", "page", "file"]


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Secret(_Struct, frozen=True, kw_only=True):
    """A secret that stands in an environment variable, never in the file."""

    type: Literal["query", "header"]
    name: str
    """Name of the query parameter or header."""
    env: str
    prefix: str = ""
    """Put before the value: "Bearer "."""


class ApiFigure(_Struct, frozen=True, kw_only=True):
    """A number at a path of an API's answer, with its claimant and definition."""

    indicator: str
    path: str
    claimant: str
    date: str | None = None
    """Path of the date that the value is for."""
    baseline: str | None = None
    mode: Literal["value", "sum"] = "value"
    """`sum` adds the values of all items from `since` on; shown as derived."""
    since: str | None = None
    note: str | None = None


class Source(_Struct, frozen=True, kw_only=True):
    """One place that updates come from."""

    id: str
    name: str
    kind: Kind
    url: str | None = None
    """http or https; for feed, api and page."""
    path: str | None = None
    """Path or glob; for file. Relative to the configuration file."""
    enabled: bool = True
    reason: str | None = None
    """Why it is off, or what to know about it."""
    interval: int | None = None
    """Seconds between requests."""
    timeout: int | None = None
    max_bytes: int | None = None
    stale_after: int | None = None
    """Seconds without a good answer after which it is STALE; default three intervals."""
    full_text: bool = False
    """Read the article that an item links to, when the item itself has no full text."""
    match_any: tuple[str, ...] | None = None
    """Keep only items with one of these in title, summary or text; default: those of [polling]. Empty: all."""
    publisher: str | None = None
    """Actor that publishes the source; its own statements have it as claimant."""
    side: str | None = None
    lang: str | None = None
    timezone: str | None = None
    agreements: tuple[str, ...] = ()
    """Only for these agreements; empty: for all."""
    method: Literal["GET", "POST"] = "GET"
    body: str | None = None
    headers: dict[str, str] = {}
    secret: tuple[Secret, ...] = ()
    items: str | None = None
    """For api: path of the list of items ("" is the answer itself)."""
    select: Literal["all", "last"] = "all"
    """For api: all items, or only the last one."""
    map: dict[str, str] = {}
    """For api: id, title, link, published, updated, summary, text -> path in an item."""
    figures: tuple[ApiFigure, ...] = ()
    links: str | None = None
    """For page: a regular expression for the addresses of the articles that the page links to; none: the page
    itself is the update."""
    terms: str | None = None
    evidence: str | None = None
    """How well attested the address is."""
    note: str | None = None


class Polling(_Struct, frozen=True, kw_only=True):
    """Defaults of all sources. Times in seconds, sizes in bytes."""

    interval: int = 900
    min_interval: int = 120
    timeout: int = 30
    connect_timeout: int = 10
    max_bytes: int = 5_000_000
    max_redirects: int = 5
    max_items: int = 1000
    concurrency: int = 10
    per_host: int = 2
    backoff_max: int = 21_600
    jitter: float = 0.1
    future_skew: int = 300
    """Items dated further ahead than this are filed under the time of fetching, and flagged."""
    articles_per_poll: int = 20
    """Full texts fetched at most for one source in one poll."""
    user_agent: str = "ceasefire-tui/0.1 (+https://example.org/contact-not-set)"
    match_any: tuple[str, ...] = ()


def describe(kind: Any) -> str:
    return str(kind)
