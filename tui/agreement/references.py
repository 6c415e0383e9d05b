"""What in an agreement refers to something that is not there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.agreement.model import Agreement


ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What the id of an agreement is: it names the file of its store."""


class Problem(NamedTuple):
    """Something wrong or doubtful in an agreement file, and where."""

    section: str
    """"commitments", "actors", ...; empty for the keys at the top."""
    entry: int
    """Number of the entry in its section, from 0."""
    key: str | None
    words: str | None
    """Words in the value that it is about."""
    where: str
    """As a person is told: 'commitment "p1.truce"'."""
    what: str
    note: bool = False
    """True for what may well be meant so."""


def unresolved(a: Agreement) -> Iterator[Problem]:
    """Every reference to something that does not exist, every id that is given twice, in the order of the file."""
    known: dict[str, set[str]] = {
        "actor": {x.id for x in a.actors},
        "indicator": {x.id for x in a.indicators},
        "baseline": {x.id for x in a.baselines},
        "phase": {x.id for x in a.phases},
        "commitment": {x.id for x in a.commitments},
        "document": {x.id for x in a.documents},
    }

    def need(
        kind: str, wanted: Iterable[str | None], section: str, entry: int, key: str | None, where: str
    ) -> Iterator[Problem]:
        for w in wanted:
            if w and w not in known[kind]:
                near = difflib.get_close_matches(w, known[kind], 1)
                hint = f' (did you mean "{near[0]}"?)' if near else ""
                if kind == "document":  # the one reference that is made of two parts
                    hint += f"; basis begins with the id of a document: {', '.join(sorted(known[kind])) or 'none yet'}"
                yield Problem(section, entry, key, f'"{w}"', where, f'unknown {kind} "{w}"{hint}')

    if not ID.fullmatch(a.id):
        what = f'"{a.id}" names the store: letters, digits, ".", "-" and "_" only, and a letter or digit first'
        yield Problem("", 0, "id", None, "id", what)
    for kind in known:
        seen: set[str] = set()
        for n, thing in enumerate(getattr(a, f"{kind}s")):
            if thing.id in seen:
                yield Problem(f"{kind}s", n, "id", None, f'{kind} "{thing.id}"', "is defined twice")
            seen.add(thing.id)
    for n, x in enumerate(a.actors):
        yield from need("actor", [x.parent], "actors", n, "parent", f'parent of actor "{x.id}"')
    for key in ("parties", "mediators", "observers", "bound_but_not_signatory"):
        yield from need("actor", getattr(a, key), "", 0, key, key)
    yield from need("actor", [a.successor.by] if a.successor else [], "", 0, "successor", "by of successor")
    yield from need("actor", [a.lapsed.by] if a.lapsed else [], "", 0, "lapsed", "by of lapsed")
    for n, b in enumerate(a.baselines):
        yield from need("actor", b.used_by, "baselines", n, "used_by", f'used_by of baseline "{b.id}"')
    for n, p in enumerate(a.phases):
        yield from need("actor", (c.by for c in p.opened), "phases", n, "opened", f'opened of phase "{p.id}"')
    for n, c in enumerate(a.commitments):
        name = f'commitment "{c.id}"'
        for kind, wanted, key in (
            ("phase", [c.phase], "phase"),
            ("actor", c.obligated, "obligated"),
            ("actor", c.acceptance, "acceptance"),
            ("indicator", c.indicators, "indicators"),
            ("document", [b.split()[0] for b in c.basis if b.split()], "basis"),
            ("phase", [x.phase for x in c.phase_claims], "phase_claims"),
            ("commitment", [x.on for x in c.linkage], "linkage"),
            ("indicator", [c.target_per.per] if c.target_per else [], "target_per"),
        ):
            yield from need(kind, wanted, "commitments", n, key, f"{key} of {name}")
        if c.kind == "quota" and c.quota is None:
            yield Problem("commitments", n, "kind", None, name, "kind is quota, so it needs a quota")
    for n, i in enumerate(a.indicators):
        name = f'indicator "{i.id}"'
        yield from need("actor", i.claimants, "indicators", n, "claimants", f"claimants of {name}")
        key = "not_comparable_with"
        yield from need("indicator", i.not_comparable_with, "indicators", n, key, f"{key} of {name}")
    for n, o in enumerate(a.observations):
        name = f"observation {n + 1} ({o.indicator}, {o.as_of})"
        yield from need("indicator", [o.indicator], "observations", n, "indicator", name)
        yield from need("actor", [o.claimant], "observations", n, "claimant", f"claimant of {name}")
        yield from need("baseline", [o.baseline], "observations", n, "baseline", f"baseline of {name}")
    for n, m in enumerate(a.milestones):
        name = f"milestone of {m.date}"
        yield from need("commitment", (e.commitment for e in m.events), "milestones", n, None, name)
        yield from need("actor", (e.claimant for e in m.events), "milestones", n, None, f"claimant of {name}")
