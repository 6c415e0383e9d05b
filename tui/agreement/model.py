"""What was agreed, as data: phases, commitments, indicators, baselines, actors; and the loader of agreement files.

An agreement file is TOML (see `data/gaza-2025.toml`); `load` reads one by id or by path, checks every cross
reference and raises `AgreementError` with the file, the place and what to do. `prov` says where a fact comes
from and is kept on everything that carries it.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import msgspec

from tui.agreement.terms import (
    Acceptance,
    Actor,
    ActorKind,
    Aggregation,
    Baseline,
    Commitment,
    CommitmentKind,
    Document,
    Event,
    Indicator,
    Linkage,
    Match,
    Milestone,
    Observation,
    Phase,
    PhaseAllocation,
    PhaseClaim,
    Phrases,
    Quota,
    QuotaPart,
    Ratio,
    Side,
    Successor,
    Term,
)
from tui.records import Topic

__all__ = [
    "TOPICS",
    "Acceptance",
    "Actor",
    "ActorKind",
    "Aggregation",
    "Agreement",
    "AgreementError",
    "Baseline",
    "Commitment",
    "CommitmentKind",
    "Document",
    "Event",
    "Indicator",
    "Linkage",
    "Match",
    "Milestone",
    "Observation",
    "Phase",
    "PhaseAllocation",
    "PhaseClaim",
    "Phrases",
    "Quota",
    "QuotaPart",
    "Ratio",
    "Side",
    "Successor",
    "available",
    "load",
]


class AgreementError(Exception):
    """An agreement file that cannot be used: names the file, the place and what is expected there."""


class Agreement(Term, frozen=True, kw_only=True, dict=True):
    """One agreement with its actors. Look things up with `commitment`, `indicator`, `phase`, `actor`."""

    schema: str
    id: str
    title: str
    short_title: str
    aka: tuple[str, ...] = ()
    region: str
    places: tuple[str, ...] = ()
    """Names that place a story in this agreement's territory."""
    not_about: tuple[str, ...] = ()
    """Phrases that show a story to be about another truce or another country."""
    timezone: str
    parties: tuple[str, ...]
    bound_but_not_signatory: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    signed: date
    effective: datetime
    text_status: str = ""
    phase_note: str = ""
    successor: Successor | None = None
    documents: tuple[Document, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    phases: tuple[Phase, ...]
    commitments: tuple[Commitment, ...]
    indicators: tuple[Indicator, ...] = ()
    observations: tuple[Observation, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    actors: tuple[Actor, ...] = ()
    actor_places: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Place id -> spellings, shared by all agreements."""

    @cached_property
    def _commitments(self) -> dict[str, Commitment]:
        return {c.id: c for c in self.commitments}

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {i.id: i for i in self.indicators}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {a.id: a for a in self.actors}

    @cached_property
    def _baselines(self) -> dict[str, Baseline]:
        return {b.id: b for b in self.baselines}

    @cached_property
    def _phases(self) -> dict[str, Phase]:
        return {p.id: p for p in self.phases}

    def commitment(self, id: str) -> Commitment | None:  # noqa: A002
        return self._commitments.get(id)

    def indicator(self, id: str) -> Indicator | None:  # noqa: A002
        return self._indicators.get(id)

    def actor(self, id: str | None) -> Actor | None:  # noqa: A002
        return self._actors.get(id) if id else None

    def baseline(self, id: str | None) -> Baseline | None:  # noqa: A002
        return self._baselines.get(id) if id else None

    def phase(self, id: str) -> Phase | None:  # noqa: A002
        return self._phases.get(id)

    def claimant_label(self, actor_id: str | None, named: str | None = None) -> str:
        """The wording to show for a claimant: the registry's, else the words of the text, else "unattributed"."""
        actor = self.actor(actor_id)
        if actor is not None:
            return actor.label
        return named or "unattributed"

    def side(self, actor_id: str | None) -> Side | None:
        """The side of an actor, or None when it is not in the registry."""
        actor = self.actor(actor_id)
        return actor.side if actor else None

    def in_phase(self, phase_id: str) -> tuple[Commitment, ...]:
        """Commitments of a phase, in file order."""
        return tuple(c for c in self.commitments if c.phase == phase_id)


# ------------------------------------------------------------------ loading


def available() -> tuple[str, ...]:
    """Ids of the agreements that come with the program."""
    names = (p.name for p in _data().iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".toml") and n not in ("actors.toml", "vocabulary.toml")))


def load(which: str | Path = "gaza-2025", *, actors: str | Path | None = None) -> Agreement:
    """The agreement with that id, or in that file.

    Raises `AgreementError` when it is unknown, unreadable, not valid TOML, or when anything in it refers to an
    actor, indicator, topic, phase, baseline or document that does not exist.
    """
    name, raw = _read(which)
    actors_name, actors_raw = _read_actors(actors)
    registry = _convert(actors_raw.get("actors", []), tuple[Actor, ...], actors_name, "actors")
    own = _convert(raw.pop("actors", []), tuple[Actor, ...], name, "actors")
    places = _convert(actors_raw.get("places", {}), dict[str, tuple[str, ...]], actors_name, "places")
    replaced = {a.id for a in own}
    everyone = (*own, *(a for a in registry if a.id not in replaced))
    if raw.get("schema") != "ceasefire-agreement/1":
        raise AgreementError(
            f'{name}: schema is {raw.get("schema")!r}, expected "ceasefire-agreement/1"; '
            "a newer file needs a newer program"
        )
    agreement: Agreement = _convert(raw, Agreement, name, "")
    agreement = msgspec.structs.replace(agreement, actors=everyone, actor_places=places)
    _check(agreement, name, actors_name)
    return agreement


def _data() -> Any:
    return resources.files("tui.agreement") / "data"


def _read(which: str | Path) -> tuple[str, dict[str, Any]]:
    path = Path(which)
    if isinstance(which, str) and "/" not in which and not which.endswith(".toml"):
        if which not in available():
            near = difflib.get_close_matches(which, available(), 1)
            hint = f' (did you mean "{near[0]}"?)' if near else ""
            raise AgreementError(
                f'agreement "{which}" is unknown{hint}; known: {", ".join(available())}, or the path of a .toml file'
            )
        return f"{which}.toml", _parse((_data() / f"{which}.toml").read_bytes(), f"{which}.toml")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AgreementError(f"{path}: cannot be read: {error.strerror or error}") from error
    return str(path), _parse(data, str(path))


def _read_actors(which: str | Path | None) -> tuple[str, dict[str, Any]]:
    if which is None:
        return "actors.toml", _parse((_data() / "actors.toml").read_bytes(), "actors.toml")
    return _read(Path(which))


def _parse(data: bytes, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise AgreementError(f"{name}: is not UTF-8 text (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise AgreementError(f"{name}: is not valid TOML: {error}") from error


def _convert(raw: Any, kind: Any, name: str, where: str) -> Any:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        message = str(error)
        what, _, path = message.partition(" - at `$")
        place = (where + path.rstrip("`")).lstrip(".")
        owner = _owner(raw, path)
        raise AgreementError(f"{name}: {place or 'top level'}{owner}: {what}") from error


def _owner(raw: Any, path: str) -> str:
    """' ("p1.truce")' for a path into a list of things with ids."""
    node: Any = raw
    found = ""
    for part in path.rstrip("`").replace("]", "").replace("[", ".").split("."):
        if not part or part == "...":
            continue
        try:
            node = node[int(part)] if part.isdigit() else node[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            found = f' ("{node["id"]}")'
    return found


def _check(a: Agreement, name: str, actors_name: str) -> None:
    actors = {x.id for x in a.actors}
    indicators = {x.id for x in a.indicators}
    baselines = {x.id for x in a.baselines}
    phases = {x.id for x in a.phases}

    def need(kind: str, wanted: Iterable[str], known: set[str], where: str, file: str = name) -> None:
        for w in wanted:
            if w not in known:
                near = difflib.get_close_matches(w, known, 1)
                hint = f' (did you mean "{near[0]}"?)' if near else ""
                raise AgreementError(f'{file}: {where}: unknown {kind} "{w}"{hint}')

    for kind, things in (
        ("actor", a.actors),
        ("indicator", a.indicators),
        ("baseline", a.baselines),
        ("phase", a.phases),
        ("commitment", a.commitments),
        ("document", a.documents),
    ):
        seen: set[str] = set()
        for thing in things:
            if thing.id in seen:
                raise AgreementError(f'{name}: {kind} "{thing.id}" is defined twice')
            seen.add(thing.id)
    for x in a.actors:
        need("actor", [x.parent] if x.parent else [], actors, f'parent of actor "{x.id}"', actors_name)
    need("actor", a.parties, actors, "parties")
    need("actor", a.mediators, actors, "mediators")
    need("actor", a.observers, actors, "observers")
    need("actor", a.bound_but_not_signatory, actors, "bound_but_not_signatory")
    for b in a.baselines:
        need("actor", b.used_by, actors, f'used_by of baseline "{b.id}"')
    for p in a.phases:
        need("actor", (c.by for c in p.opened), actors, f'opened of phase "{p.id}"')
    documents = {d.id for d in a.documents}
    for c in a.commitments:
        where = f'commitment "{c.id}"'
        need("phase", [c.phase], phases, f"phase of {where}")
        need("actor", c.obligated, actors, f"obligated of {where}")
        need("actor", c.acceptance, actors, f"acceptance of {where}")
        need("indicator", c.indicators, indicators, f"indicators of {where}")
        need("document", (b.split()[0] for b in c.basis), documents, f"basis of {where}")
        need("phase", (x.phase for x in c.phase_claims), phases, f"phase_claims of {where}")
        need("commitment", (x.on for x in c.linkage if x.on), {x.id for x in a.commitments}, f"linkage of {where}")
        need("indicator", [c.target_per.per] if c.target_per else [], indicators, f"target_per of {where}")
        if c.kind == "quota" and c.quota is None:
            raise AgreementError(f"{name}: {where}: kind is quota, so it needs a quota")
    for i in a.indicators:
        where = f'indicator "{i.id}"'
        need("actor", i.claimants, actors, f"claimants of {where}")
        need("indicator", i.not_comparable_with, indicators, f"not_comparable_with of {where}")
    for n, o in enumerate(a.observations):
        where = f"observation {n + 1} ({o.indicator}, {o.as_of})"
        need("indicator", [o.indicator], indicators, where)
        need("actor", [o.claimant], actors, f"claimant of {where}")
        need("baseline", [o.baseline] if o.baseline else [], baselines, f"baseline of {where}")
    commitments = {c.id for c in a.commitments}
    for m in a.milestones:
        where = f"milestone of {m.date}"
        need("commitment", (e.commitment for e in m.events), commitments, where)
        need("actor", (e.claimant for e in m.events), actors, f"claimant of {where}")


TOPICS: tuple[str, ...] = get_args(Topic)
"""All topics of the extraction contract."""
