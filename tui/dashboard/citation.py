"""One sourced line for a record: what was said, by whom, when, where it stands, and the link.

The line is made in its plain form, with its parts beside it, from which `tui.dashboard.styles` makes the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING, Literal, TypedDict

from tui.agreement.ledger import as_of
from tui.dashboard.address import web_address
from tui.dashboard.words import amount, day_full, full, quoted, speaker
from tui.records import Change, Cite, EvidenceRecord, FigureRecord, QuoteRecord, Update, cite
from tui.text import one_line

if TYPE_CHECKING:
    from tui.agreement.model import Agreement
    from tui.agreement.status import CommitmentStatus

Kind = Literal["quote", "figure", "evidence", "status", "change", "source", "text"]
NOBODY = "unattributed"
GRADES = {"1": "claimed", "2": "corroborated", "3": "verified"}


@dataclass(frozen=True)
class Parts:
    """What a citation is made of; "" or None: the record does not say. All text is cleaned and on one line."""

    kind: Kind
    claimant: str
    words: str
    label: str = ""
    value: str = ""
    role: str = ""
    spoken: Literal["", "direct", "mixed", "indirect"] = ""
    """For a quote: whether the words are the speaker's own."""
    as_of: date | None = None
    since: date | None = None
    said: date | None = None
    outlet: str = ""
    via: str = ""
    title: str = ""
    published: date | None = None
    retrieved: date | None = None
    link: str = ""
    sentence: str = ""
    notes: tuple[str, ...] = ()
    """What is never left out: derived, reported speech, disputed, shipped record, demonstration."""
    agreement: str = ""
    id: str = ""


class Cited(str):
    """A sourced line in its plain form. `parts`: what it is made of, one for each record; none for a line of text."""

    __slots__ = ("parts",)
    parts: tuple[Parts, ...]

    def __new__(cls, plain: str, *parts: Parts) -> Cited:
        made = super().__new__(cls, plain)
        made.parts = parts
        return made


def all_of(lines: Iterable[Cited]) -> Cited:
    """Several citations as one, each on its own line."""
    found = list(lines)
    return Cited("\n".join(found), *(p for line in found for p in line.parts))


def of_quote(record: QuoteRecord) -> Cited:
    """`“We will go on,” … (Ms Sample, minister; Sample Wire, 22 Nov 2026; https://…)`."""
    quote = record.quote
    named = speaker(record)
    role = one_line(quote.role or "", 120)
    if role.lower() in named.lower():
        role = ""
    who = f"{named}, {role}" if role else named
    said = f"said {day_full(quote.said_on)}" if quote.said_on else ""
    reported = quote.kind == "indirect"
    bare = one_line(quote.text, 2000) if reported else quoted(record)
    words = f"{bare} [reported speech]" if reported else bare
    if record.wrong:
        words += f" [{_wrong(record.wrong)}]"
    return Cited(
        f"{words} ({'; '.join(x for x in (who, said, _where(record.cite)) if x)})",
        Parts(
            "quote",
            named,
            bare,
            role=role,
            spoken=quote.kind,
            said=quote.said_on,
            sentence=one_line(quote.text, 2000),
            id=record.id,
            **_stands(record.cite, "reported speech" if reported else "", _wrong(record.wrong)),
        ),
    )


def of_figure(record: FigureRecord, agreement: Agreement, label: str = "") -> Cited:
    """`Killed in Gaza since the truce: at least 395 (health ministry …, as of 18 Dec 2025, …)`."""
    figure = record.figure
    indicator = agreement.indicator(figure.indicator) if figure.indicator else None
    name = label or (indicator.label if indicator else one_line(figure.population or figure.measure, 120))
    who = agreement.claimant_label(figure.claimant_id, figure.claimant)
    nobody = who == NOBODY
    if nobody:
        who = f"{NOBODY} (via {record.cite.outlet})"
    who = one_line(who, 160)
    parts = [who, f"as of {day_full(as_of(record))}"]
    baseline = agreement.baseline(record.baseline)
    since = baseline.date if baseline else figure.since
    if since is not None:
        parts.append(f"counted since {day_full(since)}")
    derived = f"derived: {one_line(record.derived, 200)}" if record.derived else ""
    parts += [note for note in (derived, _wrong(record.wrong)) if note]
    parts.append(_where(record.cite))
    value = amount(figure, indicator.unit if indicator else "", words=True)
    unit = indicator.unit if indicator and indicator.unit not in ("%", "USD", "people") else ""
    value = f"{value}{' ' + unit if unit else ''}"
    return Cited(
        f"{name}: {value} ({'; '.join(parts)})",
        Parts(
            "figure",
            NOBODY if nobody else who,
            f"{name}: {value}",
            label=name,
            value=value,
            as_of=as_of(record),
            since=since,
            sentence=one_line(figure.sentence, 1000),
            agreement=agreement.short_title,
            id=record.id,
            **_stands(record.cite, derived, _wrong(record.wrong)),
        ),
    )


def of_evidence(record: EvidenceRecord, agreement: Agreement) -> Cited:
    """The sentence, its claimant and where it stands."""
    evidence = record.evidence
    who = one_line(agreement.claimant_label(evidence.claimant_id, evidence.claimant), 160)
    sentence = one_line(evidence.sentence, 1000)
    commitment = agreement.commitment(evidence.commitment_id) if evidence.commitment_id else None
    return Cited(
        f"{sentence} ({'; '.join(x for x in (who, _wrong(record.wrong), _where(record.cite)) if x)})",
        Parts(
            "evidence",
            who,
            sentence,
            label=commitment.title if commitment else evidence.commitment.replace("_", " "),
            value=evidence.status.replace("_", " "),
            sentence=sentence,
            agreement=agreement.short_title,
            id=record.id,
            **_stands(record.cite, _wrong(record.wrong)),
        ),
    )


def of_commitment(status: CommitmentStatus, agreement: Agreement) -> Cited:
    """Word, per whom, disputes and grade of a commitment, with the link of its newest evidence."""
    title = status.commitment.title
    value = f"{status.word}{' ' + status.detail if status.detail else ''}"
    by_hand = status.grade == "*"
    disputed = ", ".join(f"{side} {n}" for side, n in status.disputed)
    notes = [
        *(
            (f"set by hand: {one_line(status.set_note or '', 500)}", f"by the rules: {status.proposed}")
            if by_hand
            else ()
        ),
        f"DISPUTED by claimants: {disputed}" if disputed else "",
        f"grade {status.grade} ({GRADES[status.grade]})" if status.grade in GRADES else "",
    ]
    per = ", ".join(status.per)
    since = status.since if not by_hand else None
    told = [
        f"{title}: {value}",
        *(notes[:2] if by_hand else ()),
        f"per {per}" if per and not by_hand else "",
        f"since {day_full(since)}" if since else "",
        *notes[-2:],
    ]
    newest = status.evidence[0] if status.evidence else None
    where = _where(newest.cite) if newest else "no evidence"
    return Cited(
        f"{'; '.join(t for t in told if t)} ({agreement.short_title}; {where})",
        Parts(
            "status",
            per or "nobody",
            f"{title}: {value}",
            label=title,
            value=value,
            since=since,
            sentence=one_line(newest.evidence.sentence, 1000) if newest else "",
            agreement=agreement.short_title,
            id=status.commitment.id,
            **(_stands(newest.cite, *notes) if newest else _Where(notes=(*(n for n in notes if n), "no evidence"))),
        ),
    )


def of_change(change: Change, outlet: str = "") -> Cited:
    """What changed, with the moment at which it was noted."""
    at = change.at.astimezone(UTC)
    words = one_line(change.text, 1000)
    return Cited(
        f"{words} ({at:%H:%MZ} {at:%Y-%m-%d})",
        Parts(
            "change",
            "ceasefire-tui",
            words,
            value=change.mark,
            label=change.kind,
            outlet=one_line(outlet, 120),
            retrieved=at.date(),
            notes=(f"noted {day_full(at.date())} {at:%H:%MZ}",),
            id=change.id,
        ),
    )


def of_text(update: Update) -> Cited:
    """A whole text: its title, outlet, time and address."""
    title = one_line(update.title, 300)
    when = full(update.published)
    return Cited(
        f"{title} ({one_line(update.outlet, 120)}, {when}, {web_address(update.url) or 'no link'})",
        Parts("text", one_line(update.outlet, 120), f"“{title}”", id=update.id, **_stands(cite(update))),
    )


def _wrong(said: str | None) -> str:
    return f"marked wrong: {one_line(said, 500)}" if said else ""


class _Where(TypedDict, total=False):
    outlet: str
    via: str
    title: str
    published: date | None
    retrieved: date | None
    link: str
    notes: tuple[str, ...]


def _stands(cite: Cite, *notes: str) -> _Where:
    """The parts that tell where a record stands; `notes` come before what has to be told of the place itself."""
    told = (*notes, "shipped record" if cite.shipped else "", "demonstration, not real" if cite.demo else "")
    return _Where(
        outlet=one_line(cite.outlet, 120),
        via=one_line(cite.via, 80) if cite.via and cite.via != cite.outlet else "",
        title=one_line(cite.title, 300),
        published=cite.published.astimezone(UTC).date() if cite.published else None,
        retrieved=None if cite.shipped else cite.fetched.astimezone(UTC).date(),
        link=web_address(cite.url) or "",
        notes=tuple(n for n in told if n),
    )


def _where(cite: Cite) -> str:
    name = one_line(cite.outlet, 120)
    if cite.via and cite.via != cite.outlet:
        name += f" via {one_line(cite.via, 80)}"
    when = cite.published or (None if cite.shipped else cite.fetched)
    parts = [name]
    if when is not None:
        parts.append(day_full(when.date()))
    if cite.shipped:
        parts.append("shipped record")
    if cite.demo:
        parts.append("demonstration, not real")
    if link := web_address(cite.url):
        parts.append(link)
    return ", ".join(parts)
