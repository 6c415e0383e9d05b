"""Looks: four themes, at most five colours of text each. Colour is for focus and the program's own trouble only.

Contrast with the background, measured in the tests: text at least 7, dim text 4.5, the idle border 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style

if TYPE_CHECKING:
    from textual.theme import Theme

DARK, LIGHT, CONTRAST, TERMINAL = "calm-dark", "calm-light", "high-contrast", "terminal"

_PALETTES: dict[str, dict[str, str]] = {
    DARK: {
        "background": "#15181c", "foreground": "#d9dce1", "c-dim": "#8d949f", "c-border": "#656d78",
        "c-accent": "#e3b062", "c-trouble": "#ee8572", "c-cursor": "#333a44", "c-cursor-text": "#ffffff",
        "c-rest": "#1f242a",
    },
    LIGHT: {
        "background": "#fbfaf7", "foreground": "#22262b", "c-dim": "#616770", "c-border": "#878d96",
        "c-accent": "#875000", "c-trouble": "#a82a1c", "c-cursor": "#dfe2e6", "c-cursor-text": "#000000",
        "c-rest": "#eeeeec",
    },
    CONTRAST: {
        "background": "#000000", "foreground": "#ffffff", "c-dim": "#c8c8c8", "c-border": "#a8a8a8",
        "c-accent": "#ffd75f", "c-trouble": "#ff9b8a", "c-cursor": "#ffffff", "c-cursor-text": "#000000",
        "c-rest": "#303030",
    },
    # the terminal's own colours: whatever palette the reader has chosen for the eyes stays
    TERMINAL: {
        "background": "ansi_default", "foreground": "ansi_default", "c-dim": "ansi_default",
        "c-border": "ansi_bright_black", "c-accent": "ansi_yellow", "c-trouble": "ansi_red",
        "c-cursor": "ansi_default", "c-cursor-text": "ansi_default", "c-rest": "ansi_default",
    },
}  # fmt: skip

# what Textual's own widgets (palette, input) need to know of a native palette
_NATIVE = {
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "border-blurred": "ansi_black",
    "input-cursor-background": "ansi_bright_white",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_bright_blue",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_bright_blue",
    "screen-selection-foreground": "ansi_black",
}

NAMES = tuple(_PALETTES)

DEFAULTS = {key: value for key, value in _PALETTES[DARK].items() if key.startswith("c-")}
"""For themes that do not know our variables."""


_ROLES: dict[str, tuple[str, str]] = {
    "strong": ("", "bold"),
    "dim": ("c-dim", ""),
    "accent": ("c-accent", ""),
    "trouble": ("c-trouble", "bold"),
    "hit": ("c-accent", "bold reverse"),
    "taken": ("", "underline"),
    "gone": ("c-dim", "strike"),
    "added": ("", "bold underline"),
    "cursor": ("c-cursor-text", ""),
}
"""The roles of `tui.dashboard.lines` save plain text, and the cursor: a colour of the theme, and a weight. No style
sheet has them, because Textual works out such styles for each list anew, and a board has six."""


@lru_cache(maxsize=64)
def _role_style(weight: str, colour: str, ground: str) -> Style:
    from textual.color import Color

    return Style.parse(weight) + Style(
        color=Color.parse(colour).rich_color if colour else None,
        bgcolor=Color.parse(ground).rich_color if ground else None,
    )


def role_style(role: str, variables: Mapping[str, str], native: bool) -> Style:
    """How a role looks, beyond plain text. `variables`: those of the theme; `native`: with the terminal's colours,
    where weight has to say what a shade says elsewhere."""
    colour, weight = _ROLES[role]
    if native:
        weight = {"cursor": "reverse", "dim": "dim"}.get(role, weight)
    return _role_style(weight, variables[colour] if colour else "", variables["c-cursor"] if role == "cursor" else "")


def palette(name: str) -> dict[str, str]:
    """Colours of a theme by role."""
    return dict(_PALETTES[name])


def themes() -> list[Theme]:
    """The themes to register."""
    from textual.theme import Theme

    made = []
    for name, colours in _PALETTES.items():
        native = name == TERMINAL
        made.append(
            Theme(
                name=name,
                primary=colours["c-accent"],
                secondary=colours["c-border"],
                accent=colours["c-accent"],
                warning=colours["c-accent"],
                error=colours["c-trouble"],
                success=colours["foreground"],
                foreground=colours["foreground"],
                background=colours["background"],
                surface=colours["background"] if native else colours["c-rest"],
                panel=colours["background"] if native else colours["c-rest"],
                boost=colours["background"] if native else None,
                dark=name != LIGHT,
                ansi=native,
                variables={
                    **{key: value for key, value in colours.items() if key.startswith("c-")},
                    "scrollbar": colours["c-border"],
                    "scrollbar-hover": colours["c-dim"],
                    "scrollbar-active": colours["c-accent"],
                    "scrollbar-background": colours["background"],
                    "scrollbar-background-hover": colours["background"],
                    "scrollbar-background-active": colours["background"],
                    "scrollbar-corner-color": colours["background"],
                    **(_NATIVE if native else {}),
                    "block-cursor-background": colours["c-cursor"] if not native else "ansi_white",
                    "block-cursor-foreground": colours["c-cursor-text"] if not native else "ansi_black",
                },
            )
        )
    return made
