"""How a brief words things. No adjective of ours: labels say who reports what, and nothing more."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from tui.agreement.claims import claimant
from tui.agreement.model import Agreement
from tui.records import Cite, EvidenceLabel, EvidenceRecord, Figure, FigureRecord, QuoteRecord
from tui.report.brief.model import Cited
from tui.text import in_marks, one_line, plural

LABELS: dict[EvidenceLabel, str] = {
    "completed": "reports it complete",
    "partial": "reports it in part",
    "under_way": "reports it under way",
    "pledged": "pledges it",
    "conditional": "makes it conditional",
    "stalled": "reports it stalled",
    "refused": "refuses",
    "demanded": "demands it",
    "alleged_violation": "alleges a violation",
    "denied": "denies",
}


def day(when: date) -> str:
    """ "18 Dec 2025"."""
    return f"{when.day} {when:%b %Y}"


def moment(at: datetime) -> str:
    """ "18 Dec 2025 07:00Z"."""
    at = at.astimezone(UTC)
    return f"{day(at.date())} {at:%H:%M}Z"


def span(length: timedelta) -> str:
    """ "24 h", "7 days"."""
    hours = round(length.total_seconds() / 3600)
    if hours < 48:
        return f"{hours} h"
    return f"{hours // 24} days" if hours % 24 == 0 else f"{hours // 24} days {hours % 24} h"


def number(value: float | int) -> str:
    """ "1,968", "54.5"."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{int(value):,}"


def signed(value: float | int) -> str:
    """ "+18", "-3", "0", with a true minus sign."""
    return f"+{number(value)}" if value > 0 else f"−{number(-value)}" if value < 0 else "0"


def amount(figure: Figure, unit: str) -> str:
    """A value with its qualifier and range: "at least 395", "20 to 30", "about 53%"."""
    if figure.value is None:
        return figure.vague or "no number"
    text = number(figure.value)
    if figure.value_max is not None:
        text += f" to {number(figure.value_max)}"
    text += "%" if unit in ("%", "percent") else ""
    return f"{figure.qualifier} {text}" if figure.qualifier else text


def quoted(record: QuoteRecord) -> str:
    """The words, in marks when they are quoted; reported speech has none."""
    return in_marks(one_line(record.quote.text, 2000), record.quote.kind)


def speaker(record: QuoteRecord) -> str:
    """Who said it, as far as the text says."""
    q = record.quote
    named = q.speaker or q.speaker_resolved or q.speaker_mention
    return one_line(named, 120) if named else f"unattributed (via {one_line(record.cite.outlet, 80)})"


_PLAIN_LINK = re.compile(r"https?://[a-z0-9.-]+(?:/[\w./%?=&+~#,:;@!$*()-]{0,2000})?", re.ASCII)
"""What nearly all addresses look like, and what can be read in one way only."""


def link(url: str) -> str | None:
    """An address that may stand in a document: http or https, nothing that could be read otherwise."""
    if _PLAIN_LINK.fullmatch(url):
        return url
    if not url or one_line(url, 4000) != url or any(c.isspace() or c in "<>\"'`\\" for c in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def of_evidence(record: EvidenceRecord, agreement: Agreement, since: datetime) -> Cited:
    """What a sentence says of a commitment, cited."""
    e = record.evidence
    _, actor, named, shown = claimant(agreement, e.claimant_id, e.claimant, record.cite)
    side = actor.side if actor is not None and named else "other" if named else "media"
    words = one_line(e.sentence, 1000)
    return cited(record.id, record.cite, shown, side, words, LABELS.get(e.status, e.status), _others(record), since)


def of_figure(record: FigureRecord, agreement: Agreement, since: datetime) -> Cited:
    """The sentence in which a number stands, cited."""
    f = record.figure
    _, actor, named, shown = claimant(agreement, f.claimant_id, f.claimant, record.cite)
    side = actor.side if actor is not None and named else "other" if named else "media"
    return cited(record.id, record.cite, shown, side, one_line(f.sentence, 1000), "", _others(record), since)


def of_quote(record: QuoteRecord, agreement: Agreement, since: datetime) -> Cited:
    """A quote, cited."""
    side = agreement.side(record.quote.speaker_id) or ("other" if record.quote.speaker else "media")
    return cited(record.id, record.cite, speaker(record), side, quoted(record), "", _others(record), since)


def _others(record: EvidenceRecord | FigureRecord | QuoteRecord) -> int:
    return len({c.outlet for c in record.carriers} - {record.cite.outlet})


def cited(id_: str, cite: Cite, who: str, side: str, words: str, label: str, carriers: int, since: datetime) -> Cited:
    return Cited(
        id=id_,
        who=one_line(who, 160),
        side=side,
        words=words,
        label=label,
        outlet=one_line(cite.outlet, 100),
        via=one_line(cite.via, 80) if cite.via and cite.via != cite.outlet else None,
        at=cite.published,
        url=link(cite.url),
        carriers=carriers,
        record=cite.shipped,
        fresh=(cite.published or cite.fetched) > since,
    )


def where(found: Cited) -> str:
    """ "Sample Wire via AFP, 18 Dec 2025, and 3 more outlets"."""
    parts = [found.outlet + (f" via {found.via}" if found.via else "")]
    parts.append(day(found.at.astimezone(UTC).date()) if found.at else "undated")
    if found.carriers:
        parts.append(f"and {found.carriers} more outlet{'s' if found.carriers > 1 else ''}")
    if found.record:
        parts.append("shipped record")
    return ", ".join(parts)


def sides(names: tuple[str, ...]) -> str:
    """ "DISPUTED by Israel (1 claimant), Palestinian (2 claimants)"; nothing when nobody disputes it."""
    return f"DISPUTED by {', '.join(map(_side, names))}" if names else ""


def side(name: str) -> str:
    """A side as a title: "Israel", "UN", "Third party"."""
    return name.upper() if name == "un" else name.replace("_", " ").capitalize()


def _side(counted: str) -> str:
    name, _, count = counted.rpartition(" ")
    return f"{side(name)} ({plural(int(count), 'claimant')})"
