"""Numbers in a sentence: digits in any script, words, ranges, "N of the M", "all but one"; and which are no counts.

A count is a number that can be a figure. Dates, years, ages, durations, clock times, distances, sums of money,
votes, names ("F-16", "resolution 2803") and phase numbers are left out here, by the words right beside them, so
that the rooms above only see what may count something.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.extract.line import Line
from tui.extract.numerals import BEGINS, value_at
from tui.extract.uncounted import no_count


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_QUALIFIERS: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): canonical
    for canonical, phrases in {
        "at least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|as a minimum",
        "more than": "more than|greater than|upwards of|in excess of|exceeding|beyond|well over|just over|higher than",
        "over": "over|above",
        "about": "about|circa|somewhere near|nearer|nearer to|closer to|more like",
        "around": "around|in the region of|somewhere around",
        "approximately": "approximately|an approximate|approx|approx .",
        "roughly": "roughly",
        "some": "some",
        "nearly": "nearly",
        "almost": "almost|close to|just under|just short of",
        "up to": "up to|as many as|at most|no more than|not more than|a maximum of",
        "less than": "less than|fewer than|under|below",
        "only": "only|a mere|merely",
        "just": "just",
        "exactly": "exactly|precisely",
        "an estimated": "an estimated|an estimate|estimated",
        "all": "all|all of the|all of|all the|the entire",
    }.items()
    for phrase in phrases.split("|")
}
_LONGEST_QUALIFIER = max(map(len, _QUALIFIERS))
_QUALIFIER_STARTS = frozenset(q[0] for q in _QUALIFIERS)

_PERCENT = frozenset(("%", "percent", "pc", "٪", "％"))


_BEFORE_WHOLE = _set(
    """the its their our her his my all some about around those these previously agreed original total roughly
    estimated"""
)


class Number(NamedTuple):
    """A number that may count something. `first`/`last` are token indices, `last` exclusive."""

    first: int
    last: int
    value: float | int | None
    value_max: float | int | None = None
    vague: str | None = None
    qualifier: str | None = None
    lead: int = 0
    """Index of the first token that belongs to it on the left: its qualifier and determiners."""
    of: float | int | None = None
    """M in "N of the M"."""
    after: int = 0
    """Where the counted noun may begin: after the number, or after the M."""
    of_them: bool = False
    """"N of them": a part of what was counted before."""
    all_but: bool = False
    percent: bool = False
    word: bool = False
    """Spelt out in letters."""


def find_numbers(line: Line) -> list[Number]:
    """All possible counts among the tokens of a line, in order."""
    found: list[Number] = []
    low, skip = line.low, line.skip
    following = 0
    for i in [i for i, word in enumerate(low) if word in BEGINS or word[0].isdecimal() or "-" in word]:
        if i < following or skip[i]:
            continue
        at = value_at(line, i)
        if at is None:
            continue
        first, (value, vague, end, is_word) = i, at
        if is_word and value == 1 and i and low[i - 1] in _IS and (whole := _one_of(line, end)) is not None:
            first, (value, vague, end, is_word) = whole  # "is one of the 9,300 people in jail"
        number = _number(line, first, end, value, vague, is_word)
        if number is None:
            following = end
            continue
        if found and _repeats(low, found[-1], number):
            end = number.last + (low[number.last : number.last + 1] == [")"])
            found[-1] = found[-1]._replace(last=end, after=max(end, found[-1].after))
            following = end
            continue
        found.append(number)
        following = max(number.last, number.after if number.of is not None and not number.percent else 0)
    return found


_IS = _set("is was are were be been being became becomes among")


def _one_of(line: Line, last: int) -> tuple[int, tuple[float | int | None, str | None, int, bool]] | None:
    """The M of "one of the M", with the token at which it begins: who is one of them tells how many there are."""
    low = line.low
    if low[last : last + 1] != ["of"]:
        return None
    i = last + 1
    while i < len(low) and i - last < 5 and (low[i] in _BEFORE_WHOLE or low[i] in ("more", "than", "over", "nearly")):
        i += 1
    at = value_at(line, i) if i < len(low) and not line.skip[i] else None
    return (i, at) if at is not None and at[0] is not None and at[0] > 9 else None


def _repeats(low: Sequence[str], before: Number, number: Number) -> bool:
    """ "eight (8)": the same number once more, in brackets."""
    return number.value == before.value and number.first == before.last + 1 and low[before.last] == "("


def _number(
    line: Line,
    first: int,
    last: int,
    value: float | int | None,
    vague: str | None,
    is_word: bool,
) -> Number | None:
    low, skip = line.low, line.skip
    if vague == "tens":
        return None
    value_max: float | int | None = None
    lead, qualifier = _qualifier(low, first)
    if lead and low[lead - 1] == "between" and low[last : last + 1] == ["and"]:
        other = value_at(line, last + 1) if last + 1 < len(low) and not skip[last + 1] else None
        if other is not None and other[0] is not None and value is not None and other[0] > value:
            value_max, last, lead = other[0], other[2], lead - 1
    elif last + 1 < len(low) and low[last] in ("to", "or", "-", "–", "—") and value is not None and not skip[last + 1]:
        other = value_at(line, last + 1)
        dashed = low[last] in ("-", "–", "—")
        if (
            other is not None
            and other[0] is not None
            and other[0] > value
            and (not dashed or (line.glued(last) and line.glued(last + 1)))
            and not (low[last] == "to" and first and low[first - 1] == "from")
            and (low[last] != "or" or other[0] <= 3 * value)
        ):
            value_max, last = other[0], other[2]
    percent = last < len(low) and (
        low[last] in _PERCENT or (low[last] == "per" and low[last + 1 : last + 2] == ["cent"])
    )
    if percent:
        last += 2 if low[last] == "per" else 1
    elif no_count(line, first, last, value, is_word):
        return None
    all_but = False
    if lead >= 2 and low[lead - 2 : lead] == ["all", "but"]:
        all_but, lead = True, lead - 2
    elif lead >= 3 and low[lead - 3 : lead] == ["all", "except", "for"]:
        all_but, lead = True, lead - 3
    elif lead >= 2 and low[lead - 2 : lead] == ["all", "except"]:
        all_but, lead = True, lead - 2
    if low[last : last + 2] in (["or", "more"], ["or", "so"]) and qualifier is None:
        qualifier = "at least" if low[last + 1] == "more" else "about"
        last += 2
    elif low[last : last + 1] == ["+"] and qualifier is None:
        qualifier = "more than"
        last += 1
    of, after, of_them = _of(line, last)
    if value == 1 and is_word and low[last : last + 1] == ["each"]:
        return None  # "and one each in two villages"
    if value == 1 and is_word and of is None and after > last and not of_them and not all_but:
        return None  # "one of the city's oldest": no count
    if value == 1 and is_word and not all_but and (of is not None or of_them):
        of_them = True
    return Number(
        first=first,
        last=last,
        value=value,
        value_max=value_max,
        vague=vague,
        qualifier="all but" if all_but else qualifier,
        lead=lead,
        of=of,
        after=after,
        of_them=of_them,
        all_but=all_but,
        percent=percent,
        word=is_word,
    )


def _qualifier(low: Sequence[str], first: int) -> tuple[int, str | None]:
    """Where the number begins with its qualifier, and the qualifier in its plain form."""
    lead, found = first, None
    for _ in range(2):  # "at least some 20", "all of the nearly 2,000"
        while lead and low[lead - 1] in ("“", '"', "‘", "'"):
            lead -= 1
        for length in range(min(_LONGEST_QUALIFIER, lead), 0, -1):
            words = tuple(low[lead - length : lead])
            if (
                words == ("over",)
                and lead >= 2
                and low[lead - 2].startswith(("hand", "turn", "giv", "gave", "took", "tak"))
            ):
                break  # "handed over 15": a particle
            if words[0] in _QUALIFIER_STARTS and words in _QUALIFIERS:
                if words == ("all",) and found:
                    break
                lead, found = lead - length, _QUALIFIERS[words] if found is None else found
                if found == "only":
                    found = None  # the writer's word, no part of the claim
                break
        else:
            break
    return lead, found


def _of(line: Line, last: int) -> tuple[float | int | None, int, bool]:
    """M, the place after it, and whether it is "of them", for "N of the M", "N out of M", "N of whom"."""
    low, skip = line.low, line.skip
    i = last
    if low[i : i + 2] == ["out", "of"]:
        i += 2
    elif low[i : i + 1] == ["of"]:
        i += 1
    else:
        return None, last, False
    if i < len(low) and low[i] in ("them", "whom", "these", "those", "which"):
        return None, i + 1, True
    while i < len(low) and low[i] in _BEFORE_WHOLE:
        i += 1
    if low[i : i + 1] and low[i] in ("bodies", "remains", "coffins", "corpses") and low[i + 1 : i + 2] == ["of"]:
        inner = i + 2  # "all but one of the bodies of 28 dead captives"
        while inner < len(low) and low[inner] in _BEFORE_WHOLE:
            inner += 1
        if inner < len(low) and not skip[inner] and (m := value_at(line, inner)) is not None and m[0] is not None:
            return m[0], m[2], False
    if i < len(low) and not skip[i] and (m := value_at(line, i)) is not None and m[0] is not None:
        if not no_count(line, i, m[2], m[0], m[3]):
            return m[0], m[2], False
        return None, last, False
    return None, i, False
