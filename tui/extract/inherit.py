"""Quotations without a frame of their own: continued, floating, tagged; or no speech at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui.extract.cues import AUXILIARIES, CUES, DETERMINERS, NOUN_TOO, PREPOSITIONS, STRONG, is_adverb, words
from tui.extract.frame import Frame
from tui.extract.grammar import is_noun, is_verb, noun_phrase_left
from tui.extract.outer import QUOTED, Line, Outer, is_dash
from tui.extract.source_phrase import initial_subject, source_right


@dataclass(slots=True)
class Piece:
    """One quote in the making."""

    start: int
    end: int
    kind: str
    frame: Frame
    line: int
    segments: list[int] = field(default_factory=list)


def inherit(o: Outer, frames: list[list[Frame]], pieces: list[Piece]) -> list[Piece]:
    """`pieces` with those added that the paragraph, or the one before, gives a speaker."""
    covered = {s for piece in pieces for s in piece.segments}
    if len(covered) == len(o.document.segments):
        return pieces
    by_paragraph: dict[int, list[int]] = {}
    for number, line in enumerate(o.lines):
        by_paragraph.setdefault(line.paragraph, []).append(number)
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.line, []).append(piece)
    added: list[Piece] = []
    _transcripts(o, covered, added)
    _signed(o, by_paragraph, covered, added)
    carried: Frame | None = None
    """Who spoke at the end of the paragraph before, if it was somebody's speech."""
    last: tuple[Frame, int] | None = None
    """Who spoke last, and in which paragraph."""
    for paragraph in sorted(by_paragraph):
        numbers = by_paragraph[paragraph]
        if carried is None and last is not None and paragraph - last[1] <= _SILENT and _afloat(o, numbers):
            carried = last[0]
        carried = _paragraph(o, numbers, frames, by_line, covered, carried, added)
        if carried is not None:
            last = carried, paragraph
    return pieces + added


_SILENT = 2
"""Paragraphs back that a speech may be taken up again without a name."""


def _afloat(o: Outer, numbers: list[int]) -> bool:
    """Whether a paragraph is whole sentences between marks and nothing else."""
    lines = [o.lines[n] for n in numbers]
    quoted = [x for line in lines for x in range(line.first, line.last) if o.low[x] == QUOTED]
    return (
        bool(quoted)
        and all(_bare(o, line) for line in lines)
        and all(o.terminal(x) and o.words(x) >= 3 for x in quoted)
    )


_NAME_TAG = re.compile(r"\s*([A-Z][A-Z.'’\- ]{1,30}[A-Z]):\s*(?=\S)")


def _transcripts(o: Outer, covered: set[int], added: list[Piece]) -> None:
    """``"SAMPLE: ...``: the quotation names its speaker itself; pieces without a name go on with the last."""
    last: Frame | None = None
    paragraph = -9
    for number, line in enumerate(o.lines):
        for x in range(line.first, line.last):
            if o.low[x] != QUOTED or o.segment[x] in covered:
                continue
            segment = o.document.segments[o.segment[x]]
            match = _NAME_TAG.match(o.text, segment.inner_start, segment.inner_end)
            start = segment.start
            if match is not None and match.end() < segment.inner_end:
                last = Frame((x, x + 1), ":", "colon", None, line, verb=x, named=match.span(1))
                start = match.end()
            elif last is None or segment.closed or line.paragraph - paragraph > 1:
                last = None
                continue
            paragraph = line.paragraph
            covered.add(o.segment[x])
            added.append(Piece(start, o.end[x], "direct", last, number, [o.segment[x]]))


def _signed(o: Outer, by_paragraph: dict[int, list[int]], covered: set[int], added: list[Piece]) -> None:
    """A paragraph of quotation, then one with a dash and a name."""
    for paragraph, numbers in by_paragraph.items():
        line = o.lines[numbers[0]]
        if (
            o.low[line.first] == "so"
            and line.first + 2 < line.last
            and o.low[line.first + 1] in ("said", "says", "wrote")
        ):
            source = source_right(o, line.first + 2, line.last)
            if source is not None and paragraph - 1 in by_paragraph:
                frame = Frame((line.first + 1, line.first + 2), "say", "inverted", source, line, verb=line.first + 1)
                for n in by_paragraph[paragraph - 1]:
                    if _bare(o, o.lines[n]):
                        quoted = [x for x in range(o.lines[n].first, o.lines[n].last) if o.low[x] == QUOTED]
                        _add(o, [x for x in quoted if o.segment[x] not in covered], frame, n, covered, added)
            continue
        if not is_dash(o.low[line.first]) or line.last - line.first > 14 or paragraph - 1 not in by_paragraph:
            continue
        before = [o.lines[n] for n in by_paragraph[paragraph - 1]]
        if line.first + 1 >= line.last or not o.upper[line.first + 1] or not all(_bare(o, b) for b in before):
            continue
        e = line.last
        while e > line.first + 1 and o.low[e - 1] in (".", ","):
            e -= 1
        comma = next((z for z in range(line.first + 1, e) if o.low[z] == ","), e)
        if any(is_verb(o, z) or o.low[z] == QUOTED for z in range(line.first + 1, comma)):
            continue
        frame = Frame((line.first, line.first + 1), "-", "dash", (line.first + 1, comma), line, verb=line.first)
        for n in by_paragraph[paragraph - 1]:
            quoted = [x for x in range(o.lines[n].first, o.lines[n].last) if o.low[x] == QUOTED]
            _add(o, [x for x in quoted if o.segment[x] not in covered], frame, n, covered, added)


def _paragraph(
    o: Outer,
    numbers: list[int],
    frames: list[list[Frame]],
    by_line: dict[int, list[Piece]],
    covered: set[int],
    carried: Frame | None,
    added: list[Piece],
) -> Frame | None:
    speaking: Frame | None = None
    waiting: list[tuple[int, int]] = []
    """Quotations (item, line) that await a frame later in the paragraph."""
    for number in numbers:
        line = o.lines[number]
        mine = by_line.get(number, [])
        quoted = [x for x in range(line.first, line.last) if o.low[x] == QUOTED and o.segment[x] not in covered]
        if quoted and len(numbers) == 1 and _subhead(o, line):
            continue
        own = _main_frame(frames[number], mine)
        if own is None and quoted:
            own = _tag(o, line, quoted) or (
                _verb_behind(o, quoted[0], line) if len(quoted) > 1 or _closely(o, quoted[0], line) else None
            )
        if quoted and own is None and _bare(o, line):
            tag = _following_tag(o, number, numbers, frames)
            if (
                tag is not None
                and speaking is not None
                and tag.lemma in ("smile", "laugh", "sigh", "cry", "weep", "sing")
            ):
                tag = None  # "“A,” X said. “B.” Orlin could only smile."
            if tag is not None:
                _add(o, quoted, tag, number, covered, added)
                speaking = tag
            elif speaking is not None:
                _add(o, quoted, speaking, number, covered, added)
            else:
                waiting.extend((x, number) for x in quoted)
            continue
        for x in quoted:
            if own is not None:
                if _speech(o, x, line) and not _mentioned(o, x, own):
                    _add(o, [x], own, number, covered, added)
            elif _fragment(o, x, line):
                frame = _verb_behind(o, x, line)
                if frame is None and o.words(x) >= 6:
                    frame = speaking
                frame = frame or _subject_frame(o, line, x)
                if frame is not None:
                    _add(o, [x], frame, number, covered, added)
                    if frame is speaking and x == line.first and not o.terminal(x):
                        _with_rest(o, line, added[-1])
                    elif frame is speaking and x == quoted[0] and _ends_line(o, x, line):
                        _with_lead(o, x, line, added[-1])
                    if frame.how == "subject":
                        _with_object(o, x, frame, added[-1])
        asked = own is not None and own.lemma in _ASKS and all(p.kind == "indirect" for p in mine) and not quoted
        if asked and (speaking is not None or frames[number][-1] is own):
            continue  # whoever is asked speaks next, not who asks
        if own is not None:
            if waiting and (speaking is None):
                for x, at in waiting:
                    _add(o, [x], own, at, covered, added)
                waiting = []
            speaking = own
    if waiting:
        at = numbers[numbers.index(waiting[0][1]) - 1] if waiting[0][1] != numbers[0] else -1
        frame = carried
        if at >= 0 and (carried is None or _acts(o, o.lines[at])):
            frame = _subject_frame(o, o.lines[at], o.lines[at].last) or carried
        if frame is not None:
            for x, number in waiting:
                _add(o, [x], frame, number, covered, added)
            speaking = speaking or frame
    last = o.lines[numbers[-1]]
    if o.low[last.last - 1] == ":":
        named = [f for f in frames[numbers[-1]] if f.source is not None and f.how in ("finite", "coordinated")]
        if named and named[-1].verb == last.last - 2:
            return named[-1]  # "The Sample Times reports:"
    if o.low[last.last - 1] == ":" and (speaking is None or not frames[numbers[-1]]):
        return _subject_frame(o, last, last.last - 1) or speaking
    return speaking


_BEATS = words(
    """
    looked looks nodded nods shrugged shrugs laughed laughs smiled smiles paused pauses sighed sighs shook shakes
    turned turns leaned leans frowned frowns gestured gestures waved waves hesitated hesitates grinned grins pointed
    points blinked raised raises lit winced chuckled glanced stared stares whistled wept cried
    """
)
"""What somebody does who then speaks."""


def _acts(o: Outer, line: Line) -> bool:
    """Whether a sentence before a quotation is what a person does who then speaks: "Orlin looked up. “When?”"."""
    source = initial_subject(o, line.first, line.last)
    if source is None or source[0] != line.first or source[1] - source[0] > 6:
        return False
    verb = source[1]
    while verb < line.last and is_adverb(o.low[verb]):
        verb += 1
    return verb < line.last and o.low[verb] in _BEATS and o.low[verb + 1 : verb + 2] != ["that"]


_ASKS = words("ask press question quiz")


def _following_tag(o: Outer, number: int, numbers: list[int], frames: list[list[Frame]]) -> Frame | None:
    """``"Really?" Ms Sample asked.``: the sentence after the mark is only who said it."""
    if number + 1 > numbers[-1]:
        return None
    line = o.lines[number + 1]
    for frame in frames[number + 1]:
        source = frame.source
        if source is None or not frame.clause or frame.contents:
            continue
        if source[0] == line.first or (frame.how == "inverted" and frame.cue[0] == line.first):
            return frame
    return None


def _add(o: Outer, quoted: list[int], frame: Frame, number: int, covered: set[int], added: list[Piece]) -> None:
    for x in quoted:
        piece = Piece(o.start[x], o.end[x], "direct", frame, number)
        piece.segments = [o.segment[x]]
        covered.add(o.segment[x])
        added.append(piece)


def _main_frame(frames: list[Frame], pieces: list[Piece]) -> Frame | None:
    """The frame whose source goes on speaking after its sentence."""
    for piece in pieces:
        if piece.kind in ("direct", "mixed") and piece.frame.how != "noun":
            return piece.frame
    for frame in frames:
        if frame.source is None or frame.how in ("relative", "noun"):
            continue
        line = frame.line
        agreed = frame.clause and line.last - frame.verb <= 2 and line.last - line.first <= 5  # "Orlin agreed."
        if frame.contents or frame.lemma in STRONG or agreed:
            return frame
    return None


def _bare(o: Outer, line: Line) -> bool:
    """Whether the sentence is quotations and nothing else."""
    return not any(o.low[x] != QUOTED and o.low[x][0].isalnum() for x in range(line.first, line.last))


def _subhead(o: Outer, line: Line) -> bool:
    """A paragraph of a few words in single marks, in a text that quotes with double ones: a subheading."""
    if line.last - line.first > 2 or o.low[line.first] != QUOTED:
        return False
    segments = o.document.segments
    return segments[o.segment[line.first]].style == "single" and o.words(line.first) <= 8 and o.double_marks


def _tag(o: Outer, line: Line, quoted: list[int]) -> Frame | None:
    """``"..." - Name`` and ``Name: "..."``."""
    low = o.low
    if is_dash(low[line.first]) and line.first + 1 < line.last:
        line = line._replace(first=line.first + 1)  # an entry of a list
    x = quoted[-1]
    y = x + 1
    while y < line.last and low[y] in (".", ","):
        y += 1
    if y + 1 < line.last and is_dash(low[y]) and line.last - y <= 12 and o.upper[y + 1]:
        e = line.last
        while e > y + 1 and low[e - 1] in (".", ","):
            e -= 1
        if not any(is_verb(o, z) for z in range(y + 1, e)):
            return Frame((y, y + 1), "-", "dash", (y + 1, e), line, verb=y)
    x = quoted[0]
    colon = x - 1
    if colon > line.first and (low[colon] == ":" or is_dash(low[colon])):
        s = noun_phrase_left(o, colon - 1, line.first)
        for z in range(colon - 2, s, -1):
            if low[z] in ("from", "by"):
                s = z + 1  # "More from Orlin: ..."
                break
        if s > line.first and not is_dash(low[s - 1]) and low[s - 1] not in ("from", "by"):
            s = line.first
        spoken = not any(is_verb(o, z) or low[z] == QUOTED for z in range(s, colon)) and not low[s].isdecimal()
        if colon - s <= 6 and spoken and o.upper[s]:
            return Frame((colon, colon + 1), low[colon], "colon", (s, colon), line, verb=colon)
        if low[colon] == ":":
            return _subject_frame(o, line, colon)
    return None


def _subject_frame(o: Outer, line: Line, limit: int) -> Frame | None:
    """A frame whose source is the subject of the sentence, for "Ms Sample was blunt: ..."."""
    source = initial_subject(o, line.first, limit)
    if source is None or all(o.low[x].isdecimal() for x in range(*source)):
        return None  # "09:41 “Nothing has moved”" is the time of an entry
    cue = source[1]
    for x in range(source[1], min(limit, line.last)):
        if o.low[x] in CUES or o.low[x] == ":":
            cue = x
            break
    while cue + 1 < line.last and o.low[cue] == ",":
        cue += 1
    cue = min(cue, len(o.low) - 1)
    return Frame((cue, cue + 1), o.low[cue], "subject", source, line, verb=cue)


def _speech(o: Outer, x: int, line: Line) -> bool:
    """Whether a quotation that no content covers is speech of its sentence's frame."""
    return not o.title(x) and not _named_so(o, x, line) and not modifies(o, x, line)


def _fragment(o: Outer, x: int, line: Line) -> bool:
    """Whether a quotation in a sentence without a frame is somebody's words rather than a title or a scare quote."""
    return o.words(x) >= 3 and not o.title(x) and not _named_so(o, x, line) and not modifies(o, x, line)


def modifies(o: Outer, x: int, line: Line) -> bool:
    """Whether a short quotation describes the noun behind it: "a “wait and see” plan", "her “Open the Gate” badge"."""
    if x + 1 >= line.last or x == line.first or o.words(x) > 5:
        return False
    before, after = o.low[x - 1], o.low[x + 1]
    described = before in DETERMINERS or before.endswith("'s")
    return described and not o.upper[x + 1] and after not in NOUN_TOO and is_noun(o, x + 1) and not is_adverb(after)


def _with_rest(o: Outer, line: Line, piece: Piece) -> None:
    """``X said. “They agree” with him on issues.``: the rest of the sentence is still what X said."""
    e = line.last
    while e > line.first + 1 and not o.low[e - 1][0].isalnum() and o.low[e - 1] != QUOTED:
        e -= 1
    if 1 < e - line.first <= 40:
        piece.end = o.end[e - 1]
        piece.kind = "mixed"


_LEAD = 8
"""Items before a quotation that are still of the speaker whose words stood just before."""


def _with_lead(o: Outer, x: int, line: Line, piece: Piece) -> None:
    """``“A,” X said. He has made “B.”``: few words before the quotation are still of the speaker of the last one."""
    outside = sum(len(w) for w in o.low[line.first : x] if w[0].isalnum())
    few = x - line.first <= _LEAD and o.low[x - 1] != ":"
    if few and outside * 19 > min(o.end[x] - o.start[x], 400):
        piece.start = o.start[line.first]
        piece.kind = "mixed"


def _ends_line(o: Outer, x: int, line: Line) -> bool:
    return not any(o.low[y] == QUOTED or o.low[y][0].isalnum() for y in range(x + 1, line.last))


def _with_object(o: Outer, x: int, frame: Frame, piece: Piece) -> None:
    """ "Orlin gushed about a “common road”": the words between verb and quotation belong to what was said."""
    assert frame.source is not None
    low = o.low
    c = frame.source[1]
    while c < x and (low[c] in AUXILIARIES or is_adverb(low[c])):
        c += 1
    c += 1
    if c < x and low[c] in PREPOSITIONS:
        c += 1
    if c >= x or x - c > 14 or any(is_verb(o, y) or low[y] in (",", ":", ";") or is_dash(low[y]) for y in range(c, x)):
        return
    piece.start = o.start[c]
    piece.kind = "mixed"


def _verb_behind(o: Outer, x: int, line: Line) -> Frame | None:
    """``"A," X riffed.``: a quotation that ends with a comma, a name and a verb that no list has."""
    inner = o.document.segments[o.segment[x]].inner_end
    if x + 2 >= line.last or o.text[inner - 1 : inner] not in (",", "!", "?", "—", "–", "-", "…"):
        return None
    source = initial_subject(o, x + 1, line.last)
    if source is None or source[0] != x + 1 or source[1] >= line.last or not is_verb(o, source[1]):
        return None
    return Frame((source[1], source[1] + 1), o.low[source[1]], "finite", source, line, verb=source[1])


def _mentioned(o: Outer, x: int, frame: Frame) -> bool:
    """Whether the quotation stands before another one that the verb is about: "three “pillars”, what X calls “A”"."""
    return (
        not frame.clause
        and frame.source is not None
        and x < frame.source[0]
        and o.words(x) <= 3
        and not o.terminal(x)
        and not o.paused(x)
    )


def _closely(o: Outer, x: int, line: Line) -> bool:
    """``"Habit," he shrugged.``: one pronoun and one verb behind a quotation that opens the sentence."""
    low = o.low
    return x == line.first and low[x + 1 : x + 2] in (["he"], ["she"], ["they"]) and line.last - x <= 5 and o.paused(x)


def _named_so(o: Outer, x: int, line: Line) -> bool:
    """ "titled “...”", "his book “...”": the quotation is what something is called."""
    before = o.low[x - 1] if x > line.first else ""
    return before in (
        "titled",
        "entitled",
        "called",
        "dubbed",
        "nicknamed",
        "so-called",
        "named",
        "book",
        "show",
        "film",
        "song",
        "phrase",
        "word",
        "term",
        "expression",
        "motto",
    )
