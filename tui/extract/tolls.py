"""Tolls, shares and rates: numbers that are the value of something named elsewhere in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tui.extract.governors import REACH
from tui.extract.lexicon import BODY_NOUNS, DETERMINERS, THINGS, VERBS, Action, Thing, is_people
from tui.extract.line import Line
from tui.extract.numbers import Number
from tui.extract.phrases import Phrase, plain
from tui.records import Measure


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TOLL_LINKS = _set(
    """to at reached reaches reach exceeded exceeds exceed exceeding surpassed surpasses passed topped tops hit
    hits passes crosses
    crossed climbs nearing is was of as than totalled totaled totals toll nears totalling totaling numbered past
    stands stood now
    were are : - – —"""
)
MOVES = _set(
    """up down rose fell risen fallen dropped drops declined decreased increased climbed grew shrank rising falling
    dropping rises falls"""
)
_TOLL_NOUNS = _set("toll number total count tally tolls numbers figure totalling")
_TERRITORY = _set(
    """gaza strip territory enclave land area lebanon tigray region country coastal governorate zone rafah"""
)
_FREED = _set("free freed cleared rid disarmed demilitarised demilitarized")
_CONTROL = _set(
    """hands limits no-go inaccessible
    control controls controlled controlling occupied occupies occupy occupying occupation withdrawal withdrawals
    withdraw withdrew withdrawn held holds hold line seized seize military troops army forces retain retaining
    buffer restricted off-limits"""
)


def toll(line: Line, left: int) -> tuple[Action, Thing] | None:
    """What the toll is of, whose value stands at `left`: the toll noun before it, and what that counts."""
    low = line.low
    if left > 1 and low[left - 1] == "at" and low[left - 2] in VERBS and low[left - 3 : left - 2] == ["the"]:
        return VERBS[low[left - 2]].action, "plain"  # "puts the dead at 148"
    if left > 1 and low[left - 1] == "at" and (action := _put_at(line, left - 1)) is not None:
        return action, "plain"
    for j in range(left - 1, max(-1, left - REACH), -1):
        word = low[j]
        if word in (";", "•", "*", "🔴", "⭕", "|"):
            return None
        if word in ("toll", "tolls"):
            return "kill", "plain"
        if word in ("number", "total", "count", "tally", "numbers"):
            counted = (
                low[j + 1 : j + 2] == ["of"]
                or low[j + 1 : j + 3] == ["to", "have"]
                or (low[j + 1] in VERBS and VERBS[low[j + 1]].passive)
            )
            if not counted and low[j - 1 : j] != ["total"] and word != "tally":
                continue
            return counted_in(line, j + 1, left)
    totals = low[left - 1] in ("numbered", "totalled", "totaled", "topped", "surpassed", "exceeded")
    if left > 1 and (totals or (low[left - 1] == "to" and low[left - 2] in MOVES)):
        for j in range(left - 2, max(-1, left - 14), -1):  # "Trucks let in rose to 220 a day"
            if low[j] in (",", ";", ":", "and") or low[j][:1].isdecimal():
                break
            if THINGS.get(low[j]) in ("death", "injury", "truck", "violation", "pallet", "casualty"):
                return counted_in(line, j, left)
    if low[left - 1] == ":":
        for j in range(left - 2, max(-1, left - 9), -1):  # "Martyrs: 7", "Injuries in the past 24 hours: 5"
            if low[j] in ("•", "*", "🔴", "⭕", "|", ".", ";", ":"):
                break
            if low[j] in VERBS and VERBS[low[j]].passive and low[j] not in THINGS and VERBS[low[j]].action != "return":
                action = VERBS[low[j]].action  # "Recovered: 718", "Detained: 45"
                return action, "body" if action == "recover" else "plain"
            if THINGS.get(low[j]) in ("death", "injury", "truck", "violation", "pallet", "casualty", "body"):
                return counted_in(line, j, left) or ("kill", THINGS[low[j]])
    return None


_PUTS = _set("put puts putting placed places estimates estimated reckons reckoned gave gives")


def _put_at(line: Line, at: int) -> Action | None:
    """ "It puts the dead since October at 394": what those are whose number stands behind the "at" token."""
    low = line.low
    for j in range(at - 1, max(-1, at - 12), -1):
        if low[j] in (",", ";", ".", ":") or (low[j][:1].isdecimal() and not line.skip[j]):
            return None
        if low[j] == "losses" and low[j - 1] in ("its", "their", "own", "enemy") and low[j + 1] == "at":
            return "kill"
        if low[j] in ("dead", "killed", "wounded", "injured", "missing", "displaced", "detained", "fatalities"):
            named = low[j - 1] in DETERMINERS or low[j - 1] in ("of", "number", "own")
            if named and not _PUTS.isdisjoint(low[max(0, j - 4) : j]):
                return VERBS[low[j]].action if low[j] in VERBS else "kill"
    return None


def counted_in(line: Line, first: int, last: int) -> tuple[Action, Thing] | None:
    """Action and thing in "of herders killed near the river this year to"."""
    action: Action | None = None
    thing: Thing = "plain"
    for j in range(first, last):
        word = line.low[j]
        if word in THINGS and thing == "plain" and (action is None or word in BODY_NOUNS):
            thing = THINGS[word]
        if word in VERBS and action is None and VERBS[word].action not in ("violate",):
            action = VERBS[word].action
    if thing in ("prisoner", "captive") and action is None:
        action = "hold"
    if thing == "death":
        return "kill", thing
    if thing == "injury":
        return "injure", thing
    if thing == "arrest":
        return "detain", thing
    if thing == "attack" or thing in ("truck", "violation", "pallet", "casualty"):
        return action or ("attack" if thing == "attack" else "enter"), thing
    return (action, thing) if action is not None else None


def counted_after(line: Line, first: int) -> tuple[tuple[Action, Thing] | None, str | None]:
    """What "the number of media workers who have died" at `first` counts, and whom in words; up to the clause's end."""
    low = line.low
    of = next((j for j in range(first, min(first + 3, len(line))) if low[j : j + 1] == ["of"]), None)
    last = of if of is not None else first
    while last < len(low) and low[last] not in (",", ".", ";", ":") and last - first < 16:
        last += 1
    if of is None:
        return counted_in(line, first, last), None
    start = of + 1
    while start < last and (low[start] in DETERMINERS or low[start] == "such"):
        start += 1
    end = start
    while end < last and plain(low[end]) and low[end] not in VERBS and not line.skip[end]:
        end += 1
    return counted_in(line, start, last), line.surface(start, end) or None


def toll_population(line: Line, left: int) -> str | None:
    """Whom the toll counts: the words after "number of"."""
    low = line.low
    for j in range(left - 1, max(-1, left - REACH), -1):
        if low[j] in _TOLL_NOUNS and low[j + 1 : j + 2] == ["of"]:
            first = j + 2
            while first < left and (
                low[first] in DETERMINERS or low[first] == "such" or (low[first] in VERBS and low[first].endswith("ed"))
            ):
                first += 1
            last = first
            while last < left and plain(low[last]) and low[last] not in VERBS and not line.skip[last]:
                last += 1
            thing = THINGS.get(low[last - 1]) if last > first else None
            counted = any(w in THINGS for w in low[first:last]) or is_people(low[last - 1], line.upper(last - 1))
            if thing == "attack" or not counted:
                return None  # "the toll of attacks on clinics", "of the crackdown"
            return line.surface(first, last) or None
    return None


def share_of(line: Line, number: Number, before: Measure | None) -> Measure | None:
    """Whether a percentage is a share of territory under control; `before`: measure of the count before it."""
    low = line.low
    if _given_up(low):
        return None
    after = low[number.last : number.last + 6]
    if after[:1] == ["of"]:
        territory = any(w.removesuffix("'s") in _TERRITORY for w in after) and _FREED.isdisjoint(low[number.last :])
        return "territory_pct" if territory and not _CONTROL.isdisjoint(low) else None
    if before == "territory_pct":
        return "territory_pct"
    territory = any(w.removesuffix("'s") in _TERRITORY for w in low)
    control = any(w.startswith(("control", "withdraw", "occup")) for w in low)
    return "territory_pct" if territory and control and after[:1] != ["chance"] else None


_LEAVES = _set("withdraw withdraws withdrew withdrawn withdrawing withdrawal pulled pulling")
_CEDES = _set("cede ceded ceding vacated vacating relinquished relinquishing evacuated")


def _given_up(low: Sequence[str]) -> bool:
    """Whether the shares of a line are of what is left and not of what is held: "withdrew from 12 percent"."""
    for i, word in enumerate(low):
        if word in _LEAVES or word in _CEDES:
            behind = low[i + 1 : i + 6]
            reach = behind.index("from") + 1 if "from" in behind[:3] else 0 if word in _CEDES else None
            if reach is not None and any(w[:1].isdigit() for w in behind[reach : reach + 3]):
                return True
    return False


_OF_AN_EVENT = _set("after before earlier later of ago")


def rate_of(line: Line, number: Number, phrase: Phrase) -> str | None:
    """ "day" for "140 lorries a day", "140 daily lorries", "980 a week"."""
    low = line.low
    for j in range(number.last, min(len(line), phrase.last + 14)):
        word = low[j]
        if word in (".", ";", ",") or (j >= phrase.last and word[:1].isdecimal()):
            return None
        if word in ("daily", "weekly", "monthly"):
            return {"daily": "day", "weekly": "week", "monthly": "month"}[word]
        if word in ("a", "per", "each", "every", "/") and low[j + 1 : j + 2] and low[j + 1] in ("day", "week", "month"):
            event = word == "a" and not _OF_AN_EVENT.isdisjoint(low[j + 2 : j + 3])
            return None if event else low[j + 1]
    return None
