"""Seven weeks of the invented accord as stored entries: what a brief of its last week is made from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from tui.agreement import Agreement, load
from tui.config import Config, Source
from tui.records import (
    Change,
    Condition,
    Entry,
    Evidence,
    EvidenceLabel,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    SourceState,
    Topic,
    Update,
    cite,
)
from tui.report.brief.model import Material
from tui.store.archive import open as open_archive

START = date(2026, 10, 3)
SINCE, UNTIL = datetime(2026, 11, 15, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
OUTLETS = ("Sample Wire", "Sample Post", "Harbour Gazette")


def accord() -> Agreement:
    return load(Path(__file__).parents[2] / "tui" / "demo" / "agreement.toml")


class Writer:
    """Writes texts, each with one record, one after the other."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def text(self, at: datetime, outlet: str, words: str, *, url: str | None = None) -> Update:
        name = f"u{len(self.entries):05}"
        return Update(
            id=name, source=outlet.lower().replace(" ", "-"), outlet=outlet, title=words[:60], text=words,
            url=url if url is not None else f"https://wire.example/{name}", published=at,
            fetched=at + timedelta(minutes=6), origin=name, digest=name,
        )  # fmt: skip

    def proof(
        self, at: datetime, topic: Topic, commitment: str, label: EvidenceLabel, who: str | None, sentence: str,
        *, outlet: str = "Sample Wire", on: tuple[str, str] | None = None, due: date | None = None, due_text: str = "",
        url: str | None = None,
    ) -> EvidenceRecord:  # fmt: skip
        u = self.text(at, outlet, sentence, url=url)
        conditions = (Condition(start=0, end=1, text=on[1], commitment_id=on[0] or None),) if on else ()
        e = Evidence(
            start=0, end=len(sentence), commitment=topic, commitment_id=commitment, status=label, claimant=who,
            claimant_id=who, sentence=sentence, conditions=conditions, due=due, due_text=due_text or None,
        )  # fmt: skip
        record = EvidenceRecord(id=f"e-{u.id}", at=at, evidence=e, cite=cite(u))
        self.entries.append(Entry(update=u, evidence=(record,)))
        return record

    def count(
        self, at: datetime, indicator: str, value: float, who: str | None, *, day: date | None = None,
        since: date | None = START, qualifier: str | None = None, outlet: str = "Sample Wire",
        derived: str | None = None, rate: str | None = None, value_max: float | None = None,
    ) -> FigureRecord:  # fmt: skip
        sentence = f"The office put the number at {value:,} on that day."
        u = self.text(at, outlet, sentence)
        f = Figure(
            start=28, end=31, value=value, value_max=value_max, qualifier=qualifier, measure="other", claimant=who,
            claimant_id=who, since=since, as_of=day or at.date(), indicator=indicator, sentence=sentence, rate=rate,
            cumulative=since is not None,
        )  # fmt: skip
        record = FigureRecord(id=f"f-{u.id}", at=at, figure=f, cite=cite(u), derived=derived,
                              baseline="truce" if since == START else None)  # fmt: skip
        self.entries.append(Entry(update=u, figures=(record,)))
        return record

    def quote(
        self, at: datetime, words: str, speaker: str | None, speaker_id: str | None = None, *, role: str | None = None,
        outlet: str = "Sample Wire", to: str | None = None, said_on: date | None = None, url: str | None = None,
    ) -> QuoteRecord:  # fmt: skip
        u = self.text(at, outlet, f"“{words}” somebody said.", url=url)
        q = Quote(start=1, end=1 + len(words), text=words, kind="direct", speaker=speaker, speaker_id=speaker_id,
                  role=role, to=to, said_on=said_on)  # fmt: skip
        record = QuoteRecord(id=f"q-{u.id}", at=at, quote=q, cite=cite(u))
        self.entries.append(Entry(update=u, quotes=(record,)))
        return record


def seven_weeks() -> list[Entry]:
    """From the truce to 22 November 2026."""
    w = Writer()
    for n in range(50):
        at = datetime(2026, 10, 3, 15, tzinfo=UTC) + timedelta(days=n)
        if n % 2 == 0:
            w.count(at, "killed_since_truce", 12 + n * 3 + (n * n) // 40, "tolvar-health", qualifier="at least")
        if n % 7 == 3:
            w.count(at, "killed_since_truce", 8 + n * 2, "relief-office", outlet="Sample Post")
        if n % 3 == 0:
            w.count(at, "trucks_per_day", 205 + (n * 37) % 60, "crossings-authority", since=None, rate="day")
        if n % 5 == 0:
            w.count(at, "trucks_per_day", 96 + (n * 23) % 48, "relief-office", since=None, rate="day",
                    outlet="Sample Post")  # fmt: skip
        if n % 8 == 1:
            w.count(at, "violations_alleged", 20 + n * 9, "tolvar-front", outlet="Harbour Gazette")

    def at(day: int, hour: int = 9) -> datetime:
        month = 10 if day <= 31 else 11
        return datetime(2026, month, day if day <= 31 else day - 31, hour, tzinfo=UTC)

    w.proof(at(4), "truce", "one.truce", "completed", "ostrand", "Ostrand said that the guns fell silent at noon.")
    w.proof(at(20), "prisoner_release", "one.prisoners", "partial", "marenia",
            "Marenia said that it had released 120 of 300 prisoners.")  # fmt: skip
    w.proof(at(33), "interim_authority", "two.council", "pledged", "lake-council",
            "The Lake States Council said that the interim council would meet on 18 November.",
            due=date(2026, 11, 18), due_text="on 18 November")  # fmt: skip
    # the week
    w.proof(at(46, 9), "withdrawal", "two.withdrawal", "under_way", "marenian-army",
            "The Marenian army said that its troops began to withdraw from the northern hills.")  # fmt: skip
    w.proof(at(47, 11), "withdrawal", "two.withdrawal", "denied", "tolvar-front",
            "The Tolvar Front denied that any soldier had left the hills.", outlet="Harbour Gazette")  # fmt: skip
    w.proof(at(47, 16), "withdrawal", "two.withdrawal", "partial", "ostrand",
            "Ostrand said that its observers saw two positions given up and nine held.")  # fmt: skip
    w.proof(at(48, 8), "truce", "one.truce", "alleged_violation", "tolvar-front",
            "The Tolvar Front accused Marenia of shelling the harbour road, which it called a violation of the truce.",
            outlet="Harbour Gazette")  # fmt: skip
    w.proof(at(48, 12), "truce", "one.truce", "denied", "marenian-army",
            "The Marenian army denied firing and said that the blast was an old mine.")  # fmt: skip
    w.proof(at(49, 12), "disarmament", "two.weapons", "refused", "tolvar-front",
            "The Tolvar Front said that it will not disarm until the last Marenian soldier has left.",
            on=("two.withdrawal", "until the last Marenian soldier has left"))  # fmt: skip
    w.proof(at(50, 10), "withdrawal", "two.withdrawal", "conditional", "marenia",
            "Marenia said that no further withdrawal would come before heavy weapons are handed over.",
            on=("two.weapons", "before heavy weapons are handed over"))  # fmt: skip
    w.proof(at(50, 14), "prisoner_release", "one.prisoners", "partial", "marenia",
            "Marenia said that it had now released 210 of 300 prisoners.")  # fmt: skip
    w.proof(at(51, 9), "aid_entry", "one.aid", "pledged", "crossings-authority",
            "The crossings authority said that a second gate would open on 27 November.",
            due=date(2026, 11, 27), due_text="on 27 November")  # fmt: skip
    w.quote(at(46, 10), "We leave hill by hill, and we look back at each,", "Ilen Varro", "ilen-varro",
            role="foreign minister", to="Sample Post", outlet="Sample Post")  # fmt: skip
    w.quote(at(47, 12), "Not one of them has left. Count the tents.", "Dessa Quorn", "dessa-quorn",
            outlet="Harbour Gazette", said_on=date(2026, 11, 16))  # fmt: skip
    w.quote(at(49, 13), "A weapon is the last word we have, and we shall speak last.", "Dessa Quorn", "dessa-quorn")
    w.quote(at(50, 9), "Two positions, seen by two pairs of eyes; I would like to see eleven.", "Amara Sollis",
            "amara-sollis", role="envoy")  # fmt: skip
    w.quote(at(51, 9), "We collect what we can reach, and we write down what we cannot.", "Toma Reyk", "toma-reyk")
    w.quote(at(51, 12), "الشاحنات تنتظر عند البوابة منذ الفجر", "سائق شاحنة", None, outlet="Sample Post")
    w.quote(at(52, 8), "</q><script>alert('x')</script><img src=x onerror=alert(1)>", "<b>Nobody</b>", None,
            url="javascript:alert(1)")  # fmt: skip
    return w.entries


SOURCES = tuple(
    Source(id=name.lower().replace(" ", "-"), name=name, kind="feed", url=f"https://{n}.example/feed")
    for n, name in enumerate((*OUTLETS, "Lake Radio", "Quiet Herald", "Never Times"))
)


def states() -> dict[str, SourceState]:
    ok = {s.id: SourceState(id=s.id, status="ok", last_ok=UNTIL - timedelta(minutes=9), items=20) for s in SOURCES[:5]}
    ok["lake-radio"] = SourceState(
        id="lake-radio", status="error", since=UNTIL - timedelta(days=2), last_ok=UNTIL - timedelta(days=2),
        error="HTTP 503: try later", failures=31,
    )  # fmt: skip
    return ok


def troubles() -> list[Change]:
    down = UNTIL - timedelta(days=5)
    return [
        Change(id="t1", at=down, kind="source", mark="trouble", text="Sample Post failing", source="sample-post"),
        Change(id="t2", at=down + timedelta(hours=7), kind="source", mark="recovered", text="Sample Post answers again",
               source="sample-post"),
    ]  # fmt: skip


def config(folder: Path) -> Config:
    return Config(file="(test)", base=folder, sources=SOURCES)


def material(entries: list[Entry] | None = None) -> Material:
    """As `gather` finds it, without a store."""
    entries = seven_weeks() if entries is None else entries
    updates: dict[str, int] = {}
    for e in entries:
        if e.update.published and SINCE <= e.update.published <= UNTIL:
            updates[e.update.source] = updates.get(e.update.source, 0) + 1
    known = states()
    return Material(
        evidence=tuple(x for e in entries for x in e.evidence),
        figures=tuple(f for e in entries for f in e.figures),
        quotes=tuple(q for e in entries for q in e.quotes),
        updates=updates,
        sources=tuple((s, known.get(s.id, SourceState(id=s.id))) for s in SOURCES),
        troubles=tuple(troubles()),
    )


def stored(path: Path) -> Path:
    """A store of the seven weeks, as they came."""
    with open_archive(path) as archive:
        entries = sorted(seven_weeks(), key=lambda e: e.update.fetched)
        for start in range(0, len(entries), 10):
            archive.put(entries[start : start + 10])
        archive.put((), troubles())
        archive.put_states(states())
        archive.put_note("looks", [(UNTIL - timedelta(days=3)).isoformat()])
    return path


def many(times: int) -> list[Entry]:
    """The same accord, with `times` as many quotes and sentences in the week."""
    entries = seven_weeks()
    out = list(entries)
    for k in range(1, times):
        for e in entries:
            if e.update.published is None or not SINCE < e.update.published <= UNTIL:
                continue
            u = msgspec.structs.replace(e.update, id=f"{e.update.id}-{k}", origin=f"{e.update.origin}-{k}")
            c = cite(u)
            out.append(
                Entry(
                    update=u,
                    quotes=tuple(
                        msgspec.structs.replace(
                            q, id=f"{q.id}-{k}", cite=c,
                            quote=msgspec.structs.replace(q.quote, text=f"{q.quote.text} {k}",
                                                          speaker=f"{q.quote.speaker} {'abcdefgh'[k % 8]}",
                                                          speaker_id=None),
                        )
                        for q in e.quotes
                    ),
                    evidence=tuple(
                        msgspec.structs.replace(
                            x, id=f"{x.id}-{k}", cite=c,
                            evidence=msgspec.structs.replace(x.evidence, sentence=f"{x.evidence.sentence} Part {k}."),
                        )
                        for x in e.evidence
                    ),
                )
            )  # fmt: skip
    return out
