"""Who said what: direct, mixed and indirect quotes with their speakers.

The narrator's sentences are read for reporting frames (`frames`); what a frame reports becomes quotes, and
quotations that stand in no frame inherit the speaker of the paragraph, or of the one before. Short quotations
without a frame are scare quotes, titles and nicknames, and are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from tui.extract.circumstances import addressee, said_on
from tui.extract.cues import CONJUNCTIONS, words
from tui.extract.document import Document
from tui.extract.frame import Frame
from tui.extract.frames import find_frames
from tui.extract.grammar import is_verb
from tui.extract.inherit import Piece, inherit
from tui.extract.names import People
from tui.extract.outer import QUOTED, Outer, is_dash
from tui.extract.resolve import Resolver
from tui.extract.transcript import find_turns
from tui.records import Quote, QuoteKind

_PLAIN = words("said says say told according counted recorded documented verified put puts estimated estimates")
_LOOSE = words("read see view find know show remember realize realise recognize recognise discover")
"""Verbs that inside somebody's report hardly report anything themselves."""
_TRIM = frozenset(("*", "•", "▪", "·", ",", ";", ":", ".", "!", "?", "…", ")", "]", "(", "["))


def find_quotes(document: Document, people: People, *, published: datetime | None = None) -> list[Quote]:
    """All quotes of the text in text order, at most one for a span.

    `published` is the article's date: weekday words of a cue are resolved against it. Never raises; linear in
    the text.
    """
    o = Outer(document)
    pieces: list[Piece] = []
    frames: list[list[Frame]] = []
    for number, line in enumerate(o.lines):
        found = find_frames(o, line)
        frames.append(found)
        for frame in found:
            for content in frame.contents:
                pieces.extend(_pieces(o, content, frame, number))
    pieces = inherit(o, frames, _conversation(o, _outer(o, pieces)))
    return _records(o, pieces, people, frames, published)


def _conversation(o: Outer, pieces: list[Piece]) -> list[Piece]:
    """`pieces` with the turns of a transcript, and without what its speakers say of themselves in them ("I say")."""
    turns = {turn.paragraph: turn for turn in find_turns(o.document)}
    if not turns:
        return pieces
    kept = [p for p in pieces if o.lines[p.line].paragraph not in turns or not _own(o, p.frame)]
    seen: set[int] = set()
    frame: Frame | None = None
    for number, line in enumerate(o.lines):
        turn = turns.get(line.paragraph)
        if turn is None or line.paragraph in seen:
            continue
        seen.add(line.paragraph)
        at = next((x for x in range(line.first, line.last) if o.low[x] == ":"), line.first)
        name = (turn.name_start, turn.name_end)
        if frame is None or frame.named != name:  # else the turn goes on
            frame = Frame((at, at + 1), ":", "colon", None, line, verb=at, named=name)
        inside = [n for n, s in enumerate(o.document.segments) if turn.start <= s.start < turn.end]
        kept.append(Piece(turn.start, turn.end, "mixed" if inside else "indirect", frame, number, inside))
    return kept


def _own(o: Outer, frame: Frame) -> bool:
    return frame.source is None or o.low[frame.source[0]] in ("i", "we") or frame.how == "colon"


def _outer(o: Outer, pieces: list[Piece]) -> list[Piece]:
    """Without reports inside reports, unless they name their own speaker with a plain "said" or "according to".

    "He said critics suggest that A" is one quote of his; "he said the ministry said A" keeps both.
    """
    kept: list[Piece] = []
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.line, []).append(piece)
    for group in by_line.values():
        for piece in group:
            plain = o.low[piece.frame.verb] in _PLAIN
            inside = piece.kind != "direct" and piece.frame.how not in _PLAIN and not plain
            if inside and any(
                other is not piece
                and other.kind != "direct"
                and other.start <= piece.start
                and piece.end <= other.end
                and other.frame is not piece.frame
                for other in group
            ):
                continue
            if piece.kind == "direct" and any(
                other.kind == "mixed"
                and other.start <= piece.start
                and piece.end <= other.end
                and other.frame.verb > piece.frame.verb
                and other.frame.source == piece.frame.source
                for other in group
            ):
                continue  # "..., X said, adding that A “B”": once
            if (
                piece.kind == "direct"
                and piece.frame.lemma in _LOOSE
                and any(
                    other.kind == "mixed"
                    and other.start <= piece.start
                    and piece.end <= other.end
                    and other.frame is not piece.frame
                    for other in group
                )
            ):
                continue  # "said that he had read “A”": read, not said
            kept.append(piece)
    return kept


def _pieces(o: Outer, content: tuple[int, int], frame: Frame, number: int) -> list[Piece]:
    """The quotes that one stretch of content makes: quotations on their own are direct, others mixed."""
    low = o.low
    a, b = content
    while a < b and ((low[a] in _TRIM and low[a] not in ("(", "[")) or is_dash(low[a])):
        a += 1
    while b > a and ((low[b - 1] in _TRIM and low[b - 1] not in (")", "]")) or is_dash(low[b - 1])):
        b -= 1
    if b <= a:
        return []
    quoted = [x for x in range(a, b) if low[x] == QUOTED]
    if quoted and 1 < quoted[0] - a <= _LABEL and low[quoted[0] - 1] == ":" and all(o.upper[a : quoted[0] - 1]):
        a = quoted[0]  # "FULL TIME: “A,” said X"
    if not quoted:
        return [Piece(o.start[a], o.end[b - 1], "indirect", frame, number)]
    plain = [x for x in range(a, b) if low[x] != QUOTED and low[x][0].isalnum() and low[x] not in CONJUNCTIONS]
    if not plain and low[a] == "but" and len(quoted) == 1:
        return [_joined(o, a, b, quoted, frame, number)]
    if not plain or (len(plain) == 1 and low[plain[0]] == "then"):
        if a > 0 and low[a - 1] == "that" and frame.verb < a - 1:
            return [_joined(o, a - 1, b, quoted, frame, number)]
        return [_direct(o, x, frame, number) for x in quoted]
    if frame.relays and content[1] <= frame.cue[0]:
        relayed = _joined(o, a, b, quoted, frame, number)
        relayed.kind = "mixed"
        return [relayed]
    first = quoted[0]
    if first == a and a + 1 < b and _stands_alone(o, a, b):
        # "“A,” but he left": what follows is the narrator's again
        return [_direct(o, first, frame, number)] + [
            _direct(o, x, frame, number) for x in quoted[1:] if o.words(x) >= 4 and not o.title(x)
        ]
    found: list[Piece] = []
    tail = quoted[-1]
    # "the plan was bad: “It will fail. ...”" and "he would go, “I will go”" are two quotes, "it had a name: “A”" is one
    if (
        tail == b - 1
        and tail > a
        and (
            (low[tail - 1] == ":" and o.words(tail) > _TAIL)
            or is_dash(low[tail - 1])
            or (low[tail - 1] in (",", ".") and a > frame.verb and o.words(tail) >= 12 and _capital(o, tail))
        )
    ):
        found = _pieces(o, (a, tail - 1), frame, number)
        found.append(_direct(o, tail, frame, number))
        return found
    return [_joined(o, a, b, quoted, frame, number)]


_LABEL = 4
"""Items of a label before a quotation, with its colon."""
_MEANWHILE = words("as while when after before during amid until")
_TAIL = 20
"""Words behind a colon that are still part of the clause before it."""


def _stands_alone(o: Outer, a: int, b: int) -> bool:
    """Whether the quotation at item `a` is all that is said, and the rest of the stretch is the narrator's."""
    following = o.low[a + 1]
    inner = o.document.segments[o.segment[a]].inner_end
    comma = o.text[inner - 1 : inner] in (",", "!", "?") or o.text[inner - 2 : inner - 1] == ","
    if is_dash(following):
        # "“every driver” - the old ones too - favoured it": an insertion
        again = next((x for x in range(a + 2, b - 1) if is_dash(o.low[x])), -1)
        return again < 0 or not is_verb(o, again + 1)
    return (
        (following in _MEANWHILE)
        or (comma and following != QUOTED)
        or (following == "," and o.low[min(a + 2, b - 1)] != QUOTED)
    )


def _joined(o: Outer, a: int, b: int, quoted: list[int], frame: Frame, number: int) -> Piece:
    """One piece of words inside and outside marks: mixed, unless hardly a word stands outside."""
    start, end = o.start[a], o.end[b - 1]
    outside = sum(len(o.low[x]) for x in range(a, b) if o.low[x] != QUOTED and o.low[x][0].isalnum())
    if outside and a > 0 and o.low[a - 1] == "that":
        outside += 4
    # counting stops where the share is clear, so that a long quotation costs no more than a short one
    inside = 0
    for x in quoted:
        inside += sum(c.isalnum() for c in o.text[o.start[x] : min(o.end[x], o.start[x] + 40 * outside + 8)])
    kind = "direct" if outside * 19 <= inside else "mixed"
    piece = Piece(start, end, kind, frame, number)
    piece.segments = [o.segment[x] for x in quoted]
    return piece


def _capital(o: Outer, i: int) -> bool:
    segment = o.document.segments[o.segment[i]]
    return o.text[segment.inner_start : segment.inner_start + 1].isupper()


def _direct(o: Outer, i: int, frame: Frame, number: int) -> Piece:
    piece = Piece(o.start[i], o.end[i], "direct", frame, number)
    piece.segments = [o.segment[i]]
    return piece


def _records(
    o: Outer, pieces: list[Piece], people: People, frames: list[list[Frame]], published: datetime | None
) -> list[Quote]:
    pieces.sort(key=lambda p: (p.start, p.end, -p.frame.verb))
    resolver = Resolver(o, people, frames)
    people.follow(resolver.at)
    quotes: list[Quote] = []
    seen: set[tuple[int, int]] = set()
    text = o.text
    for piece in pieces:
        if (piece.start, piece.end) in seen:
            continue
        seen.add((piece.start, piece.end))
        frame = piece.frame
        speaker = resolver.speaker(frame)
        cue_start, cue_end = o.start[frame.cue[0]], o.end[frame.cue[1] - 1]
        kind: QuoteKind = "direct" if piece.kind == "direct" else "mixed" if piece.kind == "mixed" else "indirect"
        quotes.append(
            Quote(
                start=piece.start,
                end=piece.end,
                text=text[piece.start : piece.end],
                kind=kind,
                speaker=_flat(speaker.name),
                speaker_mention=speaker.mention,
                speaker_start=speaker.start,
                speaker_end=speaker.end,
                speaker_resolved=_flat(speaker.resolved),
                speaker_id=speaker.actor_id,
                role=_flat(speaker.role),
                cue=text[cue_start:cue_end],
                cue_start=cue_start,
                cue_end=cue_end,
                to=addressee(o, frame),
                said_on=said_on(o, frame, published, people.agreement.timezone),
            )
        )
    return quotes


def _flat(name: str | None) -> str | None:
    """A name without the line break that a text broken to a width has in it."""
    return " ".join(name.split()) if name is not None and "\n" in name else name


def speaker_at(quotes: Sequence[Quote], start: int, end: int) -> Quote | None:
    """The smallest quote that covers [start, end)."""
    index = bisect_right(quotes, start, key=lambda q: q.start)
    best: Quote | None = None
    for q in quotes[max(0, index - 24) : index]:
        if q.end >= end and (best is None or q.end - q.start < best.end - best.start):
            best = q
    return best
