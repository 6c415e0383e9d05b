"""Daily bulletins in many wordings: every running total under its own baseline, whatever the layout."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from figure_cases import GAZA
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.extract import read

DAY = datetime(2026, 2, 17, 18, tzinfo=UTC)
TRUCE, WAR = date(2025, 10, 11), date(2023, 10, 7)
WORDINGS = [
    "Gaza Health Ministry daily report. During the last 48 hours 7 martyrs (5 new, 2 retrieved from the rubble) "
    "and 14 wounded reached the hospitals of the Strip. From 11 October until now: {k} martyrs, {i} wounded, {r} "
    "bodies recovered. Since 7 October 2023 the toll of the aggression stands at {K} martyrs and {I} wounded.",
    "Ministry of Health - Gaza: Statistical report\nPast 72 hours: 3 martyrs, 28 injuries\nSince the ceasefire (11 "
    "October 2025):\n- Martyrs: {k}\n- Injured: {i}\n- Recovered: {r}\nSince the start of the war (7 October 2023):\n"
    "- Martyrs: {K}\n- Injured: {I}",
    "The Ministry of Health in Gaza said that the number of martyrs since the ceasefire of 11 October had risen "
    "to {k} and of injuries to {i}, while {r} bodies had been recovered. The cumulative toll since 7 October "
    "2023 rose to {K} martyrs and {I} injuries, it added.",
    "Palestinian Ministry of Health / Gaza. Martyrs and injuries in the past 24 hours: martyrs 10; injuries 3. "
    "After the ceasefire announced on October 11: total martyrs {k}; total injuries {i}; total recoveries {r}. "
    "Since October 7, 2023, when the aggression began, in total: {K} martyrs and {I} injuries.",
    "Health Ministry: 10 killed and 4 injured in the past 24 hours. Death toll since ceasefire on Oct. 11 now "
    "{k}, with {i} injured and {r} bodies retrieved. Overall toll since Oct. 7, 2023: {K} killed, {I} injured.",
    "GAZA - Health authorities said {k} Palestinians have been killed and {i} wounded since the ceasefire took "
    "effect on 11 October, and {r} bodies have been recovered in the same period. This takes the toll since 7 "
    "October 2023 to {K} killed and {I} wounded.",
    "Ministry of Health: The number of martyrs and injuries since October 11, 2025, has reached {k} martyrs and "
    "{i} injuries, in addition to {r} recovered bodies. The death toll from the Israeli aggression has risen to "
    "{K} martyrs and {I} injuries since October 7, 2023.",
    "Health Ministry in Gaza, statistical update: from the ceasefire on 11 October 2025 until today the ministry "
    "has recorded {k} martyrs, {i} injuries and {r} recoveries; from 7 October 2023 until today, {K} martyrs and "
    "{I} injuries.",
    "MoH Gaza, casualties. Truce period (from 11 October 2025): {k} killed, {i} injured, {r} bodies recovered. "
    "Total (from 7 October 2023): {K} killed, {I} injured.",
]  # fmt: skip


@pytest.mark.parametrize("wording", WORDINGS)
@settings(deadline=None, max_examples=6)
@given(
    st.integers(605, 999), st.integers(1600, 4000), st.integers(700, 1500), st.integers(70_000, 99_000), st.booleans()
)
def test_every_total_stands_under_its_own_baseline(
    wording: str, killed: int, injured: int, recovered: int, war: int, commas: bool
) -> None:
    totals = {"k": killed, "i": injured, "r": recovered, "K": war, "I": war + 100_000}
    text = wording.format(**{name: f"{n:,}" if commas else str(n) for name, n in totals.items()})
    found = read(text, agreement=GAZA, published=DAY).figures
    have = {(f.value, f.measure, f.since) for f in found}
    assert {
        (killed, "killed", TRUCE), (injured, "injured", TRUCE), (recovered, "bodies_recovered", TRUCE),
        (war, "killed", WAR), (war + 100_000, "injured", WAR),
    } <= have  # fmt: skip
    indicators = {f.indicator: f.value for f in found if f.indicator}
    assert indicators == {
        "killed_since_truce": killed, "injured_since_truce": injured, "bodies_recovered_since_truce": recovered,
        "killed_total_war": war, "injured_total_war": war + 100_000,
    }  # fmt: skip
