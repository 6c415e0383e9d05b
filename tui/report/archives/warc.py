"""Web archives (WARC, WET): the pages and texts in them. Needs warcio, the extra `warc`."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterator
from typing import IO, Any, NamedTuple, cast

from tui.report.archives.items import MAX_ITEM, Kind
from tui.report.archives.packed import Damaged
from tui.sources.encoding import charset, decode

MISSING = "reading web archives needs warcio: pip install 'ceasefire-tui[warc]'"
_PAGES = ("text/html", "application/xhtml+xml")
_WANTED = ("response", "resource", "conversion")
_TOO_LONG = f"is longer than {MAX_ITEM >> 20} MB"
_TORN = "the file ends in the middle of a record"
_PIECE = 1 << 16


class Record(NamedTuple):
    """A page or a text of a web archive; or, with kind "unreadable", why the archive cannot be read there."""

    offset: int
    """Bytes of the archive, unpacked, before the record."""
    url: str
    kind: Kind
    data: bytes


class _Unreadable(Exception):
    """One record that cannot be read; those behind it can."""


class _Tail:
    """A file that knows how much was read of it, and how that ended. Damage is its end."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = cast(io.BufferedReader, file)
        self._read = 0
        self._last = b""
        self._ended = False
        self.damage = ""
        """What is wrong with the file itself, if anything."""

    def read(self, size: int = -1) -> bytes:
        try:
            # not `read`, which loses what stands before the damage
            data = self._file.read1(size)
        except (OSError, Damaged) as error:
            self.damage, data = str(error), b""
        if data:
            self._read += len(data)
            self._last = (self._last + data[-4:])[-4:]
        self._ended = not data
        return data

    @property
    def torn(self) -> bool:
        """Whether the end of the file was reached, and is not that of a record."""
        return self._ended and self._last not in (b"", b"\r\n\r\n")

    def tell(self) -> int:
        return self._read


def records(file: IO[bytes]) -> Iterator[Record]:
    """The pages that were answered with 200, and the texts, in the order of the archive. `file`: the archive, unpacked.

    Requests, metadata, revisits, redirects, images and so on are no articles and are passed over. What is damaged is
    given as "unreadable"; behind a damaged place nothing can be found, so that the archive ends there.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield Record(0, "", "unreadable", MISSING.encode())
        return
    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what a person should know is told below

    class Quiet(ArchiveIterator):  # type: ignore[misc, unused-ignore]
        INC_RECORD = ""  # what it would write to standard error

    tail = _Tail(file)
    at = 0
    why = ""
    try:
        iterator = Quiet(tail)
        iterator.known_format = "warc"  # otherwise it takes any rubbish for a record of an older format
        for found in iterator:
            if iterator.err_count:
                raise ValueError("a record is longer than it says")
            at = iterator.offset
            if found.rec_type not in _WANTED:
                continue
            url = found.rec_headers.get_header("WARC-Target-URI") or ""
            try:
                content = _content(found)
            except _Unreadable as error:
                content = ("unreadable", str(error).encode())
            if content is not None:
                yield Record(at, url, *content)
    except EOFError:
        why = _TORN
    except ArchiveLoadFailed as error:
        why = str(error).split("\n")[0][:100]
    except Exception as error:  # the library raises what its parsing happens to raise
        why = f"no record can be made out ({type(error).__name__})"
    if why := tail.damage or (_TORN if tail.torn else why):
        yield Record(at, "", "unreadable", f"is damaged behind this place, nothing after it was read: {why}".encode())


def _content(found: Any) -> tuple[Kind, bytes] | None:
    """The page or text of a record, its codings undone; None when it is something else."""
    headers = found.http_headers
    if found.rec_type == "response":
        if headers is None or headers.get_statuscode() != "200":
            return None
    else:
        headers = found.rec_headers
    what = (headers.get_header("Content-Type") or "").lower()
    if not what.startswith((*_PAGES, "text/plain")):
        return None
    data = _all_of(found.raw_stream)
    if getattr(found.raw_stream, "limit", 0):
        raise EOFError
    if found.rec_type == "response":
        data = _decoded(data, headers)
    if named := charset(what):
        # the header's word is heard only here; a byte order mark then outdoes what the page says of itself
        data = b"\xef\xbb\xbf" + decode(data, f"charset={named}").encode("utf-8", "replace")
    return "page" if what.startswith(_PAGES) else "text", data


def _decoded(data: bytes, headers: Any) -> bytes:
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        from warcio.bufferedreaders import ChunkedDataReader

        # crawlers that undo the chunks leave the header; this reader then gives the data as they are
        data = _all_of(ChunkedDataReader(io.BytesIO(data)))
    coding = (headers.get_header("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        # zlib's own head, gzip's, or none: servers mean any of the three by "deflate"
        for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
            inflate = zlib.decompressobj(bits)
            try:
                plain = inflate.decompress(data, MAX_ITEM + 1)
            except zlib.error:
                continue
            if len(plain) > MAX_ITEM:
                raise _Unreadable(_TOO_LONG)
            return plain
        raise _Unreadable(f"its content says that it is packed with {coding}, and is not")
    if coding == "br":
        return _without_brotli(data)
    if coding not in ("", "identity", "utf-8"):
        raise _Unreadable(f'its content is packed with "{coding[:20]}", which is not undone here')
    return data


def _without_brotli(data: bytes) -> bytes:
    try:
        import brotli
    except ImportError:
        raise _Unreadable(MISSING) from None

    inflate = brotli.Decompressor()
    parts, size = [], 0
    try:
        while not inflate.is_finished():
            part = inflate.process(data, output_buffer_limit=1 << 20)
            if not part and inflate.can_accept_more_data() and not data:
                raise _Unreadable("its content ends in the middle")
            data = b""
            parts.append(part)
            size += len(part)
            if size > MAX_ITEM:
                raise _Unreadable(_TOO_LONG)
    except brotli.error:
        raise _Unreadable("its content says that it is packed with br, and is not") from None
    return b"".join(parts)


def _all_of(stream: Any) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_PIECE):
        parts.append(part)
        size += len(part)
        if size > MAX_ITEM:
            raise _Unreadable(_TOO_LONG)
    return b"".join(parts)
