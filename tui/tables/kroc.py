"""Our status words on the scale of the Peace Accords Matrix (0 to 3), for those who compare agreements.

The scale codes how far a provision was implemented; it has no answer for a truce that stands, for a rate that is kept
or for silence. It is a column of an export and never a score on a screen.
"""

from __future__ import annotations

import re

from tui.agreement.status import CommitmentStatus

_N_OF_M = re.compile(r"(\d[\d,]*) of (\d[\d,]*)")
_LEFT = re.compile(r"(\d[\d,]*) left")
_FIXED = {"NOT DUE": 0, "NOT STARTED": 0, "DONE": 3, "DONE?": 3}
_SCALED = ("event", "process")


def code(status: CommitmentStatus) -> int | None:
    """0 not initiated, 1 minimum, 2 intermediate, 3 full; None where the scale has no answer."""
    if status.commitment.kind not in _SCALED or status.word in ("NO DATA", "IN FORCE", "ENDED"):
        return None
    if status.word in _FIXED:
        return _FIXED[status.word]
    # in progress, or standing still: the code of the last step stays
    labels = {r.evidence.status for r in status.evidence}
    share = _share(status)
    if status.word == "SUSPENDED" and "completed" in labels:
        return 3
    if share is not None:
        return 2 if share >= 0.5 else 1 if share > 0 else 0
    return 1 if labels & {"completed", "partial", "under_way"} or status.word in ("IN PROGRESS", "NO MOVE") else 0


def note(status: CommitmentStatus) -> str | None:
    """What the code alone does not say."""
    if code(status) is None:
        return None
    if status.word == "DONE?":
        return "said by one side only, not confirmed"
    if status.word in ("STALLED", "NO MOVE"):
        return "as of the last step: it stands still since"
    if status.word == "SUSPENDED":
        return "as of the last step: a halt was announced since"
    if status.word == "IN PROGRESS":
        share = _share(status)
        return f"{share:.0%} of the target" if share is not None else "first steps; no target to measure by"
    return None


def _share(status: CommitmentStatus) -> float | None:
    """How much of the target is reached, as the status itself shows it."""
    target = status.commitment.target
    if found := _N_OF_M.search(status.detail):
        done, whole = (int(x.replace(",", "")) for x in found.groups())
        return done / whole if whole else None
    if target and (found := _LEFT.search(status.detail)):
        return 1 - int(found[1].replace(",", "")) / float(target)
    return None
