"""From an anchor to a label: what the predicate over it says, in which mood, under which condition.

Nothing here knows who speaks; `evidence.py` adds that. A label of None means that the sentence names the undertaking
without saying what became of it.
"""

from __future__ import annotations

from itertools import pairwise

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Verdict
from tui.extract.undertakings.inflection import Verb, forms, word_set
from tui.extract.undertakings.nouns import Nouns
from tui.extract.undertakings.predicates import Mood, is_noun, mood
from tui.extract.undertakings.verb_classes import CHAIN
from tui.records import EvidenceLabel

_SAY = Verb("say", "base")
_DONE = word_set("complete completed finished concluded over done")
_PROGRAMMES = word_set("programme program scheme drive campaign operation project initiative")
_MOVED = {
    f: form for lemma in ("enter", "arrive", "send", "come", "deploy", "fly", "go") for f, form in forms(lemma).items()
}
_PREPOSITIONS = frozenset({"under", "during", "amid", "despite", "alongside"})
_LEFT_ALONE = word_set("in on at by and but as since after before while under according south north")


class Judge(Nouns):
    """The rules for verbs, and those that hold for both: background, condition, what a clause above makes of it."""

    def verdict(self, a: Anchor) -> Verdict | None:
        """What the sentence says of `a`, or None."""
        if a.act and a.kind in _PREPOSITIONS and a.form != "ing":
            # no clause of its own: "Under the first phase the army pulled back"
            inner = self._plain(a._replace(kind="main"))
            if inner is not None and inner.mood != "infinitive":
                return inner
        if a.kind in means.BACKGROUND:
            return self._breach(a) or self._during(a)
        found = self._plain(a)
        return found or self._breach(a) or self._justified(a) or self._dismissed(a)

    def _plain(self, a: Anchor) -> Verdict | None:
        found = self._act(a) if a.act else self.noun(a)
        if found is None:
            return None
        outer = self._outer(found.subject, a)
        if outer == "denied":
            return found._replace(label="denied")
        if outer == "refused":
            found = found._replace(label="refused")
        if outer == "agreed" and found.label == "demanded":
            found = found._replace(label="pledged")
        if outer == "expected" and found.label in ("under_way", "completed", "partial"):
            found = found._replace(label="pledged")
        if outer == "demanded" and found.label in ("under_way", "completed", "pledged", "partial"):
            found = found._replace(label="demanded")
        if outer == "accused" and found.label in ("stalled", "refused") and a.topic != "bodies_return":
            found = found._replace(label="alleged_violation")
        if a.topic == "truce" and a.kind in ("when", "after") and found.label in ("under_way", "completed") and a.low:
            return None  # only tells the time
        if a.kind == "when" and found.mood == "urged" and found.label == "demanded" and not a.low:
            return None  # "When it was asked to disarm, ...": the frame of something else
        if a.kind == "whether":
            return self._disputed(a, found)
        if a.kind in means.CONDITIONS and not a.act and found.label in ("stalled", "refused"):
            return None  # "if the truce collapses" asks for nothing
        if a.kind in means.CONDITIONS and self._idle_question(a):
            return None
        if a.kind in means.CONDITIONS:
            # what must happen first is asked for
            return found._replace(label="demanded") if found.label not in ("alleged_violation", "denied") else None
        if a.kind == "before" and self._refused_before(a):
            return found._replace(label="demanded")
        if a.kind in ("before", "once") or (a.kind in ("after", "when") and self._awaited(a)):
            return None
        if found.label in ("pledged", "refused", "demanded") and self._conditioned(a):
            return found._replace(label="conditional")
        return found

    def _idle_question(self, a: Anchor) -> bool:
        """ "If a force ever lands", "even if it disarms": nobody asks for what is only supposed."""
        before = self.texts[a.low - 1] if a.low else ""
        return before in ("even", "what", "as", "only-what") or "ever" in self.texts[a.low : a.high]

    def _disputed(self, a: Anchor, found: Verdict) -> Verdict | None:
        """ "are split over whether to disarm": it stands still; who only asks whether says nothing."""
        before = self.texts[max(0, a.low - 8) : a.low]
        return found._replace(label="stalled") if any(t in means.DISAGREE for t in before) else None

    def _justified(self, a: Anchor) -> Verdict | None:
        """ "The strikes were in line with the truce, the army said": a denial that it was broken."""
        if a.topic != "truce" or not self.spoken or not any(t in means.FORCE_USED for t in self.texts):
            return None
        before = self.texts[max(0, a.at - 6) : a.at]
        for i in range(len(before) - 1):
            if before[i] in ("line", "accordance", "keeping", "compliance", "consistent") and before[i + 1] == "with":
                return Verdict("denied", a.at, a.low)
        return None

    def _during(self, a: Anchor) -> Verdict | None:
        """ "Accused the other side of hitting a power station during the truce"."""
        if a.topic == "truce" and a.kind == "during":
            for j in range(a.low - 1, max(-1, a.low - 16), -1):
                if self.texts[j] in means.ACCUSERS and self.texts[j] not in ("alleged", "alleges"):
                    return Verdict("alleged_violation", a.at, j, "accused")
        return None

    def _dismissed(self, a: Anchor) -> Verdict | None:
        """ "Rejects the allegations; the truce, it says, ...": a denial that the truce was broken."""
        if a.topic != "truce" or self.texts[a.at] in means.AGREEMENTS:
            return None
        for j, w in enumerate(self.texts):
            rejects = w in means.DENIERS or w in means.DISMISSERS
            if rejects and any(t in means.CHARGES for t in self.texts[j + 1 : j + 5]):
                return Verdict("denied", j, j, "denied")
        return None

    def _breach(self, a: Anchor) -> Verdict | None:
        """ "Recorded 40 violations since the truce began": the time clause names what was violated."""
        if a.topic != "truce" or (self.texts[a.at] in means.AGREEMENTS and a.kind != "since"):
            return None
        for i, w in enumerate(self.texts):
            if w in ("violations", "violation", "breaches", "breach") and not a.low <= i < a.high:
                if any(t in means.WATCHING for t in self.texts[max(0, i - 3) : i]):
                    return None
                m = self.noun_mood(i, 0)
                if m.kind in ("denied", "refused") or m.negated:
                    return Verdict("denied", i, m.left, "denied")
                return self.alleged(i)
        return None

    def _refused_before(self, a: Anchor) -> bool:
        """ "Ruled out any rebuilding before ...": what must come first is asked for."""
        before = [t for s in self.segments if s.high == a.low for t in self.texts[s.low : s.high]]
        return any(t in ("no", "not", "never", "won't") or means.CLASS_OF.get(t, ("",))[0] == "refuse" for t in before)

    def _awaited(self, a: Anchor) -> bool:
        """ "only after the last body was returned", "will leave when the troops have withdrawn": not done yet."""
        if a.low and self.texts[a.low - 1] == "only":
            return True
        return any(t in means.AHEAD for s in self.segments if s.high == a.low for t in self.texts[s.low : s.high])

    def _conditioned(self, a: Anchor) -> bool:
        """Whether a condition hangs on the clause of `a`."""
        if not self.conditional or any(t in means.THREAT for t in self.texts):
            return False
        for s in self.segments:
            if s.kind in ("unless", "until", "once") and s.low >= a.high - 1:
                return True
            if s.kind == "if" and s.low != a.low and "whether" not in self.texts[s.low : s.low + 1]:
                return True
        low, high = self.words[a.low].start, self.words[min(len(self.words), a.high + 10) - 1].end
        base = self.words[0].start
        return means.TIED.search(self.surface[low - base : high - base]) is not None

    def _outer(self, left: int, a: Anchor) -> str | None:
        """What a clause over this one makes of it: "denied that ...", "demanded that ...", "did not believe that ...".

        Read leftwards from the verb group over its subject, not across another clause.
        """
        that = False
        for j in range(left - 1, max(-1, left - 14), -1):
            w = self.texts[j]
            if w in (".", ";", "but", "while", "?", "!"):
                return None
            if w == "that":
                that = True
                continue
            if w in means.DENIERS or (that and w in means.DISMISSERS):
                return "denied"
            if that and w in means.PROOF and "no" in self.texts[max(0, j - 3) : j]:
                return "denied"
            if w in means.ACCUSERS:
                return "accused"
            if that and means.CLASS_OF.get(w, ("",))[0] == "pledge" and w.endswith("ed"):
                return "agreed"
            if that and CHAIN.get(w) == "urged" and "refused" in (CHAIN.get(t) for t in self.texts[max(0, j - 2) : j]):
                return "refused"  # "rejected demands that the group disarm"
            if that and w in means.DEMANDERS and (a.form in ("base", "past", "s") or not a.act):
                return "demanded"
            if (
                w in means.DOUBT
                and (that or w not in ("see", "know", "decide"))
                and any(t in ("not", "never", "didn't", "doesn't", "don't") for t in self.texts[max(0, j - 4) : j])
            ):
                return "denied" if w in ("believe", "think", "accept", "conclude", "see", "agree") else None
            if w in means.EXPECTS and j < left - 1:
                m = mood(self.texts, j, means.CLASS_OF.get(w, ("", _SAY))[1].form, a.low if j >= a.low else 0)
                if m.kind in ("future", "due", "weak", "promised") and not m.negated:
                    return "expected"  # "is expected to announce that it has ..."
            if w in means.SPOKEN and j < left - 1:
                return None  # another verb of saying: what stands before it does not reach here
            if w in CHAIN and j < left - 1 and w.endswith("ed") and CHAIN[w] not in ("promised", "weak"):
                return None
        return None

    # -------------------------------------------------------------- verbs with their thing

    def _act(self, a: Anchor) -> Verdict | None:
        if a.given is not None:
            return Verdict(a.given, a.at, a.at, "future" if a.given == "pledged" else "")
        m = mood(self.texts, a.at, a.form, a.low)
        if a.form == "past" and a.thing == a.at - 1 and m.left == a.at and self._reduced(a):
            return self.noun(a._replace(act=False, at=a.at - 1, thing=None, high=a.at))
        if m.kind == "infinitive" and self._programme(a, m):
            return self.noun(a._replace(act=False, at=m.left - 1, thing=None, high=a.high))
        if self._to_be(a, m):
            return self.noun(a._replace(act=False, at=a.thing or a.at, thing=None))
        if m.kind == "effort":
            if a.topic == "truce":
                return None  # everybody makes efforts to end a war
            m = m._replace(kind="ongoing")
        label = self._label_act(a, m)
        if (
            label == "under_way"
            and a.topic == "reconstruction"
            and means.CLASS_OF.get(self.texts[a.at], ("",))[0] == "pledge"
        ):
            label = "pledged"  # money promised is no stone laid
        if label is None:
            return self.noun(a) if m.kind == "gerund" else None
        if label in ("pledged", "under_way") and self._first_part(a, m):
            label = "partial"
        if (
            self.planned
            and label in ("under_way", "completed", "partial")
            and any(t in ("is", "are") for t in self.texts[m.left : a.at])
        ):
            label = "pledged"  # "Under the plan Israel would withdraw as a force is deployed"
        return Verdict(label, a.at, m.left, m.kind)

    def _programme(self, a: Anchor, m: Mood) -> bool:
        """ "A programme to demobilise fighters was launched": the programme is what is told of."""
        return m.left > a.low and self.texts[m.left] == "to" and self.texts[m.left - 1] in _PROGRAMMES

    def _to_be(self, a: Anchor, m: Mood) -> bool:
        """ "the list of prisoners to be freed has not been agreed": the infinitive only says which."""
        which = m.kind == "due" and self.texts[m.left : m.left + 2] == ["to", "be"] and a.thing == m.left - 1
        return which and any(t in ("has", "have", "was", "were", "is", "are") for t in self.texts[a.at + 1 : a.high])

    def _reduced(self, a: Anchor) -> bool:
        """ "would halve the number of trucks allowed in": the participle only says which."""
        for j in range(max(a.low, a.at - 9), a.at - 1):
            known = means.TOPIC_CLASS.get(a.topic, {}).get(self.texts[j]) or means.CLASS_OF.get(self.texts[j])
            if known and known[0] in ("stall", "refuse", "demand", "pledge") and not is_noun(self.texts, j):
                return True
            if self.texts[j] in means.ACCUSERS:
                return True  # "accused it of holding four of the men freed"
        return False

    def _only_then(self, a: Anchor) -> bool:
        """ "will recognise it only at the end of the process"."""
        after = self.texts[a.at + 1 : a.at + 7]
        return any(x == "only" and y in ("at", "after", "when", "once", "if", "as") for x, y in pairwise(after))

    def _came_to(self, a: Anchor, m: Mood) -> bool:
        """Whether somebody has moved in order to do it."""
        for j in range(m.left - 1, max(a.low, m.left - 12) - 1, -1):
            form = _MOVED.get(self.texts[j])
            if form is not None and not is_noun(self.texts, j):
                went = mood(self.texts, j, form, a.low)
                return went.kind == "realised" and not went.negated
        return False

    def _first_part(self, a: Anchor, m: Mood) -> bool:
        """ "completed the first phase of its plan to disarm ..."."""
        before = self.texts[max(a.low, m.left - 9) : m.left]
        after = self.texts[a.at : a.high]
        done = any(means.CLASS_OF.get(t, ("",))[0] == "complete" for t in before)
        done = done or any(x in ("is", "was", "been") and y in _DONE for x, y in pairwise(after))
        return "first_phase" in before and done

    def _label_act(self, a: Anchor, m: Mood) -> EvidenceLabel | None:
        kind = m.kind
        negated = m.negated != self.nobody(a, m.left)
        everything = self.whole(a)
        if kind in ("realised", "let") or (kind == "present" and a.form in ("s", "base", "past")):
            if (
                kind == "present"
                and a.form == "base"
                and any(t in means.SEES for t in self.texts[max(a.low, m.left - 5) : m.left])
            ):
                return "pledged"  # "the second phase would see Israel withdraw"
            if kind == "present" and a.kind == "who" and a.form == "base":
                # "fighters who hand over their guns will be pardoned": whoever does
                return "conditional" if any(t in means.AHEAD for t in self.texts[a.at : a.at + 14]) else None
            if negated:
                if kind == "present":
                    return "stalled" if a.topic in ("aid_entry", "bodies_return") else "refused"
                return "partial" if everything else "stalled"
            return self._extent(a, everything)
        if kind == "ongoing":
            if means.TOO_FEW.search(self.window(a)):
                return "stalled" if a.topic == "aid_entry" else "partial"
            if negated:
                return "stalled"
            return "partial" if a.topic == "aid_entry" and means.SHORT.search(self.surface) else "under_way"
        if kind == "future":
            if "only" in self.texts[m.left : a.at]:
                return "conditional"  # "will only give them up to ..."
            if not negated and self._only_then(a):
                return "conditional"
            return "refused" if negated else "pledged"
        if kind == "weak":
            return (
                ("stalled" if a.topic in ("aid_entry", "return_of_displaced") else "refused") if negated else "pledged"
            )
        if kind == "obliged":
            return "pledged" if self.terms and not self.spoken else "demanded"
        if kind == "required":
            # what a text provides for; who says it of another asks for it
            return "demanded" if self.spoken and not (self.terms or self.provides) else "pledged"
        if kind in ("promised", "due"):
            return "refused" if negated else "pledged"
        if kind == "urged" and negated and a.topic == "return_of_displaced":
            return "stalled"  # "were told not to come back"
        if kind in ("urged", "threatened"):
            return ("pledged" if self.provides else "demanded") if kind == "urged" else None
        if kind == "refused":
            return "refused"
        if kind == "failed":
            return "partial" if everything or (self.remainder(a) and a.topic == "bodies_return") else "stalled"
        if kind == "stopped":
            return "stalled"
        if kind == "accused":
            return "alleged_violation"
        if kind == "denied":
            return "denied"
        if kind == "gerund":
            return self._gerund(a, m, everything)
        if kind == "infinitive" and not negated and self._came_to(a, m):
            return "under_way"  # "teams entered the strip to search for the remains"
        if kind == "infinitive" and any(t in means.FOR for t in self.texts[max(a.low, m.left - 8) : m.left + 1]):
            return "pledged"  # "a timetable for the army to withdraw"
        return None

    def _gerund(self, a: Anchor, m: Mood, everything: bool) -> EvidenceLabel | None:
        before = self.texts[m.left - 1] if m.left else ""
        if any(t in ("cost", "costs") for t in self.texts[a.at : a.high]):
            return None  # an estimate, no step
        if before == "by":
            # "broke the agreement by not returning ..."
            for j in range(m.left - 2, max(-1, m.left - 9), -1):
                known = means.CLASS_OF.get(self.texts[j])
                if known and known[0] == "violate":
                    broke = mood(self.texts, j, known[1].form, a.low)
                    return "denied" if broke.negated or broke.kind == "denied" else "alleged_violation"
        if before == "for" and any(t in means.OUTLINES for t in self.texts[max(a.low, m.left - 4) : m.left]):
            return "pledged"
        if before == "after" and not m.negated:
            return self._extent(a, everything)
        if a.thing is not None and 0 < a.at - a.thing <= 2 and before not in ("of", "for", "to"):
            return "stalled" if m.negated else self._extent(a, everything)  # "trucks entering ... averaged"
        if self._conditioned(a):
            return "conditional"
        if any(t in means.SEES for t in self.texts[max(a.low, m.left - 5) : m.left]):
            return "pledged"
        for j in range(m.left - 1, max(a.low, m.left - 7) - 1, -1):
            known = means.CLASS_OF.get(self.texts[j])
            if known and known[0] in ("pledge", "demand", "refuse", "begin", "continue", "discuss"):
                return self.label_noun(a, j, known[0], mood(self.texts, j, known[1].form, a.low), False)
        return None

    def _telic(self, a: Anchor) -> bool:
        """ "The group has disarmed": without an object, and not some of it."""
        after = self.texts[a.at + 1] if a.at + 1 < len(self.texts) else "."
        some = any(self.is_some(j) for j in range(max(a.low, a.at - 6), min(a.high, a.at + 6)))
        return self.texts[a.at] == "disarmed" and not some and (after in _LEFT_ALONE or not after[0].isalpha())

    def _extent(self, a: Anchor, everything: bool) -> EvidenceLabel:
        """How much of it is done, for what has happened."""
        if self.texts[a.at].startswith(("search", "locat")):
            return "under_way"
        if a.topic == "stabilisation_force" and means.CLASS_OF.get(self.texts[a.at], ("",))[0] == "pledge":
            return "pledged"
        low, high = self.reach(a)
        window = self.window(a)
        if means.ALL_IN_REACH.search(self.surface) and a.topic == "bodies_return":
            return "partial"
        if means.ALL_BUT.search(window) or (means.N_OF_M.search(window) and "all of" not in window):
            return "partial"
        if a.thing is not None and means.LEAVING.search(self.surface):
            return "partial"
        if means.TOO_FEW.search(window):
            return "stalled"
        if everything or (a.topic == "disarmament" and self._telic(a)):
            return "completed"
        if a.topic == "aid_entry" and means.SHORT.search(self.surface):
            return "partial"
        if any(self.is_some(j) for j in range(low, high)):
            return "partial"
        return "under_way"
