from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text import clean, is_rtl, one_line, pad, truncate, width, wrap, wrap_spans

ANY = st.text(alphabet=st.characters(), max_size=200)  # lone surrogates among them
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("\x1b]52;c;aGFja2Vk\x07news", "news"),
        ("\x1b]0;title\x1b\\news", "news"),
        ("\x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b[2J\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b2Jnews", "news"),
        ("\x9d0;title\x9cnews", "news"),
        ("\x1bP1$q\x1b\\news", "news"),
        ("\x1b(0news", "news"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("tab\tand\xa0space", "tab and space"),
    ],
)
def test_clean_takes_whole_sequences_away(hostile: str, safe: str) -> None:
    assert clean(hostile) == safe


def test_clean_keeps_what_scripts_need() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"  # ZWNJ
    assert clean("👩\u200d🚒") == "👩\u200d🚒"  # ZWJ
    assert clean("[bold]not markup[/bold]") == "[bold]not markup[/bold]"


def test_clean_cuts_piles_of_marks() -> None:
    assert len(clean("a" + "\u0301" * 300)) == 5


@given(ANY)
@settings(deadline=None)
def test_clean_leaves_nothing_that_acts_on_a_terminal(text: str) -> None:
    cleaned = clean(text)
    assert not FORBIDDEN.search(cleaned)
    assert "\x1b" not in cleaned
    assert clean(cleaned) == cleaned
    assert "\n" not in one_line(text)


@given(ANY, st.integers(0, 60))
@settings(deadline=None)
def test_no_text_is_wider_than_its_place(text: str, cells: int) -> None:
    text = one_line(text)
    assert width(truncate(text, cells)) <= cells
    assert width(pad(text, cells)) == cells
    assert width(pad(text, cells, right=True)) == cells


@given(ANY, st.integers(2, 40))
@settings(deadline=None)
def test_wrapping_keeps_every_word(text: str, cells: int) -> None:
    text = clean(text)
    spans = wrap_spans(text, cells)
    assert all(width(line) <= cells for line in wrap(text, cells))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


def test_truncate_marks_what_it_cut() -> None:
    assert truncate("ceasefire", 5) == "ceas…"
    assert truncate("漢字漢字", 5) == "漢字…"
    assert truncate("short", 5) == "short"


def test_right_to_left_is_seen() -> None:
    assert is_rtl("وقف إطلاق النار")
    assert is_rtl("הפסקת אש")
    assert not is_rtl("ceasefire")
