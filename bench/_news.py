"""Invented news about the default agreement, as much as is asked for: what a store holds after months of watching."""

from __future__ import annotations

import contextlib
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from tui.agreement import Agreement, load
from tui.records import (
    Change,
    Entry,
    Evidence,
    EvidenceLabel,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    Update,
    cite,
)
from tui.store.archive import Archive

BEGIN = datetime(2025, 10, 11, tzinfo=UTC)
_LABELS: tuple[EvidenceLabel, ...] = (
    "under_way", "partial", "alleged_violation", "demanded", "stalled", "refused", "conditional", "pledged",
    "completed", "denied",
)  # fmt: skip
_LINES = (
    "Convoys waited at the gate while the list was checked again by the observers of the mission.",
    "The passage was halted in the morning and reopened in the afternoon, a spokesman said.",
    "Nothing will be handed over unless the list is complete, the delegation said in a statement.",
    "Work on the second road has begun, and the first part of it was finished this week.",
)


@cache
def _agreement() -> Agreement:
    return load()


def _often(story: int, of: int, salt: int) -> int:
    """A number below `of`, small ones far more often than large ones, as a few voices make most of the news."""
    return int(of * (zlib.crc32(b"%d %d" % (story, salt)) / 2**32) ** 3)


def news(n: int, total: int, days: int) -> Entry:
    """Update `n` of `total`, which fill so many days: one article in three is a copy of one before it."""
    agreement = _agreement()
    at = BEGIN + timedelta(days=days) * (n / total)
    story = n - n % 3
    own = f"u{n:09d}"
    line = _LINES[story // 3 % len(_LINES)]
    # as long as an agency's report
    text = "\n".join(f"{line} Paragraph {k} of note {story} names order {story * 7 + k}." for k in range(12))
    update = Update(
        id=own, source=f"source-{n % 40}", outlet=f"Sample Wire {n % 40}", url=f"https://wire.example/{own}",
        title=f"Note {story} on the crossing", text=text, published=at, fetched=at, origin=f"u{story:09d}", digest=own,
    )  # fmt: skip
    source = cite(update)
    actors, commitments = agreement.actors, agreement.commitments
    actor = actors[_often(story, len(actors), 1)]
    quote = Quote(
        start=0, end=len(line), text=f"{line} ({story})", kind="direct", speaker=actor.label, speaker_id=actor.id
    )
    evidence = [
        Evidence(
            start=0, end=len(line), commitment=c.topic, commitment_id=c.id,
            status=_LABELS[_often(story, len(_LABELS), 4 + k)],
            claimant=actor.label if story // 3 % 4 else f"Official {story % 997}",
            claimant_id=actor.id if story // 3 % 4 else None, sentence=line,
        )
        for k, c in enumerate(commitments[_often(story, len(commitments), k)] for k in (2, 3))
    ]  # fmt: skip
    figures = []
    if story // 3 % 2:
        indicator = agreement.indicators[_often(story, len(agreement.indicators), 6)]
        baseline = agreement.baselines[_often(story, 2, 8)]
        since = indicator.aggregation == "cumulative"
        figure = Figure(
            start=0, end=3, value=100 + (at - BEGIN).days, measure="other", claimant=actor.label,
            claimant_id=[*indicator.claimants, actor.id][_often(story, 1 + len(indicator.claimants), 7)],
            indicator=indicator.id, cumulative=since, since=baseline.date if since else None, sentence=line,
        )  # fmt: skip
        figures.append(
            FigureRecord(id=f"f{own}", at=at, figure=figure, cite=source, baseline=baseline.id if since else None)
        )
    return Entry(
        update=update,
        quotes=(QuoteRecord(id=f"q{own}", at=at, quote=quote, cite=source),),
        figures=tuple(figures),
        evidence=tuple(EvidenceRecord(id=f"e{k}{own}", at=at, evidence=e, cite=source) for k, e in enumerate(evidence)),
    )


def fill(path: Path, total: int, days: int = 400) -> None:
    """A store of so many updates, as the program leaves it: the last five hundred are not moved to their month yet."""
    with contextlib.closing(Archive(path, read_only=False, seal_at=10**9)) as archive:
        for start in range(0, total, 500):
            entries = [news(n, total, days) for n in range(start, min(start + 500, total))]
            changes = [
                Change(id=f"c{e.update.id}", at=e.update.fetched, kind="quote", mark="new", text=e.update.title)
                for e in entries[::5]
            ]
            archive.put(entries, changes)
            if (start % 20_000 == 19_500 and start < total - 500) or start == total - 1000:
                archive.seal()
