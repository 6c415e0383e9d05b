"""Invented entries for the store's tests: an update with a quote, a reading and evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tui.records import (
    Change,
    Entry,
    Evidence,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    Update,
    cite,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SPEAKERS = ("envoy-one", "envoy-two", None)
CLAIMANTS = ("office-a", "office-b")
COMMITMENTS = ("p1.withdrawal", "p1.aid")
WORDS = ("gate", "convoy", "tent", "bridge", "market", "harbour")


def sample(
    name: str,
    *,
    seed: int = 0,
    hours: float = 0,
    revision: int = 1,
    words: str | None = None,
    fetched_days: float = 0,
) -> Entry:
    """An entry whose records all depend on `seed` alone."""
    at = NOON + timedelta(hours=hours)
    said = words or f"The {WORDS[seed % 6]} opens before the {WORDS[(seed * 5 + 1) % 6]} does, he was told."
    update = Update(
        id=name,
        source=f"wire-{seed % 3}",
        outlet="Sample Wire",
        url=f"https://wire.example/{name}",
        title=f"Story {name}",
        text=f"“{said}” the envoy said of {name}.",
        published=at,
        fetched=at + timedelta(days=fetched_days, minutes=5),
        origin=name,
        revision=revision,
        digest=f"{seed}-{revision}",
    )
    source = cite(update)
    speaker = SPEAKERS[seed % 3]
    quote = Quote(start=1, end=1 + len(said), text=said, kind="direct" if seed % 4 else "indirect", speaker="the envoy",
                  speaker_id=speaker)  # fmt: skip
    figure = Figure(
        start=0,
        end=1,
        value=100 + seed,
        measure="trucks",
        claimant_id=CLAIMANTS[seed % 2],
        as_of=date(2026, 11, 1) + timedelta(days=seed % 20),
        indicator="trucks_entered" if seed % 5 else None,
        modality="target" if seed % 7 == 6 else "reported",
    )
    evidence = Evidence(
        start=0,
        end=1,
        commitment="withdrawal" if seed % 2 else "aid_entry",
        commitment_id=COMMITMENTS[seed % 2],
        status="under_way",
        claimant_id=CLAIMANTS[seed % 2],
    )
    return Entry(
        update=update,
        quotes=(QuoteRecord(id=f"q-{name}-{said}", at=at, quote=quote, cite=source),),
        figures=(
            FigureRecord(
                id=f"f-{name}-{seed}", at=at, figure=figure, cite=source, baseline="b10" if seed % 3 else None
            ),
        ),
        evidence=(EvidenceRecord(id=f"e-{name}-{seed}", at=at, evidence=evidence, cite=source),),
    )


def told(n: int, hours: float = 0) -> Change:
    """A change."""
    return Change(id=f"c{n}", at=NOON + timedelta(hours=hours), kind="update", mark="new", text=f"change {n}")
