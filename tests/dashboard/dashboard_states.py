"""Sources that wait, and sources that fail."""

from __future__ import annotations

import msgspec
from dashboard_day import sources

from tui.records import SourceState


def waiting() -> tuple:  # type: ignore[type-arg]
    return tuple((s, SourceState(id=s.id, status="waiting" if s.enabled else "off")) for s, _ in sources())


def failing() -> tuple:  # type: ignore[type-arg]
    return tuple(
        (s, msgspec.structs.replace(state, status="error", error="name not found", http_status=None, last_ok=None))
        if s.enabled
        else (s, state)
        for s, state in sources()
    )
