"""The form in which a mark is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.dashboard.footer import content
from tui.dashboard.lines import Span, cut, safe
from tui.dashboard.screens.signed import SignedForm

if TYPE_CHECKING:
    from tui.dashboard.blocks import Target


class Marking(SignedForm):
    """Note and initials for a mark."""

    def __init__(self, target: Target, initials: str) -> None:
        super().__init__(initials)
        self._target = target

    def compose(self) -> ComposeResult:
        plain = self.dashboard.ascii_only
        with Vertical(id="form", classes="-ascii" if plain else ""):
            words = cut((Span(safe(self._target.citation, 200)),), 66)
            yield Static(content(words, ascii_only=plain))
            yield Static("Read wrongly? It stays, shown as marked, and counts for nothing.", markup=False)
            yield from self.fields("what is wrong with it")

    def on_mount(self) -> None:
        self.entitle((Span("Mark this reading as wrong"),), (Span("Tab next · Enter keeps · Esc leaves"),))
        self.query_one("#note", Input).focus()

    async def action_keep(self) -> None:
        """Keep the mark, if it is signed."""
        note, initials = self.signed()
        if not initials:
            self.unsigned("Initials are missing: a mark says who made it.")
            return
        self.dismiss()
        await self.dashboard.save_mark(self._target, note, initials)
