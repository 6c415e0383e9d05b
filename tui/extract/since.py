"""Since when: the phrases of a line that date its numbers; `dating` binds each to its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from tui.agreement.model import Agreement
from tui.extract.dates import DateMention, baseline_on, truce_day, war_day
from tui.extract.line import Line

SinceKind = Literal["truce", "war", "date", "then", "year"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OPENERS = _set("since during throughout under over in")
_TRUCE = _set("ceasefire cease-fire truce ceasefires truces cessation")
_PACT = _set("deal agreement accord")
_WAR = _set(
    """war conflict aggression offensive genocide hostilities fighting bombardment onslaught assault invasion"""
)
_FILLER = _set(
    """the a an this that its their it of start beginning outbreak onset launch signing implementation announcement
    entry into force effect latest current us-brokered american-brokered us-mediated fragile gaza israel's
    israeli hamas hamas's two one three four five year years month months week weeks day days first full-scale
    in on and israel-hamas ceasefire's truce's so-called october phase more than nearly almost about over past
    took came went began started has have been is was 7 last came-into so far military hamas-israel whole entire
    brutal ongoing two-year russia's full their there"""
)
_QUOTES = frozenset("“”\"‘’'")
BREAK = _set("; but while whereas bringing raising taking pushing brings raises brought raised")


class Since(NamedTuple):
    """A phrase that says from when on is counted."""

    first: int
    last: int
    """Tokens, exclusive."""
    day: date | None
    kind: SinceKind
    until: DateMention | None = None
    """The end in "from 2 March to 24 June"."""
    text: str = ""
    """Its words."""
    refers: bool = False
    """Whether it refers back: "since then", "over the same period"."""


def find_since(line: Line, agreement: Agreement, *, truce: bool = True, war: bool = True) -> list[Since]:
    """The phrases of the line, in order; "since then" and "the same period" refer back and have no day yet.

    `truce`, `war`: whether "the ceasefire" and "the war" are those of the agreement; in a story of another one their
    day stays unknown unless it is printed.
    """
    low, n = line.low, len(line)
    found: list[Since] = []
    i = 0
    while i < n:
        word = low[i]
        phrase: Since | None = None
        if word in _OPENERS:
            phrase = _phrase(line, i, agreement, found[-1] if found else None)
            known = {"truce": truce, "war": war}.get(phrase.kind, True) if phrase is not None else True
            if phrase is not None and not known and not any(line.skip[phrase.first : phrase.last]):
                phrase = phrase._replace(day=None, kind="then")
        elif word == "after" and ":" in low[i:] and low[i + 1 : i + 2] == ["the"]:
            phrase = _phrase(line, i, agreement, None)  # "After the ceasefire of 11 October:"
            phrase = phrase if phrase is not None and is_header(line, phrase) else None
        elif word in ("from", "between") and i + 1 < n:
            phrase = _from_to(line, i, agreement) or _until_now(line, i, agreement)
            if phrase is None and word == "from" and _open_end(low, i):
                phrase = _phrase(line, i, agreement, None)  # "from the ceasefire of 11 October until today"
            starts = low[i + 2 : i + 4] in (["start", "of"], ["beginning", "of"])
            if phrase is None and word == "between" and starts:
                phrase = _phrase(line, i, agreement, None)
        elif word == "same" and low[i : i + 2] == ["same", "period"]:
            named = found[-1] if found else None
            phrase = Since(i, i + 2, named.day if named else None, named.kind if named else "then", refers=True)
        if phrase is not None and word == "since" and _of_a_record(low, i):
            phrase = None  # "the highest daily number since the ceasefire" counts one day
        if phrase is not None:
            phrase = phrase._replace(text=line.surface(phrase.first, phrase.last))
            found.append(phrase)
            i = max(phrase.last, i + 1)
        else:
            i += 1
    return found


_RECORDS = _set("highest lowest largest biggest smallest worst deadliest bloodiest heaviest busiest longest best most")
_RECORD_REACH = 5


def _of_a_record(low: Sequence[str], i: int) -> bool:
    """Whether the "since" at i says since when nothing was higher, or worse."""
    for j in range(i - 1, max(-1, i - 1 - _RECORD_REACH), -1):
        if low[j] in BREAK or low[j] in (",", ".", ":") or low[j][:1].isdecimal():
            return False
        if low[j] in _RECORDS:
            return low[j - 1 : j] in (["the"], ["its"], ["their"]) or low[j] != "most"
    return False


def _date_at(line: Line, i: int) -> DateMention | None:
    if i >= len(line) or not line.skip[i]:
        return None
    start = line.tokens[i].start
    return next((d for d in line.dates if d.start <= start < d.end), None)


def _past(line: Line, i: int) -> int:
    while i < len(line) and line.skip[i]:
        i += 1
    return i


def _day_of(agreement: Agreement, mention: DateMention, kind: SinceKind | None) -> tuple[date | None, SinceKind]:
    baseline = baseline_on(agreement, mention)
    if baseline is not None and not (kind == "truce" and baseline.kind == "war"):
        known: SinceKind = "war" if baseline.kind == "war" else "truce" if baseline.kind == "truce" else "date"
        if mention.kind == "day" or kind is None or known == kind:
            return baseline.date, known
    if kind in ("truce", "war") and mention.kind == "month" and mention.month is not None:
        # "the truce that began in October" says no more than the truce itself
        own = truce_day(agreement) if kind == "truce" else war_day(agreement)
        if own is not None and own.month == mention.month and mention.year in (None, own.year):
            return own, kind
    return mention.day, "date" if kind is None else kind


def _phrase(line: Line, i: int, agreement: Agreement, earlier: Since | None) -> Since | None:
    low, n = line.low, len(line)
    opener = low[i]
    strict = opener == "since"
    j = i + 1
    if strict and low[j : j + 1] == ["then"]:
        if earlier is not None:
            return Since(i, j + 1, earlier.day, earlier.kind)
        return Since(i, j + 1, None, "then", refers=True)
    kind: SinceKind | None = None
    pact = False
    pronoun = False
    end = j
    while j < n and j - i < 22:
        word = low[j]
        mention = _date_at(line, j)
        if mention is not None and kind is None and mention.kind == "month" and _names_event(line, j):
            j = _past(line, j)  # "the October ceasefire"
            continue
        if mention is not None:
            if kind is None and not strict:
                return None
            if kind is None or low[j - 1] in ("on", "in", "(", "since", "of", "from", "began", "started", ","):
                day, kind_ = _day_of(agreement, mention, kind)
                end = _past(line, j)
                if strict and kind is None and mention.kind in ("day", "month", "weekday", "relative"):
                    return Since(i, end, day, kind_)
                return Since(i, end, day, kind_)
            break
        its_own = word in ("implementation", "start", "beginning") and low[j - 1] == "its"
        named = (word in _TRUCE and kind != "war") or (its_own and not _TRUCE.isdisjoint(low[:i]))
        if named or (word in _PACT and kind is None and (strict or pact)):
            kind, end = "truce", j + 1
        elif word in _WAR and kind is None:
            kind, end = "war", j + 1
        elif word in _WAR and kind == "truce" and low[j - 1] == "of":
            end = j + 1  # "the cessation of hostilities"
        elif strict and kind is None and word[:2] in ("19", "20") and len(word) == 4 and word.isdecimal():
            return Since(i, j + 1, _new_year(int(word)), "year")
        elif word in _QUOTES:
            pass
        elif word in ("it", "they") and strict:
            pronoun = True
        elif word in (
            "took",
            "came",
            "went",
            "began",
            "started",
            "begun",
            "entered",
            "hold",
            "effect",
            "force",
            "into",
            "on",
            "in",
            "place",
            "signed",
            "announced",
            "agreed",
            "reached",
            "was",
            "that",
            "(",
            "brokered",
            "declared",
            "mediated",
            "by",
        ):
            if kind is not None and word not in ("on", "in", "(", "that", "was", "by"):
                end = j + 1
            if pronoun and word in ("began", "started", "took", "came"):
                kind, end = "truce" if any(w in _TRUCE | _PACT for w in low[:i]) else kind, j + 1
        elif word.isdecimal() and not strict:
            pass
        elif word not in _FILLER and not word.endswith("'s"):
            if kind is not None or j - i > 9 or not (word[:1].isalpha() and strict):
                break
            if word in ("protests", "unrest", "beginning"):
                break
        elif kind is not None and word in ("and", "has", "have", "is", "more", "over", "two", "past"):
            break
        j += 1
    if kind is None and strict:
        began = next(
            (k for k in range(i + 2, min(n, i + 9)) if low[k] in ("began", "started", "launched", "erupted")), None
        )
        return Since(i, began + 1, None, "then") if began is not None else None
    if kind is None:
        return None
    spelt_out = any(w in ("days", "weeks", "months", "first") for w in low[i:end])
    if opener == "under" or (opener in ("in", "over") and kind == "truce" and not spelt_out):
        return None  # "in the truce" names an event, not a period
    if opener in ("in", "over") and kind == "war" and not any(w in _WAR for w in low[i:end]):
        return None
    day = truce_day(agreement) if kind == "truce" else war_day(agreement)
    return Since(i, end, day, kind)


def _names_event(line: Line, i: int) -> bool:
    """Whether the month at i only names a truce or a war: "the October ceasefire"."""
    after = line.low[_past(line, i) : _past(line, i) + 2]
    return any(w in _TRUCE or w in _PACT or w in _WAR for w in after)


def _from_to(line: Line, i: int, agreement: Agreement) -> Since | None:
    begin = _date_at(line, i + 1)
    if begin is None:
        return None
    after = _past(line, i + 1)
    between = line.low[i] == "between"
    if line.low[after : after + 1] not in ((["and"],) if between else (["to"], ["until"], ["through"])):
        return None
    vague = line.low[after + 1 : after + 2] in (["early"], ["mid"], ["late"])  # "and early April"
    until = _date_at(line, after + 1 + vague)
    if until is None:
        return None
    day, kind = _day_of(agreement, begin, None)
    if between and day is not None and until.day is not None and (until.day - day).days < 32:
        return None  # a period of reporting, not a running count
    return Since(i, _past(line, after + 1 + vague), day, kind, until)


_NOW = (["now"], ["today"], ["date"], ["present"])


def _open_end(low: Sequence[str], i: int) -> bool:
    """Whether a "from" at i is about a truce or a war and runs up to now."""
    if (_TRUCE | _WAR).isdisjoint(low[i + 1 : i + 6]):
        return False
    return any(
        low[j] in ("until", "till", "to") and low[j + 1 : j + 2] in _NOW for j in range(i + 2, min(i + 12, len(low)))
    )


def _until_now(line: Line, i: int, agreement: Agreement) -> Since | None:
    """ "from 11 October until now", "from 11 October onwards"."""
    begin = _date_at(line, i + 1)
    if begin is None:
        return None
    low, after = line.low, _past(line, i + 1)
    if low[after : after + 1] in (["onwards"], ["onward"], ["on"]) and low[after + 1 : after + 2] != ["the"]:
        last = after + 1
    elif low[after : after + 1] in (["until"], ["till"], ["to"]) and low[after + 1 : after + 2] in _NOW:
        last = after + 2
    elif low[after : after + 1] == [":"] or low[after : after + 2] == [")", ":"]:
        last = after  # "Truce (from 11 October):"
    else:
        return None
    day, kind = _day_of(agreement, begin, None)
    return Since(i, last, day, kind)


def _new_year(year: int) -> date | None:
    return date(year, 1, 1) if 1 <= year <= 9999 else None


def years_in(line: Line, current: int | None) -> list[Since]:
    """ "the beginning of 2026", "in all of 2025": a year that is counted from its first day.

    "in 2026" counts only in the `current` year; in a later one it tells when something happened.
    """
    found = []
    for i, token in enumerate(line.tokens):
        if len(token.text) == 4 and token.text.isdecimal() and 1990 <= int(token.text) <= 2100 and not line.skip[i]:
            before = line.low[i - 1] if i else ""
            whole = before in ("of", "since", "during") or (before == "in" and int(token.text) == current)
            if whole:
                found.append(Since(i - 1, i + 1, _new_year(int(token.text)), "year", text=line.surface(i - 1, i + 1)))
    return found


def is_header(line: Line, phrase: Since) -> bool:
    """ "Since the ceasefire (October 11):": dates everything after it, up to the next such phrase."""
    after = line.low[phrase.last : phrase.last + 2]
    return after[:1] == [":"] or after == [")", ":"]
