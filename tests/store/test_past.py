"""An earlier moment is answered as a store answers that never got what came after."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from store_answers import answers
from store_samples import NOON, sample, told

from tui.store.archive import Archive
from tui.store.schema import stamp, stood

steps = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 40), st.integers(-30, 30), st.integers(0, 40)), min_size=1, max_size=14
)


def sorted_changes(found: dict[str, Any]) -> dict[str, Any]:
    """With the changes in one order: a store gives them as they were told, the past as they are dated."""
    return {
        question: sorted(answer, key=lambda c: (c.at, c.id)) if question.startswith("changes") else answer
        for question, answer in found.items()
        if question != "last changes" and not question.startswith("told")
    }


@settings(deadline=None, max_examples=40)
@given(steps=steps, moment=st.integers(-40, 80), seal_after=st.integers(0, 14))
def test_the_past_is_what_would_have_been_answered(
    steps: list[tuple[int, int, int, int]], moment: int, seal_after: int
) -> None:
    at = NOON + timedelta(hours=moment)
    with TemporaryDirectory() as name:
        folder = Path(name)
        with (
            Archive(folder / "all", read_only=False, seal_at=10**9) as archive,
            Archive(folder / "then", read_only=False, seal_at=10**9) as expected,
        ):
            revisions: dict[int, int] = {}
            for n, (which, seed, hours, later) in enumerate(steps):
                revisions[which] = revisions.get(which, 0) + 1
                entry = sample(f"u{which}", seed=seed, hours=hours, revision=revisions[which], fetched_days=later / 24)
                change = told(n, hours=hours)
                archive.put([entry], [change])
                if stood(entry.update) <= stamp(at):
                    expected.put([entry])
                if change.at <= at:
                    expected.put([], [change])
                if n == seal_after:
                    archive.seal()
            then = archive.at(at)
            found, wanted = sorted_changes(answers(then)), sorted_changes(answers(expected))  # type: ignore[arg-type]
            # the index also knows the keys of series that came later
            for keys in (found, wanted):
                keys["series keys"] = [k for k in keys["series keys"] if then.series(*k, limit=1)]
            assert found == wanted
            assert len(archive) == len(revisions), "the present is not touched by questions about the past"


def test_a_later_revision_is_not_seen_and_an_older_text_is(tmp_path: Path) -> None:
    with Archive(tmp_path / "s", read_only=False, seal_at=10**9) as archive:
        archive.put([sample("u", seed=1, words="The gate is shut.")])
        archive.seal()
        archive.put([sample("u", seed=2, revision=2, fetched_days=3, words="The gate is open.")])
        archive.put([sample("v", seed=3, hours=24 * 30)])
        then = archive.at(NOON + timedelta(days=2))
        assert [u.id for u in then.updates()] == ["u"] and len(then) == 1
        assert [q.quote.text for q in then.quotes()] == ["The gate is shut."]
        assert [u.id for u in then.search("shut")] == ["u"] and then.search("open") == []
        assert [e.update.revision for e in then.revisions("u")] == [1]
        assert then.entry("v") is None
        assert [u.id for u in archive.search("open")] == ["u"] and len(archive) == 2
