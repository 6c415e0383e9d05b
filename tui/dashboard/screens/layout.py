"""How the board is laid out: header, five panes, footer, at any size. What its keys do stands in `board`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from tui.dashboard.footer import Banner, Bar, footer
from tui.dashboard.lines import Line, Span
from tui.dashboard.panes.base import Pane
from tui.dashboard.panes.changes import ChangesPane
from tui.dashboard.panes.figures import FiguresPane
from tui.dashboard.panes.phases import PhasesPane
from tui.dashboard.panes.quotes import QuotesPane
from tui.dashboard.panes.sources import SourcesPane
from tui.dashboard.screens.card import Card, idle_keys
from tui.dashboard.view import NARROW, ROOMY, SMALLEST, WIDE, View, layout_of

if TYPE_CHECKING:
    from tui.agreement.ledger import IndicatorRow
    from tui.dashboard.app import DashboardApp
    from tui.dashboard.blocks import Target
    from tui.dashboard.rows import Rows
    from tui.dashboard.screens.asking import AskLine
    from tui.dashboard.screens.travel import TimeLine

ORDER = ("phases", "quotes", "figures", "changes", "sources")

TALL = 52
"""Rows from which the panes of fixed height are higher; their heights stand in the style sheet."""
LOADING: Line = (Span(" ceasefire-tui  ", "dim"), Span("loading"))
"""The header as long as nothing is known."""
_OF_A_ROW = frozenset({"open", "card", "compare", "speaker", "set", "back", "browser", "link", "cite"})
"""Keys that have nothing to do without a row."""
_OTHERS_HIGH = 34
"""Lines that header, footer and the other panes keep on a wide screen."""
_OTHERS_WIDE = 27
"""Lines that they keep on a screen that is neither narrow nor wide."""


class BoardLayout(Screen[None]):
    """The parts of the main screen, and which of them are shown."""

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
        self._shared: int | None = None
        """Lines that the pane of figures may take."""
        self._lines: tuple[AskLine, TimeLine] | None = None
        self._completing = asyncio.Lock()
        self._last = ""
        """The pane that has, or had, the focus."""
        self._kept: Widget | None = None
        """What had the focus when the terminal became too small."""

    @property
    def dashboard(self) -> DashboardApp:
        return cast("DashboardApp", self.app)

    def compose(self) -> ComposeResult:
        plain = self.dashboard.ascii_only
        # the first layout is that of the terminal's size, and not one that the first resize does again
        width, height = self.app.size
        for points, cells in ((self.HORIZONTAL_BREAKPOINTS, width), (self.VERTICAL_BREAKPOINTS, height)):
            self.add_class([name for least, name in points if cells >= least][-1], update=False)
        yield Bar(LOADING, ascii_only=plain, id="header")
        yield Banner(ascii_only=plain, id="banner")
        yield PhasesPane(ascii_only=plain)
        with Horizontal(id="middle"):
            with Vertical(id="lists"):
                yield QuotesPane(ascii_only=plain)
                yield FiguresPane(ascii_only=plain)
            if width >= WIDE:
                yield self._made_detail()
        with Horizontal(id="lower"):
            yield ChangesPane(ascii_only=plain)
            yield SourcesPane(ascii_only=plain)
        yield Bar(ascii_only=plain, id="sourceline")
        bare = footer("board", width, hide=_OF_A_ROW, keymap=self.dashboard.keymap)[0]
        yield Bar(bare, ascii_only=plain, id="footer")

    def _made_detail(self) -> Card:
        plain = self.dashboard.ascii_only
        detail = Card(ascii_only=plain, id="detail", classes="-ascii" if plain else "")
        detail.can_focus = False
        detail.border_title = "Detail"
        return detail

    def on_mount(self) -> None:
        self._last = self.dashboard.shown[0]
        self.place()
        self.pane().focus()
        self._fit(*self.size)

    async def complete(self) -> tuple[AskLine, TimeLine]:
        """Add the lines in which something is typed, which the first frame does without; these, whoever added them."""
        async with self._completing:
            if self._lines is None:
                from tui.dashboard.screens.asking import AskLine
                from tui.dashboard.screens.travel import TimeLine

                made = AskLine(), TimeLine(ascii_only=self.dashboard.ascii_only)
                await self.mount(*made, before="#footer")
                self._lines = made
            return self._lines

    # -------------------------------------------------------------- drawing

    @property
    def view(self) -> View:
        """State of the screen now."""
        app = self.dashboard
        snapshot = app.snapshot
        return View(
            snapshot,
            snapshot.past or app.monitor.clock(),
            layout=layout_of(self.size.width),
            zoomed=self.zoomed is not None,
            roomy=self.size.height >= ROOMY,
            folded=self._folds() if self.folded is None else self.folded,
            paused_at=app.paused_at,
            waiting=app.waiting,
            session_look=app.session_look,
            keymap=app.keymap,
            beside=app.desk.beside(),
        )

    def _folds(self) -> frozenset[str]:
        """Phases that are folded as long as the person has folded none."""
        app = self.dashboard
        phases = app.snapshot.phases
        if not phases or self._all_lines() <= self._phases_room():
            return frozenset()
        focus = View(app.snapshot, app.monitor.clock()).phase_in_focus
        shut = {p.phase.id for p in phases if p.phase.id != focus}
        # the phase in focus is open whatever it takes; others as long as all of them can be seen
        room = self._phases_room() - len(phases) - sum(len(p.commitments) for p in phases if p.phase.id == focus)
        for phase in phases:
            if phase.phase.id in shut and len(phase.commitments) <= room:
                shut.remove(phase.phase.id)
                room -= len(phase.commitments)
        return frozenset(shut)

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
        return (16 if height >= TALL else max(11, min(14, height - _OTHERS_WIDE)) if height >= ROOMY else 7) - 2

    def _give_room(self) -> None:
        """The pane of phases is as high as what is unfolded needs, where there is that much room; what it leaves goes
        to the quotes."""
        pane = self.query_one("#phases", PhasesPane)
        folds = self._folds() if self.folded is None else self.folded
        open_ = (p for p in self.dashboard.snapshot.phases if p.phase.id not in folds)
        lines = len(self.dashboard.snapshot.phases) + sum(len(p.commitments) for p in open_)
        fits = self.size.width >= NARROW and not self.zoomed and 0 < lines <= self._phases_room()
        high = lines + 2 if fits and not pane.filter else None
        if high != self._given:
            self._given = high
            pane.styles.height = high

    def _share_room(self) -> None:
        """What the quotes do not fill goes to the figures; from a screenful of quotes on each has its half."""
        figures, quotes = self.query_one("#figures", FiguresPane), self.query_one("#quotes", QuotesPane)
        room = self.query_one("#lists").size.height
        if not room:
            return
        # alone on the screen a pane is as high as the style sheet says
        most = None if self.zoomed else max(room // 2, room - quotes.least_lines() - 2)
        if most != self._shared:
            self._shared = most
            figures.styles.max_height = most

    @property
    def ready(self) -> bool:
        """Whether there is something to draw, and where: news, a tick or a resize may come before."""
        return self.is_mounted and self.dashboard.begun and bool(self.query("#footer"))

    def draw(self) -> None:
        """Draw everything from the present snapshot."""
        if not self.ready or not self.size.width:
            return
        view = self.view
        with self.app.batch_update():
            self._give_room()
            for pane in self.panes():
                pane.update_view(view)
            self._share_room()
            self.draw_bars(view)
            self.draw_detail()
        # where another layout has given the lists another height
        self.call_after_refresh(self._share_room)

    def draw_bars(self, view: View | None = None) -> None:
        """Draw header, banner, source line and footer: what a tick of the clock changes."""
        if not self.ready:
            return
        from tui.dashboard.header import banner_lines, header_line
        from tui.dashboard.panes.sources import sources_bar, sources_spots

        view = view or self.view
        width = self.size.width
        self.query_one("#header", Bar).show(header_line(view, width))
        self.query_one("#banner", Banner).tell(banner_lines(view, width))
        self.query_one("#sourceline", Bar).show(sources_bar(view, width), sources_spots(width, view.keymap))
        self.draw_footer()

    def draw_footer(self) -> None:
        """Only keys that have something to do on the row under the cursor are shown."""
        bar, keymap = self.query_one("#footer", Bar), self.dashboard.keymap
        if self._lines is not None and (time_line := self._lines[1]).on:
            bar.show(*footer("travel", self.size.width, keymap=keymap), owner=time_line)
            return
        pane, target = self.pane(), self.target()
        hide = set(idle_keys(target))
        if pane.cursor is None:
            hide |= {"open", "card"}
        if self._last == "quotes" and (target is None or target.update is None):
            hide.add("open")
        row = self.row_for(pane, pane.cursor) if pane.cursor else None
        if row is None or not row.series:
            hide.add("compare")
        if self._last != "quotes" or pane.cursor is None:
            hide.add("speaker")
        if self.dashboard.snapshot.past is not None:
            hide |= {"seen", "unseen", "set", "pause"}
        elif not self.zoomed and not pane.filter:
            hide.add("back")
        if commitment_of(pane.cursor) is None or self.dashboard.only_reads:
            hide.add("set")
        if self.dashboard.snapshot.viewing:
            hide.add("refresh.one")
        bar.show(*footer("board", self.size.width, hide=frozenset(hide), keymap=keymap))

    def draw_detail(self) -> None:
        """On a wide screen, all about the row under the cursor stands beside the list."""
        if self.size.width < WIDE or self.zoomed or not self.dashboard.begun:
            return
        if not self.query("#detail"):  # the terminal has become wide
            self.query_one("#middle").mount(self._made_detail())
        from tui.dashboard.blocks import BlockModel

        detail = self.query_one("#detail", Card)
        pane = self.pane()
        blocks = pane.card(pane.cursor) if pane.cursor else []
        detail.set_blocks(BlockModel(blocks))
        detail.top()

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted and self.query("#footer"):
            self._fit(*event.size)

    def _fit(self, width: int, height: int) -> None:
        """Take the size of the terminal: too small, or one of the layouts."""
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small and self._kept is None:
            # what is not displayed loses the focus
            self._kept = self.focused
        elif not small and self._kept is not None:
            kept, self._kept = self._kept, None
            self.call_after_refresh(kept.focus)
        self.set_class(small, "-small")
        if small:
            from textual.widgets import Static

            if not self.query("#small"):
                self.mount(Static("", id="small", markup=False))
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
        if event.rows.id == self._last and self.ready:
            self.draw_detail()
            self.draw_footer()
        if isinstance(event.rows, Pane):
            event.rows.frame_moved()

    def target(self) -> Target | None:
        pane = self.pane()
        return pane.target(pane.cursor) if pane.cursor else None

    def row_for(self, pane: Pane, key: str) -> IndicatorRow | None:
        """The figure that `v` compares: that of the row, or the first of a commitment with several accounts."""
        if isinstance(pane, FiguresPane):
            return pane.find(key)
        if isinstance(pane, PhasesPane) and (status := pane.find(key)) is not None:
            rows = [r for r in self.dashboard.snapshot.figures if r.indicator.id in status.commitment.indicators]
            return max(rows, key=lambda r: len(r.series), default=None)
        return None


def commitment_of(key: str | None) -> str | None:
    """Id of the commitment that a row stands for, if it is one."""
    kind, _, ref = (key or "").partition(":")
    return ref if kind == "commitment" else None
