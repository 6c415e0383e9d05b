"""What is looked for first, so that most sentences need no pattern run over them, never hides what a pattern finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.agreement.claims import SAW
from tui.agreement.guarded import Guarded
from tui.agreement.phrases import flat
from tui.agreement.telling import COLLAPSED, END, HALT, NOT_BEFORE, says_ended, telling

AROUND = st.text(alphabet="abc ,.–’'", max_size=12)
CASES = st.sampled_from((str.lower, str.upper, str.title))


@pytest.mark.parametrize("guarded", [HALT, SAW, NOT_BEFORE], ids=["halt", "saw", "not before"])
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_all_that_a_pattern_finds_is_found(guarded: Guarded, data: st.DataObject) -> None:
    words = data.draw(st.from_regex(re.compile(guarded.pattern, re.IGNORECASE), fullmatch=True))
    text = f"{data.draw(AROUND)} {data.draw(CASES)(words)} {data.draw(AROUND)}"
    plain = re.search(guarded.pattern, text, re.IGNORECASE)
    found = guarded.search(text)
    assert (plain and plain.span()) == (found and found.span())


@pytest.mark.parametrize("pattern", [END, COLLAPSED], ids=["end", "collapsed"])
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_all_that_tells_of_an_end_is_found(pattern: re.Pattern[str], data: st.DataObject) -> None:
    words = data.draw(st.from_regex(pattern, fullmatch=True)).split()
    between = data.draw(st.sampled_from((" ", ", ", " — ", "\n")))
    text = f"{data.draw(AROUND)} {data.draw(CASES)(between.join(words))} {data.draw(AROUND)}"
    assert bool(telling("pledged", text) & 1) == says_ended(flat(text))


@pytest.mark.parametrize("text", ["It was \u017fuspended.", "They wıthdrew and halted it.", "verİfied", "SHUT DOWN"])
def test_letters_that_a_pattern_takes_for_others_are_no_way_round(text: str) -> None:
    for guarded in (HALT, SAW):
        assert bool(guarded.search(text)) == bool(re.search(guarded.pattern, text, re.IGNORECASE))
