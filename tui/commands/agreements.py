"""`ceasefire-tui agreement`: agreements as files."""

from __future__ import annotations

from pathlib import Path

import click

from tui.setup import DONE, PARTLY, Setup


@click.group()
def agreement() -> None:
    """What was agreed, as files: those that come with the program, and your own."""


@agreement.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def agreement_list(as_json: bool) -> None:
    """The agreements that come with the program."""
    from tui.report.agreements import run_list

    run_list(as_json=as_json)


@agreement.command("show")
@click.argument("which", required=False, metavar="[ID|FILE]")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def agreement_show(setup: Setup, which: str | None, as_json: bool) -> None:
    """What was promised by whom, and what is counted by whom (default: the agreement that is watched)."""
    from tui.agreement import load
    from tui.report.agreements import run_show

    run_show(load(which) if which else setup.agreement, as_json=as_json)


@agreement.command("check")
@click.argument("which", metavar="ID|FILE")
def agreement_check(which: str) -> None:
    """Everything that is wrong or doubtful in an agreement file, with its line. Exit code 3 when there are faults."""
    from tui.report.agreements import run_check

    raise SystemExit(PARTLY if run_check(which) else DONE)


@agreement.command("new")
@click.argument("file", default="my-agreement.toml", type=click.Path(path_type=Path))
def agreement_new(file: Path) -> None:
    """Write a commented template that loads, checks clean and runs (default: my-agreement.toml; "-" prints it)."""
    from tui.output import OutputError, written
    from tui.report.agreements import template

    if str(file) == "-":
        click.echo(template(), nl=False)
        return
    if file.exists():
        raise click.UsageError(f"{file} exists already; give another name")
    try:
        with written(file) as new:
            new.write(template())
    except OutputError as error:
        raise click.ClickException(str(error)) from None
    click.echo(str(file))
    click.echo(f"Edit it, then: ceasefire-tui agreement check {file}; ceasefire-tui --agreement {file}", err=True)
