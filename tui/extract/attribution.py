"""Speech frames: "the ministry said", "according to the UN", each with the stretch of text that it covers.

A frame names who speaks by the words of its own sentence only; who a pronoun is, and what goes on from the sentence
before, is found in `claimants`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.extract.citations import (
    Frame,
    according,
    by_bracket,
    by_brackets,
    by_colon,
    by_colons,
    by_dash,
    introduces,
    own_count,
    person_behind,
    tally_of,
)
from tui.extract.claimant_phrase import (
    DATA,
    NOUN_TOO,
    PLACES,
    PRONOUNS_OF_SPEAKERS,
    SPEAKERS,
    SPEECH,
    SURE,
    main_subject,
    may_speak,
    name_in,
    plausible,
    subject,
)
from tui.extract.lexicon import AUX, DETERMINERS, PUNCTUATION, VERBS
from tui.extract.line import Line
from tui.extract.numerals import NUMBER_WORDS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


EMPTY_SOURCES = _set(
    """initial preliminary early recent various unconfirmed reports report sources source media accounts it he she
    they i we you this that these those who which there what some many others estimates figures data reportedly
    officials-told text agreement deal plan's everyone one witnesses-"""
)


def find_frames(line: Line, outlet: str | None = None) -> list[Frame]:
    """All frames of the line in order. `outlet` relays: a frame that names it covers its stretch with None."""
    low, n = line.low, len(line)
    frames: list[Frame] = []
    frame: Frame | None
    i = 0
    while i < n:
        word = low[i]
        lead = introduces(low, i)
        if lead:
            frame = according(line, i, i + lead)
        else:
            frame = _gapped(line, i) if word == "that" and frames and frames[-1].leading else None
            if frame is None and (word in DATA or word in _COUNTINGS):
                frame = own_count(line, i) or tally_of(line, i)
            if frame is None and word in SPEECH:
                frame = _speech(line, i)
        if frame is not None:
            frames.append(_own_office(_plain(frame, outlet), frames))
            i = max(i + 1, frame.cue + 1)
        else:
            i += 1
    if not frames and "(" in low and ";" in low:
        frames += [_plain(f, outlet) for f in by_brackets(line)]
    if not frames and ";" in low and ":" in low:
        frames += [_plain(f, outlet) for f in by_colons(line)]
    if not frames and (frame := by_dash(line) or by_bracket(line)) is not None:
        frames.append(_plain(frame, outlet))
    if not frames and ":" in low and (frame := by_colon(line)) is not None:
        frames.append(_plain(frame, outlet))
    elif frames and ":" in low[:_HEADLINE] and ";" in low and (frame := by_colon(line)) is not None and frame.leading:
        end = low.index(";")  # "Army: 3 killed in the north; ministry says 12"
        if frame.cue < end and frames[0].cue > end:
            frames.insert(0, _plain(frame._replace(cover_last=end), outlet))
    return frames


_COUNTINGS = _set("figure telling tallies account reckoning estimation database investigation tracker")


_HEADLINE = 8
"""Tokens before the colon of a headline at most."""


def _gapped(line: Line, i: int) -> Frame | None:
    """ "X said ten died and Y that four did": the "that" at i goes on with the verb of speech before."""
    first = i
    while first and (line.upper(first - 1) or line.low[first - 1] in SPEAKERS) and i - first < 6:
        first -= 1
    joined = line.low[first - 1 : first]
    if joined == ["the"] and first > 1:
        joined = line.low[first - 2 : first - 1]
    if first == i or joined not in (["and"], ["while"]):
        return None
    start, end = line.tokens[first].start, line.tokens[i - 1].end
    return Frame(line.text[start:end], start, end, i, i, len(line), leading=True)


_HIS = re.compile(
    r"(?:his|her|its|their) (?:own )?(?:office|ministry|agency|team|teams|organi[sz]ation|group|staff)\b", re.I
)


def _own_office(frame: Frame, before: Sequence[Frame]) -> Frame:
    """ "The commissioner says his office has verified ...": the commissioner."""
    if frame.claimant is None or not before or _HIS.match(frame.claimant) is None:
        return frame
    speaker = before[-1]
    return frame._replace(claimant=speaker.claimant, start=speaker.start, end=speaker.end, pronoun=speaker.pronoun)


def _plain(frame: Frame, outlet: str | None) -> Frame:
    name = frame.claimant
    if name is None:
        return frame
    lowered = name.lower()
    if outlet and (lowered in outlet.lower() or outlet.lower() in lowered):
        return frame._replace(claimant=None)
    words = re.findall(r"[\w'’-]+", lowered)
    if words[:1] and words[0] in ("our", "my", "we"):
        return frame._replace(claimant=None, pronoun=True)  # within a quote: its speaker
    if name.isupper() and len(name) > 1:
        return frame
    if not words or all(
        w in EMPTY_SOURCES or w in DETERMINERS or w in ("local", "media", "multiple", "several") for w in words
    ):
        return frame._replace(claimant=None, pronoun=bool(words) and words[0] in PRONOUNS_OF_SPEAKERS)
    return frame


def _speech(line: Line, i: int) -> Frame | None:
    low, n = line.low, len(line)
    word = low[i]
    if i and line.upper(i):
        return None  # part of a name: "the United States"
    if word in _QUOTES_SOMEBODY and (quoted := _as_saying(line, i)) is not None:
        return quoted
    inverted = _inverted(line, i)
    if inverted is not None:
        return inverted
    first, last = subject(line, i)
    if word in _PARTICIPLES and i and low[i - 1] in (",", "statement", "report"):
        first, last = _speaker_before(line, i)
    elif first >= last and (low[max(0, i - 2) : i] == ["and", "has"] or (low[i - 1 : i] == ["and"] and word in _THIRD)):
        first, last = main_subject(line, i)  # "the hospital has treated 20 and has registered three deaths"
    if first >= last:
        return None
    if not plausible(line, first, last, sure=word in SURE):
        return None
    if word in NOUN_TOO and not may_speak(line, first, last, i):
        return None
    if word in ("issued", "issues") and not any(
        w in ("statement", "appeal", "warning", "report", "bulletin", "update", "communique", "alert", "review")
        for w in low[i + 1 : i + 7]
    ):
        return None
    if word in ("put", "puts", "placed", "places") and not any(
        w in ("toll", "number", "figure", "count", "at", "total") for w in low[i + 1 : i + 8]
    ):
        return None
    if word in _TOLL_CHANGES and not any(
        w in ("toll", "number", "figure", "count", "total") for w in low[i + 1 : i + 5]
    ):
        return None
    if word in ("gave", "gives") and not any(
        w in ("toll", "figure", "count", "number", "total") for w in low[i + 1 : i + 5]
    ):
        return None
    if word in ("announced", "reported", "declared", "released") and low[last - 1] in _EVENTS:
        return None  # "after the ceasefire announced on Monday"
    if word in ("pointed", "pointing", "points") and low[i + 1 : i + 2] not in (["out"], ["to"]):
        return None
    if word in ("responded", "replied", "countered") and low[i + 1 : i + 2] in (["by"], ["with"], ["to"]):
        return None  # "responded by halving the number": a deed
    if word in ("claimed", "claims", "claiming", "claim") and _takes(low, i + 1):
        return None  # "claimed 14 lives", "claimed responsibility"
    if word in ("identified", "detected", "observed") and not _FORCES.isdisjoint(low[first:last]):
        return None  # soldiers who see somebody
    if word == "received" and not {"alerts", "reports", "notifications", "complaints"}.intersection(low[i + 1 : i + 3]):
        return None
    if word in ("spoke", "speaks") and low[i + 1 : i + 2] != ["of"]:
        return None
    if word in ("denied", "denies") and low[i + 1 : i + 2] != ["that"]:
        return None
    if word == "reporting" and low[i - 1] not in ("is", "are", "was", "were"):
        return None
    if word in ("reported", "said", "believed", "alleged") and low[i + 1 : i + 2] == ["to"]:
        return None  # "forces reported to have ..." says nothing of who reports
    if (
        word in ("recorded", "registered", "reported")
        and any(w in PLACES for w in low[first:last])
        and not any(w in SPEAKERS for w in low[first:last])
    ) and word != "reported":
        return None  # a place that "recorded" is where it happened
    if word in (
        "found",
        "released",
        "listed",
        "registered",
        "recorded",
        "tracked",
        "documented",
        "counted",
        "reported",
        "killed",
    ) and (low[i - 1] in ("was", "were", "been", "be", "being", "are", "is")):
        return None
    if i and word != "reporting" and low[i - 1] in ("be", "been", "being", "was", "were", "is", "are", "to", "not"):
        return None
    if low[first] in ("it", "they") and last - first == 1 and low[first - 1 : first] == [","] and _closes(line, i):
        main = main_subject(line, first)  # "The army lost four men, it says."
        if main[0] < main[1] and not SPEAKERS.isdisjoint(low[main[0] : main[1]]):
            first, last = main
            found = name_in(line, first, last)
            return Frame(line.text[found[0] : found[1]], *found, i, 0, i, leading=False) if found else None
    claimant = name_in(line, first, last)
    if claimant is None and low[last - 1] in DATA and _closes(line, i):
        # "..., the statement said": of whoever spoke before
        return Frame(None, line.tokens[first].start, line.tokens[last - 1].end, i, 0, i, leading=False, pronoun=True)
    if claimant is None:
        return None
    start, end = claimant
    begin = first
    if begin >= 2 and low[begin - 1] in ("from", "by", "of") and low[begin - 2] in DATA:
        begin -= 2
    while begin and low[begin - 1] in DETERMINERS and low[begin - 1] != "that":
        begin -= 1
    if (
        begin
        and low[begin - 1] in ("that", "which", "whom")
        and begin >= 2
        and (low[begin - 2].isdecimal() or low[begin - 2][:1].isdecimal())
    ):
        # "the 600 that agencies say are needed"
        return Frame(line.text[start:end], start, end, i, begin - 2, begin - 1, leading=False, own=True)
    trailing = begin > 0 and low[begin - 1] in (",", "”", '"', "–", "—", "-", "…") and _closes(line, i)
    if trailing:
        after = next((j for j in range(i + 1, min(n, i + 6)) if low[j] == ","), i + 1)
        goes_on = low[after + 1 : after + 2]
        follows = (
            low[i + 1 : i + 2] == [";"]
            or (goes_on and goes_on[0] in _GOES_ON)
            or (low[after + 1 : after + 2] == ["while"] and low[after + 2 : after + 3] and _numeral(low[after + 2]))
            or (
                low[i + 1 : i + 2] == [","]
                and low[i + 2 : i + 3]
                not in (
                    ["as"],
                    ["after"],
                    ["while"],
                    ["amid"],
                    ["but"],
                    ["when"],
                    ["in"],
                    ["before"],
                    ["although"],
                    ["despite"],
                    ["and"],
                )
            )
        )
        return Frame(line.text[start:end], start, end, i, 0, n if follows else i, leading=False)
    if begin and low[begin - 1] == "as" and (begin == 1 or low[begin - 2] == ",") and _closes(line, i):
        # "As Sample Wire reported, ..." is another "according to"
        return Frame(line.text[start:end], start, end, i, 0 if begin > 1 else i, n, leading=begin == 1)
    if begin and low[begin - 1] in _SUBORDINATE:
        # inside a subordinate clause the claim ends with the clause
        stop = next((j for j in range(i, n) if low[j] in (",", "–", "—")), n)
        return Frame(line.text[start:end], start, end, i, i, stop, leading=True)
    return Frame(line.text[start:end], start, end, i, i, n, leading=True)


def _speaker_before(line: Line, i: int) -> tuple[int, int]:
    """The subject of the nearest verb of speech before ", adding that", else that of the sentence."""
    low = line.low
    for j in range(i - 1, max(0, i - 60), -1):
        if low[j] in _SAYS and not line.upper(j):
            if low[j - 1] in (",", "”", '"') and (line.upper(j + 1) or low[j + 1] in DETERMINERS):
                last = j + 1
                while last < i and low[last] not in (",", ".", ";", "who", "on", "in"):
                    last += 1
                return j + 1, last
            first, last = subject(line, j)
            if first < last and plausible(line, first, last, sure=True):
                return first, last
    return main_subject(line, i)


_THIRD = _set("believes says estimates reports puts expects fears claims")
_SAYS = _set("said says told announced reported stated")
_GOES_ON = _set("with including bringing raising taking among most adding")
_QUOTES_SOMEBODY = _set("quoted quotes quoting cited cites")


def _as_saying(line: Line, i: int) -> Frame | None:
    """ "The channel quoted an officer as saying that ...": the officer says it."""
    low = line.low
    for j in range(i + 2, min(len(line) - 1, i + 22)):
        if low[j] == "as" and low[j + 1] == "saying":
            found = name_in(line, i + 1, j)
            return Frame(line.text[found[0] : found[1]], *found, j, j, len(line), leading=True) if found else None
        if low[j] in (".", ";", ":"):
            return None
    return None


def _closes(line: Line, i: int) -> bool:
    """Whether a cue ends its clause: ", officials said on Monday."."""
    low, n = line.low, len(line)
    j = i + 1
    if low[i] in ("told", "tells", "briefed", "show", "shows", "showed"):
        while (
            j < n and low[j] not in PUNCTUATION and low[j] not in ("that", "how", "it", "there") and low[j] not in AUX
        ):
            j += 1
    while j < n and (
        line.skip[j]
        or (low[j].endswith("ly") and len(low[j]) > 4)
        or low[j]
        in (
            "on",
            "in",
            "late",
            "early",
            "earlier",
            "later",
            "a",
            "statement",
            "its",
            "his",
            "the",
            "report",
            "to",
            "afp",
            "reuters",
            "ap",
            "me",
            "reporters",
            "journalists",
            "at",
            "morning",
            "evening",
            "night",
            "afternoon",
            "last",
            "this",
            "week",
            "briefing",
            "press",
            "conference",
            "news",
            "also",
            "update",
            "statistical",
            "daily",
            "al",
            "jazeera",
            "bbc",
            "cnn",
            "via",
            "x",
            "telegram",
            "social",
            "media",
        )
    ):
        j += 1
    return j >= n or low[j] in (".", ",", ";", "”", '"', "…", ")", "–", "—", "as", "after", "while", "amid", ":", "…")


def _inverted(line: Line, i: int) -> Frame | None:
    """ "..., said the agency's Mona Sample."."""
    low, n = line.low, len(line)
    if low[i] not in _INVERTED or i == 0:
        return None
    if low[i - 1] not in (",", "”", '"', "–", "—"):
        return None
    speaker = line.upper(i + 1) or (i + 1 < n and low[i + 1] in DETERMINERS)
    if i + 1 >= n or not (speaker or not SPEAKERS.isdisjoint(low[i + 1 : i + 4])):
        return None
    last = i + 1
    while (
        last < n
        and low[last] not in (",", ".", ";", ":", "who", "on", "in", "after", "as", "while", "”", "that")
        and not line.skip[last]
        and last - i < 14
    ):
        if low[last] in AUX or low[last] in VERBS:
            return None
        last += 1
    if low[last : last + 1] == ["in"] and line.upper(last + 1):
        while last < n and (low[last] == "in" or line.upper(last)):
            last += 1
    # "said the ministry's spokesman, Mona Sample."
    claimant = person_behind(line, i + 1, last) or name_in(line, i + 1, last)
    if claimant is None:
        return None
    # ", says the envoy, ..." goes on behind the name
    goes_on = low[last : last + 1] == [","] and low[last + 1 : last + 2] and low[last + 1] not in _TURNS
    return Frame(line.text[claimant[0] : claimant[1]], *claimant, i, 0, n if goes_on else i, leading=False)


def _numeral(word: str) -> bool:
    return word[:1].isdecimal() or word in NUMBER_WORDS


def _takes(low: Sequence[str], i: int) -> bool:
    """Whether what is claimed at i is a thing and no statement: lives, responsibility, credit."""
    return not {"lives", "life", "responsibility", "credit", "asylum", "victory"}.isdisjoint(low[i : i + 4])


_FORCES = _set("soldiers troops forces fighters gunmen lookouts drones")
_INVERTED = _set(
    """said says say announced reported added according warned warns estimates reckons claims claimed adds insisted
    insists noted notes confirmed confirms wrote stated explained"""
)
_TURNS = _set("as after while amid but when in before although despite and who whose which where because")
_TOLL_CHANGES = _set("raised raises revised revises updated")
_SUBORDINATE = _set("""
    which that who whom after as when because since before although though if where until
""")
_EVENTS = _set(
    "ceasefire truce deal agreement accord pact war offensive operation strike attack raid toll number death"
)
_PARTICIPLES = _set(
    """pointing affirming stressing recalling underlining clarifying confirming explaining saying announcing adding
    claiming noting reporting stating accusing estimating"""
)
