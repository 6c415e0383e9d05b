"""Linkage as records of their own: one a claimant, commitment and condition."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from tui.agreement.linkage import as_json, linkages
from tui.agreement.model import load
from tui.extract import read
from tui.records import Cite, EvidenceRecord

GAZA = load("gaza-2025")
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def filed(text: str, days: int = 1, outlet: str = "Sample Wire") -> list[EvidenceRecord]:
    at = NOW - timedelta(days=days)
    cite = Cite(
        update=f"{outlet}-{days}-{text[:20]}", source="sample", outlet=outlet, url="https://sample.invalid/1", title="",
        published=at, fetched=at, origin=f"{outlet}-{text}",
    )  # fmt: skip
    found = read(text, agreement=GAZA, published=at, source=outlet).evidence
    return [EvidenceRecord(id=f"{cite.update}-{n}", at=at, evidence=e, cite=cite) for n, e in enumerate(found)]


UNTIL = "Israel said it would not withdraw further until Hamas disarms."
AGAIN = "There will be no withdrawal from Gaza before Hamas is disarmed, Israel said."
OTHER = "Hamas said it would not hand over its weapons as long as the occupation continues."


def test_one_record_for_a_claimant_a_commitment_and_a_condition() -> None:
    found = linkages(GAZA, [*filed(UNTIL, 9), *filed(AGAIN, 2, "Other Sample"), *filed(OTHER, 4)], NOW)
    said = [(x.claimant, x.commitment_id, x.on_id) for x in found if not x.shipped]
    assert said == [("israel", "p2.withdrawal", "p2.disarmament"), ("hamas", "p2.disarmament", "p2.withdrawal")]
    first = found[0]
    assert (first.since, first.last) == ((NOW - timedelta(days=9)).date(), (NOW - timedelta(days=2)).date())
    assert [c.outlet for c in first.cites] == ["Other Sample", "Sample Wire"]
    assert first.sentence == AGAIN
    assert len(first.records) == 2


def test_the_agreement_file_says_what_no_text_has_said_yet() -> None:
    shipped = {(x.claimant, x.commitment_id, x.on_id) for x in linkages(GAZA, [], NOW)}
    assert ("israel", "p2.withdrawal", "p2.disarmament") in shipped
    assert ("hamas", "p2.disarmament", "p2.withdrawal") in shipped
    # what a text says takes its place
    found = linkages(GAZA, filed(UNTIL), NOW)
    same = [x for x in found if (x.claimant, x.commitment_id, x.on_id) == ("israel", "p2.withdrawal", "p2.disarmament")]
    assert [x.shipped for x in same] == [False]
    assert same[0].cites


def test_another_truce_ties_nothing() -> None:
    text = "Hezbollah said it would not disarm until Israel withdraws from southern Lebanon."
    assert all(x.shipped for x in linkages(GAZA, filed(text), NOW))


def test_what_is_published_later_is_not_seen() -> None:
    assert all(x.shipped for x in linkages(GAZA, filed(UNTIL, days=-1), NOW))


def test_the_order_of_arrival_changes_nothing() -> None:
    records = [*filed(UNTIL, 9), *filed(AGAIN, 2, "Other Sample"), *filed(OTHER, 4), *filed(UNTIL, 9, "Third Sample")]
    expected = linkages(GAZA, records, NOW)
    for seed in range(10):
        shuffled = records[:]
        random.Random(seed).shuffle(shuffled)
        assert linkages(GAZA, shuffled, NOW) == expected


def test_as_json_names_both_ends_and_cites() -> None:
    row = as_json(linkages(GAZA, filed(UNTIL), NOW))[0]
    assert (row["claimant_id"], row["commitment"], row["on"]) == ("israel", "p2.withdrawal", "p2.disarmament")
    assert row["on_text"] == "until Hamas disarms"
    assert row["cites"][0]["outlet"] == "Sample Wire"
