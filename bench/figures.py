"""How well figures and status are read: `python -m bench.figures [GOLD.jsonl] [--bulletins FILE] [--quick]`.

The gold set and its scorer are given by path; neither is part of this repository. Without `--scorer` the file
`score.py` beside the gold set is used, and for bulletins `score_bulletins.py` beside those. Prints a table with the
best of the baselines measured before this program was written, and ends with one line a limit.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tui.agreement.model import Agreement, load
from tui.extract import read


class Row(NamedTuple):
    """One line of the table: what is measured, the best baseline, what must and what should be reached."""

    name: str
    title: str
    baseline: float | None
    must: float
    aim: float | None


ROWS = (
    Row("figures_value_measure", "figures: value + measure, F1", 0.83, 0.92, 0.95),
    Row("figures_population", "+ population, F1", 0.74, 0.88, 0.92),
    Row("figures_claimant", "+ claimant, F1", 0.52, 0.75, 0.85),
    Row("figures_all", "all, F1", 0.46, 0.70, 0.80),
    Row("status_commitment", "status: commitment found, F1", 0.65, 0.80, 0.88),
    Row("status_label", "status: label right given the commitment", 0.64, 0.80, 0.88),
    Row("bulletin_days", "bulletins: days with all totals right", None, 1.0, None),
)
_QUICK = 60
"""Passages read with --quick."""


def published(day: str) -> datetime | None:
    """18:00 UTC on the day that a row gives; the middle of the month or year where it gives no more."""
    padded = (day + "-15" if len(day) == 7 else day + "-06-15" if len(day) == 4 else day)[:10]
    try:
        return datetime.fromisoformat(padded).replace(hour=18, tzinfo=UTC)
    except ValueError:
        return None


def predict(rows: list[dict[str, Any]], agreement: Agreement) -> list[dict[str, Any]]:
    """What the program reads in each row, in the shape that ``ceasefire-tui extract`` prints."""
    found = []
    for row in rows:
        reading = read(row["text"], agreement=agreement, published=published(str(row.get("date") or "")))
        found.append({"id": row["id"], **msgspec.to_builtins(reading)})
    return found


def rows_of(path: Path, *, quick: bool) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return lines[:_QUICK] if quick else lines


def scores(gold: list[dict[str, Any]], predicted: list[dict[str, Any]], scorer: Path) -> dict[str, Any]:
    """What the scorer's `evaluate` says."""
    spec = importlib.util.spec_from_file_location("gold_scorer", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{scorer}: is no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    result: dict[str, Any] = module.evaluate(gold, predicted)[0]
    return result


def bulletin_scores(path: Path, rows: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, Any]:
    """What the bulletin scorer beside `path` prints."""
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        for target, lines in ((gold, rows), (pred, predicted)):
            target.write_text("".join(json.dumps(line, default=str) + "\n" for line in lines), "utf-8")
        command = [sys.executable, str(path.parent / "score_bulletins.py"), str(gold), str(pred)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def measure(
    gold: Path, scorer: Path, bulletins: Path | None, *, quick: bool
) -> tuple[dict[str, float], dict[str, Any]]:
    """Value of each row that could be measured, and the details."""
    agreement = load("gaza-2025")
    rows = rows_of(gold, quick=quick)
    began = time.perf_counter()
    predicted = predict(rows, agreement)
    seconds = time.perf_counter() - began
    result = scores(rows, predicted, scorer)
    figures = result["figures"]
    values = {
        "figures_value_measure": figures["VM"]["F1"],
        "figures_population": figures["VMP"]["F1"],
        "figures_claimant": figures["VMC"]["F1"],
        "figures_all": figures["VMPC"]["F1"],
        "status_commitment": result["commitment_detection"]["F1"],
        "status_label": result["status_accuracy_given_commitment"] or 0.0,
    }
    details = {"passages": len(rows), "passages_a_second": round(len(rows) / max(seconds, 1e-9), 1), "scorer": result}
    if bulletins is not None:
        days = rows_of(bulletins, quick=False)
        told = bulletin_scores(bulletins, days, predict(days, agreement))
        values["bulletin_days"] = told["days_right"] / max(1, told["days"])
        details["bulletins"] = told
    return values, details


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.figures", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", help="gold passages, one JSON object a line")
    parser.add_argument("--bulletins", type=Path, help="daily bulletins with their totals")
    parser.add_argument("--scorer", type=Path, help="score.py of the gold set (default: the one beside it)")
    parser.add_argument("--quick", action="store_true", help=f"only the first {_QUICK} passages")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
    options = parser.parse_args(argv)
    if options.gold is None:
        # accuracy cannot be measured on text of our own: whoever wrote the rules wrote the text
        print("no gold file given: python -m bench.figures GOLD.jsonl measures; nothing was measured")
        return
    scorer = options.scorer or options.gold.parent / "score.py"
    for path in (options.gold, scorer, *([options.bulletins] if options.bulletins else [])):
        if not path.is_file():
            raise SystemExit(f"bench.figures: {path} is not there; give the path of the gold set (and --scorer)")
    values, details = measure(options.gold, scorer, options.bulletins, quick=options.quick)
    if options.json:
        print(json.dumps({"values": values, **details}, ensure_ascii=False))
        return
    print(f"{details['passages']} passages, {details['passages_a_second']} a second")
    print(f"{'':<44} {'baseline':>8} {'ours':>7} {'must':>6} {'aim':>6}")
    for row in ROWS:
        if row.name in values:
            baseline = "-" if row.baseline is None else f"{row.baseline:.2f}"
            aim = "-" if row.aim is None else f"{row.aim:.2f}"
            print(f"{row.title:<44} {baseline:>8} {values[row.name]:>7.3f} {row.must:>6.2f} {aim:>6}")
    for row in ROWS:
        if row.name in values:
            verdict = "ok" if values[row.name] >= row.must else "short"
            print(f"{row.name} {values[row.name]:.4f} {row.must:.2f} {verdict}")


if __name__ == "__main__":
    main()
