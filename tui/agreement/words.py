"""The rules that give a commitment its status word, one function a kind; see `data/vocabulary.toml`.

Each returns what it found with its reasons. Nothing here depends on the order in which records came.
"""

from __future__ import annotations

from datetime import timedelta

from tui.agreement.case import STEPS, Case, Found, day_of, ids_of, names_of, quoted, resting
from tui.agreement.claims import Claim, chain, is_party
from tui.agreement.events import event, halted, linked
from tui.agreement.phrases import flat, pattern
from tui.agreement.quota import rates
from tui.agreement.telling import COLLAPSED, END


def decide(case: Case) -> Found:
    """The status word of a commitment."""
    kind = case.commitment.kind
    if kind == "quota":
        return _quota(case)
    if kind == "continuous":
        return _continuous(case)
    found = event(case)
    if found.word not in ("DONE", "DONE?"):
        for claim in linked(case):
            found.reasons.append((f"{claim.shown} makes it conditional: {quoted(claim)}", [claim.record]))
    return found


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
    stopped = halted(case, sorted([c for c in claims if c.label in STEPS], key=lambda c: c.key))
    if stopped and case.commitment.topic != "truce":
        return stopped
    holding = [c for c in claims if c.label in STEPS]
    found = Found(word="IN FORCE")
    found.reasons.append(("no party has declared it ended; incidents and allegations do not change this word", []))
    if holding:
        found.reasons.append((f"said to hold by {names_of(holding)}", ids_of(holding)))
    return resting(found, holding)


def _ended(case: Case) -> Found | None:
    own = pattern(case.commitment.evidence.end)
    parties: list[Claim] = []
    mediators: list[Claim] = []
    for c in case.claims:
        if c.label in ("conditional", "denied", "demanded", "pledged") or not c.named:
            continue
        party = is_party(case.agreement, c)
        if not party and c.side != "mediator":
            continue
        line = flat(c.sentence)
        if party and c.label in ("refused", "completed", "stalled") and (
            (own and own.search(line)) or (END and END.search(line))
        ):  # fmt: skip
            parties.append(c)
        if COLLAPSED and COLLAPSED.search(line):
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
    found = Found(word="ENDED", detail=f"{day_of(ending[0].at)}")
    found.reasons.append((f"declared ended by {names_of(ending)}", ids_of(ending)))
    if others:
        found.reasons.append((f"other views since: {names_of(others)}", ids_of(others)))
    return resting(found, ending)


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
    found.carrier, found.reported = newest.outlet, newest.at.date()
    found.grade = "2" if len({r.side for r in found_rates}) > 1 and len({r.origin for r in found_rates}) > 1 else "1"
    for r in found_rates:
        derived = f", derived: {r.derived}" if r.derived else ""
        found.reasons.append((f"{r.shown}: {r.text} per {quota.per}, as of {day_of(r.as_of)}{derived}", [r.record]))
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
