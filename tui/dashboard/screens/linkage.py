"""The linkage view: who makes which commitment depend on what, and where two conditions wait for each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui.agreement.linkage import Linkage, linkages
from tui.agreement.model import Agreement
from tui.dashboard.blocks import Block, BlockModel, Target, gap, heading, prose
from tui.dashboard.keys import bindings
from tui.dashboard.lines import Line, Span, cut, paragraph, safe
from tui.dashboard.screens.whole import Whole
from tui.dashboard.view import View
from tui.dashboard.words import day, via
from tui.text import plural

_INDENT = 13
TargetOf = Callable[[str], Target | None]


def name_of(agreement: Agreement, commitment: str | None, topic: str | None, words: str = "") -> str:
    """What is linked: the commitment's title, else the words of the text, else the topic."""
    found = agreement.commitment(commitment) if commitment else None
    if found is not None:
        return found.title
    return safe(words, 300) or (topic or "not named").replace("_", " ")


def mutual(found: Sequence[Linkage]) -> list[tuple[list[Linkage], list[Linkage]]]:
    """Conditions that wait for each other: those who say A until B, and those who say B until A; each pair once."""
    ends: dict[tuple[str, str], list[Linkage]] = {}
    for one in found:
        if one.commitment_id and one.on_id and one.commitment_id != one.on_id:
            ends.setdefault((one.commitment_id, one.on_id), []).append(one)
    return [
        (ones, others)
        for (a, b), ones in sorted(ends.items())
        if a < b
        and (others := ends.get((b, a), []))
        # what one claimant alone says both ways round is no standstill between two
        and len({x.claimant for x in (*ones, *others)}) > 1
    ]


def linkage_blocks(view: View, found: Sequence[Linkage], target_of: TargetOf) -> list[Block]:
    """By commitment, in the order of the agreement; claimants in alphabetical order, each with its newest words."""
    agreement = view.snapshot.agreement
    blocks = [
        prose("Each line is a claimant's own condition. Whether it is in the agreement is not judged here.", "dim"),
        gap(),
    ]
    pairs = mutual(found)
    if pairs:
        blocks.append(heading("Conditions that wait for each other"))
        blocks += [_pair(agreement, *pair) for pair in pairs]
    order = {c.id: n for n, c in enumerate(agreement.commitments)}
    groups: dict[str, list[Linkage]] = {}
    for one in sorted(found, key=lambda x: order.get(x.commitment_id or "", len(order))):
        groups.setdefault(one.commitment_id or one.commitment, []).append(one)
    for ones in groups.values():
        name = name_of(agreement, ones[0].commitment_id, ones[0].commitment)
        blocks.append(heading(name, plural(len({x.claimant for x in ones}), "claimant")))
        for n, one in enumerate(sorted(ones, key=lambda x: (x.shown.casefold(), x.on_id or x.on_text))):
            blocks.append(_linkage(view, one, target_of, f"{ones[0].commitment_id}:{n}"))
        blocks.append(gap())
    if not groups:
        blocks.append(prose("Nobody makes one commitment depend on another, in what is stored.", indent=2))
    return blocks


def _pair(agreement: Agreement, ones: Sequence[Linkage], others: Sequence[Linkage]) -> Block:
    def draw(width: int) -> list[Line]:
        lines: list[Line] = []
        for side in (ones, others):
            what = name_of(agreement, side[0].commitment_id, side[0].commitment)
            on = name_of(agreement, side[0].on_id, side[0].on, side[0].on_text)
            who = ", ".join(sorted({safe(x.shown, 120) for x in side}, key=str.casefold))
            lines += paragraph(what, width - 1, indent=1)
            lines += paragraph(on, width - 1, indent=_INDENT, first=(Span("  waits for", "dim"),))
            lines += paragraph(who, width - 1, "strong", indent=_INDENT, first=(Span("  says", "dim"),))
        return [*lines, ()]

    return Block(draw)


def _linkage(view: View, one: Linkage, target_of: TargetOf, key: str) -> Block:
    agreement = view.snapshot.agreement
    target = target_of(one.records[0]) if one.records else None

    def draw(width: int) -> list[Line]:
        label = one.label.replace("_", " ")
        lines = [cut((Span(f" {safe(one.shown, 160)}", "strong"), Span(f"  {label}", "dim")), width)]
        on = name_of(agreement, one.on_id, one.on, one.on_text)
        lines += paragraph(on, width - 1, indent=_INDENT, first=(Span("  depends on", "dim"),))
        if one.on_id is not None and one.on_text and one.on_text.casefold() != on.casefold():
            lines += paragraph(f"in the words: {one.on_text}", width - 1, "dim", indent=_INDENT)
        if one.shipped or one.last is None:
            return [*lines, *paragraph("as the agreement file has it", width - 1, "dim", indent=_INDENT)]
        lines += paragraph(one.sentence, width - 1, indent=_INDENT)[:4]
        when = day(one.last, view.now)
        if one.since is not None and one.since != one.last:
            when = f"first {day(one.since, view.now)}, last {when}"
        where = via(one.cites[0]) if one.cites else ""
        more = f" +{len(one.cites) - 1}" if len(one.cites) > 1 else ""
        return [*lines, cut((Span(" " * _INDENT), Span(f"{when}  {where}{more}", "dim")), width)]

    return Block(draw, f"linkage:{one.records[0] if one.records else key}:{one.on_id or one.on_text}", target)


class LinkageView(Whole):
    """All linkage of the agreement."""

    PLACE = "linkage"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("linkage")]

    found: tuple[Linkage, ...] = ()

    def heading(self) -> tuple[str, str]:
        state = "" if self.whole else "reading the store … · "
        return "Who makes what depend on what", f"{state}{plural(len(self.found), 'condition')}"

    def draw(self) -> None:
        view = self.dashboard.view
        self.found = linkages(view.snapshot.agreement, self.evidence, view.now)
        super().draw()
        blocks = linkage_blocks(view, self.found, self.target_of)
        self.body.set_blocks(BlockModel(blocks, max(20, self.size.width - 5)))
