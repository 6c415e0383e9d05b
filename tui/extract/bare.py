"""Numbers without a noun of their own: "... instead of 600", "the total to 285", "40 in May and 70 in June".

What they count is what a count before them counted; which one, and whether it is a reading at all, is said by the
words between the two.
"""

from __future__ import annotations

from tui.extract.case import COMPLEMENT, Case, Count
from tui.extract.lexicon import DETERMINERS, THINGS, VERBS, Thing, measure_of
from tui.extract.phrases import plain
from tui.extract.tolls import MOVES, counted_after
from tui.records import Measure


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VALUES = _set("toll figure count tally estimate number total")
_BEFORE = _set("earlier previous initial prior")
_QUOTED_VALUE = _set(
    """says said say that , the true real actual correct right figure number total count tally overall stood stands
    insists insisted claims claimed its their"""
)
_BRINGS = _set("bringing brings brought raising raises raised taking takes pushing pushes lifting lifts")
_GROWS = _set("rising growing climbing increasing swelling expanding going")
_REACHES = _set("reached was is topped passed exceeded totalled totaled numbered")
_LOGS = _set("logged counted counts tracked recorded registered tallied verified documented")
_LOADED = _set("carrying loaded laden containing bearing")
_PUTS = _set("put puts putting placed places gave gives")
_ARRIVES = _set("stood stands came comes rose rises amounted amounts")
_LINK_OF_COMPARISON = _set("against than versus vs below above under beyond instead short half twice out")
_WITH = _set("compared keeping line")
_IN_A_COMPARISON = _set(
    """of with to the a its their that which agreed promised required stipulated planned pledged daily target quota
    figure level minimum goal commitment needed benchmark original well far only just even about around roughly
    nearly almost at least or in"""
)
_IN_TURN: tuple[Measure, ...] = ("released", "bodies_returned", "trucks", "pallets", "troops")
_PILES: tuple[Thing, ...] = ("truck", "pallet", "violation", "body", "attack", "arrest")
SELF_SAID: tuple[Thing, ...] = ("death", "injury", "truck", "pallet", "violation", "casualty", "patient", "arrest")


class Bare(Case):
    """The questions that only a number without a noun of its own is asked."""

    def _before(self) -> Count | None:
        """The count before this one that has a measure: in the line, else the whole of the sentence before."""
        if self.previous is not None and self.previous.measure is not None:
            return self.previous
        return self.whole if self.whole is not None and self.whole.measure is not None else None

    def _same(self, of: Count, *, toll: bool = False) -> Count:
        """The same measure of the same things as `of`."""
        self._like(of)
        return self._result(of.action, self.g, toll=toll, measure=of.measure)

    def _earlier(self) -> Count | None:
        """ "down from 96", "from 140 the day before, to 71": what a count was before is no new reading."""
        low, left = self.low, self.left
        if (
            self.word in ("of", "at")
            and self.before_word in _VALUES
            and _BEFORE.intersection(low[max(0, self.g - 3) : self.g])
        ):
            return self._result(None)._replace(measure=None, past=True)  # "an earlier toll of nine"
        if low[left - 1 : left] == ["from"] and left >= 2:
            if low[left - 2] in MOVES:
                return self._result(None)._replace(measure=None, past=True)
            previous = self.previous
            if (
                previous is not None
                and previous.total
                and not MOVES.isdisjoint(low[max(0, previous.np_first - 8) : left])
            ):
                return self._result(None)._replace(measure=None, past=True)
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
        if self.word == "to" and self.before_word in _BRINGS and (found := self._number_of()) is not None:
            return found
        if not self.bare:
            return None
        low, g, previous, of = self.low, self.g, self.previous, self._before()
        if self.word in ("is", "was", "at") and self.before_word in ("figure", "number", "total", "count", "tally"):
            first = self.whole if previous is None else previous
            if first is not None and first.measure is not None and _QUOTED_VALUE.issuperset(low[max(0, g - 4) : g]):
                self.rate = self.rate or first.rate
                return self._same(first, toll=first.total)
        linked = self.word in _REACHES or (self.word in ("at", "to") and self.before_word in _ARRIVES)
        own = self.right is not None and not self.right.crossed and self.right.action in ("kill", "die", "injure")
        if (
            linked
            and of is not None
            and not own
            and self.toll is None
            and not _VALUES.isdisjoint(low[max(0, g - 8) : g])
        ):
            return self._same(of, toll=not of.breakdown)  # "The ministry's count that day stood at 71,667"
        if self.word == "at" and self.before_word in _VALUES and not _PUTS.isdisjoint(low[max(0, g - 6) : g]):
            return self._same(of, toll=not of.breakdown) if of is not None and self.toll is None else None
        if self.word == "of" and self.before_word in ("spoke", "speaks", "talks", "talked") and of is not None:
            return self._same(of)
        if self.word != "to" and self.word != "at":
            return None
        if previous is None:
            return None
        if self.word == "to" and self.before_word in _GROWS and previous.measure is not None:
            return self._same(previous)  # "a first contingent of 5,000, rising to 10,000"
        fell = low[max(0, previous.number.lead - 1)] == "from"
        if self.word == "to" and fell and previous.thing in SELF_SAID:
            self._like(previous)  # "fell from 300 trucks a day to 180"
            self.rate = self.rate or previous.rate
            return self._result(None, g)
        the = low[g - 2 : g - 1] in (["the"], ["overall"], ["its"])
        if previous.measure is not None and the and self.before_word in ("total", "tally", "number", "count", "figure"):
            return self._same(previous, toll=True)
        return None

    def _number_of(self) -> Count | None:
        """ "bringing to 225 the number handed over": the value stands before what it is the number of."""
        last = self.number.last
        if self.low[last : last + 1] != ["the"] or self.low[last + 1 : last + 2] == []:
            return None
        if _VALUES.isdisjoint(self.low[last + 1 : last + 3]):
            return self._those(last + 1)
        found, population = counted_after(self.line, last + 1)
        of = self._before()
        if found is not None and (found[1] != "plain" or population is not None):
            self.thing = found[1] if found[1] != "plain" else self.thing
            self.population = population or self.population
            self.people = True
            if self._fits(found[0]):
                return self._result(found[0], self.g, toll=True)
        return self._same(of, toll=True) if of is not None else None

    def _those(self, first: int) -> Count | None:
        """ "This brings to 55 the children killed this year": whom, and by what, stands behind the value."""
        low, end = self.low, first
        while end < len(low) and plain(low[end]) and low[end] not in VERBS and end - first < 5:
            end += 1
        verb = VERBS.get(low[end]) if end < len(low) else None
        if end == first or verb is None or not verb.passive:
            return None
        self.population, self.people = self.line.surface(first, end), True
        return self._result(verb.action, self.g, toll=True) if self._fits(verb.action) else None

    def _more_troops(self) -> bool:
        """A bare number after a count of troops."""
        of = self.previous or self.whole
        if not self.bare or of is None or of.measure != "troops":
            return False
        self._like(of)
        return True

    def _left_over(self) -> Count | None:
        """ "17 were returned, leaving 11 in the enclave", "five are still held": what is not yet given back."""
        of = self._before()
        if not self.bare or of is None or of.measure not in (*COMPLEMENT, *COMPLEMENT.values()):
            return None
        remaining = "remaining" in self.low[self.left : self.number.lead]
        leaves = remaining or self.word in ("leaving", "leaves", "leave", "left")
        right = self.right
        held = right is not None and right.action == "hold" and not right.crossed
        held = held or "still" in self.low[self.number.last : self.number.last + 2]
        if not leaves and not held:
            return None
        self._like(of)
        measure = of.measure
        return self._result("hold", self.g, measure=COMPLEMENT.get(measure, measure) if measure else None)

    def _total_of(self) -> Count | None:
        """ "140 lorries a day, a total of 4,200", "4,200 lorries, an average of 140 a day"."""
        of = self.previous if self.previous is not None and self.previous.thing in _PILES else self.whole
        if not (self.total or self.average) or not self.bare or of is None or of.thing not in _PILES:
            return None
        if of.measure is None and of is not self.previous:
            return None
        self._like(of)
        return self._result(of.action, measure=of.measure or measure_of(of.action, of.thing, people=False))

    def _handled_since(self) -> Count | None:
        """ "1,072 truckloads were collected; 14 were intercepted": whatever became of a truck."""
        of, after = self._before(), self.low[self.number.last : self.number.last + 1]
        if not self.bare or of is None or of.thing not in ("truck", "pallet") or after not in (["were"], ["was"]):
            return None
        smaller = (self.number.value or 0) < (of.number.value or 0)
        found = self._same(of)._replace(breakdown=smaller)
        return found if self.right is None or self.right.action is None else None

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
        if not (self.bare or self.phrase.head == "others") or previous is None or previous.measure is None:
            return None
        if self.bare and self._named_anew():
            return self._same(previous)
        if self.word != "and":
            return None
        following = self.low[after] if after < len(self.low) else ""
        if not (following in ("in", "on", "between", "from", "by", "since") or any(self.line.skip[after : after + 1])):
            return None
        self._like(previous)
        self.part = self.part or previous.breakdown
        return self._result(previous.action, measure=previous.measure)

    def _named_anew(self) -> bool:
        """ "Sampleland offered 2,000 troops, Marenia 8,000": the verb is said once."""
        g = self.g
        while g > 0 and self.line.upper(g):
            g -= 1
        following = self.low[self.number.last : self.number.last + 1]
        ends = not following or following[0] in (",", "and", ".", ";")
        return g < self.g and self.low[g] in (",", "and", ";") and ends and not any(self.line.skip[g : self.g + 1])

    def _elliptic(self) -> Count | None:
        """ "More than 360 were killed; three of its soldiers have": an auxiliary for the verb said before."""
        low, last = self.low, self.phrase.last
        of = self._before()
        follow = {"follow", "followed", "following"}.intersection(low[last : last + 5])
        if of is not None and self.bare and self.delta and of.measure in _IN_TURN and follow:
            return self._same(of)  # "Seven were freed. Another 13 are expected to follow"
        waits = {"wait", "waiting", "await", "awaiting"}.intersection(low[last : last + 4])
        if of is not None and self.bare and of.measure == "patients" and waits:
            return self._same(of)
        if of is None or low[last : last + 1] not in (["have"], ["has"], ["had"], ["did"], ["were"], ["was"]):
            if self.word == "among" and self.bare and self.previous is not None and of is not None:
                self.part = False
                return self._same(of, toll=of.total)  # "600 were killed, among the 72,000 counted since"
            return None
        ends = low[last + 1 : last + 2] in ([], ["."], [","], [";"], ["too"])
        return self._result(of.action) if ends and self._fits(of.action) else None

    def _of_stuff(self) -> Count | None:
        """ "15 trucks of gas and 28 of fuel": the noun is said once."""
        previous, last = self.previous, self.number.last
        before = self._before()
        loaded = self.bare and self.word == "and" and not _LOADED.isdisjoint(self.low[last : last + 1])
        if loaded and before is not None and before.thing in ("truck", "pallet"):
            return self._same(before)  # "1,100 trucks of food, and 96 carrying tents"
        if previous is None or previous.thing not in ("truck", "pallet", "body") or previous.measure is None:
            return None
        if self.low[last : last + 1] != ["of"] or not self.coordinated or self.number.of_them:
            return None
        end = last + 1
        while end < len(self.low) and (plain(self.low[end]) or self.low[end] in DETERMINERS):
            if self.low[end] in VERBS or self.line.skip[end]:
                break
            end += 1
        noun, of = (previous.population or "").split(" of ")[0], self.line.surface(last, end)
        self.thing, self.population = previous.thing, f"{noun} {of}".strip()
        return self._result(previous.action, measure=previous.measure)

    def _logged(self) -> Count | None:
        """ "says it lets in 450 trucks a day; the UN has logged fewer than 100": of the same, by another's count."""
        of = self._before()
        if not self.bare or of is None or self.word not in _LOGS or of.measure not in _IN_TURN:
            return None
        return self._same(of)

    def _average_is(self) -> Count | None:
        """ "was to let in 600 lorries a day; the average is nearer 140": what the number before was of."""
        of, low = self._before(), self.low
        if not self.bare or of is None or of.rate is None or self.word not in ("is", "was", "of", "at"):
            return None
        if {"average", "reality", "actual"}.isdisjoint(low[max(0, self.g - 4) : self.g]):
            return None
        self.rate = self.rate or of.rate
        return self._same(of)

    def _versus(self) -> Count | None:
        """ "4,200 in all, against the 9,000 that the plan requires", "140 a day instead of the agreed 600"."""
        of = self._before()
        if not self.bare or of is None or of.measure not in ("trucks", "pallets", "released", "bodies_returned"):
            return None
        before = self.low[self.left - 2 : self.left]
        that = before == ["and", "that"] and self.rate is not None  # "... and that 200 a day had been promised"
        if not that and before[-1:] not in (["against"], ["than"], ["of"], ["from"]) and not self._compared():
            return None
        self._like(of)
        self.rate = self.rate or of.rate
        return self._result(of.action, measure=of.measure)._replace(versus=True)

    def _compared(self) -> bool:
        """Whether words of comparison stand before the number: "well below", "instead of the agreed"."""
        low = self.low
        if low[self.number.lead : self.number.lead + 1] and low[self.number.lead] in _LINK_OF_COMPARISON:
            return True  # taken for a qualifier
        for j in range(self.left - 1, max(-1, self.left - 8), -1):
            if low[j] in _LINK_OF_COMPARISON or (low[j] in _WITH and low[j + 1 : j + 2] in (["with"], ["to"])):
                return True
            if low[j] not in _IN_A_COMPARISON and not low[j].endswith("'s"):
                return False
        return False
