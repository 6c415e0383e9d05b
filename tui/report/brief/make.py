"""A brief from records: a pure function of what is known, the agreement, the period and the moment it is made at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from tui.agreement.claims import when
from tui.agreement.ending import ending
from tui.agreement.model import Agreement
from tui.agreement.overrides import apply
from tui.agreement.status import CommitmentStatus, PhaseStatus, day_of, derive_each, headline
from tui.records import EvidenceRecord, FigureRecord, QuoteRecord, SourceState, Update
from tui.report.brief import words
from tui.report.brief.ahead import dues, ties
from tui.report.brief.disputes import disputes
from tui.report.brief.figures import figures
from tui.report.brief.glance import glance
from tui.report.brief.model import (
    Brief,
    Cited,
    Count,
    Heard,
    Material,
    Move,
    Moved,
    PhasePart,
    Said,
    Speaker,
    Standing,
    Unseen,
)
from tui.text import one_line, plural


def make(material: Material, agreement: Agreement, since: datetime, until: datetime, now: datetime) -> Brief:
    """What changed after `since` and up to `until`, seen at `now`; all of it, however long.

    A record belongs to the period by its date of publication. The result depends on nothing else, and not on the order
    of the records.
    """
    before, after = (
        apply(phases, material.overrides, until=at)
        for at, phases in zip(
            (since, until), derive_each(agreement, material.evidence, material.figures, (since, until)), strict=True
        )
    )
    fresh: dict[str, list[EvidenceRecord]] = {}
    for record in sorted(material.evidence, key=lambda r: (when(r), r.id), reverse=True):
        if since < when(record) <= until and record.evidence.commitment_id:
            fresh.setdefault(record.evidence.commitment_id, []).append(record)
    readings = {f.id: f for f in material.figures}
    quotes = [q for q in material.quotes if since < q.at <= until]
    counted = [f for f in material.figures if since < when(f) <= until and f.figure.indicator]
    phases = tuple(_phase(agreement, p, before, fresh, readings, since) for p in after)
    expected = dues(agreement, material.evidence, since, until)
    unseen = _unseen(material, since, until, now)
    return Brief(
        agreement=agreement.id,
        title=agreement.title,
        short_title=agreement.short_title,
        demo=material.demo,
        since=since,
        until=until,
        made=now,
        day=day_of(agreement, until),
        ended=end.line if (end := ending(agreement, until)) else "",
        count=Count(
            updates=sum(material.updates.values()),
            sources=sum(1 for n in material.updates.values() if n),
            quotes=len(quotes),
            figures=len(counted),
            evidence=sum(map(len, fresh.values())),
        ),
        glance=glance(phases, expected, unseen, material.collected),
        zone=agreement.timezone,
        phases=phases,
        disputes=disputes(agreement, [c for p in after for c in p.commitments], fresh, since),
        figures=figures(agreement, material.figures, since, until),
        linkage=ties(agreement, material.evidence, since, until),
        expected=expected,
        speakers=_speakers(agreement, quotes, since),
        unseen=unseen,
    )


def standing(status: CommitmentStatus) -> Standing:
    """Where it stands, for a reader."""
    return Standing(
        word=status.word,
        detail=status.detail,
        per=status.per,
        grade=status.grade,
        disputed=tuple(f"{side} {n}" for side, n in status.disputed),
    )


# ------------------------------------------------------------------ statuses


def _phase(
    agreement: Agreement,
    phase: PhaseStatus,
    before: tuple[PhaseStatus, ...],
    fresh: dict[str, list[EvidenceRecord]],
    readings: Mapping[str, FigureRecord],
    since: datetime,
) -> PhasePart:
    old = {c.commitment.id: c for p in before for c in p.commitments}
    moved, heard, quiet = [], [], []
    for status in phase.commitments:
        c = status.commitment
        what = _what_moved(old[c.id], status)
        if what:
            resting = _resting(agreement, status, fresh.get(c.id, ()), readings, since)
            moved.append(
                Move(
                    commitment=c.id,
                    title=c.title,
                    before=standing(old[c.id]),
                    after=standing(status),
                    what=what,
                    rules=tuple(one_line(r.rule, 400) for r in status.reasons),
                    evidence=resting,
                )
            )
        elif fresh.get(c.id):
            cited = tuple(words.of_evidence(r, agreement, since) for r in _one_a_claim(fresh[c.id]))
            heard.append(Heard(commitment=c.id, title=c.title, now=standing(status), evidence=cited))
        else:
            quiet.append(c.title)
    return PhasePart(
        phase=phase.phase.id,
        title=phase.phase.title,
        headline=headline(phase),
        moved=tuple(moved),
        heard=tuple(heard),
        quiet=tuple(quiet),
    )


_NAMED = 3
"""Updates that came late and are named; of more the number is told."""
_DAYS_ONLY = ("NO MOVE",)
"""Words whose detail counts days: it differs every day, and that is no news."""


def _what_moved(old: CommitmentStatus, new: CommitmentStatus) -> tuple[Moved, ...]:
    what: list[Moved] = []
    if old.word != new.word:
        what.append("word")
    elif old.detail != new.detail and new.word not in _DAYS_ONLY:
        what.append("detail")
    if bool(old.disputed) != bool(new.disputed):
        what.append("disputed")
    if old.word == new.word and old.grade != new.grade:
        what.append("grade")
    return tuple(what)


def _resting(
    agreement: Agreement,
    status: CommitmentStatus,
    fresh: Iterable[EvidenceRecord],
    readings: Mapping[str, FigureRecord],
    since: datetime,
) -> tuple[Cited, ...]:
    """What a status rests on: sentences and readings of the period first, those that its rules name before what was
    said besides; of earlier ones only what the rules name, when nothing is of the period."""
    named = {i for r in status.reasons for i in r.records}
    own = _one_a_claim(fresh)
    counted = sorted((readings[i] for i in named if i in readings), key=lambda f: (when(f), f.id), reverse=True)
    found = [words.of_evidence(r, agreement, since) for r in own if r.id in named]
    found += [words.of_figure(f, agreement, since) for f in counted if when(f) > since]
    found += [words.of_evidence(r, agreement, since) for r in own if r.id not in named]
    if not found:
        old = _one_a_claim(r for r in status.evidence if r.id in named)
        found += [words.of_evidence(r, agreement, since) for r in old]
        found += [words.of_figure(f, agreement, since) for f in counted]
    return _by_turns(found)


def _by_turns(found: list[Cited]) -> tuple[Cited, ...]:
    """What goes first stays first; after it one claim of each other side, then of each other claimant, then the rest:
    whoever reads only the first lines has heard more than one side."""
    seen: dict[tuple[str, str], int] = {}
    rank: list[tuple[int, int, int]] = []
    sides: dict[str, int] = {}
    for place, cited in enumerate(found):
        turn = seen.get((cited.side, cited.who), 0)
        seen[cited.side, cited.who] = turn + 1
        of_side = sides.get(cited.side, 0) if turn == 0 else 0
        if turn == 0:
            sides[cited.side] = of_side + 1
        rank.append((turn, of_side, place))
    return tuple(found[place] for _, _, place in sorted(rank))


def _one_a_claim(records: Iterable[EvidenceRecord]) -> list[EvidenceRecord]:
    """The newest record of each claimant, label and origin: copies of one text are one claim with carriers."""
    found: dict[tuple[str, ...], EvidenceRecord] = {}
    for r in records:
        e = r.evidence
        key = (e.status, (e.claimant_id or e.claimant or "").casefold(), r.cite.origin)
        kept = found.get(key)
        if kept is None:
            found[key] = r
        elif r.cite.outlet not in {kept.cite.outlet, *(c.outlet for c in kept.carriers)}:
            found[key] = msgspec.structs.replace(kept, carriers=(*kept.carriers, r.cite))
    return list(found.values())


# ------------------------------------------------------------------ quotes


_AS_OF = re.compile(r"\s*\(as_of [^)]*\)")
"""When a role of the registry was looked up: a note for those who keep it."""


def _speakers(agreement: Agreement, quotes: list[QuoteRecord], since: datetime) -> tuple[Speaker, ...]:
    by_name: dict[str, list[QuoteRecord]] = {}
    for quote in quotes:
        if quote.quote.kind == "indirect":
            continue  # its words are the outlet's
        actor = agreement.actor(quote.quote.speaker_id)
        by_name.setdefault(actor.name if actor is not None else words.speaker(quote), []).append(quote)
    found = []
    for name, said in by_name.items():
        said.sort(key=lambda q: (q.at, q.id), reverse=True)
        roles = [one_line(q.quote.role, 120) for q in said if q.quote.role]
        actor = agreement.actor(said[0].quote.speaker_id)
        role = roles[0] if roles else _AS_OF.sub("", actor.role) if actor is not None else ""
        found.append(
            Speaker(
                name=one_line(name, 120),
                role="" if role.lower() in name.lower() else role,
                side=agreement.side(said[0].quote.speaker_id) or "other",
                quotes=tuple(_said(agreement, q, since) for q in said),
            )
        )
    return tuple(sorted(found, key=lambda s: (s.name.casefold(), s.name)))


def _said(agreement: Agreement, record: QuoteRecord, since: datetime) -> Said:
    q = record.quote
    cited = words.of_quote(record, agreement, since)
    to = one_line(q.to, 80) if q.to and q.to != record.cite.outlet else None
    return Said(words=cited.words, kind=q.kind, said_on=q.said_on, to=to, cited=cited)


# ------------------------------------------------------------------ what could not be seen


def _unseen(material: Material, since: datetime, until: datetime, now: datetime) -> tuple[Unseen, ...]:
    found: list[Unseen] = []
    if material.notice:
        found.append(Unseen(kind="store", source="", text=one_line(material.notice, 300)))
    if not material.collected:
        text = "nothing was collected yet: `ceasefire-tui poll`, or the open dashboard, does that; what stands here is "
        found.append(Unseen(kind="store", source="", text=f"{text}the record that comes with the agreement", count=0))
    never: list[str] = []
    silent: list[str] = []
    told: dict[str, list[str]] = {}
    for change in sorted(material.troubles, key=lambda c: (c.at, c.id)):
        if since < change.at <= until and change.source:
            told.setdefault(change.source, []).append(
                f"{'failed' if change.mark == 'trouble' else 'answered again'} {words.moment(change.at)}"
            )
    for source, state in sorted(material.sources, key=lambda x: (x[0].name.casefold(), x[0].id)):
        if not source.enabled:
            continue
        name = one_line(source.name, 100)
        events = told.pop(source.id, [])
        text = "; ".join(events)
        if state.status == "error":
            begun = f" since {words.moment(state.since)}" if state.since else ""
            detail = one_line(state.error or "", 160)
            history = f" ({text})" if text else ""
            found.append(Unseen(kind="down", source=name, text=f"not answering{begun}: {detail}{history}"))
        elif state.last_ok is None:
            never.append(name)
        elif events:
            found.append(Unseen(kind="down", source=name, text=f"for part of the period: {text}"))
        elif until - state.last_ok > max(timedelta(seconds=source.stale_after or 0), timedelta(hours=6)):
            found.append(Unseen(kind="stale", source=name, text=f"last answered {words.moment(state.last_ok)}"))
        elif not material.updates.get(source.id):
            silent.append(name + _newest(state))
    if never:
        found.append(Unseen(kind="never", source="", text=", ".join(never), count=len(never)))
    if silent:
        text = f"answer, and carried nothing: {', '.join(silent)}"
        found.append(Unseen(kind="silent", source="", text=text, count=len(silent)))
    for source_id, events in sorted(told.items()):
        found.append(Unseen(kind="down", source=one_line(source_id, 100), text="; ".join(events)))
    if material.late:
        text = (
            f"{plural(len(material.late), 'update')} dated before the period came during it, and count where they are "
            f"dated: {_titles(material.late)}"
        )
        found.append(Unseen(kind="late", source="", text=text, count=len(material.late)))
    if until < now - timedelta(days=1):
        text = "sources are as they are now, not as they were at the end of the period"
        found.append(Unseen(kind="stale", source="", text=text, count=0))
    return tuple(found)


def _titles(updates: Sequence[Update]) -> str:
    named = [
        f"“{one_line(u.title, 80)}” ({one_line(u.outlet, 60)}, {words.moment(u.published or u.fetched)})"
        for u in updates[:_NAMED]
    ]
    return "; ".join(named + ([f"and {len(updates) - _NAMED:,} more"] if len(updates) > _NAMED else []))


def _newest(state: SourceState) -> str:
    return f" (newest item {words.moment(state.newest)})" if state.newest else ""
