"""What can go wrong with a store. Each message says what to do; after any of them nothing was changed."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot be used, or something could not be saved; then nothing of it was kept."""


class StoreBusy(StoreError):
    """Another process writes this store."""


class ForeignFile(StoreError):
    """The file is neither a journal nor a plain TinyDB file; it was left untouched."""


class NewerFormat(StoreError):
    """The file was written by a newer version of this program; it was left untouched."""
