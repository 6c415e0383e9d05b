"""What the rules look back to: the same statuses and running figures as from everything that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench._postgres import Server
from tui.agreement import Agreement, horizon, load
from tui.agreement.ledger import IndicatorRow, ledger
from tui.agreement.status import PhaseStatus, derive, derive_each
from tui.config import load as load_config
from tui.filing import record_entries
from tui.records import Entry, Evidence, EvidenceRecord, Figure, FigureRecord, Update, cite
from tui.report.brief import Material, gather, make
from tui.standing import Standing
from tui.store import lookback
from tui.store.archive import Archive
from tui.store.shared.archive import SharedArchive

AGREEMENT: Agreement = load()
RECORD = record_entries(AGREEMENT)
NOW = datetime(2025, 12, 19, 12, tzinfo=UTC)
COMMITMENTS = ("p1.rafah", "p1.truce", "p1.hostages-deceased", "p2.disarmament")
ACTORS = ("israel", "hamas", "egypt", "un", "icrc", "media", None)
NAMES = ("Officials", "A minister", None)
SENTENCES = (
    "They said so.",
    "The work was halted and the gate closed.",
    "It was observed and confirmed by its staff.",
    "The ceasefire is over and the group is no longer bound by the agreement.",
    "Nothing will move unless the list is complete, and not before.",
)
LABELS = (
    "completed", "partial", "under_way", "pledged", "conditional", "stalled", "refused", "demanded",
    "alleged_violation", "denied",
)  # fmt: skip
INDICATORS = (
    "killed_since_truce", "trucks_entered_per_day", "trucks_entered_total", "hostage_remains_returned",
    "hostages_remaining",
)  # fmt: skip


@contextmanager
def short_sight() -> Iterator[None]:
    """The rules look back less far, so that a few records are more than they see."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (horizon, lookback):
            for name, value in {"DAYS": 3, "CARRIERS": 2, "CARRIERS_BEFORE": 1, "VALUES": 2, "DENIALS": 1}.items():
                patch.setattr(module, name, value)
        for name, value in {"NEWEST": 2, "NEWEST_OTHERS": 2, "EARLIEST_OTHERS": 1}.items():
            patch.setattr(horizon, name, value)
        yield


hours = st.integers(-24 * 40, 0)
evidence = st.builds(
    lambda c, label, who, name, about, words: Evidence(
        start=0, end=1, commitment="truce", commitment_id=c, status=label, claimant_id=who,
        claimant=name, actor_id=about, sentence=words,
    ),
    st.sampled_from(COMMITMENTS), st.sampled_from(LABELS), st.sampled_from(ACTORS), st.sampled_from(NAMES),
    st.sampled_from(("hamas", None)), st.sampled_from(SENTENCES),
)  # fmt: skip
figures = st.builds(
    lambda i, value, who, name, said, days, since, part, rate, how: (
        Figure(
            start=0, end=1, value=value, claimant_id=who, claimant=name, indicator=i, modality=said,
            as_of=None if days is None else NOW.date() - timedelta(days=days), since=since, delta=part, rate=rate,
        ),
        how,
    ),
    st.sampled_from(INDICATORS), st.sampled_from((7, 28, 90, 400, 480, 600, 601)), st.sampled_from(ACTORS),
    st.sampled_from(NAMES), st.sampled_from(("reported", "reported", "estimate", "denied", "target")),
    st.one_of(st.none(), st.integers(-1, 45)), st.sampled_from((None, date(2025, 10, 10))), st.booleans(),
    st.sampled_from(("day", None)), st.sampled_from((None, "sum of two")),
)  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> list[list[Entry]]:
    """Deliveries, with revisions and copies, in any order of publication."""
    deliveries = []
    revisions: dict[str, int] = {}
    for _ in range(draw(st.integers(1, 6))):
        delivery: dict[str, Entry] = {}
        for _ in range(draw(st.integers(1, 5))):
            name = draw(st.sampled_from("abcdefghij"))
            if name in delivery:
                continue
            revisions[name] = revisions.get(name, 0) + 1
            at = NOW + timedelta(hours=draw(hours))
            update = Update(
                id=name, source=f"wire-{name}", outlet=draw(st.sampled_from(("Sample Wire", "Other Sample"))),
                url="", title=name, text=f"text {name}", published=at, fetched=NOW, revision=revisions[name],
                origin=draw(st.sampled_from(("o1", "o2", "o3", name))),
            )  # fmt: skip
            said = draw(st.lists(evidence, max_size=5))
            counted = draw(st.lists(figures, max_size=4))
            delivery[name] = Entry(
                update=update,
                evidence=tuple(
                    EvidenceRecord(id=f"e{i}-{name}{revisions[name]}", at=at, evidence=e, cite=cite(update))
                    for i, e in enumerate(said)
                ),
                figures=tuple(
                    FigureRecord(
                        id=f"f{i}-{name}{revisions[name]}", at=at, figure=f, cite=cite(update), derived=how,
                        baseline="truce-oct10" if f.since else None,
                    )
                    for i, (f, how) in enumerate(counted)
                ),
            )  # fmt: skip
        deliveries.append(list(delivery.values()))
    return deliveries


def of_everything(
    entries: list[Entry], record: list[Entry]
) -> tuple[tuple[PhaseStatus, ...], tuple[IndicatorRow, ...]]:
    """Statuses and running figures from all records."""
    everything = [*record, *entries]
    figures = [f for e in everything for f in e.figures]
    return (
        derive(AGREEMENT, [x for e in everything for x in e.evidence], figures, NOW),
        ledger(AGREEMENT, figures, recent=True),
    )


@settings(deadline=None, max_examples=40)
@given(stories(), st.integers(0, 5), st.booleans(), st.sampled_from([[], RECORD]))
def test_what_is_looked_back_to_says_the_same_as_all(
    story: list[list[Entry]], seal_after: int, short: bool, record: list[Entry]
) -> None:
    sight = short_sight() if short else nullcontext()
    with sight, TemporaryDirectory() as folder, Archive(Path(folder) / "s", read_only=False, seal_at=10**9) as archive:
        standing = Standing.of(AGREEMENT, archive, record, NOW)
        for n, delivery in enumerate(story):
            standing = standing.after(delivery, NOW)
            archive.put(delivery)
            if n == seal_after:
                archive.seal()
            expected = of_everything(archive.entries(), record)
            anew = Standing.of(AGREEMENT, archive, record, NOW)
            assert (anew.phases(), anew.rows()) == expected
            assert (standing.phases(), standing.rows()) == expected


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(), short=st.booleans())
def test_a_shared_record_says_the_same(story: list[list[Entry]], short: bool, database: Server) -> None:
    with short_sight() if short else nullcontext(), SharedArchive(database.record()) as archive:
        standing = Standing.of(AGREEMENT, archive, RECORD, NOW)
        for delivery in story:
            standing = standing.after(delivery, NOW)
            archive.put(delivery)
        expected = of_everything(archive.entries(), RECORD)
        anew = Standing.of(AGREEMENT, archive, RECORD, NOW)
        assert (anew.phases(), anew.rows()) == expected
        assert (standing.phases(), standing.rows()) == expected


@settings(deadline=None, max_examples=25)
@given(stories(), st.booleans(), st.integers(0, 39), st.booleans())
def test_two_moments_asked_together_say_what_each_says(
    story: list[list[Entry]], sealed: bool, days: int, short: bool
) -> None:
    earlier = NOW - timedelta(days=days, hours=1)
    sight = short_sight() if short else nullcontext()
    with sight, TemporaryDirectory() as folder, Archive(Path(folder) / "s", read_only=False, seal_at=10**9) as archive:
        for delivery in story:
            archive.put(delivery)
        if sealed:
            archive.seal()
        seen = archive.claims_at_both(earlier, NOW)
        counted = archive.readings_at_both(archive.series_kinds(), earlier, NOW)
        everything = [x for e in archive.entries() for x in e.evidence]
        figures = [x for e in archive.entries() for x in e.figures]
        whole = [derive(AGREEMENT, everything, figures, at) for at in (earlier, NOW)]
        assert [derive(AGREEMENT, seen, counted, at) for at in (earlier, NOW)] == whole
        assert derive_each(AGREEMENT, seen, counted, (earlier, NOW)) == whole


@settings(deadline=None, max_examples=25)
@given(stories(), st.booleans(), st.integers(1, 30), st.booleans())
def test_a_brief_says_of_statuses_what_all_records_say(
    story: list[list[Entry]], sealed: bool, days: int, short: bool
) -> None:
    since = NOW - timedelta(days=days)
    with short_sight() if short else nullcontext(), TemporaryDirectory() as folder:
        path = Path(folder) / "s"
        with Archive(path, read_only=False, seal_at=10**9) as archive:
            for delivery in story:
                archive.put(delivery)
            if sealed:
                archive.seal()
            entries = archive.entries()
        config = load_config()
        found = make(gather(config, AGREEMENT, path, since, NOW), AGREEMENT, since, NOW, NOW)
        everything = [*RECORD, *entries]
        all_of_it = Material(
            evidence=tuple(x for e in everything for x in e.evidence),
            figures=tuple(f for e in everything for f in e.figures),
        )
        whole = make(all_of_it, AGREEMENT, since, NOW, NOW)
        assert (found.phases, found.disputes) == (whole.phases, whole.disputes)
