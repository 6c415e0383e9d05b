"""Pictures of the screen with a frozen clock. Look at them when they change; `--snapshot-update` accepts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dashboard_day import at, phases
from dashboard_fake import FakeMonitor, FakeSnapshot
from dashboard_run import pressed
from dashboard_states import failing
from dashboard_whole import alleged, days, linked

from tui.agreement import load, overrides
from tui.dashboard.app import DashboardApp

Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40), (200, 60)]


def app(snapshot: FakeSnapshot | None = None, **options: object) -> DashboardApp:
    return DashboardApp(FakeMonitor(snapshot), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_board(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, press=["2", "j"])


@pytest.mark.parametrize("name", ["calm-light", "high-contrast", "terminal"])
def test_board_in_other_colours(snap_compare: Compare, name: str) -> None:
    assert snap_compare(app(theme_name=name), terminal_size=(120, 40), press=["2", "j"])


def test_board_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(), terminal_size=(80, 24), press=["3"])


def test_board_in_ascii(snap_compare: Compare) -> None:
    assert snap_compare(app(ascii=True), terminal_size=(100, 36), press=["2"])


def test_first_run(snap_compare: Compare) -> None:
    empty = FakeSnapshot(quotes=(), changes=(), sources=(), as_of=None, last_look=None)
    assert snap_compare(app(empty), terminal_size=(80, 24), press=["2"])


def test_offline(snap_compare: Compare) -> None:
    offline = FakeSnapshot(sources=failing(), as_of=at(13, 48), offline_since=at(13, 50))
    assert snap_compare(app(offline), terminal_size=(120, 40))


def test_paused_demonstration(snap_compare: Compare) -> None:
    assert snap_compare(app(FakeSnapshot(demo=True)), terminal_size=(80, 24), press=["p"])


def test_too_small(snap_compare: Compare) -> None:
    assert snap_compare(app(), terminal_size=(48, 12))


def test_filter_being_typed(snap_compare: Compare) -> None:
    keys = ["2", "slash", *"is:new"]
    assert snap_compare(app(), terminal_size=(100, 34), press=keys)


def test_phase_on_a_narrow_screen(snap_compare: Compare) -> None:
    assert snap_compare(app(), terminal_size=(80, 24), press=["1", "enter"])


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_reader(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, press=["2", "enter", "n"])


def test_evidence_of_a_commitment(snap_compare: Compare) -> None:
    assert snap_compare(app(), terminal_size=(120, 40), press=["1", "j", "enter"])


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_series_of_a_figure(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=pressed("3", "enter"))


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda s: f"{s[0]}x{s[1]}")
def test_accounts_compared(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, press=["3", "G", "k", "v"])


def test_help(snap_compare: Compare) -> None:
    assert snap_compare(app(), terminal_size=(80, 24), press=["question_mark"])


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_status_being_set_by_hand(snap_compare: Compare, size: tuple[int, int]) -> None:
    there = ["1", "enter"] if size[0] < 100 else ["1", "j"]
    assert snap_compare(app(), terminal_size=size, press=[*there, "s", "s", "tab", *"Seen", "tab"])


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_a_reading_being_marked_as_wrong(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, press=["2", "j", "x", *"Misread", "tab"])


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_status_set_by_hand(snap_compare: Compare, size: tuple[int, int]) -> None:
    override = overrides.make(load("gaza-2025"), "p1.rafah", "IN PROGRESS", "Seen open", "AB", at(14, 0))
    shot = FakeSnapshot(phases=overrides.apply(phases(), [override]))
    # on a narrow screen the row, on a wider one the drawer; on a wide one the row with its detail
    keys = {80: ["1", "enter", *["j"] * 11], 120: ["1", *["j"] * 12, "enter"], 200: ["1", *["j"] * 12]}
    assert snap_compare(app(shot), terminal_size=size, press=keys[size[0]])


def test_view_of_a_store(snap_compare: Compare) -> None:
    assert snap_compare(app(FakeSnapshot(viewing=True)), terminal_size=(120, 40))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_speaker(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=pressed("2", "j", "a"))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_history_search(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=pressed("S", *"timetable", "enter", "j"))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_changes_since_the_last_look(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=pressed("c"))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("key", ["L", "B", "D"])
def test_the_whole_agreement(snap_compare: Compare, key: str, size: tuple[int, int]) -> None:
    monitor = FakeMonitor()
    monitor.history.older_evidence = (*linked(), *alleged(), *days())
    assert snap_compare(DashboardApp(monitor), terminal_size=size, run_before=pressed(key, "j"))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_back_in_time(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=pressed("2", "t", "h"))


def test_back_in_time_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(), terminal_size=(80, 24), run_before=pressed("2", "t", "h", "enter"))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_letters_at_every_row(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, press=["2", "f"])


def test_letters_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(), terminal_size=(80, 24), press=["2", "f"])


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda s: f"{s[0]}x{s[1]}")
def test_what_is_on_the_screen_being_written_to_a_file(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size, run_before=pressed("3", "e", "right"))
