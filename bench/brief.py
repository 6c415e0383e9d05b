"""What a week's brief costs from a store of many updates, beyond start-up.

    python -m bench.brief [--quick] [--json]

In a process of its own each time: CPU seconds from opening the store to the finished page, and beside it the floor,
which is reading the week's entries alone and doing nothing with them. Start-up (imports, configuration, agreement) is
given apart.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.records import (
    Entry,
    Evidence,
    EvidenceLabel,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    Update,
    cite,
)

UNTIL = datetime(2026, 11, 22, 7, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=7)
SPAN = timedelta(days=400)
"""Time that the stored updates fill, up to the end of the week."""
_LABELS: tuple[EvidenceLabel, ...] = (
    "under_way", "partial", "stalled", "refused", "alleged_violation", "denied", "conditional", "pledged", "completed",
)  # fmt: skip
_WORDS = ("gate", "convoy", "harbour", "bridge", "market", "permit", "warehouse", "fuel", "observer", "relief")


VOICES = 12


def _voice(n: int) -> int:
    """A number below twelve, the low ones more often."""
    share = (n * 2_654_435_761 % 1_000_003) / 1_000_003
    return int(VOICES * share**1.8)


def _topic(n: int, of: int) -> int:
    """A number below `of`, the low ones more often."""
    share = (n * 1_664_525 % 999_983) / 999_983
    return int(of * share**1.7)


def _label(n: int, voice: int) -> EvidenceLabel:
    share = (n * 40_503 % 65_537) / 65_537
    place = voice + int(share * 3 / 0.9) if share < 0.9 else n // 5
    return _LABELS[place % len(_LABELS)]


def fill(path: Path, count: int) -> None:
    """A store of `count` updates on the default agreement, each with a quote, a figure and evidence.

    As in the news, a few commitments and indicators are spoken of most: the first of each in one update of seven, the
    last in one of fifty. Of each commitment a dozen claimants speak, one of them a quarter of the time and the last one
    in twenty; each says three things of it nine times in ten, and otherwise anything.
    """
    from tui.agreement import load
    from tui.store.archive import Archive

    agreement = load()
    actors = [a.id for a in agreement.actors if a.side not in ("media", "other")][:40]
    begin = UNTIL - SPAN
    step = SPAN / count

    def entry(n: int) -> Entry:
        at = begin + n * step
        own = f"{n:018x}"
        words = " ".join(_WORDS[(n * k + k) % 10] for k in range(1, 30))
        sentence = f"The office said of day {n} that the {_WORDS[n % 10]} was as the {_WORDS[n // 10 % 10]} had been."
        u = Update(
            id=own, source=f"source-{n % 40}", outlet=f"Sample Wire {n % 40}", url=f"https://wire.example/{own}",
            title=f"Note {n}", text=f"{sentence} {words}", published=at, fetched=at, origin=own, digest=own,
        )  # fmt: skip
        about = _topic(n, len(agreement.commitments))
        c = agreement.commitments[about]
        i = agreement.indicators[_topic(n + 7, len(agreement.indicators))]
        who = i.claimants[n // 7 % len(i.claimants)] if i.claimants else actors[n % len(actors)]
        source = cite(u)
        return Entry(
            update=u,
            quotes=(
                QuoteRecord(
                    id=f"q{own}", at=at, cite=source,
                    quote=Quote(start=0, end=len(words), text=f"{words} {n}", kind="direct", speaker=f"envoy {n % 50}",
                                speaker_id=actors[n % len(actors)] if n % 3 else None),
                ),
            ),
            figures=(
                FigureRecord(
                    id=f"f{own}", at=at, cite=source,
                    figure=Figure(start=0, end=3, value=n // 10, measure="other", claimant_id=who, as_of=at.date(),
                                  indicator=i.id, cumulative=True, sentence=sentence),
                ),
            ),
            evidence=(
                EvidenceRecord(
                    id=f"e{own}", at=at, cite=source,
                    evidence=Evidence(start=0, end=len(sentence), commitment=c.topic, commitment_id=c.id,
                                      status=_label(n, _voice(n)),
                                      claimant_id=actors[(about * 5 + _voice(n)) % len(actors)],
                                      sentence=sentence),
                ),
            ),
        )  # fmt: skip

    with Archive(path, read_only=False, seal_at=4000) as archive:
        for start in range(0, count, 1000):
            archive.put([entry(n) for n in range(start, min(start + 1000, count))])
        archive.compact()


def one(path: Path, what: str) -> None:
    """Measure `what` ("brief" or "floor") in this process and print CPU seconds as JSON."""
    from tui.agreement import load
    from tui.config import load as load_config
    from tui.report.brief import FORMS, brief_of, fit
    from tui.store.archive import open as open_archive

    agreement = load()
    config = load_config()
    start_up = time.process_time()
    if what == "floor":
        with open_archive(path, read_only=True) as archive:
            size = sum(1 for _ in archive.walk(since=SINCE, until=UNTIL))
    else:
        brief = brief_of(config, agreement, path, SINCE, UNTIL, UNTIL)
        size = len(FORMS["html"](fit(brief)))
    print(json.dumps({"start-up s": start_up, "s": time.process_time() - start_up, "size": size}))


def apart(path: Path, what: str) -> dict[str, float]:
    """`one` in a fresh process."""
    code = f"from bench.brief import one; from pathlib import Path; one(Path({str(path)!r}), {what!r})"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(said)
    return found


def main() -> None:
    """Measure, print a table, and one line a limit."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="10,000 updates instead of 100,000")
    options.add_argument("--json", action="store_true", help="one object instead of a table")
    args = options.parse_args()
    count = 10_000 if args.quick else 100_000
    rows: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-brief-") as name:
        path = Path(name) / "store.json"
        filling = f"from bench.brief import fill; from pathlib import Path; fill(Path({str(path)!r}), {count})"
        subprocess.run([sys.executable, "-c", filling], check=True)
        taken: dict[str, list[dict[str, float]]] = {"floor": [], "brief": []}
        for _ in range(3):  # in turn, so that neither has the quieter minute
            for what, found in taken.items():
                found.append(apart(path, what))
    for what, found in taken.items():
        rows[what] = {key: statistics.median(f[key] for f in found) for key in found[0]}
    seconds = rows["brief"]["s"]
    ratio = seconds / rows["floor"]["s"]
    limits = [
        (f"brief_cpu_s_of_a_week_from_{count}", seconds, "<=1", seconds <= 1),
        (f"brief_over_reading_the_week_{count}", ratio, "<=30", ratio <= 30),
    ]
    if args.json:
        keys = ("name", "value", "limit", "ok")
        print(json.dumps({"measured": rows, "limits": [dict(zip(keys, x, strict=True)) for x in limits]}))
        return
    print(f"{count:,} updates; floor: reading the {rows['floor']['size']:.0f} entries of the week alone")
    for what, row in rows.items():
        print(f"{what:8}" + "  ".join(f"{k} {v:.4g}" for k, v in row.items()))
    print()
    for what, value, limit, ok in limits:
        print(f"{what} {value:.4g} {limit} {'ok' if ok else 'short'}")


if __name__ == "__main__":
    main()
