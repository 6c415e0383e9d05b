"""The noun phrase that a number counts: where it ends, its head, and what kind of thing that is."""

from __future__ import annotations

from typing import NamedTuple

from tui.extract.idioms import BEGINS
from tui.extract.lexicon import (
    ADVERBS,
    AUX,
    BODY_NOUNS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    IRREGULAR,
    NOT_ADVERBS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    PUNCTUATION,
    THINGS,
    VERBS,
    Action,
    Thing,
    is_people,
)
from tui.extract.line import Line
from tui.extract.numbers import Number
from tui.extract.numerals import NUMBER_WORDS

FUNCTION = DETERMINERS | PREPOSITIONS | PRONOUNS | PUNCTUATION | CONJUNCTIONS | AUX
MORE = frozenset(("more", "other", "others", "another", "further", "additional"))
_BEHIND_A_VERB = DETERMINERS | PREPOSITIONS
_DEAD = frozenset(("deceased", "dead", "slain", "fallen", "lifeless", "murdered"))


class Phrase(NamedTuple):
    """Tokens first..last (exclusive) after a number; empty where the number stands alone."""

    first: int
    last: int
    head: str
    thing: Thing
    people: bool
    """Whether the head can stand for people; a bare number can."""
    dead: bool
    """Whether the phrase says that they are no longer alive."""
    modifier: Action | None
    """What a participle before the head says: "15 wounded Samplers"."""


def plain(low: str) -> bool:
    """Whether a word can be part of a noun phrase."""
    return low[:1].isalpha() and low not in FUNCTION


def adverb(low: str) -> bool:
    """Whether a word is an adverb, by its form or the list."""
    return (low.endswith("ly") and low not in NOT_ADVERBS and len(low) > 4) or low in ADVERBS


COMPOUND = frozenset(("truck", "lorry", "tanker", "truckload", "pallet"))
"""Nouns that follow a number with a hyphen and are still counted: "the 600-truck target"."""
_PLURALS = frozenset(("people", "men", "women", "children", "police", "troops", "personnel", "staff"))


def _plural(word: str) -> bool:
    """Whether a word is a plural that is a head more often than a modifier."""
    return word in _PLURALS or (word.endswith("s") and (word in PEOPLE or word in THINGS))


_PREDICATES = frozenset(("dead", "injured", "wounded", "homeless", "missing"))
_VIOLENT = frozenset(
    ("attack", "attacks", "settler", "settlers", "violence", "violent", "strike", "strikes", "airstrike", "airstrikes",
     "shooting", "shootings", "gunfire", "shelling", "casualties", "clashes", "raid", "raids")
)  # fmt: skip


def _modifies(line: Line, i: int) -> bool:
    """Whether the "-ing" word at i stands before a noun that we count: "20 living hostages"."""
    for word in line.low[i + 1 : i + 4]:
        if not plain(word):
            return False
        if word in PEOPLE or word in THINGS:
            return True
    return False


def find_phrase(line: Line, number: Number) -> Phrase:
    """The noun phrase that the number counts: tokens after it up to its head."""
    low, n = line.low, len(line)
    i = number.after
    if number.lead and low[number.lead - 1] == ":" and line.upper(i) and "number" in low[: number.lead]:
        return Phrase(
            i, i, "", "plain", True, False, None
        )  # "Number of injuries: 20 Ministry of ...": the label counts
    if number.of_them and low[i : i + 1] in (["a"], ["an"]) and i + 1 < n and is_people(low[i + 1], False):
        i += 1  # "one of them a journalist"
    while i < n and low[i] in (
        "“",
        '"',
        "‘",
        "'",
        "”",
        "’",
        "the",
        "its",
        "their",
        "his",
        "those",
        "these",
        "our",
        "her",
        "my",
        "your",
    ):
        if low[i] in DETERMINERS and i == number.last:
            break
        i += 1
    first = last = i
    modifier: Action | None = None
    while i < n and i - first < 9:
        word = low[i]
        if line.skip[i] or word in NUMBER_WORDS or word[:1].isdecimal():
            break
        owner = word in ("'", "’") and i > first and low[i - 1].endswith("s")
        if owner and not BODY_NOUNS.isdisjoint(low[i + 1 : i + 2]):
            i += 1  # "two more hostages' bodies"
            continue
        if i > first and _plural(low[i - 1]) and not (word in PEOPLE or word in THINGS or line.upper(i)):
            break  # "five nurses drew protests": the head was reached
        if i > first and word.endswith("ing") and _plural(low[i - 1]) and i + 1 < n and low[i + 1] in _BEHIND_A_VERB:
            break  # "gunmen crossing the line"
        bare = i == first == number.after and low[i + 1 : i + 2] == ["to"] and not line.upper(i)
        if bare and not word.endswith("s") and word not in THINGS and word not in PEOPLE:
            break  # "18,000 continue to wait"
        if i > first and word in BEGINS and (low[i - 1] in _PLURALS or low[i - 1].endswith("s")):
            break  # "Palestinians sit in jails"
        if word == "aged" or (word in IRREGULAR and (i > first or word in FINITE)):
            break
        if word in _PREDICATES and i > first and (_plural(low[i - 1]) or is_people(low[i - 1], False)):
            break  # "left eight people dead"
        if i == first and word.endswith("ing") and word != "housing" and not _modifies(line, i):
            break  # "40 carrying flour": no noun of its own
        if word == "-" and 0 < i < n - 1 and line.glued(i) and line.glued(i + 1):
            i += 2  # a hyphen that the tokens kept apart
            last = i
            continue
        if word == "-" and i == first == number.after and low[i + 1 : i + 2] and low[i + 1] in COMPOUND:
            first, i, last = i + 1, i + 2, i + 2  # "the 600-truck target"
            break
        if word == "&":
            i += 1
            continue
        if adverb(word) and i == first and i + 2 < n and low[i + 1] in VERBS and plain(low[i + 2]):
            i += 1  # "19 critically injured patients"
            continue
        if not plain(word) or (adverb(word) and not line.upper(i)):
            break
        if (word in VERBS and word not in THINGS) or word in ("killed", "injured", "wounded"):
            verb = VERBS[word]
            nxt = low[i + 1] if i + 1 < n else ""
            passive = verb.passive or (i == first and word.endswith("ing") and nxt in THINGS)
            modifies = passive and plain(nxt) and nxt not in VERBS and nxt not in NUMBER_WORDS
            if not modifies or line.skip[i + 1] or adverb(nxt):
                break
            modifier = verb.action if verb.passive else None
        elif (
            word.endswith(("ed", "ing"))
            and len(word) > 4
            and word not in THINGS
            and "-" not in word
            and word != "living"
        ):
            nxt = low[i + 1] if i + 1 < n else ""
            if i > first and (low[i - 1] in THINGS or low[i - 1] in PEOPLE):
                break
            if not (plain(nxt) and nxt not in VERBS and not line.skip[i + 1]) or (
                line.upper(i + 1) and not line.upper(i)
            ):
                break
        i += 1
        last = i
    if last > first and low[last : last + 1] == ["and"] and low[last - 1] not in THINGS:
        for j in range(last + 1, min(n, last + 4)):  # "air and ground violations"
            goods = THINGS.get(low[j]) in ("truck", "pallet", "violation")  # "212 UN and partner trucks"
            if (
                low[j] in THINGS
                and low[j] not in VERBS
                and (goods or not is_people(low[last - 1], line.upper(last - 1)))
            ):
                last = j + 1
            elif low[j] in PEOPLE and j == last + 2 and line.upper(last - 1) and line.upper(last + 1):
                last = j + 1  # "140 Samplish and Borderian soldiers"
                break
            if not plain(low[j]) or low[j] in VERBS or line.skip[j]:
                break
    head = ""
    for j in range(last - 1, first - 1, -1):
        if low[j] in ("more", "alone", "each", "dead") and j > first:
            continue
        if low[j] not in ("-",):
            head = low[j].removesuffix("'s").removesuffix("'")
            break
    head = "" if head == "more" else head
    thing: Thing = THINGS.get(head, "plain")
    if thing == "plain" and not is_people(head, line.upper(last - 1)):
        for j in range(last - 2, first - 1, -1):
            if low[j] in THINGS and THINGS[low[j]] not in ("paper", "building", "attack", "death", "injury"):
                thing = THINGS[low[j]]
                break
    if head in ("unit", "units") and not {"housing", "residential"}.isdisjoint(low[first:last]):
        thing = "building"
    described = last - first > 1 and low[first] not in ("such", "separate", "security", "more", "other")
    if head in ("incident", "incidents") and described and _VIOLENT.isdisjoint(low):
        thing = "paper"  # of flooding, say
    if thing == "patient" and any("wounded" in low[j] or "injured" in low[j] for j in range(first, last)):
        thing = "injury"
    if head in ("box", "boxes", "bag", "bags", "sets") and low[last : last + 1] == ["of"]:
        inside = next((j for j in range(last + 1, min(n, last + 4)) if low[j] in BODY_NOUNS), None)
        if inside is not None:
            thing, last = "body", inside + 1 + (low[inside + 1 : inside + 2] == ["parts"])
    bodies = thing == "body" and head in BODY_NOUNS
    if (thing == "truck" or bodies) and low[last : last + 1] == ["of"]:
        end = last + 1
        while bodies and end < n and low[end] in DETERMINERS:
            end += 1
        while end < n and end - last < 5 and plain(low[end]) and low[end] not in VERBS and not line.skip[end]:
            end += 1
        if end > last + 1:
            last = end
    elif low[last : last + 2] == ["of", "war"]:
        last += 2
    dead = any(low[j] in _DEAD for j in range(first, last))
    people = head == "" or is_people(head, line.upper(last - 1))
    return Phrase(first, last, head, thing, people, dead, modifier)


def population_of(line: Line, phrase: Phrase) -> str | None:
    """The words of the phrase, without "more", "other" and what only repeats the measure."""
    first, last = phrase.first, phrase.last
    while last - first > 1 and line.low[last - 1] in ("more", "alone", "each", "dead", "hostage", "captive"):
        last -= 1
    while last - first > 1 and line.low[first] in MORE | {"such", "new", "-"}:
        first += 1
    if line.low[first:last] == ["new"]:
        return None  # "6 martyrs (2 new)"
    return line.surface(first, last) or None
