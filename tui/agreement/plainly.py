"""What a parser says of a file that it cannot take, in the words of whoever writes the file: what was found, what is
expected, what to write instead."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Sequence
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

_STEP = re.compile(r"\.?([A-Za-z_][A-Za-z0-9_]*)|\[(\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_MISSING = re.compile(r"missing required field `([^`]+)`")
_ENUM = re.compile(r"Invalid enum value '?([^']*)'?$")
_TYPES = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_SHOWN = {
    "array": ('a list in brackets, such as ["one", "two"]', "a list"),
    "object": ("a table, such as {key = value}", "a table"),
    "str": ('text in quotation marks, "…"', "text"),
    "int": ("a number", "a number"),
    "float": ("a number", "a number"),
    "bool": ("true or false", "true or false"),
    "date": ("a day, such as 2026-10-20", "a day"),
    "datetime": ("a moment with its offset, such as 2024-11-27T04:00:00+02:00", "a moment"),
}
"""Names of types -> what to write, what it is called."""
MANY = 9
"""Keys or words that a hint lists; of more only the nearest is named."""


def unread(what: str, path: str, top: Any) -> str:
    """What to do about a value that does not fit.

    `what` and `path` are those of a `msgspec.ValidationError` ("Expected `array`, got `str`", ".commitments[0].stall"),
    `top` the type that was asked for.
    """
    kind = _walk(path, top)
    if found := _UNKNOWN.search(what):
        keys = [f.name for f in msgspec.structs.fields(kind)] if isinstance(kind, type) else []
        return f'unknown key "{found[1]}"{offer(found[1], keys)}'
    if found := _MISSING.search(what):
        return f'has no "{found[1]}", which it needs'
    if found := _ENUM.search(what):
        return f'"{found[1]}" is none of the words that stand here{offer(found[1], _words(kind))}'
    if found := _TYPES.search(what):
        wanted = dict.fromkeys(_SHOWN[w][0] for w in found[1].split(" | ") if w in _SHOWN)
        if found[1] == "array" and found[2] == "object":
            name = path.strip(".").rpartition(".")[2]
            return f"is one table where a list of them is expected: write [[{name}]] before each"
        got = _SHOWN.get(found[2], ("", found[2]))[1]
        return f"is {got}, expected {' or '.join(wanted) or found[1]}"
    return what


def offer(given: str, known: Sequence[str]) -> str:
    """' (did you mean "stall"?)' for the nearest, else '; known: …' where they are few."""
    near = difflib.get_close_matches(given, known, 1)
    if near:
        return f' (did you mean "{near[0]}"?)' + (f"; known: {', '.join(known)}" if len(known) <= MANY else "")
    return f"; known: {', '.join(known)}" if known else ""


def unparsed(message: str, text: str) -> tuple[int | None, str]:
    """Line and words for what the TOML parser says: "Illegal character '\\n' (at line 81, column 28)"."""
    lines = text.splitlines()
    found = _AT.search(message)
    number = int(found[1]) if found and found[1] else None
    line = lines[number - 1] if number and number <= len(lines) else ""
    said = message[: found.start()] if found else message
    return number or (len(lines) or None), f"is not valid TOML: {_guess(said, line) or said}"


def _guess(said: str, line: str) -> str:
    """The mistake that people make most often where the parser says this of a line."""
    if "overwrite" in said or "declare" in said or "twice" in said:
        key = line.partition("=")[0].strip() or line.strip()
        return f"{key} stands twice in the same entry" if key else ""
    if any(mark in line for mark in "“”„‘’"):
        return 'quotation marks are straight ones in TOML, "…"'
    if re.search(r"=\s*\d{1,2}[-./]\d{1,2}[-./]\d{4}", line):
        return "a day is written year first, such as 2026-10-20"
    if '"""' not in line and line.replace('\\"', "").count('"') % 2:
        return "a quotation mark is missing in this line"
    if "Unclosed array" in said or "Unclosed inline table" in said:
        return "a closing bracket is missing"
    if line.count("[") > line.count("]") and line.lstrip().startswith("["):
        return "a closing bracket is missing in this line"
    return ""


def _walk(path: str, kind: Any) -> Any:
    """The type that is expected at a path; None where it cannot be told."""
    for name, index in _STEP.findall(path):
        kind = _bare(kind)
        if index:
            inner = get_args(kind)
            kind = (inner[-1] if get_origin(kind) is dict else inner[0]) if inner else None
        elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            kind = get_type_hints(kind).get(name)
        else:
            kind = None
        if kind is None:
            return None
    return _bare(kind)


def _bare(kind: Any) -> Any:
    """A type without the None that may stand for it."""
    if get_origin(kind) in (Union, types.UnionType):
        some = [k for k in get_args(kind) if k is not type(None)]
        return some[0] if len(some) == 1 else kind
    return kind


def _words(kind: Any) -> list[str]:
    return [str(w) for w in get_args(kind)] if get_origin(kind) is Literal else []
