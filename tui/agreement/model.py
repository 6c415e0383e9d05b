"""What was agreed, as data: phases, commitments, indicators, baselines, actors; and the loader of agreement files.

An agreement file is TOML (see `data/gaza-2025.toml`); `load` reads one by id or by path, checks every cross
reference and raises `AgreementError` with the file, the place and what to do. `prov` says where a fact comes
from and is kept on everything that carries it.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec

from tui.agreement.lines import Lines
from tui.agreement.references import Problem, unresolved
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
    Lapse,
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
    "Lapse",
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
    lapsed: Lapse | None = None
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

    @property
    def words(self) -> tuple[str, ...]:
        """Names by which a story is known to concern it: its own, and those of its places."""
        return (*self.aka, *self.places)

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

    Raises `AgreementError`, with file and line, when it is unknown, unreadable, not valid TOML, or when anything in it
    refers to an actor, indicator, topic, phase, baseline or document that does not exist.
    """
    read = assemble(which, actors=actors)
    for problem in unresolved(read.agreement):
        raise AgreementError(read.tell(problem))
    return read.agreement


class Assembled(NamedTuple):
    """An agreement as it was read, its references not yet looked at."""

    agreement: Agreement
    lines: Lines
    actor_lines: Lines
    """Of the shared registry."""
    own_actors: int
    """How many of the actors, the first ones, are defined in the file itself."""
    registry: tuple[str, ...]
    """Ids of the registry in the order of its file."""

    def at(self, problem: Problem) -> str:
        """ "file:line" of a problem."""
        key = problem.key
        if key is None and problem.words is None and problem.section:
            key = "id"
        if problem.section == "actors" and problem.entry >= self.own_actors:
            entry = self.registry.index(self.agreement.actors[problem.entry].id)
            return self.actor_lines.at("actors", entry, key, problem.words)
        return self.lines.at(problem.section, problem.entry, key, problem.words)

    def tell(self, problem: Problem) -> str:
        return f"{self.at(problem)}: {problem.where}: {problem.what}"


def assemble(which: str | Path, *, actors: str | Path | None = None) -> Assembled:
    """As `load`, without looking at references."""
    raw, lines = _read(which)
    actors_raw, actor_lines = _read_actors(actors)
    registry = _convert(actors_raw.get("actors", []), tuple[Actor, ...], actor_lines, "actors")
    own = _convert(raw.pop("actors", []), tuple[Actor, ...], lines, "actors")
    places = _convert(actors_raw.get("places", {}), dict[str, tuple[str, ...]], actor_lines, "places")
    replaced = {a.id for a in own}
    everyone = (*own, *(a for a in registry if a.id not in replaced))
    if raw.get("schema") != "ceasefire-agreement/1":
        raise AgreementError(
            f'{lines.at("", 0, "schema")}: schema is {raw.get("schema")!r}, expected "ceasefire-agreement/1"; '
            "a newer file needs a newer program"
        )
    agreement: Agreement = _convert(raw, Agreement, lines, "")
    agreement = msgspec.structs.replace(agreement, actors=everyone, actor_places=places)
    return Assembled(agreement, lines, actor_lines, len(own), tuple(a.id for a in registry))


def _data() -> Path:
    return Path(__file__).parent / "data"


def _read(which: str | Path) -> tuple[dict[str, Any], Lines]:
    path = Path(which)
    if isinstance(which, str) and "/" not in which and not which.endswith(".toml"):
        if which not in available():
            near = difflib.get_close_matches(which, available(), 1)
            hint = f' (did you mean "{near[0]}"?)' if near else ""
            raise AgreementError(
                f'agreement "{which}" is unknown{hint}; known: {", ".join(available())}, or the path of a .toml file'
            )
        return _parse((_data() / f"{which}.toml").read_bytes(), f"{which}.toml")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AgreementError(f"{path}: cannot be read: {error.strerror or error}") from error
    return _parse(data, str(path))


def _read_actors(which: str | Path | None) -> tuple[dict[str, Any], Lines]:
    if which is None:
        return _parse((_data() / "actors.toml").read_bytes(), "actors.toml")
    return _read(Path(which))


def _parse(data: bytes, name: str) -> tuple[dict[str, Any], Lines]:
    try:
        text = data.decode("utf-8-sig")
        return tomllib.loads(text), Lines(text, name)
    except UnicodeDecodeError as error:
        raise AgreementError(f"{name}: is not UTF-8 text (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        from tui.agreement.plainly import unparsed

        number, what = unparsed(str(error), text)
        raise AgreementError(f"{name}{f':{number}' if number else ''}: {what}") from error


def _convert(raw: Any, kind: Any, lines: Lines, where: str) -> Any:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        from tui.agreement.plainly import unread

        what, _, path = str(error).partition(" - at `$")
        path = path.rstrip("`")
        place = (where + path).lstrip(".")
        told = unread(what, path, kind)
        at = f"{lines.file}:{_line(lines, place, told)}"
        raise AgreementError(f"{at}: {_spoken(place, raw, path)}{told}") from error


_ENTRY = re.compile(r"([a-z_]+)\[(\d+)\]")
"""commitments[3] -> section, entry."""


def _line(lines: Lines, place: str, told: str) -> int:
    """Where the value at "commitments[3].evidence.stall" stands, or the words that the complaint quotes."""
    found = _ENTRY.match(place)
    section, entry = (found[1], int(found[2])) if found else ("", 0)
    quoted = re.match(r'(?:unknown key )?"([^"]+)"', told)
    name = quoted[1] if quoted else None
    keys = re.findall(r"[a-z_]+", place[found.end() :] if found else place)
    if not told.startswith("has no"):
        if name and not section and not keys:  # a section that nobody knows
            if number := lines.find("", 0, name):
                return number
            return lines.number(name)
        for key, words in ((name, None), *((k, name) for k in reversed(keys)), *((k, None) for k in reversed(keys))):
            if key and (number := lines.find(section, entry, key, words)):
                return number
    return lines.number(section or (keys[0] if keys else ""), entry)


def _spoken(place: str, raw: Any, path: str) -> str:
    """ "evidence.stall of commitment "p1.truce": " for "commitments[3].evidence.stall"; nothing for the file itself."""
    found = _ENTRY.match(place)
    if not found:
        return f"{place}: " if place else ""
    entry = raw[int(found[2])] if isinstance(raw, list) else raw[found[1]][int(found[2])]
    name = f'"{entry["id"]}"' if isinstance(entry, dict) and isinstance(entry.get("id"), str) else int(found[2]) + 1
    key = place[found.end() :].lstrip(".").replace("[...]", "")
    return f"{key + ' of ' if key else ''}{found[1].rstrip('s')} {name}: "


TOPICS: tuple[str, ...] = get_args(Topic)
"""All topics of the extraction contract."""
