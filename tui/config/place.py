"""Where sources.toml and the stores are."""

from __future__ import annotations

from pathlib import Path

from tui.config.errors import ConfigError

APP = "ceasefire-tui"


def locate(given: str | Path | None = None) -> Path:
    """The file to read: the one given, else ./sources.toml, else the user's, else the one that is bundled.

    Raises `ConfigError` when the one given does not exist.
    """
    if given is not None:
        path = Path(given)
        if not path.is_file():
            if path.exists():
                raise ConfigError(f"{path}: is no file; --config wants a sources.toml")
            raise ConfigError(f"{path}: no such file; `{APP} --config {path} init` writes a commented one")
        return path
    for path in (Path("sources.toml"), user_file()):
        if path.is_file():
            return path
    return bundled()


def user_file() -> Path:
    """Where the user's own configuration belongs on this system."""
    import platformdirs

    return Path(platformdirs.user_config_dir(APP)) / "sources.toml"


def data_folder() -> Path:
    """Where stores belong on this system."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP))


def bundled() -> Path:
    """The default that comes with the program: inside the installed package, or at the top of a checkout."""
    here = Path(__file__).resolve().parents[1]
    inside = here / "sources.toml"
    return inside if inside.is_file() else here.parent / "sources.toml"
