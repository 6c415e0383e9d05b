"""What a person sets, marks and asks for from the screen: statuses, marks, pins, looks, and sources asked again."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from tui.dashboard.door import settle
from tui.dashboard.stage import Stage
from tui.dashboard.words import clock

if TYPE_CHECKING:
    from tui.dashboard.blocks import Target


class Hand(Stage):
    """Hands what a person does to the monitor, draws it, and says what came of it."""

    def set_status(self, commitment: str | None) -> None:
        """Ask for the status of a commitment by the person's own hand."""
        if self._in_the_past():
            return
        found = [s for p in self.snapshot.phases for s in p.commitments if s.commitment.id == commitment]
        if not found:
            key, pane = self.keymap.shown("set"), self.keymap.shown("pane.1")
            self.say(f"{key} sets the status of a commitment: choose one in pane {pane}.")
            return
        if self._only_reads():
            return
        from tui.dashboard.screens.setting import Setting

        self.push_screen(Setting(found[0], self.initials))

    async def save_status(self, commitment: str, word: str | None, note: str, initials: str) -> None:
        """Keep what the form says; `word` None: the rules again."""
        from tui.agreement.overrides import OverrideError

        try:
            if word is None:
                await settle(self.monitor.clear_status(commitment, initials))
            else:
                await settle(self.monitor.set_status(commitment, word, note, initials))
        except OverrideError as error:
            self.say(str(error), trouble=True)
            return
        self.initials = initials or self.initials
        self.flush()
        set_ = f"Set to {word} by {initials}; what the rules say stays beside it."
        self.say("The rules speak again; what was set stays in the history." if word is None else set_)

    async def mark_wrong(self, target: Target | None) -> None:
        """Ask for a mark on the reading that a row stands for; one that is marked already is let go."""
        if target is None or target.record is None or target.update is None:
            key = self.keymap.shown("open")
            self.say(f"This row is no single reading: {key} opens what it rests on.")
            return
        if self._only_reads():
            return
        if target.record in self.view.wrong:
            await self._by_hand(self.monitor.unmark(target.record, self.initials), "The mark was taken back.")
            return
        from tui.dashboard.screens.byhand import Marking

        self.push_screen(Marking(target, self.initials))

    async def save_mark(self, target: Target, note: str, initials: str) -> None:
        """Keep what the form says."""
        self.initials = initials or self.initials
        said = f"Marked wrong; it stays, and counts for nothing. {self.keymap.shown('undo')} takes that back."
        await self._by_hand(self.monitor.mark_wrong(target.record or "", target.update, note, initials), said)

    async def pin(self, key: str | None, target: Target | None) -> None:
        """Pin a row, or take its pin away."""
        if key is None or key.partition(":")[0] not in ("commitment", "quote", "indicator", "source"):
            self.say("Quotes, figures, commitments and sources can be pinned.")
            return
        if self._only_reads():
            return
        held = key in self.snapshot.pins
        update = target.update if target is not None and key.startswith("quote:") else None
        await self._by_hand(self.monitor.pin(key, update), "The pin is gone." if held else "Pinned to the top.")

    async def undo(self) -> None:
        """Take back what was done by hand last."""
        if self._only_reads():
            return
        done: list[str | None] = []

        async def work() -> None:
            done.append(await self.monitor.undo(self.initials))

        if await self._by_hand(work(), ""):
            self.say(f"Taken back: {done[0]}." if done[0] else "Nothing was done by hand that could be taken back.")

    @property
    def only_reads(self) -> bool:
        """Whether what a person does by hand is not kept: a view that does not reach the process that writes."""
        return self.snapshot.viewing and not self.snapshot.reaching

    def _only_reads(self) -> bool:
        if self.only_reads:
            here = "In a browser this tab only reads" if self.is_web else "This view only reads"
            self.say(
                f"{here}: statuses, marks and pins are set in the dashboard that polls, or, where nothing polls, with "
                "`ceasefire-tui store set` and `store mark-wrong`."
            )
        return self.only_reads

    async def _by_hand(self, work: Awaitable[object], said: str) -> bool:
        """Do it, draw it, and say so; what cannot be is said instead."""
        from tui.agreement.overrides import OverrideError

        try:
            await work
        except OverrideError as error:
            self.say(str(error), trouble=True)
            return False
        self.flush()
        if said:
            self.say(said)
        return True

    async def seen(self) -> None:
        """Mark everything as seen: the last look is now."""
        if self._in_the_past():
            return
        if not await self._by_hand(settle(self.monitor.mark_seen(self.monitor.clock())), ""):
            return
        self.take()
        where = "" if not self.only_reads else " in this tab" if self.is_web else " in this view"
        kept = " until it closes" if where else ""
        self.say(f"All marked as seen{where}{kept}. {self.keymap.shown('unseen')} takes that back.")

    async def unseen(self) -> None:
        """Take the last mark back."""
        if self._in_the_past():
            return
        if not await self._by_hand(settle(self.monitor.unmark_seen()), ""):
            return
        self.take()
        self.say("The mark was taken back.")

    async def ask_again(self, source_id: str | None) -> None:
        """Ask one source again, or all; says when the minimum interval does not allow it yet."""
        answer = await settle(self.monitor.refresh(source_id))
        now = self.monitor.clock()
        later = {k: v for k, v in answer.items() if v is not None and v > now}
        asked = len(answer) - len(later)
        names = {s.id: s.name for s, _ in self.snapshot.sources}
        if not answer:
            self.say("Nothing is polled here." if source_id is None else "This source is not polled here.")
        elif len(answer) == 1:
            only = next(iter(answer))
            name = names.get(only, only)
            self.say(f"{name}: may be asked again at {clock(later[only], now)}" if later else f"Asking {name} …")
        else:
            text = f"Asking {asked} of {len(answer)} sources …" if asked else "No source may be asked yet"
            self.say(f"{text}; earliest {clock(min(later.values()), now)}" if later and not asked else text)
