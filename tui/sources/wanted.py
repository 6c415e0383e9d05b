"""Which items matter: by the words that the configuration looks for."""

from __future__ import annotations

import re
from functools import lru_cache

from tui.config import Polling, Source
from tui.sources.items import Item


def concerns(source: Source, polling: Polling, item: Item) -> bool:
    """Whether an item of a source is kept: it states a figure, or one of the words looked for stands in it."""
    if item.figures:
        return True
    words = source.match_any if source.match_any is not None else polling.match_any
    pattern = matcher(words)
    return pattern is None or any(pattern.search(part) for part in (item.title, item.summary, item.text) if part)


@lru_cache(maxsize=256)
def matcher(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds any of `words` as whole words, whatever their case; None when there are none to look for."""
    parts = [re.escape(w.strip()).replace(r"\ ", r"\s+") for w in words if w.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE) if parts else None
