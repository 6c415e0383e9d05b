"""Passages with what they say, read from `tests/fixtures/passages/*.txt`, and how well a reading agrees with them.

A passage begins `## name date`; its text follows; then a line for each figure, `F value measure population @
claimant`, and for each thing that became of a commitment, `S topic label label`. Several measures or labels: any of
them is right. `F?`: may be read or not. `@ -`: nobody is named; a name beside the dash is right as well.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from tui.records import Measure

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


if __name__ == "__main__":
    # the gold form of `python -m bench.figures GOLD`, for whoever has a scorer
    for given in sys.argv[1:]:
        for passage in passages(Path(given)):
            print(json.dumps(passage, ensure_ascii=False))
