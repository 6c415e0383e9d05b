"""The status word of what happens once or step by step: done, in progress, stalled, not due."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from tui.agreement.case import (
    STALL_CLAIM,
    STALL_DAYS,
    STEPS,
    Case,
    Found,
    Reading,
    day_of,
    ids_of,
    names_of,
    quoted,
    resting,
)
from tui.agreement.claims import THIRD_PARTIES, Claim, chain, claimant, confirms, in_charge, is_party, when
from tui.agreement.model import PhaseClaim
from tui.agreement.telling import HALT, NOT_BEFORE

_N_OF_M = re.compile(r"\b(\d[\d,]*|\w+) (?:out )?of (?:the |its |their )?(?:\w+ )?(\d[\d,]*)\b", re.IGNORECASE)


def event(case: Case) -> Found:
    readings = _readings(case)
    target = _target(case)
    done = [c for c in case.claims if c.label == "completed"]
    if target is not None:
        done += [r.claim for r in readings if r.value >= target]
    done.sort(key=lambda c: c.key)
    steps = sorted(
        [c for c in case.claims if c.label in STEPS] + [r.claim for r in readings if r.value > 0], key=lambda c: c.key
    )
    stopped = halted(case, steps)
    if stopped:
        return stopped
    if done and not _undone(case, done, readings, target):
        return _done(case, done, readings)
    stalls = _stall_claims(case, steps)
    if stalls:
        found = Found(word="STALLED", detail=_progress(readings, target, case.claims), readings=list(readings))
        found.reasons.append((f"stalled per {names_of(stalls)}, within 14 days", ids_of(stalls)))
        for claim in stalls:
            if claim.label != "stalled":
                found.reasons.append((f"{claim.shown}: {quoted(claim)}", [claim.record]))
        return resting(found, stalls)
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
        found.reasons.append((f"target reached per {names_of(done)}", ids_of(done)))
        who = confirming or done
        found.reasons.append((f"confirmed by the counterpart or a third party: {names_of(who)}", ids_of(who)))
    else:
        found = Found(word="DONE?", readings=list(readings))
        found.reasons.append(
            (f"target reached per {names_of(done)}; no confirmation by the counterpart or a third party", ids_of(done))
        )
    return resting(found, done)


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
                f"no progress evidence for {quiet} days (arithmetic, not a claim); last step per {names_of(newest)}",
                ids_of(newest),
            )
        )
        found = resting(found, newest)
        found.grade = ""
        return found
    found = Found(word="IN PROGRESS", detail=progress, readings=list(readings))
    found.reasons.append((f"steps reported by {names_of(steps)}; target not reached", ids_of(steps)))
    return resting(found, steps)


def _due(case: Case) -> list[str]:
    """Why the commitment is due by now, in words; empty when it is not."""
    why = []
    opened = _opened(case)
    deadline = case.commitment.deadline
    # both parties signed for the first phase: it is due once the agreement is in effect
    first = case.phase.order == min(p.order for p in case.agreement.phases) and case.agreement.effective <= case.now
    if opened:
        names = ", ".join(sorted({a.label for o in opened if (a := case.agreement.actor(o.by))}))
        why.append(f"phase declared open by {names} on {day_of(min(o.date for o in opened))}")
    elif first:
        why.append(f"agreement in effect since {day_of(case.agreement.effective)}")
    if deadline is not None and deadline <= case.now.date():
        why.append(f"deadline {day_of(deadline)} has passed")
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
        found.reasons.append(("phase not opened by a party or mediator; no claimant reports a step", ids_of(reported)))
        return found
    found = Found(word="NOT STARTED")
    deadline = case.commitment.deadline
    days = [o.date for o in _opened(case)] + ([deadline] if deadline and deadline <= case.now.date() else [])
    found.since = min(days, default=case.agreement.effective.date())
    found.reasons.append((f"{'; '.join(why)}; no claimant reports a step", ids_of(reported)))
    return found


def halted(case: Case, steps: list[Claim]) -> Found | None:
    """SUSPENDED: who is in charge, or a party, announces a halt after the last step."""
    halts = [
        c
        for c in case.claims
        if c.label in ("stalled", "refused") and c.named and HALT.search(c.sentence)
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
    found.reasons.append((f"halt announced by {names_of(halts)}", ids_of(halts)))
    return resting(found, halts)


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
    return claim.label == "conditional" and _bound(case, claim) and NOT_BEFORE.search(claim.sentence) is not None


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
