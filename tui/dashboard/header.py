"""The header: which agreement, what is new, how old what is shown is; and the banner for the program's own trouble."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tui.dashboard.lines import Line, Span, cut, fit, flow, line_width, safe, spread
from tui.dashboard.panes.sources import summary
from tui.dashboard.words import age, clock, moment

if TYPE_CHECKING:
    from tui.dashboard.view import View

LATE = 3600
"""Seconds after which "as of" is called STALE when no source says for itself when it is."""


def header_line(view: View, columns: int, *, name: str = "ceasefire-tui", home: bool = True) -> Line:
    """Program and agreement at the left; at the right what is new, as of when, its age, next poll, sources.

    What does not fit goes by priority: next poll, age, news; "as of" and its warnings stay. `home`: whether this is the
    board, where Esc leads from the past to now.
    """
    snapshot = view.snapshot
    title = safe(snapshot.agreement.short_title, 40)
    left: list[Span] = [Span(f" {name}  ", "dim"), Span(title, "strong")]
    if snapshot.demo:
        left += [Span("  "), Span("DEMONSTRATION: invented outlets", "accent")]
    must, nice = _right(view, home=home)
    least = _joined_width([p for _, _, p in must])
    if line_width(left) + least + 3 > columns:
        left = [Span(" "), *left[1:]]
    room = columns - line_width(left) - 3
    parts = [p for _, _, p in sorted((*must, *nice))]
    dropped = sorted(nice, key=lambda n: -n[1])
    while dropped and _joined_width(parts) > room:
        worst = dropped.pop(0)
        parts.remove(worst[2])
    right: list[Span] = []
    for n, part in enumerate(parts):
        right += [Span(" · ", "dim"), *part] if n else list(part)
    right.append(Span(" "))
    return fit(spread(cut(left, columns), right, columns), columns)


def _joined_width(parts: list[Line]) -> int:
    return sum(line_width(p) for p in parts) + 3 * max(0, len(parts) - 1)


def _right(view: View, *, home: bool) -> tuple[list[tuple[int, int, Line]], list[tuple[int, int, Line]]]:
    """Parts as (place, weight: the higher the sooner dropped, spans): those that must stay, and the others."""
    snapshot = view.snapshot
    must: list[tuple[int, int, Line]] = []
    nice: list[tuple[int, int, Line]] = []
    if view.back is not None:
        must.append((0, 0, (Span(f" AS OF {moment(view.back)} ", "hit"),)))
        must.append(
            (1, 0, (Span(f"{view.keymap.shown('back')} returns to now" if home else "looking back", "strong"),))
        )
        return must, nice
    for title, news in view.beside:
        tail = Span(f" {news:,} new", "accent") if news else Span("")
        nice.append((-1, 6, (Span("w ", "strong"), Span(safe(title, 30), "dim"), tail)))
    if view.news:
        since = f" since {clock(view.look, view.now)[:-1]}" if view.look else ""
        nice.append((0, 3, (Span(f"{view.news_told} new", "accent"), Span(since, "dim"))))
    if view.opening:
        must.append((0, 0, (Span("opening the store …", "strong"),)))
        return must, nice
    if snapshot.viewing:
        heard = _heard(view)
        must.append((0, 0, (Span("VIEW", "strong"), Span(" of the store", "dim"))))
        if heard is not None:
            must.append((1, 0, (Span("news of ", "dim"), Span(clock(heard, view.now), "strong"))))
            old = (view.now - heard).total_seconds() > LATE
            must.append((2, 0, (Span(f"{age(view.now - heard)} old", "trouble" if old else "dim"),)))
        else:
            must.append((1, 0, (Span("shipped record only", "strong"),)))
    elif snapshot.as_of is None:
        must.append((1, 0, (Span("shipped record only", "strong"),)))
    else:
        old = snapshot.offline_since is not None or (view.now - snapshot.as_of).total_seconds() > LATE
        must.append((1, 0, (Span("as of ", "dim"), Span(clock(snapshot.as_of, view.now), "strong"))))
        span = age(view.now - snapshot.as_of)
        if old:
            # OFFLINE says more than STALE, and says it first
            where = nice if snapshot.offline_since is not None else must
            where.append((2, 1, (Span(f"STALE {span}", "trouble"),)))
        else:
            nice.append((2, 4, (Span(f"{span} ago", "dim"),)))
    if snapshot.offline_since is not None:
        must.append((0, 0, (Span("OFFLINE", "trouble"), Span(f" since {clock(snapshot.offline_since, view.now)}"))))
    if snapshot.viewing:
        return must, nice
    nexts = [s.next_try for source, s in snapshot.sources if source.enabled and s.next_try and s.next_try > view.now]
    if nexts:
        nice.append((3, 5, (Span(f"next {clock(min(nexts), view.now)}", "dim"),)))
    found = summary(view)
    on = sum(len(v) for k, v in found.items() if k != "off")
    if on:
        ok = len(found.get("ok", []))
        nice.append((4, 2, (Span(f"{ok}/{on} ok", "text" if ok == on else "strong"),)))
    else:
        must.append((4, 0, (Span("no source is on", "strong"),)))
    return must, nice


def _heard(view: View) -> datetime | None:
    """The age of what the file tells: when any source last answered the process that writes it, or an item came in."""
    told = [state.last_ok for _, state in view.snapshot.sources if state.last_ok is not None]
    return max([*told, *(c.at for c in view.snapshot.changes[:1])], default=None)


def banner_lines(view: View, columns: int) -> tuple[Line, ...]:
    """What is to be told of the program's own state: looking back, held still, trouble with the store, offline."""
    snapshot = view.snapshot
    lines: list[Line] = []
    if view.back is not None:
        waiting = f"{view.waiting} new since · " if view.waiting else ""
        told = f" · {waiting}nothing can be set here · polling goes on"
        lines.append((Span("▌", "accent"), Span(f"LOOKING BACK to {moment(view.back)}", "strong"), Span(told)))
    elif view.paused_at is not None:
        waiting = f"{view.waiting} waiting" if view.waiting else "nothing waiting"
        told = f" · {waiting} · polling goes on · {view.keymap.shown('pause')} resumes"
        lines.append((Span("▌", "accent"), Span(f"PAUSED {clock(view.paused_at, view.now)}", "strong"), Span(told)))
    if snapshot.trouble:
        # what became of the data is said to its end
        lead: Line = (Span("▌", "trouble"), Span("STORE ", "trouble"))
        told = safe(snapshot.trouble, 300)
        lines += flow((Span(told),), columns - 1, indent=line_width(lead), first=lead)[:3] or [lead]
    elif snapshot.offline_since is not None and not lines:
        lines.append(_offline(view, columns))
    return tuple(fit(line, columns) for line in lines)


def _offline(view: View, columns: int) -> Line:
    """Since when, what is shown meanwhile, when it is tried again; what is said elsewhere too goes first."""
    snapshot = view.snapshot
    shown = "the shipped record" if snapshot.as_of is None else f"what was there at {clock(snapshot.as_of, view.now)}"
    tries = [s.next_try for source, s in snapshot.sources if source.enabled and s.next_try and s.next_try > view.now]
    parts = [
        (3, "no source answers"),
        (1, f"showing {shown}"),
        (2, f"next try {clock(min(tries), view.now)}" if tries else ""),
        (0, f"{view.keymap.shown('refresh.all')} asks again"),
    ]
    for most in (3, 2, 1, 0):
        told = "".join(f" · {text}" for weight, text in parts if text and weight <= most)
        line: Line = (
            Span("▌", "trouble"),
            Span("OFFLINE", "trouble"),
            Span(f" since {clock(snapshot.offline_since or view.now, view.now)}{told}"),
        )
        if line_width(line) <= columns:
            break
    return line
