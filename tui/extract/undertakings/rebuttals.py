"""Denials that name no undertaking: "the ministry rejected the accusation", "called the charge baseless".

Such words deny what was alleged just before, in the same sentence or in one of the two before it.
"""

from __future__ import annotations

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.terms import Word

TRIGGERS = means.DENIERS | means.DISMISSERS | frozenset(forms("call")) | frozenset(forms("describe"))
TRIGGERS |= {"knew", "knows", "knowledge", "responsibility", "involvement"}
_POINTS_BACK = word_set("it this that them wrongdoing doing")
_UNTRUE = word_set(
    """fake false baseless untrue unfounded groundless fabricated fabrication fabrications nonsense lie lies propaganda
    invented absurd"""
)
_NAMES = frozenset(forms("call")) | frozenset(forms("describe"))
_KNOWS = word_set("knew know knows knowledge")
_NO_PART = word_set("link links involvement responsibility role part connection knowledge hand")
_HAD = {"had", "has", "have", "bore", "bears", "having"}
_CLOSES = word_set(". ; , and but ?")


def rebuttal_at(words: list[Word], low: int = 0) -> int | None:
    """Index of the verb of a denial that points back to what was said before it, from `low` on."""
    texts = [w.text for w in words]
    for i in range(low, len(texts)):
        if texts[i] in _NO_PART and texts[max(0, i - 1) : i] == ["no"] and _HAD & set(texts[max(0, i - 3) : i - 1]):
            return i  # "said that it had no responsibility for it"
        if texts[i] in _KNOWS and ("nothing" in texts[i + 1 : i + 2] or "no" in texts[max(0, i - 1) : i]):
            return i  # "said it knew nothing of any clashes"
        if texts[i] not in TRIGGERS:
            continue
        after = texts[i + 1 : i + 6]
        if texts[i] in _NAMES:
            charged = any(t in means.CHARGES or t in _POINTS_BACK for t in after[:4])
            if charged and any(t in _UNTRUE for t in texts[i + 1 : i + 10]):
                return i
            continue
        if any(t in means.CHARGES for t in after[:4]):
            return i
        if texts[i] in means.DENIERS and any(t in _NO_PART for t in after[:3]):
            return i  # "denied any link to the shooting"
        if after and after[0] in _POINTS_BACK and (len(after) == 1 or after[1] in _CLOSES):
            return i  # "denied it.", not "denied it had ..."
    return None
