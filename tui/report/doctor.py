"""`doctor`: what a bug report needs to say, and what needs attention. Nothing is asked of anybody, nothing is written.

No secrets: of variables only whether they are set, of addresses no user, password or query, and the home folder is ~.
"""

from __future__ import annotations

import importlib.metadata
import locale
import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
import msgspec

from tui import __version__
from tui.agreement import Agreement, AgreementError
from tui.agreement.status import day_of
from tui.config import Config, ConfigError, Source
from tui.records import SourceState, Update
from tui.report.kept import reading
from tui.report.logbook import Redactor
from tui.store.archive import FORMAT, StoreError
from tui.store.door import Where
from tui.store.shared.link import shown
from tui.text import one_line, plural

_NAME = "ceasefire-tui"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")
_LOW_DISK = 200 << 20
"""Bytes left from which on the disk needs attention."""
_AHEAD = timedelta(minutes=5)
_COUNTED = 1000
"""Updates at most that are looked at for dates that have not come yet."""
GLYPHS = "≥ → · § … “ ” ─ │ ▁ ▃ ▅ ▇ ● ○ א ع 中"
"""What the screens draw: a person sees whether the font has it."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One finding. `attention` says what to do about it."""

    what: str
    value: str
    attention: str | None = None


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of one thing."""

    title: str
    lines: tuple[Line, ...]


class Setup(Protocol):
    """What the options before the command say; each may turn out to be wrong when it is asked for."""

    @property
    def config(self) -> Config: ...
    @property
    def agreement(self) -> Agreement: ...
    @property
    def store(self) -> Where: ...


def run_doctor(setup: Setup, *, as_json: bool, now: datetime | None = None) -> bool:
    """Print the findings. Whether something needs attention."""
    sections = examine(setup, now or datetime.now(UTC))
    attention = [line.attention for s in sections for line in s.lines if line.attention]
    if as_json:
        found = {"version": __version__, "sections": sections, "attention": attention}
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return bool(attention)
    for section in sections:
        click.echo(section.title)
        for line in section.lines:
            mark = "!" if line.attention else " "
            click.echo(f" {mark} {line.what:<22} {line.value}".rstrip())
        click.echo()
    if attention:
        click.echo(f"{plural(len(attention), 'thing needs', 'things need')} attention")
        for text in attention:
            click.echo(f" ! {text}")
    else:
        click.echo("Nothing needs attention.")
    return bool(attention)


def examine(setup: Setup, now: datetime) -> list[Section]:
    """All findings. What cannot be read is a finding, never an error."""
    sections = [
        Section(title="Program", lines=tuple(_program())),
        Section(title="Packages", lines=tuple(_packages())),
        Section(title="Terminal", lines=tuple(_terminal(os.environ))),
    ]
    try:
        config, agreement = setup.config, setup.agreement
        store = setup.store
    except (ConfigError, AgreementError) as error:
        text = _home(one_line(str(error), 400))
        wrong = Line(what="configuration", value="cannot be used", attention=text)
        return [*sections, Section(title="Configuration", lines=(wrong,))]
    redact = Redactor(config)
    states, store_lines = _store(store, now)
    return [
        *sections,
        Section(title="Clock", lines=tuple(_clock(agreement, now))),
        Section(title="Configuration", lines=tuple(_configuration(config, agreement, redact))),
        Section(title="Store", lines=tuple(store_lines)),
        Section(title="Sources", lines=tuple(_sources(config, agreement, states, redact))),
    ]


def _program() -> Iterable[Line]:
    yield Line(what=_NAME, value=__version__)
    yield Line(what="Python", value=f"{platform.python_version()} ({platform.python_implementation()})")
    yield Line(what="system", value=f"{platform.platform(aliased=True)}, {platform.machine()}")
    yield Line(what="processors", value=str(os.cpu_count() or "unknown"))
    yield Line(what="program", value=_home(str(Path(__file__).parents[1])))


def _packages() -> Iterable[Line]:
    """Each required package with its version; those of extras, which may be missing."""
    try:
        wanted = importlib.metadata.requires(_NAME) or []
    except importlib.metadata.PackageNotFoundError:
        yield Line(what=_NAME, value="not installed as a package: run from its folder")
        return
    extras: dict[str, list[str]] = {}
    for requirement in wanted:
        name, extra = _REQUIREMENT.match(requirement), _EXTRA.search(requirement)
        if name is None:
            continue
        version = _version(name[1])
        if extra is not None:
            extras.setdefault(extra[1], []).append(f"{name[1]} {version or 'missing'}")
        elif version is not None:
            yield Line(what=name[1], value=version)
        elif ";" not in requirement:  # a marker may say that this system does not need it
            yield Line(what=name[1], value="missing", attention=f"package {name[1]} is missing; install {_NAME} again")
    for extra_name, found in sorted(extras.items()):
        missing = sum("missing" in f for f in found)
        state = "present" if not missing else "not installed" if missing == len(found) else "in part"
        yield Line(what=f"extra {extra_name}", value=f"{state}: {', '.join(found)}")


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _terminal(environ: Mapping[str, str]) -> Iterable[Line]:
    size = shutil.get_terminal_size(fallback=(0, 0))
    yield Line(what="terminal", value="yes" if sys.stdout.isatty() else "no: output goes to a file or another program")
    term = environ.get("TERM", "not set")
    yield Line(
        what="TERM", value=f"{one_line(term, 60)}, COLORTERM {one_line(environ.get('COLORTERM', 'not set'), 60)}"
    )
    if size.columns:
        yield Line(what="size", value=f"{size.columns} columns, {size.lines} lines")
    inside = [n for n, var in (("tmux", "TMUX"), ("screen", "STY"), ("ssh", "SSH_CONNECTION")) if environ.get(var)]
    yield Line(what="inside", value=", ".join(inside) or "nothing")
    yield Line(what="NO_COLOR", value="set" if environ.get("NO_COLOR") else "not set")
    encoding = (sys.stdout.encoding or "unknown").lower()
    language = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "not set"
    narrow = None
    if "utf" not in encoding and "utf" not in locale.getpreferredencoding(False).lower():
        narrow = f"the locale ({language}) is not UTF-8: letters will be missing; set LC_ALL=C.UTF-8"
    yield Line(what="locale", value=f"{one_line(language, 60)}, output {encoding}", attention=narrow)
    yield Line(what="letters", value=GLYPHS if "utf" in encoding else "not shown: the output is not UTF-8")


def _clock(agreement: Agreement, now: datetime) -> Iterable[Line]:
    yield Line(what="now", value=f"{now:%Y-%m-%d %H:%M:%S}Z")
    local = now.astimezone()
    yield Line(what="local zone", value=f"{local.tzname()} (UTC{local:%z})")
    try:
        there = now.astimezone(ZoneInfo(agreement.timezone))
        yield Line(what="agreement's zone", value=f"{agreement.timezone}, {there:%Y-%m-%d %H:%M}")
    except (ZoneInfoNotFoundError, ValueError):
        text = f"no zone {agreement.timezone} on this system: days are taken in UTC; install tzdata"
        yield Line(what="agreement's zone", value=agreement.timezone, attention=text)
    day = day_of(agreement, now)
    early = f"the clock says {now:%d %b %Y}, before {agreement.short_title} took effect" if day < 0 else None
    yield Line(what="day of the agreement", value=str(day), attention=early)


def _configuration(config: Config, agreement: Agreement, redact: Callable[[str], str]) -> Iterable[Line]:
    yield Line(what="file", value=_home(config.file))
    yield Line(what="agreement", value=f"{agreement.id}: {agreement.title}")
    on = [s for s in config.sources if _is_on(s, agreement)]
    yield Line(what="sources", value=f"{len(config.sources)}, of which {len(on)} on")
    for problem in config.problems:
        text = _home(redact(one_line(problem.message, 300)))
        yield Line(what=f"source {problem.source}", value="off: wrong in the file", attention=text)
    for source in on:
        for secret in source.secret:
            value = "set" if os.environ.get(secret.env, "").strip() else "not set"
            yield Line(what=f"secret of {source.id}", value=f"variable {secret.env} is {value}")


def _store(where: Where, now: datetime) -> tuple[Mapping[str, SourceState], list[Line]]:
    if isinstance(where, str):
        lines = [Line(what="record", value=shown(where))]
        return _within(where, lines, now), lines
    path = where
    lines = [Line(what="file", value=_home(str(path)))]
    folder = next((p for p in (path.parent, *path.parent.parents) if p.is_dir()), Path("/"))
    try:
        free = shutil.disk_usage(folder).free
        low = f"only {_bytes(free)} are left where the store lies" if free < _LOW_DISK else None
        lines.append(Line(what="free", value=_bytes(free), attention=low))
    except OSError:
        pass
    shut = None if os.access(folder, os.W_OK) else f"{_home(str(folder))} cannot be written; use --store FILE"
    lines.append(Line(what="folder", value="can be written" if shut is None else "read-only", attention=shut))
    if not path.is_file():
        lines.append(Line(what="store", value="none yet: the first poll makes one"))
        return {}, lines
    files = [path, *(p for p in path.with_name(path.name + ".d").glob("*") if p.is_file())]
    months = sorted({p.name[:7] for p in files if re.match(r"\d{4}-\d\d\.", p.name)})
    written = datetime.fromtimestamp(max(p.stat().st_mtime for p in files), UTC)
    future = written - now > _AHEAD
    odd = f"the store was written {written:%d %b %Y %H:%M}Z, later than now: look at the clock" if future else None
    lines += [
        Line(what="format", value=f"{FORMAT} is what this program writes"),
        Line(what="size", value=f"{_bytes(sum(p.stat().st_size for p in files))} in {plural(len(files), 'file')}"),
        Line(what="months", value=f"{months[0]} to {months[-1]}, {len(months)}" if months else "none sealed yet"),
        Line(what="last written", value=f"{written:%Y-%m-%d %H:%M}Z", attention=odd),
        _writer(path),
    ]
    aside = sorted(
        p.name for kind in ("damaged", "tail", "bad", "tinydb") for p in path.parent.glob(f"{path.name}.{kind}-*")
    )
    if aside:
        lines.append(Line(what="kept aside", value=", ".join(aside)))
    return _within(path, lines, now), lines


def _newest(updates: Sequence[Update], now: datetime) -> Iterable[Line]:
    """When the newest update is from. One from later than now stands before all that comes, and the screen calls it
    the newest until its day has come."""
    if not updates:
        return
    later = [u for u in updates if (u.published or u.fetched) - now > _AHEAD]
    text = None
    if later:
        many = (
            f"{_COUNTED:,} updates or more are"
            if len(later) == _COUNTED
            else plural(len(later), "update is", "updates are")
        )
        newest = f'{later[0].source}, "{one_line(later[0].title, 60)}"'
        text = (
            f"{many} dated later than now, the furthest by {newest}: look at the clock, now and when they were stored"
        )
    at = (updates[0].published or updates[0].fetched).astimezone(UTC)
    yield Line(what="newest update", value=f"{at:%Y-%m-%d %H:%M}Z", attention=text)


def _within(where: Where, lines: list[Line], now: datetime) -> Mapping[str, SourceState]:
    """What is kept there, added to `lines`."""
    try:
        with reading(where) as archive:
            if archive is None:
                return {}
            states = archive.states()
            lines.append(Line(what="updates", value=f"{len(archive):,}"))
            lines += _newest(archive.updates(_COUNTED), now)
            if archive.notice:
                text = _home(one_line(archive.notice, 300))
                lines.append(Line(what="notice", value="see below", attention=text))
            return states
    except StoreError as error:
        text = _home(one_line(str(error), 300))
        lines.append(Line(what="store", value="cannot be read", attention=text))
        return {}


def _writer(path: Path) -> Line:
    """Who writes the store now, by the note beside its lock."""
    try:
        pid = int(path.with_name(path.name + ".pid").read_text())
    except (OSError, ValueError):
        return Line(what="written by", value="nobody now")
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return Line(what="written by", value=f"nobody now (process {pid} ended without saying so)")
    except OSError:
        pass  # it is somebody else's
    return Line(what="written by", value=f"process {pid}")


def _sources(
    config: Config, agreement: Agreement, states: Mapping[str, SourceState], redact: Callable[[str], str]
) -> Iterable[Line]:
    heard = False
    for source in config.sources:
        if not _is_on(source, agreement):
            continue
        state = states.get(source.id)
        where = _address(source, redact)
        if state is None or state.last_try is None:
            yield Line(what=source.id, value=f"not asked yet; {where}")
            continue
        last = f"last heard {state.last_ok:%Y-%m-%d %H:%M}Z" if state.last_ok else "never heard"
        if state.status == "error":
            since = f" since {state.since:%Y-%m-%d %H:%M}Z" if state.since else ""
            error = redact(one_line(state.error or "no reason noted", 200))
            text = f"source {source.id} fails{since}, {plural(state.failures, 'time')} in a row: {error}"
            yield Line(what=source.id, value=f"failing; {last}; {where}", attention=text)
        else:
            heard = True
            yield Line(what=source.id, value=f"{state.status}, {plural(state.items, 'item')}; {last}; {where}")
    if not heard and states:
        yield Line(what="all", value="no source that is on answers", attention="no source answers: look at the network")


def _is_on(source: Source, agreement: Agreement) -> bool:
    return source.enabled and (not source.agreements or agreement.id in source.agreements)


def _address(source: Source, redact: Callable[[str], str]) -> str:
    """Host and path of an address: queries, users and passwords may be secrets."""
    if source.url is None:
        return _home(source.path or "")
    try:
        parts = urlsplit(source.url)
        return redact(f"{parts.scheme}://{parts.hostname or ''}{parts.path}{'?…' if parts.query else ''}")
    except ValueError:
        return "an address that cannot be read"


def _home(text: str) -> str:
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text


def _bytes(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} TiB"
