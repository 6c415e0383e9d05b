"""Alerts on the screen: the dashboard as the voice of the herald."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.alerts import Herald
from tui.config import Config
from tui.dashboard.door import Monitor

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp


class ScreenVoice:
    """Bell and notifications through the terminal that the dashboard draws on, toasts in its corner."""

    def __init__(self, app: DashboardApp) -> None:
        self._app = app

    def bell(self) -> None:
        self._app.bell()

    def send(self, sequence: str) -> None:
        self._app.send(sequence)

    def toast(self, text: str) -> None:
        self._app.say(f"ALERT  {text}")

    def trouble(self, text: str) -> None:
        self._app.say(text, trouble=True)


def herald_for(app: DashboardApp, monitor: Monitor, config: Config) -> Herald:
    """The herald of a dashboard whose store is open. Where the store is only read, commands are left to the process
    that writes it."""
    snapshot = monitor.present()

    def save(memory: object) -> None:
        monitor.keep_note("alerts", memory)

    return Herald(
        config,
        snapshot.agreement.id,
        ScreenVoice(app),
        commands=not snapshot.viewing,
        memory=monitor.note("alerts"),
        save=save,
    )
