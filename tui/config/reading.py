"""Finding and reading sources.toml.

A mistake inside one ``[[sources]]`` entry turns that source off and is kept as a `Problem`, so that the others
go on; anything else that is wrong raises `ConfigError`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from tui.config.alerts import Known, concerns, strange
from tui.config.checks import (
    Lines,
    check_panes,
    check_polling,
    check_store,
    read_alerting,
    read_alerts,
    read_keys,
    read_sources,
    section,
    unknown,
)
from tui.config.errors import ConfigError
from tui.config.model import AgreementChoice, Config, Panes, Polling, Problem, StoreChoice
from tui.config.place import locate

SECTIONS = ("agreement", "store", "polling", "panes", "keys", "alerting", "alerts", "sources")


def load(given: str | Path | None = None, *, environ: Mapping[str, str] | None = None) -> Config:
    """Read and check a configuration. Raises `ConfigError`; mistakes in single sources become `problems`."""
    path = locate(given)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    return parse(data, str(path), path.resolve().parent, environ=os.environ if environ is None else environ)


def parse(data: bytes, file: str, base: Path, *, environ: Mapping[str, str]) -> Config:
    """As `load`, from bytes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: is not valid TOML: {error}") from error
    lines = Lines(text, file)
    for key in raw:
        if key not in SECTIONS:
            raise ConfigError(f"{lines.at(key)}: {unknown(key, SECTIONS, 'section')}")
    if "sources" in raw and not isinstance(raw["sources"], list):
        raise ConfigError(f"{lines.at('sources')}: sources is one table, expected a list: write [[sources]]")
    polling = section(raw, "polling", Polling, lines)
    check_polling(polling, lines)
    alerts, alert_lines = read_alerts(raw.get("alerts", []), lines)
    panes = section(raw, "panes", Panes, lines)
    check_panes(panes, lines)
    store = section(raw, "store", StoreChoice, lines)
    check_store(store, lines)
    sources, problems = read_sources(raw.get("sources", []), polling, lines, environ)
    agreement = section(raw, "agreement", AgreementChoice, lines)
    if agreement.id and agreement.file:
        raise ConfigError(f"{lines.at('agreement', 'file')}: agreement has both id and file; keep one of them")
    return Config(
        file=file,
        base=base,
        agreement=agreement,
        store=store,
        polling=polling,
        panes=panes,
        keys=read_keys(raw.get("keys", {}), lines),
        alerts=alerts,
        alerting=read_alerting(raw, lines),
        alert_lines=alert_lines,
        sources=sources,
        problems=problems,
    )


def cross_check(
    config: Config,
    *,
    actors: Collection[str],
    indicators: Collection[str],
    baselines: Collection[str],
    known: Known | None = None,
    agreement: str = "",
) -> Config:
    """The configuration checked against its agreement: publishers, indicators, claimants.

    A source that names something unknown is turned off, as in `load`; one that is only for other agreements than
    `agreement` is not judged by this one. An unknown indicator in [panes], or an alert on what the agreement does not
    have (`known`), raises `ConfigError`.
    """
    for name in config.panes.indicators:
        if name not in indicators:
            raise ConfigError(f"{config.file}: panes.indicators: {unknown(name, indicators, 'indicator')}")
    for rule, at in zip(config.alerts, config.alert_lines, strict=True):
        for name in rule.source:
            if all(s.id != name for s in config.sources):
                raise ConfigError(
                    f'{at}: alert "{rule.id}": source: {unknown(name, [s.id for s in config.sources], "source")}'
                )
        found = strange(rule, known) if known is not None and concerns(rule, agreement) else None
        if found is not None:
            key, name, there = found
            only = '; for another agreement write agreements = ["..."]' if agreement else ""
            raise ConfigError(f'{at}: alert "{rule.id}": {key}: {unknown(name, there, key)}{only}')
    problems = list(config.problems)
    sources = []
    for source in config.sources:
        wrong = None
        if source.publisher and source.publisher not in actors:
            wrong = f"publisher: {unknown(source.publisher, actors, 'actor')}"
        for figure in source.figures:
            if figure.indicator not in indicators:
                wrong = f"figures: {unknown(figure.indicator, indicators, 'indicator')}"
            elif figure.claimant not in actors:
                wrong = f"figures: claimant: {unknown(figure.claimant, actors, 'actor')}"
            elif figure.baseline and figure.baseline not in baselines:
                wrong = f"figures: baseline: {unknown(figure.baseline, baselines, 'baseline')}"
        if wrong and source.enabled and (not source.agreements or agreement in source.agreements):
            message = f'{config.file}: source "{source.id}": {wrong}'
            problems.append(Problem(source.id, message))
            source = msgspec.structs.replace(source, enabled=False, reason=message)
        sources.append(source)
    return msgspec.structs.replace(config, sources=tuple(sources), problems=tuple(problems))
