"""Cards: all there is to know of a row, as blocks. The drawer shows one on the whole screen, the wide layout beside
the list; both are the same blocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from tui.agreement.ending import ending
from tui.dashboard.blocks import Block, Target, fact, facts, gap, heading, prose, title, where
from tui.dashboard.citation import of_commitment, of_evidence, of_quote
from tui.dashboard.figure_cards import series_line
from tui.dashboard.lines import Line, Span, cut, paragraph, safe
from tui.dashboard.marked import marked_blocks
from tui.dashboard.panes.commitments import from_the_record
from tui.dashboard.view import View, health
from tui.dashboard.words import SIDES, age, clock, day, day_full, full, number, outlet, quoted, speaker, via
from tui.text import plural

if TYPE_CHECKING:
    from tui.agreement.status import CommitmentStatus, PhaseStatus
    from tui.config import Source
    from tui.records import Change, EvidenceRecord, QuoteRecord, SourceState

KINDS = {
    "direct": "direct: in the speaker's words",
    "mixed": "mixed: partly in the speaker's words",
    "indirect": "indirect: in the outlet's words",
}
GRADES = {
    "1": "1 claimed by one side",
    "2": "2 corroborated",
    "3": "3 verified by a body with its own access",
    "*": "* set by hand: the word of a person, not of the rules",
}
LABELS = {"alleged_violation": "alleges a violation", "under_way": "under way"}


# ------------------------------------------------------------------ quotes


def quote_target(record: QuoteRecord) -> Target:
    return Target(record.cite.update, record.id, record.cite.url, of_quote(record), record.cite.source)


def quote_card(view: View, record: QuoteRecord, *, others: bool = True) -> list[Block]:
    """A quote: who, in what role, to whom, when and where; then what else the same speaker said."""
    quote = record.quote
    agreement = view.snapshot.agreement
    actor = agreement.actor(quote.speaker_id)
    named = speaker(record)
    role = quote.role or (actor.role if actor else "")
    mention = safe(quote.speaker_mention or "", 80)
    blocks = [
        title(named),
        *([prose(role.replace("as_of", "as of"), "dim")] if role else []),
        gap(),
        Block(lambda width: paragraph(quoted(record), width - 1, indent=2), f"quote:{record.id}", quote_target(record)),
        gap(),
        *facts(
            ("marked wrong", safe(record.wrong or "", 500)),
            ("how", KINDS[quote.kind]),
            ("named as", mention if mention and mention.lower() != named.lower() else ""),
            ("registry", f"{actor.label} ({SIDES.get(actor.side, actor.side)})" if actor else "not in the registry"),
            ("told", safe(quote.to or "", 80)),
            ("said", day_full(quote.said_on) if quote.said_on else ""),
        ),
        *where(record.cite, record.carriers),
    ]
    if others:
        key = quote.speaker_id or named
        same = [
            q for q in view.snapshot.quotes[:2000] if q.id != record.id and (q.quote.speaker_id or speaker(q)) == key
        ]
        if same and named != "unattributed":
            blocks += [gap(), heading(f"Also said by {named}", f"{len(same)}")]
            for other in same[:12]:
                blocks.append(said(view, other))
    return blocks


def said(view: View, record: QuoteRecord) -> Block:
    """A quote of a speaker who is named above it."""

    def draw(width: int) -> list[Line]:
        head = day(record.at.date(), view.now)
        lines = paragraph(quoted(record), width - 1, indent=11, first=(Span(f" {head}", "dim"),))
        return [*lines[:3], cut((Span(" " * 11), Span(outlet(record.cite), "dim")), width)]

    return Block(draw, f"quote:{record.id}", quote_target(record))


# ------------------------------------------------------------------ commitments


def commitment_target(view: View, status: CommitmentStatus) -> Target:
    newest = status.evidence[0] if status.evidence else None
    return Target(
        newest.cite.update if newest else None,
        newest.id if newest else None,
        newest.cite.url if newest else "",
        of_commitment(status, view.snapshot.agreement),
        newest.cite.source if newest else None,
    )


def phase_card(view: View, phase: PhaseStatus, stands: str) -> list[Block]:
    """A phase: who says that it is open, and how its commitments stand (`stands`, in words)."""
    agreement = view.snapshot.agreement
    opened = ", ".join(f"{agreement.claimant_label(c.by)}, {day_full(c.date)}" for c in phase.phase.opened)
    blocks = [
        title(phase.phase.title),
        prose(phase.phase.summary, "dim"),
        gap(),
        *facts(
            ("opened", f"per {opened}" if opened else "declared open by nobody"),
            ("opens", phase.phase.opens or ""),
            ("closes", phase.phase.closes or ""),
            ("stands", stands),
            ("ended", end.line if (end := ending(agreement, view.now)) else ""),
            ("of", plural(len(phase.commitments), "commitment")),
        ),
    ]
    if agreement.phase_note:
        blocks += [gap(), heading("A phase is a grouping"), prose(agreement.phase_note, "dim")]
    return blocks


def commitment_card(view: View, status: CommitmentStatus) -> list[Block]:
    """A commitment: where it stands and why, who has accepted it, then the trail of evidence, newest first."""
    agreement, commitment = view.snapshot.agreement, status.commitment
    word = f"{status.word}{' ' + status.detail if status.detail else ''}{' *' if status.grade == '*' else ''}"
    disputed = "  ".join(f"{SIDES.get(side, side)}:{n}" for side, n in status.disputed)
    since = ""
    if status.since:
        since = f"{day_full(status.since)} ({age(view.now - _at(status.since))})"
    accepted = ", ".join(
        f"{agreement.claimant_label(a)}: {word_of.replace('-', ' ')}"
        for a, word_of in sorted(commitment.acceptance.items())
    )
    blocks = [
        title(commitment.title),
        prose(commitment.text, "dim"),
        gap(),
        *facts(
            ("stands", word + (" — evidence is old" if status.old else "")),
            ("set by hand", safe(status.set_note or "", 500)),
            ("by the rules", safe(status.proposed or "", 200)),
            ("per", "" if status.grade == "*" else ", ".join(status.per)),
            ("since", since),
            (
                "newest",
                ", ".join((outlet_of(view, status), *([day_full(status.reported)] if status.reported else [])))
                if status.carrier
                else "",
            ),
            (
                "disputed",
                f"DISPUTED by claimants in the last 7 days: {disputed}" if disputed else "by nobody in the last 7 days",
            ),
            ("grade", GRADES.get(status.grade, "")),
            ("owed by", ", ".join(agreement.claimant_label(a) for a in commitment.obligated)),
            ("due", day_full(commitment.deadline) if commitment.deadline else ""),
            ("target", number(commitment.target) if commitment.target is not None else ""),
            ("accepted", accepted + (f" — {commitment.acceptance_note}" if commitment.acceptance_note else "")),
            (
                "linked to",
                "; ".join(
                    f"{x.condition} (says {agreement.claimant_label(x.asserted_by, x.asserted_by)})"
                    for x in commitment.linkage
                ),
            ),
            ("basis", "; ".join(commitment.basis)),
        ),
    ]
    if status.reasons:
        blocks += [gap(), heading("Why this word")]
        blocks += [prose(f"· {reason.rule}") for reason in status.reasons]
    blocks += [gap(), heading("Evidence, newest first", str(len(status.evidence)))]
    if not status.evidence:
        blocks.append(prose("Nobody has reported a step yet. Silence is not progress and not a breach.", "dim"))
    blocks += [_evidence(view, record) for record in status.evidence]
    blocks += marked_blocks(view, commitment.id)
    rows = [r for r in view.snapshot.figures if r.indicator.id in commitment.indicators]
    if rows:
        blocks += [gap(), heading("Figures that bear on it", f"{view.keymap.shown('compare')} compares accounts")]
        for row in rows:
            blocks += [series_line(view, row, series) for series in row.series]
    return blocks


def outlet_of(view: View, status: CommitmentStatus) -> str:
    """Where the newest evidence for a status word stands."""
    shipped = from_the_record(view, status)
    return f"{safe(status.carrier or '', 80)}{' — shipped record' if shipped else ''}"


def _at(when: date) -> datetime:
    return datetime.combine(when, time(), tzinfo=UTC)


def evidence_target(view: View, record: EvidenceRecord) -> Target:
    return Target(
        record.cite.update, record.id, record.cite.url, of_evidence(record, view.snapshot.agreement), record.cite.source
    )


def _evidence(view: View, record: EvidenceRecord) -> Block:
    agreement, evidence = view.snapshot.agreement, record.evidence
    who = agreement.claimant_label(evidence.claimant_id, evidence.claimant)
    label = LABELS.get(evidence.status, evidence.status)

    def draw(width: int) -> list[Line]:
        head: Line = (
            Span(f" {day(record.at.date(), view.now):<10}", "dim"),
            Span(f"{label}  ", "strong"),
            Span(safe(who, 100)),
            Span(f"  {via(record.cite)}", "dim"),
            Span(f" +{len(record.carriers)}" if record.carriers else "", "dim"),
        )
        return [cut(head, width), *paragraph(evidence.sentence, width - 1, indent=11)]

    return Block(draw, f"evidence:{record.id}", evidence_target(view, record))


# ------------------------------------------------------------------ changes and sources


def change_card(view: View, change: Change) -> list[Block]:
    return [
        title(f"{change.kind}: {change.mark}"),
        gap(),
        prose(change.text),
        gap(),
        *facts(("at", full(change.at)), ("source", safe(change.source or "", 80))),
    ]


def source_card(view: View, source: Source, state: SourceState) -> list[Block]:
    """A source: how it does, since when, why, and what to do."""
    word, why = health(source, state, view.now)
    silent = f"{full(state.last_ok)} ({age(view.now - state.last_ok)} ago)" if state.last_ok else "never"
    advice = ""
    if word == "ERR" and state.http_status in (401, 403):
        advice = "The other side refuses. Look at it in a browser (o); if it asks for a key, see sources.toml."
    elif word == "ERR":
        advice = "r asks again now, if its minimum interval allows; else it is asked at the next try."
    elif word == "STALE":
        advice = "It answers but has nothing new, or has not been asked for long. Values from it are old."
    return [
        title(source.name),
        gap(),
        *facts(
            ("state", "waiting: not asked yet" if word == "..." else f"{word}: {why}"),
            ("since", full(state.since) if state.since else ""),
            ("failures", f"{state.failures} in a row" if state.failures else ""),
            ("last good", silent),
            ("last try", full(state.last_try) if state.last_try else "never"),
            ("next try", clock(state.next_try, view.now) if state.next_try else ""),
            ("newest item", full(state.newest) if state.newest else ""),
            ("items", f"{state.items:,} in the last good answer" if state.items else ""),
            ("kind", f"{source.kind}{', ' + state.format if state.format else ''}"),
            ("address", safe(source.url or source.path or "", 300)),
            ("moved to", f"{safe(state.moved_to, 300)}, where it is asked now" if state.moved_to else ""),
            ("remark", safe(state.error, 300) if state.error and word not in ("ERR", "off") else ""),
            ("publisher", view.snapshot.agreement.claimant_label(source.publisher) if source.publisher else ""),
            ("id", source.id),
            ("note", source.note or ""),
            ("terms", source.terms or ""),
        ),
        *([gap(), prose(advice)] if advice else []),
    ]


__all__ = [
    "change_card",
    "commitment_card",
    "commitment_target",
    "evidence_target",
    "fact",
    "phase_card",
    "quote_card",
    "quote_target",
    "source_card",
]
