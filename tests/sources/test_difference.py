"""What has changed between two versions of a text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.sources.difference import Difference, difference, same_words

BEFORE = "Status of the crossing\nThe gate is shut.\nLast checked at 10:15."


def test_a_paragraph_that_was_rewritten_is_gone_and_added() -> None:
    found = difference(BEFORE, "Status of the crossing\nThe gate is open.\nLast checked at 10:15.")
    assert found == Difference(added=("The gate is open.",), gone=("The gate is shut.",))


def test_the_time_of_day_is_no_difference() -> None:
    assert not difference(BEFORE, BEFORE.replace("10:15", "22:30:01"))
    assert not difference("Updated 3 minutes ago", "Updated  an hour AGO")
    assert difference("600 trucks", "601 trucks")


def test_a_paragraph_that_was_moved_is_no_difference() -> None:
    assert not difference("a\nb\nc", "c\na\nb")


def test_one_of_two_alike_is_told() -> None:
    assert difference("a\na\nb", "a\nb") == Difference(gone=("a",))


def test_headlines() -> None:
    assert same_words("Live: gate opens (10:15)", "Live:  Gate opens (11:20)")
    assert not same_words("Gate opens", "Gate closes")


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=12), max_size=8), st.lists(st.text(max_size=12), max_size=8))
def test_a_text_does_not_differ_from_itself_and_both_ways_agree(one: list[str], two: list[str]) -> None:
    a, b = "\n".join(one), "\n".join(two)
    assert not difference(a, a)
    there, back = difference(a, b), difference(b, a)
    assert (there.added, there.gone) == (back.gone, back.added)
