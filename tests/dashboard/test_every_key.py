"""Every key of the map, in every place in which it is bound, does there what the help says of it."""

from __future__ import annotations

import csv
import os
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from dashboard_run import seen
from key_walk import ROUTES, TESTED, Walk, does, untested
from test_dashboard_keys import LOOK, NOW
from textual.command import CommandPalette
from textual.widgets import Input

from tui.dashboard.citation import web_address
from tui.dashboard.footer import Bar
from tui.dashboard.keys import TABLE, Key
from tui.dashboard.lines import plain
from tui.dashboard.panes.phases import PhasesPane
from tui.dashboard.screens.asking import Ask, AskLine
from tui.dashboard.screens.board import ORDER
from tui.dashboard.screens.breaches import Breaches
from tui.dashboard.screens.byhand import Marking
from tui.dashboard.screens.compare import Compare
from tui.dashboard.screens.dates import Dates
from tui.dashboard.screens.drawer import Drawer
from tui.dashboard.screens.exporting import Exporting
from tui.dashboard.screens.help import Help
from tui.dashboard.screens.jump import Jump
from tui.dashboard.screens.linkage import LinkageView
from tui.dashboard.screens.reader import Reader
from tui.dashboard.screens.searching import Search
from tui.dashboard.screens.setting import Setting
from tui.dashboard.screens.since import Since
from tui.dashboard.screens.speaker import SpeakerCard
from tui.dashboard.screens.travel import TimeLine
from tui.dashboard.screens.wordings import Wordings
from tui.dashboard.styles import render

_CARDS = ("drawer", "compare", "figure", "speaker", "history", "since", "linkage", "breaches", "dates")
_TEXTS = ("board", *_CARDS, "reader", "wordings")
_READINGS = ("board", "drawer", "reader", "figure", "speaker", "breaches")


def test_no_key_is_without_a_test_that_presses_it() -> None:
    assert untested() == []
    # and the list is not right by chance
    assert untested((*TABLE, Key("new", "X", "new", "X", "", "", "Program", ("board", "dates")))) == [
        ("board", "new"),
        ("dates", "new"),
    ]
    known = {(place, key.id) for key in TABLE for place in ROUTES if {place, "everywhere"} & set(key.places)}
    assert set(TESTED) <= known


# ------------------------------------------------------------------ moving


_MOVES = ["down", "up", "page.down", "page.up", "first", "last"]


@does(_MOVES, "board", *_CARDS, "help")
async def test_moving(walk: Walk) -> None:
    await _moves(walk)


@does(_MOVES, "reader", "wordings", size=(100, 18))
async def test_moving_in_a_text(walk: Walk) -> None:
    await _moves(walk)


async def _moves(walk: Walk) -> None:
    await walk.press("first")
    begin = walk.where
    assert begin[1] == 0
    for down, up in zip(walk.names("down"), walk.names("up"), strict=True):
        await walk.press("down", down)
        one = walk.where
        assert one > begin or (one[0] == begin[0] and one[1] > begin[1])
        await walk.press("up", up)
        assert walk.where < one
        await walk.press("first")
    for down, up in zip(walk.names("page.down"), walk.names("page.up"), strict=True):
        await walk.press("page.down", down)
        page = walk.where
        assert page > begin and page != one, "a screenful is more than a line"
        await walk.press("page.up", up)
        assert walk.where < page
    for last, first in zip(walk.names("last"), walk.names("first"), strict=True):
        await walk.press("last", last)
        end = walk.where
        assert end > begin and end[1] + walk.rows.scrollable_content_region.height >= len(walk.rows.model)
        await walk.press("down")
        assert walk.where == end
        await walk.press("first", first)
        assert walk.where == begin


@does(["down", "page.down", "up", "page.up"], "drawer", "compare", "linkage", "breaches", "wordings", size=(100, 16))
async def test_no_line_is_passed_over(walk: Walk) -> None:
    """Whoever holds a key down has seen every line; on the smallest screen too."""
    rows = walk.rows
    for on, back in (("down", "up"), ("page.down", "page.up")):
        for names, first, last in ((walk.names(on), 0, -1), (walk.names(back), -1, 0)):
            id_ = on if first == 0 else back
            await walk.type("home" if first == 0 else "end")
            seen: set[int] = set()
            for n in range(400):
                high = rows.scrollable_content_region.height
                before = (walk.where, round(rows.scroll_y))
                seen |= set(range(round(rows.scroll_y), min(round(rows.scroll_y) + high, len(rows.model))))
                await walk.press(id_, names[n % len(names)], settle=False)
                if (walk.where, round(rows.scroll_y)) == before:
                    break
            assert seen == set(range(len(rows.model))), id_
            assert round(rows.scroll_y) == (0 if last == 0 else max(0, len(rows.model) - high))


@does([f"pane.{n}" for n in range(1, 6)] + ["pane.next", "pane.previous"], "board")
async def test_panes(walk: Walk) -> None:
    board = walk.run.app.board
    for number, name in enumerate(ORDER, 1):
        await walk.press(f"pane.{number}")
        assert board.pane(name).has_focus
    for forward, back in zip(walk.names("pane.next"), walk.names("pane.previous"), strict=True):
        await walk.press("pane.1")
        await walk.press("pane.next", forward)
        assert board.pane("quotes").has_focus
        await walk.press("pane.previous", back)
        await walk.press("pane.previous", back)
        assert board.pane("sources").has_focus


@does(["zoom", "fold"], "board")
async def test_zoom_and_fold(walk: Walk) -> None:
    board = walk.run.app.board
    await walk.press("zoom")
    assert board.zoomed == "quotes" and not board.pane("phases").display
    await walk.press("zoom")
    assert board.zoomed is None and board.pane("phases").display
    pane = board.query_one("#phases", PhasesPane)
    await walk.press("fold")
    lines = len(pane.model)
    await walk.type("1", "home")
    await walk.press("fold")
    assert len(pane.model) < lines, "in the pane of phases only"
    await walk.press("fold")
    assert len(pane.model) == lines


@does(["next", "previous"], "board")
async def test_new_rows(walk: Walk) -> None:
    await walk.type("home")
    await walk.press("next")
    assert walk.rows.cursor == "quote:q-u2"
    await walk.press("next")
    await walk.press("previous")
    assert walk.rows.cursor == "quote:q-u2"
    await walk.type("slash", *"timetable", "enter")
    await walk.press("next")
    assert walk.rows.cursor == "quote:q-v0", "with a filter, the next row of it, new or not"
    await walk.press("previous")
    assert walk.rows.cursor == "quote:q-u7"


@does(["reader.next", "reader.previous"], "reader")
async def test_records_of_a_text(walk: Walk) -> None:
    reader = walk.run.app.screen
    assert isinstance(reader, Reader) and reader.current is not None and reader.current.id == "q-u1"
    await walk.press("reader.next")
    assert reader.current.id == "q-u1b" and "2 of 4" in str(reader.body.border_subtitle)
    await walk.press("reader.previous")
    await walk.press("reader.previous")
    assert reader.current.id == "e-u1"


@does(["figure.next", "figure.previous"], "figure")
async def test_claimants_of_a_figure(walk: Walk) -> None:
    await walk.press("figure.next")
    assert walk.rows.cursor == "figure:f-t9"
    await walk.press("figure.previous")
    assert walk.rows.cursor == "figure:f-t0"


@does(["breaches.next", "breaches.previous"], "breaches")
async def test_columns_of_the_ledger(walk: Walk) -> None:
    screen = walk.run.app.screen
    assert isinstance(screen, Breaches)
    for forward, back in zip(walk.names("breaches.next"), walk.names("breaches.previous"), strict=True):
        assert screen.body.id == "side0" and screen.body.has_focus
        await walk.press("breaches.next", forward)
        assert screen.body.id == "side1" and screen.body.has_focus
        await walk.press("breaches.previous", back)


@does(["jump"], "board", "wordings", *_CARDS)
async def test_two_keys_to_any_row(walk: Walk) -> None:
    await walk.press("jump")
    jump = walk.run.app.screen
    assert isinstance(jump, Jump)
    label, (rows, key) = list(jump._places.items())[-1]
    await walk.type(*label)
    assert walk.at_place and rows.has_focus and rows.cursor == key


@does(["jump"], "reader")
async def test_two_keys_to_what_was_taken_from_a_line(walk: Walk) -> None:
    reader = walk.run.app.screen
    assert isinstance(reader, Reader)
    await walk.press("jump")
    jump = walk.run.app.screen
    assert isinstance(jump, Jump)
    label, (_, name) = list(jump._places.items())[-1]
    await walk.type(*label)
    assert walk.at_place and reader.current is not None and reader.current.id == name
    marked = "".join(s.text for line in reader.body.model._lines for s in line if s.role == "hit")  # type: ignore[attr-defined]
    assert marked


@does(["jump"], "help")
async def test_two_keys_to_a_part_of_the_help(walk: Walk) -> None:
    await walk.press("jump")
    jump = walk.run.app.screen
    assert isinstance(jump, Jump)
    label, (rows, name) = list(jump._places.items())[-1]
    await walk.type(*label)
    assert walk.at_place and rows.places()[0] == name


@does(["help.find"], "help")
async def test_words_are_found_in_the_help(walk: Walk) -> None:
    await walk.press("help.find")
    await walk.type(*"sourced", "space", *"line")
    screen = walk.run.app.screen
    assert isinstance(screen, Help)
    words = "\n".join(seen(screen.body))
    assert words.count("copy a sourced line") == 1 and "the pane alone" not in words
    await walk.type("enter")
    assert screen.body.has_focus and "copy a sourced line" in "\n".join(seen(screen.body))
    await walk.type("escape")
    assert walk.at_place and "newly disputed" in "\n".join(plain(line) for line in screen.body.model._lines)  # type: ignore[attr-defined]


# ------------------------------------------------------------------ back in time


@does(["travel"], "board")
async def test_the_time_line_opens(walk: Walk) -> None:
    await walk.press("travel")
    line = walk.run.app.board.query_one(TimeLine)
    assert line.on and line.has_focus and line.at == NOW.date()


@does(["day.before", "day.after", "week.before", "week.after", "day.first", "day.last"], "travel")
async def test_days(walk: Walk) -> None:
    line = walk.run.app.board.query_one(TimeLine)
    for before, after in (("day.before", "day.after"), ("week.before", "week.after")):
        days = 1 if before.startswith("day") else 7
        for back, on in zip(walk.names(before), walk.names(after), strict=True):
            await walk.press("day.last")
            await walk.press(before, back)
            assert (NOW.date() - line.at).days == days
            assert walk.run.app.snapshot.past is not None and walk.run.app.snapshot.past.date() == line.at
            await walk.press(after, on)
            assert line.at == NOW.date() and walk.run.app.snapshot.past is None
    for first, last in zip(walk.names("day.first"), walk.names("day.last"), strict=True):
        await walk.press("day.first", first)
        assert line.at == line.first < NOW.date()
        await walk.press("day.last", last)
        assert line.at == line.last and walk.run.app.snapshot.past is None


@does(["day.keep", "day.now"], "travel")
async def test_a_day_is_kept_or_left(walk: Walk) -> None:
    board = walk.run.app.board
    line = board.query_one(TimeLine)
    await walk.type("h")
    await walk.press("day.keep")
    assert not line.on and board.pane().has_focus and walk.run.app.snapshot.past is not None
    await walk.type("t")
    await walk.press("day.now")
    assert not line.on and board.pane().has_focus and walk.run.app.snapshot.past is None


# ------------------------------------------------------------------ going deep


@does(["open"], "board", *_CARDS)
async def test_a_row_opens_the_text_it_rests_on(walk: Walk) -> None:
    target = await walk.seek(lambda t: t.update is not None or walk.place == "since")
    await walk.press("open")
    reader = walk.run.app.screen
    if walk.place == "since":  # a change leads to what it is about: here a source in trouble
        assert isinstance(reader, Drawer) and reader.target() is not None
        assert reader.target().source == target.source  # type: ignore[union-attr]
        return
    assert isinstance(reader, Reader)
    shown = reader.target()
    assert shown is not None and shown.update == target.update
    if target.record is not None and target.record in {t.id for t in reader._taken}:
        assert shown.record == target.record, "with the words of this row marked"


@does(["back"], *_CARDS, "reader", "wordings", "help")
async def test_back_to_where_it_was_opened(walk: Walk) -> None:
    for name in walk.names("back"):
        await walk.press("back", name)
        assert not walk.at_place
        while walk.run.app.screen is not walk.run.app.board:
            await walk.type("escape")
        await walk.type(*ROUTES[walk.place])


@does(["back"], "board")
async def test_back_on_the_board(walk: Walk) -> None:
    board = walk.run.app.board
    for name in walk.names("back"):
        await walk.type("slash", *"rubio", "enter", "z")
        assert board.zoomed and board.pane().filter
        await walk.press("back", name)
        assert board.zoomed and not board.pane().filter
        await walk.press("back", name)
        assert board.zoomed is None
        await walk.type("t", "h", "enter")
        assert walk.run.app.snapshot.past is not None
        await walk.press("back", name)
        assert walk.run.app.snapshot.past is None


@does(["card"], "board")
async def test_all_about_a_row(walk: Walk) -> None:
    for number, name in enumerate(("Commitment", "Quote", "Running figure", "Change", "Source"), 1):
        await walk.type(str(number), "j")
        await walk.press("card")
        drawer = walk.run.app.screen
        assert isinstance(drawer, Drawer) and drawer.heading()[0] == name
        await walk.back()


@does(["compare"], "board", "drawer", "figure")
async def test_accounts_side_by_side(walk: Walk) -> None:
    if walk.place == "board":
        await walk.type("3")
    await walk.press("compare")
    screen = walk.run.app.screen
    assert isinstance(screen, Compare)
    accounts = "\n".join(plain(screen.body.model.line(n, 110)) for n in range(len(screen.body.model)))
    assert "at least 402" in accounts and "at least 411" in accounts


@does(["since", "linkage", "breaches", "dates", "history"], "board")
async def test_screens_of_the_whole(walk: Walk) -> None:
    for id_, kind in (
        ("since", Since),
        ("linkage", LinkageView),
        ("breaches", Breaches),
        ("dates", Dates),
        ("history", Search),
    ):
        await walk.press(id_)
        assert isinstance(walk.run.app.screen, kind)
        await walk.back()


@does(["wordings"], "reader")
async def test_how_a_text_was_changed(walk: Walk) -> None:
    await walk.press("wordings")
    assert isinstance(walk.run.app.screen, Wordings)
    assert "no earlier wording" in "".join(plain(line) for line in walk.run.app.screen.body.model._lines)  # type: ignore[attr-defined]
    await walk.type("escape", "escape", "j", "j", "j", "enter")
    await walk.press("wordings")
    assert "2 wordings" in str(walk.run.app.screen.body.border_subtitle)  # type: ignore[attr-defined]


@does(["speaker"], "board", "reader")
async def test_all_that_a_speaker_said(walk: Walk) -> None:
    await walk.press("speaker")
    card = walk.run.app.screen
    assert isinstance(card, SpeakerCard)
    assert "Basil Exampleson" in plain(card.body.model.line(0, 80))


@does(["history.words"], "history")
async def test_other_words_are_searched_for(walk: Walk) -> None:
    search = walk.run.app.screen
    assert isinstance(search, Search) and len(search.items) > 1
    await walk.press("history.words")
    field = search.query_one(Input)
    assert field.has_focus
    field.value = ""
    await walk.type(*"convoys", "enter")
    assert search.words == "convoys" and [e.update.id for e in search.items] == ["u1", "u3"]
    assert search.body.has_focus


@does(["filter"], "board")
async def test_a_filter(walk: Walk) -> None:
    board = walk.run.app.board
    await walk.press("filter")
    assert isinstance(walk.run.app.focused, Ask) and board.query_one(AskLine).on
    await walk.type(*"who:rubio", "enter")
    assert [board.pane().model.key(n) for n in range(len(board.pane().model))] == ["quote:q-u7"]


# ------------------------------------------------------------------ taking away


@does(["cite", "link", "browser"], *_TEXTS)
async def test_taking_a_row_away(walk: Walk) -> None:
    run = walk.run
    if walk.place == "since":  # a change is cited in its own words; what it is about has the link
        target = await walk.seek(lambda t: bool(t.citation))
    else:
        target = await walk.seek(lambda t: bool(t.citation) and web_address(t.url) is not None)
    await walk.press("cite")
    assert run.copied == [render(target.citation, "plain")] and run.copied[0]
    await walk.press("link")
    await walk.press("browser")
    address = web_address(target.url)
    if address is None:
        assert len(run.copied) == 1 and run.opened == [] and "No link for this row" in run.toasts()
    else:
        assert run.copied[1:] == [address] == run.opened


@does(["export"], "board", "figure", "speaker")
async def test_the_rows_are_written_to_a_file(walk: Walk) -> None:
    await walk.press("export")
    form = walk.run.app.screen
    assert isinstance(form, Exporting)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        form.query_one("#file", Input).value = str(path)
        await walk.type("enter")
        with path.open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) > 3
    assert walk.at_place


# ------------------------------------------------------------------ a person's own hand


@does(["set"], "board", "drawer")
async def test_a_status_is_set_by_hand(walk: Walk) -> None:
    if walk.place == "board":
        await walk.type("1", "home", "j")
    await walk.press("set")
    assert isinstance(walk.run.app.screen, Setting)
    await walk.type("s", "tab", *"Seen", "tab", *"AB", "enter")
    assert [(o.commitment, o.word, o.note, o.initials) for o in walk.run.monitor.overrides] == [
        ("p1.truce", "STALLED", "Seen", "AB")
    ]
    assert walk.at_place


@does(["wrong", "undo"], *_READINGS)
async def test_a_reading_is_marked_as_wrong_and_that_is_taken_back(walk: Walk) -> None:
    run = walk.run
    target = await walk.seek(lambda t: t.record is not None and t.update is not None)
    await walk.press("wrong")
    assert isinstance(run.app.screen, Marking)
    await walk.type(*"No", "tab", *"AB", "enter")
    assert walk.at_place and run.monitor.done == [("wrong", target.record, target.update, "No", "AB")]
    await walk.press("undo")
    assert run.monitor.done[-1] == ("undo", "AB")


@does(["pin"], "board")
async def test_a_row_is_pinned_and_let_go(walk: Walk) -> None:
    await walk.type("j", "j")
    key = walk.rows.cursor
    await walk.press("pin")
    assert walk.run.monitor.shot.pins == (key,) and walk.rows.model.key(0) == key == walk.rows.cursor
    await walk.press("pin")
    assert walk.run.monitor.shot.pins == () and walk.rows.model.key(0) != key == walk.rows.cursor


# ------------------------------------------------------------------ the program


@does(["help"], *_TEXTS, "travel")
async def test_help_for_this_place(walk: Walk) -> None:
    await walk.press("help")
    screen = walk.run.app.screen
    assert isinstance(screen, Help) and screen._place == walk.place
    words = " ".join(plain(line) for line in screen.body.model._lines)  # type: ignore[attr-defined]
    for key in TABLE:
        if walk.place in key.places:
            assert key.shown in words
    await walk.back()


@does(["help.close"], "help")
async def test_help_is_closed_by_its_own_key(walk: Walk) -> None:
    await walk.press("help.close")
    assert walk.run.app.screen is walk.run.app.board


@does(["refresh.one", "refresh.all"], "board")
async def test_sources_are_asked_again(walk: Walk) -> None:
    await walk.press("refresh.one")
    assert walk.run.monitor.asked == ["sample"]
    await walk.press("refresh.all")
    assert walk.run.monitor.asked == ["sample", None]


@does(["agreement"], "board")
async def test_the_next_agreement(walk: Walk) -> None:
    await walk.press("agreement")
    # how it goes from one to the next is tested where there are several
    assert "One agreement is watched here" in walk.run.toasts()


@does(["seen"], "board", "since")
async def test_all_is_marked_as_seen(walk: Walk) -> None:
    await walk.press("seen")
    assert walk.run.monitor.looks == [NOW]
    assert walk.run.app.screen is walk.run.app.board
    assert "new" not in plain(walk.run.app.board.query_one("#header", Bar).line)


@does(["unseen"], "board")
async def test_the_mark_of_all_is_taken_back(walk: Walk) -> None:
    await walk.type("A")
    await walk.press("unseen")
    assert walk.run.monitor.shot.last_look == LOOK
    assert "6 new" in plain(walk.run.app.board.query_one("#header", Bar).line)


@does(["pause"], "board")
async def test_the_screen_is_held(walk: Walk) -> None:
    await walk.press("pause")
    assert walk.run.app.paused_at == NOW
    assert "PAUSED" in plain(walk.run.app.board.query_one("#banner", Bar).line)
    await walk.press("pause")
    assert walk.run.app.paused_at is None


@does(["commands", "quit"], *ROUTES)
async def test_commands_and_leaving_from_everywhere(walk: Walk) -> None:
    app = walk.run.app
    for name in walk.names("commands"):
        await walk.press("commands", name)
        assert isinstance(app.screen, CommandPalette)
        await walk.pilot.press("escape")
        await walk.settle()
    left: list[str] = []
    app.exit = lambda *_, **__: left.append("left")  # type: ignore[method-assign, assignment]
    for name in walk.names("quit"):
        await walk.press("quit", name)
    assert left == ["left"] * 2


@does(["suspend"], *ROUTES)
async def test_the_program_is_set_aside_from_everywhere(walk: Walk) -> None:
    driver = walk.run.app._driver
    with mock.patch.object(type(driver), "can_suspend", True), mock.patch("os.kill") as kill:
        await walk.press("suspend")
    assert kill.call_args.args == (os.getpid(), signal.SIGTSTP)
