"""What sources.toml says of the look of the screen, read ahead of the rest: the first frame needs nothing else of it.

Nothing is checked here. Whoever draws by it reads the whole file right after, and that tells every mistake.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.config.place import locate

if TYPE_CHECKING:
    from tui.config.model import Config, KeyChoice

_PANES = ("phases", "quotes", "figures", "changes", "sources")
_TABLE = re.compile(r"^[ \t]*(\[*)[ \t]*[\"']?(panes|keys)\b[^\n]*\n", re.MULTILINE)
_NEXT = re.compile(r"^[ \t]*\[", re.MULTILINE)


class Look(NamedTuple):
    """Values as in `Panes`, and the keys that were chosen."""

    show: tuple[str, ...] = _PANES
    ascii: bool = False
    theme: str | None = None
    mouse: bool = True
    bidi: str = "auto"
    keys: tuple[KeyChoice, ...] = ()


def look_of(config: Config) -> Look:
    """The look that a configuration wants."""
    panes = config.panes
    return Look(panes.show, panes.ascii, panes.theme, panes.mouse, panes.bidi, config.keys)


def first_look(given: str | Path | None = None) -> Look | None:
    """The look that the file at `given`, or where one is looked for, wants; None when only the whole of it can tell.

    Raises `ConfigError` when the file that was given does not exist.
    """
    try:
        text = locate(given).read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None
    return _look(text)


def _look(text: str) -> Look | None:
    tables = list(_TABLE.finditer(text))
    if not tables:
        return Look()
    if len(tables) > 1 or tables[0][1] != "[" or tables[0][2] != "panes":
        return None
    begin = tables[0]
    end = _NEXT.search(text, begin.end())
    import tomllib

    try:
        read = tomllib.loads(text[begin.start() : end.start() if end else len(text)])
    except tomllib.TOMLDecodeError:
        return None  # a text of several lines with a bracket in it, for one
    panes = read.get("panes")
    if not isinstance(panes, dict) or len(read) > 1:
        return None
    found = Look(**{name: panes[name] for name in Look._fields if name in panes and name != "keys"})
    if not isinstance(found.show, list | tuple) or not all(isinstance(name, str) for name in found.show):
        return None
    right = (
        type(found.ascii) is bool
        and type(found.mouse) is bool
        and isinstance(found.theme, str | None)
        and found.bidi in ("auto", "app", "terminal", "off")
    )
    return found._replace(show=tuple(found.show)) if right else None
