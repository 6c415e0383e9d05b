"""Words of a sentence in normal form, with terms of several words joined ("board_of_peace", "handed_over")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import compress
from typing import NamedTuple

from tui.extract.document import Document
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.verb_classes import CLASSES


class Word(NamedTuple):
    """A token, or several that make one term ("board_of_peace"), in normal form."""

    text: str
    start: int
    end: int


_MARKS = frozenset("\"“”„‟«»‘'‹›")
_TERMS: dict[str, str] = {}
for _canonical, _spellings in {
    "board_of_peace": "board of peace|peace board|peace council",
    "technocratic_committee": "technocratic committee|technocratic government|technocratic administration"
    "|technocratic body|committee of technocrats|government of technocrats|administrative committee"
    "|national committee for the administration of gaza|community support committee"
    "|transitional government|transitional administration|transitional authority|transitional body"
    "|transitional committee|interim government|interim administration|interim authority|interim committee"
    "|interim regional administration|caretaker government|governing committee|governance committee"
    "|palestinian committee",
    "second_phase": "next steps of the deal|next steps of the plan|next steps of the ceasefire|next steps of the truce"
    "|next steps of the agreement|next steps in the deal|next steps in the plan|next phases"
    "|following phase|second and third phases|second and third stages|second phase"
    "|phase two|phase 2|phase ii|2 nd phase|next phase|second stage|stage two|next stage"
    "|2 nd stage|later phases|subsequent phases|subsequent phase",
    "first_phase": "first phase|phase one|phase 1|phase i|1 st phase|first stage|initial phase|1 st stage",
    "peace_plan": "peace plan|trump plan|peace proposal|peace framework|20-point plan|20-point proposal|15-point plan"
    "|point plan|trump proposal|us plan|american plan|u.s. plan|board of peace plan",
    "stabilisation_force": "stabilisation force|stabilization force|stabilising force|stabilizing force"
    "|international force|multinational force|peacekeeping force|peacekeeping mission|peace force|foreign troops"
    "|international troops|peacekeeping troops|international security force|multinational troops"
    "|stabilisation mission|stabilization mission|security force"
    "|international peacekeepers|peacekeeping forces|international forces"
    "|multinational peacekeeping force|buffer force"
    "|gaza force|force for gaza|gaza mission|gaza stabilisation|gaza peacekeepers"
    "|reassurance force|international stabilisation|international stabilization|un peacekeepers|foreign soldiers"
    "|foreign forces|arab force|stabilisation forces|stabilization forces|police force",
    "monitoring_body": "monitoring centre|monitoring center"
    "|monitoring mechanism|monitoring mission|monitoring team|monitoring committee|monitoring body"
    "|observer mission|verification mission|verification mechanism|coordination center|coordination centre"
    "|civil-military coordination center|civil-military coordination centre|joint monitoring|ceasefire monitors"
    "|ceasefire monitoring|truce monitors|international monitors|international observers|monitoring force"
    "|ceasefire committee|ceasefire mechanism|joint mechanism|truce mechanism|truce committee|observation mission",
    "palestinian_state": "palestinian state|palestinian statehood|two-state solution|two state solution"
    "|independent palestine|state of palestine|political horizon|self-determination|political settlement"
    "|political process|political track|political solution|final status|path to statehood|pathway to statehood",
    "pa_reform": "palestinian authority reform|reform of the palestinian authority|authority reforms"
    "|reforms of the palestinian authority",
    "border_talks": "border talks|direct talks|direct negotiations|land border",
    "prisoners_of_war": "prisoners of war|prisoner of war",
    "human_remains": "human remains",
    "supplies": "humanitarian goods|humanitarian items|humanitarian supplies|relief items|relief supplies|relief goods"
    "|shelter materials|shelter items|winter supplies|medical supplies|medical equipment",
    "sticking_point": "sticking point|sticking points|main obstacle|stumbling block|stumbling blocks|bone of contention"
    "|thorniest issue|thorny issue|thorniest question|biggest obstacle|major obstacle|key obstacle|open question"
    "|contentious issue|toughest issue|hardest issue|hardest part|unresolved issue",
    "stalling": "dragging its feet|dragging their feet",
    "stalled": "dragged its feet|dragged their feet",
    "in_force": "in force|in effect|in place",
    "at_risk": "on the brink|on the verge|by a thread|under strain|at risk|in jeopardy|in peril|in tatters|in danger"
    "|on life support|under threat|near collapse",
    "out_of_question": "not up for discussion|not up for negotiation|not open to discussion|not negotiable"
    "|off the table|not on the table|out of the question|a red line",
    "in_limbo": "in limbo|in doubt|on hold|in question|on ice",
    "yellow_line": "yellow line|withdrawal line|agreed line|ceasefire line",
    "red_cross": "red cross|red crescent",
    "aid_worker": "aid worker|aid workers|aid group|aid groups|aid agency|aid agencies|aid organisation"
    "|aid organisations|aid organization|aid organizations|aid official|aid officials|aid seeker"
    "|aid seekers|truck driver"
    "|truck drivers|food security|military aid|us aid|financial aid|legal aid|aid site|aid sites|aid point|aid points"
    "|food price|food prices|first aid|food stamps|food stamp|food bank|food banks|fossil fuel|fossil fuels"
    "|fuel prices|fuel price|tax relief|debt relief|deportation relief|relief efforts|relief effort|relief work"
    "|relief at|relief among|legal assistance|financial assistance|technical assistance"
    "|aid station|relief agency|relief workers|aid chief"
    "|aid distribution sites|mobility aid|aid products|aid package|aid packages|hearing aid",
    "end_war": "end the war|ending the war|end war|end to the war|end of the war|end the fighting|end to the fighting"
    "|end to the conflict|halt to the fighting|halt in fighting|halt to hostilities|end hostilities"
    "|end to hostilities"
    "|cessation of fighting",
    "cessation": "cessation of hostilities|humanitarian pause|humanitarian pauses"
    "|pause in fighting|pause in the fighting|suspension of hostilities",
    "no_progress": "no progress|no movement|little movement|no headway|little progress|no breakthrough"
    "|little headway|without progress"
    "|without agreement|without a breakthrough|no agreement|no deal|no timetable"
    "|no timeline|no clear timeline|no fixed date|no deadline|no date|no start date|no firm date"
    "|no schedule"
    "|no time frame|no timeframe",
    "under_way": "under way|in progress",
    "on_paper": "only on paper|on paper only|in name only|only in name|only in theory|in theory only|on paper",
    "out_of_bounds": "out of bounds|off limits|off-limits",
    "families_forum": "hostages families forum|hostages and missing families forum|hostage families forum"
    "|hostages forum|families of hostages|families of the hostages|hostages families|hostage families",
    "caravans": "housing units|prefabricated units|shelter units"
    "|mobile homes|mobile home|mobile housing|prefabricated homes|prefabricated houses",
    "msf": "doctors without borders|medecins sans frontieres|médecins sans frontières",
    "food_programme": "world food programme|world food program|food programme|food program",
    "donor_conference": "donor conference|donors conference|donors' conference|pledging conference|reconstruction"
    " conference|recovery conference|conference on reconstruction|conference on rebuilding",
    "debris_removal": "debris removal|rubble removal|removal of rubble|removal of debris|rubble clearance"
    "|debris clearance|clearance of rubble|clearing of rubble",
    "early_recovery": "early recovery",
    "arms_question": "arms question|weapons question|question of arms|question of weapons|question of the weapons"
    "|issue of arms|issue of weapons|issue of the weapons|weapons issue|weapons file|arms issue|matter of weapons"
    "|question of its weapons|issue of its weapons|future of its weapons",
    "not_done": "not done|not met|not implemented|not completed",
}.items():
    for _s in _spellings.split("|"):
        _TERMS[_s] = _canonical
_PARTICLES = word_set(
    """hand_over hand_back give_back turn_over bring_back bring_home set_free let_go pull_back pull_out pull_away
    lay_down lay_out set_out give_up turn_in hand_in look_for let_in allow_in go_in get_in get_through come_in
    take_over take_control move_back move_out
    take_effect take_hold come_home go_home send_back clean_up clear_away live_up give_way head_back go_back
    come_back draw_back pick_up hand_out
    set_off step_off step_aside step_down bow_out set_off pull_out lay_aside put_away lock_away wind_up wrap_up
    hold_on_to set_foot get_to move_on take_over turn_down turn_away
    hold_onto turn_back walk_free let_out pile_up roll_back fall_back move_away roll_out walk_out fly_in blow_up
    put_down turn_over drag_out push_back set_back slip_back vote_against vote_down drive_back take_office take_part"""
)
for _lemma in {x for v in CLASSES.values() for x in v.split() if "_" in x} | _PARTICLES:
    for _form in forms(_lemma):
        _TERMS.setdefault(_form.replace("_", " "), _form)
_STARTS: dict[str, list[tuple[list[str], str]]] = {}
for _spelling, _canonical in _TERMS.items():
    _parts = _spelling.split()
    _STARTS.setdefault(_parts[0], []).append((_parts, _canonical))
for _list in _STARTS.values():
    _list.sort(key=lambda x: -len(x[0]))

_SPELLING = {
    "cease-fire": "ceasefire", "cease-fires": "ceasefires", "re-open": "reopen", "re-opened": "reopened",
    "re-opening": "reopening", "pull-out": "pullout", "pull-back": "pullback", "hand-over": "handover",
    "take-over": "takeover", "half-way": "halfway", "truce's": "truce", "full-scale": "fullscale",
    "de-escalation": "deescalation", "re-building": "rebuilding", "post-war": "postwar",
}  # fmt: skip


def key_words(names: Iterable[str]) -> set[str]:
    """The longest plain word of every spelling of some terms: one of them stands where one of the terms stands."""
    wanted = set(names)
    plain = {_longest(spelling.split(" ")) for spelling, canonical in _TERMS.items() if canonical in wanted}
    plain |= {_longest(w.split("_")) for w in wanted}
    return plain | {spelling for spelling, w in _SPELLING.items() if w in wanted}


def _longest(parts: list[str]) -> str:
    return max((p for p in parts if p.replace("-", "").isalpha()), key=len, default=parts[-1])


def _normal(low: str) -> str:
    """A word in small letters without the possessive; one spelling of what has several."""
    word = low.removesuffix("'s")
    word = word.rstrip("'") or word
    return _SPELLING.get(word, word)


class Stretch:
    """The words of one sentence. Most sentences are given up by their `texts`, before their offsets are asked for."""

    __slots__ = ("_first", "_joined", "_terms", "texts")

    def __init__(self, terms: Terms, first: int, texts: list[str], joined: list[tuple[int, int, str]]) -> None:
        self.texts = texts
        self._terms = terms
        self._first = first
        self._joined = joined
        """(first token, token after the last, term) of the terms of several words."""

    def words(self) -> list[Word]:
        """The same with their offsets."""
        starts, ends = self._terms.starts, self._terms.ends
        at = self._first
        longer = {i: after for i, after, _ in self._joined}
        found: list[Word] = []
        for text in self.texts:
            after = longer.get(at, at + 1)
            found.append(Word(text, starts[at], ends[after - 1]))
            at = after
        return found


class Terms:
    """The tokens of a document in normal form, quotation marks left out: made once, cut by sentence."""

    def __init__(self, document: Document) -> None:
        texts, starts, ends = document.lows.copy(), document.starts, document.ends
        odd = {w: _normal(w) for w in document.odd if "'" in w or w in _SPELLING}
        for i in document.spots(odd.keys()):
            texts[i] = odd[texts[i]]
        heads = document.spots(_STARTS.keys() - odd.keys() | {w for w in odd if odd[w] in _STARTS})
        marks = document.spots(_MARKS)
        if marks:
            kept = [True] * len(texts)
            for i in marks:
                kept[i] = False
            texts = list(compress(texts, kept))
            starts, ends = list(compress(starts, kept)), list(compress(ends, kept))
            heads = [i - bisect_left(marks, i) for i in heads]
        self.texts, self.starts, self.ends = texts, starts, ends
        self._heads = heads
        """Tokens that can begin a term of several words."""

    def stretch(self, start: int, end: int) -> Stretch:
        """Tokens that begin in [start, end) in normal form, terms of several words joined."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        texts = self.texts
        joined: list[tuple[int, int, str]] = []
        done = low
        for at in range(bisect_left(self._heads, low), bisect_left(self._heads, high)):
            i = self._heads[at]
            if i < done:
                continue
            for parts, canonical in _STARTS[texts[i]]:
                done = i + len(parts)
                if done <= high and texts[i:done] == parts:
                    joined.append((i, done, canonical))
                    break
            else:
                done = i
        if not joined:
            return Stretch(self, low, texts[low:high], joined)
        found: list[str] = []
        done = low
        for i, after, canonical in joined:
            found += texts[done:i]
            found.append(canonical)
            done = after
        return Stretch(self, low, found + texts[done:high], joined)


def words_of(document: Document, start: int, end: int) -> list[Word]:
    """Tokens that begin in [start, end) in normal form, terms of several words joined."""
    return Terms(document).stretch(start, end).words()
