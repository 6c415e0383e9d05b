"""The form in which a person sets the status of a commitment: word, note, initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui.agreement.overrides import proposal
from tui.agreement.status import WORDS, CommitmentStatus
from tui.dashboard.footer import content
from tui.dashboard.lines import Line, Role, Span, cut, safe
from tui.dashboard.rows import Rows
from tui.dashboard.screens.signed import SignedForm

if TYPE_CHECKING:
    pass

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


class Setting(SignedForm):
    """Word, note and initials for a status."""

    DEFAULT_CSS = "Setting #words { height: 7; background: $background; }"

    def __init__(self, status: CommitmentStatus, initials: str) -> None:
        super().__init__(initials)
        self._status = status

    def compose(self) -> ComposeResult:
        plain = self.dashboard.ascii_only
        with Vertical(id="form", classes="-ascii" if plain else ""):
            ruled = cut((Span("the rules say: "), Span(safe(proposal(self._status), 200))), 66)
            yield Static(content(ruled, ascii_only=plain))
            yield Words(self._status, ascii_only=plain)
            yield from self.fields("why, for who reads it later")

    def on_mount(self) -> None:
        title = self._status.commitment.short or self._status.commitment.title
        self.entitle(
            cut((Span(f"Set by hand: {safe(title, 80)}"),), 64),
            (Span("j k or letters choose · Tab next · Enter keeps · Esc leaves"),),
        )
        self.query_one(Words).focus()

    async def action_keep(self) -> None:
        """Keep it, if it is signed."""
        word = self.query_one(Words).word
        note, initials = self.signed()
        if word is not None and not initials:
            self.unsigned("Initials are missing: a status that a person sets says who set it.")
            return
        self.dismiss()
        await self.dashboard.save_status(self._status.commitment.id, word, note, initials)
