"""The shape of sources.toml: what a person may write there, and its defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import msgspec

from tui.config.alerts import Alerting, AlertRule
from tui.config.errors import ConfigError as ConfigError

Kind = Literal["feed", "api", "page", "file"]
PaneName = Literal["phases", "quotes", "figures", "changes", "sources"]


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
    pages: int = 1
    """For api: pages read at most in one visit; more than one needs `next` or `next_param`."""
    next: str | None = None
    """For api: path of the address of the next page, or of the token that `next_param` takes."""
    next_param: str | None = None
    """For api: query parameter that asks for the next page. Without `next` it counts."""
    next_step: int = 1
    """By how much `next_param` counts: 1 for page numbers, the rows of a page for an offset."""
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


class AgreementChoice(_Struct, frozen=True, kw_only=True):
    id: str | None = None
    """One that comes with the program."""
    file: str | None = None
    """Path of an agreement file, relative to the configuration file."""
    also: tuple[str, ...] = ()
    """Others that the dashboard watches beside it: ids, or paths of files that end in .toml."""


class StoreChoice(_Struct, frozen=True, kw_only=True):
    path: str | None = None
    """File of the store; default: in the user's data folder, one an agreement."""
    url: str | None = None
    """Address of a PostgreSQL database in which several desks share one record, instead of a file."""
    sync: Literal["second", "commit"] = "second"
    """When what was stored must survive a power cut: after at most a second, or before it is acknowledged. A process
    that is killed loses nothing in either case."""
    keep_text: int = 90
    """Days for which texts are kept, and a month at most beyond; 0: for ever. Records, sentences and links stay."""


class Panes(_Struct, frozen=True, kw_only=True):
    """What the dashboard shows."""

    show: tuple[PaneName, ...] = get_args(PaneName)
    quotes: int = 500
    """Newest quotes that the pane holds."""
    quote_kinds: tuple[Literal["direct", "mixed", "indirect"], ...] = ("direct", "mixed")
    indicators: tuple[str, ...] = ()
    """Indicators in the order to show; empty: all that have a reading, in the order of the agreement."""
    ascii: bool = False
    theme: str | None = None
    mouse: bool = True
    """False: the mouse is left to the terminal, for selecting text."""
    bidi: Literal["auto", "app", "terminal", "off"] = "auto"
    """Who sets right-to-left text: the program, cell by cell, or the terminal; off: as it comes, nothing is sent."""
    citation: str = "plain"
    """How `y` words a sourced line: a form with a name, or a template; see `tui.config.citing`."""


class KeyChoice(msgspec.Struct, frozen=True):
    """Another key for one entry of the key map. Whether there is such an entry, and such a key, the screen knows."""

    id: str
    keys: str
    """Comma-separated, as written."""
    at: str
    """ "FILE:LINE", for messages."""


class Problem(msgspec.Struct, frozen=True):
    """A mistake in one source; that source is off, the others run."""

    source: str
    message: str


class Config(msgspec.Struct, frozen=True, kw_only=True):
    file: str
    """Where it was read from, for messages."""
    base: Path
    """Folder that relative paths start from."""
    agreement: AgreementChoice = AgreementChoice(id="gaza-2025")
    store: StoreChoice = StoreChoice()
    polling: Polling = Polling()
    panes: Panes = Panes()
    keys: tuple[KeyChoice, ...] = ()
    alerts: tuple[AlertRule, ...] = ()
    alerting: Alerting = Alerting()
    alert_lines: tuple[str, ...] = ()
    """ "FILE:LINE" of each rule, for messages."""
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def which_agreement(self) -> str:
        """Id or path for `tui.agreement.load`."""
        if self.agreement.file:
            return str(self.base / self.agreement.file)
        return self.agreement.id or "gaza-2025"
