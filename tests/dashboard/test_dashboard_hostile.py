"""Whatever sources send, nothing that acts on a terminal is drawn, on any screen."""

from __future__ import annotations

import re

import msgspec
import pytest
from dashboard_day import agreement, at, changes, evidence, figures, phases, quotes, sources, update
from dashboard_fake import FakeSnapshot
from test_dashboard_keys import Run, press

from tui.agreement.ledger import ledger
from tui.records import Entry, cite

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


ROUTES = [
    ("1",),
    ("1", "j", "enter"),
    ("1", "z"),
    ("2", "j"),
    ("2", "enter"),
    ("2", "enter", "n"),
    ("2", "i"),
    ("2", "y"),
    ("2", "o"),
    ("3", "enter"),
    ("3", "v"),
    ("4", "enter"),
    ("4", "i"),
    ("5", "enter"),
    ("5", "r"),
    ("2", "slash", "x"),
    ("c",),
    ("L",),
    ("B",),
    ("D",),
    ("2", "enter", "c"),
    ("2", "a"),
    ("S", "o", "w", "n", "e", "d", "enter"),
]


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("keys", ROUTES, ids=" ".join)
async def test_nothing_that_acts_reaches_the_screen(size: tuple[int, int], keys: tuple[str, ...]) -> None:
    run = Run(hostile())
    history = run.monitor.history
    history.quotes = tuple(hostile().quotes)
    history.figures = tuple(r for row in hostile().figures for s in row.series for r in s.readings)
    entry = run.monitor.entries["u1"]
    bad = msgspec.structs.replace(
        entry.update, text=ATTACK * 4, title=ATTACK, outlet=ATTACK, via=ATTACK, date_note=ATTACK
    )
    record = msgspec.structs.replace(
        hostile().quotes[0], quote=msgspec.structs.replace(hostile().quotes[0].quote, start=3, end=60)
    )
    run.monitor.entries["u1"] = Entry(update=bad, quotes=(record,), figures=entry.figures, evidence=entry.evidence)
    async with run.app.run_test(size=size) as pilot:
        await press(pilot, *keys)
        assert run.app.is_running
        strips = run.app.screen._compositor.render_strips()
        assert len(strips) == size[1]
        for strip in strips:
            text = "".join(segment.text for segment in strip)
            assert not ACTS.search(text), repr(text)
            assert strip.cell_length == size[0]
        assert run.opened == []


async def test_markup_of_a_source_is_shown_as_it_is() -> None:
    run = Run(hostile())
    async with run.app.run_test(size=(200, 60)) as pilot:
        await press(pilot, "2")
        text = "\n".join("".join(s.text for s in strip) for strip in run.app.screen._compositor.render_strips())
        assert "[bold]b[/bold]" in text
        assert "[@click=app.quit]" in text
