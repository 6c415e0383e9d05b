"""Long, foreign and hostile text, none and ten thousand records: on every screen each line keeps to the terminal."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from dashboard_attack import ACTS, ATTACK, hostile
from dashboard_day import agreement, at, changes, figures, quote, quotes
from dashboard_fake import FakeSnapshot
from dashboard_run import Run, press
from dashboard_whole import alleged, days, linked
from key_walk import ROUTES, Walk
from textual.pilot import Pilot

from tui.agreement.ledger import ledger
from tui.dashboard.keys import Place
from tui.dashboard.panes.base import Pane
from tui.records import Entry

TEXTS = {
    "hostile": ATTACK,
    "ten thousand characters": "Nobody has said how long this sentence may be, nor where it may be cut. " * 100
    + "x" * 3000,
    "mixed": "עיכוב במעבר، تأخير در گذرگاه 遅延について 지연 👩‍👩‍👧‍👦 e\u0301\u0301 \u202ereversed\u202c [bold]b[/] "
    * 4,
    "nothing": "",
}
MORE: dict[str, tuple[str, ...]] = {
    "a form of a status": ("1", "j", "s"),
    "a form of a mark": ("2", "x"),
    "about": ("2", "i"),
    "a source": ("5", "enter"),
    "a change": ("4", "i"),
    "a phase alone": ("1", "z"),
    "a filter": ("2", "slash", "x"),
    "the past": ("2", "t", "h"),
    "letters": ("2", "f"),
    "commands": ("2", "ctrl+p"),
}


def run_of(shot: FakeSnapshot, text: str) -> Run:
    """A run in which the same text stands in everything that comes from outside."""
    run = Run(shot)
    history = run.monitor.history
    history.quotes = tuple(shot.quotes)
    history.figures = tuple(r for row in shot.figures for s in row.series for r in s.readings)
    swap = msgspec.structs.replace
    history.older_evidence = tuple(
        swap(e, evidence=swap(e.evidence, sentence=text, claimant=text, claimant_id=None, due_text=text))
        for e in (*linked(), *alleged(), *days())
    )
    entry = run.monitor.entries["u1"]
    item = swap(entry.update, text=text, title=text, outlet=text, via=text, revision=2)
    run.monitor.entries["u1"] = Entry(update=item, quotes=tuple(shot.quotes[:1]), evidence=entry.evidence)
    history.wordings["u1"] = (Entry(update=entry.update), Entry(update=item))
    return run


def check(run: Run, size: tuple[int, int], where: str) -> None:
    strips = run.app.screen._compositor.render_strips()
    assert len(strips) == size[1], where
    for strip in strips:
        text = "".join(segment.text for segment in strip)
        assert not ACTS.search(text), (where, text)
        assert strip.cell_length == size[0], (where, text)


async def home(run: Run, pilot: Pilot[None]) -> None:
    """Back to the board with nothing open."""
    for _ in range(8):
        if at_home(run):
            return
        await press(pilot, "escape")
    raise AssertionError("Escape leads nowhere")


def at_home(run: Run) -> bool:
    board = run.app.board
    if run.app.screen is not board or not isinstance(board.focused, Pane) or board.zoomed:
        return False
    return not board.query_one("#timeline").has_class("-on") and not board.pane().filter and not run.app.snapshot.past


async def everywhere(run: Run, size: tuple[int, int], places: dict[str, tuple[str, ...]]) -> None:
    async with run.app.run_test(size=size) as pilot:
        for name, keys in places.items():
            await Walk(run, pilot, "board").type(*keys)
            assert run.app.is_running
            check(run, size, name)
            await home(run, pilot)
        assert run.opened == []


ALL: dict[str, tuple[str, ...]] = {**{k: tuple(v) for k, v in ROUTES.items()}, **MORE}


@pytest.mark.parametrize(
    ("text", "size"), [*((text, (60, 16)) for text in TEXTS), ("mixed", (120, 40))], ids=lambda p: str(p)
)
async def test_every_screen_takes_any_text(text: str, size: tuple[int, int]) -> None:
    await everywhere(run_of(hostile(TEXTS[text]), TEXTS[text]), size, ALL)


@pytest.mark.parametrize("size", [(60, 16), (200, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_every_screen_takes_no_record_at_all(size: tuple[int, int]) -> None:
    run = Run(FakeSnapshot(quotes=(), figures=(), changes=(), sources=(), as_of=None, last_look=None))
    run.monitor.history.quotes = ()
    run.monitor.history.figures = ()
    await everywhere(run, size, {k: v for k, v in ALL.items() if k not in ("reader", "wordings")})


async def test_ten_thousand_records_are_walked_to_both_ends() -> None:
    many = tuple(quote(f"k{n}", f"Speaker {n}", f"Statement {n}", at(13), outlet="Sample Wire") for n in range(10_000))
    news = tuple(replace_id(changes()[0], n) for n in range(10_000))
    readings = [msgspec.structs.replace(f, id=f"{f.id}-{n}") for n in range(500) for f in figures()]
    shot = replace(FakeSnapshot(), quotes=many, changes=news, figures=ledger(agreement(), readings))
    run = Run(shot)
    async with run.app.run_test(size=(120, 40)) as pilot:
        walk = Walk(run, pilot, "board")
        for pane, last in (("2", "quote:q-k9999"), ("4", "change:c-9999")):
            await walk.type(pane, "end")
            assert walk.rows.cursor == last
            check(run, (120, 40), pane)
            await walk.type("home")
            assert walk.where == (0, 0)
        await walk.type("2", "slash", *"statement", "space", *"9998", "enter")
        assert walk.rows.cursor == "quote:q-k9998" and len(walk.rows.model) == 1


def replace_id(change: object, n: int) -> object:
    return msgspec.structs.replace(change, id=f"c-{n}")  # type: ignore[type-var]


def test_places_are_those_of_the_key_map() -> None:
    from typing import get_args

    assert set(ROUTES) == set(get_args(Place)) - {"everywhere"}
    assert len(quotes()) > 3
