"""The line in which a filter is typed: says what was typed and when it ends; what is filtered is not its matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from tui.dashboard.screens.field import Field

if TYPE_CHECKING:
    from textual.widgets import Input

PLACEHOLDER = "words  who:  source:  side:  phase:  is:new  before:14:00"


class Ask(Field):
    """The field itself; Esc leaves it."""

    class Escaped(Message):
        pass

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Escaped())


class AskLine(Horizontal):
    """A line at the foot of the screen, shown while something is typed into it."""

    class Typed(Message):
        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The line was left: with Enter (`keep`) or with Esc."""

        def __init__(self, line: AskLine, keep: bool) -> None:
            super().__init__()
            self.line = line
            self.keep = keep

    def __init__(self, placeholder: str = PLACEHOLDER) -> None:
        super().__init__(id="askline")
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        yield Static("/", markup=False)
        # what was typed is gone on with, also when the focus comes back to it
        yield Ask(id="ask", placeholder=self._placeholder, compact=True, select_on_focus=False)
        yield Static("Enter keeps  Esc clears", id="askhint", markup=False)

    def on_mount(self) -> None:
        self.query_one(Ask).can_focus = False

    @property
    def on(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-on")

    def open(self, text: str) -> None:
        """Show the line with `text` in it."""
        ask = self.query_one(Ask)
        ask.value = text
        ask.can_focus = True
        self.add_class("-on")
        ask.focus()

    def close(self) -> None:
        """Hide the line."""
        self.remove_class("-on")
        self.query_one(Ask).can_focus = False

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.on:
            self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left(self, keep=True))

    def on_ask_escaped(self) -> None:
        self.post_message(self.Left(self, keep=False))
