"""sources.toml -> Config; an error names file, line or key, what was found, and what is expected."""

from tui.config.load import APP, bundled, cross_check, data_folder, load, locate, parse, user_file
from tui.config.model import (
    AgreementChoice,
    ApiFigure,
    Config,
    ConfigError,
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
