"""The herald: looks at what a monitor sees, and tells what the rules want told."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

import msgspec

from tui.alerts.deliver import osc9, osc777, run_command, through
from tui.alerts.events import Event, Look, State, events
from tui.alerts.gate import Alert, Gate, Telling
from tui.alerts.rules import Matcher
from tui.config import Config
from tui.config.alerts import AlertRule, Way, concerns, span
from tui.text import one_line


class Voice(Protocol):
    """The terminal, as far as alerts need it. A way that there is not does nothing."""

    def bell(self) -> None: ...
    def send(self, sequence: str) -> None:
        """A sequence for the terminal itself."""

    def toast(self, text: str) -> None: ...
    def trouble(self, text: str) -> None:
        """An alert that could not be told."""


class Herald:
    """Tells alerts of one agreement. Use on one event loop: `look` once the store is open and whenever something may
    have changed (time alone does: quiet hours end), at the end `close`.

    `commands` False: commands are left to the process that writes the store. `tell` gets each alert as a plain
    object. `memory` is what `save` was given last: what is held, and from where figures have to move.
    """

    def __init__(
        self,
        config: Config,
        agreement: str,
        voice: Voice,
        *,
        commands: bool = True,
        tell: Callable[[dict[str, Any]], None] = lambda _: None,
        memory: object = None,
        save: Callable[[object], None] = lambda _: None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._rules = {r.id: r for r in config.alerts if concerns(r, agreement)}
        self._newer_than = span(config.alerting.newer_than, "newer_than")
        self._folder = config.base
        self._voice = voice
        self._commands = commands
        self._tell = tell
        self._save = save
        self._environ = environ
        self._gate = Gate(config.alerting, self._rules.values())
        self._matcher = Matcher(self._rules.values(), agreement)
        self._state: State | None = None
        self._filling = False
        """Whether the first round of polling goes on, into a store that was empty."""
        self._waiting: asyncio.Queue[Telling] = asyncio.Queue()
        self._worker: asyncio.Task[None] | None = None
        self._recall(memory)
        self._saved = self._memory()

    @property
    def wanted(self) -> bool:
        """Whether there is any rule."""
        return bool(self._rules)

    def look(self, look: Look) -> None:
        """Tell what has happened since the look before. The first look is what the others are compared with; with an
        empty store the first round of polling belongs to it, for it brings what the world has known for days."""
        if self._state is None or self._filling:
            filling = look.stored == 0 if self._state is None else self._filling
            self._state = State.of(look)
            self._filling = filling and not _round_is_over(look)
            return
        found = self._matcher.wanted(events(self._state, look, self._newer_than), look)
        alerts = [Alert(event, tuple(r.id for r in rules)) for event, rules in found]
        for telling in self._gate.admit(alerts, look.now):
            self._waiting.put_nowait(telling)
        if not self._waiting.empty() and self._worker is None:
            self._worker = asyncio.get_running_loop().create_task(self._work())
        if (memory := self._memory()) != self._saved:
            self._saved = memory
            self._save(memory)

    async def drain(self) -> None:
        """Wait until all that was to be told is told."""
        await self._waiting.join()

    async def close(self, grace: float = 2.0) -> None:
        """End. What is still to be told has `grace` seconds; a command that runs longer is ended."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.drain(), grace)
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
            self._worker = None

    async def _work(self) -> None:
        # one after the other: ten events at once start one command at a time
        while True:
            telling = await self._waiting.get()
            try:
                await self.deliver(telling)
            except Exception as error:  # an alert that cannot be told must not end the watch
                self._voice.trouble(f"alert not told: {one_line(str(error), 200)}")
            finally:
                self._waiting.task_done()

    # -------------------------------------------------------------- telling

    async def deliver(self, telling: Telling) -> list[str]:
        """Tell it in every way that its rules name. What went wrong, in words."""
        self._tell(payload(telling))
        for way in ("bell", "osc9", "osc777", "toast"):
            mine = [a for a in telling.alerts if any(way in r.deliver for r in self._rules_of(a))]
            if mine:
                self._by_terminal(way, summary(mine, telling.left_out))
        failures = []
        for rule, alerts in self._by_command(telling).items():
            given = msgspec.json.encode(payload(Telling(tuple(alerts), telling.digest, telling.left_out)))
            failed = await run_command(rule.command, given, rule.timeout, self._folder)
            if failed is not None:
                failures.append(f'alert "{rule.id}": {failed}')
                self._voice.trouble(failures[-1])
        return failures

    def _rules_of(self, alert: Alert) -> list[AlertRule]:
        # one that was held may outlive its rule
        return [self._rules[r] for r in alert.rules if r in self._rules]

    def _by_terminal(self, way: Way, text: str) -> None:
        if way == "bell":
            self._voice.bell()
        elif way == "toast":
            self._voice.toast(text)
        else:
            self._voice.send(through(osc9(text) if way == "osc9" else osc777(text), self._environ))

    def _by_command(self, telling: Telling) -> dict[AlertRule, list[Alert]]:
        """Commands to run, each once, with the alerts that they are given."""
        first: dict[tuple[str, ...], AlertRule] = {}
        given: dict[AlertRule, list[Alert]] = {}
        if not self._commands:
            return {}
        for alert in telling.alerts:
            rules = [r for r in self._rules_of(alert) if r.command]
            for rule in {first.setdefault(r.command, r): None for r in rules}:
                given.setdefault(rule, []).append(alert)
        return given

    # -------------------------------------------------------------- what is kept between two runs

    def _memory(self) -> dict[str, Any]:
        memory: dict[str, Any] = msgspec.to_builtins(
            {
                "held": self._gate.held,
                "left_out": self._gate.left_out,
                "references": self._matcher.references,
                "silent": self._matcher.silent,
            }
        )
        return memory

    def _recall(self, memory: object) -> None:
        if not isinstance(memory, dict):
            return
        for line in memory.get("held") or ():
            try:
                alert = msgspec.convert(line, Alert)
            except msgspec.ValidationError:
                continue  # of another version
            if any(r in self._rules for r in alert.rules):
                self._gate.held.append(alert)
        self._gate.left_out = left if isinstance(left := memory.get("left_out"), int) else 0
        for kept, into in (("references", self._matcher.references), ("silent", self._matcher.silent)):
            found = memory.get(kept)
            if isinstance(found, dict):
                # what belongs to rules that are no more is let go
                into.update({k: v for k, v in found.items() if k.partition("|")[0] in self._rules})


def _round_is_over(look: Look) -> bool:
    return all(state.last_try is not None for source, state in look.sources if source.enabled)


def summary(alerts: Iterable[Alert], left_out: int = 0) -> str:
    """One line for a terminal: the event, or how many there are and the first few of them."""
    texts = [("TEST " if a.event.test else "") + a.event.text for a in alerts]
    if len(texts) == 1:
        return texts[0]
    more = f"; {left_out} older ones let go" if left_out else ""
    return one_line(f"{len(texts)} alerts{more}: {' | '.join(texts)}", 1000)


def payload(telling: Telling) -> dict[str, Any]:
    """What a command gets, and what `poll --json` prints: one alert, or a digest of several."""
    told = [{"event": "alert", "rules": list(a.rules), **msgspec.to_builtins(a.event)} for a in telling.alerts]
    if not telling.digest and len(told) == 1:
        return told[0]
    at = max((a.event.at for a in telling.alerts), default=datetime.now(UTC))
    return {"event": "digest", "at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "left_out": telling.left_out, "alerts": told}


def test_events(config: Config, agreement: str, now: datetime) -> list[tuple[AlertRule, Event]]:
    """An example event for each rule that is on, marked as a test; what it says is invented."""
    said = {
        "status": "A commitment: IN PROGRESS -> DONE, per Sample Actor (Sample Wire)",
        "disputed": "A commitment: newly DISPUTED by claimants: one side 1 (Sample Wire)",
        "figure": "A figure: 12 (was 10), Sample Actor (Sample Wire)",
        "quote": "Sample Speaker: “This is a test.” (Sample Wire)",
        "silent": "Sample Wire: no good answer since this morning",
    }
    return [
        (
            rule,
            Event(
                kind=rule.on,
                at=now,
                text=f'of alert "{rule.id}", invented: {said[rule.on]}',
                agreement=agreement,
                subject="test",
                key=f"test:{rule.id}",
                outlet="Sample Wire",
                test=True,
            ),
        )
        for rule in config.alerts
        if concerns(rule, agreement)
    ]
