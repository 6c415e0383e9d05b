"""One number in its sentence: what stands around it, gathered before `measures` asks what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.extract.behind import right_of
from tui.extract.governors import (
    BE,
    RELATIVE,
    in_parts,
    used_as_noun,
)
from tui.extract.lexicon import (
    DETERMINERS,
    VERBS,
    Action,
    Thing,
    is_people,
    measure_of,
)
from tui.extract.line import Line
from tui.extract.numbers import Number
from tui.extract.phrases import Phrase, adverb, plain, population_of
from tui.extract.tolls import TOLL_LINKS, rate_of, toll
from tui.records import Measure


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LEADS = _set(
    """the a an another additional further other first last final remaining these those its their his her all such
    every any no our"""
) | frozenset("“\"‘'(")
_NEW = _set("more another further additional new")
PARTICLES = _set("over up back out off down in away")
_JOINERS = frozenset(("and", "+", ",", "or", "plus", "&", "then", "with", "/", "comprising", "representing"))
_INCLUDING = _set("including include includes included namely")
_HOSPITAL = _set("hospital hospitals morgue morgues medics doctors clinic clinics complex")
_TOGETHER = _set("family families group groups crowd crew batch shipment pair cell squad team party convoy fleet")
_WENT_BACK = _set("gone come returned return")
_CROWDS = _set("citizens residents palestinians gazans lebanese inhabitants civilians")
_GRAVELY = _set("seriously critically severely lightly moderately gravely badly slightly")
_EXCHANGE = _set("cross icrc exchange exchanged swap handed deal")
COMPLEMENT: dict[Measure, Measure] = {"released": "held", "bodies_returned": "bodies_held"}
CAPTIVE: tuple[Thing, ...] = ("captive", "prisoner")


class Count(NamedTuple):
    """One number with what it counts."""

    number: Number
    measure: Measure | None
    """None: nothing that we count."""
    action: Action | None
    thing: Thing
    population: str | None
    np_first: int
    np_last: int
    """Tokens of the counted noun phrase, exclusive."""
    breakdown: bool = False
    delta: bool = False
    total: bool = False
    """The text calls it a toll or a total."""
    rate: str | None = None
    governor: int | None = None
    """Token of the verb or noun that governs it."""
    past: bool = False
    """What a count was before: "down from 96"."""
    versus: bool = False
    """Set against another number: "against the 600 that ..."."""


class Case:
    """One number in its line, with what was found of the numbers before it."""

    def __init__(
        self,
        line: Line,
        number: Number,
        phrase: Phrase,
        ends: Mapping[int, int],
        counts: Sequence[Count],
        whole: Count | None,
        adds_to: float | None = None,
        asked: Action | None = None,
    ) -> None:
        self.line, self.low = line, line.low
        self.number, self.phrase = number, phrase
        self.previous = counts[-1] if counts else None
        self.whole = whole
        self.counts = counts
        self.adds_to = adds_to
        """What the numbers of its list make together, where it stands in a list behind a colon."""
        self.asked = asked
        """What the question right before asks of: "How many have been freed?"."""
        self.thing, self.people = phrase.thing, phrase.people
        self.bare = phrase.head == ""
        self.total = self.delta = self.average = False
        self.tried: Action | None = None
        """What the verb before it says, where that is nothing we count of such a thing."""
        self.left = self._leads()
        self._delta()
        self.population = self._population(counts)
        self.rate = rate_of(line, number, phrase)
        g = self.left - 1
        while (
            g > 0
            and (adverb(self.low[g]) or self.low[g] in ("still", "now", "already"))
            and self.low[g] not in PARTICLES
        ):
            g -= 1
        self.g = g
        """Token right before the number, its qualifier and determiners."""
        self.word = self.low[g] if g >= 0 else ""
        self.before_word = self.low[g - 1] if g >= 1 else ""
        self.starts = ends
        self.right = right_of(line, phrase.last, ends)
        if self.right is not None and (self.thing in ("body", "death") or phrase.dead):
            low_at = self.low[self.right.at]
            if self.right.crossed and self.right.action == "recover" and self.thing == "death":
                self.right = self.right._replace(action=None)  # "13 dead, five of them pulled from the rubble"
            carried = self.right.action == "injure" and low_at in ("taken", "brought", "rushed")
            self.right = self.right._replace(action=self._to_hospital("enter" if carried else self.right.action))
        away = self.right is not None and self.right.action == "hold" and self.thing == "plain"
        if away and self.right is not None and self.low[self.right.at] in _WENT_BACK:
            self.right = self.right._replace(action="displace")  # "64,000 people have not gone back"
        self.coordinated = self.previous is not None and self._coordinated(self.previous)
        self.part = self._part()
        compared = self.before_word in ("compared", "against", "versus")
        now = self.low[g + 1 : g + 2] == ["now"] and g + 1 < self.left  # "the toll since October now 627"
        linked = self.word in TOLL_LINKS or now or (self.bare and self._number_of_before(g))
        self.toll = toll(line, g + 1) if linked and not compared else None

    def _number_of_before(self, g: int) -> bool:
        """ "..., total number of injuries 3,118": a table in a sentence, without a verb."""
        if self.low[self.number.last : self.number.last + 1] not in ([], [","], [";"], ["."], ["and"], ["•"], [")"]):
            return False
        return any(self.low[j : j + 2] == ["number", "of"] for j in range(max(0, g - 4), g))

    def _leads(self) -> int:
        """Where determiners and "a total of" before the number begin."""
        low, left = self.low, self.number.lead
        while left:
            word = low[left - 1]
            if left >= 3 and word == "of" and low[left - 2] in ("total", "average", "combined", "estimated"):
                self.total = self.total or low[left - 2] == "total"
                self.average = self.average or low[left - 2] == "average"
                left -= 3 if low[left - 3] in DETERMINERS else 2
            elif left >= 2 and word == "of" and low[left - 2] in _TOGETHER and not self.line.upper(left - 2):
                left -= 2  # "wiped out a family of seven", "a group of five fishermen"
            elif word in LEADS and not (word in ("'", '"') and self.line.glued(left - 1)):
                self.delta = self.delta or word in _NEW
                left -= 1
            else:
                break
        return left

    def _delta(self) -> None:
        low, number = self.low, self.number
        around = low[number.last : number.last + 2]
        self.others = "others" in around
        if self.others or (around and (around[0] in _NEW or around[0] == "other")):
            self.delta = True
        if low[max(0, number.lead - 1) : number.lead] == ["other"]:
            self.delta = True

    def _population(self, counts: Sequence[Count]) -> str | None:
        population = population_of(self.line, self.phrase)
        if self.thing == "arrest":
            return "people"
        if population is not None and population.lower() in ("others", "other", "victims", "more"):
            population = "people"
        if self.others and self.previous is not None and self.previous.thing in CAPTIVE:
            self.thing, population = self.previous.thing, self.previous.population  # "26 hostages ..., two others"
        if self.number.of is not None and self.bare:
            same = next((c for c in reversed(counts[-8:]) if c.number.value == self.number.of), None)
            if same is not None:
                self.thing, population = same.thing, same.population  # "33 hostages ...; eight of the 33"
        dead = self.phrase.first > self.number.last and self.thing in ("death", "injury", "casualty")
        if self.bare and population is None and (opening := self._opening_noun()) is not None:
            population = opening
        if self.number.of_them or self.bare or dead:
            population = self._named_by_predicate() or population
        return population

    def _named_by_predicate(self) -> str | None:
        """ "four of those killed were civilians", "Fourteen were women": whom the number counts, behind the verb."""
        low, i = self.low, max(self.phrase.last, self.number.after)
        while i < len(low) and i - self.number.last < 6 and (low[i] in VERBS or plain(low[i])) and low[i] not in BE:
            i += 1
        if low[i : i + 1] not in (["were"], ["are"], ["was"]):
            return None
        first = last = i + 1
        while last < len(low) and last - first < 4 and plain(low[last]) and low[last] not in VERBS:
            if self.line.skip[last]:
                return None
            last += 1
        if last == first or (low[first].endswith(("ed", "en")) and low[first] not in ("women", "men", "children")):
            return None
        if not is_people(low[last - 1], False) or low[last : last + 1] == ["of"]:
            return None
        if self.number.lead == 0 and self.bare and self.whole is not None:
            self.number = self.number._replace(of_them=True)  # a sentence that begins so goes on with a whole
        return self.line.surface(first, last)

    def _coordinated(self, previous: Count) -> bool:
        """Whether the number is joined to the one before by "and" or a comma, with no verb in between."""
        low, left = self.low, self.left
        if left < 1 or low[left - 1] not in _JOINERS:
            return low[max(0, left - 3) : left] in (
                ["as", "well", "as"],
                ["along", "with", "another"],
                ["in", "addition", "to"],
            ) or (low[left - 2 : left] == ["along", "with"])
        start = max(previous.np_last, previous.number.after)
        if left - start > 14:
            return False
        return not any(
            (w in VERBS and not used_as_noun(self.line, i)) or w in RELATIVE or w in (";", ".", ":")
            for i, w in enumerate(low[start:left], start)
        )

    def _part(self) -> bool:
        """Whether the number is part of a whole; sets which whole where the words say so."""
        low, g = self.low, self.g
        previous = self.previous
        part = self.number.of_them or (self.right is not None and self.right.part)
        part = part or self.word in _INCLUDING
        part = part or (
            self.word in ("of", "them", "whom", "those", "which")
            and self.before_word in ("them", "whom", "of", "among")
        )
        if previous is not None and previous.measure is not None:
            if low[self.left : self.left + 1] == ["("] and not self.line.upper(self.left - 1):
                part, self.whole = True, previous  # "8 (6 of them new + 2 recovered)"
            if self.coordinated and previous.breakdown:
                part = True
        if low[self.number.last : self.number.last + 1] == ["each"] and previous is not None:
            part, self.whole = True, previous
        part = part or in_parts(self.line, self.left)
        part = part or low[self.phrase.last : self.phrase.last + 2] in (["among", "them"], ["among", "these"])
        mark = low[self.left - 1] if self.left else ""
        gravely = self.bare and not _GRAVELY.isdisjoint(low[self.number.last : self.number.last + 1])
        if gravely and previous is not None and previous.measure == "injured":
            part, self.whole = True, previous  # "five were hurt, one seriously"
        if previous is not None and previous.measure is not None and mark in (":", "-", "–", "—"):
            smaller = (self.number.value or 0) < (previous.number.value or 0)
            near = self.bare or previous.np_last == self.left - 1
            if smaller and (near or self.people or (mark == ":" and previous.measure in ("violations", "attacks"))):
                part, self.whole = True, previous  # "21 were killed: 12 in the city, ..."; "875 breaches: 265 ..."
        if self.word in BE and low[max(0, g - 2) : g] in (["among", "whom"], ["among", "them"], ["of", "whom"]):
            part = True  # "among whom were 136 children"
        if self.adds_to is not None:
            whole = next((c for c in self.counts if c.number.value == self.adds_to), None)
            part, self.whole = part or whole is not None, whole or self.whole
        if low[0] == "of" and self.whole is not None and self._of_the_total():
            part = True
        if previous is not None and previous.measure is None and self.number.of == previous.number.value is not None:
            part = part or (self.bare and (self.right is None or self.right.action is None))
        if part and self.whole is None:
            self.whole = previous
        return part and g >= -1

    def _opening_noun(self) -> str | None:
        """ "Of the affected households, 139 were hit": whom the bare numbers of such a sentence count."""
        low = self.low
        if low[0] not in ("of", "among") or low[1:2] != ["the"] or self.number.lead < 3:
            return None
        end = 2
        while end < min(6, len(low)) and plain(low[end]):
            end += 1
        if low[end : end + 1] != [","] or not is_people(low[end - 1], False):
            return None
        return self.line.surface(end - 1, end)

    def _of_the_total(self) -> bool:
        """ "Of the total, 639 were commercial": the sentence goes through the parts of what was counted before."""
        low = self.low
        return low[1:3] == ["the", "total"] or low[1:2] in (["these"], ["those"], ["them"], ["which"], ["this"])

    # ------------------------------------------------------------------ the answer

    def _fits(self, action: Action | None) -> bool:
        return measure_of(action, self.thing, people=self.people, dead=self.phrase.dead) is not None

    def _result(
        self, action: Action | None, at: int | None = None, *, measure: Measure | None = None, toll: bool = False
    ) -> Count:
        found = measure or measure_of(action, self.thing, people=self.people, dead=self.phrase.dead)
        if self.number.all_but and found is not None:
            found = COMPLEMENT.get(found, found)
        low, left = self.low, self.left
        return Count(
            number=self.number,
            measure=found,
            action=action,
            thing=self.thing,
            population=self.population if self.population is not None else self._inherited(),
            np_first=self.phrase.first,
            np_last=self.phrase.last,
            breakdown=self.part,
            delta=self.delta and not self.part,
            total=self.total or toll,
            rate=self.rate,
            governor=at,
            versus=low[left - 1 : left] in (["against"], ["than"], ["versus"]) if left else False,
        )

    def _inherited(self) -> str | None:
        """Whom a bare number counts: the same as the number that it belongs to."""
        previous = self.previous
        if self.part and self.whole is not None:
            return self.whole.population
        if previous is not None and previous.population is not None:
            if previous.number.value == 1 or previous.thing in ("death", "injury", "arrest"):
                return "people"
            if previous.measure == "troops" and self.bare:
                return previous.population
            if previous.measure is None and self._of_whom(previous):
                return previous.population
            if self._joined_deed(previous):
                return previous.population
            between = [w for w in self.low[previous.np_last : self.number.lead] if w in ("and", "or", ",", ";")]
            if between == ["and"] and not previous.breakdown:
                return previous.population
        return "people"

    def _joined_deed(self, previous: Count) -> bool:
        """ "killing 556 citizens, wounding 1,500 and arresting 50": the second deed is done to the same crowd."""
        if previous.governor is None or previous.governor >= previous.number.first or not self.bare:
            return False
        crowd = (previous.population or "").lower().split()[-1:]
        return crowd != [] and crowd[0] in _CROWDS and self.word in VERBS and VERBS[self.word].active

    def _of_whom(self, previous: Count) -> bool:
        """ "spotted four gunmen near the line; three were shot": the bare number is some of those named before."""
        head = (previous.population or "").split()[-1:]
        fewer = (self.number.value or 0) <= (previous.number.value or 0)
        return self.bare and fewer and previous.thing == "plain" and bool(head) and is_people(head[0].lower(), False)

    def _like(self, other: Count) -> None:
        """Count the same things as `other`."""
        self.thing, self.population = other.thing, other.population

    # ------------------------------------------------------------------ the steps

    def _to_hospital(self, action: Action | None) -> Action | None:
        """What hospitals receive on a day of strikes are that day's dead, unless bodies were exchanged."""
        if action not in ("return", "enter") or _HOSPITAL.isdisjoint(self.low) or not _EXCHANGE.isdisjoint(self.low):
            return action
        handed = any(a in ("from", "by") and b.startswith("israel") for a, b in pairwise(self.low))
        return action if handed else "kill"
