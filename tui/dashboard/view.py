"""What the panes draw from: one snapshot, with what the person has set on the screen (filter, folds, pause)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from tui.dashboard.keymap import DEFAULT, Keymap
from tui.dashboard.words import age

if TYPE_CHECKING:
    from tui.agreement.hand import Act
    from tui.agreement.status import PhaseStatus
    from tui.config import Source
    from tui.dashboard.door import Snapshot
    from tui.records import ChangeMark, Cite, SourceState

Layout = Literal["narrow", "normal", "wide"]
Health = Literal["ok", "STALE", "ERR", "off", "..."]

NARROW, WIDE = 100, 160
"""Columns from which the normal and the wide layout are used."""
SMALLEST = (60, 16)
ROOMY = 34
"""Rows from which a narrow screen shows commitments, and not only phases."""


def layout_of(columns: int) -> Layout:
    return "narrow" if columns < NARROW else "normal" if columns < WIDE else "wide"


@dataclass(frozen=True)
class View:
    """State of the screen. `now` is the clock at the moment of drawing, not that of the snapshot."""

    snapshot: Snapshot
    now: datetime
    layout: Layout = "normal"
    zoomed: bool = False
    roomy: bool = False
    """Whether the screen is high enough for a board of commitments even where it is narrow."""
    folded: frozenset[str] = frozenset()
    """Ids of the phases whose commitments are not shown."""
    paused_at: datetime | None = None
    waiting: int = 0
    """Changes that came while paused."""
    keymap: Keymap = DEFAULT
    beside: tuple[tuple[str, int], ...] = ()
    """Title, and changes since the last look, of the other agreements that are watched."""
    session_look: datetime | None = None
    """Stands for the last look as long as there was none: the end of this session's first round of polling."""

    @property
    def opening(self) -> bool:
        """Whether the store is still being opened: nothing is known yet, not even the shipped record."""
        return not self.snapshot.phases and bool(self.snapshot.agreement.phases)

    @property
    def back(self) -> datetime | None:
        """The moment that is looked back at; None: now."""
        return self.snapshot.past

    @property
    def look(self) -> datetime | None:
        """The last look, from which "new" is counted."""
        return None if self.back is not None else self.snapshot.last_look or self.session_look

    @cached_property
    def wrong(self) -> dict[str, Act]:
        """Record -> the mark of a person who says that it was read wrongly."""
        from tui.agreement.hand import wrong

        return wrong(self.snapshot.acts)

    @cached_property
    def marks(self) -> dict[str, ChangeMark]:
        """Record, commitment or source -> what has happened to it since the last look; the newest counts."""
        look = self.look
        if look is None:
            return {}
        found: dict[str, ChangeMark] = {}
        for change in self.snapshot.changes:
            if change.at <= look:
                break
            if change.ref is not None:
                found.setdefault(change.ref, change.mark)
        return found

    @property
    def news(self) -> int:
        """Changes since the last look."""
        look = self.look
        if look is None:
            return 0
        n = 0
        for change in self.snapshot.changes:
            if change.at <= look:
                break
            n += 1
        return n

    @property
    def news_told(self) -> str:
        """How many they are, in figures; "500+" where the older ones are no longer held."""
        from tui.watching import CHANGES_SHOWN  # loaded with the store; the empty panes are drawn before

        held = len(self.snapshot.changes)
        return f"{self.news:,}+" if self.news == held >= CHANGES_SHOWN else f"{self.news:,}"

    def mark_of(self, ref: str, cite: Cite | None = None) -> ChangeMark | None:
        """Mark of a record: by the changes, else by when its update was fetched. The shipped record is never new."""
        found = self.marks.get(ref)
        if found is not None or cite is None:
            return found
        look = self.look
        if look is None or cite.shipped or cite.fetched <= look:
            return None
        return "revised" if cite.revision > 1 else "new"

    @cached_property
    def phase_in_focus(self) -> str | None:
        """The phase that was opened last, of those in which a step is reported; of several that were opened on one day,
        and when there is none, the first."""
        phases = self.snapshot.phases
        quiet = ("NOT DUE", "NOT STARTED", "NO DATA")
        moving = [p for p in phases if any(c.word not in quiet for c in p.commitments)]
        opened = [(day, p) for p in moving if (day := self._opened(p)) is not None]
        chosen: PhaseStatus | None = max(opened, key=lambda o: o[0])[1] if opened else (phases[0] if phases else None)
        return chosen.phase.id if chosen else None

    def _opened(self, status: PhaseStatus) -> date | None:
        """The day from which anybody calls a phase open by now; the first one is, once the agreement is in effect."""
        days = [c.date for c in status.phase.opened if c.date <= self.now.date()]
        if status is self.snapshot.phases[0]:
            days.append(self.snapshot.agreement.effective.date())
        return min(days, default=None)


def health(source: Source, state: SourceState, now: datetime) -> tuple[Health, str]:
    """How a source does, as a word, and why: what a person can act on. A silent source is STALE; OLD is said of values
    alone."""
    if state.status == "off" or (not source.enabled and state.status != "error"):
        return "off", source.reason or "off in sources.toml"
    from tui.config import Polling

    stale_after = source.stale_after or 3 * (source.interval or Polling().interval)
    if state.status == "error":
        code = f"HTTP {state.http_status}" if state.http_status else ""
        why = state.error or code or "no answer"
        if code and code not in why:
            why = f"{code}: {why}"
        return "ERR", why
    if state.last_ok is None:
        return "...", "not asked yet"
    silent = (now - state.last_ok).total_seconds()
    if silent > stale_after:
        return "STALE", f"no answer for {age(now - state.last_ok)}"
    dated = source.kind != "file"  # old texts in a folder are no sign of silence
    if state.newest is not None and dated and (now - state.newest).total_seconds() > max(stale_after, 14 * 86_400):
        return "STALE", f"nothing new for {age(now - state.newest)}"
    if state.status == "empty":
        return "ok", "no items that match"
    return "ok", f"{state.items:,} items" if state.items else "no items"
