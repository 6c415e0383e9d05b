"""The records that a brief needs, asked of a store by questions that are bounded by the period and by the rules'
own look back, so that a week costs the same whatever is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from tui.agreement.case import STEPS
from tui.agreement.claims import when
from tui.agreement.model import Agreement
from tui.agreement.overrides import unpack
from tui.config import Config, Source
from tui.filing import record_entries
from tui.records import Entry, EvidenceRecord, FigureRecord, SourceState
from tui.report.brief.model import Material
from tui.report.kept import reading
from tui.store.door import Asked, Where

REMEMBERED = 4000
"""Updates of the period that are not read again for their quotes and for what the rules look back to."""

LATE = timedelta(days=7)
"""How long before the period an update may be dated to be told as come late."""

NAMED = timedelta(days=45)
"""How long before the period what is due in it, or soon after, may have been announced or demanded."""


def last_look(store: Where) -> datetime | None:
    """When somebody last marked all as seen in the dashboard."""
    with reading(store) as archive:
        looks = (archive.note("looks") or []) if archive is not None else []
    return datetime.fromisoformat(looks[-1]) if looks else None


def gather(
    config: Config, agreement: Agreement, store: Where, since: datetime, until: datetime, now: datetime | None = None
) -> Material:
    """All that `make` needs for that period; the shipped record alone when there is no store yet.

    When the period ended before `now`, texts are read as they stood at its end.
    """
    record = record_entries(agreement)
    evidence = [x for e in record for x in e.evidence]
    figures = [f for e in record for f in e.figures]
    with reading(store) as opened:
        if opened is None:
            return Material(
                evidence=tuple(evidence),
                figures=tuple(figures),
                sources=_sources(config, agreement, {}),
                collected=False,
            )
        archive: Asked = opened if now is None or until >= now else opened.at(until)
        updates: dict[str, int] = {}
        demo = False
        for entry in archive.walk(since=since, until=until, remember=REMEMBERED):
            updates[entry.update.source] = updates.get(entry.update.source, 0) + 1
            demo = demo or entry.update.demo
            evidence += entry.evidence
            figures += entry.figures
        fresh = {f.figure.indicator for f in figures if since < when(f) <= until}
        evidence += _claims(archive, record, since, until)
        # a day that somebody named lies behind more newer announcements than the rules look back to, now and then
        evidence += archive.evidence(since=since - NAMED, until=since, labels=("pledged", "demanded"))
        figures += _readings(agreement, archive, fresh, since, until)
        return Material(
            evidence=tuple({r.id: r for r in evidence}.values()),
            figures=tuple({f.id: f for f in figures}.values()),
            quotes=tuple(archive.quotes(since=since, until=until)),
            overrides=tuple(unpack(opened.note("overrides"))),
            updates=updates,
            late=tuple(u for u in archive.updates(since=since - LATE, until=since) if since < u.fetched <= until),
            sources=_sources(config, agreement, opened.states()),
            troubles=tuple(c for c in archive.changes(since=since) if c.kind == "source"),
            notice=opened.notice,
            collected=len(opened) > 0,
            demo=demo,
        )


def _claims(archive: Asked, record: Sequence[Entry], since: datetime, until: datetime) -> list[EvidenceRecord]:
    """What the rules see of the claims at both ends of the period."""
    steps: dict[str, list[datetime]] = {}
    for x in (x for e in record for x in e.evidence if x.evidence.status in STEPS):
        steps.setdefault(x.evidence.commitment_id or "", []).append(when(x))

    def last_step(commitment: str, at: datetime) -> datetime | None:
        return max((s for s in steps.get(commitment, ()) if s <= at), default=None)

    return archive.claims_at_both(since, until, last_step)


def _readings(
    agreement: Agreement, archive: Asked, fresh: Collection[str | None], since: datetime, until: datetime
) -> Iterator[FigureRecord]:
    """What the running figures show at the end of the period, and what the rules see at both ends."""
    ruled = {i for c in agreement.commitments for i in c.indicators}
    keys = [key for key in archive.series_kinds() if key[0] in ruled or key[0] in fresh]
    yield from archive.readings_at_both(keys, since, until)
    for whom in archive.denial_keys():
        if whom[0] in fresh:
            yield from archive.denials_in_view(whom, until)


def _sources(
    config: Config, agreement: Agreement, states: Mapping[str, SourceState]
) -> tuple[tuple[Source, SourceState], ...]:
    return tuple(
        (s, states.get(s.id, SourceState(id=s.id)))
        for s in config.sources
        if not s.agreements or agreement.id in s.agreements
    )
