"""Moving in a list of items of any height: nothing is passed over, and the ends are the ends."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from rows_host import HIGH, Host, model

from tui.dashboard.rows import Rows


def walked(rows: Rows, move: Callable[[], None]) -> set[int]:
    """Lines that are seen by whoever makes the same move until nothing changes any more."""
    seen: set[int] = set()
    for _ in range(2000):
        top = round(rows.scroll_y)
        seen |= set(range(top, min(top + HIGH, len(rows.model))))
        before = (rows.cursor, top)
        move()
        if (rows.cursor, round(rows.scroll_y)) == before:
            return seen
    raise AssertionError("it never comes to an end")


@pytest.mark.parametrize("seed", range(4))
async def test_whoever_goes_on_has_seen_every_line(seed: int) -> None:
    chance = random.Random(seed)
    app = Host()
    async with app.run_test(size=(40, HIGH)) as pilot:
        rows = app.query_one(Rows)
        rows.focus()
        await pilot.pause()
        for _ in range(30):
            items = [
                (chance.choice((1, 1, 2, 3, 9, 25)), chance.random() < 0.7) for _ in range(chance.randrange(1, 14))
            ]
            rows.show(model(items))
            await pilot.pause()
            every = set(range(len(rows.model)))
            for on, back in (
                (lambda: rows.step(1), lambda: rows.step(-1)),
                (lambda: rows.page(1), lambda: rows.page(-1)),
            ):
                rows.end(last=False)
                assert round(rows.scroll_y) == 0
                assert walked(rows, on) == every, items
                rows.end(last=True)
                assert round(rows.scroll_y) == max(0, len(every) - HIGH)
                keyed = [k for n in range(len(every)) if (k := rows.model.key(n))]
                assert rows.cursor == (keyed[-1] if keyed else None)
                assert walked(rows, back) == every, items
                assert round(rows.scroll_y) == 0 and rows.cursor == (keyed[0] if keyed else None)
