"""The rules that give a commitment its status word, one function a kind; see `data/vocabulary.toml`.

Each returns what it found with its reasons. Nothing here depends on the order in which records came.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from tui.agreement.claims import SAW, THIRD_PARTIES, Claim, chain, claimant, confirms, grade, in_charge, is_party, when
from tui.agreement.model import Agreement, Commitment, Phase, PhaseClaim
from tui.agreement.phrases import flat, pattern
from tui.agreement.quota import Rate, rates
from tui.records import EvidenceLabel, FigureRecord

STALL_CLAIM = timedelta(days=14)
"""How long somebody's word that it is stalled holds."""
STALL_DAYS = 21
"""Days without progress evidence after which nothing moves, by arithmetic."""

STEPS: frozenset[EvidenceLabel] = frozenset({"completed", "partial", "under_way"})
_HALT = re.compile(
    r"\b(?:suspend\w*|halt(?:ed|s|ing)?|paus(?:ed|es|ing)|stopp(?:ed|ing)|froze|frozen|freez(?:es|ing)|clos(?:ed|es|ing|ure)"
    r"|shut\w*|cut off|re-?clos\w+|call(?:ed|ing)? off|cancel\w*|broke off)\b",
    re.IGNORECASE,
)
_END = pattern(
    (
        "no longer bound", "declared|declares * ceasefire|truce over", "ceasefire|truce is over|dead|finished",
        "ceasefire|truce has collapsed|ended", "end|ends|ended the ceasefire|truce",
        "withdrew|withdraws from the agreement|ceasefire|truce",
        "returned|returning to war", "resumed the war|fighting",
    )
)  # fmt: skip
_COLLAPSED = pattern(
    (
        "ceasefire|truce|agreement|deal has|had collapsed",
        "collapse of the ceasefire|truce|agreement|deal",
        "ceasefire|truce collapsed",
    )
)
_NOT_BEFORE = re.compile(
    r"\b(?:not|n[o']t|no|never|neither|refus\w+|only|unless)\b|n['’]t\b|\brul(?:e|es|ed|ing) out\b", re.IGNORECASE
)
_TELLING = (_HALT, _NOT_BEFORE, _END, _COLLAPSED, SAW)
PHRASES = zlib.crc32("\0".join(p.pattern for p in _TELLING if p is not None).encode())
"""Of the phrases that `telling` looks for: another number, other phrases."""
_N_OF_M = re.compile(r"\b(\d[\d,]*|\w+) (?:out )?of (?:the |its |their )?(?:\w+ )?(\d[\d,]*)\b", re.IGNORECASE)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """All that a decision rests on. Claims are oldest first."""

    agreement: Agreement
    phase: Phase
    commitment: Commitment
    claims: list[Claim]
    figures: list[FigureRecord]
    now: datetime


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A value that one claimant gave for what a commitment counts."""

    claim: Claim
    value: float
    as_of: date
    left: float | None = None
    """Set when the claimant counts what remains; then `value` is the target less that."""

    @property
    def at(self) -> datetime:
        return self.claim.at


class Found(msgspec.Struct, kw_only=True):
    """A word with what it rests on."""

    word: str
    detail: str = ""
    per: list[str] = []
    since: date | None = None
    grade: str = ""
    carrier: str | None = None
    reasons: list[tuple[str, list[str]]] = []
    readings: list[Reading | Rate] = []


@lru_cache(maxsize=1 << 14)
def telling(label: str, sentence: str) -> int:
    """Which of the phrases that decide something stand in a sentence, as bits; only those that its label asks for."""
    line = flat(sentence)
    ends = any(p is not None and p.search(line) for p in (_END, _COLLAPSED))
    halts = label in ("stalled", "refused") and _HALT.search(sentence) is not None
    holds = label == "conditional" and _NOT_BEFORE.search(sentence) is not None
    return ends | halts << 1 | holds << 2 | (SAW.search(sentence) is not None) << 3


def decide(case: Case) -> Found:
    """The status word of a commitment."""
    kind = case.commitment.kind
    if kind == "quota":
        return _quota(case)
    if kind == "continuous":
        return _continuous(case)
    found = _event(case)
    if found.word not in ("DONE", "DONE?"):
        for claim in linked(case):
            found.reasons.append((f"{claim.shown} makes it conditional: {_quoted(claim)}", [claim.record]))
    return found


def _resting(found: Found, claims: Sequence[Claim], *, since: bool = True) -> Found:
    """Fill in who, since when and through whom."""
    # where somebody says so by name, what stands in a text without a claimant adds nobody
    found.per = sorted({c.shown for c in claims if c.named} or {c.shown for c in claims})
    if claims:
        if since:
            found.since = min(c.at for c in claims).date()
        found.carrier = max(claims, key=lambda c: c.key).outlet
        found.grade = grade(claims)
    return found


def _names(claims: Iterable[Claim]) -> str:
    return ", ".join(sorted({c.shown for c in claims}))


def _quoted(claim: Claim, limit: int = 160) -> str:
    """The sentence of a claim for a line of reasons."""
    sentence = " ".join(claim.sentence.split())
    return sentence if len(sentence) <= limit else sentence[: limit - 1].rstrip() + "…"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _ids(claims: Iterable[Claim]) -> list[str]:
    return [c.record for c in claims]


# ------------------------------------------------------------------ events and processes


def _event(case: Case) -> Found:
    readings = _readings(case)
    target = _target(case)
    done = [c for c in case.claims if c.label == "completed"]
    if target is not None:
        done += [r.claim for r in readings if r.value >= target]
    done.sort(key=lambda c: c.key)
    steps = sorted(
        [c for c in case.claims if c.label in STEPS] + [r.claim for r in readings if r.value > 0], key=lambda c: c.key
    )
    halted = _halted(case, steps)
    if halted:
        return halted
    if done and not _undone(case, done, readings, target):
        return _done(case, done, readings)
    stalls = _stall_claims(case, steps)
    if stalls:
        found = Found(word="STALLED", detail=_progress(readings, target, case.claims), readings=list(readings))
        found.reasons.append((f"stalled per {_names(stalls)}, within 14 days", _ids(stalls)))
        for claim in stalls:
            if claim.label != "stalled":
                found.reasons.append((f"{claim.shown}: {_quoted(claim)}", [claim.record]))
        return _resting(found, stalls)
    if steps:
        return _moving(case, steps, readings, target)
    return _nothing(case)


def _undone(case: Case, done: list[Claim], readings: list[Reading], target: float | None) -> bool:
    """Whether what was said to be complete is no longer so.

    A process may stand still again, or be partial after all. What happened once stays done, unless somebody by name
    counts less than the target for a later day.
    """
    if case.commitment.kind == "process":
        return any(c.at > done[-1].at for c in case.claims if c.label in ("partial", "stalled"))
    last = done[-1].at.date()
    return target is not None and any(r.claim.named and r.value < target and r.as_of > last for r in readings)


def _done(case: Case, done: list[Claim], readings: list[Reading]) -> Found:
    confirming = [c for c in done if confirms(case.agreement, case.commitment, c)]
    both = _each_side(case, done)
    if confirming or both:
        found = Found(word="DONE", readings=list(readings))
        found.reasons.append((f"target reached per {_names(done)}", _ids(done)))
        who = confirming or done
        found.reasons.append((f"confirmed by the counterpart or a third party: {_names(who)}", _ids(who)))
    else:
        found = Found(word="DONE?", readings=list(readings))
        found.reasons.append(
            (f"target reached per {_names(done)}; no confirmation by the counterpart or a third party", _ids(done))
        )
    return _resting(found, done)


def _each_side(case: Case, done: list[Claim]) -> bool:
    """Where both parties are obligated, the word of each is the confirmation of the other."""
    obligated = {s for c in done if in_charge(case.agreement, case.commitment, c) for s in (c.side,)}
    return len(obligated) > 1


def _moving(case: Case, steps: list[Claim], readings: list[Reading], target: float | None) -> Found:
    progress = _progress(readings, target, case.claims)
    last = steps[-1]
    quiet = (case.now - last.at).days
    if quiet >= STALL_DAYS:
        found = Found(
            word="NO MOVE", detail=f"{quiet}d" + (f", {progress}" if progress else ""), readings=list(readings)
        )
        newest = [c for c in steps if c.at.date() == last.at.date()]
        found.reasons.append(
            (
                f"no progress evidence for {quiet} days (arithmetic, not a claim); last step per {_names(newest)}",
                _ids(newest),
            )
        )
        found = _resting(found, newest)
        found.grade = ""
        return found
    found = Found(word="IN PROGRESS", detail=progress, readings=list(readings))
    found.reasons.append((f"steps reported by {_names(steps)}; target not reached", _ids(steps)))
    return _resting(found, steps)


def _due(case: Case) -> list[str]:
    """Why the commitment is due by now, in words; empty when it is not."""
    why = []
    opened = _opened(case)
    deadline = case.commitment.deadline
    # both parties signed for the first phase: it is due once the agreement is in effect
    first = case.phase.order == min(p.order for p in case.agreement.phases) and case.agreement.effective <= case.now
    if opened:
        names = ", ".join(sorted({a.label for o in opened if (a := case.agreement.actor(o.by))}))
        why.append(f"phase declared open by {names} on {_day(min(o.date for o in opened))}")
    elif first:
        why.append(f"agreement in effect since {_day(case.agreement.effective)}")
    if deadline is not None and deadline <= case.now.date():
        why.append(f"deadline {_day(deadline)} has passed")
    return why


def _opened(case: Case) -> list[PhaseClaim]:
    """Who of the parties and mediators has declared the phase open by now."""
    openers = {*case.agreement.mediators, *case.agreement.parties}
    return [o for o in case.phase.opened if o.date <= case.now.date() and o.by in openers]


def _nothing(case: Case) -> Found:
    """No step by anybody: due or not."""
    reported = [c for c in case.claims if c.label not in STEPS]
    why = _due(case)
    if not why:
        found = Found(word="NOT DUE")
        found.reasons.append(("phase not opened by a party or mediator; no claimant reports a step", _ids(reported)))
        return found
    found = Found(word="NOT STARTED")
    deadline = case.commitment.deadline
    days = [o.date for o in _opened(case)] + ([deadline] if deadline and deadline <= case.now.date() else [])
    found.since = min(days, default=case.agreement.effective.date())
    found.reasons.append((f"{'; '.join(why)}; no claimant reports a step", _ids(reported)))
    return found


def _halted(case: Case, steps: list[Claim]) -> Found | None:
    """SUSPENDED: who is in charge, or a party, announces a halt after the last step."""
    halts = [
        c
        for c in case.claims
        if c.label in ("stalled", "refused") and c.named and _HALT.search(c.sentence)
        and (in_charge(case.agreement, case.commitment, c) or is_party(case.agreement, c))
    ]  # fmt: skip
    if not halts:
        return None
    if case.commitment.kind == "event" and any(s.label == "completed" for s in steps):
        return None  # what happened once cannot be suspended
    last = steps[-1].at if steps else None
    halts = [c for c in halts if last is None or c.at > last]
    if not halts:
        return None
    found = Found(word="SUSPENDED")
    found.reasons.append((f"halt announced by {_names(halts)}", _ids(halts)))
    return _resting(found, halts)


def _stall_claims(case: Case, steps: list[Claim]) -> list[Claim]:
    """Claims of the last 14 days by a party, a mediator, the UN or a monitor, not overtaken by a later step.

    Who must act and refuses, or will not before something else, has said that it stands still; what is not due yet
    cannot stand still.
    """
    last = steps[-1].at if steps else None
    due = bool(_due(case))
    return [
        c
        for c in case.claims
        if c.named and timedelta(0) <= case.now - c.at <= STALL_CLAIM
        and (c.side in THIRD_PARTIES or is_party(case.agreement, c))
        and (last is None or c.at >= last)
        and (c.label == "stalled" or (due and _holds_back(case, c)))
    ]  # fmt: skip


def _holds_back(case: Case, claim: Claim) -> bool:
    """Whether a claim says that who must act will not, or not before something else has happened."""
    if claim.label == "refused":
        return _bound(case, claim) or claim.side in THIRD_PARTIES or _of_who_must_act(case, claim)
    return claim.label == "conditional" and _bound(case, claim) and _NOT_BEFORE.search(claim.sentence) is not None


def _bound(case: Case, claim: Claim) -> bool:
    """Whether who must act itself names the condition."""
    return claim.named and in_charge(case.agreement, case.commitment, claim)


def _of_who_must_act(case: Case, claim: Claim) -> bool:
    """Whether a claim is about what an obligated actor does: "Hamas refuses to disarm", said by another party."""
    actor = case.agreement.actor(claim.evidence.evidence.actor_id) if claim.evidence is not None else None
    return bool(chain(case.agreement, actor) & set(case.commitment.obligated))


def linked(case: Case) -> list[Claim]:
    """The newest claim of each party that makes the commitment depend on something else, oldest first."""
    tied = [c for c in case.claims if c.label == "conditional" and c.named and is_party(case.agreement, c)]
    newest = {c.claimant: c for c in tied}
    return sorted(newest.values(), key=lambda c: c.key)


def _target(case: Case) -> float | None:
    c = case.commitment
    return float(c.target) if c.target is not None else None


def _readings(case: Case) -> list[Reading]:
    """Newest value of each claimant for the indicators that count towards the target, oldest first."""
    newest: dict[tuple[str, str], tuple[tuple[date, datetime, str], Reading]] = {}
    target = case.commitment.target
    for record in case.figures:
        f = record.figure
        indicator = case.agreement.indicator(f.indicator) if f.indicator else None
        if indicator is None or f.value is None or target is None or f.modality not in ("reported", "estimate"):
            continue
        if f.delta or f.breakdown:
            continue
        left: float | None = None
        if indicator.aggregation == "stock" and any(m.measure in ("held", "bodies_held") for m in indicator.match):
            left = float(f.value)
            if left >= target:
                continue
        elif indicator.aggregation != "cumulative" or indicator.target != target:
            continue
        who, actor, named, shown = claimant(case.agreement, f.claimant_id, f.claimant, record.cite)
        day = f.as_of or when(record).date()
        claim = Claim(
            record=record.id, label="partial", at=when(record), claimant=who, actor=actor, named=named, shown=shown,
            origin=record.cite.origin, outlet=record.cite.outlet, sentence=f.sentence,
        )  # fmt: skip
        rank = (day, when(record), record.id)
        key = (who, indicator.id)
        if key not in newest or rank > newest[key][0]:
            newest[key] = (
                rank,
                Reading(claim=claim, value=float(f.value) if left is None else target - left, as_of=day, left=left),
            )
    return [r for _, r in sorted(newest.values(), key=lambda x: x[0])]


def _progress(readings: list[Reading], target: float | None, claims: list[Claim]) -> str:
    """ "27 of 28": from the newest reading, else in the words of the newest claim that gives both numbers."""
    if readings and readings[-1].left is not None:
        return f"{readings[-1].left:,.0f} left"
    if readings and target:
        return f"{readings[-1].value:,.0f} of {target:,.0f}"
    if target:
        for claim in reversed(claims):
            if (
                claim.label == "partial"
                and (m := _N_OF_M.search(claim.sentence))
                and m.group(2).replace(",", "") == f"{target:.0f}"
            ):
                return f"{m.group(1)} of {m.group(2)}"
    return ""


# ------------------------------------------------------------------ what must hold every day


def _continuous(case: Case) -> Found:
    claims = case.claims
    if not claims:
        found = Found(word="NO DATA")
        found.reasons.append(("no usable observation", []))
        return found
    ended = _ended(case)
    if ended:
        return ended
    halted = _halted(case, sorted([c for c in claims if c.label in STEPS], key=lambda c: c.key))
    if halted and case.commitment.topic != "truce":
        return halted
    holding = [c for c in claims if c.label in STEPS]
    found = Found(word="IN FORCE")
    found.reasons.append(("no party has declared it ended; incidents and allegations do not change this word", []))
    if holding:
        found.reasons.append((f"said to hold by {_names(holding)}", _ids(holding)))
    return _resting(found, holding)


def _ended(case: Case) -> Found | None:
    own = pattern(case.commitment.evidence.end)
    parties: list[Claim] = []
    mediators: list[Claim] = []
    for c in case.claims:
        if c.label in ("conditional", "denied", "demanded", "pledged") or not c.named:
            continue
        line = flat(c.sentence)
        if is_party(case.agreement, c) and c.label in ("refused", "completed", "stalled") and (
            (own and own.search(line)) or (_END and _END.search(line))
        ):  # fmt: skip
            parties.append(c)
        if _COLLAPSED and _COLLAPSED.search(line) and (is_party(case.agreement, c) or c.side == "mediator"):
            mediators.append(c)
    collapse = _collapse(case, mediators)
    ending = sorted({c.record: c for c in (*parties, *collapse)}.values(), key=lambda c: c.key)
    if not ending:
        return None
    renewed = [
        c for c in case.claims if c.label in ("completed", "under_way") and c.at > ending[-1].at and c not in ending
    ]
    if renewed:
        return None
    others = [c for c in case.claims if is_party(case.agreement, c) and c.at >= ending[0].at and c not in ending]
    found = Found(word="ENDED", detail=f"{_day(ending[0].at)}")
    found.reasons.append((f"declared ended by {_names(ending)}", _ids(ending)))
    if others:
        found.reasons.append((f"other views since: {_names(others)}", _ids(others)))
    return _resting(found, ending)


def _collapse(case: Case, claims: list[Claim]) -> list[Claim]:
    """Two mediators and a party that say it has collapsed; else nothing."""
    a = case.agreement
    mediators = {m for c in claims for m in chain(a, c.actor) & set(a.mediators)}
    parties = {p for c in claims for p in chain(a, c.actor) & set(a.parties)}
    return claims if len(mediators) >= min(2, len(a.mediators)) and mediators and parties else []


# ------------------------------------------------------------------ rates


def _quota(case: Case) -> Found:
    quota = case.commitment.quota
    found_rates = rates(case.agreement, case.commitment, case.figures, case.now)
    if quota is None or not found_rates:
        found = Found(word="NO DATA")
        found.reasons.append(("no claimant gives a rate inside the window", []))
        return found
    above = [r for r in found_rates if r.meets]
    below = [r for r in found_rates if not r.meets]
    low, high = min(found_rates, key=lambda r: r.value), max(found_rates, key=lambda r: r.value)
    if above and below:
        word, detail = "SPLIT", f"{low.text} … {'over ' if high.text.startswith('>') else ''}{high.text.lstrip('>')}"
    elif above:
        word, detail = "MET", high.text if len(above) == 1 else f"{low.text} … {high.text}"
    else:
        word = "BELOW"
        ends = sorted({round(100 * low.value / quota.value), round(100 * high.value / quota.value)})
        detail = f"{'-'.join(map(str, ends))}% of {quota.value:,}"
    found = Found(word=word, detail=detail, per=[r.shown for r in found_rates], readings=list(found_rates))
    found.since = min(r.as_of for r in found_rates)
    newest = max(found_rates, key=lambda r: (r.at, r.record))
    found.carrier = newest.outlet
    found.grade = "2" if len({r.side for r in found_rates}) > 1 and len({r.origin for r in found_rates}) > 1 else "1"
    for r in found_rates:
        derived = f", derived: {r.derived}" if r.derived else ""
        found.reasons.append((f"{r.shown}: {r.text} per {quota.per}, as of {_day(r.as_of)}{derived}", [r.record]))
    return found


# ------------------------------------------------------------------ who disputes


def disputing(case: Case, window: timedelta) -> list[Claim]:
    """Claims of the last days that allege a breach, and accounts of parties that cannot both be true. Oldest first."""
    recent = [c for c in case.claims if timedelta(0) <= case.now - c.at <= window and c.named]
    found = [c for c in recent if c.label == "alleged_violation"]
    said = [c for c in recent if is_party(case.agreement, c)]
    done = [c for c in said if c.label == "completed"]
    not_done = [c for c in said if c.label in ("stalled", "refused", "partial", "denied")]
    for one, other in ((done, not_done), (not_done, done)):
        facing = {c.side for c in other}
        found += [c for c in one if facing - {c.side}]
    return sorted({c.record: c for c in found}.values(), key=lambda c: c.key)
