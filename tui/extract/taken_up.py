"""Persons whom a phrase takes up without a word of their name: "the latter", "the two men", "the diplomat"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.extract.cues import PREPOSITIONS, words

PERSON_NOUNS = words(
    """
    man woman boy girl defendant suspect witness victim survivor resident farmer driver teacher nurse student soldier
    pensioner worker shopkeeper fisherman engineer doctor medic surgeon journalist reporter author writer historian
    lawyer attorney prosecutor judge candidate lawmaker politician activist researcher professor economist scientist
    expert analyst columnist pastor priest imam bishop rabbi coach captain player manager mother father grandmother
    grandfather brother sister son daughter wife husband widow widower aunt uncle neighbour neighbor refugee captive
    hostage prisoner veteran pilot sailor baker carpenter mechanic musician singer actor actress artist director
    owner founder founder-director secretary-general undersecretary-general high-commissioner commissioner premier
    chancellor monarch king queen pope rapporteur monitor mediator negotiator envoy diplomat official officer
    general colonel brigadier commander guard policeman policewoman paramedic volunteer clerk cleric monk
    """
)
"""Who a singular noun can only mean: one person."""
_KINDS: dict[str, frozenset[str]] = {
    "diplomat": words("envoy ambassador minister consul mediator negotiator attaché diplomat representative"),
    "lawmaker": words("senator representative congressman congresswoman mp member deputy lawmaker"),
    "politician": words("minister senator mayor governor president premier leader mp chairman congressman lawmaker"),
    "official": words("minister envoy ambassador spokesman spokeswoman spokesperson director chief head secretary"
                      " coordinator commissioner adviser advisor deputy officer mayor governor representative"),
    "officer": words("general colonel major captain lieutenant brigadier admiral sergeant commander inspector"),
    "commander": words("general colonel brigadier admiral major"),
    "academic": words("professor historian lecturer economist scientist researcher"),
    "scholar": words("professor historian lecturer fellow"),
    "aide": words("adviser advisor assistant"),
    "lawyer": words("attorney counsel solicitor barrister"),
    "attorney": words("lawyer counsel"),
    "politburo": frozenset(),
}  # fmt: skip
"""Wider words for those who hold an office."""
_PAIRS = words(
    """
    men women leaders ministers officials diplomats presidents generals envoys senators lawmakers brothers sisters
    candidates rivals friends officers lawyers doctors premiers
    """
)


def wider(head: str, role: str) -> bool:
    """Whether "the `head`" can mean somebody whose office is `role`: "the diplomat", of an ambassador."""
    kinds = _KINDS.get(head)
    return kinds is not None and any(w.strip(".,").lower() in kinds for w in role.split())


def kinds(head: str) -> bool:
    """Whether the word is a wider one for offices."""
    return head in _KINDS


def is_person_noun(word: str) -> bool:
    """Whether a singular noun in small letters means a person: "judge", "secretary-general"."""
    return word in PERSON_NOUNS or ("-" in word and word.rpartition("-")[2] in PERSON_NOUNS)


def pair(phrase: Sequence[str]) -> str | None:
    """ "former", "latter" or "both", when the phrase is one that takes up two persons; else None.

    `phrase` is its words in small letters: "the latter", "the two men", "both women".
    """
    if len(phrase) == 2 and phrase[0] == "the" and phrase[1] in ("former", "latter"):
        return phrase[1]
    if len(phrase) == 3 and phrase[:2] in (["the", "two"], ("the", "two")) and phrase[2] in _PAIRS:
        return "both"
    if len(phrase) == 2 and phrase[0] == "both" and phrase[1] in _PAIRS:
        return "both"
    return None


_RELATIVE = frozenset(("who", "which", "that", "whom"))
_SELF_NAMED = re.compile(
    r" who (?:gave|asked|wanted|agreed|wished)\b[^,]{0,60}?\b(?:names?\b[^,]{0,24}?|identified |known )"
    r"(?:,|as|only as|by)(?: only)? ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})$"
)
_KIN = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur) [a-z-]+(?: [a-z-]+)?, ([A-Z][\w’'-]+)$")


def first_name(phrase: str) -> str | None:
    """The one name of somebody described: "a man who gave his name as Amir", "Her husband, Peter"."""
    match = _SELF_NAMED.search(phrase[:240]) or _KIN.match(phrase[:80])
    return match[1] if match is not None else None


_SELVES = frozenset(("himself", "herself", "itself", "themselves"))


def head_noun(words: list[str]) -> str:
    """The noun that a phrase in small letters is about: "captain" in "the captain of the boat, a retired sailor"."""
    head = ""
    for word in words:
        if word == "'" or word in _SELVES:
            continue  # "the drivers' union"
        if head and (word in PREPOSITIONS or word in _RELATIVE or not word[0].isalnum()):
            break
        head = word
    return head
