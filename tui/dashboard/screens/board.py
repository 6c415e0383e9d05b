"""The board: header, five panes, footer. It knows layout, focus and keys; what the panes show is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from tui.agreement.ledger import IndicatorRow
from tui.dashboard.blocks import BlockModel, Target
from tui.dashboard.door import settle
from tui.dashboard.filter import parse
from tui.dashboard.footer import Bar, footer_line
from tui.dashboard.header import banner_line, header_line
from tui.dashboard.keys import bindings
from tui.dashboard.panes.base import NO_FILTER, Pane
from tui.dashboard.panes.changes import ChangesPane, place_of
from tui.dashboard.panes.figures import FiguresPane
from tui.dashboard.panes.phases import PhasesPane
from tui.dashboard.panes.quotes import QuotesPane
from tui.dashboard.panes.sources import SourcesPane, sources_bar
from tui.dashboard.rows import Rows
from tui.dashboard.screens.base import Card, idle_keys
from tui.dashboard.view import NARROW, ROOMY, SMALLEST, WIDE, View, layout_of

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp

ORDER = ("phases", "quotes", "figures", "changes", "sources")

TALL = 52
"""Rows from which the panes of fixed height are higher; their heights stand in the style sheet."""
_OTHERS_HIGH = 34
"""Lines that header, footer and the other panes keep on a wide screen."""


class Ask(Input):
    """The line in which a filter is typed."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            cast(Board, self.screen).close_ask(keep=False)


class Board(Screen[None]):
    """The main screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("board")]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-narrow"),
        (NARROW, "-normal"),
        (WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (ROOMY, "-middle"), (TALL, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.zoomed: str | None = None
        self.folded: frozenset[str] | None = None
        """Phases that the person has folded; None until then: all stand open where they fit, else the one in focus."""
        self._given: int | None = None
        """Height of the pane of phases, where it is not that of the style sheet."""
        self._last = ""
        """The pane that has, or had, the focus."""

    @property
    def dashboard(self) -> DashboardApp:
        return cast("DashboardApp", self.app)

    def compose(self) -> ComposeResult:
        plain = self.dashboard.ascii_only
        # the first layout is that of the terminal's size, and not one that the first resize does again
        width, height = self.app.size
        for points, cells in ((self.HORIZONTAL_BREAKPOINTS, width), (self.VERTICAL_BREAKPOINTS, height)):
            self.add_class([name for least, name in points if cells >= least][-1], update=False)
        yield Bar(ascii_only=plain, id="header")
        yield Bar(ascii_only=plain, id="banner")
        yield PhasesPane(ascii_only=plain)
        with Horizontal(id="middle"):
            with Vertical(id="lists"):
                yield QuotesPane(ascii_only=plain)
                yield FiguresPane(ascii_only=plain)
            detail = Card(ascii_only=plain, id="detail", classes="-ascii" if plain else "")
            detail.can_focus = False
            yield detail
        with Horizontal(id="lower"):
            yield ChangesPane(ascii_only=plain)
            yield SourcesPane(ascii_only=plain)
        yield Bar(ascii_only=plain, id="sourceline")
        yield Static("", id="small", markup=False)
        with Horizontal(id="askline"):
            yield Static("/", markup=False)
            yield Ask(id="ask", placeholder="words  who:  source:  side:  phase:  is:new  before:14:00", compact=True)
            yield Static("Enter keeps  Esc clears", id="askhint", markup=False)
        yield Bar(ascii_only=plain, id="footer")

    def on_mount(self) -> None:
        self._last = self.dashboard.shown[0]
        self.place()
        self.pane().focus()
        self.query_one("#ask", Ask).can_focus = False
        self.query_one("#detail", Card).border_title = "Detail"
        self._fit(*self.size)

    # -------------------------------------------------------------- drawing

    @property
    def view(self) -> View:
        """State of the screen now."""
        app = self.dashboard
        snapshot = app.snapshot
        return View(
            snapshot,
            app.monitor.clock(),
            layout=layout_of(self.size.width),
            zoomed=self.zoomed is not None,
            roomy=self.size.height >= ROOMY,
            folded=self._folds() if self.folded is None else self.folded,
            paused_at=app.paused_at,
            waiting=app.waiting,
            session_look=app.session_look,
        )

    def _folds(self) -> frozenset[str]:
        """Phases that are folded as long as the person has folded none."""
        app = self.dashboard
        phases = app.snapshot.phases
        if not phases or self._all_lines() <= self._phases_room():
            return frozenset()
        focus = View(app.snapshot, app.monitor.clock()).phase_in_focus
        return frozenset(p.phase.id for p in phases if p.phase.id != focus)

    def _all_lines(self) -> int:
        """Lines of all phases, unfolded."""
        return sum(1 + len(p.commitments) for p in self.dashboard.snapshot.phases)

    def _phases_room(self) -> int:
        """Lines that the pane of phases has, or can be given: on a wide screen what the other panes can spare."""
        width, height = self.size
        if width < NARROW:
            return 0
        if self.zoomed == "phases":
            return height - 4
        if width >= WIDE:
            return max(15 if height >= ROOMY else 7, height - _OTHERS_HIGH) - 2
        return (16 if height >= TALL else 11 if height >= ROOMY else 7) - 2

    def _give_room(self) -> None:
        """On a wide screen the pane of phases is as high as all of them need, where there is that much."""
        pane = self.query_one("#phases", PhasesPane)
        lines, room = self._all_lines(), self._phases_room()
        wanted = self.size.width >= WIDE and not self.zoomed and self.folded is None and 0 < lines <= room
        high = lines + 2 if wanted else None
        if high != self._given:
            self._given = high
            pane.styles.height = high

    @property
    def ready(self) -> bool:
        """Whether the parts of the screen stand: news, a tick or a resize may come before they do."""
        return self.is_mounted and bool(self.query("#footer"))

    def draw(self) -> None:
        """Draw everything from the present snapshot."""
        if not self.size.width or not self.ready:
            return
        view = self.view
        with self.app.batch_update():
            self._give_room()
            for pane in self.panes():
                pane.update_view(view)
            self.draw_bars(view)
            self.draw_detail()

    def draw_bars(self, view: View | None = None) -> None:
        """Draw header, banner, source line and footer: what a tick of the clock changes."""
        if not self.ready:
            return
        view = view or self.view
        width = self.size.width
        self.query_one("#header", Bar).show(header_line(view, width))
        banner = self.query_one("#banner", Bar)
        line = banner_line(view, width)
        banner.set_class(line is not None, "-on")
        if line is not None:
            banner.show(line)
        self.query_one("#sourceline", Bar).show(sources_bar(view, width))
        self.draw_footer()

    def draw_footer(self) -> None:
        """Only keys that have something to do on the row under the cursor are shown."""
        pane, target = self.pane(), self.target()
        hide = set(idle_keys(target))
        if pane.cursor is None:
            hide |= {"open", "card"}
        if self._last == "quotes" and (target is None or target.update is None):
            hide.add("open")
        row = self._row_for(pane, pane.cursor) if pane.cursor else None
        if row is None or not row.series:
            hide.add("compare")
        if not self.zoomed and not pane.filter:
            hide.add("back")
        if _commitment_of(pane.cursor) is None or self.dashboard.snapshot.viewing:
            hide.add("set")
        if self.dashboard.snapshot.viewing:
            hide.add("refresh.one")
        self.query_one("#footer", Bar).show(footer_line("board", self.size.width, hide=frozenset(hide)))

    def draw_detail(self) -> None:
        """On a wide screen, all about the row under the cursor stands beside the list."""
        if self.size.width < WIDE or self.zoomed:
            return
        detail = self.query_one("#detail", Card)
        pane = self.pane()
        blocks = pane.card(pane.cursor) if pane.cursor else []
        detail.set_blocks(BlockModel(blocks))
        detail.top()

    def on_resize(self, event: events.Resize) -> None:
        if self.ready:
            self._fit(*event.size)

    def _fit(self, width: int, height: int) -> None:
        """Take the size of the terminal: too small, or one of the layouts."""
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(small, "-small")
        if small:
            need = f"{SMALLEST[0]}x{SMALLEST[1]}"
            self.query_one("#small", Static).update(
                f"ceasefire-tui needs {need} (now {width}x{height}).\nPlain text: ceasefire-tui status"
            )
        self.place()
        if not self.zoomed and width < NARROW and self._last in ("changes", "sources"):
            self.zoom(self._last)
        self.draw()

    # -------------------------------------------------------------- panes

    def place(self) -> None:
        """Hide the panes that the configuration does not want, and what only holds them."""
        wanted = self.dashboard.shown
        for name in ORDER:
            self.query_one(f"#{name}", Pane).set_class(name not in wanted, "-off")
        self.query_one("#lower").set_class(not {"changes", "sources"} & set(wanted), "-off")
        self.query_one("#middle").set_class(not {"quotes", "figures"} & set(wanted), "-off")

    def panes(self) -> list[Pane]:
        return [self.query_one(f"#{name}", Pane) for name in ORDER]

    def pane(self, name: str | None = None) -> Pane:
        """A pane by name; without a name the one that has the focus."""
        return self.query_one(f"#{name or self._last}", Pane)

    def go(self, name: str) -> None:
        """Focus a pane; one that has no room on a narrow screen, or beside a zoomed one, is shown alone."""
        if name not in self.dashboard.shown:
            self.dashboard.say("This pane is off in the configuration ([panes] show).")
            return
        hidden = self.size.width < NARROW and name in ("changes", "sources")
        if self.zoomed is not None or hidden:
            self.zoom(name)
        self._last = name
        self.pane(name).focus()
        self.draw_bars()
        self.draw_detail()

    def zoom(self, name: str | None) -> None:
        """Show one pane alone, or all again."""
        if self.zoomed is not None:
            self.remove_class(f"-zoom-{self.zoomed}")
        self.zoomed = name
        self.set_class(name is not None, "-zoom")
        if name is not None:
            self.add_class(f"-zoom-{name}")
        self.draw()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Pane) and event.widget.id != self._last:
            self._last = event.widget.id or self._last
            self.draw_bars()
            self.draw_detail()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        if event.rows.id == self._last:
            self.draw_detail()
            self.draw_footer()
        if isinstance(event.rows, Pane):
            event.rows.frame()

    async def on_rows_opened(self, event: Rows.Opened) -> None:
        await self.action_open()

    def target(self) -> Target | None:
        pane = self.pane()
        return pane.target(pane.cursor) if pane.cursor else None

    # -------------------------------------------------------------- keys: panes and moving

    def action_pane(self, name: str) -> None:
        self.go(name)

    def action_next_pane(self, by: int) -> None:
        wide = self.size.width >= NARROW or self.zoomed is not None
        names = [n for n in self.dashboard.shown if wide or n in ORDER[:3]] or list(self.dashboard.shown)
        index = names.index(self._last) if self._last in names else 0
        self.go(names[(index + by) % len(names)])

    def action_move(self, by: int) -> None:
        self.pane().step(by)

    def action_page(self, direction: int) -> None:
        self.pane().page(direction)

    def action_end(self, last: bool) -> None:
        self.pane().end(last=last)
        self.pane().frame()

    def action_next(self, by: int) -> None:
        pane = self.pane()
        wanted = None if pane.filter else pane.new_keys(self.view)
        if not pane.seek(wanted, by):
            if pane.filter:
                self.dashboard.say("No other row matches the filter.")
            elif not wanted or pane.cursor not in wanted:
                self.dashboard.say("Nothing new here since your last look.")
            else:
                self.dashboard.say("This is the only new row here.")

    def action_zoom(self) -> None:
        self.zoom(None if self.zoomed else self._last)
        if self.size.width < NARROW and self.zoomed is None and self._last in ("changes", "sources"):
            self.go("quotes")

    def action_fold(self) -> None:
        pane = self.query_one("#phases", PhasesPane)
        if self._last != "phases" or pane.cursor is None:
            return
        phase = pane.phase_of(pane.cursor)
        if phase is None:
            return
        if pane.flat(self.view):
            self.open_phase(phase)
            return
        folded = self.view.folded
        self.folded = folded - {phase} if phase in folded else folded | {phase}
        self.draw()
        pane.select(f"phase:{phase}")

    def open_phase(self, phase: str) -> None:
        """Show the commitments of a phase on a narrow screen."""
        self.folded = frozenset(p.phase.id for p in self.dashboard.snapshot.phases if p.phase.id != phase)
        self.zoom("phases")
        pane = self.pane("phases")
        pane.select(f"phase:{phase}")
        pane.step(1)

    def action_back(self) -> None:
        pane = self.pane()
        if pane.filter:
            pane.set_filter(NO_FILTER)
            self.draw()
        elif self.zoomed:
            self.zoom(None)
            if self.size.width < NARROW and self._last in ("changes", "sources"):
                self.go("quotes")

    # -------------------------------------------------------------- keys: looking closer

    async def action_open(self) -> None:
        pane = self.pane()
        if pane.cursor is None:
            return
        await self.open_key(pane, pane.cursor)

    async def open_key(self, pane: Pane, key: str) -> None:
        """Open what a row stands for: a text, a trail, a series, or the place that a change is about."""
        app = self.dashboard
        kind, _, ref = key.partition(":")
        if kind == "phase":
            if isinstance(pane, PhasesPane) and pane.flat(self.view):
                self.open_phase(ref)
            else:
                app.open_drawer("Phase", lambda: pane.card(key), None, None)
        elif kind == "quote":
            await app.read(pane.target(key))
        elif kind == "change":
            await self._open_change(ref)
        else:
            names = {"commitment": "Evidence", "indicator": "Running figure", "source": "Source"}
            commitment = ref if kind == "commitment" else None
            app.open_drawer(names[kind], lambda: pane.card(key), pane.target(key), self._row_for(pane, key), commitment)

    def action_card(self) -> None:
        pane = self.pane()
        if (key := pane.cursor) is not None:
            names = {"quotes": "Quote", "phases": "Commitment", "figures": "Running figure", "changes": "Change"}
            name = names.get(self._last, "Source")
            row, about = self._row_for(pane, key), _commitment_of(key)
            self.dashboard.open_drawer(name, lambda: pane.card(key), pane.target(key), row, about)

    async def _open_change(self, ref: str) -> None:
        """Go to what a change is about."""
        pane = self.query_one("#changes", ChangesPane)
        change = pane.find(f"change:{ref}")
        if change is None:
            return
        found = place_of(self.dashboard.snapshot, change.ref)
        if found is not None:
            other = self.pane(found[0])
            other.select(found[1])
            await self.open_key(other, found[1])
        elif change.ref and await settle(self.dashboard.monitor.update(change.ref)) is not None:
            await self.dashboard.read(Target(update=change.ref))
        else:
            # what it is about is not shown any more (withdrawn, or older than the pane holds): the change itself
            key = f"change:{ref}"
            self.dashboard.open_drawer("Change", lambda: pane.card(key), pane.target(key), None)

    def _row_for(self, pane: Pane, key: str) -> IndicatorRow | None:
        """The figure that `v` compares: that of the row, or the first of a commitment with several accounts."""
        if isinstance(pane, FiguresPane):
            return pane.find(key)
        if isinstance(pane, PhasesPane) and (status := pane.find(key)) is not None:
            rows = [r for r in self.dashboard.snapshot.figures if r.indicator.id in status.commitment.indicators]
            return max(rows, key=lambda r: len(r.series), default=None)
        return None

    def action_compare(self) -> None:
        pane = self.pane()
        self.dashboard.compare(self._row_for(pane, pane.cursor) if pane.cursor else None)

    def action_set_status(self) -> None:
        self.dashboard.set_status(_commitment_of(self.pane().cursor))

    def action_filter(self) -> None:
        ask = self.query_one("#ask", Ask)
        ask.value = self.pane().filter.text
        ask.can_focus = True
        self.query_one("#askline").add_class("-on")
        self.pane().add_class("-asking")
        self.query_one("#footer", Bar).add_class("-off")
        ask.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.query_one("#askline").has_class("-on"):
            self.pane().set_filter(parse(event.value))

    def on_input_submitted(self) -> None:
        self.close_ask(keep=True)

    def close_ask(self, *, keep: bool) -> None:
        """Leave the filter line; without `keep` the filter is cleared."""
        ask = self.query_one("#ask", Ask)
        self.query_one("#askline").remove_class("-on")
        self.query_one("#footer", Bar).remove_class("-off")
        ask.can_focus = False
        pane = self.pane()
        pane.remove_class("-asking")
        if not keep:
            pane.set_filter(NO_FILTER)
        pane.focus()
        self.draw()

    # -------------------------------------------------------------- keys: taking away, and the program

    async def action_cite(self) -> None:
        await self.dashboard.cite(self.target())

    async def action_link(self) -> None:
        await self.dashboard.copy_link(self.target())

    def action_browser(self) -> None:
        self.dashboard.browse(self.target())

    def action_help(self) -> None:
        self.dashboard.open_help("board")

    async def action_refresh(self, everything: bool) -> None:
        target = None if everything else self.target()
        await self.dashboard.ask_again(target.source if target else None)

    async def action_seen(self) -> None:
        await self.dashboard.seen()

    async def action_unseen(self) -> None:
        await self.dashboard.unseen()

    def action_pause(self) -> None:
        self.dashboard.toggle_pause()


def _commitment_of(key: str | None) -> str | None:
    """Id of the commitment that a row stands for, if it is one."""
    kind, _, ref = (key or "").partition(":")
    return ref if kind == "commitment" else None
