"""Counts on the screen say when they are no longer the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from dashboard_day import NOW
from dashboard_fake import FakeSnapshot

from tui.dashboard.header import header_line
from tui.dashboard.lines import plain
from tui.dashboard.panes.changes import ChangesPane
from tui.dashboard.view import View
from tui.records import Change
from tui.watching import CHANGES_SHOWN


@pytest.mark.parametrize(("count", "told"), [(3, "3"), (CHANGES_SHOWN - 1, "499"), (CHANGES_SHOWN, "500+")])
def test_more_changes_than_are_held_are_not_counted_as_if_they_were_all(count: int, told: str) -> None:
    changes = tuple(
        Change(id=f"c{n}", at=NOW - timedelta(seconds=n), kind="update", mark="new", text="x") for n in range(count)
    )
    view = View(replace(FakeSnapshot(now=NOW), changes=changes, last_look=NOW - timedelta(days=1)), NOW)
    assert view.news_told == told
    assert ChangesPane().foot(view).startswith(f"{told} new")
    assert f"{told} new" in plain(header_line(view, 160))
