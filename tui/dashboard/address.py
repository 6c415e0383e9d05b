"""Addresses: which may be opened, and how they are drawn."""

from __future__ import annotations

from urllib.parse import urlsplit

from tui.text import one_line


def web_address(url: str) -> str | None:
    """`url` if it is a plain http or https address without control characters; else None."""
    if not url or any(c.isspace() or ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in url):
        return None
    if one_line(url, 4000) != url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return url


def shown_address(url: str) -> str:
    """An address as it may be drawn: the host in punycode, so that no letter can pass for another."""
    link = web_address(url)
    if link is None:
        return ""
    parts = urlsplit(link)
    host = parts.hostname or ""
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_host = host.encode("ascii", "backslashreplace").decode("ascii")
    return link.replace(host, ascii_host, 1) if ascii_host != host else link
