"""Several agreements in one dashboard: `w` goes from one to the next, and the header tells what is new beside it."""

from __future__ import annotations

import msgspec
import pytest
from dashboard_day import NOW, agreement, quote, quotes
from dashboard_fake import FakeMonitor, FakeSnapshot
from dashboard_run import press, settle

from tui.dashboard.app import DashboardApp
from tui.dashboard.desk import Desk
from tui.dashboard.header import header_line
from tui.records import Change


def other(title: str = "Delta 2031") -> FakeMonitor:
    renamed = msgspec.structs.replace(agreement(), id="delta-2031", short_title=title)
    said = quote("d1", "Rana Sample", "The second bridge is open to traffic", NOW)
    return FakeMonitor(FakeSnapshot(agreement=renamed, quotes=(said,), last_look=NOW.replace(hour=1)))


def header(app: DashboardApp, columns: int = 200) -> str:
    return "".join(s.text for s in header_line(app.view, columns))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_w_goes_to_the_next_agreement_and_back(size: tuple[int, int]) -> None:
    first, second = FakeMonitor(), other()
    app = DashboardApp(first, others=[second])
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert first.started and second.started
        own = app.snapshot.agreement.short_title
        assert own in header(app) and "w Delta 2031" in header(app)
        await press(pilot, "2", "w")
        assert app.snapshot.agreement.short_title == "Delta 2031"
        assert [q.quote.speaker for q in app.snapshot.quotes] == ["Rana Sample"]
        assert f"w {own}" in header(app)
        await press(pilot, "w")
        assert app.snapshot.agreement.short_title == own
    assert first.stopped and second.stopped


async def test_what_lies_open_is_closed_when_the_agreement_changes() -> None:
    app = DashboardApp(FakeMonitor(), others=[other()])
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "i")
        assert len(app.screen_stack) > 1
        app.next_agreement()
        await settle(pilot)
        assert app.screen is app.board and app.snapshot.agreement.id == "delta-2031"


async def test_the_header_tells_what_is_new_beside_it() -> None:
    first, second = FakeMonitor(), other()
    app = DashboardApp(first, others=[second])
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        before = app.snapshot
        told = tuple(Change(id=f"c{n}", at=NOW, kind="quote", mark="new", text="t") for n in range(3))
        second.announce(changes=told)
        await settle(pilot)
        assert "w Delta 2031 3 new" in header(app)
        assert app.snapshot is before or app.snapshot.agreement.id == before.agreement.id


async def test_with_one_agreement_w_says_how_to_have_more() -> None:
    app = DashboardApp(FakeMonitor())
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        assert [n.message for n in app._notifications] == [
            "One agreement is watched here; `also` under [agreement] in sources.toml names others."
        ]


async def test_quotes_of_one_are_never_shown_under_the_other() -> None:
    first, second = FakeMonitor(), other()
    app = DashboardApp(first, others=[second])
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "w")
        first.announce(quotes=(quote("n1", "Basil Exampleson", "Nothing has been signed so far", NOW), *quotes()))
        await settle(pilot)
        app.flush()
        assert [q.quote.speaker for q in app.snapshot.quotes] == ["Rana Sample"]


def test_what_is_new_beside_is_counted_when_it_changes_and_not_at_every_look() -> None:
    here, there = FakeMonitor(), other()
    asked: list[object] = []
    snapshot = there.snapshot

    def counted() -> object:
        asked.append(there)
        return snapshot()

    there.snapshot = counted  # type: ignore[method-assign, assignment]
    desk = Desk([here, there])
    first = desk.beside()
    desk.heard(here)
    assert desk.beside() is first and len(asked) == 1
    desk.heard(there)
    assert desk.beside() == first and len(asked) == 2
    desk.turn()
    assert desk.beside()[0][0] == here.shot.agreement.short_title and len(asked) == 2


def test_a_desk_turns_through_all_and_begins_again() -> None:
    monitors = [FakeMonitor(), other(), other("Third")]
    desk = Desk(monitors)
    assert [desk.turn() for _ in range(4)] == [monitors[1], monitors[2], monitors[0], monitors[1]]
