"""What a verb says of its thing: "released all of them", "has yet to return six", "refuses to disarm"."""

from __future__ import annotations

from itertools import pairwise

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Verdict
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.nouns import Nouns
from tui.extract.undertakings.predicates import Mood, is_noun, mood
from tui.records import EvidenceLabel

_KEPT = frozenset(
    f
    for lemma in (
        "honour",
        "honor",
        "respect",
        "uphold",
        "observe",
        "meet",
        "keep",
        "commit",
        "abide",
        "adhere",
        "comply",
    )
    for f in forms(lemma)
)
_FALLS = word_set("fallen fell dropped plunged declined plummeted shrunk slumped halved dwindled")
_DONE = word_set("complete completed finished concluded over done")
_PROGRAMMES = word_set("programme program scheme drive campaign operation project initiative")
_RATES = [["a", "day"], ["a", "week"], ["a", "month"], ["per", "day"], ["each", "day"], ["every", "day"]]
_AMOUNT = word_set("number amount volume quantity flow")
_MOVED = {
    f: form for lemma in ("enter", "arrive", "send", "come", "deploy", "fly", "go") for f, form in forms(lemma).items()
}
_LEFT_ALONE = word_set("in on at by and but as since after before while under according south north")


class Acts(Nouns):
    """The rules for verbs with their thing."""

    def act(self, a: Anchor) -> Verdict | None:
        """What the sentence says of the verb at `a` and its thing, or None."""
        if a.given is not None:
            return Verdict(a.given, a.at, a.at, "future" if a.given == "pledged" else "")
        m = mood(self.texts, a.at, a.form, a.low)
        if a.form == "past" and a.thing == a.at - 1 and m.left == a.at and self._reduced(a):
            return self.noun(a._replace(act=False, at=a.at - 1, thing=None, high=a.at))
        if self._cut(a) and m.kind in ("present", "realised"):
            return Verdict("stalled", a.at, a.thing or a.at)
        if m.kind == "infinitive" and self._programme(a, m):
            return self.noun(a._replace(act=False, at=m.left - 1, thing=None, high=a.high))
        if self._to_be(a, m):
            return self.noun(a._replace(act=False, at=a.thing or a.at, thing=None))
        if m.kind == "effort":
            if a.topic == "truce":
                return None  # everybody makes efforts to end a war
            m = m._replace(kind="ongoing")
        label = self._label_act(a, m)
        if label == "stalled" and a.topic == "truce" and self.texts[a.at] in _KEPT:
            label = "alleged_violation"  # "has not honoured its commitments"
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

    def _cut(self, a: Anchor) -> bool:
        """ "by halving the number of lorries that it lets in": the relative clause only says which."""
        thing = a.thing if a.thing is not None and a.topic == "aid_entry" else a.at
        if not 0 < a.at - thing <= 4:
            return False
        table, low = means.TOPIC_CLASS["aid_entry"], max(0, thing - 6)
        if _AMOUNT.isdisjoint(self.texts[low:thing]):
            return False
        return any(
            (table.get(t) or means.CLASS_OF.get(t) or ("",))[0] == "stall" and not is_noun(self.texts, j)
            for j, t in enumerate(self.texts[low:thing], low)
        )

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
        if a.topic == "aid_entry" and not _FALLS.isdisjoint(self.texts[a.at : min(a.high, a.at + 8)]):
            return "stalled"  # "the number of trucks entering the strip has fallen by half"
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
        a_day = a.thing is not None and self.texts[a.thing + 1 : a.at] in _RATES  # "200 trucks a day going in"
        if a.thing is not None and (0 < a.at - a.thing <= 2 or a_day) and before not in ("of", "for", "to"):
            return "stalled" if m.negated else self._extent(a, everything)  # "trucks entering ... averaged"
        if self.conditioned(a):
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
        if a.topic == "aid_entry" and (means.SHORT.search(self.surface) or means.SHARE_OF.search(self.surface)):
            return "partial"
        if any(self.is_some(j) for j in range(low, high)):
            return "partial"
        return "under_way"
