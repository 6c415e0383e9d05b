"""Sentences that tell of what never was, or of another time: nothing in them is news of an agreement.

"Had the offer been taken, ten captives would have gone free" frees nobody; "In 2009 the guns fell silent after 22 days"
is history.
"""

from __future__ import annotations

import re

_NEVER_WAS = re.compile(
    r"\A\W*Had (?!to\b)[^.;]*\b(?:would|could|might)(?: not|n[’']t)? have\b"
    r"|\bif [^.;]*\bhad [^.;]*\b(?:would|could|might)(?: not|n[’']t)? have\b"
    r"|\b(?:would|could|might)(?: not|n[’']t)? have [^.;]*\b(?:if [^.;]*\bhad|had \w+ (?:not )?been)\b",
)
_YEAR = r"(?:19[0-9]\d|20[0-4]\d)"
_PACT = r"(?:truce|cease-?fire|deal|agreement|accord|pact|war|intifada|offensive)s?"
_HISTORY = re.compile(
    rf"\A\W*(?:Back )?(?:In|During|After|By|Between|From)(?: the)?(?: \w+){{0,3}}? ({_YEAR})(?:s| and| to|[-–])?\b"
    rf"|\A\W*(?:The|That|In the|During the) (?:[\w-]+ ){{0,2}}?{_PACT} (?:of|in|from) (?:\w+ )?({_YEAR})\b"
    rf"|\A\W*(?:The|That|In the|During the) (?:\w+ )?({_YEAR}) {_PACT}\b",
)
_PRESENT = re.compile(
    r"\b(?:has|have|is|are|now|today|still|says?|will|since|hasn[’']t|haven[’']t|isn[’']t|aren[’']t|continues?|remains?)\b"
    r"|\b(?:on|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_LONG_AGO = 2
"""Years before publication from which on a sentence in the past alone tells history."""


def never_was(surface: str) -> bool:
    """Whether a sentence supposes what did not happen: "Had ..., ... would have ..."."""
    if "have" not in surface or not ("would" in surface or "could" in surface or "might" in surface):
        return False
    return _NEVER_WAS.search(surface) is not None


def history(surface: str, year: int | None, signed: int) -> bool:
    """Whether a sentence tells, wholly in the past, of a year that was over long before `year`, that of publication.

    `signed` is the year of the agreement: what happened from then on is its own story.
    """
    match = _HISTORY.match(surface)
    if match is None:
        return False
    told = int(match[1] or match[2] or match[3])
    now = year if year is not None else signed
    return told < signed and now - told >= _LONG_AGO and _PRESENT.search(surface) is None
