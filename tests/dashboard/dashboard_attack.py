"""A snapshot in which everything that comes from outside acts on a terminal."""

from __future__ import annotations

import re

import msgspec
from dashboard_day import agreement, at, changes, evidence, figures, phases, quotes, sources, update
from dashboard_fake import FakeSnapshot

from tui.agreement.ledger import ledger
from tui.records import cite

ATTACK = (
    "\x1b[2J\x1b]0;owned\x07\x1b]52;c;aGVsbG8=\x1b\\\x9b31m\x90q\x9c\u202egnp\u202c\u2066x\u2069"
    "[/x][bold]b[/bold][@click=app.quit]q[/] \x00\x08\x7f\x85\u2028 e\u0301\u0301\u0301\u0301\u0301\u0301 end"
)


ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]")


def hostile(attack: str = ATTACK) -> FakeSnapshot:
    """A snapshot with the attack in every string that comes from outside."""
    where = cite(
        update("u1", attack, at(13), outlet=attack, title=attack, url="https://x.example/" + attack, via=attack)
    )
    replace = msgspec.structs.replace
    bad_quotes = tuple(
        replace(
            q,
            cite=where,
            carriers=(where,),
            quote=replace(
                q.quote,
                text=attack,
                speaker=attack,
                speaker_mention=attack,
                speaker_resolved=attack,
                role=attack,
                to=attack,
            ),
        )
        for q in quotes()[:6]
    )
    bad_figures = [
        replace(
            f,
            cite=where,
            note=attack,
            derived=attack,
            figure=replace(f.figure, claimant_id=None, claimant=attack, sentence=attack, unit=attack, qualifier=attack),
        )
        for f in figures()
    ]
    step = evidence("u1", "p1.truce", "partial", "hamas", at(12), attack)
    step = replace(step, cite=where, evidence=replace(step.evidence, claimant_id=None, claimant=attack))
    first = phases()[0]
    bad = replace(first.commitments[0], evidence=(step,), per=(attack,), carrier=attack, detail=attack)
    bad_phase = replace(first, commitments=(bad, *first.commitments[1:]))
    return FakeSnapshot(
        quotes=bad_quotes,
        figures=ledger(agreement(), bad_figures),
        phases=(bad_phase, *phases()[1:]),
        changes=tuple(replace(c, text=attack) for c in changes()),
        sources=tuple(
            (replace(s, name=attack, reason=attack, note=attack), replace(state, error=attack, format=attack))
            for s, state in sources()
        ),
        trouble=attack,
    )
