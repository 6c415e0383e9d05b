"""What the options say, and the opening of the dashboard: without the command line's own library, because a start of
the dashboard alone does not need it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.agreement import Agreement
    from tui.config import Config
    from tui.config.alerts import Known
    from tui.config.look import Look
    from tui.monitor import Monitor

DONE, FAILED, WRONG, PARTLY, CHANGED = 0, 1, 2, 3, 10
"""Exit codes."""


def _on_standard_error(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201


class Setup:
    """What the options before the command say; read when a command needs it."""

    def __init__(
        self,
        config: str | None,
        agreement: str | None,
        store: str | None,
        debug: bool = False,
        tell: Callable[[str], None] = _on_standard_error,
    ) -> None:
        self.config_file = config
        self.agreement_name = agreement
        self.store_file = store
        self.debug = debug
        self.panes: dict[str, bool] = {}
        """What the words of this one start say otherwise than [panes]."""
        self._tell = tell
        self._config: Config | None = None
        self._agreement: Agreement | None = None

    @property
    def for_screen(self) -> Config:
        """The configuration, with what the words of this start say of the screen."""
        import msgspec

        return msgspec.structs.replace(self.config, panes=msgspec.structs.replace(self.config.panes, **self.panes))

    def look(self) -> Look:
        """How the screen is to look: what can be known of it without reading everything. Raises `ConfigError`."""
        from tui.config.look import first_look, look_of

        found = first_look(self.config_file) or look_of(self.config)
        return found._replace(ascii=self.panes.get("ascii", found.ascii), mouse=self.panes.get("mouse", found.mouse))

    @contextlib.contextmanager
    def told_later(self) -> Iterator[None]:
        """What there is to tell is told when the block ends: until then nobody could see it."""
        tell, told = self._tell, list[str]()
        self._tell = told.append
        try:
            yield
        finally:
            self._tell = tell
            for line in told:
                tell(line)

    @property
    def config(self) -> Config:
        """The configuration, checked against the agreement. Mistakes in single sources are told on standard error."""
        if self._config is None:
            from tui.config import load, suited

            config = load(self.config_file)
            if config.keys:
                from tui.dashboard.keymap import check

                check(config.keys)
            agreement = self._load(self.agreement_name or config.which_agreement)
            if self.agreement_name and config.agreement.id not in (None, agreement.id):
                # the file's words and claimants are meant for the agreement that it names
                config = suited(config, agreement.id, agreement.words, {a.id for a in agreement.actors})
            self._config = _checked(config, agreement)
            for problem in self._config.problems:
                self._tell(f"ceasefire-tui: {problem.message}")
        return self._config

    @property
    def agreement(self) -> Agreement:
        if self._agreement is None:
            if self.agreement_name:
                return self._load(self.agreement_name)
            _ = self.config
        assert self._agreement is not None
        return self._agreement

    def _load(self, which: str) -> Agreement:
        from tui.agreement.checked import load

        if self._agreement is None:
            self._agreement = load(which)
        return self._agreement

    @property
    def store(self) -> Path | str:
        """The store: --store, else the configuration's, else a file an agreement in the data folder. A file, or the
        address of a record that several desks share."""
        if self.store_file:
            return _place(self.store_file, self.agreement.id)
        if self.config.store.path:
            return self.config.base / Path(self.config.store.path).expanduser()
        return self._own_store(self.agreement.id)

    def _own_store(self, agreement: str) -> Path | str:
        from tui.config import data_folder

        url = self.config.store.url
        return _place(url, agreement) if url else data_folder() / f"{agreement}.json"

    def watched(self) -> list[tuple[Config, Agreement, Path | str]]:
        """The agreements to watch, each with what it wants of the sources and its store: the one that was asked for,
        or that of the configuration and those it names beside it."""
        from tui.agreement.checked import load
        from tui.config import ConfigError, suited

        found = [(self.config, self.agreement, self.store)]
        for which in self.config.agreement.also if not self.agreement_name else ():
            agreement = load(str(self.config.base / which) if which.endswith(".toml") else which)
            if agreement.id in {a.id for _, a, _ in found}:
                raise ConfigError(f"{self.config.file}: agreement.also: {agreement.id} is there twice")
            config = suited(self.config, agreement.id, agreement.words, {a.id for a in agreement.actors})
            found.append((_checked(config, agreement), agreement, self._own_store(agreement.id)))
        return found

    @property
    def verdict(self) -> int:
        """Exit code that the configuration alone gives."""
        return WRONG if self.config.problems else DONE


def _place(given: str, agreement: str) -> Path | str:
    if not given.startswith(("postgresql://", "postgres://")):
        if "://" in given:
            from tui.config import ConfigError

            raise ConfigError(f"{given}: no store is kept there; expected a file, or postgresql://...")
        return Path(given)
    return given if "#" in given else f"{given}#{agreement}"


def _checked(config: Config, agreement: Agreement) -> Config:
    """The configuration, checked against an agreement. Raises `ConfigError`."""
    from tui.config import cross_check

    return cross_check(
        config,
        actors={a.id for a in agreement.actors},
        indicators={i.id for i in agreement.indicators},
        baselines={b.id for b in agreement.baselines},
        known=_known(agreement) if config.alerts else None,
        agreement=agreement.id,
    )


def _known(agreement: Agreement) -> Known:
    from tui.agreement.status import WORDS
    from tui.config.alerts import Known

    return Known(
        {c.id for c in agreement.commitments},
        {p.id for p in agreement.phases},
        {i.id for i in agreement.indicators},
        WORDS,
    )


def _monitor(*, view: bool) -> Callable[..., Monitor]:
    """What makes the monitors of the dashboard. A view that `serve` has started reaches it by hand."""
    import os

    if view and "CEASEFIRE_TUI_HOLDER" in os.environ:
        from tui.reaching import reaching

        return reaching(os.environ["CEASEFIRE_TUI_HOLDER"])
    from tui.monitor import Monitor

    return Monitor


def open_dashboard(
    setup: Setup, *, poll: bool, moment: datetime | None = None, begins: Callable[[], None] = lambda: None
) -> int:
    """Run the dashboard until the person leaves; the exit code. A store that cannot be used is told on standard error.

    `begins` is called right before it takes the terminal. Raises `AgreementError` and `ConfigError` when it has given
    the terminal back; mistakes in single sources are told then, too.
    """
    import gc

    # nothing that is made until the first paint is garbage; the app turns the collector on again
    gc.disable()
    from tui.dashboard.app import run

    look = setup.look()

    def prepare() -> tuple[list[Monitor], Config]:
        watched = setup.watched()
        from tui.watch import Watch

        watch, monitor = Watch(), _monitor(view=not poll and moment is None)
        made = [monitor(*each, poll=poll, watch=watch, read_only=not poll, moment=moment) for each in watched]
        return made, setup.for_screen

    begins()
    try:
        with setup.told_later():
            run(look, prepare)
    except Exception as error:
        from tui.store.errors import StoreError

        if not isinstance(error, StoreError):
            raise
        _on_standard_error(f"ceasefire-tui: {error}")
        return FAILED
    return DONE
