"""What changed since the last look, and how a text was worded before: the words that changed, in signs and weight."""

from __future__ import annotations

import msgspec
import pytest
from dashboard_day import at, changes, figures, quote, update
from dashboard_fake import FakeSnapshot
from dashboard_run import Run, arrive, press, press_each, seen_card
from dashboard_widths import ANY, WIDTHS, check, view
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.dashboard.blocks import BlockModel
from tui.dashboard.lines import Span, flow, plain, scrub
from tui.dashboard.screens.drawer import Drawer
from tui.dashboard.screens.figure import FigureScreen
from tui.dashboard.screens.reader import Reader
from tui.dashboard.screens.since import Since, change_block
from tui.dashboard.screens.wordings import Wordings, wording_blocks
from tui.dashboard.wording import diff, diff_spans
from tui.records import Change, Entry, Update
from tui.store.errors import StoreError

SIZES = [(80, 24), (120, 40), (200, 60)]


def reworded(run: Run) -> None:
    """The store has the earlier wording of the quote that was revised."""
    now = "Phase two begins when phase one has ended"
    was = "Phase two starts when phase one is over"
    before = quote("u4", "Gideon Saar", was, at(11, 20), speaker_id="gideon-saar")
    text = "Paragraph one stays.\nHe said: {}.\nParagraph three stays."
    run.monitor.history.wordings["u4"] = (
        Entry(update=update("u4", text.format(was), at(11, 20)), quotes=(before,)),
        Entry(update=update("u4", text.format(now), at(12, 50), revision=2)),
    )


@pytest.mark.parametrize("size", SIZES)
async def test_c_shows_what_changed_oldest_first_with_the_words_that_changed(size: tuple[int, int]) -> None:
    run = Run()
    reworded(run)
    async with run.app.run_test(size=size) as pilot:
        await press_each(pilot, "c")
        screen = run.app.screen
        assert isinstance(screen, Since)
        model = screen.body.model
        keys = list(dict.fromkeys(k for n in range(len(model)) if (k := model.key(n))))
        assert keys == [f"change:c{n}" for n in (6, 5, 4, 3, 2, 1)]
        words = " ".join("\n".join(seen_card(screen)).split())
        assert "Phase two [-starts-]{+begins+} when phase one [-is over-]{+has ended+}" in words
        assert "newly disputed" in words and "source trouble" in words
        assert "health ministry" not in words, "what was seen before the last look is not news"
        roles = {s.role for n in range(len(model)) for s in model.line(n, 100) if "starts" in s.text}
        assert roles == {"gone"}


async def test_enter_goes_to_what_the_change_is_about_and_back() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        for steps, kind in ((0, Drawer), (1, Reader), (2, Drawer), (3, FigureScreen), (5, Reader)):
            await press_each(pilot, "c", *["j"] * steps, "enter")
            assert isinstance(run.app.screen, kind), steps
            await press(pilot, "escape")
            assert isinstance(run.app.screen, Since)
            await press(pilot, "escape")


async def test_A_marks_all_seen_from_there_and_nothing_is_left() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press_each(pilot, "c", "A")
        assert run.app.screen is run.app.board and run.monitor.looks
        await press_each(pilot, "c")
        assert "Nothing has changed since your last look" in "\n".join(seen_card(run.app.screen))  # type: ignore[arg-type]


async def test_what_comes_meanwhile_stands_at_the_end_and_the_cursor_stays() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press_each(pilot, "c", "j")
        screen = run.app.screen
        assert isinstance(screen, Since)
        held = screen.body.cursor
        late = Change(id="c0", at=at(14, 6), kind="figure", mark="revised", text="Trucks: GMO 244 → 251 (Sample Wire)")
        await arrive(run, pilot, changes=(late, *changes()))
        words = " ".join("\n".join(seen_card(screen)).split())
        assert words.endswith("Trucks: GMO [-244-]{+251+} (Sample Wire)")
        assert screen.body.cursor == held


async def test_a_corrected_figure_says_of_what_kind_the_change_is() -> None:
    change = Change(
        id="x1", at=at(14, 5), kind="figure", mark="revised", ref="f-t0",
        text="Killed since the truce: ministry at least 395 → at least 402 (Sample Wire)",
    )  # fmt: skip
    assert figures()[0].id == "f-t0"
    lines = change_block(view(100), change).draw(100)
    words = " ".join(" ".join(plain(line) for line in lines).split())
    assert "ministry at least [-395-]{+402+} (Sample Wire)" in words
    assert "update: 395 (17 Dec 2025) → 402 (18 Dec 2025): a newer reading" in words


async def test_c_in_a_text_shows_how_it_was_changed() -> None:
    run = Run()
    reworded(run)
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        assert run.pane("quotes").select("quote:q-u4")
        entry = run.monitor.history.wordings["u4"][1]
        run.monitor.entries["u4"] = entry
        await press(pilot, "enter")
        assert "c what changed" in run.footer()
        await press_each(pilot, "c")
        screen = run.app.screen
        assert isinstance(screen, Wordings)
        words = " ".join("\n".join(seen_card(screen)).split())
        assert "Wording 2" in words and "{+begins+}" in words and "Paragraph three stays." in words
        await press(pilot, "y")
        assert "A report" in run.copied[-1]
        await press(pilot, "escape", "escape")
        run.monitor.history.fails = StoreError("the index is damaged")
        await press(pilot, "enter")
        await press_each(pilot, "c")
        assert isinstance(run.app.screen, Reader) and "the index is damaged" in run.toasts()


async def test_a_text_that_was_never_changed_offers_no_such_key() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "enter")
        assert "what changed" not in run.footer()
        await press_each(pilot, "c")
        assert "no earlier wording" in "\n".join(seen_card(run.app.screen))  # type: ignore[arg-type]


# ------------------------------------------------------------------ the difference itself


def test_words_and_phrases_that_changed_stand_in_signs() -> None:
    assert "".join(s.text for s in diff_spans("It starts today", "It begins today")) == "It [-starts-]{+begins+} today"
    text = "".join(s.text for s in diff_spans("We will go on", "We may not go on"))
    assert text == "We [-will-]{+may not+} go on"
    assert [s.role for s in diff_spans("a", "b")] == ["gone", "added"]
    # words with only a space between them are one change
    assert "".join(s.text for s in diff_spans("one two x", "six ten x")) == "[-one two-]{+six ten+} x"
    assert "".join(s.text for s in diff_spans("the same", "the same")) == "the same"


def test_a_long_text_shows_what_is_near_a_change() -> None:
    old = "word " * 200 + "alpha " + "tail " * 200
    text = "".join(s.text for s in diff_spans(old, old.replace("alpha", "beta"), around=40))
    assert "[-alpha-]{+beta+}" in text and text.startswith("… word") and text.endswith("tail …") and len(text) < 140


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab c\n.", max_size=60), st.text(alphabet="ab c\n.", max_size=60))
def test_both_wordings_can_be_read_back(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert "".join(p.text for p in pieces if p.kind != "gone") == new
    # of white space that differs, that of the newer wording is shown
    assert "".join("".join(p.text for p in pieces if p.kind != "added").split()) == "".join(old.split())
    if old == new:
        assert all(p.kind == "same" for p in pieces)


def test_a_text_that_repeats_itself_without_end_is_shown_whole() -> None:
    old, new = "x " + "a b " * 3000 + "y", "z " + "c b a " * 3000 + "w"
    assert [p.kind for p in diff(old, new)] == ["gone", "added"]
    lines = ("a\n" * 3000, "b\na\n" * 3000)
    assert [p.kind for p in diff(*lines)][:2] == ["gone", "added"]
    # where little differs, length is no matter
    long = " ".join(f"word{n}" for n in range(20_000))
    assert [p.text for p in diff(long, long.replace("word777 ", "other ")) if p.kind != "same"] == [
        "word777 ",
        "other ",
    ]


@settings(deadline=None, max_examples=60)
@given(ANY, ANY, WIDTHS)
def test_a_change_fits_its_pane(old: str, new: str, width: int) -> None:
    record = quote("h", old, new, at(13), outlet=old, revision=2)
    shown = view(width, quotes=(record,))
    for mark in ("new", "revised", "withdrawn", "trouble"):
        change = Change(id="c", at=at(14), kind="quote", mark=mark, ref="q-h", text=f"{old}: x → {new} ({old})")  # type: ignore[arg-type]
        other = msgspec.structs.replace(change, ref=None)
        for block in (change_block(shown, change, old), change_block(shown, change), change_block(shown, other)):
            for line in block.draw(width):
                check(line, width)
    item = record.cite
    wordings = [
        Entry(update=Update(
            id="u", source="s", outlet=old, url=item.url, title=words, text=words, published=at(9), fetched=at(9),
            origin="u",
        ))
        for words in (old, new)
    ]  # fmt: skip
    for line in BlockModel(wording_blocks(wordings), width)._lines:
        check(line, width)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(ANY, st.sampled_from(["text", "gone", "added"])), max_size=5), WIDTHS, st.integers(0, 16))
def test_styled_text_wraps_within_its_cells_and_loses_no_letter(
    parts: list[tuple[str, str]], width: int, indent: int
) -> None:
    spans = [Span(scrub(text), role) for text, role in parts]  # type: ignore[arg-type]
    lines = flow(spans, width, indent=indent)
    for line in lines:
        check(line, max(width, indent + 8))
    letters = [c for text, _ in spans for c in text if c.isascii() and c.isalnum()]
    if all(len(plain(line)) == len(plain(line).rstrip("…")) for line in lines):
        assert [c for line in lines for c in plain(line) if c.isascii() and c.isalnum()] == letters


def test_no_look_yet_is_no_list_of_everything() -> None:
    shown = view(100, last_look=None)
    assert Since(shown)._changes == []
    assert FakeSnapshot().last_look is not None
