"""Numbers in a sentence: digits in any script, words, ranges, "N of the M", "all but one"; and which are no counts.

A count is a number that can be a figure. Dates, years, ages, durations, clock times, distances, sums of money,
votes, names ("F-16", "resolution 2803") and phase numbers are left out here, by the words right beside them, so
that the rooms above only see what may count something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.extract.line import Line


def _list(words: str) -> list[str]:
    return words.split()


UNITS = {
    w: n
    for n, w in enumerate(
        _list(
            """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
"""
            "seventeen eighteen nineteen"
        )
    )
}
TENS = {w: 10 * n for n, w in enumerate(_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_LETTER_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
VAGUE = frozenset(_list("dozens scores hundreds thousands millions tens"))
NUMBER_WORDS = frozenset((*UNITS, *TENS, *SCALES, *VAGUE, "half"))

_QUALIFIERS: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): canonical
    for canonical, phrases in {
        "at least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|as a minimum",
        "more than": "more than|greater than|upwards of|in excess of|exceeding|beyond|well over|just over|higher than",
        "over": "over|above",
        "about": "about|circa|somewhere near",
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

_PERIODS = _list(
    """
    year years month months week weeks day days hour hours minute minutes second seconds decade decades century
"""
    "centuries night nights fortnight weekend weekends yr yrs hrs mins season seasons"
)
_MEASURES = _list(
    """
    km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters m cm mm foot feet inch
"""
    "inches yard yards kg kgs kilo kilos kilogram kilograms kilogrammes gram grams tonne tonnes ton tons lb lbs "
    "pound pounds litre litres liter liters gallon gallons barrels hectare hectares acre acres dunam dunams dunum "
    "dunums degree degrees sq square cubic megawatt megawatts mw volts mph kph knots calibre caliber mm-calibre"
)
_MONEY = _list("""dollar dollars euro euros shekel shekels usd eur nis ils riyals dirhams pence cents rubles hryvnia""")
_CLOCK = _list("am pm a.m p.m a.m. p.m. gmt utc o'clock o’clock noon midnight edt est hrs")
_OTHER_UNITS = frozenset(
    _list(
        """
    vote votes seat seats point points page pages floor floors storey storeys stories goal goals article
    articles
"""
        "chapter chapters per-cent"
    )
)
_NOT_COUNTED_AFTER = frozenset((*_PERIODS, *_MEASURES, *_MONEY, *_CLOCK))
_CURRENCY = frozenset("$€£¥₪﷼₽₴")
# words whose number is a name: "phase two", "resolution 2803", "Channel 12", "page 5", "Flight 17"
_NAMED_BY_NUMBER = frozenset(
    _list(
        """
    phase phases stage stages step steps part parts point points chapter article articles resolution resolutions
"""
        "channel no no. nos number highway route road line gate area zone section annex room page pages flight unit "
        "division brigade battalion day week level levels category grade version round season episode figure table "
        "clause paragraph rule law decree act article item option plan tier area hall block sector aged age ages "
        "iphone covid g group world war studio radio iron"
    )
)
_WHICH = frozenset(_list("last this past next previous same that a per every each first the other one"))
_BEFORE_YEAR = frozenset(
    _list("""
    in since of by during from until till before after early late mid year for to and for
""")
)
_PERCENT = frozenset(("%", "percent", "pc", "٪", "％"))
_DIGITS = re.compile(r"\d+(?:[.,٫٬]\d+)*\Z")
_THIN = "\xa0\u202f\u2009"


_BEFORE_WHOLE = frozenset(
    _list(
        """
    the its their our her his my all some about around those these previously agreed original total roughly
    estimated
"""
    )
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


def parse_digits(text: str) -> float | int | None:
    """The value of "1,965", "1.5" or "١٬٩٦٥"; None if the separators make no number."""
    plain = text.replace("٬", ",").replace("٫", ".")
    if "," in plain:
        head, *groups = plain.split(",")
        tail, _, fraction = groups[-1].partition(".")
        if (
            "." in fraction
            or len(plain) > 24
            or not 1 <= len(head) <= 3
            or any(len(g) != 3 for g in (*groups[:-1], tail))
        ):
            return None
        whole = int(head + "".join(groups[:-1]) + tail)
        return whole if not fraction else float(f"{whole}.{int(fraction):0{len(fraction)}d}")
    if plain.count(".") > 1:
        return None
    if len(plain) > 15:
        return None
    return float(plain) if "." in plain else int(plain)


def find_numbers(line: Line) -> list[Number]:
    """All possible counts among the tokens of a line, in order."""
    found: list[Number] = []
    low, skip = line.low, line.skip
    i, n = 0, len(low)
    while i < n:
        if skip[i]:
            i += 1
            continue
        at = _value_at(line, i)
        if at is None:
            i += 1
            continue
        value, vague, end, is_word = at
        number = _number(line, i, end, value, vague, is_word)
        if number is None:
            i = end
            continue
        if found and _repeats(low, found[-1], number):
            end = number.last + (low[number.last : number.last + 1] == [")"])
            found[-1] = found[-1]._replace(last=end, after=max(end, found[-1].after))
            i = end
            continue
        found.append(number)
        i = max(number.last, number.after if number.of is not None else 0)
    return found


def _repeats(low: Sequence[str], before: Number, number: Number) -> bool:
    """ "eight (8)": the same number once more, in brackets."""
    return number.value == before.value and number.first == before.last + 1 and low[before.last] == "("


def _value_at(line: Line, i: int) -> tuple[float | int | None, str | None, int, bool] | None:
    """Value, vague word, end index and whether it is spelt out, of the number that begins at token i."""
    tokens, low = line.tokens, line.low
    if _DIGITS.match(low[i]):
        value = parse_digits(low[i])
        if value is None:
            return None
        end = i + 1
        while (  # thousands set apart by a thin or non-breaking space
            end < len(tokens)
            and len(low[end]) == 3
            and low[end].isdecimal()
            and len(low[i]) <= 3
            and tokens[end].start == tokens[end - 1].end + 1
            and isinstance(value, int)
            and line.text[tokens[end].start - 1] in _THIN
        ):
            value = value * 1000 + int(low[end])
            end += 1
        return _scaled(line, value, end)
    word = low[i]
    if word in VAGUE:
        return _vague(low, i)
    if word == "half" and low[i + 1 : i + 2] == ["a"] and low[i + 2 : i + 3] and low[i + 2] in SCALES:
        return SCALES[low[i + 2]] // 2, None, i + 3, True
    if word in ("a", "an") and i + 1 < len(low) and low[i + 1] in SCALES:
        value, end = _words(low, i + 1, 1)
        return value, None, end, True
    small = _small(word)
    if small is None:
        return None
    value, end = _words(low, i, None)
    return value, None, end, True


def _scaled(line: Line, value: float | int, end: int) -> tuple[float | int, None, int, bool]:
    low = line.low
    if end < len(low):
        word = low[end]
        if word in SCALES and word != "dozen":
            return _whole(value * SCALES[word]), None, end + 1, False
        if word in _LETTER_SCALES and line.glued(end):
            return _whole(value * _LETTER_SCALES[word]), None, end + 1, False
    return value, None, end, False


def _whole(value: float | int) -> float | int:
    rounded = round(value)
    return rounded if abs(value - rounded) < 1e-6 * max(1, abs(value)) else value


def _small(word: str) -> int | None:
    if word in UNITS:
        return UNITS[word]
    if word in TENS:
        return TENS[word]
    tens, hyphen, unit = word.partition("-")
    if hyphen and tens in TENS and 0 < UNITS.get(unit, 0) < 10:
        return TENS[tens] + UNITS[unit]
    return None


def _words(low: Sequence[str], i: int, start: int | None) -> tuple[int, int]:
    """The value of number words from i on: "two hundred and forty-six"; `start` for a leading "a"."""
    total, current, end = 0, start if start is not None else 0, i
    if start is None:
        current = _small(low[i]) or 0
        end = i + 1
        if low[i] in TENS and end < len(low) and 0 < UNITS.get(low[end], 0) < 10:
            current += UNITS[low[end]]
            end += 1
    while end < len(low):
        word = low[end]
        if word in SCALES:
            if word in ("hundred", "dozen"):
                current = max(current, 1) * SCALES[word]
            else:
                total += max(current, 1) * SCALES[word]
                current = 0
            end += 1
        elif word == "and" and end + 1 < len(low) and total + current >= 100 and _small(low[end + 1]) is not None:
            end += 1
        elif (part := _small(word)) is not None and (total or current) and (current % 100 == 0) and total + current:
            current += part
            end += 1
        else:
            break
    return total + current, end


def _vague(low: Sequence[str], i: int) -> tuple[None, str, int, bool]:
    end = i + 1
    many = low[end : end + 2] in (["of", "thousands"], ["of", "millions"])
    if many and low[i] in ("tens", "hundreds", "dozens"):
        end += 2
    return None, " ".join(low[i:end]), end, True


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
        other = _value_at(line, last + 1) if last + 1 < len(low) and not skip[last + 1] else None
        if other is not None and other[0] is not None and value is not None and other[0] > value:
            value_max, last, lead = other[0], other[2], lead - 1
    elif last + 1 < len(low) and low[last] in ("to", "or", "-", "–", "—") and value is not None and not skip[last + 1]:
        other = _value_at(line, last + 1)
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
    elif _no_count(line, first, last, value, is_word):
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
        if inner < len(low) and not skip[inner] and (m := _value_at(line, inner)) is not None and m[0] is not None:
            return m[0], m[2], False
    if i < len(low) and not skip[i] and (m := _value_at(line, i)) is not None and m[0] is not None:
        if not _no_count(line, i, m[2], m[0], m[3]):
            return m[0], m[2], False
        return None, last, False
    return None, i, False


def _no_count(line: Line, first: int, last: int, value: float | int | None, is_word: bool) -> bool:
    """Whether the number is a date, a year, an age, a time, a measure, a sum, a vote or a name."""
    tokens, low = line.tokens, line.low
    before = low[first - 1] if first else ""
    after = low[last] if last < len(low) else ""
    if not is_word:
        if line.glued(first) and (
            before in _CURRENCY or before[-1:].isalnum() or before in "-/:.#№_&@" or before == ","
        ):
            return True
        if last < len(low) and line.glued(last):
            following_glued = line.glued(last + 1)
            if after[:1].isalpha():  # 500kg, 13th, 20s, 3am
                return True
            if after == "-" and low[last + 1 : last + 2] == ["strong"]:
                return False  # "a 20,000-strong force"
            if after in "-–—/:" and following_glued:  # 20-point, 13-0, 24/7, 09:15
                return True
    if _odds(low, first, last):
        return True
    if before == "and" and first >= 3 and low[first - 3] in ("aged", "ages", "age"):
        return True
    if before in _CURRENCY or (before in _MONEY and before not in ("pence", "cents")):
        return True
    if before in _NAMED_BY_NUMBER and not (before in ("week", "day", "night") and low[first - 2] in _WHICH):
        return True
    if before in ("(",) and after == ")" and first >= 2 and tokens[first - 2].text[:1].isupper():
        return True  # "Name (34)": an age
    if after in _NOT_COUNTED_AFTER:
        return True
    if after in ("-", "–") and last + 1 < len(low) and low[last + 1] in _PERIODS:
        return True
    if _period_follows(low, last):
        return True
    if (
        value is not None
        and not is_word
        and isinstance(value, int)
        and 1900 <= value <= 2100
        and "," not in tokens[first].text
    ) and (before in _BEFORE_YEAR or not after[:1].isalpha() or after in _BEFORE_YEAR or before == "("):
        return True
    if after in _OTHER_UNITS:
        return True
    if before == "," and after in (",", ".", "") and first >= 2 and tokens[first - 2].text[:1].isupper():
        # "Ahmad Sample, 34, said": an age, unless it closes a list of numbers
        return value is not None and value < 120
    return after == "years-old"


def _odds(low: Sequence[str], first: int, last: int) -> bool:
    """Whether the number is either part of "nine in ten"."""

    def small(i: int) -> int:
        if not 0 <= i < len(low):
            return 0
        return int(low[i]) if low[i].isdecimal() and len(low[i]) < 3 else UNITS.get(low[i], 0)

    if low[last : last + 1] == ["in"]:
        return 0 < small(first) < small(last + 1) <= 10
    return low[first - 1 : first] == ["in"] and 0 < small(first - 2) < small(first) <= 10


def _period_follows(low: Sequence[str], last: int) -> bool:
    """ "20 more years", "the first 50 days", "two and a half weeks", "ten straight nights"."""
    i = last
    if low[i : i + 3] == ["and", "a", "half"]:
        i += 3
    for _ in range(2):
        if i < len(low) and low[i] in _PERIODS:
            return True
        if i < len(low) and low[i] in (
            "more",
            "consecutive",
            "straight",
            "full",
            "long",
            "additional",
            "further",
            "short",
            "or",
            "working",
            "whole",
        ):
            i += 1
        else:
            return False
    return i < len(low) and low[i] in _PERIODS
