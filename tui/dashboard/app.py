"""The dashboard's app: takes snapshots of the monitor, at most two a second, and hands them to the screens."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer

from tui.agreement.ledger import IndicatorRow
from tui.config import Config, KeyChoice
from tui.config.citing import FORMS
from tui.dashboard import bidi, theme
from tui.dashboard.blocks import Block, Target
from tui.dashboard.citation import shown_address, web_address
from tui.dashboard.clipboard import native, otherwise
from tui.dashboard.desk import Desk
from tui.dashboard.door import Monitor, Snapshot, settle
from tui.dashboard.keymap import Keymap
from tui.dashboard.keys import Place, bindings
from tui.dashboard.lines import safe
from tui.dashboard.screens.base import Behind
from tui.dashboard.screens.board import ORDER, Board
from tui.dashboard.styles import Form, form_of, render
from tui.dashboard.view import View
from tui.dashboard.words import clock
from tui.records import Change, QuoteRecord, Update

if TYPE_CHECKING:
    from tui.alerts import Herald

REPAINT = 0.5
"""Seconds between two repaints that news may cause."""


def open_in_browser(url: str) -> bool:
    """Hand `url` to the system's browser, as one argument and never through a shell."""
    import webbrowser

    return webbrowser.open(url)


class DashboardApp(App[None]):
    """The dashboard. `monitor` is started when the screen stands and stopped when it closes.

    `opener` and `copier` are what `o` and `y` use; tests give their own.
    """

    TITLE = "ceasefire-tui"
    CSS_PATH = "dashboard.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        monitor: Monitor,
        *,
        ascii: bool = False,  # noqa: A002
        bidi_mode: bidi.Mode = "auto",
        theme_name: str = theme.DARK,
        show: Sequence[str] = ORDER,
        citation: str = "plain",
        keys: Iterable[KeyChoice] = (),
        others: Sequence[Monitor] = (),
        alerts: Config | None = None,
        opener: Callable[[str], bool] = open_in_browser,
        copier: Callable[[str], str] | None = None,
        fallback: Path | None = None,
    ) -> None:
        super().__init__()
        self.desk = Desk((monitor, *others))
        self.ascii_only = ascii
        self.shown = tuple(name for name in ORDER if name in show) or ORDER
        self.bidi_mode = bidi.resolve(bidi_mode)
        self.snapshot: Snapshot = monitor.snapshot()
        self.paused_at: datetime | None = None
        self.waiting = 0
        self.initials = ""
        """What the person signed with last in this session."""
        self.failure: Exception | None = None
        """Why the monitor could not start."""
        self._leaving = False
        self.keymap = Keymap(keys)
        """The key map in force."""
        if self.keymap.changed:
            self.set_keymap(self.keymap.changed)
        self.citation: Form = form_of(citation)
        """How `y` words a sourced line."""
        self._alerts = alerts if alerts is not None and alerts.alerts else None
        self.heralds: list[tuple[Herald, Monitor]] = []
        """Tell what the alerts of the configuration want told, one for each agreement; none without alerts."""
        self._opener = opener
        self._copier = copier
        self._fallback = fallback
        self._due: Timer | None = None
        self._travels: list[datetime | None] = []
        """Moments asked for and not shown yet; the last one counts."""
        self._left: tuple[Change, ...] = ()
        """The changes that were on the screen when now was left."""
        self._stale = False
        for name in list(self.available_themes):
            self.unregister_theme(name)
        for made in theme.themes():
            self.register_theme(made)
        self.theme = theme_name
        # nothing on this screen moves by itself
        self.animation_level = "none"
        self.board = Board()

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

    async def on_mount(self) -> None:
        for monitor in self.desk.monitors:
            monitor.subscribe(partial(self._heard, monitor))
        self._write(bidi.EXPLICIT_ON)
        self.set_interval(1.0, self._tick)
        # what is stored is on the screen before anything is asked of the network
        self.call_after_refresh(self.run_worker, self._start, group="start")

    async def _start(self) -> None:
        if not gc.isenabled():
            # imported code and style sheets stay: the collector need not walk them again and again
            gc.freeze()
            gc.enable()
        try:
            for monitor in self.desk.monitors:
                await monitor.start()
        except Exception as error:
            if self._leaving:
                return  # the store was closed under it, because the person has left already
            # a store that is in use, for one: told on the terminal that comes back, not on a screen without data
            self.failure = error
            self.exit(return_code=1)
            return
        if self._alerts is not None:
            from tui.dashboard.telling import herald_for

            for monitor in self.desk.monitors:
                self.heralds.append((herald_for(self, monitor, self._alerts), monitor))
                monitor.subscribe(self._look_out)
            self._look_out()
        self.notice()

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
        for monitor in self.desk.monitors:
            await monitor.stop()

    def _write(self, sequence: str) -> None:
        if self.bidi_mode == "app":
            self.send(sequence)

    def send(self, sequence: str) -> None:
        """Write a sequence to the terminal itself."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    # -------------------------------------------------------------- news

    def _heard(self, monitor: Monitor) -> None:
        """Of the agreements that are not on the screen, the header tells how much is new."""
        if monitor is self.monitor:
            self.notice()
        elif self.screen_stack:
            self._tick()

    def notice(self) -> None:
        """Something changed: repaint now, or when the last repaint is half a second old."""
        if not self.screen_stack:  # news and timers may still come while the program closes
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

    def _tick(self) -> None:
        """The clock in the header: nothing else is drawn."""
        if not self.screen_stack:
            return
        screen = self.screen
        if isinstance(screen, Board):
            screen.draw_bars()
        elif isinstance(screen, Behind):
            screen.draw_top()

    @property
    def view(self) -> View:
        return self.board.view

    # -------------------------------------------------------------- what keys do, on whatever screen

    def say(self, text: str, *, trouble: bool = False) -> None:
        """A short line in the corner; never markup."""
        self.notify(safe(text, 400), severity="error" if trouble else "information", timeout=4, markup=False)

    async def read(self, target: Target | None) -> None:
        """Open the text that a record stands in."""
        if target is None or target.update is None:
            self.say("There is no text behind this row.")
            return
        update = await settle(self.monitor.update(target.update))
        if update is None:
            self.say("The text of this item is not in the store.", trouble=True)
            return
        entry = await settle(self.monitor.records_of(target.update))
        from tui.dashboard.screens.reader import Reader

        self.push_screen(Reader(update, entry, self.snapshot.agreement, target.record, target.words))

    def open_drawer(
        self,
        name: str,
        blocks: Callable[[], list[Block]],
        whole: Target | None,
        compare: IndicatorRow | None,
        commitment: str | None = None,
    ) -> None:
        from tui.dashboard.screens.drawer import Drawer

        self.push_screen(Drawer(name, blocks, whole=whole, compare=compare, commitment=commitment))

    def open_figure(self, row: IndicatorRow) -> None:
        """Show all readings of an indicator."""
        from tui.dashboard.screens.figure import FigureScreen

        self.push_screen(FigureScreen(row))

    def open_speaker(self, record: QuoteRecord | None) -> None:
        """Show all that the speaker of a quote said."""
        from tui.dashboard.screens.speaker import SpeakerCard
        from tui.dashboard.words import speaker

        if record is None or speaker(record) == "unattributed":
            key = self.keymap.shown("speaker")
            self.say(f"{key} shows all that a speaker said: choose a quote whose speaker is named.")
            return
        self.push_screen(SpeakerCard(record))

    def open_since(self) -> None:
        """Show what changed since the last look."""
        from tui.dashboard.screens.since import Since

        self.push_screen(Since(self.view))

    async def open_wordings(self, update: Update) -> None:
        """Show how the text of an item was changed."""
        from tui.dashboard.screens.wordings import Wordings
        from tui.store.errors import StoreError

        history = self.monitor.history
        try:
            found = await history.revisions(update.id) if history is not None else ()
        except StoreError as error:
            self.say(str(error), trouble=True)
            return
        self.push_screen(Wordings(update, found))

    def open_linkage(self) -> None:
        """Show who makes what depend on what."""
        from tui.dashboard.screens.linkage import LinkageView

        self.push_screen(LinkageView(self.view))

    def open_breaches(self) -> None:
        """Show what each side alleges."""
        from tui.dashboard.screens.breaches import Breaches

        self.push_screen(Breaches(self.view))

    def open_dates(self) -> None:
        """Show what is expected by when."""
        from tui.dashboard.screens.dates import Dates

        self.push_screen(Dates(self.view))

    def search_history(self, words: str = "") -> None:
        """Search the texts of all months."""
        from tui.dashboard.screens.searching import Search

        self.push_screen(Search(words))

    def set_status(self, commitment: str | None) -> None:
        """Ask for the status of a commitment by the person's own hand."""
        if self._in_the_past():
            return
        found = [s for p in self.snapshot.phases for s in p.commitments if s.commitment.id == commitment]
        if not found:
            key, pane = self.keymap.shown("set"), self.keymap.shown("pane.1")
            self.say(f"{key} sets the status of a commitment: choose one in pane {pane}.")
            return
        if self.snapshot.viewing:
            self.say("This view only reads. `ceasefire-tui store set` sets it where nothing polls.")
            return
        from tui.dashboard.screens.setting import Setting

        self.push_screen(Setting(found[0], self.initials))

    async def save_status(self, commitment: str, word: str | None, note: str, initials: str) -> None:
        """Keep what the form says; `word` None: the rules again."""
        from tui.agreement.overrides import OverrideError

        try:
            if word is None:
                await settle(self.monitor.clear_status(commitment, initials))
            else:
                await settle(self.monitor.set_status(commitment, word, note, initials))
        except OverrideError as error:
            self.say(str(error), trouble=True)
            return
        self.initials = initials or self.initials
        self.flush()
        set_ = f"Set to {word} by {initials}; what the rules say stays beside it."
        self.say("The rules speak again; what was set stays in the history." if word is None else set_)

    async def mark_wrong(self, target: Target | None) -> None:
        """Ask for a mark on the reading that a row stands for; one that is marked already is let go."""
        if target is None or target.record is None or target.update is None:
            key = self.keymap.shown("open")
            self.say(f"This row is no single reading: {key} opens what it rests on.")
            return
        if self._only_reads():
            return
        if target.record in self.view.wrong:
            await self._by_hand(self.monitor.unmark(target.record, self.initials), "The mark was taken back.")
            return
        from tui.dashboard.screens.byhand import Marking

        self.push_screen(Marking(target, self.initials))

    async def save_mark(self, target: Target, note: str, initials: str) -> None:
        """Keep what the form says."""
        self.initials = initials or self.initials
        said = f"Marked wrong; it stays, and counts for nothing. {self.keymap.shown('undo')} takes that back."
        await self._by_hand(self.monitor.mark_wrong(target.record or "", target.update, note, initials), said)

    async def pin(self, key: str | None, target: Target | None) -> None:
        """Pin a row, or take its pin away."""
        if key is None or key.partition(":")[0] not in ("commitment", "quote", "indicator", "source"):
            self.say("Quotes, figures, commitments and sources can be pinned.")
            return
        if self._only_reads():
            return
        held = key in self.snapshot.pins
        update = target.update if target is not None and key.startswith("quote:") else None
        await self._by_hand(self.monitor.pin(key, update), "The pin is gone." if held else "Pinned to the top.")

    async def undo(self) -> None:
        """Take back what was done by hand last."""
        if self._only_reads():
            return
        done: list[str | None] = []

        async def work() -> None:
            done.append(await self.monitor.undo(self.initials))

        if await self._by_hand(work(), ""):
            self.say(f"Taken back: {done[0]}." if done[0] else "Nothing was done by hand that could be taken back.")

    def _only_reads(self) -> bool:
        if self.snapshot.viewing:
            self.say("This view only reads: do it where the store is written.")
        return self.snapshot.viewing

    async def _by_hand(self, work: Awaitable[object], said: str) -> bool:
        """Do it, draw it, and say so; what cannot be is said instead."""
        from tui.agreement.overrides import OverrideError

        try:
            await work
        except OverrideError as error:
            self.say(str(error), trouble=True)
            return False
        self.flush()
        if said:
            self.say(said)
        return True

    def open_help(self, place: Place) -> None:
        from tui.dashboard.screens.help import Help

        self.push_screen(Help(place))

    def compare(self, row: IndicatorRow | None) -> None:
        """Put the accounts of a figure side by side."""
        if row is None or not row.series:
            self.say(
                f"{self.keymap.shown('compare')} compares the accounts of a figure: choose one in pane "
                f"{self.keymap.shown('pane.3')}, or a commitment that has figures."
            )
            return
        from tui.dashboard.screens.compare import Compare

        self.push_screen(Compare(self.view, row))

    def browse(self, target: Target | None) -> None:
        """Open the link of a row in the browser; http and https only."""
        link = web_address(target.url) if target else None
        if link is None:
            shown = safe(target.url, 80) if target and target.url else "none"
            self.say(f"No http or https link here ({shown}).")
            return
        try:
            if self.is_web:
                # the browser that shows the dashboard, and not one on the server
                self.open_url(link)
                opened = True
            else:
                opened = self._opener(link)
        except Exception as error:  # a browser that cannot start must not end the watch
            self.say(f"The browser could not be started: {error}. {shown_address(link)}", trouble=True)
            return
        self.say(f"Opened {shown_address(link)}" if opened else f"No browser here. {shown_address(link)}")

    async def cite(self, target: Target | None) -> None:
        """Copy the sourced line of a row."""
        await self._copy(render(target.citation, self.citation) if target else "", "no citation for this row")

    async def copy_link(self, target: Target | None) -> None:
        """Copy the link of a row."""
        await self._copy((web_address(target.url) or "") if target else "", "no link for this row")

    async def _copy(self, text: str, nothing: str) -> None:
        if not text:
            self.say(nothing.capitalize() + ".")
            return
        if self._copier is not None:
            how = self._copier(text)
        else:
            done = await asyncio.to_thread(native, text)
            how = done or otherwise(text, self.copy_to_clipboard, self._citation_file())
        self.say(f"{text[:160]}{'…' if len(text) > 160 else ''}  ({how})")

    def _citation_file(self) -> Path:
        if self._fallback is not None:
            return self._fallback
        from platformdirs import user_data_path

        return user_data_path("ceasefire-tui") / "citation.txt"

    async def ask_again(self, source_id: str | None) -> None:
        """Ask one source again, or all; says when the minimum interval does not allow it yet."""
        answer = await settle(self.monitor.refresh(source_id))
        now = self.monitor.clock()
        later = {k: v for k, v in answer.items() if v is not None and v > now}
        asked = len(answer) - len(later)
        names = {s.id: s.name for s, _ in self.snapshot.sources}
        if not answer:
            self.say("Nothing is polled here." if source_id is None else "This source is not polled here.")
        elif len(answer) == 1:
            only = next(iter(answer))
            name = names.get(only, only)
            self.say(f"{name}: may be asked again at {clock(later[only], now)}" if later else f"Asking {name} …")
        else:
            text = f"Asking {asked} of {len(answer)} sources …" if asked else "No source may be asked yet"
            self.say(f"{text}; earliest {clock(min(later.values()), now)}" if later and not asked else text)

    async def seen(self) -> None:
        """Mark everything as seen: the last look is now."""
        if self._in_the_past():
            return
        await settle(self.monitor.mark_seen(self.monitor.clock()))
        self.take()
        self.say(f"All marked as seen. {self.keymap.shown('unseen')} takes that back.")

    async def unseen(self) -> None:
        """Take the last mark back."""
        if self._in_the_past():
            return
        await settle(self.monitor.unmark_seen())
        self.take()
        self.say("The mark was taken back.")

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

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Themes and every key of the board, from the same table as the bindings."""
        for name in theme.NAMES:
            yield SystemCommand(f"Theme: {name}", "Change the colours", lambda n=name: self._set_theme(n))
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


def build(monitor: Monitor, config: Config, others: Sequence[Monitor] = ()) -> DashboardApp:
    """The app as the configuration wants it. Raises `ConfigError` for keys that cannot be."""
    panes = config.panes
    name = panes.theme if panes.theme in theme.NAMES else theme.DARK
    # the screen is drawn on standard error; one that cannot take our glyphs gets plain ones
    plain = panes.ascii or "utf" not in (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()
    return DashboardApp(
        monitor,
        ascii=plain,
        theme_name=name,
        show=panes.show,
        citation=panes.citation,
        bidi_mode=panes.bidi,
        keys=config.keys,
        others=others,
        alerts=config,
    )


def run(monitor: Monitor, config: Config, others: Sequence[Monitor] = ()) -> None:
    """Run the dashboard until the person leaves. Raises what kept the monitors from starting."""
    app = build(monitor, config, others)
    # texts are read in a thread beside this one: a key must not wait for its turn ten times until it is drawn
    sys.setswitchinterval(0.0005)
    app.run(mouse=config.panes.mouse)
    if app.failure is not None:
        raise app.failure


async def run_async(monitor: Monitor, config: Config) -> None:
    """`run`, on a loop that already runs."""
    app = build(monitor, config)
    await app.run_async()
    if app.failure is not None:
        raise app.failure
