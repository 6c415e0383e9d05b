"""An agreement that is over: what was not done reads ENDED, per whom and since when, what the evidence says stays."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from agreement_samples import GAZA, NOW, SUNDAY, ev, fig, filed, status
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.calendar import expected
from tui.agreement.ending import STAYS, ending
from tui.agreement.model import Agreement, load
from tui.agreement.status import derive
from tui.agreement.terms import Lapse, Successor
from tui.cli import main
from tui.report.agreements import template
from tui.report.brief import FORMS, Material, fit, make

DAY = NOW.date() - timedelta(days=5)


def lapsed(day: date = DAY, by: str = "egypt", **kw: str) -> Agreement:
    return msgspec.structs.replace(GAZA, lapsed=Lapse(date=day, by=by, **kw))


def followed(day: date = DAY, **kw: str) -> Agreement:
    return msgspec.structs.replace(GAZA, successor=Successor(id="next-2026", date=day, **kw))


EVIDENCE = [
    ev("p1.truce", "under_way", days=20, by="israel"),
    ev("p1.hostages-living", "completed", days=30, by="israel"),
    ev("p1.hostages-living", "completed", days=30, by="icrc"),
    ev("p2.disarmament", "under_way", days=8, by="hamas"),
]


def test_until_the_day_nothing_is_over() -> None:
    for agreement in (lapsed(), followed()):
        before = NOW - timedelta(days=6)
        assert derive(agreement, EVIDENCE, [], before) == derive(GAZA, EVIDENCE, [], before)
        assert ending(agreement, before) is None and ending(GAZA, NOW) is None


def test_what_was_not_done_reads_ended_per_whom_and_since_when() -> None:
    agreement = followed(by="qatar", title="the spring accord")
    found = status("p1.truce", EVIDENCE, agreement=agreement)
    assert (found.word, found.detail, found.per, found.since) == ("ENDED", "followed", ("Qatar",), DAY)
    assert not found.old
    rules = [r.rule for r in found.reasons]
    assert rules[0] == "the agreement was followed by the spring accord (next-2026) on 5 Feb 2026, per Qatar"
    assert "by the evidence alone: IN FORCE" in rules
    assert found.evidence == status("p1.truce", EVIDENCE).evidence
    moving = status("p2.disarmament", EVIDENCE, agreement=lapsed(note="It was called void."))
    assert (moving.word, moving.detail, moving.per) == ("ENDED", "lapsed", ("Egypt",))
    assert moving.reasons[0].rule == "the agreement lapsed on 5 Feb 2026, per Egypt: It was called void"
    assert "by the evidence alone: IN PROGRESS" in [r.rule for r in moving.reasons]


def test_what_was_done_stays_done() -> None:
    plain = status("p1.hostages-living", EVIDENCE)
    found = status("p1.hostages-living", EVIDENCE, agreement=lapsed())
    assert (found.word, found.per, found.grade) == (plain.word, plain.per, plain.grade) == ("DONE", plain.per, "2")
    assert found.reasons[-1].rule.startswith("the agreement lapsed on")


def test_a_rate_is_no_longer_measured() -> None:
    figures = [fig("trucks_entered_per_day", 300, by="gmo-gaza", rate="day")]
    (quota,) = [c.id for c in GAZA.commitments if c.kind == "quota"][:1]
    assert status(quota, [], figures, agreement=lapsed()).word == "ENDED"


def test_a_report_without_a_source_is_told_as_such() -> None:
    found = status("p1.truce", EVIDENCE, agreement=followed(via="Sample Wire"))
    assert found.per == ("unattributed (via Sample Wire)",) and found.carrier == "Sample Wire"


def test_who_says_that_it_holds_stands_beside_it() -> None:
    after = ev("p1.truce", "under_way", days=1, by="hamas", sentence="Hamas said that it kept the ceasefire.")
    found = status("p1.truce", [*EVIDENCE, after], agreement=lapsed())
    assert found.word == "ENDED" and dict(found.disputed)["palestinian"] == 1
    assert any(r.rule == "said to hold since then by Hamas" and r.records == (after.id,) for r in found.reasons)
    assert not status("p1.truce", EVIDENCE, agreement=lapsed()).disputed


def test_the_earlier_of_two_ways_counts_from_its_day_on() -> None:
    both = msgspec.structs.replace(followed(), lapsed=Lapse(date=DAY - timedelta(days=2), by="egypt"))
    end = ending(both, NOW)
    assert end is not None and (end.how, end.day) == ("lapsed", DAY - timedelta(days=2))


def test_the_day_begins_where_the_agreement_is() -> None:
    midnight = datetime(2026, 2, 4, 22, tzinfo=UTC)  # 00:00 of the 5th in Gaza
    assert ending(lapsed(date(2026, 2, 5)), midnight - timedelta(minutes=61)) is None
    assert ending(lapsed(date(2026, 2, 5)), midnight) is not None


def test_nothing_more_is_expected_of_it() -> None:
    records = filed(SUNDAY)
    at = records[0].at
    assert [x.state for x in expected(GAZA, records, at) if x.commitment_id == "p1.rafah"] == ["ahead"]
    gone = lapsed(at.date())
    assert not [x for x in expected(gone, records, at) if x.state in ("ahead", "today", "undated")]
    late = lapsed(at.date() + timedelta(days=7))
    (found,) = [x for x in expected(late, records, at + timedelta(days=90)) if x.commitment_id == "p1.rafah"]
    assert (found.state, found.days) == ("overdue", 3), "counted up to the day on which it was over"


LABELS = ("completed", "partial", "under_way", "stalled", "refused", "alleged_violation", "denied", "pledged")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([c.id for c in GAZA.commitments]), st.sampled_from(LABELS),
            st.sampled_from(("israel", "hamas", "egypt", "icrc")), st.floats(0, 40),
        ),
        max_size=12,
    ),
    st.integers(0, 20),
)  # fmt: skip
def test_only_what_was_not_done_changes(said: list[tuple[str, str, str, float]], days: int) -> None:
    records = [ev(c, label, by=by, days=at, number=n) for n, (c, label, by, at) in enumerate(said)]
    over = lapsed(NOW.date() - timedelta(days=days))
    for plain, ended in zip(derive(GAZA, records, [], NOW), derive(over, records, [], NOW), strict=True):
        for was, now in zip(plain.commitments, ended.commitments, strict=True):
            assert now.word == (was.word if was.word in STAYS else "ENDED")
            assert now.evidence == was.evidence
            assert dict(was.disputed).items() <= dict(now.disputed).items() or now.commitment.kind == "continuous"


# ------------------------------------------------------------------ where it is told


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


@pytest.fixture
def over(tmp_path: Path) -> Path:
    path = tmp_path / "over.toml"
    end = 'lapsed = {date = 2026-11-02, via = "Sample Wire", note = "Both sides called it void."}\n'
    path.write_text(template().replace('timezone = "', f'{end}timezone = "', 1))
    return path


def test_status_and_show_tell_it(over: Path, tmp_path: Path) -> None:
    words = ("--agreement", over, "--store", tmp_path / "s.json")
    told = "lapsed on 2 Nov 2026, per unattributed (via Sample Wire)"
    before = run(*words, "status", "--as-of", "2026-11-01").stdout
    assert "lapsed" not in before and "ENDED" not in before
    assert told in run(*words, "status", "--as-of", "2026-11-20").stdout.splitlines()
    heard = run(*words, "status", "--plain", "--as-of", "2026-11-20").stdout
    assert f"The agreement {told}: Both sides called it void." in heard.splitlines()
    data = json.loads(run(*words, "status", "--json", "--as-of", "2026-11-20").stdout)
    assert data["ended"]["day"] == "2026-11-02" and data["ended"]["how"] == "lapsed"
    assert {c["word"] for p in data["phases"] for c in p["commitments"]} <= STAYS
    assert told in run(*words, "agreement", "show").stdout.splitlines()


def test_a_brief_says_it_first() -> None:
    until = NOW + timedelta(days=1)
    found = fit(make(Material(evidence=tuple(EVIDENCE)), lapsed(), NOW - timedelta(days=7), until, until))
    for name, form in FORMS.items():
        text = form(found)
        assert "lapsed on 5 Feb 2026, per Egypt" in " ".join(text.split())
        if name in ("md", "text"):
            assert text.index("lapsed on") < text.index("Read in the period")
    assert {m.after.word for p in found.phases for m in p.moved} == {"ENDED"}
    assert not make(Material(), GAZA, NOW - timedelta(days=7), until, until).ended


def test_check_tells_what_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "over.toml"
    for end, told in (
        ('lapsed = {date = 2026-11-02, by = "egypd"}', 'by of lapsed: unknown actor "egypd" (did you mean "egypt"?)'),
        ('lapsed = {date = 1999-11-02, by = "egypt"}', "1999-11-02 is before the agreement took effect"),
        ("lapsed = {date = 2027-11-02}", "names neither who says so (by) nor the outlet that reports it (via)"),
        ('successor = {id = "x-1", date = 2027-11-02, by = "egypt"}', 'no agreement "x-1" comes with the program'),
        ('successor = {id = "gaza-2025", date = 2027-11-02, by = "egypt"}', "nothing to mend"),
        ('lapsed = {day = 2027-11-02}', "lapsed"),
    ):  # fmt: skip
        path.write_text(template().replace('timezone = "', f'{end}\ntimezone = "', 1))
        said = run("agreement", "check", path).stdout
        assert told in said and "Traceback" not in said
        if "nothing" not in told:
            line = next(n for n, x in enumerate(path.read_text().splitlines(), 1) if x == end)
            assert f"over.toml:{line}: " in said
    own = load("lebanon-2024").successor
    assert own is not None and own.date == date(2026, 4, 17) and own.via
