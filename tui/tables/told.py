"""What a change rests on: whose words, in which text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tui.agreement.claims import claimant
from tui.agreement.model import Agreement
from tui.records import Change, Cite, Entry


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A change with its claimant and citation, as far as the texts that brought it name them."""

    change: Change
    claimant: str | None = None
    """Several are joined by "; "."""
    sentence: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: datetime | None = None
    update: str | None = None

    @property
    def source(self) -> str | None:
        return self.change.source


def told(agreement: Agreement, change: Change, entries: Iterable[Entry]) -> Told:
    """The change with what stands behind it among the `entries` that came with it."""
    entries = tuple(entries)
    for entry in entries:
        for quote in entry.quotes:
            if quote.id == change.ref:
                q = quote.quote
                return _told(change, agreement, quote.cite, [(q.speaker_id, q.speaker)], q.text)
        for figure in entry.figures:
            if figure.id == change.ref:
                f = figure.figure
                return _told(change, agreement, figure.cite, [(f.claimant_id, f.claimant)], f.sentence)
    rests = [x for e in entries for x in e.evidence if x.evidence.commitment_id == change.ref]
    if change.kind == "status" and rests:
        newest = max(rests, key=lambda x: (x.at, x.id))
        who = [(x.evidence.claimant_id, x.evidence.claimant) for x in rests]
        return _told(change, agreement, newest.cite, who, newest.evidence.sentence)
    (only,) = entries if len(entries) == 1 else (None,)
    if only is None or change.kind == "source":
        return Told(change=change)
    u = only.update
    return Told(change=change, outlet=u.outlet, url=u.url, published=u.published, update=u.id)


def _told(
    change: Change, agreement: Agreement, cite: Cite, who: Iterable[tuple[str | None, str | None]], words: str
) -> Told:
    names = sorted({claimant(agreement, i, n, cite)[3] for i, n in who})
    return Told(
        change=change,
        claimant="; ".join(names),
        sentence=words or None,
        outlet=cite.outlet,
        url=cite.url or None,
        published=cite.published,
        update=cite.update,
    )
