"""What the screen needs from the monitor, as protocols: the dashboard never imports the monitor itself.

So the screen starts without HTTP, parsers or TinyDB being imported, and tests drive it with a monitor of their own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from tui.agreement.hand import Act
    from tui.agreement.ledger import IndicatorRow
    from tui.agreement.model import Agreement
    from tui.agreement.status import PhaseStatus
    from tui.config import Source
    from tui.records import Change, Entry, EvidenceRecord, QuoteRecord, SourceState, Update

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Later: TypeAlias = T | Awaitable[T]
"""A value, or something to await for it: what lies in memory is handed over, what must be read is awaited."""


class Snapshot(Protocol):
    """Everything that is on the screen at one moment; never changes once taken. Times are UTC."""

    @property
    def agreement(self) -> Agreement: ...
    @property
    def now(self) -> datetime: ...
    @property
    def as_of(self) -> datetime | None:
        """Oldest last good answer among the enabled sources; None: nothing but the shipped record."""

    @property
    def phases(self) -> tuple[PhaseStatus, ...]: ...
    @property
    def quotes(self) -> Sequence[QuoteRecord]:
        """Newest first, copies folded."""

    @property
    def figures(self) -> tuple[IndicatorRow, ...]: ...
    @property
    def changes(self) -> tuple[Change, ...]:
        """Newest first."""

    @property
    def sources(self) -> tuple[tuple[Source, SourceState], ...]: ...
    @property
    def last_look(self) -> datetime | None: ...
    @property
    def offline_since(self) -> datetime | None:
        """Since when every network source fails; None when at least one answers."""

    @property
    def demo(self) -> bool: ...
    @property
    def viewing(self) -> bool:
        """Whether nothing is polled here: the file that another process writes is shown."""

    @property
    def reaching(self) -> bool:
        """Of a view: whether what a person does by hand is kept all the same, by the process that writes."""

    @property
    def past(self) -> datetime | None:
        """When set, this is what would have been known at that moment."""

    @property
    def stored(self) -> int:
        """Updates in the store."""

    @property
    def pins(self) -> tuple[str, ...]:
        """Keys of the rows that a person has pinned, the newest pin first."""

    @property
    def pinned_quotes(self) -> tuple[QuoteRecord, ...]: ...
    @property
    def acts(self) -> tuple[Act, ...]:
        """What a person has marked or pinned and not taken back, oldest first."""

    @property
    def trouble(self) -> str | None:
        """What is wrong with the store, in one line."""


class Reach(Protocol):
    """How far back the store goes."""

    @property
    def updates(self) -> int: ...
    @property
    def oldest(self) -> datetime | None: ...
    @property
    def months(self) -> int: ...


class Page(Protocol[T_co]):
    """A piece of a long answer, newest first; `more`: there are older ones."""

    @property
    def items(self) -> tuple[T_co, ...]: ...
    @property
    def more(self) -> bool: ...


class History(Protocol):
    """Questions to the whole store, off the loop. Any of them may raise an exception whose text a person can read."""

    async def row(self, indicator: str) -> IndicatorRow | None: ...
    async def said_by(
        self,
        actor: str | None,
        name: str,
        after: Sequence[QuoteRecord] = (),
        *,
        limit: int = 50,
    ) -> Page[QuoteRecord]: ...
    async def search(self, words: str, offset: int = 0, *, limit: int = 50) -> Page[Entry]: ...
    async def evidence(self, *, limit: int = 500) -> tuple[EvidenceRecord, ...]: ...
    async def revisions(self, update: str) -> tuple[Entry, ...]: ...
    async def told(self, *, limit: int) -> tuple[tuple[Change, tuple[Entry, ...]], ...]: ...
    async def reach(self) -> Reach: ...


class Monitor(Protocol):
    """The heart, as the screen sees it. Everything runs on the event loop and returns at once, or is awaited."""

    def clock(self) -> datetime: ...
    def snapshot(self) -> Snapshot:
        """What is shown: the present state, or that of the moment that is looked back to."""

    def present(self) -> Snapshot:
        """The present state, also while somebody looks back."""

    async def look_back(self, moment: datetime | None) -> None:
        """Let `snapshot` and `history` be those of an earlier moment; None: of now. Raises `StoreError`, and
        `ValueError` for a moment that is not past."""

    async def open(self) -> None:
        """Open the store: what was stored is in the next snapshot. Raises what keeps it from that."""

    async def start(self) -> None:
        """Begin to poll; opens the store, if that was not done."""

    async def stop(self) -> None: ...
    def subscribe(self, callback: Callable[[], None]) -> object: ...
    def attend(self) -> None:
        """A person is at the keys: what can wait gives way until they are answered."""

    @property
    def history(self) -> History | None:
        """None until the store is open."""

    def refresh(self, source_id: str | None) -> Later[Mapping[str, datetime | None]]:
        """Ask one source, or all. Source id -> None when it is asked now, else the time from which it may be."""

    def update(self, id: str) -> Later[Update | None]: ...  # noqa: A002
    def records_of(self, update_id: str) -> Later[Entry | None]: ...
    def mark_seen(self, at: datetime) -> Later[object]: ...
    def unmark_seen(self) -> Later[object]: ...
    def set_status(self, commitment_id: str, word: str, note: str, initials: str) -> Later[object]:
        """Set a status by hand. Raises `OverrideError`, whose text a person can act on."""

    async def mark_wrong(self, record_id: str, update_id: str | None, note: str, initials: str) -> None:
        """Mark a reading as wrong. Raises `OverrideError`."""

    async def unmark(self, record_id: str, initials: str = "", note: str = "") -> None:
        """Take a mark back. Raises `OverrideError`."""

    async def pin(self, key: str, update_id: str | None = None) -> bool:
        """Pin a row, or take its pin away; whether it is pinned now. Raises `OverrideError`."""

    async def undo(self, initials: str = "") -> str | None:
        """Take back what was done by hand last; what it was."""

    def note(self, key: str) -> object:
        """A small value that was kept in this run or an earlier one; None when there is none."""

    def keep_note(self, key: str, value: object) -> object:
        """Keep a small JSON value beside the records."""

    def clear_status(self, commitment_id: str, initials: str = "") -> Later[object]:
        """Let the rules speak again. Raises `OverrideError`."""


async def settle(value: T | Awaitable[T]) -> T:
    """The value, awaited if need be."""
    if isinstance(value, Awaitable):
        return cast(T, await value)
    return value
