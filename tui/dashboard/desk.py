"""The agreements of one dashboard: the one on the screen, and what is new in those beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.dashboard.door import Monitor, Snapshot


class Desk:
    """At least one monitor; the first is on the screen."""

    def __init__(self, monitors: Sequence[Monitor]) -> None:
        self.monitors = tuple(monitors)
        self.shown = self.monitors[0]
        self._looks: dict[int, datetime] = {}
        self._beside: tuple[tuple[str, int], ...] | None = None
        """What `beside` said last; None when it has to be counted again."""

    @property
    def several(self) -> bool:
        """Whether there is another agreement to go to."""
        return len(self.monitors) > 1

    def turn(self, by: int = 1) -> Monitor:
        """Put the next one on the screen."""
        at = self.monitors.index(self.shown)
        self.shown = self.monitors[(at + by) % len(self.monitors)]
        self._beside = None
        return self.shown

    def heard(self, monitor: Monitor) -> None:
        """Something changed in one of them."""
        if monitor is not self.shown:
            self._beside = None

    def session_look(self, monitor: Monitor, snapshot: Snapshot) -> datetime | None:
        """When the first round of this session was over for it: what comes later is new, if there never was a look."""
        key = self.monitors.index(monitor)
        if key not in self._looks:
            on = [state for source, state in snapshot.sources if source.enabled]
            if on and all(state.last_try is not None for state in on):
                self._looks[key] = monitor.clock()
        return self._looks.get(key)

    def beside(self) -> tuple[tuple[str, int], ...]:
        """Title, and number of changes since the last look, of those that are not on the screen. Counted when one of
        them has changed, and not whenever the header is drawn."""
        if self._beside is None:
            self._beside = self._counted()
        return self._beside

    def _counted(self) -> tuple[tuple[str, int], ...]:
        found = []
        for monitor in self.monitors:
            if monitor is self.shown:
                continue
            snapshot = monitor.snapshot()
            look = snapshot.last_look or self.session_look(monitor, snapshot)
            news = 0
            for change in snapshot.changes if look is not None else ():
                if look is None or change.at <= look:
                    break
                news += 1
            found.append((snapshot.agreement.short_title, news))
        return tuple(found)
