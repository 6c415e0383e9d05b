"""Values of numerals: digits in any script, number words, scales, and the vague "dozens"."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
BEGINS = frozenset((*UNITS, *TENS, *VAGUE, "half", "a", "an", "hundred", "thousand", "million", "billion"))
"""Words that a spelt number can begin with; one with a hyphen ("twenty-one") can too."""
NUMBER_WORDS = frozenset((*UNITS, *TENS, *SCALES, *VAGUE, "half"))

_DIGITS = re.compile(r"\d+(?:[.,٫٬]\d+)*\Z")
_THIN = "\xa0\u202f\u2009"


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


def value_at(line: Line, i: int) -> tuple[float | int | None, str | None, int, bool] | None:
    """Value, vague word, end index and whether it is spelt out, of the number that begins at token i."""
    tokens, low = line.tokens, line.low
    word = low[i]
    if word in ("a", "an") and (i + 1 == len(low) or low[i + 1] not in SCALES):
        return None
    if word[0].isdecimal() and _DIGITS.match(word):
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
