"""Whatever sources send, nothing that acts on a terminal is drawn, on any screen."""

from __future__ import annotations

import msgspec
import pytest
from dashboard_attack import ACTS, ATTACK, hostile
from dashboard_run import Run, press

from tui.records import Entry

ROUTES = [
    ("1",),
    ("1", "j", "enter"),
    ("1", "z"),
    ("2", "j"),
    ("2", "enter"),
    ("2", "enter", "n"),
    ("2", "i"),
    ("2", "y"),
    ("2", "o"),
    ("3", "enter"),
    ("3", "v"),
    ("4", "enter"),
    ("4", "i"),
    ("5", "enter"),
    ("5", "r"),
    ("2", "slash", "x"),
    ("c",),
    ("L",),
    ("B",),
    ("D",),
    ("2", "enter", "c"),
    ("2", "a"),
    ("S", "o", "w", "n", "e", "d", "enter"),
]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("keys", ROUTES, ids=" ".join)
async def test_nothing_that_acts_reaches_the_screen(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    run = Run(hostile())
    history = run.monitor.history
    history.quotes = tuple(hostile().quotes)
    history.figures = tuple(r for row in hostile().figures for s in row.series for r in s.readings)
    entry = run.monitor.entries["u1"]
    bad = msgspec.structs.replace(
        entry.update, text=ATTACK * 4, title=ATTACK, outlet=ATTACK, via=ATTACK, date_note=ATTACK
    )
    record = msgspec.structs.replace(
        hostile().quotes[0], quote=msgspec.structs.replace(hostile().quotes[0].quote, start=3, end=60)
    )
    run.monitor.entries["u1"] = Entry(update=bad, quotes=(record,), figures=entry.figures, evidence=entry.evidence)
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, *keys)
        assert run.app.is_running
        strips = run.app.screen._compositor.render_strips()
        assert len(strips) == size[1]
        for strip in strips:
            text = "".join(segment.text for segment in strip)
            assert not ACTS.search(text), repr(text)
            assert strip.cell_length == size[0]
        assert run.opened == []


async def test_markup_of_a_source_is_shown_as_it_is() -> None:
    run = Run(hostile())
    async with run.app.run_test(size=(200, 60)) as pilot:
        await press(pilot, "2")
        text = "\n".join("".join(s.text for s in strip) for strip in run.app.screen._compositor.render_strips())
        assert "[bold]b[/bold]" in text
        assert "[@click=app.quit]" in text
