"""What is on the screen now: snapshots of the monitor, taken at most twice a second, and looks back.

The keys' deeds stand in rooms of their own (`opening`, `hand`, `taking`); the app that has them all in `app`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer

from tui.dashboard import bidi, theme
from tui.dashboard.desk import Desk
from tui.dashboard.keymap import Keymap
from tui.dashboard.keys import bindings
from tui.dashboard.lines import safe
from tui.dashboard.screens.base import Behind
from tui.dashboard.screens.board import ORDER, Board

if TYPE_CHECKING:
    from textual.theme import Theme

    from tui.config import KeyChoice
    from tui.dashboard.door import Monitor, Snapshot
    from tui.dashboard.view import View
    from tui.records import Change

REPAINT = 0.5
"""Seconds between two repaints that news may cause."""


class Stage(App[None]):
    """The board and the screens behind it, drawn from one snapshot of the agreement that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]

    desk: Desk
    """The agreements; there are none until it has `begun`."""
    snapshot: Snapshot

    def __init__(
        self,
        *,
        ascii: bool,  # noqa: A002
        bidi_mode: bidi.Mode,
        theme_name: str,
        show: Sequence[str],
        keys: Iterable[KeyChoice],
    ) -> None:
        # known before Textual reads its style sheets: a theme that is chosen afterwards has them all read again
        self._own_themes = {made.name: made for made in theme.themes()}
        self.set_reactive(App.theme, theme_name)
        super().__init__()
        for name in list(self.available_themes):
            self.unregister_theme(name)
        for made in self._own_themes.values():
            self.register_theme(made)
        self.begun = False
        """Whether it is known which agreements are watched."""
        self._early: list[events.InputEvent] = []
        """What was pressed before it had begun."""
        self.ascii_only = ascii
        self.shown = tuple(name for name in ORDER if name in show) or ORDER
        self.bidi_mode = bidi.resolve(bidi_mode)
        self.paused_at: datetime | None = None
        self.waiting = 0
        self.initials = ""
        """What the person signed with last in this session."""
        self.keymap = Keymap(keys, ascii_only=ascii)
        """The key map in force."""
        if self.keymap.changed:
            self.set_keymap(self.keymap.changed)
        self._due: Timer | None = None
        self._travels: list[datetime | None] = []
        """Moments asked for and not shown yet; the last one counts."""
        self._left: tuple[Change, ...] = ()
        """The changes that were on the screen when now was left."""
        self._stale = False
        # nothing on this screen moves by itself
        self.animation_level = "none"
        self.board = Board()

    def begin(self, monitors: Sequence[Monitor]) -> None:
        """Show these agreements, the first one now; then what was pressed before is heard."""
        self.desk = Desk(monitors)
        self.snapshot = self.monitor.snapshot()
        self.begun = True
        self.board.draw()
        early, self._early = self._early, []
        for event in early:
            self.post_message(event)

    async def on_event(self, event: events.Event) -> None:
        if not self.begun and isinstance(event, events.InputEvent):
            self._early.append(event)
        else:
            await super().on_event(event)

    def get_theme(self, theme_name: str) -> Theme | None:
        """One of ours, whenever it is asked for."""
        return self._own_themes.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(theme.DEFAULTS)

    def get_default_screen(self) -> Screen[None]:
        return self.board

    @property
    def monitor(self) -> Monitor:
        """The heart of the agreement that is on the screen."""
        return self.desk.shown

    @property
    def session_look(self) -> datetime | None:
        """When the first round of this session was over: what comes later is new, if there never was a look."""
        return self.desk.session_look(self.monitor, self.snapshot)

    @property
    def view(self) -> View:
        return self.board.view

    def say(self, text: str, *, trouble: bool = False) -> None:
        """A short line in the corner; never markup."""
        self.notify(safe(text, 400), severity="error" if trouble else "information", timeout=4, markup=False)

    # -------------------------------------------------------------- news

    def _heard(self, monitor: Monitor) -> None:
        """Of the agreements that are not on the screen, the header tells how much is new."""
        self.desk.heard(monitor)
        if monitor is self.monitor:
            self.notice()
        elif self.screen_stack:
            self._tick()

    def notice(self) -> None:
        """Something changed: repaint now, or when the last repaint is half a second old."""
        if not self.screen_stack or not self.begun:  # news and timers may still come while the program closes
            return
        if self.paused_at is not None or self._away():
            self.waiting = self._arrived()
            self.board.draw_bars()
            return
        self._stale = True
        if self._due is None:
            self.take()
            self._due = self.set_timer(REPAINT, self.flush)

    def flush(self) -> None:
        """Draw what has come since the last repaint, if anything has."""
        if self._due is not None:
            self._due.stop()
            self._due = None
        if self._stale:
            self.notice()

    def _away(self) -> bool:
        """Whether the past is on the screen already: what comes in changes nothing there."""
        return self.snapshot.past is not None and self.monitor.snapshot().past == self.snapshot.past

    def _arrived(self) -> int:
        """Changes that are not on the held screen, or have come since now was left."""
        shown = self.snapshot.changes if self.snapshot.past is None else self._left
        held = shown[0].id if shown else None
        waiting = 0
        for change in self.monitor.present().changes:
            if change.id == held:
                break
            waiting += 1
        return waiting

    def take(self) -> None:
        """Take a snapshot and draw it."""
        self._stale = False
        if self.paused_at is not None:
            return
        self.snapshot = self.monitor.snapshot()
        if self.board.is_mounted:
            self.board.draw()
        for screen in self.screen_stack:
            if isinstance(screen, Behind) and screen.ready:
                screen.renew(self.view)

    def _tick(self) -> None:
        """The clock in the header: nothing else is drawn."""
        if not self.screen_stack or not self.begun:
            return
        screen = self.screen
        if isinstance(screen, Board):
            screen.draw_bars()
        elif isinstance(screen, Behind):
            screen.draw_top()

    def toggle_pause(self) -> None:
        """Hold the screen still, or go on with what has come since."""
        if self._in_the_past():
            return
        if self.paused_at is None:
            self.paused_at, self.waiting = self.monitor.clock(), 0
            self.board.draw_bars()
        else:
            self.paused_at, self.waiting = None, 0
            self.take()

    def next_agreement(self) -> None:
        """Put the next agreement that is watched on the screen."""
        if not self.desk.several:
            self.say("One agreement is watched here; `also` under [agreement] in sources.toml names others.")
            return
        while len(self.screen_stack) > 1:  # what lies open is about the agreement that is left
            self.pop_screen()
        self.desk.turn()
        self.paused_at, self.waiting = None, 0
        self.take()

    # -------------------------------------------------------------- looking back

    def travel(self, moment: datetime | None) -> None:
        """Show what was known at an earlier moment; None: what is known now. The last one asked for wins."""
        if moment is None and self.snapshot.past is None and not self._travels:
            return
        if self.paused_at is not None:
            self.toggle_pause()
        if self.snapshot.past is None:
            self._left, self.waiting = self.snapshot.changes, 0
        self._travels.append(moment)
        if len(self._travels) == 1:
            self.run_worker(self._travel(), group="travel")

    async def _travel(self) -> None:
        from tui.store.errors import StoreError

        # one at a time: whoever holds a key down waits for the last day and not for each of them
        while self._travels:
            wanted = self._travels[-1]
            try:
                await self.monitor.look_back(wanted)
            except (StoreError, ValueError) as error:
                self.say(str(error), trouble=True)
            if self._travels[-1] == wanted:
                self._travels.clear()
        if self.snapshot.past is None:
            self.waiting = 0
        self.flush()

    def _in_the_past(self) -> bool:
        """Whether the past is shown, where nothing is set or marked; says so."""
        if self.snapshot.past is None:
            return False
        back = self.keymap.shown("back")
        self.say(f"This is the past: nothing is set or marked here. {back} returns to now.")
        return True
