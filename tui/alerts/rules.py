"""Which rules an event concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.alerts.events import Event, Look, silences
from tui.config.alerts import AlertRule, concerns, moved, span


def matches(rule: AlertRule, event: Event) -> bool:
    """Whether the filters of a rule let an event through; how far a figure has moved is not asked here."""
    if rule.on != event.kind:
        return False
    if event.kind == "status":
        words = {w.upper() for w in rule.word}
        return (
            _among(rule.commitment, event.subject)
            and _among(rule.phase, event.phase)
            and (not words or event.now in words)
        )
    if event.kind == "disputed":
        # a commitment belongs to a phase, a figure to none; a filter for the one leaves the other out
        if event.phase is None:
            return event.subject in rule.indicator if rule.indicator else not (rule.commitment or rule.phase)
        if rule.commitment or rule.phase:
            return _among(rule.commitment, event.subject) and _among(rule.phase, event.phase)
        return not rule.indicator
    if event.kind == "figure":
        return _among(rule.indicator, event.subject) and _named(rule.claimant, event.claimants)
    if event.kind == "quote":
        said = event.words.casefold()
        return _named(rule.speaker, (*event.claimants, event.role)) and (
            not rule.words or any(w.casefold() in said for w in rule.words)
        )
    return _among(rule.source, event.subject)


def _among(wanted: Sequence[str], found: str | None) -> bool:
    return not wanted or found in wanted


def _named(wanted: Sequence[str], names: Iterable[str]) -> bool:
    """Whether one of the names is wanted: an id as it is, or a part of a name whatever its case."""
    if not wanted:
        return True
    there = [n.casefold() for n in names if n]
    return any(w.casefold() in n for w in wanted for n in there)


class Matcher:
    """The rules of one agreement. Remembers from which value each series has to move, and which silences were told."""

    def __init__(self, rules: Iterable[AlertRule], agreement: str) -> None:
        self.rules = tuple(r for r in rules if concerns(r, agreement))
        self.references: dict[str, float] = {}
        """Rule and series -> the value that was told last, or was there before."""
        self.silent: dict[str, str] = {}
        """Rule and source -> the silence that was told last."""

    def wanted(self, events: Iterable[Event], look: Look) -> list[tuple[Event, tuple[AlertRule, ...]]]:
        """Events to be told, each once, with the rules that want it."""
        found: list[tuple[Event, tuple[AlertRule, ...]]] = []
        for event in events:
            rules = tuple(r for r in self.rules if matches(r, event) and self._far_enough(r, event))
            if rules:
                found.append((event, rules))
        silent: dict[str, tuple[Event, tuple[AlertRule, ...]]] = {}
        for rule in self.rules:
            if rule.on != "silent":
                continue
            for event in silences(look, span(rule.after, "after"), rule.of):
                if matches(rule, event) and self.silent.get(key := f"{rule.id}|{event.subject}") != event.key:
                    self.silent[key] = event.key
                    silent[event.key] = (event, (*silent.get(event.key, (event, ()))[1], rule))
        return [*found, *silent.values()]

    def _far_enough(self, rule: AlertRule, event: Event) -> bool:
        """Small steps add up: what counts is the way since the value that was told last."""
        if event.kind != "figure" or not isinstance(event.now, (int, float)):
            return True
        key = f"{rule.id}|{event.series}"
        before = self.references.get(key, event.was if isinstance(event.was, (int, float)) else None)
        least = moved(rule.by)
        if least is None or before is None:
            self.references[key] = event.now
            return least is None
        if not least.reached(before, event.now):
            self.references[key] = before
            return False
        self.references[key] = event.now
        return True
