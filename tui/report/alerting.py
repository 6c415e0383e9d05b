"""`alerts`: the rules in words; `alerts test`: each told once, to see and hear that it comes through."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import UTC, datetime

import click

from tui.agreement.model import Agreement
from tui.alerts import Herald, test_events
from tui.alerts.gate import Alert, Gate, Telling
from tui.config import Config
from tui.config.alerts import CONCERNS, AlertRule, concerns, quiet_hours
from tui.report.voice import TerminalVoice

_WAYS = {
    "bell": "bell",
    "osc9": "notification (OSC 9)",
    "osc777": "notification (OSC 777)",
    "toast": "line in the dashboard",
}


def run_alerts(config: Config, agreement: Agreement) -> None:
    """Print the rules, one a line, and when nothing is told."""
    if not config.alerts:
        click.echo("No alerts: add [[alerts]] to the configuration; the bundled sources.toml shows how.")
        return
    for rule in config.alerts:
        state = "" if concerns(rule, agreement.id) else " (off)" if not rule.enabled else " (for another agreement)"
        click.echo(f"{rule.id}{state}: {described(rule)}")
    settings = config.alerting
    hours = quiet_hours(settings)
    if hours is not None:
        now = datetime.now(UTC)
        then = "told as one when they end" if settings.after_quiet == "digest" else "dropped"
        quiet = "quiet now" if Gate(settings, config.alerts).is_quiet(now) else "not quiet now"
        click.echo(f"Quiet hours {settings.quiet} {settings.timezone} ({quiet}): what comes in them is {then}.")
    click.echo(f"At most {settings.per_hour} alerts an hour; what is beyond that is told together.")


def described(rule: AlertRule) -> str:
    """A rule in words: on what, with which filters, told how."""
    filters = []
    for name in CONCERNS[rule.on]:
        value = getattr(rule, name)
        if value not in ((), None):
            filters.append(f"{name} {', '.join(value) if isinstance(value, tuple) else value}")
    ways = [_WAYS[w] for w in rule.deliver]
    if rule.command:
        ways.append(f"command {' '.join(rule.command)}")
    loud = "" if rule.quiet else "; also in quiet hours"
    only = f" ({'; '.join(filters)})" if filters else ""
    return f"on {rule.on}{only}: {', '.join(ways)}{loud}"


def run_test(config: Config, agreement: Agreement, ids: Collection[str]) -> int:
    """Tell an invented event for each rule that is on, or those named, whatever the hour. How many failed."""
    return asyncio.run(_test(config, agreement, ids))


async def _test(config: Config, agreement: Agreement, ids: Collection[str]) -> int:
    voice = TerminalVoice()
    herald = Herald(config, agreement.id, voice)
    chosen = [(r, e) for r, e in test_events(config, agreement.id, datetime.now(UTC)) if not ids or r.id in ids]
    if not chosen:
        click.echo("No alert is on for this agreement.", err=True)
    failed = 0
    for rule, event in chosen:
        failures = await herald.deliver(Telling((Alert(event, (rule.id,)),)))
        failed += bool(failures)
        told = []
        for way in rule.deliver:
            if way == "toast":
                told.append("line in the dashboard: only there")
            elif voice.terminal is None:
                told.append(f"{_WAYS[way]}: no terminal here")
            else:
                told.append(f"{_WAYS[way]}: sent")
        if rule.command:
            told.append(f"command {rule.command[0]}: {'FAILED' if failures else 'ok'}")
        click.echo(f"{rule.id}: {'; '.join(told)}")
    return failed
