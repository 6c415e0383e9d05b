"""sources.toml -> Config; an error names file, line or key, what was found, and what is expected.

A room of this package is imported when something in it is asked for first: the first frame of the dashboard needs one
small room of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.config.errors import ConfigError
    from tui.config.model import (
        AgreementChoice,
        ApiFigure,
        Config,
        KeyChoice,
        Kind,
        PaneName,
        Panes,
        Polling,
        Problem,
        Secret,
        Source,
        StoreChoice,
    )
    from tui.config.place import APP, bundled, data_folder, locate, user_file
    from tui.config.reading import cross_check, load, parse
    from tui.config.suiting import suited

__all__ = [
    "APP",
    "AgreementChoice",
    "ApiFigure",
    "Config",
    "ConfigError",
    "KeyChoice",
    "Kind",
    "PaneName",
    "Panes",
    "Polling",
    "Problem",
    "Secret",
    "Source",
    "StoreChoice",
    "bundled",
    "cross_check",
    "data_folder",
    "load",
    "locate",
    "parse",
    "suited",
    "user_file",
]

_ROOMS = {
    "errors": ("ConfigError",),
    "reading": ("cross_check", "load", "parse"),
    "place": ("APP", "bundled", "data_folder", "locate", "user_file"),
    "suiting": ("suited",),
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    room = next((room for room, names in _ROOMS.items() if name in names), "model")
    found: object = getattr(import_module(f"{__name__}.{room}"), name)
    globals()[name] = found
    return found
