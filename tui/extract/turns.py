"""What the words right before a number say: its verb, a turn of phrase, the noun of action that it completes."""

from __future__ import annotations

from tui.extract.bare import Bare
from tui.extract.case import CAPTIVE, COMPLEMENT, LEADS, PARTICLES, Count
from tui.extract.governors import joined, nearby_action
from tui.extract.lexicon import ACTION_NOUNS, BODY_NOUNS, DETERMINERS, VERBS, Action, measure_of
from tui.extract.tolls import TOLL_LINKS
from tui.records import Measure


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TAKEN = _set("took taken taking takes seized seizing dragged captured capturing snatched")
_GOT_BACK = _set("took take takes taking got get gets getting")
_COSTS = _set("claimed claims claiming claim cost costs costing took taken taking lost lose losing")
_CUSTODY = _set("custody detention questioning interrogation jail prison")
_PUT = _set("put puts putting sent sending sends landed")
_RUINED = _set("rubble ruins dust ashes")
_HOSTS = _set("shelter shelters sheltered sheltering host hosts hosted hosting")
_CARE = _set("hospital hospitals injuries wounds burns treatment care")
_FORCED = _set("forced forcing forces drove driven driving pushed compelled compelling")
_AWAY = _set("flee leave homes home evacuate move out relocate abandon")
_LEFT = _set("left leaves leaving made making rendered")
_CONTRIBUTES = _set(
    "send sent sending sends offer offered offers offering promised volunteered needs need needed requires seeks "
    "seeking wants"
)
_OF_BODIES: tuple[Measure, ...] = ("bodies_returned", "bodies_recovered", "bodies_held")
_SEARCH = _set("search searches searching looking hunt")
_CONSISTS = _set("counts counted numbers numbered has had comprises comprised totals is musters fields")
_INTERNATIONAL = _set(
    "stabilization stabilisation international multinational peacekeeping isf contributors contingent"
)
_BODIES_OF_TROOPS = _set("force contingent mission deployment garrison")
_SOLDIERS = _set("troops soldiers peacekeepers personnel police officers forces")


class Turns(Bare):
    """The questions that the words right before the number answer."""

    def _verb(self) -> Count | None:
        low, right = self.low, self.right
        at = self.g - 1 if self.word in PARTICLES and self.before_word in VERBS else self.g
        if self.bare and at > 0 and (of := self._handed(at)) is not None:
            return self._same(of)
        if at < 0 or low[at] not in VERBS or not VERBS[low[at]].active or (self.toll and low[at] in TOLL_LINKS):
            return None
        action = VERBS[low[at]].action
        if right is not None and not right.crossed and right.action in ("die", "kill") and action == "recover":
            action = "kill"  # "found 12 dead"
        if low[at] in ("let", "lets", "letting") and right is not None and low[right.at] in ("go", "free"):
            action = "free"
        action = joined(self.line, at, action)
        if self.thing == "death" and low[at].startswith(("hand", "return", "repatriat", "gave", "giv")):
            action = "free"
        if self.thing in ("body", "death") or self.phrase.dead:
            action = self._to_hospital(action) or action
        if not self._fits(action):
            self.tried = action
            return None
        return self._result(action, at)

    def _handed(self, at: int) -> Count | None:
        """ "took back 1,000 bodies and gave 26 in return": the verb at `at` handles what the count before counted."""
        verb, of = VERBS.get(self.low[at]), self._before()
        if verb is None or not verb.active or of is None or of.thing not in (*CAPTIVE, "body", "truck", "pallet"):
            return None
        if self.phrase.first < len(self.low) and self.low[self.number.last : self.number.last + 1] == ["of"]:
            return None
        if verb.action not in ("return", "free", "enter", "recover"):
            return None
        return of if measure_of(verb.action, of.thing, people=self.people, dead=False) == of.measure else None

    def _turn_of_phrase(self) -> Count | None:
        """Verbs that only count with the words behind the number: "took 30 people hostage", "left 20 homeless"."""
        low, word, g, last = self.low, self.word, self.g, self.phrase.last
        behind = low[last : last + 5]
        if self.phrase.head in ("lives", "life") and (word in _COSTS or (self.right and low[self.right.at] in _COSTS)):
            self.population, self.people = "people", True
            return self._result("kill", g)  # "claimed 14 lives"
        led_off = behind[:1] in (["into"], ["in"], ["for"]) and not _CUSTODY.isdisjoint(behind[1:3])
        if word in _TAKEN | _GOT_BACK and self.people and led_off:
            return self._result("detain", g)
        if word in _PUT and self.people and behind[:1] in (["in"], ["to"]) and not _CARE.isdisjoint(behind):
            return self._result("injure", g)
        if word in ("reduced", "turned", "reducing", "turning") and not _RUINED.isdisjoint(behind):
            return self._result("destroy", g)
        if word in _TAKEN and (
            self.thing == "captive"
            or {"hostage", "captive"}.intersection((*behind[:2], *low[max(self.phrase.first, last - 1) : last]))
        ):
            return self._result("abduct", g)
        if word in ("treated", "treats", "treating", "treat") and (self.people or self.thing == "patient"):
            hurt = {"wounds", "wounded", "injuries", "injured", "gunshot", "shrapnel", "burns"}
            wounded = hurt.intersection(low[self.phrase.first : last + 6])
            return self._result("injure", g) if wounded else self._result(None, g, measure="patients")
        if word in ("carrying", "bringing", "bearing") and self.thing in CAPTIVE and not self.phrase.dead:
            return self._result("free", g)  # "coaches carrying 1,968 prisoners"
        if word in ("admitted", "admits", "admitting") and self.people and "treatment" in behind:
            return self._result(None, g, measure="patients")
        if word in _CONTRIBUTES and (self._soldiers() or self._more_troops()):
            return self._result("deploy", g, measure="troops")
        if word == "dead" and self.before_word in ("shot", "shoot", "shooting", "left"):
            return self._result("kill", g)
        if word == "to" and self.before_word == "fire" and low[g - 2 : g - 1] in (["set"], ["setting"]):
            return self._result("destroy", g - 1)
        if word in _HOSTS and self.people and self.thing not in ("troops", "patient", *CAPTIVE):
            return self._result("displace", g)
        if word in _FORCED and self.people and _AWAY.intersection(behind):
            return self._result("displace", g)
        if word in _GOT_BACK and low[g - 1 : g] != ["to"] and (self.thing in (*CAPTIVE, "body") or self.phrase.dead):
            return self._result("return", g)
        if word == "in" and self.before_word in _GOT_BACK and self.thing == "body":
            return self._result(self._to_hospital("enter"), g - 1)
        if word == "back" and self.before_word in _GOT_BACK and (self.thing in (*CAPTIVE, "body") or self.phrase.dead):
            return self._result("return", g - 1)
        if (
            word in _LEFT
            and self.people
            and behind[:1] in (["in"], ["with"], ["needing"])
            and not _CARE.isdisjoint(behind)
        ):
            return self._result("injure", g)
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
            of = self.previous
            slain = self.right is not None and not self.right.crossed and self.right.action in ("kill", "die")
            if noun in ("those", "that") and of is not None and of.measure in _OF_BODIES and not slain:
                return self._result(of.action, self.g, measure=of.measure)  # "... for those of 26 captives"
            if noun == "lives":
                return self._result("kill", self.g - 1)
            if self.low[self.g - 2 : self.g - 1] in (["or"], ["and"]) and noun not in ACTION_NOUNS:
                noun = self.low[self.g - 3] if self.g > 2 else noun  # "the demolition or confiscation of 24"
            if noun in ACTION_NOUNS and self._fits(ACTION_NOUNS[noun]):
                return self._result(ACTION_NOUNS[noun], self.g - 1)
            for j in range(self.g - 2, max(-1, self.g - 5), -1):
                # "affecting the livelihoods of 300 people"
                if self.low[j] in VERBS and VERBS[self.low[j]].action == "affect" and self.people:
                    return self._result("affect", j)
        of = self.previous
        if self.word == "for" and noun in _SEARCH and self.bare and of is not None and of.thing in ("body", "captive"):
            self._like(of)  # "the search for the other four"
            self.delta = False
            return self._result("hold", self.g - 1)
        if self.word == "for" and noun in _SEARCH and self.people and not self.bare and self.thing == "plain":
            return self._result("lose", self.g - 1)  # "still looking for four residents"
        if self.word in ("on", "to") and ACTION_NOUNS.get(noun) == "injure" and self.people:
            return self._result("injure", self.g - 1)
        if self.word == "for" and noun in ("exchange", "return", "swap", "swapped", "exchanged"):
            return self._result("free", self.g - 1)
        return None

    def _bodies(self, noun: int) -> Count:
        """ "handed over the bodies of 15 more", "the remains of another 18 are yet to be repatriated"."""
        low, right = self.low, self.right
        g = noun - 1
        while g >= 0 and (low[g] in DETERMINERS or low[g] in LEADS or low[g] in ("dead", "mutilated", "unidentified")):
            g -= 1
        if g >= 1 and low[g] in PARTICLES and low[g - 1] in VERBS:
            g -= 1
        action: Action | None = None
        if g >= 0 and low[g] in VERBS and VERBS[low[g]].active:
            action = joined(self.line, g, VERBS[low[g]].action)
        elif g >= 1 and low[g] == "of" and low[g - 1] in ACTION_NOUNS:
            action = ACTION_NOUNS[low[g - 1]]
        elif right is not None and right.action is not None:
            pending = {"yet", "still", "remain", "remains", "not"}.intersection(low[noun + 1 : right.at + 1])
            action = "hold" if pending and not right.crossed else right.action
        elif {"remain", "remains", "still", "left"}.intersection(low[noun + 1 :]):
            action = "hold"
        if action is None:
            action = nearby_action(self.line, noun, noun + 1)
        if g >= 0 and low[g] in ("leaving", "leaves", "leave", "left"):
            action = "hold"
        if action is None and self.thing == "captive":
            action = "return"  # "the coffins of four captives followed"
        return self._result(action, noun)._replace(measure=self._of_bodies(action))

    def _of_bodies(self, action: Action | None) -> Measure | None:
        found = measure_of(self._to_hospital(action), "body", people=True)
        return COMPLEMENT.get(found, found) if self.number.all_but and found is not None else found

    def _force(self) -> Count | None:
        """ "a 20,000-strong force", "a force of 5,000 soldiers", "200 troops to help monitor"."""
        low, last = self.low, self.number.last
        if low[last : last + 2] == ["-", "strong"]:
            self.population = self.line.surface(last + 2, self.phrase.last) or "troops"
            return self._result("deploy", measure="troops")
        force = self.word == "of" and self.before_word in _BODIES_OF_TROOPS
        if force and self.bare:
            self.population = "troops"
            return self._result("deploy", measure="troops")
        if not self._soldiers():
            return None
        came = self.right is not None and self.right.action == "enter" and not self.right.crossed
        if came and not _INTERNATIONAL.isdisjoint(low):
            return self._result("deploy", measure="troops")  # "the 140 soldiers of the force who have arrived"
        behind = low[self.phrase.last : self.phrase.last + 2]
        if self.word in _CONSISTS and not _BODIES_OF_TROOPS.isdisjoint(low[max(0, self.g - 4) : self.g]):
            return self._result("deploy", measure="troops")  # "the force counts fewer than 1,000 soldiers"
        if self.word == "of" and self.before_word in _BODIES_OF_TROOPS | {"target", "goal", "strength", "ceiling"}:
            return self._result("deploy", measure="troops")
        of = self.previous
        if self.coordinated and of is not None and of.measure == "troops":
            return self._result("deploy", measure="troops")  # "20,000 soldiers and 12,000 police"
        if behind[:1] == ["to"] and behind[1:] and behind[1] in ("help", "monitor", "support", "oversee", "join"):
            return self._result("deploy", measure="troops")
        return None
