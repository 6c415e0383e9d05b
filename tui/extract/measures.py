"""What a number counts: the verb or noun that governs it, found by clause and coordination, not by nearness.

`govern` asks, for each number of a line and in this order: is it a share or "N times"; the verb right before it
("killed 24"); the noun of action that it completes ("the release of 20"); the toll that it is the value of; the
predicate of its own noun phrase ("24 people were killed"); the whole that it is part of ("including 20 children");
the number that it is coordinated with ("40 prisoners and 60 detainees"); a predicate that it shares; and last
its own head noun ("14 deaths"). The first that answers with a measure of the contract decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from tui.extract.bare import SELF_SAID
from tui.extract.case import CAPTIVE, Count
from tui.extract.governors import (
    BE,
    listed_verb,
    nearby_action,
    subject_action,
)
from tui.extract.idioms import CELLS
from tui.extract.lexicon import (
    ACTION_NOUNS,
    BODY_NOUNS,
    DETERMINERS,
    THINGS,
    VERBS,
    Action,
    is_people,
    measure_of,
)
from tui.extract.line import Line
from tui.extract.numbers import Number
from tui.extract.phrases import Phrase, find_phrase, plain
from tui.extract.tolls import counted_in, share_of, toll_population
from tui.extract.turns import Turns


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RECORDED = _set(
    """
    lists listed counts counted recorded documented registered reported monitored verified logged counted
    launched conducted committed out documents records tallied observed staged carried documenting recording
    averaging mounted perpetrated waged unleashed
"""
)
_SETTLERS = _set("settler settlers")
_COUNTS = _set("counts counted lists listed numbers")
_THERE = (["there", "are"], ["there", "were"])
_CAPTIVES = _set("hostage hostages captive captives")
_OF_A_LABEL = _set("total cumulative overall new : ; , | • / and -")
_CELL_ENDS: tuple[list[str], ...] = ([","], [";"], ["."], [], ["and"], ["("], [")"], ["|"], ["/"])
_STATES = _set("is was are were numbered totalled totaled")


def govern(
    line: Line, numbers: Sequence[Number], before: Count | None = None, asked: Action | None = None
) -> list[Count]:
    """What each of `numbers` counts. `before` is the last whole count of the sentence before, for parts of it;
    `asked` what the question right before asks of."""
    counts: list[Count] = []
    numbers = _with_wholes(line, numbers)
    phrases = [find_phrase(line, number) for number in numbers]
    ends: dict[int, int] = {}
    for number, phrase in zip(numbers, phrases, strict=True):
        ends[number.lead] = ends[number.first] = max(phrase.last, number.last)
    whole = before
    sums = _sums(line, numbers, phrases)
    header = _header(line, numbers)
    for k, (number, phrase) in enumerate(zip(numbers, phrases, strict=True)):
        case = _Case(line, number, phrase, ends, counts, whole, sums.get(number.first), asked)
        case.header = header
        count = case.count()
        if k == 0 and _is_whole(line, numbers):
            whole = count if count.measure is not None else whole
            count = count._replace(measure=None)  # "Of the 28 bodies, 27 ...": the M of the next
        counts.append(count)
        if count.measure is not None and not count.breakdown:
            whole = count
    return counts


def _sums(line: Line, numbers: Sequence[Number], phrases: Sequence[Phrase]) -> dict[int, float]:
    """For each bare number of a list behind a colon ("...: six in the north, four in the south") their sum."""
    colon = next((j for j, word in enumerate(line.low) if word == ":"), None)
    if colon is None:
        return {}
    listed = [n for n, p in zip(numbers, phrases, strict=True) if n.first > colon and p.head == ""]
    if len(listed) < 2 or any(n.value is None or n.percent for n in listed):
        return {}
    total = sum(n.value for n in listed if n.value is not None)
    return {n.first: total for n in listed}


def _header(line: Line, numbers: Sequence[Number]) -> int | None:
    """Token of the colon behind the heading of a table written as a sentence, with two numbers or more after it."""
    colon = next((j for j, word in enumerate(line.low) if word == ":"), None)
    if colon is None or colon > _HEADING or any(n.first < colon for n in numbers):
        return None
    return colon if sum(n.first > colon for n in numbers) > 1 else None


_HEADING = 16
"""Tokens of a heading at most."""


def _is_whole(line: Line, numbers: Sequence[Number]) -> bool:
    """Whether the line begins "Of the 28 bodies, 27": its first number is the M of its second."""
    if len(numbers) < 2 or line.low[0] != "of" or numbers[1].percent:
        return False
    return numbers[0].lead <= 3 and numbers[0].value is not None


def _with_wholes(line: Line, numbers: Sequence[Number]) -> Sequence[Number]:
    if not _is_whole(line, numbers):
        return numbers
    first, second, *rest = numbers
    if second.of is not None or second.value is None or first.value is None or second.value > first.value:
        return numbers
    return [first, second._replace(of=first.value), *rest]


def _subject_right_before(low: Sequence[str], g: int) -> Action | None:
    """What "the dead" or "those wounded" right before "included" at g says."""
    word = low[g - 1] if g else ""
    if word in VERBS and VERBS[word].passive:
        return VERBS[word].action
    return ACTION_NOUNS.get(word)


class _Case(Turns):
    """The questions that are asked of one number, in order."""

    header: int | None = None
    """Token of the colon of the heading that the number stands under."""

    def count(self) -> Count:
        """The first answer that holds."""
        for step in (
            self._earlier,
            self._share,
            self._times,
            self._the_total,
            self._whose_bodies,
            self._verb,
            self._turn_of_phrase,
            self._left_over,
            self._noun_of_action,
            self._total_of,
            self._toll,
            self._label,
            self._tabled,
            self._predicate,
            self._whole,
            self._of_stuff,
            self._coordination,
            self._gap,
            self._elliptic,
            self._shared,
            self._force,
            self._head,
            self._versus,
            self._average_is,
            self._logged,
            self._handled_since,
            self._subject,
            self._confined,
        ):
            found = step()
            if found is not None and (found.measure is not None or self.asked is None):
                return self._either(found)
        if self.asked is not None and (self.people or self.thing != "plain") and self._fits(self.asked):
            return self._result(self.asked)
        return self._result(self.tried)._replace(measure=None)

    # ------------------------------------------------------------------ what is gathered first

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

    def _either(self, found: Count) -> Count:
        """ "312 pupils killed or injured": both together are casualties."""
        at = found.governor
        if (
            found.measure not in ("killed", "injured")
            or at is None
            or self.low[at + 1 : at + 2] not in (["or"], ["and"])
        ):
            return found
        verbs = [VERBS.get(w) for w in (self.low[at], *self.low[at + 2 : at + 3])]
        actions = {v.action for v in verbs if v is not None}
        passive = at > self.number.last and at + 3 not in self.starts
        or_ = self.low[at + 1] == "or"
        return (
            found._replace(measure="casualties")
            if len(actions) > 1 and "injure" in actions and (passive or or_)
            else found
        )

    def _toll(self) -> Count | None:
        if self.part and self.adds_to is not None:
            return None  # "11 dead and 20 injured came in: six ..., five ...": a list, no table
        if self.toll is None or (self._own() and self.word in _STATES):
            return None
        action, what = self.toll
        if not self.bare and self.thing not in ("plain", what):
            return None
        if self.bare and what != "plain":
            self.thing = what
        measure = measure_of(action, self.thing, people=self.people or what != "plain", dead=self.phrase.dead)
        if measure is None and self.thing == "attack":
            measure = "attacks"
        if measure is None and self.bare and self.word == "to" and (of := self._before()) is not None:
            return self._same(of, toll=True)  # "taking the total handed over under the deal to 120"
        if measure is None:
            return None
        if self.population is None:
            self.population = toll_population(self.line, self.left)
        self.delta = self.delta and self.word == "of"
        return self._result(action, self.g, measure=measure, toll=True)

    def _label(self) -> Count | None:
        """ "total martyrs 620; total injuries 1,675": a table whose marks are lost."""
        if (found := self._told()) is not None:
            return found
        thing = THINGS.get(self.word, "plain")
        if not self.bare or thing not in (*SELF_SAID, "body"):
            return None
        if self.before_word not in ("total", "cumulative", "overall", "new", ":", ";", ",", "|", "•", "/", "and", "-"):
            return None
        self.thing, self.population = thing, self.word
        total = self.before_word in ("total", "cumulative", "overall")
        return self._result("recover" if thing == "body" else None, self.g, toll=total)

    def _tabled(self) -> Count | None:
        """ "Trucks entering this week: Sunday 214, Monday 233; total 637": a table written as a sentence."""
        colon = self.header
        if not self.bare or colon is None or self.number.first < colon:
            return None
        j = self.g
        while j > colon and self.low[j] not in (",", ";", ":", "and", "|", "/"):
            if self.low[j] in VERBS or (self.low[j][:1].isdecimal() and not self.line.skip[j]):
                return None
            j -= 1
        if (
            self.number.first - j > 9
            or j == self.g
            or self.low[self.number.last : self.number.last + 1] not in _CELL_ENDS
        ):
            return None
        of = counted_in(self.line, 0, colon)
        if of is None:
            return None
        action, self.thing = of
        self.population = toll_population(self.line, colon)
        if self.thing in SELF_SAID or self.population is None:
            self.population = next((w for w in self.low[:colon] if w in THINGS), self.population)
        total = not {"total", "overall", "altogether"}.isdisjoint(self.low[j : self.number.first])
        return self._result(action, self.g, toll=total)

    def _whose_bodies(self) -> Count | None:
        """ "Fifteen men whose bodies were handed over": what became of the bodies is what is counted."""
        low, last = self.low, self.phrase.last
        if low[last : last + 1] != ["whose"] or BODY_NOUNS.isdisjoint(low[last + 1 : last + 2]):
            return None
        at = next((j for j in range(last + 2, min(len(low), last + 8)) if low[j] in VERBS), None)
        return (
            None
            if at is None
            else self._result(VERBS[low[at]].action, at, measure=self._of_bodies(VERBS[low[at]].action))
        )

    def _confined(self) -> Count | None:
        """ "the 9,300 people in Israeli custody", with nothing else said of them."""
        low, last = self.low, self.phrase.last
        if not self.people or self.bare or low[last : last + 1] not in (["in"], ["inside"]):
            return None
        inside = not CELLS.isdisjoint(low[last + 1 : last + 4])
        return self._result("hold", last) if inside and self._fits("hold") else None

    def _told(self) -> Count | None:
        """ "bodies recovered 632; people displaced 4,300": a label of a noun and what became of it."""
        g, low, verb = self.g, self.low, VERBS.get(self.word)
        if not self.bare or verb is None or not verb.passive or g < 1 or self.number.lead != self.number.first:
            return None
        noun, thing = self.before_word, THINGS.get(self.before_word, "plain")
        before = low[g - 2] if g > 1 else ";"
        after = low[self.number.last] if self.number.last < len(low) else "."
        if before not in _OF_A_LABEL or after not in _OF_A_LABEL | {".", ")"}:
            return None
        people = is_people(noun, False)
        if measure_of(verb.action, thing, people=people) is None:
            return None
        self.thing, self.population, self.people = thing, noun, people
        return self._result(verb.action, g)

    def _own(self) -> bool:
        return self.right is not None and not self.right.crossed and self.right.action is not None

    def _predicate(self) -> Count | None:
        right = self.right
        if right is not None and self._own():
            action = right.action
            if self.bare and action in ("return", "free", "hold") and not self._fits(action):
                self._look_back()
            of = self._before()
            if self.bare and action in ("enter", "return") and of is not None and of.measure == "bodies_returned":
                return self._same(of)  # "...; three more arrived on Sunday"
            if (
                self.bare
                and action in ("enter", "free", "return", "hold")
                and self.previous is not None
                and self.previous.thing in ("truck", "pallet")
            ):
                self._like(self.previous)
            if self.bare and action == "recover" and self._among_the_dead():
                self.thing, self.population = "body", "bodies"  # "603 killed, 1,618 injured, 726 recovered"
            reduced = BE.isdisjoint(self.low[self.phrase.last : right.at])
            if reduced and action in ("detain", "hold") and self._with_released():
                action = "free"  # "to release 250 prisoners and 1,700 people detained since May"
            if self._fits(action):
                return self._result(action, right.at)
        if self.low[0] == "among" and self.word in BE and (action := subject_action(self.line, self.g)) is not None:
            self.part = True  # "Among those killed were three doctors"
            return self._result(action)
        return None

    def _among_the_dead(self) -> bool:
        of = self._before()
        return of is not None and of.measure in ("killed", "injured", "bodies_recovered")

    def _with_released(self) -> bool:
        previous = self.previous
        return (
            previous is not None and self.coordinated and previous.measure == "released" and previous.action == "free"
        )

    def _whole(self) -> Count | None:
        """A part counts what the whole counts, unless it has a measure of its own."""
        whole, right = self.whole, self.right
        if not self.part or whole is None or whole.measure is None:
            return None
        named = self.low[self.phrase.last : self.phrase.last + 6]
        if whole.thing == "body" and self.bare and "identified" in named and not {"not", "yet"}.intersection(named):
            self.part = False
            self.population = "bodies"
            return self._result(None, measure="other")  # "285 bodies, of which 84 have been identified"
        if right is not None and right.action in ("kill", "die", "injure", "detain") and not right.crossed:
            return self._result(right.action, right.at)
        if right is not None and right.action == "recover" and whole.thing == "body" and not right.crossed:
            return self._result("recover", right.at, measure="bodies_recovered")
        if self.word in ("included", "include", "includes"):
            action = _subject_right_before(self.low, self.g)
            if action is not None and self._fits(action):
                return self._result(action)
        listed = self.thing == "plain" and not self.people
        if self.number.of_them and self.thing == "plain" and not self.people:
            self.population = whole.population  # "ten of them lie there"
        elif listed and not self.bare and whole.thing in ("truck", "pallet"):
            noun = (whole.population or whole.thing).split()[-1]
            self.population = f"{self.population} {noun}"  # "639 were commercial, 84 diesel"
        own = measure_of(None, self.thing, people=self.people)
        if own is not None and own != whole.measure and self.thing in ("injury", "death", "truck"):
            return self._result(None)
        fits = (
            self.bare
            or (whole.measure in ("violations", "attacks") and self.thing not in SELF_SAID and not self.people)
            or (listed and whole.thing in ("truck", "pallet"))
            or (self.low[self.number.last : self.number.last + 1] == ["of"] and whole.thing in ("truck", "pallet"))
            or (self.number.of_them and (whole.measure in ("violations", "attacks") or self.thing == "plain"))
            or self.people
            or self.thing == whole.thing
            or measure_of(whole.action, self.thing, people=self.people) == whole.measure
        )
        return self._result(whole.action, measure=whole.measure if fits else None)

    def _coordination(self) -> Count | None:
        previous = self.previous
        if self.coordinated and self.thing == "body" and self.phrase.modifier is not None:
            return self._result(self.phrase.modifier) if self._fits(self.phrase.modifier) else None
        if previous is not None and previous.measure is None and previous.action is not None and self.coordinated:
            # "killed 80 sheep and two shepherds"
            return self._result(previous.action) if self._fits(previous.action) and not self.bare else None
        if previous is None or previous.measure is None or not self.coordinated:
            if self.word == "and" and not self.coordinated and (action := listed_verb(self.line, self.g)) is not None:
                return self._result(action) if self._fits(action) else None
            return None
        if previous.measure == "attacks" and self.thing == "attack":
            return self._result(previous.action, measure="attacks")
        if self._fits(previous.action):
            return self._result(previous.action)
        if self.bare and previous.thing != "plain":
            if self.population in (None, "people"):
                self._like(previous)
            return self._result(previous.action, measure=previous.measure)
        return None

    def _shared(self) -> Count | None:
        right, modifier = self.right, self.phrase.modifier
        if right is not None and right.action is not None and self._fits(right.action):
            return self._result(right.action, right.at)
        left = self.left
        if self.low[left - 2 : left] == ["along", "with"] and left > 2 and self.low[left - 3] in VERBS:
            action = VERBS[self.low[left - 3]].action  # "were freed along with 250 men"
            if self._fits(action):
                return self._result(action, left - 3)
        if right is not None and not right.crossed and right.action in ("return", "enter"):
            return None  # "30,000 displaced families have returned"
        if modifier == "die" and self.thing in CAPTIVE:
            return None  # "deceased captives": what became of their bodies decides
        if modifier and measure_of(modifier, self.thing, people=self.people):
            return self._result(modifier, self.phrase.first)
        return None

    def _head(self) -> Count | None:
        thing, right, low = self.thing, self.right, self.low
        if (thing == "body" or self.phrase.dead) and "still" in low[self.phrase.last : self.phrase.last + 3]:
            return self._result("hold")
        if thing in SELF_SAID or (self.phrase.dead and self._fits(None)):
            return self._result(None)
        if thing == "troops":
            return self._result("deploy")
        if thing == "attack":
            last = self.phrase.last
            near = (*low[max(0, self.g - 9) : self.left], *low[last : last + 4])
            recorded = self.rate or self.total or not _RECORDED.isdisjoint(near)
            recorded = recorded or not _SETTLERS.isdisjoint(low)
            recorded = recorded or (right is not None and low[right.at] in _RECORDED)
            counted = self._result("attack")
            return counted if recorded else counted._replace(measure=None)
        if thing == "body" and right is not None and right.action:
            return self._result(right.action, right.at)
        if self.phrase.head in ("recoveries", "retrievals"):
            return self._result("recover")
        if thing in ("body", "captive") and "still" in low[self.phrase.last : self.phrase.last + 3]:
            return self._result("hold")
        if thing == "prisoner" and (self.word in _COUNTS or low[max(0, self.g - 1) : self.left][:2] in _THERE):
            return self._result("hold")  # "counts 9,300 detainees"
        if thing in ("body", "captive") or (self.phrase.dead and thing in CAPTIVE):
            action = nearby_action(self.line, self.left, self.phrase.last)
            of_captives = any(w.rstrip("'’") in _CAPTIVES for w in low[self.phrase.first : self.phrase.last])
            if action is None and thing == "body" and of_captives:
                action = "return"  # "two more hostages' bodies are expected"
            return self._result(action)
        return None

    def _opening(self) -> Action | None:
        """ "Of the dead, nine were women": what the words that open the sentence say of all that follow."""
        low = self.low
        if low[0] not in ("of", "among") or low[1:2] not in (["the"], ["those"], ["all"]) or self.number.lead < 3:
            return None
        if low[2:3] != [","] and low[3:4] != [","] and low[4:5] != [","]:
            return None
        return next((VERBS[w].action for w in low[2:4] if w in VERBS and VERBS[w].passive), None)

    def _subject(self) -> Count | None:
        """ "The razed buildings included nine wells"; "Of the dead, nine were women"."""
        opening = self._opening() if self.right is None or self.right.action is None else None
        if opening is not None and self.bare and self._fits(opening):
            self.part = True
            return self._result(opening)
        if self.word not in ("included", "include", "includes") and not self.coordinated:
            return None
        action = subject_action(self.line, self.g) if self.right is None or self.right.crossed else None
        if action is None or not measure_of(action, self.thing, people=self.people):
            return None
        self.part = True
        return self._result(action)
