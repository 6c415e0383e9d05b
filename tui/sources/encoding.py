"""Bytes of unsure encoding -> text. Headers and declarations lie, so the bytes have a say."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:\-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:\-]{1,40})", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EBCDIC = "<?xm".encode("cp037")
# What the names stand for in practice, as browsers read them.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
# Encodings whose bytes may all be ASCII, so that valid UTF-8 proves nothing against them.
_SEVEN_BIT = ("iso2022", "utf-7", "hz", "utf-16", "utf-32", "cp037")


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return _WIDER.get(found.name, found.name)


def _sniffed(head: bytes) -> str | None:
    """The encoding whose "<" and "<?xml" these four bytes begin, where it is not one that resembles ASCII."""
    if head == _EBCDIC:
        return "cp037"
    if len(head) < 4:
        return None
    if head[1:] == b"\0\0\0" and head[0]:
        return "utf-32-le"
    if head[:3] == b"\0\0\0" and head[3]:
        return "utf-32-be"
    if head[1::2] == b"\0\0" and head[0]:
        return "utf-16-le"
    if head[::2] == b"\0\0" and head[1]:
        return "utf-16-be"
    return None


def charset(content_type: str | None) -> str | None:
    """The charset of a Content-Type header, if it names one."""
    match = _CHARSET.search(content_type or "")
    return match.group(1) if match else None


def decode(data: bytes, content_type: str | None = None) -> str:
    """`data` as text: byte order mark, then UTF-8 where the bytes are valid UTF-8, then the header, then the XML
    declaration, then Windows-1252. Never raises; what cannot be read becomes U+FFFD."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(codec, "replace")
    declared = _DECLARED.search(data[:1024])
    named = [_codec(charset(content_type)), _codec(declared.group(1).decode("ascii") if declared else None)]
    if sniffed := _sniffed(data[:4]):
        named.insert(0, sniffed)
    tries = [c for c in named if c and c.startswith(_SEVEN_BIT)]
    if sniffed is None and declared and tries and b"\0" not in data[:64]:
        # a declaration that was readable as ASCII cannot be true of sixteen bits a character
        tries = [c for c in tries if not c.startswith(("utf-16", "utf-32"))]
    tries += ["utf-8", *(c for c in named if c and c not in tries and c != "utf-8")]
    for codec in tries:
        try:
            return data.decode(codec)
        except (UnicodeError, ValueError):
            continue
    # Letters of several bytes do not come about by chance: where most of them are whole it is UTF-8 with a few
    # broken bytes; anything else is taken for the Western default.
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 2 < len(text) - len(text.encode("ascii", "ignore")):
        return text
    return data.decode(next((c for c in tries if c != "utf-8"), "cp1252"), "replace")
