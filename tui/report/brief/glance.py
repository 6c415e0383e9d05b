"""A brief in a few lines: what moved, what is newly disputed, what did not come, what comes, what could not be seen.

Each line names things that stand below with their claimants and sources, and says nothing that does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tui.report.brief import words
from tui.report.brief.model import Due, Glance, PhasePart, Unseen
from tui.text import plural

MOST = 5
"""Things that a line names; of more it gives the number."""
_NOT_SEEN = {
    "down": "down for some or all of it",
    "stale": "not heard lately",
    "silent": "silent",
    "never": "never heard",
}


def glance(
    phases: Iterable[PhasePart], expected: Iterable[Due], unseen: Iterable[Unseen], collected: bool
) -> tuple[Glance, ...]:
    """The lines, in the order in which the sections stand. A line without anything says so in words."""
    parts = list(phases)
    moves = [m for p in parts for m in p.moved]
    moved = [f"{m.title}, {m.before.word} → {m.after.word}" for m in moves if "word" in m.what]
    other = sum(1 for m in moves if "word" not in m.what)
    aside = f"{other} in detail, dispute or grade only" if other else ""
    newly = [m.title for m in moves if "disputed" in m.what and m.after.disputed]
    no_longer = [m.title for m in moves if "disputed" in m.what and not m.after.disputed]
    due = list(expected)
    missed = [f"{d.title}, due {words.day(d.due)}" for d in due if d.group == "missed"]
    ahead = [f"{words.day(d.due)}, {d.title}" for d in due if d.group == "ahead"]
    found = [_line("Moved", moved, "no status word" if collected else "nothing was collected yet", aside)]
    if newly:
        found.append(_line("Newly disputed", newly))
    if no_longer:
        found.append(_line("No longer disputed", no_longer))
    found.append(_line("Did not come", missed, "nothing of what was due"))
    found.append(_line("In the days ahead", ahead, "nobody has given a day for anything"))
    found.append(Glance(lead="Not seen", count=None, text=_not_seen(unseen)))
    return tuple(found)


def _line(lead: str, things: list[str], nothing: str = "", aside: str = "") -> Glance:
    named = things[:MOST] + ([f"and {len(things) - MOST} more"] if len(things) > MOST else [])
    text = "; ".join(x for x in (*named, aside) if x) if things or aside else nothing
    if aside and not things:
        text = f"{nothing}; {aside}"
    return Glance(lead=lead, count=len(things) or None, text=text)


def _not_seen(unseen: Iterable[Unseen]) -> str:
    counted = Counter[str]()
    for u in unseen:
        # those that share a line are told by their names
        counted[u.kind] += _names(u)
    told = [f"{plural(counted[kind], 'source')} {how}" for kind, how in _NOT_SEEN.items() if counted[kind]]
    seen = "; ".join(told) or "every source that is on answered and carried something"
    return (
        f"{seen}; {plural(counted['late'], 'update')} of before the period came during it" if counted["late"] else seen
    )


def _names(unseen: Unseen) -> int:
    return unseen.count if unseen.kind in (*_NOT_SEEN, "late") else 0


def lines(found: Iterable[Glance]) -> Iterator[tuple[str, str]]:
    """("Moved (5):", "Prisoners released, NO MOVE → IN PROGRESS; …")."""
    for g in found:
        yield f"{g.lead}{f' ({g.count})' if g.count else ''}:", g.text
