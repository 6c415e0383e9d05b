"""A small form over what is on the screen: Enter keeps, Esc leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui.dashboard.footer import content
from tui.dashboard.lines import Line

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp


class SmallForm(ModalScreen[None]):
    """A form composes its own lines into `#form`, and a line `#wrong` that says what is missing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("enter", "keep", "keep", show=False),
    ]

    DEFAULT_CSS = """
    SmallForm { align: center middle; }
    SmallForm > #form { width: 72; max-width: 96%; height: auto; max-height: 96%; border: heavy $c-accent;
        padding: 0 1; background: $background; border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $c-dim; border-subtitle-align: right; }
    SmallForm > #form.-ascii { border: ascii $c-accent; }
    SmallForm #form Horizontal { height: 1; }
    SmallForm #form Static { color: $c-dim; }
    SmallForm .label { width: 10; }
    SmallForm #form Input { width: 1fr; height: 1; border: none; padding: 0; background: $c-rest;
        color: $foreground; }
    SmallForm #form #wrong { color: $c-trouble; text-style: bold; display: none; }
    SmallForm #form #wrong.-on { display: block; }
    """

    @property
    def dashboard(self) -> DashboardApp:
        return cast("DashboardApp", self.app)

    def entitle(self, title: Line, keys: Line) -> None:
        """What the form is for, and what its keys do."""
        form, plain = self.query_one("#form"), self.dashboard.ascii_only
        form.border_title = content(title, ascii_only=plain)
        form.border_subtitle = content(keys, ascii_only=plain)

    def refuse(self, why: str, field: Widget | None = None) -> None:
        """Say what is missing or wrong, and go to the field."""
        wrong = self.query_one("#wrong", Static)
        wrong.update(why)
        wrong.add_class("-on")
        if field is not None:
            field.focus()

    def on_input_submitted(self) -> None:
        self.run_worker(self.action_keep(), exclusive=True)

    async def action_keep(self) -> None:
        """Keep it, if nothing is missing."""
        raise NotImplementedError

    def action_leave(self) -> None:
        self.dismiss()
