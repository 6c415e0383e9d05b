"""Two pages: what stays when there is more, by a priority that is stated.

Every section first gets the room that it is promised; what others leave goes to the sections in the order of
`PRIORITY`. Inside a section the order of the brief stays, but for quotes: one of each speaker before a second of
anybody, so that nobody is cut away for the length of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import ceil
from typing import Any

import msgspec

from tui.report.brief.model import (
    Brief,
    Cited,
    Dispute,
    FigurePart,
    Move,
    PhasePart,
    Said,
    SeriesPart,
    Speaker,
    Standing,
)
from tui.report.brief.outline import basis, change, compared, per, stands

PAGES = 2
LINES = 58
"""Printed lines of a page, as the cost of an item is counted in."""
WIDE = 124
"""Characters of a printed line."""
HEAD = 24
"""Lines of the heading, the counts, what stands at the top in short, and the notes at the end."""
PRIORITY = ("moved", "unseen", "expected", "disputes", "figures", "linkage", "quotes", "heard")
"""Sections in the order in which room that is left goes to them."""
SHARES = {
    "moved": 30,
    "unseen": 9,
    "expected": 9,
    "disputes": 14,
    "figures": 24,
    "linkage": 6,
    "quotes": 12,
    "heard": 4,
}
"""Lines that each section is promised."""
EVIDENCE, CLAIMS, LONG = 2, 2, 300
"""Sentences under a move, claims in a column of a dispute, characters of a sentence, in a brief that is limited."""
NAMES, SERIES, STILL, NOTES = 4, 4, 2, 2
"""Claimants that a status is per; series of an indicator with a new reading, and without; notes on a series."""


def fit(brief: Brief, pages: int | None = PAGES) -> Brief:
    """The brief with what there is room for, and the number of what is left out by section. None: all of it."""
    if pages is None:
        return brief
    items = _items(brief)
    kept = _kept({name: [cost for _, cost in found] for name, found in items.items()}, pages)
    chosen = {name: [thing for thing, _ in found[: kept[name]]] for name, found in items.items()}
    short = _rebuilt(brief, chosen)
    more = {name: len(items[name]) - kept[name] for name in PRIORITY if len(items[name]) > kept[name]}
    for name, count in (("sentences", _sentences), ("series", _series)):
        if cut := count(brief, chosen) - count(short, chosen):
            more[name] = cut
    return msgspec.structs.replace(short, more=more, pages=pages)


def _kept(costs: dict[str, list[float]], pages: int) -> dict[str, int]:
    """How many of the first items of each section there is room for."""
    room: float = pages * LINES - HEAD
    kept = dict.fromkeys(PRIORITY, 0)
    scale = min(1.0, room / sum(SHARES.values()))
    for name in PRIORITY:
        share: float = SHARES[name] * scale
        for n, cost in enumerate(costs[name]):
            if cost > room or (n and cost > share):
                break
            share, room, kept[name] = share - cost, room - cost, n + 1
    for name in PRIORITY:
        for cost in costs[name][kept[name] :]:
            if cost > room:
                break
            room, kept[name] = room - cost, kept[name] + 1
    return kept


def _sentences(brief: Brief, chosen: dict[str, list[Any]]) -> int:
    """Sentences that stand under the moves and disputes that were chosen."""
    moved, disputed = set(chosen["moved"]), set(chosen["disputes"])
    return sum(len(m.evidence) for p in brief.phases for m in p.moved if m.commitment in moved) + sum(
        len(d.others) + sum(len(c.claims) for c in d.columns) for d in brief.disputes if d.commitment in disputed
    )


def _series(brief: Brief, chosen: dict[str, list[Any]]) -> int:
    """Series of the indicators that were chosen."""
    return sum(len(f.series) + len(f.unchanged) for f in brief.figures if f.indicator in chosen["figures"])


def _lines(text: str, width: int = WIDE) -> int:
    return max(1, ceil(len(text) / width))


def _cost_cited(cited: Cited, width: int = WIDE) -> float:
    return _lines(f"{cited.who} {cited.label}: {cited.words} ({cited.outlet}, 18 Dec 2025)", width)


def _items(brief: Brief) -> dict[str, list[tuple[Any, float]]]:
    """The things of each section, in the order in which they are kept, each with its cost in lines."""
    moved = [
        (m.commitment, _move_cost(m) + sum(_cost_cited(_cut(c)) for c in m.evidence[:EVIDENCE]) + (not m.evidence))
        for p in brief.phases
        for m in p.moved
    ]
    heard = [
        (h.commitment, 0.4 + _standing_cost(h.title, h.now) + _cost_cited(_cut(h.evidence[0])))
        for p in brief.phases
        for h in p.heard
    ]
    quotes = [((s, n), (1.2 if n == 0 else 0.0) + _said_cost(said)) for s, n, said in _in_turn(brief.speakers)]
    return {
        "moved": moved,
        "heard": heard,
        "disputes": [(d.commitment, _dispute_cost(d)) for d in brief.disputes],
        "figures": [(f.indicator, _figure_cost(f)) for f in brief.figures],
        "linkage": [(n, 0.3 + _cost_cited(t.cited)) for n, t in enumerate(brief.linkage)],
        "expected": _expected(brief),
        "quotes": quotes,
        "unseen": [(n, 0.2 + _lines(u.text)) for n, u in enumerate(brief.unseen)],
    }


def _expected(brief: Brief) -> list[tuple[int, float]]:
    """The first of each group, then the second: what is ahead is not cut away for the length of what did not come."""
    turns: list[tuple[int, int]] = []
    seen = Counter[str]()
    for n, due in enumerate(brief.expected):
        turns.append((seen[due.group], n))
        seen[due.group] += 1
    found = []
    for turn, n in sorted(turns):
        cited = brief.expected[n].cited
        found.append((n, 0.3 + (_cost_cited(cited) if cited else 1) + (0.9 if turn == 0 else 0)))
    return found


def _said_cost(said: Said) -> float:
    return 0.2 + _lines(f"{said.words} ({said.cited.outlet}, 18 Dec 2025)")


def _dispute_cost(dispute: Dispute) -> float:
    column = [sum(_cost_cited(_cut(c), WIDE // 2 - 4) for c in x.claims[:CLAIMS]) for x in dispute.columns]
    others = sum(_cost_cited(_cut(c)) for c in dispute.others[:1])
    return 1.4 + _standing_cost(dispute.title, dispute.now) + max(column, default=0) + others


def _figure_cost(part: FigurePart) -> float:
    shown = (*part.series[:SERIES], *part.unchanged[:STILL])
    drawn = any(len(s.points) > 2 for s in shown)
    wide = WIDE // 2 if drawn else WIDE
    table = sum(_series_cost(x, wide) for x in shown)
    chart = 7.5 if drawn else 0
    warned = _lines(part.warning) if part.warning else 0
    return 1.8 + max(table, chart) + warned + len(part.checks[:NOTES])


def _series_cost(series: SeriesPart, wide: int) -> float:
    said = f"{basis(series)}; {compared(series)} · {series.latest.cited.outlet}, 18 Dec 2025"
    # the second line is set in smaller letters
    return 1.1 + _lines(series.claimant, wide) + 0.85 * _lines(said, wide + wide // 8) + len(series.notes[:NOTES])


def _move_cost(move: Move) -> float:
    return 0.6 + _lines(f"{move.title}   {change(_few_names_of(move))}, {per(_few(move.after.per))}")


def _standing_cost(title: str, standing: Standing) -> float:
    return 0.3 + _lines(f"{title}   as before: {stands(_few_of(standing))}")


def _few(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first names, and how many more there are."""
    return names if len(names) <= NAMES + 1 else (*names[:NAMES], f"and {len(names) - NAMES} more")


def _few_of(standing: Standing) -> Standing:
    return msgspec.structs.replace(standing, per=_few(standing.per))


def _few_names_of(move: Move) -> Move:
    return msgspec.structs.replace(move, before=_few_of(move.before), after=_few_of(move.after))


def _cut(cited: Cited) -> Cited:
    if len(cited.words) <= LONG:
        return cited
    cut = cited.words[: LONG - 1].rsplit(" ", 1)[0].rstrip(" ,;:")
    return msgspec.structs.replace(cited, words=f"{cut} …")


def _in_turn(speakers: Sequence[Speaker]) -> list[tuple[str, int, Said]]:
    """Quotes in the order in which they are kept: the newest of each speaker, in rounds; in a round one speaker of each
    side in turn, sides and names alphabetical."""
    found = []
    longest = max((len(s.quotes) for s in speakers), default=0)
    sides = sorted({s.side for s in speakers})
    by_side = {side: [s for s in speakers if s.side == side] for side in sides}
    turns = [
        by_side[side][n]
        for n in range(max(map(len, by_side.values()), default=0))
        for side in sides
        if n < len(by_side[side])
    ]
    for n in range(longest):
        found += [(s.name, n, s.quotes[n]) for s in turns if n < len(s.quotes)]
    return found


def _rebuilt(brief: Brief, chosen: dict[str, list[Any]]) -> Brief:
    moved, heard = set(chosen["moved"]), set(chosen["heard"])
    quoted = set(chosen["quotes"])
    keep: Callable[[Cited], Cited] = _cut
    phases = tuple(_phase(p, moved, heard, keep) for p in brief.phases)
    speakers = []
    for s in brief.speakers:
        own = tuple(said for n, said in enumerate(s.quotes) if (s.name, n) in quoted)
        if own:
            speakers.append(msgspec.structs.replace(s, quotes=own))
    return msgspec.structs.replace(
        brief,
        phases=phases,
        disputes=tuple(_dispute(d) for d in brief.disputes if d.commitment in chosen["disputes"]),
        figures=tuple(_figure(f) for f in brief.figures if f.indicator in chosen["figures"]),
        linkage=tuple(t for n, t in enumerate(brief.linkage) if n in chosen["linkage"]),
        expected=tuple(d for n, d in enumerate(brief.expected) if n in chosen["expected"]),
        speakers=tuple(speakers),
        unseen=tuple(u for n, u in enumerate(brief.unseen) if n in chosen["unseen"]),
    )


def _phase(phase: PhasePart, moved: set[str], heard: set[str], keep: Callable[[Cited], Cited]) -> PhasePart:
    return msgspec.structs.replace(
        phase,
        moved=tuple(
            msgspec.structs.replace(_few_names_of(m), evidence=tuple(keep(c) for c in m.evidence[:EVIDENCE]))
            for m in phase.moved
            if m.commitment in moved
        ),
        heard=tuple(
            msgspec.structs.replace(h, now=_few_of(h.now), evidence=(keep(h.evidence[0]),))
            for h in phase.heard
            if h.commitment in heard
        ),
    )


def _figure(part: FigurePart) -> FigurePart:
    return msgspec.structs.replace(
        part,
        series=tuple(msgspec.structs.replace(s, notes=s.notes[:NOTES]) for s in part.series[:SERIES]),
        unchanged=part.unchanged[:STILL],
        checks=part.checks[:NOTES],
    )


def _dispute(dispute: Dispute) -> Dispute:
    # as many lines a side, whatever each has
    return msgspec.structs.replace(
        dispute,
        now=_few_of(dispute.now),
        columns=tuple(
            msgspec.structs.replace(c, claims=tuple(_cut(x) for x in c.claims[:CLAIMS])) for c in dispute.columns
        ),
        others=tuple(_cut(x) for x in dispute.others[:1]),
    )
