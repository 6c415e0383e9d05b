"""The keys of a person's own hand on every screen that shows records, and the form in which a mark is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.agreement.overrides import INITIALS_LIMIT, NOTE_LIMIT
from tui.dashboard.blocks import Target
from tui.dashboard.footer import content
from tui.dashboard.lines import Span, cut, safe

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp


class HandKeys:
    """For screens that have a `target`."""

    if TYPE_CHECKING:

        @property
        def dashboard(self) -> DashboardApp: ...
        def target(self) -> Target | None: ...

    async def action_mark_wrong(self) -> None:
        await self.dashboard.mark_wrong(self.target())

    async def action_undo(self) -> None:
        await self.dashboard.undo()


class Marking(ModalScreen[None]):
    """Note and initials for a mark. Enter keeps, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("enter", "keep", "keep", show=False),
    ]

    DEFAULT_CSS = """
    Marking { align: center middle; }
    Marking > #form { width: 72; max-width: 96%; height: auto; border: heavy $c-accent; padding: 0 1;
        background: $background; border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $c-dim; border-subtitle-align: right; }
    Marking > #form.-ascii { border: ascii $c-accent; }
    Marking #form Horizontal { height: 1; }
    Marking #form Static { color: $c-dim; }
    Marking .label { width: 10; }
    Marking #form Input { width: 1fr; height: 1; border: none; padding: 0; background: $c-rest; color: $foreground; }
    Marking #wrong { color: $c-trouble; text-style: bold; display: none; }
    Marking #wrong.-on { display: block; }
    """

    def __init__(self, target: Target, initials: str) -> None:
        super().__init__()
        self._target = target
        self._initials = initials

    @property
    def dashboard(self) -> DashboardApp:
        return cast("DashboardApp", self.app)

    def compose(self) -> ComposeResult:
        plain = self.dashboard.ascii_only
        with Vertical(id="form", classes="-ascii" if plain else ""):
            words = cut((Span(safe(self._target.citation, 200)),), 66)
            yield Static(content(words, ascii_only=plain))
            yield Static("Read wrongly? It stays, shown as marked, and counts for nothing.", markup=False)
            with Horizontal():
                yield Static("note", classes="label", markup=False)
                yield Input(id="note", max_length=NOTE_LIMIT, compact=True, placeholder="what is wrong with it")
            with Horizontal():
                yield Static("initials", classes="label", markup=False)
                yield Input(self._initials, id="initials", max_length=INITIALS_LIMIT, compact=True)
            yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        form = self.query_one("#form")
        plain = self.dashboard.ascii_only
        form.border_title = content((Span("Mark this reading as wrong"),), ascii_only=plain)
        form.border_subtitle = content((Span("Tab next · Enter keeps · Esc leaves"),), ascii_only=plain)
        self.query_one("#note", Input).focus()

    def on_input_submitted(self) -> None:
        self.run_worker(self.action_keep(), exclusive=True)

    async def action_keep(self) -> None:
        """Keep the mark, if it is signed."""
        note, initials = (self.query_one(f"#{name}", Input).value.strip() for name in ("note", "initials"))
        if not initials:
            wrong = self.query_one("#wrong", Static)
            wrong.update("Initials are missing: a mark says who made it.")
            wrong.add_class("-on")
            self.query_one("#initials", Input).focus()
            return
        self.dismiss()
        await self.dashboard.save_mark(self._target, note, initials)

    def action_leave(self) -> None:
        self.dismiss()
