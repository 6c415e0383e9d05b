"""The jump: a letter stands at every row that can be seen, and typing it goes there. Nothing on the screen moves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.dashboard.footer import Bar, pane_keys
from tui.dashboard.jumping import LETTERS, labels, matching
from tui.dashboard.keymap import Keymap
from tui.dashboard.lines import Line, Span
from tui.dashboard.rows import Rows

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp

Go = Callable[[Rows, str, bool], Awaitable[None]]
"""Goes to the item with a key in a list; True: opens it, too."""
Turn = Callable[[str], object]
"""Goes to a pane."""


class Jump(ModalScreen[None]):
    """`lists`: those whose rows get letters, the nearest first. `turn`: goes to a pane, where there are panes."""

    DEFAULT_CSS = """
    Jump > #jumpline { dock: bottom; width: 100%; background: $c-rest; }
    """

    def __init__(self, lists: Sequence[Rows], go: Go, turn: Turn | None = None) -> None:
        super().__init__()
        self._lists = lists
        self._go = go
        self._turn = turn
        self._typed = ""
        self._opens = False
        places = [(rows, key) for rows in lists for key in rows.places()]
        self._places = dict(zip(labels(len(places)), places, strict=True))
        """Label -> list and key."""

    @property
    def dashboard(self) -> DashboardApp:
        return cast("DashboardApp", self.app)

    def compose(self) -> ComposeResult:
        yield Bar(ascii_only=self.dashboard.ascii_only, id="jumpline")

    def on_mount(self) -> None:
        self._draw()

    def on_unmount(self) -> None:
        for rows in self._lists:
            rows.label(None)

    def _draw(self) -> None:
        """Draw what is left to type of the labels that can still be meant."""
        left = matching(self._typed, list(self._places))
        for rows in self._lists:
            given = {self._places[label][1]: label[len(self._typed) :] for label in left if self._of(label) is rows}
            rows.label(given)
        self.query_one("#jumpline", Bar).show(self._told())

    def _of(self, label: str) -> Rows:
        return self._places[label][0]

    def _told(self) -> Line:
        typed = (Span(f" {self._typed} ", "hit"), Span(" ")) if self._typed else (Span(" "),)
        parts = [("a letter", " goes there"), ("a capital", " opens it")]
        if self._turn is not None:
            parts.append((pane_keys(self.dashboard.keymap), " pane"))
        parts.append(("Esc", " stays"))
        told: list[Span] = []
        for key, does in parts:
            told += [Span("  " if told else ""), Span(key, "strong"), Span(does, "dim")]
        return (*typed, *told)

    async def on_key(self, event: events.Key) -> None:
        # letters go to rows here, whatever they do elsewhere
        if event.key == "ctrl+c":
            return
        event.stop()
        event.prevent_default()
        character = event.character or ""
        if event.key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
            self._draw()
        elif self._turn is not None and event.key in (panes := pane_names(self.dashboard.keymap)):
            self.dismiss()
            self._turn(panes[event.key])
        elif len(character) == 1 and matching(self._typed + character.lower(), list(self._places)):
            self._typed += character.lower()
            self._opens = self._opens or character.isupper()
            if (found := self._places.get(self._typed)) is None:
                self._draw()
                return
            self.dismiss()
            await self._go(*found, self._opens)
        else:
            self.dismiss()

    def on_click(self) -> None:
        self.dismiss()


def pane_names(keymap: Keymap) -> Mapping[str, str]:
    """The keys that lead to panes, as Textual names them, with the panes; a letter is a label here."""
    found = {}
    for key in keymap.table:
        if key.action.startswith("pane("):
            name = key.action.removeprefix("pane('").removesuffix("')")
            found.update({part: name for part in key.keys.split(",") if part not in LETTERS})
    return found


class Jumps:
    """What a screen with rows needs for the key of the jump."""

    if TYPE_CHECKING:

        @property
        def dashboard(self) -> DashboardApp: ...

    def jump_lists(self) -> list[Rows]:
        """The lists whose rows can be gone to, the nearest first."""
        raise NotImplementedError

    async def jump_to(self, rows: Rows, key: str, opens: bool) -> None:
        """Go to an item; `opens`: open it, too."""
        rows.focus()
        rows.select(key)
        if opens:
            rows.open()

    def jump_pane(self) -> Turn | None:
        """What goes to a pane, where there are panes."""
        return None

    def action_jump(self) -> None:
        lists = [rows for rows in self.jump_lists() if rows.places()]
        if not lists:
            self.dashboard.say("There is no row to go to here.")
            return
        self.dashboard.push_screen(Jump(lists, self.jump_to, self.jump_pane()))
