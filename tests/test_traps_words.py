"""Traps of the field that concern words, speakers, persons, windows and days; numbers as in the domain notes.

Those of evidence and status stand in `test_traps.py`.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.calendar import expected
from tui.agreement.ledger import ledger
from tui.agreement.linkage import linkages
from tui.agreement.model import load
from tui.agreement.quota import rates
from tui.agreement.status import CommitmentStatus, derive
from tui.cli import main
from tui.extract import read
from tui.records import Cite, Evidence, EvidenceRecord, Figure, FigureRecord, Quote

GAZA = load("gaza-2025")
NOW = datetime(2026, 2, 12, 18, tzinfo=UTC)  # a Thursday


def quotes(text: str) -> tuple[Quote, ...]:
    return read(text, agreement=GAZA, published=NOW, source="Sample Wire").quotes


def evidence(text: str, published: datetime = NOW) -> tuple[Evidence, ...]:
    return read(text, agreement=GAZA, published=published, source="Sample Wire").evidence


def figures(text: str) -> tuple[Figure, ...]:
    return read(text, agreement=GAZA, published=NOW, source="Sample Wire").figures


def cited(outlet: str, at: datetime, text: str) -> Cite:
    return Cite(update=f"{outlet}-{at}-{text[:24]}", source=outlet.lower(), outlet=outlet, url="", title="",
                published=at, fetched=at, origin=f"{outlet}-{text}")  # fmt: skip


def filed(text: str, at: datetime, outlet: str = "Sample Wire") -> list[EvidenceRecord]:
    cite = cited(outlet, at, text)
    return [EvidenceRecord(id=f"{cite.update}-{n}", at=at, evidence=e, cite=cite) for n, e in
            enumerate(evidence(text, at))]  # fmt: skip


def status(commitment: str, records: list[EvidenceRecord], now: datetime = NOW) -> CommitmentStatus:
    return next(c for p in derive(GAZA, records, [], now) for c in p.commitments if c.commitment.id == commitment)


# ------------------------------------------------------------------ 3: rates need their window


@pytest.mark.parametrize("hours", [24, 48, 72, 96])
def test_trap_3_a_total_of_some_hours_is_no_daily_rate(hours: int) -> None:
    (trucks,) = figures(f"In the past {hours} hours 1,300 aid trucks entered Gaza, COGAT said.")
    assert (trucks.value, trucks.rate) == (1300, None)
    record = FigureRecord(id="f", at=NOW, figure=trucks, cite=cited("Sample Wire", NOW, "x"))
    volume = GAZA.commitment("p1.aid-volume")
    assert volume is not None
    assert rates(GAZA, volume, [record], NOW) == []


def test_trap_3_a_rate_says_so_itself() -> None:
    (trucks,) = figures("Some 420 aid trucks a day entered Gaza last week, COGAT said.")
    assert (trucks.value, trucks.rate) == (420, "day")


def test_trap_3_the_dead_of_two_days_are_no_reading_of_the_toll() -> None:
    found = figures("Four people were killed in Gaza in the past 48 hours, the health ministry in Gaza said.")
    assert [f.indicator for f in found] == [None]
    assert not any(f.cumulative for f in found)


# ------------------------------------------------------------------ 7 and 9: what stands in quotation marks


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “yellow line” runs through the field.",
        "A “humanitarian city” is drawn on the map.",
        "The “pause” lasted nine hours.",
        "Karim “the Fox” Lotfy arrived late.",
    ],
)
def test_trap_7_scare_quotes_are_nobodys_words(text: str) -> None:
    assert quotes(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Karim Lotfy said the deal was “dead”.", "Karim Lotfy"),
        ("The talks were “useful”, envoy Karim Lotfy told Sample Wire.", "Karim Lotfy"),
        ("Karim Lotfy accused the army of “daily raids”.", "Karim Lotfy"),
    ],
)
def test_trap_7_a_fragment_with_a_cue_is_its_speakers(text: str, speaker: str) -> None:
    (quote,) = quotes(text)
    assert (quote.kind, quote.speaker) == ("mixed", speaker)


@pytest.mark.parametrize("pair", ["“”", '""', "«»", "‘’", "„“"])
def test_trap_9_any_pair_of_marks_is_a_pair(pair: str) -> None:
    text = f"{pair[0]}We will stay until the families' tents are dry,{pair[1]} Karim Lotfy said."
    (quote,) = quotes(text)
    assert quote.speaker == "Karim Lotfy"
    assert quote.text == text[quote.start : quote.end]
    assert "families" in quote.text


def test_trap_9_doubled_single_marks_and_apostrophes() -> None:
    text = "''It's the people's road,'' Karim Lotfy said. The minister's car didn't stop."
    (quote,) = quotes(text)
    assert (quote.kind, quote.speaker) == ("direct", "Karim Lotfy")
    assert "didn't" not in quote.text


# ------------------------------------------------------------------ 8: "he said"


def test_trap_8_he_may_be_named_two_paragraphs_before() -> None:
    text = (
        "Envoy Karim Lotfy arrived in Cairo on Monday.\n"
        "Rain had fallen on the tents for three days.\n"
        "“Nobody leaves before the last truck is in,” he said.\n"
    )
    (quote,) = quotes(text)
    assert (quote.speaker_mention, quote.speaker) == ("he", "Karim Lotfy")


def test_trap_8_without_an_antecedent_nobody_is_guessed() -> None:
    (quote,) = quotes("“Nobody leaves before the last truck is in,” he said.")
    assert quote.speaker_id is None
    assert (quote.speaker_resolved or "he").lower() == "he"


# ------------------------------------------------------------------ 11 and 12: days


@pytest.mark.parametrize(
    ("published", "day"),
    [
        # late on Saturday in London is Sunday in Gaza already
        (datetime(2026, 2, 14, 23, 30, tzinfo=UTC), date(2026, 2, 15)),
        (datetime(2026, 2, 12, 9, tzinfo=UTC), date(2026, 2, 15)),
        (datetime(2026, 2, 16, 9, tzinfo=UTC), date(2026, 2, 22)),
    ],
)
def test_trap_11_a_weekday_is_that_of_publication_where_the_story_is_set(published: datetime, day: date) -> None:
    (found,) = evidence("The Rafah crossing will open on Sunday, Egypt said.", published)
    assert found.due == day


def test_trap_12_one_outlets_odd_date_moves_nothing() -> None:
    text = "Hamas has returned all of the bodies of the hostages held in Gaza, the Red Cross said."
    day = NOW - timedelta(days=3)
    five = [r for n in range(5) for r in filed(text, day, f"Sample {n}")]
    odd = filed(text, NOW - timedelta(days=300), "Odd Sample")
    alone, both = status("p1.hostages-deceased", five), status("p1.hostages-deceased", [*five, *odd])
    assert alone.word == both.word
    assert alone.last == both.last == day.date()


# ------------------------------------------------------------------ 23: headline and body


def test_trap_23_the_body_counts_and_not_the_headline(tmp_path: Path) -> None:
    item = (
        "<rss version='2.0'><channel><title>Sample</title><item><guid>1</guid><link>https://sample.invalid/1</link>"
        "<title>Seven killed in Gaza since the truce began</title><pubDate>Thu, 12 Feb 2026 10:00:00 GMT</pubDate>"
        "<description>Six people have been killed in Gaza since the truce began, the health ministry in Gaza said."
        "</description></item></channel></rss>"
    )
    (tmp_path / "feed.xml").write_text(item, encoding="utf-8")
    config = tmp_path / "sources.toml"
    config.write_text(
        '[agreement]\nid = "gaza-2025"\n\n[[sources]]\nid = "sample"\nname = "Sample Wire"\nkind = "file"\n'
        f'path = "{(tmp_path / "feed.xml").as_posix()}"\n',
        encoding="utf-8",
    )
    words = ["--config", str(config), "--store", str(tmp_path / "s.json")]
    assert CliRunner().invoke(main, [*words, "poll", "--once"]).exit_code == 0
    out = CliRunner().invoke(main, [*words, "export", "figures", "--format", "jsonl"]).stdout
    own = [r for r in map(json.loads, out.splitlines()) if r["outlet"] == "Sample Wire"]
    assert [r["value"] for r in own] == [6]


# ------------------------------------------------------------------ 24: names that collide


@pytest.mark.parametrize(
    ("text", "wanted", "barred"),
    [
        ("Bassem Naim of Hamas left Cairo. “We will answer on Sunday,” Naim said.", "bassem-naim", None),
        ("Hezbollah leader Naim Qassem spoke. “We keep our arms,” Qassem said.", None, "bassem-naim"),
        ("Israel Katz visited the line. “We stay,” Katz said.", "israel-katz", "israel"),
        ("“We will ask again,” Rep. Jim Jordan said.", None, "jordan"),
        ("Jordan said the force needs a mandate.", "jordan", None),
        ("The talks in Sharm el-Sheikh ended. “We go on,” a diplomat said.", None, "egypt"),
        (
            "Qatar's prime minister, Sheikh Mohammed bin Abdulrahman Al Thani, met the envoys. "
            "“We are close,” Al Thani said.",
            "mohammed-bin-abdulrahman", None,
        ),
        ("“The Trump plan is the only one,” Karim Lotfy said.", None, "donald-trump"),
    ],
)  # fmt: skip
def test_trap_24_names_that_collide(text: str, wanted: str | None, barred: str | None) -> None:
    found = {q.speaker_id for q in quotes(text)}
    assert found
    if wanted is not None:
        assert wanted in found
    if barred is not None:
        assert barred not in found


# ------------------------------------------------------------------ whatever the words: order and offsets


_SENTENCES = (
    "Israel said it would not withdraw further from Gaza until Hamas disarms.",
    "Hamas has returned 27 of the 28 bodies of hostages from Gaza, the Red Cross said.",
    "Hamas said it had returned all of the bodies of the hostages held in Gaza.",
    "The Rafah crossing will open on Sunday, Egypt said.",
    "The Rafah crossing reopened in both directions, the United Nations said.",
    "Israel accused Hamas of violating the ceasefire in Gaza.",
    "Hamas denied violating the ceasefire in Gaza.",
    "No country has sent a single soldier to the international force in Gaza, the United Nations said.",
    "The committee was let into Gaza, Egypt said.",
    "Some 420 aid trucks a day entered Gaza last week, COGAT said.",
)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(_SENTENCES), st.integers(0, 20)), max_size=12), st.randoms())
def test_the_order_of_arrival_never_changes_a_status_linkage_or_what_is_expected(
    told: list[tuple[str, int]], shuffle: random.Random
) -> None:
    records: list[EvidenceRecord] = []
    counted: list[FigureRecord] = []
    for text, days in sorted(set(told)):
        at = NOW - timedelta(days=days)
        records += filed(text, at)
        counted += [
            FigureRecord(id=f"{text}{days}{n}", at=at, figure=f, cite=cited("Sample Wire", at, text))
            for n, f in enumerate(figures(text))
        ]
    forwards = (derive(GAZA, records, counted, NOW), linkages(GAZA, records, NOW), expected(GAZA, records, NOW))
    series = ledger(GAZA, counted)
    shuffle.shuffle(records)
    shuffle.shuffle(counted)
    assert (
        derive(GAZA, records, counted, NOW), linkages(GAZA, records, NOW), expected(GAZA, records, NOW)
    ) == forwards  # fmt: skip
    assert ledger(GAZA, counted) == series


_PIECES = st.sampled_from(
    [*" ".join(_SENTENCES).split(), "“", "”", ",", ";", "?", "\n", "\u202e", "the force", "the board", "crossings"]
)


@settings(deadline=None, max_examples=120)
@given(st.lists(_PIECES, max_size=80).map(" ".join) | st.text(max_size=300))
def test_any_text_is_read_with_valid_offsets(text: str) -> None:
    for e in evidence(text):
        assert 0 <= e.start < e.end <= len(text)
        assert e.sentence in text
        assert e.commitment_id is None or GAZA.commitment(e.commitment_id) is not None
