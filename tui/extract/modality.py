"""How a number is meant: a reading, a target, an expectation, an estimate, a denial, or a threat that is nothing."""

from __future__ import annotations

from itertools import pairwise

from tui.extract.case import Count
from tui.extract.governors import BE
from tui.extract.lexicon import PUNCTUATION, VERBS
from tui.extract.line import Line
from tui.extract.phrases import plain
from tui.records import Modality


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TARGET = _set(
    """requires require required requiring must should quota target targets goal needs need needed ought obliged
    stipulates stipulated stipulating demands demanded mandates mandated envisages envisaged owed due supposed
    calls provides foresees pledged committed promised commits undertook called"""
)
_EXPECTED = _set(
    """allows allow slated expected will would could may might scheduled plans planned planning agreed ready going
    hopes hoped aims aiming approved intends proposed proposes proposal upcoming soon prepared preparing
    awaiting"""
)
_PLANNED = _set("expected scheduled planned set supposed due ready slated")
_ESTIMATE = _set("""thought believed estimated estimates estimate presumed likely probably assessed feared projected""")
_DENIED = _set("denied denies denying deny rejected rejects false untrue fabricated refuted dismissed")
_THREAT = _set("threatened threatens threatening threat threats vowed vows vow warned kill-list")
_DONE = _set("has have had were was been did since already killed")
_BREAKS = _set("; while whereas but although though . :")


_PROMISED = _set(
    """target quota due needed planned promised agreed pledged stipulated envisaged foreseen required demanded
    called set"""
)
_TERMS = _set("deal agreement accord plan truce ceasefire pact arrangement protocol memorandum")
_IRREGULAR_PAST = _set("went came let brought took sent gave held got found lost were was")


def _under_terms(low: list[str], begin: int, stop: int) -> bool:
    """ "under the deal", "as part of the truce agreement", "under the terms of the accord"."""
    for j in range(begin, stop):
        opens = low[j] == "under" or (low[j] == "part" and low[j + 1 : j + 2] == ["of"])
        if opens and {"the", "a"}.intersection(low[j + 1 : j + 4]) and _TERMS.intersection(low[j + 1 : j + 7]):
            return True
    return False


def _happened(low: list[str], count: Count, end: int) -> bool:
    """Whether the clause of the count says that it has come about."""
    first = count.number.lead
    around = [*low[max(0, first - 6) : first], *low[end : end + 7]]
    if any(a in BE and b == "to" for a, b in pairwise(around)):
        return False  # "were to enter"
    at = count.governor
    verb = low[at] if at is not None and at < len(low) else ""
    if verb.endswith("ed") or verb in _IRREGULAR_PAST:
        return True
    return any(w in ("has", "have", "had") or w in _IRREGULAR_PAST or (w.endswith("ed") and w in VERBS) for w in around)


def modality(line: Line, count: Count) -> Modality | None:
    """How the number of `count` is meant; None for a threat or a mere condition."""
    low = line.undated
    first = count.number.lead
    begin = first
    while begin and low[begin - 1] not in _BREAKS and first - begin < 26:
        begin -= 1
    end = max(count.np_last, count.number.last)
    stop = end
    while stop < len(low) and low[stop] not in PUNCTUATION and low[stop] not in _BREAKS and stop - end < 9:
        stop += 1
    left, right = low[begin:first], low[end:stop]
    if count.number.of is not None and right[:1] and right[0] in ("that", "which"):
        right = []  # "986 of the 6,600 trucks that should have entered": said of the whole
    near = left[-7:]
    governor = count.governor
    verb = low[governor] if governor is not None and governor < len(low) else ""
    if (
        "if" in left[-9:]
        or {"imagine", "imagining", "picture"}.intersection(left[:2])
        or (_THREAT.intersection(near) and "to" in near)
        or ("would" in near and verb in ("kill", "murder", "strike", "execute"))
    ):
        return None
    if _DENIED.intersection(left[-9:]) and not {"permission", "access", "entry", "requests"}.intersection(
        left[-9:] + right
    ):
        return "denied"
    if (
        low[begin:first][-3:]
        and "not" in near
        and governor is not None
        and governor < first
        and governor - begin <= len(left)
    ) and (low[max(0, governor - 2) : governor].count("not") or low[max(0, governor - 1) : governor] == ["never"]):
        return "denied"
    if count.versus and {"instead", "short"}.intersection(low[max(0, first - 4) : first]):
        return "target"
    if count.versus and _PROMISED.intersection(low[max(0, first - 5) : first]):
        return "target"  # "out of the agreed 600"
    if count.versus and (_TARGET.intersection(low[end:]) or _EXPECTED.intersection(low[end:]) or "agreed" in low[end:]):
        return "target"
    if count.measure == "affected" and verb.startswith(("need", "lack", "requir")) and governor in (end, end + 1):
        return "estimate" if _ESTIMATE.intersection(near) else "reported"  # to need food is how they are
    if right[:1] and right[0] in ("agreed", "required", "stipulated", "promised", "pledged", "needed", "envisaged"):
        return "target"
    if any(b in _PROMISED and a in ("be", "been", "were", "was", "is", "are") for a, b in pairwise(right[:7])):
        return "target"
    if _under_terms(low, begin, stop) and not _happened(low, count, end):
        return "target"
    if {"supposed", "should", "must", "meant"}.intersection(right[:6]):
        return "target"
    if {"target", "quota", "goal", "benchmark"}.intersection(right[:3]):
        return "target"  # "the 600-truck daily target"
    # a predicate of its own decides before anything that stands further off
    if right:
        if right[:2] in (["are", "due"], ["is", "due"], ["were", "due"]) or {"needed", "required"}.intersection(
            right[:3]
        ):
            return "target"
        if {"expected", "scheduled", "will", "would", "intends", "intend", "plans", "slated"}.intersection(right[:4]):
            return "expected"
        if right[:1] == ["to"] and right[1:2] and (right[1] == "be" or right[1] in VERBS):
            return "target" if _TARGET.intersection(left[-5:]) else "expected"
        if right[:1] and right[0] in ("were", "was", "have", "had", "died"):
            return "estimate" if _ESTIMATE.intersection(near) else "reported"
        if "will" in right[:7]:
            return "expected"
    if governor is not None and governor < first and verb.endswith("ed"):
        pending = {"to", "be", "will", "would"}.intersection(low[max(begin, governor - 3) : governor])
        if not pending:
            return "estimate" if _ESTIMATE.intersection(near) else "reported"
    if governor is not None and governor >= 2 and low[governor - 1] == "to" and low[governor - 2] in BE:
        return "expected"  # "was to allow 600"
    if len(left) >= 3 and left[-2:-1] == ["to"] and left[-3] in BE and plain(left[-1]):
        return "expected"  # "was to allow 600 lorries"
    infinitive = governor is not None and low[governor - 1 : governor] == ["to"]
    if infinitive and not _PLANNED.isdisjoint(low[max(0, (governor or 0) - 4) : governor]):
        return "expected"
    cues = [w for j, w in enumerate(left) if w != "due" or left[j + 1 : j + 3] == ["to", "be"]][-12:]
    if _TARGET.intersection(cues) and not _DONE.intersection(left[-4:]):
        return "target"
    if _EXPECTED.intersection(left[-22:]) and not _DONE.intersection(left[-4:]):
        return "expected"
    if _ESTIMATE.intersection(near) or count.number.qualifier == "an estimated":
        return "estimate"
    return "reported"
