"""Claimants named without a verb of speech: "according to X", "X: ...", "... - X", "X's own count".

Each gives a frame, which `attribution` collects with those of the verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.extract.claimant_phrase import DATA, PLACES, ROLES, SPEAKERS, chunk, name_in, proper
from tui.extract.lexicon import AUX, DETERMINERS, PUNCTUATION, VERBS
from tui.extract.line import Line
from tui.extract.numerals import NUMBER_WORDS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Frame(NamedTuple):
    """A claimant and the stretch of the line that the claim covers."""

    claimant: str | None
    """None for a frame that names nobody ("reports said", the outlet itself)."""
    start: int
    """Offset of the claimant's words in the text."""
    end: int
    cue: int
    """Token of the cue."""
    cover_first: int
    cover_last: int
    leading: bool
    pronoun: bool = False
    own: bool = False
    """Covers just the number that it is a clause of."""


RECORDED = _set("""reported documented recorded registered verified compiled collected tallied tracked monitored""")


_OWN_COUNT = _set("count tally reckoning estimate estimates figures account accounts calculation calculations records")


def introduces(low: Sequence[str], i: int) -> int:
    """How many tokens of "according to", "as reported by", ", citing" begin at i; 0 for none."""
    word = low[i]
    if word == "according" and low[i + 1 : i + 2] == ["to"]:
        return 2
    if word in RECORDED and low[i + 1 : i + 2] == ["by"]:
        return 2
    if word in ("by", "on") and low[i + 2 : i + 3] == ["of"] and low[i + 1] in _OWN_COUNT:
        return 3  # "by count of the union"
    if word in ("by", "on") and low[i + 3 : i + 4] == ["of"] and low[i + 2] in _OWN_COUNT and low[i + 1] == "the":
        return 4
    if word == "by" and low[i + 1 : i + 2] in (["a"], ["an"], ["the"]):
        named = next((j for j in range(i + 2, min(len(low), i + 7)) if low[j] in _OWN_COUNT), None)
        if named is not None and named > i + 2 and not any(w in PUNCTUATION or w in VERBS for w in low[i + 2 : named]):
            return 1  # "by an agency count"
    if word == "per" and i and low[i - 1] in (",", "(", "as") and low[i + 1 : i + 2] and low[i + 1] not in _RATES:
        return 1
    return 1 if word in ("citing", "quoting") and (i == 0 or low[i - 1] == ",") else 0


_RATES = _set("cent day week month year person capita hour household family")


_ACRONYMS = _set("""COGAT OCHA UNRWA WHO WFP UNICEF IDF ICRC UNIFIL IOM UNHCR UN OHCHR MSF NRC IRC OSCE UNDP FAO UNFPA
    UNOSAT WAFA PCHR UNMISS MONUSCO AU IGAD RSF SAF""")
_HEADLINE = 8
"""Tokens that a claimant before or after a headline's colon has at most."""


def by_dash(line: Line) -> Frame | None:
    """ "Strike kills four - governor": a headline that names its source behind a dash."""
    low, n = line.low, len(line)
    for i in range(n - 2, max(0, n - 8), -1):
        if low[i] not in ("-", "–", "—"):
            continue
        if SPEAKERS.isdisjoint(low[i + 1 :]) or any(w in VERBS or w in AUX or w in PUNCTUATION for w in low[i + 1 :]):
            return None
        found = name_in(line, i + 1, n)
        if found is None or line.glued(i) or line.glued(i + 1):
            return None
        return Frame(line.text[found[0] : found[1]], *found, i, 0, i, leading=False)
    return None


def by_brackets(line: Line) -> list[Frame]:
    """ "840 killed (health ministry); five soldiers killed (IDF)": each clause of a list with the name behind it."""
    low = line.low
    stops = [j for j, word in enumerate(low) if word == ";"]
    found: list[Frame] = []
    first = 0
    for stop in (*stops, len(low)):
        end = stop - 1
        while end > first and low[end] in (".", "…"):
            end -= 1
        opens = next((j for j in range(end - 1, max(first, end - 9), -1) if low[j] == "("), None)
        if end > first and low[end] == ")" and opens is not None:
            name = _in_brackets(line, opens, end)
            if name is not None:
                found.append(Frame(line.text[name[0] : name[1]], *name, opens, first, opens, leading=False))
        first = stop + 1
    return found if len(found) > 1 else []


def by_bracket(line: Line) -> Frame | None:
    """ "391 dead since the truce (Gaza health ministry)", "... (Source: COGAT)": named in brackets at the end."""
    low = line.low
    last = len(line) - 1
    while last > 0 and low[last] in (".", "…"):
        last -= 1
    if last < 3 or low[last] != ")":
        return None
    first = next((j for j in range(last - 1, max(0, last - 9), -1) if low[j] == "("), None)
    found = _in_brackets(line, first, last) if first is not None else None
    if found is None or first is None:
        return None
    return Frame(line.text[found[0] : found[1]], *found, first, 0, first, leading=False)


def _in_brackets(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Offsets of the name between the brackets at `first` and `last`, if they hold nothing but somebody."""
    low = line.low
    if any(w in VERBS or w in AUX or w[:1].isdecimal() for w in low[first + 1 : last]):
        return None
    begin = first + 3 if low[first + 2] == ":" and low[first + 1] in CREDITS else first + 1
    sure = begin > first + 1 or line.tokens[begin].text in _ACRONYMS
    if begin >= last or not (sure or (low[begin:last][-1] in SPEAKERS and line.upper(begin))):
        return None
    return name_in(line, begin, last)


CREDITS = _set("source sources data figures")


def by_colon(line: Line) -> Frame | None:
    """ "Health ministry: 12 killed", "12 killed: health ministry": headlines name their source by a colon."""
    low, n = line.low, len(line)
    for i, word in enumerate(low):
        if word != ":" or not 0 < i < n - 1 or (low[i - 1].isdecimal() and low[i + 1].isdecimal()):
            continue
        end = n - 1 if low[n - 1] in (".", "…") else n
        begin = _behind_kicker(line, i)
        for first, last, leading in ((begin, i, True), (i + 1, end, False)):
            acronym = leading and i == begin + 1 and line.tokens[begin].text in _ACRONYMS
            known = not SPEAKERS.isdisjoint(low[first:last]) or (leading and low[last - 1] in ("defence", "defense"))
            if not acronym and (last - first > _HEADLINE or not known):
                continue
            if any(w[:1].isdecimal() or w in NUMBER_WORDS or w in VERBS for w in low[first:last]):
                continue
            told = next((j for j in range(first + 1, last) if low[j] == "to" and low[j - 1] in SPEAKERS), None)
            if leading and low[last - 1] in _OUTLETS:
                start, stop = line.tokens[first].start, line.tokens[last - 1].end
                return Frame(None, start, stop, i, i, n, leading=True)  # "Sample News: ...": it relays
            found = name_in(line, first, told or last)  # "Medical source to Sample Wire: ..."
            if found is not None:
                start, stop = found
                name = line.text[start:stop]
                return Frame(name, start, stop, i, i if leading else 0, n if leading else i, leading=leading)
        return None
    return None


def by_colons(line: Line) -> list[Frame]:
    """ "Ministry: 5 killed; army: two were gunmen", "A: We are ready; B: It will not happen": a speaker a clause."""
    low, n = line.low, len(line)
    found: list[Frame] = []
    first = 0
    for stop in (*(j for j, word in enumerate(low) if word == ";"), n):
        colon = next((j for j in range(first + 1, min(stop, first + 6)) if low[j] == ":"), None)
        if colon is not None:
            names = all(line.upper(j) for j in range(first, colon))
            label = name_in(line, first, colon) if names or not SPEAKERS.isdisjoint(low[first:colon]) else None
            if label is not None and not any(w in VERBS or w in AUX for w in low[first:colon]):
                found.append(Frame(line.text[label[0] : label[1]], *label, colon, colon, stop, leading=True))
        first = stop + 1
    return found if len(found) > 1 else []


_OUTLETS = _set("news wire times post radio tv")
_KICKERS = _set("| ] » > •")


def _behind_kicker(line: Line, colon: int) -> int:
    """Where a headline's source begins: behind "URGENT |", behind "[03/02 09:12]"."""
    first = 0
    for j in range(colon):
        if line.low[j] in _KICKERS or (j == first and (line.skip[j] or line.low[j].isdecimal() or line.low[j] == ":")):
            first = j + 1
    return first if first < colon else 0


def according(line: Line, i: int, first: int) -> Frame | None:
    low, n = line.low, len(line)
    last = first
    depth = 0
    while last < n and last - first < 24:
        word = low[last]
        if word == "(":
            depth += 1
        elif word == ")":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0:
            if word in (",", ";", ":", ".", "”", "…", "?", "!"):
                break
            if word in ("–", "—", "-") and not (line.upper(last + 1) and line.upper(last - 1)):
                break
            if (word in AUX or word in VERBS) and last > first and not line.upper(last) and word not in ("to",):
                break
            if (
                (word == "who" and line.tokens[last].text != "WHO")
                or word
                in (
                    "that",
                    "which",
                    "whose",
                    "while",
                    "after",
                    "as",
                    "when",
                    "because",
                    "quoted",
                    "cited",
                    "released",
                    "published",
                    "on",
                )
                or (line.skip[last] and last > first)
            ):
                break
        last += 1
    claimant = name_in(line, first, last)
    if low[i] in ("by", "on") and i:
        # "..., raising to 260 the number ..., by the count of the union": the clause only
        commas = [j for j in range(i - 1) if low[j] == ","]
        cover = commas[-1] if commas else 0
        return Frame(line.text[claimant[0] : claimant[1]], *claimant, i, cover, n, leading=False) if claimant else None
    # at the head of a sentence it covers what follows, else what stands before it, and what goes on after it
    cover_first = 0 if i > 0 else last
    if claimant is None:
        if last > first and low[last - 1] in DATA:  # "according to the statement": of whoever spoke before
            at = line.tokens[first].start
            return Frame(None, at, line.tokens[last - 1].end, i, cover_first, n, leading=i <= 1, pronoun=True)
        return None
    start, end = person_behind(line, first, last) or claimant
    return Frame(line.text[start:end], start, end, i, cover_first, n, leading=i <= 1)


def person_behind(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Offsets of the name in "the regional governor, Dana Sample," whose role is first..last."""
    low, n = line.low, len(line)
    if low[last : last + 1] != [","] or ROLES.isdisjoint(low[first:last]):
        return None
    end = last + 1
    while end < n and end - last < 6 and proper(line, end):
        end += 1
    if end - last < 3 or (end < n and low[end] not in (",", ".", ";", "”", '"')):
        return None
    return name_in(line, last + 1, end)


_OWN = _set("own latest official daily updated current last new preliminary")
_WHEN = _set("that this day week month then so far now for on the same")
_GIVES = _set("is was stands stood are were gives gave lists listed runs puts has reached now")
_NO_COUNTER = _set("""
    today year month week day war conflict country territory nation world offensive strike attack raid
""")


_CAME_TO = _set(
    "came comes stood stands put puts found finds showed shows counted counts suggests suggested reached has gave"
)


def tally_of(line: Line, i: int) -> Frame | None:
    """ "An AFP tally of hospital reports came to 104": the count at i belongs to the name right before it."""
    low, n = line.low, len(line)
    if low[i] not in _TALLIES or not i or not line.upper(i - 1) or low[i - 1] in DETERMINERS or line.skip[i - 1]:
        return None
    first = i - 1
    while first and line.upper(first - 1) and low[first - 1] not in DETERMINERS and not line.skip[first - 1]:
        first -= 1
    if first and low[first - 1] not in ("a", "an", "the") and low[first - 1] not in _OWN:
        return None
    for j in range(i + 1, min(n, i + 12)):
        if low[j] in (",", ";", ":", "."):
            return None
        if low[j] in _CAME_TO and (j + 1 == n or low[j + 1] in (".", ",", ";")):
            return None  # "..., an agency's analysis finds.": it has said what it says
        is_ = low[j] in ("is", "was", "lists", "listed", "includes") and low[i - 1] not in PLACES
        if low[j] in _CAME_TO or is_:
            found = name_in(line, first, i)
            return Frame(line.text[found[0] : found[1]], *found, j, j, n, leading=True) if found else None
    return None


_TALLIES = _set("tally count database analysis investigation data figures survey review tracker")


def _numeral(word: str) -> bool:
    return word[:1].isdecimal() or word in NUMBER_WORDS


def own_count(line: Line, i: int) -> Frame | None:
    """ "The Front's own count is 150", "By the ministry's own tally, 61 ...": the count at i is somebody's."""
    low, n = line.low, len(line)
    j = i
    while j and low[j - 1] in _OWN:
        j -= 1
    if (
        j == i
        and i >= 2
        and low[i - 2] == "by"
        and line.upper(i - 1)
        and low[i] in ("tallies", "estimates", "counts", "figures")
    ):
        start, end = line.tokens[i - 1].start, line.tokens[i - 1].end  # "by Israeli tallies"
        return Frame(line.text[start:end], start, end, i, 0, i if i > 3 else n, leading=i <= 3)
    if not j or not low[j - 1].endswith(("'s", "s'")) or low[j - 1] in ("'s", "s'"):
        return None
    own = "own" in low[j:i]
    account = low[i] in ("account", "reckoning", "estimation", "telling")
    first, _ = chunk(line, j)
    owner = low[j - 1].removesuffix("'s").removesuffix("'")
    institution = any(w.removesuffix("'s").removesuffix("'") in SPEAKERS for w in low[first:j])
    own = own or account
    named = line.upper(j - 1) and owner not in PLACES and low[i] not in ("toll", "number", "report", "reports")
    if owner in _NO_COUNTER or first >= j or not (own or institution or named):
        return None
    if any(line.skip[first:j]):
        return None
    begin = first - 1 if first and low[first - 1] in DETERMINERS else first
    by = begin > 0 and (low[begin - 1] == "by" or (low[begin - 1] == "in" and low[i] in ("telling", "reckoning")))
    gives = i + 1
    if low[i + 1 : i + 2] == ["of"] and low[i + 2 : i + 3] and _numeral(low[i + 2]):
        whose = name_in(line, first, j)  # "Israel disputes the ministry's figure of 391"
        return Frame(line.text[whose[0] : whose[1]], *whose, i, i, i + 4, leading=False, own=True) if whose else None
    if low[gives : gives + 1] == ["of"]:
        while gives < n and gives - i < 7 and low[gives] not in _GIVES and low[gives] not in PUNCTUATION:
            gives += 1
    while gives < n and (line.skip[gives] or low[gives] in _WHEN) and gives - i < 5:
        gives += 1
    if not by and not (gives < n and low[gives] in _GIVES):
        return None
    found = name_in(line, first, j)
    if found is None:
        return None
    start, end = found
    leading = not by or begin <= 1
    return Frame(line.text[start:end], start, end, i, 0 if by and not leading else i, n, leading=leading)
