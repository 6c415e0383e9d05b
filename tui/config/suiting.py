"""What one agreement asks of sources that were configured with another in mind."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from tui.config.model import Config, Source


def suited(config: Config, agreement: str, words: Sequence[str], actors: Collection[str]) -> Config:
    """The configuration for an agreement that is not its own: of a source that is not said to be for this agreement
    only what holds one of `words` is kept. Its stated figures are left out, a publisher that is none of `actors`, and
    the order of running figures. Sources for other agreements stay as they are; they are off here.
    """
    return msgspec.structs.replace(
        config,
        sources=tuple(_suited(s, agreement, tuple(words), actors) for s in config.sources),
        polling=msgspec.structs.replace(config.polling, match_any=tuple(words)),
        panes=msgspec.structs.replace(config.panes, indicators=()),
    )


def _suited(source: Source, agreement: str, words: tuple[str, ...], actors: Collection[str]) -> Source:
    if agreement in source.agreements:
        return source
    publisher = source.publisher if source.publisher in actors else None
    return msgspec.structs.replace(source, match_any=words, figures=(), publisher=publisher)
