"""Views of the whole agreement: linkage, alleged breaches in equal columns, the calendar."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from dashboard_day import NOW, agreement
from dashboard_run import Run, arrive, press, press_each, seen_card
from dashboard_whole import alleged, days, linked
from dashboard_widths import ANY, WIDTHS, check, view
from hypothesis import given, settings

from tui.agreement.calendar import expected
from tui.agreement.linkage import linkages
from tui.dashboard.blocks import BlockModel
from tui.dashboard.lines import plain
from tui.dashboard.screens.breaches import Breaches, by_side, column_blocks, sides
from tui.dashboard.screens.dates import Dates, date_blocks
from tui.dashboard.screens.linkage import LinkageView, linkage_blocks, mutual
from tui.dashboard.screens.reader import Reader
from tui.records import EvidenceRecord
from tui.store.errors import StoreError

SIZES = [(80, 24), (120, 40), (200, 60)]


def with_store(records: Sequence[EvidenceRecord]) -> Run:
    run = Run()
    run.monitor.history.older_evidence = tuple(records)
    return run


# ------------------------------------------------------------------ linkage


@pytest.mark.parametrize("size", SIZES)
async def test_L_shows_who_makes_what_depend_on_what(size: tuple[int, int]) -> None:
    run = with_store(linked())
    async with run.app.run_test(size=size) as pilot:
        await press_each(pilot, "L")
        screen = run.app.screen
        assert isinstance(screen, LinkageView)
        words = " ".join("\n".join(seen_card(screen)).split())
        assert "Conditions that wait for each other" in words
        assert "Remains of deceased hostages returned waits for Rafah crossing open" in words
        assert words.count("waits for") == 4
        assert "first 10 Dec, last 16 Dec Sample Wire +1" in words
        assert "once a clear mandate is there" in words
        assert "as the agreement file has it" in words
        # a text opens; what only the agreement file says has none
        while not (screen.target() and screen.target().update):  # type: ignore[union-attr]
            await press(pilot, "j")
        await press(pilot, "enter")
        assert isinstance(run.app.screen, Reader)
        await press(pilot, "escape", "escape")
        assert run.app.screen is run.app.board


def test_a_pair_that_waits_for_each_other_is_told_once() -> None:
    found = linkages(agreement(), linked(), NOW)
    pairs = [{x.claimant for side in pair for x in side} for pair in mutual(found)]
    assert pairs == [{"israel", "hamas"}, {"israel", "hamas"}]  # one in the texts, one in the file
    alone = [msgspec.structs.replace(x, claimant="egypt") for x in found]
    assert mutual(alone) == []


# ------------------------------------------------------------------ alleged breaches


@pytest.mark.parametrize("size", SIZES)
async def test_B_shows_both_sides_in_columns_of_one_size(size: tuple[int, int]) -> None:
    run = with_store(alleged())
    async with run.app.run_test(size=size) as pilot:
        await press_each(pilot, "B")
        screen = run.app.screen
        assert isinstance(screen, Breaches)
        first, second, others = (screen.query_one(f"#side{n}") for n in range(3))
        assert first.size == second.size
        assert "Israel" in str(first.border_title) and "Palestinian" in str(second.border_title)
        texts = ["\n".join(plain(c.model.line(n, 50)) for n in range(len(c.model))) for c in screen._columns()]
        assert "Gunmen crossed" in texts[0] and "Gunmen" not in texts[1] + texts[2]
        assert "Shells fell" in texts[1] and "listed a strike" in texts[1]
        assert "Convoys were held" in texts[2] and "being kept" not in "".join(texts)
        # each claimant's own count, and no sum of any
        assert "64" in texts[0] and "875" in texts[1] and "939" not in "".join(texts)
        assert "nothing is summed" in str(others.border_subtitle)


@pytest.mark.parametrize(("forward", "back"), [("l", "h"), ("tab", "shift+tab"), ("right", "left")])
async def test_columns_are_walked_and_their_rows_open(forward: str, back: str) -> None:
    run = with_store(alleged())
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press_each(pilot, "B")
        screen = run.app.screen
        assert isinstance(screen, Breaches)
        assert screen.body.id == "side0" and screen.body.has_focus
        await press(pilot, forward)
        assert screen.body.id == "side1" and screen.body.has_focus
        assert screen.body.cursor and screen.body.cursor.startswith("figure:")
        await press(pilot, "j")
        assert screen.body.cursor == "evidence:e-b1"
        await press(pilot, "y")
        assert "Shells fell" in run.copied[-1] and "Hamas" in run.copied[-1]
        await press(pilot, back, back)
        assert screen.body.id == "side2"
        await press(pilot, "G")
        assert screen.body.cursor == "evidence:e-b4"
        await press(pilot, "escape")
        assert run.app.screen is run.app.board


def test_the_sides_are_those_of_the_parties_in_alphabetical_order() -> None:
    assert sides(agreement()) == ("israel", "palestinian")
    found = by_side(agreement(), alleged())
    assert {k: [r.id for r in v] for k, v in found.items()} == {
        "israel": ["e-b3"], "palestinian": ["e-b1", "e-b2"], "others": ["e-b4"],
    }  # fmt: skip


# ------------------------------------------------------------------ the calendar


@pytest.mark.parametrize("size", SIZES)
async def test_D_shows_what_is_overdue_ahead_and_reported(size: tuple[int, int]) -> None:
    run = with_store(days())
    async with run.app.run_test(size=size) as pilot:
        await press_each(pilot, "D")
        screen = run.app.screen
        assert isinstance(screen, Dates)
        lines = seen_card(screen)
        words = " ".join("\n".join(lines).split())
        heads = [line.split()[0] for line in lines if line.startswith(" ") and "──" in line]
        assert heads == ["Overdue", "Today", "Reported"]
        assert "OVERDUE 12 d" in words and "announced by United States" in words
        assert "in 3 d" in words and "△ moved: before it was 15 Dec" in words
        assert "Living hostages released deadline of the agreement reported on 13 Oct" in words
        assert "3 overdue" in screen.heading()[1]
        target = screen.target()
        while target is None or target.update is None:
            await press(pilot, "j")
            target = screen.target()
        await press(pilot, "enter")
        assert isinstance(run.app.screen, Reader)


async def test_news_is_drawn_and_a_store_that_fails_is_told() -> None:
    run = with_store(())
    async with run.app.run_test(size=(120, 40)) as pilot:
        await press_each(pilot, "D")
        screen = run.app.screen
        assert isinstance(screen, Dates)
        assert "OVERDUE 12 d" not in "\n".join(seen_card(screen))
        run.monitor.history.older_evidence = days()
        await arrive(run, pilot, stored=41)
        assert "OVERDUE 12 d" not in "\n".join(seen_card(screen)), "the same phases ask nothing"
        changed = msgspec.structs.replace(run.monitor.shot.phases[0])
        await arrive(run, pilot, phases=(changed, *run.monitor.shot.phases[1:]))
        assert "OVERDUE 12 d" in "\n".join(seen_card(screen))
        run.monitor.history.fails = StoreError("the index is damaged")
        await press(pilot, "escape")
        await press_each(pilot, "L")
        assert "the index is damaged" in run.toasts()
        assert "reading the store" in run.app.screen.heading()[1]  # type: ignore[attr-defined]


# ------------------------------------------------------------------ any text


@settings(deadline=None, max_examples=50)
@given(ANY, ANY, WIDTHS)
def test_views_of_the_whole_fit_whatever_the_text(sentence: str, named: str, width: int) -> None:
    shown = view(width)

    def odd(record: EvidenceRecord) -> EvidenceRecord:
        e = msgspec.structs.replace(
            record.evidence, sentence=sentence, claimant_id=None, claimant=named, due_text=named or None,
            conditions=tuple(
                msgspec.structs.replace(c, text=sentence, commitment_id=None) for c in record.evidence.conditions
            ),
        )  # fmt: skip
        cited = msgspec.structs.replace(record.cite, outlet=named, via=named)
        return msgspec.structs.replace(record, evidence=e, cite=cited, carriers=(cited,))

    records = [odd(r) for r in (*linked(), *alleged(), *days())]
    blocks = [
        *linkage_blocks(shown, linkages(agreement(), records, NOW), lambda _: None),
        *date_blocks(shown, expected(agreement(), records, NOW), lambda _: None),
        *column_blocks(shown, "others", [r for r in records if r.evidence.status == "alleged_violation"]),
    ]
    for line in BlockModel(blocks, width)._lines:
        check(line, width)
