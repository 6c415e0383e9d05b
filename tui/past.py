"""The whole dashboard as it would have been at an earlier moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tui.agreement.model import Agreement
from tui.agreement.overrides import Override, apply
from tui.config import Config, Source
from tui.records import Entry
from tui.snapshot import Snapshot, state_of
from tui.standing import Standing
from tui.store.door import Asked, Store


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier moment: what is on the screen then, and the questions about it."""

    snapshot: Snapshot
    archive: Asked
    """Answers as it would have been."""
    record: tuple[Entry, ...]
    """The shipped items up to then."""


def look_back(
    archive: Store,
    agreement: Agreement,
    record: Sequence[Entry],
    config: Config,
    sources: Sequence[Source],
    overrides: Sequence[Override],
    moment: datetime,
    changes: int,
) -> Past:
    """What would have been on the screen at `moment`, with up to so many changes. Asks the store, so call it in a
    thread. Raises `StoreError`.

    Only what was out by then counts, each item as it stood then; statuses are derived, and what a person has set is
    laid over them, as of then.
    """
    then = archive.at(moment)
    shipped = tuple(e for e in record if e.update.fetched <= moment)
    standing = Standing.of(agreement, then, shipped, moment)
    rows, wanted = standing.rows(), config.panes.indicators
    by_id = {r.indicator.id: r for r in rows}
    return Past(
        archive=then,
        record=shipped,
        snapshot=Snapshot(
            agreement=agreement,
            now=moment,
            as_of=moment,
            phases=apply(standing.phases(moment), overrides, until=moment),
            quotes=then.quotes(config.panes.quotes, kinds=config.panes.quote_kinds),
            figures=tuple(by_id[i] for i in wanted if i in by_id) if wanted else rows,
            changes=tuple(then.changes(changes)),
            sources=tuple((s, state_of(s, {}, config.problems)) for s in sources),
            viewing=True,
            past=moment,
            stored=len(then),
        ),
    )
