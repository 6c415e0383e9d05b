"""What in an agreement is doubtful though it loads: what can never be met, found, told apart or read."""

from __future__ import annotations

import difflib
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime

from tui.agreement.model import Actor, Agreement, Commitment, available
from tui.agreement.phrases import flat
from tui.agreement.references import Problem

_KINDS = ("progress", "completion", "stall", "breach", "end")
_SIDES = frozenset({"mediator", "un", "humanitarian", "monitor", "media", "other"})
"""Sides that belong to no party."""
_UNREAD = frozenset({"usd", "eur", "gbp", "ils", "km", "m", "ha", "kg", "tonnes", "tons", "litres", "mw"})
"""Units of which texts are not read: sums of money, lengths, areas, weights, power."""


def doubtful(a: Agreement, own_actors: int) -> Iterator[Problem]:
    """All of it, in the order of the file. `own_actors`: how many of the actors are defined in the file itself; of the
    shared registry only those that the agreement names are looked at."""
    yield from _top(a)
    for n, phase in enumerate(a.phases):
        if not a.in_phase(phase.id):
            yield Problem("phases", n, None, None, f'phase "{phase.id}"', "has no commitments")
        before = next((p for p in a.phases[:n] if p.order == phase.order), None)
        if before is not None:
            what = f'{phase.order} is that of phase "{before.id}" too: each phase has its own place'
            yield Problem("phases", n, "order", None, f'order of phase "{phase.id}"', what)
    for n, commitment in enumerate(a.commitments):
        yield from _commitment(a, n, commitment)
    yield from _phrases_in_two(a)
    for n, indicator in enumerate(a.indicators):
        if not indicator.match:
            unread = indicator.unit.casefold() in _UNREAD
            what = "has no match: no figure of a text can be a reading of it" + (
                f", as none in {indicator.unit} is; its values come from an observation or an api source"
                if unread
                else ""
            )
            kept = unread or any(o.indicator == indicator.id for o in a.observations)
            yield Problem("indicators", n, None, None, f'indicator "{indicator.id}"', what, note=kept)
    yield from _milestones(a)
    yield from _actors(a, own_actors)


def _milestones(a: Agreement) -> Iterator[Problem]:
    """Who says what a milestone reports, and where that is from."""
    today = datetime.now(UTC).date()
    for n, m in enumerate(a.milestones):
        if m.date > today:
            what = f"{m.date} is ahead: what is expected stands as a deadline, a milestone tells what was reported"
            yield Problem("milestones", n, "date", None, f"milestone of {m.date}", what, note=True)
        seen: set[tuple[str, str, str, str]] = set()
        for e in m.events:
            where = f'event of {m.date} on "{e.commitment}"'
            if e.by and e.claimant != "media":
                what = f'is said both by actor "{e.claimant}" (claimant) and by "{e.by}" (by): give one of them'
                yield Problem("milestones", n, "events", e.by, where, what)
            elif not e.by and e.claimant == "media":
                what = f"names nobody (claimant, or by): it is shown as unattributed, via {e.via}"
                yield Problem("milestones", n, "events", e.commitment, where, what, note=True)
            if not (e.prov or m.prov):
                yield Problem("milestones", n, "events", e.commitment, where, "does not say where it is from (prov)")
            key = (e.commitment, e.status, e.by or e.claimant, e.via)
            if key in seen:
                what = "stands twice with the same status, claimant and outlet: only one of them is kept"
                yield Problem("milestones", n, "events", e.commitment, where, what)
            seen.add(key)


def _top(a: Agreement) -> Iterator[Problem]:
    try:
        zone = zoneinfo.ZoneInfo(a.timezone)
        if a.effective.tzinfo is not None and (there := a.effective.astimezone(zone)).utcoffset() != (
            a.effective.utcoffset()
        ):
            what = f"is {a.effective.isoformat()}, and in {a.timezone} {there.isoformat()}: its days begin by the first"
            yield Problem("", 0, "effective", None, "effective", what, note=True)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        yield Problem("", 0, "timezone", None, "timezone", f'"{a.timezone}" is no zone such as "Asia/Beirut"')
    if a.effective.tzinfo is None:
        yield Problem("", 0, "effective", None, "effective", "has no offset; write 2024-11-27T04:00:00+02:00")
    elif a.effective.date() < a.signed:
        yield Problem("", 0, "effective", None, "effective", f"is before the day it was signed, {a.signed}")
    yield from _end(a)
    if not a.places:
        yield Problem("", 0, "places", None, "places", "are none: a story of elsewhere cannot be told from one of here")


def _end(a: Agreement) -> Iterator[Problem]:
    """What cannot be of how the agreement is over."""
    for key, end in (("lapsed", a.lapsed), ("successor", a.successor)):
        if end is None:
            continue
        if end.date < a.effective.date():
            yield Problem("", 0, key, None, f"date of {key}", f"{end.date} is before the agreement took effect")
        if end.by == "media" and not end.via:
            what = "names neither who says so (by) nor the outlet that reports it (via)"
            yield Problem("", 0, key, None, key, what, note=True)
    if a.successor is not None:
        if a.successor.id == a.id:
            yield Problem("", 0, "successor", None, "successor", "is the agreement itself")
        elif a.successor.id not in available() and not a.successor.title:
            what = f'no agreement "{a.successor.id}" comes with the program: give it a title that readers know it by'
            yield Problem("", 0, "successor", None, "successor", what, note=True)
        if a.lapsed is not None and a.lapsed.date > a.successor.date:
            what = f"{a.lapsed.date} is after {a.successor.id} took over on {a.successor.date}: only the earlier counts"
            yield Problem("", 0, "lapsed", None, "date of lapsed", what, note=True)


def _commitment(a: Agreement, n: int, c: Commitment) -> Iterator[Problem]:
    name = f'commitment "{c.id}"'
    if c.deadline is not None and c.deadline < a.signed:
        what = f"{c.deadline} cannot be met: the agreement was signed on {a.signed}"
        yield Problem("commitments", n, "deadline", None, f"deadline of {name}", what)
    elif c.deadline is not None and a.lapsed and c.deadline > a.lapsed.date:
        what = f"{c.deadline} cannot be reached: the agreement lapsed on {a.lapsed.date}"
        yield Problem("commitments", n, "deadline", None, f"deadline of {name}", what)
    elif c.deadline is not None and a.successor and c.deadline > a.successor.date:
        what = f"{c.deadline} cannot be reached: {a.successor.id} took over on {a.successor.date}"
        yield Problem("commitments", n, "deadline", None, f"deadline of {name}", what)
    if not any(getattr(c.evidence, kind) for kind in _KINDS):
        what = f'has no phrases of its own: only the general rules for "{c.topic}" can find it'
        yield Problem("commitments", n, None, None, name, what)
    if c.evidence.end and c.kind != "continuous":
        what = f"end phrases say that something no longer holds; what is of kind {c.kind} has nothing that could end"
        yield Problem("commitments", n, "end", None, f"end of {name}", what, note=True)
    ids = [x.id for x in a.actors]
    for link in c.linkage:
        near = difflib.get_close_matches(link.asserted_by, ids, 1, 0.85)
        if near and link.asserted_by not in ids:
            what = f'asserted_by "{link.asserted_by}" is no actor (did you mean "{near[0]}"?): it is shown as it stands'
            yield Problem("commitments", n, "linkage", None, f"linkage of {name}", what, note=True)
    silent = [p for p in a.parties if p in c.obligated and p not in c.acceptance]
    if silent:
        what = f"says nothing of {', '.join(silent)}; write accepted, accepted-with-reservation, rejected or unstated"
        yield Problem("commitments", n, "acceptance", None, f"acceptance of {name}", what, note=True)
    if c.kind == "quota" and not c.indicators:
        yield Problem(
            "commitments", n, "quota", None, f"quota of {name}", "has no indicator that it could be read from"
        )


def _phrases_in_two(a: Agreement) -> Iterator[Problem]:
    """A phrase that stands twice is taken for the first commitment it stands in."""
    seen: dict[str, tuple[str, str]] = {}
    for n, c in enumerate(a.commitments):
        for kind in _KINDS:
            for phrase in getattr(c.evidence, kind):
                form = " ".join(phrase.lower().split())
                where, of = f'{kind} of commitment "{c.id}"', seen.setdefault(form, (c.id, kind))
                if not form or (not flat(form).strip() and "{n}" not in form):
                    yield Problem("commitments", n, kind, f'"{phrase}"', where, f'"{phrase}" holds no word')
                elif of == (c.id, kind) and _count(c, kind, form) > 1:
                    yield Problem("commitments", n, kind, f'"{phrase}"', where, f'"{phrase}" stands twice')
                elif of != (c.id, kind) and (of[0] == c.id or a.commitment(of[0]).topic != c.topic):  # type: ignore[union-attr]
                    what = f'"{phrase}" stands under {of[1]} of "{of[0]}" too: it cannot tell them apart'
                    yield Problem("commitments", n, kind, f'"{phrase}"', where, what, note=of[0] != c.id)


def _count(c: Commitment, kind: str, form: str) -> int:
    return sum(" ".join(p.lower().split()) == form for p in getattr(c.evidence, kind))


# ------------------------------------------------------------------ actors


def _actors(a: Agreement, own: int) -> Iterator[Problem]:
    named = _named(a)
    ours = [(n, x) for n, x in enumerate(a.actors) if n < own or x.id in named]
    for n, x in ours:
        if not (x.aliases or x.short or x.ambiguous_short or x.native or x.metonyms) and x.id != "media":
            what = f'has no aliases: only "{x.name}" is recognised'
            yield Problem("actors", n, None, None, f'actor "{x.id}"', what, note=True)
    parties = {x.side for x in a.actors if x.id in (*a.parties, *a.bound_but_not_signatory)}
    sides = _SIDES | parties | {x.side for x in a.actors[own:]}
    for n, x in enumerate(a.actors[:own]):
        if x.side not in sides:
            near = difflib.get_close_matches(x.side, sorted(sides), 1)
            meant = f' (did you mean "{near[0]}"?)' if near else ""
            what = f'"{x.side}" is the side of no party, nor one of {", ".join(sorted(_SIDES))}{meant}'
            yield Problem("actors", n, "side", None, f'side of actor "{x.id}"', what, note=not near)
    owners: dict[str, tuple[int, Actor, str]] = {}
    looked_at = {n for n, _ in ours}
    for n, x in enumerate(a.actors):
        for key, spelling in _spellings(x):
            other = owners.setdefault(spelling.casefold(), (n, x, key))
            if other[1].id != x.id and {n, other[0]} & looked_at and _at_one_time(x, other[1]):
                what = f'"{spelling}" is a name of actor "{other[1].id}" too: the first one is always meant'
                yield Problem("actors", n, key, spelling, f'{key} of actor "{x.id}"', what)


def _spellings(x: Actor) -> Iterator[tuple[str, str]]:
    found: set[str] = set()
    for key in ("name", "aliases", "partisan_aliases", "native", "short"):
        value = getattr(x, key)
        for spelling in (value,) if isinstance(value, str) else value:
            if spelling.casefold() not in found:
                found.add(spelling.casefold())
                yield key, spelling


def _at_one_time(one: Actor, other: Actor) -> bool:
    """Whether both hold their offices on some day: a predecessor may well share a title."""
    starts = [x.valid_from for x in (one, other) if x.valid_from]
    ends = [x.valid_to for x in (one, other) if x.valid_to]
    return not starts or not ends or max(starts) <= min(ends)


def _named(a: Agreement) -> set[str]:
    """Actors that the agreement refers to."""
    return {
        *a.parties, *a.mediators, *a.observers, *a.bound_but_not_signatory,
        *(x for c in a.commitments for x in (*c.obligated, *c.acceptance)),
        *(x for i in a.indicators for x in i.claimants),
        *(x for b in a.baselines for x in b.used_by),
        *(o.claimant for o in a.observations),
        *(e.claimant for m in a.milestones for e in m.events),
    }  # fmt: skip
