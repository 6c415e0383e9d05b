"""The record that ships with an agreement: who says what a milestone reports, through whom, and where that is from."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from tui.agreement import Agreement, available, load
from tui.cli import main
from tui.filing import record_entries
from tui.report.agreements import template

GAZA = load("gaza-2025")
SHIPPED = {name: load(name) for name in available()}
EVENTS = [(name, m, e) for name, a in SHIPPED.items() for m in a.milestones for e in m.events]

MILESTONE = """
[[milestones]]
date = 2026-11-20
text = "Sample Ferry runs again"
"""


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def own(tmp_path: Path, events: str, prov: str = 'prov = ["Sample Wire 2026-11-20"]') -> Path:
    """The template with a milestone that has these events."""
    path = tmp_path / "mine.toml"
    path.write_text(f"{template()}{MILESTONE}events = [{events}]\n{prov}\n")
    return path


def first(agreement: Agreement) -> tuple[str, str]:
    """A commitment and who has to keep it."""
    commitment = agreement.commitments[0]
    return commitment.id, commitment.obligated[0]


def mine(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "plain.toml").write_text(template())
    return first(load(tmp_path / "plain.toml"))


# ------------------------------------------------------------------ the agreements that ship


def test_everybody_in_a_shipped_record_is_named_with_day_carrier_and_page() -> None:
    assert all(len([e for n, _, e in EVENTS if n == name]) >= 20 for name in SHIPPED)
    for name, milestone, event in EVENTS:
        assert event.by or event.claimant != "media", (name, milestone.date, event)
        assert event.via and event.text and event.prov, (name, milestone.date, event)
        assert urlsplit(event.url).hostname, (name, milestone.date, event)
        assert "memory" not in event.via and not any("memory" in p for p in event.prov), (name, milestone.date, event)


def test_a_page_is_on_the_host_that_the_record_names() -> None:
    for name, milestone, event in EVENTS:
        host = urlsplit(event.url).hostname or ""
        named = event.prov[0].removeprefix("stored:").split()[0]
        assert host == named or host.endswith("." + named), (name, milestone.date, event.url)


def test_days_of_a_record_are_in_order_and_not_ahead_of_what_was_read() -> None:
    for name, agreement in SHIPPED.items():
        days = [m.date for m in agreement.milestones]
        assert days == sorted(days), name


def test_no_commitment_has_more_than_a_handful_of_claims() -> None:
    counted = Counter((name, event.commitment) for name, _, event in EVENTS)
    assert max(counted.values()) <= 6, counted.most_common(3)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_board_of_a_shipped_agreement_says_that_nobody_said_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    shown = run("--agreement", name, "status", "--plain")
    assert shown.exit_code == 0
    assert "unattributed" not in shown.stdout.partition("Running figures")[0].lower()


def test_the_first_board_names_a_claimant_wherever_it_says_that_something_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    shown = run("status", "--plain")
    assert shown.exit_code == 0
    board = shown.stdout.partition("Running figures")[0]
    assert "unattributed" not in board.lower()
    for phase in json.loads(run("status", "--json").stdout)["phases"]:
        for commitment in phase["commitments"]:
            if commitment["word"] not in ("NO DATA", "NOT DUE", "NOT STARTED"):
                assert commitment["per"], commitment["id"]


def test_both_sides_speak_for_what_they_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    found = {c["id"]: c for p in json.loads(run("status", "--json").stdout)["phases"] for c in p["commitments"]}
    for id_ in ("p1.hostages-living", "p1.hostages-deceased", "p1.prisoners"):
        sides = {GAZA.side(e["claimant_id"]) for e in found[id_]["evidence"]}
        assert {"israel", "palestinian"} <= sides, id_
        assert found[id_]["word"] == "DONE"


def test_an_opened_phase_says_by_whom_and_from_where() -> None:
    for phase in GAZA.phases:
        for opened in phase.opened:
            assert GAZA.actor(opened.by) is not None and opened.prov


# ------------------------------------------------------------------ a file of one's own


def test_two_claimants_of_one_day_are_two_records(tmp_path: Path) -> None:
    commitment, actor = mine(tmp_path)
    other = next(a.id for a in load(tmp_path / "plain.toml").actors if a.id not in (actor, "media"))
    events = ", ".join(
        f'{{commitment = "{commitment}", status = "under_way", claimant = "{who}", via = "Sample Wire"}}'
        for who in (actor, other)
    )
    entries = [e for e in record_entries(load(own(tmp_path, events))) if e.evidence]
    assert {r.evidence.claimant_id for e in entries for r in e.evidence} == {actor, other}
    assert len({e.update.id for e in entries}) == len({r.id for e in entries for r in e.evidence}) == 2


def test_a_claim_has_its_own_words_page_and_origin(tmp_path: Path) -> None:
    commitment, actor = mine(tmp_path)
    event = (
        f'{{commitment = "{commitment}", status = "under_way", claimant = "{actor}", via = "Sample Wire", '
        'text = "The owner says that it runs", url = "https://sample.invalid/1", prov = ["Sample Wire 2026-11-21"]}'
    )
    (entry,) = [e for e in record_entries(load(own(tmp_path, event))) if e.evidence]
    assert entry.update.title == entry.evidence[0].evidence.sentence == "The owner says that it runs"
    assert entry.evidence[0].cite.url == "https://sample.invalid/1"
    assert entry.update.text.endswith("Source: Sample Wire 2026-11-21.")


def test_what_gives_none_has_those_of_its_milestone(tmp_path: Path) -> None:
    commitment, actor = mine(tmp_path)
    event = f'{{commitment = "{commitment}", status = "under_way", claimant = "{actor}", via = "Sample Wire"}}'
    (entry,) = [e for e in record_entries(load(own(tmp_path, event))) if e.evidence]
    assert entry.update.title == "Sample Ferry runs again"
    assert entry.update.text.endswith("Source: Sample Wire 2026-11-20.")


def test_who_is_no_actor_is_named_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    commitment, _ = mine(tmp_path)
    path = own(
        tmp_path,
        f'{{commitment = "{commitment}", status = "under_way", by = "the harbour pilots", via = "Sample Wire"}}',
    )
    shown = run("--agreement", path, "status", "--plain").stdout
    assert "the harbour pilots" in shown
    assert "unattributed" not in shown
    assert "harbour pilots" not in run("agreement", "check", path).stdout


@pytest.mark.parametrize(
    ("event", "prov", "told", "code"),
    [
        ('via = "Sample Wire"', True, "names nobody (claimant, or by)", 0),
        ('claimant = "{actor}", by = "a pilot", via = "Sample Wire"', True, 'and by "a pilot" (by)', 3),
        ('claimant = "{actor}", via = "Sample Wire"', False, "does not say where it is from (prov)", 3),
        ('claimant = "nobody-known", via = "Sample Wire"', True, 'unknown actor "nobody-known"', 3),
    ],
)
def test_check_says_what_is_wrong_with_an_event(tmp_path: Path, event: str, prov: bool, told: str, code: int) -> None:
    commitment, actor = mine(tmp_path)
    filled = f'{{commitment = "{commitment}", status = "under_way", {event.replace("{actor}", actor)}}}'
    path = own(tmp_path, filled, 'prov = ["Sample Wire 2026-11-20"]' if prov else "")
    result = run("agreement", "check", path)
    assert result.exit_code == code
    line = next(n for n, words in enumerate(path.read_text().splitlines(), 1) if words.startswith("events"))
    assert told in result.output
    assert f"mine.toml:{line}: " in result.output or "unknown actor" in told


def test_check_says_that_a_claim_stands_twice(tmp_path: Path) -> None:
    commitment, actor = mine(tmp_path)
    event = f'{{commitment = "{commitment}", status = "under_way", claimant = "{actor}", via = "Sample Wire"}}'
    result = run("agreement", "check", own(tmp_path, f"{event}, {event}"))
    assert (result.exit_code, "stands twice with the same status" in result.output) == (3, True)
