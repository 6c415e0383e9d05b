"""Reporting frames: a cue and its source.

A frame is found from its cue ("said", "according to", a colon) outwards: the verb group, then the source beside
it. What the cue reports is found by `content`. Everything works on items of `Outer`.
"""

from __future__ import annotations

from tui.extract.agents import agent_frame, as_reported
from tui.extract.content import fill_contents
from tui.extract.cues import (
    BE,
    COGNITION,
    CONJUNCTIONS,
    CUES,
    DETERMINERS,
    NOUN_TOO,
    PREPOSITIONS,
    SPEECH_NOUNS,
    TIME_WORDS,
    is_adverb,
    words,
)
from tui.extract.frame import CIRCUMSTANTIAL, ENDINGS, Frame
from tui.extract.grammar import is_noun, is_verb, noun_phrase_left
from tui.extract.headlines import headline_frame, own_words
from tui.extract.noun_cues import NOUN_CUES, noun_frame
from tui.extract.outer import QUOTED, Line, Outer, is_dash
from tui.extract.persons import is_given
from tui.extract.set_phrases import HOLDING, PHRASES, holding_frame, phrase_frame
from tui.extract.source_phrase import initial_subject, source_left, source_right
from tui.extract.verbs import group, headline, noun_use, opens_with_subject, plural_subject, shared, sound

_NOT_INVERTING = words(
    """
    tell remind inform assure notify reassure think believe feel know hope fear show find
    """
)
_MOST = 40
"""Frames of a sentence; real ones have a handful."""


def find_frames(o: Outer, line: Line) -> list[Frame]:
    """All frames of a sentence, in text order, with their contents (which may be empty)."""
    frames: list[Frame] = []
    low = o.low
    for i in [i for i in range(line.first, line.last) if low[i] in _CUE_WORDS]:
        w = low[i]
        if w == "according":
            frame = _according(o, line, i)
        elif w == "per":
            frame = _per(o, line, i)
        elif w in PHRASES and i + 1 < line.last and low[i + 1] in PHRASES[w]:
            frame = phrase_frame(o, line, i)
        elif w in _ESTIMATING:
            frame = _estimate_frame(o, line, i)
        elif w in HOLDING:
            frame = holding_frame(o, line, i)
        elif w in CUES:
            frame = _verb_frame(o, line, i, frames)
            if frame is None and w in NOUN_CUES:
                frame = noun_frame(o, line, i)
        elif w in NOUN_CUES:
            frame = noun_frame(o, line, i)
        else:
            continue  # "shot", without "back"
        if frame is not None:
            frames.append(frame)
            if len(frames) >= _MOST:
                break
    if line.first == 0 and (not frames or ":" in low[: line.last]):
        title = headline_frame(o, line, frames)
        if title is not None:
            return [title]
    if not frames and ":" in low[line.first : line.first + 8]:
        posted = own_words(o, line)
        return [] if posted is None else [posted]
    if frames:
        fill_contents(o, line, frames)
    return frames


def _according(o: Outer, line: Line, i: int) -> Frame | None:
    if i + 2 >= line.last or o.low[i + 1] != "to":
        return None
    source = source_right(o, i + 2, line.last, open_end=True)
    if source is None:
        return None
    return Frame((i, i + 2), "according", "according", source, line, verb=i)


_SOURCES = words("officials sources source reports report statement filings records documents witnesses diplomats")


def _per(o: Outer, line: Line, i: int) -> Frame | None:
    """ "A, per two officials": another "according to"."""
    if i + 1 >= line.last or i <= line.first or o.low[i - 1] not in (",", QUOTED):
        return None
    source = source_right(o, i + 1, line.last, open_end=True)
    if source is None or not (o.upper[i + 1] or not _SOURCES.isdisjoint(o.low[slice(*source)])):
        return None
    return Frame((i, i + 1), "according", "according", source, line, verb=i)


def _verb_frame(o: Outer, line: Line, i: int, frames: list[Frame]) -> Frame | None:
    low = o.low
    w = low[i]
    cue = CUES[w]
    first, last = line.first, line.last
    before = low[i - 1] if i > first else ""
    after = low[i + 1] if i + 1 < last else "."
    unlikely = o.upper[i] and i > first and before not in (",", QUOTED) and cue.form in ("base", "ing")
    if unlikely and not (cue.form == "base" and cue.clause and headline(o, line)):
        return None
    if o.upper[i] and i > first and w in NOUN_TOO:
        return None
    if (
        w == "said"
        and o.upper[i]
        and i > first
        and o.upper[i - 1]
        and is_given(before)
        and o.upper[i + 1 : i + 2] != [True]
    ):
        return None  # "Omar Said, who drives a truck"
    if (
        cue.form == "past"
        and (before in DETERMINERS or before in ("of", "for", "with", "among", "between") or before.endswith("'s"))
        and before
        not in ("this", "that", "some", "many", "most", "another", "all", "others", "two", "one", "both", "several")
    ):
        return None
    if "-" in after[:1] and o.start[i + 1] == o.end[i]:
        return None
    if after == ":" and o.upper[i] is False and cue.form == "base" and before in DETERMINERS:
        return None
    if cue.form == "ing":
        return _ing_frame(o, line, i, frames)
    j, passive, infinitive, auxiliary = group(o, i, first)
    if infinitive and j == i - 1 and not auxiliary:
        return None
    if cue.lemma in _NAMING and cue.form == "past" and after == QUOTED and j == i and _reduced(o, line, i):
        return None  # "a study titled “...”"
    if cue.form == "past":
        agent = agent_frame(o, line, i, j, passive)
        if agent is not None:
            return agent
    if w == "known" and after in ("as", "for", "to") and before == "," and QUOTED not in low[i + 1 : i + 7]:
        return None  # "the negotiator, known as Sample, was blunt"
    if w in _QUOTES and not passive and _as_saying(o, i, last):
        return None  # the next cue has it
    if passive and cue.form == "past":
        if after == "as" and i + 2 < last and low[i + 2] in ("saying", "telling"):
            return None  # "was quoted as saying": the next cue has it
        if cue.lemma == "ask" and after not in ("to", "by"):
            # whoever asked is not named
            return Frame((j, i + 1), "ask", "passive", None, line, verb=i)
        return None
    if cue.form == "base" and not auxiliary and not infinitive and not plural_subject(o, j, first):
        # "say" is no noun, save in "have a say"
        noun = before in DETERMINERS or before in PREPOSITIONS or before in (",", "", "to", "have", "had")
        if w != "say" or noun:
            return None
    if cue.lemma == "continue" and after == "to" and CUES.keys().isdisjoint(low[i + 2 : i + 3]) and j == i:
        return None  # "if weapons continue to flow"
    calls_on = _calls_on(o, i)
    if w in NOUN_TOO and not auxiliary and not infinitive and not calls_on and noun_use(o, i, first, last):
        return None
    if w in ("like", "list", "name", "read", "rule", "show", "find") and cue.form == "base" and not auxiliary:
        return None
    if w in ("reported", "noted", "quoted") and j == i and before == "as" and after == "by":
        return as_reported(o, line, i)
    if w == "asked" and j == i and (before in ("when", "if", "while", "once", ",") or (i == first and o.upper[i])):
        if after in ("whether", "if", "about", "what", "why", "how", "by", "who", "where", "when"):
            if before != "," or "," in low[i + 2 : last]:
                return Frame((i, i + 1), "ask", "passive", None, line, verb=i)
        elif before != ",":
            return None
    if cue.form == "past" and not auxiliary and i + 2 < last and after == "to" and low[i + 2] in ("have", "be"):
        return None  # "forces reported to have crossed"
    if cue.form == "past" and j == i and before in _MODIFIERS and i - 2 >= first and low[i - 2] in DETERMINERS:
        return None  # "the overall reported toll"
    clause = cue.clause or calls_on
    frame = Frame((j, i + 1), cue.lemma, "finite", None, line, clause=clause, verb=i)
    previous = low[j - 1] if j > first else ""
    # "Q said X", "..., said X"
    if (
        clause
        and cue.lemma not in _NOT_INVERTING
        and j == i
        and (previous in ("", QUOTED, ",", "?", "!", "…") or is_dash(previous) or (previous == "as" and j - 1 == first))
    ):
        source = _inverted(o, i, line)
        if source is not None and previous == "," and opens_with_subject(o, first, j):
            # "A, the head of B, said C": unless a name ends the sentence, A speaks
            e = source[1]
            name = o.upper[source[0]] and (e >= last or low[e] in ENDINGS or low[e] == ",")
            if not (name and j - first > 8 and source[1] - source[0] > 1):
                source = None
        if previous == "" and cue.lemma in ("ask", "press", "question", "quote"):
            return None  # "Asked about it, ..."
        if source is not None and (previous != "" or o.upper[i]):
            frame.source = source
            frame.how = "inverted"
            return frame
    if previous in ("who", "which", "that", "what"):
        if previous == "what":
            return None
        if previous == "that" and not (j - 2 >= first and is_noun(o, j - 2)):
            return None
        frame.how = "relative"
        frame.source = (j - 1, j)
        return frame
    if previous == "whom" and j - 3 >= first and low[j - 2] == "of":
        frame.source = (j - 3, j)  # "many of whom say"
        return frame
    listed = previous == "," and cue.form == "third" and line.first == 0 and j == i and after not in (",", ".", QUOTED)
    if previous in ("and", "but", "or", "then") or (
        previous == ","
        and j - 2 >= first
        and frames
        and (low[j] in ("then", "also") or (frames[-1].how == "coordinated" and after not in ENDINGS) or listed)
    ):
        frame.how = "coordinated"
        main = frames[0] if frames and after == "that" and previous == "and" else None
        related = frames[-1] if frames and after == "that" and frames[-1].how == "relative" else None
        if related is not None and previous == "and" and low[j - 2] != ",":
            frame.source = related.source  # "the letter, which calls A “b” and demands that C"
        elif main is not None and main.how == "finite" and main.clause and main.source is not None:
            frame.source = main.source  # "X said A and added that B", whatever stands in A
        else:
            frame.source = shared(o, line, j - 1, frames)
        return frame if frame.source is not None else None
    frame.source = source_left(o, j, first)
    if frame.source is None or not sound(o, frame.source):
        return None
    if (
        low[frame.source[0]][0].isdigit()
        and low[frame.source[1] - 1][0].isdigit()
        and is_noun(o, i + 1 if i + 1 < last else i)
    ):
        return None  # "57 pledged delegates"
    return frame


def _as_saying(o: Outer, i: int, last: int) -> bool:
    """Whether "as saying" follows the verb at item `i` in its clause."""
    low = o.low
    for x in range(i + 1, min(last - 1, i + _RELAYED_WITHIN + 1)):
        if low[x] in ENDINGS or low[x] == QUOTED:
            return False
        if low[x] == "as" and low[x + 1] in ("saying", "telling"):
            return True
    return False


def _calls_on(o: Outer, i: int) -> bool:
    """ "calls on A to B": a verb with an object that reports what is asked for."""
    low = o.low
    return low[i].startswith("call") and low[i + 1 : i + 2] in (["on"], ["upon"]) and "to" in low[i + 3 : i + 16]


_NAMING = words("entitle title call name dub label nickname")


def _reduced(o: Outer, line: Line, i: int) -> bool:
    """Whether the participle at item `i` only names the thing before it: "a plan called “A”"."""
    s = noun_phrase_left(o, i - 1, line.first)
    return s < i and o.low[s] in DETERMINERS and (s == line.first or o.low[s - 1] not in ("what", "which", "who", "as"))


_MODIFIERS = words(
    "overall total daily new latest first last previous recent other only same highest lowest weekly monthly"
)
_ESTIMATING = words("put puts places placed pegs pegged estimates estimated")
_ROUND = words(
    "about around nearly almost some roughly over under least more fewer less between up a one two three ten"
)


def _estimate_frame(o: Outer, line: Line, i: int) -> Frame | None:
    """ "X put the toll at 14": the number and what it counts are X's."""
    low = o.low
    at = next((x for x in range(i + 1, min(i + 14, line.last - 1)) if low[x] == "at"), -1)
    if at < 0 or not (low[at + 1][0].isdigit() or low[at + 1] in _ROUND):
        return _verb_frame(o, line, i, []) if low[i] in CUES else None
    j, passive, infinitive, _ = group(o, i, line.first)
    if passive or infinitive:
        return None
    source = source_left(o, j, line.first)
    if source is None or not sound(o, source):
        return None
    return Frame((j, i + 1), low[i], "finite", source, line, clause=True, verb=i)


_CUE_WORDS = frozenset(("according", "per", *PHRASES, *_ESTIMATING, *HOLDING, *CUES, *NOUN_CUES))


def _inverted(o: Outer, i: int, line: Line) -> tuple[int, int] | None:
    """The source after an inverted cue, when what follows it can follow a source."""
    low = o.low
    at = i + 1
    if at < line.last and is_adverb(low[at]):
        at += 1
    source = source_right(o, at, line.last)
    if source is None:
        return None
    e = source[1]
    if e >= line.last:
        return source
    w = low[e]
    if w in ENDINGS or w in (",", ":", QUOTED, ")", "(") or is_dash(w) or w in TIME_WORDS or w in PREPOSITIONS:
        return source
    if w in CIRCUMSTANTIAL or w in CONJUNCTIONS or is_adverb(w) or w in ("who", "which"):
        return source
    if i > line.first and low[i - 1] == QUOTED:
        # a mark before the cue: whatever follows, this is who said it
        return source
    return None


def _quotes_soon(o: Outer, i: int, end: int) -> bool:
    """Whether the object behind item `i` has a quotation before the clause ends."""
    for x in range(i + 1, min(end, i + 12)):
        if o.low[x] == QUOTED:
            return True
        if o.low[x] in ENDINGS or o.low[x] in (",", ":") or is_dash(o.low[x]) or o.low[x] in CONJUNCTIONS:
            return False
    return False


_QUOTES = words("quoted quotes quote quoting cited cites citing")
_RELAYED_WITHIN = 16
"""Items of whoever stands between "quoted" and "as saying"."""


def _relayed(o: Outer, line: Line, j: int) -> tuple[int, int] | None:
    """ "Sample Radio quoted the mayor, Luc Sample, as saying": the mayor, when `j` is behind the "as"."""
    low = o.low
    end = j - 1
    for x in range(end - 1, max(line.first, end - _RELAYED_WITHIN), -1):
        if low[x] in _QUOTES:
            while end > x + 1 and low[end - 1] == ",":
                end -= 1
            source = (x + 1, end)
            return source if end > x + 1 and low[x - 1] not in BE and sound(o, source) else None
        if low[x] in ENDINGS or low[x] == QUOTED:
            return None
    return None


def _ing_frame(o: Outer, line: Line, i: int, frames: list[Frame]) -> Frame | None:
    low = o.low
    w = low[i]
    cue = CUES[w]
    first = line.first
    j = i
    while j > first and (is_adverb(low[j - 1]) or low[j - 1] == "not"):
        j -= 1
    previous = low[j - 1] if j > first else ""
    after = low[i + 1] if i + 1 < line.last else "."
    frame = Frame((j, i + 1), cue.lemma, "participle", None, line, clause=cue.clause, verb=i)
    if previous in BE:
        k, _, _, _ = group(o, i, first)
        frame.cue = (k, i + 1)
        frame.clause = cue.clause or _calls_on(o, i)
        frame.how = "finite"
        if k > first and low[k - 1] in ("and", "but", "or"):
            frame.how = "coordinated"
            frame.source = shared(o, line, k - 1, frames)
        elif k > first and low[k - 1] in ("who", "which"):
            frame.how = "relative"
            frame.source = (k - 1, k)
        else:
            frame.source = source_left(o, k, first)
        if frame.source is None or not sound(o, frame.source):
            return None
        return frame
    relayed = _relayed(o, line, j) if previous == "as" else None
    if relayed is not None:
        frame.cue = (j - 1, i + 1)
        frame.source = relayed
        frame.how = "finite"
        return frame
    if previous == "as" and j - 2 >= first and low[j - 2] in ("quoted", "cited", "recorded"):
        k, _, _, _ = group(o, j - 2, first)
        frame.cue = (k, i + 1)
        frame.source = source_left(o, k, first)
        frame.how = "finite"
        return frame if frame.source is not None and sound(o, frame.source) else None
    if (
        w in NOUN_TOO
        and w not in ("saying", "reporting", "warning")
        and previous not in (",", "and", "before", "after")
    ):
        return None
    if previous == "":
        if not cue.clause or w in ("speaking", "talking"):
            return None
        # "Noting that ..., X did ..."
        comma = next((x for x in range(i, line.last) if low[x] == ","), -1)
        if comma < 0 or after != "that":
            return None
        frame.source = initial_subject(o, comma + 1, line.last)
        return frame if frame.source is not None else None
    if (
        previous == ","
        or is_dash(previous)
        or previous in ("before", "after", "by", "without", "while", "when", "in", "from")
    ):
        frame.source = shared(o, line, j - 1, frames)
        return frame if frame.source is not None else None
    if previous in ("and", "or", "but", "then"):
        if frames and frames[-1].how in ("participle", "finite", "coordinated"):
            frame.source = frames[-1].source
            return frame
        if after == QUOTED or after == "that":
            frame.source = initial_subject(o, line.first, j - 1)
            return frame if frame.source is not None else None
        return None
    if previous == QUOTED or previous in PREPOSITIONS or previous in DETERMINERS or w == "warning":
        if previous == QUOTED and frames:
            frame.source = frames[-1].source
            return frame
        if previous == QUOTED and o.paused(j - 1):
            frame.source = shared(o, line, j - 1, frames)  # "praised “A,” saying B"
            return frame if frame.source is not None else None
        return None
    absolute = "with" in low[max(first, j - 5) : j]
    if not cue.clause and not absolute and is_noun(o, j - 1) and _quotes_soon(o, i, line.last):
        # "released a statement calling it “...”", "at one point calling it “...”"
        frame.source = shared(o, line, j - 1, frames)
        return frame if frame.source is not None and frame.source[1] < j else None
    if w in ("saying", "claiming", "warning", "announcing") and previous in SPEECH_NOUNS and previous in CUES:
        frame.source = shared(o, line, j - 1, frames)  # "issued a tweet saying ..."
        return frame if frame.source is not None and frame.source[1] < j else None
    subject = noun_phrase_left(o, j - 1, first) if is_noun(o, j - 1) else j
    absolute = subject < j and "with" in low[max(first, subject - 1) : subject]
    if (absolute or (cue.clause and cue.lemma not in COGNITION)) and is_noun(o, j - 1):
        if low[j - 1] in SPEECH_NOUNS:
            frame.source = shared(o, line, j - 1, frames)
        if frame.source is None:
            frame.source = source_left(o, j, first)
            if w == "saying" and frame.source is not None:
                s = frame.source[0]
                if s > first + 1 and is_verb(o, s - 1) and low[s] not in DETERMINERS:
                    frame.source = shared(o, line, j - 1, frames)  # "wrote to supporters saying"
        if frame.source is not None and sound(o, frame.source):
            return frame
    return None
