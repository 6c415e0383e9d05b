"""Pictures of every state at three sizes, and of the newer screens in other colours; see `test_dashboard_snapshots`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dashboard_day import at
from dashboard_fake import FakeMonitor, FakeSnapshot
from dashboard_run import pressed
from dashboard_states import failing, waiting
from key_walk import ROUTES, whole_run
from test_dashboard_snapshots import SIZES

from tui.dashboard.app import DashboardApp
from tui.dashboard.keys import Place

Compare = Callable[..., bool]

STATES: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "first run": ({"quotes": (), "changes": (), "sources": (), "as_of": None, "last_look": None}, ("2",)),
    "opening": (
        {"quotes": (), "phases": (), "figures": (), "changes": (), "sources": waiting(), "as_of": None,
         "last_look": None}, (),
    ),
    "loading": ({"quotes": (), "sources": waiting(), "as_of": None, "last_look": None}, ("2",)),
    "offline": ({"sources": failing(), "as_of": at(13, 48), "offline_since": at(13, 50)}, ()),
    "stale": ({"as_of": at(11, 31)}, ()),
    "store trouble": (
        {"trouble": "gaza.json could not be read and is kept as gaza.json.bad-20251219T1407; starting empty, and "
         "nothing was deleted"}, ("p",),
    ),
    "nothing matches": ({}, ("2", "slash", *"zzzz", "enter")),
    "withdrawn": ({}, ("4", "G", "enter")),
    "a source in trouble": ({}, ("5", "enter")),
    "about a quote": ({}, ("2", "i")),
}  # fmt: skip
BEHIND: tuple[Place, ...] = ("drawer", "figure", "compare", "history", "since", "breaches", "dates", "linkage")


def sized(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=sized)
@pytest.mark.parametrize("state", STATES)
def test_state(snap_compare: Compare, state: str, size: tuple[int, int]) -> None:
    changed, keys = STATES[state]
    app = DashboardApp(FakeMonitor(FakeSnapshot(**changed)))  # type: ignore[arg-type]
    assert snap_compare(app, terminal_size=size, run_before=pressed(*keys))


def screen(place: Place, **options: object) -> DashboardApp:
    return DashboardApp(whole_run().monitor, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", BEHIND)
def test_screen_on_light(snap_compare: Compare, place: Place) -> None:
    light = screen(place, theme_name="calm-light")
    assert snap_compare(light, terminal_size=(120, 40), run_before=pressed(*ROUTES[place], "j"))


@pytest.mark.parametrize("place", [*BEHIND, "reader"])
def test_screen_without_colour(snap_compare: Compare, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(screen(place), terminal_size=(100, 30), run_before=pressed(*ROUTES[place], "j"))


@pytest.mark.parametrize("place", ["drawer", "figure", "breaches", "reader"])
def test_screen_in_ascii(snap_compare: Compare, place: Place) -> None:
    assert snap_compare(screen(place, ascii=True), terminal_size=(100, 30), run_before=pressed(*ROUTES[place], "j"))


@pytest.mark.parametrize("place", ["breaches", "since"])
@pytest.mark.parametrize("name", ["high-contrast", "terminal"])
def test_screen_in_other_colours(snap_compare: Compare, place: Place, name: str) -> None:
    other = screen(place, theme_name=name)
    assert snap_compare(other, terminal_size=(100, 30), run_before=pressed(*ROUTES[place], "j"))
