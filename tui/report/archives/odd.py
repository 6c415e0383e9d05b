"""Files that lie in an archive by chance: JSON that holds no articles, such as a list of packages."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tui.report.archives.items import Item

_LOOKED_AT = 20
"""Values without a text from which on a file is taken for one of another kind."""
_BYTES = 1 << 20
_NAMED = 3


class NoArticles(Exception):
    """What a file holds is JSON, and none of it is an article; `held` items were looked at."""

    def __init__(self, held: int) -> None:
        super().__init__(held)
        self.held = held


def articles(items: Iterator[Item]) -> Iterator[Item]:
    """The items of one file. Raises `NoArticles` before the first of them when the first values are JSON and none has a
    "text"; what is no JSON at all was meant to be read, and is told by who reads it."""
    held: list[Item] = []
    weight = 0
    for item in items:
        held.append(item)
        weight += len(item.data)
        if item.kind != "row" or not _is_other_json(item.data):
            break
        if len(held) >= _LOOKED_AT or weight >= _BYTES:
            raise NoArticles(len(held))
    else:
        if held:
            raise NoArticles(len(held))
    yield from held
    yield from items


def _is_other_json(data: bytes) -> bool:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return not (isinstance(value, dict) and "text" in value)


def told(names: list[str]) -> str:
    """Which files were passed over, in one line."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f'JSON that holds no article (no "text") was passed over: {", ".join(names[:_NAMED])}{more}'
