"""A status by a person's own hand: the key, the form, and how it stands on the screen."""

from __future__ import annotations

import pytest
from dashboard_day import NOW, agreement, phases
from dashboard_fake import FakeSnapshot
from dashboard_run import Run, press, seen
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement import overrides
from tui.agreement.status import WORDS
from tui.dashboard.citation import of_commitment
from tui.dashboard.lines import line_width, plain
from tui.dashboard.panes.commitments import commitment_line
from tui.dashboard.screens.drawer import Drawer
from tui.dashboard.screens.setting import Setting, Words
from tui.dashboard.view import View, layout_of
from tui.monitor import Monitor

SIZES = [(60, 16), (80, 24), (120, 40), (200, 60)]
FIRST = phases()[0].commitments[0].commitment.id


def to_first(size: tuple[int, int]) -> list[str]:
    """Keys that lead to the first commitment at this size."""
    return ["1", "enter"] if size[0] < 100 else ["1", "j"]


@pytest.mark.parametrize("size", SIZES)
async def test_s_sets_a_status_with_note_and_initials(size: tuple[int, int]) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, *to_first(size), "s")
        assert isinstance(run.app.screen, Setting)
        form = run.app.screen.query_one("#form").region
        assert form.y >= 0 and form.bottom <= size[1] and form.right <= size[0]
        await press(pilot, "s", "s", "tab", *"Seen", "space", *"it", "tab", *"AB", "enter")
        (kept,) = run.monitor.overrides
        assert (kept.commitment, kept.word, kept.note, kept.initials) == (FIRST, "SUSPENDED", "Seen it", "AB")
        assert run.app.screen is run.app.board
        pane = run.pane("phases")
        assert pane.cursor == f"commitment:{FIRST}"
        row = next(line for line in seen(pane) if " * " in line)
        assert "SUSPENDED *" in row and "set by AB" in row
        assert "* set by hand" in str(pane.border_subtitle)


async def test_the_drawer_shows_who_set_it_the_note_and_what_the_rules_say() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "enter")
        assert isinstance(run.app.screen, Drawer)
        assert "s set" in run.footer()
        await press(pilot, "s", "e", "tab", *"Over", "tab", *"CD", "enter")
        assert isinstance(run.app.screen, Drawer)
        words = "\n".join(seen(run.app.screen.body))  # type: ignore[arg-type]
        assert "ENDED *" in words and "Over (CD, 19 Dec 2025)" in words
        ruled = phases()[0].commitments[0].word
        assert any("by the rules" in line and ruled in line for line in words.splitlines())


async def test_what_was_set_is_taken_back_in_the_same_form() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "s")
        listed = run.app.screen.query_one(Words)
        assert len(listed.model) == len(WORDS), "nothing is set yet, so there is nothing to take back"
        await press(pilot, "d", "tab", "tab", *"AB", "enter", "s")
        listed = run.app.screen.query_one(Words)
        assert listed.word == "DONE"
        for _ in WORDS:
            await press(pilot, "j")
        assert listed.word is None
        await press(pilot, "enter")
        assert [o.word for o in run.monitor.overrides] == ["DONE", None]
        assert not any("*" in line for line in seen(run.pane("phases")))


async def test_initials_are_asked_for_and_remembered() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "enter", "s", "d", "enter")
        assert isinstance(run.app.screen, Setting)
        assert not run.monitor.overrides
        assert run.app.screen.query_one("#wrong").display
        await press(pilot, *"EF", "enter")
        assert run.monitor.overrides[0].initials == "EF"
        await press(pilot, "j", "s", "n", "enter")
        assert run.monitor.overrides[1].initials == "EF"


async def test_esc_leaves_from_every_field_and_nothing_is_set() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        for tabs in range(3):
            await press(pilot, *(("1", "enter") if not tabs else ()), "s", "i", *["tab"] * tabs, "escape")
            assert not isinstance(run.app.screen, Setting)
        assert not run.monitor.overrides


async def test_letters_choose_and_go_on_and_do_nothing_else() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "s")
        words = run.app.screen.query_one(Words)
        await press(pilot, "j", "k", "n")
        first = words.word
        await press(pilot, "n")
        assert first is not None and words.word is not None
        assert first[0] == words.word[0] == "N" and words.word != first
        await press(pilot, "k", "i", "n", "space", "f")
        assert words.word == "IN FORCE"
        await press(pilot, "q", "question_mark", "z")
        assert isinstance(run.app.screen, Setting) and not run.app._exit
        assert words.word == "IN FORCE"


async def test_s_asks_for_a_commitment_where_there_is_none() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "s")
        assert run.app.screen is run.app.board
        assert "choose one in pane 1" in run.toasts()
        assert "s set" not in run.footer()


async def test_a_view_sets_nothing_and_says_why() -> None:
    run = Run(FakeSnapshot(viewing=True))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j")
        assert "s set" not in run.footer()
        await press(pilot, "s")
        assert run.app.screen is run.app.board
        assert "only reads" in run.toasts()


async def test_a_refusal_is_told() -> None:
    run = Run()

    def refuse(*_: object) -> None:
        raise overrides.OverrideError("the store is open for reading only here")

    run.monitor.set_status = refuse  # type: ignore[method-assign]
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "s", "d", "tab", "tab", *"AB", "enter")
        assert "reading only" in run.toasts()


@given(
    note=st.text(max_size=80),
    initials=st.text(min_size=1, max_size=12),
    word=st.sampled_from(WORDS),
    width=st.integers(40, 220),
)
@settings(deadline=None, max_examples=60)
def test_a_status_set_by_hand_fits_its_pane(note: str, initials: str, word: str, width: int) -> None:
    try:
        override = overrides.make(agreement(), FIRST, word, note, initials, NOW)
    except overrides.OverrideError:
        return
    status = overrides.apply(phases(), [override])[0].commitments[0]
    line = commitment_line(View(FakeSnapshot(), NOW, layout=layout_of(width)), status, width)
    assert line_width(line) <= width
    if width >= 60:
        assert f"{word} *" in plain(line)


@pytest.mark.parametrize("width", [58, 78, 98, 118, 158, 198])
def test_who_set_it_stays_at_every_width(width: int) -> None:
    override = overrides.make(agreement(), FIRST, "IN PROGRESS", "", "ABCDEFGH", NOW)
    status = overrides.apply(phases(), [override])[0].commitments[0]
    view = View(FakeSnapshot(), NOW, layout=layout_of(width))
    assert "ABCDEFGH" in plain(commitment_line(view, status, width))


def test_the_citation_says_that_a_person_set_it() -> None:
    override = overrides.make(agreement(), FIRST, "DONE", "Seen it", "AB", NOW)
    words = of_commitment(overrides.apply(phases(), [override])[0].commitments[0], agreement())
    assert "DONE; set by hand: Seen it (AB, 19 Dec 2025); by the rules: " in words
    assert "per AB" not in words


def test_the_monitor_is_what_the_form_writes_to() -> None:
    for name in ("set_status", "clear_status"):
        assert callable(getattr(Monitor, name))
