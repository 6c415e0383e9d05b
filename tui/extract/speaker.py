"""Speakers and those whom later words can take up, and whom a source phrase names."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui.extract.cues import CUES, DETERMINERS, words
from tui.extract.names import People
from tui.extract.nominals import ROLES
from tui.extract.persons import Gender
from tui.extract.roster import Mention

_BEFORE_OTHERS = words("of for by to with about against from in at near outside on over under")
"""Behind these a name is not the head of a source phrase."""
_RELATIVE_CLAUSE = re.compile(
    r",? (?:who|whom|whose|which|that)\b|, (?:an?|one of|now|then|aged|\d+,?) "
    r"|, (?:[a-z]+ing|on condition|in|at|also)\b"
    r"|, [a-z]+(?:ed|wn) (?:by|in|on|at|from|to|with|whether|if|about)\b"
)
_LED = re.compile(r"\b(?:led|run|\w+ed) by\b")
_TITLES = words("mr mrs ms miss dr sir sen rep gov gen col lt prof mx")
_ACTS = frozenset(w for w, cue in CUES.items() if cue.form in ("third", "past"))
"""What a person does, behind the name."""


class Speaker(NamedTuple):
    """A speaker as a quote shows it; offsets are of the mention."""

    name: str | None
    mention: str | None
    start: int | None
    end: int | None
    resolved: str | None
    actor_id: str | None
    role: str | None


class Antecedent(NamedTuple):
    """Whom a later pronoun or nominal can mean."""

    name: str
    actor_id: str | None
    gender: Gender | None
    plural: bool
    person: bool
    line: int
    """Sentence that it stands in."""
    speaker: bool = False
    """Whether it speaks there."""


NOBODY = Speaker(None, None, None, None, None, None, None)


def without_relative(phrase: str) -> str:
    """ "Drivers who had waited" -> "Drivers", "The defendant, a clerk from Sampleton" -> "The defendant"."""
    match = _RELATIVE_CLAUSE.search(phrase, 1)
    return phrase[: match.start()] if match is not None else phrase


def name_in(people: People, start: int, end: int) -> Mention | None:
    """The person whom a source phrase names as its head; an institution only if it is the whole phrase."""
    mentions = people.mentions_in(start, end)
    text = people.document.text
    for mention in mentions:
        if mention.kind != "person":
            continue
        ahead = text[start : mention.start].lower()
        before = ahead.rpartition(",")[2].split()
        while before and (before[-1] in DETERMINERS or before[-1].rstrip(".") in _TITLES):
            before.pop()  # "a commander of the Sample Crew", "a spokesman for Mr. Sample"
        after = text[mention.end : end].strip()
        if after.startswith(("'s", "’s", "' ", "’ ")) or (
            after
            and after[0].islower()
            and after.split()[0] not in _ACTS
            and not after.startswith(
                ("who", "himself", "herself", "of ", "from ", "and ", "the ", "a ", "an ", "in ", "with ", "at ")
            )
        ):
            continue  # "Ms Sample's office", "the Sample campaign"
        if (before and before[-1] in _BEFORE_OTHERS) or _LED.search(ahead):
            continue
        if mention.text.split()[-1].lower() in ROLES:
            continue  # "the Special Coordinator, Karim Lotfy"
        return mention
    for mention in mentions:
        if (
            mention.kind != "person"
            and text[start : mention.start].lower().strip() in ("", "the")
            and mention.end >= end - 1
        ):
            return mention
    return None
