"""One sourced line for a record: what was said, by whom, when, where it stands, and the link."""

from __future__ import annotations

from urllib.parse import urlsplit

from tui.agreement.ledger import as_of
from tui.agreement.model import Agreement
from tui.agreement.status import CommitmentStatus
from tui.dashboard.words import amount, day_full, quoted, speaker
from tui.records import Cite, EvidenceRecord, FigureRecord, QuoteRecord
from tui.text import one_line


def of_quote(record: QuoteRecord) -> str:
    """`“We will go on,” … (Ms Sample, minister; Sample Wire, 22 Nov 2026; https://…)`."""
    quote = record.quote
    who = speaker(record)
    if quote.role and quote.role.lower() not in who.lower():
        who += f", {one_line(quote.role, 120)}"
    said = f"said {day_full(quote.said_on)}" if quote.said_on else ""
    words = one_line(quote.text, 2000)
    if quote.kind == "indirect":
        words += " [reported speech]"
    else:
        words = quoted(record)
    return f"{words} ({'; '.join(x for x in (who, said, _where(record.cite)) if x)})"


def of_figure(record: FigureRecord, agreement: Agreement, label: str = "") -> str:
    """`Killed in Gaza since the truce: at least 395 (health ministry …, as of 18 Dec 2025, …)`."""
    figure = record.figure
    indicator = agreement.indicator(figure.indicator) if figure.indicator else None
    name = label or (indicator.label if indicator else one_line(figure.population or figure.measure, 120))
    who = agreement.claimant_label(figure.claimant_id, figure.claimant)
    if who == "unattributed":
        who = f"unattributed (via {record.cite.outlet})"
    parts = [one_line(who, 160), f"as of {day_full(as_of(record))}"]
    baseline = agreement.baseline(record.baseline)
    since = baseline.date if baseline else figure.since
    if since is not None:
        parts.append(f"counted since {day_full(since)}")
    if record.derived:
        parts.append(f"derived: {one_line(record.derived, 200)}")
    parts.append(_where(record.cite))
    value = amount(figure, indicator.unit if indicator else "", words=True)
    unit = indicator.unit if indicator and indicator.unit not in ("%", "USD", "people") else ""
    return f"{name}: {value}{' ' + unit if unit else ''} ({'; '.join(parts)})"


def of_evidence(record: EvidenceRecord, agreement: Agreement) -> str:
    """The sentence, its claimant and where it stands."""
    evidence = record.evidence
    who = agreement.claimant_label(evidence.claimant_id, evidence.claimant)
    return f"{one_line(evidence.sentence, 1000)} ({one_line(who, 160)}; {_where(record.cite)})"


def of_commitment(status: CommitmentStatus, agreement: Agreement) -> str:
    """Word, per whom, disputes and grade of a commitment, with the link of its newest evidence."""
    parts = [f"{status.commitment.title}: {status.word}{' ' + status.detail if status.detail else ''}"]
    if status.grade == "*":
        parts += [f"set by hand: {one_line(status.set_note or '', 500)}", f"by the rules: {status.proposed}"]
    elif status.per:
        parts.append(f"per {', '.join(status.per)}")
    if status.since and status.grade != "*":
        parts.append(f"since {day_full(status.since)}")
    if status.disputed:
        parts.append("DISPUTED by claimants: " + ", ".join(f"{side} {n}" for side, n in status.disputed))
    grades = {"1": "claimed", "2": "corroborated", "3": "verified"}
    if status.grade in grades:
        parts.append(f"grade {status.grade} ({grades[status.grade]})")
    where = _where(status.evidence[0].cite) if status.evidence else "no evidence"
    return f"{'; '.join(parts)} ({agreement.short_title}; {where})"


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


def web_address(url: str) -> str | None:
    """`url` if it is a plain http or https address without control characters; else None."""
    if not url or any(c.isspace() or ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in url):
        return None
    if one_line(url, 4000) != url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return url


def shown_address(url: str) -> str:
    """An address as it may be drawn: the host in punycode, so that no letter can pass for another."""
    link = web_address(url)
    if link is None:
        return ""
    parts = urlsplit(link)
    host = parts.hostname or ""
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_host = host.encode("ascii", "backslashreplace").decode("ascii")
    return link.replace(host, ascii_host, 1) if ascii_host != host else link
