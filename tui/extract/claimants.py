"""Who gives a number: speech frames and "according to", each with the stretch of text that it covers.

Only the words of the sentence itself, the quote that covers a number and, where the text plainly continues, the
sentence before name a claimant. A relaying outlet is a carrier and no claimant; nobody named means None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

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
from tui.extract.numbers import NUMBER_WORDS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EMPTY_SOURCES = _set(
    """initial preliminary early recent various unconfirmed reports report sources source media accounts it he she
    they i we you this that these those who which there what some many others estimates figures data reportedly
    officials-told text agreement deal plan's everyone one witnesses-"""
)
_BREAKS = _set("while whereas but")
_CONTINUES = re.compile(
    r"(?:(?:This|These|Those|It|They|That)[ \xa0](?:also[ \xa0])?(?:brings?|brought|raises?|raised|takes?|"
    r"includes?|included|comprises?|represents?|excludes?|figures?|numbers?|totals?|deaths|attacks|incidents|killings|casualties|cases|were)\b|"
    r"(?:Of|Among) (?:the|them|these|those)\b|In (?:total|all|addition|the same)\b|"
    r"(?:Additionally|Furthermore|Moreover|Also|Overall)\b|"
    r"The (?:[\w-]+ )?(?:toll|figure|figures|tally|total|dead|victims|count|number|strike|attack|casualties|wounded|"
    r"injured|latest)\b|"
    r"(?:Another|A further|At least another|More than half|Over the same|Since then)\b|"
    r".{0,60}\bamong (?:the |those )?(?:dead|casualties|killed|victims|wounded|injured)\b)"
)


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


def find_frames(line: Line, outlet: str | None = None) -> list[Frame]:
    """All frames of the line in order. `outlet` relays: a frame that names it covers its stretch with None."""
    low, n = line.low, len(line)
    frames: list[Frame] = []
    i = 0
    while i < n:
        word = low[i]
        lead = _attribution(low, i)
        if lead:
            frame = _according(line, i, i + lead)
        elif word in SPEECH:
            frame = _speech(line, i)
        else:
            frame = None
        if frame is not None:
            frames.append(_plain(frame, outlet))
            i = max(i + 1, frame.cue + 1)
        else:
            i += 1
    if not frames and ":" in low and (frame := _by_colon(line)) is not None:
        frames.append(_plain(frame, outlet))
    return frames


def _attribution(low: Sequence[str], i: int) -> int:
    """How many tokens of "according to", "as reported by", ", citing" begin at i; 0 for none."""
    word = low[i]
    if word == "according" and low[i + 1 : i + 2] == ["to"]:
        return 2
    if word in _RECORDED and low[i + 1 : i + 2] == ["by"]:
        return 2
    return 1 if word in ("citing", "quoting") and low[i - 1 : i] == [","] else 0


_RECORDED = _set("""reported documented recorded registered verified compiled collected tallied tracked monitored""")
_HEADLINE = 8
"""Tokens that a claimant before or after a headline's colon has at most."""


def _by_colon(line: Line) -> Frame | None:
    """ "Health ministry: 12 killed", "12 killed: health ministry": headlines name their source by a colon."""
    low, n = line.low, len(line)
    for i, word in enumerate(low):
        if word != ":" or not 0 < i < n - 1:
            continue
        end = n - 1 if low[n - 1] in (".", "…") else n
        for first, last, leading in ((0, i, True), (i + 1, end, False)):
            if last - first > _HEADLINE or SPEAKERS.isdisjoint(low[first:last]):
                continue
            if any(w[:1].isdecimal() or w in NUMBER_WORDS or w in VERBS for w in low[first:last]):
                continue
            found = name_in(line, first, last)
            if found is not None:
                start, stop = found
                name = line.text[start:stop]
                return Frame(name, start, stop, i, i if leading else 0, n if leading else i, leading=leading)
        return None
    return None


def _plain(frame: Frame, outlet: str | None) -> Frame:
    name = frame.claimant
    if name is None:
        return frame
    lowered = name.lower()
    if outlet and (lowered in outlet.lower() or outlet.lower() in lowered):
        return frame._replace(claimant=None)
    words = re.findall(r"[\w'’-]+", lowered)
    if name.isupper() and len(name) > 1:
        return frame
    if not words or all(
        w in _EMPTY_SOURCES or w in DETERMINERS or w in ("local", "media", "multiple", "several") for w in words
    ):
        return frame._replace(claimant=None, pronoun=bool(words) and words[0] in PRONOUNS_OF_SPEAKERS)
    return frame


_NEVER = _set(
    """statement statements figures data document toll number total strike attack raid truce ceasefire deal war
    figure death"""
)


def named(phrase: str | None) -> str | None:
    """`phrase` without its article, if it names somebody: no pronoun, no "reports"."""
    if not phrase:
        return None
    words = re.findall(r"[\w'’-]+", phrase.lower())
    if not words or all(w in _EMPTY_SOURCES or w in DETERMINERS or w in PRONOUNS_OF_SPEAKERS for w in words):
        return None
    if words[-1] in _NEVER:
        return None
    if "percent" in words or "cent" in words or words[0].isdecimal() or words[0] in NUMBER_WORDS:
        return None  # those asked in a poll
    return re.sub(r"\A(?:the|a|an) ", "", phrase, flags=re.IGNORECASE)


def _according(line: Line, i: int, first: int) -> Frame | None:
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
            if word in (
                "that",
                "which",
                "who",
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
            ) or (line.skip[last] and last > first):
                break
        last += 1
    claimant = name_in(line, first, last)
    # at the head of a sentence it covers what follows, else what stands before it, and what goes on after it
    cover_first = 0 if i > 0 else last
    if claimant is None:
        if last > first and low[last - 1] in DATA:  # "according to the statement": of whoever spoke before
            at = line.tokens[first].start
            return Frame(None, at, line.tokens[last - 1].end, i, cover_first, n, leading=i <= 1, pronoun=True)
        return None
    start, end = claimant
    return Frame(line.text[start:end], start, end, i, cover_first, n, leading=i <= 1)


def _speech(line: Line, i: int) -> Frame | None:
    low, n = line.low, len(line)
    word = low[i]
    if i and line.upper(i):
        return None  # part of a name: "the United States"
    inverted = _inverted(line, i)
    if inverted is not None:
        return inverted
    first, last = subject(line, i)
    if word in _PARTICIPLES and i and low[i - 1] in (",", "statement", "report"):
        first, last = main_subject(line, i)
    if first >= last:
        return None
    if not plausible(line, first, last, sure=word in SURE):
        return None
    if word in NOUN_TOO and not may_speak(line, first, last, i):
        return None
    if word in ("issued", "issues") and not any(
        w in ("statement", "appeal", "warning", "report", "bulletin", "update", "communique", "alert")
        for w in low[i + 1 : i + 7]
    ):
        return None
    if word in ("put", "puts", "placed", "places") and not any(
        w in ("toll", "number", "figure", "count", "at", "total") for w in low[i + 1 : i + 8]
    ):
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
    if i and low[i - 1] in ("be", "been", "being", "was", "were", "is", "are", "to", "not"):
        return None
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
        and low[begin - 1] in ("that", "which")
        and begin >= 2
        and (low[begin - 2].isdecimal() or low[begin - 2][:1].isdecimal())
    ):
        # "the 600 that agencies say are needed"
        return Frame(line.text[start:end], start, end, i, begin - 2, begin - 1, leading=False, own=True)
    trailing = begin > 0 and low[begin - 1] in (",", "”", '"', "–", "—", "-", "…") and _closes(line, i)
    if trailing:
        follows = low[i + 1 : i + 2] == [","] and low[i + 2 : i + 3] not in (
            ["as"],
            ["after"],
            ["while"],
            ["with"],
            ["amid"],
            ["but"],
            ["when"],
            ["in"],
            ["before"],
            ["although"],
            ["despite"],
            ["and"],
        )
        return Frame(line.text[start:end], start, end, i, 0, n if follows else i, leading=False)
    if begin and low[begin - 1] == "as" and (begin == 1 or low[begin - 2] == ","):
        # "As Sample Wire reported, ..." is another "according to"
        return Frame(line.text[start:end], start, end, i, 0 if begin > 1 else i, n, leading=begin == 1)
    if begin and low[begin - 1] in _SUBORDINATE:
        # inside a subordinate clause the claim ends with the clause
        stop = next((j for j in range(i, n) if low[j] in (",", "–", "—")), n)
        return Frame(line.text[start:end], start, end, i, i, stop, leading=True)
    return Frame(line.text[start:end], start, end, i, i, n, leading=True)


def _closes(line: Line, i: int) -> bool:
    """Whether a cue ends its clause: ", officials said on Monday."."""
    low, n = line.low, len(line)
    j = i + 1
    if low[i] in ("told", "tells", "show", "shows", "showed"):
        while (
            j < n and low[j] not in PUNCTUATION and low[j] not in ("that", "how", "it", "there") and low[j] not in AUX
        ):
            j += 1
    while j < n and (
        line.skip[j]
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
    """ "..., said the UN's Tom Fletcher."."""
    low, n = line.low, len(line)
    if low[i] not in ("said", "says", "announced", "reported", "added", "according") or i == 0:
        return None
    if low[i - 1] not in (",", "”", '"', "–", "—"):
        return None
    if i + 1 >= n or not (line.upper(i + 1) or low[i + 1] in DETERMINERS):
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
    claimant = name_in(line, i + 1, last)
    if claimant is None:
        return None
    return Frame(line.text[claimant[0] : claimant[1]], claimant[0], claimant[1], i, 0, i, leading=False)


_SUBORDINATE = _set("which that who whom after as when because since before although though if where until")
_PARTICIPLES = _set("saying announcing adding claiming noting reporting stating accusing estimating")


def claimant_for(line: Line, frames: Sequence[Frame], token: int) -> Frame | None:
    """The frame that covers the number at `token`: the nearest one before it, else the nearest after it."""
    best: Frame | None = None
    for frame in frames:
        if frame.own and frame.cover_first <= token <= frame.cover_last:
            return frame
        covers = frame.cue < token and frame.cover_first <= token < frame.cover_last
        better = best is None or not frame.pronoun or best.claimant is None
        if covers and better and not _broken(line, frame, token):
            best = frame
    weak = best is None or (best.claimant is None and not best.pronoun) or line.low[best.cue] in _WEAK
    for frame in frames:
        if frame.leading or frame.own or frame.cue < token or not frame.cover_first <= token < frame.cover_last:
            continue
        if any(w in _BREAKS for w in line.low[token : frame.cue]):
            break
        if best is None or (frame.claimant is not None and weak):
            return frame
        break
    return best


_WEAK = _set("recorded registered documented counted")


def _broken(line: Line, frame: Frame, token: int) -> bool:
    """Whether the frame's clause has ended before `token`."""
    low = line.low
    verb = False
    for j in range(frame.cue + 1, token):
        word = low[j]
        if word in _BREAKS and not (word == "but" and low[j + 1] == "that"):
            return True
        if (
            word in ("after", "amid", "following")
            and not verb
            and low[frame.cue] not in ("said", "says")
            and frame.leading
        ):
            return True  # "announced a truce after ...": the object was no claim
        verb = verb or word in AUX or word in VERBS or word[:1].isdecimal()
    return False


def continues(text: str) -> bool:
    """Whether a sentence plainly goes on with the report of the sentence before."""
    return _CONTINUES.match(text) is not None
