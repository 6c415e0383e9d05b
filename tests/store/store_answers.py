"""All that an archive can be asked, and an archive from before with its answers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from store_samples import CLAIMANTS, COMMITMENTS, NOON, SPEAKERS, WORDS

from tui.store.archive import Archive

NEVER = 10**9


def answers(archive: Archive) -> dict[str, Any]:
    """What all questions give."""
    middle = NOON + timedelta(hours=6)
    return {
        "count": len(archive),
        "entries": sorted(archive.entries(), key=lambda e: e.update.id),
        "revisions": {u.id: archive.revisions(u.id) for u in archive.updates()},
        "digests": {u.id: archive.digest(u.id) for u in archive.updates()},
        "updates": archive.updates(),
        "updates between": archive.updates(3, since=NOON, until=middle),
        "quotes": archive.quotes(),
        "latest": archive.quotes(3, kinds=["direct"]),
        "quotes between": archive.quotes(since=NOON + timedelta(hours=2), until=middle),
        "by speaker": [archive.quotes(speakers=[s]) for s in SPEAKERS if s],
        "by side": archive.quotes(speakers=["envoy-one", "envoy-two", "nobody"]),
        "by source": archive.quotes(sources=["wire-0", "wire-2"]),
        "by both": archive.quotes(sources=["wire-0"], speakers=["envoy-one"]),
        "saying": [archive.quotes(words=w) for w in WORDS],
        "series keys": archive.series_keys(),
        "series": [archive.series("trucks_entered", c, b) for c in CLAIMANTS for b in ("b10", None)],
        "last readings": [archive.series("trucks_entered", c, "b10", limit=2, until=middle) for c in CLAIMANTS],
        "latest figures": archive.latest_figures(),
        "two of each": archive.latest_figures(middle, limit=2),
        "latest evidence": archive.latest_evidence(limit=3),
        "trail": [archive.trail(c) for c in COMMITMENTS],
        "trail between": [archive.trail(c, since=NOON, until=middle, limit=2) for c in COMMITMENTS],
        "figures": sorted(archive.figures(), key=lambda f: f.id),
        "figures between": archive.figures(since=NOON, until=middle),
        "evidence": sorted(archive.evidence(), key=lambda e: e.id),
        "evidence between": archive.evidence(since=NOON, until=middle),
        "walk": list(archive.walk()),
        "walk between": list(archive.walk(since=NOON, until=middle)),
        "changes": archive.changes(),
        "told": list(archive.told()),
        "told between": list(archive.told(2, since=NOON, until=middle)),
        "last changes": archive.changes(2),
        "changes since": archive.changes(since=middle),
        "found": [archive.search(w) for w in (*WORDS, "gate tent", '"gate opens before"', "none", "")],
    }


def expected_archive(folder: Path) -> Archive:
    """One that never seals."""
    return Archive(folder / "expected.jsonl", read_only=False, seal_at=NEVER)
