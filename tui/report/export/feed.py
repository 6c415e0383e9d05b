"""Changes as an Atom 1.0 feed, for a colleague's reader."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TextIO
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from tui import __version__
from tui.agreement.model import Agreement
from tui.tables.told import Told
from tui.text import one_line

_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "https://ceasefire-tui.invalid/changes")
"""Ids of entries come from it, so that they are the same on every machine and for ever."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_feed(agreement: Agreement, changes: Iterable[Told], out: TextIO) -> None:
    """Write the feed, newest first as given. Its date is that of its newest entry, so that an unchanged feed is the
    same to the byte."""
    rows = iter(changes)
    first = next(rows, None)
    updated = first.change.at if first else agreement.effective
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n')
    out.write(f"  <id>{_id(agreement.id)}</id>\n")
    out.write(f"  <title>{_text(f'{agreement.short_title}: changes')}</title>\n")
    out.write("  <subtitle>What changed, per claimant, outlet and date; the program does not judge</subtitle>\n")
    out.write(f"  <updated>{_time(updated)}</updated>\n")
    out.write(f'  <generator version="{__version__}">ceasefire-tui</generator>\n')
    if first is not None:
        _entry(agreement, first, out)
    for row in rows:
        _entry(agreement, row, out)
    out.write("</feed>\n")


def _entry(agreement: Agreement, row: Told, out: TextIO) -> None:
    change = row.change
    author = row.claimant or (f"unattributed (via {row.outlet})" if row.outlet else "ceasefire-tui")
    out.write("  <entry>\n")
    out.write(f"    <id>{_id(agreement.id, change.id)}</id>\n")
    out.write(f"    <title>{_text(change.text)}</title>\n")
    out.write(f"    <updated>{_time(change.at)}</updated>\n")
    if row.published is not None:
        out.write(f"    <published>{_time(row.published)}</published>\n")
    out.write(f"    <author><name>{_text(author)}</name></author>\n")
    out.write(f'    <category term="{change.kind}" label="{change.kind}, {change.mark}"/>\n')
    if row.url and (link := _web(row.url)):
        out.write(f'    <link rel="alternate" href={quoteattr(link)}/>\n')
    # an entry without a link to show must have content of its own
    words = row.sentence or change.text
    where = f" ({row.outlet})" if row.outlet else ""
    out.write(f'    <content type="text">{_text(words + where, 2000)}</content>\n')
    out.write("  </entry>\n")


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMES, '/'.join(parts))}"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str, limit: int = 1000) -> str:
    return escape(_NOT_XML.sub("", one_line(text, limit)))


def _web(url: str) -> str | None:
    """An address that may be put into a link: http or https and nothing that could be read otherwise."""
    if one_line(url, 4000) != url or _NOT_XML.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
