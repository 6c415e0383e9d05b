"""The speaker card: all that one actor said, from the whole store, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tui.dashboard.blocks import Block, facts, gap, heading, prose, title
from tui.dashboard.cards import KINDS, said
from tui.dashboard.door import History, Page
from tui.dashboard.keys import bindings
from tui.dashboard.screens.paged import PAGE, Paged
from tui.dashboard.words import day_full, speaker
from tui.records import QuoteRecord

if TYPE_CHECKING:
    from tui.dashboard.exporting import Given


class SpeakerCard(Paged[QuoteRecord]):
    """Opened from a quote; another quote by the same speaker leads here too."""

    PLACE = "speaker"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("speaker")]

    def __init__(self, record: QuoteRecord) -> None:
        super().__init__()
        self._named = speaker(record)
        self._actor = record.quote.speaker_id
        self._role = record.quote.role or ""

    def on_mount(self) -> None:
        self.begin()

    def heading(self) -> tuple[str, str]:
        return "Speaker", self.shown()

    async def fetch(self, history: History) -> Page[QuoteRecord]:
        return await history.said_by(self._actor, self._named, self.items, limit=PAGE)

    def key_of(self, item: QuoteRecord) -> str:
        return f"quote:{item.id}"

    def blocks(self) -> list[Block]:
        view = self.dashboard.view
        agreement = view.snapshot.agreement
        actor = agreement.actor(self._actor)
        name = actor.label if actor else self._named
        counts = {kind: sum(1 for q in self.items if q.quote.kind == kind) for kind in KINDS}
        outlets = list(dict.fromkeys(q.cite.outlet for q in self.items))
        body = [
            title(name),
            *facts(
                ("role", (actor.role if actor else self._role).replace("as_of", "as of")),
                ("registry", f"side: {actor.side}" if actor else "not in the registry: found by name"),
                ("how", " · ".join(f"{n} {kind}" for kind, n in counts.items() if n)),
                ("from", f"{day_full(self.items[-1].at.date())} to {day_full(self.items[0].at.date())}"
                 if self.items else ""),
                ("outlets", ", ".join(outlets[:12]) + (f" +{len(outlets) - 12}" if len(outlets) > 12 else "")),
            ),
            gap(),
            heading("All that was said, newest first", "the same words in several outlets are one"),
        ]  # fmt: skip
        body += [said(view, record) for record in self.items]
        if not self.items:
            body.append(prose("Reading the store …" if self.asking else "Nothing in the store.", "dim"))
        elif self.more:
            body.append(prose("… older ones are read when you come here", "dim"))
        return body

    async def action_export(self) -> None:
        from tui.dashboard.given import of_quotes

        async def given() -> Given:
            note = "those read so far: older ones are read when you come to the end" if self.more else ""
            return of_quotes(self.dashboard.view, self.items, note)

        await self.dashboard.export(given)
