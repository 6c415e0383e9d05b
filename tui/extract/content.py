"""What a frame reports: the stretches on the right of its cue, on the left, or on both sides."""

from __future__ import annotations

from tui.extract.cues import (
    AUXILIARIES,
    COGNITION,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    words,
)
from tui.extract.edges import aside, before_dash, closing, content_start, cut, object_end
from tui.extract.frame import CIRCUMSTANTIAL, ENDINGS, Frame
from tui.extract.grammar import is_verb
from tui.extract.outer import QUOTED, Line, Outer, is_dash

_OPENING = words(
    """
    while when after although though if because since before as once whereas unless until
    """
)
_CONNECTORS = words(
    """
    however moreover meanwhile still instead also indeed furthermore additionally therefore thus nonetheless
    nevertheless then now but and yet so perhaps maybe again first second finally later earlier sure yes no
    well
    """
)
_NEEDS_CLAUSE = words("answer maintain write")
"""Verbs whose object without a verb of its own ("wrote a letter") is not what was said."""
_NEEDS_THAT = words("continue press sing smile laugh address project post sigh cry counter reason")
"""Verbs that report a clause only with "that" or with words in quotation marks."""
_UNNAMED = words("named identified anonymity anonymous unnamed")
_SPANS = words(
    """
    minutes minute hours hour days day weeks week months month years year decades decade moments moment shortly soon
    long just not
    """
)
_GESTURES = words("gesturing shrugging looking shaking nodding pausing grinning holding sitting standing")
_NOTHING = words("nothing little so much more anything something as yes no it this that otherwise goodbye")
"""Objects of "said" that tell no words."""
_MADE = words("paint title name list cast brand")
_COUNTING = words("count record document verify register log tally")
_NUMBERS = words(
    "one two three four five six seven eight nine ten dozens hundreds thousands scores killing death deaths"
)


def fill_contents(o: Outer, line: Line, frames: list[Frame]) -> None:
    end = line.last
    while end > line.first and o.low[end - 1] in ENDINGS:
        end -= 1
    for n, frame in enumerate(frames):
        if frame.how in ("agent", "noun"):
            continue  # found with its frame
        if frame.how == "according":
            _content_according(o, line, frame, frames, n, end)
        elif frame.how == "inverted":
            _content_inverted(o, line, frame, frames, n, end)
        else:
            _content_right_or_left(o, line, frame, frames, n, end)


def _content_according(o: Outer, line: Line, frame: Frame, frames: list[Frame], n: int, end: int) -> None:
    low = o.low
    assert frame.source is not None
    # "“A,” X said, according to Y": that X said so is what Y tells
    left = _left(o, line, frame, [], 0, frame.cue[0])
    frame.relays = left is not None and any(f.contents and left[0] <= f.verb < left[1] for f in frames[:n])
    s = frame.source[1]
    if s < end and low[s] == "," and s + 1 < end:
        right = (s + 1, cut(o, s + 1, end, frames, n))
        tail_only = left is not None and (
            low[s + 1] in CONJUNCTIONS
            or low[s + 1] in SUBORDINATORS
            or low[s + 1].endswith("ing")
            or low[s + 1] in PREPOSITIONS
        )
        if not tail_only:
            if left is not None:
                frame.contents.append(left)
            frame.contents.append(right)
            return
    if left is not None:
        frame.contents.append(left)


def _left(
    o: Outer, line: Line, frame: Frame, frames: list[Frame], n: int, at: int, *, short: bool = False
) -> tuple[int, int] | None:
    """Content that ends right before item `at`."""
    low = o.low
    a = line.first
    reach = at
    while reach > a and (low[reach - 1] == "," or is_dash(low[reach - 1])):
        reach -= 1
    for other in frames[:n]:
        covers = other.contents and other.contents[-1][1] >= reach and other.how != "inverted"
        if covers and not _opens(o, line, other.verb):
            continue  # "X hopes that A, Y said": all of it is what Y said
        if other.how in ("according", "noun") or not other.contents:
            continue
        if a < other.contents[-1][1] <= at:
            a = other.contents[-1][1]
    depth = 0
    for x in range(at - 1, a - 1, -1):
        if low[x] in (")", "]"):
            depth += 1
        elif low[x] in ("(", "["):
            depth -= 1
            if depth < 0:
                a = x + 1
                break
        elif depth == 0 and is_dash(low[x]) and low[x + 1] == QUOTED and x + 1 < at and o.words(x + 1) >= 3:
            a = x + 1
            break
    e = at
    while e > a and (low[e - 1] == "," or is_dash(low[e - 1])):
        e -= 1
    while a < e and (low[a] in CONJUNCTIONS or low[a] in (",", ":", ";") or is_dash(low[a])):
        a += 1
    while a < e and low[a] in _CONNECTORS and (a + 1 >= e or low[a + 1] == ","):
        a += 1
        while a < e and low[a] == ",":
            a += 1
    if e <= a:
        return None
    if e - a <= 2 and not short and not any(low[x] == QUOTED for x in range(a, e)):
        return None
    return a, e


def _content_inverted(o: Outer, line: Line, frame: Frame, frames: list[Frame], n: int, end: int) -> None:
    low = o.low
    assert frame.source is not None
    left = _left(o, line, frame, frames, n, frame.cue[0])
    if left is not None:
        frame.contents.append(left)
    c = frame.source[1]
    colon = next((x for x in range(c, end) if low[x] == ":"), -1)
    quoted = next((x for x in range(c, end) if low[x] == QUOTED), -1)
    if left is None:
        if colon >= 0:
            frame.contents.append((colon + 1, end))
        elif quoted >= 0:
            frame.contents.append((quoted, quoted + 1))
    elif quoted >= 0 and not any(f.verb > frame.verb and f.verb < quoted for f in frames):
        before = low[quoted - 1]
        if before in (",", ":") or is_dash(before) or quoted == c or o.words(quoted) >= 5:
            frame.contents.append((quoted, cut(o, quoted, end, frames, n)))
    elif (
        quoted < 0
        and c + 3 < end
        and low[c] == ","
        and low[c + 1] in ("but", "and", "because", "with")
        and QUOTED not in low[left[0] : left[1]]
    ):
        # "A, said Ms Sample, but B"
        frame.contents.append((c + 2, cut(o, c + 2, end, frames, n)))


def _content_right_or_left(o: Outer, line: Line, frame: Frame, frames: list[Frame], n: int, end: int) -> None:
    low = o.low
    finite = frame.how == "finite"
    left: tuple[int, int] | None = None
    if finite and frame.source is not None:
        s = frame.source[0]
        if s > line.first and (low[s - 1] in (",", QUOTED) or is_dash(low[s - 1])):
            # "A, she said, B": however short, A is part of what she said
            inserted = (
                frame.cue[1] < end
                and low[frame.cue[1]] == ","
                and low[s - 1] == ","
                and low[frame.cue[1] + 1 : end] != []
            )
            left = _left(o, line, frame, frames, n, s, short=inserted)
            if inserted and left is not None and left[1] == left[0] + 1 and low[left[0]] in SUBORDINATORS:
                left = None  # "Because, analysts say, B"
            if inserted and left is not None and frame.cue[1] + 1 < end and not _gesture(low[frame.cue[1] + 1]):
                right = (frame.cue[1] + 1, cut(o, frame.cue[1] + 1, end, frames, n))
                plain = not any(low[x] == QUOTED for x in range(*left))
                setting = low[right[0]] == QUOTED or is_circumstance(o, *left)
                if plain and setting and right[1] > right[0]:
                    frame.contents.append(right)  # "In a statement Thursday, Orlin said, ..."
                    return
                if plain and right[1] > right[0] and low[right[0]] not in ("who", "which", "according", "as", "when"):
                    frame.contents.extend((left, right))
                    return
            elif inserted and left is None and low[frame.cue[1] + 1] != QUOTED and not _gesture(low[frame.cue[1] + 1]):
                # "Now, she said, B"
                frame.contents.append((frame.cue[1] + 1, cut(o, frame.cue[1] + 1, end, frames, n)))
                return
        elif (
            s > line.first
            and low[s - 1] == "as"
            and (s - 1 == line.first or low[s - 2] in (",", QUOTED) or low[s - 2] in CONJUNCTIONS)
        ):
            # "as Ms Sample put it, ..."
            comma = next((x for x in range(frame.verb, end) if low[x] in (",", ":")), -1)
            if comma >= 0 and comma - frame.verb <= 10:
                before = (
                    _left(o, line, frame, frames, n, s - 1, short=True)
                    if s - 2 > line.first and low[s - 2] in (",", QUOTED)
                    else None
                )
                if before is not None and low[before[1] - 1] in AUXILIARIES:
                    before = None  # "The talks are, as X put it, ..."
                if before is not None:
                    frame.contents.append(before)
                after = (comma + 1, cut(o, comma + 1, end, frames, n))
                narrated = before is not None and (low[comma + 1] in SUBORDINATORS or low[comma + 1] in PREPOSITIONS)
                if after[1] > after[0] and not narrated:
                    frame.contents.append(after)
                return
            if comma < 0 and s - 2 > line.first and not any(low[x] == QUOTED for x in range(frame.verb, end)):
                before = _left(o, line, frame, frames, n, s - 1)
                if before is not None and _nothing_more(o, frame.verb + 1, end):
                    frame.contents.append(before)
                    return
    if left is not None and QUOTED not in low[slice(*left)]:
        asked_before = low[left[0]] in ("asked", "pressed") or low[left[0] + 1] in ("asked", "pressed")
        if not frame.clause or (asked_before and any(f.lemma == "ask" and f.verb < left[1] for f in frames)):
            left = None  # "Asked when he would go, he pointed", "He and she spoke"
    following = next((f.verb for f in frames[n + 1 :] if f.verb > frame.verb), end)
    c, explicit = content_start(o, frame, end, following)
    if left is not None and not explicit and _said_already(o, left, frame, end):
        frame.contents.append(left)
        return
    if left is not None and not explicit:
        quoted_left = low[left[1] - 1] == QUOTED and _speech_in(o, left[0], left[1])
        rest = low[c] if c < end else "."
        if c >= end or rest in (",", ".", ":") or is_dash(rest) or quoted_left or rest in CIRCUMSTANTIAL:
            if _content_like(o, left) or quoted_left:
                frame.contents.append(left)
                _second_part(o, frame, frames, n, c, end)
                return
            if rest == "," and c + 1 < end:
                c += 1
    if c >= end:
        if left is not None and _content_like(o, left):
            frame.contents.append(left)
        return
    asked = left is not None and low[left[0]] in ("asked", "pressed", "questioned", "told", "pushed", "quizzed")
    if explicit and left is not None and low[c - 1] == ":" and _content_like(o, left) and not asked:
        frame.contents.append(left)
    if low[c] in (",", ":") or is_dash(low[c]):
        if c + 1 < end and (low[c + 1] == QUOTED or low[c] == ":"):
            c += 1
        elif low[c] == "," and not explicit and frame.to is not None and _clause_at(o, c + 1, end):
            c += 1  # "told Sample Wire, it was over"
        elif low[c] == "," and not explicit:
            q = next((x for x in range(c, end) if low[x] == QUOTED), -1)
            if (
                q > 0
                and (o.words(q) >= 4 or low[q - 1] in (",", ":"))
                and not any(frame.verb < f.verb < q for f in frames)
            ):
                c = q
            else:
                return
    e = cut(o, c, end, frames, n)
    if frame.how == "relative" and frame.source is not None and low[frame.source[0] - 1 : frame.source[0]] == [","]:
        e = closing(o, c, e)
    asked_first = frame.how == "passive" and frame.source is None and frame.cue[0] <= line.first + 1
    if asked_first or _subordinate(o, line, frame):
        comma = next((x for x in range(c, e) if low[x] == "," or o.comma_inside(x)), -1)
        if comma > c + 1:
            e = comma + (low[comma] != ",")
    if e <= c:
        return
    if not frame.clause:
        e = max(c, min([e, *(f.cue[0] for f in frames if f.verb > c and f.clause and f.source is not None)]))
        quoted = next((x for x in range(c, e) if low[x] == QUOTED), -1)
        if quoted < 0:
            return
        if frame.lemma in _MADE and any(low[x] == "," and low[x + 1] in ("and", "but") for x in range(c, quoted - 1)):
            return  # "has painted a fish, and under it the word “A”"
        e = object_end(o, c, e)
    else:
        e = aside(o, c, before_dash(o, c, e))
    nameless = frame.lemma in ("ask", "request", "insist") and "name" in low[c : c + 4] and "not" in low[c:e]
    if nameless or (frame.clause and not explicit and not _reportable(o, frame, c, e)):
        return
    frame.contents.append((c, e))


def _said_already(o: Outer, left: tuple[int, int], frame: Frame, end: int) -> bool:
    """Whether "A, X said on Sunday after ..." reports A: a whole clause before, only when and where behind."""
    low = o.low
    a, b = left
    if not frame.clause or frame.lemma in COGNITION:
        return False
    at = frame.to[1] if frame.to is not None else frame.verb + 1
    if at >= end or not (low[at] in PREPOSITIONS or low[at] in TIME_WORDS or low[at] in CIRCUMSTANTIAL):
        return False
    if low[a] in _OPENING or low[a] in PREPOSITIONS or low[a].endswith("ing") or low[b] != ",":
        return False
    if any(low[x] == QUOTED or low[x] in (":", "that") for x in range(at, end)) or low[at] in ("about", "of"):
        return False
    return b - a >= 4 and any(is_verb(o, x) for x in range(a, b))


def _nothing_more(o: Outer, a: int, b: int) -> bool:
    """Whether items [a, b) tell only when and where: "it", "on the radio on Monday"."""
    low = o.low
    while a < b and low[a] == "it":
        a += 1
    if a >= b:
        return True
    plain = not any(is_verb(o, x) or low[x] == "," for x in range(a, b))
    return plain and (low[a] in PREPOSITIONS or low[a] in TIME_WORDS)


def is_circumstance(o: Outer, a: int, b: int) -> bool:
    """Whether items [a, b) only tell when or where: "In a statement Thursday", "At the same time"."""
    low = o.low
    setting = low[a] in PREPOSITIONS or low[a] in TIME_WORDS
    return setting and not any(is_verb(o, x) or low[x] == "," for x in range(a, b))


def _gesture(word: str) -> bool:
    """ "laughing", "pointing", "adding": what the speaker did besides."""
    return word.endswith("ing") and (word in CUES or word in _GESTURES)


def _clause_at(o: Outer, a: int, end: int) -> bool:
    """Whether a main clause begins at item `a`."""
    low = o.low
    if a >= end or low[a] in CIRCUMSTANTIAL or low[a] in PREPOSITIONS or low[a] in CONJUNCTIONS or low[a] == QUOTED:
        return False
    if low[a].endswith("ing") or low[a] in ("who", "which", "whose", "according"):
        return False
    stop = next((x for x in range(a, end) if low[x] in (",", ":", QUOTED)), end)
    return any(is_verb(o, x) for x in range(a + 1, min(stop, a + 9)))


def _subordinate(o: Outer, line: Line, frame: Frame) -> bool:
    """Whether the report is a clause that opens the sentence: "While Ms Sample said that A, B", "After saying A, B"."""
    if frame.how == "participle" and frame.cue[0] == line.first + 1:
        return o.low[line.first] in _OPENING or o.low[line.first] in PREPOSITIONS
    if frame.source is None or frame.how != "finite":
        return False
    return _opens(o, line, frame.source[0])


def _opens(o: Outer, line: Line, at: int) -> bool:
    """Whether item `at` stands in a subordinate clause that opens the sentence."""
    low = o.low
    x = line.first
    while x < at and (low[x] in CONJUNCTIONS or low[x] in (",", "ever", "even", "only", "just", "yet", "soon")):
        x += 1
    if low[x] in _SPANS or low[x] in DETERMINERS or low[x].isdecimal():
        y = next((y for y in range(x, min(at, x + 4)) if low[y] in ("after", "before", "since")), x)
        x = y if low[y - 1] in _SPANS else x  # "Two days after X said that A, B"
    return low[x] in _OPENING and x < at and "," not in low[x:at]


def _reportable(o: Outer, frame: Frame, c: int, e: int) -> bool:
    """Whether the words after a clause verb without "that" are what was said, and not where or to whom."""
    low = o.low
    if any(low[x] == QUOTED for x in range(c, e)):
        return True
    if low[c] in _NOTHING and c + 1 < e and (low[c + 1] == "," or low[c + 1] in CIRCUMSTANTIAL):
        return False  # "says it, but not for long"
    if low[frame.verb + 1] == "by" and frame.lemma in ("respond", "answer", "react", "conclude"):
        return False  # "responded by closing the gate"
    if frame.lemma == "deny" and e - c <= 3 and not any(is_verb(o, x) for x in range(c, e)):
        return False  # "denied the report"
    if low[c] == "by" or frame.lemma in _NEEDS_THAT or (e - c <= 2 and low[c] in _NOTHING):
        return False
    if low[c] in ("if", "whether", "how", "why", "what", "who", "when", "where"):
        return True
    if frame.lemma == "point" and low[frame.verb + 1] == "out" and not any(is_verb(o, x) for x in range(c, e)):
        return low[c - 1] == "that"  # "pointed out a school"
    if frame.lemma in _COUNTING:
        return any(low[x][0].isdigit() or low[x] in _NUMBERS for x in range(c, min(e, c + 10)))
    if frame.lemma in COGNITION:
        to = frame.lemma == "expect" and "to" in low[c + 1 : c + 8]  # "expect prices to fall"
        return to or any(is_verb(o, x) for x in range(c, min(e, c + 15)))
    if frame.lemma in ("ask", "request", "insist") and any(low[x] in _UNNAMED for x in range(c, min(e, c + 6))):
        return False  # "who asked not to be named"
    if low[c] == "to":
        return True
    if frame.lemma in _NEEDS_CLAUSE and not any(is_verb(o, x) or "'" in low[x] for x in range(c, e)):
        return e - c >= 8
    if low[c] in PREPOSITIONS and not any(is_verb(o, x) for x in range(c, e)):
        return frame.lemma in ("point", "respond") and low[c] == "to"
    return True


def _speech_in(o: Outer, a: int, b: int) -> bool:
    """Whether items [a, b) hold a quotation that is not the name of a show or a paper."""
    return any(
        o.low[x] == QUOTED
        and not (
            x > a
            and o.title(x)
            and (
                o.low[x - 1] in PREPOSITIONS
                or o.low[x - 1] in DETERMINERS
                or o.low[x - 1].endswith("'s")
                or o.upper[x - 1]
            )
        )
        for x in range(a, b)
    )


def _content_like(o: Outer, left: tuple[int, int]) -> bool:
    """Whether a stretch before ", X said" can be reported speech: it has a verb, or a quotation."""
    a, e = left
    low = o.low
    if _speech_in(o, a, e):
        return True
    if low[a] in PREPOSITIONS and "," not in low[a:e]:
        return False
    return any(is_verb(o, x) or "'" in low[x][1:-1] for x in range(a, e)) or e - a >= 6


def _second_part(o: Outer, frame: Frame, frames: list[Frame], n: int, c: int, end: int) -> None:
    """What goes on after a cue in the middle: ``A, she said, B``."""
    low = o.low
    q = next((x for x in range(c, end) if low[x] == QUOTED), -1)
    if c < end and low[c] == "," and c + 1 < end:
        w = low[c + 1]
        if w == QUOTED:
            frame.contents.append((c + 1, cut(o, c + 1, end, frames, n)))
            return
        stop = cut(o, c + 1, end, frames, n)
        narrated = w.endswith("ing") or w in CIRCUMSTANTIAL or w in ("who", "which")
        if QUOTED in low[c + 1 : stop] and not narrated:
            frame.contents.append((c + 1, stop))
            return
        if (
            not (w.endswith("ing") and not any(low[x] == QUOTED for x in range(*frame.contents[0])))
            and not w.endswith("ing")
            and w
            not in ("who", "which", "according", "as", "when", "while", "after", "before", "during", "in", "at", "on")
            and low[frame.contents[0][1] - 1] != QUOTED
            and stop - c > 2
        ):
            frame.contents.append((c + 1, stop))
            return
    if q >= 0 and not any(frame.verb < f.verb < q and f.how != "participle" for f in frames):
        w = low[q - 1]
        if w in (",", ":") or is_dash(w) or o.words(q) >= 5:
            frame.contents.append((q, cut(o, q, end, frames, n)))
