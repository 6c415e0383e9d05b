from __future__ import annotations

from pathlib import Path

import pytest

from tui.agreement import AgreementError, available, load

SMALL = """
schema = "ceasefire-agreement/1"
id = "small"
title = "Small accord"
short_title = "Small"
region = "Nowhere"
timezone = "UTC"
parties = ["israel"]
signed = 2026-01-01
effective = 2026-01-02T00:00:00+00:00
[[phases]]
id = "one"
order = 1
title = "One"
summary = "All of it."
[[commitments]]
id = "c1"
phase = "one"
title = "Fire ends"
topic = "truce"
kind = "continuous"
obligated = ["israel"]
text = "All fire ends."
indicators = ["dead"]
[[indicators]]
id = "dead"
label = "Dead"
unit = "people"
aggregation = "cumulative"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(text)
    return path


@pytest.mark.parametrize("which", ["gaza-2025", "lebanon-2024", "tigray-2022"])
def test_the_agreements_that_ship_are_whole(which: str) -> None:
    agreement = load(which)
    assert agreement.commitments and agreement.phases and agreement.actors
    assert all(c.prov for c in agreement.commitments), "every commitment says where it comes from"
    for observation in agreement.observations:
        assert observation.prov and observation.via and agreement.actor(observation.claimant)
    used = {i for c in agreement.commitments for i in c.indicators}
    assert used <= {i.id for i in agreement.indicators}


def test_gaza_keeps_the_two_tolls_apart() -> None:
    agreement = load("gaza-2025")
    since_truce = agreement.indicator("killed_since_truce")
    war = agreement.indicator("killed_total_war")
    assert since_truce and war
    assert "killed_total_war" in since_truce.not_comparable_with
    assert {m.baseline for m in since_truce.match} == {"truce"}
    assert {m.baseline for m in war.match} == {"war"}


def test_all_are_listed() -> None:
    assert available() == ("gaza-2025", "lebanon-2024", "tigray-2022")


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    agreement = load(written(tmp_path, SMALL))
    commitment = agreement.commitment("c1")
    assert commitment and commitment.topic == "truce"
    assert agreement.claimant_label("israel") == "Israel"
    assert agreement.claimant_label(None, "a shopkeeper") == "a shopkeeper"
    assert agreement.claimant_label(None) == "unattributed"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('obligated = ["israel"]', 'obligated = ["isreal"]', 'unknown actor "isreal" (did you mean "israel"?)'),
        ('indicators = ["dead"]', 'indicators = ["deaad"]', 'commitment "c1": unknown indicator "deaad"'),
        ('topic = "truce"', 'topic = "truse"', "truse"),
        ('phase = "one"', 'phase = "two"', 'unknown phase "two"'),
        ('kind = "continuous"', 'kind = "quota"', "needs a quota"),
        (
            'kind = "continuous"',
            'kind = "continuous"\nlinkage = [{condition = "x", asserted_by = "israel", on = "c9"}]',
            'linkage of commitment "c1": unknown commitment "c9"',
        ),
        ('id = "dead"', 'id = "dead"\nfoo = 1', "foo"),
        ("signed = 2026-01-01", "signed = 5", "signed"),
        ('schema = "ceasefire-agreement/1"', 'schema = "ceasefire-agreement/9"', "newer program"),
        ("[[phases]]", "[[phases", "not valid TOML"),
    ],
)
def test_a_mistake_names_the_file_and_the_place(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = written(tmp_path, SMALL.replace(old, new, 1))
    with pytest.raises(AgreementError) as caught:
        load(path)
    assert "small.toml" in str(caught.value)
    assert words in str(caught.value)


def test_unknown_names_are_answered_with_the_known(tmp_path: Path) -> None:
    with pytest.raises(AgreementError, match='did you mean "gaza-2025"'):
        load("gaza-2026")
    with pytest.raises(AgreementError, match="cannot be read"):
        load(tmp_path / "nothing.toml")
