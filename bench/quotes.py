"""Who said what: accuracy on a gold set beside the peers, and articles a second.

    python -m bench.quotes GOLD.jsonl [--scorer score.py] [--quick] [--json]

The gold set and its scorer are not part of this repository: the scorer is looked for beside the gold file. Without it
only the speed is measured. `--quick` reads every fourth article. Articles a second are those of the whole
`tui.extract.read` (quotes, figures, status) on one core, as the median of three passes.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from tui.agreement.model import load
from tui.extract import read
from tui.extract.document import Document
from tui.extract.names import People
from tui.extract.quotes import find_quotes

PEERS = {
    # view -> (best peer, people against people), as joint F1 x 100 on the kept-apart articles
    "direct": ("sayswho 84.2", 97.1),
    "mixed": ("GenderGapTracker 40.6", 86.1),
    "indirect-core": ("GenderGapTracker 49.9", 82.3),
    "segments": ("sayswho 74.8", 95.9),
}
LIMITS = {
    "direct_span": 96.5,
    "direct_joint": 91.0,
    "direct_joint_strict": 78.0,
    "mixed_joint": 58.0,
    "indirect_core_joint": 62.0,
    "segments_joint": 88.0,
    "segments_recall": 96.0,
    "segments_false_alarms": 35.0,
    "pronouns_resolved": 80.0,
    "articles_per_second": 100.0,
    "growth_when_text_quadruples": 6.0,
}
AT_MOST = frozenset(("segments_false_alarms", "growth_when_text_quadruples"))
OWN = "\n".join(
    [
        "The harbour ministry said on Monday that 14 trucks had crossed, more than on any day since the truce began.",
        "“The gate stays shut,” Mara Orlin, a driver from Port Sample, told Sample Wire. “Nobody says why.”",
        "Dan Keller, who runs the depot, said the list was final, but Orlin said it was a draft.",
        "According to the port authority, nine ships are waiting. The envoy called the delay “a test of patience”.",
        "He urged both sides to honour the deal, adding that the road would open “within days, not weeks”.",
        "The road was repaired in May. The drivers had slept in their cabs for nine nights before it opened.",
    ]
    * 8
)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.quotes", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path, nargs="?", help="articles with gold quotes, one JSON object a line")
    parser.add_argument("--scorer", type=Path, help="score.py of the gold set (default: beside it)")
    parser.add_argument("--agreement", default="gaza-2025")
    parser.add_argument("--quick", action="store_true", help="every fourth article, one pass")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    options = parser.parse_args(argv)
    if options.gold is None:
        print("no gold file (python -m bench.quotes GOLD.jsonl): speed only, on text of our own", file=sys.stderr)
        articles: list[dict[str, Any]] = [{"id": str(n), "text": OWN} for n in range(200)]
    else:
        articles = [json.loads(line) for line in options.gold.open(encoding="utf-8")]
    if options.quick:
        articles = articles[::4]
    agreement = load(options.agreement)
    values = _speed(articles, agreement, passes=1 if options.quick else 3)
    values["growth_when_text_quadruples"] = _growth(agreement)
    if options.gold is None:
        # every sentence of our own text reports something: the limit is for news as it is
        values["own_text_per_second"] = values.pop("articles_per_second")
    scorer = None
    if options.scorer is not None or options.gold is not None:
        scorer = _scorer(options.scorer or options.gold.parent / "score.py")
    rows: list[dict[str, Any]] = []
    if scorer is None and options.gold is not None:
        print("the scorer is not there (--scorer score.py): accuracy not measured", file=sys.stderr)
    elif scorer is not None:
        predicted = {}
        for article in articles:
            document = Document(article["text"])
            quotes = find_quotes(document, People(document, agreement))
            predicted[article["id"]] = {"id": article["id"], "quotes": msgspec.to_builtins(quotes)}
        rows = scorer.evaluate(articles, predicted, list(PEERS))
        values |= _figures(rows)
    if options.json:
        print(json.dumps({"values": values, "limits": LIMITS, "rows": rows}))
    else:
        _table(rows)
    if "own_text_per_second" in values:
        print(f"own text: {values['own_text_per_second']:.0f} articles a second, {len(OWN)} characters each")
    for name, limit in LIMITS.items():
        if name in values:
            value = values[name]
            good = value <= limit if name in AT_MOST else value >= limit
            print(f"{name} {value:.1f} {limit:g} {'ok' if good else 'short'}")
    return 0


def _speed(articles: list[dict[str, Any]], agreement: Any, *, passes: int) -> dict[str, float]:
    """Articles a second of the whole reading and of the quotes alone; processor time of this process."""
    for article in articles[:20]:
        read(article["text"], agreement=agreement)
    whole: list[float] = []
    alone: list[float] = []
    for _ in range(passes):
        start = time.process_time()
        for article in articles:
            read(article["text"], agreement=agreement)
        between = time.process_time()
        for article in articles:
            document = Document(article["text"])
            find_quotes(document, People(document, agreement))
        whole.append(len(articles) / (between - start))
        alone.append(len(articles) / (time.process_time() - between))
    return {"articles_per_second": statistics.median(whole), "quotes_only_per_second": statistics.median(alone)}


HOSTILE = {
    "marks and cues": "“a,” he said, saying that A said “b” and who, ",
    "openings": "“ open ",
    "one sentence": "the truck crossed near the gate and ",
    "numbers": "12 people, 13 trucks and 14 bodies ",
    "that": "said that ",
    "stops": ". ? ; ! ",
    "tolls": "since the truce began 12 people were killed ",
    "days": "October 10 on Monday two days ago ",
    "names": "U.S.-backed al-Shifa’s Israel it’s ",
    "terms": "hand over board of peace hostages take effect ",
}
"""What a text is made of that no person writes; each has no paragraph and hardly a sentence."""
_HOSTILE_LENGTH = 40_000
"""Characters of the shorter text: more than is ever looked back at, else the growth up to there is measured too."""


def _growth(agreement: Any) -> float:
    """How much longer four times the text takes, of the worst of `HOSTILE`; 4 is linear, 16 a square."""

    def spent(piece: str, length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        read(text, agreement=agreement)
        return time.process_time() - start

    worst = 0.0
    for piece in HOSTILE.values():
        spent(piece, 2000)
        # the least of two: whatever else the machine does only adds to it
        small, large = (min(spent(piece, n) for _ in range(2)) for n in (_HOSTILE_LENGTH, 4 * _HOSTILE_LENGTH))
        worst = max(worst, large / max(small, 1e-9))
    return worst


def _scorer(path: Path) -> ModuleType | None:
    if not path.is_file():
        return None
    sys.path.insert(0, str(path.parent))  # it imports its own cue list
    spec = importlib.util.spec_from_file_location("quote_scorer", path)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _figures(rows: list[dict[str, Any]]) -> dict[str, float]:
    by_view = {row["view"]: row for row in rows}
    direct, segments = by_view["direct"], by_view["segments"]
    values = {
        "direct_span": direct["F1"],
        "direct_joint": direct["joint_F1"],
        "direct_joint_strict": direct["joint_strict_F1"],
        "mixed_joint": by_view["mixed"]["joint_F1"],
        "indirect_core_joint": by_view["indirect-core"]["joint_F1"],
        "segments_joint": segments["joint_F1"],
        "segments_recall": segments["R"],
        "segments_false_alarms": segments["scare_fp_rate"],
    }
    if "resolved_acc" in direct:
        values["pronouns_resolved"] = direct["resolved_acc"]
    return {name: 100 * value for name, value in values.items()}


def _table(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    print(f"{'view':<15}{'span F1':>9}{'speaker':>9}{'joint F1':>10}   {'best peer, joint':<24}{'people':>7}")
    for row in rows:
        peer, people = PEERS[row["view"]]
        print(
            f"{row['view']:<15}{100 * row['F1']:>9.1f}{100 * row['spk_acc']:>9.1f}{100 * row['joint_F1']:>10.1f}"
            f"   {peer:<24}{people:>7.1f}"
        )


if __name__ == "__main__":
    sys.exit(main())
