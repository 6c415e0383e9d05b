"""The records that a brief needs, asked of a store by questions that are bounded by the period and by the rules'
own look back, so that a week costs the same whatever is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from tui.agreement.model import Agreement
from tui.agreement.overrides import unpack
from tui.config import Config, Source
from tui.filing import record_entries
from tui.records import EvidenceRecord, FigureRecord, SourceState
from tui.report.brief.model import Material
from tui.store.archive import Archive
from tui.store.archive import open as open_archive

LATE = timedelta(days=14)
"""How long before the period an update may be dated to be told as come late."""


def last_look(store: Path) -> datetime | None:
    """When somebody last marked all as seen in the dashboard."""
    if not store.is_file():
        return None
    with open_archive(store, read_only=True) as archive:
        looks = archive.note("looks") or []
    return datetime.fromisoformat(looks[-1]) if looks else None


def gather(config: Config, agreement: Agreement, store: Path, since: datetime, until: datetime) -> Material:
    """All that `make` needs for that period; the shipped record alone when there is no store yet."""
    entries = record_entries(agreement)
    evidence = [x for e in entries for x in e.evidence]
    figures = [f for e in entries for f in e.figures]
    if not store.is_file():
        return Material(evidence=tuple(evidence), figures=tuple(figures), sources=_sources(config, agreement, {}))
    with open_archive(store, read_only=True) as archive:
        updates: dict[str, int] = {}
        demo = False
        for update in archive.updates(since=since, until=until):
            updates[update.source] = updates.get(update.source, 0) + 1
            demo = demo or update.demo
        ruled, read = _in_view(archive, since, until)
        return Material(
            evidence=tuple({r.id: r for r in (*evidence, *ruled)}.values()),
            figures=tuple({f.id: f for f in (*figures, *read)}.values()),
            quotes=tuple(archive.quotes(since=since, until=until)),
            overrides=tuple(unpack(archive.note("overrides"))),
            updates=updates,
            late=sum(1 for u in archive.updates(since=since - LATE, until=since) if since < u.fetched <= until),
            sources=_sources(config, agreement, archive.states()),
            troubles=tuple(c for c in archive.changes(since=since) if c.kind == "source"),
            notice=archive.notice,
            demo=demo,
        )


def _in_view(archive: Archive, since: datetime, until: datetime) -> tuple[list[EvidenceRecord], list[FigureRecord]]:
    """What the rules see at both ends, and what was filed between them."""
    evidence: list[EvidenceRecord] = []
    figures: list[FigureRecord] = []
    for entry in archive.walk(until=until):
        evidence += entry.evidence
        figures += entry.figures
    return evidence, figures


def _sources(
    config: Config, agreement: Agreement, states: Mapping[str, SourceState]
) -> tuple[tuple[Source, SourceState], ...]:
    return tuple(
        (s, states.get(s.id, SourceState(id=s.id)))
        for s in config.sources
        if not s.agreements or agreement.id in s.agreements
    )
