from __future__ import annotations

from click.testing import CliRunner

from tui.cli import main
from tui.demo import agreement, recording


def test_the_recording_names_only_outlets_that_exist() -> None:
    script = recording()
    assert {d.outlet for d in script.dispatch} == {o.id for o in script.outlet}
    assert 15 <= script.length <= 30, "anyone sees it all in half a minute"


def test_nobody_in_the_demonstration_is_real() -> None:
    accord = agreement()
    own = {c.id for c in accord.actors if "(invented)" in c.role}
    assert {*accord.parties, *accord.mediators} <= own


def test_it_plays_through_the_whole_program() -> None:
    result = CliRunner().invoke(main, ["demo", "--once"])
    assert result.exit_code == 0, result.output
    assert "DEMONSTRATION" in result.stdout
    assert "Aid, 200 trucks a day: SPLIT" in result.stdout
    assert "Captives released: DONE" in result.stdout
    assert "DISPUTED" in result.stdout
    assert "44  Tolvar health office" in result.stdout
