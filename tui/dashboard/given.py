"""What the panes and screens give for a file: the records behind their rows, as they are filtered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.agreement.ledger import IndicatorRow
from tui.dashboard.door import History
from tui.dashboard.exporting import Given
from tui.dashboard.panes.base import Pane
from tui.dashboard.panes.changes import Log
from tui.dashboard.panes.figures import Ledger
from tui.dashboard.panes.phases import PhasesPane
from tui.dashboard.panes.quotes import Latest
from tui.dashboard.panes.sources import Sources
from tui.dashboard.view import View, health
from tui.records import Change, QuoteRecord
from tui.tables.columns import CHANGES, FIGURES, QUOTES, SOURCES, STATUS, SourceRow, StatusRow, Table
from tui.tables.told import Told, told
from tui.text import plural


async def of_pane(pane: Pane, view: View, history: History | None) -> Given:
    """The rows of a pane through its filter. Commitments of phases that are folded are given too. Raises `StoreError`
    when what a change rests on cannot be read."""
    note, listed = f"as filtered: {pane.filter.text}" if pane.filter else "", pane.listed
    if isinstance(pane, PhasesPane):
        every = [(s, p.phase.order) for p in view.snapshot.phases for s in p.commitments]
        kept = [s for s, order in every if not pane.filter or pane.filter.commitment(view, s, order)]
        things = [StatusRow(status=status, as_of=view.now) for status in kept]
        return _given(view, "status", plural(len(things), "commitment"), STATUS, things, note)
    if isinstance(listed, Ledger):
        return of_figures(view, listed.rows, newest=True, note=note)
    if isinstance(listed, Log):
        changes = await _told(view, listed.changes, history)
        return _given(view, "changes", plural(len(changes), "change"), CHANGES, changes, note)
    if isinstance(listed, Sources):
        rows = []
        for source, state in listed.rows:
            word, why = health(source, state, view.now)
            rows.append(SourceRow(source=source, state=state, word=word, why=why, as_of=view.now))
        return _given(view, "sources", plural(len(rows), "source"), SOURCES, rows, note)
    return of_quotes(view, list(listed.quotes) if isinstance(listed, Latest) else [], note)


def of_quotes(view: View, quotes: Sequence[QuoteRecord], note: str = "") -> Given:
    """Quotes, in the order of the screen."""
    return _given(view, "quotes", plural(len(quotes), "quote"), QUOTES, quotes, note)


def of_figures(view: View, rows: Sequence[IndicatorRow], *, newest: bool, note: str = "") -> Given:
    """The newest reading of each series of these indicators, or all that are known."""
    readings = [r for row in rows for s in row.series for r in (s.readings[:1] if newest else s.readings)]
    return _given(view, "figures", plural(len(readings), "reading"), FIGURES, readings, note)


async def _told(view: View, changes: Sequence[Change], history: History | None) -> list[Told]:
    """Each change with whose claim brought it, as far as the store still tells."""
    known = {c.id: e for c, e in await history.told(limit=len(view.snapshot.changes))} if history is not None else {}
    return [told(view.snapshot.agreement, change, known.get(change.id, ())) for change in changes]


def _given(view: View, name: str, counted: str, table: Table, things: Sequence[Any], note: str) -> Given:
    return Given(name, counted, table, things, view.snapshot.agreement, view.now, note)
