"""Where reported words begin and end beside their cue."""

from __future__ import annotations

from tui.extract.between import CIRCUMSTANCE, noun_group, skip_circumstances
from tui.extract.cues import (
    AUXILIARIES,
    CUES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TIME_WORDS,
    words,
)
from tui.extract.frame import CIRCUMSTANTIAL, Frame
from tui.extract.grammar import is_verb
from tui.extract.outer import QUOTED, Outer, is_dash

_ADDRESSING = words(
    """
    tell remind inform assure warn ask urge advise notify reassure beg implore promise brief caution text
    instruct persuade convince alert
    """
)
_UNDERTAKING = words("vow promise pledge threaten offer agree swear propose volunteer request demand")
_WITH_PREPOSITION: dict[str, tuple[str, ...]] = {
    "respond": ("to",), "reply": ("to",), "point": ("to",), "refer": ("to",), "object": ("to",), "testify": ("to",),
    "agree": ("with",), "warn": ("of", "against", "about"), "boast": ("of", "about"), "complain": ("about", "of"),
    "comment": ("on",), "brag": ("about",), "joke": ("about",), "speculate": ("about", "on"), "elaborate": ("on",),
    "hint": ("at",), "wonder": ("about",), "protest": ("against",), "ask": ("about", "for"),
    "call": ("on", "upon"),
}  # fmt: skip


def closing(o: Outer, c: int, e: int) -> int:
    """Where a relative clause between commas ends."""
    for x in range(c, e):
        if o.low[x] == "," and x > c + 1:
            return x
        if o.low[x] == QUOTED and x + 1 < e and "," in o.text[o.end[x] - 3 : o.end[x]]:
            return x + 1
    return e


def object_end(o: Outer, c: int, e: int) -> int:
    """Where the object of "called", "accused", ... ends: soon after its last quotation of a row."""
    low = o.low
    x = next(y for y in range(c, e) if low[y] == QUOTED)
    while x + 1 < e:
        w = low[x + 1]
        if w == QUOTED:
            x += 1
        elif (
            w in ("and", "or", ",")
            and x + 2 < e
            and (low[x + 2] == QUOTED or (low[x + 2] in ("as", "a", "the", "for") and QUOTED in low[x + 2 : x + 6]))
        ):
            x = next(y for y in range(x + 2, e) if low[y] == QUOTED)
        else:
            break
    y = x + 1
    if y < e and o.comma_inside(x) and low[y] in _REMARKS:
        return y
    while y < e:
        w = low[y]
        after = low[y + 1] if y + 1 < e else ""
        if is_dash(w) or w in CIRCUMSTANTIAL or _when_or_where(o, y, e):
            break
        if w in ("and", "but") and y + 1 < e and (is_verb(o, y + 1) or _next_act(o, y + 1, e)):
            break
        if w == "," and (
            after in ("which", "who", "where", "but") or (after in ("and",) and y + 2 < e and is_verb(o, y + 2))
        ):
            break
        y += 1
    return y


def _next_act(o: Outer, i: int, e: int) -> bool:
    """Whether a verb begins at item `i` whose form could be a noun's: "... and cast himself as"."""
    low = o.low
    cue = CUES.get(low[i])
    return (
        cue is not None
        and cue.form in ("past", "third")
        and i + 1 < e
        and (low[i + 1] in DETERMINERS or low[i + 1] in PRONOUNS or o.upper[i + 1])
    )


def before_dash(o: Outer, c: int, e: int) -> int:
    """A single dash behind what was said: what follows it is the narrator's remark."""
    low = o.low
    dashes = [x for x in range(c + 1, e) if is_dash(low[x])]
    if len(dashes) == 1 and QUOTED in low[c : dashes[0]]:
        return dashes[0]
    if QUOTED not in low[c:e]:
        dashes = [x for x in dashes if o.end[x - 1] < o.start[x]]  # no hyphens
        if len(dashes) == 1 and dashes[0] - c > 4:
            return dashes[0]
    return e


_CONSEQUENCES = words(
    """
    drawing throwing prompting triggering dealing stoking contradicting echoing reversing signaling signalling
    underscoring fueling fuelling marking repeating reiterating earning provoking eliciting
    """
)
"""With these the narrator tells what a report led to."""
_LONG_ASIDE = 3
_WITHIN = words("including excluding following regarding concerning during bring anything something nothing")
_REMARKS = words("a an which who whose part another one yet despite")
"""What follows a quotation and its comma with these is the narrator's: "“A,” a phrase that ..."."""


def aside(o: Outer, c: int, e: int) -> int:
    """Where the narrator's remark on reported words begins: "A, which ...", "A, an acknowledgment that ..."."""
    low = o.low
    last = max((x for x in range(c, e) if low[x] == QUOTED), default=c)
    for x in range(max(last + 1, c + 4), e - 2):
        if low[x] != ",":
            continue
        following = low[x + 1]
        if low[last] == QUOTED and following.endswith("ing") and not o.upper[x + 1] and following not in _WITHIN:
            return x  # "A “b” C, drawing a reply"
        if following in ("and", "but") and low[x + 2] in ("has", "have", "had"):
            return x  # "A, and has since kept silent": who said so
        if low[last] != QUOTED and following in _CONSEQUENCES and not o.upper[x + 1]:
            return x  # "X said A, drawing a reply"
        if following in ("and", "but") and is_verb(o, x + 2) and not any(is_verb(o, y) for y in range(c, x)):
            return x  # "noted the harbour's role, and commended it"
        if following == "without" and low[x + 2].endswith("ing"):
            return x  # "revealed that A, without giving details"
        if following == "then" and is_verb(o, x + 2):
            return x  # "tweeted that A, then deleted it"
    if last + _LONG_ASIDE < e and o.comma_inside(last):
        following = low[last + 1]
        if following in _REMARKS or (following.endswith("ing") and following not in _WITHIN):
            return last + 1
    x = next((y for y in range(e - 2, max(c + 1, last - 1), -1) if low[y] == ","), -1)
    if x < 0:
        return e
    after = low[x + 1]
    if after in ("which", "who", "whose"):
        return x if e - x > _LONG_ASIDE else e
    if after in ("a", "an") and "and" not in low[x:e]:
        return e if any(is_verb(o, y) for y in range(x + 1, min(e, x + 4))) else x
    return e


def _when_or_where(o: Outer, y: int, e: int) -> bool:
    """Whether item `y` begins "on Monday", "in a speech", "during ...": not what somebody is called."""
    low = o.low
    w = low[y]
    after = low[y + 1] if y + 1 < e else ""
    if w in TIME_WORDS or w == "during" or (w == "on" and after in TIME_WORDS):
        return True
    return w in ("in", "at", "on", "during") and any(low[x] in _OCCASIONS for x in range(y + 1, min(e, y + 5)))


_OCCASIONS = words(
    """
    speech interview interviews statement tweet rally debate post appearance ad letter conference remarks briefing
    hearing email e-mail article column show radio television tv appearance appearances twitter facebook telegram
    message memo call conversation op-ed address town-hall forum podcast broadcast video
    """
)


def content_start(o: Outer, frame: Frame, end: int, following: int) -> tuple[int, bool]:
    """(item where the reported clause begins, whether a "that" or a colon says so)."""
    low = o.low
    i = frame.verb
    c = i + 1
    if (
        c < end
        and low[c] in ("out", "on", "aloud", "back", "up")
        and (c + 1 >= end or low[c + 1] in ("that", QUOTED, ",", ":", "the", "how") or low[c] in ("out", "aloud"))
    ):
        c += 1
    if not frame.clause:
        if c < end and low[c] in ("as", "for", "on", "of", "about", "at", "against", "to", "with"):
            c += 1
        return c, False
    if (
        c + 1 < end
        and low[c] == "to"
        and frame.lemma in _UNDERTAKING
        and not o.upper[c + 1]
        and (low[c + 1] not in DETERMINERS)
    ):
        return c, False  # "vowed to help"
    # an explicit complementizer, with only circumstances between it and the cue
    depth = 0
    x = c
    while x < min(end, c + 30, following):
        w = low[x]
        if w in ("(", "["):
            depth += 1
        elif w in (")", "]"):
            depth -= 1
        elif w == QUOTED and x > c:
            break
        elif w == "that" and depth <= 0:
            if x == c or _complementizer(o, x, end, frame):
                if x > c and frame.lemma in _ADDRESSING:
                    frame.to = (c, x)
                return x + 1, True
        elif w == ":":
            if frame.lemma in _ADDRESSING and x > c:
                frame.to = (c, x)
            return x + 1, True
        elif (w == "," and x > c and low[x - 1] == ",") or (
            is_verb(o, x) and not (low[x].endswith("ed") and depth > 0) and not _between_commas(o, x, c)
        ):
            break
        x += 1
    if c < end and low[c] in _WITH_PREPOSITION.get(frame.lemma, ()):
        return c + 1, False
    if (
        c + 1 < end
        and low[c] == "to"
        and low[c + 1] not in DETERMINERS
        and not o.upper[c + 1]
        and low[c + 1][0].isalpha()
    ):
        return c, False  # "promised to help"
    if frame.lemma in _ADDRESSING and c < end and low[c] not in (QUOTED, ",", "if", "whether", "about", "for", "not"):
        begin = c
        when = low[c] in TIME_WORDS or low[c] in CIRCUMSTANCE
        c = skip_circumstances(o, c, end) if when and frame.lemma in _UNDERTAKING else noun_group(o, c, end)
        if when and c < end and low[c] == "to":
            return c, False  # "promised on Monday at the gate to end it"
        if c > begin:
            frame.to = (begin, c)
            if c < end and low[c] == "that" and low[c - 1] == QUOTED:
                return c + 1, True
            if c + 1 < end and low[c] == "to" and frame.lemma not in ("warn",):
                return begin, False  # "urged the group to disarm"
    return skip_circumstances(o, c, end), False


def _between_commas(o: Outer, x: int, c: int) -> bool:
    """Whether item `x` stands in an insertion between commas or dashes after item `c`."""
    return any(o.low[y] == "," or is_dash(o.low[y]) for y in range(c, x))


def _complementizer(o: Outer, x: int, end: int, frame: Frame) -> bool:
    """Whether "that" begins a reported clause rather than a relative one or a noun phrase."""
    low = o.low
    after = low[x + 1] if x + 1 < end else ""
    if after in AUXILIARIES or is_verb(o, x + 1) if x + 1 < end else True:
        return False
    before = low[x - 1]
    if low[x - 2] in ("a", "an") and low[x - 3] == ",":
        return False  # "..., X says, a job that nobody wants"
    return not (before in PREPOSITIONS or before in DETERMINERS)


def cut(o: Outer, c: int, end: int, frames: list[Frame], n: int) -> int:
    """Where a content that begins at item `c` ends: before the next report that is not inside it."""
    low = o.low
    stop = end
    for other in frames:
        if other.verb < c:
            continue
        if other.how == "according":
            at = other.cue[0]
            if at > c:
                stop = min(stop, at)
        elif other.how == "participle":
            at = other.cue[0]
            if other.source is not None and c < other.source[0] < at and other.source[1] == at:
                at = other.source[0]
                if low[at - 1] == "with":
                    stop = min(stop, at - 1)
                    continue
            if (
                at > c
                and (low[at - 1] in (",", "and", "or", "before", "after", "while", QUOTED) or is_dash(low[at - 1]))
                and (other.source is None or other.source[1] <= c)
            ):
                stop = min(stop, at)
        elif other.how == "coordinated":
            again = low[other.verb + 1 : other.verb + 2] == ["that"] and other.cue[0] > c
            if other.source is None or other.source[1] <= c or again:
                stop = min(stop, other.cue[0])
        elif other.how == "inverted":
            stop = min(stop, other.cue[0]) if other.cue[0] > c else stop
        elif (
            other.how == "finite"
            and other.source is not None
            and other.source[0] < frames[n].verb < other.source[1] <= other.cue[0]
            and low[other.cue[0] - 1] == ","
        ):
            stop = min(stop, max(c, other.cue[0] - 1))  # "A woman who asked not to be filmed, said"
        elif other.how == "finite" and other.source is not None and other.source[0] > c:
            at = other.source[0]
            if low[at - 3 : at] == [",", "in", "what"]:
                stop = min(stop, at - 3)  # "..., in what Orlin called “...”"
            elif (
                low[at - 1] in (",", QUOTED)
                or is_dash(low[at - 1])
                or (
                    low[at - 1] in ("and", "but", "while", "as", "though", "although")
                    and (at - 2 > c and (low[at - 2] == "," or low[at - 2] == QUOTED or low[at - 1] == "but"))
                )
            ):
                stop = min(stop, at)
        if stop < end:
            break
    while stop > c and (
        low[stop - 1] in (",", "and", "but", "while", "before", "after", "as", "though", "or", "then", "although")
        or is_dash(low[stop - 1])
    ):
        if stop == end and low[stop - 1] not in (","):
            break
        stop -= 1
    return stop
