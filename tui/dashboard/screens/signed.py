"""The small form in which a person signs what they do by hand: a note and initials, over what is on the screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tui.agreement.overrides import INITIALS_LIMIT, NOTE_LIMIT
from tui.dashboard.screens.field import Field
from tui.dashboard.screens.form import SmallForm


class SignedForm(SmallForm):
    """Yields `fields` after its own lines."""

    def __init__(self, initials: str) -> None:
        super().__init__()
        self._initials = initials

    def fields(self, hint: str) -> ComposeResult:
        """Note, initials, and the line that says what is missing."""
        with Horizontal():
            yield Static("note", classes="label", markup=False)
            yield Field(id="note", max_length=NOTE_LIMIT, compact=True, placeholder=hint)
        with Horizontal():
            yield Static("initials", classes="label", markup=False)
            yield Field(self._initials, id="initials", max_length=INITIALS_LIMIT, compact=True)
        yield Static("", id="wrong", markup=False)

    def signed(self) -> tuple[str, str]:
        """Note and initials as they stand."""
        return self.query_one("#note", Input).value.strip(), self.query_one("#initials", Input).value.strip()

    def unsigned(self, why: str) -> None:
        """Say that initials are missing, and ask for them."""
        self.refuse(why, self.query_one("#initials"))
