"""The time line: a day is chosen on it, and the board above shows what was known at the end of that day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import RenderResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.dashboard.footer import content
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, Span, cut, fit
from tui.dashboard.words import day_full
from tui.text import width as cells_of

if TYPE_CHECKING:
    from tui.dashboard.screens.board import Board

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def end_of(day: date) -> datetime:
    """The last moment of a day: what was known by then was known on that day."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)


def track(first: date, last: date, at: date, cells: int) -> Line:
    """The days from `first` to `last` as a line with the chosen one on it; exactly `cells` wide."""
    left, right = day_full(first), f"{day_full(last)}, now"
    room = cells - cells_of(left) - cells_of(right) - 6
    if room < 8:
        left, right, room = "", "", cells - 6
    room = max(1, room)
    span = max(1, (last - first).days)
    place = min(room - 1, max(0, round((at - first).days / span * (room - 1))))
    return fit(
        (
            Span(f" {left} ├{'─' * place}", "dim"),
            Span("●", "accent"),
            Span(f"{'─' * (room - 1 - place)}┤ {right} ", "dim"),
        ),
        cells,
    )


def chosen(at: date, last: date, typed: str, problem: str, cells: int) -> Line:
    """What is chosen, in words; or what is being typed, and what is wrong with it."""
    if problem:
        return cut((Span(f" {problem}", "trouble"),), cells)
    if typed:
        hint = "  year-month-day, Enter goes there"
        return cut((Span(" date: ", "dim"), Span(typed, "strong"), Span(hint, "dim")), cells)
    what = "now" if at >= last else "as it was known at the end of that day (UTC)"
    return cut((Span(f" {_DAYS[at.weekday()]} {day_full(at)}", "strong"), Span(f"  {what}", "dim")), cells)


class TimeLine(Widget, can_focus=True):
    """Hidden until `open`. Says which day is wanted, and when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("travel")]

    DEFAULT_CSS = """
    TimeLine { display: none; height: 2; background: $c-rest; color: $foreground; }
    TimeLine.-on { display: block; }
    """

    class Moved(Message):
        """A day is wanted; None: now."""

        def __init__(self, day: date | None) -> None:
            super().__init__()
            self.day = day

    class Left(Message):
        """The line was left: with Enter the chosen day stays, with Esc (`now`) it is now again."""

        def __init__(self, line: TimeLine, now: bool) -> None:
            super().__init__()
            self.line = line
            self.now = now

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(id="timeline")
        self._ascii = ascii_only
        self.first = self.last = self.at = date(2000, 1, 1)
        self._typed = self._problem = ""
        self.can_focus = False

    @property
    def on(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-on")

    def open(self, first: date, last: date, at: date) -> None:
        """Show the days from `first` to `last`, which is today, with `at` chosen."""
        self.first, self.last = min(first, last), last
        self.at = min(max(at, self.first), last)
        self._typed = self._problem = ""
        self.can_focus = True
        self.add_class("-on")
        self.focus()
        self.refresh()

    def close(self) -> None:
        """Hide the line."""
        self.remove_class("-on")
        self.can_focus = False

    def render(self) -> RenderResult:
        wide = self.size.width
        lines = (
            track(self.first, self.last, self.at, wide),
            fit(chosen(self.at, self.last, self._typed, self._problem, wide), wide),
        )
        return Content("\n").join(content(line, ascii_only=self._ascii) for line in lines)

    # -------------------------------------------------------------- keys

    def go(self, at: date) -> None:
        """Choose a day; beyond the ends, the end."""
        self._typed = self._problem = ""
        at = min(max(at, self.first), self.last)
        if at != self.at:
            self.at = at
            self.post_message(self.Moved(at if at < self.last else None))
        self.refresh()

    def action_step(self, days: int) -> None:
        self.go(self.at + timedelta(days=days))

    def action_end(self, last: bool) -> None:
        self.go(self.last if last else self.first)

    def action_keep(self) -> None:
        if not self._typed:
            self.post_message(self.Left(self, now=False))
            return
        try:
            day = date.fromisoformat(self._typed)
        except ValueError:
            self._problem, self._typed = f"{self._typed} is no day; write it as 2025-12-18", ""
            self.refresh()
            return
        if not self.first <= day <= self.last:
            which = f"before {day_full(self.first)}" if day < self.first else f"after {day_full(self.last)}"
            self._problem, self._typed = f"{day_full(day)}: nothing is known {which}", ""
            self.refresh()
            return
        self.go(day)

    def action_leave(self) -> None:
        if self._typed or self._problem:
            self._typed = self._problem = ""
            self.refresh()
        else:
            self.post_message(self.Left(self, now=True))

    def action_help(self) -> None:
        cast("Board", self.screen).dashboard.open_help("travel")

    def on_key(self, event: events.Key) -> None:
        """Digits are a date here, whatever they do elsewhere."""
        char = event.character or ""
        if char.isascii() and (char.isdigit() or (char == "-" and self._typed)):
            self._typed, self._problem = (self._typed + char)[:10], ""
        elif event.key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
        else:
            return
        event.stop()
        event.prevent_default()
        self.refresh()
