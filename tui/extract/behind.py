"""The predicate behind a counted phrase: "24 people were killed", "12 bodies remain in Gaza"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tui.extract.governors import BE, REACH, RELATIVE
from tui.extract.idioms import BEGINS, CONDITION, idiom
from tui.extract.lexicon import (
    AUX,
    DETERMINERS,
    PREPOSITIONS,
    PUNCTUATION,
    THINGS,
    VERBS,
    Action,
)
from tui.extract.line import Line
from tui.extract.numerals import NUMBER_WORDS
from tui.extract.phrases import adverb, plain


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARENTHESIS = _set(
    """
    including mostly most all among mainly many some half aged comprising totalling representing from at as both
    who which in of on along together largely predominantly according or nearly almost about
"""
)
_CLAUSE_STARTERS = _set(
    """because while when after before as if since until unless although though whereas where but than amid despite
    following during"""
)
_REDUCED = _set(
    """
    seized captured convicted sentenced held jailed imprisoned detained arrested kept displaced taken abducted
    kidnapped
"""
)
_GIVES_TROOPS = _set("pledged contributed committed dispatched")
_REACHED = _set("reached arrived reach arrive")
_CAMPS = _set("camp camps shelters shelter settlement settlements")
_EXPOSED = _set("without exposed at vulnerable hungry short dependent")
_COMPRISING = _set("comprising totalling totaling numbering")
_TIMES = (["week"], ["month"], ["year"], ["morning"], ["evening"], ["afternoon"], ["weekend"], ["day"], ["winter"])
_PER = (["day"], ["week"], ["month"], ["year"])
_BETWEEN = _set("and another a the further as well additional some")
_AMONG: dict[Action, tuple[str, ...]] = {
    "kill": ("dead", "killed", "victims", "fatalities", "deaths", "martyrs"),
    "injure": ("injured", "wounded"),
    "affect": ("casualties",),
    "detain": ("arrested", "detained", "arrestees"),
    "free": ("released", "freed"),
    "displace": ("displaced", "evacuated"),
}


class Right(NamedTuple):
    """The predicate behind a counted phrase."""

    action: Action | None
    """None when the counted act themselves: "12 gunmen killed two"."""
    at: int
    """Token of the predicate."""
    crossed: bool
    """Whether other counted phrases lie between: they share it."""
    part: bool = False
    """Whether it makes the counted a part: "are among the dead"."""


def right_of(
    line: Line,
    start: int,
    ends: Mapping[int, int],
) -> Right | None:
    """What `_right_of` finds; what has yet to be given back is held."""
    right = _right_of(line, start, ends)
    if right is None or right.crossed or right.action not in ("return", "free"):
        return right
    return right._replace(action="hold") if _pending(line, start, right.at) else right


def _right_of(
    line: Line,
    start: int,
    ends: Mapping[int, int],
) -> Right | None:
    """The predicate of the noun phrase that ends at `start`: "... were killed", "... remain in Gaza".

    `ends` gives, for each token at which a number begins, where its noun phrase ends.
    """
    low, n = line.low, len(line)
    i, be, any_aux, crossed = start, False, False, False
    stop = min(n, start + REACH)
    while i < stop:
        word = low[i]
        if line.skip[i]:
            i += 1
            continue
        if word in ("a", "per", "every", "each") and low[i + 1 : i + 2] in _PER and not any_aux:
            i += 2  # "1,700 people a day reached the camp"
            continue
        if word == "aged":
            i += 1
            while i < stop and (
                low[i][:1].isdecimal() or low[i] in NUMBER_WORDS or low[i] in ("and", "between", "to", "from", ",")
            ):
                i += 1
            continue
        if word == "taken" and {"hostage", "hostages", "captive"}.intersection(low[i + 1 : i + 8]):
            if not any_aux and (later := _main_verb(line, i + 1, ends)) is not None:
                return Right(VERBS[low[later]].action, later, crossed)
            return Right("abduct", i, crossed)
        if (said := idiom(line, i, be, any_aux)) is not None:
            return Right(said, i, crossed)
        if word in _COMPRISING and i + 1 in ends and not any_aux:
            crossed, i = True, max(ends[i + 1], i + 2)  # "12 households comprising 71 people were displaced"
            continue
        if word in RELATIVE and (later := _after_relative(line, i + 1)) is not None:
            return Right(VERBS[low[later]].action, later, crossed)
        if word in _REACHED and _CAMPS.intersection(low[i + 1 : i + 6]) and low[start - 1] not in ("trucks", "lorries"):
            return Right("displace", i, crossed)  # "1,700 people a day reached the camp"
        if word in ("lie", "lies", "lying") and any_aux:
            i += 1
            continue
        if word in VERBS:
            return _predicate(line, i, be, any_aux, crossed, ends)
        if word == "among":
            kind = next((k for w in low[i + 1 : i + 4] for k, words in _AMONG.items() if w in words), None)
            if kind is None and i + 1 in ends and (be or any_aux):
                inner = _right_of(line, ends[i + 1], ends)  # "two women were among five civilians who were hurt"
                if inner is not None and inner.action is not None:
                    return inner._replace(at=i, crossed=crossed, part=True)
            if kind is not None:
                return Right(None if kind == "affect" else kind, i, crossed, part=True)
        if word in AUX:
            be = be or word in BE
            any_aux = True
            i += 1
        elif adverb(word) or word in ("“", "”", '"', "‘", "’") or word in RELATIVE:
            i += 1
        elif word in ("(", "["):
            end = i + 1
            while end < stop and low[end] not in (")", "]"):
                end += 1
            i = end + 1
        elif i in ends and not any_aux:
            if not crossed and low[i - 1] not in ("and", ",", "or", "plus", "&"):
                return None
            crossed, i = True, max(ends[i], i + 1)
        elif word in (",", "and", "or", "–", "—", "-", "plus", "&"):
            if any_aux:
                if word == ",":
                    return None
                i += 1
                continue
            if word == "," and crossed and i + 1 < stop and (low[i + 1] in BE or low[i + 1] in ("have", "had", "has")):
                i += 1  # "nine people, three of them children, were killed"
                continue
            nxt = i + 1
            while nxt < stop and low[nxt] in _BETWEEN:
                if nxt in ends:
                    break
                nxt += 1
            if nxt in ends:
                crossed, i = True, max(ends[nxt], nxt + 1)
                if i < stop and low[i] in BE and low[i - 1] in ("whom", "them"):
                    i = next((j for j in range(i, min(stop, i + 6)) if low[j] == ","), i)  # "38 of whom are children,"
                if i + 1 < stop and low[i] in ("wounded", "injured", "dead") and low[i + 1] in BE:
                    i += 1  # "four bodies and 15 wounded were brought in"
                continue
            close = _parenthesis(line, i, stop, ends) if word in (",", "–", "—", "-") else None
            if close is not None:
                i = close
                continue
            if word != "and":
                return None
            i += 1
            steps = 0
            while i < stop and (plain(low[i]) or low[i] in DETERMINERS) and low[i] not in VERBS and steps < 6:
                i += 1
                steps += 1
            if i < stop and low[i] in VERBS and steps == 0:
                return None  # "and injured 27": another clause, whose subject the number is not
            if i < stop and not (low[i] in AUX or low[i] in VERBS or low[i] in PREPOSITIONS or low[i] == ","):
                return None
        elif word in PREPOSITIONS and word not in _CLAUSE_STARTERS:
            if any_aux:
                return None
            i += 1
            while (
                i < stop
                and i not in ends
                and (low[i] in DETERMINERS or plain(low[i]) or _age(line, i) or low[i + 1 : i + 2] == ["s"])
                and not (low[i] in VERBS and low[i] not in THINGS and low[i - 1] not in DETERMINERS)
                and not (
                    low[i] in BEGINS and low[i - 1] not in DETERMINERS and idiom(line, i, False, False) is not None
                )
            ):
                i += 1
        elif (
            (word.endswith(("ing", "ed")) or word in _REDUCED)
            and not any_aux
            and (later := _main_verb(line, i + 1, ends)) is not None
        ):
            return Right(VERBS[low[later]].action, later, crossed)
        elif word.endswith("ing") and not any_aux:
            # "men serving life and 60 others were released"
            j = i + 1
            while j < stop and plain(low[j]) and low[j] not in VERBS and not line.skip[j]:
                j += 1
            if j >= stop or low[j] != "and" or j + 1 not in ends:
                return None
            i = j
        else:
            return None
    return None


def _after_relative(line: Line, first: int) -> int | None:
    """A headline's participle behind a relative clause: "two gunmen who crossed the line *killed* in the north"."""
    low = line.low
    acts = False
    for j in range(first, min(len(low), first + 12)):
        word = low[j]
        if acts and word in ("have", "has", "were", "was") and low[j - 1] not in ("and", "or", "to", "that", "who"):
            k = j + 1  # "31 gunmen who crossed the line have been killed"
            while k < len(low) and low[k] in AUX and low[k] not in ("to", "not"):
                k += 1
            passive = k < len(low) and low[k] in VERBS and VERBS[low[k]].passive and not BE.isdisjoint(low[j:k])
            return k if passive else None
        if word in AUX or word in PUNCTUATION or word in ("and", "or", "to", "after", "when", "by") or line.skip[j]:
            return None
        if word in VERBS and acts and VERBS[word].action in ("kill", "injure", "detain", "die"):
            ends = j + 1 >= len(low) or low[j + 1] in PREPOSITIONS or low[j + 1] in PUNCTUATION or line.skip[j + 1]
            return j if VERBS[word].passive and ends else None
        acts = acts or word in VERBS or word.endswith("ed")
    return None


_NOT_YET = _set("yet not never n't awaiting await")


def _pending(line: Line, start: int, i: int) -> bool:
    """ "have yet to be handed over", "had not been returned", "are still to be released"."""
    between = line.low[start:i]
    return not _NOT_YET.isdisjoint(between) or ("still" in between and "to" in between)


def _age(line: Line, i: int) -> bool:
    """Whether token i belongs to "an 11-year-old girl"."""
    low = line.low
    return (low[i][:1].isdecimal() and low[i + 1 : i + 2] == ["-"]) or (low[i] == "-" and line.glued(i))


def _parenthesis(line: Line, i: int, stop: int, ends: Mapping[int, int]) -> int | None:
    """The place behind ", including 20 children," if a predicate follows there."""
    low = line.low
    dashed = low[i] in ("–", "—", "-")
    described = i + 1 < stop and low[i + 1].endswith("ing") and len(low[i + 1]) > 5
    if i + 1 >= stop or (low[i + 1] not in _PARENTHESIS and not dashed and not described):
        return None
    if low[i + 1] == "including" and i + 2 in ends and ends[i + 2] < stop and low[ends[i + 2]] in BE:
        return ends[i + 2]  # the second comma is missing
    for j in range(i + 2, min(stop, i + 22)):
        if (
            (low[j] in ("–", "—", "-") or (low[j] == "," and not dashed))
            and j + 1 < stop
            and (low[j + 1] in AUX or low[j + 1] in VERBS)
        ):
            if low[j + 1] in VERBS and not VERBS[low[j + 1]].passive:
                continue
            return j + 1
        if low[j] in (".", ";", ":"):
            return None
    return None


def _main_verb(line: Line, first: int, ends: Mapping[int, int]) -> int | None:
    """The passive behind a reduced clause: "detainees held without charge *were released*"."""
    low = line.low
    for j in range(first, min(len(low) - 1, first + 10)):
        if (j in ends and low[j - 1] not in PREPOSITIONS) or low[j] in PUNCTUATION:
            return None
        if low[j] in ("were", "was", "are", "been", "be", "being"):
            k = j + 1
            while k < len(low) and (adverb(low[k]) or low[k] in AUX):
                k += 1
            return k if k < len(low) and low[k] in VERBS and VERBS[low[k]].passive else None
    return None


def _predicate(line: Line, i: int, be: bool, any_aux: bool, crossed: bool, ends: Mapping[int, int]) -> Right | None:
    low, n = line.low, len(line)
    word, verb = low[i], VERBS[low[i]]
    nxt = low[i + 1] if i + 1 < n else ""
    takes_object = (
        i + 1 in ends
        or (i + 1 < n and not be and not any_aux and _object(line, i + 1))
        or (nxt in DETERMINERS and low[i + 2 : i + 3] not in _TIMES)
        or (i + 1 < n and line.upper(i + 1) and not line.skip[i + 1] and nxt not in ("while", "in") and not be)
    )
    if word == "shot" and nxt == "down":
        return Right(None, i, crossed)  # aircraft
    if word.startswith("remain") and (nxt in _EXPOSED or low[i + 1 : i + 3] in (["out", "of"], ["cut", "off"])):
        return Right("affect", i, crossed)  # "3,100 families remained without shelter"
    if word.startswith("remain") and nxt in ("in", "at") and not CONDITION.isdisjoint(low[i + 2 : i + 5]):
        return Right("injure", i, crossed)
    if be and word in ("returned", "handed") and not crossed:
        return Right("free", i, crossed)  # people who are handed over are let go
    if word.startswith("remain") and nxt in VERBS and VERBS[nxt].passive:
        return Right(VERBS[nxt].action, i + 1, crossed)
    if word in ("shot", "found", "shoot", "left") and nxt == "dead":
        return Right("kill", i, crossed)
    if word in ("shot", "beaten", "stabbed", "burned", "burnt") and low[i + 1 : i + 3] == ["to", "death"]:
        return Right("kill", i, crossed)
    if nxt == "and" and i + 2 < n and low[i + 2] in VERBS and VERBS[low[i + 2]].action == "kill" and i + 3 not in ends:
        return Right("kill", i + 2, crossed)
    if not be and word in _REDUCED and (later := _main_verb(line, i + 1, ends)) is not None:
        return Right(VERBS[low[later]].action, later, crossed)
    if verb.action == "deploy" and not be and any_aux and word in _GIVES_TROOPS:
        return Right(None, i, crossed)  # "nine members had pledged money": they give
    if not verb.passive:
        if word.endswith("ing") and verb.action in ("hold", "return"):
            return Right(None, i, crossed)
        if verb.action in ("enter", "return", "hold") and not takes_object:
            return Right(verb.action, i, crossed)
        return Right(None, i, crossed)
    if verb.active and not be and takes_object and word not in ("dead", "missing"):
        return Right(None, i, crossed)
    if word in ("unknown",) and not any(w in ("fate", "whereabouts") for w in low[max(0, i - 12) : i]):
        return None
    if word in ("buried", "trapped", "remaining", "captive") and be and word == "buried" and "rubble" not in low:
        return None
    return Right(verb.action, i, crossed)


def _object(line: Line, i: int) -> bool:
    """Whether a plain noun phrase begins at i: "4,000 households received tents"."""
    word = line.low[i]
    if line.skip[i] or adverb(word) or not plain(word) or word in VERBS:
        return False
    for j in range(i, min(len(line), i + 3)):
        if not plain(line.low[j]) or line.skip[j]:
            return False
        if line.low[j] in THINGS or (line.low[j].endswith("s") and not line.low[j].endswith("ss")):
            return True
    return False
