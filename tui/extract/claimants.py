"""Who gives a number: the speech frame that covers it, or what the text plainly carries on.

Only the words of the sentence itself, the quote that covers a number and, where the text plainly continues, the
sentence before name a claimant. A relaying outlet is a carrier and no claimant; nobody named means None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.extract.attribution import EMPTY_SOURCES, find_frames
from tui.extract.citations import RECORDED, Frame
from tui.extract.claimant_phrase import DATA, PRONOUNS_OF_SPEAKERS, SPEAKERS, chunk, name_in, plausible, subject
from tui.extract.lexicon import AUX, DETERMINERS, PUNCTUATION, VERBS
from tui.extract.line import Line
from tui.extract.numerals import NUMBER_WORDS

__all__ = ["Frame", "claimant_for", "continues", "find_frames", "named"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BREAKS = _set("while whereas but")
_CONTINUES = re.compile(
    r"(?:(?:This|These|Those|It|They|That)[ \xa0](?:also[ \xa0])?(?:brings?|brought|raises?|raised|takes?|"
    r"includes?|included|comprises?|represents?|excludes?|figures?|numbers?|totals?|deaths|attacks|incidents|killings|casualties|cases|were)\b|"
    r"(?:Of|Among) (?:the|them|these|those)\b|(?:In|During|Through|As a result of) (?:these|those|the) "
    r"(?:incidents?|attacks?|"
    r"strikes?|raids?|violations?|events?|clashes|bombings?|killings|massacres|operations?)\b|"
    r"(?:Overall |Cumulative |Total |Its )?[Dd]eath toll\b|"
    r"(?:Overall|Cumulative|Total|Running) (?:toll|total|figures?|since|number)\b|"
    r"Since (?:the (?:start|beginning|outbreak|ceasefire|truce|war)|ceasefire|truce|\d{1,2} |Oct(?:ober)?\b)"
    r"[^.;]{0,60}:|"
    r"(?:In total|In all|In addition|In the same|As a result)\b|"
    r"(?:Additionally|Furthermore|Moreover|Also|Overall)\b|"
    r"The (?:[\w-]+ )?(?:toll|figure|figures|tally|total|dead|victims|count|number|strike|attack|casualties|wounded|"
    r"injured|latest)\b|"
    r"(?:Another|A further|At least another|More than half|Over the same|Since then)\b|"
    r".{0,60}\bamong (?:the |those )?(?:dead|casualties|killed|victims|wounded|injured)\b)"
)


_NEVER = _set(
    """statement statements figures data document toll number total strike attack raid truce ceasefire deal war
    figure death"""
)


def named(phrase: str | None) -> str | None:
    """`phrase` without its article, if it names somebody: no pronoun, no "reports"."""
    if not phrase:
        return None
    words = re.findall(r"[\w'’-]+", phrase.lower())
    if not words or all(w in EMPTY_SOURCES or w in DETERMINERS or w in PRONOUNS_OF_SPEAKERS for w in words):
        return None
    if words[0] in ("our", "my", "we") or words[-1] in _NEVER or all(w in DATA or w in DETERMINERS for w in words):
        return None
    if "percent" in words or "cent" in words or words[0].isdecimal() or words[0] in NUMBER_WORDS:
        return None  # those asked in a poll
    return re.sub(r"\A(?:the|a|an) ", "", phrase, flags=re.IGNORECASE)


def claimant_for(line: Line, frames: Sequence[Frame], token: int) -> Frame | None:
    """The frame that covers the number at `token`: the nearest one before it, else the nearest after it."""
    best: Frame | None = None
    frames = [f for f in frames if line.low[f.cue] not in _CITES or _cites(line, f)]
    for frame in frames:
        if frame.own and frame.cover_first <= token <= frame.cover_last:
            return frame
        covers = frame.cue < token and frame.cover_first <= token < frame.cover_last
        better = best is None or not frame.pronoun or best.claimant is None
        alone = len(frames) == 1 and frame.cue <= 1 and line.low[frame.cue] == "according"
        if covers and better and (alone or not _broken(line, frame, token)):
            best = frame
    for frame in frames:
        # who is cited has counted; who cites relays
        if frame.cue and best is not None and best.cue > frame.cue:
            continue
        if _cites(line, frame) and frame.cover_first <= token < frame.cover_last:
            return frame
    for frame in frames:
        if line.low[frame.cue] in RECORDED and token < frame.cue <= token + 6 and frame.claimant and not frame.leading:
            between = line.low[token + 1 : frame.cue]
            if not any(w in PUNCTUATION or w in AUX or w[:1].isdecimal() for w in between):
                return frame  # "127 civilians verified by the mission"
    if best is not None and ";" in line.low[best.cue : token]:
        after = next(
            (f for f in frames if not f.leading and f.cue > token and f.cover_first <= token < f.cover_last), None
        )
        if after is not None and after.claimant and ";" not in line.low[token : after.cue]:
            return after  # a clause of its own, with a speaker of its own
    weak = best is None or (best.claimant is None and not best.pronoun) or line.low[best.cue] in _WEAK
    weak = weak or (best is not None and not best.leading and not best.own)  # "..., according to A, and ..., B said"
    accuses = best is not None and line.low[best.cue] in _ACCUSES
    for frame in frames:
        if frame.leading or frame.own or frame.cue < token or not frame.cover_first <= token < frame.cover_last:
            continue
        if len(frames) > 1 and any(w in _BREAKS for w in line.low[token : frame.cue]):
            break
        told = accuses and line.low[frame.cue] in (
            "said",
            "says",
            "told",
        )  # "A blamed B for the raid, which killed 17, a doctor said"
        relayed = best is not None and best.claimant is not None and relays(frame)
        if best is None or (frame.claimant is not None and (weak or told) and not relayed):
            best = frame
        break
    if best is None or (not best.leading and _OUTLET.search(best.claimant or "") is not None):
        return _handled(line, token) or best  # "Civil defence crews dug out 11 bodies, Sample Wire reported"
    return best


def relays(frame: Frame) -> bool:
    """Whether the frame's claimant is an outlet by its name: it reports what others say."""
    return _OUTLET.search(frame.claimant or "") is not None


_OUTLET = re.compile(r"\b(?:Wire|News|Times|Post|Radio|Television|TV|Broadcasting|Press|Channel|Daily)\b")


_HANDLERS = _set(
    """defence defense crescent rescuers rescue hospital hospitals medics paramedics ambulance ambulances crews
    firefighters surgeons doctors morgue clinic"""
)
_HANDLED = _set(
    """recovered retrieved pulled extracted exhumed evacuated received receives receive treated buried found admitted
    took dug recover retrieve treat"""
)


def _handled(line: Line, token: int) -> Frame | None:
    """Who dug out, took in or treated the counted has counted them: "Civil defence crews recovered 11 bodies"."""
    low = line.low
    for j in range(token - 1, max(0, token - 14), -1):
        if low[j] in (";", ":", ".") or low[j] in _BREAKS:
            return None
        if low[j] not in _HANDLED or line.upper(j) or low[j - 1] in _PASSIVE:
            continue
        first, last = subject(line, j)
        if first < last and line.glued(first) and first > 1:
            first = chunk(line, first - 2)[0]  # "the agency's 60-bed hospital"
        relief = low[j] in ("treated", "evacuated") and any(t.text.isupper() for t in line.tokens[first:last])
        if first >= last or (_HANDLERS.isdisjoint(low[first:last]) and not relief) or not plausible(line, first, last):
            return None
        found = name_in(line, first, last)
        return Frame(line.text[found[0] : found[1]], *found, j, j, len(line), leading=True) if found else None
    return None


_PASSIVE = _set("was were been be being is are who by")
_ACCUSES = _set("accused accuses accusing condemned condemns blamed blames mourned mourns")
_CITES = _set("citing quoting")
_NO_INSTITUTION = _set(
    """
    testimonies testimony interviews accounts evidence footage videos images documents satellite its their his
    her
"""
)


def _cites(line: Line, frame: Frame) -> bool:
    """Whether the frame cites an institution, and not testimonies or footage."""
    if line.low[frame.cue] not in _CITES:
        return False
    words = re.findall(r"[\w’'-]+", frame.claimant or "")
    if any(w[:1].isdecimal() or w.lower() in _NO_INSTITUTION for w in words):
        return False
    return any(w.lower() in SPEAKERS or w[:1].isupper() for w in words)


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
        ) or (word in ("after", "following") and low[frame.cue] in _ACCUSES):
            return True  # "announced a truce after ...": the object was no claim
        verb = verb or word in AUX or word in VERBS or word[:1].isdecimal()
    return False


def continues(text: str) -> bool:
    """Whether a sentence plainly goes on with the report of the sentence before."""
    return _CONTINUES.match(text) is not None
