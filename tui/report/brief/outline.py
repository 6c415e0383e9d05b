"""A brief as a list of blocks: what plain text and Markdown have in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from tui.report.brief import words
from tui.report.brief.glance import lines
from tui.report.brief.model import Brief, Cited, Due, DueGroup, Move, SeriesPart, Standing, Unseen
from tui.text import plural

NOTHING = "Nothing found in the period."
TITLES = {
    "glance": "In short",
    "moved": "Statuses that moved",
    "disputes": "Accounts that differ",
    "figures": "Running figures",
    "linkage": "Who makes what depend on what",
    "expected": "What did not come, and what is ahead",
    "quotes": "Who said what",
    "unseen": "What could not be seen",
}
KINDS = {
    "down": "Down",
    "silent": "Silent",
    "stale": "Not heard lately",
    "never": "Never heard",
    "late": "Came late",
    "store": "Store",
}
LEFT = {
    "moved": "statuses that moved",
    "heard": "commitments that were spoken of and did not move",
    "disputes": "differing accounts",
    "figures": "indicators",
    "linkage": "conditions",
    "expected": "expected items",
    "quotes": "quotes",
    "unseen": "sources",
    "sentences": "sentences behind what is shown",
    "series": "series of the figures shown",
}


class Heading(msgspec.Struct, frozen=True):
    """A heading; level 1 is the title."""

    level: int
    text: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line: what it is about, what is said, and where it stands. Depth 0 is a paragraph of its own."""

    lead: str = ""
    text: str = ""
    where: str = ""
    url: str | None = None
    depth: int = 0


class Columns(msgspec.Struct, frozen=True):
    """Columns of equal width, each with a title and lines."""

    columns: tuple[tuple[str, tuple[Line, ...]], ...]


Block = Heading | Line | Columns


def outline(brief: Brief) -> Iterator[Block]:
    """The blocks of a brief, in the order of its sections."""
    yield Heading(1, f"{brief.short_title}: what changed")
    if brief.demo:
        yield Line(text="DEMONSTRATION: everything below is invented.")
    yield Line(text=period(brief))
    if brief.ended:
        yield Line(text=over(brief))
    yield Line(text=counts(brief))
    yield Heading(2, TITLES["glance"])
    for lead, text in lines(brief.glance):
        yield Line(lead=lead, text=text, depth=1)
    yield from _moved(brief)
    yield from _disputes(brief)
    yield from _figures(brief)
    yield from _linkage(brief)
    yield from _expected(brief)
    yield from _quotes(brief)
    yield from _unseen(brief)
    yield Heading(2, "How to read this")
    for note in notes(brief):
        yield Line(text=note)


def period(brief: Brief) -> str:
    """ "18 Dec 2025 07:00Z to 19 Dec 2025 07:00Z (24 h), day 70 of the agreement. Made 19 Dec 2025 07:00Z." """
    length = words.span(brief.until - brief.since)
    return (
        f"{words.moment(brief.since)} to {words.moment(brief.until)} ({length}), day {brief.day} since the agreement "
        f"took effect. Made {words.moment(brief.made)}."
    )


def over(brief: Brief) -> str:
    """ "The agreement is over: followed by … on 17 Apr 2026, per …; what was not done by then reads ENDED."."""
    return f"The agreement is over: {brief.ended}. What was not done by then reads ENDED."


def counts(brief: Brief) -> str:
    """What was read in the period."""
    c = brief.count
    return (
        f"Read in the period: {plural(c.updates, 'update')} of {plural(c.sources, 'source')}, with "
        f"{plural(c.quotes, 'quote')}, {plural(c.figures, 'reading')} of running figures and "
        f"{plural(c.evidence, 'sentence')} on commitments."
    )


def notes(brief: Brief) -> list[str]:
    """How to read it, and what was left out."""
    out = [
        "Every line is a claim of the one it names, as the cited outlet carried it. The program does not judge: claims "
        "in conflict stand side by side, parties in alphabetical order with the same room.",
        "Grades: 1 claimed by one side, 2 corroborated by another, 3 observed or verified by a body with its own "
        "access, * set by hand. Differences are derived: of one claimant from one baseline, never across claimants. "
        "A record belongs to the day on which it was published. Times and days of publication are UTC (Z)"
        + (f"; what is due is due by the calendar of {brief.zone}." if brief.zone not in ("", "UTC") else "."),
    ]
    if brief.more:
        left = ", ".join(f"{n} {LEFT[name]}" for name, n in brief.more.items())
        out.append(
            f"{brief.pages} pages hold: statuses that moved first, then what could not be seen, what was expected, "
            f"differing accounts, figures, conditions, quotes (one of each speaker before a second of anybody). "
            f"--full adds {left}."
        )
    return out


def stands(s: Standing) -> str:
    """ "IN PROGRESS 21 of 28, per Israel, grade 1, DISPUTED palestinian 1"."""
    parts = [f"{s.word} {s.detail}".strip()]
    if s.per:
        parts.append(f"per {', '.join(s.per)}")
    if s.grade:
        parts.append(f"grade {s.grade}")
    if s.disputed:
        parts.append(words.sides(s.disputed))
    return ", ".join(parts)


def change(move: Move) -> str:
    """ "NOT STARTED → IN PROGRESS 3 of 28"; of what stayed the same only what moved."""
    return ", ".join(x for x in changes(move) if x)


def changes(move: Move) -> tuple[str, str]:
    """What moved, and what of the status stayed."""
    before, after = move.before, move.after
    old, new = f"{before.word} {before.detail}".strip(), f"{after.word} {after.detail}".strip()
    what, rest = [], []
    if "word" in move.what or "detail" in move.what:
        what.append(f"{old} → {new}")
    else:
        rest.append(new)
    if "disputed" in move.what:
        now = words.sides(after.disputed)
        what.append(f"not disputed → {now}" if now else "DISPUTED → not disputed")
    elif after.disputed:
        rest.append(words.sides(after.disputed))
    if "grade" in move.what:
        what.append(f"grade {before.grade or 'none'} → {after.grade or 'none'}")
    elif after.grade:
        rest.append(f"grade {after.grade}")
    return ", ".join(what), ", ".join(rest)


def per(names: tuple[str, ...]) -> str:
    """ "per Israel, Hamas"; nothing when nobody is named."""
    return f"per {', '.join(names)}" if names else ""


def said(cited: Cited, depth: int = 1) -> Line:
    """A sentence of somebody."""
    old = "" if cited.fresh else " (before the period)"
    return Line(
        lead=f"{cited.who} {cited.label}:".replace(" :", ":"), text=cited.words, where=words.where(cited) + old,
        url=cited.url, depth=depth,
    )  # fmt: skip


def _left(brief: Brief, *names: str) -> Iterator[Line]:
    for name in names:
        if n := brief.more.get(name):
            yield Line(text=f"{n} more with --full: {LEFT[name]}.")


def _moved(brief: Brief) -> Iterator[Block]:
    yield Heading(2, TITLES["moved"])
    for phase in brief.phases:
        if not phase.moved and not phase.heard:
            continue
        yield Heading(3, f"{phase.title} (now {phase.headline})")
        for move in phase.moved:
            yield Line(
                lead=f"{move.title}:", text=", ".join(x for x in (change(move), per(move.after.per)) if x), depth=1
            )
            for cited in move.evidence:
                yield said(cited, 2)
            if not any(c.fresh for c in move.evidence):
                yield Line(text=f"No new sentence; by the rules: {'; '.join(move.rules)}", depth=2)
        for heard in phase.heard:
            yield Line(lead=f"{heard.title}:", text=f"as before: {stands(heard.now)}", depth=1)
            for cited in heard.evidence:
                yield said(cited, 2)
    yield from _left(brief, "moved", "heard")
    yield from (Line(text=text) for text in still(brief))


def still(brief: Brief) -> Iterator[str]:
    """Of what nothing was found in the period, and where the phases stand that are not shown above."""
    quiet = sum(len(p.quiet) for p in brief.phases)
    shown = [p for p in brief.phases if p.moved or p.heard]
    if not shown and not brief.more.keys() & {"moved", "heard"}:
        yield f"Nothing was found in the period on any of the {plural(quiet, 'commitment')}."
    elif quiet:
        yield f"Nothing was found in the period on {plural(quiet, 'other commitment')}."
    rest = [f"{p.title}, {p.headline}" for p in brief.phases if p not in shown]
    if rest:
        yield f"Where {'the other phases' if shown else 'things'} stand: {'; '.join(rest)}."


def _disputes(brief: Brief) -> Iterator[Block]:
    if not brief.disputes and "disputes" not in brief.more:
        return
    yield Heading(2, TITLES["disputes"])
    for d in brief.disputes:
        yield Heading(3, d.title)
        yield Line(text=stands(d.now))
        yield Columns(tuple((c.title, tuple(said(x, 1) for x in c.claims) or (_none(),)) for c in d.columns))
        for cited in d.others:
            yield said(cited, 1)
    yield from _left(brief, "disputes")


def _none() -> Line:
    return Line(text=NOTHING, depth=1)


def _figures(brief: Brief) -> Iterator[Block]:
    yield Heading(2, TITLES["figures"])
    if not brief.figures and "figures" not in brief.more:
        yield Line(text=NOTHING)
    for part in brief.figures:
        yield Heading(3, part.label + (": claimants differ" if part.differ else ""))
        if part.warning:
            yield Line(text=part.warning)
        for s in part.series:
            yield Line(
                lead=value(s), text=f"according to {s.claimant}, {basis(s)}; {compared(s)}",
                where=words.where(s.latest.cited), url=s.latest.cited.url, depth=1,
            )  # fmt: skip
            for note in s.notes:
                yield Line(text=f"? {note}", depth=2)
        for s in part.unchanged:
            yield Line(
                lead=value(s), text=f"according to {s.claimant}, {basis(s)}; no reading in the period",
                where=words.where(s.latest.cited), url=s.latest.cited.url, depth=1,
            )  # fmt: skip
        for check in part.checks:
            yield Line(text=f"? {check}", depth=1)
    yield from _left(brief, "figures")


def value(s: SeriesPart) -> str:
    """The latest value."""
    return s.latest.text


def basis(s: SeriesPart) -> str:
    """ "as of 18 Dec 2025, counted since 10 Oct 2025, derived: …"."""
    parts = [f"as of {words.day(s.latest.day)}"]
    if s.since:
        parts.append(f"counted since {words.day(s.since)}")
    if s.derived:
        parts.append(f"derived: {s.derived}")
    return ", ".join(parts)


def compared(s: SeriesPart) -> str:
    """ "+18 in 7 days, from 377 as of 11 Dec 2025 (derived)"; a difference of two bounds says so."""
    if s.earlier is None:
        return "no earlier reading to compare with"
    was = f"{s.earlier.text} as of {words.day(s.earlier.day)}"
    if s.difference is None:
        return f"before: {was}" + (f" ({s.why_none})" if s.why_none else "")
    if s.difference == 0:
        return f"unchanged in {plural(s.days or 0, 'day')}, from {was}"
    how = f"derived, of two “{s.bound}”" if s.bound else "derived"
    return f"{words.signed(s.difference)} in {plural(s.days or 0, 'day')}, from {was} ({how})"


def _linkage(brief: Brief) -> Iterator[Block]:
    if not brief.linkage and "linkage" not in brief.more:
        return
    yield Heading(2, TITLES["linkage"])
    for tie in brief.linkage:
        c = tie.cited
        yield Line(lead=f"{tie.title}:", text=f"on condition: {tie.on}", depth=1)
        yield said(c, 2)
    yield from _left(brief, "linkage")


def _expected(brief: Brief) -> Iterator[Block]:
    yield Heading(2, TITLES["expected"])
    for due, heading in with_groups(brief):
        if heading:
            yield Heading(3, heading)
        if due is None:
            yield Line(text=NONE_AHEAD)
            continue
        yield Line(lead=f"{words.day(due.due)}, {due.title}:", text=due_text(due), depth=1)
        if due.cited is not None:
            yield said(due.cited, 2)
    yield from _left(brief, "expected")


GROUPS: dict[DueGroup, str] = {
    "missed": "Due in the period, and did not come",
    "ahead": "In the days ahead",
    "came": "Came in the period",
    "overdue": "Overdue since before",
}
NONE_AHEAD = "Nobody has given a day in the coming week for anything."


def with_groups(brief: Brief) -> Iterator[tuple[Due | None, str]]:
    """What is due, with the heading that stands before the first of each group. What is ahead always has one."""
    last = ""
    groups = {d.group for d in brief.expected}
    for due in brief.expected:
        if "ahead" not in groups and not last and due.group != "missed" and "expected" not in brief.more:
            yield None, GROUPS["ahead"]
        yield due, GROUPS[due.group] if due.group != last else ""
        last = due.group
    if "ahead" not in groups and last in ("", "missed") and "expected" not in brief.more:
        yield None, GROUPS["ahead"]


def due_text(due: Due) -> str:
    """ "overdue by 3 days, announced by COGAT; named before: 18 Dec 2025"."""
    states = {
        "overdue": f"overdue by {plural(due.days, 'day')}",
        "came late": f"came {plural(due.days, 'day')} late, by a report",
        "came": "came, by a report",
        "ahead": f"in {plural(due.days, 'day')}",
    }
    moved = f"; named before: {', '.join(words.day(d) for d in due.moved)}" if due.moved else ""
    return f"{states.get(due.state, due.state)}, {_HOW[due.kind]} {due.said}{moved}"


_HOW = {"deadline": "deadline of the", "announced": "announced by", "demanded": "demanded by"}


def _quotes(brief: Brief) -> Iterator[Block]:
    yield Heading(2, TITLES["quotes"])
    if not brief.speakers and "quotes" not in brief.more:
        yield Line(text=NOTHING)
    for speaker in brief.speakers:
        role = f", {speaker.role}" if speaker.role else ""
        yield Line(lead=f"{speaker.name}{role}", depth=1)
        for q in speaker.quotes:
            yield Line(text=q.words + told(q.said_on, q.to), where=words.where(q.cited), url=q.cited.url, depth=2)
    yield from _left(brief, "quotes")


def told(said_on: date | None, to: str | None) -> str:
    """ " [to AFP, said 18 Dec 2025]"."""
    parts = [f"to {to}"] if to else []
    if said_on:
        parts.append(f"said {words.day(said_on)}")
    return f" [{', '.join(parts)}]" if parts else ""


def _unseen(brief: Brief) -> Iterator[Block]:
    yield Heading(2, TITLES["unseen"])
    if not brief.unseen and "unseen" not in brief.more:
        yield Line(text="Every source that is on answered and carried something in the period.")
    for u in brief.unseen:
        yield Line(lead=f"{unseen_lead(u)}:", text=u.text, depth=1)
    yield from _left(brief, "unseen")


def unseen_lead(unseen: Unseen) -> str:
    """ "Down: Sample Wire"."""
    return f"{KINDS[unseen.kind]}{': ' if unseen.source else ''}{unseen.source}"
