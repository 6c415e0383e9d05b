"""[[alerts]] and [alerting]: which events are told, where, and when not. Nothing is told by default."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import time, timedelta
from typing import Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

import msgspec

On = Literal["status", "disputed", "figure", "quote", "silent"]
Way = Literal["bell", "osc9", "osc777", "toast"]

CONCERNS: dict[On, tuple[str, ...]] = {
    "status": ("commitment", "phase", "word"),
    "disputed": ("commitment", "phase", "indicator"),
    "figure": ("indicator", "claimant", "by"),
    "quote": ("speaker", "words"),
    "silent": ("source", "after", "of"),
}
"""Kind of event -> the filters that it knows."""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class AlertError(ValueError):
    """A rule that cannot be used: `key` of the rule, and why."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(why)
        self.key = key


class AlertRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule: `on` what, with filters, told how. A filter that is empty lets everything through."""

    id: str
    on: On
    enabled: bool = True
    agreements: tuple[str, ...] = ()
    """Only for these agreements; empty: for all."""
    commitment: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    word: tuple[str, ...] = ()
    """Status words that it changes to."""
    indicator: tuple[str, ...] = ()
    claimant: tuple[str, ...] = ()
    """Ids of actors, or parts of names."""
    by: int | float | str | None = None
    """How far a series has moved since it was last told: 10, or "5%"; None: any change."""
    speaker: tuple[str, ...] = ()
    """Ids of actors, or parts of names or roles."""
    words: tuple[str, ...] = ()
    """One of these stands in what was said."""
    source: tuple[str, ...] = ()
    after: str = "6h"
    """For silent: how long."""
    of: Literal["answers", "items"] = "answers"
    """For silent: no good answer, or answers without anything newer."""
    deliver: tuple[Way, ...] = ()
    command: tuple[str, ...] = ()
    """Program and arguments; gets the event as JSON on standard input. Run without a shell."""
    timeout: int = 10
    """Seconds that the command has."""
    quiet: bool = True
    """Whether quiet hours hold for it."""


class Alerting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds for all rules."""

    quiet: str | None = None
    """Hours in which nothing is told: "22:00-07:00"."""
    timezone: str = "UTC"
    """Time zone of the quiet hours."""
    after_quiet: Literal["digest", "drop"] = "digest"
    """What becomes of what was held: told as one when they end, or not at all."""
    per_hour: int = 12
    """Alerts told at most in an hour; the others are told together in one."""
    newer_than: str = "24h"
    """Words published longer ago are no news, however late they come in."""


class Moved(NamedTuple):
    """How far a value has to move."""

    least: float
    percent: bool

    def reached(self, before: float, now: float) -> bool:
        """Whether from `before` to `now` is far enough; from nothing to something always is, in percent."""
        step = abs(now - before)
        if step == 0:
            return False
        if not self.percent:
            return step >= self.least
        return before == 0 or step / abs(before) * 100 >= self.least - 1e-9


class Quiet(NamedTuple):
    """Quiet hours. They may go over midnight; `begin` is quiet, `end` is not."""

    begin: time
    end: time
    zone: ZoneInfo

    def holds(self, at: time) -> bool:
        """Whether `at`, a local time, is quiet."""
        if self.begin <= self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end


def moved(by: int | float | str | None) -> Moved | None:
    """What `by` says; None: any change. Raises `AlertError`."""
    if by is None:
        return None
    text = str(by).strip()
    percent = isinstance(by, str) and text.endswith("%")
    try:
        least = float(text.removesuffix("%"))
    except ValueError:
        least = -1
    if not 0 < least < 1e12 or (isinstance(by, str) and not percent):
        raise AlertError("by", f'found "{text[:30]}", expected a number more than 0, or one with a percent sign: "5%"')
    return Moved(least, percent)


def span(text: str, key: str) -> timedelta:
    """ "90m", "6h", "2d". Raises `AlertError`."""
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", text.strip())
    if not found or not int(found[1]):
        raise AlertError(key, f'found "{text[:30]}", expected a time such as "90m", "6h" or "2d"')
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def quiet_hours(settings: Alerting) -> Quiet | None:
    """The quiet hours, if there are any. Raises `AlertError`."""
    if settings.quiet is None:
        return None
    found = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*", settings.quiet)
    try:
        if not found:
            raise ValueError
        begin, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError:
        raise AlertError("quiet", f'found "{settings.quiet[:30]}", expected hours such as "22:00-07:00"') from None
    if begin == end:
        raise AlertError(
            "quiet", f'found "{settings.quiet[:30]}", which begins when it ends; leave it out for no quiet hours'
        )
    try:
        return Quiet(begin, end, ZoneInfo(settings.timezone))
    except (ValueError, OSError, KeyError):
        raise AlertError(
            "timezone", f'found "{settings.timezone[:60]}", expected a name such as "Europe/Berlin"'
        ) from None


def check_rule(rule: AlertRule) -> None:
    """Raises `AlertError` for a rule that could never be told, or says two things."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", rule.id):
        raise AlertError("id", f'found "{rule.id[:60]}", expected small letters, digits, "-", "_" or "." (at most 64)')
    defaults = {f.name: f.default for f in msgspec.structs.fields(AlertRule)}
    for kind, filters in CONCERNS.items():
        for name in filters:
            if name not in CONCERNS[rule.on] and getattr(rule, name) != defaults[name]:
                known = ", ".join(CONCERNS[rule.on])
                raise AlertError(name, f'is for on = "{kind}", this is on = "{rule.on}", which knows: {known}')
    moved(rule.by)
    span(rule.after, "after")
    if not rule.deliver and not rule.command:
        ways = ", ".join(f'"{w}"' for w in get_args(Way))
        raise AlertError("deliver", f"is missing; say how it is told: deliver = [{ways}], or a command")
    if rule.command and not rule.command[0].strip():
        raise AlertError(
            "command", 'begins with an empty name; expected a program and arguments, such as ["notify-send"]'
        )
    if any("\0" in part for part in rule.command):
        raise AlertError("command", "holds a NUL character")
    if not 1 <= rule.timeout <= 300:
        raise AlertError("timeout", f"found {rule.timeout}, expected 1 to 300 seconds")


def check_alerting(settings: Alerting) -> None:
    """Raises `AlertError`."""
    quiet_hours(settings)
    span(settings.newer_than, "newer_than")
    if not 1 <= settings.per_hour <= 3600:
        raise AlertError("per_hour", f"found {settings.per_hour}, expected 1 to 3600")


def concerns(rule: AlertRule, agreement: str) -> bool:
    """Whether a rule is for this agreement, and on."""
    return rule.enabled and (not rule.agreements or agreement in rule.agreements)


class Known(NamedTuple):
    """The ids that an agreement knows, for the filters of its rules."""

    commitments: Collection[str]
    phases: Collection[str]
    indicators: Collection[str]
    words: Collection[str]


def strange(rule: AlertRule, known: Known) -> tuple[str, str, Collection[str]] | None:
    """(key, name, known names) of the first filter that names what the agreement does not have."""
    for key, names, there in (
        ("commitment", rule.commitment, known.commitments),
        ("phase", rule.phase, known.phases),
        ("indicator", rule.indicator, known.indicators),
        ("word", rule.word, known.words),
    ):
        for name in names:
            if (name.upper() if key == "word" else name) not in there:
                return key, name, there
    return None
