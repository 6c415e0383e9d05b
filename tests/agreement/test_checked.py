"""An agreement that was checked before is the same as one that is read anew, and its day begins where it did."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import platformdirs
import pytest
from click.testing import CliRunner

from tui.agreement import available, checked, model
from tui.agreement.status import day_of
from tui.cli import main
from tui.report.agreements import template


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_: str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("name", available())
def test_what_was_kept_is_what_was_read(name: str, cache: Path) -> None:
    fresh = model.load(name)
    first = checked.load(name)
    (kept,) = cache.iterdir()
    again = checked.load(name)
    assert first == again == fresh
    assert list(cache.iterdir()) == [kept]
    # moments are equal in whatever zone, days are not
    assert again.effective.utcoffset() == fresh.effective.utcoffset() != UTC.utcoffset(None)
    evening = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert day_of(again, evening) == day_of(fresh, evening)
    assert msgspec.to_builtins(again) == msgspec.to_builtins(fresh)


def test_a_file_that_changed_is_read_anew_and_its_old_copy_goes(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(template())
    before = checked.load(str(path))
    (kept,) = cache.iterdir()
    path.write_text(template().replace(f'title = "{before.title}"', 'title = "Sample Ferry accord, second reading"'))
    assert checked.load(str(path)).title == "Sample Ferry accord, second reading"
    assert len(list(cache.iterdir())) == 1 and not kept.exists()


def test_a_broken_copy_is_no_trouble(cache: Path) -> None:
    checked.load("tigray-2022")
    (kept,) = cache.iterdir()
    kept.write_bytes(b"{")
    assert checked.load("tigray-2022") == model.load("tigray-2022")


def test_the_second_look_gives_the_same_day(tmp_path: Path) -> None:
    words = ["--agreement", "tigray-2022", "--store", str(tmp_path / "s.json"), "status", "--json"]
    days = {CliRunner().invoke(main, [*words, "--as-of", "2022-11-05"]).stdout.partition('"day"')[2][:8] for _ in "ab"}
    assert len(days) == 1, days
