"""Numbers without a noun of their own: "... instead of 600", "the total to 285", "40 in May and 70 in June".

What they count is what a count before them counted; which one, and whether it is a reading at all, is said by the
words between the two.
"""

from __future__ import annotations

from tui.extract.case import Case, Count
from tui.extract.lexicon import THINGS, VERBS, Thing
from tui.extract.tolls import MOVES


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_IS = _set("is was at")
_QUOTED_VALUE = _set(
    """says said say that , the true real actual correct right figure number total count tally overall stood stands
    insists insisted claims claimed its their"""
)
_BRINGS = _set("bringing brings brought raising raises raised taking takes pushing")
_VALUES = _set("toll figure count tally estimate number total")
_BEFORE = _set("earlier previous initial prior")
SELF_SAID: tuple[Thing, ...] = ("death", "injury", "truck", "pallet", "violation", "casualty", "patient")


class Bare(Case):
    """The questions that only a number without a noun of its own is asked."""

    def _earlier(self) -> Count | None:
        """ "down from 96", "from 140 the day before, to 71": what a count was before is no new reading."""
        low, left = self.low, self.left
        if (
            self.word in ("of", "at")
            and self.before_word in _VALUES
            and _BEFORE.intersection(low[max(0, self.g - 3) : self.g])
        ):
            return self._result(None)._replace(measure=None)  # "an earlier toll of nine"
        if low[left - 1 : left] == ["from"] and left >= 2:
            if low[left - 2] in MOVES:
                return self._result(None)._replace(measure=None)
            previous = self.previous
            if (
                previous is not None
                and previous.total
                and not MOVES.isdisjoint(low[max(0, previous.np_first - 8) : left])
            ):
                return self._result(None)._replace(measure=None)
        return None

    def _times(self) -> Count | None:
        low, left = self.low, self.left
        if low[self.number.last : self.number.last + 1] != ["times"]:
            return None
        broken = any(w in VERBS and VERBS[w].action == "violate" for w in low[max(0, left - 9) : left])
        self.population = "violations"
        return self._result("violate")._replace(measure="violations" if broken else None)

    def _the_total(self) -> Count | None:
        """ "..., bringing the total to 285", "the true figure is 244": of what was counted just before."""
        if self.word in _IS and self.before_word in ("figure", "number", "total", "count", "tally") and self.bare:
            of = self.whole if self.previous is None else self.previous
            if (
                of is not None
                and of.measure is not None
                and _QUOTED_VALUE.issuperset(self.low[max(0, self.g - 4) : self.g])
            ):
                self._like(of)
                self.rate = self.rate or of.rate
                return self._result(of.action, self.g, toll=of.total, measure=of.measure)
        previous = self.previous
        if self.word == "of" and self.before_word in ("spoke", "speaks", "talks", "talked") and self.bare:
            of = previous or self.whole
            if of is not None and of.measure is not None:
                self._like(of)
                return self._result(of.action, self.g, measure=of.measure)
        if self.word == "to" and self.before_word in _BRINGS and previous is not None and previous.measure is not None:
            after = self.low[self.number.last : self.number.last + 2]  # "bringing to 225 the number handed over"
            if after[:1] == ["the"] and after[1:] and after[1] in ("number", "total", "toll", "tally"):
                self._like(previous)
                return self._result(previous.action, self.g, toll=True, measure=previous.measure)
        fell = previous is not None and self.low[max(0, previous.number.lead - 1)] == "from"
        if self.word == "to" and self.bare and previous is not None and fell and previous.thing in SELF_SAID:
            self._like(previous)  # "fell from 300 trucks a day to 180"
            self.rate = self.rate or previous.rate
            return self._result(None, self.g)
        if self.word not in ("to", "at") or not self.bare or previous is None or previous.measure is None:
            return None
        if self.before_word not in ("total", "tally", "number", "count", "figure"):
            return None
        if self.low[self.g - 2 : self.g - 1] not in (["the"], ["overall"], ["its"]):
            return None
        self._like(previous)
        return self._result(previous.action, self.g, toll=True, measure=previous.measure)

    def _more_troops(self) -> bool:
        """A bare number after a count of troops."""
        of = self.previous or self.whole
        if not self.bare or of is None or of.measure != "troops":
            return False
        self._like(of)
        return True

    def _total_of(self) -> Count | None:
        """ "140 lorries a day, a total of 4,200"."""
        previous = self.previous
        if (
            not self.total
            or not self.bare
            or previous is None
            or previous.thing not in ("truck", "pallet", "violation", "body")
        ):
            return None
        self._like(previous)
        return self._result(previous.action, measure=previous.measure)

    def _look_back(self) -> None:
        """ "... releasing captives, with the first seven handed over": of whom a bare number is, a few words back."""
        for j in range(self.left - 1, max(-1, self.left - 14), -1):
            thing = THINGS.get(self.low[j])
            if thing in ("captive", "prisoner", "body"):
                self.thing, self.population = thing, self.low[j]
                return

    def _gap(self) -> Count | None:
        """ "40 were seized in May and 70 in June"."""
        previous, after = self.previous, self.number.last
        if self.word != "and" or not self.bare or previous is None or previous.measure is None:
            return None
        following = self.low[after] if after < len(self.low) else ""
        if not (following in ("in", "on", "between", "from", "by", "since") or any(self.line.skip[after : after + 1])):
            return None
        self._like(previous)
        self.part = self.part or previous.breakdown
        return self._result(previous.action, measure=previous.measure)

    def _versus(self) -> Count | None:
        """ "4,200 in all, against the 9,000 that the plan requires"."""
        previous = self.previous
        if not self.bare or previous is None or previous.measure not in ("trucks", "released", "bodies_returned"):
            return None
        before = self.low[self.left - 2 : self.left]
        that = before == ["and", "that"] and self.rate is not None  # "... and that 200 a day had been promised"
        if not that and before[-1:] not in (["against"], ["than"], ["of"], ["from"]):
            return None
        self._like(previous)
        self.rate = self.rate or previous.rate
        return self._result(previous.action, measure=previous.measure)
