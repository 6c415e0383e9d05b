"""One writer a store: a lock file beside it, and who holds it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from tui.store.errors import StoreBusy, StoreError

if sys.platform != "win32":
    import fcntl
if TYPE_CHECKING:
    from filelock import BaseFileLock

_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
_UNKNOWN = (errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system says that knows no locks."""

Lock = Union[int, "BaseFileLock"]
"""A descriptor that holds the system's own lock; elsewhere that of the library."""


def take(path: Path) -> Lock:
    """The right to write the store in that file; its folder is made if there is none.

    Raises `StoreBusy`, naming the process, when another one has it, and `StoreError` when the folder cannot be
    written. The lock is on a file of its own, because the data file is replaced now and then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _locked(path.with_name(path.name + ".lock"))
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written: {error.strerror or error}; choose another file with --store"
        ) from error
    if lock is None:
        raise StoreBusy(
            f"{path}: another ceasefire-tui writes this store{_owner(path)}; watch it with `ceasefire-tui view`, "
            "or use another file with --store"
        )
    # a full disk must not keep anyone from reading and compacting; the message names no process then
    with contextlib.suppress(OSError):
        # beside the lock, because some systems do not let anyone read a locked file
        path.with_name(path.name + ".pid").write_text(str(os.getpid()))
    return lock


def give_back(path: Path, lock: Lock) -> None:
    """End the right that `take` gave."""
    with contextlib.suppress(OSError):
        path.with_name(path.name + ".pid").unlink()
    if isinstance(lock, int):
        os.close(lock)
    else:
        lock.release()


def _locked(path: Path) -> Lock | None:
    """The lock on that file; None when another process has it. Raises OSError."""
    if sys.platform == "win32":
        return _by_library(path)
    while True:
        # the library takes half a megabyte and a tenth of the time until something stands in the panes
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(lock).st_nlink:
                return lock
        except OSError as error:
            os.close(lock)
            if error.errno in _BUSY:
                return None
            if error.errno in _UNKNOWN:
                return _by_library(path)
            raise
        os.close(lock)  # somebody deleted it in between, and another one may lock the next


def _by_library(path: Path) -> Lock | None:
    import filelock

    made: Any = filelock.FileLock if sys.platform == "win32" else filelock.SoftFileLock
    # a lock a journal, never shared: filelock would otherwise count a second taking in one process as the first
    # and not bound to a thread, because a store is opened in one and closed in another
    lock: BaseFileLock = made(path, timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except filelock.Timeout:
        return None
    return lock


def _owner(path: Path) -> str:
    try:
        pid = int(path.with_name(path.name + ".pid").read_text())
    except (OSError, ValueError):
        return ""
    return f" (process {pid})"
