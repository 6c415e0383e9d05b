"""Which numerals count nothing: dates, ages, clock times, measures, sums, names and odds."""

from __future__ import annotations

from collections.abc import Sequence

from tui.extract.lexicon import PEOPLE, THINGS, VERBS
from tui.extract.line import Line
from tui.extract.numerals import UNITS


def _list(words: str) -> list[str]:
    return words.split()


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


_WITH_A_HYPHEN = frozenset(("strong", "truck", "lorry", "tanker", "truckload", "pallet"))


def no_count(line: Line, first: int, last: int, value: float | int | None, is_word: bool) -> bool:
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
            if after == "-" and low[last + 1 : last + 2] and low[last + 1] in _WITH_A_HYPHEN:
                return False  # "a 20,000-strong force", "the 600-truck target"
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
    if not is_word and isinstance(value, int) and 1900 <= value <= 2100 and "," not in tokens[first].text:
        if _counted_to(low, first, last):
            return False  # "injuries rose to 1964", "Injured: 2012": tolls pass through the years
        if before in _BEFORE_YEAR or not after[:1].isalpha() or after in _BEFORE_YEAR or before == "(":
            return True
    if after in _OTHER_UNITS:
        return True
    if before == "," and after in (",", ".", "") and first >= 2 and tokens[first - 2].text[:1].isupper():
        # "Ahmad Sample, 34, said": an age, unless it closes a list of numbers
        return value is not None and value < 120
    return after == "years-old"


_RISES = frozenset(
    ("risen", "rose", "rises", "rising", "climbed", "increased", "up", "bringing", "brings", "brought", "total", "toll")
)


def _counted_to(low: Sequence[str], first: int, last: int) -> bool:
    """Whether a number that could be a year is plainly a count: by the noun behind it, or the toll that it ends."""
    before = low[first - 1] if first else ""
    label = low[first - 2] if first > 1 else ""
    counts = THINGS.get(label) in ("death", "injury", "body", "truck", "casualty", "violation")
    if THINGS.get(before) in ("death", "injury", "body"):
        return True  # "total injuries 1964;"
    if before == ":" or before in ("reached", "reaches"):
        return counts or label in _RISES or before != ":" or (label in VERBS and VERBS[label].passive)
    noun = low[last : last + 1] and (low[last] in THINGS or low[last] in PEOPLE) and THINGS.get(low[last]) != "paper"
    return before in ("to", "and", "from", "/", "with") and bool(
        noun or (before == "to" and (counts or label in _RISES))
    )


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
