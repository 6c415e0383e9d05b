"""When an alert is told: now, in one digest with others, or not at all.

Quiet hours hold what comes in them, or drop it, as the person chose. In an hour no more is told than `per_hour`; what
is beyond that is told together as soon as there is room again. What is held survives a restart.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from tui.alerts.events import Event
from tui.config.alerts import Alerting, AlertRule, quiet_hours

_HELD_AT_MOST = 500
_HOUR = timedelta(hours=1)


class Alert(msgspec.Struct, frozen=True):
    """An event with the ids of the rules that want it told."""

    event: Event
    rules: tuple[str, ...]


class Telling(msgspec.Struct, frozen=True):
    """What is told in one go: one alert, or what was held as a digest."""

    alerts: tuple[Alert, ...]
    digest: bool = False
    left_out: int = 0
    """Alerts that were let go because too many were held."""


class Gate:
    """Decides on alerts in the order in which they come."""

    def __init__(self, settings: Alerting, rules: Iterable[AlertRule]) -> None:
        self._settings = settings
        self._quiet = quiet_hours(settings)
        self._loud = frozenset(r.id for r in rules if not r.quiet)
        self.held: list[Alert] = []
        self.left_out = 0
        self._told: deque[datetime] = deque()

    def is_quiet(self, now: datetime) -> bool:
        """Whether `now` lies in the quiet hours of the person's own time zone."""
        return self._quiet is not None and self._quiet.holds(now.astimezone(self._quiet.zone).time())

    def admit(self, alerts: Iterable[Alert], now: datetime) -> list[Telling]:
        """What is to be told now; the rest is held, or let go. Also called with nothing, for what has been held."""
        quiet = self.is_quiet(now)
        while self._told and now - self._told[0] >= _HOUR:
            self._told.popleft()
        told: list[Telling] = []
        if self.held and not quiet and self._room():
            told.append(self._telling(Telling(tuple(self.held), len(self.held) > 1, self.left_out), now))
            self.held, self.left_out = [], 0
        for alert in alerts:
            loud = tuple(r for r in alert.rules if r in self._loud)
            if quiet and len(loud) < len(alert.rules):
                if self._settings.after_quiet == "digest":
                    self._hold(Alert(alert.event, tuple(r for r in alert.rules if r not in loud)))
                if not loud:
                    continue
                alert = Alert(alert.event, loud)
            if self._room():
                told.append(self._telling(Telling((alert,)), now))
            else:
                self._hold(alert)
        return told

    def _room(self) -> bool:
        return len(self._told) < self._settings.per_hour

    def _telling(self, telling: Telling, now: datetime) -> Telling:
        self._told.append(now)
        return telling

    def _hold(self, alert: Alert) -> None:
        self.held.append(alert)
        if len(self.held) > _HELD_AT_MOST:
            del self.held[0]
            self.left_out += 1
