"""What opens behind the board: texts, evidence, series, and what else the keys lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.dashboard.door import settle
from tui.dashboard.stage import Stage

if TYPE_CHECKING:
    from tui.agreement.ledger import IndicatorRow
    from tui.dashboard.blocks import Block, Target
    from tui.dashboard.keys import Place
    from tui.records import QuoteRecord, Update


class Opening(Stage):
    """Opens screens; each is imported when it is opened first."""

    async def read(self, target: Target | None) -> None:
        """Open the text that a record stands in."""
        if target is None or target.update is None:
            self.say("There is no text behind this row.")
            return
        entry = await settle(self.monitor.records_of(target.update))
        update = entry.update if entry is not None else await settle(self.monitor.update(target.update))
        if update is None:
            self.say("The text of this item is not in the store.", trouble=True)
            return
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

    def open_help(self, place: Place) -> None:
        from tui.dashboard.screens.help import Help

        self.push_screen(Help(place))
