"""Is what stands in sources.toml right, and if not: where, what was found, what is expected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from tui.config.alerts import AlertError, Alerting, AlertRule, check_alerting, check_rule
from tui.config.citing import FORMS, TemplateError, read_template
from tui.config.model import ConfigError, KeyChoice, Panes, Polling, Problem, Source, StoreChoice

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}")
_HEADER_VALUE = re.compile(r"[\x20-\x7e]{0,2000}")
_OWN_HEADERS = ("accept-encoding", "connection", "content-length", "host", "if-modified-since", "if-none-match",
                "transfer-encoding", "user-agent")  # fmt: skip
_LONGEST = 36_500
"""Days that anything may be kept."""
_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "str": 'text in quotes ("...")',
    "bool": "true or false",
    "array": "a list ([...])",
    "object": "a table ({...})",
    "null": "nothing",
}
MAP_KEYS = ("id", "title", "link", "published", "updated", "summary", "text", "author", "lang", "date")


class Lines:
    """Line numbers of keys, for messages: a plain scan of headers and `key =`."""

    _HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"-]+)\s*\]\]?")
    _KEY = re.compile(r"\s*\"?([\w.-]+)\"?\s*=")

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._found: dict[tuple[str, int, str], int] = {}
        section, index = "", 0
        counts: dict[str, int] = {}
        for number, line in enumerate(text.split("\n"), 1):
            if header := self._HEADER.match(line):
                section = header[2].split(".")[0].strip('"')
                if header[1] == "[[" and "." not in header[2]:
                    counts[section] = counts.get(section, -1) + 1
                index = counts.get(section, 0)
                self._found.setdefault((section, index, ""), number)
            elif key := self._KEY.match(line):
                self._found.setdefault((section, index, key[1]), number)

    def at(self, section: str, key: str = "", index: int = 0) -> str:
        """ "FILE:LINE" of a key, of its section, or of the file."""
        number = self._found.get((section, index, key)) or self._found.get((section, index, ""))
        if number is None:
            number = self._found.get(("", 0, section))
        return f"{self.file}:{number}" if number else self.file


def unknown(name: str, known: Collection[str], what: str) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    if near:
        return f'unknown {what} "{name}" (did you mean "{near[0]}"?)'
    some = ", ".join(sorted(known)[:12]) + (", ..." if len(known) > 12 else "")
    return f'unknown {what} "{name}"; known: {some}'


def section(raw: dict[str, Any], name: str, kind: Any, lines: Lines) -> Any:
    value = raw.get(name, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{lines.at(name)}: {name} is {_show(value)}, expected a table: write [{name}]")
    wrong = _mistake(value, kind)
    if wrong:
        key, message = wrong
        raise ConfigError(f"{lines.at(name, key)}: {name}.{message}")
    return msgspec.convert(value, kind)


@cache
def _names(kind: Any) -> frozenset[str]:
    """Keys of a table; asked once a kind, for it costs a millisecond."""
    return frozenset(f.name for f in msgspec.structs.fields(kind))


def _mistake(value: dict[str, Any], kind: Any) -> tuple[str, str] | None:
    """(key, message) of the first thing in `value` that does not fit `kind`."""
    fields = _names(kind)
    for key in value:
        if key not in fields:
            return key, f"{key}: {unknown(key, fields, 'key')}"
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at `$")
        path = path.rstrip("`").lstrip(".")
        key = re.split(r"[.\[]", path)[0]
        found = _dig(value, path)
        if missing := re.match(r"Object missing required field `(\w+)`", what):
            place = f"{path}." if path else ""
            return missing[1], f"{place}{missing[1]} is missing"
        if stray := re.match(r"Object contains unknown field `(\w+)`", what):
            return key, f'{path}: unknown key "{stray[1]}"'
        if enum := re.match(r"Invalid enum value (.+)", what):
            return key, f"{path}: found {enum[1]}, expected {_choices(kind, key)}"
        if types := re.match(r"Expected `([^`]+)`", what):
            wanted = " or ".join(_TYPES.get(t.strip(), t.strip()) for t in types[1].split("|") if t.strip() != "null")
            return key, f"{path}: found {_show(found)}, expected {wanted}"
        return key, f"{path}: {what}"
    return None


def _choices(kind: Any, key: str) -> str:
    for field in msgspec.structs.fields(kind):
        if field.name == key:
            options = re.findall(r"'([\w-]+)'", str(field.type))
            if options:
                return "one of " + ", ".join(f'"{o}"' for o in options)
    return "another value"


def _dig(value: Any, path: str) -> Any:
    for part in re.findall(r"\w[\w-]*", path):
        try:
            value = value[int(part)] if part.isdigit() and isinstance(value, list) else value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _show(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value[:60]}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return str(value)[:60]


def check_polling(p: Polling, lines: Lines) -> None:
    for key, low, high in (
        ("interval", 60, 604_800),
        ("min_interval", 30, 86_400),
        ("timeout", 1, 300),
        ("connect_timeout", 1, 120),
        ("max_bytes", 1_000, 100_000_000),
        ("max_redirects", 0, 20),
        ("max_items", 1, 100_000),
        ("concurrency", 1, 100),
        ("per_host", 1, 10),
        ("backoff_max", 60, 604_800),
        ("jitter", 0, 1),
        ("future_skew", 0, 86_400),
        ("articles_per_poll", 0, 200),
    ):
        value = getattr(p, key)
        if not low <= value <= high:
            raise ConfigError(f"{lines.at('polling', key)}: polling.{key}: found {value}, expected {low:,} to {high:,}")
    if not p.user_agent.strip() or not _HEADER_VALUE.fullmatch(p.user_agent):
        raise ConfigError(
            f"{lines.at('polling', 'user_agent')}: polling.user_agent: expected one line of letters without accents, "
            "which is all that a header may hold"
        )


def check_store(store: StoreChoice, lines: Lines) -> None:
    if not 0 <= store.keep_text <= _LONGEST:
        raise ConfigError(
            f"{lines.at('store', 'keep_text')}: store.keep_text: found {store.keep_text}, expected days from 1 to "
            f"{_LONGEST:,}, or 0 to keep texts for ever"
        )
    if store.url is None:
        return
    if store.path is not None:
        raise ConfigError(f"{lines.at('store', 'url')}: store has both path and url; keep one of them")
    if not store.url.startswith(("postgresql://", "postgres://")):
        raise ConfigError(
            f"{lines.at('store', 'url')}: store.url: expected postgresql://user@host/database; a password belongs in "
            "~/.pgpass or in the environment (PGPASSWORD)"
        )


def check_panes(panes: Panes, lines: Lines) -> None:
    if panes.citation not in FORMS:
        try:
            read_template(panes.citation)
        except TemplateError as error:
            raise ConfigError(f"{lines.at('panes', 'citation')}: panes.citation: {error}") from None


def read_keys(raw: Any, lines: Lines) -> tuple[KeyChoice, ...]:
    """The choices of [keys]: `pane.1 = "F"`, with or without quotation marks round the id."""
    if not isinstance(raw, dict):
        raise ConfigError(f"{lines.at('keys')}: keys is {_show(raw)}, expected a table: write [keys]")
    found: list[KeyChoice] = []

    def walk(table: dict[str, Any], before: str) -> None:
        for name, value in table.items():
            id_ = f"{before}{name}"
            if isinstance(value, dict):
                walk(value, f"{id_}.")
            elif isinstance(value, str):
                found.append(KeyChoice(id_, value, lines.at("keys", id_)))
            else:
                at = lines.at("keys", id_)
                raise ConfigError(f'{at}: keys.{id_}: found {_show(value)}, expected keys such as "j,down"')

    walk(raw, "")
    return tuple(found)


def read_alerting(raw: dict[str, Any], lines: Lines) -> Alerting:
    settings: Alerting = section(raw, "alerting", Alerting, lines)
    try:
        check_alerting(settings)
    except AlertError as error:
        raise ConfigError(f"{lines.at('alerting', error.key)}: alerting.{error.key}: {error}") from None
    return settings


def read_alerts(raw: Any, lines: Lines) -> tuple[tuple[AlertRule, ...], tuple[str, ...]]:
    """The rules of [[alerts]] with the line of each. A rule that cannot be used raises `ConfigError`: an alert that
    a person counts on must not be off without a word."""
    if not isinstance(raw, list):
        raise ConfigError(f"{lines.at('alerts')}: alerts is {_show(raw)}, expected a list: write [[alerts]]")
    rules: list[AlertRule] = []
    seen: dict[str, str] = {}
    for index, entry in enumerate(raw):
        if not isinstance(entry, dict):
            raise ConfigError(f"{lines.at('alerts')}: alerts holds {_show(entry)}, expected tables: write [[alerts]]")
        name = entry.get("id")
        label = name if isinstance(name, str) else str(index + 1)
        wrong = _mistake(entry, AlertRule)
        if wrong is None:
            rule = msgspec.convert(entry, AlertRule)
            try:
                check_rule(rule)
            except AlertError as error:
                wrong = error.key, f"{error.key}: {error}"
            if rule.id in seen:
                wrong = "id", f'id: "{rule.id}" is already the id of the alert at {seen[rule.id]}; each needs its own'
        if wrong is not None:
            raise ConfigError(f'{lines.at("alerts", wrong[0], index)}: alert "{label[:60]}": {wrong[1]}')
        seen[rule.id] = lines.at("alerts", "id", index)
        rules.append(rule)
    return tuple(rules), tuple(seen.values())


def read_sources(
    raw: list[Any], polling: Polling, lines: Lines, environ: Mapping[str, str]
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for index, entry in enumerate(raw):
        name = entry.get("id") if isinstance(entry, dict) else None
        label = name if isinstance(name, str) and _ID.fullmatch(name) else f"source-{index + 1}"
        wrong = _source_mistake(entry, polling, environ)
        if wrong is None and label in seen:
            wrong = ("id", f'id: "{label}" is already the id of the source at {seen[label]}; each needs its own')
            label = f"{label}-{index + 1}"
        if wrong is not None:
            key, message = wrong
            text = f'{lines.at("sources", key, index)}: source "{name or label}": {message}'
            problems.append(Problem(label, text))
            title = entry.get("name") if isinstance(entry, dict) else None
            sources.append(_off(label, title if isinstance(title, str) else label, text))
        else:
            sources.append(msgspec.convert(entry, Source))
        seen.setdefault(label, lines.at("sources", "id", index))
    return tuple(sources), tuple(problems)


def _off(id_: str, name: str, reason: str) -> Source:
    return Source(id=id_, name=name, kind="file", enabled=False, reason=reason)


def _source_mistake(entry: Any, polling: Polling, environ: Mapping[str, str]) -> tuple[str, str] | None:
    if not isinstance(entry, dict):
        return "", f"found {_show(entry)}, expected a table"
    wrong = _mistake(entry, Source)
    if wrong:
        return wrong
    source = msgspec.convert(entry, Source)
    if not _ID.fullmatch(source.id):
        return "id", f'id: found "{source.id[:60]}", expected small letters, digits, "-", "_" or "." (at most 64)'
    if not source.name.strip():
        return "name", "name: is empty; it is what the screen shows as the outlet"
    if source.kind == "file":
        if not source.path:
            return "path", "path is missing; a file source needs a path or glob of text, HTML, JSON or feed files"
        if source.url:
            return "url", "url: a file source has a path, not a url"
    else:
        if source.path:
            return "path", f"path: a {source.kind} source has a url, not a path"
        bad = _bad_url(source.url)
        if bad:
            return "url", bad
    if source.interval is not None and source.interval < polling.min_interval and source.kind != "file":
        return "interval", (
            f"interval: found {source.interval}, expected at least {polling.min_interval} seconds (min_interval)"
        )
    for key in ("interval", "timeout", "max_bytes", "stale_after"):
        value = getattr(source, key)
        if value is not None and value <= 0:
            return key, f"{key}: found {value}, expected more than 0"
    return _header_mistake(source) or _kind_mistake(source) or _secret_mistake(source, environ)


def _bad_url(url: str | None) -> str | None:
    if not url:
        return "url is missing"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f'url: found "{url[:80]}", which is no address: {error}'
    if parts.scheme not in ("http", "https"):
        return f'url: found "{url[:80]}", expected an address that begins with https:// or http://'
    if not parts.hostname or re.search(r"\s", url):
        return f'url: found "{url[:80]}", expected an address with a host and no spaces'
    if port == 0:
        return f'url: found "{url[:80]}", expected a port from 1 to 65535'
    if parts.username or parts.password:
        return "url: holds a user name or password; name an environment variable under `secret` instead"
    return None


def _kind_mistake(source: Source) -> tuple[str, str] | None:
    if source.links is not None:
        if source.kind != "page":
            return "links", f"links: is for page sources, this is {source.kind}"
        try:
            re.compile(source.links)
        except re.error as error:
            return "links", f'links: "{source.links[:60]}" is no regular expression: {error}'
    if source.kind == "api":
        if not source.map and not source.figures:
            return "map", "map is missing; an api source needs a map of paths, or figures"
        for key in source.map:
            if key not in MAP_KEYS:
                return "map", f"map: {unknown(key, MAP_KEYS, 'key')}"
        if wrong := _paging_mistake(source):
            return wrong
    else:
        for key, unset in (("map", {}), ("figures", ()), ("items", None), ("next", None), ("next_param", None),
                           ("pages", 1)):  # fmt: skip
            if getattr(source, key) != unset:
                return key, f"{key}: is for api sources, this is {source.kind}"
    if source.timezone is not None:
        try:
            ZoneInfo(source.timezone)
        except (ValueError, OSError, KeyError):
            return "timezone", f'timezone: found "{source.timezone[:60]}", expected a name such as "Asia/Gaza"'
    return None


def _header_mistake(source: Source) -> tuple[str, str] | None:
    for name, value in source.headers.items():
        if not _HEADER_NAME.fullmatch(name):
            return "headers", f'headers: found "{name[:40]}", expected the name of a header'
        if name.lower() in _OWN_HEADERS:
            return "headers", f"headers: {name} is set by the program itself"
        if not _HEADER_VALUE.fullmatch(value):
            return "headers", f"headers: {name}: expected one line of letters without accents"
    return None


def _paging_mistake(source: Source) -> tuple[str, str] | None:
    if not 1 <= source.pages <= 20:
        return "pages", f"pages: found {source.pages}, expected 1 to 20"
    if source.pages > 1 and source.next is None and not source.next_param:
        return "pages", "pages: how the next page is asked for is missing; set next or next_param"
    if source.pages > 1 and source.method != "GET":
        return "pages", f"pages: is for the method GET, this is {source.method}"
    if not 1 <= source.next_step <= 10_000:
        return "next_step", f"next_step: found {source.next_step}, expected 1 to 10,000"
    return None


def _secret_mistake(source: Source, environ: Mapping[str, str]) -> tuple[str, str] | None:
    for secret in source.secret:
        if source.enabled and not environ.get(secret.env):
            return "secret", (
                f"secret: the environment variable {secret.env} is not set; set it, or turn the source off "
                "with enabled = false"
            )
    return None
