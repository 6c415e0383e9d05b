"""The dashboard's app: opens with the monitors and closes them, and has all that keys can do."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from textual import events
from textual.app import SystemCommand
from textual.screen import Screen

from tui.config.look import Look, look_of
from tui.dashboard import bidi, theme
from tui.dashboard.hand import Hand
from tui.dashboard.opening import Opening
from tui.dashboard.screens.board import ORDER
from tui.dashboard.taking import Taking, open_in_browser

if TYPE_CHECKING:
    from tui.alerts import Herald
    from tui.config import Config, KeyChoice
    from tui.dashboard.door import Monitor

    Prepared: TypeAlias = tuple[Sequence[Monitor], Config]
    """The agreements to watch, the first one to be shown, and the configuration."""


class DashboardApp(Opening, Hand, Taking):
    """The dashboard. `monitor` is started when the screen stands and stopped when it closes; where there is none yet,
    `prepare` is asked for those to watch, and the configuration, once empty panes are drawn.

    `opener` and `copier` are what `o` and `y` use; tests give their own.
    """

    TITLE = "ceasefire-tui"
    CSS_PATH = "dashboard.tcss"
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        monitor: Monitor | None = None,
        *,
        ascii: bool = False,  # noqa: A002
        bidi_mode: bidi.Mode = "auto",
        theme_name: str = theme.DARK,
        show: Sequence[str] = ORDER,
        keys: Iterable[KeyChoice] = (),
        others: Sequence[Monitor] = (),
        citation: str = "plain",
        alerts: Config | None = None,
        opener: Callable[[str], bool] = open_in_browser,
        copier: Callable[[str], str] | None = None,
        fallback: Path | None = None,
        prepare: Callable[[], Prepared] | None = None,
    ) -> None:
        super().__init__(ascii=ascii, bidi_mode=bidi_mode, theme_name=theme_name, show=show, keys=keys)
        self.failure: Exception | None = None
        """Why the monitor could not start."""
        self._leaving = False
        self._prepare = prepare
        self.citation = citation
        self._opener, self._copier, self._fallback = opener, copier, fallback
        self._alerts = alerts
        self.heralds: list[tuple[Herald, Monitor]] = []
        """Tell what the alerts of the configuration want told, one for each agreement; none without alerts."""
        if monitor is not None:
            self.begin((monitor, *others))

    async def on_mount(self) -> None:
        self._write(bidi.EXPLICIT_ON)
        self.set_interval(1.0, self._tick)
        self.app_suspend_signal.subscribe(self, self._set_aside)
        self.app_resume_signal.subscribe(self, self._taken_up)
        self.call_after_refresh(self.run_worker, self._start, group="start")

    def _set_aside(self, _: object) -> None:
        self._write(bidi.EXPLICIT_OFF)

    def _taken_up(self, _: object) -> None:
        self._write(bidi.EXPLICIT_ON)
        # the terminal is empty, and no part of the screen knows that it has to be drawn again
        self.refresh(layout=True)
        for widget in self.screen.walk_children():
            widget.refresh()

    async def _start(self) -> None:
        if not gc.isenabled():
            # imported code and style sheets stay: the collector need not walk them again and again
            gc.freeze()
            gc.enable()
        try:
            if self._prepare is not None:
                monitors, config = self._prepare()
                self._alerts, self.citation = config, config.panes.citation
                self.begin(monitors)
            for monitor in self.desk.monitors:
                monitor.subscribe(partial(self._heard, monitor))
            for monitor in self.desk.monitors:
                await monitor.open()
                self._heard(monitor)
            self._set_heralds()
            # what is stored is on the screen before anything is asked of the network, or even imported for that
            await self._painted()
            for monitor in self.desk.monitors:
                await monitor.start()
        except Exception as error:
            if self._leaving:
                return  # the store was closed under it, because the person has left already
            # a mistake in the configuration, or a store that is in use: told on the terminal that comes back
            self.failure = error
            self.exit(return_code=1)
            return
        self.notice()
        await self.board.complete()
        from tui.dashboard.settling import settle_memory

        await asyncio.to_thread(settle_memory)

    async def _painted(self) -> None:
        """Wait until what is to be drawn now is on the screen."""
        done = asyncio.Event()
        if self.call_after_refresh(done.set):
            await done.wait()

    def _set_heralds(self) -> None:
        if self._alerts is not None and self._alerts.alerts:
            from tui.dashboard.telling import herald_for

            for monitor in self.desk.monitors:
                self.heralds.append((herald_for(self, monitor, self._alerts), monitor))
                monitor.subscribe(self._look_out)
            self._look_out()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)):
            for monitor in self.desk.monitors if self.begun else ():
                monitor.attend()
        await super().on_event(event)

    def _look_out(self) -> None:
        """Let the heralds look at what is known now; a screen that is held still holds no alert."""
        if self.screen_stack:
            for herald, monitor in self.heralds:
                herald.look(monitor.present())

    async def on_unmount(self) -> None:
        self._leaving = True
        self._write(bidi.EXPLICIT_OFF)
        for herald, _ in self.heralds:
            await herald.close()
        for monitor in self.desk.monitors if self.begun else ():
            await monitor.stop()

    def _write(self, sequence: str) -> None:
        if self.bidi_mode == "app":
            self.send(sequence)

    def send(self, sequence: str) -> None:
        """Write a sequence to the terminal itself."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    # -------------------------------------------------------------- commands

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Themes and every key of the board, from the same table as the bindings."""
        for name in theme.NAMES:
            yield SystemCommand(f"Theme: {name}", "Change the colours", lambda n=name: self._set_theme(n))
        from tui.config.citing import FORMS

        for name in FORMS:
            yield SystemCommand(f"Citation: {name}", "How y words a sourced line", lambda n=name: self._set_form(n))
        if screen is self.board:
            for key in self.keymap.table:
                if "board" in key.places and key.group not in ("Moving", "Panes"):
                    yield SystemCommand(
                        f"{key.long[0].upper()}{key.long[1:]}",
                        f"Key {key.shown}",
                        lambda a=key.action: self._perform(a),
                    )
        yield SystemCommand("Quit", f"Key {self.keymap.shown('quit')}", self.action_quit)

    def _set_theme(self, name: str) -> None:
        self.theme = name

    def _set_form(self, name: str) -> None:
        self.citation = name
        self.say(f"y copies in the form {name} until the program ends; [panes] citation keeps it.")

    async def _perform(self, action: str) -> None:
        await self.board.run_action(action)


def build(monitor: Monitor, config: Config) -> DashboardApp:
    """The app as the configuration wants it. Raises `ConfigError` for keys that cannot be."""
    return _with(look_of(config), monitor=monitor, citation=config.panes.citation, alerts=config)


def _with(look: Look, **rest: Any) -> DashboardApp:
    # the screen is drawn on standard error; one that cannot take our glyphs gets plain ones
    plain = look.ascii or "utf" not in (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()
    return DashboardApp(
        ascii=plain,
        theme_name=look.theme if look.theme in theme.NAMES else theme.DARK,
        show=look.show,
        bidi_mode=cast("bidi.Mode", look.bidi),
        keys=look.keys,
        **rest,
    )


def run(look: Look, prepare: Callable[[], Prepared]) -> None:
    """Run the dashboard until the person leaves. Its panes are drawn before `prepare` says what stands in them.

    Raises what `prepare` raised, or what kept the monitors from starting.
    """
    app = _with(look, prepare=prepare)
    # texts are read in a thread beside this one: a key must not wait for its turn ten times until it is drawn
    sys.setswitchinterval(0.0005)
    app.run(mouse=look.mouse)
    if app.failure is not None:
        raise app.failure


async def run_async(monitor: Monitor, config: Config) -> None:
    """The dashboard on a loop that already runs, with a monitor that is there."""
    app = build(monitor, config)
    await app.run_async()
    if app.failure is not None:
        raise app.failure
