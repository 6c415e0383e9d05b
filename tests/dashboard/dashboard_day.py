"""A day's records, written for these tests. The outlets are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from tui.agreement import Agreement, load
from tui.agreement.ledger import IndicatorRow, ledger
from tui.agreement.status import CommitmentStatus, PhaseStatus, Reason
from tui.config import Source
from tui.records import (
    Change,
    Evidence,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    SourceState,
    Update,
    cite,
)

NOW = datetime(2025, 12, 19, 14, 7, 42, tzinfo=UTC)
LOOK = datetime(2025, 12, 19, 12, 10, tzinfo=UTC)


@lru_cache(maxsize=1)
def agreement() -> Agreement:
    return load("gaza-2025")


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A time on the day of the tests, or days before."""
    return datetime(2025, 12, 19, hour, minute, tzinfo=UTC) - timedelta(days=days)


def update(
    n: str,
    text: str,
    when: datetime,
    *,
    outlet: str = "Sample Wire",
    title: str = "A report",
    url: str | None = None,
    revision: int = 1,
    shipped: bool = False,
    via: str | None = None,
    source: str = "sample",
) -> Update:
    return Update(
        id=n,
        source=source,
        outlet=outlet,
        url=url if url is not None else f"https://sample.example/{n}",
        title=title,
        text=text,
        published=when,
        fetched=when + timedelta(minutes=2),
        origin=n,
        revision=revision,
        shipped=shipped,
        via=via,
    )


ARTICLE = (
    "Mediators kept the two sides talking on Friday while convoys waited for clearance.\n"
    "“The list of names reached us this morning and we are checking it,” said Basil Exampleson, a spokesman for the"
    " relief committee. He added that “nobody should expect speed”.\n"
    "The health ministry in Hamas-run Gaza counted at least 402 people killed since the truce began on October 10,"
    " a figure that the army does not accept.\n"
    "Engineers said that the crossing would open for people in both directions once the cameras work, and that the"
    " repair was under way.\n"
    "“מחכים לתשובה”, said an Israeli official, while a Palestinian one said “ننتظر الرد”."
)


def span(words: str, text: str = ARTICLE) -> tuple[int, int]:
    """Where `words` stand in the text."""
    start = text.index(words)
    return start, start + len(words)


def quote(
    n: str,
    speaker: str | None,
    words: str,
    when: datetime,
    *,
    outlet: str = "Sample Wire",
    role: str | None = None,
    speaker_id: str | None = None,
    kind: str = "direct",
    revision: int = 1,
    carriers: int = 0,
    source: str = "sample",
    url: str | None = None,
    shipped: bool = False,
    via: str | None = None,
) -> QuoteRecord:
    item = update(n, words, when, outlet=outlet, revision=revision, source=source, url=url, shipped=shipped, via=via)
    others = tuple(
        cite(update(f"{n}-{i}", words, when, outlet=f"Daily Example {i}", source="daily")) for i in range(carriers)
    )
    said = Quote(
        start=0,
        end=len(words),
        text=words,
        kind=kind,
        speaker=speaker,
        speaker_mention=speaker,  # type: ignore[arg-type]
        speaker_resolved=speaker,
        speaker_id=speaker_id,
        role=role,
        cue="said",
    )
    return QuoteRecord(id=f"q-{n}", at=when, quote=said, cite=cite(item), carriers=others)


def figure(
    n: str,
    indicator: str,
    value: float,
    claimant: str,
    day: date,
    when: datetime,
    *,
    qualifier: str | None = None,
    baseline: str | None = None,
    shipped: bool = False,
    outlet: str = "Sample Wire",
    sentence: str = "",
) -> FigureRecord:
    item = update(n, sentence, when, outlet=outlet, shipped=shipped)
    what = Figure(
        start=0,
        end=3,
        value=value,
        qualifier=qualifier,
        measure="other",
        claimant_id=claimant,
        as_of=day,
        indicator=indicator,
        sentence=sentence,
    )
    return FigureRecord(id=f"f-{n}", at=when, figure=what, cite=cite(item), baseline=baseline)


def evidence(
    n: str,
    commitment: str,
    label: str,
    claimant: str,
    when: datetime,
    sentence: str,
    *,
    outlet: str = "Sample Wire",
    shipped: bool = False,
) -> EvidenceRecord:
    item = update(n, sentence, when, outlet=outlet, shipped=shipped)
    topic = agreement().commitment(commitment)
    assert topic is not None
    found = Evidence(
        start=0,
        end=len(sentence),
        commitment=topic.topic,
        commitment_id=commitment,
        status=label,  # type: ignore[arg-type]
        claimant_id=claimant,
        sentence=sentence,
    )
    return EvidenceRecord(id=f"e-{n}", at=when, evidence=found, cite=cite(item))


# ------------------------------------------------------------------ a day's records


def quotes() -> tuple[QuoteRecord, ...]:
    long = "We were told that the convoys would move at first light; by noon not one of them had been let through"
    return (
        quote(
            "u1",
            "Basil Exampleson",
            "The list of names reached us this morning and we are checking it",
            at(14, 2),
            role="spokesman for the relief committee",
            carriers=2,
        ),
        quote(
            "u2",
            "Majed al-Ansari",
            "We are hours away from an answer, not days",
            at(13, 58),
            speaker_id="majed-al-ansari",
            role="Qatari foreign ministry spokesman",
            outlet="Daily Example",
        ),
        quote("u3", "Dana Placeholder", long, at(13, 41), outlet="Example Relief News", role="convoy coordinator"),
        quote(
            "u4",
            "Gideon Saar",
            "Phase two begins when phase one has ended",
            at(11, 20),
            speaker_id="gideon-saar",
            revision=2,
            outlet="Sample Wire",
        ),
        quote(
            "u5",
            "Hazem Qassem",
            "the obligations of the first phase",
            at(10, 47),
            speaker_id="hazem-qassem",
            kind="mixed",
            outlet="Third Sample Agency",
        ),
        quote("u6", None, "Two people were admitted overnight", at(9, 30), outlet="Daily Example"),
        quote(
            "u7",
            "Marco Rubio",
            "that nobody wants this to fall apart over a bus timetable",
            at(8, 15),
            speaker_id="marco-rubio",
            kind="indirect",
            via="AFP",
            outlet="Sample Wire",
        ),
        *(
            quote(
                f"v{n}",
                f"Speaker {n} Exampleson",
                f"Earlier statement number {n} about the timetable",
                at(7, 59 - n),
                outlet="Third Sample Agency",
            )
            for n in range(24)
        ),
        quote(
            "w1",
            "Bassem Naim",
            "Talks on the second phase have not begun",
            at(18, 5, days=1),
            outlet="Daily Example",
            speaker_id="bassem-naim",
        ),
    )


def figures() -> tuple[FigureRecord, ...]:
    toll = "killed_since_truce"
    rows = [
        figure(
            f"t{n}",
            toll,
            value,
            "gaza-moh",
            date(2025, 12, 18 - n),
            at(9, 0, days=1 + n),
            qualifier="at least",
            baseline="truce-oct11",
            sentence=f"The ministry counted at least {value} people killed since the truce.",
        )
        for n, value in enumerate((402, 395, 391, 391, 386, 379, 376, 367))
    ]
    return (
        *rows,
        figure("t9", toll, 411, "gmo", date(2025, 12, 17), at(10, 0), qualifier="at least", baseline="truce-oct10"),
        figure(
            "s1",
            "soldiers_killed_since_truce",
            3,
            "idf",
            date(2025, 12, 18),
            at(7, 0, days=1),
            shipped=True,
            baseline="truce-oct10",
            outlet="AFP",
        ),
        figure("v1", "violations_alleged_against_israel", 875, "gmo", date(2025, 12, 15), at(7, 0, days=4)),
        figure(
            "v2",
            "violations_alleged_against_hamas",
            64,
            "idf",
            date(2025, 12, 18),
            at(7, 0, days=1),
            shipped=True,
            outlet="FDD Long War Journal",
        ),
        figure("h1", "hostage_remains_returned", 27, "icrc", date(2025, 12, 9), at(7, 0, days=10)),
        figure("h2", "hostage_remains_returned", 27, "hamas", date(2025, 12, 9), at(8, 0, days=10)),
        figure("p1", "prisoners_released", 1968, "icrc", date(2025, 10, 14), at(8, 0, days=60), shipped=True),
        figure(
            "a1",
            "trucks_entered_per_day",
            600,
            "cogat",
            date(2025, 12, 10),
            at(8, 0, days=9),
            qualifier="more than",
            sentence="More than 600 trucks enter every day, the body said.",
        ),
        figure("a2", "trucks_entered_per_day", 459, "ap", date(2025, 12, 7), at(8, 0, days=12), qualifier="about"),
        figure("a3", "trucks_entered_per_day", 244, "gmo", date(2025, 12, 19), at(13, 30)),
        figure(
            "g1",
            "gaza_area_israeli_control_pct",
            53,
            "idf",
            date(2025, 12, 18),
            at(8, 0, days=1),
            qualifier="about",
            shipped=True,
        ),
        figure(
            "g2",
            "gaza_area_israeli_control_pct",
            50,
            "ocha",
            date(2025, 12, 17),
            at(8, 0, days=2),
            qualifier="more than",
            shipped=True,
        ),
        figure("b1", "bodies_recovered_since_truce", 640, "gaza-moh", date(2025, 12, 10), at(8, 0, days=9)),
        figure("b2", "bodies_recovered_since_truce", 632, "gaza-moh", date(2025, 12, 18), at(8, 0, days=1)),
    )


def older_figures() -> tuple[FigureRecord, ...]:
    """Readings that the store holds and the board does not: a count that falls once, and gaps between its days."""
    days = ((10, 15, 21), (10, 20, 57), (10, 28, 104), (11, 2, 236), (11, 9, 241), (11, 12, 239), (11, 20, 312))
    added = "The ministry counted 342 people killed since the truce, after a committee approved earlier cases."
    return (
        *(
            figure(
                f"o{n}",
                "killed_since_truce",
                value,
                "gaza-moh",
                date(2025, month, day),
                datetime(2025, month, day, 9, tzinfo=UTC),
                baseline="truce-oct11",
                sentence=f"The ministry counted {value} people killed since the truce.",
            )
            for n, (month, day, value) in enumerate(days)
        ),
        figure(
            "o9",
            "killed_since_truce",
            342,
            "gaza-moh",
            date(2025, 11, 27),
            datetime(2025, 11, 27, 9, tzinfo=UTC),
            baseline="truce-oct11",
            sentence=added,
        ),
        *(
            figure(
                f"m{n}",
                "killed_since_truce",
                value,
                "gmo",
                date(2025, 11, day),
                datetime(2025, 11, day, 10, tzinfo=UTC),
                qualifier="at least",
                baseline="truce-oct10",
            )
            for n, (day, value) in enumerate(((5, 240), (18, 300), (29, 360)))
        ),
    )


def rows() -> tuple[IndicatorRow, ...]:
    return ledger(agreement(), figures())


_WORDS: dict[str, dict[str, object]] = {
    "p1.truce": {
        "word": "IN FORCE",
        "per": ("Egypt", "Qatar"),
        "since": date(2025, 10, 10),
        "grade": "2",
        "disputed": (("israel", 1), ("palestinian", 2)),
        "carrier": "Sample Wire",
        "reported": date(2025, 12, 18),
    },
    "p1.withdrawal-initial": {
        "word": "DONE",
        "per": ("Israeli military (IDF)", "United States"),
        "since": date(2025, 10, 10),
        "grade": "2",
        "carrier": "Sample Wire",
        "reported": date(2025, 12, 18),
    },
    "p1.line-held": {
        "word": "IN FORCE",
        "per": ("UN OCHA (oPt)",),
        "since": date(2025, 10, 17),
        "grade": "1",
        "disputed": (("palestinian", 1),),
        "carrier": "Daily Example",
        "reported": date(2025, 12, 16),
    },
    "p1.hostages-living": {
        "word": "DONE",
        "per": ("Hamas", "International Committee of the Red Cross"),
        "since": date(2025, 10, 13),
        "grade": "3",
        "carrier": "Sample Wire",
        "reported": date(2025, 12, 18),
    },
    "p1.hostages-deceased": {
        "word": "IN PROGRESS",
        "detail": "27 of 28",
        "per": ("International Committee of the Red Cross",),
        "since": date(2025, 10, 13),
        "grade": "3",
        "carrier": "Sample Wire",
        "reported": date(2025, 12, 18),
    },
    "p1.prisoners": {
        "word": "DONE?",
        "per": ("Israel Prison Service",),
        "since": date(2025, 10, 13),
        "grade": "1",
        "carrier": "Daily Example",
        "reported": date(2025, 12, 16),
    },
    "p1.remains-exchange": {
        "word": "IN PROGRESS",
        "per": ("health ministry in Hamas-run Gaza",),
        "since": date(2025, 10, 14),
        "grade": "1",
        "carrier": "Sample Wire",
        "reported": date(2025, 12, 18),
    },
    "p1.aid-volume": {
        "word": "SPLIT",
        "detail": "244 … over 600",
        "per": ("COGAT, the Israeli military body that controls crossings", "Gaza Government Media Office (Hamas-run)"),
        "since": date(2025, 12, 10),
        "grade": "2",
        "disputed": (("palestinian", 1), ("un", 1)),
        "carrier": "Third Sample Agency",
        "reported": date(2025, 12, 10),
    },
    "p1.rafah": {"word": "NOT STARTED", "carrier": None},
    "p1.monitoring": {
        "word": "IN PROGRESS",
        "per": ("US Central Command",),
        "since": date(2025, 10, 21),
        "grade": "1",
        "carrier": "Sample Wire",
        "reported": date(2025, 12, 18),
    },
    "p2.disarmament": {
        "word": "STALLED",
        "per": ("Egypt",),
        "since": date(2025, 12, 12),
        "grade": "1",
        "disputed": (("israel", 1), ("palestinian", 1)),
        "carrier": "Daily Example",
        "reported": date(2025, 12, 16),
    },
    "p2.isf": {
        "word": "NO MOVE",
        "detail": "31d",
        "per": ("United States",),
        "since": date(2025, 11, 18),
        "grade": "1",
        "carrier": "Sample Wire",
        "reported": date(2025, 12, 18),
    },
}


def trail() -> dict[str, tuple[EvidenceRecord, ...]]:
    engineers = "Engineers said that the crossing would open for people in both directions once the cameras work."
    return {
        "p1.truce": (
            evidence(
                "u1",
                "p1.truce",
                "alleged_violation",
                "hamas",
                at(13, 0),
                "A Hamas official spoke of shelling east of the line on Friday.",
            ),
            evidence(
                "x2",
                "p1.truce",
                "under_way",
                "qatar",
                at(11, 0),
                "Qatar said that the truce was being kept by and large.",
                outlet="Daily Example",
            ),
            evidence(
                "x3",
                "p1.truce",
                "alleged_violation",
                "idf",
                at(8, 0, days=2),
                "The army said that gunmen had crossed the yellow line.",
            ),
            evidence(
                "x4",
                "p1.truce",
                "under_way",
                "egypt",
                at(12, 0, days=70),
                "The truce took effect at noon.",
                shipped=True,
                outlet="Sample Record",
            ),
        ),
        "p1.rafah": (evidence("u1", "p1.rafah", "conditional", "egypt", at(12, 30), engineers),),
        "p1.hostages-deceased": (
            evidence(
                "x5",
                "p1.hostages-deceased",
                "partial",
                "icrc",
                at(9, 0, days=10),
                "The Red Cross carried one more coffin across.",
            ),
        ),
    }


def phases() -> tuple[PhaseStatus, ...]:
    trails = trail()
    found = []
    for phase in agreement().phases:
        statuses = []
        for commitment in agreement().in_phase(phase.id):
            given = dict(_WORDS.get(commitment.id, {"word": "NOT DUE" if phase.order > 1 else "NO DATA"}))
            records = trails.get(commitment.id, ())
            reasons = (Reason(rule=f"{given['word']}: the rule of the vocabulary"),) if given.get("per") else ()
            statuses.append(
                CommitmentStatus(commitment=commitment, evidence=records, reasons=reasons, **given)  # type: ignore[arg-type]
            )
        found.append(PhaseStatus(phase=phase, commitments=tuple(statuses)))
    return tuple(found)


def changes() -> tuple[Change, ...]:
    return (
        Change(
            id="c1",
            at=at(14, 4),
            kind="quote",
            mark="new",
            text="Basil Exampleson: “The list of names reached us” (Sample Wire)",
            ref="q-u1",
            source="sample",
        ),
        Change(
            id="c2",
            at=at(13, 59),
            kind="quote",
            mark="new",
            text="Majed al-Ansari: “We are hours away” (Daily Example)",
            ref="q-u2",
            source="daily",
        ),
        Change(
            id="c3",
            at=at(13, 32),
            kind="figure",
            mark="new",
            text="Trucks entering per day: GMO 244 (Sample Wire)",
            ref="f-a3",
            source="sample",
        ),
        Change(
            id="c4",
            at=at(13, 5),
            kind="status",
            mark="disputed",
            text="Military operations stop: DISPUTED israel 1, palestinian 2",
            ref="p1.truce",
        ),
        Change(
            id="c5",
            at=at(12, 58),
            kind="quote",
            mark="revised",
            text="Gideon Saar: “starts” → “begins” (Sample Wire)",
            ref="q-u4",
            source="sample",
        ),
        Change(
            id="c6",
            at=at(12, 31),
            kind="source",
            mark="trouble",
            text="Third Sample Agency failing: HTTP 403",
            ref="third",
            source="third",
        ),
        Change(
            id="c7",
            at=at(9, 2),
            kind="figure",
            mark="revised",
            text="Killed since the truce: health ministry at least 395 → at least 402 (Sample Wire)",
            ref="f-t0",
            source="sample",
        ),
        Change(
            id="c8",
            at=at(8, 0),
            kind="update",
            mark="withdrawn",
            text="A report is gone from Daily Example; the text is kept",
            ref="u6",
            source="daily",
        ),
    )


def sources() -> tuple[tuple[Source, SourceState], ...]:
    def feed(n: str, name: str, **more: object) -> Source:
        return Source(id=n, name=name, kind="feed", url=f"https://{n}.example/feed", interval=900, **more)  # type: ignore[arg-type]

    return (
        (
            feed("sample", "Sample Wire"),
            SourceState(
                id="sample",
                status="ok",
                since=at(6),
                last_try=at(14, 7),
                last_ok=at(14, 7),
                next_try=at(14, 22),
                items=212,
                newest=at(14, 2),
                format="RSS 2.0",
            ),
        ),
        (
            feed("daily", "Daily Example"),
            SourceState(
                id="daily",
                status="ok",
                since=at(6),
                last_try=at(14, 6),
                last_ok=at(14, 6),
                next_try=at(14, 21),
                items=96,
                newest=at(13, 58),
                format="Atom 1.0",
            ),
        ),
        (
            feed("relief", "Example Relief News"),
            SourceState(
                id="relief",
                status="ok",
                last_try=at(14, 5),
                last_ok=at(14, 5),
                next_try=at(14, 20),
                items=41,
                newest=at(13, 41),
            ),
        ),
        (
            feed("third", "Third Sample Agency"),
            SourceState(
                id="third",
                status="error",
                since=at(12, 31),
                last_try=at(13, 31),
                last_ok=at(11, 31),
                next_try=at(14, 31),
                failures=3,
                error="refused (blocked?)",
                http_status=403,
            ),
        ),
        (
            feed("bulletin", "Sample Bulletin"),
            SourceState(id="bulletin", status="ok", last_try=at(2), last_ok=at(2), items=3, newest=at(2, days=23)),
        ),
        (
            feed("archive", "Archive of Examples", enabled=False, reason="needs a key"),
            SourceState(id="archive", status="off"),
        ),
    )
