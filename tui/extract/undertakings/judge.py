"""From an anchor to a label: what the predicate over it says, in which mood, under which condition.

Nothing here knows who speaks; `evidence.py` adds that. A label of None means that the sentence names the undertaking
without saying what became of it.
"""

from __future__ import annotations

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.acts import Acts
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Verdict
from tui.extract.undertakings.inflection import Verb, word_set
from tui.extract.undertakings.predicates import mood
from tui.extract.undertakings.verb_classes import CHAIN

_SAY = Verb("say", "base")
_NO, _CAN = word_set("no not never nothing"), word_set("be can possible will")
_TIME_CLAUSES = frozenset({"after", "when", "before", "once", "while", "since"})
_HOPES = word_set("hope hopes prospect prospects expectation expectations optimism belief")
_FADES = word_set(
    "faded fading fade fades dimmed dashed receded receding evaporated vanished died dimming waned waning"
)
_PREPOSITIONS = frozenset({"under", "during", "amid", "despite", "alongside"})


class Judge(Acts):
    """The rules that hold for verbs and nouns alike: background, condition, what a clause above makes of it."""

    def verdict(self, a: Anchor) -> Verdict | None:
        """What the sentence says of `a`, or None."""
        if a.act and a.kind in _PREPOSITIONS and a.form != "ing":
            # no clause of its own: "Under the first phase the army pulled back"
            inner = self._plain(a._replace(kind="main"))
            if inner is not None and inner.mood != "infinitive":
                return inner
        if a.kind == "without" and a.low and not (a.act and a.form != "ing") and self._impossible(a):
            return Verdict("demanded", a.at, a.low)
        if a.kind in means.BACKGROUND:
            return self._breach(a) or self._during(a)
        found = self._plain(a)
        return found or self._breach(a) or self._justified(a) or self._dismissed(a)

    def _impossible(self, a: Anchor) -> bool:
        """ "cannot be complete without a full withdrawal": what something else has to wait for."""
        if a.topic == "truce":
            return False
        before = self.texts[max(0, a.low - 14) : a.low]
        if any(t in ("cannot", "can't", "won't") for t in before):
            return True
        return not _NO.isdisjoint(before) and not _CAN.isdisjoint(before)

    def _plain(self, a: Anchor) -> Verdict | None:
        found = self.act(a) if a.act else self.noun(a)
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
        if a.kind == "that" and self._hope_gone(a):
            return found._replace(label="stalled")
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
        if a.kind in ("once", "after", "when") and a.topic != "truce" and self._must_come_first(a, found):
            return found._replace(label="demanded")
        if a.kind in ("before", "once") or (
            a.kind in ("after", "when") and found.label != "pledged" and self._awaited(a)
        ):
            return None
        if found.label in ("pledged", "refused", "demanded") and self.conditioned(a):
            return found._replace(label="conditional")
        return found

    def _must_come_first(self, a: Anchor, found: Verdict) -> bool:
        """ "will open only once the bodies are back", "approves a reopening after the last body returns"."""
        if found.label not in ("under_way", "completed", "partial"):
            return False
        if not any(o.at < a.low and o.topic != a.topic for o in self.anchors):
            return False
        before = self.texts[max(0, a.low - 25) : a.low]
        ahead = any(t in means.AHEAD for t in before)
        agreed = (
            a.kind == "after"
            and found.mood == "present"
            and any(means.CLASS_OF.get(t, ("",))[0] == "pledge" for t in before)
        )
        return agreed or (ahead and (found.mood == "present" or self.whole(a)))

    def _hope_gone(self, a: Anchor) -> bool:
        """ "Hopes that a force would land soon have faded"."""
        hope = a.low > 0 and self.texts[a.low - 1] in _HOPES
        return hope and any(t in _FADES for t in self.texts[a.at : a.high])

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

    def _outer(self, left: int, a: Anchor) -> str | None:
        """What a clause over this one makes of it: "denied that ...", "demanded that ...", "did not believe that ...".

        Read leftwards from the verb group over its subject, not across another clause.
        """
        that = False
        floor = a.low if a.kind in _TIME_CLAUSES else 0
        for j in range(left - 1, max(floor - 1, left - 14), -1):
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
