"""The key map as it is in force: the one table, with the keys that the person has chosen in [keys].

Bindings, footer, help and command palette are all made from the same map, so that none of them can show a key that
does something else. A map in which one key would mean two things, or a key that no terminal can send, is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tui.config.errors import ConfigError
from tui.dashboard.keys import TABLE, Key, Place, groups, of
from tui.text import one_line

if TYPE_CHECKING:
    from tui.config.model import KeyChoice

_NAMED = {
    "enter": "⏎", "escape": "Esc", "space": "Space", "tab": "Tab", "backspace": "BkSp", "delete": "Del",
    "insert": "Ins", "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Home", "end": "End", "pageup": "PgUp",
    "pagedown": "PgDn", **{f"f{n}": f"F{n}" for n in range(1, 13)},
}  # fmt: skip
"""Keys with a name, and how they are written in footer and help."""

_ASCII = str.maketrans({"⏎": "Ent", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right"})
"""How they are written where nothing but ASCII is."""

_WORDS = {
    "question_mark": "?", "slash": "/", "colon": ":", "semicolon": ";", "comma": ",", "full_stop": ".", "period": ".",
    "plus": "+", "minus": "-", "equals_sign": "=", "underscore": "_", "exclamation_mark": "!", "at": "@",
    "number_sign": "#", "dollar_sign": "$", "percent_sign": "%", "ampersand": "&", "asterisk": "*",
    "left_parenthesis": "(", "right_parenthesis": ")", "apostrophe": "'", "quotation_mark": '"', "less_than_sign": "<",
    "greater_than_sign": ">", "left_square_bracket": "[", "right_square_bracket": "]", "backslash": "\\",
    "circumflex_accent": "^", "grave_accent": "`", "left_curly_bracket": "{", "right_curly_bracket": "}",
    "vertical_line": "|", "tilde": "~",
}  # fmt: skip
_OF_CHARACTER = {character: name for name, character in _WORDS.items() if name != "period"}
_ALIASES = {
    "return": "enter", "esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "page_up": "pageup",
    "page_down": "pagedown", "del": "delete", "ins": "insert",
}  # fmt: skip
_SAME = {"i": "tab", "m": "enter", "h": "backspace"}
"""Letters that with ctrl are another key to a terminal."""
_MODIFIERS = ("alt", "ctrl", "shift")
_WITH_MODIFIERS = ("tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown")


class Keymap:
    """The table in force. `chosen`: what the person wrote; raises `ConfigError`, with the line, for what cannot be.
    `ascii_only`: keys are written in ASCII."""

    def __init__(
        self, chosen: Iterable[KeyChoice] = (), table: Sequence[Key] = TABLE, *, ascii_only: bool = False
    ) -> None:
        self._default = tuple(table)
        self._chosen = {c.id: c for c in chosen}
        known = [k.id for k in table]
        made: dict[str, str] = {}
        for choice in self._chosen.values():
            if choice.id not in known:
                raise ConfigError(f"{choice.at}: keys: {_unknown(choice.id, known)}")
            made[choice.id] = ",".join(_canonical(part, choice) for part in _split(choice))
        if "help" in made:
            # the key that opens the help closes it
            made.setdefault("help.close", made["help"])
        self.table = tuple(
            k._replace(keys=made[k.id], shown=shown(made[k.id])) if k.id in made else k for k in self._default
        )
        if ascii_only:
            self.table = tuple(k._replace(shown=k.shown.translate(_ASCII)) for k in self.table)
        self.changed: dict[str, str] = made
        """Id -> keys in Textual's names, for what is not as in the table."""
        self._no_clash()

    def of(self, place: Place) -> list[Key]:
        """Keys that work in a place, with those that work everywhere."""
        return of(place, self.table)

    def groups(self, place: Place | None = None) -> dict[str, list[Key]]:
        """Keys by group, in the order of the table."""
        return groups(place, self.table)

    def shown(self, id: str) -> str:  # noqa: A002
        """How the first key of an entry is written."""
        return self._shown[id]

    @cached_property
    def _shown(self) -> dict[str, str]:
        return {k.id: k.shown.split(" ")[0] for k in self.table}

    def _no_clash(self) -> None:
        if not self.changed:
            return
        places = {p for k in self.table for p in k.places if p != "everywhere"}
        for place in sorted(places):
            taken: dict[str, Key] = {}
            for key in self.of(place):
                for part in key.keys.split(","):
                    other = taken.setdefault(_character(part), key)
                    if other is not key:
                        self._clash(key, other, part, place)

    def _clash(self, one: Key, other: Key, part: str, place: Place) -> None:
        mine, theirs = (one, other) if one.id in self._chosen else (other, one)
        choice = self._chosen.get(mine.id) or next(iter(self._chosen.values()))
        also = f" ({self._chosen[theirs.id].at})" if theirs.id in self._chosen else ""
        raise ConfigError(
            f"{choice.at}: keys.{mine.id}: {shown(part)} is also the key of {theirs.id} ({theirs.long}){also} in the "
            f"{place}; give one of them another key"
        )


DEFAULT = Keymap()
"""The table as it comes."""


def check(chosen: Iterable[KeyChoice]) -> None:
    """Raises `ConfigError` for a choice of keys that cannot be."""
    chosen = tuple(chosen)
    if chosen:
        Keymap(chosen)


def shown(keys: str) -> str:
    """Comma-separated keys as a person reads them: "j ↓", "^p", "S-Tab"."""
    return " ".join(_one_shown(part) for part in keys.split(","))


def _one_shown(key: str) -> str:
    *modifiers, last = key.split("+")
    text = _NAMED.get(last) or _character(last)
    lead = "".join({"ctrl": "^", "shift": "S-", "alt": "M-"}[m] for m in modifiers)
    return f"{lead}{text}"


def _split(choice: KeyChoice) -> list[str]:
    parts = [part.strip() for part in choice.keys.split(",")]
    if not all(parts):
        raise ConfigError(
            f'{choice.at}: keys.{choice.id}: found "{one_line(choice.keys, 40)}", expected keys with commas between '
            'them, such as "j,down"; the comma itself is written comma'
        )
    return list(dict.fromkeys(parts))


def _canonical(text: str, choice: KeyChoice) -> str:
    """One key in Textual's name for it. Raises `ConfigError` for one that no terminal sends."""

    def wrong(why: str) -> ConfigError:
        return ConfigError(f'{choice.at}: keys.{choice.id}: found "{one_line(text, 40)}", {why}')

    lead, plus, last = text[:-1].rpartition("+")
    last += text[-1]
    modifiers = sorted(lead.lower().split("+")) if plus else []
    if any(m not in _MODIFIERS for m in modifiers) or len(set(modifiers)) != len(modifiers):
        raise wrong("expected no more than ctrl+, alt+ or shift+ before a key")
    if len(last) == 1 and last != " ":
        return "+".join([*modifiers, _checked_character(last, modifiers, wrong)])
    name = "space" if last == " " else _ALIASES.get(last.lower(), last.lower())
    if name in _WORDS:
        return "+".join([*modifiers, _checked_character(_WORDS[name], modifiers, wrong)])
    if name not in _NAMED:
        raise wrong(
            f"which is no key{_near(name, [*_NAMED, *_WORDS])}; a key is a character, or enter, space, up, f1 …"
        )
    if modifiers and name not in _WITH_MODIFIERS:
        raise wrong(f"but many terminals send the same as for {name} alone")
    return "+".join([*modifiers, name])


def _checked_character(character: str, modifiers: list[str], wrong: Callable[[str], ConfigError]) -> str:
    """Textual's name of a character, if a terminal can send it with these modifiers."""
    if not character.isprintable() or unicodedata.combining(character):
        raise wrong("which is no character that a key gives")
    if "shift" in modifiers:
        raise wrong(f'expected the character that shift gives, such as "{character.upper()}"')
    if "ctrl" not in modifiers:
        return _name(character)
    if not (character.isascii() and character.isalpha()):
        raise wrong("but terminals send ctrl only with a letter")
    if same := _SAME.get(character.lower()):
        raise wrong(f"but terminals send the same as for {same}; write {same}")
    return character.lower()


def _name(character: str) -> str:
    if character.isalnum():
        return character
    return _OF_CHARACTER.get(character) or unicodedata.name(character, character).lower().replace("-", "_").replace(
        " ", "_"
    )


def _character(key: str) -> str:
    return _WORDS.get(key, key)


def _unknown(name: str, known: Sequence[str]) -> str:
    return f'unknown key "{name[:40]}"{_near(name, known)}; known: {", ".join(known)}'


def _near(name: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    return f' (did you mean "{near[0]}"?)' if near else ""
