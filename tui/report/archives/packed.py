"""Packed inputs: gzip, and Zstandard (from Python 3.14 on its own, before that with `backports.zstd`, extra `zstd`).

A file is unpacked by its first bytes, whatever its name; what it holds is read a piece at a time.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from typing import IO, Any

MISSING = "reading .zst needs backports.zstd: pip install 'ceasefire-tui[zstd]'"
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_SKIPPED = b"\x2a\x4d\x18"
"""Behind a first byte of 0x50 to 0x5f: a frame without content, which parallel packers put first."""


class Damaged(Exception):
    """What is packed cannot be unpacked from here on: says why."""


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """The file, unpacked if it is packed. Its reads raise `Damaged`; so does this, when the extra is missing."""
    head = first_bytes(file)
    if head.startswith(_GZIP):
        plain = _Guarded(gzip.GzipFile(fileobj=file), (zlib.error, gzip.BadGzipFile))
    elif _is_zstd(head):
        zstd = _zstd()
        plain = _Guarded(zstd.ZstdFile(file), (zstd.ZstdError,))
    else:
        return file
    return io.BufferedReader(plain, 1 << 16)


def beginning(file: IO[bytes], size: int = 512) -> bytes:
    """Up to `size` of the first bytes of what a file holds, unpacked; the file stays unread."""
    head = first_bytes(file)
    try:
        if head.startswith(_GZIP):
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, size)
        if _is_zstd(head):
            plain: bytes = _zstd().ZstdFile(io.BytesIO(head)).read1(size)
            return plain
    except Exception:  # whatever is wrong with it is told when it is read
        return b""
    return head[:size]


def first_bytes(file: IO[bytes]) -> bytes:
    """Up to some hundred bytes of a file that is not yet read, which stay unread."""
    if isinstance(file, io.BufferedReader):
        return file.peek(512)[:512]
    if file.seekable():
        head = file.read(512)
        file.seek(0)
        return head
    return b""


def _is_zstd(head: bytes) -> bool:
    return head.startswith(_ZSTD) or (head[1:4] == _SKIPPED and 0x50 <= head[0] < 0x60)


class _Guarded(io.RawIOBase):
    """What an unpacking file gives; whatever is wrong with it is `Damaged`."""

    def __init__(self, file: Any, wrong: tuple[type[Exception], ...]) -> None:
        self._file = file
        self._wrong = wrong

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read1(len(buffer))
        except EOFError:
            raise Damaged("the file ends in the middle") from None
        except self._wrong as error:
            raise Damaged(str(error)) from None
        buffer[: len(data)] = data
        return len(data)


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise Damaged(MISSING) from None
    return zstd
