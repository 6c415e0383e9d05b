"""What an update says: pure functions, text -> records. No I/O, no Textual, no clock.

>>> from tui.extract import read
>>> reading = read("“We will not sign,” Ms Sample said on Monday.")
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from tui.agreement.model import Agreement, load
from tui.extract.document import Document
from tui.extract.evidence import find_evidence
from tui.extract.figures import find_figures
from tui.extract.names import People
from tui.extract.quotes import find_quotes
from tui.extract.unclaimed import claimed, foreign
from tui.records import Reading

__all__ = ["read"]


@lru_cache(maxsize=1)
def _default() -> Agreement:
    return load("gaza-2025")


def read(
    text: str,
    *,
    agreement: Agreement | None = None,
    published: datetime | None = None,
    source: str | None = None,
    title: str | None = None,
) -> Reading:
    """All quotes, figures and evidence in `text`, in text order.

    `agreement` names actors, indicators and commitments (default: Gaza 2025). `published` resolves weekdays and
    "so far"; without it they stay unresolved. `source` is the outlet's name: an outlet that relays a claim is a
    carrier, not the claimant. `title` is the headline above `text`: nothing is read from it, but who and what it names
    is known to the text, as it is to a reader. A text in another script than ours has
    no records: the rules are for English, and would take its words for names. Never raises; linear in the text.
    """
    agreement = agreement or _default()
    if foreign(text):
        return Reading()
    document = Document(text, title or "")
    people = People(document, agreement, source=source)
    quotes = find_quotes(document, people, published=published)
    figures = find_figures(document, quotes, people, agreement, published=published)
    evidence = find_evidence(document, quotes, people, agreement, published=published)
    reading = Reading(quotes=tuple(quotes), figures=tuple(figures), evidence=tuple(evidence))
    return claimed(reading, document)
