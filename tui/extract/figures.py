"""Numbers that count something: what, whom, who says so, since when.

The pipeline, a room each: `line` (tokens and dates of a sentence), `numbers` (what may be a count), `measures` (what
governs it), `claimants` (who gives it), `since` (from when and as of when), `places`, `modality`, and `indicators`
(whether it is a reading of the agreement). Pure, linear in the text, never raises on any text.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tui.agreement.model import Agreement
from tui.extract.case import Count
from tui.extract.claimants import claimant_for, named
from tui.extract.dates import DateMention, baseline_on, find_dates
from tui.extract.dating import as_of, bind
from tui.extract.document import Document
from tui.extract.indicators import indicator_of
from tui.extract.line import Line
from tui.extract.measures import govern
from tui.extract.modality import modality
from tui.extract.numbers import find_numbers
from tui.extract.places import place_of, places_in, story_place
from tui.extract.quotes import speaker_at
from tui.extract.scan import Scan
from tui.extract.since import Since, years_in
from tui.extract.unreal import never_was
from tui.records import Figure, Measure, Modality, Quote

if TYPE_CHECKING:
    from tui.extract.names import People

_TOTAL = re.compile(r"\b(?:so far|in total|overall|cumulative|altogether|to date|in all|total)\b", re.IGNORECASE)
_BULLETIN = re.compile(
    r"\b(?:statistical|daily|periodic|cumulative) (?:statistical )?"
    r"(?:report|bulletin|update|statement|count|figures|toll)\b"
    r"|\bmartyrs? and (?:injur|wound)",
    re.I,
)
_WORD = re.compile(r"[^\W_]+")
_LOOSE = frozenset(("the", "territory", "enclave", "strip", "s", "local", "its", "own", "in", "of", "hamas", "run"))
_NAMED_BEFORE = 6000
"""Characters that "the ministry" looks back for its name."""
_SAID = frozenset(("said", "says", "claimed", "claims", "stated", "told", "added", "confirmed"))
_UNIT: dict[Measure, str] = {
    "bodies_returned": "bodies",
    "bodies_recovered": "bodies",
    "bodies_held": "bodies",
    "trucks": "trucks",
    "pallets": "pallets",
    "violations": "incidents",
    "attacks": "incidents",
    "buildings": "buildings",
    "territory_pct": "percent",
    "other": "other",
}


class _Story(NamedTuple):
    """What holds for the whole text."""

    place: str | None
    """Where the story is set, for sentences that name no place."""
    issuer: str | None
    """The institution whose own bulletin this is."""
    dated: DateMention | None
    """The day that a bulletin is for."""


def find_figures(
    document: Document,
    quotes: list[Quote],
    people: People,
    agreement: Agreement,
    *,
    published: datetime | None = None,
) -> list[Figure]:
    """All figures of `document`, in text order. `published` resolves weekdays and days without a year."""
    scan = Scan(document, people, agreement, published)
    story: _Story | None = None
    found: list[Figure] = []
    whole: Count | None = None
    counted_at = -2
    told: str | None = None
    """Claimant of the last figure of the segment before."""
    for i, segment in enumerate(scan.segments):
        if not scan.worth(i, counted_at == i - 1):
            continue
        line = scan.line(i)
        counts = [_asked(scan, line, c) for c in govern(line, find_numbers(line), whole, scan.asked_of(i))]
        counts = [c for c in counts if c.measure is not None]
        if not counts or never_was(document.text[segment.start : segment.end]):
            continue
        if counted_at != i - 1:
            told = None
        whole = next((c for c in reversed(counts) if not c.breakdown), whole)
        counted_at = i
        story = story or _story(document, agreement, published)
        phrases = scan.phrases(i)
        years = years_in(line, published.year if published else None)
        phrases = sorted([*phrases, *(y for y in years if not _inside(y, phrases))], key=_where)
        bounds = bind(line, counts, phrases, scan.header(i))
        sentence = document.text[segment.start : segment.end].strip()
        meant: Modality | None = None
        places = places_in(line, agreement)
        until = _until_now(line)
        for k, (count, since) in enumerate(zip(counts, bounds, strict=True)):
            how = modality(line, count)
            if count.breakdown and how == "reported" and meant in ("target", "expected"):
                how = meant  # a part of a target is one too
            elif how == "reported" and meant in ("target", "expected") and _in_exchange(line, count):
                how = meant
            elif not count.breakdown:
                meant = how
            if how is None:
                continue
            claimant = _claimant(scan, i, count, quotes, story.issuer)
            if claimant is None and _of_the_whole(scan, i, count, k):
                claimant = told if k == 0 else found[-1].claimant if found else None
            after = line.tokens[counts[k + 1].number.first].start if k + 1 < len(counts) else segment.end
            day, day_text = _as_of(line, count, phrases, since, story.dated)
            if day_text is None and until is not None:
                day, day_text = scan.today, until
            figure = _with(
                _figure(line, count, since, sentence),
                claimant=claimant,
                claimant_id=people.actor_id(claimant) if claimant else None,
                place=place_of(line, count, places, after) or story.place,
                as_of=day,
                as_of_text=day_text,
                modality=how,
            )
            behind = document.text[figure.end : segment.end]
            if figure.cumulative and since is None and day_text and _one_day(behind, day_text):
                figure = _with(figure, cumulative=False)
            figure = _with(figure, indicator=indicator_of(figure, agreement, about=scan.ours(i)))
            if claimant is not None and figure.claimant_id is None:
                actor = _resolved(scan, i, count, claimant) or _nominal(people, agreement, claimant, figure)
                figure = _with(figure, claimant_id=actor)
            found.append(figure)
        if found:
            told = next((f.claimant for f in reversed(found) if f.start >= segment.start), None)
    return found


def _one_day(behind: str, day: str) -> bool:
    """Whether the words behind a number make it one of that day alone: "a total of 612 came in on Wednesday"."""
    return re.search(rf"\bon {re.escape(day)}\b", behind, re.IGNORECASE) is not None


def _asked(scan: Scan, line: Line, count: Count) -> Count:
    """`count`; what is of no measure is "other" where an indicator of the agreement asks for it."""
    if count.measure is not None or count.past or count.number.value is None:
        return count
    asked = scan.asked.by(count.population, line.text[line.start : line.end])
    return count._replace(measure="other") if asked else count


def _of_the_whole(scan: Scan, i: int, count: Count, k: int) -> bool:
    """Whether a count is a part of what the segment before counted, with no frame that names another claimant."""
    line, first = scan.line(i), count.number.first
    listed = ":" in line.low[max(0, first - 24) : first]
    if not count.breakdown or (k > 0 and not count.number.of_them and not listed):
        return False
    return claimant_for(line, scan.frames(i), first) is None


def _in_exchange(line: Line, count: Count) -> bool:
    """ "... in exchange for 250 prisoners and 1,700 detainees": the other half of one bargain."""
    low, at = line.low, count.number.lead
    return any(low[j : j + 2] in (["exchange", "for"], ["return", "for"]) for j in range(max(0, at - 9), at))


def _resolved(scan: Scan, i: int, count: Count, claimant: str) -> str | None:
    """The actor whom the article's own way of naming people gives for the claimant's words at this number."""
    frame = claimant_for(scan.line(i), scan.frames(i), count.number.first)
    if frame is None or frame.claimant != claimant:
        return None
    return scan.people.resolve_at(frame.start, frame.end)[1]


def _nominal(people: People, agreement: Agreement, claimant: str, figure: Figure) -> str | None:
    """Who "the ministry" or "the territory's health ministry" is: the institution of that kind that was named before,
    else the one claimant of the indicator whose name has all these words. None when that leaves a choice."""
    words = {w for w in _WORD.findall(claimant.lower()) if w not in _LOOSE}
    if not words or claimant[:1].isupper():
        return None
    for mention in reversed(people.mentions_in(max(0, figure.start - _NAMED_BEFORE), figure.start)):
        if mention.kind == "institution" and mention.actor_id and words <= set(_WORD.findall(mention.text.lower())):
            return mention.actor_id
    indicator = agreement.indicator(figure.indicator) if figure.indicator else None
    fitting = []
    for actor_id in indicator.claimants if indicator else ():
        actor = agreement.actor(actor_id)
        names = (actor.name, *actor.aliases) if actor else ()
        if any(words <= set(_WORD.findall(name.lower())) for name in names):
            fitting.append(actor_id)
    return fitting[0] if len(fitting) == 1 else None


def _where(phrase: Since) -> tuple[int, int]:
    return phrase.first, phrase.last


def _with(figure: Figure, **changes: object) -> Figure:
    return msgspec.structs.replace(figure, **changes)


def _figure(line: Line, count: Count, since: Since | None, sentence: str) -> Figure:
    n = count.number
    measure = count.measure or "other"
    at = line.tokens[n.first].start
    dated = since is not None and since.kind != "then"
    cumulative = (
        (dated or count.total or bool(since) or _called_total(line, at)) and not count.breakdown and count.rate is None
    )
    return Figure(
        start=line.tokens[n.first].start,
        end=line.tokens[n.last - 1].end,
        value=n.value,
        value_max=n.value_max,
        vague=n.vague,
        qualifier=n.qualifier,
        unit="percent" if n.percent else _UNIT.get(measure, "people"),
        measure=measure,
        population=count.population,
        since=since.day if since else None,
        since_text=since.text or None if since else None,
        cumulative=cumulative,
        delta=count.delta,
        breakdown=count.breakdown,
        of=n.of,
        rate=count.rate,
        sentence=sentence,
    )


def _called_total(line: Line, at: int) -> bool:
    """Whether words beside the number at offset `at` call it a total: "so far", "in all"."""
    end = re.compile(r"[,;:.]").search(line.text, at + 8, line.end)
    stop = min(end.start() if end else line.end, at + 50)
    return _TOTAL.search(line.text, max(line.start, at - 40), stop) is not None


def _inside(phrase: Since, others: list[Since]) -> bool:
    return any(o.first <= phrase.first < o.last for o in others)


def _claimant(scan: Scan, i: int, count: Count, quotes: list[Quote], issuer: str | None) -> str | None:
    """Who gives the number: the speaker of the quote around it, a speech frame, or what the text carries on."""
    line = scan.line(i)
    n = count.number
    quote = speaker_at(quotes, line.tokens[n.first].start, line.tokens[n.last - 1].end)
    speaker = named(quote.speaker_resolved or quote.speaker) if quote is not None else None
    if quote is not None and quote.kind != "indirect" and speaker is not None:
        return speaker
    frame = claimant_for(line, scan.frames(i), n.first)
    if frame is not None and frame.claimant:
        return frame.claimant
    if frame is not None and not frame.pronoun:
        return None  # "reports said", or the outlet itself: it relays
    before = scan.spoke(i) if frame is not None else scan.carried(i)
    if frame is not None and before is not None and line.text[frame.start : frame.end].lower() in ("it", "they"):
        return before.claimant  # an institution goes on
    if {"lives", "life"}.intersection(line.low[n.last : n.last + 1]):
        return before.claimant if before is not None else None  # "the shelling claimed 14 lives": nobody's words
    # an indirect quote without a frame of ours is weak: "agreed to exchange 300" is nobody's count
    if quote is not None and speaker is not None and (frame is not None or (quote.cue or "").lower() in _SAID):
        return speaker
    if before is not None:
        return before.claimant
    if frame is not None:
        return named(scan.people.resolve_at(frame.start, frame.end)[0])
    return (scan.labelled(i) or issuer or scan.credited(i)) if frame is None else None


def _as_of(
    line: Line, count: Count, phrases: list[Since], since: Since | None, dated: DateMention | None
) -> tuple[date | None, str | None]:
    until = since.until if since is not None else None  # "from 2 March to 24 June"
    mention = until or as_of(line, count, phrases) or dated
    if mention is None:
        return None, None
    return (mention.day if mention.kind != "month" else None), line.text[mention.start : mention.end]


_NOW = re.compile(
    r"\b(?:so far(?: this (?:week|month|year))?|to date|until now|up to now|as of now|this (?:week|month|year)"
    r"|(?:in|over|during) the (?:past|last) (?:\w+ )?(?:hours|days|week|weeks|month))\b",
    re.IGNORECASE,
)


def _until_now(line: Line) -> str | None:
    """Words that count up to the day of publication: "so far", "this week"."""
    match = _NOW.search(line.text, line.start, line.end)
    return match.group() if match is not None else None


def _story(document: Document, agreement: Agreement, published: datetime | None) -> _Story:
    text = document.text
    place = story_place(text, agreement)
    issuer, dated = None, None
    if _BULLETIN.search(text, 0, 240):
        issuer = _issuer(document)
        edges = find_dates(text, 0, 240, published=published, tz=agreement.timezone)
        edges += find_dates(text, max(0, len(text) - 60), len(text), published=published, tz=agreement.timezone)
        # "Since the ceasefire (11 October 2025): ..." is no day that a bulletin is for
        days = [d for d in edges if d.kind == "day" and d.year is not None and baseline_on(agreement, d) is None]
        dated = days[-1] if days else None
    return _Story(place, issuer, dated)


_ISSUER = re.compile(
    r"(?:(?:[A-Z][\w’'-]*|of|for|the|in|and|al)[ \xa0]{1,2}){0,6}"
    r"(?:Ministry|MoH|MOH|Office|Directorate|Authority|Agency|Department|Centre|Center)"
    r"(?:[ \xa0]{1,2}(?:of|for|in|and|the|[A-Z][\w’'-]*)){0,6}"
)


def _issuer(document: Document) -> str | None:
    """The institution that a bulletin opens with."""
    match = _ISSUER.search(document.text, 0, 200)
    if match is None:
        return None
    return " ".join(match.group().split()).removeprefix("the ").removesuffix(" Daily") or None
