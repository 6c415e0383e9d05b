"""Presses keys of the map by their ids in each place of the screen, and notes which behaviour was tested where."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Sequence
from typing import cast

import msgspec
import pytest
from dashboard_day import at, update
from dashboard_fake import FakeSnapshot
from dashboard_run import Run
from dashboard_whole import alleged, days, linked
from textual.pilot import Pilot

from tui.dashboard.blocks import Target
from tui.dashboard.keys import TABLE, Key, Place
from tui.dashboard.rows import Rows
from tui.dashboard.screens.base import Behind
from tui.dashboard.screens.board import Board
from tui.records import Entry, QuoteRecord

BY_ID = {key.id: key for key in TABLE}
ROUTES: dict[Place, Sequence[str]] = {
    "board": ("2",),
    "reader": ("2", "enter"),
    "drawer": ("1", "j", "enter"),
    "compare": ("3", "v"),
    "figure": ("3", "enter"),
    "speaker": ("2", "end", "a"),
    "history": ("S", *"timetable", "enter"),
    "since": ("c",),
    "wordings": ("2", "j", "j", "j", "enter", "c"),
    "linkage": ("L",),
    "breaches": ("B",),
    "dates": ("D",),
    "travel": ("t",),
    "help": ("question_mark",),
}
"""The keys that lead from the board to each place."""
SIZE = (120, 28)
"""Low, so that lists scroll."""
TESTED: dict[tuple[Place, str], str] = {}
"""(place, id of a key) -> the test that presses it there."""


def whole_run(snapshot: FakeSnapshot | None = None) -> Run:
    """A run in which every place has something to show, and each list more than fits."""
    run = Run(snapshot)
    history = run.monitor.history
    history.older_evidence = (*linked(), *alleged(), *days())
    said = tuple(q for q in run.monitor.shot.quotes if q.quote.speaker_id == "bassem-naim")
    history.quotes = (*run.monitor.shot.quotes, *(_older(q, n) for q in said for n in range(1, 30)))
    entry = run.monitor.records_of("u4")
    assert entry is not None
    long = "\n".join(f"Paragraph {n} of a long report on the crossing, as it first stood." for n in range(30))
    first = msgspec.structs.replace(entry.update, text=long + "\nPhase two starts at once.", revision=1)
    later = msgspec.structs.replace(entry.update, text=long.replace("first", "later") + "\nNot now.", revision=2)
    history.wordings["u4"] = (Entry(update=first), Entry(update=later))
    for record in history.figures:
        item = update(record.cite.update, record.figure.sentence, record.at)
        run.monitor.entries.setdefault(item.id, Entry(update=item, figures=(record,)))
    return run


def _older(record: QuoteRecord, n: int) -> QuoteRecord:
    when = at(9, days=n + 1)
    cite = msgspec.structs.replace(record.cite, published=when, fetched=when, update=f"{record.cite.update}-{n}")
    words = msgspec.structs.replace(record.quote, text=f"Statement {n} on the second phase")
    return msgspec.structs.replace(record, id=f"{record.id}-{n}", at=when, cite=cite, quote=words)


class Walk:
    """A place of a running dashboard, and the keys that were pressed there."""

    def __init__(self, run: Run, pilot: Pilot[None], place: Place) -> None:
        self.run, self.pilot, self.place = run, pilot, place
        self.pressed: set[tuple[str, str]] = set()

    def names(self, id: str) -> list[str]:  # noqa: A002
        """Textual's names of the keys that do what `id` says; each has to be pressed."""
        key = BY_ID[id]
        assert self.place in key.places or "everywhere" in key.places, f"{id} does nothing in {self.place}"
        return key.keys.split(",")

    async def press(self, id: str, name: str | None = None, *, settle: bool = True) -> None:  # noqa: A002
        """Press the key of that id; `name` chooses where there are several. What asks nothing of the store need not
        settle."""
        names = self.names(id)
        assert name is None or name in names
        assert self.at_place, f"{id} would be pressed somewhere else than in {self.place}"
        self.pressed.add((id, name or names[0]))
        await self.pilot.press(name or names[0])
        if settle:
            await self.settle()

    async def type(self, *names: str) -> None:
        """Press keys that are not the matter of the test, each when the one before has been answered."""
        for name in names:
            await self.pilot.press(name)
            await self.settle()

    async def settle(self) -> None:
        await self.pilot.pause()
        await self.run.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def back(self) -> None:
        """Back to the place, from whatever a key has opened there."""
        while not self.at_place and not isinstance(self.run.app.screen, Board):
            await self.type("escape")
        assert self.at_place

    @property
    def at_place(self) -> bool:
        screen = self.run.app.screen
        if isinstance(screen, Board):
            return self.place == ("travel" if screen.query_one("#timeline").has_class("-on") else "board")
        return isinstance(screen, Behind) and self.place == screen.PLACE

    @property
    def rows(self) -> Rows:
        """The list that the keys for moving act on."""
        screen = self.run.app.screen
        return screen.pane() if isinstance(screen, Board) else cast(Behind, screen).body

    @property
    def where(self) -> tuple[int, int]:
        """Line of the row under the cursor, and the first line in sight."""
        rows = self.rows
        keys = [rows.model.key(n) for n in range(len(rows.model))]
        return keys.index(rows.cursor), round(rows.scroll_y)

    def target(self) -> Target | None:
        return cast("Behind | Board", self.run.app.screen).target()

    async def seek(self, wanted: Callable[[Target], bool]) -> Target:
        """Move down to the first row whose target is wanted."""
        await self.type("home")
        last: object = None
        while self.where != last:
            target = self.target()
            if target is not None and wanted(target):
                return target
            last = self.where
            await self.type("down")
        raise AssertionError(f"no such row in {self.place}")


Test = Callable[[Walk], Awaitable[None]]


def does(ids: Sequence[str], *places: Place, size: tuple[int, int] = SIZE) -> Callable[[Test], Callable[..., object]]:
    """The test says what the keys of those ids do in each of the places; it has to press every one of them."""

    def named(test: Test) -> Callable[..., object]:
        for place in places:
            for id_ in ids:
                TESTED[place, id_] = test.__name__  # type: ignore[attr-defined]

        @functools.wraps(test)
        async def run_it(place: Place) -> None:
            run = whole_run()
            async with run.app.run_test(size=size) as pilot:
                walk = Walk(run, pilot, place)
                await walk.type(*ROUTES[place])
                assert walk.at_place
                await test(walk)
            due = {(id_, name) for id_ in ids for name in BY_ID[id_].keys.split(",")}
            assert due <= walk.pressed, f"not pressed in {place}: {sorted(due - walk.pressed)}"

        del run_it.__wrapped__  # type: ignore[attr-defined]
        return pytest.mark.parametrize("place", places)(run_it)

    return named


def untested(table: Sequence[Key] = TABLE) -> list[tuple[str, str]]:
    """Keys of the table that no test presses in a place in which they are bound."""
    every: list[Place] = list(ROUTES)
    return [
        (place, key.id)
        for key in table
        for place in (every if "everywhere" in key.places else key.places)
        if (place, key.id) not in TESTED
    ]
