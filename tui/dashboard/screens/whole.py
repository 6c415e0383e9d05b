"""A screen over all evidence on the agreement: it opens with what the board knows and asks the store for the rest."""

from __future__ import annotations

from tui.agreement.status import PhaseStatus
from tui.dashboard.blocks import Target
from tui.dashboard.citation import of_evidence
from tui.dashboard.screens.base import Behind
from tui.dashboard.view import View
from tui.records import EvidenceRecord


def on_board(view: View) -> tuple[EvidenceRecord, ...]:
    """The evidence that the board holds."""
    return tuple(e for p in view.snapshot.phases for c in p.commitments for e in c.evidence)


class Whole(Behind):
    """Subclasses draw `evidence`; those on one screen are never drawn from less than the board shows."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.evidence = on_board(view)
        self._phases: tuple[PhaseStatus, ...] = view.snapshot.phases
        self.whole = False
        """Whether the store has answered."""

    def on_mount(self) -> None:
        self._ask()

    def _ask(self) -> None:
        self.run_worker(self._load(), group="load", exclusive=True)

    async def _load(self) -> None:
        history, view = self.dashboard.monitor.history, self.dashboard.view
        found = await self.ask(history.evidence()) if history is not None else None
        if found is not None:
            # the board may know of evidence that the store has not answered with yet
            every = {(e.id, e.evidence.commitment_id): e for e in (*found, *on_board(view))}
            self.evidence = tuple(every.values())
        self.whole = found is not None
        self.draw()

    def renew(self, view: View) -> None:
        if view.snapshot.phases is not self._phases:
            self._phases = view.snapshot.phases
            self._ask()

    def record(self, id: str) -> EvidenceRecord | None:  # noqa: A002
        """The evidence with that id."""
        return next((e for e in self.evidence if e.id == id), None)

    def target_of(self, id: str) -> Target | None:  # noqa: A002
        """What Enter, `o` and `y` act on for a piece of evidence."""
        found = self.record(id)
        if found is None:
            return None
        citation = of_evidence(found, self.dashboard.snapshot.agreement)
        return Target(found.cite.update, found.id, found.cite.url, citation, found.cite.source)
