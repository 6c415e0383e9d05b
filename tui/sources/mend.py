"""XML that people have written -> XML that parsers read alike. Linear in the input; never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

_XML_NAMES = ("amp", "lt", "gt", "quot", "apos")
_REFERENCE = re.compile(r"&(?:(#[0-9]{1,12}|#[xX][0-9a-fA-F]{1,10}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_SPECIAL = re.compile(r"<!\[CDATA\[|<!--")


def mend(text: str) -> str:
    """`text` with what makes XML parsers stumble, or differ, made harmless: characters that XML forbids, references
    to them, HTML's entities without a declaration, bare ampersands, comments, an encoding that no longer holds.
    CDATA is left alone."""
    text = _DECLARATION.sub('<?xml version="1.0" encoding="utf-8"?>', text.lstrip("\ufeff \t\r\n"), count=1)
    text = _ILLEGAL.sub("", text)
    if not any(mark in text for mark in ("&", "<!--", "]]>")):
        return text
    replace = _declared_reference if "<!ENTITY" in text else _reference
    pieces = (p if cdata else _REFERENCE.sub(replace, p.replace("]]>", "]]&gt;")) for cdata, p in _parts(text))
    return "".join(pieces)


def outside_cdata(text: str) -> str:
    """`text` without its CDATA sections and comments: what is left of "<" begins markup."""
    if "<!" not in text:
        return text
    return "".join(part for cdata, part in _parts(text) if not cdata)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Pieces of `text`, each with whether it is a CDATA section; comments are left out."""
    at = 0
    while special := _SPECIAL.search(text, at):
        opened = special.start()
        yield False, text[at:opened]
        if special.group() == "<!--":
            closed = text.find("-->", opened + 4)
            if closed < 0:  # not a comment: it would swallow the rest
                yield False, "<!--"
                at = opened + 4
                break
            at = closed + 3
            continue
        closed = text.find("]]>", opened)
        at = closed + 3 if closed >= 0 else len(text)
        yield True, text[opened:at]
    yield False, text[at:]


def _reference(match: re.Match[str]) -> str:
    """A reference that XML knows; an ampersand that is none is written as one."""
    name = match.group(1)
    if name is None:
        return "&amp;"
    if name in _XML_NAMES:
        return match.group()
    if name.startswith("#"):
        return _character(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))
    found = html5.get(name + ";")
    return "".join(f"&#{ord(c)};" for c in found) if found else "&amp;" + match.group()[1:]


def _character(code: int) -> str:
    if 0x80 <= code < 0xA0:  # a place in Windows-1252, as in HTML
        found = bytes([code]).decode("cp1252", "ignore")
        return f"&#{ord(found)};" if found else ""
    if code > 0x10FFFF or _ILLEGAL.match(chr(code)):
        return ""
    return f"&#{code};"


def _declared_reference(match: re.Match[str]) -> str:
    """As `_reference`, for a document that declares entities: names that HTML does not know are its own."""
    name = match.group(1)
    if name is not None and not name.startswith("#") and name + ";" not in html5:
        return match.group()
    return _reference(match)
