"""Whole wire texts about agreements besides the default one: what is found, on which commitment, by whose word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tui.agreement.model import load
from tui.extract import read

AGREEMENTS = {name: load(name) for name in ("lebanon-2024", "tigray-2022")}
Told = tuple[str, str, str | None]
"""Commitment, label, claimant."""


def texts() -> Iterator[tuple[str, str, set[Told], str]]:
    """Agreement, day, what must be found, text."""
    kept = (Path(__file__).parents[1] / "fixtures" / "wire_elsewhere.txt").read_text(encoding="utf-8")
    for part in kept.split("\n@ ")[1:]:
        head, _, text = part.partition("\n")
        said = re.fullmatch(r"(\S+) (\S+): (.+)", head)
        assert said is not None
        told = [x.split() for x in said[3].split("; ")]
        yield said[1], said[2], {(c, label, None if who == "-" else who) for c, label, who in told}, text.strip()


TEXTS = list(texts())


@pytest.mark.parametrize(("name", "day", "told", "text"), TEXTS, ids=[f"{t[0]} {t[1]}" for t in TEXTS])
def test_a_wire_text_is_evidence_on_what_it_tells_of(name: str, day: str, told: set[Told], text: str) -> None:
    at = datetime.fromisoformat(f"{day}T18:00:00+00:00")
    found = read(text, agreement=AGREEMENTS[name], published=at, source="Sample Wire").evidence
    assert told <= {(str(e.commitment_id), e.status, e.claimant_id) for e in found}


def test_there_are_a_dozen_of_each() -> None:
    assert all(sum(1 for t in TEXTS if t[0] == name) >= 12 for name in AGREEMENTS)
