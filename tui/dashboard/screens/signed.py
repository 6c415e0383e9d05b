"""The small form in which a person signs what they do by hand: a note and initials, over what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.agreement.overrides import INITIALS_LIMIT, NOTE_LIMIT
from tui.dashboard.footer import content
from tui.dashboard.lines import Line
from tui.dashboard.screens.field import Field

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp


class SignedForm(ModalScreen[None]):
    """Enter keeps, Esc leaves. A form composes its own lines into `#form`, and `fields` after them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("enter", "keep", "keep", show=False),
    ]

    DEFAULT_CSS = """
    SignedForm { align: center middle; }
    SignedForm > #form { width: 72; max-width: 96%; height: auto; max-height: 96%; border: heavy $c-accent;
        padding: 0 1; background: $background; border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $c-dim; border-subtitle-align: right; }
    SignedForm > #form.-ascii { border: ascii $c-accent; }
    SignedForm #form Horizontal { height: 1; }
    SignedForm #form Static { color: $c-dim; }
    SignedForm .label { width: 10; }
    SignedForm #form Input { width: 1fr; height: 1; border: none; padding: 0; background: $c-rest;
        color: $foreground; }
    SignedForm #wrong { color: $c-trouble; text-style: bold; display: none; }
    SignedForm #wrong.-on { display: block; }
    """

    def __init__(self, initials: str) -> None:
        super().__init__()
        self._initials = initials

    @property
    def dashboard(self) -> DashboardApp:
        return cast("DashboardApp", self.app)

    def fields(self, hint: str) -> ComposeResult:
        """Note, initials, and the line that says what is missing."""
        with Horizontal():
            yield Static("note", classes="label", markup=False)
            yield Field(id="note", max_length=NOTE_LIMIT, compact=True, placeholder=hint)
        with Horizontal():
            yield Static("initials", classes="label", markup=False)
            yield Field(self._initials, id="initials", max_length=INITIALS_LIMIT, compact=True)
        yield Static("", id="wrong", markup=False)

    def entitle(self, title: Line, keys: Line) -> None:
        """What the form is for, and what its keys do."""
        form, plain = self.query_one("#form"), self.dashboard.ascii_only
        form.border_title = content(title, ascii_only=plain)
        form.border_subtitle = content(keys, ascii_only=plain)

    def signed(self) -> tuple[str, str]:
        """Note and initials as they stand."""
        return self.query_one("#note", Input).value.strip(), self.query_one("#initials", Input).value.strip()

    def refuse(self, why: str) -> None:
        """Say that initials are missing, and ask for them."""
        wrong = self.query_one("#wrong", Static)
        wrong.update(why)
        wrong.add_class("-on")
        self.query_one("#initials", Input).focus()

    def on_input_submitted(self) -> None:
        self.run_worker(self.action_keep(), exclusive=True)

    async def action_keep(self) -> None:
        """Keep it, if it is signed."""
        raise NotImplementedError

    def action_leave(self) -> None:
        self.dismiss()
