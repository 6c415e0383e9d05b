"""The form in which what is on the screen is written to a file: format and name."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.dashboard.exporting import Given, file_name, place, renamed, write
from tui.dashboard.footer import content
from tui.dashboard.lines import Span, cut, safe
from tui.dashboard.screens.field import Field
from tui.dashboard.screens.form import SmallForm
from tui.output import OutputError

SHAPES = {"csv": "CSV", "jsonl": "JSON Lines", "md": "Markdown"}


class Shape(Widget, can_focus=True):
    """One of the formats: the arrows, or its first letter."""

    DEFAULT_CSS = """
    Shape { height: 1; width: 1fr; background: $c-rest; }
    Shape:focus { background: $c-cursor; color: $c-cursor-text; }
    Shape:ansi:focus { text-style: reverse; }
    """

    class Chosen(Message):
        def __init__(self, form: str) -> None:
            super().__init__()
            self.form = form

    def __init__(self, form: str, *, ascii_only: bool) -> None:
        super().__init__(id="shape")
        self.form = form
        self._ascii = ascii_only

    def render(self) -> RenderResult:
        spans: list[Span] = []
        for form, name in SHAPES.items():
            chosen = form == self.form
            spans.append(Span(f"{'▸' if chosen else ' '} {name}   ", "strong" if chosen else "text"))
        return content(cut(spans, self.size.width), ascii_only=self._ascii)

    def on_key(self, event: events.Key) -> None:
        forms = list(SHAPES)
        by = {"left": -1, "h": -1, "up": -1, "k": -1, "right": 1, "l": 1, "down": 1, "j": 1, "space": 1}.get(event.key)
        if by is not None:
            self.choose(forms[(forms.index(self.form) + by) % len(forms)])
        elif (letter := event.character or "") in {"c", "m"}:
            self.choose(next(form for form in forms if form.startswith(letter)))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        at = 0
        for form, name in SHAPES.items():
            at += len(name) + 5
            if event.x < at:
                self.choose(form)
                return

    def choose(self, form: str) -> None:
        """Take a format, and say so."""
        self.form = form
        self.refresh()
        self.post_message(self.Chosen(form))


class Exporting(SmallForm):
    """Writes, or asks once more where a file is there already."""

    def __init__(self, given: Given, form: str, folder: Path | None) -> None:
        super().__init__()
        self._given = given
        self._form = form
        self._folder = folder
        self._replaces: Path | None = None
        """The file that Enter has been told to be there already."""

    def compose(self) -> ComposeResult:
        plain, given = self.dashboard.ascii_only, self._given
        name = file_name(given, self._form)
        with Vertical(id="form", classes="-ascii" if plain else ""):
            what = safe(given.note, 200) or "all rows, each with what cites it"
            yield Static(content(cut((Span(what),), 66), ascii_only=plain))
            with Horizontal():
                yield Static("format", classes="label", markup=False)
                yield Shape(self._form, ascii_only=plain)
            with Horizontal():
                yield Static("file", classes="label", markup=False)
                yield Field(str(self._folder / name) if self._folder else name, id="file", compact=True)
            yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        self.entitle(
            (Span(f"Export {self._given.counted}"),), (Span("← → format · Tab next · Enter writes · Esc leaves"),)
        )
        self.query_one(Shape).focus()

    def on_shape_chosen(self, event: Shape.Chosen) -> None:
        field = self.query_one("#file", Input)
        field.value = renamed(field.value, event.form)

    def on_input_changed(self) -> None:
        self._replaces = None
        self.query_one("#wrong", Static).remove_class("-on")

    async def action_keep(self) -> None:
        """Write the file; one that is there already is replaced only when Enter is pressed again."""
        field, form = self.query_one("#file", Input), self.query_one(Shape).form
        try:
            path = place(field.value)
            if path.exists() and self._replaces != path:
                self._replaces = path
                self.refuse(f"{path.name} is there already. Enter again replaces it; or change the name.", field)
                return
            await asyncio.to_thread(write, self._given, form, path)
        except OutputError as error:
            self.refuse(safe(str(error), 400), field)
            return
        self.dismiss()
        self.dashboard.exported(self._given, form, path, named=field.value)
