"""Nouns that name an undertaking, and what governs them: "reconstruction has begun", "rejected a withdrawal".

The nearest word that says something is asked first; a mere mention gives nothing.
"""

from __future__ import annotations

from tui.extract.undertakings import meanings as means
from tui.extract.undertakings.anchors import Anchor
from tui.extract.undertakings.clauses import Verdict
from tui.extract.undertakings.inflection import forms, word_set
from tui.extract.undertakings.labels import Labels, known_verb
from tui.extract.undertakings.predicates import Mood, is_noun, mood
from tui.extract.undertakings.verb_classes import CHAIN

_OWN_WORD = frozenset({"refuse", "demand", "pledge", "deny"})
_AUXILIARIES = word_set("have has had is are was were will would must should could may might can")
_WAITS = frozenset({"before", "until", "unless", "without"})
_TALK = word_set(
    "move progress transition to "
    "money funds funding cash dollars "
    "talk question discussion prospect sign chance hint possibility of about on further more any immediate full"
)
_ONES = frozenset({"interim_authority", "stabilisation_force", "monitoring"})
"""Topics of a body that a clause can define: "the committee that is to take over"."""
_FINDS = frozenset(
    f for v in ("find", "seize", "discover", "locate", "uncover", "collect", "recover") for f in forms(v)
)
_NEEDS = word_set("need needs want wants needed wanted")
_MEANT = word_set("meant supposed set due tasked picked formed created designed intended")
_ANSWERS = word_set("answer answers reply response responses guarantee guarantees assurance assurances clarity")
_NARROW = word_set("limited restricted")
_IS = word_set("is are was were been being")

_ARTICLES = frozenset({"the", "a", "an", "its", "their", "this"})


class Nouns(Labels):
    """The rules for nouns."""

    def noun(self, a: Anchor, *, breaking: bool = True) -> Verdict | None:
        """What is said of the noun at `a`; without `breaking`, what else is said of a truce that somebody breaks."""
        t = self.texts
        before = t[a.at - 1] if a.at > a.low else ""
        if "never" in (near := t[max(a.low, a.at - 5) : a.at]) and "be" in near:
            return Verdict("refused", a.at, a.at)  # "there would never be a second state"
        no = self._no_before(a)
        if no is not None:
            existential = self._existential(a, no)
            if existential is not None:
                return existential
        if a.topic == "truce" and a.at + 1 < a.high and t[a.at + 1] in ("line", "lines"):
            return None
        if a.topic == "reconstruction" and before != "for" and {"in", "need"} <= set(t[max(a.low, a.at - 5) : a.at]):
            return None  # "schools are in need of full reconstruction": how they are
        if a.topic != "truce" and self._unanswered(a):
            return Verdict("stalled", a.at, a.low)
        a = self._with_relative(a)
        table = means.TOPIC_CLASS.get(a.topic, {})
        resume = self._behind_aside(a) or self._behind_reduced(a)
        candidates: list[tuple[int, int]] = []
        for i in range(max(a.low, a.at - 14), min(a.high, max(a.at, resume) + 14)):
            w = t[i]
            if i in (a.at, a.thing):
                continue
            if w == "part" and t[i - 1] == "as":
                continue
            if (w == "going" and t[i + 1 : i + 2] == ["to"]) or (w == "bound" and t[i + 1 : i + 2] != ["by"]):
                continue  # "is going to happen", "bound for the coast"
            cls = (table.get(w) or means.CLASS_OF.get(w) or ("",))[0] or means.NOUN_CLASS.get(w, "")
            if not cls:
                continue
            low, high = min(i, a.at), max(i, a.at)
            cost = high - low
            if i > resume > a.at:
                cost, low = i - resume + 1, resume  # "the truce, now in its third week, has been ..."
            elif a.at < i < resume:
                cost += 4  # what the aside says comes after what the clause does
            cost += 3 * sum(t[k] in (",", "and") for k in range(low + 1, high))
            cost += 4 * sum(k in self.places and k not in (a.at, a.thing) for k in range(low + 1, high))
            if w in means.NOUN_CLASS and cls in means.LIGHT and (w not in means.CLASS_OF or is_noun(t, i)):
                cost += 6
            if any(o.act and low < o.at < high and o.topic != a.topic for o in self.anchors):
                cost += 8  # another undertaking's verb stands between
            if any(o.act and o.at == i and o.topic == a.topic for o in self.anchors):
                cost += 6  # that verb is judged by itself
            if i > a.at and t[a.at + 1] in _AUXILIARIES:
                cost -= 2  # the noun is the subject of what follows
            candidates.append((cost, i))
        if breaking and a.topic == "truce" and (broken := self._breaking_it(a)) is not None:
            return broken
        for cost, i in sorted(candidates):
            if cost > 15:
                break
            found = self._governed(a, i)
            if found is not None:
                if a.topic == "aid_entry" and found.label == "under_way" and means.SHORT.search(self.surface):
                    return found._replace(label="partial")
                if (
                    a.topic == "aid_entry"
                    and found.label == "under_way"
                    and {"only", "just"} & set(t[max(0, a.at - 3) : a.at])
                ):
                    return found._replace(label="partial")  # "only one crossing works"
                if before in ("partial", "limited") and found.label in ("under_way", "completed"):
                    return found._replace(label="partial")
                return found
        if a.topic == "aid_entry" and means.TOO_FEW.search(self.window(a)):
            return Verdict("stalled", a.at, a.at)
        if a.topic == "aid_entry" and a.thing is not None and means.SHORT.search(self.surface):
            return Verdict("partial", a.at, a.at)  # "fuel entry remained at 40 per cent of the agreed amount"
        return self._modal(a)

    def _behind_aside(self, a: Anchor) -> int:
        """Index of the comma that ends an aside behind the noun; 0 when there is none."""
        if a.at + 1 >= a.high or self.texts[a.at + 1] != ",":
            return 0
        for j in range(a.at + 2, min(a.high - 1, a.at + 20)):
            if self.texts[j] == ",":
                return j if self.texts[j + 1] in _AUXILIARIES or known_verb(self.texts[j + 1]) else 0
        return 0

    def _behind_reduced(self, a: Anchor) -> int:
        """Index before the verb behind "the committee meant to run Gaza"; 0 when nothing of the kind stands there."""
        t = self.texts
        if t[a.at + 1 : a.at + 2] and t[a.at + 1] in _MEANT and t[a.at + 2 : a.at + 3] == ["to"]:
            return next((j - 1 for j in range(a.at + 4, min(a.high, a.at + 14)) if t[j] in _AUXILIARIES), 0)
        return 0

    def _breaking_it(self, a: Anchor) -> Verdict | None:
        """ "The truce ..., while the parties blame one another for breaches"."""
        for i in range(a.at + 1, len(self.texts) - 1):
            known = means.CLASS_OF.get(self.texts[i])
            if known and known[0] == "violate" and known[1].form == "ing" and self.texts[i + 1] in ("it", "them"):
                said = self.alleged(i)
                return said if said.mood == "accused" else None
        return None

    def _with_relative(self, a: Anchor) -> Anchor:
        """The anchor with the clause that hangs on it, or that it is a question of: "the second phase, which has not
        begun", "failed to agree on who sits on the committee"."""
        if a.kind in ("who", "which", "if", "whether") and a.low and self.texts[a.low - 1] in ("on", "over", "about"):
            return a._replace(low=next((s.low for s in self.segments if s.high == a.low), a.low))
        behind = a.at + 1
        if behind < len(self.texts) and self.texts[behind] == ",":
            behind += 1
        for s in self.segments:
            relative = s.kind == "which" and self.texts[s.low] == "which"
            defining = self.texts[s.low] == "that" and behind == a.at + 1 and a.topic in _ONES
            if s.low == behind and (relative or defining) and a.kind == "main":
                return a._replace(high=self._resumed(s.high) or s.high)
        return a

    def _resumed(self, end: int) -> int | None:
        """Where the clause ends that goes on behind a relative one: "the step, which had been due, | was put off"."""
        for s in self.segments:
            if s.low == end and s.kind == "main" and self.texts[end] == "," and end + 1 < s.high:
                verb = self.texts[end + 1]
                return s.high if verb in _AUXILIARIES or known_verb(verb) else None
        return None

    def _modal(self, a: Anchor) -> Verdict | None:
        """The noun is the subject of a modal, whatever the verb: "disarmament must come first"."""
        if a.topic in ("truce", "aid_entry", "rafah_opening") or self.texts[a.at] in means.WHOLE:
            return None
        for j in range(a.at + 1, min(a.high, a.at + 5)):
            w = self.texts[j]
            owed = w in ("has", "have", "had", "needs", "need") and self.texts[j + 1 : j + 2] == ["to"]
            if w in ("must", "should") or owed:
                return Verdict("demanded", j, a.at)
            if w in ("will", "would", "won't"):
                if self._no_before(a) is not None:
                    return Verdict("refused", j, a.at)  # "No money for reconstruction will flow"
                if any(t in means.SEES or t in ("cost", "costs") for t in self.texts[j + 1 : j + 3]):
                    return None  # it is named as the frame of something else, or estimated
                if w == "won't" or "not" in self.texts[j + 1 : j + 3]:
                    return None
                return Verdict("pledged", j, a.at)
        return None

    def _unanswered(self, a: Anchor) -> bool:
        """ "have not received any clear answer on the implementation of the second phase"."""
        before = self.texts[max(a.low, a.at - 16) : a.at]
        at = next((j for j, t in enumerate(before) if t in _ANSWERS), None)
        return at is not None and any(
            t in ("no", "not", "never", "yet", "without") or t.endswith("n't") for t in before[:at]
        )

    def _no_before(self, a: Anchor) -> int | None:
        """Index of the "no" of "no full withdrawal", "no talk of a withdrawal"."""
        for j in range(a.at - 1, max(a.low, a.at - 5) - 1, -1):
            if self.texts[j] == "no":
                return j
            if self.texts[j] not in _TALK and j < a.at - 1:
                return None
        return None

    def _existential(self, a: Anchor, no: int) -> Verdict | None:
        """ "There will be no withdrawal", "there has been no withdrawal"."""
        for j in range(a.at - 1, max(a.low, a.at - 7) - 1, -1):
            w = self.texts[j]
            if w in ("will", "would", "won't", "can", "could", "shall", "wouldn't"):
                waits = any(t in _WAITS for t in self.texts[a.at + 1 : a.at + 8])
                return Verdict("conditional" if waits else "refused", a.at, j)
            if w in ("is", "are", "was", "were", "been", "remains", "with"):
                waits = any(t in _WAITS for t in self.texts[a.at + 1 : a.at + 8])
                return Verdict("conditional" if waits else "stalled", a.at, j)
        if no == a.low or self.texts[no - 1] in (":", "said", "says", ","):
            # a headline: "No withdrawal before ..."
            waits = any(t in _WAITS for t in self.texts[a.at + 1 : a.at + 8])
            return Verdict("conditional" if waits else "stalled", a.at, no)
        return None

    def _governed(self, a: Anchor, i: int) -> Verdict | None:
        w = self.texts[i]
        known = means.TOPIC_CLASS.get(a.topic, {}).get(w) or means.CLASS_OF.get(w)
        # "a ceasefire breach", but not "will talks on the next stage start"
        compound = i == a.at + 1 and w in ("breach", "breaches")
        nominal = known is None or ((is_noun(self.texts, i) or compound) and w in means.NOUN_CLASS)
        if nominal:
            cls = means.NOUN_CLASS.get(w, "")
            if not cls:
                return None
            m = self.noun_mood(i, a.low)
        else:
            assert known is not None
            cls, verb = known
            adjective = verb.form == "past" and self.texts[i - 1 : i] and self.texts[i - 1] in _ARTICLES
            if adjective and w != "sticking_point" and not (cls == "stall" and i + 1 == a.at):
                return None  # "the agreed level"; but "the delayed withdrawal" is late
            if (
                verb.form == "past"
                and self.texts[i - 1 : i] == [","]
                and i + 1 < len(self.texts)
                and self.texts[i + 1] in ("by", "in", "on", "last", "with")
            ):
                return None  # "the truce, brokered by two states, ..." only says which
            if verb.form == "past" and self.texts[i - 2 : i] in (["what", "was"], ["what", "is"], ["what", "were"]):
                return None  # "far below what was agreed"
            if w in _NARROW and 0 < a.at - i <= 2 and self.texts[i - 1] not in _IS:
                return None  # "approved a limited withdrawal"
            if verb.form == "past" and 0 < a.at - i <= 2 and cls in ("refuse", "stall") and self._found(i):
                return None  # "found abandoned weapons caches"
            if w == "complete" and (0 < a.at - i <= 3 or self.texts[i - 1] == "considered"):
                return None  # "a complete withdrawal"
            if cls == "condition" and not any(t in ("to", "on", "with") for t in self.texts[i + 1 : i + 14]):
                return None
            if not cls or (is_noun(self.texts, i) and verb.form in ("base", "s") and verb.lemma not in ("take_over",)):
                return None
            m = mood(self.texts, i, verb.form, a.low)
            if w in ("open", "operational") and any(t in _NEEDS for t in self.texts[a.low : min(i, a.at)]):
                return Verdict("demanded", i, a.low)  # "We need all crossings open"
            if m.kind == "effort":
                m = m._replace(kind="ongoing")
            if i > a.at and verb.form == "past" and m.left == i and self._only_which(a, i):
                return None
            between = self.texts[a.at + 1 : i]
            if verb.form == "past" and m.left == i and _ARTICLES & set(between) and {"is", "are", "was"} & set(between):
                return None  # "the weapons are a right guaranteed by ..."
            if self.nobody(a, m.left):
                m = m._replace(negated=not m.negated)
        label = self.label_noun(a, i, cls, m, nominal)
        if label is None:
            return None
        if (
            self.planned
            and label in ("under_way", "completed")
            and any(t in ("is", "are") for t in self.texts[m.left : i])
        ):
            label = "pledged"
        if cls == "violate" and nominal and label == "alleged_violation":
            return self.alleged(i)
        # who rejects, demands or promises says so itself; "would begin" is somebody's account of it
        return Verdict(label, i, m.left, "" if cls in _OWN_WORD or label == "conditional" else m.kind)

    def _found(self, i: int) -> bool:
        """Whether the participle at `i` stands behind another verb or a preposition, as an adjective does."""
        before = self.texts[i - 1] if i else ""
        if before in ("of", "with", "in", "some", "several", "many") or before.isdigit():
            return True
        return before in _FINDS

    def _only_which(self, a: Anchor, i: int) -> bool:
        """ "The exchange agreed in May has not happened": the bare participle says which, the verb behind it what."""
        after = self.texts[i + 1 : min(a.high, i + 10)]
        return (
            after[:1] != []
            and after[0] in ("in", "on", "last", "by", "at", "under", "during", "this")
            and any(t in _AUXILIARIES for t in after[1:])
        )

    def noun_mood(self, i: int, low: int) -> Mood:
        negated = any(t in ("no", "not", "without", "never") for t in self.texts[max(low, i - 3) : i])
        for j in range(i - 1, max(low, i - 14) - 1, -1):
            if self.texts[j] in ("see", "bring") and not is_noun(self.texts, j):
                seen = mood(self.texts, j, "base", low)
                if seen.kind in ("future", "due", "weak", "required"):
                    return Mood("required", negated != seen.negated, seen.left)  # "is expected to see the start of"
            if i - j <= 5 and CHAIN.get(self.texts[j]) == "failed":
                return Mood("failed", negated, j)  # "have yet to receive a proposal"
            known = means.CLASS_OF.get(self.texts[j])
            if known and known[0] in means.GOVERNS and not is_noun(self.texts, j):
                inner = mood(self.texts, j, known[1].form, low)
                if inner.kind in ("obliged", "urged", "refused", "failed", "future") and known[0] not in (
                    "deny",
                    "refuse",
                ):
                    return inner._replace(negated=negated != inner.negated)
                return Mood(means.GOVERNS[known[0]], negated != inner.negated, inner.left)
            if self.texts[j] in (",",) and i - j > 8:
                break
        return Mood("realised", negated, i)
