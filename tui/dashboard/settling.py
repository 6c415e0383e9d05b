"""What opening has left behind goes back to the system: the dashboard then stands for a day."""

from __future__ import annotations

import contextlib
import gc
import sys


def settle_memory() -> None:
    """Give back what was needed only to open. Meant for a thread; where the system has no way to ask for it, nothing.

    The C library keeps what was let go in pieces between what is in use, for as long as the process lives, and gives
    it back when it is told to: one megabyte in fifty after a store was read.
    """
    gc.collect()
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):  # another C library than glibc
        ctypes.CDLL(None).malloc_trim(0)
