"""The form in which a person sets the status of a commitment: word, note, initials."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.agreement.overrides import INITIALS_LIMIT, NOTE_LIMIT, proposal
from tui.agreement.status import WORDS, CommitmentStatus
from tui.dashboard.footer import content
from tui.dashboard.lines import Line, Role, Span, cut, safe
from tui.dashboard.rows import Rows

if TYPE_CHECKING:
    from tui.dashboard.app import DashboardApp

RULES = "(rules)"
"""Key of the row that lets the rules speak again."""


class Choices:
    """The status words as a model; the chosen one is marked, for the focus may be on another field."""

    def __init__(self, status: CommitmentStatus, chosen: str | None) -> None:
        self._status = status
        self._chosen = chosen

    def __len__(self) -> int:
        # what a person has set can be taken back
        return len(WORDS) + (self._status.grade == "*")

    def key(self, index: int) -> str:
        return WORDS[index] if index < len(WORDS) else RULES

    def line(self, index: int, width: int) -> Line:
        chosen = self.key(index) == self._chosen
        role: Role = "strong" if chosen else "text"
        lead = "▸ " if chosen else "  "
        if index < len(WORDS):
            return (Span(f"{lead}{WORDS[index]}", role),)
        return (Span(f"{lead}as the rules say: ", role), Span(safe(proposal(self._status), 80), role))


class Words(Rows):
    """The status words: chosen with j and k, or by typing how they begin."""

    def __init__(self, status: CommitmentStatus, *, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only, id="words")
        self._status = status
        self._typed = ""

    def on_mount(self) -> None:
        super().on_mount()
        self.show(Choices(self._status, self._status.word))
        self.select(self._status.word)

    def on_rows_moved(self) -> None:
        self.show(Choices(self._status, self.cursor))

    @property
    def word(self) -> str | None:
        """The chosen word; None: what the rules say."""
        return None if self.cursor == RULES else self.cursor

    def type(self, letter: str) -> None:
        """Go to the next word that begins with what was typed; the same letter again goes on to the next one."""
        typed = self._typed + letter.upper()
        found = [w for w in WORDS if w.startswith(typed)]
        if not found:
            typed = letter.upper()
            found = [w for w in WORDS if w.startswith(typed)]
        if not found:
            return
        here = self.cursor
        if here in found and self._typed == typed:
            self.select(found[(found.index(here) + 1) % len(found)])
        else:
            self.select(here if here in found else found[0])
        self._typed = typed

    def on_key(self, event: events.Key) -> None:
        by = {"j": 1, "down": 1, "k": -1, "up": -1}.get(event.key)
        if by is not None:
            self._typed = ""
            self.step(by)
        elif event.key in ("enter", "escape", "tab", "shift+tab", "ctrl+c"):
            return
        elif event.character and event.character.isprintable():
            # a letter chooses a word here, whatever it does elsewhere
            self.type(event.character)
        else:
            return
        event.stop()
        event.prevent_default()


class Setting(ModalScreen[None]):
    """A small form over what is on the screen. Enter keeps, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("enter", "keep", "keep", show=False),
    ]

    DEFAULT_CSS = """
    Setting { align: center middle; }
    Setting > #form { width: 72; max-width: 96%; height: auto; max-height: 96%; border: heavy $c-accent; padding: 0 1;
        background: $background; border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $c-dim; border-subtitle-align: right; }
    Setting > #form.-ascii { border: ascii $c-accent; }
    Setting #words { height: 7; background: $background; }
    Setting #form Horizontal { height: 1; }
    Setting #form Static { color: $c-dim; }
    Setting .label { width: 10; }
    Setting #form Input { width: 1fr; height: 1; border: none; padding: 0; background: $c-rest; color: $foreground; }
    Setting #wrong { color: $c-trouble; text-style: bold; display: none; }
    Setting #wrong.-on { display: block; }
    """

    def __init__(self, status: CommitmentStatus, initials: str) -> None:
        super().__init__()
        self._status = status
        self._initials = initials

    @property
    def dashboard(self) -> DashboardApp:
        return cast("DashboardApp", self.app)

    def compose(self) -> ComposeResult:
        plain = self.dashboard.ascii_only
        with Vertical(id="form", classes="-ascii" if plain else ""):
            ruled = cut((Span("the rules say: "), Span(safe(proposal(self._status), 200))), 66)
            yield Static(content(ruled, ascii_only=plain))
            yield Words(self._status, ascii_only=plain)
            with Horizontal():
                yield Static("note", classes="label", markup=False)
                yield Input(id="note", max_length=NOTE_LIMIT, compact=True, placeholder="why, for who reads it later")
            with Horizontal():
                yield Static("initials", classes="label", markup=False)
                yield Input(self._initials, id="initials", max_length=INITIALS_LIMIT, compact=True)
            yield Static("", id="wrong", markup=False)

    def on_mount(self) -> None:
        form = self.query_one("#form")
        plain = self.dashboard.ascii_only
        title = self._status.commitment.short or self._status.commitment.title
        form.border_title = content(cut((Span(f"Set by hand: {safe(title, 80)}"),), 64), ascii_only=plain)
        form.border_subtitle = content(
            (Span("j k or letters choose · Tab next · Enter keeps · Esc leaves"),), ascii_only=plain
        )
        self.query_one(Words).focus()

    def on_input_submitted(self) -> None:
        self.run_worker(self.action_keep(), exclusive=True)

    async def action_keep(self) -> None:
        """Keep it, if it is signed."""
        word = self.query_one(Words).word
        note, initials = self.query_one("#note", Input).value.strip(), self.query_one("#initials", Input).value.strip()
        if word is not None and not initials:
            wrong = self.query_one("#wrong", Static)
            wrong.update("Initials are missing: a status that a person sets says who set it.")
            wrong.add_class("-on")
            self.query_one("#initials", Input).focus()
            return
        self.dismiss()
        await self.dashboard.save_status(self._status.commitment.id, word, note, initials)

    def action_leave(self) -> None:
        self.dismiss()
