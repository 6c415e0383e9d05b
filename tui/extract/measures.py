"""What a number counts: the verb or noun that governs it, found by clause and coordination, not by nearness.

`govern` asks, for each number of a line and in this order: is it a share or "N times"; the verb right before it
("killed 24"); the noun of action that it completes ("the release of 20"); the toll that it is the value of; the
predicate of its own noun phrase ("24 people were killed"); the whole that it is part of ("including 20 children");
the number that it is coordinated with ("40 prisoners and 60 detainees"); a predicate that it shares; and last
its own head noun ("14 deaths"). The first that answers with a measure of the contract decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.extract.governors import (
    BE,
    RELATIVE,
    in_parts,
    joined,
    listed_verb,
    nearby_action,
    right_of,
    subject_action,
    used_as_noun,
)
from tui.extract.lexicon import ACTION_NOUNS, BODY_NOUNS, DETERMINERS, THINGS, VERBS, Action, Thing, measure_of
from tui.extract.line import Line
from tui.extract.numbers import Number
from tui.extract.phrases import Phrase, adverb, find_phrase, plain, population_of
from tui.extract.tolls import TOLL_LINKS, rate_of, share_of, toll, toll_population
from tui.records import Measure


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEADS = _set(
    """the a an another additional further other first last final remaining these those its their his her all such
    every any no our"""
) | frozenset("“\"‘'(")
_NEW = _set("more another further additional new")
_PARTICLES = _set("over up back out off down in away")
_JOINERS = frozenset(("and", "+", ",", "or", "plus", "&", "then", "with", "/", "comprising", "representing"))
_INCLUDING = _set("including include includes included namely")
_RECORDED = _set(
    """recorded documented registered reported monitored verified logged counted launched conducted committed out
    documents records tallied observed staged carried documenting recording averaging mounted"""
)
_TAKEN = _set("took taken taking takes seized seizing dragged captured capturing snatched")
_FORCED = _set("forced forcing forces drove driven driving pushed compelled compelling")
_AWAY = _set("flee leave homes home evacuate move out relocate abandon")
_LEFT = _set("left leaves leaving made making rendered")
_SOLDIERS = _set("troops soldiers peacekeepers personnel police officers forces")
_HOSPITAL = _set("hospital hospitals morgue morgues medics")
_EXCHANGE = _set("cross icrc exchange exchanged swap handed deal")
_COMPLEMENT: dict[Measure, Measure] = {"released": "held", "bodies_returned": "bodies_held"}
_CAPTIVE: tuple[Thing, ...] = ("captive", "prisoner")
_SELF_SAID: tuple[Thing, ...] = ("death", "injury", "truck", "pallet", "violation", "casualty", "patient")


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
    versus: bool = False
    """Set against another number: "against the 600 that ..."."""


def govern(line: Line, numbers: Sequence[Number], before: Count | None = None) -> list[Count]:
    """What each of `numbers` counts. `before` is the last whole count of the sentence before, for parts of it."""
    counts: list[Count] = []
    numbers = _with_wholes(line, numbers)
    phrases = [find_phrase(line, number) for number in numbers]
    ends: dict[int, int] = {}
    for number, phrase in zip(numbers, phrases, strict=True):
        ends[number.lead] = ends[number.first] = max(phrase.last, number.last)
    whole = before
    for k, (number, phrase) in enumerate(zip(numbers, phrases, strict=True)):
        count = _Case(line, number, phrase, ends, counts, whole).count()
        if k == 0 and _is_whole(line, numbers):
            count = count._replace(measure=None)  # "Of the 28 bodies, 27 ...": the M of the next
        counts.append(count)
        if count.measure is not None and not count.breakdown:
            whole = count
    return counts


def _is_whole(line: Line, numbers: Sequence[Number]) -> bool:
    """Whether the line begins "Of the 28 bodies, 27": its first number is the M of its second."""
    return len(numbers) > 1 and line.low[0] == "of" and numbers[0].lead <= 3 and numbers[0].value is not None


def _with_wholes(line: Line, numbers: Sequence[Number]) -> Sequence[Number]:
    if not _is_whole(line, numbers):
        return numbers
    first, second, *rest = numbers
    if second.of is not None or second.value is None or first.value is None or second.value > first.value:
        return numbers
    return [first, second._replace(of=first.value), *rest]


class _Case:
    """One number in its line, with what was found of the numbers before it."""

    def __init__(
        self,
        line: Line,
        number: Number,
        phrase: Phrase,
        ends: Mapping[int, int],
        counts: Sequence[Count],
        whole: Count | None,
    ) -> None:
        self.line, self.low = line, line.low
        self.number, self.phrase = number, phrase
        self.previous = counts[-1] if counts else None
        self.whole = whole
        self.thing, self.people = phrase.thing, phrase.people
        self.bare = phrase.head == ""
        self.total = self.delta = False
        self.left = self._leads()
        self._delta()
        self.population = self._population(counts)
        self.rate = rate_of(line, number, phrase)
        g = self.left - 1
        while (
            g > 0
            and (adverb(self.low[g]) or self.low[g] in ("still", "now", "already"))
            and self.low[g] not in _PARTICLES
        ):
            g -= 1
        self.g = g
        """Token right before the number, its qualifier and determiners."""
        self.word = self.low[g] if g >= 0 else ""
        self.before_word = self.low[g - 1] if g >= 1 else ""
        self.right = right_of(line, phrase.last, ends)
        if self.right is not None and self.thing == "body":
            self.right = self.right._replace(action=self._to_hospital(self.right.action))
        self.coordinated = self.previous is not None and self._coordinated(self.previous)
        self.part = self._part()
        compared = self.before_word in ("compared", "against", "versus")
        self.toll = toll(line, g + 1) if self.word in TOLL_LINKS and not compared else None

    def count(self) -> Count:
        """The first answer that holds."""
        for step in (
            self._share,
            self._times,
            self._the_total,
            self._verb,
            self._turn_of_phrase,
            self._noun_of_action,
            self._total_of,
            self._toll,
            self._predicate,
            self._whole,
            self._coordination,
            self._gap,
            self._shared,
            self._force,
            self._head,
            self._versus,
            self._subject,
        ):
            found = step()
            if found is not None:
                return found
        return self._result(None)._replace(measure=None)

    # ------------------------------------------------------------------ what is gathered first

    def _leads(self) -> int:
        """Where determiners and "a total of" before the number begin."""
        low, left = self.low, self.number.lead
        while left:
            word = low[left - 1]
            if left >= 3 and word == "of" and low[left - 2] in ("total", "average", "combined", "estimated"):
                self.total = self.total or low[left - 2] == "total"
                left -= 3 if low[left - 3] in DETERMINERS else 2
            elif word in _LEADS and not (word in ("'", '"') and self.line.glued(left - 1)):
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
        if population is not None and population.lower() in ("others", "other", "victims", "more"):
            population = "people"
        if self.others and self.previous is not None and self.previous.thing in _CAPTIVE:
            self.thing, population = self.previous.thing, self.previous.population  # "26 hostages ..., two others"
        if self.number.of is not None and self.bare:
            same = next((c for c in reversed(counts[-8:]) if c.number.value == self.number.of), None)
            if same is not None:
                self.thing, population = same.thing, same.population  # "33 hostages ...; eight of the 33"
        return population

    def _coordinated(self, previous: Count) -> bool:
        """Whether the number is joined to the one before by "and" or a comma, with no verb in between."""
        low, left = self.low, self.left
        if left < 1 or low[left - 1] not in _JOINERS:
            return low[max(0, left - 3) : left] in (["as", "well", "as"], ["along", "with", "another"])
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
            self.word in ("of", "them", "whom", "those") and self.before_word in ("them", "whom", "of", "among")
        )
        if previous is not None and previous.measure is not None:
            if low[self.left : self.left + 1] == ["("] and not self.line.upper(self.left - 1):
                part, self.whole = True, previous  # "8 (6 of them new + 2 recovered)"
            if self.coordinated and previous.breakdown:
                part = True
        if low[self.number.last : self.number.last + 1] == ["each"] and previous is not None:
            part, self.whole = True, previous
        part = part or in_parts(self.line, self.left)
        if part and self.whole is None:
            self.whole = previous
        return part and g >= -1

    # ------------------------------------------------------------------ the answer

    def _fits(self, action: Action | None) -> bool:
        return measure_of(action, self.thing, people=self.people, dead=self.phrase.dead) is not None

    def _result(
        self, action: Action | None, at: int | None = None, *, measure: Measure | None = None, toll: bool = False
    ) -> Count:
        found = measure or measure_of(action, self.thing, people=self.people, dead=self.phrase.dead)
        if self.number.all_but and found is not None:
            found = _COMPLEMENT.get(found, found)
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
            if previous.number.value == 1:
                return "people"
            between = [w for w in self.low[previous.np_last : self.number.lead] if w in ("and", "or", ",", ";")]
            if between == ["and"] and previous.np_last > previous.np_first and not previous.breakdown:
                return previous.population
        return "people"

    def _like(self, other: Count) -> None:
        """Count the same things as `other`."""
        self.thing, self.population = other.thing, other.population

    # ------------------------------------------------------------------ the steps

    def _share(self) -> Count | None:
        number = self.number
        if not number.percent:
            return None
        before = self.previous or self.whole
        if self.population is None:
            low, end = self.low, number.last + 1
            if low[number.last : end] == ["of"]:
                while end < len(low) and (low[end] in DETERMINERS or (plain(low[end]) and low[end] not in VERBS)):
                    if self.line.skip[end]:
                        break
                    end += 1
                self.population = self.line.surface(number.last + 1, end) or None
            elif before is not None and before.number.percent:
                self.population = before.population
        share = share_of(self.line, number, before.measure if before is not None else None)
        return self._result(None)._replace(measure=share)

    def _times(self) -> Count | None:
        low, left = self.low, self.left
        if low[self.number.last : self.number.last + 1] != ["times"]:
            return None
        broken = any(w in VERBS and VERBS[w].action == "violate" for w in low[max(0, left - 9) : left])
        self.population = "violations"
        return self._result("violate")._replace(measure="violations" if broken else None)

    def _the_total(self) -> Count | None:
        """ "..., bringing the total to 285": of what was counted just before."""
        previous = self.previous
        if self.word not in ("to", "at") or not self.bare or previous is None or previous.measure is None:
            return None
        if self.before_word not in ("total", "tally", "number", "count", "figure"):
            return None
        if self.low[self.g - 2 : self.g - 1] not in (["the"], ["overall"], ["its"]):
            return None
        self._like(previous)
        return self._result(previous.action, self.g, toll=True, measure=previous.measure)

    def _verb(self) -> Count | None:
        low, right = self.low, self.right
        at = self.g - 1 if self.word in _PARTICLES and self.before_word in VERBS else self.g
        if at < 0 or low[at] not in VERBS or not VERBS[low[at]].active or (self.toll and low[at] in TOLL_LINKS):
            return None
        action = VERBS[low[at]].action
        if right is not None and not right.crossed and right.action in ("die", "kill") and action == "recover":
            action = "kill"  # "found 12 dead"
        if low[at] in ("let", "lets", "letting") and right is not None and low[right.at] in ("go", "free"):
            action = "free"
        action = joined(self.line, at, action)
        if self.thing == "body":
            action = self._to_hospital(action) or action
        return self._result(action, at) if self._fits(action) else None

    def _turn_of_phrase(self) -> Count | None:
        """Verbs that only count with the words behind the number: "took 30 people hostage", "left 20 homeless"."""
        low, word, g, last = self.low, self.word, self.g, self.phrase.last
        behind = low[last : last + 5]
        if word in _TAKEN and (
            self.thing == "captive"
            or {"hostage", "captive"}.intersection((*behind[:2], *low[max(self.phrase.first, last - 1) : last]))
        ):
            return self._result("abduct", g)
        if word in ("send", "sent", "sending", "sends") and self._soldiers():
            return self._result("deploy", g, measure="troops")
        if word == "dead" and self.before_word in ("shot", "shoot", "shooting", "left"):
            return self._result("kill", g)
        if word in _FORCED and self.people and _AWAY.intersection(behind):
            return self._result("displace", g)
        if word in _LEFT:
            if word in ("left", "leaves", "leaving") and self.thing in ("body", "captive"):
                return self._result("hold", g)
            if behind[:1] == ["homeless"]:
                return self._result("displace", g)
            if behind[:1] == ["without"] and self.people:
                return self._result("affect", g)
        return None

    def _soldiers(self) -> bool:
        return not _SOLDIERS.isdisjoint(self.low[self.phrase.first : self.phrase.last])

    def _noun_of_action(self) -> Count | None:
        noun = self.before_word
        if self.word == "of":
            if noun in BODY_NOUNS:
                return self._bodies(self.g - 1)
            if noun == "lives":
                return self._result("kill", self.g - 1)
            if noun in ACTION_NOUNS and self._fits(ACTION_NOUNS[noun]):
                return self._result(ACTION_NOUNS[noun], self.g - 1)
            for j in range(self.g - 2, max(-1, self.g - 5), -1):
                # "affecting the livelihoods of 300 people"
                if self.low[j] in VERBS and VERBS[self.low[j]].action == "affect" and self.people:
                    return self._result("affect", j)
        if self.word in ("on", "to") and ACTION_NOUNS.get(noun) == "injure" and self.people:
            return self._result("injure", self.g - 1)
        if self.word == "for" and noun in ("exchange", "return", "swap", "swapped", "exchanged"):
            return self._result("free", self.g - 1)
        return None

    def _bodies(self, noun: int) -> Count:
        """ "handed over the bodies of 15 more", "the remains of another 18 are yet to be repatriated"."""
        low, right = self.low, self.right
        g = noun - 1
        while g >= 0 and (low[g] in DETERMINERS or low[g] in _LEADS or low[g] in ("dead", "mutilated", "unidentified")):
            g -= 1
        if g >= 1 and low[g] in _PARTICLES and low[g - 1] in VERBS:
            g -= 1
        action: Action | None = None
        if g >= 0 and low[g] in VERBS and VERBS[low[g]].active:
            action = joined(self.line, g, VERBS[low[g]].action)
        elif g >= 1 and low[g] == "of" and low[g - 1] in ACTION_NOUNS:
            action = ACTION_NOUNS[low[g - 1]]
        elif right is not None and right.action is not None:
            pending = {"yet", "still", "remain", "remains", "not"}.intersection(low[noun : right.at + 1])
            action = "hold" if pending and not right.crossed else right.action
        elif {"remain", "remains", "still", "left"}.intersection(low[noun + 1 :]):
            action = "hold"
        if action is None:
            action = nearby_action(self.line, noun, noun + 1)
        return self._result(action, noun)._replace(measure=self._of_bodies(action))

    def _of_bodies(self, action: Action | None) -> Measure | None:
        found = measure_of(self._to_hospital(action), "body", people=True)
        return _COMPLEMENT.get(found, found) if self.number.all_but and found is not None else found

    def _to_hospital(self, action: Action | None) -> Action | None:
        """What hospitals receive on a day of strikes are that day's dead, unless bodies were exchanged."""
        if action not in ("return", "enter") or _HOSPITAL.isdisjoint(self.low) or not _EXCHANGE.isdisjoint(self.low):
            return action
        handed = any(a in ("from", "by") and b.startswith("israel") for a, b in pairwise(self.low))
        return action if handed else "kill"

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

    def _toll(self) -> Count | None:
        if self.toll is None or (self._own() and self.word in ("is", "was", "are", "were")):
            return None
        action, what = self.toll
        if not self.bare and self.thing not in ("plain", what):
            return None
        if self.bare and what != "plain":
            self.thing = what
        measure = measure_of(action, self.thing, people=self.people or what != "plain", dead=self.phrase.dead)
        if measure is None and self.thing == "attack":
            measure = "attacks"
        if measure is None:
            return None
        if self.population is None:
            self.population = toll_population(self.line, self.left)
        self.delta = self.delta and self.word == "of"
        return self._result(action, self.g, measure=measure, toll=True)

    def _own(self) -> bool:
        return self.right is not None and not self.right.crossed and self.right.action is not None

    def _predicate(self) -> Count | None:
        right = self.right
        if right is not None and self._own():
            action = right.action
            if self.bare and action in ("return", "free", "hold") and not self._fits(action):
                self._look_back()
            if self._fits(action):
                return self._result(action, right.at)
        if self.low[0] == "among" and self.word in BE and (action := subject_action(self.line, self.g)) is not None:
            self.part = True  # "Among those killed were three doctors"
            return self._result(action)
        return None

    def _look_back(self) -> None:
        """ "... releasing captives, with the first seven handed over": of whom a bare number is, a few words back."""
        for j in range(self.left - 1, max(-1, self.left - 14), -1):
            thing = THINGS.get(self.low[j])
            if thing in ("captive", "prisoner", "body"):
                self.thing, self.population = thing, self.low[j]
                return

    def _whole(self) -> Count | None:
        """A part counts what the whole counts, unless it has a measure of its own."""
        whole, right = self.whole, self.right
        if not self.part or whole is None or whole.measure is None:
            return None
        if right is not None and right.action in ("kill", "die", "injure", "detain") and not right.crossed:
            return self._result(right.action, right.at)
        if right is not None and right.action == "recover" and whole.thing == "body" and not right.crossed:
            return self._result("recover", right.at, measure="bodies_recovered")
        own = measure_of(None, self.thing, people=self.people)
        if own is not None and own != whole.measure and self.thing in ("injury", "death", "truck"):
            return self._result(None)
        fits = (
            self.bare
            or self.people
            or self.thing == whole.thing
            or measure_of(whole.action, self.thing, people=self.people) == whole.measure
        )
        return self._result(whole.action, measure=whole.measure if fits else None)

    def _coordination(self) -> Count | None:
        previous = self.previous
        if previous is None or previous.measure is None or not self.coordinated:
            if self.word == "and" and not self.coordinated and (action := listed_verb(self.line, self.g)) is not None:
                return self._result(action) if self._fits(action) else None
            return None
        if previous.measure == "attacks" and self.thing == "attack":
            return self._result(previous.action, measure="attacks")
        if self._fits(previous.action):
            return self._result(previous.action)
        if self.bare and previous.thing != "plain":
            return self._result(previous.action, measure=previous.measure)
        return None

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

    def _shared(self) -> Count | None:
        right, modifier = self.right, self.phrase.modifier
        if right is not None and right.action is not None and self._fits(right.action):
            return self._result(right.action, right.at)
        if modifier and measure_of(modifier, self.thing, people=self.people):
            return self._result(modifier, self.phrase.first)
        return None

    def _force(self) -> Count | None:
        """ "a 20,000-strong force", "a force of 5,000 soldiers", "200 troops to help monitor"."""
        low, last = self.low, self.number.last
        if low[last : last + 2] == ["-", "strong"]:
            self.population = self.line.surface(last + 2, self.phrase.last) or "troops"
            return self._result("deploy", measure="troops")
        if not self._soldiers():
            return None
        behind = low[self.phrase.last : self.phrase.last + 2]
        if self.word == "of" and self.before_word in ("force", "contingent", "mission", "deployment"):
            return self._result("deploy", measure="troops")
        if behind[:1] == ["to"] and behind[1:] and behind[1] in ("help", "monitor", "support", "oversee", "join"):
            return self._result("deploy", measure="troops")
        return None

    def _head(self) -> Count | None:
        thing, right, low = self.thing, self.right, self.low
        if thing in _SELF_SAID or (self.phrase.dead and self._fits(None)):
            return self._result(None)
        if thing == "troops":
            return self._result("deploy")
        if thing == "attack":
            last = self.phrase.last
            near = (*low[max(0, self.g - 4) : self.left], *low[last : last + 4])
            recorded = self.rate or self.total or not _RECORDED.isdisjoint(near)
            recorded = recorded or (right is not None and low[right.at] in _RECORDED)
            counted = self._result("attack")
            return counted if recorded else counted._replace(measure=None)
        if thing == "body" and right is not None and right.action:
            return self._result(right.action, right.at)
        if thing in ("body", "captive") or (self.phrase.dead and thing in _CAPTIVE):
            return self._result(nearby_action(self.line, self.left, self.phrase.last))
        return None

    def _versus(self) -> Count | None:
        """ "4,200 in all, against the 9,000 that the plan requires"."""
        previous = self.previous
        if not self.bare or previous is None or previous.measure not in ("trucks", "released", "bodies_returned"):
            return None
        if self.low[self.left - 1 : self.left] not in (["against"], ["than"], ["of"], ["from"]):
            return None
        self._like(previous)
        self.rate = self.rate or previous.rate
        return self._result(previous.action, measure=previous.measure)

    def _subject(self) -> Count | None:
        """ "The razed buildings included nine wells"."""
        if self.word not in ("included", "include", "includes") and not self.coordinated:
            return None
        action = subject_action(self.line, self.g)
        if action is None or not measure_of(action, self.thing, people=self.people):
            return None
        self.part = True
        return self._result(action)
