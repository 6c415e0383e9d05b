"""Where the `ceasefire-tui` command begins: straight to the dashboard when that is all that is asked for.

The command line's own library and what it brings take as long as the whole configuration; a start of the dashboard does
without them. Whatever is not plain, wrong or strange goes to `tui.cli`, which tells it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

_OPTIONS = {"--config": "config", "--agreement": "agreement", "--store": "store"}


def main() -> None:
    """Run the command with the words it was given; ends with its exit code."""
    options = plain(sys.argv[1:], os.environ)
    if options is not None and sys.stdout.isatty():
        code = _dashboard(options)
        if code is not None:
            raise SystemExit(code)
    from tui.cli import main as command

    command()


def plain(words: Sequence[str], environ: os._Environ[str] | dict[str, str]) -> dict[str, str] | None:
    """The options, when the words ask for the dashboard or `view` with known ones and nothing else; else None."""
    if environ.get("TERM") == "dumb" or any(name.startswith("_CEASEFIRE_TUI") for name in environ):
        return None  # a shell that asks for completions, for one
    found: dict[str, str] = {}
    rest = list(words)
    if rest[-1:] == ["view"]:
        found["command"] = rest.pop()
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in _OPTIONS or not (equals or rest):
            return None
        value = value if equals else rest.pop(0)
        if not value or value.startswith("-"):
            return None
        found[_OPTIONS[name]] = value
    return found


def _dashboard(options: dict[str, str]) -> int | None:
    """The exit code; None when the configuration or the agreement is wrong, which `tui.cli` tells."""
    from tui.curtain import Curtain

    with Curtain() as curtain:
        from tui.setup import Setup, open_dashboard

        told: list[str] = []
        setup = Setup(options.get("config"), options.get("agreement"), options.get("store"), tell=told.append)
        try:
            code = open_dashboard(setup, poll="command" not in options, begins=curtain.lift)
        except Exception as error:
            from tui.agreement.model import AgreementError
            from tui.config.errors import ConfigError

            if isinstance(error, AgreementError | ConfigError):
                return None
            raise
    if told:
        print(*told, sep="\n", file=sys.stderr)  # noqa: T201
    return code


if __name__ == "__main__":
    main()
