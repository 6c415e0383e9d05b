"""How a citation is worded: one of the forms with a name, or a template of the user's own.

A template is text with fields in braces, `{claimant}: {words} ({outlet}, {published})`. A part in square brackets is
left out when a field in it is empty: `{claimant}[, {role}]`. Brackets and braces that are meant as such are doubled.
A date may say how it is written, as strftime does: `{published:%Y-%m-%d}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FORMS = ("plain", "ap", "chicago")
"""Forms that have a name."""

FIELDS: dict[str, str] = {
    "kind": "quote, figure, evidence, status, change or source",
    "claimant": "who says so",
    "role": "the speaker's role",
    "words": "the words that are quoted, or the matter and its value, or the sentence",
    "label": "what a figure counts, or the commitment",
    "value": "the value with its qualifier and unit, or the status word",
    "as_of": "the day that a figure is for",
    "since": "the day that a figure is counted from, or a status holds from",
    "said": "the day it was said, where the text tells",
    "outlet": "where it stands",
    "via": "the wire that the text names as its author",
    "title": "title of the text",
    "published": "the day it was published",
    "retrieved": "the day it was fetched",
    "link": "http or https address of the text",
    "sentence": "the sentence that it was read from",
    "note": "derived, disputed, grade, set by hand, shipped record",
    "agreement": "the agreement that is watched",
    "id": "id of the record in the store",
}
DATES = frozenset({"as_of", "since", "said", "published", "retrieved"})

_LONGEST = 2000
_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}\[\]]*)\}|[\[\]{}]|[^\[\]{}]+")
_STRFTIME = re.compile(r"(?:[^%]|%[-#]?[aAbBdejmuUVwWyYG%])*")


class TemplateError(ValueError):
    """A template that cannot be used; the text says why and what is known."""


@dataclass(frozen=True)
class _Field:
    name: str
    spec: str


_Part = str | _Field | tuple["_Part", ...]


@dataclass(frozen=True)
class Template:
    """A template that has been read. `fields` are the names that it uses."""

    parts: tuple[_Part, ...]
    fields: frozenset[str]

    def fill(self, values: Mapping[str, str | date | None]) -> str:
        """The text with `values`; a field without a value is empty."""
        return _fill(self.parts, values)[0]


def read_template(text: str) -> Template:
    """Read a template. Raises `TemplateError` for what cannot be meant, and where claimant, source or date would be
    missing: a claim is never passed on without them."""
    if len(text) > _LONGEST:
        raise TemplateError(f"is longer than {_LONGEST} characters")
    if any(not c.isprintable() and c != "\n" for c in text):
        raise TemplateError("holds control characters; a line break is written \\n")
    if "{" not in text:
        raise TemplateError(
            f'found "{text[:40]}", expected one of {", ".join(FORMS)}, or a template with fields such as '
            "{claimant}: {words} ({outlet}, {published})"
        )
    parts: list[_Part] = []
    optional: list[_Part] | None = None
    names: set[str] = set()
    for token in _TOKEN.finditer(text):
        found, here = token[0], parts if optional is None else optional
        if found in ("{{", "}}", "[[", "]]"):
            here.append(found[0])
        elif token[1] is not None:
            field = _field(token[1])
            names.add(field.name)
            here.append(field)
        elif found == "[":
            if optional is not None:
                raise TemplateError("has a [ inside [ ]; one that is meant as such is written [[")
            optional = []
        elif found == "]":
            if optional is None:
                raise TemplateError("has a ] without its [; one that is meant as such is written ]]")
            parts.append(tuple(optional))
            optional = None
        elif found in "{}":
            raise TemplateError(f"has a {found} without its pair; one that is meant as such is written {found * 2}")
        else:
            here.append(found)
    if optional is not None:
        raise TemplateError("has a [ without its ]; one that is meant as such is written [[")
    _complete(names)
    return Template(tuple(parts), frozenset(names))


def _field(text: str) -> _Field:
    name, _, spec = text.partition(":")
    name = name.strip()
    if name not in FIELDS:
        import difflib

        near = difflib.get_close_matches(name, FIELDS, 1)
        hint = f"did you mean {{{near[0]}}}? " if near else ""
        raise TemplateError(f"unknown field {{{name[:40]}}}; {hint}known: {', '.join(FIELDS)}")
    if spec and name not in DATES:
        raise TemplateError(f"{{{name}:{spec[:20]}}}: only dates say how they are written: {', '.join(sorted(DATES))}")
    if spec and not _STRFTIME.fullmatch(spec):
        raise TemplateError(f"{{{name}:{spec[:20]}}}: expected a day as strftime writes it, such as %d %b %Y")
    return _Field(name, spec)


def _complete(names: set[str]) -> None:
    for wanted, what in (
        ({"claimant"}, "who says so: {claimant}"),
        ({"outlet", "link"}, "where it stands: {outlet} or {link}"),
        ({"as_of", "said", "published", "retrieved"}, "a date: {as_of}, {said}, {published} or {retrieved}"),
        ({"words", "value", "sentence"}, "what is said: {words}, {value} or {sentence}"),
    ):
        if not wanted & names:
            raise TemplateError(f"does not tell {what}")


def _fill(parts: tuple[_Part, ...], values: Mapping[str, str | date | None]) -> tuple[str, bool]:
    """The text, and whether every field had a value."""
    made, whole = "", True
    for part in parts:
        if isinstance(part, str):
            made += part
        elif isinstance(part, _Field):
            text = _written(values.get(part.name), part.spec)
            whole = whole and bool(text)
            made += text
        else:
            text, full = _fill(part, values)
            made += text if full else ""
    return made, whole


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _written(value: str | date | None, spec: str) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        # without a wish the months are English whatever the locale, as everywhere in the program
        return value.strftime(spec) if spec else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return value
