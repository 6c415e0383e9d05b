"""The subject of a verb of speech: where the noun phrase that names a claimant begins and ends."""

from __future__ import annotations

import re
from itertools import pairwise

from tui.extract.lexicon import AUX, DETERMINERS, PUNCTUATION, VERBS
from tui.extract.line import Line
from tui.extract.numerals import NUMBER_WORDS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SPEECH = _set(
    """accusing estimating stating placed places issued issues said says say saying claiming adding announcing
    suggests announced announces announcing reported reports claimed claims confirmed confirms stated states
    added adds told tells estimated estimates counted counts documented documents recorded records registered
    registers tallied calculated calculates noted notes declared declares warned warns revealed disclosed shows
    showed show indicates indicated indicate acknowledged alleged alleges found finds condemned condemns blamed
    blames mourned mourns put puts accused accuses believes believed insisted insists argued argues maintained
    maintains suggested suggests verified logged compiled listed cited cites explained posted tweeted wrote
    writes published releases-figures testified reiterated stressed emphasised emphasized admitted concluded
    asserted contends contended lists tracked monitored quoted informed reminded countered replied responded
    assessed projected puts spoke speaks expect expects denied denies reckons reckon raised raises revised revises
    updated reporting named briefed briefs identified detected observed gave gives
    received count document record report estimate claim reads fear fears clarified clarifies affirmed affirms
    underlined underlines underscored underscores recalled recalls cautioned cautions remarked mentioned conceded
    boasted complained lamented deplored decried protested proclaimed certified relayed attested pointed pointing
    points"""
)
# nouns as often as verbs: they need a subject right before them
NOUN_TOO = _set(
    """
    reports report claim estimate claims estimates counts documents records states notes show shows finds puts
    lists cites fear fears count document record
"""
)
_BRIEFED = _set("briefed familiar involved close aware working based tasked privy acquainted present")
PRONOUNS_OF_SPEAKERS = _set("he she they it we i")
DATA = _set(
    """figures data numbers statistics monitoring tally count counts estimates estimate records calculations report
    reports toll survey analysis review assessment statement statements announcement bulletin release"""
)
ROLES = _set(
    """spokesman spokesperson spokeswoman spokespeople head chief director governor minister mayor official
    officials ambassador envoy coordinator commissioner secretary president leader deputy representative adviser
    analyst doctor professor member commander founder chairman chairwoman chair co-founder manager editor lawyer
    relief"""
)
_WEEKDAYS = _set("""monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later overnight""")


def subject(line: Line, i: int) -> tuple[int, int]:
    """Tokens of the subject that stands before the cue at i."""
    low = line.low
    j = i
    while j and (
        low[j - 1] in AUX
        or (low[j - 1].endswith("ly") and low[j - 1] not in ("assembly", "italy"))
        or low[j - 1] in ("also", "later", "since", "has", "have", "had", "who")
        or line.skip[j - 1]
        or (low[j - 1] == "on" and j < i and line.skip[j])
    ):
        if low[j - 1] == "who":
            return chunk(line, j - 2) if low[j - 2 : j - 1] == [","] else (i, i)  # "experts, who said"
        j -= 1
    last = j
    first = j
    first, _ = chunk(line, last)
    which = first - 2 if first and low[first - 1] in DETERMINERS else first - 1
    if first < last and which > 1 and low[which] in _WITHIN and low[which - 1] in _BRIEFED:
        return chunk(line, which - 1)  # "two officials briefed on the plan"
    if first >= last and last and low[last - 1] == ",":
        # an apposition or a clause stands between the name and its verb
        comma = _comma_before(line, last - 1)
        if comma is None:
            return i, i
        outer, inner = chunk(line, comma), chunk(line, last - 1)
        head = low[comma + 1]
        if outer[0] >= outer[1]:
            return inner
        if inner[0] == comma + 1 + (head in DETERMINERS) and _named(line, *inner) and not _named(line, *outer):
            return inner
        return outer
    if (
        first < last
        and first
        and low[first - 1] == ","
        and low[first] in ROLES
        and any(w in ("for", "of", "at", "with") for w in low[first:last])
    ):
        # "Sample, spokesman for the ministry, said" without the second comma
        outer = chunk(line, first - 1)
        if outer[0] < outer[1] and _named(line, *outer):
            return outer
    return first, last


PLACES = _set(
    """gaza strip bank west lebanon city region province camp governorate district country territory enclave town
    village"""
)
SPEAKERS = _set(
    """
    peacekeepers source ministry authorities authority officials official office department directorate agency agencies
    administration government police council group groups watchdog army military militia monitor monitors
    charity charities centre center activists organisation organization organisations organizations commission
    committee rebels insurgents paramilitaries separatists partners survivors relatives club association union
    society medics doctors rescuers residents witnesses eyewitnesses investigators prosecutors sources mediators
    service services forces spokesman spokesperson spokeswoman spokespeople crescent cross team teams programme
    program fund broadcaster newspaper outlet network institute ngo ngos un idf bureau minister ambassador envoy
    president adviser analysts experts rapporteur coordinator plan mission survey report study families lawyers
    hospital hospitals moh staff media workers diplomats diplomat mayor governor emergency headquarters command
    envoys leaders leader commander television tv radio
"""
)


SURE = _set("said says told announced")


def _counts(line: Line, i: int, first: int) -> bool:
    """Whether token i makes the phrase a count of people: a number that is no part of a name or of what they are of."""
    word = line.low[i]
    if not word[:1].isdecimal() and word not in NUMBER_WORDS:
        return False
    if i > first and (line.tokens[i - 1].text.isupper() or line.low[i - 1] == "of"):
        return False  # "UN 2720", "the ministers of ten countries"
    return not (i > first and line.upper(i + 1) and line.low[i - 1] in DETERMINERS)  # "the 2720 Mechanism"


def plausible(line: Line, first: int, last: int, *, sure: bool = False) -> bool:
    """Whether a noun phrase can say anything: it has a name in it, or its head is somebody.

    With a verb that is nothing but speech (`sure`) any noun phrase can.
    """
    if any(_counts(line, k, first) for k in range(first, last)) or "%" in line.low[first:last]:
        joined = any(a == "and" and b in NUMBER_WORDS for a, b in pairwise(line.low[first:last]))
        several = (line.low[first] in NUMBER_WORDS or joined) and not SPEAKERS.isdisjoint(line.low[first:last])
        return several and not {"percent", "per", "%"}.intersection(
            line.low[first:last]
        )  # "two diplomats"; not "46 percent": those asked in a poll
    if sure and line.low[last - 1][:1].isalpha():
        return True
    if any(w in SPEAKERS or w in PRONOUNS_OF_SPEAKERS or w in DATA for w in line.low[first:last]):
        return True
    return any(
        line.upper(k) and (k > 0 or last - first > 1 or line.low[k] not in DETERMINERS) for k in range(first, last)
    )


def main_subject(line: Line, i: int) -> tuple[int, int]:
    """The subject of the sentence, for ", saying that ..."."""
    low = line.low
    for j in range(i):
        finite = low[j] in AUX or (low[j] in VERBS and not line.upper(j)) or low[j] in SPEECH
        if low[j] in _STOPS:
            continue
        if finite or (j and low[j].endswith("ed") and len(low[j]) > 5 and low[j + 1] in DETERMINERS):
            return subject(line, j) if low[j] not in ("to",) else (i, i)
    return i, i


_ARTICLE = re.compile(r"(?:al|el|ad|an|as|ash|at|az|ar|bin|ben|de|van|von)-[A-Z]")


def proper(line: Line, i: int) -> bool:
    """Whether token i can stand in a proper name: a capital letter, or an article joined to one ("al-Sample")."""
    return line.upper(i) or (i < len(line) and _ARTICLE.match(line.tokens[i].text) is not None)


def _named(line: Line, first: int, last: int) -> bool:
    """Whether the chunk is a proper name of a few words."""
    return (
        0 < last - first <= 7
        and line.upper(first)
        and proper(line, last - 1)
        and all(
            proper(line, k) or line.low[k] in ("al", "-", "de", "bin", "el", "of", "in", "for", "and", "the", "'s")
            for k in range(first, last)
        )
    )


def _comma_before(line: Line, last: int) -> int | None:
    for k in range(last - 1, max(-1, last - 26), -1):
        if line.low[k] == ",":
            return k
        if line.low[k] in (";", ".", "”", ":"):
            return None
    return None


_STOPS = _set(
    """that which who whom while whereas but after before when as because if since until although though amid
    despite than following so where into over under during about between against"""
)
_TOGETHER = NUMBER_WORDS | _set("partners allies agencies")
_WITHIN = _set("of for in on at to with inside near by from")
_NOUNS = _set(
    """document count fire rescue relief report state set exchange transfer return release record monitor contribute
    commit"""
)


def _finite(line: Line, i: int) -> bool:
    """Whether token i is a verb that ends the noun phrase behind it."""
    word = line.low[i]
    noun = word in _NOUNS or (i > 0 and line.low[i - 1] in DETERMINERS and word.endswith("ing"))  # "at the crossing"
    noun = noun or word in ("both", "all", "either")
    return (word in VERBS or word in AUX or word in SPEECH) and not noun and not line.upper(i)


def _closes_phrase(line: Line, first: int) -> bool:
    """Whether the token before `first` is a date or a mark that no noun phrase holds."""
    word = line.low[first - 1]
    if line.skip[first - 1]:
        return True
    if word in ("–", "-"):
        return not (line.upper(first) and line.upper(first - 2))
    return word in PUNCTUATION and word not in ("'", "’", "&", "/")


def chunk(line: Line, last: int) -> tuple[int, int]:
    """The noun phrase that ends at token `last` (exclusive), with the prepositional phrases inside it."""
    low = line.low
    first = last
    closed = False
    while first and last - first < 24:
        word = low[first - 1]
        if closed:
            closed = word != "("
        elif word == ")":
            closed = True
        elif word == "'s":
            pass
        elif _closes_phrase(line, first):
            break
        elif first < last and low[first] in DETERMINERS and word not in _WITHIN:
            if not (word == "save" and line.upper(first - 1) and line.upper(first + 1)):  # "Save the Children"
                break  # "in Gaza the ministry": a determiner begins a new phrase
        elif word in _WITHIN:
            if first == last or first == 1 or low[first - 2] in PUNCTUATION or line.skip[first - 2]:
                break
            if low[first - 2] in AUX or (low[first - 2] in VERBS and low[first - 2] not in SPEAKERS):
                break
        elif word == "and":
            others = low[first : first + 1] == ["other"] or not _TOGETHER.isdisjoint(low[first : first + 1])
            if first < 2 or not (
                (others and not SPEAKERS.isdisjoint(low[first:last]))
                or (line.upper(first - 2) and line.upper(first))
                or low[first - 2].endswith(("s", "ing", "al"))
            ):
                break
        elif word in _STOPS or word in ("or", "not") or _finite(line, first - 1):
            break
        first -= 1
    while first < last and low[first] in ("and", "of", "in", "for", "'s", "“", '"', "on", "at", "by", "from"):
        first += 1
    return first, last


_AFTER_PLURAL = _set("that some about at around more nearly over the a an up as there") | NUMBER_WORDS
_ORGANS = _set(
    """ministry authorities officials office department directorate agency administration government police council
    militants"""
)


def may_speak(line: Line, first: int, last: int, cue: int) -> bool:
    """For cues that are nouns as well: the subject must be a name or an institution, and something must follow."""
    head = line.low[last - 1]
    low = line.low
    if low[cue] in ("estimates", "estimate", "claims", "reports") and first and low[first - 1] in (",", "the"):
        begin = first - 1 if low[first - 1] == "," else first - 2
        ends = low[cue + 1 : cue + 2] in ([], ["."], [","])
        if ends and begin >= 0 and low[begin] == "," and any(w in SPEAKERS for w in low[first:last]):
            return True  # "..., the army estimates."
    following = line.low[cue + 1] if cue + 1 < len(line) else ""
    if following in SPEECH or following in ("is", "are", "was", "were", "have", "has", "had"):
        return False  # "initial reports indicate"
    if low[cue] == "fear":
        return head in SPEAKERS
    before = first - 2 if first and low[first - 1] in DETERMINERS else first - 1
    closing = before >= 0 and low[before] == "," and low[last - 1] in DATA
    if closing and low[cue] in ("find", "finds", "found", "suggests", "shows"):
        return True  # "..., a newspaper's analysis finds."
    if low[cue] in ("report", "claim", "estimate", "count", "document", "record"):
        claims_to = line.low[cue] == "claim" and line.low[cue + 1 : cue + 3] == ["to", "have"]
        counted = following in _AFTER_PLURAL or following[:1].isdecimal()
        if first and low[first - 1] == "," and following in ("", ".", ":", ";", ","):
            return any(w in SPEAKERS and w.endswith("s") for w in low[first:last])  # "..., medical sources report."
        return head.endswith("s") and head in SPEAKERS and (counted or claims_to)
    if not any(line.upper(k) for k in range(first, last)) and head not in _ORGANS | ROLES | _set(
        """
    group watchdog groups army military militia monitor charity centre center activists agency plan partners
    agencies organisations organizations experts analysts monitors lawyers doctors medics
"""
    ):
        return False
    if (
        low[cue] in ("show", "shows")
        and low[last - 1] in DATA | {"television", "tv", "channel"}
        and first
        and low[first - 1] == ","
    ):
        return True  # "..., port data show."
    if line.low[cue] in ("show", "shows") and any(w in DATA for w in line.low[max(0, first - 3) : last]):
        return True
    return cue + 1 < len(line) and line.low[cue + 1] not in ("of", ",", ".", "and", "for", "from")


_WHENCE = _set("from by of shared compiled released published provided collected given kept held maintained issued")
_SEEN = _set("seen obtained reviewed viewed")
_OF_A_TOPIC = _set("analysis review assessment survey monitoring calculations report reports estimate estimates")
"""What stands behind their "of" is what they are about, not whose they are."""


def name_in(line: Line, first: int, last: int) -> tuple[int, int] | None:
    """Offsets of the claimant's words, without article, data words and brackets that the line leaves open."""
    low = line.low
    while first < last and (
        low[first] in DETERMINERS | _set("an’ just even also but and earlier meanwhile both the officials-of")
        or low[first] in PUNCTUATION
    ):
        if low[first] in ("his", "her", "its", "their", "our", "my"):
            break
        first += 1
    # "figures from the ministry", "estimates by the UN"
    for j in range(first, min(last, first + 5)):
        if (
            low[j] in DATA
            and low[j + 1 : j + 2]
            and not (low[j + 1] == "of" and low[j] in _OF_A_TOPIC)
            and low[j + 1] in _WHENCE
        ):
            counted = low[j] in ("count", "tally", "analysis") and low[j + 1] in ("from", "of")
            if counted and j > first and line.upper(j - 1):
                last = j  # "an agency's count from ministry data"
                break
            k = j + 2
            while k < last and (low[k] in DETERMINERS or low[k] in ("by", "from")):
                k += 1
            if k < last:
                first = k
            break
    for j in range(first + 1, min(last, first + 7)):
        if low[j] in _OF_A_TOPIC and low[j + 1 : j + 2] == ["of"]:
            last = j  # "an agency analysis of customs data"
            break
    seen = next((j for j in range(first + 1, last - 1) if low[j] in _SEEN and low[j + 1] == "by"), None)
    last = seen if seen is not None else last
    whole = last
    while last > first and (
        (low[last - 1] in DATA and not (last - first == 2 and line.upper(last - 1)))
        or low[last - 1] == "'s"
        or low[last - 1] in PUNCTUATION - {")"}
    ):
        last -= 1
    while last < whole and last > first and low[last - 1] in ("own", "latest", "official", "new", "released"):
        last -= 1
    if low[last - 1 : last] == [")"] and "(" not in low[first:last]:
        last -= 1
    while last - first > 1 and low[last - 1] in _WEEKDAYS:
        last -= 1
    if first >= last:
        return None
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    for tail in ("'s", "’s"):
        if line.text.endswith(tail, start, end) and end - start > 3:
            end -= 2
    return start, end
