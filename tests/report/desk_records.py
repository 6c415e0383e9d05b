"""Invented entries for the tests of what leaves the screen: an accord, its figures, its quotes, hostile text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

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
    Topic,
    Update,
    cite,
)
from tui.store.archive import open as open_archive

DAY = datetime(2025, 12, 19, 8, tzinfo=UTC)
HOSTILE = "=cmd|'/C calc'!A0 <script>alert(1)</script> \u202e[/b]"


def update(name: str, *, hours: float = 0, outlet: str = "Sample Wire", text: str = "", url: str = "") -> Update:
    at = DAY + timedelta(hours=hours)
    return Update(
        id=name, source=outlet.lower().replace(" ", "-"), outlet=outlet, url=url or f"https://wire.example/{name}",
        title=f"Story {name}", text=text or f"Text of {name}.", published=at, fetched=at + timedelta(minutes=4),
        origin=name,
    )  # fmt: skip


def quoted(u: Update, words: str, speaker: str | None, speaker_id: str | None = None, **more: object) -> QuoteRecord:
    quote = Quote(
        start=1, end=1 + len(words), text=words, kind="direct", speaker=speaker, speaker_id=speaker_id, **more
    )
    return QuoteRecord(id=f"q-{u.id}-{len(words)}", at=u.published or u.fetched, quote=quote, cite=cite(u))


def counted(
    u: Update,
    indicator: str,
    value: float | None,
    claimant_id: str | None,
    *,
    day: date | None = None,
    baseline: str | None = None,
    since: date | None = None,
    qualifier: str | None = None,
    derived: str | None = None,
    sentence: str = "",
) -> FigureRecord:
    figure = Figure(
        start=0, end=3, value=value, qualifier=qualifier, measure="killed", claimant=claimant_id,
        claimant_id=claimant_id, since=since, as_of=day, cumulative=True, indicator=indicator,
        sentence=sentence or f"{claimant_id} gave {value}.",
    )  # fmt: skip
    return FigureRecord(id=f"f-{u.id}-{indicator}-{value}-{claimant_id}", at=u.published or u.fetched, figure=figure,
                        cite=cite(u), baseline=baseline, derived=derived)  # fmt: skip


def proof(
    u: Update, topic: Topic, commitment: str, label: EvidenceLabel, claimant_id: str | None, sentence: str
) -> EvidenceRecord:
    evidence = Evidence(
        start=0, end=len(sentence), commitment=topic, commitment_id=commitment, status=label, claimant=claimant_id,
        claimant_id=claimant_id, sentence=sentence,
    )  # fmt: skip
    return EvidenceRecord(id=f"e-{u.id}-{commitment}-{label}-{claimant_id}", at=u.published or u.fetched,
                          evidence=evidence, cite=cite(u))  # fmt: skip


def a_day() -> list[tuple[Entry, list[Change]]]:
    """Deliveries of one day: a quote, a toll, evidence on a crossing, and a story that means harm."""
    a = update("a")
    said = quoted(a, "We will count every truck at the gate.", "Karim Lotfy", None, cue="told", to="Sample Wire")
    toll = counted(a, "killed_since_truce", 395, "gaza-moh", day=date(2025, 12, 18), baseline="truce-oct10",
                   since=date(2025, 10, 10), qualifier="at least")  # fmt: skip
    closed = proof(a, "rafah_opening", "p1.rafah", "refused", "israel", "Israel said that the crossing stays shut.")
    b = update("b", hours=2, outlet="Sample Post", text=HOSTILE + "\n- a line\n;=1+1", url="javascript:alert(1)")
    evil = quoted(b, HOSTILE, "@Karim")
    return [
        (
            Entry(update=a, quotes=(said,), figures=(toll,), evidence=(closed,)),
            [
                Change(id="c1", at=a.fetched, kind="quote", mark="new", text="Karim Lotfy: “We will …” (Sample Wire)",
                       ref=said.id, source=a.source),
                Change(id="c2", at=a.fetched, kind="figure", mark="new", text="Killed: 395", ref=toll.id,
                       source=a.source),
                Change(id="c3", at=a.fetched, kind="status", mark="new", text="Rafah: NOT STARTED → STALLED",
                       ref="p1.rafah"),
            ],
        ),
        (
            Entry(update=b, quotes=(evil,)),
            [Change(id="c4", at=b.fetched, kind="quote", mark="new", text=f"@Karim: “{HOSTILE}”", ref=evil.id,
                    source=b.source)],
        ),
    ]  # fmt: skip


def stored(path: Path, deliveries: list[tuple[Entry, list[Change]]] | None = None) -> Path:
    """A store that holds them."""
    with open_archive(path) as archive:
        for entry, changes in a_day() if deliveries is None else deliveries:
            archive.put([entry], changes)
    return path
