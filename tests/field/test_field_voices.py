"""What a body publishes itself is its own word; what a headline names is known to the text under it; a round number
leaves the exact one standing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from tui.agreement.ledger import Series, ledger
from tui.agreement.model import load
from tui.config import Source
from tui.extract import read
from tui.filing import to_entry, to_update
from tui.records import Cite, Entry, Figure, FigureRecord
from tui.sources.items import Item

GAZA = load("gaza-2025")
NOW = datetime(2025, 12, 19, 12, tzinfo=UTC)


def entry(text: str, publisher: str | None, title: str = "Note of the day") -> Entry:
    source = Source(id="s", name="Sample Wire", kind="feed", url="https://wire.example/feed", publisher=publisher)
    item = Item(id="i", title=title, link="https://wire.example/i", text=text, published=NOW)
    update = to_update(source, item, NOW, digest="d", future_skew=300, revision=1)
    reading = read(text, agreement=GAZA, published=NOW, source=update.outlet, title=title)
    return to_entry(update, reading, GAZA)


def test_what_a_body_publishes_without_naming_anybody_it_says_itself() -> None:
    text = "A total of 113 aid trucks entered Gaza on Thursday. Zikim crossing remains closed."
    own, medium = entry(text, "ocha"), entry(text, None)
    assert own.figures and own.evidence
    assert {f.figure.claimant_id for f in own.figures} == {"ocha"}
    assert {e.evidence.claimant_id for e in own.evidence} == {"ocha"}
    assert {f.figure.claimant for f in medium.figures} == {None}
    # the same words keep their ids, whatever is known of who publishes them
    assert [f.id for f in own.figures] == [f.id for f in medium.figures]


def test_what_it_passes_on_and_what_it_attributes_stays_theirs() -> None:
    passed = entry("Media reports said 113 aid trucks entered Gaza on Thursday.", "ocha")
    assert {f.figure.claimant_id for f in passed.figures} <= {None}
    theirs = entry("At least 395 people have been killed since the ceasefire, the Gaza health ministry said.", "ocha")
    assert {f.figure.claimant_id for f in theirs.figures} == {"gaza-moh"}


def test_a_headline_says_where_the_story_is_set() -> None:
    text = "The list was handed over on Monday. " + "Nobody was ready to say what stands in it or who wrote it. " * 12
    text += "The stabilisation force has not been deployed, a diplomat said."
    bare = read(text, agreement=GAZA, published=NOW)
    under = read(text, agreement=GAZA, published=NOW, title="Hamas hands over list of sites in Gaza, mediators say")
    assert {e.commitment_id for e in bare.evidence} <= {None}
    assert [e.commitment_id for e in under.evidence] == ["p2.isf"]
    assert text[under.evidence[0].start :].startswith("The stabilisation force")
    other = read(text, agreement=GAZA, published=NOW, title="Lebanon: army hands over list of sites to Hezbollah")
    assert {e.commitment_id for e in other.evidence} <= {None}


def test_a_headline_names_whom_the_text_calls_the_military() -> None:
    text = "Three people were hurt when a shell hit a road on Thursday, the military said."
    (quote,) = read(text, agreement=GAZA, title="Israel says shell hit road in Gaza").quotes
    assert quote.speaker_id == "idf"
    (quote,) = read(text, agreement=GAZA, title="Shell hits road").quotes
    assert quote.speaker_id is None


def test_the_extract_command_takes_the_headline_too() -> None:
    from tui.report.archives.items import Item as Input
    from tui.report.archives.reading import Job

    text = "Three people were hurt when a shell hit a road on Thursday, the military said."
    row = {"id": "a", "text": text, "title": "Israel says shell hit road in Gaza"}
    done = Job(GAZA).read(Input(number=1, at="a", kind="row", id="a", data=msgspec.json.encode(row)))
    assert done.line is not None
    assert msgspec.json.decode(done.line)["quotes"][0]["speaker_id"] == "idf"


# ------------------------------------------------------------------ round numbers


def reading(key: str, value: float, day: date, qualifier: str | None = None, **more: object) -> FigureRecord:
    at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    figure = Figure(
        start=0, end=4, value=value, qualifier=qualifier, unit="people", measure="killed", population="people",
        claimant="health ministry", claimant_id="gaza-moh", since=date(2025, 10, 10), as_of=day, cumulative=True,
        indicator=str(more.get("indicator", "killed_since_truce")), sentence="",
    )  # fmt: skip
    cite = Cite(update=key, source="s", outlet="Sample Wire", url="", title="", published=at, fetched=at, origin=key)
    return FigureRecord(id=key, at=at, figure=figure, cite=cite, baseline="truce-oct10")


def series(*records: FigureRecord) -> Series:
    (row,) = ledger(GAZA, records)
    (one,) = row.series
    return one


def shown(records: Sequence[FigureRecord]) -> tuple[float | int | None, float | int | None]:
    one = series(*records)
    return one.latest.figure.value, one.previous.figure.value if one.previous else None


D = date(2026, 9, 24)


def test_a_round_number_does_not_stand_for_the_exact_one_of_some_days_before() -> None:
    exact = [reading("a", 1298, D - timedelta(4)), reading("b", 1304, D)]
    for qualifier, value in (("more than", 1300), ("over", 1300), ("almost", 1310), ("about", 1300)):
        one = series(*exact, reading("c", value, D + timedelta(4), qualifier))
        assert (one.latest.id, one.previous and one.previous.id) == ("b", "a"), qualifier
        assert len(one.readings) == 3 and one.questions == () and len(one.revisions) == 1


def test_what_tells_more_than_the_exact_number_does_is_the_newest() -> None:
    exact = reading("b", 1304, D)
    for qualifier, value, days in (
        ("more than", 1310, 4),  # beyond it
        (None, 1300, 4),  # given as exact: a fall, and a question
        ("at least", 1308, 4),  # as exact as agencies put it
        ("more than", 1200, 4),  # too far off to be the same number
        ("more than", 1300, 40),  # so late that it tells of another day
    ):
        one = series(exact, reading("c", value, D + timedelta(days), qualifier))
        assert one.latest.id == "c", (qualifier, value)
    assert shown([reading("r", 1300, D, "more than"), reading("s", 1400, D + timedelta(3), "almost")]) == (1400, 1300)


def test_who_is_read_with_two_baselines_does_not_contradict_themselves() -> None:
    one = reading("a", 819, D)
    other = msgspec.structs.replace(reading("b", 813, D - timedelta(30)), baseline="truce-oct11")
    (row,) = ledger(GAZA, [one, other])
    assert len(row.series) == 2 and not row.differ
    third = msgspec.structs.replace(
        reading("c", 700, D), figure=msgspec.structs.replace(one.figure, value=700, claimant_id="gmo", claimant="GMO")
    )
    (row,) = ledger(GAZA, [one, other, third])
    assert row.differ
