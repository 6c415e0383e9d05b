"""The TinyDB storage under the archive: the whole file is replaced at each write, atomically.

TinyDB's own JSONStorage writes in place: a process killed, or a disk filled, in the middle leaves a file that
cannot be read. Here a new file is written, synced and renamed over the old one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage


class StoreError(Exception):
    """The store cannot be used; the message says what to do. Nothing was changed."""


class AtomicStorage(Storage):
    """A JSON file, kept in memory after the first read. One process writes it; see `Archive` for the lock."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__()
        self.path = path
        self.read_only = read_only
        self.set_aside: Path | None = None
        """Where an unreadable file was put, if there was one."""
        self._data: dict[str, dict[str, Any]] | None = None
        self._loaded = False
        self._holding = self._held = False

    def read(self) -> dict[str, dict[str, Any]] | None:
        if not self._loaded:
            self._data = self._read_file()
            self._loaded = True
        return self._data

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        if self.read_only:
            raise StoreError(f"{self.path}: opened for reading only")
        if self._holding:
            self._data, self._loaded, self._held = data, True, True
            return
        encoded = msgspec.json.encode(data)
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            fresh.touch(mode=0o600)
            with fresh.open("wb") as file:
                file.write(encoded)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
            self._sync_folder()
        except OSError as error:
            with contextlib.suppress(OSError):
                fresh.unlink()
            # what is in memory must not run ahead of what is on file
            self._loaded = False
            raise StoreError(f"{self.path}: not saved: {error.strerror or error}") from error
        self._data, self._loaded = data, True

    @contextlib.contextmanager
    def in_one_write(self) -> Iterator[None]:
        """Many TinyDB calls, one write of the file. When any of them fails, none of them happened."""
        self._holding, self._held = True, False
        try:
            yield
        except BaseException:
            self._loaded = False
            raise
        finally:
            self._holding = False
        if self._held and self._data is not None:
            self.write(self._data)

    def forget(self) -> None:
        """Read the file again at the next question."""
        self._loaded = False

    def _read_file(self) -> dict[str, dict[str, Any]] | None:
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be read: {error.strerror or error}") from error
        if not raw.strip():
            return None
        try:
            data = msgspec.json.decode(raw)
            if not isinstance(data, dict) or not all(isinstance(v, dict) for v in data.values()):
                raise msgspec.DecodeError("not a TinyDB file")
        except msgspec.DecodeError as error:
            self._put_aside(error)
            return None
        return data

    def _put_aside(self, error: Exception) -> None:
        if self.read_only:
            raise StoreError(f"{self.path}: is no store of this program ({error})") from error
        aside = self.path.with_name(f"{self.path.name}.bad-{datetime.now().astimezone():%Y%m%dT%H%M%S}")
        self.path.replace(aside)
        self.set_aside = aside

    def _sync_folder(self) -> None:
        if os.name == "nt":  # folders cannot be opened there; the rename is durable enough
            return
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
