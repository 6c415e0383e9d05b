"""No line is wider than its pane and no control character is drawn, whatever a source sends."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import msgspec
import pytest
from dashboard_day import agreement, at, evidence, figure, quote, sources
from dashboard_widths import ANY, FORBIDDEN, WIDTHS, check, view
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.ledger import ledger
from tui.dashboard.blocks import BlockModel
from tui.dashboard.cards import commitment_card, quote_card, source_card
from tui.dashboard.figure_cards import figure_card
from tui.dashboard.footer import footer_line
from tui.dashboard.header import banner_lines, header_line
from tui.dashboard.keys import Place
from tui.dashboard.lines import Span as Piece
from tui.dashboard.lines import cut, fit, line_width, plain, safe, scrub, spread
from tui.dashboard.look import spark, to_ascii
from tui.dashboard.panes.changes import change_line
from tui.dashboard.panes.commitments import commitment_line, phase_line
from tui.dashboard.panes.figures import columns as figure_columns
from tui.dashboard.panes.figures import figure_line
from tui.dashboard.panes.quotes import columns as quote_columns
from tui.dashboard.panes.quotes import quote_line
from tui.dashboard.panes.sources import source_line, sources_bar
from tui.dashboard.screens.compare import compare_blocks
from tui.dashboard.screens.help import help_blocks
from tui.dashboard.screens.reader import marked_lines
from tui.records import Change


@settings(deadline=None, max_examples=60)
@given(ANY, ANY, ANY, WIDTHS)
def test_a_quote_fits_its_pane(who: str, words: str, outlet: str, width: int) -> None:
    record = quote("h", who, words, at(13), outlet=outlet, role=outlet, carriers=3)
    shown = view(width, quotes=(record,))
    check(quote_line(shown, record, width, quote_columns(shown, [record], width)), width, exactly=True)
    for line in BlockModel(quote_card(shown, record), width)._lines:
        check(line, width)


@settings(deadline=None, max_examples=60)
@given(ANY, ANY, ANY, WIDTHS, st.floats(allow_nan=False, allow_infinity=False))
def test_a_figure_fits_its_pane(who: str, sentence: str, outlet: str, width: int, value: float) -> None:
    record = figure(
        "h", "trucks_entered_per_day", value, "gmo", date(2025, 12, 1), at(13), outlet=outlet, sentence=sentence
    )
    named = msgspec.structs.replace(record.figure, claimant_id=None, claimant=who, value=7)
    other = msgspec.structs.replace(record, id="f-o", figure=named)
    rows = ledger(agreement(), (record, other))
    shown = view(width, figures=rows)
    for row in rows:
        check(figure_line(shown, row, width, figure_columns(shown, rows, width)), width, exactly=True)
        for line in BlockModel(figure_card(shown, row), width)._lines:
            check(line, width)
        for line in BlockModel(compare_blocks(shown, row, width), width)._lines:
            check(line, width)


@settings(deadline=None, max_examples=40)
@given(ANY, ANY, WIDTHS)
def test_a_commitment_fits_its_pane(text: str, outlet: str, width: int) -> None:
    shown = view(width)
    phase = shown.snapshot.phases[0]
    found = evidence("h", "p1.truce", "partial", "hamas", at(9), text, outlet=outlet)
    status = msgspec.structs.replace(
        phase.commitments[0], detail=text, per=(text, outlet), carrier=outlet, evidence=(found,)
    )
    check(commitment_line(shown, status, width), width, exactly=True)
    check(phase_line(shown, phase, width, open_=True, foldable=True), width, exactly=True)
    for line in BlockModel(commitment_card(shown, status), width)._lines:
        check(line, width)


@settings(deadline=None, max_examples=40)
@given(ANY, ANY, WIDTHS)
def test_changes_sources_and_bars_fit(text: str, name: str, width: int) -> None:
    source, state = sources()[3]
    source = msgspec.structs.replace(source, name=name, reason=text)
    state = msgspec.structs.replace(state, error=text)
    shown = view(width, sources=((source, state),), trouble=text or "trouble")
    change = Change(id="c", at=at(13), kind="quote", mark="revised", text=text)
    check(change_line(shown, change, width), width, exactly=True)
    check(source_line(shown, source, state, width), width, exactly=True)
    check(sources_bar(shown, width), max(width, 24))
    check(header_line(shown, width), width, exactly=True)
    banner = banner_lines(shown, width)
    assert 1 <= len(banner) <= 3
    for line in banner:
        check(line, width, exactly=True)
    for line in BlockModel(source_card(shown, source, state), width)._lines:
        check(line, width)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.integers(0, 320), st.integers(0, 320), st.integers(12, 90))
def test_the_reader_marks_what_it_is_given_and_nothing_else(text: str, a: int, b: int, cells: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    lines = marked_lines(text, ((start, end),), [], cells)
    for line in lines:
        assert not FORBIDDEN.search(plain(line))
    marked = "".join(s.text for line in lines for s in line if s.role == "hit")
    # spaces at the breaks of lines are not drawn, and cleaning may shorten; letters stay, in order
    letters = [c for c in scrub(text[start:end].replace("\n", " ")) if c.isascii() and c.isalnum()]
    shown = [c for c in marked if c.isascii() and c.isalnum()]
    assert len(shown) <= len(text[start:end])
    if "\x1b" not in text and not any("\x80" <= c <= "\x9f" for c in text):
        assert shown == letters


@pytest.mark.parametrize("place", get_args(Place)[:-1])
@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
def test_the_footer_always_shows_help_and_quit(place: Place, width: int) -> None:
    line = footer_line(place, width)
    check(line, width, exactly=True)
    words = plain(line)
    assert words.lstrip().startswith("? ")
    assert words.rstrip().endswith("q quit")


def test_help_fits_eighty_columns() -> None:
    for line in BlockModel(help_blocks("board"), 76)._lines:
        check(line, 76)


def test_cut_marks_what_it_cuts_and_keeps_roles() -> None:
    line = (Piece("Sample Wire", "strong"), Piece(" said so", "dim"))
    assert plain(cut(line, 40)) == "Sample Wire said so"
    short = cut(line, 14)
    assert plain(short).endswith("…")
    assert line_width(short) <= 14
    assert short[0].role == "strong"
    assert plain(fit(line, 25)) == "Sample Wire said so      "
    assert plain(spread((Piece("left"),), (Piece("right"),), 12)) == "left   right"


def test_nothing_from_a_source_joins_its_neighbour() -> None:
    assert safe("\u0301abc") == "abc"
    assert safe("abc\u200d") == "abc"
    assert scrub(" mid\x1b[31mdle ") == " middle "


def test_ascii_keeps_widths() -> None:
    for text in ("●△▾▸┄·…“”≥≠→§▲▌×▁▄▇", "Sample Wire — “words”"):
        plain_text = to_ascii(text)
        assert len(plain_text) == len(text)
    assert to_ascii("●△▾▸┄·…≥→§▲▌×▁▄▇┤└├").isascii()
    assert to_ascii("≤300 · ≥402") == "<300 | >402", "a bound is no sign of a number"


def test_a_spark_needs_three_readings_and_keeps_to_its_cells() -> None:
    assert spark([3.0], 8) == ""
    assert len(spark([float(n) for n in range(40)], 8)) == 8
    assert spark([1.0, 2.0], 8) == ""
    assert spark([1.0, 2.0, 3.0], 8) == "▁▄▇"
    assert len(set(spark([5.0, 5.0, 5.0], 8))) == 1


def test_attribution_stays_at_every_width() -> None:
    record = quote("a", "Ada Example", "We will look at it " * 12, at(13), outlet="Sample Wire")
    for width in range(40, 200, 7):
        shown = view(width, quotes=(record,))
        words = plain(quote_line(shown, record, width, quote_columns(shown, [record], width)))
        assert "Ada Example" in words
        assert "Sample Wire" in words


def test_a_value_is_never_cut_and_never_without_claimant_and_day() -> None:
    shown = view(76)
    rows = list(shown.snapshot.figures)
    for width in (70, 76, 116, 136, 196):
        for row in rows:
            words = plain(figure_line(shown, row, width, figure_columns(shown, rows, width)))
            if row.indicator.id == "killed_since_truce":
                assert "≥402" in words
                assert "18 Dec" in words
                assert re.search(r"MoH|health ministry", words)
            if row.indicator.id == "hostage_remains_returned":
                assert "27 of 28" in words


def test_a_target_is_never_shown_as_a_reading() -> None:
    shown = view(116)
    row = next(r for r in shown.snapshot.figures if r.indicator.id == "trucks_entered_per_day")
    words = plain(figure_line(shown, row, 116, figure_columns(shown, [row], 116)))
    # 600 appears as COGAT's ">600", never as a bare target
    assert ">600" in words
    assert " 600" not in words


def test_old_updates_have_their_year() -> None:
    record = quote("o", "Ada Example", "Long ago", at(9, days=400))
    shown = view(116, quotes=(record,))
    assert "14 Nov 24" in plain(quote_line(shown, record, 116, quote_columns(shown, [record], 116)))
