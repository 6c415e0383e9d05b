"""The list widget alone, with items of any height."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui.dashboard.lines import Span
from tui.dashboard.rows import Lines, Rows
from tui.dashboard.theme import DEFAULTS

HIGH = 7


class Host(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DEFAULTS)

    def compose(self) -> ComposeResult:
        yield Rows()


def model(heights: list[tuple[int, bool]]) -> Lines:
    """Items of so many lines each; those without a key cannot be chosen."""
    keys: list[str | None] = []
    for n, (height, chosen) in enumerate(heights):
        keys += [f"item:{n}" if chosen else None] * height
    return Lines([(Span(str(n)),) for n in range(len(keys))], keys)
