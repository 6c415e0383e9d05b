"""Traps of the field that concern evidence and status, one test each, through the public door.

The numbers are those of the domain notes; the traps of figures, sources and names are tested with them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui.agreement.model import load
from tui.agreement.status import CommitmentStatus, derive
from tui.extract import read
from tui.records import Cite, Evidence, EvidenceRecord

GAZA = load("gaza-2025")
NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)
STEPS = {"completed", "partial", "under_way"}


def evidence(text: str, published: datetime = NOW) -> tuple[Evidence, ...]:
    return read(text, agreement=GAZA, published=published, source="Sample Wire").evidence


def filed(text: str, published: datetime, *, outlet: str = "Sample Wire", origin: str | None = None,
          fetched: datetime | None = None) -> list[EvidenceRecord]:  # fmt: skip
    """What is read from a text, as it stands in the store."""
    at = fetched or published
    cite = Cite(update=f"{outlet}-{published}-{at}", source=outlet.lower(), outlet=outlet, url="", title="",
                published=published,
                fetched=at, origin=origin or f"{outlet}-{text}")  # fmt: skip
    return [
        EvidenceRecord(id=f"{cite.update}-{n}", at=published, evidence=e, cite=cite)
        for n, e in enumerate(evidence(text, published))
    ]


def status(commitment: str, records: list[EvidenceRecord], now: datetime = NOW) -> CommitmentStatus:
    return next(c for p in derive(GAZA, records, [], now) for c in p.commitments if c.commitment.id == commitment)


def test_trap_4_a_commitment_is_no_step() -> None:
    records = filed("The agreement obliges Hamas to release 48 hostages held in Gaza.", NOW)
    assert {r.evidence.status for r in records} == {"pledged"}
    assert status("p1.hostages-living", records).word == "NOT STARTED"


@pytest.mark.parametrize(
    "text",
    [
        "Aid for Gaza is supposed to enter freely.",
        "Mediators must aim to deploy the stabilisation force in Gaza, the envoy said.",
        "The minister hopes that the Rafah crossing will be opened this week.",
        "Hamas should disarm in Gaza, the paper wrote.",
        "The Rafah crossing to open on Sunday",
        "Reconstruction of Gaza is expected to begin in spring.",
    ],
)
def test_trap_5_should_hopes_and_to_open_are_no_progress(text: str) -> None:
    found = evidence(text)
    assert found
    assert not STEPS & {e.status for e in found}


def test_trap_6_an_allegation_is_its_speakers() -> None:
    text = "Israel accused Hamas of violating the ceasefire in Gaza."
    (found,) = evidence(text)
    assert (found.status, found.claimant_id) == ("alleged_violation", "israel")
    records = filed(text, NOW - timedelta(days=1))
    truce = status("p1.truce", records)
    assert truce.word == "IN FORCE"
    assert truce.disputed == (("israel", 1),)


def test_trap_8_a_pronoun_speaks_for_its_antecedent() -> None:
    text = "Basem Naim of Hamas spoke to reporters in Gaza on Monday.\n“We will not lay down our weapons,” he said."
    found = [e for e in evidence(text) if e.commitment == "disarmament"]
    assert [e.status for e in found] == ["refused"]
    assert found[0].claimant_id == "bassem-naim"


def test_trap_10_nobody_named_is_nobody() -> None:
    (found,) = evidence("Some 210 aid trucks entered Gaza on Monday.")
    assert (found.claimant, found.claimant_id) == (None, None)


def test_trap_13_a_denial_attaches_to_the_claim_it_denies() -> None:
    found = evidence("Hamas denied violating the ceasefire in Gaza and said it had returned all of the bodies.")
    by_topic = {e.commitment: e.status for e in found}
    assert by_topic == {"truce": "denied", "bodies_return": "completed"}
    records = filed("Hamas denied violating the ceasefire in Gaza.", NOW - timedelta(days=1))
    assert status("p1.truce", records).disputed == ()


def test_trap_14_an_old_article_passed_round_again_revives_nothing() -> None:
    text = "Israel has begun to let fuel for repairs to water lines enter Gaza, the United Nations said."
    old = NOW - timedelta(days=120)
    first = filed(text, old)
    again = filed(text, old, outlet="Other Sample", fetched=NOW)
    commitments = {r.evidence.commitment_id for r in first} - {None}
    assert commitments
    for c in commitments:
        assert c is not None
        alone, both = status(c, first), status(c, [*first, *again])
        assert (alone.word, alone.detail, alone.last) == (both.word, both.detail, both.last)
        assert both.word != "IN PROGRESS"


def test_trap_15_one_text_through_many_outlets_is_one_voice() -> None:
    text = "Israel accused Hamas of violating the ceasefire in Gaza."
    copies = [
        r for n in range(10) for r in filed(text, NOW - timedelta(days=1), outlet=f"Sample {n}", origin="wire-text")
    ]
    found = status("p1.truce", copies)
    assert found.disputed == (("israel", 1),)
    assert len(found.evidence) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Under the January truce, 915 trucks a day entered Gaza.",
        "Hamas praised Hezbollah for keeping the ceasefire in Lebanon, where Israel accused it of violating the truce.",
        "Israel and Hezbollah agreed to a ceasefire in Lebanon.",
        "Russia accused Ukraine of violating the truce.",
    ],
)
def test_trap_16_another_truce_feeds_nothing(text: str) -> None:
    assert all(e.commitment_id is None for e in evidence(text))


def test_trap_16_a_story_of_before_the_agreement_feeds_nothing() -> None:
    found = evidence("Hamas released three hostages from Gaza.", datetime(2025, 1, 25, tzinfo=UTC))
    assert [e.commitment_id for e in found] == [None]


def test_trap_18_and_19_what_is_published_later_is_not_seen_now() -> None:
    records = filed(
        "The Rafah crossing reopened in both directions, the United Nations said.", NOW + timedelta(minutes=42)
    )
    assert status("p1.rafah", records).evidence == ()
    assert status("p1.rafah", records, NOW + timedelta(hours=1)).evidence != ()


def test_trap_22_a_threat_is_no_step_and_no_breach() -> None:
    found = evidence("The minister threatened to kill 30 or 40 fighters every night in Gaza.")
    assert not {e.status for e in found} & (STEPS | {"alleged_violation"})


def test_trap_24_a_ministers_given_name_is_no_country() -> None:
    found = evidence("Israel Katz, the defence minister, accused Hamas of violating the ceasefire in Gaza.")
    assert [(e.status, e.claimant_id) for e in found if e.commitment == "truce"] == [
        ("alleged_violation", "israel-katz")
    ]


def test_order_of_arrival_never_changes_a_status() -> None:
    texts = [
        "Hamas has returned 27 of the 28 bodies of hostages from Gaza, the Red Cross said.",
        "Hamas said it had returned all of the bodies of the hostages held in Gaza.",
        "Israel accused Hamas of violating the ceasefire in Gaza.",
        "The Rafah crossing remains closed, Egypt said.",
    ]
    records = [r for n, t in enumerate(texts) for r in filed(t, NOW - timedelta(days=n + 1))]
    assert records
    forwards, backwards = derive(GAZA, records, [], NOW), derive(GAZA, records[::-1], [], NOW)
    assert forwards == backwards
