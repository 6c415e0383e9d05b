"""From what a parser hands over to what the store keeps: an item becomes an update, a reading becomes records."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from tui.agreement.claims import MEDIA
from tui.agreement.model import Actor, Agreement, Event, Milestone, Observation
from tui.config import Source
from tui.records import (
    Entry,
    Evidence,
    EvidenceRecord,
    Figure,
    FigureRecord,
    Quote,
    QuoteRecord,
    Reading,
    Update,
    cite,
)
from tui.sources.items import Item, ItemFigure
from tui.store.origins import wire
from tui.text import clean, one_line

RECORD = "record"
"""Source id of the record that comes with an agreement file."""
_QUALIFIERS = {
    "at-least": "at least",
    "about": "about",
    "more-than": "more than",
    "fewer-than": "fewer than",
    "up-to": "up to",
}


def short_id(*parts: str) -> str:
    """A short digest that is the same on every machine."""
    return hashlib.blake2b("\x1f".join(parts).encode(errors="replace"), digest_size=9).hexdigest()


def update_id(source: str, item_id: str) -> str:
    """Id of the update for an item of a source."""
    return short_id(source, item_id)


def item_digest(item: Item, full_text: bool = False) -> str:
    """Of what tells one version of an item from the next.

    With `full_text` the text comes from the linked page after the question is asked, so the item's own date of
    change stands in for it. A feed that prints the time in every item is not seen through here.
    """
    body = f"{item.summary}\x1f{item.updated}" if full_text else item.text or item.summary
    return short_id(item.title, body, item.link, *(f"{f.indicator}={f.value}@{f.as_of}" for f in item.figures))


def to_update(
    source: Source,
    item: Item,
    fetched: datetime,
    *,
    digest: str,
    future_skew: int,
    revision: int,
    demo: bool = False,
) -> Update:
    """The update for an item. Dates further ahead than `future_skew` seconds become the time of fetching, with a
    note; undated items keep None."""
    text = clean(item.text or item.summary)
    published, note = item.published, None
    if published is not None:
        published = published.astimezone(UTC)
        ahead = published - fetched
        if ahead > timedelta(seconds=future_skew):
            note = f"dated {_span(ahead)} in the future by its source; filed under the time it was fetched"
            published = fetched
    own = update_id(source.id, item.id)
    return Update(
        id=own,
        source=source.id,
        outlet=one_line(item.outlet, 100) or source.name,
        url=one_line(item.link, 2000),
        title=one_line(item.title, 500),
        text=text,
        published=published,
        fetched=fetched,
        origin=own,
        via=wire(text),
        revision=revision,
        digest=digest,
        publisher=source.publisher,
        date_note=note,
        demo=demo,
    )


def relays(quote: Quote, quotes: Sequence[Quote]) -> bool:
    """Whether a quote only passes on that somebody said another of `quotes`: its speaker carries it.

    "“A,” X said, according to Y" is two quotes, X's "A" and Y's "“A,” X said"; who lists what was said wants the first.
    """
    return (quote.cue or "").lower().startswith(("according", "as ")) and any(
        other is not quote
        and quote.start <= min(other.start, other.cue_start or 0)
        and max(other.end, other.cue_end or 0) <= quote.end
        for other in quotes
    )


def _span(ahead: timedelta) -> str:
    minutes = int(ahead.total_seconds() // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"


def to_entry(update: Update, reading: Reading, agreement: Agreement, stated: Sequence[ItemFigure] = ()) -> Entry:
    """The update with its records. Ids hold from run to run, and from one revision to the next for a record whose
    words did not change; `stated` are the numbers that an API gives by its configuration."""
    # clocks differ by minutes: nothing is filed later than it was seen
    at = min(update.published or update.fetched, update.fetched)
    source = cite(update)
    quotes: dict[str, QuoteRecord] = {}
    for q in reading.quotes:
        if relays(q, reading.quotes):
            continue  # the outlet that it is taken from: whoever is named in it has it already
        rid = short_id(update.id, "q", q.text, q.speaker or "")
        quotes.setdefault(rid, QuoteRecord(id=rid, at=at, quote=q, cite=source))
    figures: dict[str, FigureRecord] = {}
    for f in reading.figures:
        rid = short_id(update.id, "f", f.measure, str(f.value), str(f.since), f.claimant or "", f.sentence)
        while rid in figures:
            rid = short_id(rid, "again")  # "three in the north and three in the south": two parts
        if (voice := _own_voice(update, agreement, f)) is not None:
            f = msgspec.structs.replace(f, claimant=voice.label, claimant_id=voice.id)
        record = FigureRecord(id=rid, at=at, figure=f, cite=source, baseline=baseline_of(agreement, f.since))
        figures[rid] = record
    for s in stated:
        record = _stated(update, s, agreement)
        figures[record.id] = record
    evidence: dict[str, EvidenceRecord] = {}
    for e in reading.evidence:
        rid = short_id(update.id, "e", e.commitment_id or e.commitment, e.status, e.claimant or "", e.sentence)
        if (voice := _own_voice(update, agreement, e)) is not None:
            e = msgspec.structs.replace(e, claimant=voice.label, claimant_id=voice.id)
        evidence.setdefault(rid, EvidenceRecord(id=rid, at=at, evidence=e, cite=source))
    return Entry(
        update=update,
        quotes=tuple(quotes.values()),
        figures=tuple(figures.values()),
        evidence=tuple(evidence.values()),
    )


_PASSED_ON = re.compile(
    r"\b(?:reports?|reported|reportedly|reporting|media|newspapers?|according to|citing|cited|allegedly|unconfirmed)\b",
    re.IGNORECASE,
)
"""A body that writes so passes on what others say."""


def _own_voice(update: Update, agreement: Agreement, record: Figure | Evidence) -> Actor | None:
    """Who speaks where a text that a body publishes itself names nobody: that body, unless it passes on."""
    if update.publisher is None or record.claimant is not None or record.claimant_id is not None:
        return None
    return None if _PASSED_ON.search(record.sentence) else agreement.actor(update.publisher)


def baseline_of(agreement: Agreement, since: date | None) -> str | None:
    """Id of the agreement's baseline that begins on that day."""
    if since is None:
        return None
    return next((b.id for b in agreement.baselines if b.date == since), None)


def _stated(update: Update, given: ItemFigure, agreement: Agreement) -> FigureRecord:
    indicator = agreement.indicator(given.indicator)
    actor = agreement.actor(given.claimant)
    baseline = agreement.baseline(given.baseline)
    day = given.as_of.date() if given.as_of else None
    figure = Figure(
        start=0,
        end=0,
        value=given.value,
        unit=indicator.unit if indicator else None,
        measure=indicator.match[0].measure if indicator and indicator.match else "other",
        claimant=actor.label if actor else given.claimant,
        claimant_id=given.claimant,
        since=baseline.date if baseline else None,
        as_of=day,
        cumulative=bool(indicator and indicator.aggregation == "cumulative"),
        indicator=given.indicator,
        sentence=update.title,
    )
    return FigureRecord(
        id=short_id(update.id, "a", given.indicator, str(given.value), str(day)),
        at=min(update.published or update.fetched, update.fetched),
        figure=figure,
        cite=cite(update),
        baseline=given.baseline,
        derived=given.derived,
        note=given.note,
    )


# ------------------------------------------------------------------ the shipped record


def record_entries(agreement: Agreement) -> list[Entry]:
    """The agreement file's dated observations and milestones as entries, each with claimant and carrier, and marked
    as shipped. They are computed, not stored: a newer file replaces them."""
    entries = [_observed(agreement, o) for o in agreement.observations]
    for milestone in agreement.milestones:
        for event in milestone.events:
            entries.append(_happened(agreement, milestone, event))
    return entries


def _shipped(agreement: Agreement, key: str, via: str, day: date, title: str, prov: Sequence[str], url: str) -> Update:
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Update(
        id=short_id(RECORD, agreement.id, key),
        source=RECORD,
        outlet=outlet_name(agreement, via),
        url=url,
        title=title,
        text=f"{title}\nFrom the record that comes with {agreement.short_title}. Source: {'; '.join(prov) or via}.",
        published=at,
        fetched=at,
        origin=short_id(RECORD, agreement.id, via, str(day), title),
        shipped=True,
    )


def outlet_name(agreement: Agreement, via: str) -> str:
    """Name of a carrier: the actor's, if `via` is one, else the words themselves."""
    actor = agreement.actor(via)
    return actor.name if actor else via


def _observed(agreement: Agreement, o: Observation) -> Entry:
    indicator = agreement.indicator(o.indicator)
    assert indicator is not None  # checked when the file was loaded
    actor = agreement.actor(o.claimant)
    baseline = agreement.baseline(o.baseline)
    words = _QUALIFIERS.get(o.qualifier, "")
    label = actor.label if actor else o.claimant
    number = f"{o.value:,}"
    title = f"{indicator.label}: {words + ' ' if words else ''}{number}, {label}, {o.as_of:%d %b %Y}"
    update = _shipped(agreement, f"{o.indicator}|{o.claimant}|{o.via}|{o.as_of}|{o.value}", o.via, o.as_of, title,
                      o.prov, o.url or "")  # fmt: skip
    figure = Figure(
        start=title.index(number),
        end=title.index(number) + len(number),
        value=o.value,
        qualifier=words or None,
        unit=indicator.unit,
        measure=indicator.match[0].measure if indicator.match else "other",
        claimant=label,
        claimant_id=o.claimant,
        since=baseline.date if baseline else None,
        as_of=o.as_of,
        cumulative=indicator.aggregation == "cumulative",
        rate="day" if indicator.aggregation == "rate" else None,
        indicator=o.indicator,
        sentence=title,
    )
    record = FigureRecord(
        id=short_id(update.id, "f"),
        at=update.fetched,
        figure=figure,
        cite=cite(update),
        baseline=o.baseline,
        derived=o.derived,
        note=o.note,
    )
    return Entry(update=update, figures=(record,))


def _happened(agreement: Agreement, milestone: Milestone, event: Event) -> Entry:
    commitment = agreement.commitment(event.commitment)
    actor = agreement.actor(event.claimant)
    assert commitment is not None and actor is not None  # checked when the file was loaded
    text = event.text or milestone.text
    nobody = event.claimant == MEDIA
    who = event.by or event.claimant
    update = _shipped(agreement, f"{event.commitment}|{event.status}|{milestone.date}|{who}|{event.via}", event.via,
                      milestone.date, text, event.prov or milestone.prov, event.url)  # fmt: skip
    evidence = Evidence(
        start=0,
        end=len(text),
        commitment=commitment.topic,
        commitment_id=commitment.id,
        status=event.status,
        claimant=(event.by or None) if nobody else actor.label,
        claimant_id=None if nobody and event.by else event.claimant,
        sentence=text,
    )
    record = EvidenceRecord(id=short_id(update.id, "e"), at=update.fetched, evidence=evidence, cite=cite(update))
    return Entry(update=update, evidence=(record,))
