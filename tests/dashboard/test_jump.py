"""`f`: a letter stands at every row that can be seen, and typing it goes there."""

from __future__ import annotations

import msgspec
import pytest
from dashboard_day import at, quote, quotes
from dashboard_fake import FakeMonitor, FakeSnapshot
from dashboard_run import Run, arrive, press, seen, settle
from dashboard_whole import alleged
from dashboard_widths import ANY, FORBIDDEN
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from tui.config import KeyChoice
from tui.dashboard.app import DashboardApp
from tui.dashboard.footer import Bar
from tui.dashboard.jumping import LEAD, LETTERS, dimmed, labelled, labels
from tui.dashboard.lines import Span, line_width, plain, safe
from tui.dashboard.rows import Rows
from tui.dashboard.screens.board import Board
from tui.dashboard.screens.breaches import Breaches
from tui.dashboard.screens.drawer import Drawer
from tui.dashboard.screens.figure import FigureScreen
from tui.dashboard.screens.jump import Jump
from tui.dashboard.screens.reader import Reader
from tui.text import width as cells_of


def letter_of(rows: Rows, key: str) -> str:
    """The letters that stand at a row on the screen."""
    index = next(n for n in range(len(rows.model)) if rows.model.key(n) == key)
    strip = rows.render_line(index - round(rows.scroll_y))
    return next(iter(strip)).text


async def begin(run: Run, pilot: Pilot[None], *before: str) -> Jump:
    await press(pilot, *before, "f")
    screen = run.app.screen
    assert isinstance(screen, Jump)
    return screen


# ------------------------------------------------------------------ the letters


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=0, max_value=676))
def test_no_label_begins_another_and_the_first_are_the_shortest(count: int) -> None:
    found = labels(count)
    assert len(found) == len(set(found)) == count
    assert not any(b != a and b.startswith(a) for a in found for b in found[count - 60 :])
    assert [len(x) for x in found] == sorted(len(x) for x in found)
    assert count > len(LETTERS) or all(len(x) == 1 for x in found)


def test_more_places_than_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="677 places, 676 labels"):
        labels(677)


@settings(deadline=None, max_examples=150)
@given(st.lists(ANY, min_size=1, max_size=4), st.sampled_from(["a", "zz"]))
def test_a_label_makes_no_line_wider(texts: list[str], label: str) -> None:
    line = tuple(Span(safe(text), "strong") for text in texts)
    drawn = labelled(line, label)
    assert line_width(drawn) == max(line_width(line), LEAD)
    assert plain(drawn).startswith(f"{label:<{LEAD}}") and drawn[0].role == "hit"
    assert not FORBIDDEN.search(plain(drawn))
    assert plain(dimmed(line)) == plain(line)
    # what is left of the line is its end, behind the blanks of a character that was covered in part
    rest = plain(drawn)[LEAD:].lstrip(" ")
    assert plain(line).endswith(rest)


def test_half_of_a_wide_character_is_blank() -> None:
    drawn = labelled((Span("x日本語"),), "ab")
    assert plain(drawn) == "ab 本語" and cells_of(plain(drawn)) == 7


# ------------------------------------------------------------------ the board


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_row_that_can_be_seen_has_letters_and_nothing_moves(size: tuple[int, int]) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, "2")
        shown = [p for p in run.app.board.panes() if p.region.height]
        before = {pane: seen(pane) for pane in shown}
        await begin(run, pilot)
        typed = set()
        for pane in shown:
            lines = seen(pane)
            assert [line[2:] for line in lines] == [line[2:] for line in before[pane]]
            for key in pane.places():
                letters = letter_of(pane, key)
                assert letters and letters.islower() and letters not in typed
                typed.add(letters)
        assert typed
        await press(pilot, "escape")
        assert {pane: seen(pane) for pane in shown} == before
        assert run.pane("quotes").has_focus


async def test_a_letter_goes_to_a_row_of_another_pane() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await begin(run, pilot, "2")
        sources = run.pane("sources")
        wanted = sources.places()[2]
        await press(pilot, *letter_of(sources, wanted))
        assert isinstance(run.app.screen, Board)
        assert sources.has_focus and sources.cursor == wanted


async def test_a_capital_opens_what_it_goes_to() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await begin(run, pilot, "2")
        figures = run.pane("figures")
        wanted = figures.places()[1]
        letters = letter_of(figures, wanted)
        await press(pilot, letters[0].upper(), *letters[1:])
        assert isinstance(run.app.screen, FigureScreen)
        await press(pilot, "escape")
        assert figures.has_focus and figures.cursor == wanted


async def test_of_two_letters_the_first_leaves_those_that_can_still_be_meant() -> None:
    run = Run()
    async with run.app.run_test(size=(200, 60)) as pilot:
        jump = await begin(run, pilot, "1")
        panes = [p for p in run.app.board.panes() if p.region.height]
        pane, wanted, letters = next(
            (p, key, found) for p in panes for key in p.places() if len(found := letter_of(p, key)) == 2
        )
        await press(pilot, letters[0])
        assert run.app.screen is jump
        assert letter_of(pane, wanted) == letters[1]
        assert plain(jump.query_one("#jumpline", Bar).line).startswith(f" {letters[0]} ")
        first = run.pane("phases")
        assert not letter_of(first, first.places()[0]).islower()
        # a letter too much is taken back
        await press(pilot, "backspace")
        assert letter_of(pane, wanted) == letters
        await press(pilot, *letters)
        assert pane.has_focus and pane.cursor == wanted


async def test_digits_lead_to_panes_and_any_other_key_stays() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        jump = await begin(run, pilot, "2")
        assert "1-5 pane" in plain(jump.query_one("#jumpline", Bar).line)
        await press(pilot, "4")
        assert isinstance(run.app.screen, Board) and run.pane("changes").has_focus
        await begin(run, pilot)
        await press(pilot, "9")
        assert isinstance(run.app.screen, Board) and run.pane("changes").has_focus


async def test_q_is_a_letter_and_does_not_quit_while_one_jumps() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await begin(run, pilot, "2")
        pane = next(p for p in run.app.board.panes() for k in p.places() if letter_of(p, k) == "q")
        await press(pilot, "q")
        assert run.app.is_running and isinstance(run.app.screen, Board)
        assert pane.has_focus


async def test_letters_stay_at_their_rows_when_news_come_in() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await begin(run, pilot, "2")
        pane = run.pane("quotes")
        wanted = pane.places()[1]
        letters = letter_of(pane, wanted)
        await arrive(run, pilot, quotes=(quote("n", "New Example", "Just in", at(14, 6)), *quotes()))
        assert letter_of(pane, wanted) == letters
        await press(pilot, *letters)
        assert pane.cursor == wanted


async def test_a_row_that_is_gone_meanwhile_is_told() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await begin(run, pilot, "2")
        pane = run.pane("quotes")
        letters = letter_of(pane, pane.places()[1])
        await arrive(run, pilot, quotes=quotes()[:1])
        await press(pilot, *letters)
        assert "gone" in run.toasts()


async def test_a_screen_without_rows_says_so() -> None:
    run = Run(FakeSnapshot(quotes=(), changes=(), sources=(), figures=(), phases=()), show=("quotes",))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f")
        assert isinstance(run.app.screen, Board)
        assert "no row" in run.toasts()


async def test_a_click_ends_the_jump() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await begin(run, pilot, "2")
        await pilot.click(offset=(30, 20))
        await settle(pilot)
        assert isinstance(run.app.screen, Board)


async def test_keys_of_panes_that_a_person_has_chosen_lead_there() -> None:
    run = Run(keys=(KeyChoice(id="pane.4", keys="f4", at="sources.toml:1"),))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await begin(run, pilot, "2")
        await press(pilot, "f4")
        assert run.pane("changes").has_focus


# ------------------------------------------------------------------ the screens behind


async def test_jumping_in_a_drawer_and_opening_the_text() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "enter")
        screen = run.app.screen
        assert isinstance(screen, Drawer)
        jump = await begin(run, pilot)
        assert "pane" not in plain(jump.query_one("#jumpline", Bar).line)
        wanted = screen.body.places()[-1]
        await press(pilot, letter_of(screen.body, wanted))
        assert run.app.screen is screen and screen.body.cursor == wanted
        await begin(run, pilot)
        first = screen.body.places()[0]
        await press(pilot, letter_of(screen.body, first).upper())
        assert isinstance(run.app.screen, Reader)


async def test_jumping_between_the_columns_of_alleged_breaches() -> None:
    monitor = FakeMonitor()
    monitor.history.older_evidence = tuple(
        msgspec.structs.replace(e, id=f"{e.id}-{n}") for n in range(2) for e in alleged()
    )
    app = DashboardApp(monitor)
    async with app.run_test(size=(160, 50)) as pilot:
        await press(pilot, "B")
        screen = app.screen
        assert isinstance(screen, Breaches)
        await press(pilot, "f")
        other = next(c for c in screen.jump_lists()[1:] if c.places())
        wanted = other.places()[-1]
        await press(pilot, *letter_of(other, wanted))
        assert other.has_focus and other.cursor == wanted
        assert screen.body is other
