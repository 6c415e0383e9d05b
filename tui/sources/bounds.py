"""Bounds on what an answer may say and weigh."""

from __future__ import annotations

import email.utils
import re
import zlib
from datetime import UTC, datetime

from tui.sources.items import SourceError

RETRY_AFTER_MAX = 86_400
"""Seconds; nobody is left alone for longer because a header says so."""
_PIECE = 65_536
_MAX_MEMBERS = 16
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_VALIDATOR = re.compile(r"^[\x21-\x7e][\x20-\x7e]{0,510}$")


class Inflate:
    """Gunzips in pieces, so that what a few bytes may blow up to is counted before it is there."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._members = 1
        self._zlib = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    def feed(self, chunk: bytes, into: bytearray) -> None:
        """Inflate the next piece of the body. Raises `SourceError` beyond the limit or on damage."""
        while chunk:
            if self._zlib.eof:
                if not chunk.startswith(b"\x1f\x8b"[: len(chunk)]) or self._members >= _MAX_MEMBERS:
                    return  # padding behind the end
                self._members += 1
                self._zlib = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            try:
                into += self._zlib.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise SourceError(f"the answer is damaged: {error}") from None
            if len(into) > self._limit:
                raise SourceError(f"the answer inflates to more than {self._limit:,} bytes")
            chunk = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail

    def finish(self, wire: int) -> None:
        """After the last piece, of `wire` bytes in all: raises `SourceError` when the end is missing."""
        if wire and not self._zlib.eof:
            raise SourceError("the answer broke off before its end")


def retry_after(text: str | None, now: datetime | None = None) -> int | None:
    """Seconds of a Retry-After header, between 0 and a day; None when it says nothing that can be read."""
    text = (text or "").strip()
    if text.isascii() and text.isdigit():
        return min(int(text), RETRY_AFTER_MAX) if len(text) < 10 else RETRY_AFTER_MAX
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    return int(min(max(seconds, 0), RETRY_AFTER_MAX))


def max_age(cache_control: str) -> int | None:
    """Seconds of a Cache-Control header's max-age, at most a day."""
    match = _MAX_AGE.search(cache_control)
    return min(int(match.group(1)), RETRY_AFTER_MAX) if match else None


def validator(text: str | None) -> str | None:
    """An ETag or a date that can be sent back as it is; nothing that could forge a header."""
    return text if text and _VALIDATOR.match(text) else None
