"""What is configured: the sources that are asked, and what a person is told of without looking."""

from __future__ import annotations

import click

from tui.setup import DONE, PARTLY, Setup


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def sources(ctx: click.Context, as_json: bool) -> None:
    """What is configured and how each source is doing."""
    if ctx.invoked_subcommand is None:
        from tui.report.sources import run_sources

        run_sources(ctx.obj.config, ctx.obj.agreement, ctx.obj.store, as_json=as_json)
        raise SystemExit(ctx.obj.verdict)


@sources.command("check")
@click.argument("ids", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def sources_check(setup: Setup, ids: tuple[str, ...], as_json: bool) -> None:
    """Ask each source once (or those named) and print what a person needs to mend it. Nothing is stored."""
    from tui.report.checking import run_check

    failed = run_check(setup.config, setup.agreement, ids, as_json=as_json)
    raise SystemExit(setup.verdict or (PARTLY if failed else DONE))


@click.group(invoke_without_command=True)
@click.pass_context
def alerts(ctx: click.Context) -> None:
    """What is told without looking, on which event, how, and whether it is quiet now."""
    if ctx.invoked_subcommand is None:
        from tui.report.alerting import run_alerts

        run_alerts(ctx.obj.config, ctx.obj.agreement)
        raise SystemExit(ctx.obj.verdict)


@alerts.command("test")
@click.argument("ids", nargs=-1)
@click.pass_obj
def alerts_test(setup: Setup, ids: tuple[str, ...]) -> None:
    """Tell an invented event once for each rule (or those named), in every way that the rule has. Exit code 3 when
    something could not be told."""
    from tui.report.alerting import run_test

    unknown = [i for i in ids if all(r.id != i for r in setup.config.alerts)]
    if unknown:
        there = ", ".join(r.id for r in setup.config.alerts) or "none"
        raise click.UsageError(f'no alert "{unknown[0]}"; there are: {there}')
    failed = run_test(setup.config, setup.agreement, ids)
    raise SystemExit(setup.verdict or (PARTLY if failed else DONE))
