"""A brief as one HTML file: nothing is fetched, nothing runs, and it prints on A4 or Letter as it reads on a screen."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from tui.report.brief import words
from tui.report.brief.chart import MOST, chart, drawable
from tui.report.brief.glance import lines
from tui.report.brief.model import Brief, Cited, Dispute, Due, FigurePart, Move, SeriesPart, Speaker
from tui.report.brief.outline import (
    LEFT,
    NONE_AHEAD,
    NOTHING,
    TITLES,
    basis,
    changes,
    compared,
    counts,
    due_text,
    notes,
    over,
    per,
    period,
    stands,
    still,
    told,
    unseen_lead,
    with_groups,
)
from tui.text import plural

_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})")


def as_html(brief: Brief) -> str:
    """The whole document. Everything from outside is escaped and stands in elements that find its direction."""
    style = (resources.files("tui.report.brief") / "brief.css").read_text(encoding="utf-8")
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # the one style sheet by its digest, and nothing else: no script, no picture, no frame, no form, no request
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    title = f"{brief.short_title}: what changed, {words.day(brief.until.date())}"
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    return head + "\n".join(_body(brief)) + "\n</body>\n</html>\n"


def _body(brief: Brief) -> Iterator[str]:
    yield f"<header>\n<h1>{escape(brief.short_title)}: what changed</h1>"
    if brief.demo:
        yield '<p class="demo">DEMONSTRATION: everything below is invented.</p>'
    if brief.ended:
        yield f'<p class="demo">{escape(over(brief))}</p>'
    yield f'<p class="period">{escape(period(brief))}</p>\n<p class="meta">{escape(counts(brief))}</p>\n</header>'
    yield from _glance(brief)
    yield from _moved(brief)
    yield from _section(brief, "disputes", (_dispute(d) for d in brief.disputes), show_empty=False)
    yield from _section(brief, "figures", (_figure(f) for f in brief.figures))
    yield from _section(brief, "linkage", _linkage(brief), show_empty=False)
    yield from _section(brief, "expected", _expected(brief))
    yield from _section(brief, "quotes", (_speaker(s) for s in brief.speakers))
    yield from _unseen(brief)
    yield "<footer>"
    yield from (f"<p>{escape(note)}</p>" for note in notes(brief))
    yield "</footer>"


def _section(brief: Brief, name: str, parts: Iterable[str], *, show_empty: bool = True) -> Iterator[str]:
    found = list(parts)
    left = _left(brief, name)
    if not found and not left and not show_empty:
        return
    yield f"<section>\n<h2>{TITLES[name]}</h2>"
    yield from found or ([] if left else [f'<p class="none">{NOTHING}</p>'])
    yield from left
    yield "</section>"


def _left(brief: Brief, *names: str) -> list[str]:
    return [f'<p class="note">{n} more with --full: {LEFT[x]}.</p>' for x in names if (n := brief.more.get(x))]


# ------------------------------------------------------------------ pieces


def _outside(text: str, tag: str = "span", css: str = "") -> str:
    """Text from outside, in an element that takes its direction from it."""
    classes = f' class="{css}"' if css else ""
    return f'<{tag}{classes} dir="auto">{escape(text)}</{tag}>'


def _cite(cited: Cited) -> str:
    where = escape(_DAY.sub("\\1\u00a0\\2\u00a0\\3", words.where(cited)))
    if cited.url:
        where = f'<a href="{escape(cited.url)}" rel="noreferrer noopener">{where}</a>'
    old = "" if cited.fresh else " · before the period"
    return f"<cite>{where}{old}</cite>"


def _said(cited: Cited) -> str:
    label = f' <span class="says">{escape(cited.label)}</span>' if cited.label else ""
    said = f": {_outside(cited.words)}" if cited.words else ""
    return f'<li><bdi class="who">{escape(cited.who)}</bdi>{label}{said} {_cite(cited)}</li>'


def _list(cited: Iterable[Cited]) -> str:
    rows = "".join(map(_said, cited))
    return f"<ul>{rows}</ul>" if rows else ""


# ------------------------------------------------------------------ sections


def _moved(brief: Brief) -> Iterator[str]:
    yield f"<section>\n<h2>{TITLES['moved']}</h2>"
    left = _left(brief, "moved", "heard")
    for phase in brief.phases:
        if not phase.moved and not phase.heard:
            continue
        yield f'<h3>{escape(phase.title)} <span class="unit">· now {escape(phase.headline)}</span></h3>'
        yield from (_move(m) for m in phase.moved)
        for heard in phase.heard:
            status = f'<span class="status"><span class="per">as before: {escape(stands(heard.now))}</span></span>'
            yield _item(heard.title, status, _list(heard.evidence))
    yield from left
    yield from (f'<p class="note">{escape(text)}</p>' for text in still(brief))
    yield "</section>"


def _item(title: str, status: str, rest: str) -> str:
    return f'<div class="item"><div class="head"><span class="title">{escape(title)}</span> {status}</div>{rest}</div>'


def _move(move: Move) -> str:
    what, rest = changes(move)
    behind = ", ".join(x for x in (rest, per(move.after.per)) if x)
    status = f'<span class="status">{escape(what)} <span class="per">· {escape(behind)}</span></span>'
    below = _list(move.evidence)
    if not any(c.fresh for c in move.evidence):
        below += f'<p class="note">No new sentence; by the rules: {escape("; ".join(move.rules))}</p>'
    return _item(move.title, status, below)


def _dispute(dispute: Dispute) -> str:
    columns = "".join(
        f'<div><p class="side">{escape(c.title)}</p>{_list(c.claims) or f"""<p class="none">{NOTHING}</p>"""}</div>'
        for c in dispute.columns
    )
    status = f'<span class="status"><span class="per">{escape(stands(dispute.now))}</span></span>'
    return _item(dispute.title, status, f'<div class="columns">{columns}</div>{_list(dispute.others)}')


def _figure(part: FigurePart) -> str:
    differ = " · claimants differ" if part.differ else ""
    unit = f"{part.unit}{differ}" if part.unit else differ.removeprefix(" · ")
    drawn = chart(part)
    rows = "".join(_series(s) for s in part.series)
    rows += "".join(_series(s, fresh=False) for s in part.unchanged)
    rest = f'<p class="note">{escape(part.warning)}</p>' if part.warning else ""
    rest += "".join(f'<p class="note">? {escape(x)}</p>' for x in part.checks)
    undrawn = len([s for s in (*part.series, *part.unchanged) if s.points]) - len(drawable(part))
    if drawn and undrawn:
        rest += f'<p class="note">{plural(undrawn, "series", "series")} beyond {MOST} not drawn.</p>'
    return (
        f'<div class="figure"><div><span class="label">{escape(part.label)}</span> '
        f'<span class="unit sans">{escape(unit)}</span></div>'
        f'<div class="grid2{" drawn" if drawn else ""}"><ul>{rows}</ul>{drawn}</div>{rest}</div>'
    )


def _series(s: SeriesPart, *, fresh: bool = True) -> str:
    against = compared(s) if fresh else "no reading in the period"
    notes = "".join(f'<span class="sub sans">? {escape(n)}</span>' for n in s.notes)
    return (
        f'<li><span class="value">{escape(s.latest.text)}</span> {_outside(s.claimant)}'
        f' <span class="sub sans">{escape(basis(s))}; {escape(against)} · {_cite(s.latest.cited)}</span>{notes}</li>'
    )


def _linkage(brief: Brief) -> Iterator[str]:
    for tie in brief.linkage:
        status = f'<span class="status"><span class="per">on condition: {escape(tie.on)}</span></span>'
        yield _item(tie.title, status, _list([tie.cited]))


def _glance(brief: Brief) -> Iterator[str]:
    yield f'<section class="glance">\n<h2>{TITLES["glance"]}</h2>\n<ul>'
    for lead, text in lines(brief.glance):
        yield f'<li><span class="who">{escape(lead)}</span> {escape(text)}</li>'
    yield "</ul>\n</section>"


def _expected(brief: Brief) -> Iterator[str]:
    for due, heading in with_groups(brief):
        if heading:
            yield f"<h3>{escape(heading)}</h3>"
        yield _due(due) if due is not None else f'<p class="none">{NONE_AHEAD}</p>'


def _due(due: Due) -> str:
    status = (
        f'<span class="status">{escape(words.day(due.due))} <span class="per">{escape(due_text(due))}</span></span>'
    )
    return _item(due.title, status, _list([due.cited]) if due.cited and due.cited.words else "")


def _speaker(speaker: Speaker) -> str:
    role = f'<span class="role">, {escape(speaker.role)}</span>' if speaker.role else ""
    rows = [f"{_outside(q.words)}{escape(told(q.said_on, q.to))} {_cite(q.cited)}" for q in speaker.quotes]
    first = f'<p><bdi class="who">{escape(speaker.name)}</bdi>{role}: {rows[0]}</p>'
    again = "".join(f'<p class="again">{row}</p>' for row in rows[1:])
    return f'<div class="speaker">{first}{again}</div>'


def _unseen(brief: Brief) -> Iterator[str]:
    yield f'<section class="unseen">\n<h2>{TITLES["unseen"]}</h2>'
    rows = "".join(
        f'<li><bdi class="who">{escape(unseen_lead(u))}</bdi>: {_outside(u.text)}</li>' for u in brief.unseen
    )
    left = _left(brief, "unseen")
    if rows:
        yield f"<ul>{rows}</ul>"
    elif not left:
        yield '<p class="none">Every source that is on answered and carried something in the period.</p>'
    yield from left
    yield "</section>"
