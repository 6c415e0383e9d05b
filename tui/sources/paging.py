"""An API that answers in pages: the address of the next one, by what the configuration says."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import msgspec

from tui.config import Source
from tui.sources.ask import origin
from tui.sources.items import SourceError

MOST = 20
"""Pages that one visit reads at most, whatever the configuration says."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What one page says of the next."""

    rows: int
    next: str | None = None
    """What stands at the path `next`."""


def following(source: Source, url: str, number: int, page: Page) -> str | None:
    """The address of the page after `url`, which was the `number`-th; None when that was the last.

    Raises `SourceError` when it leads to another host than the configured one: what is sent there would be given
    to strangers.
    """
    if source.next is not None:
        if not page.next:
            return None
        address = (
            urljoin(url, page.next) if source.next_param is None else with_query(url, source.next_param, page.next)
        )
        if origin(address) != origin(source.url or ""):
            raise SourceError("the next page is on another host: not followed")
        return address
    if source.next_param is None or not page.rows:
        return None
    begin = dict(parse_qsl(urlsplit(source.url or "").query)).get(source.next_param, "")
    first = int(begin) if begin.isascii() and begin.isdigit() and len(begin) < 10 else int(source.next_step == 1)
    return with_query(url, source.next_param, str(first + number * source.next_step))


def with_query(url: str, name: str, value: str | None) -> str:
    """`url` with one query parameter set, or taken away."""
    parts = urlsplit(url)
    pairs = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != name]
    if value is not None:
        pairs.append((name, value))
    return urlunsplit(parts._replace(query=urlencode(pairs)))
