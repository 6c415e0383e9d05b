"""The same words by the same speaker, through several outlets: one quote with carriers."""

from __future__ import annotations

import re

from tui.records import QuoteRecord

_WORD = re.compile(r"\w+")


def quote_key(record: QuoteRecord) -> tuple[str, str]:
    """(who, words) that fold copies of one quote. Fragments of up to three words fold within one origin only:
    two outlets may pick the same two words from different speeches."""
    quote = record.quote
    words = " ".join(_WORD.findall(quote.text.lower()))
    who = quote.speaker_id or (quote.speaker_resolved or quote.speaker or "").lower()
    if words.count(" ") < 3:
        who = f"{who}|{record.cite.origin}"
    return who, words
