"""The board: the main screen, and what each of its keys does. What the panes show is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tui.dashboard.footer import Bar
from tui.dashboard.keys import bindings
from tui.dashboard.panes.changes import ChangesPane
from tui.dashboard.panes.phases import PhasesPane
from tui.dashboard.panes.quotes import QuotesPane
from tui.dashboard.screens.handkeys import HandKeys
from tui.dashboard.screens.jump import Jumps
from tui.dashboard.screens.layout import ORDER, BoardLayout, commitment_of
from tui.dashboard.view import NARROW

if TYPE_CHECKING:
    from tui.dashboard.panes.base import Pane
    from tui.dashboard.rows import Rows
    from tui.dashboard.screens.asking import AskLine
    from tui.dashboard.screens.jump import Turn
    from tui.dashboard.screens.travel import TimeLine
    from tui.records import Change

__all__ = ["ORDER", "Board"]


class Board(HandKeys, Jumps, BoardLayout):
    """The main screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("board")]

    async def on_rows_opened(self, event: Rows.Opened) -> None:
        await self.action_open()

    # -------------------------------------------------------------- keys: panes and moving

    def action_pane(self, name: str) -> None:
        self.go(name)

    def jump_lists(self) -> list[Rows]:
        here = self.pane()
        return [here, *(p for p in self.panes() if p is not here and p.region.height)]

    def jump_pane(self) -> Turn:
        return self.go

    async def jump_to(self, rows: Rows, key: str, opens: bool) -> None:
        self.go(rows.id or self._last)
        if not rows.select(key):
            self.dashboard.say("This row is gone.")
        elif opens:
            await self.action_open()

    def action_next_pane(self, by: int) -> None:
        wide = self.size.width >= NARROW or self.zoomed is not None
        names = [n for n in self.dashboard.shown if wide or n in ORDER[:3]] or list(self.dashboard.shown)
        index = names.index(self._last) if self._last in names else 0
        self.go(names[(index + by) % len(names)])

    def action_agreement(self) -> None:
        self.dashboard.next_agreement()

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
            pane.set_filter(None)
            self.draw()
        elif self.zoomed:
            self.zoom(None)
            if self.size.width < NARROW and self._last in ("changes", "sources"):
                self.go("quotes")
        else:
            self.dashboard.travel(None)

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
            change = pane.find(key) if isinstance(pane, ChangesPane) else None
            if change is not None:
                await self.open_change(change)
        else:
            row = self.row_for(pane, key)
            if kind == "indicator" and row is not None:
                app.open_figure(row)
                return
            names = {"commitment": "Evidence", "indicator": "Running figure", "source": "Source"}
            commitment = ref if kind == "commitment" else None
            app.open_drawer(names[kind], lambda: pane.card(key), pane.target(key), row, commitment)

    def action_card(self) -> None:
        pane = self.pane()
        if (key := pane.cursor) is not None:
            names = {"quotes": "Quote", "phases": "Commitment", "figures": "Running figure", "changes": "Change"}
            name = names.get(self._last, "Source")
            row, about = self.row_for(pane, key), commitment_of(key)
            self.dashboard.open_drawer(name, lambda: pane.card(key), pane.target(key), row, about)

    async def open_change(self, change: Change) -> None:
        """Go to what a change is about."""
        from tui.dashboard.blocks import Target
        from tui.dashboard.door import settle
        from tui.dashboard.panes.changes import place_of

        found = place_of(self.dashboard.snapshot, change.ref)
        if found is not None:
            other = self.pane(found[0])
            other.select(found[1])
            await self.open_key(other, found[1])
        elif change.ref and await settle(self.dashboard.monitor.update(change.ref)) is not None:
            await self.dashboard.read(Target(update=change.ref))
        else:
            # what it is about is not shown any more (withdrawn, or older than the pane holds): the change itself
            pane, key = self.query_one("#changes", ChangesPane), f"change:{change.id}"
            self.dashboard.open_drawer("Change", lambda: pane.card(key), pane.target(key), None)

    def action_compare(self) -> None:
        pane = self.pane()
        self.dashboard.compare(self.row_for(pane, pane.cursor) if pane.cursor else None)

    async def action_travel(self) -> None:
        """Show the time line, with the day that is looked at, or yesterday to begin with."""
        app = self.dashboard
        now = app.monitor.clock()
        history = app.monitor.history
        oldest = (await history.reach()).oldest if history is not None else None
        begun = app.snapshot.agreement.effective
        first = min(begun, oldest) if oldest is not None else begun
        at = app.snapshot.past or now
        (await self.complete())[1].open(first.date(), now.date(), at.date())
        self.draw_footer()

    def on_time_line_moved(self, event: TimeLine.Moved) -> None:
        from tui.dashboard.screens.travel import end_of

        self.dashboard.travel(end_of(event.day) if event.day is not None else None)

    def on_time_line_left(self, event: TimeLine.Left) -> None:
        event.line.close()
        self.pane().focus()
        if event.now:
            self.dashboard.travel(None)
        self.draw_footer()

    async def action_filter(self) -> None:
        pane = self.pane()
        pane.add_class("-asking")
        self.query_one("#footer", Bar).add_class("-off")
        (await self.complete())[0].open(pane.filter.text if pane.filter is not None else "")

    def on_ask_line_typed(self, event: AskLine.Typed) -> None:
        from tui.dashboard.filter import parse

        self.pane().set_filter(parse(event.text))

    def on_ask_line_left(self, event: AskLine.Left) -> None:
        """The filter line was left; with Esc the filter is cleared."""
        event.line.close()
        self.query_one("#footer", Bar).remove_class("-off")
        pane = self.pane()
        pane.remove_class("-asking")
        if not event.keep:
            pane.set_filter(None)
        pane.focus()
        self.draw()

    def action_linkage(self) -> None:
        self.dashboard.open_linkage()

    def action_breaches(self) -> None:
        self.dashboard.open_breaches()

    def action_dates(self) -> None:
        self.dashboard.open_dates()

    def action_since(self) -> None:
        self.dashboard.open_since()

    def action_speaker(self) -> None:
        pane = self.pane()
        found = pane.find(pane.cursor) if isinstance(pane, QuotesPane) and pane.cursor else None
        self.dashboard.open_speaker(found)

    def action_history(self) -> None:
        # the plain words of a filter are the likely question
        chosen = self.pane().filter
        terms = chosen.terms if chosen is not None else ()
        self.dashboard.search_history(" ".join(value for name, value in terms if not name))

    async def action_pin(self) -> None:
        pane = self.pane()
        await self.dashboard.pin(pane.cursor, pane.target(pane.cursor) if pane.cursor else None)

    def action_set_status(self) -> None:
        self.dashboard.set_status(commitment_of(self.pane().cursor))

    # -------------------------------------------------------------- keys: taking away, and the program

    async def action_cite(self) -> None:
        await self.dashboard.cite(self.target())

    async def action_export(self) -> None:
        from tui.dashboard.given import of_pane

        await self.dashboard.export(lambda: of_pane(self.pane(), self.view, self.dashboard.monitor.history))

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
