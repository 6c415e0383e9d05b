"""Where the `ceasefire-tui` command begins: straight to the dashboard when that is all that is asked for.

The command line's own library and what it brings take as long as the whole configuration; a start of the dashboard does
without them. Whatever is not plain, wrong or strange goes to `tui.cli`, which tells it.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

_OPTIONS = {"--config": "config", "--agreement": "agreement", "--store": "store"}


def main() -> None:
    """Run the command with the words it was given; ends with its exit code."""
    _open_streams()
    options = plain(sys.argv[1:], os.environ)
    if options is not None and sys.stdout.isatty():
        code = _dashboard(options)
        if code is not None:
            raise SystemExit(code)
    from tui.cli import main as command

    command()


def _open_streams() -> None:
    """Whoever started this may have closed standard streams, as `>&-` does: what is written there goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # the lowest number that is free: no file of ours can then be taken for the stream that is missing
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    if sys.stdout.encoding.lower() not in ("utf-8", "utf8") and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a sign that the locale does not have is no reason to fall silent


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
