"""Bell and notifications of the terminal for commands that have no screen."""

from __future__ import annotations

import sys
from typing import TextIO

import click

from tui.alerts.deliver import BELL


class TerminalVoice:
    """Writes to the terminal behind standard error or output. Where neither is one (a timer's job), a command is the
    only way to be told."""

    def __init__(self) -> None:
        self.terminal: TextIO | None = next((s for s in (sys.stderr, sys.stdout) if s.isatty()), None)

    def bell(self) -> None:
        self.send(BELL)

    def send(self, sequence: str) -> None:
        if self.terminal is not None:
            self.terminal.write(sequence)
            self.terminal.flush()

    def toast(self, text: str) -> None:
        """There is no corner here: the line of the event itself stands on standard output."""

    def trouble(self, text: str) -> None:
        click.echo(f"ceasefire-tui: {text}", err=True)
