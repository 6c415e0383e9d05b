"""`ceasefire-tui store`: the file in which updates are kept, and what a person sets by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from tui.setup import DONE, PARTLY, Setup


@click.group()
def store() -> None:
    """The file in which updates are kept."""


@store.command("path")
@click.pass_obj
def store_path(setup: Setup) -> None:
    """Print where the store is."""
    from tui.store.shared.link import shown

    click.echo(shown(setup.store))


@store.command("check")
@click.pass_obj
def store_check(setup: Setup) -> None:
    """Read every line of the store and say whether all is as it was written. Exit code 3 when something is not."""
    from tui.store.upkeep import check

    report = check(_file(setup))
    for finding in report.findings:
        click.echo(str(finding))
    for path in report.aside:
        click.echo(f"kept aside earlier: {path}")
    click.echo(report.advice)
    raise SystemExit(DONE if report.whole else PARTLY)


@store.command("compact")
@click.option("--drop-texts", metavar="DAYS", type=click.IntRange(1), help="Drop article texts older than that.")
@click.pass_obj
def store_compact(setup: Setup, drop_texts: int | None) -> None:
    """Write the store anew without what is outdated; damaged lines are kept aside. Sentences, records and links stay
    also of articles whose text is dropped."""
    from tui.store.door import open as open_store
    from tui.store.upkeep import compact

    if drop_texts is not None:
        with open_store(setup.store) as archive:
            archive.drop_texts(datetime.now(UTC) - timedelta(days=drop_texts))
        if archive.shared:  # the database makes its tables smaller by itself
            return
    before, after = compact(_file(setup))
    click.echo(f"{_file(setup)}: {before:,} bytes, now {after:,}")


@store.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def store_backup(setup: Setup, file: Path) -> None:
    """Copy the store to FILE, also while the dashboard runs. The copy is itself a store."""
    from tui.store.upkeep import backup
    from tui.text import plural

    count = backup(_file(setup), file)
    click.echo(f"{file}: {plural(count, 'revision')} of updates copied")


@store.command("reprocess")
@click.pass_obj
def store_reprocess(setup: Setup) -> None:
    """Read every stored update again, so that better rules improve the past."""
    from tui.intake import reread
    from tui.store.door import is_there
    from tui.store.door import open as open_store

    if not is_there(setup.store):
        raise click.ClickException(f"{setup.store}: there is no store; `ceasefire-tui poll --once` makes one")
    with open_store(setup.store) as archive:
        entries = reread(archive, setup.agreement)
        archive.replace(entries)
    records = sum(len(e.quotes) + len(e.figures) + len(e.evidence) for e in entries)
    click.echo(f"{len(entries)} updates read again, {records} records")


@store.command("set")
@click.argument("commitment")
@click.argument("word")
@click.option("--note", metavar="TEXT", default="", help="Why: shown beside the word.")
@click.option("--by", metavar="INITIALS", required=True, help="Who sets it.")
@click.pass_obj
def store_set(setup: Setup, commitment: str, word: str, note: str, by: str) -> None:
    """Set the status of COMMITMENT to WORD by hand; what the rules propose stays beside it."""
    _by_hand(setup, commitment, word, note, by)


@store.command("unset")
@click.argument("commitment")
@click.option("--note", metavar="TEXT", default="", help="Why.")
@click.option("--by", metavar="INITIALS", default="", help="Who takes it back.")
@click.pass_obj
def store_unset(setup: Setup, commitment: str, note: str, by: str) -> None:
    """Take a status that was set by hand back: the rules speak again. What was set stays in the history."""
    _by_hand(setup, commitment, None, note, by)


@store.command("mark-wrong")
@click.argument("id")
@click.option("--note", metavar="TEXT", default="", help="What is wrong with the reading.")
@click.option("--by", metavar="INITIALS", required=True, help="Who marks it.")
@click.pass_obj
def store_mark_wrong(setup: Setup, id: str, note: str, by: str) -> None:  # noqa: A002
    """Mark the record ID as read wrongly: it stays, is shown as marked, and counts for nothing. `export` lists ids."""
    from tui.report.setting import run_mark

    click.echo(_hand(lambda: run_mark(setup.agreement, setup.store, id, note, by)))


@store.command("unmark")
@click.argument("id")
@click.option("--note", metavar="TEXT", default="", help="Why.")
@click.option("--by", metavar="INITIALS", default="", help="Who takes it back.")
@click.pass_obj
def store_unmark(setup: Setup, id: str, note: str, by: str) -> None:  # noqa: A002
    """Take the mark on the record ID back: the reading counts again. The mark stays in the history."""
    from tui.report.setting import run_unmark

    click.echo(_hand(lambda: run_unmark(setup.store, id, note, by)))


@store.command("marks")
@click.pass_obj
def store_marks(setup: Setup) -> None:
    """What was marked as wrong and stands: record, reading, by whom, when, why."""
    from tui.report.setting import run_marks

    for line in run_marks(setup.store):
        click.echo(line)


def _hand(do: Callable[[], str]) -> str:
    from tui.agreement.overrides import OverrideError

    try:
        return do()
    except OverrideError as error:
        raise click.UsageError(str(error)) from None


def _file(setup: Setup) -> Path:
    """The file of the store, for what concerns files alone."""
    if isinstance(setup.store, Path):
        return setup.store
    raise click.UsageError("this is for a store in a file; PostgreSQL has tools of its own for that")


def _by_hand(setup: Setup, commitment: str, word: str | None, note: str, by: str) -> None:
    from tui.report.setting import run_set

    click.echo(_hand(lambda: run_set(setup.agreement, setup.store, commitment, word, note, by)))
