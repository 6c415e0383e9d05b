"""One writer a store: a lock file beside it, and who holds it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import filelock

from tui.store.errors import StoreBusy, StoreError


def take(path: Path) -> filelock.BaseFileLock:
    """The right to write the store in that file; its folder is made if there is none.

    Raises `StoreBusy`, naming the process, when another one has it, and `StoreError` when the folder cannot be
    written. The lock is on a file of its own, because the data file is replaced now and then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # a lock a journal, never shared: filelock would otherwise count a second taking in one process as the first
        # and not bound to a thread, because a store is opened in one and closed in another
        lock = filelock.FileLock(path.with_name(path.name + ".lock"), timeout=0, mode=0o600, thread_local=False)
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreBusy(
            f"{path}: another ceasefire-tui writes this store{_owner(path)}; watch it with `ceasefire-tui view`, "
            "or use another file with --store"
        ) from error
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {error.strerror or error}; choose another file with --store"
        ) from error
    # a full disk must not keep anyone from reading and compacting; the message names no process then
    with contextlib.suppress(OSError):
        # beside the lock, because some systems do not let anyone read a locked file
        path.with_name(path.name + ".pid").write_text(str(os.getpid()))
    return lock


def give_back(path: Path, lock: filelock.BaseFileLock) -> None:
    """End the right that `take` gave."""
    with contextlib.suppress(OSError):
        path.with_name(path.name + ".pid").unlink()
    lock.release()


def _owner(path: Path) -> str:
    try:
        pid = int(path.with_name(path.name + ".pid").read_text())
    except (OSError, ValueError):
        return ""
    return f" (process {pid})"
