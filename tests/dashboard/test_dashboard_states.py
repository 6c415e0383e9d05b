"""Every state of the program is a word in a fixed place, and never blanks what is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from dashboard_day import NOW, at, phases, quotes, sources
from dashboard_fake import FakeMonitor, FakeSnapshot
from dashboard_run import Run, arrive, press, seen, seen_card, settle
from dashboard_states import failing, waiting
from textual import events

from tui.config import Config, ConfigError, KeyChoice, Panes
from tui.config.look import Look
from tui.dashboard.app import DashboardApp, build, run
from tui.dashboard.cards import source_card
from tui.dashboard.footer import Bar
from tui.dashboard.header import banner_lines, header_line
from tui.dashboard.keymap import Keymap
from tui.dashboard.lines import plain
from tui.dashboard.panes.sources import source_line, sources_bar
from tui.dashboard.screens.board import ORDER
from tui.dashboard.screens.reader import Reader
from tui.dashboard.view import View, health, layout_of
from tui.records import Entry, SourceState


def view(**changed: object) -> View:
    return View(FakeSnapshot(**changed), NOW)  # type: ignore[arg-type]


async def test_first_run_says_what_to_do_in_three_steps() -> None:
    empty = FakeSnapshot(quotes=(), changes=(), sources=(), as_of=None, last_look=None)
    run_ = Run(empty)
    async with run_.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        words = " ".join("\n".join(seen(run_.pane("quotes"))).split())
        assert "No sources are on yet" in words
        assert "ceasefire-tui init" in words and "ceasefire-tui demo" in words
        # the shipped record is there all the same
        assert "Killed" in "\n".join(seen(run_.pane("figures")))


async def test_opening_is_a_state_of_its_own() -> None:
    run_ = Run(
        FakeSnapshot(quotes=(), phases=(), figures=(), changes=(), sources=waiting(), as_of=None, last_look=None)
    )
    async with run_.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        header = plain(run_.app.board.query_one("#header", Bar).line)
        assert "opening the store" in header and "shipped record" not in header
        assert "Opening the store" in "\n".join(seen(run_.pane("quotes")))
        assert not run_.pane("phases").border_subtitle


async def test_loading_counts_and_shows_what_is_there() -> None:
    run_ = Run(FakeSnapshot(quotes=(), sources=waiting(), as_of=None, last_look=None))
    async with run_.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        words = " ".join("\n".join(seen(run_.pane("quotes"))).split())
        assert "Asking 5 sources, 5 still to answer" in words
        await arrive(run_, pilot, sources=sources())
        assert "still to answer" not in "\n".join(seen(run_.pane("quotes")))


async def test_offline_says_since_when_and_keeps_the_data() -> None:
    run_ = Run(FakeSnapshot(sources=failing(), as_of=at(13, 48), offline_since=at(13, 50)))
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "OFFLINE since 13:50Z" in plain(run_.app.board.query_one("#header", Bar).line)
        banner = plain(run_.app.board.query_one("#banner", Bar).line)
        assert "showing what was there at 13:48Z" in banner and "R asks again" in banner
        assert "Basil Exampleson" in "\n".join(seen(run_.pane("quotes")))


def test_the_header_gives_as_of_and_age_and_says_stale() -> None:
    assert "as of 14:05Z · 2 min ago" in plain(header_line(view(), 120))
    old = plain(header_line(view(as_of=at(11, 31)), 120))
    assert "as of 11:31Z" in old and "STALE 2 h 36 m" in old
    assert "shipped record only" in plain(header_line(view(as_of=None), 80))
    yesterday = plain(header_line(view(as_of=at(11, 31, days=1)), 120))
    assert "18 Dec 11:31Z" in yesterday


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 200])
def test_as_of_and_warnings_stay_at_every_width(columns: int) -> None:
    words = plain(header_line(view(offline_since=at(13, 50), as_of=at(13, 48)), columns))
    assert "13:48Z" in words and "OFFLINE" in words and "Gaza 2025" in words


def test_a_demonstration_is_called_one() -> None:
    assert "DEMONSTRATION" in plain(header_line(view(demo=True), 80))


def test_trouble_with_the_store_is_told() -> None:
    trouble = "store.json unreadable, kept as store.json.bad-20251219T1407; starting empty, and nothing was deleted"
    lines = banner_lines(view(trouble=trouble), 70)
    assert len(lines) == 2 and plain(lines[0]).startswith("▌STORE store.json unreadable")
    assert "nothing was deleted" in plain(lines[1]), "to its end"
    held = banner_lines(replace(view(trouble=trouble), paused_at=NOW), 200)
    assert plain(held[0]).startswith("▌PAUSED") and plain(held[1]).startswith("▌STORE"), "both"
    assert banner_lines(view(), 100) == ()


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 200])
def test_offline_says_what_can_be_done_at_every_width(columns: int) -> None:
    own = Keymap((KeyChoice("refresh.all", "J", "x:1"),))
    shown = replace(view(offline_since=at(13, 50), as_of=at(13, 48)), keymap=own)
    (line,) = banner_lines(shown, columns)
    words = plain(line).rstrip()
    assert words.startswith("▌OFFLINE since 13:50Z") and words.endswith("J asks again")
    assert ("showing what was there at 13:48Z" in words) == (columns > 60)
    assert ("next try" in words) == (columns >= 100)


def test_a_source_says_how_it_is_and_what_next() -> None:
    shown = view()
    by_id = {s.id: (s, state) for s, state in sources()}
    assert health(*by_id["sample"], NOW)[0] == "ok"
    assert health(*by_id["third"], NOW) == ("ERR", "HTTP 403: refused (blocked?)")
    assert health(*by_id["bulletin"], NOW)[0] == "STALE"
    assert health(*by_id["archive"], NOW) == ("off", "needs a key")
    failing_ = plain(source_line(shown, *by_id["third"], 110))
    assert "ERR" in failing_ and "(3×)" in failing_ and "next try 14:31Z" in failing_
    silent = plain(source_line(shown, *by_id["bulletin"], 110))
    assert silent.startswith(" STALE ") and "no answer for 12 h" in silent and "OLD" not in silent
    wrong = (
        msgspec.structs.replace(by_id["archive"][0]),
        SourceState(id="archive", status="error", error="bad address"),
    )
    assert health(*wrong, NOW) == ("ERR", "bad address")


def test_the_source_line_of_a_narrow_screen_names_who_fails() -> None:
    words = plain(sources_bar(view(), 80))
    assert "ok 3" in words and "ERR 1 Third Sample Agency" in words and "5 sources" in words


@pytest.mark.parametrize("size", [(59, 24), (80, 15), (20, 5)])
async def test_too_small_says_so_and_comes_back(size: tuple[int, int]) -> None:
    run_ = Run()
    async with run_.app.run_test(size=size) as pilot:
        await settle(pilot)
        small = run_.app.board.query_one("#small")
        assert small.display and not run_.pane("quotes").is_on_screen
        assert f"needs 60x16 (now {size[0]}x{size[1]})" in str(small.render())
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not small.display and run_.pane("quotes").is_on_screen


async def test_layouts_change_with_the_width() -> None:
    run_ = Run()
    async with run_.app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not run_.pane("changes").is_on_screen and not run_.app.board.query("#detail")
        assert run_.app.board.query_one("#sourceline").display
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert run_.pane("changes").region.width > 40 and not run_.app.board.query("#detail")
        assert not run_.app.board.query_one("#sourceline").display
        await pilot.resize_terminal(200, 60)
        await press(pilot, "2", "j")
        detail = run_.app.board.query_one("#detail")
        assert detail.display
        words = "\n".join("".join(s.text for s in detail.render_line(y)) for y in range(12))
        assert "Majed al-Ansari" in words and "published" in words
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert not detail.display
    assert [layout_of(n) for n in (99, 100, 159, 160)] == ["narrow", "normal", "normal", "wide"]


async def test_a_monitor_that_cannot_start_ends_the_app_with_its_reason() -> None:
    monitor = FakeMonitor()
    monitor.fails = RuntimeError("another process writes this store")
    app = DashboardApp(monitor)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    assert isinstance(app.failure, RuntimeError)


async def test_a_dashboard_that_is_not_prepared_yet_shows_its_panes_and_waits() -> None:
    seen_: list[str] = []

    def prepare() -> tuple[list[FakeMonitor], Config]:
        seen_.extend(str(app.board.pane(name).border_title) for name in ORDER)
        seen_.append("".join(s.text for s in app.board.pane("quotes").render_line(1)))
        seen_.append("".join(s.text for s in app.board.query_one("#header", Bar).render_line(0)))
        seen_.append("".join(s.text for s in app.board.query_one("#footer", Bar).render_line(0)))
        app.post_message(events.Key("4", "4"))
        return [monitor], _panes(Panes(citation="ap"))

    monitor = FakeMonitor()
    app = DashboardApp(prepare=prepare)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app.board.pane("changes").has_focus and app.citation == "ap" and monitor.started
        assert "Gaza" in "".join(s.text for s in app.board.query_one("#header", Bar).render_line(0))
    assert seen_[:5] == ["1 Phases", "2 Latest quotes", "3 Running figures", "4 Changes", "5 Sources"]
    assert "Opening the store" in seen_[5] and "loading" in seen_[6]
    assert "? help" in seen_[7] and seen_[7].rstrip().endswith("q quit")
    assert monitor.stopped


async def test_a_dashboard_that_cannot_be_prepared_ends_with_the_reason() -> None:
    def prepare() -> tuple[list[FakeMonitor], Config]:
        raise ConfigError("sources.toml:1: no")

    app = DashboardApp(prepare=prepare)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    assert isinstance(app.failure, ConfigError) and app.return_code == 1


def test_run_raises_what_kept_the_monitor_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: DashboardApp, **_: object) -> None:
        self.failure = RuntimeError("busy")

    monkeypatch.setattr(DashboardApp, "run", refuse)
    with pytest.raises(RuntimeError, match="busy"):
        run(Look(), lambda: ([FakeMonitor()], _panes(Panes())))


def _panes(panes: Panes) -> Config:
    return Config(file="test", base=Path(), panes=panes)


def test_panes_of_the_configuration_are_heeded() -> None:
    app = build(
        FakeMonitor(),
        _panes(Panes(show=("quotes", "phases"), ascii=True, theme="calm-light")),
    )
    assert app.ascii_only and app.theme == "calm-light" and app.shown == ("phases", "quotes")
    assert build(FakeMonitor(), _panes(Panes(theme="no such theme"))).theme == "calm-dark"


async def test_a_pane_that_is_not_wanted_is_not_shown() -> None:
    app = build(FakeMonitor(), _panes(Panes(show=("phases", "quotes", "sources"))))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "tab")
        assert app.board.pane("sources").has_focus
        assert not app.board.pane("figures").display and not app.board.pane("changes").display
        await press(pilot, "3")
        assert not app.board.pane("figures").display


async def test_what_comes_after_the_first_round_of_a_first_session_is_new() -> None:
    run_ = Run(FakeSnapshot(last_look=None, changes=()))
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert run_.app.session_look == NOW
        assert not any("●" in line for line in seen(run_.pane("quotes")))
        run_.monitor.now = NOW + timedelta(minutes=5)
        late = replace_time(quotes()[0])
        await arrive(run_, pilot, quotes=(late, *quotes()))
        assert "●" in seen(run_.pane("quotes"))[0]
        assert "●" not in seen(run_.pane("quotes"))[2]


def replace_time(record):  # type: ignore[no-untyped-def]
    when = NOW + timedelta(minutes=3)
    cite = msgspec.structs.replace(record.cite, fetched=when, published=when, update="late")
    return msgspec.structs.replace(record, id="q-late", at=when, cite=cite)


async def test_ascii_mode_draws_nothing_of_our_own_beyond_ascii() -> None:
    run_ = Run(ascii=True)
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        for y, strip in enumerate(run_.app.screen._compositor.render_strips()):
            text = "".join(s.text for s in strip)
            assert text.isascii(), (y, [c for c in text if not c.isascii()])


async def test_no_colour_still_shows_the_focus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    run_ = Run()
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        assert run_.app.no_color
        text = "\n".join("".join(s.text for s in strip) for strip in run_.app.screen._compositor.render_strips())
        assert text.count("┏") == 1 and "┏━ 2 Latest quotes" in text


async def test_a_narrow_but_high_screen_shows_commitments() -> None:
    run_ = Run()
    async with run_.app.run_test(size=(90, 44)) as pilot:
        await settle(pilot)
        assert "Military operations stop" in "\n".join(seen(run_.pane("phases")))
        await pilot.resize_terminal(90, 24)
        await settle(pilot)
        assert "Military operations stop" not in "\n".join(seen(run_.pane("phases")))
        assert len(run_.pane("phases").model) == 3


async def test_a_phase_opens_with_who_says_that_it_is_open() -> None:
    run_ = Run()
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "1", "enter")
        words = " ".join("\n".join(seen_card(run_.app.screen)).split())  # type: ignore[arg-type]
        assert "per United States, 10 Oct 2025" in words
        assert "13 commitments" in words and "A phase is a grouping" in words


async def test_a_text_that_nothing_was_taken_from_says_so() -> None:
    run_ = Run()
    run_.monitor.entries["u1"] = Entry(update=run_.monitor.entries["u1"].update)
    async with run_.app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "2", "enter", "n")
        screen = run_.app.screen
        assert isinstance(screen, Reader) and screen.current is None
        assert "Nothing was taken" in run_.toasts()
        assert "nothing was taken" in str(screen.body.border_subtitle)


async def test_a_text_that_is_gone_says_so() -> None:
    run_ = Run(FakeSnapshot(quotes=quotes()[:1]))
    run_.monitor.records_of = lambda update_id: None  # type: ignore[method-assign]
    async with run_.app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "2", "enter")
        assert run_.app.screen is run_.app.board
        assert "not in the store" in run_.toasts()


@pytest.mark.parametrize("keys", [("2", "enter"), ("3", "v"), ("3", "enter"), ("question_mark",), ("1", "z")])
async def test_every_screen_takes_a_new_size(keys: tuple[str, ...]) -> None:
    run_ = Run()
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, *keys)
        for size in ((70, 20), (200, 60), (60, 16)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            for strip in run_.app.screen._compositor.render_strips():
                assert strip.cell_length == size[0]


async def test_without_polling_r_says_that_nothing_is_polled() -> None:
    run_ = Run()
    run_.monitor.refresh = lambda source_id=None: {}  # type: ignore[method-assign]
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "R")
        assert "Nothing is polled here" in run_.toasts()


async def test_a_theme_is_chosen_from_the_palette() -> None:
    run_ = Run()
    async with run_.app.run_test(size=(120, 40)) as pilot:
        commands = {c.title: c.callback for c in run_.app.get_system_commands(run_.app.screen)}
        commands["Theme: high-contrast"]()
        await settle(pilot)
        assert run_.app.theme == "high-contrast"
        await commands["Mark everything as seen"]()
        assert run_.monitor.looks == [NOW]


async def test_the_header_of_a_screen_behind_keeps_the_time() -> None:
    run_ = Run()
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "3", "enter")
        run_.monitor.now = NOW + timedelta(minutes=30)
        run_.app._tick()
        assert "32 min ago" in plain(run_.app.screen.query_one("#top", Bar).line)


async def test_all_at_once_when_the_last_source_has_gone_quiet_for_long() -> None:
    run_ = Run()
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        run_.monitor.now = NOW + timedelta(hours=3)
        run_.app._tick()
        words = plain(run_.app.board.query_one("#header", Bar).line)
        assert "STALE 3 h 2 m" in words and "0/5 ok" in words


def test_a_view_gives_the_age_of_the_file_and_never_claims_to_be_offline() -> None:
    answered = tuple((s, msgspec.structs.replace(state, last_ok=at(9, 12))) for s, state in failing())
    state = view(viewing=True, sources=answered, changes=(), as_of=at(9, 12))
    words = plain(header_line(state, 100))
    assert "VIEW" in words and "OFFLINE" not in words and "next" not in words
    assert "news of 09:12Z" in words and "4 h 55 m old" in words
    assert banner_lines(state, 100) == ()
    nothing = plain(header_line(view(viewing=True, sources=(), changes=()), 100))
    assert "VIEW" in nothing and "shipped record only" in nothing


async def test_a_wide_screen_shows_all_phases_open_when_they_fit() -> None:
    few = tuple(msgspec.structs.replace(p, commitments=p.commitments[:4]) for p in phases())
    many = len(phases()) + sum(len(p.commitments) for p in phases())
    app = DashboardApp(FakeMonitor(FakeSnapshot(phases=few)))
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        pane = app.board.pane("phases")
        wanted = sum(1 + len(p.commitments) for p in few)
        assert len(pane.model) == wanted <= pane.scrollable_content_region.height
        assert app.board.pane("quotes").scrollable_content_region.height >= 5
        await pilot.press("1", "space")
        await settle(pilot)
        assert len(pane.model) < wanted, "what the person folds stays folded"
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(200, 60)
        await settle(pilot)
        assert len(pane.model) < wanted
    app = DashboardApp(FakeMonitor())
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        assert len(app.board.pane("phases").model) < many, "where they do not fit, the phase in focus stands open"


async def test_news_and_ticks_that_come_while_it_closes_are_let_go() -> None:
    app = DashboardApp(FakeMonitor())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    assert not app.screen_stack
    app._tick()
    app.notice()
    app.flush()


@pytest.mark.parametrize("pane", ["quotes", "figures", "changes"])
async def test_an_empty_pane_of_a_view_asks_nobody_and_says_so(pane: str) -> None:
    nothing = FakeSnapshot(
        quotes=(), figures=(), changes=(), sources=waiting(), as_of=None, last_look=None, viewing=True
    )
    run_ = Run(nothing)
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        words = " ".join("\n".join(seen(run_.pane(pane))).split())
        assert "in this store yet" in words and "asks no source" in words and "Asking" not in words


@pytest.mark.parametrize("pane", ["quotes", "figures", "changes"])
async def test_before_the_record_began_an_empty_pane_says_by_when_nothing_was_known(pane: str) -> None:
    past = FakeSnapshot(quotes=(), figures=(), changes=(), as_of=None, past=at(9, days=800), viewing=True)
    run_ = Run(past)
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        words = " ".join("\n".join(seen(run_.pane(pane))).split())
        assert "was known by 11 Oct 2023 09:00Z" in words and "store" not in words


@pytest.mark.parametrize("pane", list("12345"))
async def test_a_filter_without_match_says_how_much_it_hides(pane: str) -> None:
    run_ = Run()
    async with run_.app.run_test(size=(120, 40)) as pilot:
        await press(pilot, pane)
        before = len({run_.app.board.pane().model.key(n) for n in range(len(run_.app.board.pane().model))} - {None})
        await press(pilot, "slash", *"zzzz", "enter")
        words = " ".join("\n".join(seen(run_.app.board.pane())).split())
        many = re.search(r"(\d+) hidden by the filter · Esc clears it", words)
        assert "Nothing matches zzzz" in words and many
        if pane != "1":
            assert int(many[1]) == before


def test_one_word_for_one_thing() -> None:
    """OLD is said of a value and STALE of a source: neither word stands for the other anywhere on the screen."""
    shown = view(sources=tuple((s, msgspec.structs.replace(x, last_ok=at(1, days=3))) for s, x in sources()))
    for source, state in shown.snapshot.sources:
        words = plain(source_line(shown, source, state, 110))
        card = "\n".join(plain(line) for b in source_card(shown, source, state) for line in b.draw(90))
        assert "OLD" not in words + card and "ERROR" not in card
        assert health(source, state, NOW)[0] in (words.split()[0], "...")
