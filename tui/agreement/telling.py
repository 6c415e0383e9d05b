"""Phrases of a sentence that decide something besides its label: a halt, a refusal to go first, an end, a sighting."""

from __future__ import annotations

import zlib
from functools import lru_cache

from tui.agreement.claims import SAW
from tui.agreement.guarded import Guarded, holds
from tui.agreement.phrases import flat, pattern

HALT = Guarded(
    r"\b(?:suspend\w*|halt(?:ed|s|ing)?|paus(?:ed|es|ing)|stopp(?:ed|ing)|froze|frozen|freez(?:es|ing)|clos(?:ed|es|ing|ure)"
    r"|shut\w*|cut off|re-?clos\w+|call(?:ed|ing)? off|cancel\w*|broke off)\b",
    "suspend", "halt", "paus", "stopp", "froze", "freez", "clos", "shut", "cut off", "call", "cancel", "broke off",
)  # fmt: skip
END = pattern(
    (
        "no longer bound", "declared|declares * ceasefire|truce over", "ceasefire|truce is over|dead|finished",
        "ceasefire|truce has collapsed|ended", "end|ends|ended the ceasefire|truce",
        "withdrew|withdraws from the agreement|ceasefire|truce",
        "returned|returning to war", "resumed the war|fighting",
    )
)  # fmt: skip
COLLAPSED = pattern(
    (
        "ceasefire|truce|agreement|deal has|had collapsed",
        "collapse of the ceasefire|truce|agreement|deal",
        "ceasefire|truce collapsed",
    )
)
NOT_BEFORE = Guarded(
    r"\b(?:not|n[o']t|no|never|neither|refus\w+|only|unless)\b|n['’]t\b|\brul(?:e|es|ed|ing) out\b",
    "no", "n't", "n’t", "never", "neither", "refus", "only", "unless", "rul",
)  # fmt: skip
_OVER = ("bound", "ceasefire", "truce", "collapse", "withdr", "return", "resum")
"""Pieces of which one stands in all that END and COLLAPSED find."""
_TELLING = (HALT, NOT_BEFORE, END, COLLAPSED, SAW)
PHRASES = zlib.crc32("\0".join(p.pattern for p in _TELLING if p is not None).encode())
"""Of the phrases that `telling` looks for: another number, other phrases."""


@lru_cache(maxsize=1 << 14)
def telling(label: str, sentence: str) -> int:
    """Which of the phrases that decide something stand in a sentence, as bits; only those that its label asks for."""
    ends = holds(sentence, _OVER) and says_ended(flat(sentence))
    halts = label in ("stalled", "refused") and HALT.search(sentence) is not None
    waits = label == "conditional" and NOT_BEFORE.search(sentence) is not None
    return ends | halts << 1 | waits << 2 | (SAW.search(sentence) is not None) << 3


def says_ended(line: str) -> bool:
    """Whether a sentence, as `flat` gives it, says that it is over, or that it has collapsed."""
    return any(p is not None and p.search(line) for p in (END, COLLAPSED))
