"""What the parsers hand over: plain values, before anything is an Update."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed, one article of a page, one file, one row of an API. Strings are cleaned plain text."""

    id: str
    """guid, else link, else a digest of title and text."""
    title: str = ""
    link: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    text: str = ""
    """Full text where the source gives it; paragraphs separated by line breaks."""
    author: str = ""
    lang: str = ""
    complete: bool = False
    """True when `text` is the whole article, so that nothing is to be fetched."""
    figures: tuple[ItemFigure, ...] = ()
    outlet: str = ""
    """Who published it, where the item says so itself and it need not be the source."""


class ItemFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A number that an API states itself, by the `figures` of its configuration."""

    indicator: str
    value: float | int
    claimant: str
    as_of: datetime | None = None
    baseline: str | None = None
    derived: str | None = None
    note: str | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    title: str = ""
    link: str = ""
    format: str = ""
    """"RSS 2.0", "RSS 1.0", "Atom 1.0", "JSON Feed 1.1"."""
    ttl: int | None = None
    """Seconds that the feed asks to be left alone."""
    skip_hours: tuple[int, ...] = ()
    """Hours of UTC in which it asks not to be read."""
    skip_days: tuple[int, ...] = ()
    """Days on which it asks not to be read; Monday is 0."""
    items: tuple[Item, ...] = ()


class Article(msgspec.Struct, frozen=True, kw_only=True):
    title: str = ""
    text: str = ""
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    link: str = ""
    """Canonical address, if the page gives one."""
    lang: str = ""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link of an index page."""

    url: str
    text: str = ""
    """The words that one clicks on."""


class SourceError(Exception):
    """A source did not give what it should. The message is one line a person can act on, without secrets."""

    def __init__(
        self,
        message: str,
        *,
        http_status: int | None = None,
        retry_after: int | None = None,
        network: bool = False,
    ) -> None:
        super().__init__(message)
        self.http_status = http_status
        self.retry_after = retry_after
        """Seconds that the other side asks to wait."""
        self.network = network
        """True when the host could not be reached at all, so that the network itself may be gone."""
