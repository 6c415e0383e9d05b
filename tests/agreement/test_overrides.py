"""A status set by hand: laid over what the rules say, never in its place, and never forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement import load
from tui.agreement.overrides import (
    Override,
    OverrideError,
    appended,
    apply,
    as_change,
    find_word,
    make,
    pack,
    standing,
    unpack,
)
from tui.agreement.status import WORDS, CommitmentStatus, PhaseStatus, as_json, derive

NOON = datetime(2025, 12, 19, 12, tzinfo=UTC)
GAZA = load("gaza-2025")
RULED = derive(GAZA, (), (), NOON)


def one(commitment: str, word: str | None, *, minutes: int = 0, note: str = "", by: str = "AB") -> Override:
    return make(GAZA, commitment, word, note, by, NOON + timedelta(minutes=minutes))


def status(phases: tuple[PhaseStatus, ...], commitment: str) -> CommitmentStatus:
    return next(c for p in phases for c in p.commitments if c.commitment.id == commitment)


def test_a_word_set_by_hand_stands_with_its_note_and_the_proposal_beside_it() -> None:
    before = status(RULED, "p1.rafah")
    after = status(apply(RULED, [one("p1.rafah", "in-progress", note="Two buses\nwent through")]), "p1.rafah")
    assert (after.word, after.grade, after.per, after.since) == ("IN PROGRESS", "*", ("AB",), date(2025, 12, 19))
    assert after.set_note == "Two buses went through (AB, 19 Dec 2025)"
    assert after.proposed == before.word
    assert "set by AB" in after.reasons[0].rule
    assert [r.rule for r in after.reasons[1:]] == [f"by the rules: {r.rule}" for r in before.reasons]
    assert (after.disputed, after.evidence, after.last) == (before.disputed, before.evidence, before.last)


def test_only_that_commitment_changes() -> None:
    after = apply(RULED, [one("p1.rafah", "DONE")])
    for old, new in zip(RULED, after, strict=True):
        for a, b in zip(old.commitments, new.commitments, strict=True):
            assert (a == b) == (a.commitment.id != "p1.rafah")
    assert apply(RULED, []) is RULED


def test_the_last_line_counts_and_what_was_taken_back_stays_in_the_history() -> None:
    history = [one("p1.rafah", "DONE"), one("p1.rafah", "STALLED", minutes=1), one("p1.truce", "ENDED", minutes=2)]
    assert {k: o.word for k, o in standing(history).items()} == {"p1.rafah": "STALLED", "p1.truce": "ENDED"}
    history.append(one("p1.rafah", None, minutes=3, by=""))
    assert set(standing(history)) == {"p1.truce"}
    assert status(apply(RULED, history), "p1.rafah") == status(RULED, "p1.rafah")
    assert len(unpack(pack(history))) == 4


def test_the_past_shows_what_was_set_then() -> None:
    history = [one("p1.rafah", "DONE"), one("p1.rafah", "STALLED", minutes=10)]
    assert status(apply(RULED, history, NOON - timedelta(minutes=1)), "p1.rafah") == status(RULED, "p1.rafah")
    assert status(apply(RULED, history, NOON + timedelta(minutes=9)), "p1.rafah").word == "DONE"


def test_a_change_tells_who_set_what_and_what_it_was() -> None:
    first = one("p1.rafah", "DONE", note="seen open")
    told = as_change(status(RULED, "p1.rafah"), first)
    ruled = status(RULED, "p1.rafah").word
    assert f"set by AB: DONE, “seen open” (was {ruled} by the rules)" in told.text
    assert (told.kind, told.mark, told.ref) == ("status", "revised", "p1.rafah")
    set_ = status(apply(RULED, [first]), "p1.rafah")
    assert f"was DONE as set by AB, {ruled} by the rules" in as_change(set_, one("p1.rafah", "ENDED", by="CD")).text
    back = as_change(set_, one("p1.rafah", None, by="CD"))
    assert f"DONE as set by AB taken back by CD: {ruled} by the rules" in back.text
    assert back.mark == "withdrawn" and back.id != told.id


@pytest.mark.parametrize(
    ("commitment", "word", "by", "said"),
    [
        ("p1.raffah", "DONE", "AB", 'did you mean "p1.rafah"'),
        ("p1.rafah", "DOEN", "AB", 'did you mean "DONE"'),
        ("p1.rafah", "VIOLATED", "AB", "no status word"),
        ("p1.rafah", "DONE", " \n", "no initials"),
    ],
)
def test_wrong_words_are_refused_with_what_to_write(commitment: str, word: str, by: str, said: str) -> None:
    with pytest.raises(OverrideError, match=said.replace("?", r"\?")):
        make(GAZA, commitment, word, "", by, NOON)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_found_however_it_is_typed(word: str) -> None:
    assert find_word(word.lower().replace(" ", "-")) == word
    assert find_word(f"  {word} ") == word


def test_lines_of_another_version_are_passed_over_and_kept() -> None:
    later = {"commitment": "p1.rafah", "word": "HALF DONE", "initials": "XY", "at": "2026-01-01T00:00:00Z"}
    kept = appended([later], one("p1.rafah", "DONE"))
    assert kept[0] == later
    assert [o.word for o in unpack(kept)] == ["DONE"]
    assert unpack(None) == unpack("nonsense") == []


def test_json_carries_the_note_and_the_proposal() -> None:
    printed = as_json(apply(RULED, [one("p1.rafah", "DONE", note="seen open")]), GAZA, NOON)
    found = next(c for p in printed["phases"] for c in p["commitments"] if c["id"] == "p1.rafah")
    assert (found["word"], found["grade"]) == ("DONE", "*")
    assert found["proposed"] == status(RULED, "p1.rafah").word
    assert found["set_note"] == "seen open (AB, 19 Dec 2025)"


IDS = [c.id for c in GAZA.commitments][:4]


@given(
    st.lists(
        st.tuples(st.sampled_from(IDS), st.none() | st.sampled_from(WORDS), st.text(max_size=60), st.text(max_size=20))
    )
)
@settings(deadline=None, max_examples=60)
def test_any_history_survives_the_file_and_is_what_was_written_last(
    lines: list[tuple[str, str | None, str, str]],
) -> None:
    kept: object = None
    wanted: dict[str, str | None] = {}
    for minute, (commitment, word, note, by) in enumerate(lines):
        try:
            override = one(commitment, word, minutes=minute, note=note, by=by)
        except OverrideError:
            assert word is not None
            continue
        kept = msgspec.json.decode(msgspec.json.encode(appended(kept, override)))
        wanted[commitment] = word
    phases = apply(RULED, unpack(kept))
    for commitment in IDS:
        word = wanted.get(commitment)
        found, ruled = status(phases, commitment), status(RULED, commitment)
        assert (found == ruled) if word is None else (found.word == word and found.grade == "*")
