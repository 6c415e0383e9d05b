"""Passages with what they say, read from `tests/fixtures/passages/*.txt`, and how well a reading agrees with them.

A passage begins `## name date`; its text follows; then a line for each figure, `F value measure population @
claimant`, and for each thing that became of a commitment, `S topic label label`. Several measures or labels: any of
them is right. `F?`: may be read or not. `@ -`: nobody is named; a name beside the dash is right as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

from tui.records import Measure, Reading

FOLDER = Path(__file__).parent.parent / "fixtures" / "passages"
MEASURES = frozenset(get_args(Measure))


def _figure(line: str) -> dict[str, Any]:
    kind, rest = line.split(" ", 1)
    said, _, claimant = rest.partition("@")
    value, *words = said.split()
    measures: list[str] = []
    while words and words[0] in MEASURES and words[0] not in measures:
        measures.append(words.pop(0))  # "trucks trucks": trucks, counted as such
    names = claimant.split()
    open_ = not names or "-" in names
    name = " ".join(n for n in names if n != "-") or None
    return {
        "value": float(value),
        "measure": measures[0],
        "measure_alt": measures[1] if len(measures) > 1 else None,
        "population": " ".join(words),
        "claimant": None if open_ else name,
        "claimant_alt": name if open_ else None,
        "optional": kind == "F?",
    }


def _status(line: str) -> dict[str, Any]:
    said, _, claimant = line[2:].partition("@")
    topic, *labels = said.split()
    return {"commitment": topic, "status": labels[0], "status_accepted": labels, "claimant": claimant.strip() or None}


def passages(path: Path) -> Iterator[dict[str, Any]]:
    """The passages of a file, each with id, date, text, figures and status; ValueError names a line it cannot read."""
    row: dict[str, Any] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            if line.startswith("## "):
                if row:
                    yield row
                _, name, date = line.split()[:3]
                row = {"id": f"{path.stem}/{name}", "date": date, "text": "", "figures": [], "status": []}
            elif line.startswith(("F ", "F? ")):
                row["figures"].append(_figure(line))
            elif line.startswith("S "):
                row["status"].append(_status(line))
            elif line.strip():
                row["text"] = f"{row['text']}\n{line}".strip()
        except (KeyError, ValueError, IndexError) as error:
            raise ValueError(f"{path.name}, line {number}: {line!r} is no part of a passage") from error
    if row:
        yield row


class Score(NamedTuple):
    """F1 of what was read against what is written down, from 0 to 1."""

    measure: float
    """Figures by value and measure."""
    population: float
    claimant: float
    every: float
    """Figures with all three."""
    found: float
    """Commitments of which something is said."""
    label: float
    """Share of those found whose label is right."""


_GENERAL = {
    *("people", "person", "other", "victim", "dead", "death", "injured", "injurie", "wounded", "bodie", "killed"),
    *("martyr", "palestinian", "citizen"),
}
_LOOSE = {"the", "of", "in", "a", "an", "", "from", "living", "palestinian", "israeli", "gaza"}
"""Words that tell no population or claimant from another."""


def _words(phrase: str | None) -> set[str]:
    found = {w.lower().rstrip("s") for w in re.findall(r"[^\W_]+", phrase or "")}
    return found - _LOOSE or found


def _same_population(gold: str | None, read: str | None) -> bool:
    a, b = _words(gold), _words(read)
    return not a or bool(a & b) or (a <= _GENERAL and b <= _GENERAL)


def _same_claimant(gold: dict[str, Any], read: str | None) -> bool:
    if gold["claimant"] is None:
        return read is None or bool(_words(gold["claimant_alt"]) & _words(read) if gold["claimant_alt"] else False)
    return bool(_words(gold["claimant"]) & _words(read))


def _f1(hits: int, wrong: int, missed: int) -> float:
    return 2 * hits / max(1, 2 * hits + wrong + missed)


def score(rows: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> Score:
    """How well the readings of `rows` agree with what stands in them."""
    tests = (
        lambda g, f: True,
        lambda g, f: _same_population(g["population"], f.population),
        lambda g, f: _same_claimant(g, f.claimant),
        lambda g, f: _same_population(g["population"], f.population) and _same_claimant(g, f.claimant),
    )
    counts = [[0, 0, 0] for _ in tests]
    topics, right = [0, 0, 0], 0
    for row, reading in zip(rows, readings, strict=True):
        sure = [g for g in row["figures"] if not g["optional"]]
        may = {g["value"] for g in row["figures"] if g["optional"]}
        for test, count in zip(tests, counts, strict=True):
            left = [f for f in reading.figures if f.value is not None]
            for gold in sure:
                kinds = (gold["measure"], gold["measure_alt"])
                hit = next((f for f in left if f.value == gold["value"] and f.measure in kinds and test(gold, f)), None)
                count[0 if hit else 2] += 1
                if hit:
                    left.remove(hit)
            count[1] += sum(f.value not in may for f in left)
        said = {e.commitment for e in reading.evidence}
        for gold in row["status"]:
            here = [e.status for e in reading.evidence if e.commitment == gold["commitment"]]
            topics[0 if here else 2] += 1
            right += any(s in gold["status_accepted"] for s in here)
        topics[1] += len(said - {g["commitment"] for g in row["status"]})
    return Score(*(_f1(*c) for c in counts), _f1(*topics), right / max(1, topics[0]))
