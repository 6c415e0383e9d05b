"""Every key of the map does what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import msgspec
import pytest
from dashboard_day import LOOK, NOW, at, changes, phases, quote, quotes, rows
from dashboard_fake import FakeMonitor, FakeSnapshot
from dashboard_run import SIZES, Run, arrive, press, seen, seen_card, settle
from textual import events
from textual.widgets import Input

from tui.dashboard.app import DashboardApp
from tui.dashboard.footer import Bar
from tui.dashboard.keys import TABLE, Place, bindings, of
from tui.dashboard.lines import plain
from tui.dashboard.screens.asking import Ask
from tui.dashboard.screens.base import Behind
from tui.dashboard.screens.board import ORDER
from tui.dashboard.screens.breaches import Breaches
from tui.dashboard.screens.compare import Compare
from tui.dashboard.screens.dates import Dates
from tui.dashboard.screens.drawer import Drawer
from tui.dashboard.screens.figure import FigureScreen
from tui.dashboard.screens.help import Help
from tui.dashboard.screens.linkage import LinkageView
from tui.dashboard.screens.reader import Reader
from tui.dashboard.screens.searching import Search
from tui.dashboard.screens.since import Since
from tui.dashboard.screens.speaker import SpeakerCard
from tui.dashboard.screens.travel import TimeLine
from tui.dashboard.screens.wordings import Wordings
from tui.records import Change


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("key", "name"), list(zip("12345", ORDER, strict=True)))
async def test_digits_focus_panes_at_every_size(size: tuple[int, int], key: str, name: str) -> None:
    run = Run()
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, key)
        pane = run.pane(name)
        assert pane.has_focus
        assert pane.display and pane.region.height > 2
        if size[0] < 100 and name in ("changes", "sources"):
            assert run.app.board.zoomed == name
            await press(pilot, "escape")
            assert run.app.board.zoomed is None
            assert run.pane("quotes").has_focus


@pytest.mark.parametrize(("forward", "back"), [("tab", "shift+tab"), ("l", "h"), ("right", "left")])
async def test_panes_are_walked_both_ways(forward: str, back: str) -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1")
        for name in (*ORDER[1:], ORDER[0]):
            await press(pilot, forward)
            assert run.pane(name).has_focus
        for name in reversed(ORDER):
            await press(pilot, back)
            assert run.pane(name).has_focus


async def test_moving_in_a_list() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        pane = run.pane("quotes")
        ids = [f"quote:{q.id}" for q in quotes()]
        assert pane.cursor == ids[0]
        await press(pilot, "j", "down")
        assert pane.cursor == ids[2]
        await press(pilot, "k")
        assert pane.cursor == ids[1]
        await press(pilot, "up", "up")
        assert pane.cursor == ids[0]
        await press(pilot, "G")
        assert pane.cursor == ids[-1]
        await press(pilot, "g")
        assert pane.cursor == ids[0] and round(pane.scroll_y) == 0
        await press(pilot, "end")
        assert pane.cursor == ids[-1]
        await press(pilot, "home", "pagedown")
        assert ids.index(pane.cursor or "") >= 4
        assert round(pane.scroll_y) > 0
        await press(pilot, "pageup")
        assert pane.cursor == ids[0]


async def test_z_shows_one_pane_alone_and_escape_leaves() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "z")
        assert run.pane("figures").region.height > 30
        assert not run.pane("phases").display
        await press(pilot, "2")
        assert run.app.board.zoomed == "quotes"
        assert run.pane("quotes").region.height > 30
        await press(pilot, "escape")
        assert run.pane("phases").display and run.pane("figures").display
        await press(pilot, "z", "z")
        assert run.app.board.zoomed is None


async def test_space_folds_a_phase() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1")
        pane = run.pane("phases")
        assert "commitment:p1.truce" in [pane.model.key(n) for n in range(len(pane.model))]
        await press(pilot, "space")
        assert [pane.model.key(n) for n in range(len(pane.model))] == ["phase:p1", "phase:p2", "phase:p3"]
        await press(pilot, "j", "space")
        assert "commitment:p2.isf" in [pane.model.key(n) for n in range(len(pane.model))]
        assert pane.cursor == "phase:p2"


async def test_a_phase_opens_full_screen_where_it_is_narrow() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "j", "enter")
        pane = run.pane("phases")
        assert run.app.board.zoomed == "phases"
        assert pane.cursor == "commitment:p2.withdrawal"
        await press(pilot, "escape")
        assert len(pane.model) == 3


async def test_enter_opens_the_text_with_the_very_words_marked() -> None:
    run = Run()
    async with run.app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "2", "enter")
        screen = run.app.screen
        assert isinstance(screen, Reader)
        assert _marked(screen) == "“The list of names reached us this morning and we are checking it,”"
        await press(pilot, "n")
        assert _marked(screen) == "“nobody should expect speed”"
        await press(pilot, "n")
        assert _marked(screen) == "at least 402 people"
        assert "health ministry in Hamas-run Gaza" in _note(screen)
        await press(pilot, "n")
        assert _marked(screen) == "would open for people in both directions"
        await press(pilot, "n")
        assert _marked(screen).startswith("“The list of names")
        await press(pilot, "N")
        assert _marked(screen) == "would open for people in both directions"
        await press(pilot, "y")
        assert "https://sample.example/u1" in run.copied[-1]
        await press(pilot, "o")
        assert run.opened == ["https://sample.example/u1"]
        await press(pilot, "escape")
        assert run.app.screen is run.app.board


def _marked(reader: Reader) -> str:
    model = reader.body.model
    return " ".join(
        part
        for n in range(len(model))
        if (part := "".join(s.text for s in model.line(n, 80) if s.role == "hit").strip())
    )


def _note(reader: Reader) -> str:
    model = reader.query_one("#note").model  # type: ignore[attr-defined]
    return " ".join(" ".join(plain(model.line(n, 80)) for n in range(len(model))).split())


async def test_the_trail_of_a_commitment_leads_to_its_text() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "enter")
        drawer = run.app.screen
        assert isinstance(drawer, Drawer)
        words = "\n".join(seen_card(drawer))
        assert "Military operations stop" in words
        assert "DISPUTED by claimants in the last 7 days: IL:1  PS:2" in words or "IL:1 PS:2" in words
        assert "alleges a violation" in words and "Hamas" in words
        assert drawer.body.cursor == "evidence:e-u1"
        await press(pilot, "j")
        assert drawer.body.cursor == "evidence:e-x2"
        await press(pilot, "k", "enter")
        assert isinstance(run.app.screen, Reader)
        await press(pilot, "escape")
        assert run.app.screen is drawer
        await press(pilot, "v")
        assert isinstance(run.app.screen, Compare)
        await press(pilot, "escape", "escape")
        assert run.app.screen is run.app.board


async def test_a_figure_opens_its_series_and_v_compares_accounts() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "enter")
        screen = run.app.screen
        assert isinstance(screen, FigureScreen)
        words = "\n".join(seen_card(screen))
        assert "counted since 11 Oct 2025" in words and "counted since 10 Oct 2025" in words
        assert words.index("at least 402") < words.index("at least 395")
        await press(pilot, "escape", "v")
        assert isinstance(run.app.screen, Compare)
        words = "\n".join(seen_card(run.app.screen))
        assert "at least 402" in words and "at least 411" in words
        assert "NOT LIKE FOR LIKE" in words
        await press(pilot, "y")
        assert run.copied[-1].count("\n") == 1
        assert "at least 402" in run.copied[-1] and "at least 411" in run.copied[-1]


async def test_v_says_so_where_there_is_nothing_to_compare() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5", "v")
        assert run.app.screen is run.app.board
        assert "choose one in pane 3" in run.toasts()


async def test_a_source_opens_with_its_reason() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "5", "enter")
        words = "\n".join(seen_card(run.app.screen))  # type: ignore[arg-type]
        assert "ERR: HTTP 403: refused" in words
        assert "3 in a row" in words
        assert "14:31Z" in words


@pytest.mark.parametrize(
    ("change", "kind"), [("c1", Reader), ("c4", Drawer), ("c3", FigureScreen), ("c6", Drawer), ("c5", Reader)]
)
async def test_a_change_leads_to_what_it_is_about(change: str, kind: type) -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "4")
        assert run.pane("changes").select(f"change:{change}")
        await press(pilot, "enter")
        assert isinstance(run.app.screen, kind)


async def test_n_goes_to_what_is_new() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "n")
        pane = run.pane("quotes")
        assert pane.cursor == "quote:q-u2"
        await press(pilot, "n", "n")
        assert pane.cursor == "quote:q-u4"  # older, but revised since the last look
        await press(pilot, "N")
        assert pane.cursor == "quote:q-u3"
        await press(pilot, "3", "n")
        assert run.pane("figures").cursor == "indicator:trucks_entered_per_day"


async def test_filter_narrows_while_it_is_typed_and_escape_clears_it() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        pane = run.pane("quotes")
        await press(pilot, "2", "slash")
        assert isinstance(run.app.focused, Ask)
        await press(pilot, *"who:placeholder")
        assert {pane.model.key(n) for n in range(len(pane.model))} == {"quote:q-u3"}
        await press(pilot, "enter")
        assert pane.has_focus
        assert "who:placeholder" in str(pane.border_title)
        assert "1 of 32 quotes" in str(pane.border_subtitle)
        await press(pilot, "escape")
        assert len(pane.model) == len(quotes()) + 1
        await press(pilot, "slash", *"zzzz")
        assert "Nothing matches" in "\n".join(seen(pane))
        await press(pilot, "escape")
        assert len(pane.model) == len(quotes()) + 1
        assert pane.has_focus


async def test_q_can_be_typed_into_the_filter() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "slash", *"qassem")
        pane = run.pane("quotes")
        assert [pane.model.key(n) for n in range(len(pane.model))] == ["quote:q-u5"]


async def test_y_copies_a_sourced_line_and_says_how() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "y")
        assert run.copied == [
            "“The list of names reached us this morning and we are checking it” (Basil Exampleson, spokesman for the"
            " relief committee; Sample Wire, 19 Dec 2025, https://sample.example/u1)"
        ]
        assert "copied with a test" in run.toasts()
        await press(pilot, "3", "y")
        assert run.copied[-1] == (
            "Killed in Gaza since the truce: at least 402 (health ministry in Hamas-run Gaza; as of 18 Dec 2025;"
            " counted since 11 Oct 2025; Sample Wire, 18 Dec 2025, https://sample.example/t0)"
        )
        await press(pilot, "2", "Y")
        assert run.copied[-1] == "https://sample.example/u1"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://x.example/\x1b[31m", "", "mailto:a@b.c"]
)
async def test_o_opens_nothing_but_the_web(url: str) -> None:
    run = Run(FakeSnapshot(quotes=(quote("b", "Ada Example", "Words", at(13), url=url),)))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "o")
        assert run.opened == []
        assert "No http or https link" in run.toasts()


async def test_o_hands_over_one_plain_address_and_shows_it() -> None:
    run = Run(
        FakeSnapshot(quotes=(quote("b", "Ada Example", "Words", at(13), url="https://bücher.example/a?b=1&c=2"),))
    )
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "o")
        assert run.opened == ["https://bücher.example/a?b=1&c=2"]
        assert "xn--bcher-kva.example" in run.toasts()


async def test_a_browser_that_fails_does_not_end_the_watch() -> None:
    def broken(url: str) -> bool:
        raise OSError("no browser")

    app = DashboardApp(FakeMonitor(), opener=broken, copier=lambda text: "")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "o")
        assert app.is_running
        assert any("could not be started" in n.message for n in app._notifications)


async def test_r_asks_the_source_of_the_row_and_R_asks_all() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "r")
        assert run.monitor.asked == ["sample"]
        assert "Asking Sample Wire" in run.toasts()
        await press(pilot, "R")
        assert run.monitor.asked == ["sample", None]
        assert "Asking 5 of 5 sources" in run.toasts()
        assert run.pane("sources").select("source:daily")
        await press(pilot, "5", "r")
        assert run.monitor.asked[-1] == "daily"
        assert "Daily Example: may be asked again at 14:15Z" in run.toasts()


async def test_A_marks_all_seen_and_U_takes_that_back() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        assert "6 new" in plain(run.app.board.query_one("#header", Bar).line)
        await press(pilot, "A")
        assert run.monitor.looks == [NOW]
        assert "new" not in plain(run.app.board.query_one("#header", Bar).line)
        assert not any("●" in line for line in seen(run.pane("quotes")))
        await press(pilot, "U")
        assert run.monitor.shot.last_look == LOOK
        assert "6 new" in plain(run.app.board.query_one("#header", Bar).line)


async def test_p_holds_the_screen_and_goes_on() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "p")
        more = (quote("late", "Late Example", "This came while it was held", at(14, 6)), *quotes())
        news = Change(id="c0", at=at(14, 7), kind="quote", mark="new", text="Late Example", ref="q-late")
        await arrive(run, pilot, quotes=more, changes=(news, *changes()))
        assert "PAUSED" in plain(run.app.board.query_one("#banner", Bar).line)
        assert "1 waiting" in plain(run.app.board.query_one("#banner", Bar).line)
        assert not any("Late Example" in line for line in seen(run.pane("quotes")))
        await press(pilot, "p")
        assert any("Late Example" in line for line in seen(run.pane("quotes")))
        assert not run.app.board.query_one("#banner", Bar).display


async def test_question_mark_shows_every_key_of_the_table() -> None:
    run = Run()
    async with run.app.run_test(size=(100, 40)) as pilot:  # from 110 cells on, marks stand beside the keys
        await press(pilot, "question_mark")
        assert isinstance(run.app.screen, Help)
        words = "\n".join(seen_card(run.app.screen))
        for key in of("board"):
            assert key.shown in words and key.long in " ".join(words.split())
        await press(pilot, "question_mark")
        assert run.app.screen is run.app.board
        await press(pilot, "question_mark", "j", "j", "G", "escape")
        assert run.app.screen is run.app.board


async def test_q_leaves_and_the_monitor_is_stopped() -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert run.monitor.started
        await press(pilot, "q")
        assert run.app._exit
    assert run.monitor.stopped


@pytest.mark.parametrize("keys", [("2", "enter"), ("3", "enter"), ("question_mark",), ("3", "v")])
async def test_q_leaves_from_every_screen(keys: tuple[str, ...]) -> None:
    run = Run()
    async with run.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        assert isinstance(run.app.screen, Behind)
        words = run.footer()
        assert words.lstrip().startswith("?") and words.rstrip().endswith("q quit")
        await press(pilot, "q")
        assert run.app._exit


async def test_the_palette_offers_themes_and_commands() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        names = [c.title for c in run.app.get_system_commands(run.app.screen)]
        assert "Theme: high-contrast" in names and "Theme: terminal" in names
        assert any("Mark everything as seen" in n for n in names)
        await press(pilot, "ctrl+p")
        assert run.app.screen is not run.app.board
        await press(pilot, "escape")
        assert run.app.screen is run.app.board


def test_one_table_makes_the_bindings() -> None:
    ids = [k.id for k in TABLE]
    assert len(ids) == len(set(ids))
    places: tuple[Place, ...] = get_args(Place)[:-1]
    for place in places:
        used = [key for k in of(place) for key in k.keys.split(",")]
        assert len(used) == len(set(used)), f"a key is bound twice in {place}"
        assert {b.id for b in bindings(place)} == {k.id for k in of(place)} - {k.id for k in of("everywhere")}


@pytest.mark.parametrize("place", get_args(Place)[:-1])
def test_what_the_footer_shows_is_bound_to_something(place: Place) -> None:
    screens: dict[str, Callable[..., object]] = {
        "board": DashboardApp(FakeMonitor()).board.__class__,
        "reader": Reader,
        "drawer": Drawer,
        "compare": Compare,
        "figure": FigureScreen,
        "speaker": SpeakerCard,
        "history": Search,
        "since": Since,
        "linkage": LinkageView,
        "breaches": Breaches,
        "dates": Dates,
        "travel": TimeLine,
        "wordings": Wordings,
        "help": Help,
    }
    for key in of(place):
        name = key.action.partition("(")[0]
        if name.startswith("app."):
            assert hasattr(DashboardApp, f"action_{name[4:]}")
        else:
            assert hasattr(screens[place], f"action_{name}"), (place, name)


async def test_arrivals_do_not_move_the_row_under_the_cursor() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "j", "j")
        pane = run.pane("quotes")
        before, cursor = seen(pane), pane.cursor
        many = tuple(quote(f"n{n}", "New Example", f"Arrival {n}", at(14, 5)) for n in range(5))
        await arrive(run, pilot, quotes=(*many, *quotes()))
        assert pane.cursor == cursor
        assert seen(pane) == before
        assert "5 new above" in str(pane.border_title)
        await press(pilot, "g")
        assert "Arrival 0" in seen(pane)[0]
        assert "above" not in str(pane.border_title)


async def test_a_pane_that_nobody_is_in_shows_what_arrives() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await arrive(run, pilot, quotes=(quote("n", "New Example", "Just in", at(14, 6)), *quotes()))
        assert "Just in" in seen(run.pane("quotes"))[0]


async def test_a_row_that_goes_leaves_the_cursor_near() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "j", "j")
        await arrive(run, pilot, quotes=tuple(q for q in quotes() if q.id != "q-u3"))
        assert run.pane("quotes").cursor == "quote:q-u4"


async def test_an_open_drawer_is_renewed_and_keeps_its_cursor() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "j", "enter", "j")
        drawer = run.app.screen
        assert isinstance(drawer, Drawer)
        assert drawer.body.cursor == "evidence:e-x2"
        assert "gunmen" in "\n".join(seen_card(drawer))
        first, *others = phases()
        truce, *rest = first.commitments
        shorter = msgspec.structs.replace(truce, evidence=tuple(e for e in truce.evidence if e.id != "e-x3"))
        one_less = msgspec.structs.replace(first, commitments=(shorter, *rest))
        await arrive(run, pilot, phases=(one_less, *others))
        assert drawer.body.cursor == "evidence:e-x2"
        assert "gunmen" not in "\n".join(seen_card(drawer))


async def test_repaints_are_held_to_two_a_second() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        taken = 0
        original = run.monitor.snapshot

        def counted() -> FakeSnapshot:
            nonlocal taken
            taken += 1
            return original()

        run.monitor.snapshot = counted  # type: ignore[method-assign]
        run.app.flush()
        taken = 0
        for n in range(50):
            run.monitor.announce(stored=n)
        assert taken <= 1
        run.app.flush()
        assert 1 <= taken <= 2
        assert run.app.snapshot.stored == 49


async def test_a_click_chooses_and_a_double_click_opens() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        pane = run.pane("quotes")
        await pilot.click(pane, offset=(20, 2))
        await settle(pilot)
        assert pane.has_focus and pane.cursor == "quote:q-u2"
        await pilot.click(pane, offset=(20, 1), times=2)
        await settle(pilot)
        assert isinstance(run.app.screen, Reader)


def test_rows_of_the_fake_are_a_ledger() -> None:
    assert len(rows()) == 9


async def test_i_tells_all_about_a_quote_and_what_else_its_speaker_said() -> None:
    twice = (
        quote("a1", "Ada Example", "The first thing that was said", at(13), speaker_id="marco-rubio"),
        quote("a2", "Ada Example", "The second thing that was said", at(12), speaker_id="marco-rubio"),
        quote("a3", "Another Example", "Something else", at(11)),
    )
    run = Run(FakeSnapshot(quotes=twice))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "i")
        assert isinstance(run.app.screen, Drawer)
        words = "\n".join(seen_card(run.app.screen))
        assert "The second thing that was said" in words and "Something else" not in words
        assert "published" in words and "https://sample.example/a1" in words
        await press(pilot, "j", "enter")
        assert isinstance(run.app.screen, Reader)
        assert _marked(run.app.screen) == "The second thing that was said"


async def test_the_footer_offers_only_what_the_row_can_do() -> None:
    odd = quote("odd", "Ada Example", "Words without a link", at(13, 59), url="")
    run = Run(FakeSnapshot(quotes=(odd, *quotes())))
    async with run.app.run_test(size=(200, 60)) as pilot:
        await press(pilot, "2")
        assert "o browser" not in run.footer() and "v compare" not in run.footer()
        await press(pilot, "j")
        assert "o browser" in run.footer() and "y cite" in run.footer()
        await press(pilot, "3")
        assert "v compare" in run.footer()
        await press(pilot, "1", "g")
        assert "y cite" not in run.footer() and "v compare" not in run.footer()
        await press(pilot, "j")
        assert "v compare" in run.footer() and "y cite" in run.footer()
        await press(pilot, "4")
        assert "o browser" not in run.footer()
        await press(pilot, "5", "enter")
        assert "⏎ open" not in run.footer() and "o browser" in run.footer()


async def test_both_ledgers_of_alleged_breaches_stand_side_by_side_and_are_never_summed() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3")
        assert run.pane("figures").select("indicator:violations_alleged_against_israel")
        await press(pilot, "v")
        words = "\n".join(seen_card(run.app.screen))  # type: ignore[arg-type]
        assert "875" in words and "64" in words and "not comparable" in words
        assert "939" not in words and "811" not in words
        await press(pilot, "escape", "j", "v")
        words = "\n".join(seen_card(run.app.screen))  # type: ignore[arg-type]
        assert "Violations alleged against Hamas" in words.splitlines()[0] and "875" in words


async def test_a_change_whose_record_is_gone_still_opens() -> None:
    gone = Change(id="x1", at=at(14, 5), kind="quote", mark="withdrawn", text="Words no longer stand", ref="q-gone")
    run = Run(FakeSnapshot(changes=(gone, *changes())))
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "4", "enter")
        assert isinstance(run.app.screen, Drawer)
        assert "Words no longer stand" in "\n".join(seen_card(run.app.screen))


async def test_a_list_that_was_scrolled_with_the_wheel_stays_where_it_is() -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        pane = run.pane("quotes")
        assert not pane.has_focus
        pane.post_message(events.MouseScrollDown(pane, 5, 2, 0, 0, 0, False, False, False))
        await settle(pilot)
        top = round(pane.scroll_y)
        assert top > 0
        before = seen(pane)
        await arrive(run, pilot, quotes=(quote("n", "New Example", "Just in", at(14, 6)), *quotes()))
        assert seen(pane) == before


@pytest.mark.parametrize("keys", [("2", "slash"), ("S",), ("1", "j", "s", "tab"), ("2", "j", "x")])
async def test_the_cursor_of_a_field_does_not_blink(keys: tuple[str, ...]) -> None:
    run = Run()
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *keys)
        field = run.app.screen.focused
        assert isinstance(field, Input)
        assert not field.cursor_blink and field._cursor_visible
