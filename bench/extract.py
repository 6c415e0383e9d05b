"""What reading an archive costs: articles a second by one process, by two, and by a Dask cluster of two workers.

    python -m bench.extract [--quick] [--json] [--texts FILE]

The texts are written here, from sentences of our own, as long as wire stories are (3,700 characters on the median);
FILE is JSON Lines of your own instead. Floor: two processes that know nothing of each other read half each, which is
what two workers could reach on this machine at this moment, whatever else it does. All run in turn in the same run.
The cost of ten million articles is computed from CPU time, which does not depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROLES = ("one", "two", "halves", "dask")
_PEOPLE = ("Karim Lotfy", "Talia Brenner", "Ilen Varro", "Dessa Quorn", "Toma Reyk", "Sanna Orell")
_ROLES = ("envoy", "spokesperson", "minister", "relief coordinator", "governor", "negotiator")
_BODIES = ("the health ministry", "the relief office", "the army", "the council", "the harbour office", "the agency")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_SENTENCES = (
    "“{words},” {role} {person} told Sample Wire on {day}.",
    "{Body} said on {day} that at least {n} people had been killed since the truce took effect.",
    "An average of {n} trucks a day entered through the northern crossing last week, {body} said.",
    "{person}, the {role}, rejected the accusation and called it “{words}”.",
    "The truce is holding, {body} said, though each side accuses the other of delay.",
    "Troops pulled back to the agreed line near the river on {day}, according to {body}.",
    "“We will not sign before {words},” she added.",
    "{Body} accused the army of violating the ceasefire {n} times; the army denied it.",
    "Families had waited at the gate since dawn, some with chairs, some with nothing but a photograph.",
    "The road along the coast was closed for most of the morning because of rain.",
    "He said {n} prisoners would be released within days if the talks went on as planned.",
    "Asked about the weapons, {role} {person} said the question would be taken up in the second phase.",
    "The bakery at the corner opened for the first time in weeks and sold out within the hour.",
    "Of the {n} wounded, {m} were children, {body} said in a statement that could not be verified.",
)
_PLAIN = (
    "The market behind the old station had opened again, though half of its stalls stood empty and the roof leaked.",
    "Along the canal, boys fished with lines they had knotted from a torn net and a length of copper wire.",
    "A tailor at the corner kept his door open because the bell above it no longer rang.",
    "Rain had turned the lane into mud, and people walked on planks that somebody had laid from wall to wall.",
    "The school has two teachers, one stove and a map on which nobody can agree.",
    "In the afternoon the wind came from the sea and carried sand as far as the upper quarter.",
    "Most of the windows facing the square are covered with the same grey cloth.",
    "Her brother repairs radios in a room so narrow that he has to stand sideways at his bench.",
    "“People come here to sit,” said the owner of the tea house, “because sitting costs nothing.”",
    "The orchestra rehearses in a garage and begins every evening with the same slow march.",
    "It takes an hour to walk from the bridge to the hill, and longer with water.",
    "Nobody could say who had planted the row of lemon trees behind the clinic.",
    "The bus, when it runs, stops wherever somebody raises a hand.",
    "A clerk wrote the names into a green book and blew on the ink until it was dry.",
)
_WORDS = (
    "the last truck is through", "patience is not a plan", "nobody is missing at the table", "this is half a promise",
    "we have counted every crossing", "the road home is long", "a beginning with chairs and a kettle",
)  # fmt: skip


def texts(count: int, seed: int = 8) -> Iterator[str]:
    """Stories of our own sentences, most of 2,000 to 6,000 characters."""
    pick = random.Random(seed)
    for _ in range(count):
        length = pick.lognormvariate(8.2, 0.45)
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < length:
            sentences = []
            for _ in range(pick.choice((1, 1, 2, 3))):
                if pick.random() < 0.7:  # as rare as facts are in a story
                    sentences.append(pick.choice(_PLAIN))
                    continue
                n, body = pick.randrange(3, 900), pick.choice(_BODIES)
                sentences.append(
                    pick.choice(_SENTENCES).format(
                        words=pick.choice(_WORDS), role=pick.choice(_ROLES), person=pick.choice(_PEOPLE), n=n,
                        m=n // 3 + 1, body=body, Body=body[0].upper() + body[1:], day=pick.choice(_DAYS),
                    )
                )  # fmt: skip
            paragraphs.append(" ".join(sentences))
        yield "\n".join(paragraphs)


def _write(path: Path, count: int, given: Path | None) -> int:
    """The articles as JSON Lines; how many. Given texts are repeated until there are enough."""
    if given is None:
        rows = [
            json.dumps({"id": n, "text": t, "published": "2025-12-19T08:00:00Z"}) for n, t in enumerate(texts(count))
        ]
    else:
        own = [line for line in given.read_text().splitlines() if line.strip()]
        rows = [own[n % len(own)] for n in range(count)]
    path.write_text("\n".join(rows) + "\n")
    return len(rows)


# ------------------------------------------------------------------ the contestants


def _role(role: str, path: Path) -> dict[str, float]:
    from tui.agreement import load
    from tui.extract import read
    from tui.report.extracting import Options, run_extract

    agreement = load("gaza-2025")
    read("“Yes,” the envoy said.", agreement=agreement)  # tables are read once, and not of an archive's cost
    before = _cpu()
    if role == "halves":
        lines = path.read_bytes().splitlines(keepends=True)
        halves = [path.with_suffix(f".{n}") for n in range(2)]
        for n, half in enumerate(halves):
            half.write_bytes(b"".join(lines[n::2]))
        start = time.perf_counter()
        command = [sys.executable, "-m", "bench.extract", "--path"]
        runs = [subprocess.Popen([*command, str(h), "--role", "one"], stdout=subprocess.DEVNULL) for h in halves]
        codes = [r.wait() for r in runs]
        assert not any(codes)
        return {"seconds": time.perf_counter() - start, "cpu": _cpu() - before, "peak": _peak()}
    with path.open("rb") as stdin, open(os.devnull, "wb") as out:  # noqa: PTH123
        if role == "dask":
            from distributed import LocalCluster

            with LocalCluster(
                n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
            ) as cluster:
                start = time.perf_counter()
                failed = run_extract(["-"], agreement, stdin, out, Options(dask=cluster.scheduler_address))
                seconds = time.perf_counter() - start
        else:
            start = time.perf_counter()
            failed = run_extract(["-"], agreement, stdin, out, Options(workers=2 if role == "two" else 1))
            seconds = time.perf_counter() - start
    assert not failed
    return {"seconds": seconds, "cpu": _cpu() - before, "peak": _peak()}


def _cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in both)


def _peak() -> float:
    """MiB of the largest process among this one and its children."""
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / scale


# ------------------------------------------------------------------ the bench


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.extract", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="600 articles once, in place of 3,000 three times")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--texts", type=Path, metavar="FILE", help="JSON Lines of articles to read instead of ours")
    parser.add_argument("--role", choices=ROLES, help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.role:
        print(json.dumps(_role(options.role, options.path)))
        return
    count, rounds = (600, 1) if options.quick else (3_000, 3)
    roles = [r for r in ROLES if r != "dask" or _has_dask()]
    results: dict[str, list[dict[str, float]]] = {role: [] for role in roles}
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        count = _write(path, count, options.texts)
        sizes = sorted(len(json.loads(line)["text"]) for line in path.open())
        for _ in range(rounds):
            for role in roles:
                command = [sys.executable, "-m", "bench.extract", "--role", role, "--path", str(path)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                results[role].append(json.loads(done.stdout.splitlines()[-1]))
    medians = {
        role: {key: statistics.median(r[key] for r in runs) for key in runs[0]} for role, runs in results.items()
    }
    rate = {role: count / row["seconds"] for role, row in medians.items()}
    hours = medians["one"]["cpu"] / count * 10_000_000 / 3600
    limits: list[tuple[str, float, float, bool]] = [
        ("extract.two_workers_ratio", rate["two"] / rate["one"], 1.8, True),
        ("extract.two_workers_of_floor", rate["two"] / rate["halves"], 0.95, True),
        ("extract.cpu_of_two_workers", medians["two"]["cpu"] / medians["one"]["cpu"], 1.15, False),
        ("extract.peak_mib", medians["two"]["peak"], 300, False),
    ]
    if options.json:
        print(
            json.dumps(
                {
                    "articles": count,
                    "rate": rate,
                    "medians": medians,
                    "load": load,
                    "ten_million_core_hours": hours,
                    "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                    "limits": [{"name": n, "value": round(v, 2), "limit": x} for n, v, x, _ in limits],
                }
            )
        )
        return
    print(
        f"{count:,} articles of {sizes[len(sizes) // 2]:,} characters on the median, {rounds} round(s), "
        f"{os.cpu_count()} cores, load {load:.2f} before"
    )
    print(f"{'':24}{'articles/s':>11}{'x one':>8}{'CPU s':>8}{'peak MiB':>10}")
    names = {"one": "one process", "two": "two workers", "halves": "two apart, half each", "dask": "dask, two workers"}
    for role in roles:
        row = medians[role]
        print(f"{names[role]:24}{rate[role]:11.1f}{rate[role] / rate['one']:8.2f}{row['cpu']:8.1f}{row['peak']:10.0f}")
    if "dask" not in roles:
        print("dask: distributed is not installed: skipped")
    print(
        f"ten million such articles: {hours:,.0f} core hours, "
        f"{hours / 24 / 2:.1f} days on two cores, {hours / 64:.1f} hours on 64"
    )
    for name, value, limit, at_least in limits:
        good = value >= limit if at_least else value <= limit
        print(f"{name} {value:.2f} {limit} {'ok' if good else 'short'}")


def _has_dask() -> bool:
    from importlib.util import find_spec

    return find_spec("distributed") is not None


if __name__ == "__main__":
    main()
