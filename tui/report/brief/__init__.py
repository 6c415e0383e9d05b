"""`brief`: what changed between two moments, for a desk that was away. One struct, four forms."""

from __future__ import annotations

import contextlib
import gc
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from tui.agreement.model import Agreement
from tui.config import Config
from tui.output import written
from tui.report.brief.fit import PAGES, fit
from tui.report.brief.gather import gather, last_look
from tui.report.brief.make import make
from tui.report.brief.model import Brief, Material
from tui.report.brief.page import as_html
from tui.report.brief.plain import as_markdown, as_text
from tui.store.door import Where

__all__ = ["FORMS", "Brief", "Material", "as_json", "brief_of", "fit", "gather", "last_look", "make", "run_brief"]


def as_json(brief: Brief) -> str:
    """The struct itself."""
    return msgspec.json.format(msgspec.json.encode(brief), indent=2).decode() + "\n"


FORMS: dict[str, Callable[[Brief], str]] = {"md": as_markdown, "html": as_html, "json": as_json, "text": as_text}


def brief_of(
    config: Config, agreement: Agreement, store: Where, since: datetime, until: datetime, now: datetime
) -> Brief:
    """The brief of a period, all of it. Raises `StoreError`."""
    with _no_rounds():
        return make(gather(config, agreement, store, since, until, now), agreement, since, until, now)


@contextlib.contextmanager
def _no_rounds() -> Iterator[None]:
    """While the block runs nothing is looked at for being out of use: of the tens of thousands of records that are read
    at once all are in use, and finding that out takes a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def run_brief(
    config: Config,
    agreement: Agreement,
    store: Where,
    since: datetime,
    until: datetime,
    now: datetime,
    *,
    form: str,
    full: bool,
    output: Path | None,
) -> None:
    """Write the brief of a period. Raises `OutputError` or `StoreError`; then no file was written or replaced."""
    brief = brief_of(config, agreement, store, since, until, now)
    short = fit(brief, None if full else PAGES)
    if form == "text" and output is None and sys.stdout.isatty():
        text = as_text(short, shutil.get_terminal_size().columns)
    else:
        text = FORMS[form](short)
    with written(output) as out:
        out.write(text)
