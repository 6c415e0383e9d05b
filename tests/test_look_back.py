"""The dashboard as it would have been: later revisions, later news, what was set later are not seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tui.agreement import load
from tui.agreement.overrides import OverrideError
from tui.agreement.status import CommitmentStatus
from tui.cli import main
from tui.config import Config, Panes, Source
from tui.extract import read
from tui.filing import to_entry
from tui.monitor import Monitor
from tui.records import Change, Entry, Update
from tui.store.archive import Archive

AGREEMENT = load()
NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
THEN = datetime(2026, 1, 10, 12, tzinfo=UTC)
SHUT = "“The gate stays shut,” envoy Karim Lotfy said."
OPEN = "“The gate is open,” envoy Karim Lotfy said."
RAFAH = "The Rafah crossing has been reopened in both directions, the Egyptian foreign ministry said."


def told(name: str, text: str, day: int, *, revision: int = 1) -> Entry:
    at = datetime(2026, 1, day, 8, tzinfo=UTC)
    update = Update(
        id=name, source="wire", outlet="Sample Wire", url=f"https://wire.example/{name}", title=f"Note {name}",
        text=text, published=datetime(2026, 1, 5, 8, tzinfo=UTC) if revision > 1 else at, fetched=at, origin=name,
        revision=revision,
    )  # fmt: skip
    reading = read(text, agreement=AGREEMENT, published=update.published, source=update.outlet)
    return to_entry(update, reading, AGREEMENT)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "s.json"
    with Archive(path, read_only=False, seal_at=10**9) as archive:
        archive.put([told("a", SHUT, 5)], [Change(id="c1", at=THEN, kind="quote", mark="new", text="shut")])
        archive.seal()
        archive.put([told("a", OPEN, 15, revision=2)])
        archive.put([told("b", RAFAH, 16)], [Change(id="c2", at=NOW, kind="quote", mark="new", text="open")])
    return path


def monitor(store: Path, **more: object) -> Monitor:
    config = Config(
        file="test", base=store.parent, panes=Panes(quote_kinds=("direct", "mixed", "indirect")),
        sources=(Source(id="wire", name="Sample Wire", kind="file", path="*.txt"),),
    )  # fmt: skip
    return Monitor(config, AGREEMENT, store, poll=False, clock=lambda: NOW, **more)  # type: ignore[arg-type]


def rafah(watching: Monitor) -> CommitmentStatus:
    return next(c for p in watching.snapshot().phases for c in p.commitments if c.commitment.id == "p1.rafah")


def words(watching: Monitor) -> Sequence[str]:
    return [q.quote.text for q in watching.snapshot().quotes]


async def test_the_whole_screen_is_that_of_then_and_comes_back(store: Path) -> None:
    watching = monitor(store)
    heard: list[None] = []
    await watching.start()
    try:
        watching.subscribe(lambda: heard.append(None))
        present = watching.snapshot()
        assert present.past is None and any("open" in w for w in words(watching))
        open_now = {r.id for r in rafah(watching).evidence if not r.cite.shipped}
        assert open_now
        await watching.look_back(THEN)
        then = watching.snapshot()
        assert heard and then.past == then.now == then.as_of == THEN and then.stored == 1
        assert len(words(watching)) == 1 and "shut" in words(watching)[0]
        assert not open_now & {r.id for r in rafah(watching).evidence}
        assert [c.id for c in then.changes] == ["c1"]
        shipped = [r for row in then.figures for s in row.series for r in s.readings]
        assert shipped and all(r.cite.fetched <= THEN for r in shipped)
        assert any(r.cite.fetched > THEN for row in present.figures for s in row.series for r in s.readings)
        entry = await watching.records_of("a")
        assert entry is not None and entry.update.revision == 1 and await watching.update("b") is None
        assert watching.history is not None
        assert (await watching.history.search("open")).items == ()
        assert len(await watching.history.revisions("a")) == 1
        watching.mark_seen(NOW)
        with pytest.raises(OverrideError, match="past"):
            watching.set_status("p1.rafah", "DONE", "", "AB")
        with pytest.raises(ValueError, match="not past"):
            await watching.look_back(NOW + timedelta(days=1))
        assert watching.snapshot().past == THEN, "a wrong moment changes nothing"
        await watching.look_back(None)
        assert watching.snapshot() == present
    finally:
        await watching.stop()


async def test_what_was_set_later_is_not_seen(store: Path) -> None:
    watching = monitor(store)
    await watching.start()
    watching.set_status("p1.rafah", "DONE", "", "AB")
    assert rafah(watching).grade == "*"
    await watching.look_back(THEN)
    assert rafah(watching).grade != "*"
    await watching.stop()


async def test_it_can_begin_in_the_past(store: Path) -> None:
    watching = monitor(store, read_only=True, moment=THEN)
    await watching.start()
    try:
        assert watching.snapshot().past == THEN and watching.snapshot().viewing
        await watching.look_back(None)
        assert watching.snapshot().past is None and watching.snapshot().stored == 2
    finally:
        await watching.stop()


def test_status_of_a_day_is_that_of_the_text_as_it_stood(store: Path) -> None:
    run = CliRunner().invoke
    late = run(main, ["--store", str(store), "status", "--json"]).stdout
    early = run(main, ["--store", str(store), "status", "--json", "--as-of", "2026-01-12"]).stdout
    assert RAFAH in late and RAFAH not in early


@pytest.mark.parametrize("when", ["yesterday", "2999-01-01", "2025-13-01"])
def test_a_moment_that_is_none_or_not_past_is_told(when: str) -> None:
    for command in (["view", "--as-of", when], ["--as-of", when]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 2 and f'"{when}"' in result.stderr and "Traceback" not in result.output


def test_as_of_before_a_command_is_told() -> None:
    result = CliRunner().invoke(main, ["--as-of", "2025-12-19", "status"])
    assert result.exit_code == 2 and "`status`" in result.stderr
