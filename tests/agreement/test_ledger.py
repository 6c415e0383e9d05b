"""The ledger: one reading a claim, series a claimant and baseline, questions instead of repairs, kinds of revision."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.ledger import IndicatorRow, Known, Series, ledger
from tui.agreement.model import load
from tui.dashboard.panes.figures import leading
from tui.records import Cite, Figure, FigureRecord

GAZA = load("gaza-2025")
START = date(2025, 11, 1)


def reading(
    value: float | None,
    day: date | None,
    *,
    outlet: str = "Sample Wire",
    claimant_id: str | None = "gaza-moh",
    claimant: str | None = "health ministry",
    baseline: str | None = "truce-oct10",
    indicator: str = "killed_since_truce",
    at: datetime | None = None,
    sentence: str = "",
    **more: Any,
) -> FigureRecord:
    """A figure as the store keeps it, published on the evening of the day that it is for unless `at` says otherwise."""
    published = at or datetime.combine(day or START, datetime.min.time(), UTC) + timedelta(hours=20)
    update = f"u-{outlet}-{published:%Y%m%d%H%M}-{value}".lower().replace(" ", "-")
    figure = Figure(
        start=0,
        end=1,
        value=value,
        vague=None if value is not None else "dozens",
        measure="killed",
        claimant=claimant,
        claimant_id=claimant_id,
        as_of=day,
        indicator=indicator,
        cumulative=True,
        sentence=sentence,
        **more,
    )
    cite = Cite(
        update=update,
        source=outlet.lower(),
        outlet=outlet,
        url="",
        title="",
        published=published,
        fetched=published,
        origin=update,
    )
    return FigureRecord(id=f"f-{update}-{day}", at=published, figure=figure, cite=cite, baseline=baseline)


def only_row(records: list[FigureRecord]) -> IndicatorRow:
    (row,) = ledger(GAZA, records)
    return row


def only_series(records: list[FigureRecord]) -> Series:
    (series,) = only_row(records).series
    return series


def days(*values: float, claimant_id: str = "gaza-moh") -> list[FigureRecord]:
    """One reading a day."""
    return [reading(v, START + timedelta(days=n), claimant_id=claimant_id) for n, v in enumerate(values)]


@pytest.mark.parametrize(
    ("ours", "theirs", "standing"),
    [
        ((395, 0), (395, 0), "agree"),
        ((395, 0), (411, 0), "differ"),
        ((395, 0), (411, 1), "apart"),  # it may have grown in a day
        ((395, 1), (411, 0), "differ"),  # it cannot have fallen
        ((411, 0), (411, 5), "apart"),
    ],
)
def test_values_are_set_against_each_other_where_both_cannot_be_right(
    ours: tuple[int, int], theirs: tuple[int, int], standing: str
) -> None:
    (a, first), (b, second) = ours, theirs
    mine = reading(a, START + timedelta(days=first))
    other = reading(b, START + timedelta(days=second), claimant_id="gmo", claimant="media office")
    row = only_row([mine, other])
    assert row.standing == standing and row.differ == (standing == "differ")
    assert only_row([mine]).standing == "one"
    elsewhere = reading(b, START + timedelta(days=second), claimant_id="gmo", baseline="truce-oct11")
    assert only_row([mine, elsewhere]).standing == "apart"


def test_series_are_kept_apart_by_claimant_and_baseline() -> None:
    row = only_row(
        [
            reading(395, START),
            reading(411, START, claimant_id="gmo", claimant="media office"),
            reading(380, START, baseline="truce-oct11"),
            reading(300, START, claimant_id=None, claimant="a local charity"),
            reading(301, START, claimant_id=None, claimant=None),
        ]
    )
    keys = {(s.claimant, s.baseline, s.latest.figure.value) for s in row.series}
    assert len(keys) == 5
    assert ("unattributed (via Sample Wire)", "truce-oct10", 301) in keys
    assert row.differ
    assert any("2 baselines" in q for q in row.questions)


@pytest.mark.parametrize("modality", ["target", "expected", "denied"])
def test_what_is_not_reported_is_no_reading(modality: str) -> None:
    assert ledger(GAZA, [reading(395, START, modality=modality)]) == ()
    assert ledger(GAZA, [reading(None, START)]) == ()


def test_one_claim_through_several_outlets_is_one_reading_with_carriers() -> None:
    records = [reading(395, START, outlet=o) for o in ("Sample Wire", "Other Paper", "Third Post")]
    series = only_series(records)
    assert len(series.readings) == 1
    latest = series.latest
    assert {latest.cite.outlet, *(c.outlet for c in latest.carriers)} == {"Sample Wire", "Other Paper", "Third Post"}
    assert series.previous is None


def test_another_value_or_another_day_is_another_reading() -> None:
    series = only_series([reading(395, START), reading(395, START + timedelta(days=1)), reading(396, START)])
    assert len(series.readings) == 3


def test_a_computed_value_never_folds_into_a_claimed_one() -> None:
    claimed = reading(395, START)
    computed = msgspec.structs.replace(reading(395, START, outlet="Data Desk"), derived="sum of daily values")
    own, derived = only_row([claimed, computed]).series
    assert not own.derived and own.claimant == "health ministry in Hamas-run Gaza" and len(own.readings) == 1
    assert (
        derived.derived
        and derived.claimant == "health ministry in Hamas-run Gaza (derived)"
        and len(derived.readings) == 1
    )


def test_a_row_begins_with_what_somebody_claims_and_not_with_a_newer_sum() -> None:
    claimed = reading(394, START)
    computed = msgspec.structs.replace(reading(401, START + timedelta(days=3)), derived="sum of daily values")
    assert leading(only_row([claimed, computed])).latest.figure.value == 394
    assert leading(only_row([computed])).latest.figure.value == 401


def test_a_derived_value_below_a_claimed_one_of_the_same_day_is_no_fall() -> None:
    claimed = reading(395, START, qualifier="at least")
    computed = msgspec.structs.replace(reading(394, START, outlet="Data Desk"), derived="sum of daily values")
    row = only_row([claimed, computed])
    assert row.questions == () and not row.differ
    assert only_row([computed, claimed]) == row


@pytest.mark.parametrize(
    ("qualifier", "asked"),
    [("nearly", False), ("up to", False), ("about", False), (None, True), ("at least", True), ("more than", True)],
)
def test_an_exact_value_below_a_round_one_is_no_fall(qualifier: str | None, asked: bool) -> None:
    rounded = reading(400, START, qualifier=qualifier)
    exact = reading(396, START + timedelta(days=1))
    assert [q.kind for q in only_series([rounded, exact]).asked] == (["fell"] if asked else [])


def test_a_round_value_far_above_the_next_is_asked_about() -> None:
    far = [reading(400, START, qualifier="about"), reading(300, START + timedelta(days=1))]
    assert [q.kind for q in only_series(far).asked] == ["fell"]


def test_a_running_count_that_falls_is_a_question_and_stays_visible() -> None:
    series = only_series(days(390, 411, 395))
    assert [r.figure.value for r in series.readings] == [395, 411, 390]
    assert any(q.startswith("fell from 411") for q in series.questions)
    assert [q.kind for q in series.asked] == ["fell"]
    assert series.revisions[0].kind == "correction"


def test_a_jump_beyond_the_usual_is_a_question() -> None:
    calm = days(100, 103, 105, 108, 110, 113)
    assert only_series(calm).asked == ()
    jumped = only_series([*calm, reading(400, START + timedelta(days=6))])
    assert [q.kind for q in jumped.asked] == ["jump"]
    assert "derived" in jumped.asked[0].text


def test_a_long_silence_is_no_jump() -> None:
    assert only_series([*days(100, 103, 105, 108, 110), reading(200, START + timedelta(days=40))]).asked == ()


def test_a_day_later_than_publication_is_a_question() -> None:
    future = reading(395, START + timedelta(days=9), at=datetime.combine(START, datetime.min.time(), UTC))
    assert [q.kind for q in only_series([future]).asked] == ["future"]


def test_one_outlets_odd_date_does_not_overwrite_the_others() -> None:
    right = [reading(395, START, outlet=o) for o in ("A", "B", "C", "D", "E")]
    published = datetime.combine(START, datetime.min.time(), UTC) + timedelta(days=20)
    odd = reading(395, START + timedelta(days=19), outlet="F", at=published)
    newer = reading(401, START + timedelta(days=5), outlet="A")
    series = only_series([*right, odd, newer])
    assert series.latest.figure.value == 401
    assert series.as_of == START + timedelta(days=5)
    assert [q.kind for q in series.asked] == ["odd date"]
    assert "F alone" in series.asked[0].text
    assert "F" in {c.outlet for c in series.readings[1].carriers}


def test_two_outlets_against_two_are_not_overruled() -> None:
    two = [reading(395, START, outlet=o) for o in ("A", "B")]
    other = [reading(395, START + timedelta(days=3), outlet=o) for o in ("C", "D")]
    series = only_series([*two, *other])
    assert len(series.readings) == 2
    assert series.asked == ()


@pytest.mark.parametrize(
    ("values", "sentence", "kind"),
    [
        ((390, 395), "", "update"),
        ((1285, 12), "", "series restart"),
        ((1285, 1240), "", "correction"),
        ((390, 395), "Another 96 were added after committee approval.", "retroactive addition"),
        ((390, 300), "The ministry changed its method of counting.", "reclassification"),
    ],
)
def test_revisions_have_a_kind(values: tuple[int, int], sentence: str, kind: str) -> None:
    old, new = values
    series = only_series([reading(old, START), reading(new, START + timedelta(days=1), sentence=sentence)])
    (revision,) = series.revisions
    assert (revision.kind, revision.old, revision.new) == (kind, old, new)
    assert f"{new:,}" in revision.text


def test_a_slip_of_one_digit_that_is_put_right_is_a_transcription_error() -> None:
    kinds = [r.kind for r in only_series(days(1285, 1258, 1290)).revisions]
    assert kinds == ["update", "transcription error"]
    assert [r.kind for r in only_series(days(1285, 1258)).revisions] == ["correction"]


def test_another_value_for_the_same_day_is_a_correction() -> None:
    early = reading(395, START)
    late = reading(398, START, at=early.at + timedelta(hours=5))
    series = only_series([early, late])
    assert series.latest.figure.value == 398
    assert [r.kind for r in series.revisions] == ["correction"]


def test_a_value_that_its_own_claimant_denies_is_retracted_not_removed() -> None:
    taken_back = reading(395, START + timedelta(days=2), modality="denied")
    series = only_series([reading(395, START), taken_back])
    assert series.latest.figure.value == 395
    assert [r.kind for r in series.revisions] == ["retraction"]
    other = reading(395, START + timedelta(days=2), modality="denied", claimant_id="idf")
    assert only_series([reading(395, START), other]).revisions == ()


def test_parts_that_do_not_add_up_are_shown_with_the_sum() -> None:
    observation = next(o for o in GAZA.observations if o.components)
    total = sum(observation.components.values())
    assert total != observation.value
    row = only_row([reading(observation.value, observation.as_of, indicator=observation.indicator)])
    (check,) = [q for q in row.checks if q.kind == "parts"]
    assert f"{total:,} (derived)" in check.text
    assert f"{observation.value:,}" in check.text


_VALUES = st.lists(
    st.tuples(
        st.integers(min_value=380, max_value=400),
        st.integers(min_value=0, max_value=6),
        st.sampled_from(("A", "B", "C", "D", "E")),
        st.sampled_from(("gaza-moh", "gmo", None)),
        st.sampled_from(("truce-oct10", "truce-oct11")),
        st.sampled_from(("reported", "denied", "estimate")),
    ),
    max_size=24,
    unique=True,
)


@settings(deadline=None, max_examples=80)
@given(_VALUES, st.integers())
def test_order_of_arrival_never_changes_the_ledger(values: list[tuple[Any, ...]], seed: int) -> None:
    records = [
        reading(v, START + timedelta(days=d), outlet=o, claimant_id=c, claimant=c, baseline=b, modality=m)
        for v, d, o, c, b, m in values
    ]
    unique = list({(r.id, r.figure.modality, r.figure.claimant_id, r.baseline): r for r in records}.values())
    numbered = [msgspec.structs.replace(r, id=f"f{n:03d}") for n, r in enumerate(unique)]
    shuffled = numbered[:]
    random.Random(seed).shuffle(shuffled)
    assert ledger(GAZA, numbered) == ledger(GAZA, shuffled)


@settings(deadline=None, max_examples=60)
@given(_VALUES)
def test_no_reading_is_lost(values: list[tuple[Any, ...]]) -> None:
    records = [
        msgspec.structs.replace(
            reading(v, START + timedelta(days=d), outlet=o, claimant_id=c, claimant=c, baseline=b), id=f"f{n:03d}"
        )
        for n, (v, d, o, c, b, _) in enumerate(values)
    ]
    carried = {
        (cite.update, series.claimant_id)
        for row in ledger(GAZA, records)
        for series in row.series
        for r in series.readings
        for cite in (r.cite, *r.carriers)
    }
    assert carried == {(r.cite.update, r.figure.claimant_id) for r in records}


@settings(deadline=None, max_examples=40)
@given(
    days=st.lists(
        st.lists(
            st.tuples(
                st.integers(380, 400),
                st.integers(0, 5),
                st.sampled_from(["gaza-moh", "unicef", None]),
                st.sampled_from(["truce-oct10", None]),
                st.sampled_from(["reported", "denied"]),
            ),
            max_size=5,
        ),
        min_size=1,
        max_size=4,
    ),
    gone=st.integers(0, 3),
)
def test_with_what_is_known_of_the_one_before_it_is_the_same_ledger(days: list[list[Any]], gone: int) -> None:
    known: Known = {}
    records: list[FigureRecord] = []
    for number, brought in enumerate(days):
        records = records[gone:] + [
            reading(
                value, START + timedelta(days=day), claimant_id=who, claimant=who, baseline=baseline, modality=modality,
                outlet=f"Sample Wire {number}",
            )
            for value, day, who, baseline, modality in brought
        ]  # fmt: skip
        before = dict(known)
        rows = ledger(GAZA, records, recent=True, known=known)
        assert rows == ledger(GAZA, records, recent=True)
        # what nothing new came to was not made again
        for key, (there, denied, series) in known.items():
            if key in before and list(map(id, before[key][0])) == list(map(id, there)) and before[key][1] == denied:
                assert series is before[key][2]
        assert sum(len(row.series) for row in rows) == len(known)
